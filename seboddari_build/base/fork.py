"""Sharing work among forked processes; where the system cannot fork, all is done in this one."""

import contextlib
import os
import signal
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, cycle
from typing import TypeVar

T = TypeVar("T")

#: Items in a row that one child takes: neighbours in memory, which a child copies as it looks at them.
_RUN = 32

#: Bytes that a pipe may hold, so that a child seldom waits until it is read.
_PIPE = 1 << 20


def forked(work: Sequence[T], run: Callable[[Iterable[T]], Iterable[bytes]], jobs: int) -> Iterator[bytes]:
    """Run ``run`` over ``jobs`` shares of ``work``; yields what it gives in the order of ``work``.

    ``run`` gives one value for each item. A child that dies raises ``ChildProcessError`` here.
    The children begin at once, before the first value is asked for.
    """
    if not hasattr(os, "fork"):
        return iter(run(work))

    shares = [work[first : first + _RUN] for first in range(0, len(work), _RUN)]

    def share(first: int) -> Callable[[int], None]:
        return lambda write: _write(run(list(chain.from_iterable(shares[first::jobs]))), write)

    return _taken([_Child(share(first)) for first in range(min(jobs, len(shares)))], [len(s) for s in shares])


@contextlib.contextmanager
def apart(make: Callable[[], bytes]) -> Iterator[Callable[[], bytes]]:
    """Work out ``make()`` in a process of its own while this one goes on; the function given waits for it.

    A child that dies raises ``ChildProcessError`` there.
    """
    child = _Child(lambda write: _write([make()], write))
    try:
        yield child.take
    finally:
        child.end()


def _write(values: Iterable[bytes], write: int) -> None:
    with os.fdopen(write, "wb", buffering=1 << 16) as stream:
        for value in values:
            stream.write(struct.pack("<I", len(value)))
            stream.write(value)


def _taken(children: "list[_Child]", runs: list[int]) -> Iterator[bytes]:
    """The values of all children, a run of each in turn: this keeps the order, and all of them at work."""
    try:
        for child, count in zip(cycle(children), runs, strict=False):
            for _ in range(count):
                yield child.take()
    finally:
        for child in children:
            child.end()


class _Child:
    """A process at work on a share of something."""

    def __init__(self, work: Callable[[int], None]) -> None:
        """Begin ``work``, which is given the handle to write its values to."""
        read, write = os.pipe()
        with contextlib.suppress(ImportError, AttributeError, OSError):  # only Linux can
            import fcntl

            fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, _PIPE)
        self._pid = os.fork()
        if self._pid == 0:
            os.close(read)
            _end_with(work, write)
        os.close(write)
        self._stream = os.fdopen(read, "rb", buffering=1 << 16)

    def take(self) -> bytes:
        """The next value."""
        head = self._stream.read(4)
        size = struct.unpack("<I", head)[0] if len(head) == 4 else -1
        value = self._stream.read(max(size, 0))
        if len(value) != size:
            raise ChildProcessError(f"a worker process failed ({self._pid})")
        return value

    def end(self) -> None:
        """Be done with the process, whether it has given all values or is not wanted any more."""
        self._stream.close()
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _end_with(work: Callable[[int], None], write: int) -> None:
    """End this process with ``work``."""
    code = 1
    try:
        work(write)
        code = 0
    finally:
        os._exit(code)
