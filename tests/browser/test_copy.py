"""A citation is copied by a button, which is there only where it works."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Browser

pytestmark = pytest.mark.browser
PAGE = "cases/community-care/gwangjin/"
READ = "navigator.clipboard.readText().then(arguments[0], error => arguments[0](String(error)))"
#: What Chromium asks its user for.
ALLOWED = ["clipboardReadWrite", "clipboardSanitizedWrite"]


@pytest.mark.parametrize(("lang", "copied"), [("ko", "복사했습니다."), ("en", "Copied.")])
def test_a_citation_can_be_copied(browser: Browser, lang: str, copied: str) -> None:
    def said() -> str:
        return browser.driver.find_element(By.CSS_SELECTOR, ".copy [role=status]").text

    browser.look(320)
    browser.cdp("Browser.grantPermissions", permissions=ALLOWED)
    try:
        browser.open(f"{lang}/{PAGE}")
        cite = browser.driver.find_element(By.CSS_SELECTOR, ".cite p").text
        button = browser.driver.find_element(By.CSS_SELECTOR, ".copy button")
        assert button.rect["height"] >= 44
        assert said() == ""
        button.send_keys(Keys.ENTER)
        WebDriverWait(browser.driver, 20).until(lambda _: said() == copied)
        assert browser.driver.execute_async_script(READ) == cite
        assert len(cite) > 20
    finally:
        browser.cdp("Browser.resetPermissions")


def test_where_it_cannot_be_copied_it_is_selected(browser: Browser) -> None:
    browser.open(f"en/{PAGE}")
    browser.js("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    browser.driver.find_element(By.CSS_SELECTOR, ".copy button").click()
    cite = browser.driver.find_element(By.CSS_SELECTOR, ".cite p").text
    WebDriverWait(browser.driver, 20).until(lambda _: browser.js("return getSelection().toString()").strip() == cite)
    assert browser.driver.find_element(By.CSS_SELECTOR, ".copy [role=status]").text == ""


def test_without_scripts_there_is_no_button(browser: Browser) -> None:
    browser.scripts(on=False)
    browser.driver.get(f"{browser.root}ko/{PAGE}")
    assert browser.driver.find_elements(By.CSS_SELECTOR, ".copy") == []
