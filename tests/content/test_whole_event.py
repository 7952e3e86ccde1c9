"""The real event is whole: what its documents hold is there, counted, and each of their faults is told."""

import re
from typing import Any

import pytest

from seboddari_build.model.conference import Conference
from seboddari_build.model.data import Dataset
from seboddari_build.model.talk import Case, Figure, Presentation
from seboddari_build.model.value import Source

Item = Presentation | Case | Dataset

#: Tables of the documents that are no dataset of as many rows: where they are told instead, and why.
ELSEWHERE = {
    "t-mapo-orgs": ("data/mapo-orgs", "one row for each of 14 organisations, which the inventory puts in 7 fields"),
    "t-gwangjin-timeline": ("cases/community-care/gwangjin", "years and events without numbers: a timeline block"),
    "t-minutes-attendance": ("minutes/yeongdeungpo-care-network", "the fields of the minutes, names left out"),
    "t-minutes-network": ("minutes/yeongdeungpo-care-network", "three rows of words: a table block in the text"),
}

#: What does not fit in the documents, by its number in the inventory, and the issues that tell of it.
TOLD = {
    "i01": ("survey-total",),
    "i02": ("dongjak-alone-2017",),
    "i03": ("dongjak-65-seoul",),
    "i04": ("dongjak-65-dongjak",),
    "i05": ("guro-delivered-share",),
    "i06": ("gangseo-provider-count",),
    "i07": ("sehub-capability-tenfold",),
    "i08": ("sehub-months",),
    "i09": ("sehub-share-2018",),
    "i10": ("survey-frame",),
    "i11": ("survey-sizes",),
    "i12": ("consortium-officials-count",),
    "i13": ("consortium-copied-line",),
    "i14": ("consortium-neutral-as-positive",),
    "i15": ("consortium-lifecycle-sum",),
    "i16": ("consortium-missing-sector",),
    "i17": ("eunpyeong-meal-cumulative",),
    "i18": ("eunpyeong-fivefold",),
    "i19": ("eunpyeong-babtudy-counts",),
    "i20": ("eunpyeong-therapeia-spelling",),
    "i21": ("hamk-web-base",),
    "i22": ("gwangjin-december",),
    "i23": ("taskforce-delivery-lists", "taskforce-delivery-riders"),
    "i24": ("jongno-step-three",),
    "i25": ("dongjak-title-slide",),
    "i26": ("dongjak-members-count",),
    "i27": ("yongsan-enterprise-count",),
    "i28": ("coop-results-twice",),
    "i29": ("coop-meetings", "coop-networks"),
    "i30": ("joint-education-speaker-name",),
    "i31": ("namu-presenter-name",),
    "i32": ("joint-education-forum-time",),
    "i33": ("hamk-printed-twice",),
    "i34": ("hamk-address",),
    "i35": ("community-care-heading",),
    "i36": ("coop-jca",),
    "i37": ("yongsan-enterprise-names",),
    "i38": ("minutes-recorder",),
    "i39": ("minutes-attendance",),
    "i40": ("minutes-characters",),
    "i41": ("survey-response-rate",),
}


def test_programme_has_twenty_items_in_two_days_and_two_channels(event: Conference) -> None:
    assert [day.date.iso() for day in event.programme.days] == ["2020-12-17", "2020-12-18"]
    slots = [slot for day in event.programme.days for slot in day.slots]
    assert len(slots) == 20
    assert {slot.channel.name for slot in slots} == {"ch1", "ch2"}
    inferred = [slot for slot in slots if slot.inferred]
    assert len(inferred) == 7
    assert all(slot.because.translated() for slot in inferred)


def test_every_talk_and_case_is_there(event: Conference) -> None:
    talks = {name: sum(talk.session == name for talk in event.presentations) for name in (s.id for s in event.sessions)}
    assert talks == {
        "village-enterprise": 2,
        "campaigns": 2,
        "ecosystem-survey": 2,
        "community-care": 5,
        "collaboration": 1,
    }
    cases = {name: sum(case.group == name for case in event.cases) for name in {case.group for case in event.cases}}
    assert cases == {"village-enterprise": 3, "community-care": 13}
    assert [minutes.address() for minutes in event.minutes] == ["minutes/yeongdeungpo-care-network"]


def test_lists_are_whole(event: Conference) -> None:
    assert len(event.datasets) >= 41
    assert len(event.organisations) >= 200
    assert len(event.glossary) == 110
    assert all(term.definition.translated() for term in event.glossary)
    assert len([district for district in event.districts if not district.whole]) == 25


