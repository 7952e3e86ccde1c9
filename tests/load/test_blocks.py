"""Colon fences: what they hold, and what is wrong with them."""

import pytest

from seboddari_build.base.problem import Problem
from seboddari_build.base.span import Span
from seboddari_build.load.blocks import BLOCKS
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.prose import parse_prose
from seboddari_build.model.prose import BlockUse, Node, plain

PATH = "content/cases/care/mapo.md"
PARSER = make_parser()


def read(text: str, first_line: int = 1) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """The nodes of the last section of ``text``, and the problems."""
    prose, _, problems = parse_prose(text, PATH, first_line, PARSER)
    return (prose.sections[-1].nodes if prose.sections else ()), problems


def block(text: str) -> Node:
    """The only block of ``text``, which has no problems."""
    (node,), problems = read(text)
    assert problems == ()
    return node


def problem(text: str) -> Problem:
    (only,) = read(text)[1]
    return only


def found(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.span.line, p.span.column) for p in read(text)[1]]


def test_a_block_that_points() -> None:
    assert block(":::{dataset} gwangjin-monthly\n:::") == Node(
        "block", "dataset", (), (("argument", "gwangjin-monthly"),), 1, 1
    )


def test_a_block_of_text_with_options() -> None:
    quote = block(":::{quote}\n:by: 주민 한 사람\n:source: minutes 12\n\n함께 **먹는(같이)**다.\n\n:::")
    assert quote.attrs == (("argument", ""), (":by", "주민 한 사람"), (":source", "minutes 12"))
    assert [(n.kind, n.line, n.column) for n in quote.children] == [("paragraph", 5, 1)]
    assert plain(quote.children) == "함께 먹는(같이)다."


def test_blank_lines_inside_the_fences_may_be_left_out() -> None:
    note = block(":::{note}\n글 하나\n- 가\n:::")
    assert [n.kind for n in note.children] == ["paragraph", "list"]


def test_text_goes_on_behind_a_block_without_a_blank_line() -> None:
    nodes, problems = read("앞\n:::{note}\n글\n:::\n뒤")
    assert problems == ()
    assert [n.kind for n in nodes] == ["paragraph", "block", "paragraph"]


def test_blocks_in_lists_and_quotes() -> None:
    nodes, problems = read("- 가\n\n  :::{note}\n\n  글\n\n  :::\n\n> :::{lost}\n> 글\n> :::")
    assert problems == ()
    note, lost = nodes[0].children[0].children[1], nodes[1].children[0]
    assert (note.text, note.line, note.column, lost.text) == ("note", 3, 3, "lost")
    assert note.children[0].children == (Node("text", "글", line=5, column=3),)


def test_references_reach_into_blocks_and_out() -> None:
    nodes, problems = read(":::{note}\n\n[가][a]\n\n[b]: b.md\n\n:::\n\n[나][b]\n\n[a]: a.md")
    assert problems == ()
    assert nodes[0].children[0].children[0].text == "a.md"
    assert nodes[1].children[0].text == "b.md"


def test_fences_in_code_are_code() -> None:
    nodes, problems = read("```\n:::{note}\n:::\n```\n\n:::{note}\n\n```\n:::\n```\n\n:::\n\n    :::{x}")
    assert problems == ()
    assert [n.kind for n in nodes] == ["code", "block", "code"]
    assert nodes[1].children[0].text == ":::\n"


def test_the_outline_lists_blocks_with_their_section() -> None:
    text = "글\n\n:::{links}\n:::\n\n## 달마다 {#months}\n\n:::{dataset} a\n:::\n"
    _, outline, _ = parse_prose(text, PATH, 11, PARSER)
    assert outline.blocks == (
        BlockUse("links", "", "intro", Span(PATH, 13, 1), Span(PATH, 13, 1)),
        BlockUse("dataset", "a", "months", Span(PATH, 18, 1), Span(PATH, 18, 14, 15)),
    )


def test_a_form_keeps_its_data_and_where_it_begins() -> None:
    text = "글\n\n:::{form} 설문\n\n- label: 이름\n  type: text\n\n:::\n"
    (_, form), problems = parse_prose(text, PATH, 10, PARSER)[0].sections[0].nodes, ()
    assert problems == ()
    assert form == Node(
        "block",
        "form",
        (),
        (("argument", "설문"), ("raw", "- label: 이름\n  type: text\n\n"), ("raw-line", "14")),
        12,
        1,
    )


# -- fences ----------------------------------------------------------------------------------


