"""Which pages the site has: every view in both languages, and the problems of their addresses."""

import contextlib
import re
from collections.abc import Iterator
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from msgspec import Struct

from seboddari_build.base.language import LANGUAGES, Language, Text, other
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.model.conference import Conference
from seboddari_build.site.calendars import taken_twice
from seboddari_build.site.chrome import chrome
from seboddari_build.site.context import Context, make_context
from seboddari_build.site.directory_pages import directory_pages
from seboddari_build.site.event_pages import event_pages
from seboddari_build.site.moved import moved_pages
from seboddari_build.site.search import Finding, findings
from seboddari_build.site.search_page import search_page
from seboddari_build.site.text_pages import text_pages
from seboddari_build.site.views import Chrome, Page

PATH_COLLISION = error(
    "path-collision",
    ko="‘{path}’: 두 쪽이 같은 주소에 놓입니다.",
    en="Two pages stand at the address '{path}'.",
    hint_ko="둘 가운데 하나의 id(파일 이름)를 바꿉니다.",
    hint_en="Change the id (the file name) of one of the two.",
)
BAD_BASE_URL = error(
    "bad-base-url",
    ko="‘{value}’: 누리집 주소로 쓸 수 없습니다.",
    en="'{value}' cannot be the address of the site.",
    hint_ko="https://example.org/event/ 처럼 https:// 로 시작하고 ?나 #이 없는 주소를 줍니다.",
    hint_en="Give an address that begins with https:// and has no ? or #, such as https://example.org/event/.",
)
#: Said once a build: whatever names whole addresses needs to know where the site will be.
NO_BASE_URL = Text(
    "누리집 주소(base_url)가 없어 대표 주소와 언어 짝 주소, sitemap.xml, feed.xml, 나눌 때 보이는 그림은 넣지 "
    "않았습니다. SEBODDARI_BASE_URL 또는 --base-url 로 줍니다.",
    "There is no base_url, so canonical and language addresses, sitemap.xml, feed.xml and share cards are left out. "
    "Give SEBODDARI_BASE_URL or --base-url.",
)

P = TypeVar("P", bound=Page)
_BASE_URL = re.compile(r"https?://[^\s/<>\"'`\\{}|^?#@]+/(?:[^\s<>\"'`\\{}|^?#]*/)?")


def as_base_url(address: str) -> str:
    """The address of a folder as machines write it (RFC 3986): ending with ``/``, other scripts encoded."""
    scheme, _, rest = address.partition("://")
    place, _, path = rest.partition("/")
    host, colon, port = place.partition(":")
    with contextlib.suppress(UnicodeError):  # then it is no name of a machine
        host = host if host.isascii() else host.encode("idna").decode()
    path = "".join(sign if sign.isascii() else quote(sign) for sign in path)
    return f"{scheme}://{host}{colon}{port}/{path}".removesuffix("/") + "/" if rest else address


def is_base_url(address: str) -> bool:
    """Whether ``address``, which ends with ``/``, can be that of the site."""
    return address.isascii() and _BASE_URL.fullmatch(address) is not None


class Planned(Struct, frozen=True):
    """A page with the content file that it shows."""

    page: Page
    span: Span


class Site(Struct, frozen=True):
    """The whole site as views.

    ``moved``: the pages at former addresses, which no list or search names; ``found``: what the search finds.
    """

    pages: tuple[Planned, ...]
    chrome: dict[Language, Chrome]
    context: Context
    moved: tuple[Planned, ...] = ()
    found: tuple[Finding, ...] = ()


def plan(conference: Conference, base_url: str, *, drafts: bool = False) -> tuple[Site, tuple[Problem, ...]]:
    """Every page of ``conference``; ``base_url`` is "" or ends with ``/``; a preview shows ``drafts``."""
    context = make_context(conference, base_url, drafts=drafts)
    problems: list[Problem] = []
    if base_url and not is_base_url(base_url):
        written = conference.config.base_url or ""
        here = base_url.rstrip("/") == written.rstrip("/")  # else it was asked for
        span, value = (conference.config.at("base_url"), written) if here else (NOWHERE, base_url)
        problems.append(BAD_BASE_URL.at(span, value=value))
    taken: dict[str, Planned] = {}
    for language in LANGUAGES:
        for page, span in _pages(context, language):
            first = taken.setdefault(page.path.casefold(), Planned(page, span))
            if first.page is not page and language == "ko":
                related = (first.span,) if first.span != NOWHERE else ()
                problems.append(PATH_COLLISION.at(span, path=page.path.partition("/")[2], related=related))
    found = findings(context, (planned.page for planned in taken.values()))
    for language in LANGUAGES:
        page = search_page(context, found, language)
        if taken.setdefault(page.path, Planned(page, NOWHERE)).page is not page and language == "ko":
            problems.append(PATH_COLLISION.at(taken[page.path].span, path=page.path.partition("/")[2]))
    context.made.clear()  # all pages are made; what they share is theirs
    fallback = frozenset(planned.page.path for planned in taken.values() if planned.page.fallback)
    pages = tuple(Planned(_addressed(p.page, base_url, fallback), p.span) for p in taken.values())
    former, more = moved_pages(context, (planned.page for planned in pages))
    moved = tuple(Planned(page, span) for page, span in former)
    frames = {language: chrome(context, language) for language in LANGUAGES}
    return Site(pages, frames, context, moved, found), (*problems, *more, *taken_twice(context))


def _pages(context: Context, language: Language) -> Iterator[tuple[Page, Span]]:
    yield from event_pages(context, language)
    yield from directory_pages(context, language)
    yield from text_pages(context, language)


def _addressed(page: P, base_url: str, fallback: frozenset[str]) -> P:
    """The page with its twin's address and, with a base_url, the addresses that search engines read.

    A page all in fallback is canonical to the original, and no page names it as its translation.
    """
    twin = other(page.lang) + page.path[2:]
    changes: dict[str, Any] = {"switch": twin}
    if base_url:
        changes["canonical"] = base_url + (twin if page.path in fallback else page.path)
        if not {page.path, twin} & fallback:
            paths = {page.lang: page.path, other(page.lang): twin}
            home = (("x-default", base_url),) if page.path == f"{page.lang}/" else ()  # the choice of language
            changes["alternates"] = (*((language, base_url + paths[language]) for language in LANGUAGES), *home)
    return msgspec.structs.replace(page, **changes)
