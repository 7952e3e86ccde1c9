"""Citations as programs for literature read them: BibTeX, RIS, CSL-JSON."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from seboddari_build.site.references import Reference

#: What LaTeX takes for a command. Braces get names: BibTeX counts them even behind a backslash.
_COMMANDS: Final = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\lbrace{}",
        "}": r"\rbrace{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&%#_"},
    }
)
_SPECIAL = re.compile(r"[\\{}~^$&%#_]")
#: Between two of these LaTeX would see one sign: a dash, a quotation mark.
_JOINED = re.compile(r"([-`',])(?=\1)")
_LANGUAGES: Final = MappingProxyType({"ko": "korean", "en": "english"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def _key(one: Reference) -> str:
    """What a program calls the reference: both languages may be kept in one list."""
    return one.id if one.lang == "ko" else f"{one.id}-{one.lang}"


def bibtex(one: Reference) -> bytes:
    """The reference as BibTeX: ``@inproceedings``; names are kept whole in braces."""
    names = " and ".join(f"{{{_latex(name.text)}}}" for name in (*one.people, *one.bodies))
    year, month, day = _parts(one.date)
    fields = (
        ("author", names),
        ("title", f"{{{_latex(one.title.text)}}}"),
        ("booktitle", f"{{{_latex(one.event.text)}}}"),
        ("year", year),
        ("month", str(int(month)) if month else ""),
        ("day", str(int(day)) if day else ""),
        ("publisher", f"{{{_latex(one.publisher.text)}}}" if one.publisher else ""),
        ("url", one.url),
        ("langid", _LANGUAGES[one.title.lang]),
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@inproceedings{{{_key(one)},\n{lines}}}\n".encode()


def ris(one: Reference) -> bytes:
    """The reference as RIS: type CPAPER, a paper given at a conference."""
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in _tags(one)).encode()


def csl(one: Reference) -> bytes:
    """The reference as CSL-JSON: a list of one ``paper-conference``."""
    date = {"date-parts": [[int(part) for part in _parts(one.date) if part]]}
    fields: dict[str, object] = {
        "id": _key(one),
        "type": "paper-conference",
        "title": one.title.text,
        "author": [{"literal": name.text} for name in (*one.people, *one.bodies)],
        "issued": date if one.date else "",
        "event-title": one.event.text,
        "container-title": one.event.text,
        "publisher": one.publisher.text,
        "language": one.title.lang,
        "URL": one.url,
        "abstract": one.abstract.text,
    }
    said = [{name: value for name, value in fields.items() if value}]
    return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"


#: How each form is written, by the ending of its files.
WRITERS: Final[Mapping[str, Callable[[Reference], bytes]]] = MappingProxyType({"bib": bibtex, "ris": ris, "json": csl})


def _tags(one: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "CPAPER"
    yield "ID", _key(one)
    for name in (*one.people, *one.bodies):
        yield "AU", name.text
    yield "TI", one.title.text
    yield "T2", one.event.text
    year, month, day = _parts(one.date)
    if year:
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    if one.publisher:
        yield "PB", one.publisher.text
    if one.abstract:
        yield "AB", one.abstract.text
    yield "LA", one.title.lang
    if one.url:
        yield "UR", one.url
    yield "ER", ""


def _parts(date: str) -> tuple[str, str, str]:
    """Year, month and day of a date, "" for what is not known."""
    year, month, day, *_ = (*date.split("-"), "", "", "")
    return year, month, day


def _line(value: str) -> str:
    return _CONTROL.sub(" ", value)


def _latex(text: str) -> str:
    return _JOINED.sub(r"\1{}", _SPECIAL.sub(lambda sign: _COMMANDS[sign[0]], _line(text)))
