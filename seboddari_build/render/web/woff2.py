"""A woff2 file put together from finished tables and glyphs, byte for byte the same every time."""

import io
import struct
from collections.abc import Mapping, Sequence

from seboddari_build.render.web.outlines import Base, Glyph

_LAST = 0xFFFF  # the code point that must end a short character map


def woff2(base: Base, extra: Mapping[int, Glyph]) -> bytes:
    """The font of ``base`` with the glyphs ``extra`` by code point, in that order."""
    from fontTools.ttLib.sfnt import SFNTWriter
    from fontTools.ttLib.woff2 import WOFF2FlavorData

    tables = _tables(base, extra)
    file = io.BytesIO()
    # Side bearings follow from the outlines, so they need not travel either.
    flavour = WOFF2FlavorData(transformedTables={"glyf", "loca", "hmtx"})
    writer = SFNTWriter(file, len(tables), "\0\1\0\0", "woff2", flavour)
    for tag, table in sorted(tables.items()):
        writer[tag] = table
    writer.close()
    return file.getvalue()


def _tables(base: Base, extra: Mapping[int, Glyph]) -> dict[str, bytes]:
    glyphs = (*base.glyphs, *extra.values())
    cmap = base.cmap | {point: place for place, point in enumerate(extra, len(base.glyphs))}
    outlines = [glyph.outline + bytes(-len(glyph.outline) % 4) for glyph in glyphs]
    metrics, count = _hmtx(glyphs)
    fixed = base.tables
    return (
        fixed
        | {
            "cmap": _cmap(cmap),
            "glyf": b"".join(outlines),
            "loca": struct.pack(f">{len(glyphs) + 1}L", *_offsets(outlines)),
            "gvar": _gvar([glyph.way for glyph in glyphs]),
            "hmtx": metrics,
            "head": fixed["head"][:50] + struct.pack(">h", 1) + fixed["head"][52:],  # loca is long
            "hhea": fixed["hhea"][:34] + struct.pack(">H", count),
            "maxp": _maxp(fixed["maxp"], glyphs),
        }
    )


def _offsets(parts: Sequence[bytes]) -> list[int]:
    """Where each part begins when they are joined, and where the last one ends."""
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets


def _gvar(ways: Sequence[bytes]) -> bytes:
    """One axis, one peak that all glyphs share, a way for each glyph."""
    peak = struct.pack(">h", 0x4000)
    offsets = struct.pack(f">{len(ways) + 1}L", *_offsets(ways))
    head_size, long_offsets = 20, 1
    peak_at = head_size + len(offsets)
    head = struct.pack(">HHHHLHHL", 1, 0, 1, 1, peak_at, len(ways), long_offsets, peak_at + len(peak))
    return head + offsets + peak + b"".join(ways)


def _hmtx(glyphs: Sequence[Glyph]) -> tuple[bytes, int]:
    """The widths, and how many there are: the last one holds for all glyphs after it."""
    count = len(glyphs)
    while count > 1 and glyphs[count - 2].advance == glyphs[-1].advance:
        count -= 1
    wide = b"".join(struct.pack(">Hh", glyph.advance, glyph.bearing) for glyph in glyphs[:count])
    return wide + struct.pack(f">{len(glyphs) - count}h", *(g.bearing for g in glyphs[count:])), count


def _maxp(table: bytes, glyphs: Sequence[Glyph]) -> bytes:
    points, contours = max(glyph.points for glyph in glyphs), max(glyph.contours for glyph in glyphs)
    return table[:4] + struct.pack(">HHH", len(glyphs), points, contours) + table[10:]


def _cmap(cmap: Mapping[int, int]) -> bytes:
    """Runs of code points whose glyphs follow each other, in the short form where that can hold them."""
    runs: list[tuple[int, int, int]] = []
    for point, glyph in sorted(cmap.items()):
        if runs and (point, glyph) == (runs[-1][1] + 1, runs[-1][2] + point - runs[-1][0]):
            runs[-1] = (runs[-1][0], point, runs[-1][2])
        else:
            runs.append((point, point, glyph))
    short = runs[-1][1] < _LAST
    head = struct.pack(">HHHHL", 0, 1, 3, 1 if short else 10, 12)
    return head + (_format_4(runs) if short else _format_12(runs))


def _format_4(runs: Sequence[tuple[int, int, int]]) -> bytes:
    count = len(runs) + 1
    log = count.bit_length() - 1
    search = 2 << log
    firsts, lasts = [first for first, _, _ in runs], [last for _, last, _ in runs]
    shifts = [(glyph - first) & 0xFFFF for first, _, glyph in runs]
    columns = (*lasts, _LAST, 0, *firsts, _LAST, *shifts, 1, *[0] * count)
    body = struct.pack(f">4H{len(columns)}H", 2 * count, search, log, 2 * count - search, *columns)
    return struct.pack(">HHH", 4, len(body) + 6, 0) + body


def _format_12(runs: Sequence[tuple[int, int, int]]) -> bytes:
    body = b"".join(struct.pack(">LLL", *run) for run in runs)
    return struct.pack(">HHLLL", 12, 0, len(body) + 16, 0, len(runs)) + body
