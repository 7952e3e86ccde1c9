"""Bodies of content files: sections, positions, links, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.span import Span
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.prose import parse_prose
from seboddari_build.model.prose import Head, Link, Node, Outline, Prose

PATH = "content/pages/about.md"
PARSER = make_parser()


def read(text: str, first_line: int = 1) -> tuple[Prose, Outline, tuple[Problem, ...]]:
    return parse_prose(text, PATH, first_line, PARSER)


def nodes(text: str) -> tuple[Node, ...]:
    """The nodes of the only section of ``text``, which has no problems."""
    prose, _, problems = read(text)
    assert problems == ()
    return prose.sections[0].nodes


def found(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem."""
    return [(p.code, p.span.line, p.span.column) for p in read(text, first_line)[2]]


def links(text: str, first_line: int = 1) -> tuple[Link, ...]:
    _, outline, problems = read(text, first_line)
    assert problems == ()
    return outline.links


# -- sections --------------------------------------------------------------------------------


def test_sections_and_outline() -> None:
    text = "머리말입니다.\n\n## 마을을 **돌보는** 기업 {#care}\n\n글 하나.\n\n## 과제 {#issues}\n"
    prose, outline, problems = read(text, first_line=8)
    assert problems == ()
    assert [section.id for section in prose.sections] == ["intro", "care", "issues"]
    assert prose.sections[0].title == ()
    assert [node.kind for node in prose.sections[1].title] == ["text", "strong", "text"]
    assert outline.heads == (
        Head("intro", "", Span(PATH, 8, 1)),
        Head("care", "마을을 돌보는 기업", Span(PATH, 10, 1)),
        Head("issues", "과제", Span(PATH, 14, 1)),
    )
    assert outline.words == 7
    assert set("머리말입니다.마을을 돌보는 기업글 하나.과제") < set(outline.glyphs)
    assert list(outline.glyphs) == sorted(set(outline.glyphs))


def test_a_body_that_is_empty_or_begins_with_a_heading_has_no_intro() -> None:
    assert read("")[0] == Prose()
    assert [section.id for section in read("## 하나 {#one}")[0].sections] == ["one"]


def test_digest_names_the_prose_with_its_positions() -> None:
    first, again, moved = (read("글", line)[1].digest for line in (1, 1, 2))
    assert first == again != moved
    assert len(first) == 32


def test_a_section_without_an_id() -> None:
    prose, _, (problem,) = read("## 앞으로의 계획\n\n글", first_line=5)
    assert prose.sections[0].id == "section-1"
    assert (problem.code, problem.severity, problem.span) == ("section-id", Severity.ERROR, Span(PATH, 5, 1))
    assert problem.message.ko == "‘앞으로의 계획’ 제목에 쓸 수 있는 id가 없습니다."
    assert problem.hint.ko == ("제목 끝에 소문자, 숫자, 붙임표로 된 id를 붙입니다: ## 앞으로의 계획 {#section-1}")
    assert problem.hint.en.endswith("## 앞으로의 계획 {#section-1}")


@pytest.mark.parametrize(
    ("line", "id", "shown"),
    [
        ("## Next steps", "next-steps", "## Next steps {#next-steps}"),
        ("## 계획 {#Next Steps}", "next-steps", "## 계획 {#next-steps}"),
        ("## 계획 {#계획}", "section-1", "## 계획 {#section-1}"),
        ("## 계획 {#}", "section-1", "## 계획 {#section-1}"),
    ],
)
def test_an_id_that_is_missing_or_malformed_gets_a_stand_in(line: str, id: str, shown: str) -> None:
    prose, _, (problem,) = read(line)
    assert (problem.code, prose.sections[0].id) == ("section-id", id)
    assert problem.hint.en.endswith(shown)


def test_an_id_used_twice() -> None:
    prose, _, (problem,) = read("## 하나 {#one}\n\n## 둘 {#one}\n\n### 셋 {#three}")
    assert [section.id for section in prose.sections] == ["one", "one-2"]
    assert (problem.code, problem.span.line) == ("section-duplicate", 3)
    assert problem.related == (Span(PATH, 1, 1),)
    assert problem.message.en == "The id 'one' is used twice in this text."


