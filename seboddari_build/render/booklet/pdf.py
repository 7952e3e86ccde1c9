"""A finished PDF read back and written again: its chapters found, its rows given headings, its objects packed."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from seboddari_build.render.booklet.chapter import PlaceInBook
from seboddari_build.render.booklet.headings import tag_row_headings

if TYPE_CHECKING:
    import pikepdf

#: The labels of chapters are the addresses of their web pages.
_CHAPTER = re.compile(r"(?:ko|en)/(?:[^\s]*/)?")


def packed(data: bytes) -> tuple[bytes, int, tuple[PlaceInBook, ...]]:
    """The PDF in object streams, how many pages it has, and where its chapters begin.

    Tags get headings of rows; metadata and dates stay as they are. The same input gives the same bytes.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = tuple(_places(pdf))
        tag_row_headings(pdf)
        return saved(pdf), len(pdf.pages), places


def saved(pdf: "pikepdf.Pdf") -> bytes:
    """The bytes of ``pdf`` in object streams, the same every time; what is not referred to is left out."""
    import pikepdf

    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return out.getvalue()


def _places(pdf: "pikepdf.Pdf") -> Iterator[PlaceInBook]:
    """Each chapter in the order of the pages."""
    import pikepdf

    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return
    index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found: list[tuple[int, str]] = []
    for name, destination in pikepdf.NameTree(pdf.Root.Names.Dests).items():
        if isinstance(name, str) and _CHAPTER.fullmatch(name):
            target = destination.D if isinstance(destination, pikepdf.Dictionary) else destination
            found.append((index[target[0].objgen], name))
    for number, name in sorted(found):
        yield PlaceInBook(name, number + 1, str(pdf.pages[number].label))
