"""Parts of a whole in one bar: stacked rows, and the single bar of a share."""

from collections.abc import Sequence

from seboddari_build.draw.chart_data import ChartData, size_of, written
from seboddari_build.draw.marks import FONT, LINE, WIDTH, Brush, unit_note
from seboddari_build.draw.svg import number, words_width, wrap

_BAR = 22.0


def stacks(data: ChartData, brush: Brush) -> tuple[str, float]:
    """A bar a label, a part a series, its values in the same order below; and the height."""
    note, y = unit_note(brush, data.unit, data.lang == "ko")
    legend, y = brush.legend([series.label for series in data.series], y)
    rows = [[series.values[index] for series in data.series] for index in range(len(data.labels))]
    whole = max(map(_whole, rows), default=0.0) or 1.0
    parts = [note, brush.hatches(len(data.series)), legend]
    for label, row in zip(data.labels, rows, strict=True):
        for line in wrap(label, WIDTH, FONT):
            parts.append(brush.text(0, y + FONT, line))
            y += LINE
        parts.append(_bar(brush, row, (0.0, WIDTH / whole), y + 3))
        parts.append(_values(data, brush, row, (0.0, WIDTH / whole), y + _BAR + 19))
        y += _BAR + 32
    return "".join(parts), y


def share(data: ChartData, brush: Brush) -> tuple[str, float]:
    """One bar that is the whole, and a list of its parts with their values; and the height.

    The parts are the labels of the only series, or else the series at the first label. Percentages
    that add up to less than 100 leave the rest of the bar empty.
    """
    named = _parts(data)
    note, y = unit_note(brush, data.unit, data.lang == "ko")
    row = [value for _, value in named]
    whole = max(_whole(row), 100.0 if data.unit == "%" else 0.0) or 1.0
    frame = brush.stroke(f"M0.5 {number(y + 3)}H{number(WIDTH - 0.5)}v{number(_BAR)}H0.5Z")
    parts = [note, brush.hatches(len(named)), frame, _bar(brush, row, (0.5, (WIDTH - 1) / whole), y + 3)]
    y += _BAR + 12
    room = WIDTH - 22 - max((words_width(written(value, data.unit), FONT) for value in row), default=0) - 16
    for n, (label, value) in enumerate(named):
        lines = wrap(label, room, FONT)
        parts.append(brush.area(n, (0.5, y + 4, 14, 11)))
        parts += [brush.text(22, y + FONT + i * LINE, line) for i, line in enumerate(lines)]
        kind = "chart-value" if value is not None else "chart-value blank"
        end = 22 + max(words_width(line, FONT) for line in lines) + 8
        parts.append(brush.text(end, y + FONT, written(value, data.unit), kind))
        y += len(lines) * LINE + 4
    return "".join(parts), y


def _parts(data: ChartData) -> list[tuple[str, str | None]]:
    if len(data.series) == 1:
        return list(zip(data.labels, data.series[0].values, strict=True))
    return [(series.label, series.values[0]) for series in data.series]


def _whole(row: Sequence[str | None]) -> float:
    return sum(max(size_of(value), 0.0) for value in row)


def _bar(brush: Brush, row: Sequence[str | None], axis: tuple[float, float], y: float) -> str:
    x, scale = axis
    parts: list[str] = []
    for n, value in enumerate(row):
        width = size_of(value) * scale
        if width > 0:
            parts.append(brush.area(n, (x + 0.75, y, max(width - 1.5, 0.75), _BAR)))
            x += width
    return "".join(parts)


def _values(data: ChartData, brush: Brush, row: Sequence[str | None], axis: tuple[float, float], y: float) -> str:
    """The values below their parts, moved aside where they would touch."""
    x, scale = axis
    texts = [written(value, data.unit) for value in row]
    widths = [words_width(text, FONT) + 8 for text in texts]
    starts: list[float] = []
    for value, width in zip(row, widths, strict=True):
        length = max(size_of(value), 0.0) * scale
        earliest = starts[-1] + widths[len(starts) - 1] if starts else axis[0]
        starts.append(max(x + (length - width) / 2, earliest))
        x += length
    end = WIDTH
    for n in reversed(range(len(starts))):
        starts[n] = min(starts[n], end - widths[n])
        end = starts[n]
    return "".join(
        brush.text(start + 4, y, text, "chart-value" if value is not None else "chart-value blank")
        for start, text, value in zip(starts, texts, row, strict=True)
    )
