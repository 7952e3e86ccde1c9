"""In Chromium the preview reloads by itself, though its pages forbid scripts that are not their own."""

import pytest
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.conftest import Browser
from tests.previewing import previewing
from tests.project import Project

TALK = "content/sessions/care/01-meals.md"
PAGE = "ko/sessions/care/meals/"

pytestmark = pytest.mark.browser


def test_the_page_follows_the_content_by_itself(browser: Browser, project: Project) -> None:
    good = (project.small().root / TALK).read_text("utf-8")
    with previewing(project.root, ui="ko") as preview:
        wait = WebDriverWait(browser.driver, 60)

        def shows(text: str) -> None:
            wait.until(lambda driver: text in driver.execute_script("return document.body?.innerText ?? ''"))

        browser.driver.get(f"http://{preview.host}/{PAGE}")
        assert browser.js("return document.querySelector('meta[http-equiv]').content") == "default-src 'self'"
        shows("이웃에게 밥을")
        project.write(f"=== {TALK}\n{good.replace('title:', 'titel:', 1)}")
        shows("오류 1개, 경고 0개")
        shows(f"{TALK}:2:1")
        shows("이웃에게 밥을")
        foot = browser.js("return document.querySelector('.seboddari-problems').getBoundingClientRect().bottom")
        assert foot == browser.js("return innerHeight")
        assert browser.axe() == []
        project.write(f"=== {TALK}\n{good.replace('밥을', '국을')}")
        shows("이웃에게 국을")
        assert browser.js("return document.querySelector('.seboddari-problems')") is None
