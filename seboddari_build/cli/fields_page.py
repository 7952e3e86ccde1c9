"""The page of all fields of the content files, read off the model."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import msgspec

from seboddari_build.base.language import Language, Text
from seboddari_build.check.references import KINDS as REFERENCES
from seboddari_build.load.parse import KINDS, Translation
from seboddari_build.load.schema import about, schemas
from seboddari_build.model.form import Field, plan
from seboddari_build.model.item import Item, Record
from seboddari_build.model.talk import Presentation
from seboddari_build.model.value import Amount, Day, Email, Hours, Id, Number, Period, Ref, Source, Url

_HEAD = Text(
    "---\n# seboddari --ui ko schema --format md 로 만든 파일입니다. 손으로 고치지 않습니다.\n"
    "title: 항목 목록\ntitle.en: Fields\n---",
    "---\n# Made by seboddari --ui en schema --format md; not edited by hand.\ntranslation: reviewed\n---",
)
_INTRO = Text(
    "콘텐츠 파일마다 적을 수 있는 항목을 모두 모았습니다. 굵은 항목은 꼭 있어야 합니다. ‘글(두 언어)’인 항목은 "
    "이름에 `.en`을 붙여 영어를 나란히 적습니다: `title`, `title.en`. ‘여럿이면 목록’인 항목은 하나만 적을 때 "
    "괄호를 치지 않아도 됩니다.",
    "Every field that a content file may hold. Those in bold are needed. A field that takes text in both languages "
    "has its English beside it, under its name with `.en`: `title`, `title.en`. Where a list may be given, a single "
    "value needs no brackets.",
)
_COLUMNS = Text("| 항목 | 적는 것 | 뜻 |\n|---|---|---|", "| field | takes | means |\n|---|---|---|")
_COMMON = Text("어느 항목에나 적을 수 있는 것", "Fields that every item may have")
_COMMON_NOTE = Text(
    "세션, 발표, 사례, 자료표, 회의록, 일반 쪽, 조직, 사람, 자치구, 용어, 그림에 적을 수 있습니다.",
    "For sessions, presentations, cases, datasets, minutes, plain pages, organisations, people, districts, terms "
    "and pictures.",
)
_ALSO_COMMON = Text("[어느 항목에나 적을 수 있는 것](#common)도 적습니다.", "Also the [common fields](#common).")
_ALSO_TALK = Text(
    "[발표](#presentation)의 항목과 [어느 항목에나 적을 수 있는 것](#common)도 적습니다.",
    "Also the fields of [a presentation](#presentation) and the [common fields](#common).",
)
_REST = Text("그 밖의 이름", "any other name")
_WORDS: dict[Any, Text] = {
    Text: Text("글(두 언어)", "text in both languages"),
    str: Text("글", "text"),
    bool: Text("`true`, `false`", "`true`, `false`"),
    int: Text("정수", "a whole number"),
    Id: Text("짧은 영문 이름", "an id"),
    Day: Text("날짜 `2020-08-10`", "a date `2020-08-10`"),
    Period: Text("날짜나 기간 `2020-06-17 ~ 2020-11-30`", "a date or a range `2020-06-17 ~ 2020-11-30`"),
    Hours: Text("시각 `10:00-12:00`", "a time `10:00-12:00`"),
    Number: Text("수 `8791`", "a number `8791`"),
    Amount: Text("수나 범위 `3~4`", "a number or a range `3~4`"),
    Url: Text("주소 `https://…`", "an address `https://…`"),
    Email: Text("전자우편 주소", "an e-mail address"),
    Source: Text("원문의 이름과 줄 `book 53-242`", "a source and its lines `book 53-242`"),
}


def page(ui: Language) -> str:
    """The page, ``fields.md`` and ``fields.en.md`` in ``docs/content/pages/``."""
    return "\n\n".join(_Page(ui).parts())


class _Page:
    """One page in the making: what each record is described under, once."""

    def __init__(self, ui: Language) -> None:
        self.ui = ui
        self.anchors: dict[type, str] = {}

    def parts(self) -> Iterator[str]:
        yield f"{self.said(_HEAD)}\n{self.said(_INTRO)}"
        yield f"## {self.said(_COMMON)} {{#common}}"
        yield self.said(_COMMON_NOTE)
        yield from self.tables(Item, "common", frozenset())
        for one in schemas():
            record: type[Record] = {**KINDS, "english": Translation}[one.kind]
            yield f"## {self.said(about(one.kind))} {{#{one.kind}}}"
            yield f"`{one.files}`"
            inherited = [base for base in (Presentation, Item) if issubclass(record, base) and record is not base]
            known = frozenset(key for base in inherited for key in plan(base).by_key)
            yield from self.tables(record, one.kind, known)
            if inherited:
                yield self.said(_ALSO_TALK if Presentation in inherited else _ALSO_COMMON)

    def tables(self, record: type[Record], anchor: str, known: frozenset[str]) -> Iterator[str]:
        """The table of ``record`` without the fields ``known``, then those of the records within, each once."""
        form = plan(record)
        fields = [field for key, field in form.by_key.items() if key not in known]
        fresh: dict[str, type[Record]] = {}
        for field in fields:
            cls = _inner(field.type)
            if cls and cls not in self.anchors and cls not in fresh.values():
                fresh[field.key] = cls
        self.anchors |= {cls: f"{anchor}-{key.replace('_', '-')}" for key, cls in fresh.items()}
        defaults = {info.name: info.default for info in msgspec.structs.fields(record)}
        rows = [self.row(field, defaults[field.name]) for field in fields]
        if form.rest:
            rows.append(f"| {self.said(_REST)} | {self.said(_WORDS[str])} | |")
        yield "\n".join((self.said(_COLUMNS), *rows))
        for key, cls in fresh.items():
            yield f"### {key} {{#{self.anchors[cls]}}}"
            yield from self.tables(cls, self.anchors[cls], frozenset())

    def row(self, field: Field, default: object) -> str:
        name = f"**`{field.key}`**" if field.required else f"`{field.key}`"
        takes = self.takes(field.type, field)
        if isinstance(default, str | int) and not isinstance(default, bool) and default != "":
            takes += f"; {self.said(Text('적지 않으면', 'if left out:'))} `{default}`"
        return f"| {name} | {takes} | {self.said(field.doc)} |"

    def takes(self, kind: Any, field: Field) -> str:
        """What a field of this type takes, in words."""
        if inner := _inner(kind):
            several = get_origin(kind) is tuple
            words = Text("아래 항목의 목록", "a list of these") if several else Text("아래 항목", "these")
            return f"[{self.said(words)}](#{self.anchors[inner]})"
        if get_origin(kind) is tuple:
            one = self.takes(get_args(kind)[0], field)
            return f"{one} {self.said(Text('(여럿이면 목록)', '(or a list)'))}"
        if get_origin(kind) is Literal:
            return ", ".join(f"`{value}`" for value in get_args(kind))
        if kind is Ref:
            return self.reference(field)
        return self.said(_WORDS[kind])

    def reference(self, field: Field) -> str:
        if not field.to:
            return self.said(Text("파일 이름", "a file name"))
        ko, en, where = REFERENCES[field.to]
        return self.said(Text(f"{ko}의 이름이나 id (`{where}`)", f"a name or id among the {en} (`{where}`)"))

    def said(self, text: Text) -> str:
        return text.said(self.ui).text


def _inner(kind: Any) -> type[Record] | None:
    """The record that values of this type are, or are lists of."""
    if get_origin(kind) is tuple:
        kind = get_args(kind)[0]
    return kind if isinstance(kind, type) and issubclass(kind, Record) else None
