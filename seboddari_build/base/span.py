"""Positions in source files."""

from msgspec import Struct


class Span(Struct, frozen=True, array_like=True):
    """A place in a content file.

    ``path`` is relative to the project with ``/`` between folders; ``line`` and
    ``column`` count from 1, columns in code points. ``end_column`` is one past the
    last character on the same line (0: unknown, the caret is one character wide).
    """

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 0


NOWHERE = Span("", 0, 0, 0)
