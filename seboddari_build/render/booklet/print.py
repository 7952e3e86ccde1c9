"""The print edition of a booklet: the same pages with room for bleed and marks for the knife around them."""

import io
from typing import TYPE_CHECKING

from seboddari_build.render.booklet.pdf import saved
from seboddari_build.render.booklet.sheet import BLEED

if TYPE_CHECKING:
    import pikepdf

#: Beyond the bleed, in mm: room for the marks, and how long they are.
SLUG, MARK = 6, 5
_POINTS = 72 / 25.4

Size = tuple[float, float]


def with_marks(data: bytes) -> bytes:
    """The booklet ``data`` with bleed and crop marks; nothing on a page moves, tags and claims stay true.

    Pages that lie on their side are turned to stand: a print shop takes one size.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        first = size_of(pdf.pages[0])
        marks: dict[Size, pikepdf.Stream] = {}
        for page in pdf.pages:
            size = _stood(page) if is_lying(size_of(page), first) else size_of(page)
            if size not in marks:
                marks[size] = pdf.make_stream(_marks(size))
            page.contents_add(marks[size], prepend=True)
            page.obj.MediaBox = page.obj.CropBox = _box(size, BLEED + SLUG)
            page.obj.BleedBox = _box(size, BLEED)
            page.obj.TrimBox = _box(size, 0)
        return saved(pdf)


def size_of(page: "pikepdf.Page") -> Size:
    """Width and height of a page of a reading edition, in points; it begins at 0, 0."""
    return float(page.mediabox[2]), float(page.mediabox[3])


def is_lying(size: Size, first: Size) -> bool:
    """Whether a page lies on its side in a book whose pages are as the ``first``."""
    return size != first and abs(size[0] - first[1]) < 1 and abs(size[1] - first[0]) < 1


def turn(size: Size) -> str:
    """What makes a lying page of ``size`` stand: its top comes to the left."""
    return f"0 1 -1 0 {number(size[1])} 0 cm"


def number(value: float) -> str:
    """A number as PDF has it, the same everywhere."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _stood(page: "pikepdf.Page") -> Size:
    """Turn a page that lies on its side, with its links, and give its new size."""
    import pikepdf

    width, height = size_of(page)
    page.contents_add(f"q {turn((width, height))}\n".encode(), prepend=True)
    page.contents_add(b"\nQ")
    for link in page.obj.get("/Annots", ()):
        left, bottom, right, top = map(float, link.Rect)
        link.Rect = pikepdf.Array([height - top, left, height - bottom, right])
        if "/QuadPoints" in link:
            points = [float(value) for value in link.QuadPoints]
            turned = (v for x, y in zip(points[::2], points[1::2], strict=True) for v in (height - y, x))
            link.QuadPoints = pikepdf.Array(list(turned))
    return height, width


def _box(size: Size, around: float) -> "pikepdf.Array":
    import pikepdf

    wide = around * _POINTS
    return pikepdf.Array([round(value, 4) for value in (-wide, -wide, size[0] + wide, size[1] + wide)])


def _marks(size: Size) -> bytes:
    """Two lines at each corner of the trimmed page, beginning where the bleed ends; no part of what is read."""
    lines = []
    for x, right in ((0.0, -1), (size[0], 1)):
        for y, up in ((0.0, -1), (size[1], 1)):
            for across, along in ((right, 0), (0, up)):
                near, far = BLEED * _POINTS, (BLEED + MARK) * _POINTS
                start = f"{number(x + across * near)} {number(y + along * near)} m"
                lines.append(f"{start} {number(x + across * far)} {number(y + along * far)} l")
    return f"/Artifact BMC q 0 G .25 w\n{chr(10).join(lines)}\nS Q EMC\n".encode()
