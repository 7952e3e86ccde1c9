"""One visit to any page, and the site can be read without a connection; a new edition is told of and taken over."""

import gzip
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Browser
from tests.project import Project
from tests.serving import serving

pytestmark = pytest.mark.browser

READY = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done(true))"
KEPT = """const done = arguments[0];
caches.keys().then(async names => {
  const found = [];
  for (const name of names) for (const {url} of await (await caches.open(name)).keys()) found.push([name, url]);
  done(found);
})"""
#: Which of some addresses the device can not give as pages, asked for in the page itself.
MISSING = """const [paths, root, done] = arguments;
Promise.all(paths.map(path => fetch(root + path).then(async answer => answer.ok && (await answer.text()).includes("</main>"))
  .catch(() => false).then(fine => fine ? [] : [path]))).then(found => done(found.flat()))"""


@pytest.fixture
def device(browser: Browser) -> Iterator[Browser]:
    """A browser that keeps sites."""
    browser.workers(on=True)
    yield browser
    browser.driver.get("about:blank")
    browser.workers(on=False)


def visit(device: Browser, address: str) -> None:
    """Open a page and stay until all is kept."""
    device.driver.get(address)
    assert device.driver.execute_async_script(READY)


def kept(device: Browser) -> list[str]:
    """The files that the device keeps, with their digests."""
    entries = device.driver.execute_async_script(KEPT)
    assert {name for name, _ in entries} <= {"seboddari /repo/"}
    return sorted(url.partition("/repo/")[2] for _, url in entries)


def earlier(project: Project) -> None:
    """The edition as if built long ago: Last-Modified tells no two apart that are built within one second."""
    for file in project.output.rglob("*.*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))


def test_after_one_visit_everything_works_without_a_connection(
    device: Browser, real_site: Path, paths: list[str]
) -> None:
    """Every page of the real event in both languages, the timetable, stars and the search."""
    with serving(real_site) as url:
        visit(device, f"{url}en/glossary/")
    pages = [path for path in paths if path != "404.html"]
    assert len(pages) > 400
    device.driver.get(f"{url}ko/")  # from now on from the device: the connection is gone
    assert device.driver.execute_async_script(MISSING, pages, url) == []
    for lang, title, query in (("ko", "프로그램", "돌봄"), ("en", "Programme", "care")):
        device.driver.get(f"{url}{lang}/programme#s-mine")  # as some write it, without the slash at its end
        assert device.driver.current_url == f"{url}{lang}/programme/#s-mine"
        assert device.js("return document.querySelector('h1').innerText") == title
        assert device.js("return document.fonts.size") > 0
        assert device.js("return document.querySelectorAll('.timetable').length") == 2
        star = device.driver.find_element(By.CSS_SELECTOR, "td[data-slot=keynote] .star")
        star.click()
        device.driver.refresh()
        star = device.driver.find_element(By.CSS_SELECTOR, "td[data-slot=keynote] .star")
        assert star.get_attribute("aria-pressed") == ("true" if lang == "ko" else "false")
        device.driver.get(f"{url}{lang}/search?q={query}")
        hits = "[data-search-results] a"
        WebDriverWait(device.driver, 30).until(lambda d, css=hits: d.find_elements(By.CSS_SELECTOR, css))
        device.driver.find_element(By.CSS_SELECTOR, hits).click()
        assert device.js("return document.querySelector('main h1').innerText")


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "as-old-as-the-last"])
def test_a_new_edition_is_told_of_and_taken_over(device: Browser, project: Project, dated: bool) -> None:
    """Even from a host that by its dates takes the new pages for the old ones."""
    project.small().build(only=("site",)).ok()
    earlier(project)
    said = "return document.querySelector('.column .prose').innerText"
    with serving(project.output) as url:
        visit(device, f"{url}ko/sessions/care/meals/")
        first = kept(device)
        text = project.root / "content/sessions/care/01-meals.md"
        text.write_text(text.read_text("utf-8").replace("모두 마흔 번입니다.", "모두 쉰 번입니다."), "utf-8")
        project.build(only=("site",)).ok()
        if not dated:
            worker = (project.output / "sw.js").stat()
            earlier(project)
            os.utime(project.output / "sw.js", ns=(worker.st_atime_ns, worker.st_mtime_ns))
        device.driver.get(f"{url}ko/sessions/care/meals/")
        assert "모두 마흔 번입니다." in device.js(said)  # from the device, at once
        notice = WebDriverWait(device.driver, 30).until(
            lambda driver: driver.find_elements(By.CSS_SELECTOR, ".notice button")
        )
        assert device.js("return document.querySelector('.notice').getAttribute('role')") == "status"
        assert "이 누리집의 새 판이 있습니다." in device.js("return document.querySelector('.notice').innerText")
        for width in (320, 1280):
            device.look(width)
            assert device.axe() == []
        notice[0].click()
        WebDriverWait(device.driver, 30).until(lambda _: "모두 쉰 번입니다." in (device.js(said) or ""))
        device.driver.execute_async_script(READY)
        second = kept(device)
    assert not device.js("return document.querySelector('.notice').firstChild")
    assert [entry.partition("?")[0] for entry in first] == [entry.partition("?")[0] for entry in second]
    changed = {entry.partition("?")[0] for entry in set(second) - set(first)}
    assert "ko/sessions/care/meals/" in changed
    assert "en/people/" not in changed
    device.driver.get(f"{url}ko/sessions/care/meals/")  # the connection is gone
    assert "모두 쉰 번입니다." in device.js(said)


