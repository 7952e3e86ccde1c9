"""The pages of a site as its manifest tells of them: a digest of each part that an editor has a word for."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from seboddari_build import __version__
from seboddari_build.base.language import LANGUAGES, Said
from seboddari_build.model.conference import Conference
from seboddari_build.publish.manifest import FORM, Book, Line, Manifest, PageEntry
from seboddari_build.site.booklets import EDITIONS, booklet_href, epub_href
from seboddari_build.site.context import href
from seboddari_build.site.plan import Site
from seboddari_build.site.views import (
    Chrome,
    DatasetPage,
    DirectoryPage,
    EntryPage,
    HomePage,
    MinutesPage,
    MovedPage,
    Page,
    ProgrammePage,
    SessionPage,
    SlotView,
    TalkPage,
)

#: What stands around a page's own content: links to other pages and cards of them.
AROUND: Final = "around"

#: What part a field of a view is; what is named neither here nor below stands around.
_EVERY: Final = {
    "lead": "text",
    "sources": "sources",
    "condition": "notes",
    "note": "notes",
    "issues": "notes",
    "corrections": "notes",
}
_OWN: Final[Mapping[type[Page], Mapping[str, str]]] = MappingProxyType(
    {
        HomePage: _EVERY | {"slogan": "details", "dates": "details"},
        ProgrammePage: _EVERY,
        SessionPage: _EVERY | {"material": "details"},
        TalkPage: _EVERY
        | dict.fromkeys(("programme", "date", "period", "delivery_model"), "details")
        | {
            "figures": "figures",
            "results": "results",
            "presenters": "people",
            "organisations": "organisations",
            "district": "organisations",
            "links": "links",
            "disclaimer": "notes",
        },
        MinutesPage: _EVERY | dict.fromkeys(("date", "time", "place", "recorder", "attendance", "next"), "details"),
        EntryPage: _EVERY | {"facts": "details"},
    }
)
#: Fields that are told of in parts.
_APART: Final = frozenset(("body", "dataset", "entry", "parts"))
#: Fields that say where a page is, are told of by themselves, or follow from others.
_PASSED_OVER: Final = frozenset(
    ("alternates", "booklet", "canonical", "card", "cite", "fallback", "figures_on_top", "iso", "kind", "lang",
     "minutes_to_read", "name", "path", "section", "switch", "title")
)  # fmt: skip


def described(site: Site | None, conference: Conference, theme: str, books: Iterable[Book]) -> Manifest:
    """The manifest of a site of ``conference`` with ``books``, but for its files; None: there are only these.

    ``theme`` is the digest of the theme.
    """
    about = Manifest(version=__version__, form=FORM, event=conference.event.id, pages=(), books=tuple(books))
    if site is None:
        return about
    former: dict[str, tuple[str, ...]] = {}
    for page in (planned.page for planned in site.moved):
        if isinstance(page, MovedPage):
            former[page.to.href] = (*former.get(page.to.href, ()), page.path)
    items = {href(item, language): item for item in site.context.conference.addressed() for language in LANGUAGES}
    shown = (planned.page for planned in site.pages)
    pages = tuple(_entry(page, items.get(page.path), former.get(page.path, ())) for page in shown)
    frame = {language: _digest(_framing(site.chrome[language])) for language in LANGUAGES}
    return replace(about, frame=frame, theme=theme, pages=pages)


def made_books(site: Site) -> tuple[Book, ...]:
    """The booklets and e-books that a site links to."""
    links = site.chrome["ko"].booklets
    return tuple(Book(path=link.href, edition=link.id, format=link.format, pages=link.pages) for link in links)


def planned_books(site: Site, makes: frozenset[str]) -> tuple[Book, ...]:
    """The booklets and e-books that a build will make: how many pages they have shows only when they are set."""
    event = site.context.conference.event.id
    printed = (Book(path=booklet_href(event, edition), edition=edition) for edition in EDITIONS)
    bound = (Book(path=epub_href(event, language), edition=language, format="epub") for language in LANGUAGES)
    return (*(printed if "booklet" in makes else ()), *(bound if "epub" in makes else ()))


def _framing(frame: Chrome) -> tuple[object, ...]:
    """What of a frame visitors read; books are told of by themselves."""
    told = (frame.name, frame.slogan, frame.dates, frame.nav, frame.footer)
    return (*told, frame.notice, frame.publisher, frame.email, frame.edition)


def _entry(page: Page, item: Any, aliases: tuple[str, ...]) -> PageEntry:
    own, around = _fields(type(page))
    parts: dict[str, list[object]] = {AROUND: [getattr(page, name) for name in around]}
    for part, value in (*((part, getattr(page, name)) for name, part in own), *_apart(page), *_of_body(page, item)):
        if value and value != "clean":
            parts.setdefault(part, []).append(value)
    sections = page.body.sections
    return PageEntry(
        path=page.path,
        kind=_kind(page),
        id=item.address() if item else page.kind,
        lang=page.lang,
        title=page.title.text,
        when=_when(page.date, page.slot) if isinstance(page, SessionPage) and page.slot else "",
        foreign=(page.title.lang != page.lang) + sum(section.lang != page.lang for section in sections),
        fallback=page.fallback,
        aliases=aliases,
        parts={part: _digest(values) for part, values in sorted(parts.items())},
        lines=tuple(_lines(page)),
    )


@cache
def _fields(view: type[Page]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The fields of a view that are its own, each with its part, and those that stand around it."""
    own = _OWN.get(view, _EVERY)
    names = [name for name in view.__struct_fields__ if name not in _PASSED_OVER | _APART]
    return tuple((name, own[name]) for name in names if name in own), tuple(n for n in names if n not in own)


