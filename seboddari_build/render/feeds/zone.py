"""A time zone as calendars carry it with them: which offset held from when on (RFC 5545, VTIMEZONE)."""

import datetime
from collections.abc import Iterator

from msgspec import Struct

_DAY = datetime.timedelta(days=1)
_SECOND = datetime.timedelta(seconds=1)
#: What a zone without changes says its time began with, as calendar programs do.
_LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Change(Struct, frozen=True):
    """From ``since`` on, on the clocks of before, the offset is ``after`` and was ``before``."""

    since: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    summer: bool


def zone_lines(name: str, zone: datetime.tzinfo, first: int, last: int) -> Iterator[str]:
    """The lines of the zone called ``name`` over the years from ``first`` to ``last``."""
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    for change in changes(zone, first, last):
        kind = "DAYLIGHT" if change.summer else "STANDARD"
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{change.since:%Y%m%dT%H%M%S}"
        yield f"TZOFFSETFROM:{_offset(change.before)}"
        yield f"TZOFFSETTO:{_offset(change.after)}"
        yield f"TZNAME:{change.name}"
        yield f"END:{kind}"
    yield "END:VTIMEZONE"


def changes(zone: datetime.tzinfo, first: int, last: int) -> tuple[Change, ...]:
    """What held when year ``first`` began, and each change until year ``last`` is over."""
    start = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC) - _DAY  # east of Greenwich it is next year already
    end = datetime.datetime(last + 1, 1, 1, tzinfo=datetime.UTC) + _DAY
    found: list[Change] = []
    at, offset = start, start.astimezone(zone).utcoffset()
    while at < end:
        if (at + _DAY).astimezone(zone).utcoffset() != offset:
            moment = _moment_of(zone, at, at + _DAY)
            found.append(_change(zone, moment, moment - _SECOND))
            offset = (at + _DAY).astimezone(zone).utcoffset()
        at += _DAY
    began = start if found else _LONG_AGO - (offset or datetime.timedelta())
    return (_change(zone, began, start), *found)


def _moment_of(zone: datetime.tzinfo, low: datetime.datetime, high: datetime.datetime) -> datetime.datetime:
    """The second at which the offset between two moments changes."""
    before = low.astimezone(zone).utcoffset()
    while high - low > _SECOND:
        middle = low + (high - low) // (2 * _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def _change(zone: datetime.tzinfo, moment: datetime.datetime, earlier: datetime.datetime) -> Change:
    there = moment.astimezone(zone)
    before = earlier.astimezone(zone).utcoffset() or datetime.timedelta()
    after = there.utcoffset() or datetime.timedelta()
    return Change(moment + before, before, after, there.tzname() or "", bool(there.dst()))


def _offset(value: datetime.timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
