"""What goes on now and next, today, and the archive afterwards: decided in the browser, by the clock of the event."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Browser
from tests.browser.test_mine import EVENT
from tests.project import Project
from tests.serving import serving

pytestmark = pytest.mark.browser

LINE = "return document.querySelector('.now-line').innerText.replace(/\\s+/g, ' ')"
MARKED = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.innerText)"
At = Callable[[str, str], Browser]


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small event of two days."""
    project = Project(tmp_path_factory.mktemp("now") / "project").write(EVENT)
    with serving(project.build(only=("site",)).ok().project.output) as url:
        yield url


@pytest.fixture
def at(browser: Browser, event: str) -> Iterator[At]:
    """Opens a page at a moment."""
    scripts: list[str] = []

    def open_at(moment: str, path: str) -> Browser:
        clock = f"const was = Date.parse('{moment}'); Date.now = () => was;"
        for script in scripts:
            browser.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script)
        scripts[:] = [browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=clock)["identifier"]]
        browser.driver.get(event + path)
        return browser

    yield open_at
    for script in scripts:
        browser.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script)


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York"])
def test_during_the_event_now_next_and_today_are_marked(at: At, zone: str) -> None:
    """Wherever the reader is."""
    browser = at("2020-12-17T11:30:00+09:00", "ko/programme/")
    browser.cdp("Emulation.setTimezoneOverride", timezoneId=zone)
    try:
        browser = at("2020-12-17T11:30:00+09:00", "ko/programme/")
        assert browser.js(LINE) == "지금 돌봄 · 노래 다음 12:00 점심"
        assert browser.js(MARKED, "td.is-now .slot-title") == ["돌봄", "노래"]
        assert browser.js(MARKED, "h2 .now-mark") == ["오늘"]
        assert browser.js("return document.querySelector('h2:has(.now-mark)').id") == "day1-h"
        assert browser.js(MARKED, ".jump .now-mark") == ["오늘"]
    finally:
        browser.cdp("Emulation.setTimezoneOverride", timezoneId="")


@pytest.mark.parametrize(
    ("moment", "path", "line"),
    [
        ("2020-12-16T23:59:00+09:00", "en/programme/", ""),
        ("2020-12-17T00:01:00+09:00", "en/programme/", "Next 10:00 Care"),
        ("2020-12-17T13:30:00+09:00", "en/programme/", "Next Fri, 18 December 09:30 Closing"),
        ("2020-12-18T09:30:00+09:00", "ko/programme/", "지금 마침"),
        ("2020-12-18T10:00:00+09:00", "ko/programme/", "지난 행사의 기록입니다."),
        ("2020-12-17T11:30:00+09:00", "en/", "Now Care · Song Next 12:00 Lunch"),
        ("2026-01-01T00:00:00+09:00", "en/", "A record of a past event."),
    ],
)
def test_before_between_and_after(at: At, moment: str, path: str, line: str) -> None:
    browser = at(moment, path)
    assert browser.js(LINE).replace("December 18", "18 December") == line
    if line.startswith(("지난", "A record")):
        assert browser.js(MARKED, ".now-mark, .is-now") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_during_the_event(at: At, scheme: str) -> None:
    for path in ("en/programme/", "ko/"):
        browser = at("2020-12-17T11:30:00+09:00", path)
        for width in (320, 1280):
            browser.look(width, prefers_color_scheme=scheme)
            assert browser.axe() == []


def test_nothing_about_now_stands_in_the_files(tmp_path: Path) -> None:
    project = Project(tmp_path / "project").write(EVENT).build(only=("site",)).ok().project
    for path in ("ko/programme", "ko"):
        assert "is-now" not in project.html(path)
        assert 'class="now-line"' not in project.html(path)
