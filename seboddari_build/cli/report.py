"""Problems as people read them in a terminal."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import click

from seboddari_build.base.language import Language
from seboddari_build.base.personal import masked
from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.span import Span
from seboddari_build.base.width import display_width

#: Columns that an excerpt with its line number may take.
WIDTH = 100
_TAB = 8
#: Characters beside an excerpt that are looked at: more than an address takes.
_NEAR = 400
_ELLIPSIS = "…"

MEND: dict[Language, str] = {"ko": "고치기", "en": "mend"}
RELATED: dict[Language, str] = {"ko": "관련", "en": "related"}
_HUES = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
# Controls, invisible formats such as text direction, lone surrogates, line separators.
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_JOINERS = "\u200c\u200d"
_COMMAND = re.compile(r"#(?=#\w*\[)")


def format_problem(problem: Problem, ui: Language, source: Callable[[str], str | None], colour: bool) -> str:
    """``problem`` in the language ``ui``, with the line it is on if ``source(path)`` has the text.

    Ends without a line break. Nothing from the content reaches the terminal unescaped, nor personal data unmasked.
    """

    def style(text: str, hue: str | None = None) -> str:
        return click.style(text, fg=hue, bold=True) if colour else text

    hue = _HUES[problem.severity]
    where = place(problem.span)
    label = style(f"{problem.severity.value}[{visible(problem.code)}]", hue)
    message = visible(problem.message.said(ui).text)
    lines = [f"{style(where)}: {label}: {message}" if where else f"{label}: {message}"]
    margin = max(len(str(problem.span.line)), 2)
    excerpt = _excerpt(problem.span, source, margin)
    if excerpt:
        shown, pad, carets = excerpt
        lines += [f"{'':{margin}} |", f"{problem.span.line:>{margin}} | {shown}"]
        lines += [f"{'':{margin}} | {pad}{style(carets, hue)}"]
    hint = [visible(line) for line in problem.hint.said(ui).text.splitlines()]
    if hint:
        lines.append(f"{'':{margin}} = {style(MEND[ui])}: {hint[0]}")
        # Each line begins with a sign of ours: content must not begin one that a CI host obeys.
        lines += [f"{'':{margin}} = {line}" for line in hint[1:]]
    lines += [f"{'':{margin}} {RELATED[ui]}: {place(span)}" for span in problem.related if span.path]
    return unobeyed("\n".join(lines))


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


def unobeyed(text: str) -> str:
    """``text`` without the signs of the commands that CI hosts obey anywhere in a line: ``##[…]``, ``##vso[…]``."""
    return _COMMAND.sub(r"\\u0023", text) if "##" in text else text


def visible(text: str) -> str:
    """``text`` with control and other invisible characters as escapes, tabs included."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if unicodedata.category(char) in _HIDDEN and char not in _JOINERS:
        return char.encode("unicode-escape", "surrogatepass").decode("ascii")
    return char


def place(span: Span) -> str:
    """``path:line:column``, as far as it is known."""
    if not span.path:
        return ""
    return f"{visible(span.path)}:{span.line}:{span.column}" if span.line else visible(span.path)


def _excerpt(span: Span, source: Callable[[str], str | None], margin: int) -> tuple[str, str, str] | None:
    """The line of ``span``, the blanks under it up to the span, and the carets; None if out of reach."""
    text = source(span.path) if span.path and span.line > 0 else None
    if text is None:
        return None
    lines = text.removeprefix("\ufeff").split("\n")
    if span.line > len(lines):
        return None
    line = lines[span.line - 1].rstrip("\r")
    start = min(max(span.column, 1) - 1, len(line))
    end = min(max(span.end_column - 1, start + 1), max(len(line), start + 1))
    low, high = _window(line, start, end, WIDTH - margin - 3)
    line = _masked(line, low, high)
    before, marked, after = line[low:start], line[start : min(end, high)], line[min(end, high) : high]
    head, tail = _ELLIPSIS if low else "", _ELLIPSIS if high < len(line) else ""
    shown = head + "".join(map(_cell, before + marked + after)) + tail
    pad = " " * len(head) + "".join("\t" if char == "\t" else " " * _cells(char) for char in before)
    carets = "^" * max(1, sum(1 if char == "\t" else _cells(char) for char in marked))
    return shown, pad, carets


def _masked(line: str, low: int, high: int) -> str:
    """``line`` without personal data from ``low`` to ``high``, whatever the problem is about."""
    low, high = max(0, low - _NEAR), high + _NEAR  # a number may begin before the part that is shown
    return line[:low] + masked(line[low:high]) + line[high:]


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


def _cell(char: str) -> str:
    return char if char == "\t" else _visible(char)


def _cells(char: str) -> int:
    """The columns of ``char`` as shown; a tab as the most that it can take."""
    return _TAB if char == "\t" else display_width(_visible(char))
