"""Sharing work among forked processes: a long list of it, or one task beside what the parent does."""

import contextlib
import fcntl
import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, TypeVar

T = TypeVar("T")

#: Bytes that a pipe may hold, so that a child need not wait for its turn to be read.
_PIPE = 1 << 20


def forked(work: Sequence[T], run: Callable[[Iterable[T]], Iterable[bytes]], jobs: int) -> Iterator[bytes]:
    """Run ``run`` over ``jobs`` shares of ``work``; yields what it gives in the order of ``work``.

    ``run`` gives one value for each item. A child that dies raises ``ChildProcessError`` here.
    """
    shares = [work[first::jobs] for first in range(min(jobs, len(work)))]
    with contextlib.ExitStack() as stack:
        # Taking turns keeps the order, and no child gets far ahead of the others.
        children = [stack.enter_context(_child(share, run)) for share in shares]
        for place in range(len(work)):
            yield _taken(children[place % len(children)])


def apart(make: Callable[[], bytes]) -> Iterator[bytes]:
    """Begin to run ``make`` in a process of its own; the iterator waits for its value and gives it.

    A child that dies raises ``ChildProcessError`` there.
    """
    values = forked([None], lambda _: [make()], 1)
    ...


@contextlib.contextmanager
def _child(share: Sequence[T], run: Callable[[Iterable[T]], Iterable[bytes]]) -> Iterator[BinaryIO]:
    """A child at work on ``share``, as the stream of its values; it has ended well when this does."""
    read, write = os.pipe()
