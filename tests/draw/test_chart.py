"""Charts: what is printed, what is spoken, and that nothing is told by colour alone."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.draw.chart import ChartData, Kind, Palette, Series, chart
from seboddari_build.draw.svg import words_width, wrap

SVG = "{http://www.w3.org/2000/svg}"
INK = Palette(
    ink="#101010", soft="#202020", line="#303030", paper="#ffffff", cloth="#eeeeee",
    indigo="#000001", persimmon="#000002", jade="#000003", plum="#000004", ochre="#000005", font="Print Sans",
)  # fmt: skip
DISTRICTS = tuple(f"{name}구" for name in (
    "강남", "강동", "강북", "강서", "관악", "광진", "구로", "금천", "노원", "도봉", "동대문", "동작", "마포",
    "서대문", "서초", "성동", "성북", "송파", "양천", "영등포", "용산", "은평", "종로", "중", "중랑",
))  # fmt: skip
MONTHS = ("2020년 8월", "2020년 9월", "2020년 10월", "2020년 11월", "2020년 12월")
GWANGJIN = (
    Series("주거편의", ("3", "7", "2", "10", "7")),
    Series("일시재가", ("75", "548", "1000", "1024", "167")),
    Series("동행지원", ("37", "59", "93", "93", "299")),
    Series("식사지원", ("71", "439", "873", "1665", "5743")),
)
FIVE = tuple(Series(name, ("16", "20")) for name in ("청소", "방역", "세탁", "수리", "수납"))


def data(
    kind: Kind,
    labels: tuple[str, ...],
    *series: Series,
    unit: str = "건",
    lang: str = "ko",
    title: str = "제목",
) -> ChartData:
    """A chart's data with the parts that a test is not about filled in."""
    return ChartData(id="c", kind=kind, title=title, unit=unit, labels=labels, series=series, lang=lang)  # type: ignore[arg-type]  # kinds and languages come in as text


def parsed(drawing: str) -> ElementTree.Element:
    """The drawing, read back by an independent parser."""
    return ElementTree.fromstring(drawing)


def texts(drawing: str, kind: str = "") -> list[str]:
    """The words on the drawing, of one class if given."""
    found = parsed(drawing).iter(f"{SVG}text")
    return [each.text or "" for each in found if kind in each.get("class", "").split() or not kind]


def spoken(drawing: str) -> str:
    """The description."""
    return parsed(drawing).findtext(f"{SVG}desc") or ""


EVERY = [
    data("bar", DISTRICTS, Series("응답", tuple(str(n * 7 % 61) for n in range(25)))),
    data("bar", ("1월", "2월"), *FIVE),
    data("line", MONTHS, *GWANGJIN),
    data("line", MONTHS, *GWANGJIN[1:3]),
    data("stack", ("1월", "2월"), *FIVE),
    data("share", ("찬성", "반대"), Series("답", ("83.3", "16.7")), unit="%"),
]


@pytest.mark.parametrize("chart_data", EVERY, ids=lambda each: f"{each.kind}-{len(each.series)}")
@pytest.mark.parametrize("palette", [None, INK], ids=["web", "print"])
def test_is_named_well_formed_and_without_inline_style(chart_data: ChartData, palette: Palette | None) -> None:
    drawing = chart(chart_data, palette)
    root = parsed(drawing)
    assert root.get("role") == "img"
    assert root.get("class") == f"chart chart-{chart_data.kind}"
    assert root.get("aria-labelledby") == "c-t c-d"
    assert root.get("lang") == "ko"
    assert root.findtext(f"{SVG}title[@id='c-t']") == "제목"
    assert root.findtext(f"{SVG}desc[@id='c-d']")
    assert "style" not in drawing
    assert not re.search(r"\d\.\d{3}", drawing)
    assert drawing == chart(chart_data, palette)


@pytest.mark.parametrize("chart_data", EVERY, ids=lambda each: f"{each.kind}-{len(each.series)}")
def test_words_stay_on_the_paper(chart_data: ChartData) -> None:
    root = parsed(chart(chart_data))
    width, height = (float(number) for number in root.get("viewBox", "").split()[2:])
    for each in root.iter(f"{SVG}text"):
        x, y, long = float(each.get("x", "")), float(each.get("y", "")), words_width(each.text or "", 14)
        start = {"end": x - long, "middle": x - long / 2}.get(each.get("text-anchor", ""), x)
        assert start >= -1, each.text
        assert start + long <= width + 1, each.text
        assert 0 < y <= height, each.text


