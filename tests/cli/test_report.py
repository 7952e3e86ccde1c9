"""Problems as they look in a terminal."""

import pytest

from seboddari_build.base.language import Language
from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.base.telling import summary
from seboddari_build.base.width import display_width
from seboddari_build.cli.report import WIDTH, format_problem

PATH = "content/programme.yaml"
UNKNOWN = error(
    "unknown-key",
    ko="‘{key}’ 항목은 없습니다.",
    en="There is no field '{key}'.",
    hint_ko="‘time’ 항목입니까?",
    hint_en="Did you mean 'time'?",
)
OLD = warning("old", ko="낡음", en="old", hint_ko="", hint_en="")


def show(text: str | None, span: Span, ui: Language = "en", key: str = "tiem", related: tuple[Span, ...] = ()) -> str:
    return format_problem(UNKNOWN.at(span, related=related, key=key), ui, lambda _: text, colour=False)


def excerpt(line: str, column: int, end: int) -> tuple[str, str]:
    """The excerpt and its carets without the margin."""
    lines = show(line, Span(PATH, 1, column, end)).split("\n")
    return lines[2][5:], lines[3][5:]


def test_the_whole() -> None:
    text = "\n" * 11 + "  tiem: 10:00-12:00\n"
    span, first = Span(PATH, 12, 3, 7), Span(PATH, 4, 3, 7)
    assert show(text, span, related=(first,)) == (
        "content/programme.yaml:12:3: error[unknown-key]: There is no field 'tiem'.\n"
        "   |\n"
        "12 |   tiem: 10:00-12:00\n"
        "   |   ^^^^\n"
        "   = mend: Did you mean 'time'?\n"
        "   related: content/programme.yaml:4:3"
    )
    assert show(text, span, "ko", related=(first,)) == (
        "content/programme.yaml:12:3: error[unknown-key]: ‘tiem’ 항목은 없습니다.\n"
        "   |\n"
        "12 |   tiem: 10:00-12:00\n"
        "   |   ^^^^\n"
        "   = 고치기: ‘time’ 항목입니까?\n"
        "   관련: content/programme.yaml:4:3"
    )


def test_margin_follows_the_line_number() -> None:
    assert show("a\n" * 6, Span(PATH, 5, 1, 2)).split("\n")[1:4] == ["   |", " 5 | a", "   | ^"]
    assert show("a\n" * 1000, Span(PATH, 1000, 1, 2)).split("\n")[1:4] == ["     |", "1000 | a", "     | ^"]


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "carets"),
    [
        ("제목: 마을 이야기", 5, 7, "제목: 마을 이야기", "      ^^^^"),
        ("e\u0301a: b", 4, 5, "e\u0301a: b", "  ^"),
        ("\ta\tb: c", 4, 5, "\ta\tb: c", "\t \t^"),
        ("a: 😀x", 4, 5, "a: 😀x", "   ^^"),
        ("abc", 2, 0, "abc", " ^"),
        ("abc", 4, 9, "abc", "   ^"),
        ("abc", 2, 99, "abc", " ^^"),
        ("", 1, 1, "", "^"),
        ("a\x1b[31mb\u202e: c", 7, 8, "a\\x1b[31mb\\u202e: c", " " * 9 + "^"),
        ("\u1100\u1161: b", 5, 6, "\u1100\u1161: b", "    ^"),
    ],
)
def test_carets_stand_under_the_span(line: str, column: int, end: int, shown: str, carets: str) -> None:
    assert excerpt(line, column, end) == (shown, carets)


@pytest.mark.parametrize("column", [1, 40, 250, 499, 500])
@pytest.mark.parametrize("letter", ["a", "가"])
def test_long_lines_are_cut_around_the_span(letter: str, column: int) -> None:
    line = letter * (column - 1) + "X" + letter * (500 - column)
    shown, carets = excerpt(line, column, column + 1)
    assert WIDTH - 7 <= display_width(shown) + 5 <= WIDTH
    assert shown.startswith("…") == (column > 100) or column == 40
    assert shown.endswith("…") == (column < 499)
    assert display_width(shown[: shown.index("X")]) == len(carets) - 1


