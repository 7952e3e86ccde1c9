"""Tile maps: places as squares of one size, each where it about lies."""

from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.draw.svg import Palette, document, number, paint, tag, worded, words_width, wrap

_PITCH, _SIDE, _FONT, _LINE = 60.0, 57.0, 13.0, 15.0


class Tile(Struct, frozen=True):
    """A place: column and row from 1; ``on`` where there is something to see; ``href`` may be ""."""

    column: int
    row: int
    label: str
    value: str = ""
    on: bool = False
    href: str = ""


class TileMap(Struct, frozen=True, kw_only=True):
    """A map in one language; ``id`` is unique on the page."""

    id: str
    title: str
    desc: str
    lang: Language
    tiles: tuple[Tile, ...]


def tile_map(data: TileMap, palette: Palette | None = None) -> str:
    """An SVG element of the tiles in reading order; a tile with an address is a link.

    Classes ``tile``, ``tile-on``, ``tile-label``, ``tile-value``, ``tile-fold`` set ``color``.
    """
    tiles = data.tiles
    ordered = sorted(tiles, key=lambda tile: (tile.row, tile.column))
    left = min((tile.column for tile in tiles), default=1)
    top = min((tile.row for tile in tiles), default=1)
    width = (max((tile.column for tile in tiles), default=1) - left + 1) * _PITCH
    height = (max((tile.row for tile in tiles), default=1) - top + 1) * _PITCH
    drawn = (
        _tile(tile, ((tile.column - left) * _PITCH + 1.5, (tile.row - top) * _PITCH + 1.5), palette, data.lang)
        for tile in ordered
    )
    return document(
        (width, height),
        data.id,
        data.title,
        data.desc,
        *drawn,
        class_="tilemap",
        role="group",
        lang=data.lang,
        font_family=palette.font if palette else "",
    )


def _tile(tile: Tile, corner: tuple[float, float], palette: Palette | None, lang: Language) -> str:
    """A square with its words; one that is ``on`` is filled and has a folded corner."""
    x, y = corner
    rows = wrap(tile.label, _SIDE - 2, _FONT)
    lines = [(row, "tile-label") for row in rows] + ([(tile.value, "tile-value")] if tile.value else [])
    first = y + _SIDE / 2 + 4.5 - (len(lines) - 1) * _LINE / 2
    ground = paint(palette, "indigo" if tile.on else "line")
    ink = paint(palette, "paper" if tile.on else "soft")
    square = tag(
        "rect",
        class_="tile-cloth",
        x=x,
        y=y,
        width=_SIDE,
        height=_SIDE,
        fill=ground if tile.on else "none",
        stroke=ground,
    )
    fold = tag(
        "path",
        class_="tile-fold",
        fill=ink,
        fill_opacity="0.55",
        d=f"M{number(x + _SIDE - 11)} {number(y)}H{number(x + _SIDE)}V{number(y + 11)}Z",
    )
    words = (
        worded(
            "text",
            row,
            lang,
            class_=kind,
            x=x + _SIDE / 2,
            y=first + n * _LINE,
            text_anchor="middle",
            font_size=min(_FONT, _FONT * (_SIDE - 3) / max(words_width(row, _FONT), 1)),
            font_weight="700" if kind == "tile-value" else "",
            fill=ink,
        )
        for n, (row, kind) in enumerate(lines)
    )
    name = "tile tile-on" if tile.on else "tile"
    if tile.href:
        return tag("a", square, fold if tile.on else "", *words, class_=name, href=tile.href)
    return tag("g", square, fold if tile.on else "", *words, class_=name)
