"""What may stand in no output: the texts of everything that visitors may not see; and what they do see."""

import types
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.model.conference import Conference
from seboddari_build.model.data import Dataset
from seboddari_build.model.directory import Picture
from seboddari_build.model.item import Body, Record
from seboddari_build.model.prose import Node, Outline, Prose
from seboddari_build.model.value import Ref

#: Gives the prose that an outline names.
Reader = Callable[[str], Prose]

#: The lists of a conference whose entries may be withheld.
_NO_LISTS = ("config", "event", "programme", "personal", "unread")
_LISTS = tuple(name for name in Conference.__struct_fields__ if name not in _NO_LISTS)
#: Inline nodes stand in one run of text with their neighbours.
_INLINE = frozenset(("text", "strong", "emphasis", "code-span", "link", "image", "break", "soft-break"))


class Passage(Struct, frozen=True):
    """A text that is not published, and where it is written."""

    text: str
    span: Span


class Hidden(Struct, frozen=True):
    """What a conference does not show: entries by list, and everything that they are called."""

    entries: tuple[Any, ...]
    names: frozenset[str]


def hidden_part(conference: Conference, shown: Conference) -> Hidden:
    """All entries of ``conference`` that are not in ``shown``, slots too, with issues that are about nothing else."""
    entries: list[Any] = []
    for name in _LISTS:
        kept = {id(entry) for entry in getattr(shown, name)}
        entries += [entry for entry in getattr(conference, name) if id(entry) not in kept]
    names = frozenset(name for entry in entries for name in _names(entry))
    issues = (i for i in conference.issues if i.about and all(r.name.partition("#")[0] in names for r in i.about))
    kept = {id(slot) for day in shown.programme.days for slot in day.slots}
    slots = (slot for day in conference.programme.days for slot in day.slots if id(slot) not in kept)
    return Hidden((*entries, *issues, *slots), names)


def hidden_texts(hidden: Hidden, read: Reader) -> Iterator[Passage]:
    """Every text of the hidden entries: fields, bodies, cells, names of files."""
    for entry in hidden.entries:
        span = Span(entry.path()) if isinstance(entry, Picture) else entry.span
        for text, where, _ in _fields(entry, span):
            yield Passage(text, where)
        for outline, path in _written(entry):
            for text, line, _ in prose_texts(read(outline.digest)):
                yield Passage(text, Span(path, line))


def shown_entries(shown: Conference, hidden: Hidden) -> Iterator[Any]:
    """Everything that is published."""
    withheld = {id(entry) for entry in hidden.entries}
    yield from (shown.config, shown.event, shown.programme)
    yield from (entry for name in _LISTS for entry in getattr(shown, name) if id(entry) not in withheld)


def shown_texts(entry: Any, hidden: Hidden) -> Iterator[str]:
    """Every text in the fields and cells of what is published, and its addresses; a name of what is hidden is none."""
    yield from addresses_of(entry)
    for text, _, is_name in _fields(entry, NOWHERE):
        if not (is_name and text in hidden.names):
            yield text


def shown_passages(entries: Iterable[Any], hidden: Hidden, read: Reader) -> Iterator[Passage]:
    """Every text in the fields, cells and bodies of what is published, with its place."""
    for entry in entries:
        for text, where, is_name in _fields(entry, getattr(entry, "span", NOWHERE)):
            if not (is_name and text in hidden.names):
                yield Passage(text, where)
        for outline, path in _written(entry):
            for text, line, is_name in prose_texts(read(outline.digest)):
                if not (is_name and text in hidden.names):
                    yield Passage(text, Span(path, line))


def addresses_of(entry: Any) -> Iterator[str]:
    """How addresses of the page of an entry end, and of the sections on it."""
    if hasattr(entry, "address"):
        yield f"{entry.address()}/"
    for outline in _outlines(entry):
        yield from (head.id for head in outline.heads)


def shown_bodies(shown: Conference) -> Iterator[str]:
    """The digest of each published body."""
    for entry in shown.addressed():
        yield from (outline.digest for outline in _outlines(entry))


