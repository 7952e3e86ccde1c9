"""The memo store: what earlier builds worked out, in one SQLite file beside the project.

Every value carries a checksum, and a file that cannot be read or written is given up by
``DamagedError``, to be thrown away: damage costs time, never correctness. Values are bytes that
their owners decode with a schema, never pickle.
"""

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

_SCHEMA = """
CREATE TABLE stamp (one INTEGER PRIMARY KEY CHECK (one = 1), text TEXT);
CREATE TABLE file (path TEXT PRIMARY KEY, stat TEXT, digest TEXT, value BLOB, sum BLOB) WITHOUT ROWID;
CREATE TABLE prose (digest TEXT PRIMARY KEY, value BLOB, sum BLOB);
CREATE TABLE leaf (key TEXT PRIMARY KEY, value BLOB, sum BLOB);
CREATE TABLE page (path TEXT PRIMARY KEY, view TEXT, content TEXT) WITHOUT ROWID;
"""
_TABLES = ("stamp", "file", "prose", "leaf", "page")


class DamagedError(Exception):
    """The store cannot be relied on: to be thrown away, and the work done again without it."""


class FileRow(Struct, frozen=True):
    """What was worked out from one content file; ``stat`` names its state on the disk, "" if not to be believed."""

    path: str
    stat: str
    digest: str
    value: bytes


def checksum(value: bytes, *names: str) -> bytes:
    """Eight bytes that tell a damaged value, or one that stands under another's names."""
    total = hashlib.blake2b(value, digest_size=8)
    total.update("\0".join(names).encode())
    return total.digest()


def _whole(value: object, total: object, *names: object) -> bool:
    """Whether what stands in a row is what was put there: a damaged one may hold anything at all."""
    texts = [name for name in names if isinstance(name, str)]
    return isinstance(value, bytes) and len(texts) == len(names) and checksum(value, *texts) == total


class Store:
    """The memo store of one project; ``path`` None keeps it in memory."""

    def __init__(self, path: Path | None, stamp: str) -> None:
        """Open the store; values made under another ``stamp`` (engine, libraries) are dropped."""
        self._path = path
        try:
            self._open(stamp)
        except sqlite3.DatabaseError:
            if path is None:
                raise
            self.close()
            discard(path)
            try:
                self._open(stamp)
            except sqlite3.DatabaseError:  # a place that cannot be written
                self.close()
                self._path = None
                self._open(stamp)

    def _open(self, stamp: str) -> None:
        self._db = self._connect()
        self._db.execute("PRAGMA journal_mode=MEMORY")
        self._db.execute("PRAGMA synchronous=OFF")
        tables = {row[0] for row in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        row = self._db.execute("SELECT text FROM stamp").fetchone() if "stamp" in tables else None
        if row is None or row[0] != stamp:  # the tables too may be those of another engine
            with self._transaction():
                for table in _TABLES:
                    self._db.execute(f"DROP TABLE IF EXISTS {table}")
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._db.execute("INSERT INTO stamp VALUES (1, ?)", (stamp,))

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path or ":memory:", isolation_level=None)

    def reopen(self) -> None:
        """Take a connection of one's own: to be called in a forked child, which must not share one."""
        if self._path is not None:
            self._db = self._connect()

    def close(self) -> None:
        """Close the file."""
        if hasattr(self, "_db"):
            self._db.close()

    def files(self) -> dict[str, FileRow]:
        """All files that are known, by path."""
        rows = self._select("SELECT path, stat, digest, value, sum FROM file")
        return {r[0]: FileRow(r[0], r[1], r[2], r[3]) for r in rows if _whole(r[3], r[4], *r[:3])}

    def put_files(self, rows: Iterable[FileRow], gone: Iterable[str]) -> None:
        """Remember ``rows`` and forget the paths in ``gone``."""
        with self._writing():
            self._db.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
                ((r.path, r.stat, r.digest, r.value, checksum(r.value, r.path, r.stat, r.digest)) for r in rows),
            )
            self._db.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))

    def get(self, table: str, key: str) -> bytes | None:
        """The value of ``key`` in ``prose`` or ``leaf``, if it is there and whole."""
        name = "digest" if table == "prose" else "key"
        for value, total in self._select(f"SELECT value, sum FROM {table} WHERE {name} = ?", key):
            if _whole(value, total, key):
                return bytes(value)
        return None

    def put(self, table: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Remember values in ``prose`` or ``leaf``."""
        with self._writing():
            self._db.executemany(
                f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", ((k, v, checksum(v, k)) for k, v in rows)
            )

    def pages(self) -> dict[str, tuple[str, str]]:
        """For each page of the last build: the digest of its view, and of its bytes."""
        return {r[0]: (r[1], r[2]) for r in self._select("SELECT path, view, content FROM page")}

    def put_pages(self, rows: Iterable[tuple[str, str, str]], gone: Iterable[str]) -> None:
        """Remember (path, view digest, content digest) and forget the paths in ``gone``."""
        with self._writing():
            self._db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)
            self._db.executemany("DELETE FROM page WHERE path = ?", ((path,) for path in gone))

    def keep_prose(self, digests: set[str]) -> None:
        """Forget all prose that no file holds any more."""
        known = {r[0] for r in self._select("SELECT digest FROM prose")}
        with self._writing():
            self._db.executemany("DELETE FROM prose WHERE digest = ?", ((d,) for d in known - digests))

    def keep_leaves(self, prefix: str, keys: set[str]) -> None:
        """Forget all leaves whose key begins with ``prefix`` but those of ``keys``."""
        known = {r[0] for r in self._select("SELECT key FROM leaf WHERE substr(key, 1, ?) = ?", len(prefix), prefix)}
        if known - keys:
            with self._writing():
                self._db.executemany("DELETE FROM leaf WHERE key = ?", ((key,) for key in known - keys))

    def _select(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as failure:
            raise DamagedError(str(failure)) from failure

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._transaction():
                yield
        except sqlite3.DatabaseError as failure:
            raise DamagedError(str(failure)) from failure

    def _transaction(self) -> sqlite3.Connection:
        self._db.execute("BEGIN")
        return self._db


def discard(path: Path) -> None:
    """Throw away what stands at the place of a store, where the machine lets us."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            os.unlink(path)
