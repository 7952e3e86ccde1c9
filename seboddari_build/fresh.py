"""Has anything changed since the last build? Answered before anything heavy is imported (standard library only)."""

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import NamedTuple, cast

from seboddari_build.publish import ledger as ledgers
from seboddari_build.publish import record
from seboddari_build.publish.ledger import COARSE, Ledger

#: The folders and files of a project that a build reads.
_FOLDERS = ("content", "themes")
_FILES = ("site.yaml", "i18n.lock")
_SKIPPED = ("__pycache__",)

_ENGINE = os.path.dirname(os.path.abspath(__file__))
_VARIABLES = "SEBODDARI_"


class Seen(NamedTuple):
    """All inputs as they are before a build reads them.

    ``inputs``: a ledger for each place; ``read``: how many files had to be read to know;
    ``signature``: what the last successful build left, None if nothing.
    """

    inputs: dict[str, Ledger]
    read: int
    signature: dict[str, object] | None


def look(root: str | os.PathLike[str]) -> Seen:
    """See all inputs of the project at ``root``, the engine's own files included. Raises OSError."""
    top = os.path.realpath(root)
    value = record.read(_path(top))
    signature = cast("dict[str, object]", value) if isinstance(value, dict) else None
    known = _unpacked(signature)
    inputs, read = _look(top, known)
    return Seen(inputs, read, signature)


def unchanged(
    root: str | os.PathLike[str],
    output: str | os.PathLike[str],
    arguments: Sequence[str],
    seen: Seen | None = None,
) -> dict[str, object] | None:
    """The result of the last successful build, if the same build now would change nothing.

    ``arguments``: all that was asked for on the command line. Where stats differ or are too
    fresh to be believed, content decides, so a new checkout counts as unchanged. Any doubt
    gives None. Never raises.
    """
    try:
        return _unchanged(os.path.realpath(root), os.path.abspath(output), arguments, seen)
    except (OSError, KeyError, TypeError, ValueError):
        return None


def save(
    root: str | os.PathLike[str],
    output: str | os.PathLike[str],
    arguments: Sequence[str],
    seen: Seen,
    result: dict[str, object],
) -> bool:
    """Keep the ``result`` (JSON values) of a successful build of what was ``seen`` before it.

    To be called after publishing, under its lock. False, and nothing is kept, where an
    input changed during the build or cannot be relied on. Raises OSError.
    """
    top = os.path.realpath(root)
    inputs, _ = _look(top, seen.inputs)
    target = os.path.abspath(output)
    tree = f"{os.lstat(target).st_ino}.json"
    ledger = ledgers.load(record.store_path(top, "trees", tree))
    if ledger is None or "manifest.json" not in ledger.files or not _steady(seen.inputs, inputs):
        record.remove(_path(top))
        return False
    signature: dict[str, object] = {
        "environment": _environment(arguments),
        "tree": tree,
        "manifest": ledger.files["manifest.json"][0],
        "result": result,
    }
    _write(top, signature, inputs)
    return True


def _unchanged(root: str, output: str, arguments: Sequence[str], seen: Seen | None) -> dict[str, object] | None:
    """What ``unchanged`` promises, for absolute paths."""
    if os.path.islink(record.store_path(root)) or os.path.exists(record.store_path(root, "journal")):
        return None
    seen = seen or look(root)
    signature = seen.signature
    if signature is None or signature["environment"] != _environment(arguments):
        return None
    if not _same(_unpacked(signature), seen.inputs):
        return None
    known = ledgers.load(record.store_path(root, "trees", str(signature["tree"])))
    if known is None or known.files["manifest.json"][0] != signature["manifest"]:
        return None
    live, _ = ledgers.look(output, known)
    if not ledgers.same(known, live):
        return None
    if seen.read:  # so that next time the stats will do
        with contextlib.suppress(OSError):
            _write(root, signature, seen.inputs)
    return cast("dict[str, object]", signature["result"])


def _path(root: str) -> str:
    return record.store_path(root, "fresh")


def _write(root: str, signature: dict[str, object], inputs: dict[str, Ledger]) -> None:
    """Keep ``signature`` over ``inputs``."""
    packed = {name: ledgers.pack(ledger) for name, ledger in inputs.items()}
    record.write(_path(root), {**signature, "inputs": packed})


def _unpacked(signature: dict[str, object] | None) -> dict[str, Ledger]:
    """The inputs of a signature."""
    packed = signature.get("inputs") if signature else None
    if not isinstance(packed, dict):
        return {}
    return {name: ledger for name, value in packed.items() if (ledger := ledgers.unpack(value))}


def _look(root: str, known: dict[str, Ledger]) -> tuple[dict[str, Ledger], int]:
    """The inputs as they are now, and how many files had to be read."""
    empty = ledgers.blank()
    inputs: dict[str, Ledger] = {}
    total = 0
    for name, path in _places(root).items():
        # Its folder may be a link; below it none is followed.
        inputs[name], read = ledgers.look(os.path.realpath(path), known.get(name, empty), slack=COARSE, skip=_SKIPPED)
        total += read
    inputs["files"], read = ledgers.look_at(root, _FILES, known.get("files", empty), slack=COARSE)
    return inputs, total + read


def _places(root: str) -> dict[str, str]:
    """Every folder that a build reads."""
    places = {name: os.path.join(root, name) for name in _FOLDERS}
    places["engine"] = _ENGINE
    beside = os.path.join(os.path.dirname(_ENGINE), "themes")  # where the engine runs from its own sources
    if os.path.realpath(beside) != os.path.realpath(places["themes"]):
        places["bundled"] = beside
    return places


def _same(one: dict[str, Ledger], two: dict[str, Ledger]) -> bool:
    """Whether both hold the same inputs, and nothing that cannot be relied on."""
    return one.keys() == two.keys() and all(ledgers.same(one[name], two[name]) for name in one)


def _steady(before: dict[str, Ledger], after: dict[str, Ledger]) -> bool:
    """Whether nobody touched an input between two looks, not even to put it back.

    The engine's folders may change: Python keeps its compiled files there.
    """
    return _same(before, after) and all(
        before[name].files == after[name].files
        and (name not in _FOLDERS or before[name].folders == after[name].folders)
        for name in before
    )


def _environment(arguments: Sequence[str]) -> dict[str, object]:
    """What else the output depends on."""
    return {
        "arguments": list(arguments),
        "python": sys.version,
        "platform": sys.platform,
        "packages": packages(),
        "variables": {name: value for name, value in sorted(os.environ.items()) if name.startswith(_VARIABLES)},
    }


def packages() -> list[str]:
    """The installed packages with their versions, as their folders are called."""
    names: set[str] = set()
    for folder in sys.path:
        with contextlib.suppress(OSError):
            names.update(n for n in os.listdir(folder or ".") if n.endswith((".dist-info", ".egg-info")))
    return sorted(names)
