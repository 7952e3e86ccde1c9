"""Whatever can be drawn is drawn by one function: by classes for the web, in written colours for print."""

import re
from xml.etree import ElementTree

import pytest

from seboddari_build.draw.chart_data import ChartData, Series
from seboddari_build.draw.drawing import Drawing, draw
from seboddari_build.draw.patchwork import Patch, Patchwork
from seboddari_build.draw.place_map import Place, PlaceMap
from seboddari_build.draw.svg import Palette
from seboddari_build.draw.tile_map import Tile, TileMap

INK = Palette(
    ink="#101010", soft="#202020", line="#303030", paper="#ffffff", cloth="#eeeeee",
    indigo="#000001", persimmon="#000002", jade="#000003", plum="#000004", ochre="#000005", font="Print Sans",
)  # fmt: skip
CHART = ChartData(
    id="c", kind="bar", title="건수", unit="건", lang="ko", labels=("8월", "9월"), series=(Series("건", ("1", "2")),)
)
MAP = PlaceMap(id="m", title="응답", unit="개", lang="ko", places=(Place(1, 1, "마포구", "3"),))
TILES = TileMap(id="t", title="자치구", desc="마포구 2", lang="ko", tiles=(Tile(1, 1, "마포구", "2", on=True),))
CLOTH = Patchwork(id="p", title="조각보", desc="순서", lang="ko", days=((Patch(60, "jade", "마을기업"),),))
EVERY = [(CHART, "chart chart-bar"), (MAP, "chart chart-map"), (TILES, "tilemap"), (CLOTH, "patchwork")]


@pytest.mark.parametrize(("drawing", "kind"), EVERY)
def test_classes_give_the_colours_unless_a_palette_writes_them_out(drawing: Drawing, kind: str) -> None:
    on_screen, on_paper = draw(drawing), draw(drawing, INK)
    assert ElementTree.fromstring(on_screen).get("class") == kind
    assert "currentColor" in on_screen
    assert "#" not in re.sub(r"url\(#[\w-]+\)", "", on_screen)
    assert "currentColor" not in on_paper
    assert "#0000" in on_paper


@pytest.mark.parametrize("drawing", [CHART, MAP, TILES])
def test_words_on_paper_are_set_in_the_font_of_the_palette(drawing: Drawing) -> None:
    assert ElementTree.fromstring(draw(drawing, INK)).get("font-family") == "Print Sans"


def test_nothing_else_is_drawn() -> None:
    with pytest.raises(AssertionError):
        draw("<svg/>")  # type: ignore[arg-type]  # wrong on purpose
