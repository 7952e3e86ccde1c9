"""A sample of ``make faults``: what the machine does to a build leaves the old site or the new one, and a message."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import need
from tests.faults import company, damage, tracing
from tests.faults.__main__ import report
from tests.faults.scenes import NO_EXCHANGE
from tests.faults.tracing import Call
from tests.faults.trial import MACHINE, SMALL_STATES, BrokenError, End, Rig, Row


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Rig:
    """A project whose states take turns."""
    return Rig(tmp_path_factory.mktemp("faults"), SMALL_STATES)


@pytest.fixture(scope="module")
def calls(rig: Rig) -> list[Call]:
    """The system calls of a build that touch the project."""
    need("strace")
    return tracing.record(rig)


def one(calls: list[Call], name: str, path: str) -> list[Call]:
    """The first call of that name on a path that begins so."""
    return [next(call for call in calls if call.kind[0] == name and call.kind[1].startswith(path))]


def test_killed_before_a_system_call(rig: Rig, calls: list[Call]) -> None:
    row = Row("killed")
    publishing = tracing.publishing(calls)
    after = [call for call in publishing if call.kind == ("fsync", "/.seboddari")]
    for chosen in (one(publishing, "write", "/.seboddari/spare"), after[-1:]):
        tracing.kills(rig, chosen, row)
    assert set(row.ends) == {"killed"}
    assert set(row.sites) == {"old", "new"}


@pytest.mark.parametrize("number", NO_EXCHANGE)
def test_without_an_exchange_in_one_step(rig: Rig, calls: list[Call], number: str) -> None:
    row = Row("no exchange")
    assert tracing.inject(rig, row, f"renameat2:error={number}")
    assert (row.ends, row.sites) == ({"0": 1}, {"new": 1})


def test_a_disk_that_fails_while_the_site_is_written(rig: Rig, calls: list[Call]) -> None:
    row = Row("fails")
    tracing.failures(rig, one(calls, "write", "/.seboddari/spare"), row, "ENOSPC")
    tracing.failures(rig, one(calls, "syncfs", "/.seboddari/spare"), row, "EIO")
    assert set(row.ends) == {str(MACHINE)}
    assert set(row.sites) == {"old"}
    assert row.said == {"machine-disk-full", "machine-failed"}


def test_a_content_file_that_cannot_be_looked_at_is_not_left_out(rig: Rig, calls: list[Call]) -> None:
    row = Row("unreadable")
    looked = [call for call in calls if call.kind == ("newfstatat", "/content/event.yaml")]
    tracing.failures(rig, looked[-2:], row, "EIO")
    assert set(row.sites) <= {"old", "new"}


@pytest.mark.parametrize("scene", [company.locked, damage.copied], ids=lambda scene: str(scene.__name__))
def test_locks_and_stores(rig: Rig, scene: Callable[[Rig, Row], None]) -> None:
    row = Row("scene")
    scene(rig, row)
    assert row.tries


def test_a_broken_law_is_noticed(rig: Rig) -> None:
    rig.turn()
    with pytest.raises(BrokenError, match="said to be built, and the old site stands"):
        rig.judge(End(0, ""))
    with pytest.raises(BrokenError, match="no clear message"):
        rig.judge(End(MACHINE, "seboddari: [Errno 5]"))
    with pytest.raises(BrokenError, match="ended with 70"):
        rig.judge(End(70, ""))
    page = next(rig.project.output.rglob("index.html"))
    kept = page.read_bytes()
    page.write_bytes(kept[:-1])
    with pytest.raises(BrokenError, match="neither old nor new"):
        rig.judge(End(-9, ""))
    page.write_bytes(kept)
    rig.settle()


def test_the_table_adds_up(tmp_path: Path) -> None:
    row = Row("fault", note="note")
    row.count(End(MACHINE, "error[machine-failed]: x\n   = mend: y\n"), "old")
    row.count(End(-9, ""), "new")
    text = report([row, Row("not tried")])
    assert "After each of these 2 builds" in text
    assert "| fault (note) | 2 | 74: 1, killed: 1 | new: 1, old: 1 | `machine-failed` |" in text
