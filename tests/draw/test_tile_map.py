"""The tile map: places where they about lie, links to what is said of them."""

from xml.etree import ElementTree

from seboddari_build.draw.tile_map import Tile, TileMap, tile_map

SVG = "{http://www.w3.org/2000/svg}"


def test_tiles_are_links_in_reading_order() -> None:
    places = (
        Tile(2, 4, "마포구", "2", on=True, href="mapo/?a=1&b=2"),
        Tile(4, 1, "도봉구"),
        Tile(1, 4, "강서구"),
    )
    drawing = tile_map(TileMap(id="map", title="자치구", desc="서울의 자치구", lang="ko", tiles=places))
    root = ElementTree.fromstring(drawing)
    assert root.get("aria-labelledby") == "map-t map-d"
    assert root.get("viewBox") == "0 0 240 240"
    assert [each.text for each in root.iter(f"{SVG}text")] == ["도봉구", "강서구", "마포구", "2"]
    link = root.find(f"{SVG}a")
    assert link is not None
    assert (link.get("href"), link.get("class")) == ("mapo/?a=1&b=2", "tile tile-on")
    assert len([each for each in root.iter(f"{SVG}path") if each.get("class") == "tile-fold"]) == 1
    assert "style" not in drawing
