"""The build as a list of stages: load, check, plan, render, publish. It returns and never prints."""

import contextlib
import functools
import gc
import hashlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem, sort_key, stopping
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.base.store import DamagedError, Store, discard
from seboddari_build.check import check
from seboddari_build.fresh import packages
from seboddari_build.load.content import Loaded, load, prose_reader
from seboddari_build.load.files import read_text
from seboddari_build.load.withheld import discreet
from seboddari_build.making import (
    Printed,
    Rendering,
    RenderingFailedError,
    bind_ebooks,
    make_feeds,
    make_web,
    print_booklets,
)
from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import make_lookup
from seboddari_build.publish import record
from seboddari_build.publish.described import described, made_books, planned_books
from seboddari_build.publish.gate import make_gate
from seboddari_build.publish.links import LINK, LinkError, links
from seboddari_build.publish.lock import Lock, held, make_store
from seboddari_build.publish.manifest import Manifest, encoded
from seboddari_build.publish.place import MANIFEST
from seboddari_build.publish.publishing import Published, publish
from seboddari_build.render.search.files import search_files
from seboddari_build.render.theme import Theme, load_theme
from seboddari_build.render.web.glyphs import FontFiles, font_begun, missing_glyphs
from seboddari_build.render.web.pictures import Pictures
from seboddari_build.render.web.site import downloads, file_of
from seboddari_build.site.pictures import shown_pictures
from seboddari_build.site.plan import BAD_BASE_URL, NO_BASE_URL, Site, as_base_url, is_base_url, plan
from seboddari_build.site.repeats import repeats

#: Seconds that a build waits for another one to end.
LOCK_WAIT = 60.0


class Stage(Struct, frozen=True):
    """A stage that has ended: its name, how much it handled, how long it took in seconds."""

    name: str
    count: int
    seconds: float


class Options(Struct, frozen=True):
    """What was asked for; ``base_url`` is "" for none, ``output`` an absolute path.

    ``only``: what is made of site, booklet, epub and feeds; empty for what site.yaml says.
    ``first``: the files of the pages that a preview wants soonest; what else stands stays until a build without.
    """

    root: Path
    output: Path
    strict: bool = False
    base_url: str = ""
    jobs: int = 1
    preview: bool = False
    only: tuple[str, ...] = ()
    first: frozenset[str] = frozenset()

    def makes(self, conference: Conference) -> frozenset[str]:
        """What this build makes: a preview leaves out what takes long."""
        asked = frozenset(self.only or conference.config.editions)
        return (asked & {"feeds"}) | {"site"} if self.preview else asked


class Counts(Struct, frozen=True):
    """How much work a build did: for tests and benchmarks, not for visitors."""

    parsed: int = 0
    rendered: int = 0
    kept: int = 0
    written: int = 0
    pictured: int = 0
    compiled: int = 0
    carded: int = 0


class Result(Struct, frozen=True):
    """How a build ended: ``published`` is None where it published nothing because of problems.

    ``behind``: some files were left as they stood, for a build without ``Options.first``.
    """

    problems: tuple[Problem, ...]
    published: Published | None = None
    counts: Counts = Counts()
    pages: int = 0
    notes: tuple[Text, ...] = ()
    behind: bool = False

    def failed(self, *, strict: bool) -> bool:
        """Whether the problems stop a publication."""
        return stopping(self.problems, strict=strict)


Tell = Callable[[Stage], None]


def untold(_: object) -> None:
    """Tell nobody."""


