"""Datasets: what the columns mean, the cells, the totals, and the drawing."""

from typing import Annotated, Literal

from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.model.field import Given, Key, Rest, To, doc
from seboddari_build.model.item import Body, Item, Record
from seboddari_build.model.value import Id, Period, Ref

ColumnType = Literal["text", "number", "district", "organisation", "date"]


class Column(Record, frozen=True, kw_only=True):
    """What one column of a dataset means."""

    id: Annotated[Id, doc("CSV 머리글과 같은 이름", "Name, as in the head of the CSV")]
    label: Annotated[Text, doc("머리글", "Heading")]
    unit: Annotated[Ref | None, To("units"), doc("단위", "Unit")] = None
    type: Annotated[
        ColumnType | None, doc("종류 (없으면 단위에 따라 수 또는 글)", "Type; by default number with a unit, else text")
    ] = None
    group: Annotated[
        Text,
        doc(
            "rows: 같은 값이 이어지면 묶음; 그 밖: 이웃한 열들의 윗머리글",
            "rows: equal neighbours become a row heading; else the heading over neighbouring columns",
        ),
    ] = Text()

    def groups_rows(self) -> bool:
        """Whether equal neighbours in the column are one row heading."""
        return self.group.ko == "rows"

    def kind(self) -> ColumnType:
        """The type, with its default."""
        return self.type or ("number" if self.unit else "text")


class Total(Record, frozen=True, kw_only=True):
    """A total as the source prints it; ``sum`` is recomputed, ``printed`` only shown."""

    label: Annotated[Text, doc("이름", "Label")]
    is_: Annotated[
        Literal["sum", "printed"], Key("is"), doc("sum이면 다시 더해 봅니다", "sum is recomputed, printed is not")
    ] = "sum"
    unit: Annotated[Ref | None, To("units"), doc("단위 (열과 다를 때)", "Unit, where it differs from the column's")] = (
        None
    )
    values: Annotated[
        tuple[tuple[str, str], ...], Rest(), doc("열 이름과 값; all은 전체", "Column and value; all is the grand total")
    ] = ()


class Chart(Record, frozen=True, kw_only=True):
    """How a dataset is drawn."""

    kind: Annotated[Literal["bar", "line", "stack", "share"], doc("그림 종류", "Kind of drawing")] = "bar"
    x: Annotated[str, doc("가로축 열", "Column along the x axis")]
    y: Annotated[tuple[str, ...], doc("값의 열", "Columns of the values")]


class Cell(Struct, frozen=True, array_like=True):
    """One cell of a dataset: as written, with the English twin of a text, and where it stands."""

    text: Text
    line: int = 0
    column: int = 1


class Dataset(Item, frozen=True, kw_only=True):
    """A table whose meaning is known: shown, drawn and downloaded from one file."""

    title: Annotated[Text, doc("제목", "Title")]
    as_of: Annotated[Period | None, doc("기준 시점", "As of")] = None
    columns: Annotated[tuple[Column, ...], doc("열", "Columns")] = ()
    totals: Annotated[tuple[Total, ...], doc("합계", "Totals")] = ()
    chart: Annotated[Chart | None, doc("그림", "Chart")] = None
    map: Annotated[
        str, doc("자치구 지도에 보일 열 (수 또는 갈래)", "Column shown on the map of districts: numbers or kinds")
    ] = ""
    rows: Annotated[tuple[tuple[Cell, ...], ...], Given()] = ()
    csv: Annotated[str, Given()] = ""
    body: Annotated[Body, Given()] = Body()

    def address(self) -> str:
        """Path of the content file without its ending: ``data/<id>``."""
        return f"data/{self.id}"

    def districts(self) -> int:
        """The index of the first column of districts, or -1."""
        return next((i for i, column in enumerate(self.columns) if column.kind() == "district"), -1)

    def column(self, id: str) -> int:
        """The index of the column called ``id``, or -1."""
        return next((i for i, column in enumerate(self.columns) if column.id == id), -1)
