"""The tutorial, done to the letter: its commands typed, its files written, its edits made, its answers compared."""

import http.client
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import need
from tests.project import ROOT
from tests.terminal import PATIENCE, Terminal

PAGES = ROOT / "docs" / "content" / "pages"
TALK = "sessions/tales/alley"

_STEP = re.compile(r"^`(?P<path>[^`\s]+)`$|^```(?P<kind>[a-z]+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def parts() -> list[str]:
    """The parts of the tutorial in their order, as its page lists them."""
    found = re.search(r"^pages: \[(.*)\]$", (PAGES / "tutorial.md").read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1].split(", ")


@dataclass
class Reader:
    """Somebody who follows the tutorial in one language, in an empty folder beside the clone."""

    root: Path
    language: str
    terminal: Terminal
    preview: Terminal | None = None
    port: int = 0
    said: str = ""
    failed: str = ""
    path: str = ""
    done: list[str] = field(default_factory=list)

    @property
    def forum(self) -> Path:
        """The event that the tutorial makes."""
        return self.root / "forum"

    def follow(self, part: str) -> None:
        """Do one part."""
        ending = ".md" if self.language == "ko" else ".en.md"
        for step in _STEP.finditer((PAGES / f"{part}{ending}").read_text("utf-8")):
            if step["path"]:
                self.path = step["path"]
                continue
            self.step(step["kind"], step["text"])
            self.done.append(step["kind"])
        self.no_failure()

    def step(self, kind: str, text: str) -> None:
        """One block of the text: commands, their answer, a change of a file, or a whole file."""
        if kind == "text":
            self.compare(text)
        elif kind == "sh":
            self.type(text.splitlines())
        else:
            assert self.path, f"no file named before:\n{text}"
            file = self.forum / self.path
            if kind == "diff":
                file.write_text(changed(file.read_text("utf-8"), text), "utf-8")
            else:
                assert file.parent.is_dir(), f"{file.parent} has to be made before"
                file.write_text(text, "utf-8")
        self.path = ""

    def type(self, commands: list[str]) -> None:
        """Type commands; what fails must be what the text speaks of next."""
        self.no_failure()
        self.said = ""
        for command in commands:
            if " serve" in command:
                self.said = self.terminal.start(f"{command} --port 0", r"127\.0\.0\.1")
                self.port = int(self.said.partition("127.0.0.1:")[2].partition("/")[0])
                self.preview, self.terminal = self.terminal, Terminal(self.forum, self.root)
                continue
            self.no_failure()
            said, code = self.terminal.run(command)
            self.said += said
            self.failed = f"{command} ended with {code}:\n{said}" if code else ""

    def compare(self, expected: str) -> None:
        """Compare the last answer with the text; ``…`` is anything, on a line of its own any lines."""
        lines = (
            "(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n"
            for line in expected.splitlines()
        )
        said = re.sub(r"(127\.0\.0\.1:)\d+", r"\g<1>5500", self.said)
        if not re.fullmatch("".join(lines), said.rstrip("\n") + "\n"):
            pytest.fail(f"The tutorial has\n{expected}--- but it says\n{said}", pytrace=False)
        self.failed = ""

    def no_failure(self) -> None:
        """No command has failed of which the text says nothing."""
        assert not self.failed, self.failed

    def sees(self, path: str, text: str) -> None:
        """The preview shows ``text`` at ``path`` before long."""
        end = time.monotonic() + PATIENCE
        page = ""
        while text not in page:
            assert time.monotonic() < end, f"{path} never shows {text!r}:\n{page[-2000:]}"
            time.sleep(0.1)
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            line.request("GET", path)
            page = line.getresponse().read().decode()
            line.close()


def changed(text: str, diff: str) -> str:
    """``text`` with the change that ``diff`` shows, which must fit in one place."""
    before = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line[:1] != "+")
    after = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line[:1] != "-")
    assert text.count(before) == 1, f"{text.count(before)} places for\n{diff}in\n{text}"
    return text.replace(before, after)


def follow_all(root: Path, language: str) -> Reader:
    """Do the whole tutorial, and look at what it says that one sees."""
    clone = root / "seboddari"
    clone.mkdir()
    for name in (".venv", "Makefile", "docs", "pyproject.toml", "requirements"):
        (clone / name).symlink_to(ROOT / name)
    reader = Reader(root, language, Terminal(clone, root))
    try:
        for part in parts():
            reader.follow(part)
            if part == "first-look":
                reader.sees("/ko/", "강마을 이야기마당 2026")
                reader.sees("/en/", "Riverside Forum 2026")
                reader.sees("/ko/programme/", "텃밭")
            elif part == "first-talk":
                reader.sees(f"/ko/{TALK}/", "빈 가게에 책을 모아")
                reader.sees("/en/programme/", "Tales of neighbours")
            elif part == "first-picture":
                reader.sees(f"/ko/{TALK}/", "골목 도서관의 책장")
                reader.sees(f"/en/{TALK}/", "Books lent, month by month")
    finally:
        for terminal in (reader.terminal, reader.preview):
            if terminal:
                terminal.close()
    return reader


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    """Both tutorials, followed to the end."""
    need("bash")
    need("make")
    if not (ROOT / ".venv" / "bin" / "activate").is_file():
        need(".venv/bin/activate, as made by make site")
    folders = {language: tmp_path_factory.mktemp(language) for language in ("ko", "en")}
    with ThreadPoolExecutor() as both:  # they wait for the commands, which have processes of their own
        return dict(zip(folders, both.map(follow_all, folders.values(), folders), strict=True))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_tutorial_leads_to_a_published_site(readers: dict[str, Reader], language: str) -> None:
    reader = readers[language]
    assert reader.done.count("sh") > 15
    output = reader.forum / "output"
    korean = (output / "ko" / TALK / "index.html").read_text("utf-8")
    english = (output / "en" / TALK / "index.html").read_text("utf-8")
    for lang, page, words in (("ko", korean, "두 상자씩"), ("en", english, "two boxes of books each")):
        assert words in page
        assert "<img " in page
        assert "<table" in page
        assert "draft" not in page
        assert f'<link rel="canonical" href="https://forum.example.org/{lang}/{TALK}/">' in page
    assert list((output / "data").glob("lent.csv"))


def test_both_languages_lead_to_the_same_files(readers: dict[str, Reader]) -> None:
    def files(root: Path) -> dict[str, bytes]:
        found = {str(path.relative_to(root)): path for path in sorted(root.rglob("*")) if path.is_file()}
        return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".seboddari/")}

    korean, english = (files(readers[language].forum) for language in ("ko", "en"))
    assert korean.keys() == english.keys()
    assert [name for name in korean if korean[name] != english[name]] == []
