"""Editions compiled into PDFs, each in a process of its own with limits; unchanged ones are taken from the store."""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct

from seboddari_build.base.leaves import Memo
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import NOWHERE
from seboddari_build.base.store import Store
from seboddari_build.render.booklet import worker
from seboddari_build.render.booklet.chapter import Compiled, Edition
from seboddari_build.render.booklet.fonts import Files, book_fonts
from seboddari_build.render.booklet.trouble import Origins, troubles

OUT_OF_TIME = error(
    "booklet-time",
    ko="책자 ‘{edition}’: {limit}초 안에 조판을 마치지 못했습니다.",
    en="The booklet '{edition}' was not typeset within {limit} seconds.",
    hint_ko="테마의 booklet/ 폴더에서 끝나지 않는 반복이 없는지 살핍니다. "
    "책자 없이 만들려면: seboddari build --only site",
    hint_en="Look for a loop without an end in the theme's booklet/ folder. "
    "To build without booklets: seboddari build --only site",
)
OUT_OF_MEMORY = error(
    "booklet-memory",
    ko="책자 ‘{edition}’: 메모리 {limit}MB로 조판을 마치지 못했습니다.",
    en="The booklet '{edition}' was not typeset within {limit} MB of memory.",
    hint_ko="아주 큰 그림이나 표가 없는지 살핍니다. 책자 없이 만들려면: seboddari build --only site",
    hint_en="Look for a huge picture or table. To build without booklets: seboddari build --only site",
)
STOPPED = error(
    "booklet-stopped",
    ko="책자 ‘{edition}’: 조판하던 프로그램이 멈추었습니다({reason}).",
    en="The program that typesets the booklet '{edition}' stopped ({reason}).",
    hint_ko="다시 해 보고, 또 멈추면 위 내용을 알려 주세요. 책자 없이 만들려면: seboddari build --only site",
    hint_en="Try again; if it stops again, please report this. To build without booklets: seboddari build --only site",
)

_FORM = "booklet-2/"  # to be raised whenever the bytes made of the same edition change
#: The package's parent: where the process that compiles finds this engine.
_ENGINE = Path(__file__).parents[3]
#: Nobody answers there: a package that a theme asks for is not fetched.
_NOWHERE = "http://127.0.0.1:9"
_TIMED_OUT = (-signal.SIGXCPU,) if hasattr(signal, "SIGXCPU") else ()


class Limits(Struct, frozen=True):
    """What one compile may take: seconds, and bytes of address space."""

    seconds: int = 300
    memory: int = 4 << 30


class Press(Struct, frozen=True):
    """The booklets that came out, in the order of their editions; ``made``: how many were compiled now."""

    booklets: tuple[Compiled, ...]
    problems: tuple[Problem, ...]
    made: int


class _Sheet(Struct, frozen=True):
    """What came out of one compile."""

    booklet: Compiled | None
    problems: tuple[Problem, ...]


def fonts_of(editions: Sequence[Edition], memo: Memo, characters: Iterable[str] = ()) -> Files:
    """The fonts for all that the editions may print, their code included, and for ``characters``."""
    text: set[str] = set().union(*characters)
    for edition in editions:
        text.update(edition.characters)
        for path, data in edition.files:
            if path.endswith((".typ", ".svg")):
                text.update(data.decode(errors="replace"))
    return book_fonts(text, memo)


