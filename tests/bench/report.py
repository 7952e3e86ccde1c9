"""The table of a benchmark as Markdown."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from seboddari_build import __version__
from tests.bench.corpus import SESSION, SYLLABLES, WORDS
from tests.bench.rounds import STEPS, Row


def machine() -> str:
    """What the numbers depend on besides the programs."""
    return f"{hardware()}, Hugo {version('hugo')}"


def hardware() -> str:
    """The same without any other program that is measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{len(os.sched_getaffinity(0))} cores ({platform.machine()}), {memory:.0f} GiB of memory, "
        f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, seboddari {__version__}"
    )


def report(rows: Sequence[Row], facts: str) -> str:
    """The whole document: what was measured, then a table for each corpus and number of cores."""
    day = datetime.now(tz=UTC).date().isoformat()
    parts = [_HEAD.format(day=day, facts=facts, session=SESSION, words=WORDS, syllables=f"{SYLLABLES:,}")]
    for size, cores in dict.fromkeys((row.size, row.cores) for row in rows):
        here = [row for row in rows if (row.size, row.cores) == (size, cores)]
        processors = "1 core" if cores == 1 else f"{cores} cores"
        runs = "1 round" if here[0].runs == 1 else f"{here[0].runs} rounds"
        parts.append(f"## {size:,} presentations, {processors}, {runs}\n\n{_table(here)}")
    return "\n".join(parts)


_HEAD = """\
# Benchmarks

Written by `make bench`; do not edit. {day}. {facts}.

The corpus is made up and always the same: N presentations in sessions of {session}, each with about
{words} Korean and {words} English words in three or four sections, a table, a list, two links to other
presentations and two figures; {syllables} different syllables in all. Both programs make a Korean and an
English page for each presentation and session, the list pages, a programme and a page for each of
twelve organisations; ours with the real theme `bottari`, which also checks all content and makes the
web font, Hugo with a plain theme of the same pages. Steps are interleaved; wall and processor seconds
are medians of the rounds named above each table. Memory is the most that all processes of a build held at one moment (shared
pages counted once). Hugo keeps nothing from one build to the next, so its builds are all alike; ours ends
with everything on the disk (one sync), Hugo's does not wait for that.
"""


def _table(rows: Sequence[Row]) -> str:
    found = {(row.step, row.program): row.cost for row in rows}
    lines = [
        "| step | ours, s | Hugo, s | ours/Hugo | ours, CPU s | Hugo, CPU s | ours/Hugo | ours, MB | Hugo, MB | ours/Hugo |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for step, name in STEPS:
        own, other = found.get((step, "seboddari")), found.get((step, "hugo"))
        cells = [
            _seconds(own and own.wall),
            _seconds(other and other.wall),
            _ratio(own and own.wall, other and other.wall),
            _seconds(own and own.cpu),
            _seconds(other and other.cpu),
            _ratio(own and own.cpu, other and other.cpu),
            _megabytes(own and own.memory),
            _megabytes(other and other.memory),
            _ratio(own and own.memory, other and other.memory),
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _seconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _megabytes(value: int | None) -> str:
    return "–" if value is None else f"{value / 1e6:.0f}"


def _ratio(one: float | None, two: float | None) -> str:
    if one is None or two is None:
        return "–"
    return f"{one / two:.3f}" if one / two < 0.1 else f"{one / two:.2f}"
