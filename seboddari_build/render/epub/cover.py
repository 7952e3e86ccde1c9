"""The cover as it stands on a shelf of books: the cloth of the programme above the name of the event."""

from seboddari_build.draw.drawing import draw
from seboddari_build.draw.svg import Palette, document, tag, worded, wrap
from seboddari_build.render.epub.book import Book

#: Units of the drawing, three to four as covers are.
WIDE, TALL, MARGIN = 1200, 1600, 90
_CLOTH = 860
_NAME, _LINE, _SMALL = 92, 112, 44
_NAMED_FROM = 1130


def cover(book: Book, palette: Palette) -> str:
    """The cover as an SVG document, in the colours of ``palette``."""
    chrome, room = book.chrome, WIDE - 2 * MARGIN
    drawn = [tag("rect", width=WIDE, height=TALL, fill=palette.paper)]
    if book.patchwork:
        cloth = draw(book.patchwork, palette).replace("<svg ", f'<svg x="{(WIDE - _CLOTH) // 2}" y="{MARGIN}" ', 1)
        drawn.append(tag("g", cloth))
    names = wrap(chrome.name.text, room, _NAME)[:3]
    for n, line in enumerate(names):
        drawn.append(_words(line, _NAMED_FROM + n * _LINE, _NAME, palette.ink, palette, book, weight="700"))
    top = _NAMED_FROM + len(names) * _LINE
    small = [*wrap(chrome.slogan.text, room, _SMALL)[:2], *wrap(chrome.dates, room, _SMALL)[:1]]
    for n, line in enumerate(small):
        drawn.append(_words(line, top + n * _SMALL * 1.5, _SMALL, palette.soft, palette, book))
    return document((WIDE, TALL), "cover", chrome.name.text, "", *drawn, lang=book.lang, role="img")


def _words(line: str, y: float, size: int, colour: str, palette: Palette, book: Book, *, weight: str = "") -> str:
    return worded(
        "text", line, book.lang, x=MARGIN, y=y, font_size=size, font_weight=weight, fill=colour,
        font_family=palette.font,
    )  # fmt: skip
