"""The tree that waits its turn, brought level with a new set of files."""

import os
import shutil
import time
from collections.abc import Collection, Mapping

from seboddari_build.publish import ledger as ledgers
from seboddari_build.publish import record
from seboddari_build.publish.exchange import sync
from seboddari_build.publish.ledger import Ledger, parent
from seboddari_build.publish.paths import fold


def ledger_path(root: str, top: str) -> str:
    """Where the ledger of the tree at ``top`` is kept: by its inode, which moves with it. Raises OSError."""
    return record.store_path(root, "trees", f"{os.lstat(top).st_ino}.json")


class Spare:
    """The spare tree, at work.

    From here until ``finish`` it has no ledger, so that nobody believes anything about it
    if we are interrupted. Every method raises OSError where the machine fails.
    """

    def __init__(self, root: str) -> None:
        """Take the spare tree of the project at ``root`` into work."""
        self._root = root
        self.top = record.store_path(root, "spare")
        if ledgers.folder_stamp(self.top) is None:
            if os.path.lexists(self.top):
                os.unlink(self.top)
            os.mkdir(self.top)
        self._path = ledger_path(root, self.top)
        known = ledgers.load(self._path) or ledgers.blank()
        record.remove(self._path)
        found, _ = ledgers.look(self.top, known)
        self._files = found.files
        self._folders = found.folders
        self._touched: set[str] = set()
        for path in found.others:
            os.unlink(self._at(path))
            self._touched.add(parent(path))

    def holds(self, path: str, digest: str) -> bool:
        """Whether the file at ``path`` has the content with ``digest``."""
        entry = self._files.get(path)
        return entry is not None and entry[0] == digest

    def put(self, path: str, digest: str, data: bytes) -> None:
        """Let ``path`` hold ``data``, whose digest is ``digest``.

        A changed file is a new file: whoever still reads the old one, from when this tree
        was the site, reads it to its end.
        """
        if self.holds(path, digest):
            return
        if path in self._files:
            self._unlink(path)
        elif path in self._folders:
            self._drop(path)
        self._folder(parent(path))
        handle = self._create(path)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            stamp = ledgers.file_stamp(os.fstat(handle))
        finally:
            os.close(handle)
        self._files[path] = (digest, *stamp)
        self._touched.add(parent(path))

    def keep_only(self, paths: Mapping[str, str], folders: Collection[str]) -> None:
        """Remove the files and folders that are not among ``paths`` and ``folders``."""
        for path in [p for p in self._files if p not in paths]:
            self._unlink(path)
        for folder in sorted(self._folders.keys() - folders, reverse=True):
            os.rmdir(self._at(folder))
            del self._folders[folder]
            self._touched.add(parent(folder))

    def finish(self) -> None:
        """Bring the tree to the disk, then its ledger."""
        for folder in self._touched & self._folders.keys():
            self._folders[folder] = ledgers.folder_stamp(self._at(folder)) or (0, 0)
        sync(self.top)
        # Until the exchange the tree is ours alone, so this moment is after its last change.
        moment = time.time_ns()
        folders = dict(sorted(self._folders.items()))
        ledgers.save(self._path, Ledger(moment, dict(sorted(self._files.items())), folders, ()))

    def _at(self, path: str) -> str:
        return f"{self.top}/{path}" if path else self.top

    def _folder(self, path: str) -> None:
        """Make the folder ``path`` and those above it."""
        if path in self._folders:
            return
        self._folder(parent(path))
        if path in self._files:
            self._unlink(path)
        os.mkdir(self._at(path))
        self._folders[path] = (0, 0)
        self._touched.update((path, parent(path)))

    def _create(self, path: str) -> int:
        """A new file, open for writing."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            return os.open(self._at(path), flags, 0o666)
        except FileExistsError:  # a file system that does not tell case apart
            for twin in [p for p in self._files if fold(p) == fold(path)]:
                self._unlink(twin)
            return os.open(self._at(path), flags, 0o666)

    def _unlink(self, path: str) -> None:
        """Remove the file ``path``."""
        os.unlink(self._at(path))
        del self._files[path]
        self._touched.add(parent(path))

    def _drop(self, folder: str) -> None:
        """Remove the folder ``folder`` and all below it."""
        shutil.rmtree(self._at(folder))
        below = f"{folder}/"
        self._files = {p: e for p, e in self._files.items() if not p.startswith(below)}
        self._folders = {p: e for p, e in self._folders.items() if p != folder and not p.startswith(below)}
        self._touched.add(parent(folder))
