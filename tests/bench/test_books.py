"""The books that are measured hold the same text, and the report tells how they compare."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from seboddari_build.base.span import NOWHERE
from seboddari_build.base.store import Store
from seboddari_build.load.content import load, prose_reader
from seboddari_build.render.booklet.edition import editions
from seboddari_build.render.booklet.spoken import spoken
from seboddari_build.render.theme import load_theme
from seboddari_build.site.plan import plan
from tests.bench.books import COLD, EDIT, THEIRS, Made, report
from tests.bench.corpus import Corpus
from tests.bench.ours import Ours
from tests.bench.paged import write_book


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(3)


def of_ours(folder: Path, corpus: Corpus) -> str:
    Ours(folder, corpus).write()
    store = Store(None, "test")
    conference = load(folder, store).conference
    theme, _ = load_theme(folder, "bottari", NOWHERE)
    assert conference is not None
    assert theme is not None
    (korean,) = editions(plan(conference, "https://example.org/")[0], theme, prose_reader(store), only="ko")
    return spoken(korean)


def of_theirs(folder: Path, corpus: Corpus) -> str:
    folder.mkdir()
    write_book(folder, corpus)
    assert sorted(p.name for p in folder.rglob("*") if p.is_file()) == [
        "NotoSansKR-Bold.ttf", "NotoSansKR-Regular.ttf", "book.html",
        "talk-00000.svg", "talk-00001.svg", "talk-00002.svg",
    ]  # fmt: skip
    return html.unescape(re.sub(r"<[^>]+>", "", (folder / "book.html").read_text("utf-8")))


def said(corpus: Corpus) -> Iterator[str]:
    for talk in corpus.talks():
        yield talk.title.ko
        yield from (label.ko for label, _ in talk.figures)
        for section in talk.sections:
            yield from (text.ko for text in (section.title, *section.paragraphs, *section.items))
            yield from (cell for name, *cells in section.table for cell in (name.ko, *cells))


def bare(text: str) -> str:
    return re.sub(r"[\s*]", "", text)


def test_both_books_hold_the_whole_text(corpus: Corpus, tmp_path: Path) -> None:
    for book in (of_ours(tmp_path / "ours", corpus), of_theirs(tmp_path / "theirs", corpus)):
        assert [text for text in said(corpus) if bare(text) not in bare(book)] == []


def test_the_projects_that_are_measured_make_no_booklets(corpus: Corpus, tmp_path: Path) -> None:
    Ours(tmp_path, corpus).write()
    assert "editions: [site]\n" in (tmp_path / "site.yaml").read_text("utf-8")


def test_report_shows_each_book_with_its_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.books.machine", lambda: "2 cores, Hugo 1")
    monkeypatch.setattr("tests.bench.books.version", lambda name: f"of {name}")
    made = [
        Made(size, what, cpu * size, cpu * size / 2, 1_000_000 * size, 2 * size, 8_000 * size)
        for size in (10, 100)
        for what, cpu in ((COLD, 0.5), (EDIT, 0.25), (THEIRS, 2.0))
    ]
    lines = report(made).splitlines()
    assert "| 100 | ours, after one edit | 200 | 25.00 | 12.50 | 8.0 | 100 | 4,000 |" in lines
    assert "| pages per CPU second, after one edit | 8.00 | 8.00 |" in lines
    assert "| bytes a page | 1.00 | 1.00 |" in lines
    assert lines[-1].startswith(
        "CPU seconds grow with the number of sessions to the power of: ours, from a cold memo 1.00"
    )
