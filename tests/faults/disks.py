"""Disks that are full, may not be written, or are others; small ones are mounted where we may."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.faults.trial import MACHINE, BrokenError, Rig, Row

_BLOCK = 4096
_SIZE = 64 << 20
#: Lets the modes of files count for the superuser too.
POWERLESS = ("setpriv", "--inh-caps=-all", "--bounding-set=-all")


@contextlib.contextmanager
def mounted(folder: Path) -> Iterator[bool]:
    """A small disk at ``folder``; False where we may not mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def full(rig: Rig, row: Row, disk: Path, tries: int) -> None:
    """Builds of a project on a small disk that has room for ever so little more, and needs it for a second tree."""
    ballast = disk / "ballast"
    for number in range(tries):
        rig.turn()
        shutil.rmtree(rig.project.root / ".seboddari/spare")
        free = os.statvfs(disk)
        left = number * 4 * _BLOCK
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free.f_bavail * free.f_frsize - left))
        try:
            end = rig.run()
            row.count(end, rig.judge(end))
        finally:
            ballast.unlink()
        rig.settle()


def short_files(rig: Rig, row: Row, tries: int) -> None:
    """The same by a limit on the size of files, where nothing may be mounted."""
    for number in range(tries):
        rig.trial(row, ["prlimit", f"--fsize={number * _BLOCK}"])


def read_only(rig: Rig, row: Row, disk: Path) -> None:
    """A build on a small disk that may not be written."""
    rig.turn()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        end = rig.run()
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    row.count(end, rig.judge(end))
    rig.settle()


def closed(rig: Rig, row: Row) -> None:
    """Builds where one folder after another may not be written."""
    root = rig.project.root
    before = POWERLESS if os.geteuid() == 0 else ()
    for folder in (root, rig.project.output, root / ".seboddari", root / ".seboddari/trees", root / ".seboddari/spare"):
        rig.turn()
        mode = folder.stat().st_mode
        folder.chmod(0o555)
        try:
            end = rig.run(before)
        finally:
            for place in (folder, rig.project.output, root / ".seboddari/spare"):  # the two may have changed places
                place.chmod(mode)
        row.count(end, rig.judge(end))
        rig.settle()


def elsewhere(rig: Rig, row: Row, folder: Path) -> None:
    """Builds into a folder on another disk: one that is not there, and one that holds an older site."""
    target = folder / "site"
    for standing in (False, True):
        if standing:
            shutil.copytree(rig.project.output, target)
        before = {path: path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()}
        rig.turn()
        end = rig.run(arguments=["--output", str(target)])
        after = {path: path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()}
        if end.code != MACHINE or before != after:
            raise BrokenError(f"{row.fault}: ended with {end.code}, and the site there has changed:\n{end.said}")
        row.count(end, rig.judge(end))
        rig.settle()
