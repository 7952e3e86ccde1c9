"""Builds that are not alone: others at the same time, a lock that is never given back, a clock that was set."""

import os
import random
import subprocess
import sys
import time

from seboddari_build.publish.lock import held
from tests.faults.trial import LIMIT, MACHINE, PROBLEMS, BrokenError, End, Rig, Row, environment
from tests.project import ROOT

#: Starts a build that waits for another one only this long, in seconds.
_IMPATIENT = """
import sys
from seboddari_build import build
build.LOCK_WAIT = 0.5
from seboddari_build.__main__ import main
sys.argv[0] = "seboddari"
main()
"""
#: Starts a command whose clock goes wrong by the nanoseconds of its first argument.
_ASTRAY = """
import sys, time
off = int(sys.argv.pop(1))
now, now_ns = time.time, time.time_ns
time.time, time.time_ns = (lambda: now() + off / 1e9), (lambda: now_ns() + off)
from seboddari_build.__main__ import main
sys.argv[0] = "seboddari"
main()
"""
DAY = 86_400_000_000_000
#: How far clocks go wrong: a day, an hour, some seconds, less than file times can tell.
OFFSETS = (-DAY, -DAY // 24, -3_000_000_000, -5_000_000, 5_000_000, DAY)
#: Times that a restored or copied file may have, in seconds: long past, and to come.
MOMENTS = (978_307_200, 4_102_444_800)


def together(rig: Rig, row: Row, tries: int) -> None:
    """Two builds at once, the second begun while somebody changes the content again."""
    chance = random.Random(20201219)
    for number in range(tries):
        rig.turn()
        first = _start(rig)
        time.sleep(chance.uniform(0, 0.6))
        if number % 2:
            rig.now = rig.written
            rig.turn()
        second = _start(rig)
        ends = [End(child.wait(LIMIT), child.communicate()[1]) for child in (first, second)]
        for end in ends:  # the first may have met files half changed, and then says so
            if end.code not in (0, PROBLEMS, MACHINE) or "Traceback" in end.said:
                raise BrokenError(f"{row.fault}: ended with {end.code}:\n{end.said}")
        row.count(ends[1], rig.judge(ends[1]))
        rig.settle()


def locked(rig: Rig, row: Row) -> None:
    """A build that waits in vain for another one."""
    rig.turn()
    with held(rig.project.root):
        end = _run(rig, _IMPATIENT)
    row.count(end, rig.judge(end))
    rig.settle()


def astray(rig: Rig, row: Row) -> None:
    """Builds whose clock is behind the times of all files, or ahead of them; then one whose clock is right."""
    for offset in OFFSETS:
        for after in (0, offset):
            rig.turn()
            end = _run(rig, _ASTRAY, str(offset))
            row.count(end, rig.judge(end))
            rig.now = rig.written
            rig.turn()
            end = _run(rig, _ASTRAY, str(after))
            row.count(end, rig.judge(end))
            rig.settle()


def stamped(rig: Rig, row: Row) -> None:
    """Edits whose files then have the times that they had before, and trees whose files come from the future."""
    for moment in MOMENTS:
        for tops in (("content", "themes"), ("output", ".seboddari"), ("content", "themes", "output", ".seboddari")):
            for _ in range(2):
                _stamp(rig, tops, moment)
                rig.turn()
                _stamp(rig, tops, moment)
                end = rig.run()
                row.count(end, rig.judge(end))
                rig.settle()


def _stamp(rig: Rig, tops: tuple[str, ...], moment: int) -> None:
    for top in tops:
        for path in (rig.project.root / top).rglob("*"):
            os.utime(path, (moment, moment))


def _start(rig: Rig) -> subprocess.Popen[str]:
    return subprocess.Popen(
        rig.command(), cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def _run(rig: Rig, program: str, *arguments: str) -> End:
    """A build by ``program``, which is given ``arguments`` before the usual ones."""
    usual = rig.command()[3:]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments, *usual], cwd=ROOT, env=environment(), timeout=LIMIT,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    return End(done.returncode, done.stderr)
