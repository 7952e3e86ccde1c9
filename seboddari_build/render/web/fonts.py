"""The web font: one variable woff2 that holds the characters of the site and no others.

The source font has two extremes (Thin and Black) and straight lines between them, so each glyph is
worked out by itself, once: its Regular outline and its way to Bold, on a grid of 500 units an em.
What is worked out goes into the memo; a site with one new syllable works out one glyph.
"""

import hashlib
import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from importlib import resources
from typing import Protocol

from msgspec import Struct, msgpack

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.render.web.outlines import Base, Glyph, SourceFont
from seboddari_build.render.web.woff2 import woff2

#: The address of the font and its licence beside the style sheet; they never change.
FONT_FILE = "noto-sans-kr.woff2"
LICENCE_FILE = "noto-sans-kr-OFL.txt"
CSS = (
    '@font-face{font-family:"Noto Sans KR";font-weight:400 700;font-display:swap;'
    f'src:url({FONT_FILE}) format("woff2")}}\n'
)

MISSING_GLYPH = error(
    "missing-glyph",
    ko="‘{field}’ 항목의 글자 ‘{character}’ ({code}): 글꼴에 없습니다.",
    en="The font has no glyph for '{character}' ({code}) in '{field}'.",
    hint_ko="글꼴에 있는 글자로 바꾸어 적거나 뜻을 풀어 적습니다. 보기: ‘𠮷’ 대신 ‘吉’",
    hint_en="Use a character that the font has, or write the meaning out, for example 吉 for 𠮷.",
)
MISSING_SYMBOL = warning(
    "missing-symbol",
    ko="‘{field}’ 항목의 기호 ‘{character}’ ({code}): 글꼴에 없어 보는 기기의 글꼴로 나옵니다.",
    en="The font has no glyph for the symbol '{character}' ({code}) in '{field}'; each device shows its own.",
    hint_ko="어디서나 같게 보여야 하면 글로 적거나 ■, ○, →처럼 글꼴에 있는 기호를 씁니다.",
    hint_en="If it should look the same everywhere, use words or a symbol that the font has, such as ■, ○ or →.",
)

_PACKAGE = "justmytype_intl_cjk"
_FOLDER = "fonts/ofl/notosanskr"
_FILE = "NotoSansKR[wght].ttf"
_FORM = "web-font-1"  # to be raised whenever the bytes made by this module change
#: Always in the font, in this order before all others, so that their kerning is worked out once.
_CORE = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0‘’“”–—…·"
#: Old Hangul letters need shaping rules that the web font leaves out; the device's font shows them.
_CONJOINING = frozenset((*range(0x1100, 0x1200), *range(0xA960, 0xA980), *range(0xD7B0, 0xD800)))
_EMOJI = range(0x1F000, 0x1FB00)  # in one block, known to this Python or not
_UNSEEN = ("Cc", "Cf", "Me", "Zl", "Zp", "Zs")


class Memo(Protocol):
    """Where results are kept between builds, by key."""

    def get(self, key: str, /) -> bytes | None:
        """What was put under ``key``, if it is still there."""

    def put(self, key: str, value: bytes, /) -> None:
        """Keep ``value`` under ``key``."""


class FontFiles(Struct, frozen=True):
    """The web font as files: ``woff2`` and ``css`` side by side, with the font's ``licence``."""

    woff2: bytes
    css: str
    licence: bytes


def web_font(glyphs: Iterable[str], memo: Memo) -> FontFiles:
    """The web font for the characters ``glyphs``; those that it cannot show are left to the device."""
    source = _Source(memo)
    wanted = {ord(c) for c in glyphs if unicodedata.category(c) not in ("Cc", "Cf")}
    extra = sorted((wanted & source.cmap()) - _CONJOINING - set(map(ord, _CORE)))
    key = source.key("woff2", "".join(map(chr, extra)))
    data = memo.get(key)
    if data is None:
        data = woff2(source.base(), source.glyphs(extra))
        memo.put(key, data)
    return FontFiles(data, CSS, source.licence())


