"""The glyph gate: what the typeface cannot show is told of by character and place."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.load.files import read_text

MISSING_GLYPH = error(
    "missing-glyph",
    ko="글자 ‘{character}’ ({code}): 글꼴에 없습니다.",
    en="The font has no glyph for '{character}' ({code}).",
    hint_ko="글꼴에 있는 글자로 바꾸어 적거나 뜻을 풀어 적습니다. 보기: ‘𠮷’ 대신 ‘吉’",
    hint_en="Use a character that the font has, or write the meaning out, for example 吉 for 𠮷.",
)
MISSING_SYMBOL = warning(
    "missing-symbol",
    ko="기호 ‘{character}’ ({code}): 글꼴에 없어 보는 기기의 글꼴로 나옵니다.",
    en="The font has no glyph for the symbol '{character}' ({code}); each device shows its own.",
    hint_ko="어디서나 같게 보여야 하면 글로 적거나 ■, ○, →처럼 글꼴에 있는 기호를 씁니다.",
    hint_en="If it should look the same everywhere, use words or a symbol that the font has, such as ■, ○ or →.",
)
PRINTED_SYMBOL = error(
    "booklet-symbol",
    ko="기호 ‘{character}’ ({code}): 글꼴에 없어 책자로 찍을 수 없습니다.",
    en="The font has no glyph for the symbol '{character}' ({code}), so no booklet can show it.",
    hint_ko="글로 적거나 ■, ○, →처럼 글꼴에 있는 기호를 씁니다. 책자 없이 만들려면: seboddari build --only site",
    hint_en="Use words or a symbol that the font has, such as ■, ○ or →. "
    "To build without booklets: seboddari build --only site",
)

_EMOJI = range(0x1F000, 0x1FB00)  # in one block, known to this Python or not
#: So many code points are named of what stands together.
_MOST = 5
_UNSEEN = ("Cc", "Cf", "Me", "Zl", "Zp", "Zs")


def missing_glyphs(text: str, cmap: frozenset[int]) -> str:
    """The characters of ``text`` that no glyph shows, each once, in order of appearance.

    Spaces, controls, joiners, variation selectors and keycaps need none.
    """
    return "".join(c for c in dict.fromkeys(text) if ord(c) not in cmap and not _unseen(c))


def glyph_gate(texts: Iterable[tuple[str, Span]], cmap: frozenset[int], *, printed: bool = False) -> Iterator[Problem]:
    """What the font cannot show of ``texts``, given with their places: letters of one text at once, and symbols.

    Letters and numerals are errors (``missing-glyph``); emoji and other symbols are warnings
    (``missing-symbol``), for every device brings its own; what is ``printed`` has no device to help
    (``booklet-symbol``).
    """
    symbol = PRINTED_SYMBOL if printed else MISSING_SYMBOL
    for text, span in texts:
        missing = missing_glyphs(text, cmap)
        letters = "".join(character for character in missing if not _symbol(character))
        for code, found in ((MISSING_GLYPH, letters), (symbol, "".join(filter(_symbol, missing)))):
            if found:
                points = ", ".join(f"U+{ord(character):04X}" for character in found[:_MOST])
                yield code.at(span, character=found, code=points + (", …" if len(found) > _MOST else ""))


def gate_files(
    root: Path, characters: Mapping[str, str], cmap: frozenset[int], *, printed: bool = False
) -> Iterator[Problem]:
    """What the font cannot show of content files, given as path and the characters that it holds; ASCII it can."""
    if missing_glyphs("".join(set().union(*characters.values())), cmap):
        for path, found in characters.items():
            if missing_glyphs(found, cmap):
                yield from glyph_gate(_lines(root, path, cmap), cmap, printed=printed)


def _unseen(character: str) -> bool:
    if unicodedata.category(character) in _UNSEEN:
        return True
    return unicodedata.name(character, "").startswith("VARIATION SELECTOR")


def _symbol(character: str) -> bool:
    return unicodedata.category(character)[0] == "S" or ord(character) in _EMOJI


def _lines(root: Path, path: str, cmap: frozenset[int]) -> Iterator[tuple[str, Span]]:
    """What the font may lack in each line of a file, characters that stand together at once, with the place."""
    text, _ = read_text(root, path)
    for number, line in enumerate((text or "").split("\n"), 1):
        if line.isascii() or not missing_glyphs(line, cmap):
            continue
        start = 0
        for lacks, together in groupby(line, key=lambda character: ord(character) not in cmap):
            end = start + sum(1 for _ in together)
            if lacks:
                yield line[start:end], Span(path, number, start + 1, end + 1)
            start = end
