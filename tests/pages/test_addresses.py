"""Every page of the contract stands in both languages, and every link leads somewhere."""

from pathlib import Path

import pytest

from seboddari_build.model.conference import Conference, public
from tests.pages.tree import Page, external, local

Pages = dict[str, Page]
LANGUAGES = ("ko", "en")


def in_language(pages: Pages, lang: str) -> set[str]:
    return {path.partition("/")[2] for path in pages if path.startswith(f"{lang}/")}


def expected(conference: Conference) -> set[str]:
    """The pages that the contract and the model ask for, organisations aside."""
    found = {
        "",
        "programme",
        "sessions",
        "cases",
        "data",
        "organisations",
        "people",
        "districts",
        "minutes",
        "glossary",
    }
    for kind in ("sessions", "presentations", "cases", "datasets", "districts", "minutes", "pages"):
        found |= {item.address().removeprefix("pages/") for item in getattr(conference, kind) if public(item)}
    found |= {person.address() for person in conference.people if public(person) and person.publish == "name"}
    return {f"{address}/index.html".lstrip("/") for address in found}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_the_contract_exists(pages: Pages, conference: Conference, lang: str) -> None:
    assert expected(conference) - in_language(pages, lang) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_organisations_have_a_page_or_an_entry(pages: Pages, conference: Conference, lang: str) -> None:
    anchors = set(pages[f"{lang}/organisations/index.html"].ids)
    for organisation in conference.organisations:
        assert organisation.id in anchors
    made = {p.split("/")[1] for p in in_language(pages, lang) if p.startswith("organisations/") and p.count("/") == 2}
    assert made
    assert made <= {organisation.id for organisation in conference.organisations}


def test_both_languages_have_the_same_pages(pages: Pages) -> None:
    assert in_language(pages, "ko") == in_language(pages, "en")
    assert {path for path in pages if not path.startswith(("ko/", "en/"))} == {"index.html", "404.html"}


def test_every_link_and_asset_leads_to_a_file_and_its_anchor(pages: Pages, real_site: Path) -> None:
    dead = []
    for page in pages.values():
        for element, address in page.pointers():
            if external(address):
                continue
            where, anchor = page.target(address)
            if where not in pages and not (real_site / where).is_file():
                dead.append(f"{page.path}: <{local(element)}> {address}")
            elif anchor and where in pages and anchor not in pages[where].ids:
                dead.append(f"{page.path}: {address} has no such anchor")
    assert dead == []


def test_ids_referred_to_stand_on_the_page(pages: Pages) -> None:
    names = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "popovertarget", "headers")
    lost = [
        f"{page.path}: {name}={id}"
        for page in pages.values()
        for element, _ in page.elements
        for name in names
        for id in element.get(name, "").split()
        if id not in page.ids
    ]
    assert lost == []


def test_links_inside_the_site_are_relative(pages: Pages) -> None:
    for page in pages.values():
        inside = [address for _, address in page.pointers() if not external(address)]
        assert inside
        if page.path == "404.html":
            assert all(address.startswith(("/repo/", "#")) for address in inside)
        else:
            assert [address for address in inside if address.startswith("/")] == [], page.path
        own = [a for e, a in page.pointers() if a.startswith("https://example.org") and local(e) != "link"]
        assert own == [], page.path


def test_entrance_offers_both_languages_and_sends_nobody_on(pages: Pages) -> None:
    entrance = pages["index.html"]
    assert {entrance.target(a.get("href", ""))[0] for a in entrance.all("a")} >= {"ko/index.html", "en/index.html"}
    assert [m for m in entrance.all("meta") if m.get("http-equiv", "").lower() == "refresh"] == []


def test_language_link_leads_to_the_twin_and_keeps_the_anchor(pages: Pages) -> None:
    for page in pages.values():
        if not page.lang:
            continue
        other = {"ko": "en", "en": "ko"}[page.lang]
        links = [a for a in page.all("a") if a.get("data-keep-anchor") is not None]
        assert [page.target(a.get("href", "")) for a in links] == [(f"{other}{page.path[2:]}", "")]
        assert links[0].get("hreflang") == links[0].get("lang") == other
        assert f"{other}{page.path[2:]}" in pages


def test_anchors_are_the_same_in_both_languages(pages: Pages) -> None:
    """The switch keeps the anchor and never misses; only the initials of lists and the terms differ."""
    for page in pages.values():
        if page.lang == "ko":
            twin = pages[f"en{page.path[2:]}"]
            assert _anchors(page) == _anchors(twin), page.path


def _anchors(page: Page) -> set[str]:
    initials = {id for one in page.classed("initial") for id in (one.get("id"), f"{one.get('id')}-h")}
    terms = {one.get("id") for one in page.classed("term-card")}
    return set(page.ids) - initials - terms
