"""With the keyboard alone: everything is reached in the order of the page, is seen where it is, and lets go again."""

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Browser
from tests.browser.test_screen import KINDS

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("lang", ["ko", "en"])

#: Windows' codes of keys, with what they type.
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40, "ArrowRight": 39, "End": 35}
#: All that Tab should come to, in the order of the document, each marked with its number.
STOPS = """
const stops = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length && !e.disabled);
stops.forEach((e, i) => { e.dataset.stop = i; });
return stops.length;
"""
#: Where the focus is: its number, its words, whether it is marked, within the window, and covered by nothing else.
FOCUS = """
const e = document.activeElement;
if (e === document.body) return null;
const marks = [e, e.closest(".card"), e.closest(".find"), e.querySelector(".tile-cloth")].filter(Boolean).map(one => getComputedStyle(one));
const seen = marks.some(s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || parseFloat(s.strokeWidth) >= 4);
const boxes = [...e.getClientRects()].filter(r => r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth);
const met = boxes.slice(0, 1).map(r => document.elementFromPoint(
  (Math.max(r.left, 0) + Math.min(r.right, innerWidth)) / 2, (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2));
const unhidden = met.some(m => m && (e.contains(m) || m.contains(e) && !m.matches("body, html")));
return [e.dataset.stop ?? e.id, (e.innerText || e.ariaLabel || e.tagName).trim().slice(0, 40), seen, boxes.length > 0, unhidden];
"""


class Keyboard:
    """Nothing but keys, pressed in Chromium itself."""

    def __init__(self, browser: Browser) -> None:
        """In this browser, whose window has the focus."""
        self.browser = browser
        browser.cdp("Emulation.setFocusEmulationEnabled", enabled=True)

    def press(self, *keys: str, shift: bool = False) -> None:
        for key in keys:
            text = {"Enter": "\r", " ": " "}.get(key, "")
            named = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": KEYS[key]}
            down = "keyDown" if text else "rawKeyDown"
            for kind in (down, "keyUp"):
                more = {"text": text} if kind == "keyDown" else {}
                self.browser.cdp("Input.dispatchKeyEvent", type=kind, modifiers=8 if shift else 0, **named, **more)

    def type(self, text: str) -> None:
        self.browser.cdp("Input.insertText", text=text)

    def at(self, css: str) -> bool:
        """Whether the focus is on such an element."""
        return bool(self.browser.js("return document.activeElement.matches(arguments[0])", css))

    def to(self, css: str, *, shift: bool = False) -> None:
        """Tab until the focus is on such an element."""
        for _ in range(120):
            self.press("Tab", shift=shift)
            if self.at(css):
                return
        pytest.fail(f"{css} is not reached")

    def led(self, address: str) -> None:
        """Wait until the browser is at such an address of the site."""
        driver, end = self.browser.driver, self.browser.root + address
        WebDriverWait(driver, 20).until(
            lambda _: driver.current_url.startswith(end), f"{driver.current_url} is not {end}"
        )

    def walk(self, count: int) -> list[list[object]]:
        """Tab so many times from the top of the page; the stops, each as the next key found it."""
        self.browser.js(
            f"window.walked = []; addEventListener('keydown', () => walked.push((() => {{{FOCUS}}})()), true)"
        )
        for _ in range(count + 1):
            self.browser.cdp("Input.dispatchKeyEvent", type="rawKeyDown", key="Tab", windowsVirtualKeyCode=KEYS["Tab"])
        return list(self.browser.js("return walked.slice(1)"))


@pytest.fixture
def keys(browser: Browser) -> Keyboard:
    return Keyboard(browser)


@pytest.mark.parametrize(("lang", "width"), [("ko", 320), ("en", 1280)])
def test_tab_reaches_everything_in_its_order_and_leaves_the_page(keys: Keyboard, lang: str, width: int) -> None:
    keys.browser.look(width, 700)
    for page in KINDS:
        keys.browser.open(f"{lang}/{page}")
        count = keys.browser.js(STOPS)
        stops = keys.walk(count)
        assert [number for number, *_ in stops] == [str(n) for n in range(count)], page
        assert keys.browser.js(FOCUS) is None, f"{page}: the page lets go"
        unseen = {said: rest for _, said, *rest in stops if rest != [True, True, True]}
        assert unseen == {}, f"{page}: marked, in the window, uncovered"
        assert len(stops) > 10


@both
def test_shift_and_tab_lead_back(keys: Keyboard, lang: str) -> None:
    keys.browser.look(320, 700)
    keys.browser.open(f"{lang}/programme/")
    count = keys.browser.js(STOPS)
    assert count > 40
    back = []
    for _ in range(count):
        keys.press("Tab", shift=True)
        back.append(keys.browser.js(FOCUS)[0])
    assert back == [str(n) for n in reversed(range(count))]


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_head_of_a_page_is_walked_as_it_is_seen(keys: Keyboard, width: int) -> None:
    """From the left to the right, row by row."""
    keys.browser.look(width, 700)
    keys.browser.open("en/glossary/")
    keys.to("header a")
    boxes = []
    while keys.browser.js("return Boolean(document.activeElement.closest('header'))"):
        box = keys.browser.js("return document.activeElement.getBoundingClientRect().toJSON()")
        boxes.append((round((box["top"] + box["height"] / 2) / 40), box["left"]))
        keys.press("Tab")
    assert len(boxes) >= 5
    assert boxes == sorted(boxes)


