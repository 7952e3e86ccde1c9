"""Every reference in a field leads to exactly one entry."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.suggest import closest
from seboddari_build.load.reader import bad_choice
from seboddari_build.model.conference import Conference
from seboddari_build.model.config import Colour
from seboddari_build.model.form import plan
from seboddari_build.model.item import Record
from seboddari_build.model.lookup import Lookup
from seboddari_build.model.value import Ref, Source

MISSING = error(
    "missing-reference",
    ko="‘{name}’: {kind_ko}에 없습니다.",
    en="'{name}' is not among the {kind_en}.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
SEVERAL = error(
    MISSING.id,
    ko="‘{name}’: 이름 하나로 읽힙니다.",
    en="'{name}' is read as one name.",
    hint_ko="여럿은 대괄호로 묶습니다: [{names}]",
    hint_en="Put several in brackets: [{names}]",
)
UNLISTED = warning(
    "unlisted-organisation",
    ko="‘{name}’: 조직 목록에 없어 글자로만 싣습니다.",
    en="'{name}' is not in the list of organisations and stays plain text.",
    hint_ko="content/organisations.yaml에 더해 주세요.{hint_ko}",
    hint_en="Add it to content/organisations.yaml.{hint_en}",
)
AMBIGUOUS = error(
    "ambiguous-name",
    ko="‘{name}’: 이 이름을 쓰는 항목이 {count}개입니다.",
    en="'{name}' is the name of {count} entries.",
    hint_ko="이름 대신 id를 적습니다: {ids}",
    hint_en="Write the id instead of the name: {ids}",
)
NO_FIGURE = error(
    "missing-figure",
    ko="‘{name}’: ‘{address}’ 안에 그런 수치나 절이 없습니다.",
    en="'{name}' is no figure or section of '{address}'.",
    hint_ko="있는 것: {known}",
    hint_en="There are: {known}",
)

#: What the entries of each kind are called, in Korean and English, and where they are listed.
KINDS = {
    "organisations": ("조직 목록", "organisations", "content/organisations.yaml"),
    "people": ("사람 목록", "people", "content/people.yaml"),
    "districts": ("자치구 목록", "districts", "content/districts.yaml"),
    "units": ("단위 목록", "units", "content/units.yaml"),
    "media": ("그림 목록", "media", "content/media.yaml"),
    "datasets": ("자료표", "datasets", "content/data/"),
    "sessions": ("세션", "sessions", "content/sessions/"),
    "items": ("발표와 사례", "presentations and cases", "content/sessions/, content/cases/"),
    "services": ("서비스 목록", "services", "site.yaml"),
    "groups": ("사례 묶음", "groups of cases", "site.yaml"),
    "channels": ("채널", "channels", "content/event.yaml"),
    "sources": ("원문 목록", "sources", "content/event.yaml"),
    "pages": ("일반 쪽", "plain pages", "content/pages/"),
    "addressed": ("주소가 있는 항목", "items with an address", "content/"),
}


def resolve(lookup: Lookup, kind: str, ref: Ref) -> Problem | None:
    """The problem with ``ref``, if it does not lead to exactly one entry of ``kind``."""
    found = lookup.all(kind, ref.name)
    if len(found) == 1:
        return None
    if found:
        ids = ", ".join(entry.id for entry in found)
        return AMBIGUOUS.at(
            ref.span, name=ref.name, count=len(found), ids=ids, related=tuple(entry.span for entry in found)
        )
    if lookup.unknown(kind, ref.name):
        return None
    parts = [part.strip() for part in re.split("[,、，]", ref.name)]
    if len(parts) > 1 and all(lookup.all(kind, part) for part in parts):
        return SEVERAL.at(ref.span, name=ref.name, names=", ".join(parts))
    like = closest(ref.name, lookup.names(kind))
    guess_ko, guess_en = (f" 혹시 ‘{like}’인가요?", f" Did you mean '{like}'?") if like else ("", "")
    if kind == "organisations":
        return UNLISTED.at(ref.span, name=ref.name, hint_ko=guess_ko, hint_en=guess_en)
    ko, en, where = KINDS[kind]
    return MISSING.at(
        ref.span,
        name=ref.name,
        kind_ko=ko,
        kind_en=en,
        hint_ko=guess_ko.strip() or f"{where}에 더하거나 이름을 고칩니다.",
        hint_en=guess_en.strip() or f"Add it to {where}, or mend the name.",
    )


def references(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Follow each reference of each record, and the names of sessions that have colours."""
    colours = conference.config.colours
    for name, colour in colours.colours:
        problem = resolve(lookup, "sessions", Ref(name, colours.at(name))) or bad_choice(
            colour, colours.at(name), name, get_args(Colour)
        )
        if problem:
            yield problem
    event = conference.event
    alone = (conference.config, event, conference.programme)
    for record in (*alone, *conference.addressed(), *conference.media, *conference.issues):
        yield from _record(record, lookup)


def _record(record: Record, lookup: Lookup) -> Iterator[Problem]:
    for field in plan(type(record)).by_key.values():
        value = getattr(record, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Ref) and field.to:  # names of files are checked with the files
                yield from _ref(part, field.to, lookup)
            elif isinstance(part, Source):
                yield from _ref(part.document, "sources", lookup)
            elif isinstance(part, Record):
                yield from _record(part, lookup)


def _ref(ref: Ref, kind: str, lookup: Lookup) -> Iterator[Problem]:
    if kind == "channels" and ref.name == "all":
        return
    name, hash_, anchor = ref.name.partition("#")
    problem = resolve(lookup, kind, Ref(name, ref.span))
    if problem:
        yield problem
    elif hash_ and (entry := lookup.one(kind, name)) and anchor not in (known := anchors(entry)):
        yield NO_FIGURE.at(ref.span, name=anchor, address=name, known=", ".join(known))


def anchors(item: Any) -> tuple[str, ...]:
    """The anchors that the page of ``item`` has: its sections, smaller headings and figures, in Korean order."""
    body = getattr(item, "body", None)
    outlines = [outline for outline in (body.ko, body.en) if outline] if body else []
    heads = (head.id for outline in outlines for head in outline.heads)
    marks = (mark for outline in outlines for mark in outline.marks)
    return (*dict.fromkeys((*heads, *marks)), *(figure.id for figure in getattr(item, "figures", ())))
