"""All faults in order, each with the project that it befalls."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from msgspec import Struct

from tests.faults import company, damage, disks, tracing
from tests.faults.kills import random_kills
from tests.faults.trial import LARGE_STATES, SMALL_STATES, Rig, Row

#: What the kernel may answer where two folders cannot be exchanged in one step.
NO_EXCHANGE = ("EXDEV", "EBUSY", "EINVAL")


class Extent(Struct, frozen=True):
    """How much is tried: random kills, every how-manieth system call, sizes of a full disk, wrong bits."""

    kills: int = 100
    every: int = 1
    sizes: int = 45
    bits: int = 100
    builds: int = 20


def scenes(folder: Path, extent: Extent, jobs: int = 1) -> Iterator[Row]:
    """Every fault, as it has been tried, in ``jobs`` processes; raises BrokenError where the law does not hold."""
    with ProcessPoolExecutor(jobs) as pool:
        tried = [pool.submit(_part, part, folder / part.__name__.strip("_"), extent) for part in _PARTS]
        try:
            for rows in tried:
                yield from rows.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _part(part: Callable[[Path, Extent], Iterator[Row]], folder: Path, extent: Extent) -> list[Row]:
    return list(part(folder, extent))


def _random(folder: Path, extent: Extent) -> Iterator[Row]:
    large = Rig(folder, LARGE_STATES)
    yield _tried(
        "kill -9 at random moments of a build, half of them while it publishes", random_kills, large, extent.kills
    )


def _killed(folder: Path, extent: Extent) -> Iterator[Row]:
    """A build that is killed before each of its system calls."""
    if not tracing.strace():
        yield Row("faults of system calls", note="not tried: strace is missing")
        return
    rig = Rig(folder, SMALL_STATES)
    row = Row("kill -9 before each system call from the first on the spare tree to the end")
    tracing.kills(rig, tracing.publishing(tracing.record(rig))[:: extent.every], row)
    yield row


def _exchanged(folder: Path, extent: Extent) -> Iterator[Row]:
    """A build that cannot exchange two folders in one step."""
    if not tracing.strace():
        return
    rig = Rig(folder, SMALL_STATES)
    for number in NO_EXCHANGE:
        row = Row(f"`renameat2` answers {number}")
        tracing.inject(rig, row, f"renameat2:error={number}")
        yield row
    rule = f"renameat2:error={NO_EXCHANGE[0]}"
    row = Row(f"`renameat2` answers {NO_EXCHANGE[0]}, and kill -9 before each system call from there to the end")
    tracing.kills(rig, tracing.exchanging(tracing.record(rig, rule))[:: extent.every], row, rule)
    yield row


def _failing(folder: Path, extent: Extent) -> Iterator[Row]:
    if tracing.strace():
        rig = Rig(folder, SMALL_STATES)
        row = Row("EIO from each system call on the project, one at a time")
        tracing.failures(rig, tracing.record(rig)[:: extent.every], row, "EIO")
        yield row


def _growing(folder: Path, extent: Extent) -> Iterator[Row]:
    if tracing.strace():
        rig = Rig(folder, SMALL_STATES)
        row = Row("ENOSPC from each that writes or makes something, one at a time")
        chosen = [call for call in tracing.record(rig)[:: extent.every] if call.grows()]
        tracing.failures(rig, chosen, row, "ENOSPC")
        yield row


def _others(folder: Path, extent: Extent) -> Iterator[Row]:
    """What needs no strace: disks, company, damage, clocks."""
    small = Rig(folder / "small", SMALL_STATES)
    yield from _disks(small, folder, extent)
    yield _tried("a folder that may not be written: project, output, store, each tree", disks.closed, small)
    yield _tried(
        "two builds at once, every second time with an edit in between", company.together, small, extent.builds
    )
    yield _tried("another build that does not end", company.locked, small)
    yield _tried(
        "the store damaged: cut short, other files, other versions, wrong bits", damage.forgotten, small, extent.bits
    )
    yield _tried("the store of an older state", damage.copied, small)
    yield _tried("records damaged: of the last build, of the trees, of an exchange", damage.misremembered, small)
    yield _tried("a clock that is wrong by up to a day either way, and set right or not", company.astray, small)
    yield _tried("edits that leave the times of files as they were, files from the future", company.stamped, small)


#: In the order of the table; each has projects of its own, so that they can be tried side by side.
_PARTS = (_random, _killed, _exchanged, _failing, _growing, _others)


def _disks(rig: Rig, folder: Path, extent: Extent) -> Iterator[Row]:
    """What needs a disk of its own."""
    with disks.mounted(folder / "disk") as may:
        if may:
            small = Rig(folder / "disk/rig", SMALL_STATES, rig.trees)
            yield _tried("a full disk, with ever so little more room", disks.full, small, folder / "disk", extent.sizes)
            yield _tried("a disk that may only be read", disks.read_only, small, folder / "disk")
            yield _tried("output on another disk", disks.elsewhere, rig, folder / "disk/other")
        else:
            row = Row("a full disk", note="by a limit on the size of files: nothing may be mounted here")
            disks.short_files(rig, row, extent.sizes)
            yield row
            yield Row(
                "a disk that may only be read; output on another disk", note="not tried: nothing may be mounted here"
            )


def _tried(fault: str, scene: Callable[..., None], rig: Rig, *more: object) -> Row:
    row = Row(fault)
    scene(rig, row, *more)
    return row


def clean(folder: Path) -> None:
    """Take away what all of it left behind."""
    shutil.rmtree(folder, ignore_errors=True)
