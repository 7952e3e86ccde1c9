"""The programme fits together: weekdays, overlaps, sessions."""

import datetime
from collections.abc import Iterator

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.model.conference import Conference
from seboddari_build.model.event import ProgrammeDay, Slot
from seboddari_build.model.lookup import Lookup

OVERLAP = error(
    "overlapping-slots",
    ko="‘{channel}’ 채널에서 ‘{one}’({one_time}), ‘{two}’({two_time}) 두 순서의 시각이 겹칩니다.",
    en="In channel '{channel}', '{one}' ({one_time}) and '{two}' ({two_time}) overlap.",
    hint_ko="둘 가운데 하나의 time을 고칩니다.",
    hint_en="Mend the time of one of the two.",
)
WRONG_WEEKDAY = error(
    "wrong-weekday",
    ko="{date}: {actual}요일인데 ‘{written}’로 적혀 있습니다.",
    en="{date} is a {actual_en}, not '{written}'.",
    hint_ko="‘weekday: {actual}’ 꼴로 고치거나 날짜를 고칩니다.",
    hint_en="Write weekday: {actual}, or mend the date.",
)
UNNAMED_SLOT = error(
    "unnamed-slot",
    ko="‘{id}’ 순서에 title도 session도 없습니다.",
    en="The slot '{id}' has neither title nor session.",
    hint_ko="title: 제목 또는 session: 세션 이름을 적습니다.",
    hint_en="Add a title, or the session that it belongs to.",
)
OUTSIDE_EVENT = warning(
    "day-outside-event",
    ko="{date}: 행사 기간({dates}) 밖의 날입니다.",
    en="{date} is outside the dates of the event ({dates}).",
    hint_ko="날짜를 고치거나 content/event.yaml의 dates를 고칩니다.",
    hint_en="Mend the date, or dates in content/event.yaml.",
)

_WEEKDAYS = "월화수목금토일"
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def schedule(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Check each day of the programme."""
    dates = conference.event.dates
    for day in conference.programme.days:
        yield from _weekday(day)
        yield from _overlaps(day, tuple(channel.id for channel in conference.event.channels), lookup)
        if dates and dates.end and not dates.start <= day.date <= dates.end:
            span = f"{dates.start.iso()} ~ {dates.end.iso()}"
            yield OUTSIDE_EVENT.at(day.at("date"), date=day.date.iso(), dates=span)
        for slot in day.slots:
            if not slot.title and not slot.session:
                yield UNNAMED_SLOT.at(slot.span, id=slot.id)


def _weekday(day: ProgrammeDay) -> Iterator[Problem]:
    written = day.weekday.removesuffix("요일")
    if not written or not day.date.day:
        return
    number = datetime.date(day.date.year, day.date.month, day.date.day).weekday()
    accepted = (_WEEKDAYS[number], _ENGLISH[number], _ENGLISH[number][:3])
    if written not in accepted:
        yield WRONG_WEEKDAY.at(
            day.at("weekday"),
            date=day.date.iso(),
            actual=_WEEKDAYS[number],
            actual_en=_ENGLISH[number],
            written=day.weekday,
        )


def _overlaps(day: ProgrammeDay, channels: tuple[str, ...], lookup: Lookup) -> Iterator[Problem]:
    told: set[Span] = set()
    for channel in channels or ("all",):
        here = sorted((s for s in day.slots if _channel(s, lookup) in (channel, "all")), key=lambda s: s.time)
        longest: Slot | None = None
        for slot in here:
            if longest and slot.time.start < longest.time.end and slot.at("time") not in told:
                told.add(slot.at("time"))  # a slot of all channels is told of once
                yield OVERLAP.at(
                    slot.at("time"),
                    channel=channel,
                    one=longest.id,
                    two=slot.id,
                    one_time=_clock(longest),
                    two_time=_clock(slot),
                    related=(longest.at("time"),),
                )
            if longest is None or slot.time.end > longest.time.end:
                longest = slot


def _channel(slot: Slot, lookup: Lookup) -> str:
    """The id of a slot's channel, which may be written by its name."""
    found = lookup.one("channels", slot.channel.name)
    return found.id if found else slot.channel.name


def _clock(slot: Slot) -> str:
    return "-".join(slot.time.clock())
