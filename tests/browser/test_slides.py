"""Slides one at a time, with keys, addresses and zoom; all of them without JavaScript; films after a click."""

from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Browser
from tests.deck import slides
from tests.decks import decks
from tests.project import Project
from tests.serving import serving

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("lang", ["ko", "en"])
WALK = "sessions/care/walk/"

#: What is open: the address within the page, the place in the deck, the words; nothing where none is.
STATE = """const open = document.querySelector("dialog[open]");
const said = name => open.querySelector(`[data-slide="${name}"]`).innerText.trim().replace(/\\s+/g, " ");
return [location.hash, ...open ? [said("place"), said("title"), said("text")] : []]"""
FOCUS = "return document.activeElement.closest('.slide')?.dataset.id ?? document.activeElement.dataset.slide"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with decks and films."""
    project = decks(Project(tmp_path_factory.mktemp("decks") / "project"))
    with serving(project.build(only=("site",)).ok().project.output) as root:
        yield root


@pytest.fixture
def visit(browser: Browser, site: str) -> "Visit":
    """Somebody at the site."""
    return Visit(Browser(browser.driver, site))


class Visit:
    """What somebody does on the page with the slides, and sees."""

    def __init__(self, page: Browser) -> None:
        """In this browser."""
        self.page, self.js, self.driver = page, page.js, page.driver

    def open(self, lang: str = "ko", anchor: str = "") -> None:
        """Go to the page anew."""
        self.driver.get("about:blank")
        self.driver.get(f"{self.page.root}{lang}/{WALK}{anchor}")

    def click(self, selector: str) -> None:
        """Click the first element of a selector."""
        self.js("arguments[0].scrollIntoView({block: 'center'})", found := self.one(selector))
        found.click()

    def one(self, selector: str) -> Any:
        """The first element of a selector."""
        return self.driver.find_element("css selector", selector)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def shows(self, *state: str) -> None:
        """Wait until this is open; the address alone where nothing is."""
        WebDriverWait(self.driver, 5).until(lambda _: self.js(STATE)[: max(1, len(state))] == list(state))
        assert len(state) > 1 or self.js(STATE) == list(state)

    def focus(self) -> str:
        """The slide or the part of the dialog that has the focus."""
        return str(self.js(FOCUS))


def words(number: int, lang: str) -> list[str]:
    """The title and the text of a slide."""
    slide = slides()[number - 1]
    key = ".en" if lang == "en" else ""
    return [slide[f"title{key}"], " ".join(slide[f"text{key}"].split())]


@both
def test_slides_are_turned_with_keys_and_buttons_and_the_address_follows(visit: Visit, lang: str) -> None:
    visit.open(lang)
    visit.shows("")
    visit.click("[data-id=s4] a")
    visit.shows("#s4", "4 / 12", *words(4, lang))
    for key, number in (
        (Keys.ARROW_RIGHT, 5),
        (Keys.HOME, 1),
        (Keys.ARROW_LEFT, 1),
        (Keys.END, 12),
        (Keys.ARROW_RIGHT, 12),
    ):
        visit.press(key)
        visit.shows(f"#s{number}", f"{number} / 12", *words(number, lang))
    assert visit.js("return document.querySelector('[data-slide=on]').ariaDisabled") == "true"
    visit.click("[data-slide=back]")
    visit.shows("#s11", "11 / 12")
    visit.press(Keys.ESCAPE)
    visit.shows("")
    WebDriverWait(visit.driver, 5).until(lambda _: visit.focus() == "s11")
    seen = "const box = document.activeElement.getBoundingClientRect(); return [box.top, innerHeight - box.bottom]"
    WebDriverWait(visit.driver, 5).until(lambda _: min(visit.js(seen)) > -2)


def test_the_dialog_holds_the_focus_and_gives_it_back(visit: Visit) -> None:
    visit.open()
    visit.one("[data-id=s2] a").send_keys(Keys.ENTER)
    visit.shows("#s2", "2 / 12")
    assert visit.focus() == "on"
    reached = []
    for _ in range(12):
        visit.press(Keys.TAB)
        reached.append(visit.focus())
        assert visit.js("return document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    assert {"back", "on", "size", "close", "room", "words"} <= set(reached)
    visit.click("[data-slide=close]")
    visit.shows("")
    assert visit.focus() == "s2"


@both
def test_an_address_opens_its_slide_in_both_languages(visit: Visit, lang: str) -> None:
    other = "en" if lang == "ko" else "ko"
    visit.open(lang, "#s7")
    visit.shows("#s7", "7 / 12", *words(7, lang))
    visit.press(Keys.ARROW_RIGHT)
    visit.shows("#s8", "8 / 12")
    switches = visit.js("return [...document.querySelectorAll('a[data-keep-anchor]')].map(link => link.href)")
    assert len(switches) == 2
    assert {address.partition("/repo/")[2] for address in switches} == {f"{other}/{WALK}#s8"}
    visit.click("dialog a[data-keep-anchor]")
    visit.shows("#s8", "8 / 12", *words(8, other))
    visit.press(Keys.ESCAPE)
    visit.shows("")
    assert visit.focus() == "s8"
    assert visit.js("return location.search + location.href.includes('#')") == "false"


def test_the_way_back_closes_and_the_way_forth_opens(visit: Visit) -> None:
    visit.open()
    visit.click("[data-id=s3] a")
    visit.press(Keys.ARROW_RIGHT)
    visit.shows("#s4", "4 / 12")
    visit.driver.back()
    visit.shows("")
    visit.driver.forward()
    visit.shows("#s4", "4 / 12")
    visit.js("location.hash = '#s9'")
    visit.shows("#s9", "9 / 12")
    visit.press(Keys.ESCAPE)
    visit.shows("")


def test_a_second_deck_has_addresses_of_its_own(visit: Visit) -> None:
    visit.open("en", "#s2-night-talk")
    visit.shows("#s2-night-talk", "2 / 3", "", "The alley at night")
    visit.press(Keys.END)
    visit.shows("#s3-night-talk", "3 / 3", "", "")
    assert not visit.one(".slide-words").is_displayed()
    assert visit.js("return document.querySelector('dialog img').alt") == "저녁 이야기의 슬라이드 (3/3)"
    assert len(visit.js("return [...document.querySelectorAll('[id]')].map(e => e.id)")) == len(
        set(visit.js("return [...document.querySelectorAll('[id]')].map(e => e.id)"))
    )


def test_the_whole_picture_or_each_of_its_pixels(visit: Visit) -> None:
    size = """const image = document.querySelector("dialog img"), room = image.closest(".slide-room");
    return [image.naturalWidth && Math.round(image.getBoundingClientRect().width), room.scrollWidth > room.clientWidth]"""
    visit.page.look(1000, 700)
    visit.open("ko", "#s3")
    visit.shows("#s3", "3 / 12")
    WebDriverWait(visit.driver, 5).until(lambda _: 600 < visit.js(size)[0] < 1000)
    assert visit.js(size)[1] is False
    visit.click("[data-slide=size]")
    WebDriverWait(visit.driver, 5).until(lambda _: visit.js(size) == [1280, True])
    assert visit.one("[data-slide=size]").get_attribute("aria-pressed") == "true"
    visit.js("document.querySelector('.slide-room').focus()")
    visit.press(Keys.ARROW_RIGHT)  # scrolls
    WebDriverWait(visit.driver, 5).until(
        lambda _: visit.js("return document.querySelector('.slide-room').scrollLeft") > 0
    )
    visit.shows("#s3", "3 / 12")
    visit.js("document.querySelector('[data-slide=on]').focus()")
    visit.press(Keys.ARROW_RIGHT)  # turns
    visit.shows("#s4", "4 / 12")
    visit.click(".slide-room img")
    WebDriverWait(visit.driver, 5).until(lambda _: visit.js(size)[1] is False)


@both
def test_without_javascript_all_slides_stand_with_their_texts(visit: Visit, lang: str) -> None:
    texts = "return document.querySelector('.prose').textContent.replace(/\\s+/g, ' ')"
    visit.open(lang)
    told = visit.js(texts)
    visit.page.scripts(on=False)
    visit.open(lang, "#s9")
    assert visit.js("return document.querySelector('dialog')") is None
    assert visit.js(texts) == told
    for number in range(1, 13):
        slide = visit.one(f"#s{number}")
        title, text = words(number, lang)
        assert title in slide.text
        assert text in " ".join(slide.text.split())
    assert 0 <= visit.js("return document.getElementById('s9').getBoundingClientRect().top") < 300
    assert not visit.one("[data-film]").is_displayed()
    assert visit.one("a[href='https://youtu.be/abcdefghijk?si=1']").is_displayed()


@both
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_front_of_the_page_or_behind(visit: Visit, lang: str, width: int) -> None:
    for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active")):
        visit.page.look(width, 640, prefers_color_scheme=scheme, forced_colors=forced)
        visit.open(lang)
        assert visit.page.axe() == []
        visit.click("[data-id=s1] a")
        visit.shows("#s1", "1 / 12")
        assert visit.page.axe() == []
        assert visit.js("return document.documentElement.scrollWidth") <= width
        small = """return [...document.querySelectorAll("dialog :is(a, button), .deck a, .film-play button")]
          .filter(e => e.checkVisibility() && Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 44)
          .map(e => e.outerHTML)"""
        assert visit.js(small) == []
        outside = """return [...document.querySelectorAll("dialog :is(a, button, p, h2)")].filter(e => {
          const box = e.getBoundingClientRect();
          return e.checkVisibility() && (box.left < 0 || box.right > innerWidth);
        }).map(e => e.outerHTML)"""
        assert visit.js(outside) == []
        assert visit.js("return document.getAnimations().length") == 0


def test_nothing_is_asked_of_others_before_a_click_and_then_of_that_host_only(visit: Visit) -> None:
    visit.page.requests()
    visit.open()
    visit.click("[data-id=s1] a")
    visit.press(Keys.ARROW_RIGHT, Keys.ESCAPE)
    visit.shows("")
    asked = [one for one in visit.page.requests() if one.startswith("http")]
    assert asked
    assert [one for one in asked if not one.startswith(visit.page.root)] == []
    visit.page.cdp("Network.enable")
    visit.page.cdp("Network.setBlockedURLs", urls=["*://www.youtube-nocookie.com/*", "*://video.example/*"])
    try:
        visit.js("window.refused = []; addEventListener('securitypolicyviolation', e => refused.push(e.blockedURI))")
        assert (
            " ".join(visit.one("[data-film]").text.split())
            == "여기에서 재생 누르면 www.youtube-nocookie.com에서 불러옵니다"
        )
        visit.click("[data-film]")
        frame = visit.one("iframe")
        assert frame.get_attribute("src") == "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"
        assert frame.get_attribute("title") == "여는 영상"
        assert visit.js("return document.activeElement === arguments[0]", frame)
        box = frame.rect
        assert abs(box["width"] / box["height"] - 16 / 9) < 0.02
        assert (
            len(visit.driver.find_elements("css selector", "[data-film]")) == 1
        )  # the other film is still one click away
        visit.js(
            "const f = document.createElement('iframe'); f.src = 'https://video.example/1'; document.body.append(f)"
        )
        WebDriverWait(visit.driver, 5).until(lambda _: visit.js("return refused[0]"))
        assert visit.js("return refused") == ["https://video.example"]
    finally:
        visit.page.cdp("Network.setBlockedURLs", urls=[])
