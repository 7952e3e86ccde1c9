"""The real event's content: what must be there, and what must not."""

import re
from pathlib import Path

import pytest

from seboddari_build.base.store import Store
from seboddari_build.build import Options, inspect
from seboddari_build.load.content import load
from seboddari_build.model.conference import Conference
from seboddari_build.model.value import Source
from tests.project import ROOT


@pytest.fixture(scope="module")
def event() -> Conference:
    loaded = load(ROOT, Store(None, "test"))
    assert loaded.conference is not None
    return loaded.conference


def test_no_problem_not_even_a_warning() -> None:
    result = inspect(Options(ROOT, ROOT / "output"))
    assert result.problems == ()


def test_programme_has_twenty_items_in_two_days_and_two_channels(event: Conference) -> None:
    assert [day.date.iso() for day in event.programme.days] == ["2020-12-17", "2020-12-18"]
    slots = [slot for day in event.programme.days for slot in day.slots]
    assert len(slots) == 20
    assert {slot.channel.name for slot in slots} == {"ch1", "ch2"}
    inferred = [slot for slot in slots if slot.inferred]
    assert len(inferred) == 7
    assert all(slot.because.translated() for slot in inferred)


def test_lists_are_whole(event: Conference) -> None:
    assert len(event.glossary) == 110
    assert all(term.definition.translated() for term in event.glossary)
    assert len([district for district in event.districts if not district.whole]) == 25
    assert {session.id for session in event.sessions} == {
        "village-enterprise", "campaigns", "ecosystem-survey", "community-care", "collaboration",
    }  # fmt: skip


def test_the_material_of_the_first_part_is_there(event: Conference) -> None:
    assert {item.address() for item in (*event.presentations, *event.cases, *event.minutes)} >= {
        "sessions/village-enterprise/eunpyeong-rooted-villages",
        "sessions/ecosystem-survey/walking-into-social-economy",
        "cases/village-enterprise/namu-and-yeolmae",
        "cases/community-care/guro",
        "cases/community-care/gwangjin",
        "cases/community-care/mapo",
        "minutes/yeongdeungpo-care-network",
    }


def test_everything_is_said_in_both_languages(event: Conference) -> None:
    for item in event.addressed():
        name = item.name if hasattr(item, "name") else item.title
        assert name.translated(), item.address()
        if hasattr(item, "body") and item.body.ko:
            assert item.body.en, item.address()
            assert [h.id for h in item.body.ko.heads] == [h.id for h in item.body.en.heads], item.address()


def test_every_presentation_names_its_source(event: Conference) -> None:
    for item in (*event.presentations, *event.cases, *event.minutes, *event.datasets):
        assert item.source, item.address()


@pytest.mark.source
def test_source_lines_exist(event: Conference, source: Path) -> None:
    lines = {name: len((source / f"{name}.txt").read_text("utf-8").splitlines()) for name in ("proceedings", "minutes")}
    for item in (*event.presentations, *event.cases, *event.minutes, *event.datasets):
        figures = tuple(s for figure in getattr(item, "figures", ()) for s in figure.source)
        for place in (*item.source, *figures):
            assert isinstance(place, Source)
            assert 0 < place.first <= place.last <= lines[place.document.name], item.address()


@pytest.mark.source
def test_no_sentence_is_copied_from_the_source(source: Path) -> None:
    """No run of 40 characters, spaces removed, is that of the source; names, table rows and the notice aside."""
    run = 40
    known: set[str] = set()
    for document in source.glob("*.txt"):
        for paragraph in re.split(r"\n\s*\n", document.read_text("utf-8")):
            if "\t" in paragraph:
                continue
            text = re.sub(r"\s+", "", paragraph)
            known.update(text[i : i + run] for i in range(len(text) - run + 1))
    copied = []
    for file in sorted((ROOT / "content").rglob("*")):
        if file.suffix not in (".md", ".yaml"):
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.startswith(("title", "notice", "name", "  - {kind", "url")) or "https://" in line:
                continue
            text = re.sub(r"\s+", "", line)
            if any(text[i : i + run] in known for i in range(len(text) - run + 1)):
                copied.append(f"{file.relative_to(ROOT)}:{number}: {line[:80]}")
    assert [line for line in copied if not line.startswith("content/pages/usage.md")] == []  # the usage notice


MOBILE = re.compile(r"01[016789][-. ]?\d{3,4}[-. ]?\d{4}")
RESIDENT = re.compile(r"\b\d{6}-[1-4]\d{6}\b")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def test_no_personal_data_in_any_output_file(real_site: Path) -> None:
    for file in sorted(real_site.rglob("*")):
        if file.suffix not in (".html", ".csv", ".svg"):
            continue
        text = file.read_text("utf-8")
        assert not MOBILE.search(text), file
        assert not RESIDENT.search(text), file
        assert set(EMAIL.findall(text)) <= {"info@sehub.net"}, file
