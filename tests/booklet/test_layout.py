"""How the real event's booklets are set: words whole, headings with their text, nothing beyond its place."""

import re
from collections.abc import Iterator
from itertools import pairwise

from seboddari_build.render.booklet.sheet import FORMATS
from tests.reading import Booklet, Element, Run

HANGUL = re.compile("[가-힣]")
#: Tags that stand in a line of others: what they hold goes on in the same paragraph.
IN_LINE = ("Span", "Link", "Strong", "Em", "Reference", "Lbl")
MM = 72 / 25.4


def blocks(element: Element, *, kept: bool = False) -> Iterator[list[Run]]:
    """The runs of each paragraph in headings, captions, contents and cells of tables."""
    kept = kept or element.tag in ("TH", "TD", "Caption", "TOCI") or re.fullmatch("H[1-6]", element.tag) is not None
    own: list[Run] = []
    for child in element.children:
        if isinstance(child, Run):
            own.append(child)
        elif child.tag in IN_LINE and child.attributes.get("Placement") != "/Block":
            own += child.runs()
        else:
            yield own if kept else []
            own = []
            yield from blocks(child, kept=kept)
    yield own if kept else []


def test_no_korean_word_is_broken_in_headings_and_tables(booklet: Booklet) -> None:
    broken, lines = [], 0
    for runs in blocks(booklet.document):
        for run, after in pairwise(runs):
            if run.upright and abs(run.y - after.y) > 2 and run.x + run.width > after.x:
                lines += 1
                if HANGUL.match(run.text[-1:]) and HANGUL.match(after.text[:1]):
                    broken.append((run.page, run.text, after.text))
    assert broken == []
    assert lines > 300


def test_no_heading_stands_alone_at_the_foot_of_a_page(booklet: Booklet) -> None:
    """What follows a heading, or a caption, begins on its page."""
    stranded = []
    told = [(run, head) for run, head in headed(booklet.document, None) if run.text.strip()]
    for (run, head), (after, another) in pairwise(told):
        if head is not None and another is not head and after.page != run.page:
            stranded.append((run.page, head.text(), after.text))
    assert stranded == []


def headed(element: Element, head: Element | None) -> Iterator[tuple[Run, Element | None]]:
    """Every run with the heading or caption that it belongs to."""
    if element.tag == "Caption" or re.fullmatch("H[1-6]", element.tag):
        head = element
    for child in element.children:
        if isinstance(child, Run):
            yield child, head
        else:
            yield from headed(child, head)


def test_nothing_is_set_beyond_the_page(booklet: Booklet) -> None:
    beyond = []
    for page, runs in enumerate(booklet.pages, 1):
        width, height = booklet.size(page)
        for run in runs:
            within = run.x > 5 * MM and run.right < width - 5 * MM and 5 * MM < run.y < height - 5 * MM
            beyond += [] if within else [(page, run.text)]
    assert beyond == []


def test_tables_stay_within_the_text(booklet: Booklet) -> None:
    sheet = FORMATS["b5"]
    beyond = []
    for table in booklet.document.all("Table"):
        for run in table.runs():
            width, height = booklet.size(run.page)
            turned = width > height and width < 1.5 * height  # a page on its side has its own margins
            bottom = height - (sheet.outside if turned else sheet.bottom) * MM
            if run.x < sheet.outside * MM - 1 or run.right > width - sheet.outside * MM + 1 or run.y > bottom + 1:
                beyond.append((run.page, run.text, run.right, run.y))
    assert beyond == []


def test_tables_facing_each_other_lie_on_the_same_side(booklets: dict[str, Booklet]) -> None:
    booklet = booklets["bilingual"]
    middle = booklet.size(1)[0] / 2
    sides: dict[int, dict[bool, set[bool]]] = {}
    for table in booklet.document.all("Table"):
        for run in table.runs():
            sides.setdefault(run.page, {}).setdefault(run.x < middle, set()).add(run.upright)
    turned = [halves for halves in sides.values() if {False} in halves.values()]
    assert turned
    assert [halves for halves in turned if set(map(frozenset, halves.values())) != {frozenset({False})}] == []


def test_cells_do_not_run_into_each_other(booklet: Booklet) -> None:
    touching, rows = [], 0
    for row in booklet.document.all("TR"):
        rows += 1
        cells = [[run for run in cell.runs() if run.text.strip() and run.upright] for cell in row.kids]
        filled = [cell for cell in cells if cell]
        for cell, after in pairwise(filled):
            here = [run for run in cell if run.page == after[0].page]
            if here and max(run.right for run in here) > min(run.x for run in after) + 0.5:
                touching.append((after[0].page, here[-1].text, after[0].text))
    assert touching == []
    assert rows > 800