def test_an_unknown_block_leaves_its_text() -> None:
    nodes, (unknown,) = read(":::{timline}\n\n- 2018: 가\n\n:::", first_line=6)
    assert [n.kind for n in nodes] == ["list"]
    assert (unknown.code, unknown.span) == ("unknown-block", Span(PATH, 6, 1))
    assert unknown.message.ko == "‘timline’ 블록은 없습니다."
    assert unknown.hint.ko == f"쓸 수 있는 블록: {' '.join(BLOCKS)}. 혹시 ‘timeline’?"
    assert unknown.hint.en.endswith(" Did you mean 'timeline'?")


def test_an_unclosed_block_is_reported_where_it_opens() -> None:
    unclosed = problem("글\n\n:::{lost}\n\n사진\n\n글")
    assert (unclosed.code, unclosed.span) == ("unclosed-block", Span(PATH, 3, 1))
    assert unclosed.message.en == "The block 'lost' is not closed."


def test_an_unclosed_block_ends_at_the_next_section_or_block() -> None:
    prose, outline, problems = parse_prose(
        ":::{lost}\n사진\n\n## 둘 {#two}\n\n:::{note}\n글\n\n:::{links}\n:::\n\n끝", PATH, 1, PARSER
    )
    assert [(p.code, p.span.line) for p in problems] == [("unclosed-block", 1), ("unclosed-block", 6)]
    assert [section.id for section in prose.sections] == ["intro", "two"]
    assert [use.name for use in outline.blocks] == ["lost", "note", "links"]


def test_a_nested_block() -> None:
    nodes, (nested,) = read(":::{note}\n\n가\n\n:::{lost}\n나\n:::\n\n다\n\n:::\n\n라")
    assert (nested.code, nested.span) == ("nested-block", Span(PATH, 5, 1))
    assert [n.kind for n in nodes] == ["block", "paragraph"]
    assert [plain(n.children) for n in nodes[0].children] == ["가", "나", "다"]


def test_a_fence_that_closes_nothing() -> None:
    assert found("글\n:::\n\n:::") == [("stray-fence", 2, 1), ("stray-fence", 4, 1)]


def test_a_name_without_braces() -> None:
    nodes, (bare,) = read(":::dataset gwangjin-monthly\n:::")
    assert bare.code == "block-braces"
    assert bare.hint.ko == "이렇게 적습니다: :::{dataset} gwangjin-monthly"
    assert nodes[0].attr("argument") == "gwangjin-monthly"


@pytest.mark.parametrize("name", [name for name, form in BLOCKS.items() if form.argument == "required"])
def test_a_missing_argument(name: str) -> None:
    missing = problem(f":::{{{name}}}\n:::")
    assert missing.code == "block-argument"
    assert missing.hint.en == f"Put it behind the name: :::{{{name}}} {BLOCKS[name].example}"


def test_an_argument_too_many() -> None:
    assert found(":::{lost} 사진은 없습니다\n:::") == [("block-argument-unused", 1, 1)]


@pytest.mark.parametrize("name", [name for name, form in BLOCKS.items() if form.takes == "nothing"])
def test_text_where_none_may_stand(name: str) -> None:
    argument = "a" if BLOCKS[name].argument == "required" else ""
    nodes, (text,) = read(f":::{{{name}}} {argument}\n\n글\n:::")
    assert (text.code, text.span) == ("block-text", Span(PATH, 3, 1))
    assert nodes[0].children == ()


def test_options() -> None:
    assert block(":::{video} film\n:caption: 첫날\n:::").attr(":caption") == "첫날"
    assert found(":::{quote}\n:bye: 가\n:by:\n:source: a\n:source: b\n\n글\n:::") == [
        ("unknown-option", 2, 1),
        ("option-value", 3, 1),
        ("option-value", 5, 1),
    ]
    assert read(":::{quote}\n:bye: 가\n\n글\n:::")[1][0].hint.ko == "쓸 수 있는 항목: by source. 혹시 ‘by’?"
    assert problem(":::{note}\n:by: 가\n\n글\n:::").hint.ko == "이 블록에는 항목이 없습니다."


# -- what the text must look like ------------------------------------------------------------


def test_steps() -> None:
    steps = block(":::{steps}\n\n1. 소독업 허가\n2. 협약 (2020-08)\n\n:::")
    assert [plain(item.children) for item in steps.children[0].children] == ["소독업 허가", "협약 (2020-08)"]
    wrong = problem(":::{steps}\n\n- 소독업 허가\n\n:::")
    assert (wrong.code, wrong.span) == ("steps-list", Span(PATH, 1, 1))
    assert wrong.hint.ko == "한 줄에 한 단계씩 ‘1. 초안 제출 (2020-08-10)’ 꼴로 적습니다."


