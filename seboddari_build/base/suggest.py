"""Guessing what a person meant to type, by comparing what the fingers did on a Korean keyboard.

Hangul and Latin letters share its keys, so that ``샤싣`` is ``title`` typed in the other mode, and a jamo left out is
one key left out.
"""

import unicodedata
from collections.abc import Iterable
from math import inf
from typing import Final

_FIRST: Final = "rrseefaqqttdwwczxvg"
_VOWELS: Final = (*"koiojpuph", "hk", "ho", "hl", *"yn", "nj", "np", "nl", *"bm", "ml", "l")
_WITH_L: Final = ("f", "fr", "fa", "fq", "ft", "fx", "fv", "fg")
_LAST: Final = (*"rr", "rt", "s", "sw", "sg", "e", *_WITH_L, *"aq", "qt", *"ttdwczxvg")
#: The keys that type each part of a syllable, Shift apart; all signs that join words count as one.
_KEYS: Final = {
    **{0x1100 + at: key for at, key in enumerate(_FIRST)},
    **{0x1161 + at: key for at, key in enumerate(_VOWELS)},
    **{0x11A8 + at: key for at, key in enumerate(_LAST)},
    **dict.fromkeys(map(ord, "_ ·"), "-"),
}
#: The rows of the keyboard, each a little to the right of the one above.
_ROWS: Final = (("1234567890-", 0.0), ("qwertyuiop", 0.5), ("asdfghjkl", 0.75), ("zxcvbnm", 1.25))
_PLACE: Final = {key: (at + x, y) for y, (row, at) in enumerate(_ROWS) for x, key in enumerate(row)}

#: What a slip costs: the key beside, a key twice or once too few, two keys in the wrong order; any other costs 1.
_BESIDE, _AGAIN, _SWAPPED = 0.7, 0.7, 0.8
#: The most that all slips of a word may cost, for each key of the longer; and the longest word that is looked at.
_SHARE: Final = 0.34
_LONGEST: Final = 100


def closest(word: str, known: Iterable[str]) -> str:
    """The entry of ``known`` most like ``word``, or "" if none is near."""
    if len(word) > _LONGEST:
        return ""
    typed = keys(word)
    best: tuple[float, float, str] = (inf, inf, "")
    likely = sorted((_least(typed, meant), meant, entry) for entry in set(known) if entry and (meant := keys(entry)))
    for least, meant, entry in likely:
        if least > best[0]:
            break
        most = min(best[0], max(1.0, _SHARE * max(len(typed), len(meant))))
        cost = slips(typed, meant, most) if least <= most else inf
        if cost <= most:  # of two that are typed alike, such as an id and a name, the one that looks alike
            best = min(best, (cost, slips(word, entry, inf), entry))
    return best[2]


def keys(word: str) -> str:
    """The keys that type ``word``."""
    return unicodedata.normalize("NFKD", word).casefold().translate(_KEYS)


def _least(typed: str, meant: str) -> float:
    """What the slips between two words cost at least: each key that only one of them has is one."""
    common = sum(min(typed.count(key), meant.count(key)) for key in set(typed))
    return _BESIDE * (max(len(typed), len(meant)) - common)


def slips(typed: str, meant: str, most: float) -> float:
    """What the slips cost that made ``typed`` of ``meant``; over ``most``, no matter how much."""
    start = _alike(typed, meant)
    same = max(0, _alike(typed[start:][::-1], meant[start:][::-1]) - 1)  # a key may come again before what is alike
    ats, tos = range(start, len(typed) - same), range(start, len(meant) - same)
    row = [0.0]
    for to in tos:
        row.append(row[-1] + _alone(meant, to))
    before: list[float] = []
    for at in ats:
        key, alone = typed[at], _alone(typed, at)
        last, before = before, row
        row = [before[0] + alone]
        for place, to in enumerate(tos):
            want = meant[to]
            instead = 0.0 if key == want else _BESIDE if _beside(key, want) else 1.0
            cost = min(before[place] + instead, before[place + 1] + alone, row[place] + _alone(meant, to))
            if last and place and key == meant[to - 1] and want == typed[at - 1]:
                cost = min(cost, last[place - 1] + _SWAPPED)
            row.append(cost)
        if min(*row, *before) > most:
            return most + 1
    return row[-1]


def _alike(one: str, two: str) -> int:
    """How many letters both begin with."""
    return next(
        (at for at, (this, that) in enumerate(zip(one, two, strict=False)) if this != that), min(len(one), len(two))
    )


def _alone(word: str, at: int) -> float:
    """What a key costs that only one of the two words has."""
    return _AGAIN if at and word[at] == word[at - 1] else 1.0


def _beside(one: str, two: str) -> bool:
    """Whether two keys touch."""
    if one not in _PLACE or two not in _PLACE:
        return False
    (x, y), (u, v) = _PLACE[one], _PLACE[two]
    return abs(y - v) <= 1 and abs(x - u) <= 1
