"""Plain text of a field -> typed value: dates, times, numbers, references."""

import calendar
import re
from collections.abc import Callable
from typing import Any

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.load.loose_time import day_meant, ends_first, hours_meant, time_meant
from seboddari_build.model.value import Amount, Day, Email, Hours, Id, Number, Period, Ref, Source, Url

BAD_ID = error(
    "bad-id",
    ko="‘{value}’: id로 쓸 수 없습니다.",
    en="'{value}' cannot be an id.",
    hint_ko="영문 소문자, 숫자, 붙임표(-)만 씁니다. 보기: village-enterprise",
    hint_en="Use lower-case latin letters, digits and hyphens only, for example village-enterprise.",
)
BAD_DATE = error(
    "bad-date",
    ko="‘{value}’: 날짜로 읽을 수 없습니다.",
    en="'{value}' is not a date.",
    hint_ko="2020, 2020-08, 2020-08-10 또는 2020-06-17 ~ 2020-11-30처럼 적습니다. "
    "날짜가 아닌 말은 이름 뒤에 _text를 붙인 칸에 적습니다.",
    hint_en="Write 2020, 2020-08, 2020-08-10 or 2020-06-17 ~ 2020-11-30. "
    "What no date can say goes into the field ending in _text.",
)
LOOSE_DATE = error(
    BAD_DATE.id,
    ko=BAD_DATE.ko,
    en=BAD_DATE.en,
    hint_ko="이렇게 적습니다: {meant}",
    hint_en="Write {meant}.",
)
IMPOSSIBLE_DATE = error(
    "impossible-date",
    ko="‘{value}’: 달력에 없는 날짜입니다.",
    en="'{value}' does not exist in the calendar.",
    hint_ko="달은 1~12까지, {month_ko}은 {last}일까지 있습니다.",
    hint_en="Months run from 1 to 12, and {month_en} has {last} days.",
)
DATE_ORDER = error(
    "date-order",
    ko="‘{value}’: 끝이 시작보다 앞섭니다.",
    en="'{value}' ends before it starts.",
    hint_ko="앞의 날짜와 뒤의 날짜를 바꾸어 적었는지 살펴 주세요.",
    hint_en="Check whether the two dates were swapped.",
)
BAD_TIME = error(
    "bad-time",
    ko="‘{value}’: 시각으로 읽을 수 없습니다.",
    en="'{value}' is not a span of time.",
    hint_ko="10:00-12:00처럼 적습니다. 자정을 넘기면 23:00-25:30처럼 적습니다.",
    hint_en="Write it as 10:00-12:00; past midnight as 23:00-25:30.",
)
END_FIRST = error(
    BAD_TIME.id,
    ko="‘{value}’: 끝나는 시각이 시작하는 시각보다 늦지 않습니다.",
    en="'{value}' does not end after it starts.",
    hint_ko="두 시각을 바꾸어 적었는지 살펴 주세요. 자정을 넘겨 끝나면 23:00-25:30처럼 적습니다.",
    hint_en="Check whether the two were swapped. What ends past midnight is written as 23:00-25:30.",
)
LOOSE_TIME = error(
    BAD_TIME.id,
    ko=BAD_TIME.ko,
    en=BAD_TIME.en,
    hint_ko="이렇게 적습니다: {meant}",
    hint_en="Write {meant}.",
)
ONE_TIME = error(
    BAD_TIME.id,
    ko=BAD_TIME.ko,
    en=BAD_TIME.en,
    hint_ko="시작은 {meant}입니다. 끝나는 시각까지 적습니다: {meant}-{end}",
    hint_en="It begins at {meant}; write its end too, as in {meant}-{end}.",
)
BAD_NUMBER = error(
    "bad-number",
    ko="‘{value}’: 수로 읽을 수 없습니다.",
    en="'{value}' is not a number.",
    hint_ko="쉼표와 단위 없이 8791 또는 6.1, 범위는 3~4처럼 적습니다. 단위는 unit에 적습니다.",
    hint_en="Write 8791 or 6.1 without commas or units, a range as 3~4; the unit goes into unit.",
)
LOOSE_AMOUNT = error(
    BAD_NUMBER.id,
    ko=BAD_NUMBER.ko,
    en=BAD_NUMBER.en,
    hint_ko="두 줄로 적습니다. value: {meant} 그리고 bound: {bound}",
    hint_en="Write it on two lines: value: {meant} and bound: {bound}",
)
BAD_URL = error(
    "bad-url",
    ko="‘{value}’: 쓸 수 있는 주소가 아닙니다.",
    en="'{value}' is not an address that may be used.",
    hint_ko="https:// 로 시작하는 주소를 적습니다.",
    hint_en="Write an address that begins with https://.",
)
BAD_EMAIL = error(
    "bad-email",
    ko="‘{value}’: 전자우편 주소가 아닙니다.",
    en="'{value}' is not an e-mail address.",
    hint_ko="info@example.org처럼 적습니다.",
    hint_en="Write it as info@example.org.",
)
BAD_SOURCE = error(
    "bad-source",
    ko="‘{value}’: 출처로 읽을 수 없습니다.",
    en="'{value}' is not a source.",
    hint_ko="원문 이름과 줄 번호를 proceedings 53-242처럼 적습니다.",
    hint_en="Write the source's name and its lines, as in proceedings 53-242.",
)
BAD_SWITCH = error(
    "bad-switch",
    ko="‘{value}’: true 또는 false가 와야 합니다.",
    en="'{value}' should be true or false.",
    hint_ko="true 또는 false로 적습니다.",
    hint_en="Write true or false.",
)

