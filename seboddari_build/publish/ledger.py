"""What a folder held when we last looked: digests that are good while the stats agree (standard library only)."""

import os
import stat
import time
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple, cast

from seboddari_build.publish import record

#: SHA-256 in hexadecimal ("" if the file could not be read, or is too large), size in bytes, mtime and
#: ctime in nanoseconds, inode.
Entry = tuple[str, int, int, int, int]

#: How much older than the look a time stamp must be so that a later change must show in
#: it, in nanoseconds: a few clock ticks; or two seconds, for stamps in whole milliseconds,
#: which come from coarse file systems, and for files that people edit.
FINE = 20_000_000
COARSE = 2_000_000_000
#: Bytes of a file whose content is looked at; no input may be as large, and no file of a site is.
LARGEST = 500_000_000


class Ledger(NamedTuple):
    """The files and folders below a folder (itself ``""``), parents first.

    ``moment``: when the look began (nanoseconds of the epoch). ``folders``: mtime in
    nanoseconds and inode. ``others``: what is neither file nor folder, links for instance.
    """

    moment: int
    files: dict[str, Entry]
    folders: dict[str, tuple[int, int]]
    others: tuple[str, ...]


def blank() -> Ledger:
    """The ledger of a folder about which nothing is known."""
    return Ledger(0, {}, {}, ())


def digests(ledger: Ledger) -> dict[str, str]:
    """The digest of each file, by path."""
    return {path: entry[0] for path, entry in ledger.files.items()}


def same(one: Ledger, two: Ledger) -> bool:
    """Whether both saw the same folders and files with the same, readable content, and nothing else."""
    return (
        not one.others
        and not two.others
        and one.folders.keys() == two.folders.keys()
        and digests(one) == (held := digests(two))
        and "" not in held.values()
    )


def digest_file(path: str) -> str:
    """The SHA-256 of a file's content; "" if it may not be read. Raises OSError."""
    import hashlib  # here, because a look that finds nothing new needs none

    total = hashlib.sha256()
    try:
        with open(path, "rb", buffering=0) as file:
            while chunk := file.read(1 << 20):
                total.update(chunk)
    except PermissionError:
        return ""
    return total.hexdigest()


def look(top: str, known: Ledger, *, slack: int = FINE, skip: Collection[str] = ()) -> tuple[Ledger, int]:
    """The folder ``top`` as it is now, and how many files had to be read for it.

    Where the stats agree with ``known``, and are older than its moment by ``slack``
    nanoseconds, its digests are believed. Entries named in ``skip`` are not seen. A missing
    ``top`` gives an empty ledger; links are never followed. Raises OSError.
    """
    moment = time.time_ns()
    folders, doubtful = _known_folders(top, known, slack)
    gone = known.folders.keys() - folders.keys()
    listed, others = _list(top, folders, doubtful, skip)
    if doubtful or gone:
        away = gone.union(doubtful)
        paths: Iterable[str] = [p for p in known.files if parent(p) not in away] + listed
        others += [p for p in known.others if parent(p) not in away]
        folders = dict(sorted(folders.items()))
    else:
        paths, others = known.files, list(known.others)
    files, read = _files(top, paths, known, slack)
    return Ledger(moment, files, folders, tuple(sorted(others))), read


def look_at(top: str, names: Iterable[str], known: Ledger, *, slack: int = FINE) -> tuple[Ledger, int]:
    """Like ``look``, for the files ``names`` directly in ``top`` only; links are followed."""
    moment = time.time_ns()
    present = [name for name in names if os.path.isfile(os.path.join(top, name))]
    files, read = _files(top, present, known, slack, os.stat)
    return Ledger(moment, files, {}, ()), read


def parent(path: str) -> str:
    """The folder that holds ``path``; "" at the top."""
    return path.rpartition("/")[0]


def folder_stamp(path: str) -> tuple[int, int] | None:
    """The stamp of the folder at ``path``; None if no folder is there (a link is none)."""
    try:
        now = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (now.st_mtime_ns, now.st_ino) if stat.S_ISDIR(now.st_mode) else None


def file_stamp(now: os.stat_result) -> tuple[int, int, int, int]:
    """The part of an entry that tells whether the file was touched."""
    return (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)