class _Clock:
    """Tells of each stage as it ends."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._last = time.monotonic()

    def ended(self, name: str, count: int) -> None:
        now = time.monotonic()
        self._tell(Stage(name, count, now - self._last))
        self._last = now


@functools.cache  # the engine that runs is the one that was read at its start
def engine_stamp() -> str:
    """What the values in the memo store are made with: another engine or library may make others."""
    digest = hashlib.blake2b(digest_size=16)
    package = Path(__file__).parent
    for top, folders, names in os.walk(package):
        folders[:] = sorted(f for f in folders if f not in ("__pycache__", "themes"))
        for name in sorted(names):
            if name.endswith((".py", ".md")):
                digest.update(name.encode() + b"\0" + (Path(top) / name).read_bytes())
    return "|".join([digest.hexdigest(), sys.version, *packages()])


def store_file(root: Path) -> Path:
    """Where the memo store of the project at ``root`` stands."""
    return Path(record.store_path(str(root), "store.sqlite"))


def open_store(root: Path) -> Store:
    """The memo store of the project; in memory where the folder cannot be written or is a link."""
    file: Path | None = store_file(root)
    try:
        make_store(str(root))
    except LinkError:
        file = None
    except OSError:
        pass
    return Store(file, engine_stamp())


def with_store(root: Path, jobs: int, work: Callable[[Store, int], Result]) -> Result:
    """What ``work`` gives for a store and a number of processes.

    If the store proves damaged or a worker process dies, the work is done again with nothing
    remembered and in this process alone, and once more where a new store cannot be kept
    either (a full disk): damage costs time, never correctness.
    """
    collecting = gc.isenabled()
    gc.disable()  # values are frozen and form no circles: looking for some costs a third of a build
    try:
        for open_, processes in ((open_store, jobs), (_new_store, 1)):
            with contextlib.suppress(DamagedError, ChildProcessError), contextlib.closing(open_(root)) as store:
                return _discreet(root, work(store, processes))
        return _discreet(root, work(Store(None, ""), 1))
    finally:
        if collecting:
            gc.enable()


def _new_store(root: Path) -> Store:
    """An empty store in the place of the one that was there."""
    with contextlib.suppress(LinkError, OSError):
        make_store(str(root))
        discard(store_file(root))
    return open_store(root)


def _discreet(root: Path, result: Result) -> Result:
    """``result`` with problems that quote nothing of what is withheld: logs are public too."""
    read = functools.cache(lambda path: read_text(root, path)[0])
    return msgspec.structs.replace(result, problems=discreet(result.problems, read)) if result.problems else result


def examine(root: Path, store: Store, jobs: int, clock: _Clock) -> tuple[Loaded, Conference | None, list[Problem]]:
    """Load and check: everything that can be said without making a page."""
    loaded = load(root, store, jobs)
    clock.ended("load", len(loaded.files))
    problems = [*loaded.problems, *(LINK.at(Span(path)) for path in links(root))]
    if loaded.conference:
        problems += check(loaded.conference, make_lookup(loaded.conference))
        problems += repeats(loaded.conference, prose_reader(store))
        clock.ended("check", len(loaded.files))
    return loaded, loaded.conference, problems


def inspect(options: Options, tell: Tell = untold) -> Result:
    """All problems, down to the addresses of pages; nothing is written but the memo store."""
    clock = _Clock(tell)

    def work(store: Store, jobs: int) -> Result:
        loaded, conference, problems = examine(options.root, store, jobs, clock)
        if conference:
            site, more = _plan(conference, options)
            problems += more
            clock.ended("plan", len(site.pages))
            theme, more = _theme(options.root, conference)
            problems += more
            if theme:
                printed = "booklet" in options.makes(conference)
                problems += missing_glyphs(options.root, loaded.characters, store, printed=printed)
        return Result(tuple(sorted(problems, key=sort_key)), counts=Counts(parsed=len(loaded.parsed)))

    return with_store(options.root, options.jobs, work)


def build(options: Options, tell: Tell = untold, say: Callable[[Text], None] = untold) -> Result:
    """Check, render and publish; with errors (warnings too when strict) nothing is published.

    A second build waits for the first, and ``say`` is told so. Raises MachineError.
    """
    with held(str(options.root), LOCK_WAIT, say) as lock:
        clock = _Clock(tell)
        return with_store(options.root, options.jobs, lambda store, jobs: _build(options, store, jobs, lock, clock))


def _build(options: Options, store: Store, jobs: int, lock: Lock, clock: _Clock) -> Result:
    loaded, conference, problems = examine(options.root, store, jobs, clock)
    counts = Counts(parsed=len(loaded.parsed))
    if conference is None:
        return _stopped(problems, counts)
    theme, more = _theme(options.root, conference)
    problems += more
    makes = options.makes(conference)
    if theme is None or stopping(problems, strict=options.strict):  # what is not published needs no font
        glyphs = missing_glyphs(options.root, loaded.characters, store, printed="booklet" in makes)
        return _stopped([*problems, *_plan(conference, options)[1], *(() if options.first else glyphs)], counts)
    begun = contextlib.nullcontext(_no_font) if options.first else font_begun(
        options.root, loaded.characters, theme, store, jobs, printed="booklet" in makes
    )  # fmt: skip
    with begun as font:
        clock.ended("fonts", 1)
        site, more = _plan(conference, options)
        problems += more
        clock.ended("plan", len(site.pages))
        first = font().problems if "booklet" in makes else ()  # Typst would not say where a letter is missing
        if stopping((*problems, *first), strict=options.strict):
            return _stopped([*problems, *font().problems], counts)
        pictures = Pictures(options.root, shown_pictures(site.context, [p.page for p in site.pages]), store)
        gate = make_gate(conference, site.context, theme, store, options.root)
        printed = Printed(site)
        if "booklet" in makes:
            printed = print_booklets(site, theme, pictures, loaded, store, jobs, gate)
            clock.ended("booklets", printed.compiled)
        if "epub" in makes:
            printed = bind_ebooks(printed, theme, pictures, store, jobs)
            clock.ended("ebooks", printed.compiled)
        if "feeds" in makes:
            printed = make_feeds(printed, theme, linked="site" in makes, made=not options.first)
        problems += printed.problems
        if stopping(problems, strict=options.strict):
            return _stopped([*problems, *font().problems], counts)
        web, cards = make_web(printed.site, theme, pictures, store, jobs, gate, makes)
        told_of = site if web and not options.first else None
        about = described(told_of, conference, theme.digest, made_books(printed.site))
        index = functools.partial(search_files, site.found, store=store, jobs=jobs)
        rendering = Rendering(
            web, index, font, pictures, cards, gate, printed.files, about, jobs, options.first, strict=options.strict
        )
        try:
            published, more = publish(options.root, options.output, rendering.artifacts, lock=lock, about=about)
        except RenderingFailedError:
            return _stopped([*problems, *rendering.problems, *font().problems], counts)
        problems += (*font().problems, *more)
    counts = Counts(
        len(loaded.parsed), len(rendering.rendered), rendering.kept, 0, pictures.made, printed.compiled,
        cards.made if cards else 0,
    )  # fmt: skip
    clock.ended("render", counts.rendered)
    if published is None:
        return msgspec.structs.replace(_stopped(problems, counts), behind=bool(options.first))
    _remember(store, site, loaded, rendering)
    written = len(published.new) + len(published.changed)
    clock.ended("publish", written)
    counts = msgspec.structs.replace(counts, written=written)
    notes = () if site.context.base_url else (NO_BASE_URL,)
    pages = len(site.pages) if "site" in makes else 0
    return Result(tuple(sorted(problems, key=sort_key)), published, counts, pages, notes, bool(options.first))


def _no_font() -> FontFiles:
    return FontFiles((), ())


class _Ready(Struct, frozen=True):
    """Everything that can be had without making a file."""

    loaded: Loaded
    conference: Conference
    site: Site
    theme: Theme


def _ready(options: Options, store: Store, jobs: int) -> tuple[_Ready | None, list[Problem]]:
    """The site in memory; None with errors."""
    loaded, conference, problems = examine(options.root, store, jobs, _Clock(untold))
    theme, more = _theme(options.root, conference) if conference else (None, ())
    problems += more
    if conference is None or theme is None:
        return None, problems
    site, more = _plan(conference, options)
    problems += more
    failed = stopping(problems, strict=False)
    return None if failed else _Ready(loaded, conference, site, theme), problems


def print_booklet(options: Options, edition: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The PDF of one edition (ko, en or bilingual) as of now, and all problems; nothing is published.

    None with errors. Raises MachineError.
    """
    found: list[bytes] = []

    def work(store: Store, jobs: int) -> Result:
        ready, problems = _ready(options, store, jobs)
        if ready:
            site, theme = ready.site, ready.theme
            pictures = Pictures(options.root, shown_pictures(site.context, [p.page for p in site.pages]), store)
            gate = make_gate(ready.conference, site.context, theme, store, options.root)
            printed = print_booklets(site, theme, pictures, ready.loaded, store, jobs, gate, edition)
            problems += printed.problems
            found.extend(file.data for file in printed.files)
        return _stopped(problems, Counts())

    with held(str(options.root), LOCK_WAIT):
        result = with_store(options.root, 1, work)  # one process: the preview's threads must not be forked
    return found[-1] if found else None, result.problems


