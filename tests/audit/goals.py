"""What a page may cost, and what it has to score."""

from collections.abc import Iterator

from tests.audit.lighthouse import Run

#: Every kind of page with one of its addresses below a language.
PAGES = {
    "home": "",
    "programme": "programme/",
    "session": "sessions/community-care/",
    "presentation": "sessions/ecosystem-survey/walking-into-social-economy/",
    "case": "cases/community-care/gwangjin/",
    "comparison": "cases/",
    "dataset": "data/survey-organisations-by-district/",
    "organisation": "organisations/eunpyeong-social-economy-hub-center/",
    "glossary": "glossary/",
    "minutes": "minutes/yeongdeungpo-care-network/",
    "search": "search/",
    "answers": "search/?q=2020",
}
#: KiB of scripts that a page may load; the search brings its own, and has a budget of its own.
SCRIPT = 8
SEARCH = 6.5


def missed(page: str, run: Run) -> Iterator[str]:
    """The goals that a page of this kind misses, in words."""
    scores = {
        "performance": run.performance,
        "accessibility": run.accessibility,
        "best practices": run.practices,
        "SEO": run.seo,
    }
    yield from (f"{name} {score:.0f} < 100" for name, score in scores.items() if round(score) < 100)
    script = SCRIPT + (SEARCH if page in ("search", "answers") else 0)
    limits: list[tuple[str, float, float]] = [
        ("LCP, ms", round(run.lcp), 1500),
        ("CLS", round(run.cls, 3), 0),
        ("JavaScript, KiB", round(run.script, 1), script),
    ]
    if page == "programme":
        limits += [
            ("KiB without the font", round(run.bare, 1), 60),
            ("KiB with it", round(run.whole, 1), 130),
            ("requests", run.requests, 10),
        ]
    yield from (f"{name} {value:g} > {limit:g}" for name, value, limit in limits if value > limit)