def covered(memo: Memo) -> frozenset[int]:
    """The code points that the font has a glyph for."""
    return _Source(memo).cmap()


def missing_glyphs(text: str, cmap: frozenset[int]) -> str:
    """The characters of ``text`` that no glyph shows, each once, in order of appearance.

    Spaces, controls, joiners, variation selectors and keycaps need none.
    """
    return "".join(c for c in dict.fromkeys(text) if ord(c) not in cmap and not _unseen(c))


def glyph_gate(texts: Iterable[tuple[str, str, Span]], cmap: frozenset[int]) -> Iterator[Problem]:
    """What the font cannot show of ``texts``, given as (field, text, place of the text).

    Letters and numerals are errors (``missing-glyph``); emoji and other symbols are warnings
    (``missing-symbol``), for every device brings its own.
    """
    for field, text, span in texts:
        for character in missing_glyphs(text, cmap):
            code = MISSING_SYMBOL if _symbol(character) else MISSING_GLYPH
            yield code.at(span, field=field, character=character, code=f"U+{ord(character):04X}")


def _unseen(character: str) -> bool:
    if unicodedata.category(character) in _UNSEEN:
        return True
    return unicodedata.name(character, "").startswith("VARIATION SELECTOR")


def _symbol(character: str) -> bool:
    return unicodedata.category(character)[0] == "S" or ord(character) in _EMOJI


class _Source:
    """The source font, opened only for what the memo does not hold."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._folder = resources.files(_PACKAGE) / _FOLDER
        with (self._folder / _FILE).open("rb") as file:
            # The table directory holds a checksum of every table, so it stands for the whole font.
            head = file.read(12)
            directory = file.read(16 * int.from_bytes(head[4:6]))
        self._stamp = hashlib.blake2b(head + directory, digest_size=16).hexdigest()

    def key(self, kind: str, text: str = "") -> str:
        """The name in the memo of what is made of ``text``, this font and this module."""
        digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        return f"{_FORM}/{kind}/{self._stamp}/{digest}"

    def licence(self) -> bytes:
        """The licence that the font comes with."""
        return (self._folder / "OFL.txt").read_bytes()

    def cmap(self) -> frozenset[int]:
        """The code points of the font, kept as first and last of each run."""
        runs = struct.iter_unpack(">II", self._kept("cmap", lambda: _runs(self._font.characters())))
        return frozenset(point for first, last in runs for point in range(first, last + 1))

    def base(self) -> Base:
        """The core of the font, with its kerning."""
        data = self._kept("base", lambda: msgpack.encode(self._open().base(_CORE)), _CORE)
        return msgpack.decode(data, type=Base)

    def glyphs(self, points: Sequence[int]) -> dict[int, Glyph]:
        """The glyphs of ``points`` in their order; only those never seen before are worked out."""
        key = self.key("glyphs")
        data = self._memo.get(key)
        known = msgpack.decode(data, type=dict[int, Glyph]) if data else {}
        fresh = [point for point in points if point not in known]
        if fresh:
            names = self._font.characters()
            known |= {point: self._font.glyph(names[point]) for point in fresh}
            self._memo.put(key, msgpack.encode(known))
        return {point: known[point] for point in points}

    @cached_property
    def _font(self) -> SourceFont:
        return self._open()

    def _open(self) -> SourceFont:
        return SourceFont((self._folder / _FILE).read_bytes())

    def _kept(self, kind: str, make: Callable[[], bytes], text: str = "") -> bytes:
        key = self.key(kind, text)
        data = self._memo.get(key)
        if data is None:
            data = make()
            self._memo.put(key, data)
        return data


def _runs(points: Iterable[int]) -> bytes:
    """Code points as pairs of first and last, four bytes each."""
    runs: list[int] = []
    for point in sorted(points):
        if runs and runs[-1] + 1 == point:
            runs[-1] = point
        else:
            runs += [point, point]
    return struct.pack(f">{len(runs)}I", *runs)
