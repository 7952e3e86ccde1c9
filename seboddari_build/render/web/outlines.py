"""Glyphs of a variable font with two extremes, each reduced to Regular and its way to Bold."""

import io
import struct
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

#: The weights that the web font runs between.
REGULAR, BOLD = 400, 700
#: Units an em of the web font, half of the source's: places at Regular are off by up to 1/1000 em.
EM = 500
#: Ways to Bold are multiples of this many units: places at Bold are off by up to 1/500 em.
STEP = 2

#: Tables that stay the same whichever glyphs are added.
_FIXED = ("GDEF", "GPOS", "OS/2", "avar", "fvar", "head", "hhea", "maxp", "name", "post")
_DROPPED = ("BASE", "HVAR", "STAT", "gasp", "vhea", "vmtx")
#: Copyright, family, style, licence and its address: what the licence asks to keep, and no more.
_NAMES = (0, 1, 2, 13, 14)

Way = tuple[int, int]


class Glyph(Struct, frozen=True, array_like=True):
    """A finished glyph: its entries of ``glyf`` and ``gvar``, its metrics, its size for ``maxp``."""

    outline: bytes
    way: bytes
    advance: int
    bearing: int
    points: int
    contours: int


class Base(Struct, frozen=True, array_like=True):
    """What does not depend on the site: finished tables, the first glyphs, the places of characters."""

    tables: dict[str, bytes]
    glyphs: tuple[Glyph, ...]
    cmap: dict[int, int]


class SourceFont:
    """A variable font whose glyphs are simple and go straight from the lightest to the heaviest.

    A font of another build makes ``ValueError``.
    """

    def __init__(self, font: Any) -> None:
        """The font as ``Typeface`` opens it; tables are read when they are asked for."""
        self._font = font
        self._regular, self._bold = _weights(self._font)
        self._scale = EM / self._font["head"].unitsPerEm

    def characters(self) -> dict[int, str]:
        """The name of the glyph of every code point."""
        cmap: dict[int, str] = self._font.getBestCmap()
        return cmap

    def glyph(self, name: str) -> Glyph:
        """The reduced glyph called ``name``."""
        from fontTools.ttLib.tables import _g_l_y_f as glyf
        from fontTools.ttLib.tables.ttProgram import Program

        source = self._font["glyf"][name]
        if source.isComposite():
            raise ValueError(f"{name}: composite glyph")
        contours = max(source.numberOfContours, 0)
        places = [*(source.coordinates if contours else ()), *_metric_points(self._font["hmtx"][name][0])]
        regular, ways = self._reduce(places, self._ways(name, source, places))
        advance, way = regular[-3][0], _gvar_entry(ways)
        if not contours:
            return Glyph(b"", way, advance, 0, 0, 0)
        outline = glyf.Glyph()
        outline.numberOfContours = contours
        outline.endPtsOfContours = source.endPtsOfContours
        outline.coordinates = glyf.GlyphCoordinates(regular[:-4])
        outline.flags = source.flags
        outline.program = Program()
        outline.program.fromBytecode(b"")  # hints would not fit the new weights
        data = outline.compile(self._font["glyf"], recalcBBoxes=True)
        return Glyph(data, way, advance, outline.xMin, len(regular) - 4, contours)

    def base(self, characters: str) -> Base:
        """The font of ``characters`` alone, with their kerning; .notdef is its first glyph.

        This uses the source font up.
        """
        from fontTools import subset
        from fontTools.ttLib import TTFont
        from fontTools.ttLib.scaleUpem import scale_upem
        from fontTools.varLib.instancer import instantiateVariableFont

        options = subset.Options(
            layout_features=["kern"], hinting=False, notdef_outline=True, recalc_timestamp=False,
            drop_tables=_DROPPED, name_IDs=["*"],
        )  # fmt: skip
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=map(ord, characters))
        subsetter.subset(self._font)
        order = self._font.getGlyphOrder()
        glyphs = tuple(self.glyph(name) for name in order)
        cmap = {point: order.index(name) for point, name in sorted(self.characters().items())}
        font = instantiateVariableFont(self._font, {"wght": (REGULAR, BOLD)}, inplace=True)
        scale_upem(font, EM)
        font["fvar"].instances = []
        _rename(font)
        file = io.BytesIO()
        font.save(file, reorderTables=None)
        reader = TTFont(file).reader
        return Base({tag: reader[tag] for tag in _FIXED}, glyphs, cmap)

    def _ways(self, name: str, source: Any, places: Sequence[Way]) -> Sequence[Way]:
        """How far every point moves from the lightest weight to the heaviest."""
        from fontTools.varLib.iup import iup_delta

        variations = self._font["gvar"].variations.get(name) or ()
        if not variations:
            return [(0, 0)] * len(places)
        if len(variations) > 1 or variations[0].axes != {"wght": (0.0, 1.0, 1.0)}:
            raise ValueError(f"{name}: more than one way")
        ways: Sequence[Way] = variations[0].coordinates
        return iup_delta(ways, places, list(source.endPtsOfContours)) if None in ways else ways

    def _reduce(self, places: Sequence[Way], ways: Sequence[Way]) -> tuple[list[Way], list[Way]]:
        """Places at Regular and ways to Bold, in units of the web font."""
        low, high, scale = self._regular, self._bold, self._scale
        regular = [
            (round((x + low * dx) * scale), round((y + low * dy) * scale))
            for (x, y), (dx, dy) in zip(places, ways, strict=True)
        ]
        bolder = [
            (_stepped((x + high * dx) * scale - at_x), _stepped((y + high * dy) * scale - at_y))
            for (x, y), (dx, dy), (at_x, at_y) in zip(places, ways, regular, strict=True)
        ]
        return regular, bolder


