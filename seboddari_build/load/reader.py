"""YAML nodes -> the model's records, guided by the types and marks of their fields."""

import re
from collections.abc import Mapping as Dict
from typing import Any, Literal, TypeVar, get_args, get_origin

from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.load.scalar import PARSERS
from seboddari_build.load.yaml_nodes import Mapping, Scalar, Sequence, Value, is_empty
from seboddari_build.model.form import Field, Plan, plan
from seboddari_build.model.item import Record

UNKNOWN_KEY = error(
    "unknown-key",
    ko="‘{key}’ 항목은 여기에 쓰이지 않습니다.",
    en="There is no field '{key}' here.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
MISSING_KEY = error(
    "missing-key",
    ko="‘{key}’ 항목이 없습니다.",
    en="The field '{key}' is missing.",
    hint_ko="‘{key}: …’ 한 줄을 더해 주세요. ({doc_ko})",
    hint_en="Add a line '{key}: …' ({doc_en}).",
)
BLANK = error(
    "blank-value",
    ko="‘{key}’ 항목이 비어 있습니다.",
    en="The field '{key}' is blank.",
    hint_ko="따옴표 사이에 내용을 적습니다.",
    hint_en="Write its content between the quotes.",
)
WRONG_SHAPE = error(
    "wrong-shape",
    ko="‘{key}’ 항목에는 {want_ko} 와야 합니다.",
    en="The field '{key}' takes {want_en}.",
    hint_ko="보기: {example}",
    hint_en="For example: {example}",
)
WRONG_HERE = error(
    WRONG_SHAPE.id,
    ko="이 자리에는 {want_ko} 와야 합니다.",
    en="This should be {want_en}.",
    hint_ko=WRONG_SHAPE.hint_ko,
    hint_en=WRONG_SHAPE.hint_en,
)
NULL = error(
    "empty-value",
    ko="‘{key}’ 항목의 ‘{value}’: YAML에서 값이 없다는 뜻으로 쓰는 말입니다.",
    en="'{value}' as the value of '{key}' is how YAML says that there is none.",
    hint_ko='이 줄을 지웁니다. 글자 그대로라면 따옴표로 감쌉니다: {key}: "{value}"',
    hint_en='Delete the line. If the word itself is meant, put it in quotes: {key}: "{value}"',
)
BAD_CHOICE = error(
    "bad-choice",
    ko="‘{value}’: ‘{key}’ 항목에 쓸 수 없는 값입니다.",
    en="'{value}' is not a value of '{key}'.",
    hint_ko="쓸 수 있는 값: {choices}.{like_ko}",
    hint_en="Possible values: {choices}.{like_en}",
)

#: How YAML writes that there is no value; here they would be text.
_NULLS = ("~", "null", "Null", "NULL")

T = TypeVar("T", bound=Record)


def read(cls: type[T], node: Value, given: Dict[str, Any] | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """Read ``node`` as a record of type ``cls``; ``given`` holds fields that the file's place tells.

    Returns None where a required field is missing or unreadable; every other bad field
    is left at its default. All problems found are returned.
    """
    problems: list[Problem] = []
    return _record(cls, node, "", problems, given or {}), tuple(problems)


def read_list(cls: type[T], node: Value) -> tuple[tuple[T, ...], tuple[Problem, ...]]:
    """Read a list file: a sequence of records."""
    problems: list[Problem] = []
    if not isinstance(node, Sequence):
        problems.append(_shape(node.span, "", "목록이", "a list", "- id: …"))
        return (), tuple(problems)
    records = (_record(cls, item, "", problems, {}) for item in node.items if not is_empty(item))
    return tuple(record for record in records if record is not None), tuple(problems)


def _shape(span: Span, key: str, want_ko: str, want_en: str, example: str) -> Problem:
    """``key``: the field, "" for a file or an entry of a list."""
    return (WRONG_SHAPE if key else WRONG_HERE).at(span, key=key, want_ko=want_ko, want_en=want_en, example=example)


def _record(cls: type[T], node: Value, key: str, problems: list[Problem], given: Dict[str, Any]) -> T | None:
    if not isinstance(node, Mapping):
        example = ", ".join(f"{field.key}: …" for field in plan(cls).required) or "id: …"
        problems.append(_shape(node.span, key, "이름과 값의 묶음이", "fields with values", example))
        return None
    form = plan(cls)
    values: dict[str, Any] = dict(given)
    english: dict[str, str] = {}
    places: list[tuple[str, Span]] = []
    rest: list[tuple[str, str]] = []
    for entry in node.entries:
        field = form.by_key.get(entry.key)
        if is_empty(entry.value) or _is_null(entry.key, entry.value, problems):
            continue
        if field is not None:
            value = _value(field.type, entry.value, field.key, problems)
            if value is not None:
                values[field.name] = value
            places.append((field.name, entry.value.span))
            places += _each(field.name, field.type, entry.value)
        elif entry.key in form.english:
            said = _text(entry.value, entry.key, problems)
            if said:
                english[form.english[entry.key].name] = said
                places.append((form.english[entry.key].name + ".en", entry.value.span))
        elif form.rest:
            rest.append((entry.key, _text(entry.value, entry.key, problems) or ""))
            places.append((entry.key, entry.value.span))
        else:
            problems.append(_unknown(entry.key, entry.key_span, form))
    for name, said in english.items():
        korean = values.get(name)
        values[name] = Text(korean.ko if korean else "", said)
    if form.rest:
        values[form.rest] = tuple(rest)
    if not _complete(form, values, node, problems):
        return None
    return cls(**values, span=node.span, places=tuple(places))


def _each(name: str, kind: Any, node: Value) -> list[tuple[str, Span]]:
    """The place of each text in a list of texts, by the name of the field and the text."""
    items = node.items if isinstance(node, Sequence) and kind == tuple[str, ...] else ()
    return [(f"{name}.{item.value.strip()}", item.span) for item in items if isinstance(item, Scalar)]


def _is_null(key: str, node: Value, problems: list[Problem]) -> bool:
    """Whether a field says that it has no value, which is told of."""
    if not (isinstance(node, Scalar) and node.plain and node.value in _NULLS):
        return False
    problems.append(NULL.at(node.span, key=key, value=node.value))
    return True


def _complete(form: Plan, values: Dict[str, Any], node: Mapping, problems: list[Problem]) -> bool:
    """Whether every required field has a value; what was not read is told of already."""
    written = {entry.key: entry.value.span for entry in node.entries}
    complete = True
    for field in form.required:
        if values.get(field.name) in (None, Text(), ""):
            complete = False
            if field.key not in written:
                problems.append(MISSING_KEY.at(node.span, key=field.key, doc_ko=field.doc.ko, doc_en=field.doc.en))
            elif field.name in values:
                problems.append(BLANK.at(written[field.key], key=field.key))
    return complete


def _unknown(key: str, span: Span, form: Plan) -> Problem:
    like = next((known for known, field in form.by_key.items() if _means(key, field)), "")
    like = like or closest(key, [*form.by_key, *form.english])
    if like:
        return UNKNOWN_KEY.at(span, key=key, hint_ko=f"혹시 ‘{like}’ 항목인가요?", hint_en=f"Did you mean '{like}'?")
    listed = ", ".join(form.by_key)
    return UNKNOWN_KEY.at(
        span, key=key, hint_ko=f"쓸 수 있는 항목: {listed}", hint_en=f"Fields that exist here: {listed}"
    )


def _means(word: str, field: Field) -> bool:
    """Whether a word in Korean is how the field is described: ``자치구`` is ``district``."""
    return field.doc.ko == word or re.match(re.escape(word) + r"[ ,:·]", field.doc.ko) is not None


def _text(node: Value, key: str, problems: list[Problem]) -> str | None:
    if not isinstance(node, Scalar):
        problems.append(_shape(node.span, key, "글이", "text", f'{key}: "글"'))
        return None
    return node.value.strip()


def _value(kind: Any, node: Value, key: str, problems: list[Problem]) -> Any:
    if kind is Text:
        said = _text(node, key, problems)
        return None if said is None else Text(said, "")
    origin = get_origin(kind)
    if origin is tuple:
        return _list(get_args(kind)[0], node, key, problems)
    if origin is Literal:
        return _choice(get_args(kind), node, key, problems)
    if isinstance(kind, type) and issubclass(kind, Record):
        return _record(kind, node, key, problems, {})
    if not isinstance(node, Scalar):
        problems.append(_shape(node.span, key, "값 하나가", "one value", f"{key}: …"))
        return None
    value, problem = PARSERS[kind](node.value.strip(), node.span)
    if problem:
        problems.append(problem)
    return value


def _list(kind: Any, node: Value, key: str, problems: list[Problem]) -> tuple[Any, ...] | None:
    if isinstance(node, Mapping):
        problems.append(_shape(node.span, key, "목록이", "a list", f"{key}: [ … ]"))
        return None
    items = node.items if isinstance(node, Sequence) else (node,)
    read_items = (_value(kind, item, key, problems) for item in items if not is_empty(item))
    return tuple(item for item in read_items if item is not None)


def _choice(choices: tuple[str, ...], node: Value, key: str, problems: list[Problem]) -> str | None:
    said = _text(node, key, problems)
    problem = bad_choice(said, node.span, key, choices) if said is not None else None
    if problem:
        problems.append(problem)
    return None if problem else said


def bad_choice(said: str, span: Span, key: str, choices: tuple[str, ...]) -> Problem | None:
    """What is wrong with ``said`` as the value of ``key``, if it is none of ``choices``."""
    if said in choices:
        return None
    like = closest(said, choices)
    return BAD_CHOICE.at(
        span,
        value=said,
        key=key,
        choices=", ".join(choices),
        like_ko=f" 혹시 ‘{like}’인가요?" if like else "",
        like_en=f" Did you mean '{like}'?" if like else "",
    )
