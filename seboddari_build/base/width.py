"""How many columns text takes on a screen of fixed-width cells."""

import unicodedata

#: Zero columns: marks that sit on the letter before them, and invisible format characters.
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))


def display_width(text: str) -> int:
    """The columns of ``text``: two for a wide letter (Hangul, Han, emoji), none for a combining mark.

    Control characters count as one column each: show them as escapes before you measure.
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    if "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff":
        return 0  # vowels and finals of a syllable written in separate letters join the letter before
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
