"""What the heads of pages tell machines: one graph of data a page, previews, citations, all of it true."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from seboddari_build.base.language import Said
from seboddari_build.render.web.head import metas
from seboddari_build.render.web.linked_data import linked_data
from seboddari_build.site.views import Chrome, EventFacts, HomePage, ShareCard
from seboddari_build.site.views import Page as View
from tests.pages.tree import Page, read_pages
from tests.project import ROOT, Project

Pages = dict[str, Page]
BASE = "https://example.org/repo/"
NAMES = {"ko": "서울 사회적경제 보따리 토크 2020", "en": "Seoul Social Economy Boddari Talk 2020"}


def graph(page: Page) -> list[dict[str, Any]]:
    blocks = [e for e in page.all("script") if e.get("type") == "application/ld+json"]
    assert len(blocks) <= 1, page.path
    if not blocks:
        return []
    text = blocks[0].text or ""
    assert not re.search("[<>&\u2028\u2029]", text), page.path
    data = json.loads(text)
    assert (set(data), data["@context"]) == ({"@context", "@graph"}, "https://schema.org")
    found: list[dict[str, Any]] = data["@graph"]
    return found


def node(page: Page, *kinds: str) -> dict[str, Any]:
    [found] = [one for one in graph(page) if one["@type"] in kinds]
    return found


def values(value: object) -> Iterator[object]:
    """Every value within data, however deep."""
    if isinstance(value, dict):
        for one in value.values():
            yield from values(one)
    elif isinstance(value, list):
        for one in value:
            yield from values(one)
    else:
        yield value


def meta(page: Page, name: str) -> list[str]:
    return [e.get("content", "") for e in page.all("meta") if name in (e.get("name"), e.get("property"))]


def kinds(page: Page) -> set[str]:
    return {one["@type"] for one in graph(page)}


def test_every_page_has_the_data_of_its_kind(pages: Pages) -> None:
    expected = {
        "k-home": {"Event"},
        "k-programme": {"Event", "BreadcrumbList"},
        "k-session": {"Event", "BreadcrumbList"},
        "k-dataset": {"Dataset", "BreadcrumbList"},
        "k-index": set(),
        "k-404": set(),
    }
    for page in pages.values():
        [body] = page.all("body")
        kind = body.get("class", "").split()[0]
        if kind == "k-talk":
            work = "ScholarlyArticle" if "/cases/" in page.path else "PresentationDigitalDocument"
            assert kinds(page) == {work, "BreadcrumbList"}, page.path
        else:
            assert kinds(page) == expected.get(kind, {"BreadcrumbList"}), page.path


def test_every_address_in_the_data_leads_somewhere(pages: Pages, real_site: Path) -> None:
    for page in pages.values():
        for value in values(graph(page)):
            if isinstance(value, str) and value.startswith(BASE):
                path, _, anchor = value.removeprefix(BASE).partition("#")
                file, _, edition = path.partition("?v=")
                if file.endswith((".csv", ".png")):
                    assert (real_site / file).is_file(), f"{page.path}: {value}"
                    assert bool(edition) == file.endswith("card.png")
                    continue
                where = f"{path}index.html"
                assert where in pages, f"{page.path}: {value}"
                assert anchor in ("", "event") or anchor in pages[where].ids, f"{page.path}: {value}"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_event_holds_its_programme(pages: Pages, lang: str) -> None:
    programme = yaml.load((ROOT / "content/programme.yaml").read_text("utf-8"), yaml.BaseLoader)
    times = [
        (f"{day['date']}T{start}:00+09:00", f"{day['date']}T{end}:00+09:00")
        for day in programme["days"]
        for start, end in (slot["time"].split("-") for slot in day["slots"])
    ]
    for path in (f"{lang}/index.html", f"{lang}/programme/index.html"):
        event = node(pages[path], "Event")
        assert (event["name"], event["@id"]) == (NAMES[lang], f"{BASE}{lang}/#event")
        assert (event["startDate"], event["endDate"]) == ("2020-12-17", "2020-12-18")
        assert sorted((one["startDate"], one["endDate"]) for one in event["subEvent"]) == sorted(times)
        assert event["sameAs"] == "https://seboddaritalk.net"


def test_a_session_belongs_to_the_event_and_names_its_talks(pages: Pages) -> None:
    session = node(pages["en/sessions/community-care/index.html"], "Event")
    assert session["superEvent"]["@id"] == f"{BASE}en/#event"
    assert "image" in session
    assert "image" not in session["superEvent"]  # the front page has that of the event
    assert session["startDate"] == "2020-12-18T13:00:00+09:00"
    assert session["location"] == "Channel 2"
    assert f"{BASE}en/cases/community-care/gwangjin/" in [one["url"] for one in session["workFeatured"]]


def test_a_case_names_who_told_it_and_where_it_stands(pages: Pages) -> None:
    page = pages["ko/cases/community-care/gwangjin/index.html"]
    case = node(page, "ScholarlyArticle")
    assert [one["name"] for one in case["author"]] == ["한정림"]
    assert case["author"][0]["@type"] == "Person"
    assert (case["inLanguage"], case["datePublished"]) == ("ko", "2026-11-22")
    crumbs = node(page, "BreadcrumbList")["itemListElement"]
    assert [one["position"] for one in crumbs] == list(range(1, len(crumbs) + 1))
    assert crumbs[0]["item"] == f"{BASE}ko/"
    assert crumbs[-1]["item"] == case["url"] == f"{BASE}ko/cases/community-care/gwangjin/"


def test_a_dataset_names_its_file(pages: Pages, real_site: Path) -> None:
    found = [(path, node(page, "Dataset")) for path, page in pages.items() if "Dataset" in kinds(page)]
    assert len(found) > 20
    for path, data in found:
        address = data["distribution"]["contentUrl"]
        assert (real_site / address.removeprefix(BASE)).is_file(), path
        assert data["variableMeasured"]
        assert data["description"]


def test_only_people_who_may_be_named_are_named(pages: Pages) -> None:
    people = yaml.load((ROOT / "content/people.yaml").read_text("utf-8"), yaml.BaseLoader)
    named = {
        one[key] for one in people if one.get("publish", "name") == "name" for key in ("name", "name.en") if key in one
    }
    for page in pages.values():
        told = {one["name"] for one in _typed(graph(page), "Person")}
        assert told <= named, page.path


def _typed(value: object, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("@type") == kind:
            yield value
        for one in value.values():
            yield from _typed(one, kind)
    elif isinstance(value, list):
        for one in value:
            yield from _typed(one, kind)


def test_previews_of_a_page_say_what_it_is(pages: Pages) -> None:
    for page in pages.values():
        [described] = meta(page, "description")
        assert described
        assert meta(page, "og:description") == [described]
        assert meta(page, "og:title")[0] in page.root.findtext("head/title", "") or page.path in (
            "index.html",
            "404.html",
        )
        assert meta(page, "og:locale") == [{"en": "en_GB"}.get(page.lang, "ko_KR")]
        [picture] = meta(page, "og:image") or [""]
        assert meta(page, "twitter:card") == ["summary_large_image" if picture else "summary"]
        assert bool(picture) == (page.path != "404.html")
        if page.lang:
            address = BASE + page.path.removesuffix("index.html")
            assert meta(page, "og:url") == [address]
            assert meta(page, "og:locale:alternate") == [{"en": "ko_KR", "ko": "en_GB"}[page.lang]]


def test_libraries_of_literature_find_who_what_and_when(pages: Pages) -> None:
    page = pages["en/cases/community-care/gwangjin/index.html"]
    assert meta(page, "citation_title") == ["Integrated care in Gwangjin-gu"]
    assert meta(page, "citation_author") == ["Han Jeong-rim"]
    assert meta(page, "citation_publication_date") == ["2020/12/18"]
    assert meta(page, "citation_conference_title") == [NAMES["en"]]
    assert meta(page, "citation_language") == ["en"]
    assert meta(page, "citation_public_url") == [f"{BASE}en/cases/community-care/gwangjin/"]
    for other in pages.values():
        assert bool(meta(other, "citation_title")) == bool(
            kinds(other) & {"ScholarlyArticle", "PresentationDigitalDocument"}
        )


PAGES = """
=== content/sessions/care/02-odd.md
---
title: '</script><script>alert(1)</script><!-- & ]]> " {{ 1 }}'
title.en: 'Odd </SCRIPT >'
presenters: [kim]
---
첫 문단 `</script>` \u2028 \u2029 끝.
=== content/people.yaml
- {id: kim, name: '김</script>', role: '<b>대표</b>'}
"""


def test_no_text_ends_the_data(project: Project) -> None:
    project.small().write(PAGES).build(base_url=BASE).ok()
    pages = read_pages(project.output)
    page = pages["ko/sessions/care/odd/index.html"]
    talk = node(page, "PresentationDigitalDocument")
    assert talk["name"] == '</script><script>alert(1)</script><!-- & ]]> " {{ 1 }}'
    assert talk["author"][0] == {"@type": "Person", "name": "김</script>", "jobTitle": "<b>대표</b>"}
    assert "</script>" in talk["abstract"]
    assert "\u2028" in talk["abstract"]
    for one in pages.values():
        assert all(e.get("src") or e.get("type") == "application/ld+json" for e in one.all("script")), one.path
        assert graph(one) is not None


def test_without_an_address_the_data_names_none(project: Project) -> None:
    project.small().build().ok()
    for page in read_pages(project.output).values():
        for value in values(graph(page)):
            assert not str(value).startswith("http") or str(value) == "https://schema.org/EventScheduled"
        assert "BreadcrumbList" not in kinds(page)
        assert meta(page, "og:url") + meta(page, "citation_public_url") == []
        assert meta(page, "og:title")


def chrome() -> Chrome:
    said = Said("행사")
    return Chrome("ko", said, Said(), "", (), (), Said(), Said(), "", "", (), (), event=EventFacts("e", "2020-12-17"))


def home(card: ShareCard | None) -> View:
    said = Said("행사")
    return HomePage(
        kind="home", path="ko/", lang="ko", title=said, name=said, slogan=Said(), dates="", patchwork=None, days=(),
        sessions=(), talks=(), figures=(), counts=(), canonical=f"{BASE}ko/", card=card,
    )  # fmt: skip


def test_a_page_with_a_picture_to_share_names_it() -> None:
    card = ShareCard("assets/cards/home-ko.png", 1200, 630, Said("조각보"))
    told = [(one.name, one.content.text) for one in metas(home(card), chrome(), BASE)]
    assert [one for one in told if "image" in one[0] or "card" in one[0]] == [
        ("og:image", f"{BASE}assets/cards/home-ko.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "조각보"),
        ("twitter:card", "summary_large_image"),
    ]
    assert (
        json.loads(linked_data(home(card), chrome(), BASE))["@graph"][0]["image"] == f"{BASE}assets/cards/home-ko.png"
    )
    assert not any("image" in one.name for one in metas(home(card), chrome(), ""))
    assert "image" not in linked_data(home(card), chrome(), "")
