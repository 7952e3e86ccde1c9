"""One build at a time in a project."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator

from seboddari_build.base.language import Text
from seboddari_build.base.span import NOWHERE
from seboddari_build.publish import record
from seboddari_build.publish.links import refuse_store_links
from seboddari_build.publish.machine import LOCKED, MachineError, machine

WAITING = Text("다른 빌드가 끝나기를 기다립니다.", "Waiting for another build to finish.")

_PAUSE = 0.05  # seconds between two tries


class Lock:
    """Proof that this process alone builds the project at ``root``."""

    def __init__(self, root: str) -> None:
        """The lock of the project at ``root``."""
        self.root = root


def silent(message: Text) -> None:
    """Say nothing."""


@contextlib.contextmanager
def held(root: str | os.PathLike[str], wait: float = 30.0, say: Callable[[Text], None] = silent) -> Iterator[Lock]:
    """Hold the lock of the project at ``root``, after waiting ``wait`` seconds at most.

    ``say`` is called once if there is something to wait for. The lock ends with the process,
    however that ends. Raises MachineError.
    """
    top = os.path.abspath(root)
    with machine(top):
        make_store(top)
        handle = os.open(record.store_path(top, "lock"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with machine(top):
            _wait(handle, wait, say)
        yield Lock(top)
    finally:
        with contextlib.suppress(OSError):  # what was done under it is done
            os.close(handle)


def make_store(root: str) -> None:
    """Make the store of the project at ``root`` if need be; git does not see it. Raises OSError, LinkError."""
    refuse_store_links(root)
    store = record.store_path(root)
    if not os.path.isdir(store):
        os.makedirs(store, exist_ok=True)
        with open(os.path.join(store, ".gitignore"), "w", encoding="ascii", newline="\n") as file:
            file.write("*\n")
    os.makedirs(os.path.join(store, "trees"), exist_ok=True)


def _wait(handle: int, wait: float, say: Callable[[Text], None]) -> None:
    """Try to lock ``handle`` until ``wait`` seconds have passed."""
    end = time.monotonic() + wait
    told = False
    while not _try(handle):
        if time.monotonic() >= end:
            raise MachineError(LOCKED.at(NOWHERE, seconds=wait))
        if not told:
            say(WAITING)
            told = True
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        """Lock ``handle`` if nobody else has."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        """Lock ``handle`` if nobody else has."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
