"""axe-core finds nothing, at three widths, in light and dark, in both languages."""

import pytest

from tests.browser.conftest import Browser

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
PAGES = (
    "",
    "programme/",
    "sessions/community-care/",
    "sessions/ecosystem-survey/walking-into-social-economy/",
    "cases/",
    "cases/village-enterprise/namu-and-yeolmae/",
    "cases/community-care/gwangjin/",
    "data/survey-organisations-by-district/",
    "glossary/",
    "districts/",
)


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(browser: Browser, lang: str, page: str) -> None:
    browser.open(f"{lang}/{page}")
    found = {}
    for width in WIDTHS:
        for scheme in SCHEMES:
            browser.look(width, prefers_color_scheme=scheme)
            if wrong := browser.axe():
                found[width, scheme] = wrong
    assert found == {}


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("page", ["", "programme/"])
def test_axe_finds_nothing_in_forced_colours(browser: Browser, lang: str, page: str) -> None:
    for scheme in SCHEMES:
        browser.look(forced_colors="active", prefers_color_scheme=scheme)
        browser.open(f"{lang}/{page}")
        assert browser.js("return matchMedia('(forced-colors: active)').matches")
        assert browser.axe() == []


def test_axe_finds_nothing_at_the_entrance_and_where_nothing_is(browser: Browser) -> None:
    for path in ("", "no/such/page/"):
        browser.open(path)
        for scheme in SCHEMES:
            browser.look(320, prefers_color_scheme=scheme)
            assert browser.axe() == []


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


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_axe_finds_nothing_in_the_minutes(browser: Browser, paths: list[str], lang: str) -> None:
    [minutes] = [path for path in paths if path.startswith(f"{lang}/minutes/") and path.count("/") == 3]
    test_axe_finds_nothing(browser, lang, minutes.removeprefix(f"{lang}/"))
