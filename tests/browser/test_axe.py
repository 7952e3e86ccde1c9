"""axe-core finds nothing, at three widths, in light, dark and forced colours, in both languages, opened or not."""

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Browser
from tests.browser.test_screen import KINDS

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("lang", ["ko", "en"])

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
PAGES = (
    *KINDS,
    "sessions/ecosystem-survey/walking-into-social-economy/",
    "cases/village-enterprise/namu-and-yeolmae/",
    "cases/community-care/gwangjin/",
    "search/",
)
#: The rules that look at colours: all that another scheme can change, since it changes nothing but colours.
COLOURS = ("color-contrast", "link-in-text-block")


def wrong(browser: Browser, *widths: int) -> dict[tuple[int, str], list[str]]:
    """What axe finds at each width, in each scheme."""
    found = {}
    for width in widths:
        for scheme in SCHEMES:
            browser.look(width, prefers_color_scheme=scheme)
            found[width, scheme] = browser.axe(*(COLOURS if scheme == "dark" else ()))
    return {where: said for where, said in found.items() if said}


@both
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(browser: Browser, lang: str, page: str) -> None:
    browser.open(f"{lang}/{page}")
    assert wrong(browser, *WIDTHS) == {}


@both
def test_axe_finds_nothing_in_forced_colours(browser: Browser, lang: str) -> None:
    browser.look(forced_colors="active")
    browser.open(f"{lang}/")
    assert browser.js("return matchMedia('(forced-colors: active)').matches")
    for page in KINDS:
        browser.open(f"{lang}/{page}")
        for scheme, width in (("light", 1280), ("dark", 320)):
            browser.look(width, forced_colors="active", prefers_color_scheme=scheme)
            assert browser.axe(*(() if page in ("", "programme/") else COLOURS)) == [], (page, scheme)


#: What can be opened: a page, how, and what is then there to be seen.
OPENED = {
    "the menu": ("about/", "document.querySelector('.menu-button').click()", ".menu:popover-open"),
    "my schedule with a clash": (
        "programme/",
        """const stars = [...document.querySelectorAll('li.slot')].filter(li => li.dataset.begins?.includes('T11:00'));
        stars.forEach(li => li.querySelector('.star').click()); document.querySelector('.mine').open = true""",
        ".mine .clash",
    ),
    "a term": ("cases/community-care/guro/", "document.querySelector('a.term').click()", ".term-card:popover-open"),
    "all folds": (
        "sessions/village-enterprise/eunpyeong-rooted-villages/",
        "document.querySelectorAll('details').forEach(one => { one.open = true; })",
        "details[open]",
    ),
    "answers of the search": ("search/?q=2020", "", "[data-search-results] a"),
}


@both
@pytest.mark.parametrize("what", OPENED)
def test_axe_finds_nothing_in_what_is_open(browser: Browser, lang: str, what: str) -> None:
    page, open_it, shown = OPENED[what]
    for width in (320,) if what == "the menu" else WIDTHS:
        browser.look(width)
        browser.open(f"{lang}/{page}")
        browser.js(open_it)
        seen = "return document.querySelector(arguments[0])?.checkVisibility()"
        WebDriverWait(browser.driver, 20).until(lambda _: browser.js(seen, shown))  # noqa: B023  # used at once
        assert wrong(browser, width) == {}
        browser.look(width, forced_colors="active")
        assert browser.axe(*COLOURS) == []
        browser.js("localStorage.clear()")


def test_axe_finds_nothing_at_the_entrance_and_where_nothing_is(browser: Browser) -> None:
    for path in ("", "no/such/page/"):
        browser.open(path)
        assert wrong(browser, *WIDTHS) == {}


def test_axe_is_awake_and_the_schemes_differ(browser: Browser) -> None:
    browser.open("ko/")
    grounds = set()
    for scheme in SCHEMES:
        browser.look(prefers_color_scheme=scheme)
        grounds.add(browser.js("return getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2
    browser.js(
        """const p = document.createElement("p");
        p.innerHTML = "<img src='/repo/none.png'><button></button><span>읽기 어려운 글</span>";
        p.className = "quiet";
        document.querySelector("main").prepend(p);
        p.lastChild.setAttribute("class", "planted");
        p.lastChild.style.setProperty("color", "#555");"""
    )
    assert {line.partition(":")[0] for line in browser.axe()} >= {"image-alt", "button-name", "color-contrast"}
    assert {line.partition(":")[0] for line in browser.axe(*COLOURS)} == {"color-contrast"}