def _weights(font: Any) -> tuple[float, float]:
    """Where Regular and Bold lie between the lightest weight (0) and the heaviest (1)."""
    from fontTools.varLib.models import normalizeValue, piecewiseLinearMap

    axis = font["fvar"].axes[0]
    ends = (axis.minValue, axis.defaultValue, axis.maxValue)
    low, high = (normalizeValue(weight, ends) for weight in (REGULAR, BOLD))
    segments = font["avar"].segments[axis.axisTag]
    return piecewiseLinearMap(low, segments), piecewiseLinearMap(high, segments)


def _metric_points(advance: int) -> tuple[Way, ...]:
    """The four points after the outline that carry its width and height."""
    return (0, 0), (advance, 0), (0, 0), (0, 0)


def _stepped(way: float) -> int:
    return round(way / STEP) * STEP


def _gvar_entry(ways: Sequence[Way]) -> bytes:
    """One variation, from Regular to Bold, that names a way for every point; empty if nothing moves.

    Leaving out ways that could be inferred would make the entry shorter, yet the compressed font larger.
    """
    if not any(x or y for x, y in ways):
        return b""
    own_points, first_peak, size_of_head, all_points = 0x2000, 0, 8, b"\0"
    data = all_points + _runs([x for x, _ in ways]) + _runs([y for _, y in ways])
    entry = struct.pack(">HHHH", 1, size_of_head, len(data), own_points | first_peak) + data
    return entry + bytes(len(entry) % 2)


def _runs(numbers: Sequence[int]) -> bytes:
    """Numbers in runs of up to 64, each of bytes or, where one does not fit, of words."""
    packed = bytearray()
    for start in range(0, len(numbers), 64):
        run = numbers[start : start + 64]
        words = not all(-128 <= number <= 127 for number in run)
        packed.append((0x40 if words else 0) | (len(run) - 1))
        packed += struct.pack(f">{len(run)}{'h' if words else 'b'}", *run)
    return bytes(packed)


def _rename(font: Any) -> None:
    """Keep the few names that are needed, with the family called as in style sheets."""
    names = font["name"]
    family = names.getDebugName(16)
    kept = {*_NAMES, font["fvar"].axes[0].axisNameID}
    names.names = [name for name in names.names if name.nameID in kept]
    names.setName(family, 1, 3, 1, 0x409)