@pytest.mark.parametrize("chart_data", EVERY, ids=lambda each: f"{each.kind}-{len(each.series)}")
def test_words_do_not_stand_on_each_other(chart_data: ChartData) -> None:
    boxes: list[tuple[float, float, float, float, str]] = []
    for each in parsed(chart(chart_data)).iter(f"{SVG}text"):
        words = each.text or ""
        x, y, long = float(each.get("x", "")), float(each.get("y", "")), words_width(words, 14)
        start = {"end": x - long, "middle": x - long / 2}.get(each.get("text-anchor", ""), x)
        for left, top, right, bottom, other in boxes:
            apart = start >= right - 0.5 or start + long <= left + 0.5 or y - 11 >= bottom or y <= top
            assert apart, f"{words} on {other}"
        boxes.append((start, y - 11, start + long, y, words))


def test_a_bar_chart_prints_every_label_and_value_in_the_order_given() -> None:
    drawing = chart(data("bar", ("청소", "방역"), Series("제공", ("8791", "6.10"))))
    assert texts(drawing) == ["단위: 건", "청소", "8,791", "방역", "6.10"]


def test_bars_are_as_long_as_their_values() -> None:
    drawing = chart(data("bar", ("가", "나"), Series("값", ("50", "200"))))
    one, two = (float(each.get("width", "")) for each in parsed(drawing).iter(f"{SVG}rect"))
    assert two == pytest.approx(4 * one, abs=0.05)


def test_all_values_of_a_small_chart_are_spoken() -> None:
    assert spoken(chart(data("bar", ("청소", "방역"), Series("제공", ("1600", None))))) == (
        "청소 1,600건, 방역 값 없음."
    )
    english = data("bar", ("Cleaning", "Disinfection"), Series("x", ("16", None)), unit="cases", lang="en")
    assert spoken(chart(english)) == "Unit: cases. Cleaning 16, Disinfection no value."


def test_series_are_spoken_one_by_one() -> None:
    drawing = chart(data("line", ("8월", "9월"), Series("주거", ("3", "7")), Series("식사", ("71", "439"))))
    assert spoken(drawing) == "주거: 8월 3건, 9월 7건. 식사: 8월 71건, 9월 439건."


def test_of_a_large_chart_the_extremes_are_spoken() -> None:
    months = tuple(f"{n}월" for n in range(31))
    values = (None, *map(str, range(1, 31)))
    assert spoken(chart(data("bar", months, Series("값", values), unit="%"))) == (
        "값 31개. 가장 큰 값 30월 30%, 가장 작은 값 1월 1%, 값 없음 1개."
    )
    english = data("bar", months, Series("x", values), unit="people", lang="en")
    assert spoken(chart(english)) == ("31 values. Unit: people. highest 30월 30, lowest 1월 1, 1 without a value.")


@pytest.mark.parametrize("kind", ["bar", "line", "stack", "share"])
def test_a_blank_is_an_honest_gap_and_zero_is_a_number(kind: Kind) -> None:
    drawing = chart(data(kind, ("가", "나", "다"), Series("값", ("5", None, "0"))))
    assert texts(drawing, "blank") == ["–"]
    assert "0" in texts(drawing, "chart-value")
    assert "나 값 없음" in spoken(drawing)


def test_a_line_stops_at_a_blank() -> None:
    drawing = chart(data("line", ("가", "나", "다", "라", "마"), Series("값", ("5", "6", None, "4", "3"))))
    paths = [each for each in parsed(drawing).iter(f"{SVG}path") if "chart-path" in each.get("class", "")]
    assert [each.get("d", "").count("L") for each in paths] == [1, 1]


def test_far_apart_series_get_scales_of_their_own() -> None:
    drawing = chart(data("line", MONTHS, *GWANGJIN))
    assert "칸마다 눈금이 다름" in texts(drawing)
    printed = texts(drawing, "chart-value")
    assert [name for name in printed if not name[0].isdigit()] == [series.label for series in GWANGJIN]
    values = {f"{int(value or 0):,}" for series in GWANGJIN for value in series.values}
    assert values <= set(printed)


