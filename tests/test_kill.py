"""The real command, killed at any moment of a build that changes the site, leaves the old site or the new one."""

from pathlib import Path

from tests.faults.kills import publishing, random_kills
from tests.faults.trial import LARGE_STATES, Rig, Row

KILLS = 10


def test_killed_at_any_moment(tmp_path: Path) -> None:
    rig = Rig(tmp_path, LARGE_STATES)
    assert len([path for path in rig.trees["a"] if path.endswith(".html")]) > 150
    row = Row("killed at any moment")
    random_kills(rig, row, KILLS)
    assert row.tries == KILLS
    assert row.ends["killed"]
    assert not publishing(rig.project)
