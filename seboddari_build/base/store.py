"""The memo store: what earlier builds worked out, in one SQLite file beside the project.

Every value carries a checksum, and a file that cannot be read is thrown away: damage costs
time, never correctness. Values are bytes that their owners decode with a schema, never pickle.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

_SCHEMA = """
CREATE TABLE IF NOT EXISTS stamp (one INTEGER PRIMARY KEY CHECK (one = 1), text TEXT);
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, digest TEXT,
    value BLOB, sum BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS prose (digest TEXT PRIMARY KEY, value BLOB, sum BLOB);
CREATE TABLE IF NOT EXISTS leaf (key TEXT PRIMARY KEY, value BLOB, sum BLOB);
CREATE TABLE IF NOT EXISTS page (path TEXT PRIMARY KEY, view TEXT, content TEXT) WITHOUT ROWID;
"""


class FileRow(Struct, frozen=True):
    """What was worked out from one content file; ``mtime`` in nanoseconds, -1 if not to be believed."""

    path: str
    size: int
    mtime: int
    digest: str
    value: bytes


def checksum(value: bytes) -> bytes:
    """Eight bytes that tell a damaged value."""
    return hashlib.blake2b(value, digest_size=8).digest()


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
            self._db.close()
            path.unlink(missing_ok=True)
            self._open(stamp)

    def _open(self, stamp: str) -> None:
        self._db = sqlite3.connect(self._path or ":memory:", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=MEMORY")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)
        row = self._db.execute("SELECT text FROM stamp").fetchone()
        if row is None or row[0] != stamp:
            for table in ("file", "prose", "leaf", "page"):
                self._db.execute(f"DELETE FROM {table}")
            self._db.execute("INSERT OR REPLACE INTO stamp VALUES (1, ?)", (stamp,))

    def reopen(self) -> None:
        """Take a connection of one's own: to be called in a forked child, which must not share one."""
        if self._path is not None:
            self._db = sqlite3.connect(self._path, isolation_level=None)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def files(self) -> dict[str, FileRow]:
        """All files that are known, by path."""
        rows = self._select("SELECT path, size, mtime, digest, value, sum FROM file")
        return {r[0]: FileRow(r[0], r[1], r[2], r[3], r[4]) for r in rows if checksum(r[4]) == r[5]}

    def put_files(self, rows: Iterable[FileRow], gone: Iterable[str]) -> None:
        """Remember ``rows`` and forget the paths in ``gone``."""
        with self._transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
                ((r.path, r.size, r.mtime, r.digest, r.value, checksum(r.value)) for r in rows),
            )
            self._db.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))

    def get(self, table: str, key: str) -> bytes | None:
        """The value of ``key`` in ``prose`` or ``leaf``, if it is there and whole."""
        name = "digest" if table == "prose" else "key"
        for value, total in self._select(f"SELECT value, sum FROM {table} WHERE {name} = ?", key):
            if checksum(value) == total:
                return bytes(value)
        return None

    def put(self, table: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Remember values in ``prose`` or ``leaf``."""
        with self._transaction():
            self._db.executemany(
                f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", ((k, v, checksum(v)) for k, v in rows)
            )

    def pages(self) -> dict[str, tuple[str, str]]:
        """For each page of the last build: the digest of its view, and of its bytes."""
        return {r[0]: (r[1], r[2]) for r in self._select("SELECT path, view, content FROM page")}

    def put_pages(self, rows: Iterable[tuple[str, str, str]], gone: Iterable[str]) -> None:
        """Remember (path, view digest, content digest) and forget the paths in ``gone``."""
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)
            self._db.executemany("DELETE FROM page WHERE path = ?", ((path,) for path in gone))

    def keep_prose(self, digests: set[str]) -> None:
        """Forget all prose that no file holds any more."""
        known = {r[0] for r in self._select("SELECT digest FROM prose")}
        with self._transaction():
            self._db.executemany("DELETE FROM prose WHERE digest = ?", ((d,) for d in known - digests))

    def _select(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            return []

    def _transaction(self) -> sqlite3.Connection:
        self._db.execute("BEGIN")
        return self._db
