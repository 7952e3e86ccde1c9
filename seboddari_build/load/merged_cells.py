"""Tables with joined cells: ``^`` joins the cell above, ``<`` the one to the left, ``•`` parts a list."""

import re
from typing import Final

from msgspec.structs import replace

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.model.prose import Node, plain

TABLE_MERGE = error(
    "table-merge",
    ko="‘{mark}’ 표시로 합칠 칸이 없거나, 합친 칸이 네모꼴이 되지 않습니다.",
    en="'{mark}' has no cell to join, or the joined cells do not form a rectangle.",
    hint_ko="‘^’ 표시는 바로 위 칸과, ‘<’ 표시는 바로 왼쪽 칸과 합칩니다. 제목 줄과 본문 줄은 합칠 수 없습니다.",
    hint_en="'^' joins the cell right above, '<' the one right to the left. "
    "A heading row and a body row cannot be joined.",
)

_BULLET: Final = re.compile(r"(?<!\S)•\s+")
Place = tuple[int, int]


def merge_cells(table: Node, path: str) -> tuple[Node, tuple[Problem, ...]]:
    """``table`` with ``rowspan`` and ``colspan`` on the cells that others join, and those dropped.

    A table whose markers do not fit together keeps all its cells, the markers emptied.
    """
    grid = [row.children for row in table.children]
    owners: dict[Place, Place] = {}
    problems = []
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            mark = _mark(cell)
            above = mark == "^" and y > 0 and _same_part(grid, y, x)
            joined = (y - 1, x) if above else (y, x - 1) if mark == "<" and x > 0 else None
            owners[y, x] = owners[joined] if joined else (y, x)
            if mark and not joined:
                problems.append(_problem(cell, mark, path))
    spans = _spans(owners)
    problems += [
        _problem(grid[y][x], _mark(grid[y][x]), path)
        for (y, x), owner in owners.items()
        if owner != (y, x) and owner not in spans
    ][:1]
    rows = tuple(
        replace(row, children=_row(grid[y], y, owners, {} if problems else spans))
        for y, row in enumerate(table.children)
    )
    return replace(table, children=rows), tuple(problems)


def _mark(cell: Node) -> str:
    text = plain(cell.children)
    return text if text in ("^", "<") else ""


def _same_part(grid: list[tuple[Node, ...]], y: int, x: int) -> bool:
    """Whether the cell above is a heading just as this one is, or neither is."""
    return x < len(grid[y - 1]) and grid[y - 1][x].attr("header") == grid[y][x].attr("header")


def _spans(owners: dict[Place, Place]) -> dict[Place, Place]:
    """Each cell that stays -> (rows, columns) that it covers; left out where that is no rectangle."""
    cells: dict[Place, list[Place]] = {}
    for place, owner in owners.items():
        cells.setdefault(owner, []).append(place)
    spans = {}
    for (top, left), places in cells.items():
        height = max(y for y, _ in places) - top + 1
        width = max(x for _, x in places) - left + 1
        if len(places) == height * width and min(x for _, x in places) == left:
            spans[top, left] = (height, width)
    return spans


def _row(cells: tuple[Node, ...], y: int, owners: dict[Place, Place], spans: dict[Place, Place]) -> tuple[Node, ...]:
    """The cells of row ``y`` that stay; with no ``spans`` all do."""
    if not spans:
        return tuple(replace(cell, children=() if _mark(cell) else _listed(cell.children)) for cell in cells)
    return tuple(
        replace(cell, children=_listed(cell.children), attrs=cell.attrs + _span_attrs(*spans[y, x]))
        for x, cell in enumerate(cells)
        if owners[y, x] == (y, x)
    )


def _span_attrs(height: int, width: int) -> tuple[tuple[str, str], ...]:
    rows = (("rowspan", str(height)),) if height > 1 else ()
    return rows + ((("colspan", str(width)),) if width > 1 else ())


def _listed(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """``children`` as one list node if a `` • `` parts them, else as they are."""
    parts: list[list[Node]] = [[]]
    for node in children:
        if node.kind != "text":
            parts[-1].append(node)
            continue
        start = 0
        for found in _BULLET.finditer(node.text):
            if node.text[start : found.start()].strip():
                parts[-1].append(_piece(node, start, found.start()))
            parts.append([])
            start = found.end()
        if start < len(node.text):
            parts[-1].append(_piece(node, start, len(node.text)))
    if len(parts) == 1:
        return children
    items = (Node("item", children=tuple(part), line=part[0].line, column=part[0].column) for part in parts if part)
    return (Node("list", children=tuple(items), line=children[0].line, column=children[0].column),)


def _piece(node: Node, start: int, end: int) -> Node:
    if start == 0 and end == len(node.text):
        return node
    return replace(node, text=node.text[start:end].rstrip(), column=node.column + start)


def _problem(cell: Node, mark: str, path: str) -> Problem:
    return TABLE_MERGE.at(Span(path, cell.line, cell.column, cell.column + 1), mark=mark)
