"""Sharing a long list of work among forked processes."""

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def forked(work: Sequence[T], run: Callable[[Iterable[T]], Iterable[bytes]], jobs: int) -> Iterator[bytes]:
    """Run ``run`` over ``jobs`` shares of ``work``; yields what it gives in the order of ``work``.

    ``run`` gives one value for each item. A child that dies raises ``ChildProcessError`` here.
    """
    size = -(-len(work) // jobs)
    children = [_child(work[start : start + size], run) for start in range(0, len(work), size)]
    for pid, end in children:
        with os.fdopen(end, "rb", buffering=1 << 20) as stream:
            while head := stream.read(4):
                yield stream.read(struct.unpack("<I", head)[0])
        if os.waitpid(pid, 0)[1] != 0:
            raise ChildProcessError(f"a worker process failed ({pid})")


def _child(share: Sequence[T], run: Callable[[Iterable[T]], Iterable[bytes]]) -> tuple[int, int]:
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    code = 1
    try:
        os.close(read)
        with os.fdopen(write, "wb", buffering=1 << 20) as stream:
            for value in run(share):
                stream.write(struct.pack("<I", len(value)))
                stream.write(value)
        code = 0
    finally:
        os._exit(code)
