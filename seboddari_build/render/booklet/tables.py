"""Tables that fit the page: columns by their longest word, smaller letters or landscape for wide tables."""

import re
from math import ceil, inf
from typing import Final

import msgspec
from msgspec import Struct

from seboddari_build.draw.svg import words_width
from seboddari_build.render.booklet import typst
from seboddari_build.render.booklet.env import Env

#: Sizes of letters in tables, from the one that is liked best; parts of the size of the text.
SIZES: Final = (0.88, 0.82, 0.76, 0.7, 0.64)
#: Millimetres: a point, the air on both sides of a cell, the air above and below one.
_PT, _SIDES, _ENDS = 0.3528, 2.8, 2.2
#: Of the height of a column, that of a table on its side there may be as wide, and of its width as high.
TIPPED: Final = 0.9
#: Ems: no column asks for more to be set in one line.
_MOST = 34.0
#: The size of a unit behind a heading, whose letters are not bold.
_UNIT = 0.92
_HANGUL = re.compile("[가-힣]")
_SPACES = re.compile(r"[ \t\n]+")


class Cell(Struct, frozen=True):
    """A cell: its code, and its text to tell how much room it takes; ``unit`` stands behind it in smaller letters."""

    code: str
    text: str
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    align: str = ""  # "" | "end" | "center"
    state: str = ""  # "" | "blank" | "mismatch" | "recomputed"
    unit: str = ""


Row = tuple[Cell, ...]


class Table(Struct, frozen=True):
    """Rows of cells; a cell over several rows or columns leaves no blank cells behind."""

    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    foot: tuple[Row, ...] = ()

    def columns(self) -> int:
        """How many columns there are."""
        first = (self.heads or self.rows or ((),))[0]
        return sum(cell.colspan for cell in first)


class Fit(Struct, frozen=True):
    """How a table is set: shares of the columns in mm, size of letters, how high it gets in mm."""

    columns: tuple[float, ...]
    size: float
    heights: tuple[float, ...]
    turned: bool = False
    loose: bool = False
    part: float = 1.0  # of the width of the text

    def height(self) -> float:
        """All rows together."""
        return sum(self.heights)


def table_code(
    table: Table, env: Env, *, caption: str = "", colour: str = "", size: float = 1.0, tipped: bool = False
) -> str:
    """The call that sets a table; ``size`` is the largest part of the text's size, ``tipped`` as ``fit`` has it."""
    if not table.columns():
        return ""
    made = fit(table, env, size, tipped=tipped)
    together = made.height() < 0.25 * env.height
    tall = max(made.heights, default=0) > 0.3 * env.height
    table = _eased(table, made, env)
    return typst.call(
        "datatable",
        *(_cell(cell) for row in table.rows for cell in row),
        caption=caption,
        columns=typst.array(f"{width:.1f}fr" for width in made.columns),
        size=f"{made.size:g}em",
        part=f"{made.part * 100:.0f}%" if made.part < 1 else "",
        heads=typst.array(typst.array(map(_cell, row)) for row in table.heads) if table.heads else "",
        foot=typst.array(_cell(cell) for row in table.foot for cell in row) if table.foot else "",
        hue=typst.string(colour) if colour else "",
        together="true" if together else "",
        tall="true" if tall else "",
        turned="true" if made.turned else "",
        loose="true" if made.loose else "",
    )


