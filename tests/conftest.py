"""What tests share: small projects from one string, the real event built once, Chromium."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import drawn
from tests.project import ROOT, Project
from tests.serving import serving

REQUIRE = os.environ.get("SEBODDARI_REQUIRE", "")


def need(program: str) -> str:
    """The path of a program; without it the test is skipped, or fails where all tools are required."""
    found = shutil.which(program)
    if found:
        return found
    if REQUIRE == "all":
        pytest.fail(f"{program} is missing, and SEBODDARI_REQUIRE=all")
    pytest.skip(f"{program} is missing")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project folder."""
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The smallest project, built once; no test changes it, and builds of its copies are quick."""
    project = Project(tmp_path_factory.mktemp("small") / "project").small()
    project.build().ok()
    return project


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share."""
    run = tmp_path_factory.getbasetemp()
    return run.parent if "PYTEST_XDIST_WORKER" in os.environ else run


@pytest.fixture(scope="session", autouse=True)
def _drawn_once(shared: Path) -> Iterator[None]:
    """To draw letters and pictures anew for each test takes longer than most tests."""
    folder = shared / "drawn"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        drawn.keep(folder, patch)
        yield


@pytest.fixture(scope="session")
def real_site(shared: Path) -> Path:
    """The real event, built once a run into a folder of its own, which no test changes; gives that folder."""
    copy, built = Project(shared / "real"), shared / "real.built"
    with (shared / "real.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of several workers the first builds, the others wait
        if not built.exists():
            shutil.copytree(ROOT / "content", copy.root / "content", dirs_exist_ok=True)
            shutil.copy(ROOT / "site.yaml", copy.root / "site.yaml")
            copy.build(base_url="https://example.org/repo/", jobs=2).ok()  # most often the others wait for it
            built.touch()
    return copy.output


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The address of the real event on a local server, under the path that it was built for."""
    with serving(real_site) as url:
        yield url


@pytest.fixture(scope="session")
def source() -> Path:
    """The folder of the source documents; tests marked ``source`` skip without it."""
    folder = ROOT.parent / "shared" / "source"
    if not folder.is_dir():
        pytest.skip("the source documents are not here")
    return folder
