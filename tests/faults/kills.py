"""Builds killed at random moments, half of them aimed at the change of the site."""

import contextlib
import os
import random
import signal
import subprocess
import time

from tests.faults.trial import End, Rig, Row, environment
from tests.project import ROOT, Project


def publishing(project: Project) -> bool:
    """Whether the spare tree has been taken into work: from then on it has no ledger."""
    trees = project.root / ".seboddari" / "trees"
    return len([name for name in os.listdir(trees) if name.endswith(".json")]) < 2


def random_kills(rig: Rig, row: Row, kills: int) -> None:
    """Kill builds of two processes at random moments, each followed by a build that is let be."""
    before, publication = _lasting(rig)
    chance = random.Random(20201218)
    for number in range(kills):
        rig.turn()
        child = _start(rig)
        if number % 2:  # aimed at the change itself
            _wait_for_publishing(rig, child)
            time.sleep(chance.uniform(0, publication))
        else:
            time.sleep(chance.uniform(0, before + publication))
        with contextlib.suppress(ProcessLookupError):  # it was faster
            os.killpg(child.pid, signal.SIGKILL)
        end = End(child.wait(), "")
        row.count(end, rig.judge(end))
        rig.settle()


def _lasting(rig: Rig) -> tuple[float, float]:
    """How long a build takes until it publishes, and from there to its end, in seconds."""
    rig.turn()
    began = time.monotonic()
    child = _start(rig)
    _wait_for_publishing(rig, child)
    publishes = time.monotonic()
    assert child.wait() == 0
    ended = time.monotonic()
    rig.settle()
    return publishes - began, ended - publishes


def _start(rig: Rig) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*rig.command(), "--jobs", "2"], cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL, start_new_session=True
    )


def _wait_for_publishing(rig: Rig, child: subprocess.Popen[bytes]) -> None:
    while child.poll() is None and not publishing(rig.project):
        time.sleep(0.001)
