"""The same content gives the same bytes under another clock, zone, language, user, place, order of files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.project import ROOT, Project, many

#: What stands in for another machine: read by Python before the engine, it sets the clock far ahead.
ANOTHER_CLOCK = """
import datetime, time
LATER = 40 * 365 * 24 * 3600 + 12345
now, now_ns, local, utc = time.time, time.time_ns, time.localtime, time.gmtime
time.time = lambda: now() + LATER
time.time_ns = lambda: now_ns() + LATER * 10**9
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(time.time() if seconds is None else seconds)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=LATER)
    utcnow = now
class Tomorrow(datetime.date):
    @classmethod
    def today(cls):
        return super().today() + datetime.timedelta(days=14601)
datetime.datetime, datetime.date = Later, Tomorrow
"""


def copy(paths: Iterable[Path], root: Path) -> Project:
    """The content in ``root``, its files made in the order of ``paths``."""
    project = Project(root)
    for path in paths:
        file = root / path.relative_to(ROOT)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, file)
    return project


def build(project: Project, jobs: int, umask: int, environment: dict[str, str]) -> dict[str, bytes]:
    """The real command under an environment of its own; gives the site."""
    done = subprocess.run(
        [sys.executable, "-m", "seboddari_build", "-C", str(project.root), "build", "--jobs", str(jobs)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        umask=umask,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return project.files()


def assert_same(one: dict[str, bytes], two: dict[str, bytes]) -> None:
    assert sorted(one) == sorted(two)
    assert [path for path in one if one[path] != two[path]] == []


@pytest.mark.timeout(600)  # a build from nothing, booklets and e-books with it
def test_the_real_event_on_another_machine(tmp_path: Path, real_site: Path) -> None:
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(ANOTHER_CLOCK)
    paths = [*sorted(p for p in (ROOT / "content").rglob("*") if p.is_file()), ROOT / "site.yaml"]
    there = build(
        copy(reversed(paths), tmp_path / "다른 곳 b"),
        jobs=2,
        umask=0o077,
        environment={
            "TZ": "America/St_Johns",
            "LC_ALL": "POSIX",
            "LANG": "ko_KR.eucKR",
            "PYTHONHASHSEED": "4242",
            "PYTHONPATH": str(clock),
            "SOURCE_DATE_EPOCH": "1",
            "SEBODDARI_BASE_URL": "https://example.org/repo/",
        },
    )
    assert_same(Project(real_site.parent).files(), there)


def test_the_other_clock_is_another_clock(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(ANOTHER_CLOCK)
    code = "import time, datetime; print(time.time(), time.localtime().tm_year, datetime.datetime.now().year)"
    said = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True
    ).stdout.split()
    assert float(said[0]) > 2_800_000_000
    assert said[1] == said[2]


@pytest.mark.parametrize("jobs", [2, 3])
def test_pages_made_by_several_processes(tmp_path: Path, jobs: int) -> None:
    files = many(160)  # beyond the number from which work is shared: 320 documents, more than 320 pages
    one = Project(tmp_path / "one").small().write(files)
    several = Project(tmp_path / "several").small().write(files)
    assert one.build(jobs=1).ok().result.pages > 300
    several.build(jobs=jobs).ok()
    assert_same(one.files(), several.files())
