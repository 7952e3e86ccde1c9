"""Horizontal bars: a row a label, the label at the left, the value at the end of its bar."""

from seboddari_build.draw.chart_data import ChartData, reach, size_of, written
from seboddari_build.draw.marks import FONT, LINE, WIDTH, Brush, unit_note
from seboddari_build.draw.svg import number, words_width, wrap

_BAR, _GAP, _LABELS = 17.0, 2.0, 150.0


def bars(data: ChartData, brush: Brush) -> tuple[str, float]:
    """The bars as markup, and their height."""
    note, y = unit_note(brush, data.unit, data.lang == "ko")
    parts = [note, brush.hatches(len(data.series))]
    if len(data.series) > 1:
        legend, y = brush.legend([series.label for series in data.series], y)
        parts.append(legend)
    labels = [wrap(label, _LABELS, FONT) for label in data.labels]
    left = max((words_width(line, FONT) for lines in labels for line in lines), default=0.0) + 8
    values = [written(value, data.unit) for series in data.series for value in series.values]
    right = WIDTH - max((words_width(value, FONT) for value in values), default=0.0) - 6
    low, high = reach(data.series)
    scale = (right - left) / (high - low)
    zero = left - low * scale
    top = y
    thick = len(data.series) * (_BAR + _GAP)
    between = 12 if len(data.series) > 1 else 6
    for index, lines in enumerate(labels):
        height = max(len(lines) * LINE, thick) + between
        parts.append(_label(brush, lines, left, y + height / 2))
        parts.append(_row(data, brush, index, (zero, scale), y + (height - thick) / 2))
        y += height
    axis = brush.stroke(f"M{number(zero)} {number(top)}V{number(y)}")
    return "".join([*parts, axis]), y + 2


def _label(brush: Brush, lines: tuple[str, ...], right: float, middle: float) -> str:
    first = middle + 5 - (len(lines) - 1) * LINE / 2
    return "".join(brush.text(right - 8, first + i * LINE, line, anchor="end") for i, line in enumerate(lines))


def _row(data: ChartData, brush: Brush, index: int, axis: tuple[float, float], y: float) -> str:
    zero, scale = axis
    parts: list[str] = []
    for n, series in enumerate(data.series):
        value, top = series.values[index], y + n * (_BAR + _GAP) + _GAP / 2
        length = size_of(value) * scale
        if length:
            parts.append(brush.area(n, (zero + min(length, 0), top, abs(length), _BAR)))
        kind = "chart-value" if value is not None else "chart-value blank"
        parts.append(brush.text(zero + max(length, 0) + 5, top + 13.5, written(value, data.unit), kind))
    return "".join(parts)
