"""Korean text that stands in an English place."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from seboddari_build.base.problem import Problem, warning
from seboddari_build.base.span import Span

NOT_TRANSLATED = warning(
    "not-translated",
    ko="‘{text}’: 영어가 올 자리에 한국어가 있습니다.",
    en="'{text}' is Korean, where English is expected.",
    hint_ko="영어로 옮기거나 지웁니다. 영어가 없으면 한국어가 저절로 대신 나옵니다.",
    hint_en="Translate it or take it out: where there is no English, the Korean is shown by itself.",
)

#: So many paragraphs are told of in one file.
MOST: Final = 5
_HANGUL: Final = re.compile("[가-힣]")
_LATIN: Final = re.compile("[A-Za-z]")
_CODE: Final = re.compile(r"^( {0,3})(`{3,}|~{3,}).*?(?:^\1\2|\Z)|`[^`\n]+`", re.MULTILINE | re.DOTALL)
#: What opens and closes a block stands outside paragraphs.
_PARAGRAPH: Final = re.compile(r"(?:^(?!:{3,}).*\S.*\n?)+", re.MULTILINE)


def korean(text: str) -> bool:
    """Whether most letters are Hangul, and there are several."""
    found = len(_HANGUL.findall(text))
    return found >= 2 and found > len(_LATIN.findall(text))


def untranslated(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """The paragraphs of an English text that are Korean."""
    if _HANGUL.search(body):
        yield from islice(_found(body, path, first_line), MOST)


def _found(body: str, path: str, first_line: int) -> Iterator[Problem]:
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), body)
    for paragraph in _PARAGRAPH.finditer(text):
        if korean(paragraph[0]):
            hangul = _HANGUL.search(text, paragraph.start())
            assert hangul
            start = text.rfind("\n", 0, hangul.start()) + 1
            line = text[start:].split("\n", 1)[0]
            number = first_line + text.count("\n", 0, start)
            word = re.match(r"\S+", text[hangul.start() :])
            assert word
            column = hangul.start() - start + 1
            quoted = line.strip() if len(line.strip()) <= 30 else line.strip()[:30] + "…"
            yield NOT_TRANSLATED.at(Span(path, number, column, column + len(word[0])), text=quoted)
