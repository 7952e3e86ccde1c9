"""Printed totals against the rows, and the columns that a dataset's totals and drawings name."""

import re
from collections.abc import Iterator
from decimal import Decimal

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.load.loose_time import day_meant
from seboddari_build.load.scalar import BAD_NUMBER, parse_period
from seboddari_build.model.conference import Conference
from seboddari_build.model.data import Cell, Dataset
from seboddari_build.model.lookup import Lookup

TOTAL_MISMATCH = warning(
    "total-mismatch",
    ko="‘{column}’ 열의 합이 적힌 값과 다릅니다. 합: {sum}, 적힌 값: {printed}.",
    en="The column '{column}' adds up to {sum}, but {printed} is stated.",
    hint_ko="값을 다시 살펴 주세요. 원문이 그렇다면 content/issues.yaml에 까닭을 적습니다 (about: [{address}]).",
    hint_en="Check the cells. If the source says so, write an issue into content/issues.yaml (about: [{address}]).",
)
NOT_A_NUMBER = error(
    "bad-number",
    ko="‘{value}’: ‘{column}’ 열에는 수가 와야 합니다.",
    en="'{value}' in the column '{column}' is not a number.",
    hint_ko="쉼표와 단위 없이 적고, 적히지 않은 값은 비워 둡니다.",
    hint_en="Write it without commas or units; leave a cell empty where nothing is printed.",
)
NOT_A_DATE = error(
    "bad-date",
    ko="‘{value}’: ‘{column}’ 열에는 날짜가 와야 합니다.",
    en="'{value}' in the column '{column}' is not a date.",
    hint_ko="2020, 2020-08, 2020-08-10처럼 적습니다. 날짜가 아닌 말을 적는 열이면 type: text로 바꿉니다.",
    hint_en="Write 2020, 2020-08 or 2020-08-10. If the column takes other words too, give it type: text.",
)
NO_COLUMN = error(
    "missing-column",
    ko="‘{name}’ 열이 없습니다.",
    en="There is no column '{name}'.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
NO_NUMBERS = error(
    "chart-column",
    ko="‘{name}’ 열은 수가 아니어서 그림으로 그릴 수 없습니다.",
    en="The column '{name}' holds no numbers and cannot be drawn.",
    hint_ko="y에는 수의 열을 적습니다: {known}",
    hint_en="y takes columns of numbers: {known}",
)
NO_DISTRICTS = error(
    "map-without-districts",
    ko="자치구 열이 없어 지도를 그릴 수 없습니다.",
    en="There is no column of districts to draw a map with.",
    hint_ko="자치구 이름이 든 열에 type: district를 적거나, map 줄을 지웁니다.",
    hint_en="Give the column that names the districts type: district, or take the line with map out.",
)

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")


def number(value: str) -> Decimal | None:
    """``value`` as an exact number, or None."""
    return Decimal(value) if _NUMBER.fullmatch(value) else None


def column_sum(dataset: Dataset, column: str) -> Decimal:
    """The sum of a column; ``all`` adds up every column of numbers."""
    if column == "all":
        ids = [c.id for c in dataset.columns if c.kind() == "number"]
        return sum((column_sum(dataset, id) for id in ids), Decimal(0))
    index = dataset.column(column)
    values = (number(row[index].text.ko) for row in dataset.rows)
    return sum((value for value in values if value is not None), Decimal(0))


def totals(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Check the cells, totals and chart of each dataset."""
    excused = {ref.name.partition("#")[0] for issue in conference.issues for ref in issue.about}
    for dataset in conference.datasets:
        yield from _cells(dataset)
        yield from _named_columns(dataset)
        if dataset.address() not in excused and dataset.id not in excused and dataset.rows:
            yield from _sums(dataset)


def _unreadable(dataset: Dataset, name: str) -> bool:
    """Whether a cell that a sum is made of is no number."""
    summed = [i for i, c in enumerate(dataset.columns) if c.id == name or (name == "all" and c.kind() == "number")]
    return any(row[i].text.ko and number(row[i].text.ko) is None for row in dataset.rows for i in summed)


def _place(dataset: Dataset, cell: Cell) -> Span:
    return Span(dataset.csv, cell.line, cell.column, cell.column + len(cell.text.ko))


def _cells(dataset: Dataset) -> Iterator[Problem]:
    for index, column in enumerate(dataset.columns):
        if column.kind() == "date":
            for row in dataset.rows:
                value, place = row[index].text.ko, _place(dataset, row[index])
                _, problem = parse_period(value, place) if value else (None, None)
                if problem:
                    other = problem.code == NOT_A_DATE.id and not day_meant(value)
                    yield NOT_A_DATE.at(place, value=value, column=column.id) if other else problem
        if column.kind() != "number":
            continue
        for row in dataset.rows:
            cell = row[index]
            if cell.text.ko and number(cell.text.ko) is None:
                yield NOT_A_NUMBER.at(_place(dataset, cell), value=cell.text.ko, column=column.id)


def _named_columns(dataset: Dataset) -> Iterator[Problem]:
    known = tuple(column.id for column in dataset.columns)
    named = [(name, total.at(name)) for total in dataset.totals for name, _ in total.values if name != "all"]
    if dataset.chart:
        named += [(dataset.chart.x, dataset.chart.at("x"))]
        named += [(name, dataset.chart.at("y")) for name in dataset.chart.y]
    if dataset.map:
        named += [(dataset.map, dataset.at("map"))]
        if dataset.districts() < 0:
            yield NO_DISTRICTS.at(dataset.at("map"))
    for name, span in named:
        if name not in known:
            like = closest(name, known)
            yield NO_COLUMN.at(
                span,
                name=name,
                hint_ko=f"혹시 ‘{like}’인가요?" if like else f"있는 열: {', '.join(known)}",
                hint_en=f"Did you mean '{like}'?" if like else f"Columns: {', '.join(known)}",
            )
    numbers = tuple(column.id for column in dataset.columns if column.kind() == "number")
    drawn = [(name, dataset.chart.at("y")) for name in dataset.chart.y] if dataset.chart else []
    for name, span in drawn:
        if name in known and name not in numbers:
            yield NO_NUMBERS.at(span, name=name, known=", ".join(numbers))


def _sums(dataset: Dataset) -> Iterator[Problem]:
    known = {column.id for column in dataset.columns} | {"all"}
    for total in dataset.totals:
        if total.is_ != "sum":
            continue
        for name, printed in total.values:
            stated = number(printed)
            if name not in known:
                continue
            if stated is None:
                yield BAD_NUMBER.at(total.at(name), value=printed)
                continue
            if _unreadable(dataset, name):  # told of at the cell
                continue
            actual = column_sum(dataset, name)
            if actual != stated:
                yield TOTAL_MISMATCH.at(
                    total.at(name), column=name, sum=actual, printed=printed, address=dataset.address()
                )
