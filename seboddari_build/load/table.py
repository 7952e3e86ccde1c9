"""CSV cells -> rows of a dataset, checked against its columns."""

import csv
import io
import re

from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.model.data import Cell, Column

CSV_EMPTY = error(
    "csv-empty",
    ko="CSV 파일이 비어 있습니다.",
    en="The CSV file is empty.",
    hint_ko="첫 줄에 열 이름을 적습니다: {columns}",
    hint_en="Its first line holds the names of the columns: {columns}",
)
CSV_COLUMN = error(
    "csv-column",
    ko="‘{name}’ 열은 {yaml} 안에 적혀 있지 않습니다.",
    en="The column '{name}' is not described in {yaml}.",
    hint_ko="columns에 더하거나 CSV 머리글을 고칩니다.{like_ko}",
    hint_en="Add it to columns, or mend the head of the CSV.{like_en}",
)
CSV_TABS = error(
    CSV_COLUMN.id,
    ko="칸이 쉼표가 아니라 {sign_ko} 나뉘어 있습니다.",
    en="The cells are parted by {sign_en}, not by commas.",
    hint_ko="표 계산 프로그램에서 ‘CSV(쉼표로 분리)’, UTF-8로 다시 저장합니다.",
    hint_en="Save it again as CSV with commas, in UTF-8.",
)
CSV_MISSING = error(
    "csv-missing",
    ko="‘{name}’ 열이 CSV에 없습니다.",
    en="The CSV has no column '{name}'.",
    hint_ko="CSV 머리글에 ‘{name}’ 열을 더하거나 {yaml}의 columns에서 뺍니다.",
    hint_en="Add '{name}' to the head of the CSV, or take it out of columns in {yaml}.",
)
CSV_TWICE = error(
    "csv-twice",
    ko="‘{name}’ 열이 CSV 머리글에 두 번 나옵니다.",
    en="The column '{name}' appears twice in the head of the CSV.",
    hint_ko="둘 가운데 하나의 이름을 바꿉니다.",
    hint_en="Rename one of the two.",
)
CSV_WIDTH = error(
    "csv-width",
    ko="이 줄은 칸이 {count}개인데 머리글은 {want}개입니다.",
    en="This row has {count} cells, the head has {want}.",
    hint_ko="쉼표가 든 칸은 큰따옴표로 감쌉니다.",
    hint_en="Put quotes around a cell that holds a comma.",
)
CSV_BROKEN = error(
    "csv-broken",
    ko="여기서부터 CSV로 읽을 수 없습니다.",
    en="From here on this is not readable as CSV.",
    hint_ko="닫히지 않은 큰따옴표나, 닫은 따옴표 바로 뒤에 이어지는 글이 있는지 살펴 주세요.",
    hint_en="Look for a quotation mark that is not closed, or text right behind one that is.",
)
CSV_LARGE = error(
    "csv-too-large",
    ko="표가 너무 큽니다. {rows}줄, {cells}칸까지 읽습니다.",
    en="The table is too large: {rows} rows and {cells} cells are read at most.",
    hint_ko="합계나 해마다의 값처럼 글에 필요한 것만 남기거나, 자료표를 여럿으로 나눕니다.",
    hint_en="Keep what the texts need, such as totals or values of each year, or make several datasets of it.",
)
_CELL = re.compile(r'[ \t]*(?P<text>"(?:[^"]|"")*"?|[^,]*)[^,]*')
#: Rows and cells that a table may have: its page shows all of them.
MAX_ROWS, MAX_CELLS = 20_000, 200_000


class Table(Struct, frozen=True):
    """The cells of a CSV file: its head, and rows with the line that each begins on and the columns of its cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...], tuple[int, ...]], ...]


def parse_csv(text: str, path: str) -> tuple[Table | None, tuple[Problem, ...]]:
    """Read CSV (comma, double quotes); blank lines are passed over. None is what cannot be read, or is too large."""
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[int, tuple[str, ...], tuple[int, ...]]] = []
    lines = text.split("\n")
    line = 1
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if len(rows) > MAX_ROWS or cells > MAX_CELLS:
                return None, (CSV_LARGE.at(Span(path, line, 1), rows=f"{MAX_ROWS:,}", cells=f"{MAX_CELLS:,}"),)
            if any(cell.strip() for cell in row):
                rows.append((line, tuple(cell.strip() for cell in row), _columns(lines[line - 1], len(row))))
            line = reader.line_num + 1
    except csv.Error:
        return None, (CSV_BROKEN.at(Span(path, line, 1)),)
    if not rows:
        return Table((), ()), ()
    return Table(rows[0][1], tuple(rows[1:])), ()


def _columns(line: str, count: int) -> tuple[int, ...]:
    """Where each of ``count`` cells of a line begins; 1 for those that a line break in quotes moves out of it."""
    columns, at = [], 0
    for _ in range(count):
        found = _CELL.match(line, at) if at <= len(line) else None
        columns.append(found.start("text") + 1 if found else 1)
        at = found.end() + 1 if found else len(line) + 1
    return tuple(columns)


def bind(
    table: Table | None, columns: tuple[Column, ...], path: str, yaml: str
) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Problem, ...]]:
    """The cells of ``table`` in the order of ``columns``, an English twin beside each text."""
    if table is None:
        return (), ()
    if not table.head:
        return (), (CSV_EMPTY.at(Span(path), columns=", ".join(c.id for c in columns), yaml=yaml),)
    if len(table.head) == 1 and len(columns) > 1 and (found := re.search(r"[\t;]", table.head[0])):
        sign_ko, sign_en = ("탭으로", "tabs") if found[0] == "\t" else ("쌍반점(;)으로", "semicolons")
        return (), (CSV_TABS.at(Span(path), sign_ko=sign_ko, sign_en=sign_en),)
    problems: list[Problem] = []
    allowed = {c.id for c in columns} | {f"{c.id}.en" for c in columns if c.kind() == "text"}
    for place, name in enumerate(table.head):
        if name in table.head[:place]:
            problems.append(CSV_TWICE.at(Span(path), name=name))
        elif name not in allowed:
            like = closest(name, allowed)
            problems.append(
                CSV_COLUMN.at(
                    Span(path),
                    name=name,
                    yaml=yaml,
                    like_ko=f" 혹시 ‘{like}’인가요?" if like else "",
                    like_en=f" Did you mean '{like}'?" if like else "",
                )
            )
    index = {name: i for i, name in enumerate(table.head)}
    problems += [CSV_MISSING.at(Span(path), name=c.id, yaml=yaml) for c in columns if c.id not in index]
    if problems:
        return (), tuple(problems)
    places = [(index[c.id], index.get(f"{c.id}.en", -1)) for c in columns]
    rows: list[tuple[Cell, ...]] = []
    for line, row, at in table.rows:
        if len(row) != len(table.head):
            problems.append(CSV_WIDTH.at(Span(path, line, 1), count=len(row), want=len(table.head)))
            continue
        rows.append(tuple(Cell(Text(row[k], row[e] if e >= 0 else ""), line, at[k]) for k, e in places))
    return tuple(rows), tuple(problems)
