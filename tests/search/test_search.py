"""In Chromium the search of the real event answers the set of queries, and its page works as visitors use it."""

import gzip
import json
import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.conftest import Browser
from tests.search.conftest import Query, queries, script

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("lang", ["ko", "en"])

#: Runs each query with a client of its own, as on a page just opened; gives the paths of the first hits.
ALL = """
const answers = [];
for (const [lang, text] of asked) {
  const search = new module.Search(root, lang);
  answers.push((await search.find(text)).slice(0, 10).map(hit => hit.finding.path));
}
return answers;
"""


def ranks(browser: Browser, asked: list[Query]) -> dict[str, list[int]]:
    """By category, the place of the first hit that answers each query; 0 where the first ten have none."""
    browser.open("ko/search/")
    found = script(browser, ALL, root="../../search/", asked=[(query.lang, query.text) for query in asked])
    table: dict[str, list[int]] = defaultdict(list)
    for query, paths in zip(asked, found, strict=True):
        places = [place for place, path in enumerate(paths, 1) if path in query.answers]
        table[query.category].append(places[0] if places else 0)
    return table


def recall(places: list[int]) -> float:
    return sum(0 < place <= 5 for place in places) / len(places)


def test_queries_find_what_answers_them(browser: Browser) -> None:
    tables = [ranks(browser, queries(name)) for name in ("queries.tsv", "queries-fresh.tsv")]
    for table in tables:
        every = [place for places in table.values() for place in places]
        assert recall(every) >= 0.95
        assert sum(1 / place for place in every if place) / len(every) >= 0.9
    both = {category: tables[0][category] + tables[1][category] for category in tables[0]}
    assert {category: places for category, places in both.items() if recall(places) < 0.85} == {}


def test_the_set_is_large_and_even() -> None:
    tuned, fresh = queries("queries.tsv"), queries("queries-fresh.tsv")
    assert len(tuned) >= 150
    assert len(fresh) >= 50
    assert {query.category for query in tuned} == {query.category for query in fresh}
    assert len({query.category for query in tuned}) >= 10
    assert not {(q.lang, q.text) for q in tuned} & {(q.lang, q.text) for q in fresh}


def look_for(browser: Browser, lang: str, text: str, more: str = "") -> list[str]:
    """Open the search at an address with a query; gives where the hits lead to, once there are any."""
    browser.open(f"{lang}/search/?q={quote(text)}{more}")
    return hits(browser)


def hits(browser: Browser) -> list[str]:
    WebDriverWait(browser.driver, 30).until(
        lambda driver: driver.execute_script("return document.querySelector('[data-search-status]').textContent")
    )
    links = browser.js("return [...document.querySelectorAll('[data-search-results] a')].map(a => a.href)")
    return [link.removeprefix(browser.root) for link in links]


def wait(browser: Browser, code: str) -> None:
    WebDriverWait(browser.driver, 30).until(lambda driver: driver.execute_script(code))


def field(browser: Browser):  # noqa: ANN201 - selenium has no types
    return browser.driver.find_element(By.NAME, "q")


def address(browser: Browser) -> str:
    return str(browser.driver.current_url).removeprefix(browser.root)


@both
def test_the_address_asks_and_hits_are_links_in_the_language_of_the_page(browser: Browser, lang: str) -> None:
    found = look_for(browser, lang, "커뮤니티케어")
    assert f"{lang}/sessions/community-care/" in [link.partition("#")[0] for link in found[:3]]
    assert all(link.startswith(f"{lang}/") for link in found)
    langs = browser.js("return [...document.querySelectorAll('[data-search-results] a')].map(a => a.lang)")
    assert set(langs) == {lang}
    status = browser.js("return document.querySelector('[role=status]').textContent")
    assert re.fullmatch(r"찾은 것 \d+개" if lang == "ko" else r"Results: \d+", status)
    assert address(browser).startswith(f"{lang}/search/?q=")
    assert str(browser.driver.title).startswith("커뮤니티케어 · ")


def test_a_hit_shows_its_kind_and_the_words_where_they_stand(browser: Browser) -> None:
    look_for(browser, "ko", "세탁기 빨래")
    wait(browser, "return document.querySelector('.hits a').hash")
    assert browser.js("return document.querySelector('.hits a').href").endswith("cases/community-care/yongsan/#pilots")
    item = browser.driver.find_element(By.CSS_SELECTOR, "[data-search-results] > li")
    assert item.find_element(By.CSS_SELECTOR, "small").text == "사례"
    marked = [mark.text for mark in item.find_elements(By.CSS_SELECTOR, "p mark")]
    assert set(marked) == {"세탁기", "빨래"}
    browser.driver.get(browser.js("return document.querySelector('.hits a').href"))
    assert browser.js("return document.getElementById('pilots').textContent.includes('세탁기')")


