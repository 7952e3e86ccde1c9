"""What is personal as a reader meets it is found as it is written, in Markdown and in YAML."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from seboddari_build.base.personal import find, masked
from seboddari_build.load.prose import parse_prose
from seboddari_build.load.yaml_nodes import Mapping, Scalar, parse_yaml
from seboddari_build.model.prose import plain
from tests.project import Project

VALUES = ("010-1234-5678", "010 1234 5678", "01012345678", "hong@example.com", "800101-1234567")
#: What may be made of a part of a value without a change to what is read.
MARKDOWN = (
    "{}", "**{}**", "*{}*", "`{}`", "[{}](https://example.org/)", "[{}](a.md 'b')", "\u200b{}", "{}\ufeff", "**`{}`**", "[**{}**](b.md)",
)  # fmt: skip
SIGNS = ("{}", "{}", "\\{}", "&#{n};", "&#x{n:x};")
UNSEEN = {0x200B: None, 0xFEFF: None}
YAML = ("{}", "{}", "\\x{n:02x}", "\\u{n:04X}", "\\\n   {}")


def escaped(sign: str, form: str) -> str:
    """A sign in another spelling; letters and digits take no backslash in Markdown."""
    if form == "\\{}" and sign.isalnum():
        return sign
    return form.format(sign, n=ord(sign))


@st.composite
def in_markdown(draw: st.DrawFn) -> str:
    value = draw(st.sampled_from(VALUES))
    cuts = sorted(draw(st.sets(st.integers(1, len(value) - 1), max_size=2)))
    parts = [value[a:b] for a, b in zip((0, *cuts), (*cuts, len(value)), strict=True)]
    written = []
    for part in parts:
        form = draw(st.sampled_from(MARKDOWN))
        signs = SIGNS if "`" not in form else ("{}",)
        written.append(form.format("".join(escaped(sign, draw(st.sampled_from(signs))) for sign in part)))
    return draw(st.sampled_from(("", "문의 ", "- ", "> ", "# 제목 "))) + "".join(written) + "\n"


def read(text: str) -> str:
    prose, _, _ = parse_prose(text, "a.md", 1)
    return "\n".join(plain((*section.title, *section.nodes)) for section in prose.sections)


@settings(max_examples=200, deadline=None)
@given(in_markdown())
def test_what_a_reader_of_markdown_sees_is_found(text: str) -> None:
    assume("***" not in text)  # marks that touch: which of them belong together only the parser knows
    seen = [value for value in VALUES if value in read(text).translate(UNSEEN)]
    assert bool(find(text)) >= bool(seen)
    assert not any(value in read(masked(text)).translate(UNSEEN) for value in VALUES)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(VALUES), st.data())
def test_what_yaml_makes_of_a_value_is_found(value: str, data: st.DataObject) -> None:
    text = f'title: "{"".join(escaped(sign, data.draw(st.sampled_from(YAML))) for sign in value)}"\n'
    node, problems = parse_yaml(text, "a.yaml")
    assert isinstance(node, Mapping) and not problems
    assert isinstance(scalar := node.entries[0].value, Scalar)
    assert bool(find(text)) == bool(find(scalar.value))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (r"문의 010\-1234\-5678", "5:4"),
        ("문의 010&#45;1234&#45;5678", "5:4"),
        ("문의 hong&commat;example.com", "5:4"),
        (r"문의 hong\@example.com", "5:4"),
        (r"문의 800101\-1234567", "5:4"),
        ("문의 010-`1234`-5678", "5:4"),
        ("문의 hong@**example.com**", "5:4"),
        ("문의 [010](https://example.org/)-1234-5678", "5:5"),
        ("문의\n\n- 010\n  1234 5678", "7:3"),
        ("> 문의 010-\n> 1234-5678", "5:6"),
        ("문의 010&nbsp;1234&nbsp;5678", "5:4"),
    ],
)
def test_a_deck_with_it_stops_the_build_and_no_line_shows_it(project: Project, text: str, place: str) -> None:
    deck = f"=== content/sessions/care/02-walk.md\n---\ntitle: 산책\nnote: 걷기\n---\n{text}\n"
    project.small().write(deck)
    code, said = project.command("--ui", "en", "check")
    assert code == 1
    first = said.splitlines()[0]
    assert first.startswith(f"content/sessions/care/02-walk.md:{place}: error[personal-")
    assert said.count("error[personal-") == 1
    assert "1234" not in said
    assert "example.com" not in said


@pytest.mark.parametrize(
    "field",
    [
        r'"걷기 hong\u0040example.com"', r'"걷기 010\u002D1234-5678"', '"걷기 010-1234-\n  5678"', ">\n  걷기 010-\n  1234-5678",
        "걷기 010\n  1234 5678", "'걷기 010-1234\n  -5678'",
    ],
)  # fmt: skip
def test_a_field_with_it_stops_the_build(project: Project, field: str) -> None:
    project.small().write(f"=== content/sessions/care/02-walk.md\n---\ntitle: 산책\nnote: {field}\n---\n걷기\n")
    code, said = project.command("--ui", "ko", "check")
    assert code == 1
    assert said.count("error[personal-") == 1
    assert "5678" not in said
    assert "example.com" not in said


def test_a_cell_over_two_lines_is_read_as_one(project: Project) -> None:
    project.small().write(
        "=== content/data/a.yaml\ntitle: 표\ncolumns: [{id: a, label: 가}]\n"
        '=== content/data/a.csv\na\n"문의 010\n1234-5678"\n'
    )
    code, said = project.command("--ui", "en", "check")
    assert code == 1
    assert "content/data/a.csv:2:5: error[personal-mobile]: This is a mobile number: 010" in said
    assert "1234" not in said


def test_numbers_that_a_spreadsheet_cut_are_found_by_the_name_of_their_column(project: Project) -> None:
    project.small().write(
        "=== content/data/a.yaml\ntitle: 표\ncolumns: [{id: who, label: 이}, {id: phone, label: 전화번호}]\n"
        "=== content/data/a.csv\nwho,phone\n가,1012345678\n나,10-1234-5678\n다,821012345678\n라,02-123-4567\n마,1012345678.0\n"
    )
    code, said = project.command("--ui", "en", "check")
    assert code == 1
    assert [line.split(":")[1] for line in said.splitlines() if "error[personal-mobile]" in line] == [
        "2",
        "3",
        "4",
        "6",
    ]
    assert "234" not in said.replace("02-123-4567", "")


def test_such_a_column_alone_makes_no_number_personal(project: Project) -> None:
    project.small().write(
        "=== content/data/a.yaml\ntitle: 표\ncolumns: [{id: who, label: 이}, {id: won, label: 금액}]\n"
        "=== content/data/a.csv\nwho,won\n가,1012345678\n"
    ).build().ok()
