"""Records in the project's store: JSON files that are either whole or absent (standard library only)."""

import contextlib
import json
import os
import zlib

#: The store, beside the content; everything in it may be deleted at the price of time.
STORE = ".seboddari"

#: What a record is called while it is being written.
UNFINISHED = ".unfinished"


def store_path(root: str, *parts: str) -> str:
    """The path of something in the store of the project at ``root``."""
    return os.path.join(root, STORE, *parts)


def write(path: str, value: object) -> None:
    """Write ``value`` as JSON below a checksum; a reader sees the old record or the new one.

    Raises OSError where the machine fails.
    """
    body = json.dumps(value, separators=(",", ":")).encode("ascii")
    part = f"{path}.{os.getpid()}{UNFINISHED}"
    try:
        with open(part, "wb") as file:
            file.write(b"%08x\n" % zlib.crc32(body))
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise


def read(path: str) -> object:
    """The value of the record at ``path``; None where it is absent, damaged or unreadable."""
    try:
        return read_strictly(path)
    except OSError:
        return None


def read_strictly(path: str) -> object:
    """The value of the record at ``path``; None where it is absent or damaged. Raises OSError if it is unreadable."""
    try:
        with open(path, "rb") as file:
            head = file.readline(16)
            body = file.read()
        if int(head, 16) != zlib.crc32(body):
            return None
        value: object = json.loads(body)
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    return value


def remove(path: str) -> None:
    """Remove the record at ``path`` if there is one."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
