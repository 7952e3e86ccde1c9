"""The strict YAML reader, seen from outside: values, positions, and what it says of mistakes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.span import Span
from seboddari_build.load.yaml_nodes import Entry, Mapping, Scalar, Sequence, Value, parse_yaml

PATH = "content/event.yaml"


def at(line: int, column: int, end: int) -> Span:
    return Span(PATH, line, column, end)


def good(text: str, first_line: int = 1) -> Value | None:
    value, problems = parse_yaml(text, PATH, first_line)
    assert problems == ()
    return value


def bad(text: str) -> Problem:
    """The only problem of ``text``."""
    (problem,) = parse_yaml(text, PATH)[1]
    return problem


def plain(value: Value | None) -> object:
    """``value`` without positions."""
    match value:
        case Scalar():
            return value.value
        case Sequence():
            return [plain(item) for item in value.items]
        case Mapping():
            return {entry.key: plain(entry.value) for entry in value.entries}
    return None


def test_values_with_positions() -> None:
    assert good('title: 마을\nplace: "둘레"  # 주석\n', first_line=2) == Mapping(
        (
            Entry("title", at(2, 1, 6), Scalar("마을", at(2, 8, 10), plain=True)),
            Entry("place", at(3, 1, 6), Scalar("둘레", at(3, 8, 12), plain=False)),
        ),
        at(2, 1, 6),
    )


def test_collections_with_positions() -> None:
    assert good("a:\n  - {b: 😀, c: d}\n  - [e]\n") == Mapping(
        (
            Entry(
                "a",
                at(1, 1, 2),
                Sequence(
                    (
                        Mapping(
                            (
                                Entry("b", at(2, 6, 7), Scalar("😀", at(2, 9, 10), plain=True)),
                                Entry("c", at(2, 12, 13), Scalar("d", at(2, 15, 16), plain=True)),
                            ),
                            at(2, 5, 17),
                        ),
                        Sequence((Scalar("e", at(3, 6, 7), plain=True),), at(3, 5, 8)),
                    ),
                    at(2, 3, 4),
                ),
            ),
        ),
        at(1, 1, 2),
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# 주석뿐\n", None),
        ("---\n", None),
        ("---\na: b\n...\n", {"a": "b"}),
        ("a: no\nb: 11:00\nc: 010\nd: ~\n", {"a": "no", "b": "11:00", "c": "010", "d": "~"}),
        ("url: http://a.kr/b#c\nlang: C#\n", {"url": "http://a.kr/b#c", "lang": "C#"}),
        ("a: # 설명\n  b: c\n", {"a": {"b": "c"}}),
        ("# 위\na: b\n  # 사이\nc: [d, e]  # 뒤\n", {"a": "b", "c": ["d", "e"]}),
        ("a: |  # 설명\n  # 글\n  둘\nb: >\n  가\n  나\n", {"a": "# 글\n둘\n", "b": "가 나\n"}),
        ("a: ''\nb: []\nc: {}\n", {"a": "", "b": [], "c": {}}),
        ('a: "\\u00e9\\n"\n', {"a": "é\n"}),
        ("a: 한 줄\n  두 줄\n", {"a": "한 줄 두 줄"}),
    ],
)
def test_values(text: str, value: object) -> None:
    assert plain(good(text)) == value


def test_a_value_of_several_lines_is_underlined_on_its_first() -> None:
    value = good("a: 한 줄\n  두 줄\nb: |\n  글\nc: 'x\n  y'")
    assert isinstance(value, Mapping)
    assert [entry.value.span for entry in value.entries] == [at(1, 4, 7), at(3, 4, 5), at(5, 4, 6)]


@pytest.mark.parametrize(
    ("text", "code", "span", "hint"),
    [
        ("title: # 2020\n", "empty-value", at(1, 8, 14), '값을 따옴표로 감싸 주세요: title: "# 2020"'),
        (
            "a:\n  title: #1 마을\n",
            "empty-value",
            at(2, 10, 15),
            '값을 따옴표로 감싸 주세요: title: "#1 마을"',
        ),
        ("- # 하나\n", "empty-value", at(1, 3, 7), '값을 따옴표로 감싸 주세요: - "# 하나"'),
        (
            "title: 마을 #2 이야기\n",
            "comment-in-text",
            at(1, 11, 17),
            '주석이라면 따로 한 줄에 쓰고, 글이라면 따옴표로 감싸 주세요: title: "마을 #2 이야기"',
        ),
        (
            "title: 마을 #2\n  이야기\n",
            "comment-in-text",
            at(1, 11, 13),
            '주석이라면 따로 한 줄에 쓰고, 글이라면 따옴표로 감싸 주세요: title: "마을 #2"',
        ),
        (
            "a: [가 #1, 나]\n",
            "comment-in-text",
            at(1, 7, 13),
            '주석이라면 따로 한 줄에 쓰고, 글이라면 따옴표로 감싸 주세요: a: ["가 #1", 나]',
        ),
        (
            "- {label: 돌봄, 나눔, value: 3}\n",
            "empty-value",
            at(1, 15, 17),
            '쉼표가 든 글은 따옴표로 감싸 주세요: - {label: "돌봄, 나눔", value: 3}',
        ),
        (
            "{date: 2020, 마을}\n",
            "empty-value",
            at(1, 14, 16),
            '쉼표가 든 글은 따옴표로 감싸 주세요: {date: "2020, 마을"}',
        ),
        (
            "x: {a: 가, 나, 다,\n  라, b: c}\n",
            "empty-value",
            at(1, 11, 12),
            '쉼표가 든 글은 따옴표로 감싸 주세요: x: {a: "가, 나, 다, 라", b: c}',
        ),
        (
            "title: 마을: 돌봄\n",
            "colon-in-text",
            at(1, 10, 11),
            '글을 따옴표로 감싸 주세요: title: "마을: 돌봄"',
        ),
        (
            "title:마을\nid: a\n",
            "colon-without-space",
            at(1, 6, 7),
            "쌍점 뒤를 한 칸 띄워 주세요: title: 마을",
        ),
        (
            "id: a\ntitle:마을\nx: 1\n",
            "colon-without-space",
            at(2, 6, 7),
            "쌍점 뒤를 한 칸 띄워 주세요: title: 마을",
        ),
        (
            "title：마을\nid: a\n",
            "colon-full-width",
            at(1, 6, 7),
            "반각 쌍점과 빈칸으로 바꿔 주세요: title: 마을",
        ),
        (
            'title: "마을\nid: a\n',
            "unclosed-quote",
            at(1, 8, 9),
            '글 끝에서 따옴표를 닫아 주세요: title: "마을"',
        ),
        (
            'title: "마을\nid: "a"\n',
            "unclosed-quote",
            at(1, 8, 9),
            '글 끝에서 따옴표를 닫아 주세요: title: "마을"',
        ),
        (
            "title: [가, 나\nid: a\n",
            "unclosed-bracket",
            at(1, 8, 9),
            '괄호를 닫아 주세요. 목록이 아니라 글이라면 따옴표로 감싸 주세요: title: "[가, 나"',
        ),
        ('a: "c:\\마을"\n', "yaml-escape", at(1, 7, 9), "작은따옴표로 감싸 주세요: a: 'c:\\마을'"),
        ("a:\n\tb: 1\n", "yaml-tab", at(2, 1, 2), "탭을 지우고 빈칸 두 개씩 들여 써 주세요."),
        ("a: 1\n \tb: 1\n", "yaml-tab", at(2, 2, 3), "탭을 지우고 빈칸 두 개씩 들여 써 주세요."),
    ],
)
def test_traps(text: str, code: str, span: Span, hint: str) -> None:
    problem = bad(text)
    assert (problem.code, problem.span, problem.hint.ko) == (code, span, hint)


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("[가] 나", '"[가] 나"'),
        ("{가} 나", '"{가} 나"'),
        ("*별* 가", '"*별* 가"'),
        ("*star", '"*star"'),
        ("&and 가", '"&and 가"'),
        ("!중요 회의", '"!중요 회의"'),
        ("!now 회의", '"!now 회의"'),
        ("! 회의", '"! 회의"'),
        ("| 가", '"| 가"'),
        ("> 가", '"> 가"'),
        ("@가", '"@가"'),
        ("%가", '"%가"'),
        ("`가`", '"`가`"'),
        (", 가", '", 가"'),
        ("- 가", '"- 가"'),
        ("'가' 나", "\"'가' 나\""),
        ('"가" 나', "'\"가\" 나'"),
        ('그는 "네": 말', "'그는 \"네\": 말'"),
        ('"그는 "네"라고"', "'그는 \"네\"라고'"),
        ("'그것이 '길'이다'", "\"그것이 '길'이다\""),
        ('"가", \'나\' "다"', "'\"가\", ''나'' \"다\"'"),
    ],
)
def test_the_line_to_paste_reads_as_the_text_meant(value: str, quoted: str) -> None:
    problem = bad(f"title: {value}\nid: a\n")
    assert problem.hint.en.endswith(f" quotes: title: {quoted}")
    assert problem.code == ("colon-in-text" if value[0] == "그" else "special-start")
    assert good(f"title: {quoted}\nid: a\n")


@pytest.mark.parametrize(
    ("text", "code", "span", "message"),
    [
        ("a:\nb: 1\n", "empty-value", at(1, 1, 2), "‘a’ 항목에 값이 없습니다."),
        ("- \n- b\n", "empty-value", at(1, 1, 2), "목록의 이 칸이 비었습니다."),
        ("{a:1}\n", "empty-value", at(1, 2, 5), "중괄호 안의 ‘a:1’ 항목에 값이 없습니다."),
        ("{a: }\n", "empty-value", at(1, 2, 3), "중괄호 안의 ‘a’ 항목에 값이 없습니다."),
        (
            "{label: 돌봄, 나눔}",
            "empty-value",
            at(1, 13, 15),
            "괄호 안의 쉼표에서 글이 잘려 ‘나눔’ 부분이 값 없는 항목이 되었습니다.",
        ),
        ("title: #1\n", "empty-value", at(1, 8, 10), "‘#’부터 줄 끝까지 주석으로 읽혀 값이 비었습니다."),
        (
            "a: b #1\n",
            "comment-in-text",
            at(1, 6, 8),
            "글 뒤의 ‘ #’부터 줄 끝까지 주석으로 읽혀 글이 잘립니다.",
        ),
        (
            "a: b\n---\nc: d\n",
            "several-documents",
            at(2, 1, 4),
            "파일 하나에 ‘---’로 나뉜 YAML 문서가 여럿 있습니다.",
        ),
        (
            "%YAML 1.1\n---\na: b\n",
            "yaml-directive",
            at(1, 1, 2),
            "‘%’로 시작하는 YAML 지시문은 쓸 수 없습니다.",
        ),
        (
            "a: &x\n  b: c\n",
            "yaml-reference",
            at(1, 4, 5),
            "YAML의 앵커(&), 별칭(*), 태그(!)는 쓸 수 없습니다.",
        ),
        ("a: [*x]\n", "yaml-reference", at(1, 5, 6), "YAML의 앵커(&), 별칭(*), 태그(!)는 쓸 수 없습니다."),
        ("*a : b\n", "yaml-reference", at(1, 1, 2), "YAML의 앵커(&), 별칭(*), 태그(!)는 쓸 수 없습니다."),
        ("? [a]\n: b\n", "complex-key", at(1, 3, 6), "목록이나 여러 줄 글을 항목의 이름으로 쓸 수 없습니다."),
        ('"": b\n', "empty-key", at(1, 1, 3), "쌍점 앞에 이름이 없습니다."),
        (
            "a: 1\n\u3000b: 2\n",
            "odd-space",
            at(2, 1, 3),
            "‘b’ 이름의 앞이나 뒤에 전각 빈칸처럼 보통이 아닌 빈칸이 있습니다.",
        ),
        ("a: 1\n b: 2\n", "yaml-indent", at(2, 2, 6), "들여쓰기가 앞뒤 줄과 맞지 않습니다."),
        (
            "a: 1\n둘째 줄\nb: 1\n",
            "yaml-no-colon",
            at(2, 1, 5),
            "‘이름: 값’ 꼴이어야 할 줄에 쌍점이 없습니다.",
        ),
        (
            "{a: 돌봄: 나눔}\n",
            "text-in-brackets",
            at(1, 7, 8),
            "괄호 안의 값이 ‘,’ 없이 이어지거나, 따옴표 없는 글에 ‘: ’ 또는 괄호가 있습니다.",
        ),
        (": x: y\n", "yaml-syntax", at(1, 1, 7), "이 자리에서 YAML 문법이 깨졌습니다."),
        ("a: b\0\n", "control-character", at(1, 5, 6), "보이지 않는 제어 문자 U+0000 하나가 있습니다."),
        ("a: b\u2028\n", "control-character", at(1, 5, 6), "보이지 않는 제어 문자 U+2028 하나가 있습니다."),
        ("a: \ud800\n", "control-character", at(1, 4, 5), "보이지 않는 제어 문자 U+D800 하나가 있습니다."),
        ('a: "\\e["\n', "control-character", at(1, 4, 9), "보이지 않는 제어 문자 U+001B 하나가 있습니다."),
        ("[" * 33, "yaml-too-deep", at(1, 33, 34), "32단계보다 깊이 겹쳐 쓸 수 없습니다."),
        ("- a\n" * 50_000, "yaml-too-many", at(50_000, 3, 4), "한 파일에 값이 50,000개보다 많습니다."),
    ],
)
def test_messages(text: str, code: str, span: Span, message: str) -> None:
    problem = bad(text)
    assert (problem.code, problem.message.ko, problem.span) == (code, message, span)
    assert problem.severity is Severity.ERROR
    assert problem.message.en
    assert problem.hint.translated()


def test_a_repeated_key_names_the_first_and_keeps_it() -> None:
    value, problems = parse_yaml("---\na: 1\nb: 2\na: 3\n", PATH, 4)
    assert plain(value) == {"a": "1", "b": "2"}
    (problem,) = problems
    assert problem.message.en == "'a' appears twice; the first is on line 5."
    assert problem.span == at(7, 1, 2)
    assert problem.related == (at(5, 1, 2),)


def test_reading_goes_on_after_a_problem() -> None:
    value, problems = parse_yaml("a:\nb: x #1\nc: *d\n[e]: f\ng: {h: i, j}\nk: l\n", PATH)
    assert [(p.code, p.span.line) for p in problems] == [
        ("empty-value", 1),
        ("comment-in-text", 2),
        ("special-start", 3),
        ("complex-key", 4),
        ("empty-value", 5),
    ]
    assert plain(value) == {"a": "", "b": "x", "c": "", "g": {"h": "i", "j": ""}, "k": "l"}


def test_a_broken_text_has_no_value_but_keeps_its_earlier_problems() -> None:
    value, problems = parse_yaml("a: 1\na: 2\nb: @\n", PATH)
    assert value is None
    assert [p.code for p in problems] == ["duplicate-key", "special-start"]
    _, problems = parse_yaml("a:\nb: @\n", PATH)
    assert [p.code for p in problems] == ["empty-value", "special-start"]


def test_depth_and_size_up_to_the_limit_are_fine() -> None:
    assert good("[" * 32 + "a" + "]" * 32)
    assert good("- a\n" * 49_999)


def test_control_characters_are_named_line_by_line() -> None:
    problems = parse_yaml("a: \x07\x07\nb: c\nd: \x1b\n", PATH, 2)[1]
    assert [(p.span.line, p.span.column) for p in problems] == [(2, 4), (4, 4)]
    assert len(parse_yaml("\0\n" * 1000, PATH)[1]) == 20


def test_a_very_long_line_does_not_fill_the_hint() -> None:
    assert bad("title: 마을: " + "글" * 5000).hint.en == 'Put the text in quotes: title: "…"'


PIECES = st.sampled_from(
    [*"abc가#:-?,[]{}&*!|>'\"%@` \t\n\r\\~.=<\u2028\ud800\0", ": ", " #", "\n  ", "\n- ", "---\n", "<<: "]
)


@pytest.mark.parametrize("text", ["[", "{", "[a", "{a: ", "'", "? ", "!", "&", "a: [b,\n"])
def test_text_that_stops_early_is_refused_at_a_place_it_has(text: str) -> None:
    problem = bad(text)
    assert (problem.span.line, problem.span.column <= len(text) + 1) == (1, True)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_no_text_makes_it_raise(text: str) -> None:
    value, problems = parse_yaml(text, PATH, 3)
    last = text.count("\n") + 3
    for problem in problems:
        assert problem.span.path == PATH
        assert 3 <= problem.span.line <= last
        assert problem.span.end_column > problem.span.column >= 1
    if problems:
        return
    if value is None:
        assert all(line.strip().split(" ")[0] in ("", "---", "...") for line in without_comments(text))
    else:
        assert_inside(value, text.split("\n"))


def without_comments(text: str) -> list[str]:
    return [re.sub(r"(^|[ \t])#.*", "", line) for line in text.split("\n")]


def assert_inside(value: Value, lines: list[str]) -> None:
    """Positions lead back to the text."""
    span = value.span
    assert span.column <= span.end_column <= len(lines[span.line - 3]) + 1
    if isinstance(value, Scalar) and value.plain and "\n" not in value.value:
        assert value.value.startswith(lines[span.line - 3][span.column - 1 : span.end_column - 1].rstrip())
    for inner in value.items if isinstance(value, Sequence) else ():
        assert_inside(inner, lines)
    for entry in value.entries if isinstance(value, Mapping) else ():
        assert_inside(entry.value, lines)
