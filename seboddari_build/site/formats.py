"""Dates, times, numbers, quantities and index letters as text in Korean and English.

Korean writes ``2020년 12월 17일 (목)``, English the British ``Thursday 17 December 2020``; numbers
are grouped on their digits and reckoned as decimals, never as floats.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from seboddari_build.base.language import Language
from seboddari_build.model.directory import Unit
from seboddari_build.model.talk import Bound
from seboddari_build.model.value import Amount, Day, Hours, Number, Period
from seboddari_build.site.money import easier, won_in_english

_WEEKDAYS = ("월화수목금토일", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_PLAIN = re.compile(r"(-?)(\d+)(\.\d+)?\Z", re.ASCII)
_BOUNDS = {"at-least": "at least ", "at-most": "at most ", "about": "about "}


def day(value: Day, language: Language, *, weekday: bool = True) -> str:
    """A date in full: ``2020년 12월 17일 (목)``, ``Thursday 17 December 2020``; shorter where less is known."""
    if language == "ko":
        return _korean_day(value, value.year, value.month, weekday)
    return _english_day(value, value.year, value.month, weekday)


def short_day(value: Day, language: Language) -> str:
    """A date without its year where there is a month: ``12. 17.(목)``, ``Thu 17 Dec``."""
    if not value.month:
        return day(value, language)
    if not value.day:
        return f"{value.month}월" if language == "ko" else _MONTHS[value.month - 1]
    if language == "ko":
        return f"{value.month}. {value.day}.({_weekday(value, language)})"
    return f"{_weekday(value, language)[:3]} {value.day} {_MONTHS[value.month - 1][:3]}"


def axis_day(value: Day, language: Language) -> str:
    """A date as short as a chart's axis needs it, with its year: ``2020년 8월``, ``Aug 2020``."""
    if language == "ko" or not value.month:
        return day(value, language, weekday=False)
    number = f"{value.day} " if value.day else ""
    return f"{number}{_MONTHS[value.month - 1][:3]} {value.year}"


def period(value: Period, language: Language, *, weekday: bool = False) -> str:
    """A date or a range that says year and month once: ``2020년 6월 17일 ~ 11월 30일``, ``17–18 December 2020``.

    A range without an end is ``2014년부터``, ``since 2014``.
    """
    start, end = value.start, value.end
    if end is None:
        first = day(start, language, weekday=weekday)
        return f"{first}부터" if language == "ko" else f"since {first}"
    if value.single():
        return day(start, language, weekday=weekday)
    same_year = start.year == end.year and bool(start.month and end.month)
    same_month = same_year and start.month == end.month and bool(start.day and end.day)
    year, month = 0 if same_year else start.year, 0 if same_month else start.month
    if language == "ko":
        last = _korean_day(end, 0 if same_year else end.year, 0 if same_month else end.month, weekday)
        return f"{_korean_day(start, start.year, start.month, weekday)} ~ {last}"
    first = _english_day(start, year, month, weekday)
    last = _english_day(end, end.year, end.month, weekday)
    alike = bool(start.month) == bool(end.month) and bool(start.day) == bool(end.day)
    closed = alike and " " not in first
    return f"{first}–{last}" if closed else f"{first} – {last}"


def hours(value: Hours, language: Language) -> str:
    """A span of time on the 24-hour clock, ``10:00–12:00``; an end past midnight says so."""
    if value.end <= 24 * 60:
        return "–".join(value.clock())
    start, end = Hours(value.start, value.end - 24 * 60).clock()
    return f"{start}–{end} ({'다음 날' if language == 'ko' else 'next day'})"


def minutes(count: int, language: Language) -> str:
    """A length of time in whole minutes: ``1시간 30분``, ``1 hour 30 minutes``."""
    whole, rest = divmod(count, 60)
    if language == "ko":
        parts = (f"{whole}시간" if whole else "", f"{rest}분" if rest or not whole else "")
    else:
        parts = (
            _counted(whole, "hour") if whole else "",
            _counted(rest, "minute") if rest or not whole else "",
        )
    return " ".join(filter(None, parts))


def number(value: Number | str, language: Language) -> str:  # noqa: ARG001 - both group alike today
    """A number with its thousands grouped, as exact as it was: ``12,215``, ``6.1``; other text as it is."""
    found = _PLAIN.match(value)
    if not found:
        return value
    sign, whole, fraction = found.groups()
    return f"{'−' if sign else ''}{int(whole):,}{fraction or ''}"


def amount(value: Amount, language: Language) -> str:
    """A number or a range: ``3~4`` in Korean, ``3–4`` in English."""
    low, high = number(value.low, language), number(value.high, language)
    if value.single():
        return low
    if language == "ko":
        return f"{low}~{high}"
    return f"{low} to {high}" if low.startswith("−") or high.startswith("−") else f"{low}–{high}"


def unit_name(unit: Unit, language: Language) -> str:
    """The unit as a heading: ``천원``, ``thousand won``, ``people``."""
    return unit.ko if language == "ko" else unit.many or unit.one or unit.ko


