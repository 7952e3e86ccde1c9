"""What a chart is drawn from, and how its numbers are written."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from seboddari_build.base.language import Language

Kind = Literal["bar", "line", "stack", "share"]

#: Printed where the source prints nothing.
BLANK = "–"


class Series(Struct, frozen=True):
    """One series: exact decimals as text ("8791", "6.1"), None where nothing is printed."""

    label: str
    values: tuple[str | None, ...]


class ChartData(Struct, frozen=True, kw_only=True):
    """A chart in one language: every series has a value (or None) for every label.

    ``id`` is unique on the page; ``unit`` is "" where the numbers have none.
    """

    id: str
    kind: Kind
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    lang: Language


def size_of(value: str | None) -> float:
    """A value as a length; 0 for a blank. Raises decimal.InvalidOperation if it is no number."""
    return float(Decimal(value)) if value is not None else 0.0


def written(value: str | None, unit: str = "") -> str:
    """A value as people read it: ``8,791``, ``6.10``, ``–``; a percent sign stands with the number."""
    if value is None:
        return BLANK
    sign = "−" if value.startswith("-") else ""
    whole, point, decimals = value.lstrip("+-").partition(".")
    return f"{sign}{int(whole or '0'):,}{point}{decimals}{'%' if unit == '%' else ''}"


def reach(series: Iterable[Series]) -> tuple[float, float]:
    """The lowest and the highest value, zero included; never an empty range."""
    sizes = [size_of(value) for each in series for value in each.values]
    low, high = min(sizes, default=0.0), max(sizes, default=0.0)
    return min(low, 0.0), max(high, 0.0) or (1.0 if low >= 0 else 0.0)