_DAY_FORM = "([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?"
_NUMBER_FORM = r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?"

#: What the text of each type looks like, from its first character to its last. The JSON Schema
#: says the same: only what regular expressions of ECMAScript also know may stand here.
PATTERNS: dict[Any, str] = {
    Id: "[a-z0-9]+(?:-[a-z0-9]+)*",
    Day: _DAY_FORM,
    Period: rf"{_DAY_FORM}(?:\s*~(?:\s*{_DAY_FORM})?)?",
    Hours: r"([0-9]{1,2}):([0-9]{2})\s*[-–~]\s*([0-9]{1,2}):([0-9]{2})",
    Number: _NUMBER_FORM,
    Amount: rf"({_NUMBER_FORM})(?:\s*~\s*({_NUMBER_FORM}))?",
    int: "-?[0-9]{1,9}",
    Url: r"""https?://(?!localhost|127\.)[^\s<>"'`\\{}|^/?#@]+(?:[/?#][^\s<>"'`\\{}|^]*)?""",
    Email: r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    Source: r"([a-z0-9-]+)(?:\s+([0-9]{1,7})(?:-([0-9]{1,7}))?)?",
}
#: The longest id.
ID_LENGTH = 80

_ID, _DAY, _HOURS, _NUMBER, _AMOUNT, _INTEGER, _URL, _EMAIL, _SOURCE = (
    re.compile(rf"(?:{PATTERNS[kind]})\Z") for kind in (Id, Day, Hours, Number, Amount, int, Url, Email, Source)
)
#: Words that say how exact an amount is, before and after the number, and how the file says it.
_BEFORE = dict.fromkeys(("약", "대략", "about", "around"), "about") | {"at least": "at-least", "at most": "at-most"}
_AFTER = {"여": "about", "이상": "at-least", "or more": "at-least", "이하": "at-most", "or less": "at-most"}
_BOUNDED = re.compile(
    rf"(?:({'|'.join(_BEFORE)})\s*)?([0-9]{{1,15}}(?:\.[0-9]{{1,6}})?)"
    rf"[가-힣%㎡]{{0,3}}?\s*(?:({'|'.join(_AFTER)})\s*[가-힣%㎡]{{0,2}})?\Z"
)

Parsed = tuple[Any, Problem | None]


def parse_id(value: str, span: Span) -> tuple[Id | None, Problem | None]:
    """An id, or ``bad-id``."""
    return (Id(value), None) if _ID.match(value) and len(value) <= ID_LENGTH else (None, BAD_ID.at(span, value=value))


def parse_day(value: str, span: Span) -> tuple[Day | None, Problem | None]:
    """A date as exact as it is written, or ``bad-date`` / ``impossible-date``."""
    found = _DAY.match(value)
    if not found:
        meant = day_meant(value)
        if not meant:
            return None, BAD_DATE.at(span, value=value)
        _, problem = parse_day(meant, span)  # 2020.2.30 is told of as the date that it means
        return None, problem or LOOSE_DATE.at(span, value=value, meant=meant)
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    last = calendar.monthrange(year or 1, month)[1] if 1 <= month <= 12 else 31
    if (found[2] and not 1 <= month <= 12) or (found[3] and not 1 <= day <= last) or year == 0:
        known = 1 <= month <= 12
        return None, IMPOSSIBLE_DATE.at(
            span,
            value=value,
            month_ko=f"{year}년 {month}월" if known else "1월",
            month_en=f"{calendar.month_name[month]} {year}" if known else "January",
            last=last,
        )
    return Day(year, month, day), None


