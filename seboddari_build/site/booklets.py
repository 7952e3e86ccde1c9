"""The books of the event as the web names them: links to each, and where every page begins in print."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from seboddari_build.base.language import LANGUAGES, Language
from seboddari_build.site.plan import Planned, Site
from seboddari_build.site.views import BookletLink, BookletPage, PaperLink

#: The ids of the printed editions, in the order in which they are named; those of one language bear its name.
EDITIONS = (*LANGUAGES, "bilingual")


class Booklet(Struct, frozen=True):
    """A printed edition that is finished: its address, how many pages and bytes it has.

    ``places``: (address, page, label) of each web page that begins a chapter; pages count from 1.
    """

    id: str
    href: str
    pages: int
    size: int
    places: tuple[tuple[str, int, str], ...]


class Ebook(Struct, frozen=True):
    """An e-book that is finished: its language, its address, how many bytes it has."""

    lang: Language
    href: str
    size: int


def booklet_href(event: str, edition: str) -> str:
    """The address of an edition of the event called ``event``."""
    return f"booklet/{event}-{edition}.pdf"


def epub_href(event: str, lang: Language) -> str:
    """The address of an e-book of the event called ``event``."""
    return f"booklet/{event}-{lang}.epub"


def with_booklets(site: Site, booklets: Iterable[Booklet]) -> Site:
    """The site whose pages link to ``booklets`` and name their own place in that of their language."""
    shown = sorted(booklets, key=lambda booklet: EDITIONS.index(booklet.id))
    if not shown:
        return site
    places = {
        (booklet.id, path): BookletPage(f"{booklet.href}#page={page}", label)
        for booklet in shown
        for path, page, label in booklet.places
    }

    def placed(planned: Planned) -> Planned:
        place = places.get((planned.page.lang, planned.page.path))
        return Planned(msgspec.structs.replace(planned.page, booklet=place), planned.span) if place else planned

    links = (BookletLink(one.id, one.href, one.pages, megabytes(one.size)) for one in shown)
    return msgspec.structs.replace(_linking(site, links), pages=tuple(map(placed, site.pages)))


def with_papers(site: Site, papers: Iterable[tuple[str, int]]) -> Site:
    """The site that links to ``papers``: the edition, such as ko-print or en-timetable-a4, and its bytes."""
    event = site.context.conference.event.id
    links = tuple(
        PaperLink(edition.partition("-")[2], language, booklet_href(event, edition), megabytes(size))
        for edition, size in papers
        for language in LANGUAGES
        if edition.startswith(f"{language}-")
    )
    chrome: dict[Language, msgspec.Struct] = {
        language: msgspec.structs.replace(frame, papers=tuple(link for link in links if link.lang == language))
        for language, frame in site.chrome.items()
    }
    return msgspec.structs.replace(site, chrome=chrome)


def with_ebooks(site: Site, ebooks: Iterable[Ebook]) -> Site:
    """The site whose pages link to ``ebooks`` too."""
    return _linking(site, (BookletLink(one.lang, one.href, 0, megabytes(one.size), "epub") for one in ebooks))


def _linking(site: Site, links: Iterable[BookletLink]) -> Site:
    """The site with ``links`` behind those to other books."""
    more = tuple(links)
    chrome: dict[Language, msgspec.Struct] = {
        language: msgspec.structs.replace(frame, booklets=(*frame.booklets, *more))
        for language, frame in site.chrome.items()
    }
    return msgspec.structs.replace(site, chrome=chrome)


def megabytes(size: int) -> str:
    """A number of bytes in MB (millions) with one digit after the point, never 0."""
    return f"{max(1, round(size / 100_000)) / 10:.1f}"
