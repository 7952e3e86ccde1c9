"""What searching costs: ``python -m tests.search.measure --out docs/benchmarks-search.md``, with Chromium.

The sites are served compressed, as hosts do. Of each query the first answer on a page just opened is counted, with
an empty cache: the client, the files of the index, and the pages that snippets are read from.
"""

import argparse
import gzip
import json
import math
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from seboddari_build.build import Options as BuildOptions
from seboddari_build.build import build
from tests.bench.corpus import Corpus
from tests.bench.ours import Ours
from tests.bench.report import machine
from tests.browser.conftest import FLAGS, Browser
from tests.conftest import need
from tests.project import ROOT, Project
from tests.search.conftest import Query, queries, script
from tests.search.test_search import ALL, recall
from tests.serving import packing

#: Presentations of the made-up conference: with its two languages 10,000 pages of them.
TALKS = 5_000
#: A query is asked this often for its time; the median counts.
TIMES = 5


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """Chromium with a fresh profile."""
    options = Options()
    options.binary_location = need("chromium")
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(need("chromedriver")))
        driver.set_script_timeout(300)
        try:
            yield driver
        finally:
            driver.quit()


@dataclass
class First:
    """What the first answer to a query took: bytes of the client, of the index, of the pages; requests."""

    client: int
    index: int
    pages: int
    requests: int

    @property
    def total(self) -> int:
        """All bytes."""
        return self.client + self.index + self.pages


def first(browser: Browser, query: Query) -> First:
    """Ask one query by its address with an empty cache, at 1280 x 800."""
    browser.driver.get("about:blank")
    browser.cdp("Network.clearBrowserCache")
    browser.driver.get_log("performance")
    browser.driver.get(f"{browser.root}{query.lang}/search/?q={quote(query.text)}")
    sent: dict[str, str] = {}
    sizes: dict[str, int] = {}
    quiet = time.monotonic() + 1.5
    while time.monotonic() < quiet:  # until nothing has come for a while
        for entry in browser.driver.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            params = event["params"]
            if event["method"] == "Network.requestWillBeSent" and params["type"] in ("Fetch", "Script"):
                sent[params["requestId"]] = params["request"]["url"]
            elif event["method"] == "Network.loadingFinished" and params["requestId"] in sent:
                sizes[params["requestId"]] = int(params["encodedDataLength"])
                quiet = time.monotonic() + 1.5
        time.sleep(0.05)
    found = First(0, 0, 0, 0)
    for request, url in sent.items():
        name = url.rpartition("/")[2]
        if name.endswith(".txt"):
            found.index += sizes[request]
        elif name.startswith("search."):
            found.client += sizes[request]
        elif name.endswith(".js"):
            continue  # every page has it
        else:
            found.pages += sizes[request]
        found.requests += 1
    return found


WARM = """
const clients = {};
const times = [];
for (const [lang, text] of asked) {
  const search = clients[lang] ??= new module.Search("../../search/", lang);
  await search.find(text);
  const taken = [];
  for (let i = 0; i < count; i++) {
    const begun = performance.now();
    await search.find(text);
    taken.push(performance.now() - begun);
  }
  times.push(taken.sort((a, b) => a - b)[count >> 1]);
}
return times;
"""


def warm(browser: Browser, asked: list[Query]) -> list[float]:
    """Milliseconds that each query takes once its files are there."""
    browser.driver.get(f"{browser.root}ko/search/")
    pairs = [(query.lang, query.text) for query in asked]
    return list(script(browser, WARM, asked=pairs, count=TIMES))


def real_event(folder: Path) -> tuple[Path, list[Query]]:
    """The real event, built, with all queries."""
    import shutil

    project = Project(folder / "real")
    shutil.copytree(ROOT / "content", project.root / "content")
    shutil.copy(ROOT / "site.yaml", project.root / "site.yaml")
    built(project.root, project.output)
    return project.output, queries("queries.tsv") + queries("queries-fresh.tsv")


def large(folder: Path) -> tuple[Path, list[Query]]:
    """A made-up conference of ``TALKS`` presentations, built, with queries of every kind."""
    corpus = Corpus(TALKS)
    Ours(folder / "large", corpus).write()
    built(folder / "large", folder / "large" / "output")
    return folder / "large" / "output", list(_made(corpus))


def built(root: Path, output: Path) -> None:
    """Build the site alone."""
    result = build(BuildOptions(root, output, only=("site",), jobs=2))
    assert result.published is not None, result.problems


def _made(corpus: Corpus) -> Iterator[Query]:
    """Queries over the made-up conference: words that all talks have, rare ones, titles whole and in part, slips."""
    rng = random.Random(6)
    common, rare = corpus.vocabulary[0][:80], corpus.vocabulary[0][-400:]
    english = corpus.vocabulary[1][10:]
    for _ in range(12):
        talk = corpus.talk(int(rng.random() * corpus.size))
        path = f"sessions/s{talk.session:03}/{talk.slug}/"
        one, other = common[int(rng.random() * 80)], rare[int(rng.random() * 400)]
        for category, lang, text in (
            ("a word of all talks", "ko", one),
            ("a rare word", "ko", other),
            ("two words", "ko", f"{one} {other}"),
            ("with a particle", "ko", f"{other}에서"),
            ("half typed", "ko", other[:-1] + chr(ord(other[-1]) - (ord(other[-1]) - 0xAC00) % 28)),
            ("a title", "ko", talk.title.ko),
            ("a title", "en", talk.title.en),
            ("half a title", "ko", " ".join(talk.title.ko.split()[:2])),
            ("an English word", "en", english[int(rng.random() * len(english))]),
            ("a slip", "en", "neighbuors"),
        ):
            yield Query(category, lang, text, (path,))


