"""Nothing is written through a symbolic link, whichever command writes."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seboddari_build.cli.commands import cli, run
from seboddari_build.publish.links import LinkError
from tests.project import Project


@pytest.fixture
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


def seboddari(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(project.root), "--ui", "en", *arguments])


def link(project: Project, path: str, target: Path) -> None:
    place = project.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


@pytest.mark.parametrize(
    ("path", "command"),
    [
        (".seboddari", ("build",)),
        (".seboddari/trees", ("build",)),
        (".vscode", ("schema", "--vscode")),
        (".vscode/schemas", ("schema", "--vscode")),
        ("content/pages", ("new", "page", "pwned")),
        ("schemas", ("schema", "--out", "schemas")),
    ],
)
def test_a_folder_that_is_a_link_is_left_alone(
    project: Project, target: Path, path: str, command: tuple[str, ...]
) -> None:
    link(project.small(), path, target)
    done = seboddari(project, *command)
    assert isinstance(done.exception, LinkError)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("path", ["i18n.lock", ".seboddari/store.sqlite", ".seboddari/lock", ".vscode/settings.json"])
def test_a_file_that_is_a_link_is_left_alone(project: Project, target: Path, path: str) -> None:
    precious = target / "precious"
    precious.write_text("mine")
    link(project.small(), path, precious)
    for command in (("translated", "content/sessions/care"), ("schema", "--vscode"), ("build",), ("status",), ("fix",)):
        seboddari(project, *command)
    assert "link-in-the-way" in project.check().codes()
    assert precious.read_text() == "mine"


def test_the_store_is_not_made_or_emptied_behind_a_link(project: Project, target: Path) -> None:
    (target / "store.sqlite").write_text("no database")
    link(project.small(), ".seboddari", target)
    for command in (("check",), ("status",), ("new", "page", "more"), ("fix", "--apply"), ("build",)):
        seboddari(project, *command)
    assert [file.name for file in target.iterdir()] == ["store.sqlite"]
    assert (target / "store.sqlite").read_text() == "no database"


@pytest.mark.parametrize(
    ("ui", "said"), [("ko", "i18n.lock:1:1: error[link-in-the-way]: 심볼릭"), ("en", "i18n.lock:1:1: error[link")]
)
def test_it_is_said_with_exit_code_1(
    project: Project, target: Path, ui: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    link(project.small(), "i18n.lock", target / "precious")
    with pytest.raises(SystemExit) as ended:
        run(["-C", str(project.root), "--ui", ui, "translated", "content/sessions/care"])
    assert ended.value.code == 1
    assert said in capsys.readouterr().err
    assert list(target.iterdir()) == []
