"""A YAML text as problems speak of it: its lines, places in it, a line mended."""

from functools import cached_property
from typing import Protocol

from seboddari_build.base.span import Span

#: A line longer than this is not repeated in a hint, it would bury the advice.
PASTE_LIMIT = 300


class Mark(Protocol):
    """A place that the YAML parser tells, all counted from 0."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """What the YAML parser reads."""

    start_mark: Mark
    end_mark: Mark


class Source:
    """A YAML text with the place it has in its file; lines and columns given here count from 0."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        """Lay ``text`` at ``first_line`` (counted from 1) of the file ``path``."""
        self.text = text
        self.path = path
        self.first_line = first_line

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; split only once something has to be said."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """Line ``number``, "" past the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def span(self, line: int, column: int, end: int | None = None) -> Span:
        """The span of ``line`` from ``column`` up to but not including ``end`` (the line's end if None)."""
        if line >= len(self.lines):  # the parser counts the end of the text as one more line
            line = len(self.lines) - 1
            column = end = len(self.lines[line])
        if end is None:
            end = len(self.line(line).rstrip())
        return Span(self.path, line + self.first_line, column + 1, max(end, column + 1) + 1)


def quoted(text: str) -> str:
    """``text`` as a YAML scalar in quotes, on one line."""
    text = " ".join(text.split())
    if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]:
        inner = text[1:-1]
        nested = inner.find(text[0])
        if nested < 1 or inner[nested - 1] == " ":  # 'a', 'b' is two quotes side by side: keep them
            text = inner
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def paste(head: str, text: str, tail: str = "") -> str:
    """The line to paste: ``head``, ``text`` in quotes, ``tail``; shortened if it is very long."""
    if len(head) + len(text) + len(tail) > PASTE_LIMIT:
        return f'{head.strip()[:80]} "…"'
    return f"{head.lstrip()}{quoted(text)}{tail.rstrip()}"


def bare(head: str, value: str, tail: str) -> str:
    """The line to paste around a short ``value`` that takes no quotes; only the end of a very long head."""
    if len(head) + len(tail) > PASTE_LIMIT:
        return f"… {head.rstrip().rpartition(',')[2].strip()[-80:]} {value}"
    return f"{head.lstrip()}{value}{tail.rstrip()}"