def quantity(value: Amount, unit: Unit | None, bound: Bound | None, language: Language) -> tuple[str, str, str]:
    """What was counted, as (value, unit, gloss); the gloss says the same more easily, or is empty.

    Korean keeps the printed layer and puts the bound where grammar wants it: ("44", "시간 이하", ""),
    ("80,841", "천원", "8,084만 원"). English counts won by itself: ("KRW 80.8 million", "",
    "KRW 80,841,000"), the gloss being the exact sum where the value is rounded.
    """
    if language == "ko":
        return _korean_quantity(value, unit, bound)
    before = _BOUNDS[bound] if bound else ""
    if unit and unit.money is not None:
        rounded, exact = won_in_english(value, unit.money)
        return f"{before}{rounded}", "", exact
    name = "" if unit is None else unit.one if _is_one(value) and unit.one else unit_name(unit, language)
    return f"{before}{amount(value, language)}", name, ""


def initial(text: str) -> tuple[str, str]:
    """The index group of ``text``, as (anchor, label): ``("g", "ㄱ")``, ``("latin-a", "A")``, ``("0-9", "0-9")``.

    Tense consonants (ㄲㄸㅃㅆㅉ) stand under the plain one; what is neither Hangul, Latin nor a
    digit (Hanja, symbols) is ``("other", "#")``.
    """
    first = _head(text)[:1]
    kind, letter = _place(first)
    if kind == 2:
        return _CONSONANTS[letter]
    if kind == 3:
        return f"latin-{letter}", letter.upper()
    return ("0-9", "0-9") if kind == 1 else ("other", "#")


def sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """The order of an index: digits, Hangul, Latin, the rest; letter by letter, in code-point order.

    Entries sorted by it fall into the groups of ``initial`` without a group coming twice.
    """
    head = _head(text)
    group = (_place(head[:1])[0] or 4, "")
    return (group, *((_place(letter)[0], letter) for letter in _fold(head)), (9, text))


def _korean_day(value: Day, year: int, month: int, weekday: bool) -> str:
    """The date with ``year`` and ``month`` as given; 0 leaves a part out."""
    parts = (
        f"{year}년" if year else "",
        f"{month}월" if month else "",
        f"{value.day}일" if value.day else "",
        f"({_weekday(value, 'ko')})" if weekday and value.day else "",
    )
    return " ".join(filter(None, parts))


def _english_day(value: Day, year: int, month: int, weekday: bool) -> str:
    parts = (
        _weekday(value, "en") if weekday and value.day else "",
        str(value.day) if value.day else "",
        _MONTHS[month - 1] if month else "",
        str(year) if year else "",
    )
    return " ".join(filter(None, parts))


def _weekday(value: Day, language: Language) -> str:
    return _WEEKDAYS[language == "en"][date(value.year, value.month, value.day).weekday()]


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _is_one(value: Amount) -> bool:
    return value.single() and value.low == "1"


def _korean_quantity(value: Amount, unit: Unit | None, bound: Bound | None) -> tuple[str, str, str]:
    said = amount(value, "ko")
    name = unit.ko if unit else ""
    gloss = easier(value, unit.money) if unit and unit.money is not None else ""
    if bound == "about":
        return f"약 {said}", name, gloss and f"약 {gloss}"
    if not bound:
        return said, name, gloss
    after = " 이상" if bound == "at-least" else " 이하"
    return (said, f"{name}{after}", gloss and f"{gloss}{after}") if name else (f"{said}{after}", "", gloss)


#: The initial consonants in the order of Unicode's syllables, each under the plain one.
_INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
_ANCHORS = ("g", "n", "d", "r", "m", "b", "s", "a", "j", "ch", "k", "t", "p", "h")
_CONSONANTS = {
    letter: (anchor, letter) for letter, anchor in zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", _ANCHORS, strict=True)
}
_TENSE = dict(zip("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ", strict=True))
_LEGAL_FORM = re.compile(r"(?:\([^()]{1,6}\)|㈜)\s*(?=\S)")


def _head(text: str) -> str:
    """``text`` from its first letter or digit on, without a legal form such as (주) before it."""
    rest = _LEGAL_FORM.sub("", text.strip(), count=1) if text.strip()[:1] in ("(", "㈜") else text.strip()
    start = next((i for i, letter in enumerate(rest) if letter.isalnum()), 0)
    return rest[start:]


def _fold(text: str) -> str:
    """Lower case; accents of Latin letters dropped, Hangul left composed."""
    return "".join(unicodedata.normalize("NFD", c)[0] if ord(c) < 0x2000 else c for c in text.casefold())


@lru_cache(maxsize=4096)
def _place(letter: str) -> tuple[int, str]:
    """Where a letter stands: (0 space and marks, 1 digit, 2 Hangul, 3 Latin, 4 other) and its group."""
    folded = _fold(letter)[:1]
    if "가" <= folded <= "힣":
        return 2, _INITIALS[(ord(folded) - 0xAC00) // 588]
    plain = _TENSE.get(folded, folded)
    if plain in _CONSONANTS:
        return 2, plain
    if "0" <= folded <= "9":
        return 1, folded
    if "a" <= folded <= "z":
        return 3, folded
    return (4 if folded.isalnum() else 0), folded