def test_words_of_the_other_language_are_shown_in_that_language(browser: Browser) -> None:
    look_for(browser, "ko", "beekeeping")
    wait(browser, "return document.querySelector('.hits p mark')")
    link, line = (browser.driver.find_element(By.CSS_SELECTOR, f".hits li:first-child {tag}") for tag in ("a", "p"))
    assert "/ko/cases/village-enterprise/noneumaegi/" in link.get_attribute("href")
    assert line.get_attribute("lang") == "en"
    assert browser.axe() == []


@both
def test_a_term_that_is_asked_for_is_explained_at_once(browser: Browser, lang: str) -> None:
    [first, *_] = look_for(browser, lang, "돌봄" if lang == "ko" else "care")
    assert first == f"{lang}/glossary/#care"
    wait(browser, "return document.querySelector('.hits p').textContent")
    said = browser.driver.find_element(By.CSS_SELECTOR, ".hits p").text
    assert said.startswith("나이, 병, 장애" if lang == "ko" else "Help and attention given in daily life")


@pytest.mark.parametrize(
    ("lang", "text", "path"),
    [
        ("ko", "구로구 사례", "cases/community-care/guro/"),
        ("ko", "사례 구로", "cases/community-care/guro/"),
        ("en", "guro case", "cases/community-care/guro/"),
        ("en", "Guro cases", "cases/community-care/guro/"),
        ("ko", "구로구는?", "districts/guro/"),
        ("ko", "“구로구에서”", "districts/guro/"),
        ("ko", "돌봄이란?", "glossary/#care"),
        ("ko", "ㅁㅇㄱㅇ ㅇㅅ", "sessions/village-enterprise/"),
    ],
)
def test_words_as_visitors_write_them_find_it_first(browser: Browser, lang: str, text: str, path: str) -> None:
    """With the kind of what they look for, with signs, with spaces."""
    assert look_for(browser, lang, text)[0].partition("#s")[0] == f"{lang}/{path}"


def test_other_names_in_the_address_are_passed_over(browser: Browser) -> None:
    assert look_for(browser, "ko", "구로구", "&length=3&0=x")[0] == "ko/districts/guro/"
    assert browser.js("return document.querySelector('[name=q]').value") == "구로구"


def test_filters_narrow_and_stay_in_the_address(browser: Browser) -> None:
    everything = look_for(browser, "ko", "돌봄")
    browser.driver.find_element(By.CSS_SELECTOR, "select[name=kind] option[value=case]").click()
    wait(browser, "return location.search.includes('kind=case')")
    wait(browser, "return [...document.querySelectorAll('.hits small')].every(tag => tag.textContent === '사례')")
    browser.driver.find_element(By.CSS_SELECTOR, "select[name=district] option[value=mapo]").click()
    wait(browser, "return document.querySelectorAll('.hits li').length === 1")
    assert len(everything) > 1
    again = look_for(browser, "ko", "돌봄", "&kind=case&district=mapo")
    assert [link.partition("#")[0] for link in again] == ["ko/cases/community-care/mapo/"]
    assert browser.js("return document.querySelector('select[name=district]').value") == "mapo"
    assert browser.js("return document.querySelector('.switch').search") == browser.js("return location.search")


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ("channel=ch2&kind=session", "ko/sessions/community-care/"),
        ("organisation=baekui-minjok&kind=case", "ko/cases/community-care/mapo/"),
        ("district=guro&kind=dataset", "ko/data/guro-prices/"),
    ],
)
def test_filters_alone_list_what_they_let_through(browser: Browser, more: str, path: str) -> None:
    browser.open(f"ko/search/?{more}")
    assert path in hits(browser)


def test_nothing_found_says_so_and_offers_the_list(browser: Browser) -> None:
    assert look_for(browser, "en", "zzxxqq") == []
    assert browser.js("return document.querySelector('[role=status]').textContent") == "Results: 0"
    for part in ("none", "index"):
        assert browser.driver.find_element(By.CSS_SELECTOR, f"[data-search-{part}]").is_displayed()
    assert browser.axe() == []


def test_typing_finds_before_the_syllable_is_complete(browser: Browser) -> None:
    """The browser says ``input`` while a syllable is being composed, and nobody waits for its end."""
    browser.open("ko/search/")
    field(browser).click()
    browser.cdp("Input.imeSetComposition", text="노느ㅁ", selectionStart=3, selectionEnd=3)
    wait(browser, "return document.querySelector('.hits a')?.href.includes('noneumaegi')")
    before = address(browser)
    browser.js(
        "document.querySelector('[name=q]').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'ArrowDown', isComposing: true, bubbles: true}))"
    )
    assert browser.js("return document.activeElement.name") == "q"
    assert address(browser) == before


