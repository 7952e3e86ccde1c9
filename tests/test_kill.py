"""The real command, killed at any moment of a build that changes the site, leaves the old site or the new one."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.project import ROOT, Project, many

KILLS = 10
#: Two states of one project that share no page of a talk in full, and some not at all.
STATES = {"A": many(70, "이웃"), "B": many(70, "동네", first=5)}
Tree = dict[str, bytes]


def write(project: Project, state: str) -> None:
    """Let the project say what it says in ``state``."""
    for file in (project.root / "content/sessions/care").glob("*-talk-*"):
        file.unlink()
    project.write(STATES[state])


def start(project: Project) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "seboddari_build", "-C", str(project.root), "build", "--jobs", "2"],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def publishing(project: Project) -> bool:
    """Whether the spare tree has been taken into work: from then on it has no ledger."""
    trees = project.root / ".seboddari" / "trees"
    return len([name for name in os.listdir(trees) if name.endswith(".json")]) < 2


def wait_for_publishing(project: Project, child: subprocess.Popen[bytes]) -> float:
    """Wait until the child publishes or ends; gives when that was."""
    while child.poll() is None and not publishing(project):
        time.sleep(0.001)
    return time.monotonic()


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """The whole site of each state, from a clean build."""
    found = {}
    for state in STATES:
        project = Project(tmp_path_factory.mktemp(state) / "project").small()
        write(project, state)
        found[state] = project.build().ok().project.files()
    return found


def test_killed_at_any_moment(tmp_path: Path, trees: dict[str, Tree]) -> None:
    assert len([path for path in trees["A"] if path.endswith(".html")]) > 150
    project = Project(tmp_path / "project").small()
    for state in "ABA":  # from here on both trees stand, the site and the spare one
        write(project, state)
        project.build().ok()
    write(project, "B")
    began = time.monotonic()
    child = start(project)
    publishes = wait_for_publishing(project, child)
    assert child.wait() == 0
    before, publication = publishes - began, time.monotonic() - publishes
    assert project.files() == trees["B"]
    chance = random.Random(20201218)
    now, seen = "B", set()
    for number in range(KILLS):
        then = "A" if now == "B" else "B"
        write(project, then)
        child = start(project)
        if number % 2:  # aimed at the change itself
            wait_for_publishing(project, child)
            time.sleep(chance.uniform(0, publication))
        else:
            time.sleep(chance.uniform(0, before + publication))
        with contextlib.suppress(ProcessLookupError):  # it was faster
            os.killpg(child.pid, signal.SIGKILL)
        seen.add(child.wait())
        site = project.files()
        assert site in (trees[now], trees[then]), f"neither old nor new after kill {number}"
        project.build().ok()
        assert project.files() == trees[then]
        now = then
    assert -signal.SIGKILL in seen
    assert not publishing(project)
