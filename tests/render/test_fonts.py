"""The web font holds what the site needs, weighs little, and is the same every time."""

import io
import random

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from seboddari_build.render.typeface import Typeface
from seboddari_build.render.web import fonts

CHARACTERS = "서울 사회적경제 활동공유회, 보따리! 12,215건 · 同胡 é → ①"


class Memo:
    """A memo in memory that remembers what was asked of it."""

    def __init__(self) -> None:
        """Start empty."""
        self.kept: dict[str, bytes] = {}

    def get(self, key: str, /) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, value: bytes, /) -> None:
        assert key not in self.kept or "/glyphs/" in key, "worked out twice"
        self.kept[key] = value


@pytest.fixture(scope="module")
def memo() -> Memo:
    return Memo()


def read(files: fonts.FontFiles) -> TTFont:
    return TTFont(io.BytesIO(files.woff2))


def outline(font: TTFont, character: str, weight: int) -> tuple[list[tuple[float, float]], int]:
    """The points of a glyph at a weight, and its width."""
    at = instantiateVariableFont(font, {"wght": weight})
    name = at.getBestCmap()[ord(character)]
    return list(at["glyf"][name].coordinates), at["hmtx"][name][0]


def test_every_character_asked_for_is_there_and_latin_always(memo: Memo) -> None:
    cmap = read(fonts.web_font(CHARACTERS, memo)).getBestCmap()
    assert {ord(c) for c in CHARACTERS} <= cmap.keys()
    assert {ord(c) for c in "Aa~‘”–…\u00a0"} <= cmap.keys()
    assert ord("뷁") not in cmap


def test_the_weight_axis_runs_from_regular_to_bold(memo: Memo) -> None:
    font = read(fonts.web_font(CHARACTERS, memo))
    axes = [(a.axisTag, a.minValue, a.defaultValue, a.maxValue) for a in font["fvar"].axes]
    assert axes == [("wght", 400, 400, 700)]
    assert font.getGlyphOrder()[0] == ".notdef"
    assert font["glyf"][".notdef"].numberOfContours > 0


def test_name_and_licence_stay_with_the_font(memo: Memo) -> None:
    files = fonts.web_font(CHARACTERS, memo)
    name = read(files)["name"]
    assert name.getDebugName(1) == "Noto Sans KR"
    assert "Adobe" in name.getDebugName(0)
    assert "SIL Open Font License" in name.getDebugName(13)
    assert b"SIL OPEN FONT LICENSE Version 1.1" in files.licence


def test_the_style_sheet_never_changes_with_the_content() -> None:
    assert fonts.FONT_FACE == (
        '@font-face{font-family:"Noto Sans KR";font-weight:400 700;font-display:swap;'
        'src:url(noto-sans-kr.woff2) format("woff2")}\n'
    )


def test_bytes_depend_on_the_set_of_characters_alone(memo: Memo) -> None:
    first = fonts.web_font(CHARACTERS, memo)
    shuffled = random.Random(1).sample(CHARACTERS, len(CHARACTERS))
    assert fonts.web_font("".join(shuffled) * 2, memo) == first
    assert fonts.web_font(frozenset(CHARACTERS), Memo()) == first


def test_a_warm_memo_gives_the_bytes_of_a_cold_one(memo: Memo) -> None:
    fonts.web_font(CHARACTERS, memo)
    fonts.web_font("뷁뙇", memo)
    assert fonts.web_font(CHARACTERS + "뷁", memo) == fonts.web_font(CHARACTERS + "뷁", Memo())


@pytest.mark.parametrize(("weight", "error"), [(400, 1.01), (700, 2.01)])
def test_outlines_are_those_of_the_source(memo: Memo, weight: int, error: float) -> None:
    """In thousandths of an em: half a unit of the grid at Regular, a whole unit at Bold."""
    from importlib import resources

    from fontTools.subset import Options, Subsetter

    file = resources.files("justmytype_intl_cjk") / "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"
    source = TTFont(io.BytesIO(file.read_bytes()))
    subsetter = Subsetter(Options(layout_features=[]))
    subsetter.populate(text="활g")
    subsetter.subset(source)
    ours = read(fonts.web_font("활", memo))
    for character in "활g":
        theirs, wide = outline(source, character, weight)
        points, width = outline(ours, character, weight)
        pairs = zip(theirs, points, strict=True)
        assert max(max(abs(x - 2 * u), abs(y - 2 * v)) for (x, y), (u, v) in pairs) <= error
        assert abs(wide - 2 * width) <= 2


def test_latin_is_kerned(memo: Memo) -> None:
    font = read(fonts.web_font("가", memo))
    assert {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord} == {"kern"}


def test_characters_beyond_the_basic_plane_are_mapped(memo: Memo) -> None:
    beyond = min(point for point in Typeface(memo).cmap() if point > 0xFFFF)
    cmap = read(fonts.web_font(chr(beyond) + "가", memo)).getBestCmap()
    assert {beyond, ord("가"), ord("A")} <= cmap.keys()


def test_what_the_font_lacks_is_left_out(memo: Memo) -> None:
    assert fonts.web_font("가ট😀\n\u200b", memo) == fonts.web_font("가", memo)


def test_old_hangul_is_left_to_fonts_that_can_join_it(memo: Memo) -> None:
    assert ord("\u1112") not in read(fonts.web_font("\u1112\u119e\u11ab", memo)).getBestCmap()
