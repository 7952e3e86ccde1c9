"""The law: after any edits a warm build equals a clean one, byte for byte and word for word, and then rests."""

import contextlib
import os
import random
import shutil
import sqlite3
import string
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

import jinja2
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from seboddari_build import fresh
from seboddari_build.base.store import Store
from seboddari_build.build import engine_stamp, store_file
from seboddari_build.load import content
from seboddari_build.publish import spare
from seboddari_build.publish.record import STORE
from seboddari_build.render.web import site as web
from tests.project import Project
from tests.variants import BROKEN, SOUND, States

#: Time stamps are believed when they are older than this (seconds), here and in the engine while
#: these tests run, so that what is believed is tried and not only what is read again.
SETTLED = 0.02
BASE_URL = "https://example.org/repo/"
#: Results that depend on the font and a single character; clean builds have them, but for the last of a walk.
FONT_LEAVES = ("/cmap/", "/base/", "/glyphs/")

NOTICED = "=== content/event.yaml\n" + str(SOUND["content/event.yaml"][1])
Content = str | bytes | None
Edits = list[tuple[str, Content]]


def pairs(*states: States) -> Edits:
    """Every path with everything that it may hold."""
    return [(path, text) for each in states for path, texts in each.items() for text in texts]


BEGINNING = [(path, texts[0]) for path, texts in SOUND.items()]
sound = st.lists(st.sampled_from(pairs(SOUND)), min_size=1, max_size=3)
any_edits = st.lists(st.sampled_from(pairs(SOUND, BROKEN)), min_size=1, max_size=3)
paths = st.sampled_from(sorted(SOUND))
seeds = st.integers(0, 2**16)


def run(project: Project, *arguments: str) -> tuple[int, str]:
    """The command's exit code and words, without the line that counts what this one build did."""
    code, said = project.command(*arguments)
    return code, "\n".join(line for line in said.splitlines() if " pages. Files: " not in line)


def states(output: Path) -> dict[str, tuple[int, int]]:
    """When each file of the site was written, and which file it is."""
    return {str(p): (p.stat().st_mtime_ns, p.stat().st_ino) for p in sorted(output.rglob("*"))}


def font_leaves(folder: Path) -> list[tuple[str, bytes]]:
    """What a build works out from the font for all characters that any state has."""
    texts = "".join(text for _, text in pairs(SOUND, BROKEN) if isinstance(text, str))
    letters = "".join(sorted(set(texts) - set(string.whitespace + "'")))
    project = Project(folder / "font").write(f"=== content/event.yaml\nid: font\nname: '{letters}'\n")
    assert run(project, "build")[0] == 0
    with contextlib.closing(sqlite3.connect(store_file(project.root))) as db:
        return [row for row in db.execute("SELECT key, value FROM leaf") if any(kind in row[0] for kind in FONT_LEAVES)]


def cut(root: Path, chance: random.Random) -> None:
    """The store ends early, as on a full disk."""
    if store_file(root).is_file():
        data = store_file(root).read_bytes()
        store_file(root).write_bytes(data[: chance.randrange(len(data) + 1)])


