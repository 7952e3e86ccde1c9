"""What a build reads, as it stands on the disk."""

import os
from collections.abc import Iterator
from pathlib import Path

from seboddari_build.render.theme import bundled

#: The files that a build reads, each with its time in nanoseconds and its size.
State = dict[str, tuple[int, int]]


def state(root: Path) -> State:
    """Every file that a build of the project at ``root`` reads; what editors leave behind is passed over."""
    found: State = {}
    for place in (root / "content", root / "themes", bundled()):
        found.update(_files(str(place)))
    for name in ("site.yaml", "i18n.lock"):
        try:
            told = os.lstat(root / name)
        except OSError:
            continue
        found[name] = (told.st_mtime_ns, told.st_size)
    return found


def _files(folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The files below ``folder``; links are not followed, and what vanishes meanwhile is left out."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith("~"):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(entry.path)
                else:
                    told = entry.stat(follow_symlinks=False)
                    yield entry.path, (told.st_mtime_ns, told.st_size)
    except OSError:
        return
