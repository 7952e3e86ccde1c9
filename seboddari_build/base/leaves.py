"""Leaves of the memo store: values under keys of their own, worked out beside what follows where they are missing."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct

from seboddari_build.base.fork import apart
from seboddari_build.base.store import Store

T = TypeVar("T")


class Memo(Protocol):
    """Where results are kept between builds, by key."""

    def get(self, key: str, /) -> bytes | None:
        """What was put under ``key``, if it is still there."""

    def put(self, key: str, value: bytes, /) -> None:
        """Keep ``value`` under ``key``."""


class Leaves:
    """The memo store as a memo."""

    def __init__(self, store: Store) -> None:
        """Leaves of ``store``; ``new`` are those put into it here."""
        self._store = store
        self.new: dict[str, bytes] = {}

    def get(self, key: str, /) -> bytes | None:
        """What was put under ``key``."""
        return self.new.get(key) or self._store.get("leaf", key)

    def put(self, key: str, value: bytes, /) -> None:
        """Keep ``value`` under ``key``, until the store is told."""
        self.new[key] = value


class _Known(Leaves):
    """Leaves that must be there."""

    def get(self, key: str, /) -> bytes:
        found = super().get(key)
        if found is None:
            raise KeyError(key)
        return found


class _Made(Struct, frozen=True):
    """What a process apart gives back."""

    value: bytes
    leaves: dict[str, bytes]


@contextmanager
def begun(store: Store, jobs: int, make: Callable[[Memo], T], kind: type[T]) -> Iterator[Callable[[], T]]:
    """Begin ``make``, beside what follows if the store lacks a leaf that it asks for; the function given waits for it.

    What ``make`` gives, of type ``kind``, is a value that msgspec can encode; its leaves are put into the store.
    """

    def work() -> bytes:
        store.reopen()
        leaves = Leaves(store)
        value = msgspec.msgpack.encode(make(leaves))
        return msgspec.msgpack.encode(_Made(value, leaves.new))

    def take(data: bytes) -> T:
        made = msgspec.msgpack.decode(data, type=_Made)
        store.put("leaf", made.leaves.items())
        return msgspec.msgpack.decode(made.value, type=kind)

    try:
        known = make(_Known(store))
    except KeyError:
        pass
    else:
        yield lambda: known
        return
    if jobs > 1 and hasattr(os, "fork"):
        with apart(work) as given:
            yield cache(lambda: take(given()))
    else:
        leaves = Leaves(store)
        value = make(leaves)
        store.put("leaf", leaves.new.items())
        yield lambda: value
