"""Publishing: the new set of files stands in the output folder at once, or the old one stays."""

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from seboddari_build.base.artifact import Artifact, Kept
from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem
from seboddari_build.base.span import NOWHERE
from seboddari_build.publish import exchange as exchanges
from seboddari_build.publish import ledger as ledgers
from seboddari_build.publish import place, record
from seboddari_build.publish.ledger import Ledger
from seboddari_build.publish.lock import Lock, held, silent
from seboddari_build.publish.machine import TOUCHED, MachineError, machine, shown
from seboddari_build.publish.manifest import Manifest, encoded
from seboddari_build.publish.paths import Census, folders_of
from seboddari_build.publish.spare import Spare, ledger_path

#: Lets git track the output folder but nothing in it; part of every build.
GITIGNORE = Artifact(place.GITIGNORE, b"*\n!.gitignore\n")

_NOTHING = Manifest()
Result = tuple["Published | None", tuple[Problem, ...]]
#: The SHA-256 of each file that stands in the output folder, by path: what may be ``Kept``.
Standing = Mapping[str, str]
Artifacts = Iterable[Artifact | Kept]


class Published(Struct, frozen=True):
    """What a publication changed for visitors, against the files that really stood there.

    ``new``, ``changed``, ``removed``: sorted paths; ``same``: how many files stayed as they
    were. ``manifest.json`` is not counted. ``wrote``: whether a tree was published at all.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0
    wrote: bool = False


def standing(root: str | os.PathLike[str], output: str | os.PathLike[str]) -> Standing:
    """What stands in the output folder now.

    Changes nothing. Empty where there is no folder that may be the output folder. Raises MachineError.
    """
    top, target = os.path.realpath(root), place.resolve(output)
    with machine(top):
        return {} if place.refusals(top, target) else ledgers.digests(_live(top, target)[0])


def recover(root: str | os.PathLike[str], *, wait: float = 30.0) -> None:
    """Finish what a killed build left half done, if anything. Raises MachineError."""
    top = os.path.realpath(root)
    if os.path.exists(exchanges.journal_path(top)):
        with held(top, wait), machine(top):
            exchanges.recover(top)


def publish(
    root: str | os.PathLike[str],
    output: str | os.PathLike[str],
    artifacts: Artifacts | Callable[[Standing], Artifacts],
    *,
    lock: Lock | None = None,
    wait: float = 30.0,
    say: Callable[[Text], None] = silent,
    exchange: exchanges.Exchange = exchanges.swap,
    about: Manifest = _NOTHING,
) -> Result:
    """Let the folder ``output`` hold exactly ``artifacts`` and the manifest.

    ``artifacts`` are taken one at a time and not held, so they may be made while we write; they
    may be a function that gives them once it is told what stands. ``about``: what the manifest
    says besides naming them.
    ``lock``: the lock if the caller holds it; else it is waited for, ``wait`` seconds at
    most, telling ``say``. With problems, or where nothing differs, nothing is published.
    Raises MachineError; the old site stands then.
    """
    top, target = os.path.realpath(root), place.resolve(output)
    with contextlib.nullcontext(lock) if lock else held(top, wait, say):
        with machine(top):
            exchanges.recover(top)
            problems = place.refusals(top, target)
            if problems:
                return None, problems
            exchanges.within_reach(top, target)
            live, known = _live(top, target)
        shift = _Shift(top, target, live, about)
        problems = shift.take(artifacts(shift.standing) if callable(artifacts) else artifacts)
        if problems:
            return None, problems
        with machine(top):
            published = shift.close(exchange)
            if not known and not published.wrote:  # a copy of the site, say; it was all read
                ledgers.save(ledger_path(top, target), live)
        return published, ()


class _Shift:
    """One publication under way: what is wanted, against what stands."""

    def __init__(self, root: str, output: str, live: Ledger, about: Manifest) -> None:
        self._about = about
        self._root = root
        self._output = output
        self._live = live
        self.standing = ledgers.digests(live)
        self._wanted: dict[str, str] = {}
        self._opened: Spare | None = None

    def take(self, artifacts: Iterable[Artifact | Kept]) -> tuple[Problem, ...]:
        """Take in all artifacts; those that differ from the site go to the spare tree at once.

        The others wait: if nothing differs, nothing is to be written.
        """
        import hashlib

        census = Census()
        census.add(place.MANIFEST)
        problems: list[Problem] = []
        for artifact in artifacts:
            path = artifact.path
            if problem := census.add(path):
                problems.append(problem)
                continue
            if isinstance(artifact, Kept):
                digest = artifact.digest
                if self.standing.get(path) != digest and not self._spare_holds(path, digest):
                    raise self._touched(path)
            else:
                digest = artifact.digest or hashlib.sha256(artifact.data).hexdigest()
                if self.standing.get(path) != digest:
                    self._put(path, digest, artifact.data)
            self._wanted[path] = digest
        return (*problems, *census.blocked())

    def close(self, exchange: exchanges.Exchange) -> Published:
        """Complete the spare tree and let it take its turn, unless the site is right as it is."""
        import hashlib

        data = encoded(replace(self._about, files=self._wanted))
        digest = hashlib.sha256(data).hexdigest()
        wanted = {**self._wanted, place.MANIFEST: digest}
        folders = folders_of(wanted)
        if wanted == self.standing and folders == self._live.folders.keys() and not self._live.others:
            return Published(same=len(self._wanted))
        spare = self._spare()
        spare.put(place.MANIFEST, digest, data)
        for path, digest in wanted.items():
            if not spare.holds(path, digest):
                spare.put(path, digest, self._read_live(path, digest))
        spare.keep_only(wanted, folders)
        spare.finish()
        exchanges.take_turns(self._root, self._output, exchange)
        self._tidy()
        return self._compared()

    def _spare(self) -> Spare:
        """The spare tree, taken into work at the first difference."""
        if self._opened is None:
            self._opened = Spare(self._root)
        return self._opened

    def _spare_holds(self, path: str, digest: str) -> bool:
        with machine(self._root):
            return self._spare().holds(path, digest)

    def _put(self, path: str, digest: str, data: bytes) -> None:
        with machine(self._root):
            self._spare().put(path, digest, data)

    def _read_live(self, path: str, digest: str) -> bytes:
        """The content of a file of the site, which must still have ``digest``."""
        import hashlib

        full = f"{self._output}/{path}"
        try:
            with open(full, "rb", buffering=0) as file:
                data = file.read()
        except FileNotFoundError as failure:
            raise self._touched(path) from failure
        if hashlib.sha256(data).hexdigest() != digest:
            raise self._touched(path)
        return data

    def _touched(self, path: str) -> MachineError:
        return MachineError(TOUCHED.at(NOWHERE, path=shown(f"{self._output}/{path}", self._root)))

    def _tidy(self) -> None:
        """Forget the ledgers of trees that are no longer ours, and records never finished."""
        trees = record.store_path(self._root, "trees")
        spare = record.store_path(self._root, "spare")
        usual = (place.preview_folder(self._root), os.path.join(self._root, "output"))  # they may take turns
        ours = {ledger_path(self._root, top) for top in (self._output, spare, *usual) if os.path.lexists(top)}
        with contextlib.suppress(OSError):
            for name in os.listdir(trees):
                if (path := os.path.join(trees, name)) not in ours:
                    os.unlink(path)
            for name in os.listdir(record.store_path(self._root)):
                if name.endswith(record.UNFINISHED):
                    os.unlink(record.store_path(self._root, name))

    def _compared(self) -> Published:
        """What visitors see change."""
        before = {path: digest for path, digest in self.standing.items() if path != place.MANIFEST}
        after = self._wanted
        changed = tuple(sorted(p for p in after if p in before and before[p] != after[p]))
        new = tuple(sorted(after.keys() - before.keys()))
        removed = tuple(sorted(before.keys() - after.keys()))
        return Published(new, changed, removed, len(after) - len(new) - len(changed), wrote=True)


def _live(root: str, output: str) -> tuple[Ledger, bool]:
    """What stands in the output folder, and whether we had a ledger of it."""
    known = ledgers.load(ledger_path(root, output)) if os.path.lexists(output) else None
    live, _ = ledgers.look(output, known or ledgers.blank())
    return live, known is not None