def prose_texts(prose: Prose) -> Iterator[tuple[str, int, bool]]:
    """The text of each run of inline nodes of a body, targets of links, options of blocks.

    With its line, and whether it only names another entry.
    """
    for section in prose.sections:
        yield from _runs(section.title, section.span.line)
        yield from _runs(section.nodes, section.span.line)


def _written(entry: Any) -> Iterator[tuple[Outline, str]]:
    """The bodies of an entry, each with its file."""
    for outline in _outlines(entry):
        english = outline is not entry.body.ko
        yield outline, f"{entry.span.path[:-3]}.en.md" if english else entry.span.path


def _outlines(entry: Any) -> Iterator[Outline]:
    body = getattr(entry, "body", None)
    if isinstance(body, Body):
        yield from (outline for outline in (body.ko, body.en) if outline)


def _names(entry: Any) -> Iterator[str]:
    """What references call an entry."""
    for field in ("id", "name", "title", "ko", "en"):
        value = getattr(entry, field, "")
        yield from filter(None, (value,) if isinstance(value, str) else (value.ko, value.en))
    yield from getattr(entry, "aliases", ())
    if hasattr(entry, "address"):
        yield entry.address()
        yield entry.span.path.removeprefix("content/").rpartition(".")[0]


def _fields(value: Any, span: Span) -> Iterator[tuple[str, Span, bool]]:
    """Each text in a value, where it is written, and whether it only names another entry."""
    if isinstance(value, str):
        if value:
            yield value, span, False
    elif isinstance(value, tuple):
        for one in value:
            yield from _fields(one, span)
    elif isinstance(value, Ref):
        yield value.name, value.span, True
    elif isinstance(value, Dataset):
        yield from _record(value, span)
        for row in value.rows:
            for cell in row:
                yield from _fields(cell.text, Span(value.csv, cell.line))
    elif isinstance(value, Struct):
        yield from _record(value, span)


def _record(value: Struct, span: Span) -> Iterator[tuple[str, Span, bool]]:
    places = dict(value.places) if isinstance(value, Record) else {}
    own = value.span if isinstance(value, Record) and value.span != NOWHERE else span
    for field in _said(type(value)):
        yield from _fields(getattr(value, field), places.get(field, own))


@cache
def _said(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a type that hold words; one of a few given words holds none."""
    hints = get_type_hints(kind, include_extras=False)
    passed = {"span", "places", "body", "rows", "csv", "digest"}
    return tuple(field for field in kind.__struct_fields__ if field not in passed and not _chosen(hints[field]))


def _chosen(hint: Any) -> bool:
    """Whether a type is a choice of given words, a number or a truth."""
    if get_origin(hint) is Annotated:
        return _chosen(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return all(_chosen(one) for one in get_args(hint))
    return get_origin(hint) is Literal or hint in (bool, int, type(None))


def _runs(nodes: Iterable[Node], line: int) -> Iterator[tuple[str, int, bool]]:
    """The text of each run of inline nodes; blocks give theirs one by one."""
    words: list[str] = []
    for node in nodes:
        line = node.line or line
        if node.kind in _INLINE:
            words.append(_inline(node))
        else:
            yield from _block(node, line)
        yield from ((target, line, False) for target in _targets(node))
    if words:
        yield "".join(words), line, False


def _block(node: Node, line: int) -> Iterator[tuple[str, int, bool]]:
    if node.kind == "code":
        yield node.text, line, False
    for name, value in node.attrs:
        if node.kind == "block" or name == "info":
            yield value, line, name == "argument"
    yield from _runs(node.children, line)


def _inline(node: Node) -> str:
    if node.kind in ("soft-break", "break"):
        return " "
    return node.text if node.kind in ("text", "code-span") else "".join(map(_inline, node.children))


def _targets(node: Node) -> Iterator[str]:
    """Where links lead to outside the site, and their titles."""
    if node.kind == "link":
        yield node.attr("title")
        if ":" in node.text:
            yield node.text
    if node.kind in _INLINE:
        for child in node.children:
            yield from _targets(child)