@pytest.mark.parametrize("before", ["", "나" * 500])
def test_personal_data_near_any_problem_are_masked(before: str) -> None:
    line = before + "전화 010-1234-5678: 홍길동님"
    shown, carets = excerpt(line, len(line) - 3, len(line) + 1)
    assert shown.endswith("전화 010-****-**78: 홍**님")
    assert carets.endswith(" " * 10 + "^" * 6)


def test_a_span_longer_than_the_screen() -> None:
    shown, carets = excerpt("k: " + "가" * 500, 4, 504)
    assert display_width(shown) + 5 <= WIDTH
    assert shown.endswith("가…")
    assert len(carets) + 5 <= WIDTH


def test_a_huge_line_is_fine() -> None:
    assert display_width(excerpt("\u0301" * 200_000 + "a" * 200_000, 300_000, 300_001)[0]) + 5 <= WIDTH


@pytest.mark.parametrize("text", [None, "only one line"])
def test_without_its_source_there_is_no_excerpt(text: str | None) -> None:
    assert show(text, Span(PATH, 9, 1)) == (
        "content/programme.yaml:9:1: error[unknown-key]: There is no field 'tiem'.\n   = mend: Did you mean 'time'?"
    )


def test_without_a_place() -> None:
    assert show("x", NOWHERE).startswith("error[unknown-key]: There")
    assert show("x", Span(PATH, 0, 0)).startswith("content/programme.yaml: error[unknown-key]: There")


def test_content_cannot_command_the_terminal() -> None:
    said = show("\x1b]0;x\x07", Span("a\x1b[1m\nb", 1, 1, 2), key="\x1b[2J\r\n::error::\u202e\u2028\ud800")
    assert said.split("\n") == [
        r"a\x1b[1m\nb:1:1: error[unknown-key]: There is no field '\x1b[2J\r\n::error::\u202e\u2028\ud800'.",
        "   |",
        " 1 | \\x1b]0;x\\x07",
        "   | ^^^^",
        "   = mend: Did you mean 'time'?",
    ]


def test_hints_of_several_lines() -> None:
    code = error("x", ko="가", en="a", hint_ko="나", hint_en="Write:\n  time: {key}")
    said = format_problem(code.at(NOWHERE, key="\n::warning::"), "en", lambda _: None, colour=False)
    assert said == "error[x]: a\n   = mend: Write:\n   =   time: \n   = ::warning::"


def test_colour() -> None:
    plain = show("tiem: 1", Span(PATH, 1, 1, 5))
    problem = UNKNOWN.at(Span(PATH, 1, 1, 5), key="tiem")
    coloured = format_problem(problem, "en", lambda _: "tiem: 1", colour=True)
    assert "\x1b[31m\x1b[1merror[unknown-key]\x1b[0m" in coloured
    for code in ("\x1b[31m", "\x1b[1m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


@pytest.mark.parametrize(
    ("errors", "warnings", "en", "ko"),
    [
        (2, 1, "2 errors, 1 warning", "오류 2개, 경고 1개"),
        (1, 0, "1 error", "오류 1개"),
        (0, 3, "3 warnings", "경고 3개"),
        (0, 0, "no problems", "문제 없음"),
    ],
)
def test_summary(errors: int, warnings: int, en: str, ko: str) -> None:
    problems: list[Problem] = [UNKNOWN.at(NOWHERE, key="a")] * errors + [OLD.at(NOWHERE)] * warnings
    assert (summary(problems, "en"), summary(problems, "ko")) == (en, ko)


def test_display_width() -> None:
    assert [display_width(text) for text in ("", "abc", "가나", "ａ", "e\u0301", "😀", "가\u200d", "·")] == [
        0, 3, 4, 2, 1, 2, 2, 1,
    ]  # fmt: skip
