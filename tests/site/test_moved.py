"""Former addresses: what an editor writes in ``aliases`` leads visitors on to where a page is now."""

from pathlib import Path

import pytest

from tests.pages.tree import Page
from tests.project import Project

MEALS = "content/sessions/care/01-meals.md"
SESSION = "content/sessions/care/session.md"


@pytest.fixture
def project(small_site: Project, tmp_path: Path) -> Project:
    """A copy of the smallest project with its site."""
    return small_site.copy(tmp_path / "project")


def with_aliases(project: Project, path: str, aliases: str) -> None:
    """Write ``aliases`` into the head of a content file."""
    file = project.root / path
    file.write_text(file.read_text("utf-8").replace("---\n", f"---\naliases: {aliases}\n", 1), "utf-8")


def moved(project: Project, path: str) -> Page:
    """The page at a former address."""
    return Page(f"{path}/index.html", project.html(path))


def html_files(project: Project) -> set[str]:
    return {path.removesuffix("/index.html") for path in project.files() if path.endswith("/index.html")}


@pytest.mark.parametrize(
    ("lang", "title", "label"), [("ko", "옮긴 페이지", "따뜻한 밥"), ("en", "Moved page", "Warm meals")]
)
def test_former_address_leads_on_without_a_script(project: Project, lang: str, title: str, label: str) -> None:
    with_aliases(project, MEALS, "[dinner]")
    project.build(base_url="https://example.org/repo/").ok()
    page = moved(project, f"{lang}/sessions/care/dinner")
    assert page.one("html").get("lang") == lang
    metas = {meta.get("http-equiv") or meta.get("name"): meta.get("content") for meta in page.all("meta")}
    assert metas["refresh"] == f"0; url=../../../../{lang}/sessions/care/meals/"
    assert metas["robots"] == "noindex"
    canonical = [link.get("href") for link in page.all("link") if link.get("rel") == "canonical"]
    assert canonical == [f"https://example.org/repo/{lang}/sessions/care/meals/"]
    assert page.one("h1").text == title
    link = page.one("a")
    assert page.target(link.get("href", "")) == (f"{lang}/sessions/care/meals/index.html", "")
    assert "".join(link.itertext()) == label
    assert page.all("script") == []


def test_a_title_cannot_break_out_of_the_page(project: Project) -> None:
    project.write("=== content/pages/new.md\n---\ntitle: '\"><script>alert(1)</script>'\naliases: [old]\n---\n글.\n")
    project.build().ok()
    page = moved(project, "ko/old")
    assert page.all("script") == []
    assert "".join(page.one("a").itertext()) == '"><script>alert(1)</script>'


def test_whatever_stands_below_a_session_moves_with_it(project: Project) -> None:
    with_aliases(project, MEALS, "[dinner]")
    with_aliases(project, SESSION, "[looking-after]")
    before = html_files(project)
    project.build().ok()
    assert html_files(project) - before == {
        f"{lang}/sessions/{place}"
        for lang in ("ko", "en")
        for place in ("care/dinner", "looking-after", "looking-after/meals", "looking-after/dinner")
    }


def test_address_may_lie_elsewhere_and_names_are_no_addresses(project: Project) -> None:
    with_aliases(project, MEALS, "[밥상, Dinner, 'a/b', cases/care/dinner, https-x, 'sessions/']")
    before = html_files(project)
    project.build().ok()
    made = {path for path in html_files(project) - before if path.startswith("ko/")}
    assert made == {"ko/cases/care/dinner", "ko/sessions/care/https-x"}


def test_a_plain_page_and_an_alias_that_repeats_itself(project: Project) -> None:
    project.write(
        "=== content/pages/usage.md\n---\ntitle: 이용\naliases: [terms, pages/terms, terms, usage]\n---\n글.\n"
    )
    assert project.build().ok().codes() == []
    assert {path for path in html_files(project) if "terms" in path} == {"ko/terms", "en/terms"}


def test_former_pages_go_when_the_alias_goes_and_come_back(project: Project) -> None:
    plain = project.files()
    text = (project.root / MEALS).read_text("utf-8")
    with_aliases(project, MEALS, "[dinner]")
    published = project.build().ok().result.published
    assert published
    assert published.new == ("en/sessions/care/dinner/index.html", "ko/sessions/care/dinner/index.html")
    assert not [path for path in published.changed if path.endswith(".html")]
    again = project.build().ok().result.published
    assert again and not again.wrote
    (project.root / MEALS).write_text(text, "utf-8")
    project.build().ok()
    assert project.files() == plain


@pytest.mark.parametrize("visibility", ["withheld", "private", "draft"])
def test_nothing_leads_on_to_what_is_not_published(project: Project, visibility: str) -> None:
    with_aliases(project, MEALS, f"[dinner]\nvisibility: {visibility}")
    (project.root / "content/sessions/care/01-meals.en.md").unlink()
    project.build().ok()
    assert not [path for path in project.files() if "dinner" in path or "meals" in path]
    assert b"dinner" not in b"".join(project.files().values())


def test_lists_of_pages_name_no_former_address(project: Project) -> None:
    with_aliases(project, MEALS, "[dinner]")
    project.build(base_url="https://example.org/").ok()
    holding = {path for path, data in project.files().items() if b"dinner" in data}
    assert holding == {"manifest.json", "_redirects", "sw.js"}  # a former address leads on without a connection too
