"""Maps of data: each place a tile with its number and a bar, or with the kinds that it belongs to."""

from collections.abc import Sequence

from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.draw.chart_data import BLANK, size_of, written
from seboddari_build.draw.marks import FONT, WIDTH, Brush, unit_note
from seboddari_build.draw.svg import Palette, document, paint, tag, wrap

_COLUMNS, _GAP, _LINE, _BAR = 6, 3.0, 14.0, 6.0
#: Lines of a label that leave too little room for the number.
_ROWS = 3
_NONE: dict[Language, str] = {"ko": "없음", "en": "none"}


class Place(Struct, frozen=True):
    """A place: column and row from 1, and its number as an exact decimal or the kinds it is of (from 0)."""

    column: int
    row: int
    label: str
    value: str | None = None
    kinds: tuple[int, ...] = ()


class PlaceMap(Struct, frozen=True, kw_only=True):
    """A map in one language; with ``kinds`` the places are told apart by kind, else by number."""

    id: str
    title: str
    unit: str
    lang: Language
    places: tuple[Place, ...]
    kinds: tuple[str, ...] = ()


def place_map(data: PlaceMap, palette: Palette | None = None) -> str:
    """An SVG element 360 units wide, with the classes of charts; "" without places.

    Raises decimal.InvalidOperation for a value that is no number.
    """
    if not data.places:
        return ""
    brush = Brush(data.id, palette, data.lang)
    parts = [brush.hatches(len(data.kinds))]
    if data.kinds:
        legend, top = brush.legend([f"{n} {kind}" for n, kind in enumerate(data.kinds, 1)], 0)
        parts.append(legend)
    else:
        note, top = unit_note(brush, data.unit, data.lang == "ko")
        parts.append(note)
    ordered = sorted(data.places, key=lambda place: (place.row, place.column))
    left, first = min(place.column for place in ordered), ordered[0].row
    columns = max(max(place.column for place in ordered) - left + 1, _COLUMNS)
    pitch = WIDTH / columns
    most = max((abs(size_of(place.value)) for place in ordered), default=0.0) or 1.0
    for place in ordered:
        corner = ((place.column - left) * pitch + _GAP / 2, top + (place.row - first) * pitch + _GAP / 2)
        parts.append(_tile(data, brush, place, corner, pitch - _GAP, most))
    height = top + (ordered[-1].row - first + 1) * pitch
    return document(
        (WIDTH, height),
        data.id,
        data.title,
        _described(data, ordered),
        *parts,
        class_="chart chart-map",
        role="img",
        lang=data.lang,
        font_family=palette.font if palette else "",
    )


def _tile(data: PlaceMap, brush: Brush, place: Place, corner: tuple[float, float], side: float, most: float) -> str:
    x, y = corner
    said = _value(data, place)
    frame = tag(
        "rect",
        class_="chart-axis",
        x=x,
        y=y,
        width=side,
        height=side,
        fill="none",
        stroke=paint(brush.palette, "line"),
        stroke_dasharray="3 3" if said == BLANK else "",
    )
    size = FONT - 1 if len(wrap(place.label, side - 3, FONT - 1)) < _ROWS else FONT - 2
    rows = wrap(place.label, side - 3, size)
    middle = y + (side - _BAR) / 2 + 5 - len(rows) * _LINE / 2
    words = [
        brush.text(x + side / 2, middle + n * _LINE, row, anchor="middle", size=size) for n, row in enumerate(rows)
    ]
    kind = "chart-value blank" if said == BLANK else "chart-value"
    words.append(brush.text(x + side / 2, middle + len(rows) * _LINE, said, kind, "middle"))
    return "".join([frame, *words, *_bars(brush, place, (x, y + side - _BAR - 2), side, most)])


def _bars(brush: Brush, place: Place, corner: tuple[float, float], side: float, most: float) -> list[str]:
    """A bar as long as the number is big, or a band for each kind."""
    x, y = corner
    if place.kinds:
        wide = (side - 6) / len(place.kinds)
        return [brush.area(kind, (x + 3 + n * wide, y, wide, _BAR)) for n, kind in enumerate(place.kinds)]
    length = (side - 6) * abs(size_of(place.value)) / most
    return [brush.area(0, (x + 3, y, length, _BAR))] if length else []


def _value(data: PlaceMap, place: Place) -> str:
    if data.kinds:
        return "·".join(str(kind + 1) for kind in place.kinds) or BLANK
    return written(place.value, data.unit)


def _described(data: PlaceMap, places: Sequence[Place]) -> str:
    """Every place with its number, or every kind with its places."""
    if not data.kinds:
        unit = data.unit if data.lang == "ko" and data.unit != "%" else ""
        none = _NONE[data.lang]
        return ", ".join(f"{p.label} {none if p.value is None else written(p.value, data.unit) + unit}" for p in places)
    said = []
    for n, kind in enumerate(data.kinds):
        said.append(f"{kind}: {', '.join(p.label for p in places if n in p.kinds)}")
    rest = [p.label for p in places if not p.kinds]
    return ". ".join([*said, f"{_NONE[data.lang].capitalize()}: {', '.join(rest)}"] if rest else said) + "."