def test_intro_is_taken_where_there_is_one() -> None:
    assert found("글\n\n## 머리말 {#intro}") == [("section-duplicate", 3, 1)]
    assert found("## 머리말 {#intro}") == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("# 제목", 1, 1),
        ("글\n\n제목\n===", 3, 1),
        ("- 글\n\n  ## 제목 {#a}", 3, 3),
        ("> ## 제목 {#a}", 1, 1),
        (":::{note}\n\n## 제목 {#a}\n\n:::", 3, 1),
    ],
)
def test_headings_that_cannot_stand_there(text: str, line: int, column: int) -> None:
    assert found(text) == [("heading-level", line, column)]


def test_lower_headings_stay_nodes() -> None:
    (heading, _) = nodes("### 참여 기관 {#members}\n\n글")
    assert heading == Node("heading", "3", (Node("text", "참여 기관", line=1, column=5),), (("id", "members"),), 1, 1)


# -- nodes -----------------------------------------------------------------------------------


def test_blocks_of_text_and_their_places() -> None:
    text = "> 말\n\n- 가\n  - 나\n\n3. 다\n\n---\n\n```python\nx = 1\n```\n"
    quote, bullets, numbers, rule, code = nodes(text)
    assert quote == Node(
        "quote", "", (Node("paragraph", "", (Node("text", "말", line=1, column=3),), (), 1, 3),), (), 1, 1
    )
    assert (bullets.kind, bullets.text, bullets.line) == ("list", "", 3)
    (item,) = bullets.children
    assert item.children[0] == Node("text", "가", line=3, column=3)
    assert item.children[1].children[0].children == (Node("text", "나", line=4, column=5),)
    assert (numbers.kind, numbers.text) == ("list", "3")
    assert (rule.kind, rule.line) == ("rule", 8)
    assert (code.text, code.attr("info"), code.line) == ("x = 1\n", "python", 10)


def test_inline_nodes_and_their_places() -> None:
    (paragraph,) = nodes("가 **나 *다***\n  라 `마`\\\n바&amp;\\*사")
    assert [(n.kind, n.text, n.line, n.column) for n in paragraph.children] == [
        ("text", "가 ", 1, 1),
        ("strong", "", 1, 3),
        ("soft-break", "", 1, 12),
        ("text", "라 ", 2, 3),
        ("code-span", "마", 2, 5),
        ("break", "", 2, 8),
        ("text", "바&*사", 3, 1),
    ]
    assert [(n.kind, n.text, n.column) for n in paragraph.children[1].children] == [
        ("text", "나 ", 5),
        ("emphasis", "", 7),
    ]


def test_loose_lists_hold_paragraphs() -> None:
    (bullets,) = nodes("- 가\n\n- 나")
    assert [item.children[0].kind for item in bullets.children] == ["paragraph", "paragraph"]


def test_tables() -> None:
    (table,) = nodes("| 이름 | 수 |\n|---|--:|\n| 가\\|나 | 1 |")
    head, row = table.children
    assert [cell.attrs for cell in head.children] == [
        (("header", "yes"),),
        (("header", "yes"), ("align", "right")),
    ]
    assert [(c.children[0].text, c.line, c.column) for c in row.children] == [("가|나", 3, 3), ("1", 3, 10)]


def test_cells_beyond_the_heading_are_not_dropped_in_silence() -> None:
    _, _, (problem,) = read("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 \\| 2 | 3 |")
    assert (problem.code, problem.span) == ("table-row", Span(PATH, 3, 1))
    assert problem.message.ko == "표의 이 줄에 칸이 너무 많습니다: 제목 줄은 2칸, 이 줄은 3칸."


