"""The real event is sound: no problem, both languages, every source named and there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from seboddari_build.build import Options, inspect
from seboddari_build.model.conference import Conference
from seboddari_build.model.value import Source
from seboddari_build.status import status
from tests.project import ROOT


def test_no_problem_not_even_a_warning() -> None:
    result = inspect(Options(ROOT, ROOT / "output"))
    assert result.problems == ()


def test_everything_is_said_in_both_languages(event: Conference) -> None:
    for item in event.addressed():
        name = item.name if hasattr(item, "name") else item.title
        assert name.translated(), item.address()
        if hasattr(item, "body") and item.body.ko:
            assert item.body.en, item.address()
            assert [h.id for h in item.body.ko.heads] == [h.id for h in item.body.en.heads], item.address()


def test_translations_are_whole_and_recorded_as_current() -> None:
    found = status(ROOT)
    assert found is not None
    assert [piece.name for piece in found.missing()] == []
    assert (found.percent(english=False), found.percent(english=True)) == (100.0, 100.0)
    assert [piece.name for piece in found.stale()] == []
    assert [piece.name for piece in found.unrecorded()] == []
    assert set(found.locked) == {piece.name for piece in found.pieces}


def test_every_item_names_its_source(event: Conference) -> None:
    for item in (*event.presentations, *event.cases, *event.minutes, *event.datasets):
        assert item.source, item.address()


@pytest.mark.source
def test_source_lines_exist(event: Conference, source: Path) -> None:
    lines = {name: len((source / f"{name}.txt").read_text("utf-8").splitlines()) for name in ("proceedings", "minutes")}
    seen = 0
    for address, place in places(event):
        assert 0 < place.first <= place.last <= lines[place.document.name], address
        seen += 1
    assert seen > 200


def places(event: Conference) -> Iterator[tuple[str, Source]]:
    """Every place in the documents that an item or a figure names."""
    for item in (*event.presentations, *event.cases, *event.minutes, *event.datasets):
        yield from ((item.address(), place) for place in item.source)
        for figure in getattr(item, "figures", ()):
            yield from ((f"{item.address()}#{figure.id}", place) for place in figure.source)
