"""What holds for the markup of every page: policy, headings, names, the frame, the font."""

import json
import re
import subprocess
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from seboddari_build.model.conference import Conference
from tests.conftest import need
from tests.pages.tree import Page, external, local, text_of, within
from tests.project import ROOT, Project
from tests.serving import serving

Pages = dict[str, Page]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Relations of <link> that name another page and load nothing.
NAMING = {"canonical", "alternate", "prev", "next", "author", "license"}
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_every_page_has_the_content_security_policy_before_anything_is_loaded(pages: Pages) -> None:
    for page in pages.values():
        head = page.one("head")
        names = [local(e) for e in head if isinstance(e.tag, str)]
        policies = [e for e in head if e.get("http-equiv") == "Content-Security-Policy"]
        assert [e.get("content") for e in policies] == [policy(page)], page.path
        assert list(head).index(policies[0]) < min(names.index("link"), names.index("script"))


def policy(page: Page) -> str:
    """The one policy that fits a page: its own files, and the data in its head, to the letter."""
    blocks = [e.text or "" for e in page.all("script") if e.get("type") == "application/ld+json"]
    hashes = "".join(f" 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in blocks)
    return "default-src 'self'" + (f"; script-src 'self'{hashes}" if hashes else "")


def test_nothing_stands_inline(pages: Pages) -> None:
    """No script, no style, no handler: the policy would block it, and the page would break in silence."""
    for page in pages.values():
        for element, _ in page.elements:
            name = local(element)
            assert name != "style", page.path
            if name == "script" and element.get("type") == "application/ld+json":
                json.loads(element.text or "")  # data: browsers run none of it, and the policy is not asked
                assert set(element.attrib) == {"type"}, page.path
            elif name == "script":
                assert element.get("src"), page.path
                assert not (element.text or "").strip(), page.path
            handlers = [key for key in element.attrib if key == "style" or key.startswith("on")]
            assert handlers == [], f"{page.path}: <{name} {handlers}>"
        assert [a for _, a in page.pointers() if a.lower().startswith(("javascript:", "data:"))] == []


def test_nothing_is_loaded_from_elsewhere(pages: Pages, real_site: Path) -> None:
    for page in pages.values():
        for element, address in page.pointers():
            if local(element) == "a":
                assert not external(address) or address.startswith(("https://", "http://", "mailto:"))
            elif not (local(element) == "link" and set(element.get("rel", "").split()) <= NAMING):
                assert not external(address), f"{page.path}: <{local(element)}> {address}"
    for sheet in real_site.rglob("*.css"):
        css = sheet.read_text("utf-8")
        assert "@import" not in css
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", css):
            assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_every_page_has_one_h1_and_its_headings_in_order(pages: Pages) -> None:
    for page in pages.values():
        levels = [HEADINGS.index(local(e)) + 1 for e, _ in page.elements if local(e) in HEADINGS]
        assert levels[0] == 1, page.path
        assert levels.count(1) == 1, page.path
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert jumps == [], page.path


def test_every_heading_link_and_button_says_something(pages: Pages) -> None:
    for page in pages.values():
        for element, _ in page.elements:
            if local(element) in (*HEADINGS, "a", "button", "summary", "th", "caption", "title"):
                assert text_of(element) or element.get("aria-label"), f"{page.path}: <{local(element)}>"


def test_every_page_has_one_main_and_a_way_to_skip_to_it(pages: Pages) -> None:
    for page in pages.values():
        main = page.one("main")
        first = next(a for a in page.all("a"))
        assert first.get("href") == f"#{main.get('id')}", page.path


def test_every_page_carries_the_usage_notice_and_the_contact(pages: Pages, conference: Conference) -> None:
    event = conference.event
    assert event.contact
    for page in pages.values():
        foot = page.one("footer")
        for lang in (page.lang,) if page.lang else ("ko",):
            assert " ".join(event.notice.said(lang).text.split()) in text_of(foot), page.path  # type: ignore[arg-type]  # the language is one of two
        mails = [a.get("href", "") for a in within(foot, "a")]
        assert any(mail.startswith(f"mailto:{event.contact.email}") for mail in mails), page.path


def test_ids_are_unique(pages: Pages) -> None:
    for page in pages.values():
        assert len(page.ids) == len(set(page.ids)), page.path


def test_every_picture_has_an_alternative_and_a_size(pages: Pages) -> None:
    for page in pages.values():
        for picture in page.all("img"):
            assert picture.get("alt") is not None, page.path
            assert picture.get("width"), page.path
            assert picture.get("height"), page.path
        for drawing in page.all("svg"):
            named = drawing.get("aria-labelledby", "").split()
            assert drawing.get("aria-hidden") == "true" or (named and all(i in page.ids for i in named)), page.path


def test_every_table_has_a_caption_or_a_name_and_scoped_headers(pages: Pages) -> None:
    for page in pages.values():
        for table in page.all("table"):
            for head in within(table, "th"):
                assert head.get("scope") in ("col", "row", "colgroup", "rowgroup"), page.path
            assert not [e for e in table.iter() if isinstance(e.tag, str) and e.get("role")], page.path
        for table in page.classed("data") + page.classed("timetable") + page.classed("compare"):
            assert text_of(within(table, "caption")[0])


def test_what_scrolls_can_be_reached_and_has_a_name(pages: Pages) -> None:
    for page in pages.values():
        for region in page.classed("scroll") + page.classed("table-scroll"):
            assert (region.get("role"), region.get("tabindex")) == ("region", "0"), page.path
            assert region.get("aria-label"), page.path


def test_every_character_of_every_page_is_in_the_font(pages: Pages, real_site: Path) -> None:
    [font] = real_site.rglob("*.woff2")
    with TTFont(BytesIO(font.read_bytes())) as opened:
        known = {chr(point) for point in opened.getBestCmap()}
    for page in pages.values():
        shown = "".join(text for text, _ in page.texts)
        lost = {c for c in shown if c not in known and not c.isspace()}
        assert not lost, f"{page.path}: {lost}"


def test_no_page_shows_what_a_template_forgot(pages: Pages) -> None:
    for page in pages.values():
        texts = [text for text, _ in (*page.texts, *page.spoken)]
        assert "None" not in [text.strip() for text in texts], page.path
        shown = " ".join(texts)
        assert not re.search(r"\{\{|\{%|\bundefined\b|&(amp|lt|gt|quot|#\d+);|:::", shown), page.path


@pytest.mark.nu
@pytest.mark.timeout(180)
def test_the_nu_validator_finds_nothing(pages: Pages, address: str) -> None:
    assert nu([address + path for path in pages]) == []


@pytest.mark.nu
def test_the_nu_validator_is_awake(project: Project) -> None:
    """It reads pages from the local server and speaks of what is wrong with them."""
    broken = "<!doctype html><html lang=en><title>t</title><p id=a><p id=a><table><td rowspan=2>x</table>"
    project.write(f"=== output/index.html\n{broken}\n")
    with serving(project.output) as url:
        assert [m["type"] for m in nu([url])].count("error") >= 2


def nu(addresses: list[str]) -> list[dict[str, object]]:
    """Everything the Nu validator says of pages: errors and warnings."""
    java = need("java")
    if not VNU.is_file():
        need("node_modules/vnu-jar")
    # Read from a server, since the policy 'self' has no meaning for files; that server is on loopback.
    local_too = ("-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Dnu.validator.servlet.allowed-address-type=all")
    done = subprocess.run(
        [java, *local_too, "-jar", str(VNU), "--format", "json", *addresses],
        capture_output=True,
        text=True,
        check=False,
    )
    found: list[dict[str, object]] = json.loads(done.stderr)["messages"]
    return found


def test_no_drawing_carries_colours_of_its_own(pages: Pages) -> None:
    """Drawings ask for ``currentColor``, so that dark and forced colours reach them."""
    for page in pages.values():
        for drawing in page.all("svg"):
            colours = {e.get(key) for e in drawing.iter() for key in ("fill", "stroke") if e.get(key)}
            plain = {c for c in colours if c and not c.startswith("url(#")}
            assert plain <= {"currentColor", "none"}, page.path


def test_lists_hold_nothing_but_items(pages: Pages) -> None:
    for page in pages.values():
        for element in (*page.all("ul"), *page.all("ol")):
            assert {local(child) for child in element if isinstance(child.tag, str)} <= {"li"}, page.path


def test_the_real_event_is_in_both_languages(pages: Pages) -> None:
    for page in pages.values():
        assert not page.classed("fallback-note"), page.path
