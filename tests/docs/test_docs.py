"""What the documentation says holds: its examples build, its lists are whole, its links lead somewhere."""

import re
from pathlib import Path

import click
import pytest

from seboddari_build.cli.commands import cli
from seboddari_build.load.blocks import BLOCKS
from seboddari_build.load.parse import KINDS
from seboddari_build.model.form import plan
from tests.project import ROOT, Project

GUIDE = ROOT / "docs" / "content" / "pages"
ENDINGS = {"ko": ".md", "en": ".en.md"}
READMES = ("README.md", "README.ko.md")
PAGES = sorted(
    [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md"))]
)

_EXAMPLE = re.compile(r"^`((?:content/|site)[^`\s]*)`\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_SHOWN = re.compile(r"^```md\n(:::.*?)^```\n\n(.*?^:::)$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def guide(page: str, language: str = "en") -> str:
    """A page of the guide as it is written."""
    return (GUIDE / f"{page}{ENDINGS[language]}").read_text("utf-8")


def examples(language: str = "en") -> dict[str, str]:
    """The files of the page of content files, by path."""
    return dict(_EXAMPLE.findall(guide("files", language)))


def test_the_examples_build_without_a_problem(project: Project) -> None:
    for path, text in examples().items():
        project.write(f"=== {path}\n{text}")
    assert project.build(strict=True).ok().codes() == []
    assert examples("ko") == examples()
    assert "Care in Gwangjin" in project.html("en/cases")


def test_there_is_an_example_of_every_document() -> None:
    folders = {path.split("/")[1] for path in examples() if path.count("/") > 1}
    assert folders == {"sessions", "cases", "data", "minutes", "pages"}


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_every_block_is_named(name: str) -> None:
    assert all(f"`{name}`" in guide("blocks", language) for language in ENDINGS)


@pytest.mark.parametrize("language", ENDINGS)
def test_what_is_written_of_a_block_is_what_is_seen(language: str) -> None:
    shown = _SHOWN.findall(guide("blocks", language))
    assert len(shown) > 10
    assert [written for written, seen in shown if written != f"{seen}\n"] == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"config"}))
def test_every_field_is_named(kind: str) -> None:
    written = set(re.findall(r"`([a-z_]+)`", guide("fields")))
    assert [key for key in plan(KINDS[kind]).by_key if key not in written] == []


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_every_command_and_no_other(readme: str) -> None:
    assert isinstance(cli, click.Group)
    text = (ROOT / readme).read_text("utf-8")
    table = re.search(r"^\| (?:command|명령) \|.*\n\|---\|---\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table
    assert re.findall(r"^\| `([a-z]+)", table[1], re.MULTILINE) == sorted(cli.commands)


@pytest.mark.parametrize("readme", READMES)
def test_readme_example_builds(project: Project, readme: str) -> None:
    found = re.search(r"^```md\n(.*?)^```$", (ROOT / readme).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    text = found[1].replace("proceedings", "book").replace("unit: 회", "unit: 건")
    district = "=== content/districts.yaml\n- {id: eunpyeong, name: 은평구, name.en: Eunpyeong-gu}\n"
    project.small().write(f"{district}=== content/sessions/care/02-lunch.md\n{text}")
    assert "함께 먹는 점심" in project.build().ok().project.html("ko/sessions/care/lunch")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    folder = Path(ROOT / page).parent
    text = _CODE.sub("", (ROOT / page).read_text("utf-8"))
    targets = [target.partition("#")[0] for target in _LINK.findall(text)]
    lost = [t for t in targets if t and not t.startswith(("http", "../media", "../x")) and not (folder / t).exists()]
    assert lost == []


@pytest.mark.parametrize("record", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_decisions_have_their_number(record: Path) -> None:
    number = record.name[:4]
    first = record.read_text("utf-8").partition("\n")[0]
    assert first.startswith((f"# {number}: ", f"# {int(number)}. "))