# -- links and pictures ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("한글 다음 [마포](a.md) 그리고 [둘](a.md)", [(1, 7, 17), (1, 22, 31)]),
        ("첫 줄\n둘째 줄의 [마포](a.md)", [(2, 7, 17)]),
        ("- 가\n  - 나 [마포](a.md)", [(2, 7, 17)]),
        ("1. 가\n\n   나\n   다 [마포](a.md)", [(4, 6, 16)]),
        ("> 가\n> 나 [마포](a.md)", [(2, 5, 15)]),
        ("> 가\n게으른 줄 [마포](a.md)", [(2, 7, 17)]),
        ("- > 가\n  > 나 **[마포](a.md)**", [(2, 9, 19)]),
        ("| 가 | 나 |\n|---|---|\n| 다 | 라 [마포](a.md) |", [(3, 9, 19)]),
        ("| 가 |\n|---|\n| `a\\|b` \\| [마포](a.md) |", [(3, 13, 23)]),
        ("> | 가 |\n> |---|\n> | [마포](a.md) |", [(3, 5, 15)]),
        ("### 제목 [마포](a.md) {#a}", [(1, 8, 18)]),
        ("## 제목 [마포](a.md) {#a}\n\n글 [둘](a.md)", [(1, 7, 17), (3, 3, 12)]),
        ("제목 [마포](a.md) {#a}\n---", [(1, 4, 14)]),
        ("글 [두\n줄](a.md)", [(1, 3, 0)]),
        ("\\* &amp; [마포](a.md)", [(1, 10, 20)]),
        ("   들여 쓴 [마포](a.md)", [(1, 9, 19)]),
        ("**[마포](a.md)**는", [(1, 3, 13)]),
        (":::{note}\n\n가 [마포](a.md)\n\n:::", [(3, 3, 13)]),
        ("[마포] 사례\n\n[마포]: a.md", [(1, 1, 5)]),
        ("가 [사례][마포]\n\n[마포]: a.md", [(1, 3, 11)]),
    ],
)
def test_links_stand_where_they_stand(text: str, spans: list[tuple[int, int, int]]) -> None:
    front_matter = 9
    assert links(text, 1 + front_matter) == tuple(
        Link("a.md", Span(PATH, line + front_matter, column, end)) for line, column, end in spans
    )


def test_link_nodes_keep_target_and_title_as_written() -> None:
    (paragraph,) = nodes('[마포](../cases/마포.md#issues "자세히")')
    assert paragraph.children == (
        Node(
            "link",
            "../cases/마포.md#issues",
            (Node("text", "마포", line=1, column=2),),
            (("title", "자세히"),),
            1,
            1,
        ),
    )


def test_pictures() -> None:
    _, outline, problems = read("글 ![주민 *모임* 사진](a.jpg) 끝")
    assert problems == ()
    assert outline.links == (Link("a.jpg", Span(PATH, 1, 3, 23), image=True, alt="주민 모임 사진"),)


def test_a_picture_without_words() -> None:
    _, _, (problem,) = read("글 ![](a.jpg)", first_line=3)
    assert (problem.code, problem.span) == ("missing-alt", Span(PATH, 3, 3, 13))
    assert problem.hint.en.endswith("![Residents at a meeting](a.jpg)")


@pytest.mark.parametrize(
    "target",
    [
        "a.md",
        "../b/c.md#d",
        "#e",
        "?q",
        "/ko/",
        "https://a.kr",
        "HTTP://a.kr",
        "mailto:a@b.kr",
        "가/나.md",
        "",
    ],
)
def test_addresses_that_are_allowed(target: str) -> None:
    assert [link.target for link in links(f"[가]({target})")] == [target]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:x",
        "data:text/html,x",
        "data:image/png;base64,x",
        "vbscript:x",
        "file:///x",
    ]
    + [
        "tel:010",
        "ftp://a",
        "//a.kr/x",
        "\\\\\\\\a",
        "/\\\\a",
        "java&#9;script:x",
        "<\x01javascript:x>",
        "x:y",
    ],
)
@pytest.mark.parametrize("form", ["글 [가]({})", "글 ![가]({})", "글 [가][r]\n\n[r]: {}"])
def test_addresses_that_are_refused_leave_their_text(form: str, target: str) -> None:
    prose, outline, problems = read(form.format(target))
    (problem,) = (p for p in problems if p.code != "control-character")  # which one of the targets has too
    assert (problem.code, problem.span.line, problem.span.column) == ("link-scheme", 1, 3)
    assert outline.links == ()
    assert {node.kind for node in prose.sections[0].nodes[0].children} == {"text"}