def _eased(table: Table, made: Fit, env: Env) -> Table:
    """The table without boxes around the words of cells that are set in one line."""
    em = env.size * made.size * _PT

    def eased(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        done = iter([_easy(at, cell, made.columns, em) for at, cell in _places(list(rows), len(made.columns))])
        return tuple(tuple(next(done) for _ in row) for row in rows)

    return Table(eased(table.heads), eased(table.rows), eased(table.foot))


def _easy(at: int, cell: Cell, columns: tuple[float, ...], em: float) -> Cell:
    room = (sum(columns[at : at + cell.colspan]) - _SIDES) / em
    lines = (cell.text + cell.unit).split("\n")
    fits = max(words_width(line, 1.1) for line in lines) <= room
    return msgspec.structs.replace(cell, code=typst.unboxed(cell.code, inf)) if fits else cell


def _cell(cell: Cell) -> str:
    return typst.call(
        "th" if cell.header else "td",
        cell.code if cell.code != "[]" else "",
        colspan=str(cell.colspan) if cell.colspan > 1 else "",
        rowspan=str(cell.rowspan) if cell.rowspan > 1 else "",
        side=typst.string(cell.align) if cell.align else "",
        state=typst.string(cell.state) if cell.state else "",
    )


def fit(table: Table, env: Env, most: float = 1.0, *, tipped: bool = False) -> Fit:
    """The largest letters at which no word is wider than its column; landscape, and at last broken words.

    A table to be ``tipped`` lies on its side also where it could stand.
    """
    needs, wants = _needs(table)
    upright = [(env.width, size, False) for size in SIZES if size <= most]
    lying = []
    if env.turning or env.tipping:
        long = env.height if env.turning else TIPPED * env.height
        lying = [(long, size, True) for size in SIZES[2:] if size <= most]
    for width, size, turned in (*lying, *upright) if tipped else (*upright, *lying):
        em = env.size * size * _PT
        if sum(needs) * em + _SIDES * len(needs) <= width:
            made = _set(table, needs, wants, width, em, Fit((), size, (), turned))
            if env.turning or not turned or made.height() < TIPPED * env.width:
                return made
    em = env.size * SIZES[-1] * _PT
    room = (env.width - _SIDES * len(needs)) / em
    shrunk = [need * room / sum(needs) for need in needs]
    return _set(table, shrunk, wants, env.width, em, Fit((), SIZES[-1], (), loose=True))


def _set(table: Table, needs: list[float], wants: list[float], width: float, em: float, way: Fit) -> Fit:
    """The columns, given what they need and want in ems, on ``width`` mm."""
    room = width / em - _SIDES / em * len(needs)
    part = 1.0
    if sum(wants) * 1.3 < room and not way.turned:
        part = max(0.5, (sum(wants) * 1.3 * em + _SIDES * len(needs)) / width)
        room = part * width / em - _SIDES / em * len(needs)
    spare = [max(want - need, 0.0) for need, want in zip(needs, wants, strict=True)]
    left = max(room - sum(needs), 0.0)
    asked = sum(spare)
    if asked > left:
        columns = [need + extra * left / asked for need, extra in zip(needs, spare, strict=True)]
    else:
        more = (left - asked) / max(sum(wants), 1.0)
        columns = [need + extra + want * more for need, extra, want in zip(needs, spare, wants, strict=True)]
    heights = _heights(table, columns, em)
    widths = tuple(column * em + _SIDES for column in columns)
    return Fit(widths, way.size, heights, way.turned, way.loose, round(part, 2))


def _needs(table: Table) -> tuple[list[float], list[float]]:
    """For each column the ems that its widest word takes, and those of its longest cell in one line."""
    count = table.columns()
    needs, wants = [1.0] * count, [1.0] * count
    wide: list[tuple[int, int, float, float]] = []
    for at, cell in _grid(table):
        bold = 1.06 if cell.header else 1.0
        need = max((words_width(word, bold) for word in _unbroken(cell.text)), default=0.0)
        need = max([need, *(words_width(word, _UNIT) for word in _unbroken(cell.unit))])
        lines = cell.text.split("\n")
        want = min(max(words_width(line, bold) for line in lines) + words_width(cell.unit, _UNIT), _MOST)
        if cell.colspan == 1:
            needs[at], wants[at] = max(needs[at], need), max(wants[at], want)
        else:
            wide.append((at, cell.colspan, need, want))
    for at, span, need, want in wide:
        if span == count:
            continue  # such a row takes what there is
        for asked, columns in ((need, needs), (want, wants)):
            lack = max(asked - sum(columns[at : at + span]), 0.0)
            for column in range(at, min(at + span, count)):
                columns[column] += lack / span
    return needs, [max(pair) for pair in zip(needs, wants, strict=True)]


def _unbroken(text: str) -> list[str]:
    """The words of a text that are kept whole; no-break spaces make one of several."""
    words = [piece for word in _SPACES.split(text) for piece in typst.pieces(word)]
    return [w for w in words if "\u00a0" in w or (len(w) <= (typst.WHOLE if _HANGUL.search(w) else 30))]


def _heights(table: Table, columns: list[float], em: float) -> tuple[float, ...]:
    """About how high each row gets, in mm."""
    heights: list[float] = []
    for row in (*table.heads, *table.rows, *table.foot):
        lines = 1
        for at, cell in _places([row], len(columns)):
            room = sum(columns[at : at + cell.colspan]) or 1.0
            lengths = (words_width(line, 1.08) for line in (cell.text + cell.unit).split("\n"))
            needed = sum(max(1, ceil(length / room)) for length in lengths)
            lines = max(lines, ceil(needed / cell.rowspan))
        heights.append(lines * em * 1.5 + _ENDS)
    return tuple(heights)


def _grid(table: Table) -> list[tuple[int, Cell]]:
    """All cells with the columns in which they begin."""
    count = table.columns()
    return [placed for rows in (table.heads, table.rows, table.foot) for placed in _places(list(rows), count)]


def _places(rows: list[Row], count: int) -> list[tuple[int, Cell]]:
    placed: list[tuple[int, Cell]] = []
    below = [0] * count
    for row in rows:
        free = [at for at in range(count) if not below[at]]
        below = [max(left - 1, 0) for left in below]
        for cell in row:
            if not free:
                break
            at = free[0]
            placed.append((at, cell))
            for column in range(at, min(at + cell.colspan, count)):
                below[column] = max(below[column], cell.rowspan - 1)
            free = free[cell.colspan :]
    return placed
