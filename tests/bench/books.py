"""The booklet measured against WeasyPrint: ``python -m tests.bench.books``."""

import argparse
import math
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pikepdf

from tests.bench import typeset
from tests.bench.corpus import Corpus
from tests.bench.measure import run
from tests.bench.ours import Ours
from tests.bench.paged import write_book
from tests.bench.report import machine

#: What is measured, with its name in the table.
COLD, EDIT, THEIRS = "ours, from a cold memo", "ours, after one edit", "WeasyPrint"


@dataclass(frozen=True)
class Made:
    """A finished book: CPU seconds (``set``: of that for typesetting), bytes of memory at the most, pages, bytes."""

    size: int
    what: str
    cpu: float
    set: float
    memory: int
    pages: int
    bytes: int

    @property
    def speed(self) -> float:
        """Pages per CPU second."""
        return self.pages / self.cpu


def main() -> None:
    """Measure, print, and write the table if asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.books")
    parser.add_argument("--sizes", default="50,200,500", help="presentations of each book")
    parser.add_argument("--runs", default="3,3,1", help="rounds, a size; the median counts")
    parser.add_argument("--out", type=Path, help="a Markdown file for the table, such as docs/benchmarks-booklet.md")
    asked = parser.parse_args()
    sizes, rounds = ([int(n) for n in given.split(",")] for given in (asked.sizes, asked.runs))
    made: list[Made] = []
    for size, runs in zip(sizes, rounds + rounds[-1:] * len(sizes), strict=False):
        folder = Path(tempfile.mkdtemp(prefix="bench-"))
        try:
            made += measure(folder, Corpus(size), runs, lambda line: print(line, file=sys.stderr, flush=True))
        finally:
            shutil.rmtree(folder)
    text = report(made)
    print(text)
    if asked.out:
        asked.out.write_text(text, encoding="utf-8")


def measure(folder: Path, corpus: Corpus, runs: int, tell: Callable[[str], None]) -> list[Made]:
    """Both programs in turn, ``runs`` times and once more where several processes share the memory."""
    ours = Ours(folder / "ours", corpus)
    ours.write()
    (folder / "theirs").mkdir()
    write_book(folder / "theirs", corpus)
    seen: dict[str, list[Made]] = {COLD: [], EDIT: [], THEIRS: []}
    for turn in range(runs + 1):
        watch = turn == runs
        for what, found in seen.items():
            if watch and what == THEIRS:
                continue
            if what == COLD:
                ours.put(corpus.talk(corpus.size // 2))
                shutil.rmtree(ours.root / ".seboddari", ignore_errors=True)
            elif what == EDIT:
                word = corpus.vocabulary[0][turn]
                ours.put(corpus.talk(corpus.size // 2).longer(f"이웃과 {word} 이야기를 나눕니다."))
            one = _typeset(folder / ("theirs" if what == THEIRS else "ours"), corpus.size, what, watch=watch)
            found.append(one)
            tell(f"{one.size:>5} {what:<24}{one.pages:>6} pages {one.cpu:8.2f} s cpu {one.memory / 1e6:7.0f} MB")
    return [_median(found[:runs], found) for found in seen.values()]


def _typeset(folder: Path, size: int, what: str, *, watch: bool) -> Made:
    program = (sys.executable, "-P", typeset.__file__, folder.name)
    cost = run(program, folder, frozenset(sorted(os.sched_getaffinity(0))[:1]), watch=watch)
    alone = cost.cpu if what == THEIRS else float((folder / ".bench.log").read_text("utf-8").split()[-1])
    book = folder / "book.pdf"
    with pikepdf.open(book) as pdf:
        pages = len(pdf.pages)
    return Made(size, what, cost.cpu, alone, cost.memory, pages, book.stat().st_size)


def _median(timed: Sequence[Made], every: Sequence[Made]) -> Made:
    cpu, of_that = (statistics.median(getattr(one, name) for one in timed) for name in ("cpu", "set"))
    one = timed[0]
    return Made(one.size, one.what, cpu, of_that, max(m.memory for m in every), one.pages, one.bytes)


# ---------------------------------------------------------------- the report


def report(made: Sequence[Made]) -> str:
    """The whole document."""
    facts = f"{machine().rpartition(', Hugo')[0]}, Typst {version('typst')}, WeasyPrint {version('weasyprint')}"
    lines = [_HEAD.format(day=datetime.now(tz=UTC).date().isoformat(), facts=facts)]
    lines += ["| sessions | | pages | CPU s | typesetting, CPU s | pages per CPU s | MB | bytes a page |"]
    lines += ["|---:|---|---:|---:|---:|---:|---:|---:|"]
    lines += [
        f"| {m.size} | {m.what} | {m.pages:,} | {m.cpu:.2f} | {m.set:.2f} | {m.speed:.1f} | {m.memory / 1e6:.0f} "
        f"| {m.bytes / m.pages:,.0f} |"
        for m in made
    ]
    lines += ["", "| ours against WeasyPrint | " + " | ".join(str(size) for size in _sizes(made)) + " |"]
    lines += ["|---|" + "---:|" * len(_sizes(made))]
    lines += [_ratios(made, COLD, "pages per CPU second, from a cold memo", lambda m: m.speed)]
    lines += [_ratios(made, COLD, "pages per CPU second, typesetting alone", lambda m: m.pages / m.set)]
    lines += [_ratios(made, EDIT, "pages per CPU second, after one edit", lambda m: m.speed)]
    lines += [_ratios(made, COLD, "memory", lambda m: m.memory)]
    lines += [_ratios(made, COLD, "bytes a page", lambda m: m.bytes / m.pages), ""]
    lines += [f"CPU seconds grow with the number of sessions to the power of: {_growth(made)}.", ""]
    return "\n".join(lines)


def _sizes(made: Sequence[Made]) -> list[int]:
    return list(dict.fromkeys(one.size for one in made))


def _ratios(made: Sequence[Made], what: str, name: str, value: Callable[[Made], float]) -> str:
    of = {(one.size, one.what): value(one) for one in made}
    cells = (f"{of[size, what] / of[size, THEIRS]:.2f}" for size in _sizes(made))
    return f"| {name} | {' | '.join(cells)} |"


def _growth(made: Sequence[Made]) -> str:
    said = []
    for what in (COLD, EDIT, THEIRS):
        first, *_, last = (one for one in made if one.what == what)
        for name, value in (("", "cpu"), (", typesetting alone", "set")):
            power = math.log(getattr(last, value) / getattr(first, value)) / math.log(last.size / first.size)
            if not (what == THEIRS and name):
                said.append(f"{what}{name} {power:.2f}")
    return "; ".join(said)


_HEAD = """\
# Benchmarks of the booklet

Written by `make bench`; do not edit. {day}. {facts}. One core.

The corpus is that of [the site's benchmarks](benchmarks.md); here a session is one presentation. Ours is the Korean
edition (PDF/UA-1 and PDF/A-2a in one file). It reads and checks the content, cuts the fonts, writes the code and has
it typeset; a cold memo remembers nothing of earlier builds. WeasyPrint (PDF/UA-1) is given finished HTML of the same
text with a plain style sheet of the same format and density: running heads, contents, links and index with page
numbers, figures, tables, QR codes; and the same font files, cut already. "Typesetting" is the process that runs Typst
and packs the file; for WeasyPrint, everything. Programs take turns; CPU seconds are medians. Memory is the most that
all processes held at one moment.
"""


if __name__ == "__main__":
    main()
