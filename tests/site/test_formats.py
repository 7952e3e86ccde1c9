"""Dates, numbers, money and index letters as a reader sees them, in both languages."""

import pytest

from seboddari_build.model.directory import Unit
from seboddari_build.model.talk import Bound
from seboddari_build.model.value import Amount, Day, Hours, Id, Number, Period
from seboddari_build.site import formats

THURSDAY, FRIDAY = Day(2020, 12, 17), Day(2020, 12, 18)


def unit(ko: str, one: str = "", many: str = "", money: str | None = None) -> Unit:
    return Unit(id=Id("x"), ko=ko, one=one, many=many, money=Number(money) if money else None)


PEOPLE = unit("명", "person", "people")
HOURS = unit("시간", "hour", "hours")
PERCENT = unit("%", "%", "%")
WON = unit("원", "won", "won", "1")
THOUSAND = unit("천원", "thousand won", "thousand won", "1000")
MYRIAD = unit("만원", "ten thousand won", "ten thousand won", "10000")
HUNDRED_MILLION = unit("억원", "hundred million won", "hundred million won", "100000000")


def amount(text: str) -> Amount:
    low, _, high = text.partition("~")
    return Amount(Number(low), Number(high or low))


@pytest.mark.parametrize(
    ("value", "ko", "en", "short_ko", "short_en"),
    [
        (THURSDAY, "2020년 12월 17일 (목)", "Thursday 17 December 2020", "12. 17.(목)", "Thu 17 Dec"),
        (Day(2020, 2, 29), "2020년 2월 29일 (토)", "Saturday 29 February 2020", "2. 29.(토)", "Sat 29 Feb"),
        (Day(2020, 8), "2020년 8월", "August 2020", "8월", "August"),
        (Day(2020), "2020년", "2020", "2020년", "2020"),
    ],
)
def test_days(value: Day, ko: str, en: str, short_ko: str, short_en: str) -> None:
    assert (formats.day(value, "ko"), formats.day(value, "en")) == (ko, en)
    assert (formats.short_day(value, "ko"), formats.short_day(value, "en")) == (short_ko, short_en)


def test_a_day_without_its_weekday() -> None:
    assert formats.day(THURSDAY, "ko", weekday=False) == "2020년 12월 17일"
    assert formats.day(THURSDAY, "en", weekday=False) == "17 December 2020"


@pytest.mark.parametrize(
    ("start", "end", "ko", "en"),
    [
        (Day(2020, 6, 17), Day(2020, 11, 30), "2020년 6월 17일 ~ 11월 30일", "17 June – 30 November 2020"),
        (THURSDAY, FRIDAY, "2020년 12월 17일 ~ 18일", "17–18 December 2020"),
        (
            Day(2019, 7, 25),
            Day(2020, 1, 3),
            "2019년 7월 25일 ~ 2020년 1월 3일",
            "25 July 2019 – 3 January 2020",
        ),
        (Day(2020, 1), Day(2020, 11), "2020년 1월 ~ 11월", "January–November 2020"),
        (Day(2019, 9), Day(2020, 1), "2019년 9월 ~ 2020년 1월", "September 2019 – January 2020"),
        (Day(2019), Day(2020), "2019년 ~ 2020년", "2019–2020"),
        (Day(2020), Day(2020, 8), "2020년 ~ 2020년 8월", "2020 – August 2020"),
        (Day(2020, 6, 17), Day(2020, 11), "2020년 6월 17일 ~ 11월", "17 June – November 2020"),
        (Day(2020, 6), Day(2020, 6, 30), "2020년 6월 ~ 6월 30일", "June – 30 June 2020"),
        (Day(2014), None, "2014년부터", "since 2014"),
        (Day(2014, 3, 2), None, "2014년 3월 2일부터", "since 2 March 2014"),
        (THURSDAY, THURSDAY, "2020년 12월 17일", "17 December 2020"),
    ],
)
def test_periods_say_the_year_once(start: Day, end: Day | None, ko: str, en: str) -> None:
    assert formats.period(Period(start, end), "ko") == ko
    assert formats.period(Period(start, end), "en") == en


def test_a_period_with_weekdays() -> None:
    dates = Period(THURSDAY, FRIDAY)
    assert formats.period(dates, "ko", weekday=True) == "2020년 12월 17일 (목) ~ 18일 (금)"
    assert formats.period(dates, "en", weekday=True) == "Thursday 17 – Friday 18 December 2020"


