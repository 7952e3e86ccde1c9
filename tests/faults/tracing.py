"""System calls of a build, listed and disturbed one by one with strace."""

import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.faults.trial import Rig, Row

#: Calls that ask for nothing of the disk.
_IDLE = frozenset(("execve", "fcntl", "ioctl", "lseek"))
#: Calls that a full disk may refuse.
_GROWING = frozenset(("fsync", "ftruncate", "mkdir", "pwrite64", "rename", "renameat2", "syncfs", "write"))
_CALL = re.compile(r"^(\w+)\((.*)")
_PATH = re.compile(r"(/[^\s<>\"]*/project)((?:/[^>\"]*)?)")
#: The state in a path; and the process that writes a record, which nobody knows before.
_STATE = re.compile(r"(?<=[/<])[abc](?=[/.>])")
_PROCESS = re.compile(r"(?<=\.)\d+(?=\.unfinished)")
#: The spare tree, with which the site is exchanged.
_SPARE = "/.seboddari/spare"
#: As often a call is looked for that another one has taken the place of.
_LOOKED_FOR = 3


@dataclass(frozen=True)
class Call:
    """A system call of a build that published ``state``.

    ``place``: the first path within the project that it is about, its inodes and digests told as ``_aliases`` has
    them; "" if none. ``number``: the how-manieth of that
    name it is, ``there`` the same on that path alone, ``beside`` on that path and the spare tree.
    """

    name: str
    arguments: str
    place: str
    number: int
    there: int
    beside: int
    state: str

    @property
    def kind(self) -> tuple[str, str]:
        """What it is, the same in each state and run: its name, and the path from the project."""
        return self.name, _PROCESS.sub("#", _STATE.sub(self._moved("a"), self.place.partition("/project")[2]))

    def path(self, rig: Rig) -> str:
        """The path in the next build of ``rig``; "" where it cannot be known before."""
        path = "" if _PROCESS.search(self.place) else _STATE.sub(self._moved(rig.next()), self.place)
        for own, alias in _aliases(rig).items():
            path = path.replace(alias, own)
        return path

    def _moved(self, state: str) -> Callable[[re.Match[str]], str]:
        """States take turns, so that all letters move together."""
        steps = ord(state) - ord(self.state)
        return lambda letter: "abc"[(ord(letter[0]) - ord("a") + steps) % 3]

    def grows(self) -> bool:
        """Whether it may need room on the disk."""
        return self.name in _GROWING or "O_CREAT" in self.arguments


def strace() -> str | None:
    """The path of strace, if it is there."""
    return shutil.which("strace")


def record(rig: Rig, *rules: str) -> list[Call]:
    """The calls of one build of ``rig`` that touch the project, in order, under the ``rules`` of injection."""
    log = rig.folder / "calls"
    for seconds in (0, 2.5, 0):
        time.sleep(seconds)  # files that were not fresh when they were read are not read again:
        rig.turn()
        rig.settle()  # after this builds do much the same
    words = [word for rule in rules for word in ("-e", f"inject={rule}")]
    aliases = _aliases(rig)
    end = rig.trial(Row("counting system calls"), ["strace", "-qq", "-y", "-s", "0", "-o", str(log), *words])
    assert end.code == 0, end.said
    calls = _calls(log.read_text("utf-8", "replace").splitlines(), rig.now, aliases)
    return [call for call in calls if call.place and call.name not in _IDLE]


def publishing(calls: Sequence[Call]) -> list[Call]:
    """Those from where the spare tree is first touched until the end of the build."""
    return list(calls[next(at for at, call in enumerate(calls) if "/project/.seboddari/spare" in call.place) :])


def exchanging(calls: Sequence[Call]) -> list[Call]:
    """Those after the trees could not be exchanged in one step, until the end of the build."""
    return list(calls[next(at for at, call in enumerate(calls) if call.name == "renameat2") + 1 :])


def _aliases(rig: Rig) -> dict[str, str]:
    """Names that differ from run to run, and what they are told as: ledgers by inode, style sheets by digest."""
    trees = {"output": rig.project.output, "spare": rig.project.root / ".seboddari/spare"}
    ledgers = {f"/trees/{tree.stat().st_ino}.json": f"/trees/<{name}>.json" for name, tree in trees.items()}
    sheets = {
        path.removeprefix("assets"): f"/own.<{state}>.css"
        for state, tree in rig.trees.items()
        for path in tree
        if path.startswith("assets/own.")
    }
    return ledgers | sheets


def _calls(lines: Iterable[str], state: str, aliases: Mapping[str, str]) -> Iterator[Call]:
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if found := _CALL.match(line):
            name, arguments = found.groups()
            path = _PATH.search(arguments)
            place = path[1] + path[2] if path else ""
            for own, alias in aliases.items():
                place = place.replace(own, alias)
            seen.update(((name, ""), (name, place or "elsewhere")))
            there = seen[name, place or "elsewhere"]
            beside = (
                there
                if place.endswith(_SPARE)
                else there + sum(n for (k, p), n in seen.items() if k == name and p.endswith(_SPARE))
            )
            yield Call(name, arguments, place, seen[name, ""], there, beside, state)


def inject(rig: Rig, row: Row, *rules: str, places: Sequence[str] = ()) -> Call | None:
    """One trial under the ``rules`` of injection, for calls on ``places`` alone if there are any.

    Gives the call that the last of them befell, None if none was.
    """
    log = rig.folder / "calls"
    names = ",".join(sorted({rule.partition(":")[0] for rule in rules}))
    words = [word for rule in rules for word in ("-e", f"inject={rule}")]
    words += [word for place in places for word in ("-P", place)]
    aliases = _aliases(rig)
    end = rig.trial(row, ["strace", "-qq", "-y", "-o", str(log), "-e", f"trace={names}", *words])
    lines = log.read_text("utf-8", "replace").splitlines()
    if "signal=KILL" in rules[-1]:
        hit = lines[-2:-1] if end.code < 0 else []
    else:
        hit = [line for line in lines if "(INJECTED)" in line]
    return next(_calls(hit, rig.now, aliases), None)


def kills(rig: Rig, calls: Sequence[Call], row: Row, *others: str) -> None:
    """Kill a build before each of ``calls``, under the rules ``others``."""
    _each(rig, calls, row, "signal=KILL", *others)


def failures(rig: Rig, calls: Sequence[Call], row: Row, number: str) -> None:
    """Let each of ``calls`` fail with the error ``number``."""
    _each(rig, calls, row, f"error={number}")


def _each(rig: Rig, calls: Sequence[Call], row: Row, what: str, *others: str) -> None:
    """A trial for each call; then again, a few times, for those whose place another one had taken."""
    kinds = {call.kind for call in calls}
    hit: set[tuple[str, str]] = set()
    pending = list(calls)
    for again in range(_LOOKED_FOR):
        for call in pending:
            place = call.path(rig)
            places = [place, *([f"{rig.project.root}{_SPARE}"] if others else [])] if place else []
            there = call.beside if others else 1 if again else call.there  # of a kind looked for any one will do
            rule = f"{call.name}:{what}:when={there if place else call.number}"
            if found := inject(rig, row, *others, rule, places=places):
                hit.add(found.kind)
        pending = list({call.kind: call for call in calls if call.kind not in hit}.values())
    row.note = f"{len(kinds & hit)} of {len(kinds)} kinds of call and file met"
