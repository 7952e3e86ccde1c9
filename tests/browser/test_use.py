"""What visitors do: print a day, switch the language, go by keyboard, and all of it without JavaScript."""

import base64
import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Browser
from tests.browser.test_screen import KINDS

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("lang", ["ko", "en"])


def printed(browser: Browser, path: str, **options: object) -> bytes:
    """A page as a PDF on A4 paper (the page itself says its size)."""
    browser.open(path)
    return base64.b64decode(browser.cdp("Page.printToPDF", preferCSSPageSize=True, **options)["data"])


def sheets(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height in points of each sheet: Chromium writes its page objects in the clear."""
    boxes = re.findall(rb"/Type\s*/Page\b(?!s).*?/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf, re.DOTALL)
    return [(float(width), float(height)) for width, height in boxes]


@both
def test_each_day_of_the_programme_prints_on_one_a4_sheet(browser: Browser, lang: str) -> None:
    pdf = printed(browser, f"{lang}/programme/")
    assert len(sheets(pdf)) == 2
    for width, height in sheets(pdf):
        assert width == pytest.approx(595.3, abs=1.5)
        assert height == pytest.approx(841.9, abs=1.5)
    # and each day is a sheet: the second begins with the second day
    browser.cdp("Emulation.setEmulatedMedia", media="print", features=[])
    days = browser.js("return [...document.querySelectorAll('.day')].map(d => getComputedStyle(d).breakBefore)")
    assert days == ["auto", "page"]
    tables = browser.js("return [...document.querySelectorAll('.timetable')].every(t => t.checkVisibility())")
    assert tables


@both
@pytest.mark.parametrize("width", [320, 1280])
def test_two_cases_can_be_compared_alone(browser: Browser, lang: str, width: int) -> None:
    """They stay chosen in the address, so that a comparison can be passed on."""
    shown = "return [...document.querySelectorAll('#community-care .compare thead a')].filter(a => a.checkVisibility()).length"
    tall = "return document.querySelector('#community-care').scrollHeight"
    browser.look(width)
    browser.open(f"{lang}/cases/")
    all_, before = browser.js(shown), browser.js(tall)
    for name in ("gangseo", "nowon"):
        browser.driver.find_element(By.CSS_SELECTOR, f"[data-choose] [value={name}]").click()
    assert (all_, browser.js(shown)) == (13, 2)
    assert width > 320 or browser.js(tall) < before / 3
    said = browser.js("return document.querySelector('#community-care [role=status]').textContent")
    assert said == ("고른 사례 2개만 보입니다." if lang == "ko" else "Only the 2 chosen are shown.")
    assert browser.js("return location.search") == "?case=gangseo&case=nowon"
    assert browser.axe() == []
    browser.driver.refresh()
    assert browser.js(shown) == 2
    assert browser.js("return document.querySelector('.switch').search") == "?case=gangseo&case=nowon"
    browser.js("location.hash = 'community-care'")
    browser.driver.find_element(By.CSS_SELECTOR, "[data-choose] [value=mapo]").click()
    assert browser.js(shown) == 3
    assert browser.js("return document.querySelector('.switch').search").endswith("&case=mapo")
    browser.driver.back()
    WebDriverWait(browser.driver, 10).until(lambda _: browser.js(shown) == 2)
    assert browser.js("return location.search") == "?case=gangseo&case=nowon"
    for box in browser.driver.find_elements(By.CSS_SELECTOR, "[data-choose] :checked"):
        box.click()
    assert (browser.js(shown), browser.js("return location.search")) == (13, "")


@both
def test_long_pages_print_in_whole(browser: Browser, lang: str) -> None:
    """Nothing is cut off on paper: what is folded on the screen is open, what scrolls sideways is not clipped."""
    for page in ("cases/", "cases/village-enterprise/namu-and-yeolmae/"):
        assert len(sheets(printed(browser, f"{lang}/{page}"))) >= 2
        browser.look(718)  # the width of an A4 sheet between its margins
        browser.cdp("Emulation.setEmulatedMedia", media="print", features=[])
        clipped = browser.js(
            "return [...document.querySelectorAll('.scroll, .table-scroll')]"
            ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.getAttribute('aria-label'))"
        )
        assert clipped == [], page


@both
@pytest.mark.parametrize("width", [320, 1280])
def test_everything_can_be_read_without_javascript(browser: Browser, lang: str, width: int) -> None:
    """The same text and the same links on every kind of page, with scripts and without.

    What scripts make themselves (stars, my schedule, now) is none of the page, and marked ``data-made``.
    """
    browser.look(width)
    shown = "return [document.body.innerText, [...document.links].filter(a => a.checkVisibility()).map(a => a.href)]"
    for page in KINDS:
        browser.scripts(on=True)
        browser.open(f"{lang}/{page}")
        browser.js("document.querySelectorAll('[data-made]').forEach(made => made.remove())")
        with_scripts = browser.js(shown)
        browser.scripts(on=False)
        browser.driver.get(browser.root + f"{lang}/{page}")
        assert browser.js(shown) == with_scripts, page
        assert len(with_scripts[0]) > 200


def test_the_menu_of_a_phone_opens_without_javascript(browser: Browser) -> None:
    browser.look(320)
    browser.scripts(on=False)
    browser.driver.get(browser.root + "ko/")
    menu, button = (browser.driver.find_element(By.CSS_SELECTOR, css) for css in (".menu", ".menu-button"))
    assert not menu.is_displayed()
    button.click()
    assert menu.is_displayed()


def test_axe_finds_nothing_with_the_menu_and_all_folds_open(browser: Browser) -> None:
    browser.look(320)
    browser.open("ko/cases/village-enterprise/namu-and-yeolmae/")
    browser.driver.find_element(By.CSS_SELECTOR, ".menu-button").click()
    browser.js("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert browser.axe() == []


@both
def test_switching_the_language_keeps_the_place(browser: Browser, lang: str) -> None:
    other = {"ko": "en", "en": "ko"}[lang]
    for page, part in (
        ("programme/", ".day:last-of-type"),
        ("glossary/", ".term-entry:last-child"),
        ("cases/", "section"),
    ):
        browser.open(f"{lang}/{page}")
        anchor = browser.js("return document.querySelector(arguments[0]).id", f"main {part}")
        assert anchor
        browser.open(f"{lang}/{page}#{anchor}")
        browser.driver.find_element(By.CSS_SELECTOR, "a[data-keep-anchor]").click()
        assert browser.driver.current_url == f"{browser.root}{other}/{page}#{anchor}"
        assert browser.js("return document.getElementById(arguments[0]) !== null", anchor), anchor


def test_switching_the_language_follows_the_reader_within_the_page(browser: Browser) -> None:
    browser.open("ko/cases/community-care/gwangjin/")
    first = browser.js("return document.querySelector('.toc a').getAttribute('href')")
    browser.js("document.querySelector('.toc a').click()")
    browser.js("document.querySelector('a[data-keep-anchor]').click()")
    assert browser.driver.current_url == f"{browser.root}en/cases/community-care/gwangjin/{first}"


FOCUSED = """
const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
const card = e.closest(".card") ? getComputedStyle(e.closest(".card")) : null;
const cloth = e.matches(".tile") ? getComputedStyle(e.querySelector(".tile-cloth")) : null;
return {
  name: (e.innerText || e.getAttribute("aria-label") || e.textContent).trim().slice(0, 30) || e.tagName,
  body: e === document.body,
  seen: [style, card].some(s => s && s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2)
    || (cloth && parseFloat(cloth.strokeWidth) >= 2),
  inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
};
"""


def press(browser: Browser, *keys: str) -> None:
    for key in keys:
        browser.driver.switch_to.active_element.send_keys(key)


@both
def test_skipping_to_the_content_is_the_first_thing_the_keyboard_meets(browser: Browser, lang: str) -> None:
    browser.open(f"{lang}/programme/")
    press(browser, Keys.TAB)
    focus = browser.js(FOCUSED)
    assert focus["name"] == {"ko": "본문으로 건너뛰기", "en": "Skip to the content"}[lang]
    assert focus["seen"]
    assert focus["inside"]
    press(browser, Keys.ENTER)
    assert browser.js("return document.activeElement.id") == "s-main"
    press(browser, Keys.TAB)
    assert browser.js("return document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", ["ko/", "en/programme/", "ko/districts/", "en/cases/"])
def test_the_keyboard_always_shows_where_it_is(browser: Browser, page: str, width: int) -> None:
    browser.look(width)
    browser.open(page)
    stops = []
    for _ in range(30):
        press(browser, Keys.TAB)
        focus = browser.js(FOCUSED)
        if focus["body"]:
            break
        assert focus["seen"], focus
        assert focus["inside"], focus
        stops.append(focus["name"])
    assert len(stops) > 10
    assert len(set(stops)) > 8


def test_a_page_that_is_not_there_leads_on(browser: Browser) -> None:
    """Wherever the address is, the page of the host's 404 finds its style and its links."""
    browser.open("ko/sessions/no/such/page/")
    assert browser.js("return getComputedStyle(document.querySelector('.button')).minHeight") == "48px"
    browser.driver.find_element(By.CSS_SELECTOR, "main a.button[href$='/en/']").click()
    assert browser.driver.current_url == f"{browser.root}en/"


@both
def test_an_anchor_of_the_programme_leads_to_the_slot_that_is_shown(browser: Browser, lang: str) -> None:
    for width in (320, 1280):
        browser.look(width)
        browser.open(f"{lang}/")  # else the second time the page is there already, and nobody comes to it
        browser.open(f"{lang}/programme/#closing")
        seen = browser.js(
            "const shown = [document.getElementById('closing'), document.querySelector('[data-anchor=closing]')]"
            ".filter(e => e.getClientRects().length);"
            "const box = shown[0].getBoundingClientRect();"
            "return [shown.length, box.top >= 0 && box.bottom <= innerHeight];"
        )
        assert seen == [1, True], width


@both
@pytest.mark.parametrize(
    ("width", "height", "size"), [(320, 640, 200), (320, 256, 100), (640, 320, 100), (640, 320, 200)]
)
def test_the_meaning_of_a_term_begins_within_the_window(
    browser: Browser, lang: str, width: int, height: int, size: int
) -> None:
    """Also where letters are large or the window is low; the rest can be scrolled to."""
    browser.look(width, height)
    browser.open(f"{lang}/cases/community-care/guro/")
    browser.js("document.documentElement.style.fontSize = arguments[0]", f"{size}%")
    wrong = browser.js(
        """return [...document.querySelectorAll("a.term")].filter(link => {
          link.scrollIntoView({ block: "center" });
          link.click();
          const card = document.querySelector(".term-card:popover-open"), box = card.getBoundingClientRect();
          const name = card.querySelector("b").getBoundingClientRect();
          card.hidePopover();
          return box.top < 0 || box.bottom > innerHeight + 1 || name.top < box.top || name.bottom > box.bottom;
        }).map(link => link.textContent)"""
    )
    assert wrong == []


@both
@pytest.mark.parametrize("width", [320, 1280])
def test_a_term_shows_its_meaning_and_escape_leads_back(browser: Browser, lang: str, width: int) -> None:
    browser.look(width)
    browser.open(f"{lang}/cases/community-care/guro/")
    browser.js("document.querySelector('a.term').focus()")
    word = browser.js("return document.activeElement.textContent")
    shown = "return [...document.querySelectorAll('.term-card')].filter(c => c.checkVisibility()).map(c => c.innerText)"
    assert browser.js(shown) == []
    press(browser, Keys.ENTER)
    (card,) = browser.js(shown)
    assert card.startswith(word)
    assert len(card) > len(word) + 40
    inside = "const b = document.querySelector('.term-card:popover-open').getBoundingClientRect();"
    assert browser.js(inside + "return b.left >= 0 && b.right <= innerWidth && b.top >= 0 && b.bottom <= innerHeight")
    assert browser.js("return document.activeElement.closest('.term-card').querySelector('b').textContent") == word
    assert browser.axe() == []
    press(browser, Keys.ESCAPE)
    assert browser.js(shown) == []
    assert browser.js("return document.activeElement.textContent") == word