def test_key_figures_are_whole_and_each_names_its_lines(event: Conference) -> None:
    figures = [(item, figure) for item in (*event.presentations, *event.cases) for figure in item.figures]
    assert len(figures) >= 99
    lost = [f"{item.address()}#{f.id}" for item, f in figures if not f.source or not all(s.first for s in f.source)]
    assert lost == []


def test_every_fault_is_told_in_both_languages(event: Conference) -> None:
    issues = {issue.id: issue for issue in event.issues}
    assert len(TOLD) == 41
    for id in (id for ids in TOLD.values() for id in ids):
        assert issues[id].text.translated()
        assert issues[id].about


@pytest.mark.source
def test_every_key_figure_of_the_inventory_is_on_its_page(event: Conference, inventory: Any) -> None:
    pages = {item.id: item for item in (*event.presentations, *event.cases)}
    entries = [
        (talk["id"], entry)
        for session in inventory["sessions"]
        for talk in session["presentations"]
        for entry in talk.get("figures", ())
    ]
    assert len(entries) == 99
    lost = [
        f"{id}: {entry['label_ko']} {entry['value']} (line {entry['line']})"
        for id, entry in entries
        if not any(says(figure, entry) and overlap(figure.source, entry["line"]) for figure in pages[id].figures)
    ]
    assert lost == []


@pytest.mark.source
def test_every_table_of_the_inventory_is_a_dataset_or_told_elsewhere(event: Conference, inventory: Any) -> None:
    tables = [table for table in inventory["tables"] if table["publish"] is True and "n_rows" in table]
    assert len(tables) >= 41
    lost = {
        table["id"]
        for table in tables
        if not any(table["n_rows"] in rows(d) and overlap(d.source, *table["lines"]) for d in event.datasets)
    }
    assert lost == set(ELSEWHERE)
    items = {item.address(): item for item in event.addressed()}
    for table in tables:
        if table["id"] in ELSEWHERE:
            assert overlap(items[ELSEWHERE[table["id"]][0]].source, *table["lines"]), table["id"]


def test_what_is_no_dataset_is_told_where_it_belongs(event: Conference) -> None:
    items = {item.address(): item for item in event.addressed()}
    assert len(items["data/mapo-orgs"].rows) == 14
    assert "timeline" in {block.name for block in items["cases/community-care/gwangjin"].body.ko.blocks}
    minutes = items["minutes/yeongdeungpo-care-network"]
    assert sum(len(group.present) + len(group.absent) for group in minutes.attendance) == 17
    assert "table" in {block.name for block in minutes.body.ko.blocks}


@pytest.mark.source
def test_signatures_are_no_dataset(event: Conference, inventory: Any) -> None:
    [petition] = [table for table in inventory["tables"] if table["id"] == "t-namu-petition"]
    assert [d.id for d in event.datasets if overlap(d.source, *petition["lines"])] == []


@pytest.mark.source
def test_every_fault_of_the_inventory_is_told_where_it_stands(event: Conference, inventory: Any) -> None:
    faults = {fault["id"]: fault for fault in inventory["inconsistencies"]}
    assert set(faults) == set(TOLD)
    issues = {issue.id: issue for issue in event.issues}
    items: dict[str, Any] = {item.address(): item for item in event.addressed()}
    items |= {item.span.path.removeprefix("content/").removesuffix(".md"): item for item in event.minutes}
    for id, told in TOLD.items():
        about = [items[ref.name.partition("#")[0]] for name in told for ref in issues[name].about]
        assert any(overlap(item.source, line) for item in about for line in faults[id]["lines"]), id


def rows(dataset: Dataset) -> set[int]:
    """How many rows a dataset has: a total that the document prints as a row is declared apart."""
    return {len(dataset.rows), len(dataset.rows) + len(dataset.totals)}


def says(figure: Figure, entry: Any) -> bool:
    """Whether a figure has the value of an entry: its number or range, its words as printed, or its time."""
    written = f"{entry['value']}{entry['unit'] or ''}"
    if value := figure.value:
        amount = value.low if value.single() else f"{value.low}~{value.high}"
        return amount == str(entry["value"]) or "".join(figure.printed.ko.split()) == "".join(written.split())
    if figure.when and figure.when.end:
        days = (figure.when.start,) if figure.when.single() else (figure.when.start, figure.when.end)
        return re.findall(r"\d+", written) == [part for day in days for part in day.iso().split("-")]
    return False


def overlap(places: tuple[Source, ...], first: int | str, last: int | str | None = None) -> bool:
    """Whether any place holds one of the lines; those of the minutes begin with m."""
    document = "minutes" if str(first).startswith("m") else "proceedings"
    begin, end = (int(str(line).removeprefix("m")) for line in (first, last or first))
    return any(p.document.name == document and p.first <= end and begin <= p.last for p in places)
