"""Hostile and mistaken inputs: each stops the build with the problems that its entry names, or is rightly taken.

A file ``tests/bad_inputs/<area>.txt`` holds many: ``@@ name``, the files of the input over the smallest project
(``tests/planted.py`` tells how they may be kept), and after ``>>> stopped`` the first line of each problem as the real
command prints it with ``--strict``, of many of one kind in one file three; or ``>>> built``: then no page holds anything that runs or loads what the theme
does not. ``$ build …`` before the files gives other arguments, ``!!! text`` after the problems what may neither be
printed nor published. ``SEBODDARI_REFRESH=1`` writes what is printed into the files.
"""

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from queue import SimpleQueue

import pytest

from tests.limited import MEGABYTES, SECONDS, Ended, Limited
from tests.planted import File, put, split
from tests.project import ROOT, Project

FOLDER = Path(__file__).parent / "bad_inputs"
REFRESH = bool(os.environ.get("SEBODDARI_REFRESH"))

_ENDED = re.compile(r"^>>> (stopped|built)\n", re.MULTILINE)
_TOLD = re.compile(r"^(?:\S.*: )?(?:error|warning)\[[a-z-]+\]: .*$", re.MULTILINE)


@dataclass
class Input:
    """One entry of a corpus."""

    area: str
    name: str
    arguments: list[str]
    files: list[File]
    built: bool
    told: list[str]
    secret: list[str]