@dataclass
class Measured:
    """What one site was seen to take."""

    name: str
    files: int
    bytes: int
    packed: int
    firsts: list[First]
    warm: list[float]
    ranks: dict[str, list[int]]


def measure(name: str, site: Path, asked: list[Query], firsts: list[Query]) -> Measured:
    """All figures of one site."""
    files = sorted((site / "search").glob("*.txt"))
    sizes = [len(gzip.compress(file.read_bytes(), 6)) for file in files]
    with packing(site) as root, chromium() as driver:
        browser = Browser(driver, root)
        browser.look(1280, 800)
        browser.cdp("Network.enable")
        browser.cdp("Network.setBypassServiceWorker", bypass=True)
        seen = [first(browser, query) for query in firsts]
        browser.driver.get(f"{root}ko/search/")
        pairs = [(query.lang, query.text) for query in asked]
        found = script(browser, ALL, root="../../search/", asked=pairs)
        ranks: dict[str, list[int]] = defaultdict(list)
        for query, paths in zip(asked, found, strict=True):
            ranks[query.category].append(next((n for n, path in enumerate(paths, 1) if path in query.answers), 0))
        times = warm(browser, asked)
    return Measured(name, len(files), sum(f.stat().st_size for f in files), sum(sizes), seen, times, ranks)


def p95(values: Iterable[float]) -> float:
    """The value that 95 of 100 do not pass."""
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


def row(what: str, values: list[float], form: str) -> str:
    """A line of the table: median, 95 of 100, most."""
    return (
        f"| {what} | "
        + " | ".join(format(v, form) for v in (statistics.median(values), p95(values), max(values)))
        + " |"
    )


def told(seen: Measured) -> str:
    """One site as Markdown."""
    kb = [
        ("first answer, kB", [f.total / 1e3 for f in seen.firsts], ".1f"),
        ("– the client, kB", [f.client / 1e3 for f in seen.firsts], ".1f"),
        ("– files of the index, kB", [f.index / 1e3 for f in seen.firsts], ".1f"),
        ("– pages read for snippets, kB", [f.pages / 1e3 for f in seen.firsts], ".1f"),
        ("requests of the first answer", [float(f.requests) for f in seen.firsts], ".0f"),
        ("warm, ms", seen.warm, ".1f"),
    ]
    lines = [
        f"## {seen.name}",
        "",
        f"Index: {seen.files} files, {seen.bytes / 1e3:,.0f} kB, {seen.packed / 1e3:,.0f} kB compressed.",
        f"{len(seen.firsts)} first answers, {len(seen.warm)} queries warm.",
        "",
        "| | median | 95 of 100 | most |",
        "|---|---:|---:|---:|",
        *(row(*one) for one in kb),
        "",
    ]
    return "\n".join(lines)


def quality(seen: Measured) -> str:
    """How well each category of queries is answered, as Markdown."""
    every = [place for places in seen.ranks.values() for place in places]
    table = {**seen.ranks, "**all**": every}
    lines = ["| category | queries | recall@5 | MRR |", "|---|---:|---:|---:|"]
    for name, places in table.items():
        mrr = sum(1 / place for place in places if place) / len(places)
        lines.append(f"| {name} | {len(places)} | {recall(places):.3f} | {mrr:.3f} |")
    return "\n".join(lines) + "\n"


HEAD = """# Benchmarks: search

Written by `python -m tests.search.measure`; do not edit. {machine}

Chromium, headless, 1280 x 800; files served compressed (gzip 6), as hosts do. *First answer*: a query asked by its
address with an empty cache; counted are the client, the files of the index and the pages that snippets are read from,
not the search page itself, its style sheets and font. *Warm*: milliseconds that a query takes once its files are
there, the median of {times}.

"""


def main() -> None:
    """Measure, print, and write the report if asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.measure")
    parser.add_argument("--out", type=Path, help="a Markdown file for the report")
    parser.add_argument("--only", choices=("real", "large"), help="one of the two sites")
    asked = parser.parse_args()
    text = HEAD.format(machine=machine(), times=TIMES)
    with tempfile.TemporaryDirectory() as folder:
        if asked.only != "large":
            site, every = real_event(Path(folder))
            seen = measure("The real event", site, every, every[::4])
            text += told(seen) + "\n" + quality(seen) + "\n"
        if asked.only != "real":
            site, every = large(Path(folder))
            seen = measure(
                f"A made-up conference: {TALKS:,} presentations, {2 * TALKS:,} pages of them", site, every, every[::3]
            )
            titles = {name: places for name, places in seen.ranks.items() if name == "a title"}
            seen.ranks = titles
            text += told(seen) + "\n" + quality(seen)
    print(text)
    if asked.out:
        asked.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