@both
def test_the_menu_of_a_phone_opens_leads_on_and_closes(keys: Keyboard, lang: str) -> None:
    keys.browser.look(320, 700)
    keys.browser.open(f"{lang}/glossary/")
    keys.to(".menu-button")
    keys.press(" ")
    keys.press("Tab")
    assert keys.at(".menu:popover-open li:first-child a")
    keys.press("Escape")
    assert keys.at(".menu-button")
    assert not keys.browser.js("return document.querySelector('.menu').checkVisibility()")
    second = keys.browser.js("return document.querySelectorAll('.menu a')[1].href")
    keys.press("Enter", "Tab", "Tab", "Enter")
    keys.led(second.removeprefix(keys.browser.root))


def test_the_language_is_switched_and_a_search_begun(keys: Keyboard) -> None:
    keys.browser.open("ko/glossary/")
    keys.to(".switch")
    keys.press("Enter")
    keys.led("en/glossary/")
    keys.to(".find input")
    keys.type("care")
    keys.press("Enter")
    keys.led("en/search/?q=care")


@both
def test_a_search_is_narrowed_and_its_answers_gone_through(keys: Keyboard, lang: str) -> None:
    keys.browser.open(f"{lang}/search/")
    keys.to("#s-query")
    keys.type("2020")
    count = "return document.querySelectorAll('[data-search-results] a').length"
    WebDriverWait(keys.browser.driver, 20).until(lambda _: keys.browser.js(count))
    keys.press("ArrowDown", "ArrowDown")
    assert keys.at("[data-search-results] li:nth-child(2) a")
    keys.to("#s-kind", shift=True)
    keys.press("ArrowDown")
    chosen = "return document.querySelector('#s-kind').value"
    assert keys.browser.js(chosen)
    WebDriverWait(keys.browser.driver, 20).until(lambda driver: "kind=" in driver.current_url)
    keys.to("[data-search-results] a")
    hit = keys.browser.js("return document.activeElement.href")
    keys.press("Enter")
    keys.led(hit.removeprefix(keys.browser.root))


@both
@pytest.mark.parametrize("width", [320, 1280])
def test_a_slot_is_starred_and_found_in_my_schedule(keys: Keyboard, lang: str, width: int) -> None:
    keys.browser.look(width, 700)
    keys.browser.open(f"{lang}/programme/")
    keys.to(".day .star")
    slot = keys.browser.js("return document.activeElement.closest('[data-slot]').dataset.slot")
    keys.press(" ")
    assert keys.browser.js("return document.activeElement.ariaPressed") == "true"
    keys.to(".mine > summary", shift=True)
    keys.press("Enter", "Tab")
    assert keys.browser.js("return document.activeElement.closest('.mine [data-slot]').dataset.slot") == slot
    assert keys.browser.axe() == []
    keys.to("[data-mine-file]")
    keys.to("[data-mine-print]")
    keys.to(".mine .star", shift=True)
    keys.press("Enter")  # its row is gone: the focus stays with the panel
    assert keys.at(".mine > summary")
    keys.press("Enter")
    assert not keys.browser.js("return document.querySelector('.mine').open")


@both
@pytest.mark.parametrize("width", [320, 1280])
def test_a_term_leads_back_into_its_sentence(keys: Keyboard, lang: str, width: int) -> None:
    """Escape leads back to the word, Tab on to what follows it; then the card is gone."""
    keys.browser.look(width, 700)
    keys.browser.open(f"{lang}/cases/community-care/guro/")
    keys.browser.js(STOPS)
    keys.to("a.term")
    number = int(keys.browser.js(FOCUS)[0])
    opened = "return document.querySelectorAll('.term-card:popover-open').length"
    keys.press("Enter")
    assert keys.at(".term-card:popover-open a")
    assert keys.browser.js(FOCUS)[2:] == [True, True, True]
    keys.press("Escape")
    assert (keys.at("a.term"), keys.browser.js(opened)) == (True, 0)
    keys.press("Enter", "Tab")
    assert keys.browser.js(FOCUS)[0] == str(number + 1)
    assert keys.browser.js(opened) == 0
    keys.press("Tab", shift=True)
    keys.press("Enter", "Enter")  # into the card, and from there to the glossary
    keys.led(f"{lang}/glossary/#")


def test_a_fold_opens_and_a_wide_table_scrolls(keys: Keyboard) -> None:
    keys.browser.look(320, 700)
    keys.browser.open("ko/data/gwanak-weekday/")
    keys.to(".scroll:not(.chart-box)")
    assert keys.browser.js("return document.activeElement.scrollWidth > document.activeElement.clientWidth + 20")
    keys.press("ArrowRight")
    moved = "return document.activeElement.scrollLeft > 0"
    WebDriverWait(keys.browser.driver, 20).until(lambda _: keys.browser.js(moved))
    keys.to("a[download]")
    keys.to("details > summary")
    for key, state in (("Enter", True), (" ", False)):
        keys.press(key)
        assert keys.browser.js("return document.activeElement.parentElement.open") is state