def read_inputs(path: Path) -> Iterator[Input]:
    for entry in re.split(r"^@@ ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        body, ended, after = _ENDED.split(entry)
        head, files = split(body)
        name, _, command = head.strip().partition("\n")
        lines = after.splitlines()
        yield Input(
            path.stem,
            name,
            command.removeprefix("$ ").split() or ["build", "--strict"],
            files,
            ended == "built",
            [line for line in lines if _TOLD.match(line)],
            [line.removeprefix("!!! ") for line in lines if line.startswith("!!! ")],
        )


INPUTS = [one for path in sorted(FOLDER.iterdir()) for one in read_inputs(path)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The smallest project, built, with a store that knows the glyphs of all inputs: else each would draw them."""
    project = Project(tmp_path_factory.mktemp("sound") / "project").small()
    glyphs = "".join(
        sorted({sign for one in INPUTS for _, _, text in one.files for sign in text if "가" <= sign <= "힣"})
    )
    words = "content/pages/words.md"
    project.write(f"=== {words}\n---\ntitle: 글자\n---\n{glyphs}\n").build().ok()
    (project.root / words).unlink()
    project.build().ok()
    return project


@dataclass
class Outcome:
    """What became of an input: how the command ended, what it told of, and the site after it."""

    ended: Ended
    told: list[str]
    touched: bool
    leaked: list[str]
    dangers: list[str]


@pytest.fixture(scope="module")
def outcome(
    request: pytest.FixtureRequest, sound: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Input], Outcome]]:
    """What became of an input; all that are wanted are tried, two at a time."""
    folder = tmp_path_factory.mktemp("inputs")
    idle: SimpleQueue[Limited] = SimpleQueue()
    processes = [Limited(ROOT) for _ in range(2)]
    for process in processes:
        idle.put(process)

    def tried(given: Input) -> Outcome:
        process = idle.get()
        try:
            return try_out(given, sound.copy(folder / str(INPUTS.index(given)) / "project"), process)
        finally:
            idle.put(process)

    items = (item for item in request.session.items if isinstance(item, pytest.Function) and hasattr(item, "callspec"))
    wanted = [given for item in items if isinstance(given := item.callspec.params.get("given"), Input)]
    with ThreadPoolExecutor(len(processes)) as pool:
        begun = [(given, pool.submit(tried, given)) for given in wanted]
        yield lambda given: next(future.result() for one, future in begun if one is given)
        pool.shutdown(cancel_futures=True)
    for process in processes:
        process.close()


def try_out(given: Input, project: Project, process: Limited) -> Outcome:
    """Put the input into ``project``, carry out its command, look at the site, and take all of it away."""
    for file in given.files:
        put(project.root, file)
    before = project.files()
    arguments = [part.replace("PROJECT", str(project.root)) for part in given.arguments]
    ended = process.run("-C", str(project.root), "--ui", "en", *arguments)
    after = project.files()
    shutil.rmtree(project.root)
    pages = {path: Page(data).dangers for path, data in after.items() if path.endswith(".html")}
    return Outcome(
        ended,
        few(_TOLD.findall(ended.said.replace(str(project.root), "PROJECT"))),
        before != after,
        [f"{path}: {secret}" for secret in given.secret for path in after if secret.encode() in after[path]],
        [f"{path}: {danger}" for path, dangers in pages.items() for danger in dangers],
    )


@pytest.mark.parametrize("given", INPUTS, ids=lambda one: f"{one.area}: {one.name}")
def test_a_bad_input_is_told_of_and_harms_nothing(given: Input, outcome: Callable[[Input], Outcome]) -> None:
    found = outcome(given)
    ended = found.ended
    if REFRESH:
        refresh(given, found.told, built=ended.code == 0)
        given.told, given.built = found.told, ended.code == 0
    assert "Traceback" not in ended.said, ended.said
    assert ended.code == (0 if given.built else 1), ended.said
    assert found.told == given.told
    assert bool(found.told) != given.built
    assert ended.megabytes < MEGABYTES
    assert ended.seconds < SECONDS
    assert given.built or not found.touched
    assert not [secret for secret in given.secret if secret in ended.said]
    assert found.leaked == []
    assert found.dangers == []


def few(told: list[str]) -> list[str]:
    """The first three lines of each kind of problem in each file."""
    seen: Counter[str] = Counter()
    kept = []
    for line in told:
        kind = re.sub(r"^(.*?)(?::\d+:\d+)?: (\w+\[[a-z-]+\]): .*", r"\1 \2", line)
        seen[kind] += 1
        if seen[kind] <= 3:
            kept.append(line)
    return kept


@dataclass
class Page(HTMLParser):
    """What a page holds that runs, that loads or leads where it should not, or that names two places alike."""

    data: bytes
    dangers: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    #: Whether facts for search engines are being read, which no browser runs.
    facts: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.facts = tag == "script" and given.get("type") == "application/ld+json"
        if tag in FORBIDDEN or (tag == "script" and not self.facts and not OURS.fullmatch(given.get("src", ""))):
            self.dangers.append(f"<{tag}>")
        if given.get("id", "") in self.ids - {""}:
            self.dangers.append(f"id {given['id']} twice")
        self.ids.add(given.get("id", ""))
        kept = given.get("rel") in META
        self.dangers += [f"{tag} {name}={value}" for name, value in given.items() if dangerous(tag, name, value, kept)]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser hands it over
        self.facts = False

    def handle_data(self, data: str) -> None:
        if self.facts:
            json.loads(data)  # whole: nothing in it ends the script


FORBIDDEN = ("iframe", "object", "embed", "base", "foreignobject", "applet", "frame", "animate", "set")
OURS = re.compile(r"(?:/|(?:\.\./)*)assets/[\w.-]+\.js")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
#: Links of the head that are read and never loaded.
META = ("canonical", "alternate")


def dangerous(tag: str, name: str, value: str, kept: bool) -> bool:
    """Whether an attribute runs something, or names what no page may load or lead to; ``kept``: it is only read."""
    address = re.sub(r"[\x00-\x20]", "", value).lower()
    if name.startswith("on") or name in ("srcdoc", "style", "ping"):
        return True
    if name in ("href", "xlink:href") and tag != "link":
        return bool(SCHEME.match(address)) and not address.startswith(("https:", "http:", "mailto:"))
    loads = name in ("href", "src", "srcset", "poster", "data", "action", "formaction")
    return loads and not kept and bool(SCHEME.match(address) or address.startswith("//"))


def refresh(given: Input, told: list[str], *, built: bool) -> None:
    """Write what was printed into the corpus."""
    path = FOLDER / f"{given.area}.txt"
    head, begin, rest = path.read_text("utf-8").partition(f"@@ {given.name}\n")
    entry, *others = re.split(r"^(?=@@ )", rest, maxsplit=1, flags=re.MULTILINE)
    body = _ENDED.split(entry)[0]
    lines = [*told, *(f"!!! {secret}" for secret in given.secret)]
    ended = f">>> {'built' if built else 'stopped'}\n" + "".join(f"{line}\n" for line in lines)
    path.write_text(head + begin + body + ended + "".join(others), "utf-8")


def test_the_corpora_are_large_and_each_entry_has_a_name_of_its_own() -> None:
    assert len(INPUTS) >= 250
    names = [(one.area, one.name) for one in INPUTS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("html", "dangers"),
    [
        ("<script>x</script>", ["<script>"]),
        ("<p onclick=x>", ["p onclick=x"]),
        ("<a href='java\nscript:x'>", ["a href=java\nscript:x"]),
        ("<img src=//example.org/x>", ["img src=//example.org/x"]),
        ("<a href=https://example.org/>", []),
        ("<script src=../assets/site.js></script>", []),
    ],
)
def test_what_a_page_may_not_hold_is_seen(html: str, dangers: list[str]) -> None:
    assert Page(html.encode()).dangers == dangers