def _kind(page: Page) -> str:
    if isinstance(page, TalkPage):
        return "case" if page.group else "presentation"
    return page.kind


def _apart(page: Page) -> Iterator[tuple[str, object]]:
    """What needs a closer look to be told of."""
    if isinstance(page, SessionPage):
        yield "outline", [(part.id, part.title) for part in page.parts]
        yield AROUND, page.parts
        if page.slot:
            yield "details", tuple(filter(None, (page.slot.performer, page.slot.inferred, page.slot.because)))
    elif isinstance(page, DatasetPage):
        card = page.dataset
        table = replace(card.table, caption=Said())  # it says the title again
        yield "tables", replace(card, title=Said(), issues=(), corrections=(), table=table)
    elif isinstance(page, EntryPage):
        yield "details", replace(page.entry, label=Said(), mentions=())
        yield AROUND, page.entry.mentions


def _of_body(page: Page, item: Any) -> Iterator[tuple[str, object]]:
    """The parts of a body: its sections by what they say, wherever that stands, and what its blocks show."""
    body = getattr(item, "body", None)
    sections: list[object] = []
    for section in page.body.sections:
        outline = body.of(section.lang) if body else None
        said = outline.said[section.index] if outline else f"{section.digest}#{section.index}"
        sections.append((section.id, section.lang, said))  # blocks that only point are told of by what they show
    bound = page.body.bound
    yield "text", sections
    yield "tables", [card for _, card in bound.datasets]
    yield "pictures", [view for _, view in (*bound.pictures, *bound.media)]
    yield "links", bound.weblinks
    yield AROUND, [to for _, to in (*bound.links, *bound.organisations, *bound.people)]
    yield AROUND, bound.terms


def _lines(page: Page) -> Iterator[Line]:
    """What a page lists that has no page of its own; of a slot that leads to one, when it is."""
    if isinstance(page, ProgrammePage):
        for day in page.days:
            for slot in day.slots:
                own = (slot.kind, slot.performer, slot.inferred, slot.because, Said() if slot.href else slot.title)
                yield Line(slot.id, slot.title.text, _when(day.date, slot), _digest(own))
    elif isinstance(page, DirectoryPage):
        for entry in (entry for group in page.groups for entry in group.entries if not entry.href):
            yield Line(entry.id, entry.label.text, digest=_digest(replace(entry, mentions=())))


def _when(date: str, slot: SlotView) -> str:
    return " · ".join(filter(None, (f"{date} {slot.time}".strip(), slot.channel.text)))


def _digest(value: object) -> str:
    return hashlib.blake2b(msgspec.msgpack.encode(value), digest_size=6).hexdigest()
