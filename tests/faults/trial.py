"""A project whose states take turns, and the judgement of what a fault has left of its site."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from seboddari_build.build import store_file
from seboddari_build.publish.publishing import recover
from tests.project import ROOT, Project, many

Tree = dict[str, bytes]

#: The exit code of a build that was killed, as ``subprocess`` has it.
KILLED = -9
PROBLEMS, MACHINE = 1, 74
#: Seconds within which every build must have ended.
LIMIT = 120.0

#: Three states that share no page in full, have each a page of its own, and look alike to the machine: three, so
#: that the spare tree holds neither what stands nor what is wanted.
SMALL_STATES = {
    letter: f"=== content/pages/{letter}.md\n---\ntitle: {title}\n---\n{title} {letter}\n"
    f"=== content/pages/common.md\n---\ntitle: {title}\n---\n{title} {letter}\n"
    f"=== themes/bottari/assets/own.css\nmain::after{{content:'{letter}'}}\n"
    for letter, title in {"a": "가나다", "b": "나다가", "c": "다가나"}.items()
}
#: The same of many pages.
LARGE_STATES = {
    letter: many(70, word, first) for letter, word, first in (("a", "이웃", 0), ("b", "동네", 5), ("c", "마을", 9))
}

_MESSAGE = re.compile(r"error\[machine-[a-z-]+\]: .+\n +(?:\|\n.*\n)*= mend: .+\n", re.MULTILINE)
_CODE = re.compile(r"error\[([a-z-]+)\]")


class BrokenError(Exception):
    """The law does not hold: what happened, and what it left."""


@dataclass(frozen=True)
class End:
    """How a command ended: its exit code, and what it said."""

    code: int
    said: str


@dataclass
class Row:
    """A line of the table: what was tried, how often, how it ended, what then stood, what was said."""

    fault: str
    tries: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    said: set[str] = field(default_factory=set)
    note: str = ""

    def count(self, end: End, site: str) -> None:
        """Add one trial."""
        self.tries += 1
        self.ends["killed" if end.code == KILLED else str(end.code)] += 1
        self.sites[site] += 1
        self.said.update(_CODE.findall(end.said))


class Rig:
    """A project that is built, changed and built again, and its site in each state as clean builds make it."""

    def __init__(self, folder: Path, states: Mapping[str, str], trees: Mapping[str, Tree] | None = None) -> None:
        """Make the project in ``folder``, ``trees``: what clean builds gave another rig."""
        self.folder = folder
        self._states = states
        self.trees = trees or {state: self._clean(state) for state in states}
        self.project = self._small("project")
        self.now = self.written = ""
        for state in "bca":  # from here on both trees stand, the site and the spare one
            self.write(state)
            self.settle()

    def _clean(self, state: str) -> Tree:
        """The site of ``state``, built where no site was before, by the real command."""
        project = self._small(f"clean-{state}").write(self._states[state])
        code, said = project.command("--ui", "en", "build", "--jobs", "1")
        assert code == 0, said
        return project.files()

    def _small(self, name: str) -> Project:
        """The smallest project in a folder of its own; glyphs, which take most of a first build, are made only once."""
        project = Project(self.folder / name).small()
        known, own = store_file(self.folder / "clean-a"), store_file(project.root)
        if known.exists():
            own.parent.mkdir()
            shutil.copy(known, own)
        return project

    def write(self, state: str) -> None:
        """Let the project say what it says in ``state``."""
        for kind in ("sessions/care/*-talk-*", "pages/*"):
            for file in (self.project.root / "content").glob(kind):
                file.unlink()
        self.project.write(self._states[state])
        self.written = state

    def turn(self) -> None:
        """Write the next state."""
        self.write(self.next())

    def next(self) -> str:
        """The state after the one that is published."""
        return {"a": "b", "b": "c", "c": "a"}[self.now]

    def command(self, *arguments: str) -> list[str]:
        """The command line of a build in one process."""
        start = [sys.executable, "-m", "seboddari_build", "-C", str(self.project.root), "--ui", "en"]
        return [*start, "build", "--jobs", "1", *arguments]

    def run(self, before: Sequence[str] = (), arguments: Sequence[str] = ()) -> End:
        """Build by the real command in a process of its own, behind the words ``before``."""
        done = subprocess.run(
            [*before, *self.command(*arguments)], cwd=ROOT, env=environment(), timeout=LIMIT,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", check=False,
        )  # fmt: skip
        return End(done.returncode, done.stderr)

    def judge(self, end: End) -> str:
        """Which site stands, ``old`` or ``new``; raises BrokenError where the law does not hold."""
        unread = end.code == PROBLEMS and "error[file-unreadable]: " in end.said
        if not (unread or end.code in (0, MACHINE, KILLED)) or "Traceback" in end.said:
            raise BrokenError(f"ended with {end.code}:\n{end.said}")
        if end.code == MACHINE and not _MESSAGE.search(end.said):
            raise BrokenError(f"no clear message:\n{end.said}")
        site = self.site()
        if end.code == 0 and site != "new":
            raise BrokenError(f"said to be built, and the {site} site stands:\n{end.said}")
        return site

    def site(self) -> str:
        """Which site stands, compared byte by byte; a journal left behind is finished first, as by the next build."""
        recover(self.project.root)
        files = self.project.files()
        if files == self.trees[self.written]:
            return "new"
        if self.now and files == self.trees[self.now]:
            return "old"
        raise BrokenError(f"neither old nor new: {self._differences(files)}")

    def _differences(self, files: Tree) -> str:
        new = self.trees[self.written]
        wrong = sorted(path for path in files.keys() | new.keys() if files.get(path) != new.get(path))
        return f"{len(wrong)} of {len(new)} files are not as in the new site, such as {', '.join(wrong[:5])}"

    def settle(self) -> None:
        """Build undisturbed, which must give the site of what is written; raises BrokenError."""
        code, said = self.project.command("--ui", "en", "build", "--jobs", "1")
        if code or self.project.files() != self.trees[self.written]:
            raise BrokenError(f"the next build ended with {code}, {self._differences(self.project.files())}:\n{said}")
        self.now = self.written

    def trial(self, row: Row, before: Sequence[str] = ()) -> End:
        """Change the project, build it behind ``before``, judge, build again; counted in ``row``."""
        self.turn()
        end = self.run(before)
        try:
            row.count(end, self.judge(end))
            self.settle()
        except BrokenError as broken:
            raise BrokenError(f"{row.fault}: {' '.join(before)}: {broken}") from None
        return end


def environment() -> dict[str, str]:
    """The variables of a build that does the same each time."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SEBODDARI")}
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
