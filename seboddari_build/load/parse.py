"""One content file -> its typed record and the outline of its body."""

from typing import Annotated, Any, Generic, Literal, TypeVar

import msgspec
from markdown_it import MarkdownIt
from msgspec import Struct

from seboddari_build.base.personal import Personal
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.load.controls import controls
from seboddari_build.load.document import split
from seboddari_build.load.leftovers import leftovers
from seboddari_build.load.misplaced import named_like
from seboddari_build.load.personal import scan
from seboddari_build.load.place import LISTS, SINGLES, Place
from seboddari_build.load.prose import parse_prose
from seboddari_build.load.reader import read, read_list
from seboddari_build.load.scalar import parse_id
from seboddari_build.load.table import Table, parse_csv
from seboddari_build.load.translation import untranslated
from seboddari_build.load.yaml_nodes import parse_yaml
from seboddari_build.model.config import Config
from seboddari_build.model.data import Dataset
from seboddari_build.model.directory import (
    District,
    Issue,
    Media,
    Minutes,
    Organisation,
    Page,
    Person,
    Picture,
    Term,
    Unit,
)
from seboddari_build.model.event import Event, Programme, Session
from seboddari_build.model.field import doc
from seboddari_build.model.item import Record
from seboddari_build.model.prose import Outline, Prose
from seboddari_build.model.talk import Case, Presentation

EMPTY_FILE = error(
    "empty-file",
    ko="파일이 비어 있습니다.",
    en="The file is empty.",
    hint_ko="내용을 적거나 파일을 지웁니다.",
    hint_en="Write its content, or remove the file.",
)
BAD_FILE_NAME = error(
    "bad-id",
    ko="‘{value}’: 파일 이름이 주소가 될 수 없습니다.",
    en="The file name '{value}' cannot become an address.",
    hint_ko="영문 소문자, 숫자, 붙임표(-)로 된 이름으로 바꿉니다. 보기: {like}",
    hint_en="Rename it with lower-case latin letters, digits and hyphens, for example {like}.",
)
BAD_FOLDER_NAME = error(
    BAD_FILE_NAME.id,
    ko="‘{value}’: 폴더 이름이 주소가 될 수 없습니다.",
    en="The folder name '{value}' cannot become an address.",
    hint_ko="영문 소문자, 숫자, 붙임표(-)로 된 이름으로 바꿉니다. 보기: my-session",
    hint_en="Rename it with lower-case latin letters, digits and hyphens, for example my-session.",
)
EMPTY_EVENT = error(
    EMPTY_FILE.id,
    ko=EMPTY_FILE.ko,
    en=EMPTY_FILE.en,
    hint_ko="행사의 id, name, dates를 적습니다. 예: id: my-event / name: 우리 행사 / dates: 2026-05-16",
    hint_en="Write id, name and dates of the event: id: my-event / name: 우리 행사 / dates: 2026-05-16",
)
_NAME = "01-my-village.md"


class Translation(Record, frozen=True, kw_only=True):
    """The front matter that an English body may have."""

    translation: Annotated[Literal["draft", "reviewed"], doc("번역 상태", "State of the translation")] = "reviewed"


T = TypeVar("T")


class Parsed(Struct, Generic[T], frozen=True):
    """What one file says: a record (or the records of a list, or a table), a body, problems.

    ``characters``: those of the whole file, some of them twice; ``personal``: data of
    persons anywhere in it.
    """

    record: T | None
    outline: Outline | None
    problems: tuple[Problem, ...]
    characters: str = ""
    personal: tuple[Personal, ...] = ()


#: What the file of each kind holds.
KINDS: dict[str, Any] = {
    "config": Config,
    "event": Event,
    "programme": Programme,
    "session": Session,
    "presentation": Presentation,
    "case": Case,
    "minutes": Minutes,
    "page": Page,
    "dataset": Dataset,
    "organisations": Organisation,
    "people": Person,
    "districts": District,
    "glossary": Term,
    "units": Unit,
    "media": Media,
    "issues": Issue,
}


