"""Ids are unique where they become addresses."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import Lookup

DUPLICATE_ID = error(
    "duplicate-id",
    ko="‘{id}’ id가 두 번 쓰였습니다.",
    en="The id '{id}' is used twice.",
    hint_ko="둘 가운데 하나를 다른 id로 바꿉니다.",
    hint_en="Give one of the two another id.",
)
RESERVED_ID = error(
    "bad-id",
    ko="‘{id}’: 윈도우가 따로 쓰는 이름이라 주소가 될 수 없습니다.",
    en="'{id}' is a name that Windows keeps for itself, so it cannot become an address.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
#: Names that Windows keeps for itself.
_RESERVED = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")


def identity(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """No two entries of a list, and no two decks of the project, share an id; each can be an address."""
    yield from _reserved(conference)
    days = conference.programme.days
    groups: tuple[Iterable[Any], ...] = (
        (*conference.presentations, *conference.cases),
        conference.organisations,
        conference.people,
        conference.districts,
        conference.glossary,
        conference.units,
        conference.media,
        conference.issues,
        conference.minutes,
        conference.event.channels,
        conference.event.sources,
        conference.config.services,
        conference.config.groups,
        days,
        tuple(slot for day in days for slot in day.slots),
    )
    for group in groups:
        yield from _repeated(group)
    for item in (*conference.presentations, *conference.cases):
        yield from _repeated(item.figures)
    for dataset in conference.datasets:
        yield from _repeated(dataset.columns)
    for session in conference.sessions:
        yield from _repeated(session.parts)


def _reserved(conference: Conference) -> Iterator[Problem]:
    """Ids that cannot be names of files: of whatever has an address, of channels and the event."""
    for entry in (*conference.addressed(), *conference.event.channels, conference.event):
        if _RESERVED.fullmatch(entry.id):
            file = "id" not in dict(entry.places)
            if file and entry.id in (part.partition(".")[0] for part in entry.span.path.split("/")):
                continue  # told of as a name of a file
            yield RESERVED_ID.at(
                Span(entry.span.path) if file else entry.at("id"),
                id=entry.id,
                hint_ko=f"{'파일 이름을' if file else 'id를'} 바꿉니다. 보기: {entry.id}-1",
                hint_en=f"{'Rename the file' if file else 'Choose another id'}, for example {entry.id}-1.",
            )
    for item in conference.addressed():
        for alias in item.aliases:
            if any(map(_RESERVED.fullmatch, alias.split("/"))):
                hint_ko, hint_en = "aliases에서 뺍니다.", "Take it out of aliases."
                yield RESERVED_ID.at(item.alias_at(alias), id=alias, hint_ko=hint_ko, hint_en=hint_en)


def _repeated(entries: Iterable[Any]) -> Iterator[Problem]:
    first: dict[str, Any] = {}
    for entry in entries:
        if entry.id in first:
            yield DUPLICATE_ID.at(entry.at("id"), id=entry.id, related=(first[entry.id].at("id"),))
        else:
            first[entry.id] = entry
