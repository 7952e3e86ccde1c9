"""The fonts of the booklets: Regular and Bold of the typeface, cut down to the characters that are printed."""

import io
from collections.abc import Iterable
from typing import Any

from msgspec import msgpack

from seboddari_build.base.leaves import Memo
from seboddari_build.render.typeface import Typeface

#: The family that a theme's booklet asks for, and the weights there are.
FAMILY = "Noto Sans KR"
WEIGHTS = {"Regular": 400, "Bold": 700}
#: Where the fonts stand beside ``main.typ``.
FOLDER = "fonts"

#: What the leaves of this module are called.
LEAF = "book-font-1"  # to be raised whenever the bytes made by this module change
#: Printed on any page whatever the content says: numbers, roman ones too, quotation marks, dashes, bullets.
_CORE = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0‘’“”–—…·•‣□■※→")
#: Letters put together (old Hangul too), kerning, marks, and the narrower forms of full-width signs.
_FEATURES = ("ccmp", "liga", "calt", "locl", "ljmo", "vjmo", "tjmo", "kern", "mark", "palt", "halt")
_UNUSED = ("BASE", "STAT", "VORG", "gasp", "vhea", "vmtx", "prep")
#: Copyright, version, trademark, makers, licence and its address: what the licence asks to keep.
_NAMES = (0, 5, 7, 8, 9, 10, 11, 13, 14)

Files = tuple[tuple[str, bytes], ...]


def book_fonts(characters: Iterable[str], memo: Memo) -> Files:
    """The font files (path, bytes) for ``characters``, the same bytes every time.

    Characters that the typeface lacks are left out.
    """
    text = "".join(sorted(_CORE.union(characters)))
    typeface = Typeface(memo)
    data = typeface.kept(typeface.key(LEAF, text), lambda: msgpack.encode(_cut(typeface.open(), text)))
    return msgpack.decode(data, type=Files)


def _cut(font: Any, text: str) -> Files:
    from fontTools import subset

    options = subset.Options(
        layout_features=list(_FEATURES), hinting=False, notdef_outline=True, recalc_timestamp=False,
        name_IDs=["*"], drop_tables=list(_UNUSED),
    )  # fmt: skip
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in text])
    subsetter.subset(font)
    cut = io.BytesIO()
    font.save(cut)
    return tuple(
        (f"{FOLDER}/NotoSansKR-{style}.ttf", _instance(cut.getvalue(), style, weight))
        for style, weight in WEIGHTS.items()
    )


def _instance(source: bytes, style: str, weight: int) -> bytes:
    """The font at one weight, under its own name: left alone, every weight would be called Thin."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font: Any = TTFont(io.BytesIO(source), recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    full = f"{FAMILY.replace(' ', '')}-{style}"
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in _NAMES]
    for name, value in ((1, FAMILY), (2, style), (3, full), (4, f"{FAMILY} {style}"), (6, full)):
        names.setName(value, name, 3, 1, 0x409)
    bold = weight >= 600
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)
    font["head"].macStyle = int(bold)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()
