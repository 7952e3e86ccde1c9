"""Hangul in Latin letters, syllable by syllable: good enough to suggest an address, not to print a name."""

import re
import unicodedata
from typing import Final

_INITIALS: Final = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_VOWELS: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()  # noqa: SIM905 - one row reads better
_FINALS: Final = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")  # noqa: SIM905 - the first is empty
_FIRST, _LAST = ord("가"), ord("힣")


def romanised(text: str) -> str:
    """``text`` with each Hangul syllable in the letters of the Revised Romanisation, sounds not joined."""
    return "".join(map(_syllable, unicodedata.normalize("NFC", text)))


def slug(text: str, longest: int = 40) -> str:
    """An id made of ``text``: small Latin letters, digits, hyphens; "" where nothing of it is left."""
    name = re.sub("[^a-z0-9]+", "-", romanised(text).lower()).strip("-")
    if len(name) > longest:
        name = name[: longest + 1].rpartition("-")[0] or name[:longest]
    return name


def _syllable(sign: str) -> str:
    number = ord(sign) - _FIRST
    if not 0 <= number <= _LAST - _FIRST:
        return sign
    initial, rest = divmod(number, len(_VOWELS) * len(_FINALS))
    vowel, final = divmod(rest, len(_FINALS))
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