@pytest.mark.parametrize(
    ("start", "end", "ko", "en"),
    [
        (600, 720, "10:00–12:00", "10:00–12:00"),
        (545, 1440, "09:05–24:00", "09:05–24:00"),
        (1380, 1530, "23:00–01:30 (다음 날)", "23:00–01:30 (next day)"),
    ],
)
def test_hours(start: int, end: int, ko: str, en: str) -> None:
    assert (formats.hours(Hours(start, end), "ko"), formats.hours(Hours(start, end), "en")) == (ko, en)


@pytest.mark.parametrize(
    ("count", "ko", "en"),
    [
        (0, "0분", "0 minutes"),
        (1, "1분", "1 minute"),
        (45, "45분", "45 minutes"),
        (60, "1시간", "1 hour"),
        (90, "1시간 30분", "1 hour 30 minutes"),
        (121, "2시간 1분", "2 hours 1 minute"),
    ],
)
def test_minutes(count: int, ko: str, en: str) -> None:
    assert (formats.minutes(count, "ko"), formats.minutes(count, "en")) == (ko, en)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("0", "0"),
        ("999", "999"),
        ("12215", "12,215"),
        ("6.1", "6.1"),
        ("94.0", "94.0"),
        ("-1234567.50", "−1,234,567.50"),
        ("123456789012345.123456", "123,456,789,012,345.123456"),
        ("약간", "약간"),
        ("１２３４", "１２３４"),
        ("", ""),
    ],
)
def test_numbers_are_grouped_exactly(written: str, shown: str) -> None:
    assert formats.number(written, "ko") == formats.number(written, "en") == shown


def test_ranges() -> None:
    assert (formats.amount(amount("3~4"), "ko"), formats.amount(amount("3~4"), "en")) == ("3~4", "3–4")
    assert formats.amount(amount("-3~4"), "en") == "−3 to 4"
    assert formats.amount(amount("1000~2000"), "ko") == "1,000~2,000"


@pytest.mark.parametrize(
    ("value", "counted", "bound", "ko", "en"),
    [
        ("176", PEOPLE, None, ("176", "명", ""), ("176", "people", "")),
        ("1", PEOPLE, None, ("1", "명", ""), ("1", "person", "")),
        ("0", PEOPLE, None, ("0", "명", ""), ("0", "people", "")),
        ("1.0", HOURS, None, ("1.0", "시간", ""), ("1.0", "hours", "")),
        ("1~2", HOURS, None, ("1~2", "시간", ""), ("1–2", "hours", "")),
        ("94.0", PERCENT, None, ("94.0", "%", ""), ("94.0", "%", "")),
        ("5", unit("바퀴"), None, ("5", "바퀴", ""), ("5", "바퀴", "")),
        ("12", None, None, ("12", "", ""), ("12", "", "")),
        ("1000", PEOPLE, "about", ("약 1,000", "명", ""), ("about 1,000", "people", "")),
        ("10", PEOPLE, "at-least", ("10", "명 이상", ""), ("at least 10", "people", "")),
        ("44", HOURS, "at-most", ("44", "시간 이하", ""), ("at most 44", "hours", "")),
        ("10", None, "at-least", ("10 이상", "", ""), ("at least 10", "", "")),
    ],
)
def test_quantities(
    value: str, counted: Unit | None, bound: Bound | None, ko: tuple[str, ...], en: tuple[str, ...]
) -> None:
    assert formats.quantity(amount(value), counted, bound, "ko") == ko
    assert formats.quantity(amount(value), counted, bound, "en") == en