def spoil(root: Path, chance: random.Random) -> None:
    """Some bytes of the store are others."""
    if store_file(root).is_file():
        data = bytearray(store_file(root).read_bytes())
        for _ in range(40 if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
        store_file(root).write_bytes(data)


def other_file(root: Path, _: random.Random) -> None:
    """Something else stands in the place of the store."""
    if store_file(root).is_file():
        store_file(root).write_bytes(b"nothing of the kind")


def folder(root: Path, _: random.Random) -> None:
    """A folder stands in the place of the store."""
    if store_file(root).is_file():
        store_file(root).unlink()
    (store_file(root) / "inside").mkdir(parents=True, exist_ok=True)


def lose(root: Path, chance: random.Random) -> None:
    """Some rows of the store are gone."""
    with contextlib.closing(sqlite3.connect(store_file(root))) as db:
        for table, key in (("file", "path"), ("prose", "digest"), ("leaf", "key"), ("page", "path")):
            db.execute(f"DELETE FROM {table} WHERE length({key}) * unicode({key}) % 3 = ?", [chance.randrange(3)])
        db.commit()


def mix_up(root: Path, _: random.Random) -> None:
    """Rows of the store hold what others should, as when it was killed half way through a change."""
    with contextlib.closing(sqlite3.connect(store_file(root))) as db:
        for table, key in (("prose", "digest"), ("file", "path")):
            rows = db.execute(f"SELECT {key}, value, sum FROM {table} ORDER BY {key}").fetchall()
            pairs = zip(rows, rows[1:] + rows[:1], strict=True)
            values = [(other[1], other[2], one[0]) for one, other in pairs]
            db.executemany(f"UPDATE {table} SET value = ?, sum = ? WHERE {key} = ?", values)
        db.commit()


def spare_tree(root: Path, chance: random.Random) -> None:
    """Somebody works in the spare tree."""
    files = sorted(p for p in (root / STORE).glob("spare/**/*") if p.is_file())
    for file in chance.sample(files, min(3, len(files))):
        file.write_bytes(file.read_bytes()[:-1] + b" ")


DAMAGE: dict[str, Callable[[Path, random.Random], None]] = {
    "all": lambda root, _: shutil.rmtree(root / STORE),
    "cut": cut,
    "folder": folder,
    "ledgers": lambda root, _: shutil.rmtree(root / STORE / "trees", ignore_errors=True),
    "lose": lose,
    "mix up": mix_up,
    "other file": other_file,
    "spare tree": spare_tree,
    "spoil": spoil,
}


class Law(RuleBasedStateMachine):
    """A project under edits; after each rule it is built warm and, in a new folder, clean."""

    leaves: tuple[tuple[str, bytes], ...] = ()

    def __init__(self) -> None:  # noqa: D107 - the class says it
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="law-"))
        self.project = Project(self.folder / "project")
        self.builds = 0
        self.base_url = ""
        self.closing = contextlib.ExitStack()
        believed = int(SETTLED * 1e9 / 2)
        (self.folder / "compiled").mkdir()
        compiled = jinja2.FileSystemBytecodeCache(str(self.folder / "compiled"))
        for module, name, value in (
            (content, "RACY_NS", believed),
            (fresh, "COARSE", believed),
            (content, "FORK_FROM", 3),  # where it may work in several processes, it does
            (web, "FORK_FROM", 3),
            (spare, "sync", lambda _: None),  # no machine fails here, so nothing waits for the disk
            (os, "fsync", lambda _: None),
            (jinja2, "Environment", partial(jinja2.Environment, bytecode_cache=compiled)),
        ):
            self.closing.enter_context(patch.object(module, name, value))
        if not Law.leaves:
            Law.leaves = tuple(font_leaves(self.folder))

    def teardown(self) -> None:
        try:
            if self.builds:
                self.hold(seeded=False)
        finally:
            self.closing.close()
            shutil.rmtree(self.folder)

    @initialize(edits=sound)
    def begin(self, edits: Edits) -> None:
        """A project is built for the first time."""
        self.apply(BEGINNING + edits)
        self.hold()

    @rule(edits=sound, strict=st.booleans(), jobs=st.sampled_from((1, 2)))
    def edit(self, edits: Edits, strict: bool, jobs: int) -> None:
        """Content, pictures, theme and settings are added, changed, taken away."""
        self.apply(edits)
        self.hold(strict=strict, jobs=jobs)

    @rule(edits=any_edits, mistake=st.sampled_from(pairs(BROKEN)), jobs=st.sampled_from((1, 2)))
    def blunder(self, edits: Edits, mistake: tuple[str, Content], jobs: int) -> None:
        """A mistake is made among other edits, found, and all is put back."""
        edits = [*edits, mistake]
        before = self.read(edits)
        self.apply(edits)
        self.hold(jobs=jobs)
        self.apply(before)
        self.hold()

    @rule()
    def begin_anew(self) -> None:
        """Every file is as it was in the beginning."""
        self.apply(BEGINNING)
        self.hold(strict=True)

    @rule(edits=any_edits)
    def check_between(self, edits: Edits) -> None:
        """A state is looked at and never built; it must not linger in the memo."""
        before = self.read(edits)
        self.apply(edits)
        run(self.project, "check")
        self.apply(before)
        self.hold()

    @rule()
    def exchange_two_files(self) -> None:
        """Two files change places, sizes and times kept: only their inodes tell."""
        folder = self.project.root / "content/pages"
        one, other, aside = folder / "one.md", folder / "other.md", folder / "aside"
        for file in (one, other):
            file.write_text(f"---\ntitle: {file.stem:>5}\n---\n", "utf-8")
            os.utime(file, (1_600_000_000, 1_600_000_000))
        self.hold()
        one.rename(aside)
        other.rename(one)
        aside.rename(other)
        self.hold()
        one.unlink()
        other.unlink()

    @rule(path=paths)
    def edit_under_the_same_size_and_time(self, path: str) -> None:
        """An editor or a tool puts the old time back after a change that keeps the size."""
        file = self.project.root / path
        if file.exists():
            stat, data = file.stat(), file.read_bytes()
            file.write_bytes(data.replace(b"4", b"7").replace("마".encode(), "바".encode()))
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        self.hold()

    @rule(path=paths)
    def touch(self, path: str) -> None:
        """A file is written again with the same content."""
        if (self.project.root / path).exists():
            (self.project.root / path).touch()
        self.hold()

    @rule(address=st.sampled_from(("", BASE_URL)))
    def move_the_site(self, address: str) -> None:
        """The site will stand at another address."""
        self.base_url = address
        self.hold()

    @precondition(lambda self: self.project.output.exists())
    @rule(seed=seeds, way=st.sampled_from(("delete", "change", "add", "folder", "all")))
    def tamper_with_the_site(self, seed: int, way: str) -> None:
        """Somebody works in output/ with their own hands."""
        output, chance = self.project.output, random.Random(seed)
        files = sorted(p for p in output.rglob("*") if p.is_file() and p.name != "manifest.json")
        file = chance.choice(files)
        match way:
            case "delete":
                file.unlink()
            case "change":
                file.write_bytes(file.read_bytes() + b" ")
            case "add":
                (file.parent / "stray.html").write_text("stray")
            case "folder":
                (file.parent / "stray").mkdir(exist_ok=True)
            case "all":
                shutil.rmtree(output)
        self.hold()

    @rule(seed=seeds, way=st.sampled_from(sorted(DAMAGE)))
    def damage_the_store(self, seed: int, way: str) -> None:
        """The memo is lost or damaged: that costs time, never correctness."""
        with contextlib.suppress(sqlite3.DatabaseError):  # it may be damaged already
            DAMAGE[way](self.project.root, random.Random(seed))
        self.apply(
            [("content/event.yaml", SOUND["content/event.yaml"][seed % 3])]
        )  # on every page, which are then made of what is remembered
        self.hold()

    def apply(self, edits: Edits) -> None:
        for path, text in edits:
            file = self.project.root / path
            data = text.encode() if isinstance(text, str) else text
            if data is None:
                file.unlink(missing_ok=True)
            elif not file.exists() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)

    def read(self, edits: Edits) -> Edits:
        """What stands now at the places of ``edits``."""
        files = {path: self.project.root / path for path, _ in edits}
        return [(path, file.read_bytes() if file.exists() else None) for path, file in files.items()]

    def hold(self, *, strict: bool = False, jobs: int = 1, seeded: bool = True) -> None:
        """The law itself."""
        time.sleep(SETTLED)
        self.builds += 1
        arguments = ["build", "--jobs", str(jobs), *(["--strict"] if strict else [])]
        if self.base_url:
            arguments += ["--base-url", self.base_url]
        before = self.project.files()
        warm = run(self.project, *arguments)
        clean = self.clean(self.leaves if seeded else ())
        assert warm == run(clean, *arguments)
        if warm[0] == 0:
            assert_same(self.project.files(), clean.files())
            self.rest(arguments, warm, strict=strict)
        else:
            assert self.project.files() == before
        shutil.rmtree(clean.root)

    def rest(self, arguments: list[str], warm: tuple[int, str], *, strict: bool) -> None:
        """The same build again says the same and touches nothing, and so does one without its short cut."""
        before = states(self.project.output)
        assert run(self.project, *arguments) == warm
        renewed = self.project.build(strict=strict, base_url=self.base_url)  # where the memo was lost, it is made again
        again = self.project.build(strict=strict, base_url=self.base_url)
        assert (renewed.result.counts.written, again.result.counts.written) == (0, 0)
        assert (again.result.counts.parsed, again.result.counts.rendered) == (0, 0)
        assert states(self.project.output) == before

    def clean(self, leaves: tuple[tuple[str, bytes], ...]) -> Project:
        """The project as somebody else has it who never built it; ``leaves`` are known of the font."""
        clean = Project(self.folder / f"clean-{self.builds}")
        for name in ("content", "themes", "site.yaml"):
            if (self.project.root / name).is_dir():
                shutil.copytree(self.project.root / name, clean.root / name)
            elif (self.project.root / name).exists():
                shutil.copy(self.project.root / name, clean.root / name)
        store_file(clean.root).parent.mkdir()
        store = Store(store_file(clean.root), engine_stamp())
        store.put("leaf", leaves)
        store.close()
        return clean


