"""Charts of datasets: readable on a phone, in print, and without seeing them."""

from seboddari_build.draw.bars import bars
from seboddari_build.draw.chart_data import ChartData, Kind, Series
from seboddari_build.draw.lines import lines
from seboddari_build.draw.marks import WIDTH, Brush
from seboddari_build.draw.stacks import share, stacks
from seboddari_build.draw.svg import Palette, document
from seboddari_build.draw.words import describe

__all__ = ["ChartData", "Kind", "Palette", "Series", "chart"]

_DRAW = {"bar": bars, "line": lines, "stack": stacks, "share": share}


def chart(data: ChartData, palette: Palette | None = None) -> str:
    """An SVG element of 360 units' width, named by its title and its values in words.

    Without a palette, classes give the colours: ``chart-label``, ``chart-value``, ``chart-axis``,
    ``chart-grid``, ``series-1`` to ``series-5`` and ``blank`` each set the CSS property ``color``.
    Raises decimal.InvalidOperation for a value that is no number, ValueError for a series that is
    longer or shorter than the labels.
    """
    drawn, height = _DRAW[data.kind](data, Brush(data.id, palette, data.lang))
    return document(
        (WIDTH, height),
        data.id,
        data.title,
        describe(data),
        drawn,
        class_=f"chart chart-{data.kind}",
        role="img",
        lang=data.lang,
        font_family=palette.font if palette else "",
    )
