"""What extraction leaves in a text is told of, and what people write is not."""

import pytest

from seboddari_build.load.guidance import is_guidance
from seboddari_build.load.leftovers import MOST, leftovers
from tests.project import ROOT


def told(text: str, path: str = "content/pages/x.md") -> list[str]:
    """The code and the quoted part of each problem in a body, or in a file of fields."""
    text = f"---\ntitle: 글\n---\n{text}" if path.endswith(".md") else text
    lines = text.split("\n")
    return [
        f"{p.code} {lines[p.span.line - 1][p.span.column - 1 : p.span.end_column - 1]}" for p in leftovers(text, path)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("제목을 입력하십시오", "placeholder 제목을 입력하십시오"),
        ("텍스트를 추가하려면 클릭", "placeholder 텍스트를 추가하려면"),
        ("마스터 제목 스타일 편집", "placeholder 마스터 제목 스타일"),
        ("둘째 수준", "placeholder 둘째 수준"),
        ("Click to add title", "placeholder Click to add"),
        ("Lorem ipsum dolor", "placeholder Lorem ipsum"),
        ("안녕하세요 {{ name }} 님께", "placeholder {{ name }}"),
        ("값 ${user.name}", "placeholder ${user.name}"),
        ("TODO 사진", "guidance-left TODO"),
        ("C:\\Users\\kim\\발표.pptx", "file-path C:\\Users\\kim\\발표.pptx"),
        ("\\\\server\\공유\\발표", "file-path \\\\server\\공유\\발표"),
        ("file:///D:/a.html 참고", "file-path file:///D:/a.html"),
        ("사진은 /Users/kim/Desktop/a 에", "file-path /Users/kim/Desktop/a"),
        ("그림1.png 참고", "file-path 그림1.png"),
        ("IMG_20201217.JPG", "file-path IMG_20201217.JPG"),
        ("실내 사진 자동 생성된 설명", "machine-caption 자동 생성된 설명"),
        ("그림입니다. 원본 그림의 이름: CLP0001", "machine-caption 그림입니다. 원본"),
        ("Description automatically generated", "machine-caption Description automatically generated"),
        ("説明が自動的に生成されました", "machine-caption 説明が自動的に生成"),
        ("Мaпо 골목", "stray-script Мaпо"),
        ("서울สวัสดี", "stray-script 서울สวัสดี"),
        ("่돌봄", "stray-script ่돌봄"),
        ("ㅎㅏㄴ글", "stray-script ㅎㅏㄴ글"),
        ("ΑBC 사업", "stray-script ΑBC"),
        ("ì•ˆë…•í•˜ì„¸ìš”", "damaged-text ì•ˆë…•í•˜ì„¸ìš”"),
        ("이것은 占쏙옙 글", "damaged-text 占쏙"),
    ],
)
def test_it_is_told_of(text: str, found: str) -> None:
    assert told(text)[0].startswith(found)
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "이 칸에 내용을 입력하고 저장했습니다.",
        "두 번째 수준의 돌봄을 추가하기로 했습니다.",
        "Москва에서 온 편지, 그리고 Привет мир",
        "он жил в Москве и писал",
        "안도 다다오(安藤忠雄), あんどう",
        "지름 5μm, α와 β, Δt, Ω",
        "ㅋㅋ ㄷㅂ ㅠㅠ 'ㄱ'부터 'ㅎ'까지",
        "café, naïve, Müller, Señor, Łódź",
        "![골목](../media/img_1.jpg)",
        "[사진](image1.png)",
        "![점심](C:\\사진\\점심.jpg) [글](<C:\\글.md>) [집](/home/kim/a.md)",
        "https://example.org/home/kim/a.png",
        "content/media/alley.jpg에 둡니다.",
        "오전/오후 나누어, 10:00/11:00",
        "`{{ name }}` 과 `TODO`",
        "```\nC:\\Users\\kim\nTODO\n```",
        "~~~\n{{ x }}\n```\nTODO\n~~~",
        "O O O, ○○○, XXX",
        "R&D 사업과 Q&A",
        "A <b와 b> C",
    ],
)
def test_what_people_write_is_not(text: str) -> None:
    assert told(text) == []


def test_fields_hold_no_html_and_comments_may_hold_anything() -> None:
    text = "title: 마을<br>걷기\n# TODO: <b>\nnote: 가&nbsp;나 # TODO\nfile: IMG_1234.jpg\nalt: '\ufffd'\n"
    assert told(text, "content/media.yaml") == [
        "html-in-field <br>",
        "html-in-field &nbsp;",
        "damaged-text \ufffd",
    ]
    assert told("이름,값\nTODO,3\n", "content/data/a.csv") == ["guidance-left TODO"]


def test_of_many_the_first_are_told_of() -> None:
    assert len(told("TODO\n" * 100)) == MOST


def test_the_real_event_and_the_guide_have_none() -> None:
    for top in (ROOT / "content", ROOT / "docs" / "content", ROOT / "seboddari_build" / "archetypes"):
        for file in top.rglob("*.*"):
            if file.suffix in (".md", ".yaml", ".csv"):
                found = leftovers(file.read_text("utf-8-sig"), file.name)
                assert [problem for problem in found if top.name == "content" or not is_guidance(problem)] == []


def test_headings_tables_and_fences_that_are_nearly_right() -> None:
    assert told("##한 일\n") == ["heading-space ##한 일"]
    assert told("이름\t수\n가\t3\n나\t4\n")[0].startswith("pasted-table")
    assert told("：：：{note}\n글\n") == ["colon-full-width ：：："]
    for fine in ("## 한 일", "#나들이 #골목", "`##한 일`", "```\n##한\n가\t나\n다\t라\n```", "한\t줄만", "낮：10시"):
        assert told(fine) == []


def test_guidance_is_known_wherever_a_sentence_may_begin() -> None:
    assert told("한 일을 적습니다. 다른 말.")[0].startswith("guidance-left 한 일을 적습니다.")
    assert told("다른 말. 한 일을 적습니다.")[0].startswith("guidance-left 한 일을 적습니다.")
    assert told("함께 한 일을 적습니다.") == []
    assert told("title: 새 쪽 x\ntitle.en: New page today\n", "content/pages/x.yaml") == []


def test_a_todo_is_left_where_it_begins_a_text_and_may_be_spoken_of_elsewhere() -> None:
    assert told("- TODO 사진") == ["guidance-left TODO"]
    assert told("사진 TODO: 넣기") == ["guidance-left TODO"]
    assert told("title: TODO\n", "content/people.yaml") == ["guidance-left TODO"]
    assert told("그때의 TODO 목록") == ["placeholder TODO"]
