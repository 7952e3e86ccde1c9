"""Datasets as pages show them: table with row groups and totals, chart, download."""

from decimal import Decimal
from itertools import groupby

import msgspec

from seboddari_build.base.language import Language, Said, Text, marked
from seboddari_build.base.span import NOWHERE
from seboddari_build.check.totals import column_sum, number
from seboddari_build.draw.chart_data import ChartData, Series
from seboddari_build.draw.place_map import Place, PlaceMap
from seboddari_build.load.scalar import parse_period
from seboddari_build.model.data import Cell, Column, Dataset, Total
from seboddari_build.site import formats
from seboddari_build.site.context import Context, correction_notes, href
from seboddari_build.site.views import CellView, DatasetCard, HeadCell, MapCard, TableView, TotalRow


def dataset_card(context: Context, dataset: Dataset, language: Language) -> DatasetCard:
    """A dataset wherever it is shown."""
    return DatasetCard(
        id=dataset.id,
        title=dataset.title.said(language),
        href=href(dataset, language),
        csv=f"data/{dataset.id}.csv" if dataset.csv else "",
        rows_text=formats.number(str(len(dataset.rows)), language),
        table=table_view(context, dataset, language),
        as_of=formats.period(dataset.as_of, language) if dataset.as_of else "",
        note=dataset.note.said(language),
        chart=dataset_chart(context, dataset, language),
        map=dataset_map(context, dataset, language),
        condition=dataset.condition,
        issues=context.notes(dataset.address(), language),
        corrections=correction_notes(dataset, language),
    )


def table_view(context: Context, dataset: Dataset, language: Language) -> TableView:
    """The cells as a table: headings, rows with joined row groups, totals."""
    rows = [
        tuple(cell_view(context, column, cell, language) for column, cell in zip(dataset.columns, row, strict=True))
        for row in dataset.rows
    ]
    return TableView(
        caption=dataset.title.said(language),
        heads=_heads(context, dataset, language),
        rows=tuple(_joined(dataset, rows)),
        totals=tuple(row for total in dataset.totals for row in _totals(context, dataset, total, language)),
    )


def _heads(context: Context, dataset: Dataset, language: Language) -> tuple[tuple[HeadCell, ...], ...]:
    """The headings; where columns have one in common, a row of those above."""
    above: list[HeadCell] = []
    below: list[HeadCell] = []
    twice = any(column.group and not column.groups_rows() for column in dataset.columns)
    for group, members in groupby(dataset.columns, key=lambda c: Text() if c.groups_rows() else c.group):
        cells = [_head(context, column, language) for column in members]
        if group:
            above.append(HeadCell(group.said(language), colspan=len(cells)))
            below += cells
        else:
            above += [msgspec.structs.replace(cell, rowspan=2 if twice else 1) for cell in cells]
    return (tuple(above), tuple(below)) if below else (tuple(above),)


def _head(context: Context, column: Column, language: Language) -> HeadCell:
    unit = context.one("units", column.unit)
    name = formats.unit_name(unit, language) if unit else ""
    return HeadCell(column.label.said(language), name, column.kind() == "number")


def cell_view(context: Context, column: Column, cell: Cell, language: Language) -> CellView:
    """One cell: numbers grouped, districts and organisations translated, lists parted."""
    said = said_cell(context, column, cell, language)
    if not said:
        return CellView(state="blank", numeric=column.kind() == "number")
    if column.kind() == "number":
        return CellView(said, numeric=True)
    parts = tuple(Said(part.strip(), said.lang) for part in said.text.split(" • "))
    return CellView(said, parts if len(parts) > 1 else (), header=column.groups_rows())


def said_cell(context: Context, column: Column, cell: Cell, language: Language) -> Said:
    """The text of a cell for a reader of ``language``."""
    written = cell.text.ko
    kind = column.kind()
    if kind == "number":
        exact = number(written)
        return (
            Said(formats.number(written, language) if exact is not None else written, language) if written else Said()
        )
    if kind in ("district", "organisation"):
        found = context.lookup.one(f"{kind}s", written)
        return found.name.said(language) if found else Said(written, "ko")
    if kind == "date":
        period, _ = parse_period(written, NOWHERE)
        return Said(formats.period(period, language), language) if period else Said(written, "ko")
    return cell.text.said(language)


def _joined(dataset: Dataset, rows: list[tuple[CellView, ...]]) -> list[tuple[CellView, ...]]:
    """Rows with equal neighbours of ``group: rows`` columns joined into headings, each within the one before it."""
    columns = [i for i, column in enumerate(dataset.columns) if column.groups_rows()]
    if not columns:
        return [_with_header(row) for row in rows]
    cells: list[list[CellView | None]] = [list(row) for row in rows]
    for depth, column in enumerate(columns):
        within = columns[: depth + 1]
        at = 0
        for _, members in groupby(rows, key=lambda row: tuple(row[i].text for i in within)):
            count = len(list(members))
            cells[at][column] = msgspec.structs.replace(rows[at][column], header=True, rowspan=count)
            for below in range(at + 1, at + count):
                cells[below][column] = None
            at += count
    return [tuple(cell for cell in row if cell is not None) for row in cells]


def _with_header(row: tuple[CellView, ...]) -> tuple[CellView, ...]:
    first = row[0]
    return (msgspec.structs.replace(first, header=True), *row[1:])


