"""Maps of data: what stands on the tiles, what is spoken, and that nothing is told by colour alone."""

from xml.etree import ElementTree

from seboddari_build.draw.place_map import Place, PlaceMap, place_map

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = PlaceMap(
    id="m",
    title="응답",
    unit="개",
    lang="ko",
    places=(Place(2, 1, "도봉구", "1234"), Place(1, 2, "은평구"), Place(2, 2, "강북구", "0")),
)
KINDS = PlaceMap(
    id="m",
    title="Delivery",
    unit="",
    lang="en",
    places=(Place(1, 1, "Eunpyeong", None, (0, 1)), Place(2, 1, "Yeongdeungpo", None, (1,)), Place(3, 1, "Mapo")),
    kinds=("residents", "self-sufficiency"),
)


def words(drawing: str) -> list[str]:
    """The words on the drawing in their order."""
    return [each.text or "" for each in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


def spoken(drawing: str) -> str:
    """The description."""
    return ElementTree.fromstring(drawing).findtext(f"{SVG}desc") or ""


def test_each_place_has_its_number_and_a_blank_has_a_dash() -> None:
    drawing = place_map(NUMBERS)
    assert words(drawing) == ["단위: 개", "도봉구", "1,234", "은평구", "–", "강북구", "0"]
    assert spoken(drawing) == "도봉구 1,234개, 은평구 없음, 강북구 0개"


def test_kinds_are_numbered_as_in_the_legend() -> None:
    drawing = place_map(KINDS)
    assert words(drawing) == [
        "1 residents", "2 self-sufficiency", "Eun-", "pyeong", "1·2", "Yeong-", "deungpo", "2", "Mapo", "–",
    ]  # fmt: skip
    assert spoken(drawing) == "residents: Eunpyeong. self-sufficiency: Eunpyeong, Yeongdeungpo. None: Mapo."


def test_bars_are_as_long_as_the_numbers_are_big() -> None:
    bars = [
        float(each.get("width", "0"))
        for each in ElementTree.fromstring(place_map(NUMBERS)).iter(f"{SVG}rect")
        if "chart-mark" in each.get("class", "")
    ]
    assert len(bars) == 1
    assert 40 < bars[0] < 57


def test_no_place_no_map() -> None:
    assert place_map(PlaceMap(id="m", title="", unit="", lang="ko", places=())) == ""
