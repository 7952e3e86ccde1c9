"""Everything that can be drawn: pages carry the values, whatever renders them draws them."""

from typing import assert_never

from seboddari_build.draw.chart import chart
from seboddari_build.draw.chart_data import ChartData
from seboddari_build.draw.patchwork import Patchwork, patchwork
from seboddari_build.draw.place_map import PlaceMap, place_map
from seboddari_build.draw.svg import Palette
from seboddari_build.draw.tile_map import TileMap, tile_map

Drawing = ChartData | PlaceMap | TileMap | Patchwork


def draw(drawing: Drawing, palette: Palette | None = None) -> str:
    """An SVG element; without a palette, classes give the colours.

    Raises decimal.InvalidOperation for a value that is no number, AssertionError for what is no drawing.
    """
    match drawing:
        case ChartData():
            return chart(drawing, palette)
        case PlaceMap():
            return place_map(drawing, palette)
        case TileMap():
            return tile_map(drawing, palette)
        case Patchwork():
            return patchwork(drawing, palette)
        case _:
            assert_never(drawing)
