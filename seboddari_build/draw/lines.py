"""Lines over a few points in time: one panel, or a panel a series where their sizes are far apart."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from seboddari_build.draw.chart_data import BLANK, ChartData, Series, reach, size_of, written
from seboddari_build.draw.marks import FONT, LINE, WIDTH, Brush, unit_note
from seboddari_build.draw.svg import number, words_width, wrap

Box = tuple[float, float, float, float]

#: Series whose highest values differ by more than this factor get panels and scales of their own.
FAR_APART = 10
#: More lines than this in one panel cannot be told apart.
TOGETHER = 3
_END_LABEL = 76.0


class Frame(Struct, frozen=True):
    """Where a panel stands: the x of each label, the y of zero, and units a unit of value."""

    xs: tuple[float, ...]
    left: float
    right: float
    top: float
    zero: float
    scale: float

    def y(self, value: str | float) -> float:
        """The height of a value on the page."""
        return self.zero - float(value) * self.scale


def lines(data: ChartData, brush: Brush) -> tuple[str, float]:
    """The panels as markup, and their height."""
    panels = _panels(data)
    note, y = unit_note(brush, data.unit, data.lang == "ko")
    parts = [note]
    if len(panels) > 1:
        scales = "칸마다 눈금이 다름" if data.lang == "ko" else "Each panel has its own scale"
        parts.append(brush.text(0, FONT, scales))
        y = LINE + 4
    for panel in panels:
        drawn, y = _panel(data, brush, panel, y)
        parts.append(drawn)
    xs = _columns(data, panels[0] if panels else ())[0]
    drawn, y = _below(brush, data.labels, xs, y)
    return "".join([*parts, drawn]), y


def _panels(data: ChartData) -> tuple[tuple[int, ...], ...]:
    """Which series stand together; one with blanks stands alone, so that a gap is plainly its own."""
    every = tuple(range(len(data.series)))
    blank = any(value is None for series in data.series for value in series.values)
    peaks = [max(map(abs, map(size_of, series.values)), default=0.0) for series in data.series]
    near = max(peaks, default=0.0) <= FAR_APART * min(peaks, default=0.0)
    if len(every) == 1 or (near and not blank and len(every) <= TOGETHER):
        return (every,)
    return tuple((n,) for n in every)


def _columns(data: ChartData, panel: Sequence[int]) -> tuple[tuple[float, ...], float, float]:
    """The x of each label, and the left and right end of the plot."""
    widest = _widest(data)
    crowded = len(panel) > 1 or widest > WIDTH / max(len(data.labels), 1)
    left = widest + 8 if crowded else 0.0
    right = WIDTH - (_gutter(data) if len(panel) > 1 else 0.0)
    pitch = (right - left) / max(len(data.labels), 1)
    return tuple(left + (i + 0.5) * pitch for i in range(len(data.labels))), left, right


def _gutter(data: ChartData) -> float:
    """Room at the right for the names of the series."""
    rows = (row for series in data.series for row in wrap(series.label, _END_LABEL, FONT))
    return 16 + max((words_width(row, FONT) for row in rows), default=0.0)


def _widest(data: ChartData) -> float:
    values = (written(value, data.unit) for series in data.series for value in series.values)
    return max((words_width(value, FONT) for value in values), default=0.0)


def _panel(data: ChartData, brush: Brush, panel: Sequence[int], y: float) -> tuple[str, float]:
    """One panel from y down, and where it ends."""
    chosen = [data.series[n] for n in panel]
    parts: list[str] = []
    if len(panel) == 1 and len(data.series) > 1:
        parts += [brush.line(panel[0], ((0, y + 11), (26, y + 11))), brush.marker(panel[0], 13, y + 11)]
        parts.append(brush.text(34, y + 16, chosen[0].label, "chart-label chart-value"))
        y += LINE + 2
    xs, left, right = _columns(data, panel)
    low, high = reach(chosen)
    height = 60.0 if len(chosen) < len(data.series) else 190.0
    top = y + FONT + 10
    scale = height / (high - low)
    frame = Frame(xs, left, right, top, top + high * scale, scale)
    parts.append(_grid(data, brush, frame, (low, high)))
    parts += [_path(brush, n, series, frame) for n, series in zip(panel, chosen, strict=True)]
    taken = [_around(x, py, 5) for series in chosen for x, py in _points(series, frame)]
    if len(panel) > 1:
        parts.append(_ends(brush, panel, chosen, frame))
    parts += list(_values(data, brush, chosen, frame, taken))
    return "".join(parts), top + height + 6


def _grid(data: ChartData, brush: Brush, frame: Frame, span: tuple[float, float]) -> str:
    """Zero, and where not every value can be printed, a few heights with their numbers."""
    axis = brush.stroke(f"M{number(frame.left)} {number(frame.zero)}H{number(frame.right)}")
    if not frame.left:
        return axis
    parts = [axis]
    for tick in _ticks(*span):
        y = frame.y(float(tick))
        parts.append(brush.text(frame.left - 6, y + 5, written(f"{tick:f}", data.unit), anchor="end"))
        if tick:
            guide = f"M{number(frame.left)} {number(y)}H{number(frame.right)}"
            parts.append(brush.stroke(guide, "chart-grid"))
    return "".join(parts)


def _ticks(low: float, high: float) -> list[Decimal]:
    """Two to five round numbers within a range, zero among them."""
    rough = Decimal(repr((high - low) / 4))
    magnitude = Decimal(1).scaleb(rough.adjusted())
    step = next(step for step in (magnitude * m for m in (1, 2, 5, 10)) if step >= rough)
    first, last = int(Decimal(repr(low)) / step), int(Decimal(repr(high)) / step)
    return [step * n for n in range(first, last + 1)]


def _points(series: Series, frame: Frame) -> list[tuple[float, float]]:
    pairs = zip(frame.xs, series.values, strict=True)
    return [(x, frame.y(value)) for x, value in pairs if value is not None]


def _path(brush: Brush, n: int, series: Series, frame: Frame) -> str:
    """Line and markers; the line stops at a blank and goes on after it."""
    parts: list[str] = []
    run: list[tuple[float, float]] = []
    for x, value in zip((*frame.xs, 0.0), (*series.values, None), strict=True):
        if value is not None:
            run.append((x, frame.y(value)))
            continue
        if len(run) > 1:
            parts.append(brush.line(n, run))
        run = []
    return "".join([*parts, *(brush.marker(n, x, y) for x, y in _points(series, frame))])


def _ends(brush: Brush, panel: Sequence[int], chosen: Sequence[Series], frame: Frame) -> str:
    """Each series' name beside its last point, moved down where two would touch."""
    named = sorted(
        (_points(series, frame)[-1][1], n, series.label)
        for n, series in zip(panel, chosen, strict=True)
        if _points(series, frame)
    )
    parts: list[str] = []
    bottom = 0.0
    for y, n, label in named:
        rows = wrap(label, _END_LABEL, FONT)
        first = max(y + 5 - (len(rows) - 1) * LINE / 2, bottom + LINE)
        parts.append(brush.marker(n, frame.right + 6, first - 5))
        parts += [brush.text(frame.right + 16, first + i * LINE, row) for i, row in enumerate(rows)]
        bottom = first + (len(rows) - 1) * LINE + 3
    return "".join(parts)


