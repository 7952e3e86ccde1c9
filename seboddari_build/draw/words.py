"""A chart in words: the description that a screen reader speaks."""

from collections.abc import Sequence
from decimal import Decimal

from seboddari_build.draw.chart_data import ChartData, Series, written

#: Up to this many values are all read out; above it only the extremes.
SPOKEN = 30


def describe(data: ChartData) -> str:
    """All values of a small chart, the extremes of a large one, in the language of the chart."""
    count = len(data.labels) * len(data.series)
    say = _all if count <= SPOKEN else _extremes
    sentences = [_sentence(data, series, say(data, series)) for series in data.series]
    if data.lang == "en" and data.unit not in ("", "%"):
        sentences.insert(0, f"Unit: {data.unit}.")
    if count > SPOKEN:
        sentences.insert(0, f"{count} values." if data.lang == "en" else f"값 {count}개.")
    return " ".join(sentences)


def _sentence(data: ChartData, series: Series, parts: Sequence[str]) -> str:
    head = f"{series.label}: " if len(data.series) > 1 else ""
    return f"{head}{', '.join(parts)}."


def _all(data: ChartData, series: Series) -> list[str]:
    return [_pair(data, label, value) for label, value in zip(data.labels, series.values, strict=True)]


def _extremes(data: ChartData, series: Series) -> list[str]:
    printed = [
        (Decimal(value), label, value)
        for label, value in zip(data.labels, series.values, strict=True)
        if value is not None
    ]
    blanks = len(series.values) - len(printed)
    said: list[str] = []
    if printed:
        _, *most = max(printed, key=lambda each: each[0])
        _, *least = min(printed, key=lambda each: each[0])
        high, low = ("highest", "lowest") if data.lang == "en" else ("가장 큰 값", "가장 작은 값")
        said = [f"{high} {_pair(data, *most)}", f"{low} {_pair(data, *least)}"]
    if blanks:
        said.append(f"{blanks} without a value" if data.lang == "en" else f"값 없음 {blanks}개")
    return said


def _pair(data: ChartData, label: str, value: str | None) -> str:
    if value is None:
        return f"{label} no value" if data.lang == "en" else f"{label} 값 없음"
    counter = data.unit if data.lang == "ko" and data.unit != "%" else ""
    return f"{label} {written(value, data.unit)}{counter}"
