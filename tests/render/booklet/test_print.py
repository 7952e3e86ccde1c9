"""The print edition: room and marks around pages that are where they were, bleed, and claims that stay true."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
import typst
from PIL import Image

from seboddari_build.render.booklet.print import with_marks
from tests.conftest import need
from tests.project import Project

MM = 72 / 25.4
EDGE = 9 * MM  # bleed and the room for marks
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.+?)</word>')
#: Standing, lying, standing; words in the corner, and links.
BOOK = """
#set document(title: "Book", date: datetime(year: 2020, month: 12, day: 31))
#set page(width: 100mm, height: 150mm, margin: 10mm, numbering: "1")
= One
#link("https://example.org/")[standing]
#page(flipped: true)[#link("https://example.org/")[lying]]
three
"""


def compiled(code: str, folder: Path) -> bytes:
    (folder / "book.typ").write_text(code)
    made = typst.compile(folder / "book.typ", ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    return made


def words(data: bytes, folder: Path) -> list[list[tuple[str, tuple[float, ...]]]]:
    """Each page's words with their boxes in points from its top left corner, as seen."""
    file = folder / "words.pdf"
    file.write_bytes(data)
    said = subprocess.run([need("pdftotext"), "-bbox", str(file), "-"], capture_output=True, check=True, text=True)
    return [
        [(found[5], tuple(map(float, found.groups()[:4]))) for found in WORD.finditer(page)]
        for page in said.stdout.split("<page ")[1:]
    ]