def _values(data: ChartData, brush: Brush, chosen: Sequence[Series], frame: Frame, taken: list[Box]) -> Iterator[str]:
    """The values at their points, the most telling first, as many as do not touch each other.

    A place free of lines is looked for first; where there is room for all, one across a line will do.
    """
    for series in chosen:
        for x, value in zip(frame.xs, series.values, strict=True):
            if value is None:
                yield brush.text(x, frame.zero - 5, BLANK, "chart-value blank", "middle")
    drawn = [box for series in chosen for box in _along(_points(series, frame))]
    roomy = not frame.left
    for index in _telling(data):
        for series in chosen:
            value = series.values[index]
            if value is None:
                continue
            text = written(value, data.unit)
            places = list(_places(series, index, frame, words_width(text, FONT) + 3))
            free = [box for box in places if not any(_touch(box, other) for other in taken)]
            clear = [box for box in free if not any(_touch(box, other) for other in drawn)]
            best = next(iter(clear or (free if roomy else ())), None)
            if best:
                taken.append(best)
                yield brush.text((best[0] + best[2]) / 2, best[3] - 2, text, "chart-value", "middle")


def _telling(data: ChartData) -> list[int]:
    """The points in the order in which their values deserve to be printed: last, extremes, first, rest."""
    order = [len(data.labels) - 1]
    for series in data.series:
        printed = [(Decimal(value), index) for index, value in enumerate(series.values) if value is not None]
        if printed:
            order += [max(printed, key=lambda each: each[0])[1], min(printed, key=lambda each: each[0])[1]]
    order += range(len(data.labels))
    return [index for index in dict.fromkeys(order) if index >= 0]


