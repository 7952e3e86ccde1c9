"""The wheel carries all that it needs: installed elsewhere, it starts and builds another event."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.project import ROOT, Project

#: Notes every file and folder that is opened or listed, from the first line of Python on.
AUDIT = """
import os, sys
EVENTS = {"open", "os.listdir", "os.scandir", "sqlite3.connect"}
log = os.open(os.environ["AUDIT"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def note(event, args):
    if event in EVENTS and isinstance(args[0], str | bytes | os.PathLike):
        os.write(log, os.path.realpath(os.fsencode(args[0])) + b"\\n")
sys.addaudithook(note)
"""

OTHER_COLOURS = """
palette:
  light: {paper: "#FFFDF5", indigo: "#0A4D3C"}
  dark: {indigo: "#7FE0C4"}
"""


def dependencies(wheel: Distribution) -> set[str]:
    """What a distribution needs, and what that needs."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in wheel.requires or ()]
    while waiting:
        requirement = waiting.pop()
        if requirement.name not in found and (not requirement.marker or requirement.marker.evaluate({"extra": ""})):
            found.add(requirement.name)
            waiting += [Requirement(text) for text in distribution(requirement.name).requires or ()]
    return found


def run(*command: str | Path, cwd: Path, audit: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program with as little of this environment as it takes; it must end well."""
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(cwd), "AUDIT": str(audit or cwd / "ignored")}
    done = subprocess.run(command, check=False, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment: our wheel and what it says it needs, nothing else."""
    top = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", top / "dist", cwd=ROOT)
    (wheel,) = (top / "dist").glob("*.whl")
    venv.create(top / "venv", symlinks=True)
    python = top / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--no-index", "--no-deps", wheel, cwd=top)
    (packages,) = (top / "venv" / "lib").glob("python*/site-packages")
    (installed,) = packages.glob("seboddari-*.dist-info")
    borrowed = top / "borrowed"
    borrowed.mkdir()
    for name in sorted(dependencies(Distribution.at(installed))):
        for file in distribution(name).files or ():
            link = borrowed / file.parts[0]
            if file.parts[0] not in ("..", "__pycache__") and not link.exists():
                link.symlink_to(Path(str(distribution(name).locate_file(file.parts[0]))))
    (packages / "audit_opened_files.py").write_text(AUDIT)
    (packages / "borrowed.pth").write_text(f"import audit_opened_files\n{borrowed}\n")
    return python.parent


def test_it_starts_and_builds_another_event_without_the_repository(commands: Path, tmp_path: Path) -> None:
    audit = tmp_path / "opened"
    run(commands / "seboddari", "init", "event", cwd=tmp_path, audit=audit)
    event = Project(tmp_path / "event")
    event.write(f"=== themes/bottari/theme.yaml\n{OTHER_COLOURS}")
    done = run(commands / "seboddari", "build", "--strict", cwd=event.root, audit=audit)
    assert "warning" not in done.stderr

    assert "별빛동네 이야기마당 2026" in event.html("ko")
    assert "Starlight Neighbourhood Forum 2026" in event.html("en")
    (sheet,) = (event.output / "assets").glob("bottari.*.css")
    light, dark = sheet.read_text("utf-8").split("prefers-color-scheme:dark")
    assert {"--paper:#FFFDF5", "--indigo:#0A4D3C", "--persimmon:#B23A12"} <= set(re.split("[{;}]", light))
    assert {"--paper:#14161B", "--indigo:#7FE0C4", "--persimmon:#FF9A73"} <= set(re.split("[{;}]", dark))
    assert f"assets/{sheet.name}" in event.html("ko")

    opened = read_files(audit)
    ours = next(commands.parent.glob("lib/python*/site-packages/seboddari_build"))
    assert ours / "archetypes" / "event" / "content" / "event.yaml" in opened
    assert ours / "themes" / "bottari" / "templates" / "home.html" in opened
    assert of_the_repository(opened) == []


def test_the_audit_would_notice(commands: Path, tmp_path: Path) -> None:
    audit = tmp_path / "opened"
    run(commands / "python", "-c", f"open({str(ROOT / 'site.yaml')!r}).close()", cwd=tmp_path, audit=audit)
    assert of_the_repository(read_files(audit)) == [(ROOT / "site.yaml").resolve()]


def read_files(audit: Path) -> set[Path]:
    """Everything that was opened or listed."""
    return {Path(line) for line in audit.read_text("utf-8").splitlines()}


def of_the_repository(opened: set[Path]) -> list[Path]:
    """What was read of the repository; what others wrote and we borrow is no part of it, wherever it is installed."""
    places = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib", "stdlib")}
    borrowed = {
        path
        for path in opened
        for place in places
        if path.is_relative_to(place) and not re.match("_*(editable|seboddari)", str(path.relative_to(place)))
    }
    return sorted(path for path in opened - borrowed if path.is_relative_to(ROOT.resolve()))


def test_the_preview_and_the_schema_work_from_the_wheel(commands: Path, tmp_path: Path) -> None:
    assert '"content/event.yaml"' in run(commands / "seboddari", "schema", cwd=tmp_path).stdout
    assert "10:00-12:00" in run(commands / "seboddari", "explain", "bad-time", cwd=tmp_path).stdout
    run(commands / "seboddari", "init", "event", cwd=tmp_path)
    made = run(
        commands / "seboddari", "new", "presentation", "soup", "--session", "garden", cwd=tmp_path / "event"
    ).stdout
    assert made.split() == [f"content/sessions/garden/02-soup{ending}" for ending in (".md", ".en.md")]
    done = run(commands / "python", "-c", "import seboddari_build.serve.watch as s; print(s.bundled())", cwd=tmp_path)
    assert done.stdout.strip().endswith("site-packages/seboddari_build/themes")
