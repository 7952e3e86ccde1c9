"""Targets are large enough for a thumb; text may be twice as large, or the page zoomed to 400 %, and all can be read."""

import pytest

from tests.browser.conftest import Browser
from tests.browser.test_screen import KINDS, WIDE

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("lang", ["ko", "en"])

#: What can be pressed and is smaller than 44 x 44 px, but for links within a text (as in WCAG 2.5.8). What a press at
#: a place meets counts, since labels, and cards whose whole face belongs to their link, are larger than what they hold.
SMALL_TARGETS = """
const HALF = 21.5, found = [];
const shown = e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length
  && !e.closest(".visually-hidden") && getComputedStyle(e).clipPath === "none";
/* A link is within a text where its lines hold other words too. */
const within = e => {
  let block = e.parentElement;
  if (!/^inline$/.test(getComputedStyle(e).display)) return false;
  while (/^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (/[\\p{L}\\p{N}]/u.test(node.data) && !node.parentElement.closest("a, button, .visually-hidden")) return true;
  return false;
};
for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button]")) {
  if (!shown(e) || e.matches(".skip") || e.closest("svg") || within(e)) continue;
  const own = e.getBoundingClientRect();
  if (own.width >= 43.5 && own.height >= 43.5) continue;
  e.scrollIntoView({block: "center", inline: "center"});
  const box = e.getClientRects()[0], x = box.left + box.width / 2, y = box.top + box.height / 2;
  const hit = (x, y) => {
    const met = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), y);
    return met && (e.contains(met) || met.closest("a, button, summary, label")?.control === e);
  };
  const wide = own.width >= 43.5 || (hit(x - HALF, y) && hit(x + HALF, y));
  const high = own.height >= 43.5 || (hit(x, y - HALF) && hit(x, y + HALF));
  if (!wide || !high) found.push(`${e.tagName}.${e.className} ${Math.round(own.width)} x ${Math.round(own.height)}: ${(e.innerText || e.ariaLabel || "").trim().slice(0, 40)}`);
}
return found;
"""
#: Texts of different blocks that lie over each other, and blocks that cut off what they hold.
CRAMPED = """
const found = [], lines = [];
const hidden = e => {
  for (; e; e = e.parentElement) {
    const style = getComputedStyle(e);
    if (style.clipPath === "inset(50%)" || style.visibility === "hidden") return true;
  }
  return false;
};
const blockOf = e => { while (/^(inline|contents)$/.test(getComputedStyle(e).display)) e = e.parentElement; return e; };
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const e = node.parentElement;
  if (!node.data.trim() || e.closest("svg, select, template, noscript") || !e.checkVisibility() || hidden(e)) continue;
  range.selectNodeContents(node);
  const block = blockOf(e), said = node.data.trim().slice(0, 30);
  let frame = e; /* beyond what scrolls or is cut off by it nothing is drawn */
  while (frame && getComputedStyle(frame).overflowY === "visible") frame = frame.parentElement;
  const view = frame?.getBoundingClientRect() ?? {left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity};
  for (const box of range.getClientRects()) {
    /* What is drawn of a line is its middle: the rest is the room that the font keeps. */
    const [left, right] = [Math.max(box.left, view.left) + 1, Math.min(box.right, view.right) - 1];
    const [top, bottom] = [Math.max(box.top + box.height * .25, view.top), Math.min(box.bottom - box.height * .25, view.bottom)];
    if (left < right && top < bottom) lines.push({block, said, left, right, top, bottom});
  }
}
lines.sort((a, b) => a.top - b.top);
lines.forEach((one, i) => {
  for (let j = i + 1; j < lines.length && lines[j].top < one.bottom; j++) {
    const other = lines[j];
    if (other.block !== one.block && other.left < one.right && one.left < other.right) found.push(`${one.said} / ${other.said}`);
  }
});
for (const e of document.body.querySelectorAll("*")) {
  const style = getComputedStyle(e);
  if (!/hidden|clip/.test(style.overflowX + style.overflowY) || !e.checkVisibility() || hidden(e)) continue;
  if (e.closest("svg") || e.matches(".card-lead")) continue; /* the first lines of a text that its page has in whole */
  if (!e.innerText?.trim()) continue;
  if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) found.push(`cut off: ${e.tagName}.${e.className}`);
}
return found;
"""


@both
def test_targets_are_large_enough_on_a_phone(browser: Browser, lang: str) -> None:
    browser.look(320, 640)
    small = {}
    for page in KINDS:
        browser.open(f"{lang}/{page}")
        if found := browser.js(SMALL_TARGETS):
            small[page] = found
    assert small == {}


@both
@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (320, "200%"), (640, "200%"), (1280, "200%")])
def test_text_may_be_large(browser: Browser, lang: str, width: int, size: str) -> None:
    """320 px are a page of 1280 px zoomed to 400 %."""
    browser.look(width)
    cramped = {}
    for page in KINDS:
        browser.open(f"{lang}/{page}")
        browser.js("document.documentElement.style.setProperty('font-size', arguments[0])", size)
        wide = browser.js(f"return document.documentElement.scrollWidth <= {width} ? [] : (() => {{{WIDE}}})()")
        if found := [*browser.js(CRAMPED), *wide]:
            cramped[page] = found
    assert cramped == {}


def test_the_measures_are_awake(browser: Browser) -> None:
    browser.look(320, 640)
    browser.open("ko/about/")
    assert (browser.js(SMALL_TARGETS), browser.js(CRAMPED)) == ([], [])
    browser.js(
        """const main = document.querySelector("main"), set = (e, all) => Object.entries(all).forEach(([k, v]) => e.style.setProperty(k, v));
        main.innerHTML = "<p><a href='#a'>하나</a></p><p>글 안의 <a href='#b'>둘</a>입니다.</p><p>덮는 글</p><p>넘치는 글이 여기에 있습니다</p>";
        const [, , over, cut] = main.querySelectorAll("p");
        set(over, {"margin-top": "-2.9em", position: "relative", background: "none"});
        set(cut, {height: "10px", overflow: "hidden"});"""
    )
    [small] = browser.js(SMALL_TARGETS)
    assert small.endswith(": 하나")
    over, cut = browser.js(CRAMPED)
    assert sorted(over.split(" / ")) == ["글 안의", "덮는 글"]
    assert cut == "cut off: P."