def _places(series: Series, index: int, frame: Frame, width: float) -> Iterator[Box]:
    """Where a value may stand: above its point, or below where both neighbours stand higher; or aside."""
    x, y = frame.xs[index], frame.y(series.values[index] or 0)
    near = [series.values[i] for i in (index - 1, index + 1) if 0 <= i < len(series.values)]
    valley = all(value is not None and frame.y(value) < y for value in near)
    above, below = y - 9, y + 20
    for baseline in (below, above) if valley else (above, below):
        for left in (x - width / 2, x - width - 1, x + 1):
            inside = frame.left <= left and left + width <= WIDTH
            if inside and (baseline == above or below <= frame.zero - 3):
                yield (left, baseline - 12, left + width, baseline + 2)


def _along(points: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """Small boxes along a line, for what must not stand on it."""
    for (x1, y1), (x2, y2) in pairwise(points):
        steps = 1 + int((abs(x2 - x1) + abs(y2 - y1)) / 4)
        for n in range(steps + 1):
            yield _around(x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps, 1.5)


def _around(x: float, y: float, radius: float) -> Box:
    return (x - radius, y - radius, x + radius, y + radius)


def _touch(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _below(brush: Brush, labels: Sequence[str], xs: Sequence[float], y: float) -> tuple[str, float]:
    """The labels below the last panel, thinned from the end; what neighbours share stands once.

    "2020년 8월", "2020년 9월" become 8월, 9월 with 2020년 over the first, "Aug 2020" likewise below.
    """
    pitch = xs[1] - xs[0] if len(xs) > 1 else WIDTH
    wrapped = [wrap(label, max(pitch - 4, 3 * FONT), FONT) for label in labels]
    shared = _shared(wrapped)
    own = [tuple(row for n, row in enumerate(rows) if n != shared) for rows in wrapped]
    widest = max((words_width(row, FONT) for rows in own for row in rows), default=0.0)
    every = 1 + int((widest + 4) // pitch)
    kept = [n for n in range(len(labels)) if (len(labels) - 1 - n) % every == 0]
    parts: list[str] = []
    if shared >= 0:
        heads = [wrapped[n][shared] for n in kept]
        opening = [n for n, head, before in zip(kept, heads, ["", *heads], strict=False) if head != before]
        after = [*(xs[n] for n in opening[1:]), xs[-1] + WIDTH]
        for n, following in zip(opening, after, strict=True):
            if following - xs[n] > words_width(wrapped[n][shared], FONT) + 4:
                row = wrapped[n][shared]
                parts.append(brush.text(xs[n], y + FONT + shared * LINE, row, anchor="middle"))
    first = y + FONT + (LINE if shared == 0 else 0)
    parts += [brush.text(xs[n], first + i * LINE, row, anchor="middle") for n in kept for i, row in enumerate(own[n])]
    return "".join(parts), y + max((len(rows) for rows in wrapped), default=0) * LINE + 4


def _shared(wrapped: Sequence[tuple[str, ...]]) -> int:
    """Which row of labels of two rows is the one that repeats, or -1."""
    if not wrapped or any(len(rows) != 2 for rows in wrapped):
        return -1
    upper, lower = (len({rows[n] for rows in wrapped}) for n in (0, 1))
    if min(upper, lower) * 2 > len(wrapped):
        return -1
    return 0 if upper <= lower else 1
