"""Planted mistakes: each stops the build with the message that its case file holds, in both languages.

A case file ``tests/problems/<code>[.variant].case`` says what is wrong, may say how it is built
(``$ build --strict``, ``PROJECT`` being where it stands), holds the files of the mistake over the smallest
project, and the whole output of the command after ``>>> ko`` and ``>>> en``. ``SEBODDARI_REFRESH=1`` writes what
is printed into the files.

``tests/planted.py`` tells how files may be kept.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.planted import File, put, split
from tests.project import ROOT, SMALL, Project

FOLDER = Path(__file__).parent / "problems"
REFRESH = bool(os.environ.get("SEBODDARI_REFRESH"))
FILES = sorted(FOLDER.iterdir())
#: Built by the real command in a process of its own; the others by the same function in this one.
BY_PROCESS = ("file-encoding", "template-error", "total-mismatch", "unknown-key")

_SAID = re.compile(r"^>>> (ko|en)\n", re.MULTILINE)


@dataclass
class Case:
    """One case file in its parts; ``files`` holds path, encoding, text."""

    title: str
    arguments: list[str]
    files: list[File]
    said: dict[str, str]

    def text(self) -> str:
        """The case as a file."""
        command = f"$ {' '.join(self.arguments)}\n" if self.arguments != ["build"] else ""
        files = "".join(f"=== {' '.join(filter(None, file[:2]))}\n{file[2]}" for file in self.files)
        return f"{self.title}\n{command}{files}" + "".join(f">>> {ui}\n{text}" for ui, text in self.said.items())


def read_case(text: str) -> Case:
    body, *said = _SAID.split(text)
    head, files = split(body)
    title, _, command = head.strip().partition("\n")
    return Case(
        title,
        command.removeprefix("$ ").split() or ["build"],
        files,
        dict(zip(said[::2], said[1::2], strict=True)),
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The smallest project as it stood, built, before the mistake."""
    project = Project(tmp_path_factory.mktemp("built") / "project").small()
    project.build().ok()
    return project


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_mistake_is_told_and_the_old_site_stands(
    file: Path,
    built: Project,
    tmp_path: Path,
) -> None:
    assert file.suffix == ".case", f"{file.name} is no case file: nothing reads it"
    case = read_case(file.read_text("utf-8"))
    project = built.copy(tmp_path / "project")
    for planted in case.files:
        put(project.root, planted)
    before = project.files()
    said: dict[str, str] = {}
    for ui in ("ko", "en"):
        run = in_process_of_its_own if file.name.split(".")[0] in BY_PROCESS else Project.command
        arguments = [part.replace("PROJECT", str(project.root)) for part in case.arguments]
        code, text = run(project, "--ui", ui, *arguments)
        said[ui] = text.replace(str(project.root), "PROJECT")
        assert code == 1
        assert "Traceback" not in said[ui]
        assert project.files() == before
    if REFRESH:
        case.said = said
        file.write_text(case.text(), "utf-8")
    assert said == case.said
    assert f"[{file.name.split('.')[0]}]" in said["ko"]


def in_process_of_its_own(project: Project, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "seboddari_build", "-C", str(project.root), *arguments],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        encoding="utf-8",
        check=False,
    )
    assert not done.stdout
    return done.returncode, done.stderr


def test_there_are_cases_and_the_project_below_them_is_sound(built: Project) -> None:
    assert len(FILES) >= 20
    assert built.check().problems == ()
    assert SMALL.startswith("\n=== site.yaml")