def test_the_keyboard_is_enough(browser: Browser) -> None:
    browser.open("ko/")
    header = browser.driver.find_element(By.CSS_SELECTOR, "header input[name=q]")
    header.send_keys("광진구", Keys.ENTER)
    found = hits(browser)
    assert address(browser) == f"ko/search/?q={quote('광진구')}"
    assert found[0] == "ko/districts/gwangjin/"
    field(browser).send_keys(Keys.ARROW_DOWN)
    assert browser.js("return document.activeElement.href").endswith(found[0])
    browser.driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert browser.js("return document.activeElement.href").partition("#")[0].endswith(found[1].partition("#")[0])
    browser.driver.switch_to.active_element.send_keys(Keys.ARROW_UP, Keys.ARROW_UP)
    assert browser.js("return document.activeElement.name") == "q"
    field(browser).send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    wait(browser, "return location.pathname.endsWith('/districts/gwangjin/')")


def test_more_shows_the_next_and_goes_there(browser: Browser) -> None:
    look_for(browser, "ko", "돌봄")
    browser.driver.find_element(By.CSS_SELECTOR, "[data-search-more]").click()
    assert len(hits(browser)) == 20
    assert browser.js("return document.activeElement.closest('li').value") == 11


def test_content_is_never_taken_for_markup(browser: Browser) -> None:
    look_for(browser, "ko", "<img src=x onerror=alert(1)>")
    assert browser.js("return document.querySelectorAll('.finder img').length") == 0
    assert field(browser).get_attribute("value") == "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("lang", "query", "path"),
    [
        ("ko", "시간표", "programme/"),
        ("ko", "일정", "programme/"),
        ("en", "timetable", "programme/"),
        ("ko", "사례 비교", "cases/"),
        ("en", "comparison", "cases/"),
        ("ko", "통계", "data/"),
    ],
)
def test_pages_are_found_by_what_visitors_call_them(browser: Browser, lang: str, query: str, path: str) -> None:
    assert f"{lang}/{path}" in [link.partition("#")[0] for link in look_for(browser, lang, query)[:3]]


def test_a_long_query_does_no_harm(browser: Browser) -> None:
    look_for(browser, "en", "a" * 3000)
    assert browser.js("return document.querySelector('[name=q]').maxLength") == 200


def test_letters_of_full_width_are_read_as_usual_ones(browser: Browser) -> None:
    assert look_for(browser, "ko", "ＳＯＳ") == look_for(browser, "ko", "SOS")


def test_a_search_that_cannot_read_its_files_says_so(browser: Browser) -> None:
    browser.open("ko/search/")
    browser.cdp("Network.enable")
    browser.cdp("Network.setBlockedURLs", urls=["*/search/*.txt"])
    try:
        field(browser).send_keys("돌봄")
        wait(browser, "return document.querySelector('[role=status]').textContent.includes('읽지 못했습니다')")
        assert browser.driver.find_element(By.CSS_SELECTOR, "[data-search-index]").is_displayed()
    finally:
        browser.cdp("Network.setBlockedURLs", urls=[])
    field(browser).send_keys("센터")
    wait(browser, "return document.querySelector('.hits a')")


@both
def test_without_javascript_the_page_lists_everything(browser: Browser, lang: str) -> None:
    browser.scripts(on=False)
    browser.open(f"{lang}/search/?q=x")
    listed = browser.driver.find_elements(By.CSS_SELECTOR, "[data-search-index] details")
    assert len(listed) == 11
    links = [a.get_attribute("href") for a in browser.driver.find_elements(By.CSS_SELECTOR, "[data-search-index] a")]
    assert f"{browser.root}{lang}/cases/community-care/mapo/" in links
    assert len(links) == len(set(links)) > 450
    assert not browser.driver.find_element(By.CSS_SELECTOR, ".finder form").is_displayed()
    browser.scripts(on=True)


def test_the_client_is_small(real_site: Path) -> None:
    [client] = (real_site / "assets").glob("search.*.js")
    assert len(gzip.compress(client.read_bytes(), mtime=0)) <= 6 * 1024


def test_only_the_search_asks_for_the_client(browser: Browser) -> None:
    browser.requests()
    browser.open("ko/")
    assert [url for url in browser.requests() if "search" in url] == []
    browser.open("ko/search/")
    asked = [url.rpartition("/")[2] for url in browser.requests() if "search" in url]
    assert [name for name in asked if name.endswith(".txt")] == []
    assert [name for name in asked if name.startswith("search.")]


@both
@pytest.mark.parametrize("state", ["", "?q=%EB%8F%8C%EB%B4%84", "?q=zzxxqq"])
def test_axe_finds_nothing(browser: Browser, lang: str, state: str) -> None:
    found = {}
    for width in (320, 768, 1280):
        for scheme in ("light", "dark"):
            browser.look(width, prefers_color_scheme=scheme)
            browser.open(f"{lang}/search/{state}")
            if state:
                hits(browser)
            if wrong := browser.axe():
                found[width, scheme] = wrong
            assert browser.js("return document.documentElement.scrollWidth") == width
    assert found == {}


def test_the_errors_of_the_page_are_none(browser: Browser) -> None:
    look_for(browser, "ko", "마을기업")
    said = [json.dumps(entry) for entry in browser.driver.get_log("browser") if entry["level"] == "SEVERE"]
    assert said == []
