"""Share cards: made where they can be led to, of what pages show, once; type that fits, on pictures with nothing else."""

import io
import re
import struct
from pathlib import Path

import pytest
from PIL import Image

from seboddari_build.base.leaves import Leaves
from seboddari_build.base.problem import sort_key
from seboddari_build.base.store import Store
from seboddari_build.build import Options, build
from seboddari_build.render.theme import bundled
from seboddari_build.render.typeface import Typeface
from seboddari_build.render.web.card_drawing import SETTINGS, TALL, WIDE, Drawer, Look
from seboddari_build.render.web.icons import shapes_of
from seboddari_build.site.share import Face
from tests.pages.tree import read_pages
from tests.project import SMALL, Project

BASE = "https://example.org/repo/"
ALL = "=== site.yaml\ntheme: bottari\neditions: [site, cards]\n"
MEALS = "content/sessions/care/01-meals.md"
CARDS = [f"{lang}/{page}card.png" for lang in ("en", "ko") for page in ("", "sessions/care/", "sessions/care/meals/")]
LIGHT = {
    "paper": "#FBF8F2", "ink": "#1E1B16", "soft": "#5A5348", "indigo": "#1F3A6E",
    "persimmon": "#B23A12", "jade": "#17624F", "plum": "#6B2A5B", "ochre": "#7A5200",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with cards, built once."""
    project = Project(tmp_path_factory.mktemp("cards") / "project").write(SMALL).write(ALL)
    outcome = project.build(base_url=BASE).ok()
    assert outcome.result.counts.carded == len(CARDS)
    return project


@pytest.fixture
def mine(made: Project, tmp_path: Path) -> Project:
    return made.copy(tmp_path / "project")


def cards(project: Project) -> list[str]:
    return [path for path in project.files() if path.endswith("card.png")]


def carded(project: Project) -> int:
    return project.build(base_url=BASE).ok().result.counts.carded


def chunks(data: bytes) -> list[bytes]:
    """The kinds of the parts of a PNG file."""
    found, at = [], 8
    while at < len(data):
        [size] = struct.unpack(">I", data[at : at + 4])
        found.append(data[at + 4 : at + 8])
        at += size + 12
    return found


def colours(data: bytes) -> set[str]:
    """The colours of a picture."""
    found = Image.open(io.BytesIO(data)).convert("RGB").getcolors(1 << 16)
    return {"#{:02X}{:02X}{:02X}".format(*colour) for _, colour in found or ()}  # type: ignore[misc]  # RGB has three bands


def test_home_sessions_and_presentations_have_a_card_in_each_language(made: Project) -> None:
    assert cards(made) == CARDS
    for path in CARDS:
        data = (made.output / path).read_bytes()
        assert len(data) <= 60_000
        assert set(chunks(data)) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}, "nothing but colours and pixels"
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.size, picture.mode) == ((1200, 630), "P")
        assert {LIGHT["paper"], LIGHT["ink"], LIGHT["soft"]} <= colours(data)
    assert len({(made.output / path).read_bytes() for path in CARDS}) == len(CARDS)


def test_pages_name_their_cards_with_all_that_stands_on_them(made: Project) -> None:
    def told(path: str) -> dict[str, str]:
        found = re.findall(r'<meta (?:name|property)="((?:og:image|twitter)[^"]*)" content="([^"]*)"', made.html(path))
        return dict(found)

    talk = told("en/sessions/care/meals")
    assert re.fullmatch(BASE + r"en/sessions/care/meals/card\.png\?v=[0-9a-f]{8}", talk.pop("og:image"))
    assert talk == {
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Warm meals · Talk · Care · Small event",
        "twitter:card": "summary_large_image",
    }
    assert told("ko/sessions/care")["og:image:alt"] == (
        "돌봄 · 세션 · 채널 1 · 2020년 12월 17일 (목) · 10:00–12:00 · 작은 행사"
    )
    assert told("ko")["og:image:alt"] == "작은 행사 · 2020년 12월 17일"
    # what has no card of its own shows that of the front page
    assert told("en/programme") == told("en")
    assert told("") == told("ko")


def test_every_card_that_a_page_names_is_there(made: Project) -> None:
    named = set()
    for page in read_pages(made.output).values():
        found = [e.get("content", "") for e in page.all("meta") if e.get("property") == "og:image"]
        assert len(found) == (0 if page.path == "404.html" else 1), page.path
        named.update(address.removeprefix(BASE).partition("?")[0] for address in found)
    assert sorted(named) == CARDS


def test_nothing_is_drawn_again_that_says_the_same(mine: Project) -> None:
    outcome = mine.build(base_url=BASE).ok()
    assert (outcome.result.counts.carded, outcome.result.counts.written) == (0, 0)
    talk = (mine.root / MEALS).read_text("utf-8")
    mine.write(f"=== {MEALS}\n{talk.replace('나누었습니다', '건넸습니다')}")
    assert carded(mine) == 0  # a text is on no card
    before = mine.html("ko/sessions/care/meals"), mine.files()
    mine.write(f"=== {MEALS}\n{talk.replace('따뜻한 밥', '더 따뜻한 밥')}")
    assert carded(mine) == 1
    after = mine.files()
    assert [path for path in CARDS if before[1][path] != after[path]] == ["ko/sessions/care/meals/card.png"]
    edition = re.compile(r"card\.png\?v=(\w+)")
    assert edition.findall(before[0]) != edition.findall(mine.html("ko/sessions/care/meals"))


def test_a_programme_sewn_otherwise_changes_all_cards(mine: Project) -> None:
    programme = (mine.root / "content/programme.yaml").read_text("utf-8")
    mine.write(f"=== content/programme.yaml\n{programme.replace('11:00-12:00', '11:00-11:30')}")
    assert carded(mine) == len(CARDS)
    mine.write(f"=== content/programme.yaml\n{programme.replace('title: 노래', 'title: 합창')}")
    assert carded(mine) == len(CARDS)  # as it was before: what no card shows is not kept
    mine.write(f"=== content/programme.yaml\n{programme}")
    assert carded(mine) == 0  # nobody reads the names of patches there


def test_cards_are_those_of_a_site_from_nothing(mine: Project, made: Project, tmp_path: Path) -> None:
    fresh = Project(tmp_path / "fresh").write(SMALL).write(ALL)
    fresh.build(base_url=BASE, jobs=2).ok()
    assert {path: fresh.files()[path] for path in CARDS} == {path: made.files()[path] for path in CARDS}
    for path in CARDS:  # and the memo has them where somebody takes them away
        (mine.output / path).unlink()
    assert carded(mine) == 0
    assert cards(mine) == CARDS


def test_cards_are_made_only_where_they_are_asked_for_and_an_address_is_known(mine: Project) -> None:
    mine.build().ok()
    assert cards(mine) == []
    assert 'content="summary"' in mine.html("ko")
    mine.build(base_url=BASE, only=("site",)).ok()
    assert cards(mine) == []
    mine.build(base_url=BASE, only=("cards",)).ok()
    assert list(mine.files()) == [".gitignore", "manifest.json"]
    result = build(Options(mine.root, mine.output, base_url=BASE, preview=True))
    assert result.published
    assert cards(mine) == []


def test_a_former_address_of_a_card_leads_on(mine: Project) -> None:
    talk = (mine.root / MEALS).read_text("utf-8").replace("---\n", "---\naliases: [dinner]\n", 1)
    mine.write(f"=== {MEALS}\n{talk}").build(base_url=BASE).ok()
    lines = (mine.output / "_redirects").read_text().splitlines()
    assert "/ko/sessions/care/dinner/card.png /ko/sessions/care/meals/card.png 301" in lines


def test_what_is_withheld_is_on_no_card(mine: Project) -> None:
    hidden = (
        "=== content/sessions/care/02-quiet.md\n---\ntitle: 조용한 발표\ndistrict: 은평구\nvisibility: {}\n---\n글.\n"
    )
    mine.write("=== content/districts.yaml\n- {id: eunpyeong, name: 은평구, name.en: Eunpyeong-gu}\n")
    people = "=== content/people.yaml\n- {id: kim, name: 김보라, role: 활동가, publish: role}\n"
    talk = (mine.root / MEALS).read_text("utf-8").replace("source:", "presenters: [kim]\nsource:")
    mine.write(people).write(f"=== {MEALS}\n{talk}")
    for visibility in ("withheld", "draft"):
        outcome = mine.write(hidden.format(visibility)).build(base_url=BASE).ok()
        assert outcome.result.counts.carded == 0
        assert cards(mine) == CARDS
        said = "".join(mine.html(path.removesuffix("card.png")) for path in CARDS)
        assert "조용한 발표" not in said
        assert "김보라" not in said
    mine.write(hidden.format("public")).build(base_url=BASE).ok()
    assert 'content="조용한 발표 · 발표 · 돌봄 · 은평구 · 작은 행사"' in mine.html("ko/sessions/care/quiet")


# --- Type ---


@pytest.fixture(scope="module")
def drawer() -> Drawer:
    """Draws cards without a cloth."""
    typeface = Typeface(Leaves(Store(None, "")))
    mark = shapes_of((bundled() / "bottari/assets/mark.svg").read_bytes())
    return Drawer(Look(LIGHT, b"", mark), typeface.data(), typeface.cmap())


def face(title: str, *below: str, head: str = "", colour: str = "jade") -> Face:
    return Face("ko/x/", "ko", title, head, (), below, colour)


LONG = (
    "2020년 사회적경제 커뮤니티케어 연계사업: 공동배송(돌봄SOS센터 식사지원서비스 배송사업 모델 개발)",
    "걸어서 사회적경제 속으로~: 서울시 사회적경제 지역생태계 구축을 위한 지역자원조사",
    "Empathy and recovery with Namu & Yeolmae: beyond the individual and the family to the neighbourhood",
    "Finding the people behind locally rooted community businesses and those who carry them: the case of Eunpyeong-gu",
)


@pytest.mark.parametrize(
    "title", ["돌봄", "밥", "홍보캠페인", "Community care", "하루인턴: 그들은 왜 사경을 헤맬까?", *LONG]
)
def test_titles_stand_whole_and_break_between_words(drawer: Drawer, title: str) -> None:
    setting, lines = drawer.typeset(title)
    assert " ".join(lines) == title
    assert len(lines) <= setting.lines <= 4
    assert (setting == SETTINGS[0]) == (len(title) <= 5)


def test_the_longer_a_title_the_smaller_its_type(drawer: Drawer) -> None:
    sizes = [drawer.typeset("따뜻한 밥 " * count)[0].size for count in range(1, 20)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == SETTINGS[-1].size >= 44


def test_lines_of_a_title_are_about_as_long_as_each_other(drawer: Drawer) -> None:
    _, lines = drawer.typeset("Tending the alley gardens together")
    assert max(map(len, lines)) - min(map(len, lines)) <= 6


def test_what_four_lines_do_not_hold_ends_in_an_ellipsis(drawer: Drawer) -> None:
    _, korean = drawer.typeset("이웃이 함께 만든 동네 이야기 " * 20)
    assert len(korean) == 4
    assert korean[-1].endswith(("이웃이…", "함께…", "만든…", "동네…", "이야기…"))  # whole words
    _, english = drawer.typeset("Neighbours of a street and what they made " * 20)
    assert (len(english), english[-1][-3:]) == (4, "...")
    _, solid = drawer.typeset("가" * 400)  # one word breaks where it must
    assert len(solid) == 4
    assert solid[-1].endswith("가…")
    _, latin = drawer.typeset("x" * 400)
    assert (len(latin), set("".join(latin)[:-3])) == (4, {"x"})


@pytest.mark.parametrize("title", ["밥", *LONG, "가" * 400, "W" * 400, "긴 이름 " * 100, "x" * 100_000])
def test_no_type_runs_over_its_room(drawer: Drawer, title: str) -> None:
    words = "여러 기관이 함께 한 이름 " * 20
    picture = Image.open(io.BytesIO(drawer.card(face(title, words, head=words))))
    assert picture.size == (WIDE, TALL)
    plain = picture.convert("RGB").crop((60, 0, WIDE, TALL))
    paper = Image.new("RGB", plain.size, LIGHT["paper"])
    mark = (WIDE - 44 - 256 - 60, 187, WIDE - 44 - 60, 443)  # stands where a cloth would
    plain.paste(paper.crop(mark), mark)
    seen = Image.eval(plain.convert("L"), lambda value: 255 * (value < 200)).getbbox()
    assert seen
    left, top, right, bottom = seen
    assert left >= 20
    assert top >= 40
    assert right + 60 <= SETTINGS[-1].cloth - 100
    assert bottom <= 590


def test_what_the_font_lacks_is_left_out(drawer: Drawer) -> None:
    plain = drawer.card(face("마을 잔치", "은평구"))
    assert drawer.card(face("🎉 마을\u200b 잔치 𠮷\ufe0f", "은평구 \u2028")) == plain
    assert drawer.card(face("🎉")) == drawer.card(face(""))


def test_a_card_has_the_colour_of_its_page(drawer: Drawer) -> None:
    for name in ("jade", "plum", "ochre", "persimmon", "indigo"):
        assert LIGHT[name] in colours(drawer.card(face("밥", colour=name)))
    assert LIGHT["indigo"] in colours(drawer.card(face("밥", colour="cloth")))  # which no type is written in


def test_problems_of_a_build_with_cards_are_those_of_one_without(mine: Project) -> None:
    mine.write("=== content/pages/odd.md\n---\ntitle: 🎉 잔치\n---\n글.\n")
    with_cards, without = (mine.build(base_url=BASE, only=only).problems for only in (("site", "cards"), ("site",)))
    assert [problem.code for problem in with_cards] == ["missing-symbol"]
    assert sorted(with_cards, key=sort_key) == sorted(without, key=sort_key)
