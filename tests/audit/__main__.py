"""The audit's command: builds the real event, lets Lighthouse look at each kind of page, and writes what it found."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.audit.goals import PAGES
from tests.audit.lighthouse import Audited, audit, version
from tests.audit.report import LANGUAGES, falls_short, report, row
from tests.bench.report import hardware
from tests.project import ROOT, Project
from tests.serving import packing


def main() -> int:
    """Audit, print, write the report if asked to; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit")
    parser.add_argument("--runs", type=int, default=3, help="audits of each page; the median counts")
    parser.add_argument("--pages", default=",".join(PAGES), help="kinds of pages: home, programme, …")
    parser.add_argument("--langs", default=",".join(LANGUAGES), help="languages")
    parser.add_argument("--site", type=Path, help="a built site of the real event, which is built anew without this")
    parser.add_argument("--out", type=Path, help="a Markdown file for the report, such as docs/benchmarks-audit.md")
    asked = parser.parse_args()
    found: dict[tuple[str, str], Audited] = {}
    chosen = [page for page in PAGES if page in asked.pages.split(",")]
    facts = f"{hardware()}, Lighthouse {version()}"  # what is missing is told of before the site is built
    with tempfile.TemporaryDirectory(prefix="audit-") as folder, packing(asked.site or _built(Path(folder))) as root:
        for language in asked.langs.split(","):
            for page in chosen:
                seen = found[language, page] = audit(f"{root}{language}/{PAGES[page]}", asked.runs)
                print(f"{language} {row(page, seen)}", *seen.faults, sep="\n    ", file=sys.stderr, flush=True)
    text = report(found, asked.runs, facts)
    print(text)
    if asked.out:
        asked.out.write_text(text, encoding="utf-8")
    return 1 if falls_short(found) else 0


def _built(folder: Path) -> Path:
    """The real event, built whole."""
    project = Project(folder / "real")
    shutil.copytree(ROOT / "content", project.root / "content")
    shutil.copy(ROOT / "site.yaml", project.root / "site.yaml")
    return project.build(base_url="https://example.org/", jobs=2).ok().project.output


if __name__ == "__main__":
    sys.exit(main())
