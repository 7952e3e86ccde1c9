"""A former address in a real browser: it leads on by itself, and the page at it is sound while it stands."""

from pathlib import Path

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Browser
from tests.project import Project
from tests.serving import serving


@pytest.fixture(scope="module")
def moved_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in which a presentation has moved."""
    project = Project(tmp_path_factory.mktemp("moved") / "project").small()
    file = project.root / "content/sessions/care/01-meals.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\naliases: [dinner]\n", 1), "utf-8")
    return project.build().ok().project.output


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_former_address_leads_on_without_a_script(browser: Browser, moved_site: Path, lang: str) -> None:
    browser.scripts(on=False)
    with serving(moved_site) as root:
        browser.driver.get(f"{root}{lang}/sessions/care/dinner/")
        new = f"{root}{lang}/sessions/care/meals/"
        WebDriverWait(browser.driver, 20).until(lambda driver: driver.current_url == new)
    browser.scripts(on=True)


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_at_a_former_address_is_accessible(
    browser: Browser, moved_site: Path, tmp_path: Path, lang: str, scheme: str
) -> None:
    page = moved_site / lang / "sessions/care/dinner/index.html"
    waiting = page.with_name("waiting.html")
    waiting.write_text(page.read_text("utf-8").replace('content="0; url', 'content="90000; url'), "utf-8")
    browser.look(width=320, prefers_color_scheme=scheme)
    with serving(moved_site) as root:
        browser.driver.get(f"{root}{lang}/sessions/care/dinner/waiting.html")
        assert browser.axe() == []
        assert browser.js("return document.documentElement.scrollWidth") <= 320
    waiting.unlink()