def assert_same(warm: dict[str, bytes], clean: dict[str, bytes]) -> None:
    """Say which files differ before showing how."""
    assert sorted(warm) == sorted(clean)
    assert [path for path in warm if warm[path] != clean[path]] == []


Law.TestCase.settings = settings(
    max_examples=int(os.environ.get("SEBODDARI_LAW", "8")),
    stateful_step_count=10,
    deadline=None,
    derandomize="SEBODDARI_LAW" not in os.environ,
    database=None,
    phases=[Phase.generate],  # to shrink a walk of builds takes longer than to read it
    suppress_health_check=list(HealthCheck),
)
TestLaw = pytest.mark.timeout(900)(Law.TestCase)


@pytest.fixture(scope="module")
def noticed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of the smallest project with the usage notice, which stands on every page."""
    project = Project(tmp_path_factory.mktemp("noticed") / "project").small().write(NOTICED)
    return project.build().ok().project.files()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The smallest project, built."""
    return Project(tmp_path_factory.mktemp("built") / "project").small().build().ok().project


@pytest.mark.parametrize("way", sorted(DAMAGE))
def test_any_damage_costs_time_only(built: Project, noticed: dict[str, bytes], way: str, tmp_path: Path) -> None:
    project = built.copy(tmp_path / "project")
    DAMAGE[way](project.root, random.Random(20201218))
    project.write(NOTICED).build().ok()  # every page is made of what is remembered
    assert_same(project.files(), noticed)
    again = project.build().ok().result.counts
    assert (again.parsed, again.rendered, again.written) == (0, 0, 0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_lost_prose_costs_time_only(built: Project, monkeypatch: pytest.MonkeyPatch, jobs: int, tmp_path: Path) -> None:
    monkeypatch.setattr(web, "FORK_FROM", 1)
    project = built.copy(tmp_path / "project")
    before = project.files()
    with contextlib.closing(sqlite3.connect(store_file(project.root))) as db:
        db.execute("DELETE FROM prose")
        db.commit()
    project.write("=== content/glossary.yaml\n- {id: neighbour, ko: 이웃}\n").build(jobs=jobs).ok()
    assert "glossary/#neighbour" in project.html("ko/sessions/care/meals")
    (project.root / "content/glossary.yaml").unlink()
    project.build(jobs=jobs).ok()
    assert project.files() == before


def test_a_store_of_another_engine_is_not_read(built: Project, tmp_path: Path) -> None:
    project = built.copy(tmp_path / "project")
    before = project.files()
    file = store_file(project.root)
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE stamp (text TEXT)")
        db.execute("CREATE TABLE file (path TEXT, other INTEGER)")
        db.commit()
    again = project.build().ok().result
    assert again.counts.written == 0
    assert project.files() == before
    assert project.build().ok().result.counts.rendered == 0