def foresee(options: Options) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """What the manifest of a site published now would say, of its files the tables alone, and all problems.

    Nothing is published. None with errors.
    """
    found: list[Manifest] = []

    def work(store: Store, jobs: int) -> Result:
        ready, problems = _ready(options, store, jobs)
        if ready:
            makes = options.makes(ready.conference)
            shown = ready.site if "site" in makes else None
            books = planned_books(ready.site, makes)
            about = described(shown, ready.conference, ready.theme.digest, books)
            gate = make_gate(ready.conference, ready.site.context, ready.theme, store, options.root)
            problems += gate.problems(Artifact(MANIFEST, encoded(about)))
            tables = downloads(ready.site) if shown else ()
            files = {file.path: hashlib.sha256(file.data).hexdigest() for file in tables}
            found.append(msgspec.structs.replace(about, files=files))
        return _stopped(problems, Counts())

    result = with_store(options.root, options.jobs, work)
    return found[0] if found and not result.failed(strict=False) else None, result.problems


def bad_base_url(given: str) -> Problem | None:
    """What is wrong with an address of the site, as it may be given in site.yaml or to a command."""
    return None if not given or is_base_url(as_base_url(given)) else BAD_BASE_URL.at(NOWHERE, value=given)


def _plan(conference: Conference, options: Options) -> tuple[Site, tuple[Problem, ...]]:
    given = options.base_url or conference.config.base_url
    return plan(conference, as_base_url(given) if given else "", drafts=options.preview)


def _theme(root: Path, conference: Conference) -> tuple[Theme | None, tuple[Problem, ...]]:
    return load_theme(root, conference.config.theme, conference.config.at("theme"))


def _stopped(problems: list[Problem], counts: Counts) -> Result:
    return Result(tuple(sorted(problems, key=sort_key)), None, counts)


def _remember(store: Store, site: Site, loaded: Loaded, rendering: Rendering) -> None:
    """Keep what the next build may reuse, once this one is published."""
    paths = {file_of(p.page.path) for p in (*site.pages, *site.moved)} | {"index.html", "404.html"}
    gone = [path for path in store.pages() if path not in paths] if rendering.rendered else []
    if rendering.rendered or gone:
        store.put_pages(rendering.rendered, gone)
    if loaded.parsed:
        store.keep_prose(set(loaded.prose))
    rendering.forget_others()
