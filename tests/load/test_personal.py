"""What is taken for personal data, and what only looks alike; all numbers and names are made up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.base.personal import find, masked
from seboddari_build.base.problem import error
from seboddari_build.base.span import Span
from seboddari_build.load.personal import email_key, scan

#: A line, and the line as it may be shown.
FIRES = {
    "mobile": """
010-1234-5678 → 010-****-**78
010 1234 5678 → 010 **** **78
010.1234.5678 → 010.****.**78
010·1234·5678 → 010·****·**78
01012345678 → 010******78
010-12345678 → 010-******78
0101234-5678 → 010****-**78
010 - 1234 - 5678 → 010 - **** - **78
010–1234–5678 → 010-****-**78
010)1234-5678 → 010)****-**78
(010) 1234-5678 → (010) ****-**78
０１０－１２３４－５６７８ → 010-****-**78
011-234-5678 → 011-***-**78
016-234-5678 → 016-***-**78
017 234 5678 → 017 *** **78
018.234.5678 → 018.***.**78
019-2345-6789 → 019-****-**89
01912345678 → 019******78
+82 10-1234-5678 → +82 10-****-**78
+82-10-1234-5678 → +82-10-****-**78
+82 10 1234 5678 → +82 10 **** **78
+82 (0)10-1234-5678 → +82 (0)10-****-**78
+821012345678 → +8210******78
82-10-1234-5678 → 82-10-****-**78
0082 10 1234 5678 → 0082 10 **** **78
전화 010-1234-5678로 연락 → 전화 010-****-**78로 연락
연락처:01012345678입니다. → 연락처:010******78입니다.
H.P010-1234-5678 → H.P010-****-**78
M010.1234.5678 / T02.123.4567 → M010.****.**78 / T02.123.4567
[전화](tel:01012345678) → [전화](tel:010******78)
[전화](tel:+82-10-1234-5678) → [전화](tel:+82-10-****-**78)
_010-1234-5678_ → _010-****-**78_
"010-1234-5678",홍 → "010-****-**78",홍
1,01012345678,가 → 1,010******78,가
2020-12-17 010 1234 5678 → 2020-12-17 010 **** **78
02-123-4567, 010-1234-5678 → 02-123-4567, 010-****-**78
https://example.org/010-1234-5678 → https://example.org/010-****-**78
[010-1234-5678](https://example.org/) → [010-****-**78](https://example.org/)
https://example.org/a,010-1234-5678 → https://example.org/a,010-****-**78
# phone: 010-1234-5678 → # phone: 010-****-**78
<b>010-1234-5678</b> → <b>010-****-**78</b>
010-1010-1234 → 010-****-**34
공일공 일공이공 삼사오육 → 공일공 **** **오육
공일공에 일공이공에 3456 → 공일공에 ****에 **56
O1O-1010-1234 → O1O-****-**34
010/1010/1234 → 010/****/**34
010ㅡ1010ㅡ1234 → 010-****-**34
0162345678 → 016*****78
""",
    "resident": """
800101-1234567 → ******-*******
991231-2345678 → ******-*******
000229-3123456 → ******-*******
201218-4000001 → ******-*******
750315-5123456 → ******-*******
050505-8123456 → ******-*******
주민번호 800101 - 1234567 → 주민번호 ****** - *******
주민번호:800101–1234567, 홍 → 주민번호:******-*******, 홍
_800101-1234567_ → _******-*******_
8001011999901 → *************
800101.1999901 → ******.*******
주민등록번호 8001011234567 → 주민등록번호 *************
""",
    "email": """
hong@example.org → h***@e******.org
hong.gildong+a@mail.example.co.kr → h***.*********@m***.*******.**.kr
x@a.kr → *@*.kr
HONG@EXAMPLE.ORG → H***@E******.ORG
[쓰기](mailto:hong@example.org) → [쓰기](mailto:h***@e******.org)
[쓰기](mailto:hong%40example.org?subject=x) → [쓰기](mailto:h***%40e******.org?subject=x)
hong&#64;example.org → h***&#64;e******.org
hong＠example.org → h***@e******.org
<hong@example.org> → <h***@e******.org>
메일은 hong@example.org로 → 메일은 h***@e******.org로
_hong@example.org_ → _h***@e******.org_
# hong@example.org → # h***@e******.org
01012345678@example.org → 0**********@e******.org
보기: hong@example.org. → 보기: h***@e******.org.
hong(at)example.org → h***(**)*******.***
hong @ example.org → h*** * *******.***
hong 골뱅이 example 닷 org → h*** *** ******* * ***
hong at example dot org → h*** ** ******* *** ***
""",
    "name": """
홍길동님 → 홍**님
홍길동 님 → 홍** 님
홍길동님께서 → 홍**님께서
김철수님의 말 → 김**님의 말
이준님은 → 이*님은
남궁민수님 → 남***님
제갈량님 → 제**님
**홍길동**님 → **홍****님
**홍길동** 님 → **홍**** 님
(최영희님) → (최**님)
박주민님 → 박**님
성명: 정하늘 님 → 성명: 정** 님
장나라님 댁 → 장**님 댁
- 오세라님, 감사합니다 → - 오**님, 감사합니다
윤서준님과 한지우 → 윤**님과 한지우
김현장님 → 김**님
이영자님 → 이**님
박준수님 → 박**님
김하나님 → 김**님
김 철수 님 → 김*** 님
""",
}
FREE = """
02-2039-8280
02-123-4567
031-123-4567
070-8893-0193
070 1234 5678
1588-1234
1577 1234
02-2010-1234
010-****-5678
010-1234
010-123-456
010 1234 56789
0101234567
2010-1234-5678
110-010-1234-5678
010-1234-5678-9012
ISBN 0198534531
ISBN 978-89-01-12345-6
ISBN 979-11-6012-345-6
9788901123456
3.01012345678
1.0101234
1,010,123,456원
10,123,456,789원
2019. 10. 1234
2016-2017-2018-2019
2020-10-12 ~ 2020-11-30
2020.12.17.~12.18.
10:00-12:00
16-123-4567
8791건 176명
channel-01012345678
a01012345678b
01012345678abc
_01012345678_x
550e8400-e29b-41d4-a010-123456789012
9f3ca010-1234-5678-9abc-0123456789ab
5d41402abc4b2a76b9719d911017c592
https://example.org/watch?v=01012345678
https://user@example.org/a
https://cdn.example.org/npm/pack@1.2.min.js
www.example.org/@hong.kr
800101-9234567
800101-0234567
801301-1234567
800230-1234567
010229-3123456
800101-123456
800101-12345678
1800101-1234567
800101-1******
8801011234567
8801046123456
법인등록번호 110111-1234567
법인 번호: 110111-7234567
2020-110111-1234567
no-201218-3000001-a
https://example.org/800101-1234567
@example
@media (width > 40em)
photo@2x.png
logo@wide.webp
3 @ 500원
pack@1.2.3
hong@localhost
선생님
홍 선생님
홍길동 선생님
김선생님
부모님
학부모님
어르신님
대표님
김대표님
홍길동 대표님
센터장님
위원장님
구청장님
원장님
이사장님
소장님
조합원님
참여자님
이용자님
자원봉사자님
강사님
고객님
주민님
이웃님
손님
주님
하느님
하나님
사모님
고모님
장모님
도련님
할머니님
여러분님
서울시민님
박기자님
정 교수님
한 분 한 분
강남 님비 현상
강남님비현상
홍**님
박**님, 70대
김OO님
김○○님
홍길동
홍길동 씨
고운 님
우리 님
어떤 님은
님의 침묵
비상대책위원장님
한국사회적경제인님
이 선생님
한 고객님
골뱅이 무침
look at example sites
10.5555/010-1234-5678
110111-1123457
"""


def pairs() -> list[tuple[str, str, str]]:
    return [
        (kind, *line.split(" → "))  # type: ignore[misc]  # mypy does not count what split gives
        for kind, lines in FIRES.items()
        for line in lines.strip().splitlines()
    ]


def test_the_tables_are_long_enough() -> None:
    assert len(pairs()) >= 80
    assert len(FREE.strip().splitlines()) >= 80


@pytest.mark.parametrize(("kind", "line", "shown"), pairs())
def test_fires_and_is_shown_in_stars(kind: str, line: str, shown: str) -> None:
    assert [one.kind for one in find(line)] == [kind]
    assert masked(line) == shown
    assert len(shown) == len(line)


@pytest.mark.parametrize("line", FREE.strip().splitlines())
def test_is_let_pass(line: str) -> None:
    assert scan(line, "a.md") == ()
    assert masked(line) == line


def test_positions_are_those_of_the_file() -> None:
    text = "---\ntitle: 밥 # 홍길동님\n---\n이웃 010-1234-5678, hong@example.org\n\n  800101-1234567\n"
    assert [(one.kind, one.span, one.shown) for one in scan(text, "a.md")] == [
        ("name", Span("a.md", 2, 12, 16), "홍**님"),
        ("mobile", Span("a.md", 4, 4, 17), "010-****-**78"),
        ("email", Span("a.md", 4, 19, 35), "h***@e******.org"),
        ("resident", Span("a.md", 6, 3, 17), "******-*******"),
    ]


def test_what_is_kept_is_not_the_value() -> None:
    found = scan("Hong@Example.org 01012345678 홍길동님", "a.md")
    assert not any(value in repr(found) for value in ("ong", "xample", "12345", "길동"))
    assert [one.key for one in found] == [email_key("hong@example.org"), "", ""]


def test_several_in_a_line_are_told_apart() -> None:
    assert masked("홍길동님(010-1234-5678, 010-8765-4321) 김철수 님") == "홍**님(010-****-**78, 010-****-**21) 김** 님"


def test_no_problem_carries_a_value() -> None:
    code = error("x", ko="‘{value}’", en="'{value}'", hint_ko="{line}", hint_en="{line}")
    problem = code.at(Span("a"), value="홍길동님", line='phone: "010-1234-5678"')
    assert (problem.message.ko, problem.hint.en) == ("‘홍**님’", 'phone: "010-****-**78"')


#: Pieces that what is personal is made of.
PIECES = [
    *"01289-. +()@%&#;a.w:/홍길님_*\n", *"０１－＠\u200b", "010", "1234", "공일공", "일이삼사", "O1O", "0 1 0", "에 ", "법인번호",
    "800101", "-1", "999901", "hong", " at ", "(at)", " AT ", "골뱅이", "example", ".org", " dot ", "(dot)", "닷", "님", "김", " ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_text_is_masked_in_place_and_for_good(text: str) -> None:
    once = masked(text)
    assert len(once) == len(text)
    assert once.count("\n") == text.count("\n")
    assert all(one.end <= two.start for one, two in pairwise(find(text)))
    assert find(once) == []


@pytest.mark.parametrize(
    "piece", ["a", "a@", "1", "010-1234-", "0", "-1", "800101-", "홍", "님", "www.", "010-1234-5678 ", "http://"]
)
def test_long_texts_take_their_length_only(piece: str) -> None:
    text = (piece * 300_000)[:300_000] + "@"
    assert len(masked(text[:3000])) == 3000
    scan(text, "a.csv")
