"""The patchwork cloth (조각보) of a programme: a diamond sewn of its sessions and tied with a knot.

A patch's area is its share of the minutes, exactly; its colour is its theme. The cloth is laid out
in a unit square, which is then turned by 45 degrees.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot, sqrt

from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.draw.svg import Colour, Palette, document, number, paint, tag, worded

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Rect = tuple[float, float, float, float]  # u, v, width, height in the unit square

SIZE = 400.0
#: Half the diagonal of the cloth; what is left of SIZE is its hem.
REACH = 188.0
_GOLDEN = (sqrt(5) - 1) / 2
#: A patch is pieced of one piece for each half hour, as cloths are made of what is at hand.
_PIECE_MINUTES, _MOST_PIECES, _MOST_PATCHES = 30, 6, 80
_TINTS = ("1", "0.86", "0.72")
_SHADES = ("0", "0.1", "0.2")
_STITCH = 3.4
_TOO_SMALL = 14.0
#: The knot around (0, 0): the near and the far side of its two ears, and the tie.
_EARS_NEAR = "M0 2L-58 -12L-52 13ZM0 2L58 -12L52 13Z"
_EARS_FAR = "M0 2L-44 -37L-58 -12ZM0 2L44 -37L58 -12Z"
_TIE = "M0 -15L15 0L0 15L-15 0Z"


class Patch(Struct, frozen=True):
    """A session as a piece of cloth: how long, which colour of the palette, what it is called."""

    minutes: int
    colour: Colour
    title: str


class Patchwork(Struct, frozen=True, kw_only=True):
    """A cloth in one language: each day (or channel) is a band of it; ``id`` is unique on the page."""

    id: str
    title: str
    desc: str
    lang: Language
    days: tuple[tuple[Patch, ...], ...]


def patchwork(data: Patchwork, palette: Palette | None = None) -> str:
    """An SVG element, square, of the days side by side.

    Every patch is ``<g class="patch c-<colour>">`` holding pieces of class ``tint-1`` to ``tint-3``;
    the classes ``c-<colour>``, ``seam``, ``seam-plain``, ``hem`` and ``knot`` set ``color``.
    Patches without minutes are left out; a day without patches takes no room.
    """
    sewn = _sewn(tuple(tuple(patch for patch in day if patch.minutes > 0) for day in data.days))
    tints = _tinted(sewn)
    cloth = [_patch(patch, pieces, tint, palette, data.lang) for (patch, pieces), tint in zip(sewn, tints, strict=True)]
    return document(
        (SIZE, SIZE),
        data.id,
        data.title,
        data.desc,
        _hem(palette),
        *cloth,
        *_seams(sewn, palette),
        _knot(palette),
        class_="patchwork",
        role="img",
        lang=data.lang,
    )


def layout(weights: Sequence[float], rect: Rect, turn: int = 0) -> tuple[Rect, ...]:
    """Rectangles in order, together filling ``rect``, each as large as its weight (all above 0).

    The row is parted near the golden section and the rectangle cut across its longer side, again
    and again; the larger part alternates, so that no two seams fall on one line.
    """
    if len(weights) < 2:
        return (rect,) * len(weights)
    total = sum(weights)
    aim = total * (_GOLDEN if turn % 2 else 1 - _GOLDEN)
    sums = [sum(weights[:n]) for n in range(1, len(weights))]
    first = min(range(len(sums)), key=lambda n: abs(sums[n] - aim))
    one, two = _cut(rect, sums[first] / total)
    return layout(weights[: first + 1], one, turn + 1) + layout(weights[first + 1 :], two, turn)


def _cut(rect: Rect, share: float) -> tuple[Rect, Rect]:
    u, v, width, height = rect
    if width >= height:
        return (u, v, width * share, height), (u + width * share, v, width * (1 - share), height)
    return (u, v, width, height * share), (u, v + height * share, width, height * (1 - share))


def _sewn(days: tuple[tuple[Patch, ...], ...]) -> list[tuple[Patch, tuple[Polygon, ...]]]:
    """Each patch with its pieces as polygons of the unit square."""
    days = tuple(day for day in days if day)
    few = sum(map(len, days)) <= _MOST_PATCHES
    bands = _bands([sum(patch.minutes for patch in day) for day in days])
    return [
        (patch, tuple(_pieces(rect, _count(patch) if few else 1, n + turn)))
        for turn, (day, band) in enumerate(zip(days, bands, strict=True))
        for n, (patch, rect) in enumerate(zip(day, layout([patch.minutes for patch in day], band, turn), strict=True))
    ]


def _bands(minutes: Sequence[int]) -> Iterator[Rect]:
    u = 0.0
    for each in minutes:
        width = each / sum(minutes)
        yield (u, 0.0, width, 1.0)
        u += width


def _count(patch: Patch) -> int:
    return max(1, min(_MOST_PIECES, round(patch.minutes / _PIECE_MINUTES)))


def _pieces(rect: Rect, count: int, turn: int) -> Iterator[Polygon]:
    """A rectangle pieced together: strips at the golden section, now and then two triangles."""
    u, v, width, height = rect
    corners = ((u, v), (u + width, v), (u + width, v + height), (u, v + height))
    if count == 1:
        yield corners
    elif count == 2 and turn % 3 == 0 and 0.55 < width / height < 1.8:
        a, b, c, d = corners if turn % 2 else (*corners[1:], corners[0])
        yield (a, b, c)
        yield (a, c, d)
    else:
        small = max(1, count // 3)
        share = (1 - _GOLDEN) if count == 2 else small / count
        one, two = _cut(rect, share if turn % 2 else 1 - share)
        first, second = (small, count - small) if turn % 2 else (count - small, small)
        yield from _pieces(one, first, turn + 1)
        yield from _pieces(two, second, turn + 2)


def _tinted(sewn: Sequence[tuple[Patch, tuple[Polygon, ...]]]) -> list[tuple[int, ...]]:
    """A tint (from 0) for every piece, other than that of its neighbours of the same colour if it can be."""
    done: dict[str, list[tuple[Rect, int]]] = {}
    tints: list[tuple[int, ...]] = []
    for patch, pieces in sewn:
        mine: list[int] = []
        for piece in pieces:
            box = _box(piece)
            beside = [tint for other, tint in done.get(patch.colour, []) if _touch(box, other)]
            tint = min(range(len(_TINTS)), key=lambda t: (beside.count(t), (t - len(beside)) % len(_TINTS)))
            done.setdefault(patch.colour, []).append((box, tint))
            mine.append(tint)
        tints.append(tuple(mine))
    return tints


def _box(polygon: Polygon) -> Rect:
    us, vs = [u for u, _ in polygon], [v for _, v in polygon]
    return (min(us), min(vs), max(us), max(vs))


def _touch(one: Rect, two: Rect) -> bool:
    near = 1e-9
    return one[0] <= two[2] + near and two[0] <= one[2] + near and one[1] <= two[3] + near and two[1] <= one[3] + near


def _turned(polygon: Polygon) -> Polygon:
    """A polygon of the unit square on the page, turned by 45 degrees."""
    middle = SIZE / 2
    return tuple((middle + (u - v) * REACH, middle + (u + v - 1) * REACH) for u, v in polygon)


def _path(polygon: Polygon) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in polygon) + "Z"


def _patch(
    patch: Patch, pieces: Sequence[Polygon], tints: Sequence[int], palette: Palette | None, lang: Language
) -> str:
    """The pieces of a patch: dyed cloth lets the ground shine through, plain cloth is shaded instead."""
    plain = _plain(patch)
    drawn = (
        tag(
            "path",
            class_=f"tint-{tint + 1}",
            d=_path(_turned(piece)),
            fill_opacity=_TINTS[tint] if tint and not plain else "",
        )
        for piece, tint in zip(pieces, tints, strict=True)
    )
    shades = (
        tag(
            "path",
            class_="seam-plain",
            d=_path(_turned(piece)),
            fill=paint(palette, "line"),
            fill_opacity=_SHADES[tint],
        )
        for piece, tint in zip(pieces, tints, strict=True)
        if tint and plain
    )
    name = worded("title", patch.title, lang)
    return tag("g", name, *drawn, *shades, class_=f"patch c-{patch.colour}", fill=paint(palette, patch.colour))


def _plain(patch: Patch) -> bool:
    return patch.colour in ("cloth", "paper")


def _hem(palette: Palette | None) -> str:
    """The cloth below, a little larger than the patches: the binding of the edge."""
    grow = (SIZE / 2 - 3) / REACH / 2 - 0.5
    edge = ((-grow, -grow), (1 + grow, -grow), (1 + grow, 1 + grow), (-grow, 1 + grow))
    return tag("path", class_="hem", d=_path(_turned(edge)), fill=paint(palette, "cloth"))


def _seams(sewn: Sequence[tuple[Patch, tuple[Polygon, ...]]], palette: Palette | None) -> Iterator[str]:
    """The seam around every piece and a running stitch inside it: light on dyed cloth, grey on plain."""
    every = "".join(_path(_turned(piece)) for _, pieces in sewn for piece in pieces)
    if every:
        yield tag(
            "path",
            class_="seam",
            d=every,
            fill="none",
            stroke=paint(palette, "paper"),
            stroke_width="0.9",
            stroke_opacity="0.55",
            stroke_linejoin="round",
        )
    for plain in (False, True):
        inner = [
            _inset(_turned(piece), _STITCH) for patch, pieces in sewn if _plain(patch) is plain for piece in pieces
        ]
        if any(inner):
            yield tag(
                "path",
                class_="seam seam-plain" if plain else "seam",
                d="".join(_path(each) for each in inner if each),
                fill="none",
                stroke=paint(palette, "line" if plain else "paper"),
                stroke_width="1.1",
                stroke_dasharray="4.5 3",
                stroke_linecap="round",
                stroke_opacity="0.75",
            )


def _inset(polygon: Polygon, by: float) -> Polygon:
    """A convex polygon with every edge moved inwards, or nothing where it is too small."""
    if min(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise((*polygon, polygon[0]))) < _TOO_SMALL:
        return ()
    return tuple(
        _corner(before, here, after, by)
        for before, here, after in zip((polygon[-1], *polygon), polygon, (*polygon[1:], polygon[0]), strict=False)
    )


def _corner(before: Point, here: Point, after: Point, by: float) -> Point:
    """A corner moved inwards along its bisector so that both edges keep the distance ``by``."""
    (ax, ay), (bx, by_) = _unit(here, before), _unit(here, after)
    sine = abs(ax * by_ - ay * bx)
    return (here[0] + (ax + bx) * by / sine, here[1] + (ay + by_) * by / sine)


def _unit(start: Point, end: Point) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1])
    return ((end[0] - start[0]) / length, (end[1] - start[1]) / length)


def _knot(palette: Palette | None) -> str:
    """Two cloths tied in the middle: two ears and the tie."""
    paper, colour = paint(palette, "paper"), paint(palette, "persimmon")
    outline = tag(
        "path",
        class_="seam",
        d=_EARS_NEAR + _EARS_FAR + _TIE,
        fill=paper,
        stroke=paper,
        stroke_width="5",
        stroke_linejoin="round",
    )
    ground = tag("path", class_="hem", d=_EARS_FAR, fill=paint(palette, "cloth"))
    near = tag("path", d=_EARS_NEAR, fill=colour)
    far = tag("path", d=_EARS_FAR, fill=colour, fill_opacity="0.78")
    tie = tag("path", class_="patch c-ochre", d=_TIE, fill=paint(palette, "ochre"))
    stitch = tag(
        "path",
        class_="seam",
        d="M0 -9L9 0L0 9L-9 0Z",
        fill="none",
        stroke=paper,
        stroke_width="1.2",
        stroke_dasharray="3.5 2.5",
        stroke_linecap="round",
    )
    middle = f"translate({number(SIZE / 2)} {number(SIZE / 2)})"
    return tag("g", outline, ground, near, far, tie, stitch, class_="knot", transform=middle)


def mark(id: str, title: str = "", palette: Palette | None = None) -> str:
    """The mark: a diamond of two cloths tied with a knot; without a title it is decoration.

    Classes ``c-indigo``, ``c-persimmon`` and ``c-ochre`` on ``patch`` set ``color``.
    """
    shapes: tuple[tuple[Colour, str, str], ...] = (
        ("indigo", "M32 18L9 38L32 62Z", ""),
        ("persimmon", "M32 18V62L55 38Z", ""),
        ("paper", "M32 40L21 50L32 62L43 50Z", "0.25"),
        ("ochre", "M32 17L13 2L6 15Z", "0.85"),
        ("ochre", "M32 17L51 2L58 15Z", "0.7"),
        ("ochre", "M32 8L41 17L32 26L23 17Z", ""),
    )
    drawn = [
        tag(
            "path",
            class_="seam" if name == "paper" else f"patch c-{name}",
            d=path,
            fill=paint(palette, name),
            fill_opacity=clear,
        )
        for name, path, clear in shapes
    ]
    return document((64, 64), id, title, "", *drawn, class_="patchwork mark", role="img" if title else "")
