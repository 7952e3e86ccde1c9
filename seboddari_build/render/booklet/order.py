"""Which chapters a booklet has, in the order in which they are printed."""

from collections.abc import Iterator

from seboddari_build.base.language import Language
from seboddari_build.render.booklet.back import colophon, glossary
from seboddari_build.render.booklet.book import Book, pages_of
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.chapters import chapter_of
from seboddari_build.render.booklet.index import indexes
from seboddari_build.render.booklet.programme import divider, programme_chapter
from seboddari_build.site.plan import Planned, Site
from seboddari_build.site.reading_order import book_pages
from seboddari_build.site.views import DirectoryPage, ProgrammePage, SessionPage


def chapter_keys(site: Site, lang: Language) -> frozenset[str]:
    """The addresses that a booklet in one language has a chapter for."""
    return frozenset(planned.page.path for planned in book_pages(pages_of(site, lang).values()))


def chapters(book: Book) -> tuple[Chapter, ...]:
    """All chapters from the programme to the colophon."""
    read = (chapter for planned in book_pages(book.pages.values()) for chapter in _chapter(planned, book))
    return (*read, *indexes(book), colophon(book.unmarked()))


def _chapter(planned: Planned, book: Book) -> Iterator[Chapter]:
    """The chapter of a page; the indexes are made together."""
    match planned.page:
        case ProgrammePage() as page:
            yield programme_chapter(page, planned, book)
        case SessionPage() as page:
            yield divider(page, planned, book)
        case DirectoryPage(kind="glossary") as page:
            yield glossary(page, planned, book.unmarked())
        case page:
            if chapter := chapter_of(page, planned.span, book.env):
                yield chapter
