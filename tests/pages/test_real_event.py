"""What the pages of the real event show: programme, survey, comparison, minutes, glossary, districts."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from seboddari_build.base.language import Language
from seboddari_build.model.conference import Conference
from seboddari_build.model.talk import Case
from tests.pages.tree import Page, classed, local, text_of, within

Pages = dict[str, Page]
both = pytest.mark.parametrize("lang", ["ko", "en"])


def rows_of(table: Element, part: str) -> list[list[Element]]:
    """The cells of each row of a table's ``thead``, ``tbody`` or ``tfoot``."""
    return [
        [cell for cell in row if isinstance(cell.tag, str)] for one in within(table, part) for row in within(one, "tr")
    ]


def grid(table: Element) -> list[list[Element]]:
    """The body of a table with every cell at each place that it covers; fails where two overlap or one is missing."""
    rows = rows_of(table, "tbody")
    places: dict[tuple[int, int], Element] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for right in range(int(cell.get("colspan", "1"))):
                    assert places.setdefault((y + down, x + right), cell) is cell
    width = len(rows_of(table, "thead")[0])
    assert set(places) == {(y, x) for y in range(len(rows)) for x in range(width)}
    return [[places[y, x] for x in range(width)] for y in range(len(rows))]


def record(output: Path, dataset: str) -> list[dict[str, str]]:
    with (output / "data" / f"{dataset}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# Programme


@both
def test_programme_is_two_tables_with_captions_and_scoped_headers(pages: Pages, lang: str) -> None:
    page = pages[f"{lang}/programme/index.html"]
    tables = page.all("table")
    assert len(tables) == 2
    channels = {"ko": ["채널 1", "채널 2"], "en": ["Channel 1", "Channel 2"]}[lang]
    for table, day in zip(tables, {"ko": ["1일차", "2일차"], "en": ["Day 1", "Day 2"]}[lang], strict=True):
        assert day in text_of(within(table, "caption")[0])
        [head] = rows_of(table, "thead")
        assert [cell.get("scope") for cell in head] == ["col"] * 3
        assert [text_of(cell) for cell in head[1:]] == channels
        for row in rows_of(table, "tbody"):
            assert (local(row[0]), row[0].get("scope")) == ("th", "row")
            assert re.match(r"\d\d:\d\d", text_of(row[0]))
            assert {local(cell) for cell in row[1:]} <= {"td"}


@both
def test_programme_has_twenty_slots_over_two_days_and_two_channels(pages: Pages, lang: str) -> None:
    page = pages[f"{lang}/programme/index.html"]
    counts = []
    for table in page.all("table"):
        cells = classed(table, "slot")
        columns = {id(cell): x for row in grid(table) for x, cell in enumerate(row)}
        assert {columns[id(cell)] for cell in cells} == {1, 2}
        counts.append(len(cells))
    assert counts == [12, 8]
    assert len({cell.get("data-anchor") for table in page.all("table") for cell in classed(table, "slot")}) == 20


@both
def test_each_slot_stands_at_its_time(pages: Pages, conference: Conference, lang: Language) -> None:
    """The rows that a cell covers begin and end when its slot does."""
    page = pages[f"{lang}/programme/index.html"]
    for table, day in zip(page.all("table"), conference.programme.days, strict=True):
        rows = grid(table)
        times = [re.findall(r"\d\d:\d\d", text_of(row[0])) for row in rows]
        for slot in day.slots:
            covered = [y for y, row in enumerate(rows) for cell in row if cell.get("data-anchor") == slot.id]
            start, end = slot.time.clock()
            assert times[covered[0]][0] == start, slot.id
            assert times[covered[-1]][-1] == end, slot.id


@both
def test_every_item_of_the_phone_list_says_its_time_and_channel_in_words(pages: Pages, lang: str) -> None:
    page = pages[f"{lang}/programme/index.html"]
    channel = {"ko": "채널", "en": "Channel"}[lang]
    items = [item for one in page.classed("slots") for item in one if isinstance(item.tag, str)]
    assert len(items) == 20
    for item in items:
        assert re.search(rf"\d\d:\d\d–\d\d:\d\d .*{channel} [12]", text_of(item))
    for one in page.classed("slots"):  # in reading order: time, then channel
        keys = [re.search(rf"(\d\d:\d\d).*?{channel} (\d)", text_of(item)) for item in one if isinstance(item.tag, str)]
        found = [key.groups() for key in keys if key]
        assert found == sorted(found)


@both
def test_inferred_times_are_marked_and_explained(pages: Pages, conference: Conference, lang: Language) -> None:
    page = pages[f"{lang}/programme/index.html"]
    inferred = [slot for day in conference.programme.days for slot in day.slots if slot.inferred]
    assert len(inferred) == 7
    word = {"ko": "추정", "en": "Inferred"}[lang]
    marked = {cell.get("data-anchor"): text_of(cell) for t in page.all("table") for cell in classed(t, "slot")}
    for slot in inferred:
        assert word in marked[slot.id]
        assert slot.because.said(lang).text in marked[slot.id]
    assert sum(word in said for said in marked.values()) == len(inferred)


# Surveys


@pytest.mark.parametrize(
    "path", ["data/survey-organisations-by-district", "sessions/ecosystem-survey/walking-into-social-economy"]
)
@both
def test_survey_of_organisations_shows_printed_total_and_ours(
    pages: Pages, real_site: Path, lang: str, path: str
) -> None:
    page = pages[f"{lang}/{path}/index.html"]
    rows = record(real_site, "survey-organisations-by-district")
    assert sum(int(row["answers"]) for row in rows) == 580
    assert len(rows) == 24
    table = next(t for t in page.all("table") if len(grid_rows(t)) == 24)
    printed, ours = rows_of(table, "tfoot")
    assert text_of(printed[-1]).startswith("607")
    assert {"ko": "맞지 않음", "en": "Does not add up"}[lang] in text_of(printed[0])
    assert text_of(ours[-1]) == "580"
    assert text_of(ours[0]) == {"ko": "다시 더함", "en": "Recomputed"}[lang]


def grid_rows(table: Element) -> list[list[Element]]:
    return rows_of(table, "tbody")


@both
def test_survey_of_organisations_names_the_missing_district(pages: Pages, lang: str) -> None:
    page = pages[f"{lang}/data/survey-organisations-by-district/index.html"]
    missing = {"ko": "양천구", "en": "Yangcheon-gu"}[lang]
    table = page.one("table")
    assert missing not in " ".join(text_of(cell) for row in grid_rows(table) for cell in row)
    assert missing in text_of(page.one("main"))


@pytest.mark.parametrize("survey", [("organisations", 580), ("citizens", 2841)], ids=lambda survey: survey[0])
@both
def test_chart_table_and_csv_come_from_one_dataset(
    pages: Pages, real_site: Path, conference: Conference, lang: Language, survey: tuple[str, int]
) -> None:
    name = f"survey-{survey[0]}-by-district"
    page = pages[f"{lang}/data/{name}/index.html"]
    names = {district.name.ko: district.name.said(lang).text for district in conference.districts}
    cells = [(names[row["district"]], f"{int(row['answers']):,}") for row in record(real_site, name)]
    assert sum(int(value.replace(",", "")) for _, value in cells) == survey[1]
    assert [(text_of(row[-2]), text_of(row[-1])) for row in grid_rows(page.one("table"))] == cells
    [chart] = page.classed("chart-bar")
    assert [text_of(e) for e in classed(chart, "chart-value")] == [value for _, value in cells]
    labels = [text_of(e) for e in classed(chart, "chart-label")]
    assert [label for label in labels if label in names.values()] == [label for label, _ in cells]
    [tilemap] = page.classed("chart-map")
    on_map = [text_of(e) for e in classed(tilemap, "chart-value")]
    assert sorted(on_map) == sorted([value for _, value in cells] + ["–"] * (25 - len(cells)))
    links = [page.target(a.get("href", ""))[0] for a in page.all("a") if a.get("download") is not None]
    assert links == [f"data/{name}.csv"]


@both
def test_survey_of_citizens_adds_up(pages: Pages, lang: str) -> None:
    page = pages[f"{lang}/data/survey-citizens-by-district/index.html"]
    [total] = rows_of(page.one("table"), "tfoot")
    assert text_of(total[-1]) == "2,841"
    assert len(grid_rows(page.one("table"))) == 25
    assert not page.classed("is-mismatch")


# Comparison


def comparison(page: Page, group: str) -> dict[str, list[Element]]:
    """The cells of each row of a group's table by the id of the row, its heading left out."""
    section = page.by_id(group)
    return {
        row.get("id", "").removeprefix(f"{group}-"): [cell for cell in row if local(cell) == "td"]
        for body in within(section, "tbody")
        for row in within(body, "tr")
    }


def ordered(page: Page, conference: Conference, group: str) -> list[Case]:
    """The cases of a group in the order of its columns."""
    head = rows_of(within(page.by_id(group), "table")[0], "thead")[0]
    paths = [page.target(within(cell, "a")[0].get("href", ""))[0] for cell in head[1:]]
    by_path = {f"{page.lang}/{case.address()}/index.html": case for case in conference.cases}
    return [by_path[path] for path in paths]


GROUPS = ("community-care", "village-enterprise")


@both
def test_comparison_shows_every_case_of_a_group_side_by_side(pages: Pages, conference: Conference, lang: str) -> None:
    page = pages[f"{lang}/cases/index.html"]
    for group in GROUPS:
        table = within(page.by_id(group), "table")[0]
        assert {case.id for case in ordered(page, conference, group)} == {
            case.id for case in conference.cases if case.group == group
        }
        head = rows_of(table, "thead")[0]
        assert {cell.get("scope") for cell in head} == {"col"}
        for row in (*rows_of(table, "tbody"), *rows_of(table, "tfoot")):
            assert len(row) == len(head)
            assert row[0].get("scope") == "row"
            assert text_of(row[0])


@both
def test_every_number_compared_carries_unit_period_and_source(
    pages: Pages, conference: Conference, lang: Language
) -> None:
    page = pages[f"{lang}/cases/index.html"]
    titles: dict[str, str] = {source.id: source.title.said(lang).text for source in conference.event.sources}
    seen = 0
    for case, service, cell in numbers(page, conference):
        result = next(r for r in case.results if r.service.name == service)
        measures = classed(cell, "measure")
        assert len(measures) == len(result.measures), f"{case.id}: {service}"
        for one, measure in zip(measures, result.measures, strict=True):
            value = text_of(classed(one, "measure-value")[0])
            assert re.search(r"\d", value)
            if measure.unit:
                assert re.search(r"[^\d\s,.–~]", value), f"{case.id}: {service}: {value} has no unit"
            seen += 1
        assert re.search(r"20\d\d", text_of(cell)), f"{case.id}: {service}: no period"
        assert any(titles[source.document.name] in text_of(cell) for source in case.source), f"{case.id}: {service}"
    assert seen > 20


def numbers(page: Page, conference: Conference) -> Iterator[tuple[Case, str, Element]]:
    """Each cell that holds numbers, with its case and its row."""
    for group in GROUPS:
        cases = ordered(page, conference, group)
        for row, cells in comparison(page, group).items():
            for case, cell in zip(cases, cells, strict=True):
                if classed(cell, "measure"):
                    yield case, row, cell


@both
def test_comparison_leaves_honest_blanks(pages: Pages, conference: Conference, lang: str) -> None:
    """A cell says that nothing is stated exactly where the case says nothing; no row is all blanks."""
    page = pages[f"{lang}/cases/index.html"]
    words = {"ko": "적혀 있지 않음", "en": "Not stated"}[lang]
    services = {service.id for service in conference.config.services}
    blanks = 0
    for group in GROUPS:
        cases = ordered(page, conference, group)
        for row, cells in comparison(page, group).items():
            blank_ones = [[text_of(one) for one in classed(cell, "quiet")] == [words] for cell in cells]
            assert not all(blank_ones), f"{row}: a row of nothing but blanks"
            for case, blank in zip(cases, blank_ones, strict=True):
                if row in services:
                    stated = any(result.service.name == row for result in case.results)
                    assert blank is not stated, f"{case.id}: {row}"
                    blanks += not stated
    assert blanks


@both
def test_comparison_neither_adds_up_nor_ranks(pages: Pages, lang: str) -> None:
    page = pages[f"{lang}/cases/index.html"]
    stated = {"ko": "더하거나 순위를 매기지 않습니다", "en": "neither added up nor ranked"}[lang]
    for group in GROUPS:
        section = page.by_id(group)
        assert stated in text_of(section)
        table = within(section, "table")[0]
        heads = [text_of(row[0]) for row in (*rows_of(table, "tbody"), *rows_of(table, "tfoot"))]
        assert not [
            head
            for head in heads
            if re.search(r"합계|총계|순위|평균|\b(total|sum|rank|average|mean)\b", head, re.IGNORECASE)
        ]
        # every number of a measure is one that a case states: none is ours
        own = {id(m) for cells in comparison(page, group).values() for cell in cells for m in classed(cell, "measure")}
        assert {id(m) for m in classed(section, "measure")} == own


# Minutes

MINUTES = "minutes/yeongdeungpo-care-network"


def minutes(pages: Pages, lang: str) -> Page:
    [page] = [p for path, p in pages.items() if path.startswith(f"{lang}/minutes/") and path.count("/") == 3]
    return page


@both
def test_the_list_of_minutes_says_when_where_and_what_about(pages: Pages, conference: Conference, lang: str) -> None:
    [written] = conference.minutes
    [card] = pages[f"{lang}/minutes/index.html"].classed("card")
    assert [text_of(one) for one in classed(card, "card-title")] == [getattr(written.title, lang)]
    assert [text_of(one) for one in classed(card, "card-when")] == [
        {"ko": "2020년 6월 19일 (금)", "en": "Friday 19 June 2020"}[lang],
        getattr(written.place, lang),
    ]
    [lead] = classed(card, "card-lead")
    assert text_of(lead).startswith({"ko": "영등포구에서 돌봄을 함께할", "en": "This was the second operating"}[lang])


@both
def test_minutes_mask_every_name(pages: Pages, conference: Conference, lang: str) -> None:
    page = minutes(pages, lang)
    word = {"ko": "이름 비공개", "en": r"names? withheld"}[lang]
    [written] = conference.minutes
    groups = page.classed("attendance-group")
    assert len(groups) == len(written.attendance)
    for shown, group in zip(groups, written.attendance, strict=True):
        masked = [text_of(one) for one in classed(shown, "masked")]
        assert all(re.search(word, one) for one in masked)
        assert sum(int((re.search(r"\d+", one) or ["1"])[0]) for one in masked) == len(group.present) + len(
            group.absent
        )
        for entry in classed(shown, "attendees"):
            assert all(classed(item, "masked") for item in within(entry, "li"))
    assert not re.search(r"[OＯ○◯]\s?[OＯ○◯]|님", text_of(page.one("main")))


@both
def test_minutes_show_agenda_decisions_and_requests_by_organisation(
    pages: Pages, conference: Conference, lang: str
) -> None:
    page = minutes(pages, lang)
    [agenda] = page.classed("agenda")
    assert len(within(agenda, "li")) == 3
    decisions = page.classed("decision")
    assert len(decisions) == 4
    assert all({"ko": "정한 것", "en": "Decided"}[lang] in text_of(one) for one in decisions)
    requests = [text_of(classed(one, "block-name")[0]) for one in page.classed("request")]
    names = {o.name.ko: o.name.said(lang).text for o in conference.organisations}  # type: ignore[arg-type]  # the language is one of two
    asked = [
        "영등포노인종합복지관",
        "영등포종합사회복지관",
        "영등포장애인복지관",
        "영등포노인복지센터",
        "신길종합사회복지관",
    ]
    word = {"ko": "요청", "en": "Request"}[lang]
    assert requests == [f"{word}: {names[name]}" for name in asked]


# Lists


@both
def test_glossary_has_a_hundred_and_ten_terms(pages: Pages, conference: Conference, lang: Language) -> None:
    page = pages[f"{lang}/glossary/index.html"]
    entries = page.classed("term-entry")
    assert len(entries) == len(conference.glossary) == 110
    assert {entry.get("id") for entry in entries} == {term.id for term in conference.glossary}
    by_id = {entry.get("id"): text_of(entry) for entry in entries}
    for term in conference.glossary:
        assert term.ko in by_id[term.id]
        assert term.en in by_id[term.id]


@both
def test_there_are_twenty_five_districts(pages: Pages, conference: Conference, lang: Language) -> None:
    page = pages[f"{lang}/districts/index.html"]
    districts = [district for district in conference.districts if not district.whole]
    assert len(districts) == 25
    [drawing] = page.classed("tilemap")
    assert len(classed(drawing, "tile")) == 25
    shown = {item.get("id") for one in page.classed("entries") for item in within(one, "li")}
    assert {district.id for district in districts} <= shown
    for district in districts:
        assert f"{lang}/districts/{district.id}/index.html" in pages


@both
def test_people_and_organisations_lead_to_every_mention(pages: Pages, conference: Conference, lang: str) -> None:
    """A page about a person, organisation or district links to the pages that name it."""
    for case in conference.cases:
        page = pages[f"{lang}/{case.address()}/index.html"]
        if case.district:
            [district] = [d for d in conference.districts if case.district.name in (d.id, d.name.ko, d.name.en)]
            about = pages[f"{lang}/districts/{district.id}/index.html"]
            assert page.path in {about.target(a.get("href", ""))[0] for a in within(about.one("main"), "a")}
        for presenter in case.presenters:
            [person] = [p for p in conference.people if presenter.name in (p.id, p.name.ko, p.name.en)]
            about = pages[f"{lang}/people/{person.id}/index.html"]
            assert page.path in {about.target(a.get("href", ""))[0] for a in within(about.one("main"), "a")}


@both
def test_figures_carry_unit_date_and_source(pages: Pages, conference: Conference, lang: Language) -> None:
    for deck in (*conference.presentations, *conference.cases):
        page = pages[f"{lang}/{deck.address()}/index.html"]
        shown = page.classed("figure")
        assert len(shown) >= len(deck.figures)
        for figure in shown:
            assert re.search(r"\d", text_of(classed(figure, "figure-value")[0]))
            assert text_of(classed(figure, "figure-label")[0])
            facts = " ".join(text_of(one) for one in classed(figure, "figure-facts"))
            assert {"ko": "출처", "en": "Source"}[lang] in facts, page.path
