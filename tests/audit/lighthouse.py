"""Lighthouse as a program: one audit of one page in a browser of its own, and what we read from its report."""

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from tests.browser.conftest import FLAGS
from tests.conftest import need
from tests.project import ROOT

PROGRAM = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Run:
    """One audit: scores of 100, moments in ms, sizes as transferred in KiB; ``requests`` counts addresses."""

    performance: float
    accessibility: float
    practices: float
    seo: float
    lcp: float
    cls: float
    bare: float  # KiB without the font
    whole: float  # KiB with it
    requests: float
    script: float  # KiB of JavaScript


@dataclass(frozen=True)
class Audited:
    """A page after several audits: the median of each figure, and what any of them held against it."""

    run: Run
    faults: tuple[str, ...]


class LighthouseError(Exception):
    """Lighthouse gave no report, or one of a page that did not load."""


def version() -> str:
    """The version of Lighthouse that is installed; LighthouseError without one."""
    about = PROGRAM.parents[1] / "package.json"
    if not about.is_file():
        raise LighthouseError("node_modules/lighthouse is missing: `make audit` installs it")
    return str(json.loads(about.read_text("utf-8"))["version"])


def audit(url: str, runs: int) -> Audited:
    """The page at ``url``, ``runs`` times, each in a fresh browser."""
    reports = [_report(url) for _ in range(runs)]
    return Audited(median([read(one) for one in reports]), tuple(dict.fromkeys(f for r in reports for f in faults(r))))


def median(runs: Sequence[Run]) -> Run:
    """The median of each figure by itself."""
    return Run(*(statistics.median(values) for values in zip(*map(astuple, runs), strict=True)))


def read(report: Mapping[str, Any]) -> Run:
    """The figures of a report."""
    audits, categories = report["audits"], report["categories"]
    sent = audits["network-requests"]["details"]["items"]

    def kib(*kinds: str) -> float:
        return float(sum(one["transferSize"] for one in sent if not kinds or one["resourceType"] in kinds) / 1024)

    scores = (100 * categories[name]["score"] for name in CATEGORIES)
    moments = (audits[name]["numericValue"] for name in ("largest-contentful-paint", "cumulative-layout-shift"))
    addresses = {one["url"] for one in sent}
    return Run(*scores, *moments, kib() - kib("Font"), kib(), len(addresses), kib("Script"))


def faults(report: Mapping[str, Any]) -> list[str]:
    """What takes points away in a report, each with where it was seen first."""
    found = []
    for name in CATEGORIES:
        for ref in report["categories"][name]["auditRefs"]:
            one = report["audits"][ref["id"]]
            if ref["weight"] and one["score"] is not None and one["score"] < 1:
                items = (one.get("details") or {}).get("items") or [{}]
                where = (items[0].get("node") or {}).get("selector", "")
                found.append(" ".join(filter(None, (ref["id"], one.get("displayValue", ""), where))))
    return found


def _report(url: str) -> dict[str, Any]:
    """A report of Lighthouse as for a phone: its network and processor are reckoned, not waited for."""
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        said = Path(folder, "report.json")
        command = [
            need("node"), str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={said}",
            "--form-factor=mobile", "--no-enable-error-reporting",
            f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(FLAGS)}",
        ]  # fmt: skip
        done = subprocess.run(
            command,
            env=os.environ | {"CHROME_PATH": need("chromium")},
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        if not said.is_file():
            raise LighthouseError(f"{url}: {done.stderr.strip() or done.stdout.strip()}")
        report: dict[str, Any] = json.loads(said.read_text("utf-8"))
    if problem := report.get("runtimeError"):
        raise LighthouseError(f"{url}: {problem['message']}")
    return report
