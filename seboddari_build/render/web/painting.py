"""Drawings as pictures: paints with Pillow the SVG that `draw/` writes with the colours written out."""

from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from msgspec import Struct

from seboddari_build.render.web.icons import Point, corners

if TYPE_CHECKING:
    from PIL import Image

#: Pixels are painted this many times smaller, and then brought together.
_FINE: Final = 4
_SPACE: Final = "{http://www.w3.org/2000/svg}"


class _Place(Struct, frozen=True):
    """What a shape has from the groups around it: where it stands and its colour."""

    x: float = 0
    y: float = 0
    fill: str = ""


def painted(svg: str, side: int, ground: str) -> "Image.Image":
    """A square drawing of straight paths in groups, ``side`` pixels wide, on ``ground``; any other part is left out."""
    from PIL import Image

    root = ElementTree.fromstring(svg)  # noqa: S314  # it comes from draw/
    canvas = _Canvas(side * _FINE, float(root.get("width", "1")), ground)
    canvas.draw(root, _Place())
    return canvas.image.resize((side, side), Image.Resampling.BOX)


class _Canvas:
    """A picture of ``side`` pixels that shows ``units`` of a drawing."""

    def __init__(self, side: int, units: float, ground: str) -> None:
        from PIL import Image

        self.image = Image.new("RGB", (side, side), ground)
        self._scale = side / units

    def draw(self, element: ElementTree.Element, place: _Place) -> None:
        """All that stands in ``element``."""
        for child in element:
            x, y = _moved(child.get("transform", ""))
            own = _Place(place.x + x, place.y + y, child.get("fill", place.fill))
            if child.tag == f"{_SPACE}g":
                self.draw(child, own)
            elif child.tag == f"{_SPACE}path":
                self._path(child, own)

    def _path(self, path: ElementTree.Element, place: _Place) -> None:
        shapes = [
            [((x + place.x) * self._scale, (y + place.y) * self._scale) for x, y in corners(part + "Z")]
            for part in path.get("d", "").split("Z")[:-1]
        ]
        if place.fill not in ("", "none"):
            self._through(shapes, place.fill, path.get("fill-opacity", "1"), ())
        if stroke := path.get("stroke", ""):
            dashes = tuple(float(each) * self._scale for each in path.get("stroke-dasharray", "").split())
            width = float(path.get("stroke-width", "1")) * self._scale
            self._through(shapes, stroke, path.get("stroke-opacity", "1"), dashes or (0,), width)

    def _through(
        self, shapes: list[list[Point]], colour: str, opacity: str, dashes: tuple[float, ...], width: float = 0
    ) -> None:
        """Colour where ``shapes`` are, or with a ``width`` along their edges, in ``dashes`` if there are any."""
        from PIL import Image, ImageDraw

        edge = width / 2 + 1
        xs, ys = ([point[axis] for shape in shapes for point in shape] for axis in (0, 1))
        if not xs:
            return
        left, top = int(min(xs) - edge), int(min(ys) - edge)
        mask = Image.new("L", (int(max(xs) + edge) - left + 1, int(max(ys) + edge) - top + 1))
        pen, shade = ImageDraw.Draw(mask), round(255 * float(opacity))
        for shape in shapes:
            placed = [(x - left, y - top) for x, y in shape]
            if not width:
                pen.polygon(placed, fill=shade)
                continue
            for (x1, y1), (x2, y2) in _dashed(placed, *dashes):
                pen.line((x1, y1, x2, y2), fill=shade, width=round(width))
                for x, y in ((x1, y1), (x2, y2)):
                    pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=shade)
        self.image.paste(colour, (left, top), mask)


def _dashed(shape: list[Point], dash: float, gap: float = 0) -> Iterator[tuple[Point, Point]]:
    """The edges of a closed shape, or the dashes along them, one of which may go around a corner."""
    at = 0.0  # how far the way is into a dash and the gap behind it
    for (x1, y1), (x2, y2) in pairwise((*shape, shape[0])):
        length = hypot(x2 - x1, y2 - y1)
        if not dash or not length:
            yield (x1, y1), (x2, y2)
            continue
        done = 0.0
        while done < length:
            step = min(length - done, (dash if at < dash else dash + gap) - at)
            ends = ((x1 + (x2 - x1) * t / length, y1 + (y2 - y1) * t / length) for t in (done, done + step))
            if at < dash:
                first, last = ends
                yield first, last
            at = (at + step) % (dash + gap)
            done += max(step, 1e-6)


def _moved(transform: str) -> Point:
    """How far ``translate(x y)`` moves."""
    inside = transform.removeprefix("translate(").removesuffix(")").split()
    return (float(inside[0]), float(inside[1])) if len(inside) == 2 else (0.0, 0.0)
