"""Two folders change places, in one step where the machine can and with a journal where it cannot."""

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Callable
from typing import cast

from seboddari_build.publish import record
from seboddari_build.publish.ledger import folder_stamp
from seboddari_build.publish.place import GITIGNORE, bare

#: Exchanges two folders in one step; raises OSError where that cannot be done.
Exchange = Callable[[str, str], None]

_HERE = -100  # AT_FDCWD
_RENAME_EXCHANGE = 2
_CANNOT = (errno.EXDEV, errno.EBUSY, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)


def swap(one: str, two: str) -> None:
    """Exchange two folders in one step. Raises OSError (ENOSYS: the system has no such call)."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError) as failure:
        raise OSError(errno.ENOSYS, "no renameat2", one) from failure
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(two), ctypes.c_uint(_RENAME_EXCHANGE)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), one, None, two)


def within_reach(root: str, output: str) -> None:
    """Raise OSError (EXDEV) if ``output`` and the store are on different file systems."""
    place = output
    while not os.path.lexists(place):
        place = os.path.dirname(place)
    if os.stat(place).st_dev != os.stat(record.store_path(root)).st_dev:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), output)


def take_turns(root: str, output: str, exchange: Exchange = swap) -> None:
    """Let the spare tree of the project at ``root`` become ``output``, and the old site the spare.

    Whatever interrupts this, ``output`` is the old site or the new one, or is mended so by
    ``recover``. Raises OSError, after which the old site stands.
    """
    spare = record.store_path(root, "spare")
    if not os.path.lexists(output):
        os.makedirs(os.path.dirname(output), exist_ok=True)
        os.rename(spare, output)
    else:
        try:
            exchange(spare, output)
        except OSError as failure:
            if failure.errno not in _CANNOT:
                raise
            _two_renames(root, spare, output)
    for folder in (os.path.dirname(output), record.store_path(root)):
        _sync_folder(folder)


def recover(root: str) -> None:
    """Finish an exchange by journal that was interrupted. Raises OSError."""
    journal = journal_path(root)
    value = record.read_strictly(journal)  # an unreadable one is not to be taken for none
    old, spare = record.store_path(root, "old"), record.store_path(root, "spare")
    if isinstance(value, dict) and folder_stamp(old):
        output = os.path.normpath(os.path.join(root, cast("dict[str, str]", value)["output"]))
        if not os.path.lexists(output):
            os.rename(spare if os.path.lexists(spare) else old, output)
        _becomes_spare(old, spare)
    record.remove(journal)


def journal_path(root: str) -> str:
    """Where the journal stands while an exchange in two renames is under way."""
    return record.store_path(root, "journal")


def sync(top: str) -> None:
    """Bring everything written to the file system of ``top`` to the disk. Raises OSError.

    One call for thousands of files; a call for each would take minutes.
    """
    try:
        call = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError, TypeError):
        getattr(os, "sync", lambda: None)()
        return
    handle = os.open(top, os.O_RDONLY)
    try:
        if call(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), top)
    finally:
        os.close(handle)


def _two_renames(root: str, spare: str, output: str) -> None:
    """The exchange where no single step can do it."""
    old, journal = record.store_path(root, "old"), journal_path(root)
    if os.path.lexists(old):
        shutil.rmtree(old)
    # Relative, so that it still holds when the project is moved before it recovers.
    record.write(journal, {"output": os.path.relpath(output, root)})
    _sync_folder(record.store_path(root))
    try:
        os.rename(output, old)
    except OSError as failure:
        record.remove(journal)
        if failure.errno != errno.EXDEV or not bare(output):
            raise
        _instead_of_bare(spare, output)
        return
    try:
        os.rename(spare, output)
    except OSError:
        os.rename(old, output)
        record.remove(journal)
        raise
    _becomes_spare(old, spare)
    record.remove(journal)


def _instead_of_bare(spare: str, output: str) -> None:
    """Replace a folder without a site, which cannot be moved (as in the lower layer of a container)."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(os.path.join(output, GITIGNORE))
    os.rmdir(output)
    os.rename(spare, output)


def _becomes_spare(old: str, spare: str) -> None:
    """The tree that was replaced waits for its turn, unless another one already does."""
    if not os.path.lexists(old):
        return
    if os.path.lexists(spare):
        shutil.rmtree(old)
    else:
        os.rename(old, spare)


def _sync_folder(path: str) -> None:
    """Bring the names in a folder to the disk, where the machine can."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