def picture(data: bytes, page: int, folder: Path) -> Image.Image:
    """A page at 10 pixels a mm."""
    (folder / "page.pdf").write_bytes(data)
    command = [need("pdftoppm"), "-r", "254", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([*command, str(folder / "page.pdf"), str(folder / "page")], check=True)
    return Image.open(folder / "page.ppm")


def box(page: pikepdf.Page, name: str) -> list[float]:
    """A box of a page in mm."""
    return [round(float(value) / MM, 2) for value in page.obj[f"/{name}"]]  # type: ignore[arg-type]  # pikepdf types all objects alike


def dark(picture: Image.Image) -> bool:
    return bool(picture.getextrema()[0] < 200)  # type: ignore[operator]  # a picture of one band


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return compiled(BOOK, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with its booklets."""
    made = Project(tmp_path_factory.mktemp("print") / "project").small()
    made.write("=== site.yaml\ntheme: bottari\neditions: [booklet]\n").build(jobs=2).ok()
    return made


def test_all_pages_have_boxes_of_one_size(plain: bytes) -> None:
    with pikepdf.open(io.BytesIO(with_marks(plain))) as pdf:
        assert len(pdf.pages) == 3
        for page in pdf.pages:
            assert box(page, "MediaBox") == box(page, "CropBox") == [-9, -9, 109, 159]
            assert box(page, "BleedBox") == [-3, -3, 103, 153]
            assert box(page, "TrimBox") == [0, 0, 100, 150]


def test_words_stand_where_they_stood_within_the_trimmed_page(plain: bytes, tmp_path: Path) -> None:
    first, lying, third = words(plain, tmp_path)
    marked = words(with_marks(plain), tmp_path)
    for before, after in ((first, marked[0]), (third, marked[2])):
        assert [word for word, _ in after] == [word for word, _ in before]
        for (_, old), (_, new) in zip(before, after, strict=True):
            assert new == pytest.approx([value + EDGE for value in old], abs=0.01)
    # the lying page stands: its top is on the left, so that its left is at the bottom
    ((word, old), *_), ((same, new), *_) = lying, marked[1]
    assert word == same == "lying"
    left, top, right, bottom = old
    assert new == pytest.approx([top + EDGE, 150 * MM - right + EDGE, bottom + EDGE, 150 * MM - left + EDGE], abs=0.01)


def test_links_stay_on_their_words(plain: bytes, tmp_path: Path) -> None:
    marked = with_marks(plain)
    found = words(marked, tmp_path)
    with pikepdf.open(io.BytesIO(marked)) as pdf:
        for number, word in ((0, "standing"), (1, "lying")):
            (link,) = pdf.pages[number].obj.Annots  # type: ignore[misc]  # pikepdf types all objects alike
            left, bottom, right, top = map(float, link.Rect)
            box = dict(found[number])[word]
            middle = (box[0] + box[2]) / 2 - EDGE, 150 * MM + EDGE - (box[1] + box[3]) / 2
            assert (left < middle[0] < right, bottom < middle[1] < top) == (True, True)


def test_marks_show_the_knife_where_to_cut_and_stay_out_of_the_bleed(plain: bytes, tmp_path: Path) -> None:
    seen = picture(with_marks(plain), 3, tmp_path).convert("L")
    assert seen.size == pytest.approx((1180, 1680), abs=1)
    for x, y in ((90, 30), (30, 90), (1090, 30), (1150, 90), (90, 1650), (30, 1590), (1090, 1650), (1150, 1590)):
        near = seen.crop((x - 3, y - 3, x + 4, y + 4))
        assert near.getextrema()[0] < 160, (x, y)
    for strip in ((62, 62, 1118, 88), (62, 62, 88, 1618), (1092, 62, 1118, 1618), (62, 1592, 1118, 1618)):
        assert not dark(seen.crop(strip))


def test_marks_are_no_part_of_what_is_read(plain: bytes) -> None:
    with pikepdf.open(io.BytesIO(with_marks(plain))) as pdf:
        marks = {page.obj.Contents[0].read_bytes() for page in pdf.pages}  # type: ignore[union-attr]  # the same
        assert len(marks) == 1
        assert marks.pop().startswith(b"/Artifact BMC")


def test_what_reaches_the_edge_of_a_page_goes_on_into_the_bleed(project: Project, tmp_path: Path) -> None:
    data = project.files()["booklet/small-ko-print.pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (divider,) = (number for number, page in enumerate(pdf.pages, 1) if str(page.label) == "2")
        assert box(pdf.pages[0], "TrimBox") == [0, 0, 182, 257]
    for number, places in (
        (1, ((65, 1000), (1000, 65), (1935, 1000), (1000, 2685))),
        (divider, ((65, 500), (1000, 65))),
    ):
        seen = picture(data, number, tmp_path).convert("RGB")
        for x, y in places:
            assert seen.getpixel((x, y)) != (255, 255, 255), (number, x, y)
        for x, y in ((50, 1000), (1000, 50), (1950, 1000), (1000, 2700)):
            assert seen.getpixel((x, y)) == (255, 255, 255), (number, x, y)


def test_readers_see_nothing_of_the_bleed(project: Project) -> None:
    with pikepdf.open(io.BytesIO(project.files()["booklet/small-ko.pdf"])) as pdf:
        for page in pdf.pages:
            assert box(page, "MediaBox") == [0, 0, 182, 257]
            assert not {"/CropBox", "/BleedBox", "/TrimBox"} & set(page.obj.keys())


def test_tags_outline_labels_and_claims_stay(project: Project) -> None:
    files = project.files()
    with (
        pikepdf.open(io.BytesIO(files["booklet/small-ko.pdf"])) as reading,
        pikepdf.open(io.BytesIO(files["booklet/small-ko-print.pdf"])) as pdf,
    ):
        assert pdf.check_pdf_syntax() == []
        assert set(pdf.Root.keys()) == set(reading.Root.keys()) >= {"/StructTreeRoot", "/MarkInfo", "/OutputIntents"}
        assert [str(page.label) for page in pdf.pages] == [str(page.label) for page in reading.pages]
        with pdf.open_outline() as ours, reading.open_outline() as theirs:
            assert [item.title for item in ours.root] == [item.title for item in theirs.root] != []
        assert pdf.Root.Metadata.read_bytes() == reading.Root.Metadata.read_bytes()
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_the_words_of_the_book_stand_where_readers_have_them(project: Project, tmp_path: Path) -> None:
    files = project.files()
    reading = words(files["booklet/small-en.pdf"], tmp_path)
    marked = words(files["booklet/small-en-print.pdf"], tmp_path)
    assert [[word for word, _ in page] for page in marked] == [[word for word, _ in page] for page in reading]
    for before, after in zip(reading, marked, strict=True):
        for (_, old), (_, new) in zip(before, after, strict=True):
            assert new == pytest.approx([value + EDGE for value in old], abs=0.01)


def test_the_same_booklet_gives_the_same_bytes(plain: bytes) -> None:
    assert with_marks(plain) == with_marks(plain)
