"""What builds remember, damaged: it may cost time, and never the site."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults.trial import Rig, Row

Damage = Callable[[Path], object]

_STORE = "store.sqlite"


def forgotten(rig: Rig, row: Row, tries: int) -> None:
    """Build after each way of damaging the store, of changed content and of the same; ``tries`` with wrong bits."""
    for number, damage in enumerate((*_ways(), *_bits(tries))):
        if number % 3:
            rig.turn()
        (rig.project.root / ".seboddari/fresh").unlink(missing_ok=True)  # else it would not be looked at
        damage(rig.project.root / ".seboddari" / _STORE)
        end = rig.run()
        row.count(end, rig.judge(end))
        rig.settle()


def misremembered(rig: Rig, row: Row) -> None:
    """Build after damage to each record: of the last build, of both trees, of an exchange under way."""
    rubbish = (b"", b"{}", b"00000000\n{}", b"\xff" * 4096)
    names = ("fresh", "trees", "journal", "lock", "spare")
    for name in names:
        for data in rubbish:
            rig.turn()
            place = rig.project.root / ".seboddari" / name
            for file in sorted(place.glob("*")) if place.is_dir() else [place]:
                if file.is_file() or not file.exists():
                    file.write_bytes(data)
            end = rig.run()
            row.count(end, rig.judge(end))
            rig.settle()


def _ways() -> Iterator[Damage]:
    """Ways in which the whole store is not what it was."""
    for share in (0.0, 0.001, 0.1, 0.5, 0.9, 0.9999):
        yield lambda store, share=share: store.write_bytes(store.read_bytes()[: int(store.stat().st_size * share)])
    yield lambda store: store.write_bytes(b"not a store\n" * 999)
    yield lambda store: store.write_bytes(store.read_bytes()[::-1])
    yield _folder
    yield lambda store: store.with_name(f"{_STORE}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 600)
    yield lambda store: store.with_name(f"{_STORE}-wal").write_bytes(b"\x37\x7f\x06\x82" * 999)
    for statement in (
        "UPDATE stamp SET text = 'another engine'", "DROP TABLE stamp", "DROP TABLE prose", "DELETE FROM prose",
        "DELETE FROM leaf", "DELETE FROM file", "DELETE FROM page", "UPDATE prose SET value = x'00'",
        "UPDATE leaf SET value = NULL", "UPDATE file SET value = 1, stat = 2", "UPDATE file SET path = path || 'x'",
        "UPDATE page SET view = content, content = view", "UPDATE page SET view = NULL, content = 7",
        "ALTER TABLE page RENAME COLUMN view TO seen", "PRAGMA user_version = 99",
    ):  # fmt: skip
        yield lambda store, statement=statement: _execute(store, statement)


def _execute(store: Path, statement: str) -> None:
    database = sqlite3.connect(store)
    with database:
        database.execute(statement)
    database.close()


def _folder(store: Path) -> None:
    store.unlink()
    store.mkdir()
    (store / "x").touch()


def _bits(tries: int) -> Iterator[Damage]:
    """Wrong bits: a single one, some, or a whole page of them."""
    chance = random.Random(20201220)

    def flip(store: Path, bits: int) -> None:
        data = bytearray(store.read_bytes())
        for _ in range(bits):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        store.write_bytes(data)

    def scramble(store: Path) -> None:
        data = bytearray(store.read_bytes())
        first = chance.randrange(0, len(data), 4096)
        data[first : first + 4096] = chance.randbytes(len(data[first : first + 4096]))
        store.write_bytes(data)

    for number in range(tries):
        yield scramble if number % 4 == 3 else (lambda store, bits=(1, 8, 200)[number % 4]: flip(store, bits))


def copied(rig: Rig, row: Row) -> None:
    """Build where the store is that of another project, as a cache of CI may give it back."""
    for _ in range(2):
        store = rig.project.root / ".seboddari" / _STORE
        kept = rig.folder / "kept.sqlite"
        shutil.copy(store, kept)
        rig.turn()
        rig.settle()
        rig.turn()
        shutil.copy(kept, store)
        end = rig.run()
        row.count(end, rig.judge(end))
        rig.settle()