def press(
    editions: Sequence[Edition],
    fonts: Files,
    store: Store,
    jobs: int,
    *,
    origins: Origins | None = None,
    limits: Limits = Limits(),  # noqa: B008  # frozen
) -> Press:
    """Compile ``editions``, ``jobs`` at a time; ``origins`` names the theme file that a file of an edition is.

    An edition that fails is left out and told of.
    """
    keys = {edition.id: _key(edition, fonts) for edition in editions}
    known = {edition.id: _known(store, keys[edition.id]) for edition in editions}
    pending = [edition for edition in editions if known[edition.id] is None]
    with ThreadPoolExecutor(max(1, min(jobs, len(pending)))) as pool:
        sheets = list(pool.map(lambda edition: _sheet(edition, fonts, origins or {}, limits), pending))
    fresh = {edition.id: sheet.booklet for edition, sheet in zip(pending, sheets, strict=True)}
    store.put("leaf", [(keys[id], msgspec.msgpack.encode(made)) for id, made in fresh.items() if made])
    for edition in editions:
        store.keep_leaves(_prefix(edition), {keys[edition.id]})
    found = (known[edition.id] or fresh[edition.id] for edition in editions)
    problems = tuple(_once(problem for sheet in sheets for problem in sheet.problems))
    return Press(tuple(booklet for booklet in found if booklet), problems, len(pending))


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One fault stands in several editions: it is told of once a place."""
    told = set()
    for problem in problems:
        place = (problem.code, problem.span) if problem.span != NOWHERE else problem
        if place not in told:
            told.add(place)
            yield problem


def _known(store: Store, key: str) -> Compiled | None:
    data = store.get("leaf", key)
    return msgspec.msgpack.decode(data, type=Compiled) if data else None


def _prefix(edition: Edition) -> str:
    return f"{_FORM}{edition.id}/"


def _key(edition: Edition, fonts: Files) -> str:
    """What the bytes of an edition depend on."""
    digest = hashlib.blake2b(digest_size=16)
    made_with = (version("typst"), version("pikepdf"), edition.date, *worker.STANDARDS)
    digest.update("\0".join(made_with).encode())
    for path, data in (*edition.files, *fonts):
        digest.update(f"\0{path}\0{len(data)}\0".encode())
        digest.update(data)
    return _prefix(edition) + digest.hexdigest()


def _sheet(edition: Edition, fonts: Files, origins: Origins, limits: Limits) -> _Sheet:
    with tempfile.TemporaryDirectory(prefix="seboddari-booklet-") as folder:
        for path, data in (*edition.files, *fonts):
            _write(Path(folder), path, data)
        job = worker.Job(edition.date, limits.memory, limits.seconds)
        _write(Path(folder), worker.JOB, msgspec.json.encode(job))
        outcome, problem = _run(edition, folder, limits)
        if outcome is None:
            return _Sheet(None, (problem,) if problem else ())
        problems = tuple(troubles(outcome, edition, origins))
        if outcome.errors:
            return _Sheet(None, problems)
        pdf = (Path(folder) / worker.PDF).read_bytes()
    return _Sheet(Compiled(edition=edition.id, pdf=pdf, pages=outcome.pages, places=outcome.places), problems)


def _write(folder: Path, path: str, data: bytes) -> None:
    file = folder / path
    assert file.resolve().is_relative_to(folder.resolve()), path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _run(edition: Edition, folder: str, limits: Limits) -> tuple[worker.Outcome | None, Problem | None]:
    """What the process says, or why it says nothing."""
    try:
        ended = subprocess.run(  # noqa: S603  # this interpreter, a module of ours
            [sys.executable, "-P", "-m", worker.__name__, folder],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, OUT_OF_TIME.at(NOWHERE, edition=edition.id, limit=limits.seconds)
    try:
        outcome = msgspec.json.decode((Path(folder) / worker.RESULT).read_bytes(), type=worker.Outcome)
    except (OSError, msgspec.DecodeError):
        outcome = None
    if outcome and not outcome.memory:
        return outcome, None
    if outcome or b"memory allocation" in ended.stderr or b"MemoryError" in ended.stderr:
        return None, OUT_OF_MEMORY.at(NOWHERE, edition=edition.id, limit=limits.memory >> 20)
    if ended.returncode in _TIMED_OUT:
        return None, OUT_OF_TIME.at(NOWHERE, edition=edition.id, limit=limits.seconds)
    last = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return None, STOPPED.at(NOWHERE, edition=edition.id, reason=last or ended.returncode)


def _environment() -> dict[str, str]:
    """What the process sees of ours: nothing that could change a byte."""
    names = ("PATH", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"), _NOWHERE)
    return {**kept, **proxies, "PYTHONPATH": str(_ENGINE), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
