"""The mark as pictures, for the home screens of phones and lists of apps."""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

import PIL
from msgspec import Struct, msgpack

from seboddari_build.base.leaves import Memo

if TYPE_CHECKING:
    from PIL import Image

Point = tuple[float, float]

#: Each picture: its name, its side in pixels, how much of it the mark takes, whether paper lies below.
_ICONS: Final = (
    ("icon-192.png", 192, 1.0, False),
    ("icon-512.png", 512, 1.0, False),
    ("maskable-512.png", 512, 0.6, True),
    ("touch-180.png", 180, 0.76, True),
)
#: What the leaves of this module are called.
LEAF = "icons/"
_FORM = "1"  # to be raised whenever the bytes made here change
#: Pixels are drawn this many times smaller, and then brought together.
_FINE = 4
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Shape(Struct, frozen=True):
    """A coloured shape of straight edges; corners as shares of the whole drawing."""

    colour: str
    corners: tuple[Point, ...]


def icons(mark: bytes, paper: str, memo: Memo) -> dict[str, bytes]:
    """PNG files by name, made of the drawing ``mark``; none where it has more than coloured straight shapes."""
    key = f"{LEAF}{_FORM}/{PIL.__version__}/{paper}/{hashlib.blake2b(mark, digest_size=16).hexdigest()}"
    known = memo.get(key)
    if known is None:
        shapes = shapes_of(mark)
        wanted = _ICONS if shapes else ()
        made = {name: _png(shapes, side, share, paper if below else "") for name, side, share, below in wanted}
        known = msgpack.encode(made)
        memo.put(key, known)
    return msgpack.decode(known, type=dict[str, bytes])


def shapes_of(mark: bytes) -> tuple[Shape, ...]:
    """The shapes of an SVG whose paths run in straight lines; () where there is anything else in it."""
    try:
        root = ElementTree.fromstring(mark)  # noqa: S314  # a file of the theme, which is trusted as code is
        left, top, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except (ElementTree.ParseError, ValueError):
        return ()
    if width <= 0 or height <= 0:
        return ()
    side = max(width, height)
    shapes: list[Shape] = []
    for child in root:
        colour = child.get("fill", "")
        plain = child.tag.endswith("}path") and set(child.attrib) <= {"fill", "d"} and len(child) == 0
        points = tuple(corners(child.get("d", ""))) if plain else ()
        if len(points) < 3 or not _COLOUR.fullmatch(colour):
            return ()
        placed = (((x - left - width / 2) / side + 0.5, (y - top - height / 2) / side + 0.5) for x, y in points)
        shapes.append(Shape(colour, tuple(placed)))
    return tuple(shapes)


def corners(path: str) -> Iterator[Point]:
    """The corners of a path that is closed once and has only straight lines; nothing if it is another."""
    tokens = _TOKEN.findall(path)
    if not tokens or tokens[0] not in "Mm" or tokens[-1] not in "Zz":
        return
    x = y = 0.0
    points: list[Point] = []
    command, at = "", 0
    while at < len(tokens) - 1:
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
            if command not in "MmLlHhVv" or (command in "Mm" and points):
                return
        need = 1 if command in "HhVv" else 2
        values = tokens[at : at + need]
        if len(values) < need or any(value.isalpha() for value in values):
            return
        numbers = [float(value) for value in values]
        x, y = _moved(command, numbers, x, y)
        points.append((x, y))
        at += need
    yield from points


def _moved(command: str, numbers: list[float], x: float, y: float) -> Point:
    match command:
        case "H":
            return numbers[0], y
        case "h":
            return x + numbers[0], y
        case "V":
            return x, numbers[0]
        case "v":
            return x, y + numbers[0]
        case "M" | "L":
            return numbers[0], numbers[1]
        case _:
            return x + numbers[0], y + numbers[1]


def drawn(shapes: tuple[Shape, ...], side: int, share: float, ground: str) -> "Image.Image":
    """A square picture of the mark, which takes ``share`` of it, on ``ground`` (or nothing)."""
    from PIL import Image, ImageDraw

    size = side * _FINE
    image = Image.new("RGBA", (size, size), ground or (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    edge = size * (1 - share) / 2
    for shape in shapes:
        pen.polygon([(edge + x * size * share, edge + y * size * share) for x, y in shape.corners], fill=shape.colour)
    return image.resize((side, side), Image.Resampling.BOX)


def _png(shapes: tuple[Shape, ...], side: int, share: float, ground: str) -> bytes:
    out = io.BytesIO()
    drawn(shapes, side, share, ground).save(out, "PNG", optimize=True)
    return out.getvalue()
