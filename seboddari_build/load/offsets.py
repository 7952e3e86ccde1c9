"""From offsets in the text of an inline token to lines and columns of the file."""

from bisect import bisect_right

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token
from msgspec import Struct


class Offsets(Struct, frozen=True):
    """Where the pieces of an inline text stand: for each its offset, file line and column (from 1)."""

    starts: tuple[int, ...]
    lines: tuple[int, ...]
    columns: tuple[int, ...]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of ``offset``."""
        index = bisect_right(self.starts, offset) - 1 if len(self.starts) > 1 else 0
        return self.lines[index], max(1, self.columns[index] + offset - self.starts[index])


def in_paragraph(token: Token, lines: list[str], first_line: int) -> Offsets:
    """The places of a paragraph's text: each of its lines is the end of a line of the file."""
    first = token.map[0] if token.map else 0
    if "\n" not in token.content and "cut" not in token.meta and (line := lines[first].rstrip(MD_TRIM_CHARS)):
        return Offsets((0,), (first_line + first,), (len(line) - len(token.content) + 1,))
    parts = token.content.split("\n")
    while not lines[first].strip(MD_TRIM_CHARS) and first + len(parts) < len(lines):
        first += 1  # a line of wide spaces, trimmed off the text
    starts, columns, start = [], [], 0
    for index, part in enumerate(parts):
        line = lines[first + index]
        if index == len(parts) - 1:
            line = line.rstrip(MD_TRIM_CHARS)
            line = line[: len(line) - token.meta.get("cut", 0)]
        starts.append(start)
        columns.append(len(line) - len(part) + 1)
        start += len(part) + 1
    first += first_line
    return Offsets(tuple(starts), tuple(range(first, first + len(parts))), tuple(columns))


def in_heading(token: Token, lines: list[str], first_line: int) -> Offsets:
    """The places of the text behind the ``#`` signs of a heading."""
    first = token.map[0] if token.map else 0
    line = lines[first]
    text = line[line.find("#") :].lstrip("#").lstrip(MD_TRIM_CHARS)
    return Offsets((0,), (first_line + first,), (len(line) - len(text) + 1,))


def in_cell(content: str, line: str, number: int, cursor: int) -> tuple[Offsets, int]:
    r"""The places of a table cell's text in ``line`` from ``cursor`` on, and where the next cell may begin.

    A ``\|`` of the file is one ``|`` in ``content``, so the text is in pieces there.
    """
    raw = content.replace("|", "\\|")
    begin = line.find(raw, cursor)
    if begin < 0:
        return Offsets((0,), (number,), (1,)), cursor
    starts, columns = [0], [begin + 1]
    for offset, character in enumerate(content):
        if character == "|":
            starts.append(offset)
            columns.append(begin + len(starts) + offset)
    return Offsets(tuple(starts), (number,) * len(starts), tuple(columns)), begin + len(raw)
