"""Moments of the event in its time zone, as ISO 8601 writes them."""

import datetime

from seboddari_build.base.zones import zone_of
from seboddari_build.model.value import Day


def moment(day: Day, minutes: int, zone: str) -> str:
    """``2020-12-17T09:30:00+09:00``, so many minutes after the midnight that begins ``day``.

    "" where the day is not known, or the zone is none.
    """
    place = zone_of(zone)
    if not day.day or place is None:
        return ""
    there = datetime.datetime(day.year, day.month, day.day) + datetime.timedelta(minutes=minutes)  # noqa: DTZ001 - the zone comes in the next line
    return there.replace(tzinfo=place).isoformat()


def first_moment(day: Day, zone: str) -> str:
    """The midnight that begins ``day``; of a month or a year alone, that of its first day."""
    return moment(Day(day.year, day.month or 1, day.day or 1), 0, zone)
