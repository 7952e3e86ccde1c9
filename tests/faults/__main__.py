"""The command that lets everything go wrong and writes down what came of it."""

import argparse
import platform
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from seboddari_build import __version__
from tests.faults.scenes import Extent, clean, scenes
from tests.faults.trial import Row

HEAD = """\
# Faults

Written by `make faults`; do not edit. {day}. seboddari {version}, Python {python}, Linux {system}.

A small event (one of 160 pages for the random kills) changes between three states, and each change is built by the real
command while something goes wrong. After each of these {tries:,} builds every byte of the site was compared with what
clean builds give: it was wholly the old one or wholly the new one. A build that ended with 0 had published the new one.
Where the machine failed, the exit code was 74 and the message named the file and what to do; 1 stands only where a
content file could not be read (`file-unreadable`). Then the next build, undisturbed, gave the new site. Had any of this
not held, there would be no table.

| fault | builds | ended with | site then | said |
|---|---:|---|---|---|
"""
TAIL = """
System calls are those on the project of the process that builds, as strace lists them; those that ask for nothing of
the disk are left out. Where folders cannot be exchanged in one step, two renames do it: a build killed between them
leaves its journal, and no site until the next build, whose first act is to put one there. That is done before the
comparison.
"""


def report(rows: Sequence[Row]) -> str:
    """The whole document."""
    head = HEAD.format(
        day=datetime.now(tz=UTC).date().isoformat(), version=__version__, python=platform.python_version(),
        system=platform.release().split("-")[0], tries=sum(row.tries for row in rows),
    )  # fmt: skip
    return head + "\n".join(line(row) for row in rows) + "\n" + TAIL


def line(row: Row) -> str:
    """One row of the table."""
    said = ", ".join(f"`{code}`" for code in sorted(row.said))
    note = f" ({row.note})" if row.note else ""
    return f"| {row.fault}{note} | {row.tries} | {_counted(row.ends)} | {_counted(row.sites)} | {said} |"


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in sorted(counter.items()))


def main() -> None:
    """Try everything, print, and write the table if asked to."""
    usual = Extent()
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--kills", type=int, default=usual.kills, help="builds killed at random moments")
    parser.add_argument("--every", type=int, default=usual.every, help="every how-manieth system call")
    parser.add_argument("--bits", type=int, default=usual.bits, help="stores with wrong bits")
    parser.add_argument("--jobs", type=int, default=2, help="processes side by side")
    parser.add_argument("--out", type=Path, help="a Markdown file for the table, such as docs/faults.md")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    rows: list[Row] = []
    try:
        for row in scenes(folder, Extent(kills=asked.kills, every=asked.every, bits=asked.bits), asked.jobs):
            rows.append(row)
            print(line(row), file=sys.stderr, flush=True)
    finally:
        clean(folder)
    text = report(rows)
    print(text)
    if asked.out:
        asked.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
