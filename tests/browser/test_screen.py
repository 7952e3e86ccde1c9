"""Every page fits a phone of 320 px: nothing scrolls sideways, no text is squeezed, nothing comes from elsewhere."""

from dataclasses import dataclass

import pytest

from tests.browser.conftest import Browser

pytestmark = pytest.mark.browser

#: Text that stands in a column too narrow to read: fewer than three signs a line, or under 48 px wide.
SQUEEZED = """
const found = [];
const unseen = e => {
  for (; e; e = e.parentElement) {
    const style = getComputedStyle(e);
    if (style.clipPath === "inset(50%)" || style.display === "none" || style.visibility === "hidden") return true;
  }
  return false;
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const words = node.data.replace(/\\s+/g, "");
  if (words.length < 7) continue;
  let box = node.parentElement;
  if (box.closest("svg") || !box.checkVisibility() || unseen(box)) continue;
  while (getComputedStyle(box).display === "inline") box = box.parentElement;
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()].filter(r => r.width > 0);
  if (!rects.length || box.clientWidth <= 1) continue;
  const lines = new Set(rects.map(r => Math.round(r.top))).size;
  const narrow = lines > 1 && box.clientWidth < 48;
  if (narrow || (lines > 2 && words.length / lines <= 2)) {
    const said = node.data.trim().slice(0, 40);
    found.push(`${box.tagName}.${box.className} ${box.clientWidth}px, ${lines} lines: ${said}`);
  }
}
return found;
"""
#: What is wider than the screen, for the message of a failure.
WIDE = """
const allowed = ".scroll, .table-scroll, .visually-hidden";
return [...document.body.querySelectorAll("*")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5 && !e.closest(allowed))
  .map(e => `${e.tagName}.${e.className.baseVal ?? e.className}`).slice(0, 5);
"""


@dataclass
class Seen:
    """What a page looks like at 320 px, and what it asked for."""

    width: int
    wide: list[str]
    squeezed: list[str]
    requests: list[str]


@pytest.fixture(scope="session")
def walk(chromium: Browser, paths: list[str]) -> dict[str, Seen]:
    """Every page once, at 320 px."""
    chromium.scripts(on=True)
    chromium.look(320, 640)
    seen = {}
    for path in paths:
        chromium.requests()
        chromium.open(path)
        width = chromium.js("return document.documentElement.scrollWidth")
        wide = chromium.js(WIDE) if width > 320 else []
        seen[path] = Seen(width, wide, chromium.js(SQUEEZED), chromium.requests())
    return seen


def test_no_page_scrolls_sideways_at_320_px(walk: dict[str, Seen]) -> None:
    assert {path: (seen.width, seen.wide) for path, seen in walk.items() if seen.width > 320} == {}


def test_no_text_is_squeezed_at_320_px(walk: dict[str, Seen]) -> None:
    assert {path: seen.squeezed for path, seen in walk.items() if seen.squeezed} == {}


def test_no_request_leaves_the_site(walk: dict[str, Seen], browser: Browser) -> None:
    for path, seen in walk.items():
        assert seen.requests, path
        assert [url for url in seen.requests if not url.startswith(browser.root)] == [], path
        assert len(set(seen.requests)) <= 10, path


KINDS = (
    "",
    "programme/",
    "sessions/",
    "sessions/community-care/",
    "sessions/village-enterprise/eunpyeong-rooted-villages/",
    "cases/",
    "cases/community-care/guro/",
    "data/",
    "data/survey-organisations-by-district/",
    "organisations/",
    "organisations/eunpyeong-social-economy-hub-center/",
    "people/",
    "people/han-boknam/",
    "districts/",
    "districts/guro/",
    "glossary/",
    "minutes/",
    "minutes/yeongdeungpo-care-network/",
    "about/",
)


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_kind_of_page_fits(browser: Browser, lang: str, width: int) -> None:
    browser.look(width)
    for page in KINDS:
        browser.open(f"{lang}/{page}")
        assert browser.js("return document.documentElement.scrollWidth") <= width, (page, browser.js(WIDE))
        assert browser.js(SQUEEZED) == [], page


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_small_table_is_seen_whole_on_a_phone(browser: Browser, lang: str) -> None:
    """Totals that nobody sees without swiping would be no totals."""
    browser.look(320)
    for survey in ("organisations", "citizens"):
        browser.open(f"{lang}/data/survey-{survey}-by-district/")
        sizes = browser.js("return [...document.querySelectorAll('.scroll')].map(e => [e.scrollWidth, e.clientWidth])")
        assert sizes
        assert [size for size in sizes if size[0] > size[1]] == [], survey


def test_the_measure_of_squeezed_text_is_awake(browser: Browser) -> None:
    browser.open("ko/about/")
    assert browser.js(SQUEEZED) == []
    browser.js(
        """const p = document.createElement("p");
        p.textContent = "한 줄에 한 음절씩 서 있는 설명";
        document.querySelector("main").prepend(p);
        for (const [k, v] of [["width", "1.5rem"], ["word-break", "break-all"]]) p.style.setProperty(k, v);"""
    )
    assert len(browser.js(SQUEEZED)) == 1


def test_text_may_be_twice_as_large(browser: Browser) -> None:
    """At 640 px with text of 200 %, as at 320 px: nothing scrolls sideways."""
    browser.look(640)
    for page in ("ko/", "en/programme/", "ko/cases/", "en/data/survey-organisations-by-district/"):
        browser.open(page)
        browser.js("document.documentElement.style.setProperty('font-size', '200%')")
        assert browser.js("return document.documentElement.scrollWidth") <= 640, (page, browser.js(WIDE))


def test_the_whole_phone_list_says_channel_and_time(browser: Browser) -> None:
    """On a phone the list is shown and the table is not; on a wide screen it is the other way about."""
    browser.open("ko/programme/")
    shown = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length"
    browser.look(320)
    assert (browser.js(shown, ".timetable"), browser.js(shown, ".slots > li")) == (0, 20)
    browser.look(1280)
    assert (browser.js(shown, ".timetable"), browser.js(shown, ".slots > li")) == (2, 0)
