"""One booklet compiled in a process of its own, with limits: ``python -m seboddari_build.render.booklet.worker``.

It reads ``job.json`` in its folder, compiles ``main.typ``, and leaves ``book.pdf`` and ``result.json`` there.
"""

import contextlib
import os
import sys
from datetime import UTC, date, datetime
from typing import Literal

import msgspec
from msgspec import Struct

from seboddari_build.render.booklet.chapter import PlaceInBook

JOB, RESULT, PDF, MAIN = "job.json", "result.json", "book.pdf", "main.typ"
#: What every booklet claims to be, and Typst enforces.
STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")


class Job(Struct, frozen=True):
    """What is asked for: ``date`` as ISO has it, "" for none; ``memory`` in bytes, ``cpu`` in seconds; 0: no limit."""

    date: str = ""
    memory: int = 0
    cpu: int = 0


class Outcome(Struct, frozen=True):
    """What became of it: with ``errors``, Typst's own words, there is no PDF; ``warnings`` leave it whole."""

    pages: int = 0
    places: tuple[PlaceInBook, ...] = ()
    errors: str = ""
    warnings: tuple[str, ...] = ()
    memory: bool = False  # it ran out of memory


def main(folder: str) -> None:
    """Do the job of ``folder``."""
    os.chdir(folder)
    with open(JOB, "rb") as file:
        job = msgspec.json.decode(file.read(), type=Job)
    _limit(job)
    try:
        outcome = _compile(job)
    except MemoryError:
        outcome = Outcome(memory=True)
    with open(RESULT, "wb") as file:
        file.write(msgspec.json.encode(outcome))


def _compile(job: Job) -> Outcome:
    import typst

    from seboddari_build.render.booklet.pdf import packed

    day = date.fromisoformat(job.date) if len(job.date) == 10 else date(1970, 1, 1)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        data, warnings = typst.compile_with_warnings(
            MAIN,
            root=".",
            font_paths=["."],
            ignore_system_fonts=True,
            pdf_standards=list(STANDARDS),
            timestamp=int(moment.timestamp()),
            package_path="no-packages",
            package_cache_path="no-packages",
        )
    except typst.TypstError as failure:
        return Outcome(errors=str(getattr(failure, "diagnostic", "") or f"error: {failure}"))
    assert isinstance(data, bytes)
    pdf, pages, places = packed(data)
    with open(PDF, "wb") as file:
        file.write(pdf)
    told = tuple(str(getattr(warning, "diagnostic", "") or f"warning: {warning}") for warning in warnings)
    return Outcome(pages, places, warnings=told)


def _limit(job: Job) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # where the system knows such limits
        import resource

        if job.memory:
            resource.setrlimit(resource.RLIMIT_AS, (job.memory, job.memory))
        if job.cpu:
            resource.setrlimit(resource.RLIMIT_CPU, (job.cpu, job.cpu + 5))


if __name__ == "__main__":
    main(sys.argv[1])
