"""The command that tries made-up inputs and writes down how many there were and what was wrong."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from seboddari_build import __version__
from tests.fuzz.targets import TARGETS, Failure, Fuzzing, smallest

#: Inputs that one process takes at a time.
SHARE = 4_000

HEAD = """\
# Made-up inputs

Written by `make fuzz`; do not edit. {day}. seboddari {version}, Python {python}.

{inputs:,} inputs, all following from the seed {seed}, a quarter each to the YAML loader (all kinds of files), the
Markdown pipeline, block directives and the check for personal data. They are made by a grammar, cut out of the event's
content, the planted mistakes of `tests/problems/` and the cases of `tests/load/cases/`, and changed. No input may raise
an exception, and every problem it leads to is printed in both languages with its excerpt. Bodies stand in pages,
presentations and cases of an event, which is checked, planned and rendered with the real theme; every page of it is
read back by Lexbor, which parses as browsers do, and may hold no element that acts (`script`, `style`, `iframe`,
`object`, `embed`, `base`) but the theme's own script files and JSON, no `on…` or `style` attribute and no address of
`javascript:`, `vbscript:` or `data:`, whatever is wrong with the body: even what a build would refuse.

| | |
|---|---:|
| inputs | {inputs:,} |
| pages rendered and read back | {pages:,} |
| inputs that failed | {failed:,} |
| processor hours | {hours:.1f} |
"""


@cache
def fuzzing(seed: int) -> Fuzzing:
    """What tries inputs, once a process."""
    return Fuzzing(seed)


def share(seed: int, first: int, last: int) -> tuple[list[Failure], int, float]:
    """Failures, pages and processor seconds of some inputs."""
    began = time.process_time()
    failures, pages = fuzzing(seed).run(first, last)
    return failures, pages, time.process_time() - began


def shares(seed: int, first: int, last: int, jobs: int) -> Iterator[tuple[list[Failure], int, float]]:
    """What becomes of all inputs, some at a time."""
    starts = range(first, last, SHARE)
    ends = [min(start + SHARE, last) for start in starts]
    if jobs == 1:
        yield from map(share, [seed] * len(starts), starts, ends)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(share, [seed] * len(starts), starts, ends)


def smaller(seed: int, failure: Failure) -> str:
    """The smallest input that fails like ``failure``."""

    def still(text: str) -> bool:
        what = fuzzing(seed).wrong(failure.number, failure.target, text)
        return what is not None and what[0] == failure.what

    return smallest(failure.text, still) if still(failure.text) else failure.text


def main() -> int:
    """Try, tell, and write the table if asked to; gives 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=20_000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the number of the first, to try one again")
    parser.add_argument("--seed", type=int, default=20201217, help="what they follow from")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--out", type=Path, help="a Markdown file for the table, such as docs/fuzz.md")
    asked = parser.parse_args()
    failures: list[Failure] = []
    pages, seconds, done = 0, 0.0, 0
    for failed, printed, took in shares(asked.seed, asked.first, asked.first + asked.inputs, asked.jobs):
        failures += failed
        pages, seconds, done = pages + printed, seconds + took, min(done + SHARE, asked.inputs)
        print(
            f"{done:,} inputs, {pages:,} pages, {len(failures)} failed, {seconds:,.0f} s", file=sys.stderr, flush=True
        )
    for what, count in Counter((failure.target, failure.what) for failure in failures).most_common():
        first = min((f for f in failures if (f.target, f.what) == what), key=lambda failure: len(failure.text))
        print(
            f"\n{count} x {first.target}: {first.what}\ninput {first.number}, smallest: {smaller(asked.seed, first)!r}\n{first.trace}"
        )
    text = HEAD.format(
        day=datetime.now(tz=UTC).date().isoformat(), version=__version__, python=sys.version.split()[0],
        inputs=asked.inputs, seed=asked.seed, pages=pages, failed=len(failures), hours=seconds / 3600,
    )  # fmt: skip
    print(text)
    if asked.out:
        asked.out.write_text(text, encoding="utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    assert len(TARGETS) == 4, "the table speaks of a quarter each"
    sys.exit(main())
