"""Ids are unique where they become addresses."""

from collections.abc import Iterable, Iterator
from typing import Any

from seboddari_build.base.problem import Problem, error
from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import Lookup

DUPLICATE_ID = error(
    "duplicate-id",
    ko="‘{id}’ id가 두 번 쓰였습니다.",
    en="The id '{id}' is used twice.",
    hint_ko="둘 가운데 하나를 다른 id로 바꿉니다.",
    hint_en="Give one of the two another id.",
)


def identity(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """No two entries of a list, and no two decks of the project, share an id."""
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


def _repeated(entries: Iterable[Any]) -> Iterator[Problem]:
    first: dict[str, Any] = {}
    for entry in entries:
        if entry.id in first:
            yield DUPLICATE_ID.at(entry.at("id"), id=entry.id, related=(first[entry.id].at("id"),))
        else:
            first[entry.id] = entry
