"""The typeface that everything is set in: Noto Sans KR, as its package brings it."""

import hashlib
import io
import struct
from collections.abc import Callable, Iterable
from functools import cached_property
from importlib import resources
from typing import Any

from seboddari_build.base.leaves import Memo

_PACKAGE = "justmytype_intl_cjk"
_FOLDER = "fonts/ofl/notosanskr"
_FILE = "NotoSansKR[wght].ttf"
_FORM = "typeface-1"  # to be raised whenever what this module keeps changes


class Typeface:
    """One variable font file with a weight axis, opened only for what the memo does not hold."""

    def __init__(self, memo: Memo) -> None:
        """Read the head of the file; what is worked out from the rest goes into ``memo``."""
        self._memo = memo
        self._folder = resources.files(_PACKAGE) / _FOLDER
        with (self._folder / _FILE).open("rb") as file:
            # The table directory holds a checksum of every table, so it stands for the whole font.
            head = file.read(12)
            directory = file.read(16 * int.from_bytes(head[4:6]))
        self._stamp = hashlib.blake2b(head + directory, digest_size=16).hexdigest()

    def key(self, kind: str, text: str = "") -> str:
        """The name in the memo of what a module (``kind``) makes of this font for ``text``."""
        digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        return f"{kind}/{self._stamp}/{digest}"

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What the memo holds under ``key``, or else what ``make`` gives, which is put there."""
        data = self._memo.get(key)
        if data is None:
            data = make()
            self._memo.put(key, data)
        return data

    def licence(self) -> bytes:
        """The licence that the font comes with."""
        return (self._folder / "OFL.txt").read_bytes()

    def cmap(self) -> frozenset[int]:
        """The code points that it has a glyph for, kept as first and last of each run."""
        data = self.kept(self.key(f"{_FORM}/cmap"), lambda: _runs(self.font.getBestCmap()))
        return frozenset(point for first, last in struct.iter_unpack(">II", data) for point in range(first, last + 1))

    def data(self) -> bytes:
        """The font file."""
        return (self._folder / _FILE).read_bytes()

    @cached_property
    def font(self) -> Any:
        """The font, to be read and never changed."""
        return self.open()

    def open(self) -> Any:
        """The font (a ``TTFont``), to be changed at will; the names of its glyphs are numbers, as in g12."""
        from fontTools.ttLib import TTFont

        font = TTFont(io.BytesIO(self.data()), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
        # Working out the usual names costs more than a whole subset.
        font.setGlyphOrder([f"g{i}" for i in range(font["maxp"].numGlyphs)])
        return font


def _runs(points: Iterable[int]) -> bytes:
    """Code points as pairs of first and last, four bytes each."""
    runs: list[int] = []
    for point in sorted(points):
        if runs and runs[-1] + 1 == point:
            runs[-1] = point
        else:
            runs += [point, point]
    return struct.pack(f">{len(runs)}I", *runs)
