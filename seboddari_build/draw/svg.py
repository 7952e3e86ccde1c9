"""SVG as text: tags, colours, and how much room words take.

A drawing is coloured by classes that set the CSS property ``color``: shapes ask for
``currentColor``, so one rule a class serves light, dark and forced colours. Where there is no
CSS (print, share cards) a `Palette` writes the colours out.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from seboddari_build.base.language import Language, marked

Colour = Literal["indigo", "persimmon", "jade", "plum", "ochre", "cloth", "line", "ink", "soft", "paper"]

#: The colour of each series, in order; ``series-1`` is the first.
SERIES: tuple[Colour, ...] = ("indigo", "persimmon", "jade", "plum", "ochre")

#: Tells how wide a line of text is at a font size.
Width = Callable[[str, float], float]

_EM_NARROW, _EM, _EM_CAPITAL = 0.35, 0.6, 0.7
#: Where a word may be broken if it must: before any Hangul syllable, and before the last
#: consonant that opens a syllable of romanised Korean (Yeong-deung-po).
_SYLLABLE = re.compile(r"(?<=[가-힣])(?=[가-힣])|(?<=[A-Za-z]{2})(?<!c)(?=(?:ch|[b-df-hj-np-t])[aeiouwy])")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Palette(Struct, frozen=True):
    """Colours as ``#rrggbb`` under the names of a theme's palette, and a font family for text."""

    ink: str
    soft: str
    line: str
    paper: str
    cloth: str
    indigo: str
    persimmon: str
    jade: str
    plum: str
    ochre: str
    font: str = ""


def paint(palette: Palette | None, name: Colour) -> str:
    """What to write into ``fill`` or ``stroke`` for a colour."""
    return getattr(palette, name) if palette else "currentColor"


def number(value: float) -> str:
    """A coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escape(text: str) -> str:
    """Text for content or a quoted attribute; characters that XML forbids are dropped."""
    text = _ILLEGAL.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def tag(name: str, /, *content: str, **attributes: str | float) -> str:
    """An element around finished markup; ``class_`` becomes class, ``stroke_width`` stroke-width.

    Attributes that are empty text are left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def worded(name: str, text: str, lang: Language, **attributes: str | float) -> str:
    """An element around nothing but text, marked with its language where that is not ``lang``."""
    own = marked(text, lang).lang
    return tag(name, escape(text), lang=own if own != lang else "", **attributes)


def document(
    size: tuple[float, float],
    id: str,
    title: str,
    desc: str,
    *content: str,
    lang: Language = "ko",
    **attributes: str | float,
) -> str:
    """A whole drawing of width x height units, named by its title and description if it has any."""
    named = {"t": title, "d": desc}
    names = [
        worded(name, said, lang, id=f"{id}-{end}")
        for name, (end, said) in zip(("title", "desc"), named.items(), strict=True)
        if said
    ]
    by = " ".join(f"{id}-{end}" for end, said in named.items() if said)
    return tag(
        "svg",
        *names,
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        width=size[0],
        height=size[1],
        lang=lang,
        **({"aria_labelledby": by} if by else {"aria_hidden": "true"}),
        **attributes,
    )


def words_width(text: str, size: float) -> float:
    """About how wide a line of text is at a font size: one em a Hangul syllable, 0.6 a Latin letter."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    if character in " .,:;'|!()·ijlt-":
        return _EM_NARROW
    return _EM_CAPITAL if character.isupper() or character in "%mw—" else _EM


def wrap(text: str, room: float, size: float, width: Width = words_width) -> tuple[str, ...]:
    """Lines of a text none wider than ``room``, broken between words and only then within one."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        tried = f"{line} {word}" if line else word
        if width(tried, size) <= room:
            line = tried
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, room, size, width)
        lines += full
    return (*lines, line) if line else tuple(lines)


def _broken(word: str, room: float, size: float, width: Width) -> Iterator[str]:
    """A word in parts that fit, hyphenated where letters of one Latin word part."""
    part = ""
    for syllable in _syllables(word):
        if part and width(part + syllable, size) > room:
            yield part + ("-" if part[-1].isascii() and part[-1].isalpha() else "")
            part = ""
        part += syllable
    yield part


def _syllables(word: str) -> Iterator[str]:
    for part in re.split(r"(?<=[-/·,])", word):
        yield from _SYLLABLE.split(part)
