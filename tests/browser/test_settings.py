"""What visitors set in their systems: forced colours, less motion; and what goes to paper."""

import pytest

from tests.browser.conftest import Browser
from tests.browser.test_keyboard import STOPS, Keyboard
from tests.browser.test_screen import KINDS, WIDE
from tests.browser.test_sizes import CRAMPED

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("lang", ["ko", "en"])

#: Whatever moves by itself or takes its time, longer than 1 ms.
MOVING = """
const found = document.getAnimations().map(one => `runs: ${one.effect?.target?.className}`);
const long = list => list.split(",").some(time => parseFloat(time) > .001);
for (const e of [document.documentElement, ...document.querySelectorAll("body, body *")])
  for (const part of [null, "::before", "::after"]) {
    const style = getComputedStyle(e, part);
    if (long(style.transitionDuration) || long(style.animationDuration) && style.animationName !== "none")
      found.push(`${e.tagName}.${e.className}${part ?? ""} takes ${style.transitionDuration}`);
    if (!part && style.scrollBehavior !== "auto") found.push(`${e.tagName} scrolls ${style.scrollBehavior}`);
  }
return found;
"""
#: Marks drawn with nothing but a ground, which forced colours take away.
LOST_MARKS = """
const found = new Set();
for (const e of document.querySelectorAll("body *")) for (const part of ["::before", "::after"]) {
  const style = getComputedStyle(e, part);
  if (style.content !== '""' || !(parseFloat(style.width) <= 32) || !e.checkVisibility()) continue;
  const edged = ["Top", "Right", "Bottom", "Left"].some(side => parseFloat(style[`border${side}Width`]) && style[`border${side}Style`] !== "none");
  const kept = style.forcedColorAdjust === "none" && style.backgroundColor !== "rgba(0, 0, 0, 0)";
  if (!edged && !kept && style.backgroundImage === "none") found.add(`${e.tagName}.${e.className}${part}`);
}
return [...found];
"""


def test_nothing_moves_for_those_who_ask_for_that(browser: Browser) -> None:
    for page in KINDS:
        browser.open(f"en/{page}")
        assert browser.js(MOVING) == [], page
    browser.look(prefers_reduced_motion="no-preference")
    assert "HTML scrolls smooth" in browser.js(MOVING)


def test_whoever_asks_for_less_motion_jumps(browser: Browser) -> None:
    browser.look(320, 640)
    browser.open("ko/programme/")
    browser.js("document.querySelector('.jump li:last-child a').click()")
    assert browser.js("return scrollY") > 1000  # at once


@both
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_the_focus_are_seen_in_forced_colours(browser: Browser, lang: str, scheme: str) -> None:
    browser.look(320, forced_colors="active", prefers_color_scheme=scheme)
    keys = Keyboard(browser)
    for page in KINDS:
        browser.open(f"{lang}/{page}")
        assert browser.js(LOST_MARKS) == [], page
        if page in ("programme/", "districts/"):
            stops = keys.walk(browser.js(STOPS))
            assert {said for _, said, *rest in stops if rest != [True, True, True]} == set(), page


def test_a_kept_star_differs_in_forced_colours(browser: Browser) -> None:
    browser.look(320, forced_colors="active")
    browser.open("ko/programme/")
    looks = []
    for _ in range(2):
        looks.append(browser.js("return getComputedStyle(document.querySelector('li .star svg')).fill"))
        browser.js("document.querySelector('li .star').click()")
    browser.js("document.querySelector('li .star[aria-pressed=true]')?.click()")
    assert looks[0] == "none"
    assert looks[1].startswith("rgb")


@both
def test_paper_holds_every_text_and_nothing_to_press(browser: Browser, lang: str) -> None:
    cramped = {}
    for page in KINDS:
        browser.open(f"{lang}/{page}")
        browser.look(718)  # the width of an A4 sheet between its margins
        browser.cdp("Emulation.setEmulatedMedia", media="print", features=[])
        wide = browser.js(f"return document.documentElement.scrollWidth <= 722 ? [] : (() => {{{WIDE}}})()")
        pressed = browser.js(
            "return [...document.querySelectorAll('button, input, select, .menu a')].filter(e => e.checkVisibility())"
            ".map(e => e.className)"
        )
        if found := [*browser.js(CRAMPED), *wide, *pressed]:
            cramped[page] = found
    assert cramped == {}
