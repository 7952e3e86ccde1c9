"""The two languages of a project and text that exists in one or both of them."""

import re
from typing import Literal

from msgspec import Struct

Language = Literal["ko", "en"]

#: Korean is the language of the source; English is the translation.
LANGUAGES: tuple[Language, Language] = ("ko", "en")


def other(language: Language) -> Language:
    """The language that a reader of ``language`` may switch to."""
    return "en" if language == "ko" else "ko"


class Said(Struct, frozen=True, array_like=True):
    """Plain text together with the language it is in."""

    text: str = ""
    lang: Language = "ko"

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.text)


_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f가-힣]")


def has_hangul(text: str) -> bool:
    """Whether any Hangul stands in a text."""
    return bool(_HANGUL.search(text))


def marked(text: str, language: Language) -> Said:
    """Text put together for a reader of ``language``: Korean as soon as Hangul stands in it."""
    return Said(text, "ko" if _HANGUL.search(text) else language)


class Text(Struct, frozen=True, array_like=True):
    """Plain text in Korean, with its English translation where there is one ("" if not)."""

    ko: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        """Whether there is text in either language."""
        return bool(self.ko or self.en)

    def said(self, language: Language) -> Said:
        """The text for a reader of ``language``, falling back to the other; no text is ``Said()``."""
        if language == "en":
            return Said(self.en, "en") if self.en else Said(self.ko, "ko")
        return Said(self.en, "en") if self.en and not self.ko else Said(self.ko, "ko")

    def translated(self) -> bool:
        """Whether the text can be read in both languages."""
        return bool(self.ko and self.en)
