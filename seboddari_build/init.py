"""A new event: a small project that is complete and builds at once."""

import os
from pathlib import Path

from seboddari_build.editors import vscode_files
from seboddari_build.publish.machine import machine
from seboddari_build.publish.publishing import GITIGNORE

ARCHETYPE = Path(__file__).parent / "archetypes" / "event"

#: What a new project holds beside the archetype's files; named here, since git obeys such files in our own tree.
_GITIGNORES = {
    ".gitignore": b".seboddari/\n",
    f"output/{GITIGNORE.path}": GITIGNORE.data,
}


def occupied(folder: Path) -> bool:
    """Whether a new project may not stand at ``folder``: it holds something, be it only a file of that name.

    A repository without files (``.git`` alone) counts as empty. Raises MachineError.
    """
    with machine(str(folder.parent)):
        if not os.path.lexists(folder):
            return False
        return not folder.is_dir() or bool(set(os.listdir(folder)) - {".git"})


def start(folder: Path) -> tuple[str, ...]:
    """Write a new project into ``folder``, which is made if need be; gives the paths of its files.

    Never writes over a file. Raises MachineError.
    """
    files = {**_archetype(), **_GITIGNORES, **vscode_files()}
    with machine(str(folder.parent)):
        for path, data in sorted(files.items()):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as target:
                target.write(data)
    return tuple(sorted(files))


def _archetype() -> dict[str, bytes]:
    found = (path for path in ARCHETYPE.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(ARCHETYPE).as_posix(): path.read_bytes() for path in found}
