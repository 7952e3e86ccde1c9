"""The package document of an EPUB: what the book is, which files it has, in which order they are read."""

from collections.abc import Iterable, Iterator, Mapping

from seboddari_build.draw.svg import escape
from seboddari_build.render.epub.book import Book
from seboddari_build.render.theme import Theme

TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
_DRAWN = b"<svg"


def package(book: Book, theme: Theme, files: Mapping[str, bytes]) -> bytes:
    """The package document of a book with these files."""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        f' unique-identifier="id" xml:lang="{book.lang}" prefix="schema: http://schema.org/">\n'
    )
    metadata = _block("metadata", _metadata(book, theme), ' xmlns:dc="http://purl.org/dc/elements/1.1/"')
    manifest = _block("manifest", (_item(name, files[name]) for name in sorted(files)))
    spine = _block("spine", (f'<itemref idref="{_id(chapter.file)}"/>' for chapter in book.chapters))
    return f"{head}{metadata}{manifest}{spine}</package>\n".encode()


def _block(name: str, lines: Iterable[str], attributes: str = "") -> str:
    return f"<{name}{attributes}>\n" + "".join(f"{line}\n" for line in lines) + f"</{name}>\n"


def _metadata(book: Book, theme: Theme) -> Iterator[str]:
    chrome = book.chrome
    yield f'<dc:identifier id="id">{escape(book.id)}</dc:identifier>'
    title = f"{chrome.name.text}: {theme.say('book-volume', book.lang)}"
    plain = (
        ("title", title), ("language", book.lang), ("creator", chrome.publisher.text),
        ("publisher", chrome.publisher.text), ("date", book.date), ("description", chrome.slogan.text),
        ("rights", chrome.notice.text), *(("subject", subject) for subject in book.subjects()),
    )  # fmt: skip
    yield from (f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in plain if text)
    yield _meta("dcterms:modified", f"{book.date}T00:00:00Z")
    if any(chapter.place for chapter in book.chapters):
        yield f'<dc:source id="paged">{escape(title)} (PDF)</dc:source>'
        yield '<meta refines="#paged" property="source-of">pagination</meta>'
        yield _meta("schema:accessibilityFeature", "pageBreakMarkers")
        yield _meta("schema:accessibilityFeature", "pageNavigation")
    yield from (_meta(f"schema:{name}", value) for name, value in _ACCESS)
    yield _meta("schema:accessibilitySummary", theme.say("epub-summary", book.lang))


#: What readers of all kinds find in every book: nothing moves or sounds, and no picture goes without words.
_ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "index"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}">{escape(value)}</meta>'


def _item(name: str, data: bytes) -> str:
    properties = {"nav.xhtml": "nav", "cover.svg": "cover-image"}.get(name, "")
    if name.endswith(".xhtml") and _DRAWN in data:
        properties = f"{properties} svg".strip()
    said = f' properties="{properties}"' if properties else ""
    ending = name.rpartition(".")[2]
    return f'<item id="{_id(name)}" href="{escape(name)}" media-type="{TYPES[ending]}"{said}/>'


def _id(name: str) -> str:
    """The name of a file as XML takes it for an identifier."""
    return "f-" + name.replace("/", ".")