def _totals(context: Context, dataset: Dataset, total: Total, language: Language) -> list[TotalRow]:
    """A total as printed and, where the rows add up to something else, what they add up to."""
    stated = dict(total.values)
    wide = stated.get("all")
    mismatch = False
    printed: list[CellView] = []
    summed: list[CellView] = []
    for column in dataset.columns:
        if column.kind() != "number" or column.id not in stated:
            printed.append(CellView(state="blank"))
            summed.append(CellView(state="blank"))
            continue
        value, actual = number(stated[column.id]), column_sum(dataset, column.id)
        wrong = total.is_ == "sum" and value is not None and value != actual
        mismatch = mismatch or wrong
        printed.append(_number_cell(stated[column.id], language, "mismatch" if wrong else ""))
        summed.append(_number_cell(str(actual), language, "recomputed"))
    if total.is_ == "sum" and wide is not None:
        mismatch = mismatch or (number(wide) or Decimal(0)) != column_sum(dataset, "all")
    label = total.label.said(language)
    unit = context.one("units", total.unit)
    if unit:
        label = marked(f"{label.text} ({formats.unit_name(unit, language)})", language)
    if wide is not None:
        label = marked(f"{label.text}: {formats.number(wide, language)}", language)
    rows = [TotalRow(label, tuple(printed), mismatch=mismatch)]
    if mismatch:
        rows.append(TotalRow(Said(), tuple(summed), recomputed=True))
    return rows


def _number_cell(value: str, language: Language, state: str) -> CellView:
    return CellView(Said(formats.number(value, language), language), numeric=True, state=state)


def dataset_chart(context: Context, dataset: Dataset, language: Language) -> ChartData | None:
    """The chart of a dataset, or None where it declares none."""
    if not dataset.chart or not dataset.rows:
        return None
    x = dataset.column(dataset.chart.x)
    columns = [dataset.column(name) for name in dataset.chart.y]
    if x < 0 or min(columns, default=-1) < 0 or any(dataset.columns[i].kind() != "number" for i in columns):
        return None
    labels = tuple(_axis_label(context, dataset.columns[x], row[x], language) for row in dataset.rows)
    series = tuple(
        Series(name, tuple(row[i].text.ko if number(row[i].text.ko) is not None else None for row in dataset.rows))
        for i, name in zip(columns, _series_names([dataset.columns[i] for i in columns], language), strict=True)
    )
    unit = context.one("units", dataset.columns[columns[0]].unit)
    return ChartData(
        id=f"chart-{dataset.id}",
        kind=dataset.chart.kind,
        title=dataset.title.said(language).text,
        unit=formats.unit_name(unit, language) if unit else "",
        labels=labels,
        series=series,
        lang=language,
    )


def _series_names(columns: list[Column], language: Language) -> list[str]:
    """What tells the drawn columns apart: their headings or, where these are alike, the headings above them."""
    labels = [column.label.said(language).text for column in columns]
    above = [column.group.said(language).text for column in columns]
    if len(set(labels)) == len(labels):
        return labels
    if len(set(above)) == len(above):
        return above
    return [f"{group}: {label}" if group else label for group, label in zip(above, labels, strict=True)]


def _axis_label(context: Context, column: Column, cell: Cell, language: Language) -> str:
    if column.kind() == "date":
        when, _ = parse_period(cell.text.ko, NOWHERE)
        if when and when.single():
            return formats.axis_day(when.start, language)
    return said_cell(context, column, cell, language).text


def map_cards(context: Context, language: Language) -> tuple[MapCard, ...]:
    """The public datasets that are drawn on the map of districts."""
    return tuple(
        MapCard(
            dataset.title.said(language),
            href(dataset, language),
            drawing,
            formats.period(dataset.as_of, language) if dataset.as_of else "",
        )
        for dataset in context.conference.datasets
        if dataset.map and (drawing := dataset_map(context, dataset, language))
    )


def dataset_map(context: Context, dataset: Dataset, language: Language) -> PlaceMap | None:
    """The map of the districts by the column that the dataset names; None without one or without places."""
    where, what = dataset.districts(), dataset.column(dataset.map)
    if not dataset.map or where < 0 or what < 0:
        return None
    column = dataset.columns[what]
    numeric = column.kind() == "number"
    cells = {
        found.id: row[what].text.ko if numeric else said_cell(context, column, row[what], language).text
        for row in dataset.rows
        if (found := context.lookup.one("districts", row[where].text.ko))
    }
    kinds = () if numeric else tuple(dict.fromkeys(kind for cell in cells.values() for kind in _parts(cell)))
    places = tuple(
        Place(
            *item.tile,
            item.name.said(language).text.removesuffix("-gu"),
            cells.get(item.id) if numeric and number(cells.get(item.id, "")) is not None else None,
            tuple(kinds.index(kind) for kind in _parts(cells.get(item.id, ""))) if kinds else (),
        )
        for item in context.conference.districts
        if len(item.tile) == 2
    )
    if not places:
        return None
    unit = context.one("units", column.unit)
    return PlaceMap(
        id=f"map-{dataset.id}",
        title=dataset.title.said(language).text,
        unit=formats.unit_name(unit, language) if unit else "",
        lang=language,
        places=places,
        kinds=kinds,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split(" • "))))
