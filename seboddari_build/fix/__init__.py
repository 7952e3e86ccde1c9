"""Safe rewrites of content: what has one certain remedy is mended, shown first, and written all at once."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.fix.mends import Mend
from seboddari_build.fix.pictures import without_notes
from seboddari_build.fix.texts import mended
from seboddari_build.load.files import list_content, read_picture
from seboddari_build.load.place import place
from seboddari_build.publish.links import LinkError, refuse_links
from seboddari_build.publish.machine import machine


class Rewrite(Struct, frozen=True):
    """One file as it is and as it will be; ``shown`` are both as text, empty where there are no lines to show."""

    path: str
    before: bytes
    after: bytes
    mends: tuple[Mend, ...]
    shown: tuple[str, str] = ("", "")


class Rename(Struct, frozen=True):
    """A file or folder whose name is stored in parts of letters, and how it will be stored (paths from the root)."""

    before: str
    after: str


class Proposal(Struct, frozen=True):
    """All that would be rewritten, files in the order of their paths, names of what is inside first."""

    rewrites: tuple[Rewrite, ...] = ()
    renames: tuple[Rename, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.rewrites or self.renames)


RENAMED = Text(
    "나뉜 글자로 저장된 이름을 이어 붙임 (맥에서 온 파일)", "name stored in parts of letters joined (from macOS)"
)


def propose(root: Path) -> Proposal:
    """What would be rewritten in the project at ``root``; nothing is written."""
    paths, _ = list_content(root)
    if (root / "site.yaml").is_file():
        paths = (*paths, "site.yaml")
    rewrites = (rewrite for path in paths if (rewrite := _rewrite(root, path)))
    return Proposal(tuple(rewrites), tuple(_renames(root)))


def apply(root: Path, proposal: Proposal) -> tuple[str, ...]:
    """Write the proposal: every new text first beside its file, then all put in their places.

    Gives the paths that somebody changed meanwhile and that were left alone. Raises MachineError, and
    where it does so while writing, every file is as it was.
    """
    left: list[str] = []
    ready: list[tuple[str, str]] = []
    with machine(str(root)):
        try:
            for rewrite in proposal.rewrites:
                stored = _stored(root, rewrite.path)
                if not stored or Path(stored).read_bytes() != rewrite.before:
                    left.append(rewrite.path)
                    continue
                folder, name = os.path.split(stored)
                spare = os.path.join(folder, f".{name}.fixed")
                refuse_links(root, *(os.path.relpath(way, root).replace(os.sep, "/") for way in (stored, spare)))
                ready.append((spare, stored))
                _write(spare, rewrite.after, os.stat(stored).st_mode & 0o777)
        except (OSError, LinkError):
            for spare, _ in ready:
                Path(spare).unlink(missing_ok=True)
            raise
        for spare, stored in ready:
            os.replace(spare, stored)
        for rename in proposal.renames:
            if os.path.lexists(root / rename.after) or not os.path.lexists(root / rename.before):
                left.append(rename.after)
            else:
                os.rename(root / rename.before, root / rename.after)
    return tuple(left)


def _write(path: str, data: bytes, mode: int) -> None:
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(path, mode)


def _rewrite(root: Path, path: str) -> Rewrite | None:
    where = place(path)
    if where is None:
        return None
    data, problems = read_picture(root, path)  # any file as it is; what it refuses is told of by check
    if data is None or problems:
        return None
    if where.kind == "media-file":
        bare, mends = without_notes(data, path)
        return Rewrite(path, data, bare, mends) if mends else None
    text = mended(data, path, where)
    return Rewrite(path, data, text.data, text.mends, (text.before, text.after)) if text and text.mends else None


def _renames(root: Path) -> Iterator[Rename]:
    """Names under content/ that are not composed, the innermost first; two that become one are left alone."""
    for folder, folders, files in os.walk(root / "content", topdown=False):
        names = sorted((*folders, *files))
        for name in names:
            joined = unicodedata.normalize("NFC", name)
            if joined != name and joined not in names and not name.startswith("."):
                inside = os.path.relpath(folder, root).replace(os.sep, "/")
                yield Rename(f"{inside}/{name}", f"{inside}/{joined}")


def _stored(root: Path, path: str) -> str:
    """Where the file ``path`` is stored, its names composed or not; "" if it is not there."""
    found = os.fspath(root)
    for part in path.split("/"):
        plain = os.path.join(found, part)
        if not os.path.lexists(plain):
            names = (name for name in sorted(os.listdir(found)) if unicodedata.normalize("NFC", name) == part)
            name = next(names, "")
            if not name:
                return ""
            plain = os.path.join(found, name)
        found = plain
    return found