@pytest.mark.parametrize(
    "date", ["2018", "2018-03", "2018-03-01", "2014 ~", "2017-05 ~ 2018-02", "2017~2018", "**2018**"]
)
def test_timeline(date: str) -> None:
    timeline = block(f":::{{timeline}}\n\n- {date}: 지정\n\n:::")
    (item,) = timeline.children[0].children
    assert item.attr("date") == date.strip("*")
    assert plain(item.children) == f"{date.strip('*')}: 지정"


@pytest.mark.parametrize("item", ["2018년: 지정", "지정", "2018-13: 지정", "2018:", "18: 지정"])
def test_timeline_items_without_a_date(item: str) -> None:
    assert found(f":::{{timeline}}\n\n- 2017: 가\n- {item}\n\n:::") == [("timeline-list", 4, 1)]


def test_timeline_without_a_list() -> None:
    assert found(":::{timeline}\n\n2018: 지정\n\n:::") == [("timeline-list", 1, 1)]


@pytest.mark.parametrize("name", ["proscons", "compare"])
def test_pairs(name: str) -> None:
    pairs = block(f":::{{{name}}}\n\n**좋은 점**\n\n- 가\n\n**아쉬운 점**\n- 나\n- 다\n\n:::")
    assert [n.kind for n in pairs.children] == ["paragraph", "list", "paragraph", "list"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("- 가", 3),
        ("**좋은 점**\n\n글", 5),
        ("**좋은 점**\n\n- 가\n\n아쉬운 점\n\n- 나", 7),
        ("**좋은 점**\n\n- 가\n\n**아쉬운 점**", 7),
        ("", 1),
    ],
)
def test_pairs_that_are_none(body: str, line: int) -> None:
    assert found(f":::{{compare}}\n\n{body}\n\n:::") == [("pairs-list", line, 1)]


def cells(node: Node) -> list[list[tuple[str, str, str]]]:
    """Text, rowspan and colspan of each cell of the table in a block."""
    return [
        [(plain(c.children), c.attr("rowspan"), c.attr("colspan")) for c in row.children]
        for row in node.children[0].children
    ]


def test_joined_cells() -> None:
    table = block(
        ":::{table} 나눔\n\n| 기관 | < | 수 |\n|---|---|---|\n"
        "| 가 | 나 | 1 |\n| ^ | 다 | 2 |\n| 라 | < | 3 |\n| ^ | ^ | 4 |\n\n:::"
    )
    assert table.attr("argument") == "나눔"
    assert cells(table) == [
        [("기관", "", "2"), ("수", "", "")],
        [("가", "2", ""), ("나", "", ""), ("1", "", "")],
        [("다", "", ""), ("2", "", "")],
        [("라", "2", "2"), ("3", "", "")],
        [("4", "", "")],
    ]


@pytest.mark.parametrize(
    ("rows", "line", "column", "mark"),
    [
        ("| ^ | 나 |\n| 다 | 라 |", 5, 3, "^"),
        ("| < | 나 |\n| 다 | 라 |", 5, 3, "<"),
        ("| 가 | < |\n| ^ | 라 |", 5, 7, "<"),
    ],
)
def test_joined_cells_that_do_not_fit(rows: str, line: int, column: int, mark: str) -> None:
    nodes, (merge,) = read(f":::{{table}}\n\n| a | b |\n|---|---|\n{rows}\n\n:::")
    assert (merge.code, merge.span) == ("table-merge", Span(PATH, line, column, column + 1))
    assert merge.message.ko.startswith(f"‘{mark}’ 표시로 합칠 칸이 없거나")
    assert [len(row.children) for row in nodes[0].children[0].children] == [2, 2, 2]


def test_lists_in_cells() -> None:
    table = block(":::{table}\n\n| a | b |\n|---|---|\n| 가 • **나** 다 • 라 | 마·바•사 |\n\n:::")
    first, second = table.children[0].children[1].children
    (parts,) = first.children
    assert parts.kind == "list"
    assert [plain(item.children) for item in parts.children] == ["가", "나 다", "라"]
    assert [(item.line, item.column) for item in parts.children] == [(5, 3), (5, 7), (5, 17)]
    assert second.children == (Node("text", "마·바•사", line=5, column=21),)


def test_markers_outside_a_table_block_are_text() -> None:
    (table,), problems = read("| a |\n|---|\n| ^ |")
    assert problems == ()
    assert plain(table.children) == "a^"


@pytest.mark.parametrize("body", ["글", "| a |\n|---|\n\n| b |\n|---|"])
def test_a_table_block_holds_one_table(body: str) -> None:
    assert [code for code, _, _ in found(f":::{{table}}\n\n{body}\n\n:::")] == ["table-block"]