def test_an_edition_that_is_not_whole_yet_is_not_taken_over(device: Browser, project: Project) -> None:
    """A host may give an old file beside new ones for a while, as caches between it and the reader do."""
    project.small().build(only=("site",)).ok()
    earlier(project)
    page = project.output / "ko/sessions/care/meals/index.html"
    said = "return document.querySelector('.column .prose').innerText"
    idle = """const done = arguments[0];
    navigator.serviceWorker.getRegistration().then(async one => {
      await one.update();
      const wait = () => one.installing ? setTimeout(wait, 50) : done(Boolean(one.waiting));
      wait();
    })"""
    with serving(project.output) as url:
        visit(device, f"{url}ko/sessions/care/meals/")
        first, old = kept(device), page.read_bytes()
        text = project.root / "content/sessions/care/01-meals.md"
        text.write_text(text.read_text("utf-8").replace("모두 마흔 번입니다.", "모두 쉰 번입니다."), "utf-8")
        project.build(only=("site",)).ok()
        new = page.read_bytes()
        page.write_bytes(old)
        device.driver.get(f"{url}ko/sessions/care/meals/")
        assert device.driver.execute_async_script(idle) is False
        assert set(first) <= set(kept(device))
        assert not device.js("return document.querySelector('.notice').firstChild")
        page.write_bytes(new)
        device.driver.get(f"{url}ko/sessions/care/meals/")
        WebDriverWait(device.driver, 30).until(lambda _: device.js("return document.querySelector('.notice button')"))
        device.driver.find_element(By.CSS_SELECTOR, ".notice button").click()
        WebDriverWait(device.driver, 30).until(lambda _: "모두 쉰 번입니다." in (device.js(said) or ""))


@pytest.mark.parametrize("page", ["ko/sessions/care/meals/", "en/"])
def test_a_site_that_has_moved_takes_its_readers_along(device: Browser, project: Project, page: str) -> None:
    project.small().build(only=("site",)).ok()
    moved: list[str] = []
    with serving(project.output, moved) as old, serving(project.output) as new:
        visit(device, f"{old}{page}")
        moved.append(new)
        device.driver.get(f"{old}{page}")
        WebDriverWait(device.driver, 30).until(lambda driver: driver.current_url == f"{new}{page}")
        device.driver.get(f"{old}en/programme/")
        WebDriverWait(device.driver, 30).until(lambda driver: driver.current_url == f"{new}en/programme/")


def test_a_site_that_is_gone_is_gone(device: Browser, project: Project) -> None:
    project.small().build(only=("site",)).ok()
    gone = project.root / "gone"
    gone.mkdir()
    with serving(project.output) as url:
        visit(device, f"{url}en/")
        project.output.rename(gone / "output")
        device.driver.get(f"{url}en/")
        WebDriverWait(device.driver, 30).until(lambda _: device.js("return !document.querySelector('main')"))
        assert kept(device) == []


def test_where_data_are_to_be_spared_only_what_is_read_is_kept(device: Browser, project: Project) -> None:
    project.small().build(only=("site",)).ok()
    sparing = project.root / "sparing"
    shutil.copytree(project.output, sparing)
    worker = sparing / "sw.js"
    spared = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});\n"
    worker.write_text(spared + worker.read_text("utf-8"), "utf-8")
    with serving(sparing) as url:
        visit(device, f"{url}en/")
        assert kept(device) == []
        device.driver.get(f"{url}en/programme/")
        WebDriverWait(device.driver, 10).until(lambda _: any(e.startswith("en/programme/?") for e in kept(device)))
        assert not any(entry.startswith("ko/") for entry in kept(device))
    device.driver.get(f"{url}en/programme/")
    assert device.js("return document.querySelector('h1').innerText") == "Programme"


def test_what_is_kept_is_small_and_says_its_edition(real_site: Path, project: Project, tmp_path: Path) -> None:
    """At most 3 MB as transferred, no pictures or books; the same input gives the same bytes."""
    text = (real_site / "sw.js").read_text("utf-8")
    listed = dict(re.findall(r'"([^"]*)":"([0-9a-f]{10})"', text.partition("\n")[0]))
    assert "" in listed
    assert "ko/programme/" in listed
    assert "en/calendar/all.ics" in listed
    assert any(path.startswith("search/") for path in listed)
    assert not [path for path in listed if path.endswith((".pdf", ".epub", ".png", ".webp", ".csv", "404.html"))]
    files = [real_site / path / ("index.html" if path.endswith("/") or not path else "") for path in listed]
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) <= 3_000_000
    one, two = project.small(), Project(tmp_path / "two").small()
    same = [which.build(only=("site",)).ok().project.files()["sw.js"] for which in (one, two)]
    assert same[0] == same[1]
    assert "sw.js" not in Project(tmp_path / "three").small().build(only=("feeds",)).ok().project.files()


def test_all_scripts_together_are_small(real_site: Path) -> None:
    """At most 8 KiB as transferred, but for the search, which only its page loads, and the list of files."""
    scripts = [file for file in (real_site / "assets").glob("*.js") if not file.name.startswith("search.")]
    worker = (real_site / "sw.js").read_bytes().partition(b"\n")[2]
    assert sum(len(gzip.compress(data, 9)) for data in (worker, *(one.read_bytes() for one in scripts))) <= 8 * 1024
