"""The words of a text as the index and the client (search.js) know them; tests/search/words.tsv pins both."""

import re
from functools import lru_cache
from operator import add
from unicodedata import normalize

#: English words that say nothing of what a text is about.
STOP = frozenset(
    ("a", "an", "and", "are", "as", "at", "by", "do", "does", "for", "from", "how", "in", "is", "it", "of", "on", "or",
     "that", "the", "this", "to", "was", "what", "with")
)  # fmt: skip

_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_RUN = re.compile(
    "([가-힣\u3400-\u9fff]+(?: [가-힣\u3400-\u9fff]+)*)"
    "|([a-z\u00df-\u024f]+(?:['’-][a-z\u00df-\u024f]+)*)"
    "|([0-9]+(?:[.][0-9]+)*)"
)
_APOSTROPHE = re.compile("['’]s?")
_MANY = re.compile("(?<=ss|ch|sh)es$|(?<=x)es$|(?<=[^siu])s$")


def words(text: str) -> list[str]:
    """Pairs of syllables within and across words, Latin words without their plural, numbers; in order."""
    said: list[str] = []
    for hangul, latin, number in _RUN.findall(_THOUSANDS.sub("", normalize("NFC", text).lower())):
        if hangul:
            joined = hangul.replace(" ", "")
            said += map(add, joined, joined[1:]) if len(joined) > 1 else joined
        elif latin:
            said += _latin(latin)
        else:
            said.append(number)
    return said


def _latin(word: str) -> tuple[str, ...]:
    """A word in its singular; one with hyphens as a whole and in its parts."""
    if word.isalpha():
        return () if word in STOP else (singular(word),)
    parts = _APOSTROPHE.sub("", word).split("-")
    return tuple(singular(part) for part in dict.fromkeys(("".join(parts), *parts)) if part not in STOP)


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """``communities`` as community, ``services`` as service, ``boxes`` as box; short words as they are."""
    if len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return _MANY.sub("", word)
