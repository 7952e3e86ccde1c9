"""The guide, a project of its own that Seboddari builds: whole, in both languages, one page leading to the next."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seboddari_build.init import start
from tests.pages.tree import HANGUL, Page, read_pages
from tests.project import ROOT, Project

PAGES = ROOT / "docs" / "content" / "pages"
NAMES = sorted(path.name.removesuffix(".md") for path in PAGES.glob("*.md") if not path.name.endswith(".en.md"))
#: What is read one after the other: each entry of the menu, then what belongs to it.
PARTS = {
    "tutorial": ["first-look", "first-talk", "first-picture", "first-edition"],
    "how-to": ["add", "slides", "translate", "withhold", "theme", "print", "host", "editors", "mend"],
    "reference": ["files", "fields", "blocks", "problems", "formats"],
    "explanation": ["plain-files", "numbers", "publishing", "booklet"],
}


_STEP = re.compile(r"^`(themes/\S+)`\n\n```\w+\n(.*?)^```$|^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The guide, built strictly."""
    project = Project(tmp_path_factory.mktemp("guide"))
    shutil.copytree(ROOT / "docs" / "content", project.root / "content")
    shutil.copy(ROOT / "docs" / "site.yaml", project.root / "site.yaml")
    assert project.build(strict=True).ok().messages() == []
    return project


@pytest.fixture(scope="module")
def pages(guide: Project) -> dict[str, Page]:
    """Every page of it, read back."""
    return read_pages(guide.output)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_the_how_to_pages_say_can_be_done(tmp_path: Path, lang: str) -> None:
    """Their commands, typed one after the other in a new event, and their files of a theme; then it builds."""
    project = Project(tmp_path / "new")
    project.root.rmdir()
    start(project.root)
    done = 0
    for name in PARTS["how-to"]:
        text = (PAGES / f"{name}{'.md' if lang == 'ko' else '.en.md'}").read_text("utf-8")
        for path, content, commands in _STEP.findall(text):
            if path:
                project.write(f"=== {path}\n{content}")
            for command in commands.splitlines():
                program, *arguments = shlex.split(command)
                assert (program, project.command(*arguments)[0]) == ("seboddari", 0), command
                done += 1
    assert done >= 11
    assert project.build(strict=True).ok().codes() == []
    assert "Read the stories" in project.html("en")
    assert list((project.output / "assets").glob("round.*.css"))


def linked(page: Page, css: str) -> Iterator[str]:
    """Where the links inside the elements of a class lead to."""
    for element in page.root.iter():
        if css in (element.get("class") or "").split():
            yield from (page.target(link.get("href", ""))[0] for link in element.iter("a"))


def test_every_page_exists_in_both_languages(pages: dict[str, Page]) -> None:
    assert sorted(name for part, names in PARTS.items() for name in (part, *names)) == NAMES
    for name in NAMES:
        assert f"ko/{name}/index.html" in pages
        assert not pages[f"en/{name}/index.html"].classed("fallback-note")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_same_sections_in_both_languages(name: str) -> None:
    korean, english = ((PAGES / f"{name}{end}").read_text("utf-8") for end in (".md", ".en.md"))
    heads = [re.findall(r"^#{2,3} .*\{#([a-z0-9-]+)\}$", text, re.MULTILINE) for text in (korean, english)]
    assert heads[0] == heads[1]


def test_no_hangul_stands_under_english_without_its_own_language(pages: dict[str, Page]) -> None:
    assert [
        f"{page.path}: {text.strip()}"
        for page in pages.values()
        for text, lang in (*page.texts, *page.spoken)
        if lang == "en" and HANGUL.search(text)
    ] == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_front_page_leads_to_every_page(pages: dict[str, Page], lang: str) -> None:
    home = pages[f"{lang}/index.html"]
    assert list(linked(home, "menu")) == [f"{lang}/{part}/index.html" for part in PARTS]
    cards = [f"{lang}/{name}/index.html" for names in PARTS.values() for name in names]
    assert list(linked(home, "cards")) == cards
    assert list(linked(home, "hero-actions")) == [f"{lang}/tutorial/index.html", f"{lang}/how-to/index.html"]


def test_pages_are_read_one_after_the_other(pages: dict[str, Page]) -> None:
    order = [name for part, names in PARTS.items() for name in (part, *names)]
    for place, name in enumerate(order):
        expected = [*order[max(0, place - 1) : place], *order[place + 1 : place + 2]]
        assert list(linked(pages[f"en/{name}/index.html"], "pager")) == [f"en/{one}/index.html" for one in expected]
