"""One run of a command: seconds, processor seconds, the most memory that all its processes held."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

#: Variables that would make a program do what it does nowhere else: Python compile itself at each start.
FORGOTTEN = ("PYTHONDONTWRITEBYTECODE",)
#: Seconds between two looks at the memory of running processes.
EVERY = 0.01


class Cost(NamedTuple):
    """Wall seconds, processor seconds (children included), bytes of memory at the most."""

    wall: float
    cpu: float
    memory: int


class FailedError(Exception):
    """A command that ended badly; its argument is what it printed."""


def run(command: Sequence[str], folder: Path, cores: frozenset[int], *, watch: bool) -> Cost:
    """Run ``command`` in ``folder`` on the processors ``cores``; raises FailedError.

    Without ``watch`` the memory is that of the biggest single process (what the system tells
    for nothing). With it the memory of all processes at one moment is added up, pages that
    they share counted once; looking costs time, so such a run is not to be timed.
    """
    log = folder / ".bench.log"
    with log.open("wb") as out:
        started = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            _become(command, folder, cores, out.fileno())
        peak = max(_watched(pid), default=0) if watch else 0
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - started
    if status:
        raise FailedError(log.read_text("utf-8", "replace"))
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss * 1024))


def _become(command: Sequence[str], folder: Path, cores: frozenset[int], out: int) -> None:
    try:
        os.sched_setaffinity(0, cores)
        os.chdir(folder)
        os.dup2(out, 1)
        os.dup2(out, 2)
        kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
        os.execve(command[0], list(command), kept)
    finally:
        os._exit(127)


def _watched(pid: int) -> Iterator[int]:
    """The memory of the process and all below it, again and again until it ends."""
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        yield sum(map(_share, _family(pid)))
        time.sleep(EVERY)


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:  # grows while we walk it
        with suppress(OSError):
            for task in os.listdir(f"/proc/{one}/task"):
                found += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
    return found


def _share(pid: int) -> int:
    """The memory of a process in bytes, each page divided among those who share it."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
