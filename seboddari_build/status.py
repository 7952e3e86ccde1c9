"""How far the event is told in both languages: what is missing, and which translations are older than their source."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Text, has_hangul
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.build import open_store
from seboddari_build.load.content import load
from seboddari_build.load.files import read_text
from seboddari_build.model.conference import Conference
from seboddari_build.model.config import Config
from seboddari_build.model.data import Dataset
from seboddari_build.model.directory import Term
from seboddari_build.model.event import Event, Programme
from seboddari_build.model.item import Body, Item, Record
from seboddari_build.model.prose import Head, Outline
from seboddari_build.publish.links import refuse_links

#: The file that keeps what each translation was made from.
LOCK = "i18n.lock"
_HEAD = "# What each translation was made from, written by: seboddari translated FILE\n"
#: Fields that hold letters as the source prints them: nobody need translate them.
_QUOTED = ("printed", "read")


class Piece(Struct, frozen=True):
    """A text to translate: ``name`` is its file and key (after a colon) or section (after #).

    ``digest`` is of ``text``, the Korean as it is now. ``body``: it is a section of a body, else a field or cell.
    """

    name: str
    span: Span
    korean: bool
    english: bool
    digest: str
    body: bool = False
    text: str = ""


class Status(Struct, frozen=True):
    """What there is in each language; ``locked`` are the digests that translations were made from."""

    title: Text
    pieces: tuple[Piece, ...]
    locked: dict[str, str]
    pictures: tuple[int, int] = (0, 0)  # with alternative text in both languages, and all
    presented: tuple[int, int] = (0, 0)  # presentations that name a presenter, and all
    hidden: tuple[tuple[str, int], ...] = ()  # how many items of each visibility but public

    def missing(self) -> tuple[Piece, ...]:
        """The texts that one language lacks."""
        return tuple(piece for piece in self.pieces if not (piece.korean and piece.english))

    def stale(self) -> tuple[Piece, ...]:
        """The translations whose Korean text has changed since."""
        return tuple(p for p in self.pieces if p.english and self.locked.get(p.name, p.digest) != p.digest)

    def unrecorded(self) -> tuple[Piece, ...]:
        """The translations of which it is not known what they were made from."""
        return tuple(p for p in self.pieces if p.korean and p.english and p.name not in self.locked)

    def percent(self, *, english: bool, body: bool | None = None) -> float:
        """The share of texts that stand in a language, of bodies or fields alone if asked; 100 where there is none."""
        asked = [p for p in self.pieces if body is None or p.body == body]
        done = sum(p.english if english else p.korean for p in asked)
        return 100.0 * done / len(asked) if asked else 100.0


def status(root: Path) -> Status | None:
    """The state of the project at ``root``; None where it cannot be loaded."""
    store = open_store(root)
    try:
        conference = load(root, store).conference
    finally:
        store.close()
    if conference is None:
        return None
    items = [item for item in _records(conference) if isinstance(item, Item)]
    media = [entry for entry in conference.media if entry.pictured()]
    decks = (*conference.presentations, *conference.cases)
    hidden = [item.visibility for item in items if item.visibility != "public"]
    return Status(
        title=conference.event.name,
        pieces=tuple(_pieces(conference, _reader(root))),
        locked=read_lock(root),
        pictures=(sum(entry.alt.translated() for entry in media), len(media)),
        presented=(sum(bool(deck.presenters) for deck in decks), len(decks)),
        hidden=tuple((kind, hidden.count(kind)) for kind in ("draft", "withheld", "private") if kind in hidden),
    )


def read_lock(root: Path) -> dict[str, str]:
    """The digests of i18n.lock by name of piece; a line that is none is passed over."""
    path = root / LOCK
    if not path.is_file():
        return {}
    parts = (line.rsplit(" ", 1) for line in path.read_text("utf-8", "replace").splitlines() if line[:1] != "#")
    return {pair[0]: pair[1] for pair in parts if len(pair) == len(("name", "digest"))}


def mark_translated(root: Path, found: Status, files: tuple[str, ...]) -> tuple[int, int]:
    """Record the translations in ``files`` (paths of Korean files from ``root``, "" for all) as current.

    Gives how many are recorded anew and how many there are in these files. What is gone leaves the lock.
    Raises LinkError.
    """
    chosen = [p for p in found.pieces if p.korean and p.english and ("" in files or p.span.path in files)]
    there = {piece.name for piece in found.pieces}
    lock = {name: digest for name, digest in found.locked.items() if name in there}
    fresh = {piece.name: piece.digest for piece in chosen}
    changed = sum(lock.get(name) != digest for name, digest in fresh.items())
    lines = "".join(f"{name} {digest}\n" for name, digest in sorted({**lock, **fresh}.items()))
    refuse_links(root, LOCK)
    (root / LOCK).write_text(_HEAD + lines, encoding="utf-8", newline="\n")
    return changed, len(chosen)


def _records(conference: Conference) -> Iterator[Record]:
    """Every entry that stands in a file or a list of its own."""
    yield from (conference.config, conference.event, conference.programme)
    for name in Conference.__struct_fields__:
        value = getattr(conference, name)
        if isinstance(value, tuple):
            yield from (entry for entry in value if isinstance(entry, Record))


def _pieces(conference: Conference, lines: Callable[[str], list[str]]) -> Iterator[Piece]:
    for record in _records(conference):
        yield from pieces_of(record, lines)


def pieces_of(record: Record, lines: Callable[[str], list[str]]) -> Iterator[Piece]:
    """The texts of an entry that stands in a file or a list of its own; ``lines`` gives those of its file."""
    path = record.span.path
    alone = not path.endswith(".yaml") or isinstance(record, Dataset | Event | Programme | Config)
    yield from _fields(record, f"{path}:" if alone else f"{path}:{getattr(record, 'id', '')}.", record.span)
    if isinstance(record, Dataset):
        yield from _cells(record)
    body = getattr(record, "body", None)
    if isinstance(body, Body):
        yield from _sections(body, path, lines)


def _fields(record: Record, prefix: str, span: Span) -> Iterator[Piece]:
    """The texts of a record and of the records in it, by their keys."""
    if isinstance(record, Term):
        yield _piece(f"{prefix}ko", record.at("ko"), Text(record.ko, record.en))
    for field in record.__struct_fields__:
        value: Any = getattr(record, field)
        where = record.at(field) if record.at(field) != NOWHERE else span
        if isinstance(value, Text) and value and (value.en or field not in _QUOTED):
            yield _piece(prefix + field, where, value)
        elif isinstance(value, Record):
            yield from _fields(value, f"{prefix}{field}.", where)
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                if isinstance(entry, Record):
                    name = getattr(entry, "id", "") or str(index)
                    yield from _fields(entry, f"{prefix}{field}.{name}.", where)


def _piece(name: str, span: Span, text: Text) -> Piece:
    """A field: what holds no Hangul reads alike in both languages."""
    english = bool(text.en) or not has_hangul(text.ko)
    return Piece(name, span, bool(text.ko), english, _digest(text.ko), text=text.ko)


def _cells(dataset: Dataset) -> Iterator[Piece]:
    """The cells that have a twin; the other kinds of columns translate themselves."""
    for number, row in enumerate(dataset.rows, 1):
        for column, cell in zip(dataset.columns, row, strict=True):
            if column.kind() == "text" and cell.text:
                yield _piece(f"{dataset.csv}:{number}.{column.id}", Span(dataset.csv, cell.line, 1), cell.text)


def _sections(body: Body, path: str, lines: Callable[[str], list[str]]) -> Iterator[Piece]:
    english = {head.id for head in body.en.heads} if body.en else set()
    for head, text in _texts(body.ko, lines(path)):
        there = head.id in english
        name = f"{path}#{head.id}"
        yield Piece(name, head.span, korean=True, english=there, digest=_digest(text), body=True, text=text)
    korean = {head.id for head in body.ko.heads} if body.ko else set()
    for head in body.en.heads if body.en else ():
        if head.id not in korean:
            yield Piece(f"{path}#{head.id}", head.span, korean=False, english=True, digest="", body=True)


def _texts(outline: Outline | None, lines: list[str]) -> Iterator[tuple[Head, str]]:
    """Each section with its lines in the file, from its heading to the next."""
    heads = outline.heads if outline else ()
    ends = [*(head.span.line - 1 for head in heads[1:]), len(lines)]
    for head, end in zip(heads, ends, strict=False):
        yield head, "\n".join(lines[head.span.line - 1 : end]).strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _reader(root: Path) -> Callable[[str], list[str]]:
    def lines(path: str) -> list[str]:
        text, _ = read_text(root, path)
        return (text or "").split("\n")

    return lines


def encoded(found: Status, then: dict[str, str] | None = None) -> bytes:
    """The state as JSON: shares in percent, and lists of what is missing, stale and unrecorded.

    ``then``: what the Korean text said when it was translated, by name, told with what it says now.
    """
    then = then or {}
    listed = {
        name: [
            {"name": p.name, "path": p.span.path, "line": p.span.line}
            | ({"then": then[p.name], "now": p.text} if p.name in then else {})
            for p in pieces
        ]
        for name, pieces in (
            ("missing", found.missing()), ("stale", found.stale()), ("unrecorded", found.unrecorded()),
        )
    }  # fmt: skip
    shares = {
        language: {
            "all": round(found.percent(english=english), 1),
            "fields": round(found.percent(english=english, body=False), 1),
            "bodies": round(found.percent(english=english, body=True), 1),
        }
        for language, english in (("ko", False), ("en", True))
    }
    rest = {"alt": found.pictures, "presenters": found.presented, "hidden": dict(found.hidden)}
    return msgspec.json.format(msgspec.json.encode({**shares, **listed, **rest}), indent=2)
