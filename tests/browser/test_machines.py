"""What pages tell machines, as Chromium sees it: no policy is broken, the manifest is sound, files can be had."""

import json
from collections.abc import Iterator

import pytest

from tests.browser.conftest import Browser
from tests.project import Project
from tests.serving import serving

pytestmark = pytest.mark.browser

PATHS = ("", "ko/", "ko/programme/", "en/sessions/community-care/", "en/cases/community-care/gwangjin/")
LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", event => broken.push(event.violatedDirective + " " + event.sample));
"""


@pytest.fixture
def listening(browser: Browser) -> Iterator[Browser]:
    """Chromium noting in ``broken`` what the policy of a page stops."""
    script = browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=LISTEN)["identifier"]
    yield browser
    browser.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script)


@pytest.mark.parametrize("path", PATHS)
def test_data_in_the_head_breaks_no_policy(listening: Browser, path: str) -> None:
    listening.open(path)
    assert listening.js("return broken") == []
    texts = listening.js(
        "return [...document.querySelectorAll('script[type=\"application/ld+json\"]')].map(e => e.text)"
    )
    assert len(texts) == (path != "")
    for text in texts:
        assert json.loads(text)["@context"] == "https://schema.org"


def test_the_policy_stops_a_script_that_gets_in(listening: Browser, project: Project) -> None:
    """The same pages, with a theme that writes a script into them: the listener is awake."""
    template = "{% extends 'layout.html' %}{% block content %}<script>document.title = 'run'</script>{% endblock %}"
    project.small().write(f"=== themes/bottari/templates/talk.html\n{template}\n").build(
        base_url="https://example.org/repo/"
    ).ok()
    with serving(project.output) as url:
        listening.driver.get(f"{url}ko/sessions/care/meals/")
        assert listening.js("return broken.map(one => one.split(' ')[0])") == ["script-src-elem"]
        assert listening.js("return document.title") != "run"


def test_the_manifest_is_sound_and_its_pictures_load(browser: Browser) -> None:
    browser.open("ko/")
    found = browser.cdp("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{browser.root}site.webmanifest"
    for icon in json.loads(found["data"])["icons"]:
        size = browser.driver.execute_async_script(
            "const [src, done] = arguments; const i = new Image(); i.onload = () => done(i.naturalWidth);"
            "i.onerror = () => done(0); i.src = src",
            browser.root + icon["src"],
        )
        assert size == (64 if icon["sizes"] == "any" else int(icon["sizes"].split("x")[0]))


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_files_are_offered_in_words_and_can_be_had(browser: Browser, lang: str) -> None:
    for path, count in (("programme/", 3), ("sessions/community-care/", 1), ("cases/community-care/gwangjin/", 3)):
        browser.look(320)
        browser.open(f"{lang}/{path}")
        links = browser.js(
            "return [...document.querySelectorAll('main a')].filter(a => a.checkVisibility() && /[.](ics|bib|ris|json)$/.test(a.pathname))"
            ".map(a => [a.href, a.innerText.trim(), a.getBoundingClientRect().right, a.parentElement.offsetHeight])"
        )
        assert len(links) == count
        for href, words, right, height in links:
            assert words
            assert right <= 320
            assert height >= 44
            status = browser.driver.execute_async_script("fetch(arguments[0]).then(r => arguments[1](r.status))", href)
            assert status == 200
