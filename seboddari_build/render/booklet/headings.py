"""Row headings of tables: Typst tags those of columns alone, so the first cell of each row is made one here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def tag_row_headings(pdf: "pikepdf.Pdf") -> int:
    """Make the cells of the first column headings (TH, Scope Row) that all cells beside them name; gives how many.

    So it is with every table of several columns. Blank cells, and those as wide as the table, are no headings.
    """
    import pikepdf

    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return 0
    made = [cell for number, table in enumerate(_tables(root), 1) for cell in _headings_of(table, number)]
    if made:
        if "/IDTree" not in root:
            root.IDTree = pikepdf.NameTree.new(pdf).obj
        ids = pikepdf.NameTree(root.IDTree)
        for heading in made:
            ids[str(heading.ID)] = heading
    return len(made)


def _tables(root: Any) -> Iterator[Any]:
    """Every table below ``root`` in reading order."""
    waiting = list(_kids(root))[::-1]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == "/Table":
            yield element
        waiting.extend(list(_kids(element))[::-1])


def _kids(element: Any) -> Iterator[Any]:
    """The elements within an element: its other children are marked content."""
    import pikepdf

    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else (children,):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


def _headings_of(table: Any, number: int) -> Iterator[Any]:
    rows = [(part.S != "/THead", row) for part in _kids(table) for row in _rows(part)]
    columns = max((sum(_span(cell, "/ColSpan") for cell in _kids(row)) for _, row in rows), default=0)
    if columns < 2:
        return
    ids: list[str] = []  # of the headings beside the present row
    left = 0  # rows that the last first cell still takes
    for at, (within, row) in enumerate(rows):
        cells = list(_kids(row))
        if not left and cells:
            ids = []
            first, *cells = cells
            left = _span(first, "/RowSpan")
            if within and _is_heading(first, columns):
                ids = [f"R{number}y{at}"]
                _make_heading(first, ids[0])
                yield first
        left = max(left - 1, 0)
        if ids:
            for cell in cells:
                _name(cell, ids)


def _rows(part: Any) -> Iterator[Any]:
    """The rows of a part of a table, or the part itself where it is a row."""
    yield from (part,) if part.S == "/TR" else (row for row in _kids(part) if row.S == "/TR")


def _is_heading(cell: Any, columns: int) -> bool:
    import pikepdf

    held = cell.get("/K")
    blank = held is None or (isinstance(held, pikepdf.Array) and not len(held))
    return cell.S == "/TD" and not blank and _span(cell, "/ColSpan") < columns


def _span(cell: Any, name: str) -> int:
    found = _attributes(cell)
    return int(found[name]) if found is not None and name in found else 1


def _attributes(cell: Any) -> Any:
    """What a cell says as a part of its table, None if nothing."""
    import pikepdf

    every = cell.get("/A")
    for one in every if isinstance(every, pikepdf.Array) else (every,):
        if one is not None and one.get("/O") == "/Table":
            return one
    return None


def _make_heading(cell: Any, id: str) -> None:
    import pikepdf

    cell.S = pikepdf.Name.TH
    cell.ID = pikepdf.String(id)
    own = _attributes(cell)
    if own is None:
        every = cell.get("/A", pikepdf.Array())
        own = pikepdf.Dictionary(O=pikepdf.Name.Table)
        cell.A = pikepdf.Array([own, *(every if isinstance(every, pikepdf.Array) else (every,))])
        own = cell.A[0]
    own.Scope = pikepdf.Name.Row


def _name(cell: Any, ids: list[str]) -> None:
    """Add headings to those that a cell names; one that names none belongs to its row by the Scope."""
    import pikepdf

    own = _attributes(cell)
    if own is not None and "/Headers" in own:
        own.Headers = pikepdf.Array([*own.Headers, *(pikepdf.String(id) for id in ids)])
