"""Text as a reader meets it: escapes, entities, marks of emphasis, targets of links and unseen signs resolved.

What Markdown and YAML make of a text is told apart here only as far as a number, an address or a name may hide in it.
"""

import html
import re
import unicodedata
from bisect import bisect_right

from msgspec import Struct

# Signs that are not seen, and digits of other kinds than 0 to 9.
_NOT_SEEN = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff"
_DIGITS = (
    "\u00b2\u00b3\u00b9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2070\u2074-\u2079\u2080-\u2089"
    "\u2460-\u2468\u24ea\u24ff\u2776-\u277e\U0001d7ce-\U0001d7ff"
)
# What a reader may not see as it is written.
_HIDING = re.compile(
    rf"""
    \\(?:x[0-9A-Fa-f]{{2}}|u[0-9A-Fa-f]{{4}}|U000[0-9A-Fa-f]{{5}}|\r?\n[ \t]*|[!-/:-@\[-`{{-~])    # escapes of both
    | &(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});
    | %(?:2[BDEbde]|3[0-9]|40)                                                       # in addresses: + - . digits @
    | \]\((?:[^()\n]|\([^()\n]*\)){{0,300}}\) | \]\[[^\[\]\n]{{0,100}}\] | [\[\]]
    | `+
    | \*+ | _+
    | [{_NOT_SEEN}]+
    | \r?\n[ \t>]*(?=님|(?![-+][ \t]|[0-9]{{1,3}}[.)][ \t])[0-9(+.@-])                 # lines of one paragraph
    | [{_DIGITS}]
    """,
    re.VERBOSE,
)
#: What all of it begins with: the rest of a text is passed over at the speed of a search for single signs.
_FIRST = re.compile(rf"[\\&%\]\[`*_\r\n{_NOT_SEEN}{_DIGITS}]")

_UNSEEN = re.compile(f"[{_NOT_SEEN}]+")
_STARS = re.compile(r"(?<!\\)(\*+)|\n[ \t]*\n")
_HANGUL = re.compile("[가-힣]")


class AsRead(Struct, frozen=True):
    """``text`` as read, in pieces: where each begins in it, where in what was written, and if it is the same.

    ``ends`` has the end of each piece in what was written.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]
    same: tuple[bool, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where the part from ``start`` to ``end`` of the text, which is not empty, is written."""
        return self._place(start)[0], self._place(end - 1)[1]

    def written(self, start: int, shown: str, source: str) -> str:
        """The part of ``source`` that is ``shown`` so from ``start`` of the text on: as long, with the same stars."""
        first, end = self.origin(start, start + len(shown))
        signs = ["*" if sign.isalnum() else sign for sign in source[first:end]]
        for at, sign in enumerate(shown, start):
            place = self._place(at)
            if place[2]:
                signs[place[0] - first] = sign
        return "".join(signs)

    def _place(self, at: int) -> tuple[int, int, bool]:
        piece = bisect_right(self.starts, at) - 1
        if not self.same[piece]:
            return self.origins[piece], self.ends[piece], False
        origin = self.origins[piece] + at - self.starts[piece]
        return origin, origin + 1, True


def as_read(source: str) -> AsRead | None:
    """``source`` as a reader meets it; None where that is what is written."""
    pieces: list[tuple[str, int, int, bool]] = []
    last = passed = 0
    emphasis = _emphasis(source) if "*" in source else frozenset()
    for first in _FIRST.finditer(source):
        found = _HIDING.match(source, first.start()) if first.start() >= passed else None
        if not found:
            continue
        passed = found.end()
        if not _hides(found, emphasis):
            continue
        if found.start() > last:
            pieces.append((source[last : found.start()], last, found.start(), True))
        if read := _UNSEEN.sub("", _read(found[0])):
            pieces.append((read, found.start(), found.end(), False))
        last = found.end()
    if not last:
        return None
    if last < len(source):
        pieces.append((source[last:], last, len(source), True))
    starts, at = [], 0
    for text, *_ in pieces:
        starts.append(at)
        at += len(text)
    texts, origins, ends, same = zip(*pieces, strict=True) if pieces else ((), (), (), ())
    return AsRead("".join(texts), tuple(starts), origins, ends, same)


def _hides(found: re.Match[str], emphasis: frozenset[int]) -> bool:
    """Whether a reader does not see what was found as it is written, by what stands around it."""
    source, start, sign = found.string, found.start(), found[0][0]
    if sign == "*":
        return start in emphasis
    after = source[found.end() : found.end() + 1]
    if sign == "_":
        return not (source[start - 1 : start].isalnum() and after.isalnum())
    if sign in "\r\n":
        before = source[max(0, start - 4) : start].rstrip(" \t")[-1:]
        return bool(before) and (_HANGUL.match(before) is not None if after == "님" else before in "0123456789)-.+/@")
    return True


def _emphasis(source: str) -> frozenset[int]:
    """Where runs of * that open and close emphasis begin; others stand for what somebody hid: 010-****-**78, 김*수."""
    found: set[int] = set()
    opened: list[_Run] = []  # those that may open some, the nearest last
    unmet: dict[tuple[int, bool], int] = {}  # for each kind of closing run from where on one may have its match
    for mark in _STARS.finditer(source):
        before, after = source[mark.start() - 1 : mark.start()], source[mark.end() : mark.end() + 1]
        if not mark[1]:
            opened = []  # another paragraph
        elif not (_HANGUL.match(before) and _HANGUL.match(after)):
            opens, closes = _flanks(before, after), _flanks(after, before)
            run = _Run(mark.start(), len(mark[1]), len(mark[1]), opens and closes)
            kind = run.length % 3, run.both
            while run.left and closes:
                at = len(opened) - 1
                while at >= 0 and opened[at].start >= unmet.get(kind, 0) and not _fit(opened[at], run):
                    at -= 1
                if at < 0 or opened[at].start < unmet.get(kind, 0):
                    unmet[kind] = run.start
                    break
                other = opened[at]
                used = min(other.left, run.left)
                other.left -= used
                run.left -= used
                del opened[at + bool(other.left) :]
                if not other.left:
                    found.add(other.start)
            if not run.left:
                found.add(run.start)
            elif opens:
                opened.append(run)
    return frozenset(found)


class _Run(Struct):
    """A run of *: how many, how many of them are left, and if it may open emphasis as well as close it."""

    start: int
    length: int
    left: int
    both: bool


def _fit(opening: _Run, closing: _Run) -> bool:
    """Whether two runs may be a pair (rules 9 and 10 of CommonMark)."""
    threes = (opening.length % 3, closing.length % 3)
    return not (opening.both or closing.both) or sum(threes) % 3 != 0 or threes == (0, 0)


def _flanks(outside: str, inside: str) -> bool:
    """Whether a mark of emphasis may stand between them."""
    return bool(inside.strip()) and (_of_words(inside) or not _of_words(outside))


def _of_words(sign: str) -> bool:
    """Neither space nor punctuation, as Markdown understands them: signs that are not seen count as letters."""
    return bool(sign.strip()) and unicodedata.category(sign)[0] not in "PS"


def _read(sign: str) -> str:
    """What a reader sees of a sign, or of several."""
    first = sign[0]
    if first == "&":
        return html.unescape(sign)
    if first == "%":
        return chr(int(sign[1:], 16))
    if first == "\\":
        return chr(int(sign.lstrip("\\xuU"), 16)) if sign[1] in "xuU" and len(sign) > 2 else sign[1:].strip("\r\n \t")
    if "\n" in sign and first != "]":
        return " "
    if len(sign) == 1 and (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    return ""
