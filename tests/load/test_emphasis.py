"""Emphasis next to Korean letters; everything else as CommonMark has it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from seboddari_build.load.korean_emphasis import CJK_LETTER
from seboddari_build.load.markdown import BodyMarkdown, make_parser
from seboddari_build.load.prose import parse_prose
from seboddari_build.model.prose import Node

CASES = Path(__file__).parent / "cases" / "emphasis.md-cases"
CASE = re.compile(r"^(?P<title>[^.\n].*)\n\.\n(?P<source>(?:.*\n)+?)\.\n(?P<wanted>(?:.*\n)+?)\.$", re.MULTILINE)
MARKS = {"strong": "s", "emphasis": "e", "link": "l"}


def cases() -> list[object]:
    """The cases, each named by its line and title."""
    text = CASES.read_text(encoding="utf-8")
    return [
        pytest.param(
            found["source"].rstrip("\n"),
            found["wanted"].rstrip("\n"),
            id=f"{text.count(chr(10), 0, found.start()) + 1}: {found['title']}",
        )
        for found in CASE.finditer(text)
    ]


def structure(nodes: tuple[Node, ...]) -> str:
    """Inline nodes in the notation of the case file."""
    return "".join(
        node.text
        if node.kind == "text"
        else f"c({node.text})"
        if node.kind == "code-span"
        else f"{MARKS[node.kind]}({structure(node.children)})"
        for node in nodes
    )


@pytest.mark.parametrize(("source", "wanted"), cases())
def test_case(source: str, wanted: str) -> None:
    prose, _, problems = parse_prose(source, "a.md", 1)
    assert structure(prose.sections[0].nodes[0].children) == wanted
    assert problems == ()


def test_every_case_is_read() -> None:
    assert len(cases()) == 21


#: Markdown and HTML of emphasis as section 6.2 of CommonMark defines it: each rule, both markers.
COMMONMARK = [
    ("*foo bar*", "<em>foo bar</em>"),
    ("a * foo bar*", "a * foo bar*"),
    ('a*"foo"*', "a*&quot;foo&quot;*"),
    ("*\u00a0a\u00a0*", "*\u00a0a\u00a0*"),
    ("foo*bar*", "foo<em>bar</em>"),
    ("5*6*78", "5<em>6</em>78"),
    ("_foo bar_", "<em>foo bar</em>"),
    ("_ foo bar_", "_ foo bar_"),
    ('a_"foo"_', "a_&quot;foo&quot;_"),
    ("foo_bar_", "foo_bar_"),
    ('aa_"bb"_cc', "aa_&quot;bb&quot;_cc"),
    ("foo-_(bar)_", "foo-<em>(bar)</em>"),
    ("_foo*", "_foo*"),
    ("*foo bar *", "*foo bar *"),
    ("*(*foo)", "*(*foo)"),
    ("*(*foo*)*", "<em>(<em>foo</em>)</em>"),
    ("*foo*bar", "<em>foo</em>bar"),
    ("_(bar)_.", "<em>(bar)</em>."),
    ("**foo bar**", "<strong>foo bar</strong>"),
    ('a**"foo"**', "a**&quot;foo&quot;**"),
    ("foo**bar**", "foo<strong>bar</strong>"),
    ("__foo, __bar__, baz__", "<strong>foo, <strong>bar</strong>, baz</strong>"),
    ("**foo bar **", "**foo bar **"),
    ("**(**foo)", "**(**foo)"),
    ("**foo**bar", "<strong>foo</strong>bar"),
    ("*foo**bar**baz*", "<em>foo<strong>bar</strong>baz</em>"),
    ("*foo**bar*", "<em>foo**bar</em>"),
    ("***foo** bar*", "<em><strong>foo</strong> bar</em>"),
    ("foo***bar***baz", "foo<em><strong>bar</strong></em>baz"),
    ("foo******bar*********baz", "foo<strong><strong><strong>bar</strong></strong></strong>***baz"),
    ("** is not an empty emphasis", "** is not an empty emphasis"),
    ("foo ***", "foo ***"),
    ("foo *\\**", "foo <em>*</em>"),
    ("**foo*", "*<em>foo</em>"),
    ("****foo*", "***<em>foo</em>"),
    ("**foo***", "<strong>foo</strong>*"),
    ("_____foo_____", "<em><strong><strong>foo</strong></strong></em>"),
    ("*foo _bar* baz_", "<em>foo _bar</em> baz_"),
    ("**foo **bar baz**", "**foo <strong>bar baz</strong>"),
    ("*[bar*](/url)", '*<a href="/url">bar*</a>'),
    ("*a `*`*", "<em>a <code>*</code></em>"),
    ("**a<https://foo.bar/?q=**>", '**a<a href="https://foo.bar/?q=**">https://foo.bar/?q=**</a>'),
    ("пристаням*стремятся*", "пристаням<em>стремятся</em>"),
]


def html(parser: MarkdownIt, text: str) -> str:
    """``text`` as HTML; our parser leaves the pieces of text unjoined, so that is turned on."""
    return str(parser.enable(["fragments_join", "text_join"]).render(text))


@pytest.mark.parametrize(("source", "wanted"), COMMONMARK)
def test_commonmark_stays(source: str, wanted: str) -> None:
    assert html(make_parser(), source) == f"<p>{wanted}</p>\n"


MARKED = st.text(st.sampled_from("ab1 \n\\*_`[]()!<>&;#-+.|\"'"), max_size=60)
WORDS = st.lists(
    st.sampled_from(
        ["a", "b c", " ", "\n", "*", "**", "***", "_", "__", "`", "[x](y)", "![x](y)", "&amp;"]
        + ["(", ")", ".", '"', "\\", "<b>", "<a:b>", "é", "я", "“", "—", "- ", "> ", "[", "](u)"]
    ),
    max_size=40,
).map("".join)


@given(MARKED | WORDS)
def test_text_without_cjk_is_read_as_upstream_reads_it(text: str) -> None:
    plain = BodyMarkdown("commonmark", {"html": True}).enable("table").disable("html_block")
    assert html(make_parser(), text) == html(plain, text)


def test_letters_are_letters_only() -> None:
    assert all(CJK_LETTER.match(letter) for letter in "가힣ㄱㅎ韓の㐀𠀀ア")
    assert not any(CJK_LETTER.match(other) for other in "aé1 .、。「」‘（)*_")
