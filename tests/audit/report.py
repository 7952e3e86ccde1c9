"""The document that an audit leaves: a table for each language, and the goals that are missed."""

from collections.abc import Mapping
from datetime import UTC, datetime

from tests.audit.goals import missed
from tests.audit.lighthouse import Audited

Found = Mapping[tuple[str, str], Audited]  # by language and kind of page
LANGUAGES = {"ko": "Korean", "en": "English"}
_HEAD = """\
# Benchmarks: what visitors' browsers have to do

Written by `make audit`; do not edit. {day}. {facts}.

The real event, built for an address of its own and served on loopback over HTTP/1.1, texts compressed (gzip), without
any header for caches. Lighthouse as for a phone: it reckons a slow processor (a quarter of the speed) and network
(150 ms, 1.6 Mbit/s). Medians of {runs}, each in a fresh browser. KiB are what is transferred; the web font is one
file for all pages. `answers` is the search opened with a query in its address.

Goals: 100 in all four; LCP 1,500 ms at most, CLS 0; JavaScript 8 KiB at most (the search has a client of its own);
the programme 60 KiB without the font and 130 KiB with it, at most 10 requests.
"""
_TABLE = """
## {language}

| page | performance | accessibility | best practices | SEO | LCP, ms | CLS | KiB without font | KiB with font | requests | JavaScript, KiB |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
"""


def row(page: str, seen: Audited) -> str:
    """A page as a line of the table."""
    run = seen.run
    scores = (run.performance, run.accessibility, run.practices, run.seo)
    cells = [page, *(f"{score:.0f}" for score in scores), f"{run.lcp:,.0f}", f"{run.cls:.3f}"]
    cells += [f"{run.bare:.1f}", f"{run.whole:.1f}", f"{run.requests:.0f}", f"{run.script:.1f}"]
    return f"| {' | '.join(cells)} |"


def falls_short(found: Found) -> list[str]:
    """Every goal that is missed, in words."""
    return [
        f"{LANGUAGES[language]}, {page}: {goal}"
        for (language, page), seen in found.items()
        for goal in missed(page, seen.run)
    ]


def report(found: Found, runs: int, facts: str) -> str:
    """The whole document; ``facts`` is what the figures depend on besides the site."""
    day = datetime.now(tz=UTC).date().isoformat()
    parts = [_HEAD.format(day=day, facts=facts, runs=runs)]
    for language in dict.fromkeys(language for language, _ in found):
        rows = [row(page, seen) for (spoken, page), seen in found.items() if spoken == language]
        parts.append(_TABLE.format(language=LANGUAGES[language]) + "\n".join(rows) + "\n")
    lines = [f"- {line}" for line in falls_short(found)] or ["Every goal is met."]
    return "".join((*parts, "\n## Goals missed\n\n" if any(falls_short(found)) else "\n", "\n".join(lines), "\n"))
