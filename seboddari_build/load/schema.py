"""JSON Schema of the content files, read off the same annotations that guide the reader."""

from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.load.parse import KINDS, Translation
from seboddari_build.load.place import LISTS, SINGLES
from seboddari_build.load.scalar import ID_LENGTH, PATTERNS
from seboddari_build.model.form import Field, plan
from seboddari_build.model.item import Record
from seboddari_build.model.value import Amount, Day, Email, Hours, Id, Number, Period, Source, Url

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: What the files of each kind are, as their schemas say it.
_ABOUT = {
    "config": Text("프로젝트의 설정", "The project's settings"),
    "event": Text("행사: 이름, 날짜, 채널, 이용 안내", "The event: names, dates, channels, usage notice"),
    "programme": Text("프로그램: 날과 순서", "The programme: days and their slots"),
    "session": Text("세션", "A session"),
    "presentation": Text("발표 하나", "One presentation"),
    "case": Text("서로 견줄 수 있는 사례 하나", "One case, comparable with those of its group"),
    "minutes": Text("회의록", "The minutes of a meeting"),
    "page": Text("일반 쪽", "A plain page"),
    "dataset": Text("표의 열과 합계 (칸은 옆의 CSV에)", "What a table means (its cells: the CSV beside)"),
    "organisations": Text("조직 목록", "The list of organisations"),
    "people": Text("공적인 자리에 있는 사람 목록", "The list of people in public roles"),
    "districts": Text("자치구 목록", "The list of districts"),
    "glossary": Text("용어집", "The glossary"),
    "units": Text("단위 목록", "The list of units"),
    "media": Text("사진과 영상 목록", "The list of pictures and videos"),
    "issues": Text("서로 맞지 않는 점의 목록", "The list of what does not fit"),
    "english": Text("영어 본문의 머리말 (없어도 됩니다)", "Front matter of an English body (may be left out)"),
}
_FOLDERS = {
    "session": "content/sessions/*/session.md",
    "presentation": "content/sessions/*/*.md",
    "case": "content/cases/*/*.md",
    "minutes": "content/minutes/*.md",
    "page": "content/pages/*.md",
    "dataset": "content/data/*.yaml",
    "english": "content/**/*.en.md",
}
#: JSON types that an editor's YAML parser makes of text that our reader takes as written.
_ALSO: dict[Any, tuple[str, ...]] = {
    Id: ("integer",),
    int: ("integer",),
    Day: ("integer",),
    Period: ("integer",),
    Number: ("number",),
    Amount: ("number",),
    Url: (),
    Email: (),
    Hours: (),
    Source: (),
}
_EXAMPLES: dict[Any, tuple[str, ...]] = {
    Id: ("village-enterprise",),
    Day: ("2020-08-10", "2020-08", "2020"),
    Period: ("2020-08-10", "2020-06-17 ~ 2020-11-30", "2014 ~"),
    Hours: ("10:00-12:00",),
    Number: ("8791", "6.1"),
    Amount: ("8791", "6.1", "3~4"),
    Url: ("https://example.org/",),
    Email: ("info@example.org",),
    Source: ("proceedings 53-242",),
}


class FileSchema(Struct, frozen=True):
    """The schema of the files at ``files``, a path or a pattern; of their front matter if they are documents."""

    kind: str
    files: str
    schema: Schema

    def label(self) -> str:
        """What the schema is about, in a word."""
        return f"front matter of {self.files}" if self.files.endswith(".md") else self.files


def schemas() -> tuple[FileSchema, ...]:
    """The schema of each kind of content file that holds YAML, settings first."""
    paths = {kind: path for path, kind in (*SINGLES.items(), *LISTS.items())} | _FOLDERS
    return tuple(FileSchema(kind, paths[kind], _file(kind)) for kind in _ABOUT)


def about(kind: str) -> Text:
    """What the files of a kind are."""
    return _ABOUT[kind]


def _file(kind: str) -> Schema:
    definitions: dict[str, Schema] = {}
    holds = {**KINDS, "english": Translation}[kind]
    record = _record(holds, definitions)
    head = {"$schema": DIALECT, "title": kind, "description": _both(_ABOUT[kind])}
    if kind in LISTS.values():
        return {**head, "type": "array", "items": record, "$defs": definitions}
    return {**head, "$ref": record["$ref"], "$defs": definitions}


def _record(cls: type[Record], definitions: dict[str, Schema]) -> Schema:
    """A reference to the definition of ``cls``, which is made if it is new."""
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # takes its place before those that it needs
        definitions[name].update(_mapping(cls, definitions))
    return {"$ref": f"#/$defs/{name}"}


def _mapping(cls: type[Record], definitions: dict[str, Schema]) -> Schema:
    form = plan(cls)
    defaults = {info.name: info.default for info in msgspec.structs.fields(cls)}
    properties: dict[str, Schema] = {}
    for key, field in form.by_key.items():
        properties[key] = _property(field, defaults[field.name], definitions)
        if f"{key}.en" in form.english:
            said = Text(f"{field.doc.ko} (영어)", f"{field.doc.en} (in English)")
            properties[f"{key}.en"] = {"title": f"{key}.en", "description": _both(said), **_scalar(Text)}
    schema: Schema = {"type": "object", "properties": properties}
    schema["additionalProperties"] = _scalar(str) if form.rest else False
    if plain := [field.key for field in form.required if field.type is not Text]:
        schema["required"] = plain
    if said_once := [field.key for field in form.required if field.type is Text]:  # in one language at least
        schema["allOf"] = [{"anyOf": [{"required": [key]}, {"required": [f"{key}.en"]}]} for key in said_once]
    return schema


def _property(field: Field, default: object, definitions: dict[str, Schema]) -> Schema:
    schema = {"title": field.key, "description": _both(field.doc), **_type(field.type, definitions)}
    if isinstance(default, str | int) and default != "":
        schema["default"] = default
    return schema


def _type(kind: Any, definitions: dict[str, Schema]) -> Schema:
    origin = get_origin(kind)
    if origin is tuple:
        inner = get_args(kind)[0]
        items = _type(inner, definitions)
        many = {"type": "array", "items": items}
        return many if "$ref" in items else {"anyOf": [items, many]}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if isinstance(kind, type) and issubclass(kind, Record):
        return _record(kind, definitions)
    return _scalar(kind)


def _scalar(kind: Any) -> Schema:
    """One value, as our reader sees it and as an editor's YAML parser may."""
    if kind is bool:
        return {"enum": [True, False, "true", "false"]}
    if kind not in PATTERNS:
        return {"type": ["string", "number", "boolean"]}
    schema: Schema = {"type": ["string", *_ALSO[kind]], "pattern": f"^(?:{PATTERNS[kind]})$"}
    if kind is Id:
        schema["maxLength"] = ID_LENGTH
    if kind in _EXAMPLES:
        schema["examples"] = list(_EXAMPLES[kind])
    return schema


def _both(text: Text) -> str:
    return f"{text.ko} / {text.en}"
