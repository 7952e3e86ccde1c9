"""A book in one language before it is written: its chapters in order, their files, and what stands around them."""

import uuid
from collections.abc import Iterator

from msgspec import Struct

from seboddari_build.base.language import Language, Said
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.draw.patchwork import Patchwork
from seboddari_build.render.epub.addresses import file_of
from seboddari_build.render.theme import Theme
from seboddari_build.site.plan import Site
from seboddari_build.site.reading_order import INDEXES, book_pages
from seboddari_build.site.views import Chrome, HomePage, Page, ProgrammePage, SessionPage, TalkPage

#: The book's date where the event names none: that of the oldest file a ZIP can hold.
_UNDATED = "1980-01-01"


class Chapter(Struct, frozen=True, kw_only=True):
    """A file of the book: ``kind`` names its template; those that no web page is behind have no ``page``.

    ``parts``: (id, title) of what the contents name within it. ``place``: its page in the printed booklet.
    """

    kind: str
    file: str
    title: Said
    page: Page | None = None
    span: Span = NOWHERE
    under: bool = False  # it belongs to the session before it
    parts: tuple[tuple[str, Said], ...] = ()
    place: str = ""


class Book(Struct, frozen=True, kw_only=True):
    """Everything that a book is made of; ``date`` as ISO has it."""

    id: str
    lang: Language
    chrome: Chrome
    chapters: tuple[Chapter, ...]
    base_url: str
    date: str
    sources: tuple[Said, ...]
    patchwork: Patchwork | None = None

    def subjects(self) -> tuple[str, ...]:
        """What the book is about."""
        return tuple(chapter.title.text for chapter in self.chapters if chapter.kind == "session")


def make_book(site: Site, theme: Theme, lang: Language) -> Book:
    """The book of ``site`` in one language."""
    event = site.context.conference.event
    chapters = tuple(_chapters(site, theme, lang))
    home = next((p.page for p in site.pages if isinstance(p.page, HomePage) and p.page.lang == lang), None)
    sources = (source for chapter in chapters if chapter.page for source in chapter.page.sources)
    return Book(
        id=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'seboddari:{event.id}/{lang}')}",
        lang=lang,
        chrome=site.chrome[lang],
        chapters=chapters,
        base_url=site.context.base_url,
        date=event.edition.date.iso() if event.edition else _UNDATED,
        sources=tuple(dict.fromkeys(sources)),
        patchwork=home.patchwork if home else None,
    )


def _chapters(site: Site, theme: Theme, lang: Language) -> Iterator[Chapter]:
    def own(kind: str, word: str) -> Chapter:
        return Chapter(kind=kind, file=f"{kind}.xhtml", title=Said(theme.say(word, lang), lang))

    yield own("cover", "epub-cover")
    yield own("imprint", "book-imprint")
    yield own("nav", "book-contents")
    in_session = False
    for planned in book_pages(planned for planned in site.pages if planned.page.lang == lang):
        page = planned.page
        in_session = isinstance(page, SessionPage) or (in_session and isinstance(page, TalkPage) and bool(page.session))
        title = Said(theme.say(f"index-{page.kind}", lang), lang) if page.kind in INDEXES else page.title
        yield Chapter(
            kind=page.kind,
            file=file_of(page.path),
            title=title,
            page=page,
            span=planned.span,
            under=in_session and isinstance(page, TalkPage),
            parts=tuple((day.id, day.title) for day in page.days) if isinstance(page, ProgrammePage) else (),
            place=page.booklet.label if page.booklet else "",
        )
    yield own("colophon", "book-colophon")
