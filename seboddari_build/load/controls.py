"""Characters that nobody sees: control characters, and changes of the text's direction that nothing ends."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span

CONTROL = error(
    "control-character",
    ko="보이지 않는 제어 문자 {name} 하나가 있습니다.",
    en="There is an invisible control character, {name}.",
    hint_ko="이 자리의 문자를 지우고 다시 입력해 주세요. 다른 프로그램에서 붙여 넣은 글에 흔히 섞입니다.",
    hint_en="Delete the character here and type the text again; it often comes along with pasted text.",
)
DIRECTION = error(
    CONTROL.id,
    ko="글의 방향을 바꾸는 보이지 않는 문자 {name} 하나가 이 줄에서 닫히지 않았습니다.",
    en="The invisible character {name}, which turns the direction of text, is not closed on this line.",
    hint_ko="이 자리의 문자를 지워 주세요. 꼭 있어야 한다면 같은 줄에서 {close} 문자로 닫습니다.",
    hint_en="Delete the character here; if it has to be there, close it with {close} on the same line.",
)

#: So many are told of in one text.
MOST: Final = 20

_CONTROL: Final = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f]")
_ODD: Final = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a\u202b\u202d\u202e\u2066-\u2068]")
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_ISOLATES: Final = "\u2066\u2067\u2068"


def controls(text: str, path: str, first_line: int = 1) -> tuple[Problem, ...]:
    """The control characters (NUL apart) and open changes of direction of ``text``, one of each kind a line."""
    if not _ODD.search(text):
        return ()
    return tuple(islice(_found(text, path, first_line), MOST))


def turns(text: str, path: str, first_line: int = 1) -> tuple[Problem, ...]:
    """The changes of direction that ``text`` leaves open, one a line."""
    if not _TURNS.search(text):
        return ()
    lines = enumerate(text.split("\n"), first_line)
    return tuple(islice((p for number, line in lines for p in _open(line, path, number)), MOST))


def open_turn(text: str) -> int:
    """The offset of the first change of direction that ``text`` leaves open, or -1."""
    opened: list[int] = []
    for found in _TURNS.finditer(text):
        sign = found[0]
        if sign == _POP:
            if opened and text[opened[-1]] not in _ISOLATES:
                opened.pop()
        elif sign == _POP_ISOLATE:  # ends all that began within
            isolates = [place for place, at in enumerate(opened) if text[at] in _ISOLATES]
            del opened[isolates[-1] if isolates else len(opened) :]
        else:
            opened.append(found.start())
    return opened[0] if opened else -1


def turned(sign: str, span: Span) -> Problem:
    """The problem of ``sign``, which nothing closes, at ``span``."""
    close = _POP_ISOLATE if sign in _ISOLATES else _POP
    return DIRECTION.at(span, name=_name(sign), close=_name(close))


def _found(text: str, path: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), first_line):
        if found := _CONTROL.search(line):
            yield CONTROL.at(Span(path, number, found.start() + 1, found.end() + 1), name=_name(found[0]))
        yield from _open(line, path, number)


def _open(line: str, path: str, number: int) -> Iterator[Problem]:
    at = open_turn(line)
    if at >= 0:
        yield turned(line[at], Span(path, number, at + 1, at + 2))


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X}"
