"""The parts that charts are made of: words, hatched bars, markers, legends.

Series differ by shape as well as by colour: a hatch for areas, a dash and a marker for lines.
"""

from collections.abc import Sequence

from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.draw.svg import SERIES, Colour, Palette, number, paint, tag, worded, words_width, wrap

#: All charts are this wide in their own units; text of FONT units is then 11 px on a 320 px phone.
WIDTH = 360.0
FONT = 14.0
LINE = 18.0

_DASHES = ("", "8 4", "2 4", "10 3 2 3", "5 3")
_HATCHES = ("", "M0 6L6 0", "M0 3H6", "M0 0L6 6M0 6L6 0", "M3 0V6")
_MARKERS = (
    "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z",
    "M-3.5 -3.5H3.5V3.5H-3.5Z",
    "M0 -5L5 0L0 5L-5 0Z",
    "M0 -5L4.8 3.6H-4.8Z",
    "M-4.8 -3.6H4.8L0 5Z",
)
_COLOURS: dict[str, Colour] = {
    "chart-label": "soft",
    "chart-value": "ink",
    "blank": "soft",
    "chart-axis": "line",
}


class Brush(Struct, frozen=True):
    """How one chart draws: its id (for hatches), its colours, and the language of its readers."""

    id: str
    palette: Palette | None
    lang: Language

    def text(
        self, x: float, y: float, words: str, kind: str = "chart-label", anchor: str = "", size: float = FONT
    ) -> str:
        """A line of text with its baseline at y; ``anchor`` as in SVG ("" is start)."""
        return worded(
            "text",
            words,
            self.lang,
            class_=kind,
            x=x,
            y=y,
            font_size=size,
            font_weight="700" if kind.startswith("chart-value") else "",
            text_anchor=anchor,
            fill=paint(self.palette, _COLOURS[kind.rsplit(maxsplit=1)[-1]]),
        )

    def stroke(self, path: str, kind: str = "chart-axis") -> str:
        """A thin line: an axis or a guide."""
        return tag(
            "path",
            class_=kind,
            d=path,
            fill="none",
            stroke=paint(self.palette, "line"),
            stroke_opacity="" if kind == "chart-axis" else "0.4",
        )

    def hatches(self, count: int) -> str:
        """Definitions of the hatches of the first ``count`` series."""
        return tag("defs", *(self._hatch(n) for n in range(1, min(count, len(SERIES))))) if count > 1 else ""

    def _hatch(self, n: int) -> str:
        colour = paint(self.palette, SERIES[n])
        return tag(
            "pattern",
            tag("path", d="M0 0H6V6H0Z", fill=colour, fill_opacity="0.18"),
            tag("path", d=_HATCHES[n], fill="none", stroke=colour, stroke_width="1.4", stroke_linecap="square"),
            class_=f"series-{n + 1}",
            id=f"{self.id}-h{n + 1}",
            width="6",
            height="6",
            patternUnits="userSpaceOnUse",
        )

    def area(self, n: int, box: tuple[float, float, float, float]) -> str:
        """A bar of series ``n`` (from 0): x, y, width, height."""
        n %= len(SERIES)
        x, y, width, height = box
        colour = paint(self.palette, SERIES[n])
        return tag(
            "rect",
            class_=f"chart-mark series-{n + 1}",
            x=x,
            y=y,
            width=width,
            height=height,
            fill=f"url(#{self.id}-h{n + 1})" if n else colour,
            stroke=colour if n else "",
        )

    def line(self, n: int, points: Sequence[tuple[float, float]]) -> str:
        """The line of series ``n`` through points."""
        n %= len(SERIES)
        return tag(
            "path",
            class_=f"chart-path series-{n + 1}",
            d="M" + "L".join(f"{number(x)} {number(y)}" for x, y in points),
            fill="none",
            stroke=paint(self.palette, SERIES[n]),
            stroke_width="2.5",
            stroke_dasharray=_DASHES[n],
            stroke_linejoin="round",
        )

    def marker(self, n: int, x: float, y: float) -> str:
        """The marker of series ``n`` at a point."""
        n %= len(SERIES)
        return tag(
            "path",
            class_=f"chart-mark series-{n + 1}",
            transform=f"translate({number(x)} {number(y)})",
            d=_MARKERS[n],
            fill=paint(self.palette, SERIES[n]),
        )

    def legend(self, labels: Sequence[str], y: float) -> tuple[str, float]:
        """Swatches with their labels, flowing over lines from y down; and where they end."""
        parts: list[str] = []
        x = 0.0
        for n, label in enumerate(labels):
            lines = wrap(label, WIDTH - 22, FONT)
            width = 22 + max(words_width(line, FONT) for line in lines)
            if x and x + width > WIDTH:
                x, y = 0.0, y + LINE + 2
            parts.append(self.area(n, (x + 0.5, y + 3, 14, 11)))
            parts += [self.text(x + 22, y + 13 + i * LINE, line) for i, line in enumerate(lines)]
            x, y = x + width + 16, y + (len(lines) - 1) * LINE
        return "".join(parts), y + LINE + 6


def unit_note(brush: Brush, unit: str, korean: bool) -> tuple[str, float]:
    """The unit at the top right, and where it ends; a percent sign stands with each number instead."""
    if unit in ("", "%"):
        return "", 0.0
    note = f"단위: {unit}" if korean else f"Unit: {unit}"
    return brush.text(WIDTH, FONT, note, anchor="end"), LINE + 4