def parse_period(value: str, span: Span) -> tuple[Period | None, Problem | None]:
    """A date, a range ``a ~ b``, or an open range ``a ~``."""
    if "~" not in value:
        day, problem = parse_day(value.strip(), span)
        return (Period(day, day), None) if day else (None, problem)
    first, _, second = value.partition("~")
    start, problem = parse_day(first.strip(), span)
    if not start:
        return None, problem
    if not second.strip():
        return Period(start, None), None
    end, problem = parse_day(second.strip(), span)
    if not end:
        return None, problem
    size = 3 if start.day and end.day else 2 if start.month and end.month else 1
    if (end.year, end.month, end.day)[:size] < (start.year, start.month, start.day)[:size]:
        return None, DATE_ORDER.at(span, value=value)
    return Period(start, end), None


def parse_hours(value: str, span: Span) -> tuple[Hours | None, Problem | None]:
    """A span of time ``10:00-12:00``."""
    found = _HOURS.match(value)
    if found:
        h1, m1, h2, m2 = (int(part) for part in found.groups())
        start, end = h1 * 60 + m1, h2 * 60 + m2
        if m1 < 60 and m2 < 60 and h1 < 24 and start < end <= 36 * 60:
            return Hours(start, end), None
    return None, _loose_hours(value, span)


def _loose_hours(value: str, span: Span) -> Problem:
    """What is wrong with a time that is not of the form, with what was meant where it can be told."""
    if meant := hours_meant(value):
        return LOOSE_TIME.at(span, value=value, meant=meant)
    if ends_first(value):
        return END_FIRST.at(span, value=value)
    if meant := time_meant(value):
        hour, minute = meant.split(":")
        return ONE_TIME.at(span, value=value, meant=meant, end=f"{int(hour) + 1:02}:{minute}")
    return BAD_TIME.at(span, value=value)


def parse_number(value: str, span: Span) -> tuple[Number | None, Problem | None]:
    """An exact decimal number without grouping."""
    return (Number(value), None) if _NUMBER.match(value) else (None, BAD_NUMBER.at(span, value=value))


def parse_amount(value: str, span: Span) -> tuple[Amount | None, Problem | None]:
    """A number or a range ``3~4``."""
    found = _AMOUNT.match(value)
    if not found:
        loose = _BOUNDED.match(value.replace(",", "").lower())
        bound = loose and (_BEFORE.get(loose[1]) or _AFTER.get(loose[3]))
        if loose and bound:
            return None, LOOSE_AMOUNT.at(span, meant=loose[2], bound=bound, value=value)
        return None, BAD_NUMBER.at(span, value=value)
    return Amount(Number(found[1]), Number(found[2] or found[1])), None


def parse_integer(value: str, span: Span) -> tuple[int | None, Problem | None]:
    """A whole number."""
    return (int(value), None) if _INTEGER.match(value) else (None, BAD_NUMBER.at(span, value=value))


def parse_switch(value: str, span: Span) -> tuple[bool | None, Problem | None]:
    """``true`` or ``false``."""
    return (value == "true", None) if value in ("true", "false") else (None, BAD_SWITCH.at(span, value=value))


def parse_url(value: str, span: Span) -> tuple[Url | None, Problem | None]:
    """A web address."""
    return (Url(value), None) if _URL.match(value) else (None, BAD_URL.at(span, value=value))


def parse_email(value: str, span: Span) -> tuple[Email | None, Problem | None]:
    """An e-mail address."""
    return (Email(value), None) if _EMAIL.match(value) else (None, BAD_EMAIL.at(span, value=value))


def parse_source(value: str, span: Span) -> tuple[Source | None, Problem | None]:
    """A source document with a range of lines."""
    found = _SOURCE.match(value)
    if not found:
        return None, BAD_SOURCE.at(span, value=value)
    first = int(found[2] or 0)
    last = int(found[3] or first)
    if last < first:
        return None, BAD_SOURCE.at(span, value=value)
    return Source(Ref(found[1], span), first, last), None


def parse_ref(value: str, span: Span) -> tuple[Ref | None, Problem | None]:
    """A reference; whether it leads anywhere is checked later."""
    return Ref(value, span), None


def parse_text(value: str, span: Span) -> tuple[str | None, Problem | None]:
    """Plain text."""
    return value.strip(), None


#: How the scalar of each type is read.
PARSERS: dict[Any, Callable[[str, Span], Parsed]] = {
    str: parse_text,
    Id: parse_id,
    Day: parse_day,
    Period: parse_period,
    Hours: parse_hours,
    Number: parse_number,
    Amount: parse_amount,
    int: parse_integer,
    bool: parse_switch,
    Url: parse_url,
    Email: parse_email,
    Source: parse_source,
    Ref: parse_ref,
}
