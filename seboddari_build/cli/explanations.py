"""What each kind of problem means, as the files in ``explanations/`` tell it, and all kinds that there are."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

import seboddari_build
from seboddari_build.base.language import Text
from seboddari_build.base.problem import Code, Severity

FOLDER = Path(__file__).parent / "explanations"


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages, as it is written down."""

    ko: str
    en: str


class _Written(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry as its file has it."""

    what: Words
    why: Words
    mend: Words
    wrong: str = ""
    right: str = ""


class _Chapter(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of entries on one matter."""

    title: Words
    problems: dict[str, _Written]


class Entry(Struct, frozen=True):
    """One kind of problem: what it is, in a line; why it stops or warns; how to mend it.

    ``wrong`` and ``right`` are files, path and text: the least that has the problem, and the same mended.
    Laid over a small project, the one has it and the other has none (``tests/test_explanations.py``).
    """

    id: str
    what: Text
    why: Text
    mend: Text
    wrong: tuple[tuple[str, str], ...] = ()
    right: tuple[tuple[str, str], ...] = ()


class Chapter(Struct, frozen=True):
    """The entries on one matter; ``id`` is its anchor on the page of all."""

    id: str
    title: Text
    entries: tuple[Entry, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """All that is explained, in the order of the files."""
    files = sorted(FOLDER.glob("*.yaml"))
    written = ((file.stem[3:], msgspec.yaml.decode(file.read_bytes(), type=_Chapter)) for file in files)
    return tuple(
        Chapter(name, _text(one.title), tuple(_entry(id, entry) for id, entry in one.problems.items()))
        for name, one in written
    )


def entries() -> dict[str, Entry]:
    """The entries by code."""
    return {entry.id: entry for chapter in chapters() for entry in chapter.entries}


def _entry(id: str, written: _Written) -> Entry:
    return Entry(
        id, _text(written.what), _text(written.why), _text(written.mend), _files(written.wrong), _files(written.right)
    )


def _text(words: Words) -> Text:
    return Text(words.ko.strip(), words.en.strip())


_FILE = re.compile(r"^=== (.+)\n", re.MULTILINE)


def _files(text: str) -> tuple[tuple[str, str], ...]:
    """The files of ``text``, in which a line ``=== path`` stands before each."""
    parts = _FILE.split(text)[1:]
    return tuple(zip(parts[::2], parts[1::2], strict=True))


def codes() -> dict[str, tuple[Code, ...]]:
    """Every kind of problem that a module of the package declares, by code: one may have several messages."""
    found: dict[str, list[Code]] = {}
    for module in pkgutil.walk_packages(seboddari_build.__path__, "seboddari_build."):
        if not module.name.endswith("__main__"):
            for code in _codes_in(vars(importlib.import_module(module.name)).values()):
                known = found.setdefault(code.id, [])
                if code not in known:
                    known.append(code)
    return {id: tuple(found[id]) for id in sorted(found)}


def _codes_in(values: Iterable[object]) -> Iterator[Code]:
    for value in values:
        if isinstance(value, Code):
            yield value
        elif isinstance(value, tuple | list):
            yield from _codes_in(value)


def severity(kinds: tuple[Code, ...]) -> Severity:
    """How much a code weighs: an error if any of its messages is one."""
    return Severity.ERROR if any(kind.severity is Severity.ERROR for kind in kinds) else Severity.WARNING
