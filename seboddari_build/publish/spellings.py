"""The spellings of a name that all say it: spaces, hyphens, unseen signs, capitals, the order of an English one."""

import re
from collections.abc import Iterable, Iterator

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_GAPS = " \t\u00a0\u2000-\u200a\u202f\u3000\\-\u2010-\u2015\u2212\u00b7.,_'\u2019"
_BETWEEN = f"[{_GAPS}{_UNSEEN}]{{0,2}}"
_NOTHING = re.compile(f"[{_GAPS}{_UNSEEN}]+")
_HANGUL = re.compile("[가-힣]")
# No letter before any name; a particle may follow a Korean one. In parts it must end as a name does: 이 하나뿐.
_BEFORE = r"(?<!\w)"
_BEHIND = "(?![A-Za-z0-9])"
_ENDED = "(?![A-Za-z0-9가-힣])"
_HONOUR = "(?=[님씨군양의이가은는을를과와에께도])"
#: Letters of a name below which it is looked for as it is written only: An, So Min.
_FEW = 6


class Spellings:
    """Searches texts for names; those of ``people`` in all their spellings, others as they are written."""

    def __init__(self, names: Iterable[str], people: Iterable[str]) -> None:
        """Each of ``names`` has two letters at least."""
        whole = frozenset(people)
        ordered = sorted(set(names), key=lambda name: (-len(name), name))
        self._patterns = {name: pattern(name, person=name in whole) for name in ordered}
        needles = sorted({needle for name in ordered for needle in _needles(name)})
        self._quick = re.compile("|".join(map(re.escape, needles))) if needles else None

    def __bool__(self) -> bool:
        """Whether there is any name."""
        return bool(self._patterns)

    def found(self, text: str) -> Iterator[str]:
        """Each name that ``text`` says; one within a longer one only where it stands alone too."""
        if self._quick is None or not self._quick.search(_NOTHING.sub("", text).casefold()):
            return
        for name, spelt in self._patterns.items():
            text, times = spelt.subn("\x00", text)
            if times:
                yield name


def pattern(name: str, *, person: bool) -> re.Pattern[str]:
    """What finds ``name`` in a text."""
    letters = [sign for sign in name if sign.isalnum()]
    as_written = _BEFORE + f"[{_UNSEEN}]*".join(map(re.escape, name)) + _BEHIND
    if not person or len(letters) < 3:
        return re.compile(as_written)
    if _HANGUL.search(name):
        return re.compile(f"{as_written}|{_BEFORE}{_BETWEEN.join(map(re.escape, letters))}(?:{_ENDED}|{_HONOUR})")
    orders = _orders(name)
    if len(orders) == 1 or len(letters) < _FEW:
        return re.compile(as_written)
    forms = (_BETWEEN.join(map(re.escape, letters)) for letters in orders)
    return re.compile(f"{_BEFORE}(?:{'|'.join(forms)}){_BEHIND}", re.IGNORECASE)


def _orders(name: str) -> tuple[str, ...]:
    """The letters of an English name, surname last and first."""
    words = ["".join(filter(str.isalnum, word)) for word in name.split()]
    return tuple(dict.fromkeys("".join(order) for order in (words, words[1:] + words[:1], words[-1:] + words[:-1])))


def _needles(name: str) -> Iterator[str]:
    """What a text without gaps holds wherever it says ``name``."""
    yield _NOTHING.sub("", name).casefold()
    yield from (order.casefold() for order in _orders(name) if order)