def _known_folders(top: str, known: Ledger, slack: int) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """The known folders that still stand, and those whose list of names may be another now."""
    lstat, is_folder = os.lstat, stat.S_ISDIR
    fine, coarse = known.moment - slack, known.moment - COARSE
    folders: dict[str, tuple[int, int]] = {}
    doubtful: list[str] = []
    for path, before in (known.folders or {"": (0, 0)}).items():
        if path and path.rpartition("/")[0] not in folders:  # what was a folder above may be a link now
            continue
        try:
            now = lstat(f"{top}/{path}" if path else top)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if is_folder(now.st_mode):
            changed = now.st_mtime_ns
            folders[path] = stamp = (changed, now.st_ino)
            settled = changed < coarse or (changed < fine and changed % 1_000_000)
            if stamp != before or not settled:
                doubtful.append(path)
    return folders, doubtful


def _list(
    top: str, folders: dict[str, tuple[int, int]], doubtful: list[str], skip: Collection[str]
) -> tuple[list[str], list[str]]:
    """The files and other things in the doubtful folders and in new ones, which join both."""
    files: list[str] = []
    others: list[str] = []
    for folder in doubtful:  # grows while we walk it
        with os.scandir(f"{top}/{folder}" if folder else top) as entries:
            for entry in entries:
                if entry.name in skip:
                    continue
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path not in folders and (now := folder_stamp(f"{top}/{path}")):
                        folders[path] = now
                        doubtful.append(path)
                elif entry.is_file(follow_symlinks=False):
                    files.append(path)
                else:
                    others.append(path)
    return files, others


def _files(
    top: str,
    paths: Iterable[str],
    known: Ledger,
    slack: int,
    see: Callable[[str], os.stat_result] = os.lstat,
) -> tuple[dict[str, Entry], int]:
    """The entries of ``paths``, and how many of them had to be read."""
    files: dict[str, Entry] = {}
    read = 0
    before, none = known.files, ("", -1, 0, 0, 0)
    fine, coarse = known.moment - slack, known.moment - COARSE
    for path in paths:  # tens of thousands, each time: hence nothing is called here but the stat
        entry = before.get(path, none)
        try:
            now = see(f"{top}/{path}")
            changed = now.st_ctime_ns
            if (
                entry[3] == changed
                and entry[2] == now.st_mtime_ns
                and entry[1] == now.st_size
                and entry[4] == now.st_ino
                and entry[0]
                and entry[2] < fine
                and (changed < coarse or (changed < fine and changed % 1_000_000))
            ):
                files[path] = entry
                continue
            # The stamp is older than the content, so a change meanwhile shows next time.
            digest = digest_file(f"{top}/{path}") if now.st_size <= LARGEST else ""
            files[path] = (digest, *file_stamp(now))
            read += 1
        except (FileNotFoundError, NotADirectoryError):
            continue
    return files, read


def load(path: str) -> Ledger | None:
    """The ledger kept at ``path``; None if there is none that can be read."""
    return unpack(record.read(path))


def save(path: str, ledger: Ledger) -> None:
    """Keep ``ledger`` at ``path``. Raises OSError."""
    record.write(path, pack(ledger))


def pack(ledger: Ledger) -> dict[str, object]:
    """``ledger`` as JSON values; flat lists, because they are read three times faster."""
    return {
        "moment": ledger.moment,
        "files": list(ledger.files),
        "digests": [entry[0] for entry in ledger.files.values()],
        "stamps": [number for entry in ledger.files.values() for number in entry[1:]],
        "folders": list(ledger.folders),
        "marks": [number for mark in ledger.folders.values() for number in mark],
        "others": ledger.others,
    }


def unpack(value: object) -> Ledger | None:
    """The ledger that ``pack`` made ``value`` of; None if it did not."""
    try:
        packed = cast("dict[str, list[str]]", value)
        numbers = cast("dict[str, list[int]]", value)
        stamps, marks = numbers["stamps"], numbers["marks"]
        entries = zip(packed["digests"], stamps[::4], stamps[1::4], stamps[2::4], stamps[3::4], strict=True)
        return Ledger(
            cast("dict[str, int]", value)["moment"],
            dict(zip(packed["files"], entries, strict=True)),
            dict(zip(packed["folders"], zip(marks[::2], marks[1::2], strict=True), strict=True)),
            tuple(packed["others"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
