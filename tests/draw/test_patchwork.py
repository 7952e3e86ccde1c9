"""The patchwork of a programme, and the mark."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.draw.patchwork import Patch, Patchwork, layout, mark, patchwork

SVG = "{http://www.w3.org/2000/svg}"
DAYS = (
    (Patch(30, "cloth", "오프닝"), Patch(60, "indigo", "기조강연"), Patch(120, "jade", "공공구매")),
    (Patch(120, "jade", "마을기업"), Patch(90, "plum", "돌봄"), Patch(60, "plum", "클로징 & <끝>")),
)


def cloth(*days: tuple[Patch, ...]) -> Patchwork:
    """A patchwork of days."""
    return Patchwork(id="p", title="t", desc="d", lang="ko", days=days)


def area(path: str) -> float:
    """The area inside a path of straight lines."""
    points = [tuple(map(float, pair.split())) for pair in re.findall(r"-?[\d.]+ -?[\d.]+", path)]
    around = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in around)) / 2


def patches(drawing: str) -> dict[str, list[ElementTree.Element]]:
    """The pieces of each patch that has a title."""
    found = ElementTree.fromstring(drawing).iter(f"{SVG}g")
    return {
        each.findtext(f"{SVG}title") or "": [
            piece for piece in each.iter(f"{SVG}path") if piece.get("class", "").startswith("tint-")
        ]
        for each in found
        if "patch" in each.get("class", "").split()
    }


def test_the_area_of_a_patch_is_its_minutes() -> None:
    minutes = {patch.title: patch.minutes for day in DAYS for patch in day}
    areas = {
        title: sum(area(piece.get("d", "")) for piece in pieces)
        for title, pieces in patches(patchwork(cloth(*DAYS))).items()
    }
    assert areas.keys() == minutes.keys()
    whole = sum(areas.values())
    for title, size in areas.items():
        assert size / whole == pytest.approx(minutes[title] / sum(minutes.values()), abs=1e-4)


@given(st.lists(st.integers(1, 600), min_size=1, max_size=40))
def test_the_layout_fills_the_cloth_exactly(minutes: list[int]) -> None:
    rects = layout(minutes, (0.0, 0.0, 1.0, 1.0))
    assert [width * height for _, _, width, height in rects] == pytest.approx([each / sum(minutes) for each in minutes])
    for u, v, width, height in rects:
        assert u >= 0
        assert v >= 0
        assert u + width <= 1 + 1e-9
        assert v + height <= 1 + 1e-9


def test_is_named_well_formed_and_the_same_every_time() -> None:
    data = Patchwork(id="home", title="조각보", desc="순서의 시간만큼 이은 조각보", lang="ko", days=DAYS)
    drawing = patchwork(data)
    root = ElementTree.fromstring(drawing)
    assert root.get("aria-labelledby") == "home-t home-d"
    assert root.findtext(f"{SVG}title[@id='home-t']") == "조각보"
    assert root.findtext(f"{SVG}desc[@id='home-d']") == "순서의 시간만큼 이은 조각보"
    assert "style" not in drawing
    assert not re.search(r"\d\.\d{3}", drawing)
    assert drawing == patchwork(data)


def test_hue_is_the_theme_and_cloth_is_sewn_and_tied() -> None:
    drawing = patchwork(cloth(*DAYS))
    root = ElementTree.fromstring(drawing)
    colours = [each.get("class", "") for each in root.iter(f"{SVG}g")]
    assert [name for name in colours if "patch" in name] == [f"patch c-{patch.colour}" for day in DAYS for patch in day]
    assert "knot" in colours
    stitched = [each for each in root.iter(f"{SVG}path") if each.get("stroke-dasharray")]
    assert {each.get("class") for each in stitched} == {"seam", "seam seam-plain"}


def test_pieces_of_one_colour_differ_where_they_meet() -> None:
    pieces = patches(patchwork(cloth((Patch(120, "jade", "가"), Patch(60, "jade", "나")))))
    assert len({piece.get("class") for each in pieces.values() for piece in each}) == 3


def test_what_takes_no_time_takes_no_room() -> None:
    nothing = Patch(0, "jade", "빈 순서")
    assert patchwork(cloth((nothing, *DAYS[0]), (), DAYS[1])) == patchwork(cloth(*DAYS))
    assert not patches(patchwork(cloth()))


def test_a_thousand_sessions_are_one_patch_each() -> None:
    many = tuple(tuple(Patch(20 + n % 40, "plum", f"{day}-{n}") for n in range(500)) for day in range(2))
    pieces = patches(patchwork(cloth(*many)))
    assert len(pieces) == 1000
    assert all(len(each) == 1 for each in pieces.values())


def test_the_mark_is_decoration_unless_it_is_named() -> None:
    assert ElementTree.fromstring(mark("m")).get("aria-hidden") == "true"
    named = ElementTree.fromstring(mark("m", "보따리 토크"))
    assert named.get("role") == "img"
    assert named.get("aria-labelledby") == "m-t"