def holds(kind: str, *, english: bool = False) -> Any:
    """The type of ``Parsed.record`` for a file of ``kind``."""
    if english:
        return Translation
    if kind == "csv":
        return Table
    if kind == "media-file":
        return Picture
    record = KINDS[kind]
    return tuple.__class_getitem__((record, ...)) if kind in LISTS.values() else record


def decoder(kind: str, *, english: bool = False) -> msgspec.msgpack.Decoder[Any]:
    """Decodes what ``encode`` made of a file of ``kind``."""
    form: Any = Parsed
    return msgspec.msgpack.Decoder(form[holds(kind, english=english)])


def encode(parsed: Parsed[Any]) -> bytes:
    """``parsed`` as bytes for the memo store."""
    return msgspec.msgpack.encode(parsed)


def parse(text: str, path: str, where: Place, markdown: MarkdownIt) -> tuple[Parsed[Any], Prose | None]:
    """Parse one file; a body's prose is returned beside, to be kept on its own."""
    personal = scan(text, path)
    if where.kind == "csv":
        table, problems = parse_csv(text, path)
        problems += (*controls(text, path), *leftovers(text, path))
        return Parsed(table, None, problems, _characters(text), personal), None
    unnamed = where.kind in LISTS.values() or where.kind in SINGLES.values()
    _, problem = (None, None) if unnamed else parse_id(where.id, Span(path))
    named = (_bad_name(path, where),) if problem else ()
    if path.endswith(".md"):
        parsed, prose = _parse_document(text, path, where, markdown)
    else:
        parsed, prose = _parse_yaml_file(text, path, where), None
    characters = parsed.characters or _characters(text)
    problems = (*named, *parsed.problems, *leftovers(text, path))
    return Parsed(parsed.record, parsed.outline, problems, characters, personal), prose


def _bad_name(path: str, where: Place) -> Problem:
    """The problem of a file, or of a session's folder, whose name cannot be an address."""
    if where.kind == "session":
        return BAD_FOLDER_NAME.at(Span(path), value=where.folder)
    return BAD_FILE_NAME.at(Span(path), value=path.rpartition("/")[2], like=named_like(path) or _NAME)


def _characters(text: str) -> str:
    return "".join(sorted(set(text)))


def _parse_yaml_file(text: str, path: str, where: Place) -> Parsed[Any]:
    node, problems = parse_yaml(text, path)
    if node is None:
        empty = EMPTY_EVENT if where.kind == "event" else EMPTY_FILE
        return Parsed(None, None, problems or (empty.at(Span(path)),))
    if where.kind in LISTS.values():
        records, more = read_list(KINDS[where.kind], node)
        return Parsed(records, None, problems + more)
    given = {"id": where.id} if where.kind == "dataset" else {}
    record, more = read(KINDS[where.kind], node, given)
    return Parsed(record, None, problems + more)


def _parse_document(text: str, path: str, where: Place, markdown: MarkdownIt) -> tuple[Parsed[Any], Prose | None]:
    document, problems = split(text, path, needs_head=not where.english)
    if document is None:
        return Parsed(None, None, problems), None
    record: Any = None
    node, more = parse_yaml(document.head, path, document.head_line) if document.head.strip() else (None, ())
    problems += more
    if where.english:
        record, more = read(Translation, node) if node else (Translation(), ())
        problems += more
    elif node is not None:
        given: dict[str, Any] = {"id": where.id}
        if where.kind == "presentation":
            given["session"] = where.folder
        if where.kind == "case":
            given["group"] = where.folder
        record, more = read(KINDS[where.kind], node, given)
        problems += more
    elif not more:
        problems += (EMPTY_FILE.at(Span(path)),)
    prose, outline, more = parse_prose(document.body, path, document.body_line, markdown)
    more += tuple(untranslated(document.body, path, document.body_line)) if where.english else ()
    return Parsed(record, outline, problems + more, outline.glyphs + _characters(document.head)), prose
