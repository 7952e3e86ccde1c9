"""Typst code as text: calls of the theme's functions whose content is string literals, never markup.

A string literal is the only way in which content enters the code, so nothing of it is ever evaluated.
Parts of content are comma-separated arguments; the theme joins them.
"""

import re
import unicodedata
from collections.abc import Iterable

from seboddari_build.base.language import Language, Said
from seboddari_build.base.span import Span

#: Words up to this many characters are kept whole where words are kept; longer ones may break.
_WHOLE = 14
_WORDS = re.compile(r"(\s+)")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f가-힣]")
_PLACE = re.compile(r"//@(.+?):(\d+):(\d+)$")


def string(text: str) -> str:
    """A string literal; control characters but the line break are left out."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", " ") + '"'


def call(function: str, *parts: str, **options: str) -> str:
    """A call on one line; ``class_`` becomes class, ``line_height`` line-height. Empty parts are left out."""
    named = [f"{key.rstrip('_').replace('_', '-')}: {value}" for key, value in options.items()]
    return f"{function}({', '.join([*named, *filter(None, parts)])})"


def array(items: Iterable[str]) -> str:
    """An array, also of one item or none."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def kept(text: str) -> list[str]:
    """Parts of content in which no Korean word is broken: a box around each, blanks between."""
    parts: list[str] = []
    plain = ""
    for word in _WORDS.split(text):
        if _HANGUL.search(word) and len(word) <= _WHOLE:
            if plain:
                parts.append(string(plain))
                plain = ""
            parts.append(call("w", string(word)))
        else:
            plain += " " if word.isspace() else word
    return [*parts, string(plain)] if plain else parts


def said(text: Said, lang: Language, *, whole: bool = True) -> str:
    """Content in one part, marked with its language where that is not the page's; ``whole`` keeps words."""
    if not text:
        return "[]"
    parts = kept(text.text) if whole else [string(text.text)]
    if text.lang != lang:
        return call("foreign", *parts, lang=string(text.lang))
    return parts[0] if len(parts) == 1 and parts[0].startswith("w(") else call("c", *parts)


def placed(code: str, span: Span) -> str:
    """A line of code that tells where its content stands, for messages."""
    return f"{code} //@{span.path}:{span.line}:{span.column}\n" if span.path and span.line else f"{code}\n"


def place_of(line: str) -> Span | None:
    """Where the content of a line stands, as ``placed`` has written it."""
    found = _PLACE.search(line)
    return Span(found[1], int(found[2]), int(found[3])) if found else None
