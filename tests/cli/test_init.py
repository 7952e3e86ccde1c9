"""``init`` starts a new event that is complete, bilingual and builds at once."""

import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seboddari_build.cli.commands import cli
from tests.project import Project


def init(*arguments: str, ui: str = "en") -> Result:
    return CliRunner().invoke(cli, ["--ui", ui, *arguments])


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A new event, built."""
    root = tmp_path_factory.mktemp("new") / "my event"
    assert init("init", str(root)).exit_code == 0
    project = Project(root)
    assert project.build(strict=True, base_url="https://example.org/").ok().problems == ()
    return project


def test_every_kind_of_content_is_there(event: Project) -> None:
    pages = {path.removesuffix("index.html") for path in event.files() if path.startswith("ko/")}
    assert pages >= {
        "ko/",
        "ko/programme/",
        "ko/sessions/garden/",
        "ko/sessions/garden/rooftop-garden/",
        "ko/cases/",
        "ko/cases/neighbour-care/haeoreum/",
        "ko/cases/neighbour-care/daroreum/",
        "ko/data/garden-harvest/",
        "ko/minutes/planning/",
        "ko/organisations/",
        "ko/people/",
        "ko/districts/",
        "ko/glossary/",
        "ko/usage/",
    }
    talk = event.html("en/sessions/garden/rooftop-garden")
    assert "Households that took part" in talk
    assert "24" in talk
    assert "<svg" in event.html("en/data/garden-harvest")


def test_every_page_is_wholly_there_in_both_languages(event: Project) -> None:
    files = {path: data.decode() for path, data in event.files().items() if path.endswith(".html")}
    korean = {path.removeprefix("ko/") for path in files if path.startswith("ko/")}
    assert korean == {path.removeprefix("en/") for path in files if path.startswith("en/")}
    for path, text in files.items():
        assert "fallback" not in text, path
        main = text.partition("<main")[2].partition("</main>")[0]
        if path.startswith(("en/sessions/", "en/cases/", "en/data/", "en/minutes/", "en/about/", "en/usage/")):
            assert not re.search("[가-힣]", main), path
    assert "별빛동네 이야기마당 2026" in files["ko/index.html"]
    assert "Starlight Neighbourhood Forum 2026" in files["en/index.html"]


def test_git_sees_the_content_only(event: Project) -> None:
    assert (event.root / ".gitignore").read_text() == ".seboddari/\n"
    assert (event.output / ".gitignore").read_text() == "*\n!.gitignore\n"
    files = [path for path in event.root.rglob("*") if path.is_file()]
    assert not any(path.stat().st_mode & stat.S_IXUSR for path in files)


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    done = init("-C", str(tmp_path), "init", "my event")
    assert (tmp_path / "my event" / "content" / "event.yaml").is_file()
    assert done.stderr.startswith("A new event stands in 'my event': 42 files.\n\nNext steps\n  1. cd 'my event'\n")
    done = init("-C", str(tmp_path), "init", "행사", ui="ko")
    assert done.stderr.startswith("‘행사’ 폴더에 새 행사를 만들었습니다. 파일 42개.\n\n다음에 할 일\n  1. cd ")
    assert "seboddari serve --open" in done.stderr


@pytest.mark.parametrize(
    ("ui", "message"),
    [
        ("en", "'{folder}' is not empty. Choose a new or an empty folder; the files in this one were left alone."),
        ("ko", "‘{folder}’ 폴더가 비어 있지 않습니다. 새 폴더나 빈 폴더를 고르세요. 그 안의 파일은 그대로 두었습니다."),
    ],
    ids=["en", "ko"],
)
def test_a_folder_that_holds_something_is_refused(tmp_path: Path, ui: str, message: str) -> None:
    folder = tmp_path / "held"
    folder.mkdir()
    (folder / "site.yaml").write_text("mine")
    done = init("init", str(folder), ui=ui)
    assert done.exit_code == 2
    assert message.format(folder=folder) in done.stderr
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("site.yaml", "mine")]


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert init("init", str(tmp_path / "file")).exit_code == 2
    (tmp_path / "link").symlink_to("nowhere")
    assert init("init", str(tmp_path / "link")).exit_code == 2


def test_an_empty_folder_and_an_empty_repository_will_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    for name in ("empty", "repository"):
        assert init("init", str(tmp_path / name)).exit_code == 0
        assert Project(tmp_path / name).check().problems == ()
