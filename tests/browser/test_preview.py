"""In Chromium the preview reloads by itself, though its pages forbid scripts that are not their own."""

import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.conftest import Browser
from tests.previewing import previewing
from tests.project import Project

TALK = "content/sessions/care/01-meals.md"
PAGE = "ko/sessions/care/meals/"
BAR = ".seboddari-problems"

pytestmark = pytest.mark.browser


def test_the_page_follows_the_content_by_itself(browser: Browser, project: Project) -> None:
    good = (project.small().root / TALK).read_text("utf-8")
    with previewing(project.root, ui="ko") as preview:
        wait = WebDriverWait(browser.driver, 60)

        def shows(text: str) -> None:
            wait.until(lambda driver: text in driver.execute_script("return document.body?.innerText ?? ''"))

        browser.driver.get(f"http://{preview.host}/{PAGE}")
        policy = browser.js("return document.querySelector('meta[http-equiv]').content")
        assert re.fullmatch(r"default-src 'self'; script-src 'self' 'sha256-[\w+/]{43}='", policy)  # the data of a talk
        shows("이웃에게 밥을")
        project.write(f"=== {TALK}\n{good.replace('title:', 'titel:', 1)}")
        shows("오류 1개")
        shows(f"{TALK}:2:1")
        shows("이웃에게 밥을")
        foot = browser.js("return document.querySelector('.seboddari-problems').getBoundingClientRect().bottom")
        assert foot == browser.js("return innerHeight")
        assert browser.axe() == []
        project.write(f"=== {TALK}\n{good.replace('밥을', '국을')}")
        shows("이웃에게 국을")
        assert browser.js("return document.querySelector('.seboddari-problems')") is None


@pytest.mark.parametrize(
    ("ui", "name", "count", "stands"),
    [
        ("ko", "내용의 문제", "오류 1개", "고칠 때까지 앞서 잘 만들어진 쪽을 보여 줍니다."),
        ("en", "Problems of the content", "1 error", "The last good pages are shown until this is mended."),
    ],
)
def test_the_bar_over_the_last_good_page(
    browser: Browser, project: Project, ui: str, name: str, count: str, stands: str
) -> None:
    good = (project.small().root / TALK).read_text("utf-8")
    with previewing(project.root, ui=ui) as preview:
        driver, wait = browser.driver, WebDriverWait(browser.driver, 60)

        def mistaken(word: str, *, shown: str) -> None:
            project.write(f"=== {TALK}\n{good.replace('title:', f'{word}:', 1)}")
            preview.wait(f"/{PAGE}", lambda text: f"<mark>{word}</mark>" in text)
            wait.until(lambda _: word in browser.js(f"return document.querySelector('{BAR}')?.textContent ?? ''"))
            assert shown in browser.js(f"return document.querySelector('{BAR} summary').innerText")

        def is_open() -> bool:
            return bool(browser.js(f"return document.querySelector('{BAR} details').open"))

        browser.look(320, 640)
        driver.get(f"http://{preview.host}/{PAGE}")
        mistaken("titel", shown=stands)
        bar = driver.find_element(By.CSS_SELECTOR, BAR)
        assert (bar.get_attribute("lang"), bar.accessible_name, bar.aria_role) == (ui, name, "complementary")
        assert count in bar.text and f"{TALK}:2:1" in bar.text
        for width, scheme in ((320, "light"), (1280, "dark")):
            browser.look(width, 640, prefers_color_scheme=scheme)
            assert browser.axe() == []
            top = browser.js(
                "scrollTo(0, 1e6); return document.querySelector(arguments[0]).getBoundingClientRect().top", BAR
            )
            assert top >= 640 / 2
            assert browser.js("return document.querySelector('footer').getBoundingClientRect().bottom") <= top

        bar.find_element(By.TAG_NAME, "summary").send_keys(Keys.TAB)
        assert browser.js("return document.activeElement.tagName") == "PRE"
        browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
        assert not is_open()
        assert browser.js("return document.activeElement.tagName") == "SUMMARY"
        assert browser.axe() == []
        driver.refresh()
        assert not is_open()
        driver.find_element(By.CSS_SELECTOR, f"{BAR} summary").send_keys(Keys.ENTER)
        assert is_open()
        driver.switch_to.active_element.send_keys(Keys.ENTER)
        assert not is_open()
        mistaken("titl", shown=stands)
        assert is_open()
        project.write(f"=== {TALK}\n{good}")
        wait.until(lambda _: browser.js(f"return document.querySelector('{BAR}') === null"))
