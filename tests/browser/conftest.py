"""Chromium, one for the whole run, looking at the real event on a local server."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from tests.conftest import need
from tests.project import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--hide-scrollbars",
)


class Browser:
    """A page at a time, at a width and in a colour scheme; ``root`` is the address of the site."""

    def __init__(self, driver: webdriver.Chrome, root: str) -> None:
        """Chromium as started, and the site that it looks at."""
        self.driver = driver
        self.root = root
        self._barred = ""  # the script that keeps service workers out

    def cdp(self, command: str, **params: Any) -> Any:
        """A command of the Chrome DevTools Protocol."""
        return self.driver.execute_cdp_cmd(command, params)

    def js(self, code: str, *args: Any) -> Any:
        """The value of a function body run in the page."""
        return self.driver.execute_script(code, *args)

    def look(self, width: int = 1280, height: int = 800, **media: str) -> None:
        """At this many CSS pixels, and with these media features (``prefers_color_scheme="dark"``)."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.cdp("Emulation.setDeviceMetricsOverride", **size)
        # Without motion, no colour is measured half-way through a transition.
        wanted = {"prefers_reduced_motion": "reduce", "prefers_color_scheme": "light", "forced_colors": "none", **media}
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in wanted.items()]
        self.cdp("Emulation.setEmulatedMedia", media="", features=features)

    def open(self, path: str) -> None:
        """Load a page of the site and wait for its font."""
        self.driver.get(self.root + path)
        self.driver.execute_async_script("document.fonts.ready.then(arguments[0])")

    def scripts(self, *, on: bool) -> None:
        """Whether pages loaded from now on may run JavaScript."""
        self.cdp("Emulation.setScriptExecutionDisabled", value=not on)

    def workers(self, *, on: bool) -> None:
        """Whether pages loaded from now on may keep the site on the device, which tests that count must not meet."""
        if on and self._barred:
            self.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=self._barred)
            self._barred = ""
        elif not on and not self._barred:
            bar = self.cdp("Page.addScriptToEvaluateOnNewDocument", source="delete Navigator.prototype.serviceWorker")
            self._barred = bar["identifier"]

    def requests(self) -> list[str]:
        """Every address asked for since the last call."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def axe(self, *rules: str) -> list[str]:
        """What axe-core finds wrong with the page as it stands: rule, target, why. With ``rules``, by these alone."""
        if not self.js("return 'axe' in window"):
            if not AXE.is_file():
                need("node_modules/axe-core")
            self.js(AXE.read_text("utf-8"))
        found = self.driver.execute_async_script(
            """const [rules, done] = arguments, which = rules[0] ? {runOnly: rules} : {};
            axe.run(document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}, ...which})
              .then(r => done(r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`))),
                    e => done([`axe failed: ${e}`]))""",
            rules,
        )
        return list(found)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory, address: str) -> Iterator[Browser]:
    """Chromium with a fresh profile."""
    options = Options()
    options.binary_location = need("chromium")
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(need("chromedriver")))
    try:
        driver.set_script_timeout(60)
        browser = Browser(driver, address)
        browser.workers(on=False)
        yield browser
    finally:
        driver.quit()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """Chromium as at the start: wide, light, with JavaScript."""
    chromium.scripts(on=True)
    chromium.workers(on=False)
    chromium.look()
    return chromium


@pytest.fixture(scope="session")
def paths(real_site: Path) -> list[str]:
    """The address of every page within the site."""
    files = sorted(path.relative_to(real_site).as_posix() for path in real_site.rglob("*.html"))
    return [path.removesuffix("index.html") for path in files]