def test_addresses_in_angle_brackets() -> None:
    assert links("<https://a.kr> <a@b.kr>") == (
        Link("https://a.kr", Span(PATH, 1, 1, 15)),
        Link("mailto:a@b.kr", Span(PATH, 1, 16, 24)),
    )
    assert found("글 <javascript:x>") == [("link-scheme", 1, 3)]


# -- what is refused -------------------------------------------------------------------------


def test_raw_html_is_shown_as_text() -> None:
    prose, _, problems = read("글 <b class='x'>굵게</b>\n\n<div>\n\n<!-- 메모 -->", first_line=4)
    assert [(p.code, p.span) for p in problems] == [
        ("raw-html", Span(PATH, 4, 3, 16)),
        ("raw-html", Span(PATH, 6, 1, 6)),
        ("raw-html", Span(PATH, 8, 1, 12)),
    ]
    assert problems[1].message.en == "The HTML tag '<div>' cannot be used in a text."
    assert prose.sections[0].nodes[0].children[0].text == "글 <b class='x'>굵게</b>"


def test_what_only_looks_like_html() -> None:
    assert found("3 < 5, <마을>, a<b, `<b>`, \\<b>") == []


def test_damaged_text() -> None:
    _, _, problems = read("글 한\ufffd\ufffd자\n\n\ue000 둘\ufffd", first_line=2)
    assert [(p.code, p.severity, p.span) for p in problems] == [
        ("damaged-text", Severity.WARNING, Span(PATH, 2, 4, 6)),
        ("damaged-text", Severity.WARNING, Span(PATH, 4, 1, 2)),
    ]
    assert problems[0].message.ko == "깨진 글자 있음: U+FFFD U+FFFD"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("> " * 30 + "글", 1),
        ("글\n\n" + "- " * 5000 + "글", 3),
        ("\n".join("  " * depth + "- 글" for depth in range(30)), 10),
        ("글\n\n" + "*" * 5000 + "글" + "*" * 5000, 3),
    ],
)
def test_deep_nesting_is_a_problem_and_no_crash(text: str, line: int) -> None:
    assert [(code, at) for code, at, _ in found(text)] == [("deep-nesting", line)]


@pytest.mark.parametrize(
    "unit", ["[", "![", "[a](", "`", "`a``b", "<!--", "&#", "**a ", "> ", ":::{note}\n", "~~~\n:::"]
)
def test_long_runs_of_one_sign(unit: str) -> None:
    read(unit * 3000)


def test_line_ends_of_other_systems() -> None:
    assert links("가\r\n나 [다](a.md)") == links("가\n나 [다](a.md)") == links("가\r나 [다](a.md)")


PIECES = st.lists(
    st.sampled_from(
        [
            "\n",
            "\n\n",
            "  ",
            "    ",
            "\t",
            "- ",
            "1. ",
            "> ",
            "## ",
            "### ",
            "# ",
            "---",
            "===",
            "|",
            "|---|\n",
            "```",
        ]
        + [
            ":::",
            ":::{note}",
            ":::{table} x\n",
            ":::{steps}\n",
            ":::{form}\n",
            ":::{timeline}\n",
            ":::{compare}\n",
        ]
        + [
            ":by: x\n",
            "**",
            "*",
            "_",
            "`",
            "[",
            "](a.md)",
            "![",
            "<b>",
            "<",
            "&amp;",
            "\\",
            "^",
            " • ",
            "{#id}",
            "[a]: x",
        ]
        + ["가나", "마을(가)", "‘보’", "2018: 가", "javascript:", "\u3000", "\0", "\ufffd", "\ud800", "\r"]
    ),
    max_size=60,
).map("".join)


@given(PIECES | st.text(max_size=80), st.integers(1, 50))
def test_any_text_can_be_read(text: str, first_line: int) -> None:
    prose, outline, problems = read(text, first_line)
    last = first_line + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    spans = [p.span for p in problems] + [link.span for link in outline.links]
    assert all(first_line <= span.line <= last and span.column >= 1 for span in spans)
    assert [head.id for head in outline.heads] == [section.id for section in prose.sections]
    assert len({section.id for section in prose.sections}) == len(prose.sections)
    assert (prose, outline, problems) == read(text, first_line)
