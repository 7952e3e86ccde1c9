"""The programme fits together: weekdays, overlaps, gaps, hours, the time zone."""

import datetime
from collections.abc import Iterator

from msgspec import Struct

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.base.zones import zone_of
from seboddari_build.model.conference import Conference
from seboddari_build.model.event import ProgrammeDay, Slot
from seboddari_build.model.lookup import Lookup
from seboddari_build.model.value import Hours

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

SLOT_OUTSIDE = warning(
    "slot-outside-day",
    ko="‘{id}’ 순서의 시각 {time}: 그날 아침 5시 앞이거나 이튿날 아침 5시 뒤입니다.",
    en="The slot '{id}' is at {time}: before five in the morning, or after five of the next.",
    hint_ko="오후라면 12를 더해 적고(오후 2시는 14:00), 다른 날의 순서라면 그날로 옮깁니다.",
    hint_en="For the afternoon add 12 (2 p.m. is 14:00); a slot of another day belongs under that day.",
)
GAP = warning(
    "programme-gap",
    ko="{start}부터 {end}까지 어느 채널에도 순서가 없습니다.",
    en="From {start} to {end} no channel has a slot.",
    hint_ko="쉬는 시간이면 순서로 적고(kind: break), 아니면 앞뒤 순서의 time을 고칩니다.",
    hint_en="If it was a break, add it as a slot (kind: break); else mend the time of the slots around it.",
)
UNKNOWN_ZONE = error(
    "unknown-timezone",
    ko="‘{name}’: 알려진 시간대가 아닙니다.",
    en="'{name}' is not a known time zone.",
    hint_ko="지역과 도시를 영어로 적습니다: timezone: Asia/Seoul",
    hint_en="Write region and city: timezone: Asia/Seoul",
)

#: When a day of the programme ends, in minutes after its midnight: five in the morning.
_DAWN = 5 * 60
_DAY = 24 * 60
#: The shortest time without any slot that is told of, in minutes.
_PAUSE = 15
_WEEKDAYS = "월화수목금토일"
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Placed(Struct, frozen=True):
    """A slot with its start and end in minutes since one moment for all days."""

    start: int
    end: int
    slot: Slot


def placed(days: tuple[ProgrammeDay, ...]) -> list[Placed]:
    """Every slot of the programme, in time; days without a full date stand apart from all others."""
    found = []
    for index, day in enumerate(days):
        date = day.date
        number = datetime.date(date.year, date.month, date.day).toordinal() if date.day else -3 * (index + 1)
        found += [Placed(number * _DAY + s.time.start, number * _DAY + s.time.end, s) for s in day.slots]
    return sorted(found, key=lambda place: (place.start, place.end))


def schedule(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Check each day of the programme."""
    dates = conference.event.dates
    if zone_of(conference.event.timezone) is None:
        yield UNKNOWN_ZONE.at(conference.event.at("timezone"), name=conference.event.timezone)
    for day in conference.programme.days:
        yield from _weekday(day)
        yield from _gaps(day)
        if dates and dates.end and not dates.start <= day.date <= dates.end:
            span = f"{dates.start.iso()} ~ {dates.end.iso()}"
            yield OUTSIDE_EVENT.at(day.at("date"), date=day.date.iso(), dates=span)
        for slot in day.slots:
            if not slot.title and not slot.session:
                yield UNNAMED_SLOT.at(slot.span, id=slot.id)
            if slot.time.start < _DAWN or slot.time.end > _DAY + _DAWN:
                yield SLOT_OUTSIDE.at(slot.at("time"), id=slot.id, time=_clock(slot))
    channels = tuple(channel.id for channel in conference.event.channels)
    yield from _overlaps(placed(conference.programme.days), channels, lookup)


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


def _gaps(day: ProgrammeDay) -> Iterator[Problem]:
    """Times between the first and the last slot of a day when nothing runs anywhere."""
    over = None
    for slot in sorted(day.slots, key=lambda slot: slot.time):
        start, end = slot.time.start, slot.time.end
        if over is not None and start - over >= _PAUSE:
            first, last = Hours(over, start).clock()
            yield GAP.at(slot.at("time"), start=first, end=last)
        over = end if over is None else max(over, end)


def _overlaps(slots: list[Placed], channels: tuple[str, ...], lookup: Lookup) -> Iterator[Problem]:
    told: set[Span] = set()
    for channel in channels or ("all",):
        longest: Placed | None = None
        for place in slots:
            slot = place.slot
            if _channel(slot, lookup) not in (channel, "all"):
                continue
            if longest and place.start < longest.end and slot.at("time") not in told:
                told.add(slot.at("time"))  # a slot of all channels is told of once
                yield OVERLAP.at(
                    slot.at("time"),
                    channel=channel,
                    one=longest.slot.id,
                    two=slot.id,
                    one_time=_clock(longest.slot),
                    two_time=_clock(slot),
                    related=(longest.slot.at("time"),),
                )
            if longest is None or place.end > longest.end:
                longest = place


def _channel(slot: Slot, lookup: Lookup) -> str:
    """The id of a slot's channel, which may be written by its name."""
    found = lookup.one("channels", slot.channel.name)
    return found.id if found else slot.channel.name


def _clock(slot: Slot) -> str:
    return "-".join(slot.time.clock())
