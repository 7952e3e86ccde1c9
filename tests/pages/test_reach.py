"""Every page of the real event is soon reached from home, and has something to say."""

from xml.etree.ElementTree import Element

import pytest

from tests.pages.tree import Page, classed, external, local, within

Pages = dict[str, Page]
both = pytest.mark.parametrize("lang", ["ko", "en"])
#: So many words at least: fewer need a reason that the page itself shows.
LEAST = 40
REASONS = ("lost-block", "note-box", "masthead-badges")


@both
def test_every_page_is_three_clicks_from_home(pages: Pages, lang: str) -> None:
    away = clicks(pages, lang)
    assert {path for path in pages if path.startswith(f"{lang}/")} - set(away) == set()
    assert max(away.values()) <= 3


@both
def test_every_page_is_led_to_from_the_text_of_another_or_from_a_menu_of_home(pages: Pages, lang: str) -> None:
    home = f"{lang}/index.html"
    menus = {where for menu in pages[home].all("nav") for where in links(pages[home], menu)}
    texts = {where for path, page in pages.items() for where in links(page, page.one("main")) if where != path}
    assert {path for path in pages if path.startswith(f"{lang}/")} - texts - menus - {home} == set()


@both
def test_every_page_leads_home(pages: Pages, lang: str) -> None:
    for path, page in pages.items():
        if path.startswith(f"{lang}/"):
            assert f"{lang}/index.html" in links(page, page.root), path


@both
def test_no_page_of_text_is_thin_without_a_reason(pages: Pages, lang: str) -> None:
    """Sessions, presentations, cases and minutes tell something, or say why they cannot."""
    kinds = ("sessions", "cases", "minutes")
    told = {path: page for path, page in pages.items() if path.startswith(tuple(f"{lang}/{kind}/" for kind in kinds))}
    told = {path: page for path, page in told.items() if path.count("/") > 2}
    assert len(told) == 5 + 12 + 16 + 1
    thin = [path for path, page in told.items() if words(page) < LEAST and not reasons(page)]
    assert thin == []
    assert all(words(page) > 0 for page in told.values())


def clicks(pages: Pages, lang: str) -> dict[str, int]:
    """How many links away from home, in texts and menus, each page is that can be reached within a language."""
    away = {f"{lang}/index.html": 0}
    edge = list(away)
    while edge:
        found = {
            where: away[path] + 1
            for path in edge
            for part in (pages[path].one("main"), *pages[path].all("nav"))
            for where in links(pages[path], part)
        }
        edge = [where for where in found if where in pages and where not in away]
        away |= {where: found[where] for where in edge}
    return away


def links(page: Page, part: Element) -> set[str]:
    """The pages of the same language that links in a part of ``page`` lead to."""
    inside = [a.get("href", "") for a in within(part, "a") if not external(a.get("href", ""))]
    return {where for where, _ in map(page.target, inside) if where.startswith(f"{page.lang}/")}


def words(page: Page) -> int:
    """How many words the running text has: cards of terms, tables, and blocks of figures, data and forms aside."""
    aside = {"term-card", "figures", "dataset", "form-block"}

    def said(element: Element) -> str:
        if (
            not isinstance(element.tag, str)
            or local(element) == "table"
            or aside & set(element.get("class", "").split())
        ):
            return ""
        return f"{element.text or ''}{''.join(said(child) + (child.tail or '') for child in element)}"

    return len(" ".join(said(prose) for prose in classed(page.one("main"), "prose")).split())


def reasons(page: Page) -> list[str]:
    """What the page shows of why it is short."""
    return [name for name in REASONS for one in page.classed(name) if "".join(one.itertext()).strip()]
