"""The benchmark's command: builds made-up conferences with both programs and writes a table."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.report import machine, report
from tests.bench.rounds import Bench, Row


def main() -> None:
    """Measure, print, and write the table if asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", default="100,1000,10000", help="presentations of each corpus")
    parser.add_argument("--runs", default="3,3,1", help="rounds of each step, a size; the median counts")
    parser.add_argument("--cores", default="1,all", help="processors to build with")
    parser.add_argument("--only", default="", help="one program: seboddari or hugo")
    parser.add_argument("--out", type=Path, help="a Markdown file for the table, such as docs/benchmarks.md")
    asked = parser.parse_args()
    every = sorted(os.sched_getaffinity(0))
    core_sets = [frozenset(every[: len(every) if c == "all" else int(c)]) for c in asked.cores.split(",")]
    rows: list[Row] = []
    sizes, rounds = ([int(n) for n in given.split(",")] for given in (asked.sizes, asked.runs))
    for size, runs in zip(sizes, rounds + rounds[-1:] * len(sizes), strict=False):
        folder = Path(tempfile.mkdtemp(prefix="bench-"))
        try:
            bench = Bench(folder, size, asked.only)
            bench.write()
            for cores in core_sets:
                rows += bench.measure(cores, runs, lambda line: print(line, file=sys.stderr, flush=True))
        finally:
            shutil.rmtree(folder)
    text = report(rows, machine())
    print(text)
    if asked.out:
        asked.out.write_text(text, encoding="utf-8")


main()
