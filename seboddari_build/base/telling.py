"""Problems as people read them, wherever they are shown: how many, where, and the line in question."""

import unicodedata
from collections.abc import Callable, Iterable

from msgspec import Struct

from seboddari_build.base.given_names import called
from seboddari_build.base.language import Language
from seboddari_build.base.personal import find_in_row, masked, shown
from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.span import Span
from seboddari_build.base.width import display_width

#: What stands before the remedy.
MEND: dict[Language, str] = {"ko": "고치기", "en": "mend"}
_TAB = 8
#: Characters beside an excerpt that are looked at: more than an address takes.
_NEAR = 400
_ELLIPSIS = "…"
# Controls, invisible formats such as text direction, lone surrogates, line separators.
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_JOINERS = "\u200c\u200d"


class Excerpt(Struct, frozen=True):
    """A line, or a part of it, in three: up to what a problem is about, that, and the rest; tabs are kept."""

    before: str
    marked: str
    after: str

    def line(self) -> str:
        """All of it."""
        return self.before + self.marked + self.after


def summary(problems: Iterable[Problem], ui: Language) -> str:
    """How many errors and warnings there are, kinds without any left out."""
    severities = [problem.severity for problem in problems]
    errors = severities.count(Severity.ERROR)
    warnings = severities.count(Severity.WARNING)
    if ui == "ko":
        parts = [f"오류 {errors}개" if errors else "", f"경고 {warnings}개" if warnings else ""]
        return ", ".join(filter(None, parts)) or "문제 없음"
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    return ", ".join(filter(None, parts)) or "no problems"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def place(span: Span) -> str:
    """``path:line:column``, as far as it is known."""
    if not span.path:
        return ""
    path = visible(masked(span.path))
    return f"{path}:{span.line}:{span.column}" if span.line else path


def visible(text: str) -> str:
    """``text`` with control and other invisible characters as escapes, tabs included."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if unicodedata.category(char) in _HIDDEN and char not in _JOINERS:
        return char.encode("unicode-escape", "surrogatepass").decode("ascii")
    return char


def excerpt(span: Span, source: Callable[[str], str | None], room: int) -> Excerpt | None:
    """What stands at ``span``, in ``room`` columns: nothing in it is invisible or personal.

    ``source`` gives the text of a file by its path; None if the span is out of its reach.
    """
    text = source(span.path) if span.path and span.line > 0 else None
    if text is None:
        return None
    lines = text.removeprefix("\ufeff").split("\n")
    if span.line > len(lines):
        return None
    line = lines[span.line - 1].rstrip("\r")
    start = min(max(span.column, 1) - 1, len(line))
    end = min(max(span.end_column - 1, start + 1), max(len(line), start + 1))
    low, high = _window(line, start, end, room)
    line = _masked(lines, span.line - 1, low, high)
    for at, name in called(line):
        line = line[:at] + name + line[at + len(name) :]
    if span.path.endswith(".csv"):
        line = shown(line, find_in_row(lines[0], line))
    head, tail = _ELLIPSIS if low else "", _ELLIPSIS if high < len(line) else ""
    before, marked, after = line[low:start], line[start : min(end, high)], line[min(end, high) : high]
    return Excerpt(head + _shown(before), _shown(marked), _shown(after) + tail)


def _masked(lines: list[str], number: int, low: int, high: int) -> str:
    """A line without personal data from ``low`` to ``high``, whatever the problem is about."""
    line = lines[number].rstrip("\r")
    low, high = max(0, low - _NEAR), high + _NEAR  # a number may begin before the part that is shown
    before = lines[number - 1][-_NEAR:] + "\n" if number else ""  # or in the line before, and end in the next
    after = "\n" + lines[number + 1][:_NEAR] if high >= len(line) and number + 1 < len(lines) else ""
    if low:
        before = ""
    part = masked(before + line[low:high] + after)
    return line[:low] + part[len(before) : len(part) - len(after)] + line[high:]


def _window(line: str, start: int, end: int, room: int) -> tuple[int, int]:
    """The part of ``line`` to show in ``room`` columns: the span first, then what is around it, evenly."""
    if len(line) <= room and sum(map(_cells, line)) <= room:
        return 0, len(line)
    room -= 2 * display_width(_ELLIPSIS)
    low = high = start
    used = 0
    while high < len(line) and (high < end or used < room // 2):
        wide = _cells(line[high])
        if used + wide > room:
            break
        used += wide
        high += 1
    while low > 0 and used + _cells(line[low - 1]) <= room:
        low -= 1
        used += _cells(line[low])
    while high < len(line) and used + _cells(line[high]) <= room:
        used += _cells(line[high])
        high += 1
    while low < start and not _cells(line[low]):
        low += 1  # a mark does not stand without its letter
    return low, high


def _shown(text: str) -> str:
    return "".join(char if char == "\t" else _visible(char) for char in text)


def _cells(char: str) -> int:
    """The columns of ``char`` as shown; a tab as the most that it can take."""
    return _TAB if char == "\t" else display_width(_visible(char))
