"""The web font: one variable woff2 that holds the characters of the site and no others.

The source font has two extremes (Thin and Black) and straight lines between them, so each glyph is
worked out by itself, once: its Regular outline and its way to Bold, on a grid of 500 units an em.
What is worked out goes into the memo; a site with one new syllable works out one glyph.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct, msgpack

from seboddari_build.base.leaves import Memo
from seboddari_build.render.typeface import Typeface
from seboddari_build.render.web.outlines import Base, Glyph, SourceFont
from seboddari_build.render.web.woff2 import woff2

#: The font and its licence stand beside the style sheet; their names never change.
FONT_FILE = "noto-sans-kr.woff2"
LICENCE_FILE = "noto-sans-kr-OFL.txt"
#: What the style sheet says of the font.
FONT_FACE = (
    '@font-face{font-family:"Noto Sans KR";font-weight:400 700;font-display:swap;'
    f'src:url({FONT_FILE}) format("woff2")}}\n'
)

_FORM = "web-font-1"  # to be raised whenever the bytes made by this module change
#: Always in the font, in this order before all others, so that their kerning is worked out once.
_CORE = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0‘’“”–—…·"
#: Old Hangul letters need shaping rules that the web font leaves out; the device's font shows them.
_CONJOINING = frozenset((*range(0x1100, 0x1200), *range(0xA960, 0xA980), *range(0xD7B0, 0xD800)))


class FontFiles(Struct, frozen=True):
    """The web font as files: ``woff2`` with the font's ``licence``."""

    woff2: bytes
    licence: bytes


def web_font(glyphs: Iterable[str], memo: Memo) -> FontFiles:
    """The web font for the characters ``glyphs``; those that it cannot show are left to the device."""
    typeface = Typeface(memo)
    wanted = {ord(c) for c in glyphs if unicodedata.category(c) not in ("Cc", "Cf")}
    extra = sorted((wanted & typeface.cmap()) - _CONJOINING - set(map(ord, _CORE)))
    key = typeface.key(f"{_FORM}/woff2", "".join(map(chr, extra)))
    data = typeface.kept(key, lambda: woff2(_base(typeface), _glyphs(typeface, extra, memo)))
    return FontFiles(data, typeface.licence())


def _base(typeface: Typeface) -> Base:
    """The core of the font, with its kerning."""
    key = typeface.key(f"{_FORM}/base", _CORE)
    data = typeface.kept(key, lambda: msgpack.encode(SourceFont(typeface.open()).base(_CORE)))
    return msgpack.decode(data, type=Base)


def _glyphs(typeface: Typeface, points: Sequence[int], memo: Memo) -> dict[int, Glyph]:
    """The glyphs of ``points`` in their order; only those never seen before are worked out."""
    key = typeface.key(f"{_FORM}/glyphs")
    data = memo.get(key)
    known = msgpack.decode(data, type=dict[int, Glyph]) if data else {}
    fresh = [point for point in points if point not in known]
    if fresh:
        source = SourceFont(typeface.font)
        names = source.characters()
        known |= {point: source.glyph(names[point]) for point in fresh}
        memo.put(key, msgpack.encode(known))
    return {point: known[point] for point in points}
