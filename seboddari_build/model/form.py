"""The fields of a record type, read off its annotations: for the reader, the checks and the schema."""

import types
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.model.field import Doc, Given, Key, Rest, To
from seboddari_build.model.item import Record


class Field(Struct, frozen=True):
    """One field of a record type, as editors write it."""

    name: str
    key: str
    type: Any
    required: bool
    doc: Text = Text()
    to: str = ""


class Plan(Struct, frozen=True):
    """How a record type is read: its fields by key, the English keys, and the field that takes the rest."""

    by_key: dict[str, Field]
    english: dict[str, Field]
    required: tuple[Field, ...]
    rest: str


def strip_optional(annotation: Any) -> Any:
    """``X | None`` -> ``X``."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation


@cache
def plan(cls: type[Record]) -> Plan:
    """The reading plan of ``cls``, from its annotations."""
    hints = get_type_hints(cls, include_extras=True)
    required = {info.name for info in msgspec.structs.fields(cls) if info.required}
    by_key: dict[str, Field] = {}
    rest = ""
    for name, hint in hints.items():
        marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        if any(isinstance(mark, Given) for mark in marks) or get_origin(hint) is not Annotated:
            continue
        if any(isinstance(mark, Rest) for mark in marks):
            rest = name
            continue
        key = next((mark.name for mark in marks if isinstance(mark, Key)), name)
        text = next((mark.text for mark in marks if isinstance(mark, Doc)), Text())
        to = next((mark.kind for mark in marks if isinstance(mark, To)), "")
        by_key[key] = Field(name, key, strip_optional(get_args(hint)[0]), name in required, text, to)
    english = {f"{key}.en": field for key, field in by_key.items() if field.type is Text}
    return Plan(by_key, english, tuple(f for f in by_key.values() if f.required), rest)