@pytest.mark.parametrize(
    ("value", "counted", "gloss", "english", "exact"),
    [
        ("80841", THOUSAND, "8,084만 원", "KRW 80.8 million", "KRW 80,841,000"),
        ("4700000", THOUSAND, "47억 원", "KRW 4.7 billion", ""),
        ("28479", HUNDRED_MILLION, "2조 8,479억 원", "KRW 2.85 trillion", "KRW 2,847,900,000,000"),
        ("123456789", THOUSAND, "1,234억 5,679만 원", "KRW 123 billion", "KRW 123,456,789,000"),
        ("100000", THOUSAND, "1억 원", "KRW 100 million", ""),
        ("999999999", THOUSAND, "1조 원", "KRW 1 trillion", "KRW 999,999,999,000"),
        ("16", THOUSAND, "16,000원", "KRW 16,000", ""),
        ("80.5", THOUSAND, "80,500원", "KRW 80,500", ""),
        ("9", THOUSAND, "", "KRW 9,000", ""),
        ("16000", WON, "", "KRW 16,000", ""),
        ("175200", WON, "", "KRW 175,200", ""),
        ("4700000", WON, "470만 원", "KRW 4.7 million", ""),
        ("78", MYRIAD, "", "KRW 780,000", ""),
        ("12000", MYRIAD, "1억 2,000만 원", "KRW 120 million", ""),
        ("6.1", HUNDRED_MILLION, "", "KRW 610 million", ""),
        ("0", THOUSAND, "", "KRW 0", ""),
        ("-80841", THOUSAND, "−8,084만 원", "KRW −80.8 million", "KRW −80,841,000"),
        ("3~4", MYRIAD, "", "KRW 30,000–40,000", ""),
        ("1000~1200", THOUSAND, "100만 원~120만 원", "KRW 1–1.2 million", ""),
        ("900~1200", THOUSAND, "900,000원~120만 원", "KRW 900,000 to 1.2 million", ""),
        ("80841~90000", THOUSAND, "8,084만 원~9,000만 원", "KRW 80.8–90 million", "KRW 80,841,000–90,000,000"),
    ],
)
def test_money(value: str, counted: Unit, gloss: str, english: str, exact: str) -> None:
    printed = formats.amount(amount(value), "ko")
    assert formats.quantity(amount(value), counted, None, "ko") == (printed, counted.ko, gloss)
    assert formats.quantity(amount(value), counted, None, "en") == (english, "", exact)


def test_money_within_bounds() -> None:
    value = amount("80841")
    assert formats.quantity(value, THOUSAND, "about", "ko") == ("약 80,841", "천원", "약 8,084만 원")
    assert formats.quantity(value, THOUSAND, "at-least", "ko") == ("80,841", "천원 이상", "8,084만 원 이상")
    assert formats.quantity(amount("78"), MYRIAD, "at-most", "en") == ("at most KRW 780,000", "", "")


def test_unit_names_for_headings() -> None:
    assert (formats.unit_name(PEOPLE, "ko"), formats.unit_name(PEOPLE, "en")) == ("명", "people")
    assert formats.unit_name(unit("바퀴"), "en") == "바퀴"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("가온", ("g", "ㄱ")),
        ("까치", ("g", "ㄱ")),
        ("따옴표", ("d", "ㄷ")),
        ("라온", ("r", "ㄹ")),
        ("뿌리", ("b", "ㅂ")),
        ("씨앗", ("s", "ㅅ")),
        ("은평", ("a", "ㅇ")),
        ("짝꿍", ("j", "ㅈ")),
        ("천연", ("ch", "ㅊ")),
        ("힣", ("h", "ㅎ")),
        ("ㄲ", ("g", "ㄱ")),
        ("(주)나무", ("n", "ㄴ")),
        ("㈜나무", ("n", "ㄴ")),
        ("(사)", ("s", "ㅅ")),
        ("‘보따리’", ("b", "ㅂ")),
        ("apple", ("latin-a", "A")),
        ("Éa", ("latin-e", "E")),
        ("2차", ("0-9", "0-9")),
        ("同行", ("other", "#")),
        ("→", ("other", "#")),
        ("", ("other", "#")),
    ],
)
def test_initials(text: str, group: tuple[str, str]) -> None:
    assert formats.initial(text) == group


def test_index_order_is_digits_hangul_latin() -> None:
    ordered = [
        "2차",
        "가방",
        "각",
        "까치",
        "꽃",
        "나무",
        "마을 A",
        "마을1",
        "마을가",
        "마을A",
        "Apple",
        "Éa",
        "eco",
        "同",
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=formats.sort_key) == ordered


def test_no_index_group_comes_twice() -> None:
    words = ["(주)하늘", "하나", "까치", "가나", "→", "同", "‘나’", "Zoo", "éa", "Eb", "9", "1", "ㄲ", "낗", "2"]
    groups = [formats.initial(word) for word in sorted(words, key=formats.sort_key)]
    assert len([g for g, before in zip(groups, [None, *groups], strict=False) if g != before]) == len(set(groups))
