"""The guide in the browser: a site of nothing but pages, at every width, light and dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Browser
from tests.project import ROOT, Project
from tests.serving import serving

LOOKED_AT = ("en/", "ko/tutorial/", "en/first-talk/", "ko/blocks/", "en/fields/", "ko/slides/")


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the guide on a local server."""
    project = Project(tmp_path_factory.mktemp("guide"))
    shutil.copytree(ROOT / "docs" / "content", project.root / "content")
    shutil.copy(ROOT / "docs" / "site.yaml", project.root / "site.yaml")
    project.build(base_url="https://example.org/repo/").ok()
    with serving(Path(project.output)) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("path", LOOKED_AT)
def test_axe_finds_nothing_and_nothing_sticks_out(browser: Browser, guide: str, path: str) -> None:
    page = Browser(browser.driver, guide)
    for width, scheme in ((320, "light"), (768, "dark"), (1280, "light")):
        page.look(width, prefers_color_scheme=scheme)
        page.open(path)
        assert page.axe() == []
        assert page.js("return document.documentElement.scrollWidth") <= width
