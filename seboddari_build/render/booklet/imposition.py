"""A booklet imposed for folding: two pages side by side on each side of a sheet, in the order in which it is read."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from seboddari_build.render.booklet.pdf import saved
from seboddari_build.render.booklet.print import Size, is_lying, number, size_of, turn

if TYPE_CHECKING:
    import pikepdf

#: A side of a sheet: what is on its left and on its right, pages counted from 1; None is blank.
Side = tuple[int | None, int | None]

_READING = ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/Outlines", "/Names", "/Dests", "/PageLabels")


def sides(pages: int, signature: int = 0) -> Iterator[Side]:
    """The sides of the sheets of a booklet, front and back in turn: folded, they are read in order.

    ``signature``: at most so many pages are folded into each other, four a sheet (0: all of them);
    signatures are as equal as they can be. Blank pages stand before the last page, which stays on the outside.
    """
    sheets = -(-pages // 4)
    blanks: list[int | None] = [None] * (4 * sheets - pages)
    order = [*range(1, pages), *blanks, *([pages] if pages else [])]
    parts = -(-sheets // max(1, signature // 4)) if signature > 0 else 1
    for part in range(parts):
        first, last = (sheets * n // parts * 4 for n in (part, part + 1))
        yield from _folded(order[first:last])


def _folded(pages: list[int | None]) -> Iterator[Side]:
    """The sides of one signature: [n, 1], [2, n-1], [n-2, 3] and so on."""
    for low in range(len(pages) // 2):
        pair = pages[-1 - low], pages[low]
        yield (pair[1], pair[0]) if low % 2 else pair


def imposed(data: bytes, signature: int = 0) -> bytes:
    """The booklet ``data``, two pages on each side, to be printed on both sides, turned on the short edge.

    It is for paper alone: tags, links, bookmarks, and with them the claims to PDF/UA and PDF/A, are left out.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        whole = size_of(pages[0])
        forms = [pdf.make_indirect(page.as_form_xobject()) for page in pages]
        sizes = [size_of(page) for page in pages]
        for side in sides(len(pages), signature):
            sheet = pdf.add_blank_page(page_size=(2 * whole[0], whole[1]))
            _lay(pdf, sheet, side, forms, sizes)
        del pdf.pages[: len(pages)]
        _paper_only(pdf)
        return saved(pdf)


def _lay(
    pdf: "pikepdf.Pdf", sheet: "pikepdf.Page", side: Side, forms: list["pikepdf.Object"], sizes: list[Size]
) -> None:
    """Put the pages of a side on its sheet."""
    import pikepdf

    whole = sizes[0]
    laid, code = pikepdf.Dictionary(), ""
    for place, page in enumerate(side):
        if page:
            size = sizes[page - 1]
            turned = turn(size) + " " if is_lying(size, whole) else ""
            laid[f"/P{place}"] = forms[page - 1]
            code += f"q 1 0 0 1 {number(place * whole[0])} 0 cm {turned}/P{place} Do Q\n"
    sheet.Resources = pikepdf.Dictionary(XObject=laid)
    sheet.Contents = pdf.make_stream(code.encode())


def _paper_only(pdf: "pikepdf.Pdf") -> None:
    """Leave out what only readers on a screen have, and ask printers to turn sheets on the short edge."""
    import pikepdf

    for name in _READING:
        if name in pdf.Root:
            del pdf.Root[name]
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True, Duplex=pikepdf.Name.DuplexFlipShortEdge, PrintScaling=pikepdf.Name("/None")
    )