def test_near_series_share_a_panel_and_are_named_at_their_ends() -> None:
    drawing = chart(data("line", ("8월", "9월"), Series("하나", ("30", "70")), Series("둘", ("50", "40"))))
    assert "칸마다 눈금이 다름" not in texts(drawing)
    root = parsed(drawing)
    ends = {each.text: each for each in root.iter(f"{SVG}text") if each.text in ("하나", "둘")}
    assert float(ends["하나"].get("y", "")) < float(ends["둘"].get("y", ""))


def test_what_neighbouring_labels_share_stands_once() -> None:
    drawing = chart(data("line", MONTHS, Series("값", ("1", "2", "3", "4", "5"))))
    assert texts(drawing)[-6:] == ["2020년", "8월", "9월", "10월", "11월", "12월"]


def test_series_differ_by_more_than_colour() -> None:
    lines = parsed(chart(data("line", MONTHS, *GWANGJIN)))
    dashes = {
        each.get("class"): each.get("stroke-dasharray")
        for each in lines.iter(f"{SVG}path")
        if "chart-path" in each.get("class", "")
    }
    assert len(set(dashes.values())) == 4
    bars = parsed(chart(data("stack", ("1월", "2월"), *FIVE)))
    fills = {each.get("class"): each.get("fill") for each in bars.iter(f"{SVG}rect")}
    assert len(set(fills.values())) == 5
    hatches = {each.get("id") for each in bars.iter(f"{SVG}pattern")}
    assert {fill for fill in fills.values() if fill != "currentColor"} == {f"url(#{name})" for name in hatches}


def test_percentages_below_a_hundred_leave_the_rest_of_the_bar_empty() -> None:
    drawing = chart(data("share", ("찬성",), Series("답", ("83.3",)), unit="%"))
    bar = next(parsed(drawing).iter(f"{SVG}rect"))
    assert float(bar.get("width", "")) == pytest.approx(0.833 * 359 - 1.5, abs=0.02)


def test_the_palette_writes_colours_for_print() -> None:
    drawing = chart(EVERY[4], INK)
    assert "currentColor" not in drawing
    assert 'font-family="Print Sans"' in drawing
    assert all(colour in drawing for colour in ("#000001", "#000002", "#000003", "#000004", "#000005"))


def test_text_is_escaped() -> None:
    drawing = chart(data("bar", ('<b> & "인용"',), Series("값", ("1",)), title="<script>\x00"))
    assert parsed(drawing).findtext(f"{SVG}title") == "<script>"
    assert "".join(texts(drawing, "chart-label")) == '단위: 건<b> & "인용"'


def test_two_charts_on_a_page_have_no_id_in_common() -> None:
    one = chart(EVERY[4])
    two = chart(EVERY[4]).replace('"c', '"d').replace("#c", "#d")
    assert not set(re.findall(r' id="([^"]+)"', one)) & set(re.findall(r' id="([^"]+)"', two))
    assert all(name.startswith("c-") for name in re.findall(r' id="([^"]+)"', one))


def test_an_empty_chart_is_still_a_drawing() -> None:
    for kind in ("bar", "line", "stack", "share"):
        assert parsed(chart(data(kind, (), Series("값", ())))).tag == f"{SVG}svg"


@given(
    st.sampled_from(["bar", "line", "stack", "share"]),
    st.lists(st.lists(st.one_of(st.none(), st.integers(-9999, 999999).map(str)), min_size=4, max_size=4), min_size=1, max_size=7),
)  # fmt: skip
def test_any_values_are_drawn(kind: Kind, rows: list[list[str | None]]) -> None:
    series = tuple(Series(f"항목 {n}", tuple(row)) for n, row in enumerate(rows))
    drawing = chart(data(kind, ("가", "나", "다", "라"), *series))
    assert not re.search("nan|inf", drawing)
    parsed(drawing)


@given(st.text(max_size=40), st.floats(20, 200))
def test_wrapping_loses_no_letter(text: str, room: float) -> None:
    def letters(words: str) -> str:
        return re.sub(r"[\s-]", "", words)

    assert letters("".join(wrap(text, room, 14))) == letters(text)


def test_names_are_broken_between_syllables() -> None:
    assert wrap("Yeongdeungpo", 55, 13) == ("Yeong-", "deungpo")
    assert wrap("지역사회통합돌봄", 60, 14) == ("지역사회", "통합돌봄")
    assert wrap("은평 마을기업", 60, 14) == ("은평", "마을기업")
