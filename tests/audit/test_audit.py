"""The audit's own reading of reports, its goals and its document; Lighthouse itself runs with ``make audit``."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.audit.goals import PAGES, missed
from tests.audit.lighthouse import CATEGORIES, Audited, LighthouseError, Run, faults, median, read, version
from tests.audit.report import falls_short, report

GOOD = Run(100, 100, 100, 100, 900.4, 0, 25, 110, 7, 4.2)


def a_report(**scores: float) -> dict[str, Any]:
    """The parts of a report that we read, in Lighthouse's own words."""
    sent = [
        ("http://127.0.0.1/ko/", "Document", 10 * 1024),
        ("http://127.0.0.1/a.css", "Stylesheet", 11 * 1024),
        ("http://127.0.0.1/a.js", "Script", 4 * 1024),
        ("http://127.0.0.1/f.woff2", "Font", 80 * 1024),
        ("http://127.0.0.1/mark.svg", "Image", 512),
        ("http://127.0.0.1/mark.svg", "Other", 512),
    ]
    items = [{"url": url, "resourceType": kind, "transferSize": size} for url, kind, size in sent]
    refs = {name: [] for name in CATEGORIES} | {
        "accessibility": [
            {"id": "color-contrast", "weight": 7},
            {"id": "video-caption", "weight": 10},
            {"id": "logical-tab-order", "weight": 0},
            {"id": "image-alt", "weight": 10},
        ]
    }
    return {
        "categories": {name: {"score": scores.get(name, 1), "auditRefs": refs[name]} for name in CATEGORIES},
        "audits": {
            "largest-contentful-paint": {"numericValue": 900.4, "score": 1},
            "cumulative-layout-shift": {"numericValue": 0.0, "score": 1},
            "network-requests": {"details": {"items": items}},
            "color-contrast": {"score": 0, "details": {"items": [{"node": {"selector": "p.quiet"}}]}},
            "video-caption": {"score": None},
            "logical-tab-order": {"score": 0},
            "image-alt": {"score": 1},
        },
    }


def test_the_figures_of_a_report() -> None:
    run = read(a_report(performance=0.97))
    assert run == Run(97, 100, 100, 100, 900.4, 0, 26, 106, 5, 4)


def test_what_takes_points_away_is_named_with_its_place() -> None:
    assert faults(a_report(accessibility=0.9)) == ["color-contrast p.quiet"]


def test_the_median_is_that_of_each_figure() -> None:
    runs = [replace(GOOD, lcp=lcp, performance=score) for lcp, score in ((1400, 90), (1000, 100), (1200, 99))]
    assert median(runs) == replace(GOOD, lcp=1200, performance=99)


@pytest.mark.parametrize(
    ("page", "run", "said"),
    [
        ("home", GOOD, []),
        ("home", replace(GOOD, seo=99.4), ["SEO 99 < 100"]),
        ("home", replace(GOOD, lcp=1501, cls=0.0006), ["LCP, ms 1501 > 1500", "CLS 0.001 > 0"]),
        ("home", replace(GOOD, cls=0.0004), []),
        ("home", replace(GOOD, script=8.1, whole=500, requests=30), ["JavaScript, KiB 8.1 > 8"]),
        ("search", replace(GOOD, script=8.1), []),
        ("answers", replace(GOOD, script=15), ["JavaScript, KiB 15 > 14.5"]),
        (
            "programme",
            replace(GOOD, bare=60.1, whole=131, requests=11),
            ["KiB without the font 60.1 > 60", "KiB with it 131 > 130", "requests 11 > 10"],
        ),
    ],
)
def test_a_goal_that_is_missed_is_named(page: str, run: Run, said: list[str]) -> None:
    assert list(missed(page, run)) == said


def test_the_document_has_a_table_a_language_and_says_what_falls_short() -> None:
    found = {("ko", "home"): Audited(GOOD, ()), ("en", "home"): Audited(GOOD, ())}
    text = report(found, 3, "2 cores")
    assert text.count("| home | 100 | 100 | 100 | 100 | 900 | 0.000 | 25.0 | 110.0 | 7 | 4.2 |") == 2
    assert text.index("## Korean") < text.index("## English")
    assert text.endswith("\nEvery goal is met.\n")
    found["en", "home"] = Audited(replace(GOOD, accessibility=95), ("color-contrast p.quiet",))
    assert falls_short(found) == ["English, home: accessibility 95 < 100"]
    assert report(found, 3, "").endswith("\n## Goals missed\n\n- English, home: accessibility 95 < 100\n")


def test_every_page_that_is_audited_is_there(real_site: Path) -> None:
    for path in PAGES.values():
        for lang in ("ko", "en"):
            assert (real_site / lang / path.partition("?")[0] / "index.html").is_file(), path


def test_without_lighthouse_the_audit_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.audit.lighthouse.PROGRAM", tmp_path / "cli" / "index.js")
    with pytest.raises(LighthouseError, match="make audit"):
        version()
