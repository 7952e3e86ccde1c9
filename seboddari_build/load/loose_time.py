"""Dates and times as people like to write them -> as a field takes them, for the hint to the one who did."""

import re

_DAY = re.compile(
    r"([0-9]{4})\s*(?:[./년]\s*(?:([0-9]{1,2})\s*(?:[./월]\s*(?:([0-9]{1,2})\s*[.일]?)?)?)?)?"
    r"(?:\s*\([월화수목금토일](?:요일)?\))?"
)
_HALF = "오전|오후|새벽|아침|낮|저녁|[AaPp]\\.?[Mm]\\.?"
_CLOCK = rf"({_HALF})?\s*([0-9]{{1,2}})(?:\s*:\s*([0-9]{{2}})|\s*시(?:\s*([0-9]{{1,2}})\s*분|\s*(반))?)?\s*({_HALF})?"
_TIME = re.compile(_CLOCK)
_SPAN = re.compile(rf"{_CLOCK}\s*(?:[-–—~∼〜]|부터|에서|to)\s*{_CLOCK}\s*(?:까지)?")
_SAID = re.compile(f"시|:|{_HALF}")
_BEFORE_NOON = ("오전", "새벽", "아침", "a")

_HALF_DAY = 12 * 60
#: Nothing begins before this hour unless it says so: 2시 means the afternoon.
_EARLIEST = 7 * 60


def day_meant(value: str) -> str:
    """``value`` as a date such as 2020-12-17, "" where it cannot be told."""
    found = _DAY.fullmatch(value.strip())
    if not found:
        return ""
    return "-".join([found[1], *(f"{int(part):02}" for part in (found[2], found[3]) if part)])


def hours_meant(value: str) -> str:
    """``value`` as a span of time such as 13:00-15:00, "" where it cannot be told."""
    found = _SPAN.fullmatch(value.strip())
    if not found or not _SAID.search(value):
        return ""
    first, last = found.groups()[:6], found.groups()[6:]
    start, end = _minutes(*first), _minutes(*last)
    if start is None or end is None or (start < _EARLIEST and not _half(first)):
        return ""
    later: tuple[int, ...]
    if _half(last):
        later = (0, 2)
    elif ":" in value and not _half(first):  # a clock of 24 hours: who writes an end before the start means neither
        later = (0,)
    else:
        past = (2,) if _half(first) else ()  # 오후 11시-1시 goes past midnight
        later = (0, *((1,) if end <= _HALF_DAY else ()), *past)
    ends = [end + halves * _HALF_DAY for halves in later if 0 < end + halves * _HALF_DAY - start < _HALF_DAY]
    return f"{_shown(start)}-{_shown(ends[0])}" if ends else ""


def ends_first(value: str) -> bool:
    """Whether ``value`` is a span of time that does not end after it starts."""
    found = _SPAN.fullmatch(value.strip())
    if not found or not _SAID.search(value):
        return False
    start, end = _minutes(*found.groups()[:6]), _minutes(*found.groups()[6:])
    return start is not None and end is not None and end <= start


def time_meant(value: str) -> str:
    """``value`` as one time of day such as 10:00, "" where it is none."""
    found = _TIME.fullmatch(value.strip())
    if not found or not _SAID.search(value):
        return ""
    minutes = _minutes(*found.groups())
    if minutes is None or minutes >= 2 * _HALF_DAY or (minutes < _EARLIEST and not _half(found.groups())):
        return ""
    return _shown(minutes)


def _minutes(*clock: str | None) -> int | None:
    """Minutes since midnight of the six parts of ``_CLOCK``; None for what no clock shows."""
    said = _half(clock)
    hours, minutes = int(clock[1] or 0), 30 if clock[4] else int(clock[2] or clock[3] or 0)
    if minutes > 59 or hours > 24 or (said and not 0 < hours <= 12):
        return None
    if said:
        hours = hours % 12 + (12 if said == "pm" else 0)
    return hours * 60 + minutes


def _half(clock: tuple[str | None, ...]) -> str:
    """``am``, ``pm`` or "": the half of the day that a time names."""
    said = clock[0] or clock[-1] or ""
    return ("am" if said.lower().startswith(_BEFORE_NOON) else "pm") if said else ""


def _shown(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
