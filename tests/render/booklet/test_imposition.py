"""Imposed sheets: folded into each other, their pages are in order; blanks, signatures, what is left out."""

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
import typst

from seboddari_build.render.booklet.imposition import imposed, sides
from tests.conftest import need
from tests.project import Project

MM = 72 / 25.4


def folded(made: list[tuple[int | None, int | None]]) -> list[int | None]:
    """The pages of one signature as they are read: sheets laid on each other, outermost first, and folded."""
    fronts, backs = made[::2], made[1::2]
    first = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    last = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    return first + last[::-1]


def test_two_sheets_are_as_a_saddle_stitch_has_them() -> None:
    assert list(sides(8)) == [(8, 1), (2, 7), (6, 3), (4, 5)]


@pytest.mark.parametrize("pages", range(1, 21))
def test_folded_sheets_are_read_in_order_and_blanks_stand_before_the_last_page(pages: int) -> None:
    made = list(sides(pages))
    read = folded(made)
    assert (len(made) % 2, len(read) % 4) == (0, 0)
    assert [page for page in read if page] == list(range(1, pages + 1))
    assert read[-1] == pages
    blanks = len(read) - pages
    assert blanks < 4
    assert read[-1 - blanks : -1] == [None] * blanks


@pytest.mark.parametrize(
    ("pages", "signature", "sheets"),
    [
        (32, 32, [8]),
        (33, 32, [4, 5]),
        (230, 32, [7, 7, 7, 8, 7, 7, 7, 8]),
        (16, 0, [4]),
        (16, 4, [1, 1, 1, 1]),
        (16, 1, [1, 1, 1, 1]),
        (16, -8, [4]),
    ],
)
def test_thick_books_have_signatures_nearly_equal(pages: int, signature: int, sheets: list[int]) -> None:
    made = list(sides(pages, signature))
    read: list[int | None] = []
    for count in sheets:
        read += folded(made[: 2 * count])
        made = made[2 * count :]
    assert made == []
    assert [page for page in read if page] == list(range(1, pages + 1))
    assert read[-1] == pages


def test_nothing_makes_no_sheet() -> None:
    assert list(sides(0, 32)) == []


def book(pages: int, folder: Path) -> bytes:
    """A booklet whose pages say their number and lie beyond their edges; page 3 lies on its side."""
    code = """
    #set document(title: "Book", date: datetime(year: 2020, month: 12, day: 31))
    #set page(width: 100mm, height: 150mm, background: place(dx: -9mm, dy: -9mm, text("over")))
    #for n in range(1, PAGES + 1) { page(flipped: n == 3)[#heading[p#n] #link("https://example.org/")[more]] }
    """.replace("PAGES", str(pages))
    (folder / "book.typ").write_text(code)
    made = typst.compile(folder / "book.typ", ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    return made


def said(data: bytes, folder: Path, side: int) -> tuple[str, str]:
    """What is on the left and on the right of a side, sides counted from 1."""
    (folder / "sheet.pdf").write_bytes(data)
    halves = []
    for left in (0, 100):
        area = ["-x", str(round(left * MM)), "-y", "0", "-W", str(round(100 * MM)), "-H", str(round(150 * MM))]
        command = [
            need("pdftotext"),
            "-r",
            "72",
            "-f",
            str(side),
            "-l",
            str(side),
            *area,
            str(folder / "sheet.pdf"),
            "-",
        ]
        text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        halves.append(" ".join(sorted(text.split(), reverse=True)))  # the lying page is read upwards
    return halves[0], halves[1]


def test_pages_stand_on_the_sheets_in_their_order(tmp_path: Path) -> None:
    data = imposed(book(6, tmp_path))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [[round(float(v) / MM, 2) for v in page.mediabox] for page in pdf.pages] == [[0, 0, 200, 150]] * 4
    assert [said(data, tmp_path, side) for side in (1, 2, 3, 4)] == [
        ("p6 more", "p1 more"),
        ("p2 more", ""),
        ("", "p3 more"),
        ("p4 more", "p5 more"),
    ]


def test_nothing_of_a_page_reaches_its_neighbour(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(imposed(book(4, tmp_path)))) as pdf:
        for page in pdf.pages:
            for form in page.obj.Resources.XObject.values():  # type: ignore[operator]  # pikepdf types all objects alike
                size = [round(float(v) / MM, 2) for v in form.BBox]
                assert size in ([0, 0, 100, 150], [0, 0, 150, 100])


def test_sheets_are_for_paper_alone(tmp_path: Path) -> None:
    before = book(5, tmp_path)
    with pikepdf.open(io.BytesIO(before)) as pdf:
        assert b"pdfaid" in pdf.Root.Metadata.read_bytes()
    with pikepdf.open(io.BytesIO(imposed(before))) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/OutputIntents", "/ViewerPreferences"}
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert pdf.docinfo.Title == "Book"


def test_the_same_booklet_gives_the_same_sheets(tmp_path: Path) -> None:
    data = book(5, tmp_path)
    assert imposed(data, 32) == imposed(data, 32)


def test_site_yaml_says_how_thick_a_signature_is(tmp_path: Path) -> None:
    project = Project(tmp_path).small()
    project.write("=== site.yaml\ntheme: bottari\neditions: [booklet]\nbooklet: {signature: 4}\n").build(jobs=2).ok()
    files = project.files()
    for lang in ("ko", "en"):
        assert files[f"booklet/small-{lang}-imposed.pdf"] == imposed(files[f"booklet/small-{lang}.pdf"], 4)
