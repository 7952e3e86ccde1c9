"""Content enters the code as string literals, words are kept whole, and marks stand within names."""

import json
import math
import unicodedata

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from seboddari_build.base.language import Said
from seboddari_build.base.span import Span
from seboddari_build.render.booklet.typst import array, call, joined, kept, place_of, placed, run, said, string, unboxed


def test_a_string_escapes_what_would_end_it_and_leaves_out_what_cannot_be_printed() -> None:
    assert string('#read("/etc/passwd") \\ \n\x00\x1b\ud800끝') == '"#read(\\"/etc/passwd\\") \\\\ \\n끝"'


@given(st.text(max_size=60))
@settings(deadline=None)  # the first call loads fonts
def test_typst_reads_back_what_was_written(text: str) -> None:
    kept = "".join(c for c in text.replace("\t", " ") if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    assert json.loads(typst.eval(b"", string(text))) == kept


def test_a_call_leaves_out_what_is_empty() -> None:
    assert call("box", '"a"', "", '"b"', class_="1", line_height="", side_="2") == 'box(class: 1, side: 2, "a", "b")'


def test_an_array_of_one_is_an_array() -> None:
    assert [array(()), array(["1"]), array(["1", "2"])] == ["()", "(1, )", "(1, 2, )"]


def test_parts_are_joined_and_nothing_is_empty_content() -> None:
    assert [joined([]), joined(["", "p()"]), joined(["a", "b"])] == ["[]", "p()", "c(a, b)"]


def test_korean_words_are_boxed_and_blanks_stand_between_them() -> None:
    assert kept("우리 동네  SOS 밥") == ['w("우리")', '" "', 'w("동네")', '" SOS "', 'w("밥")']


def test_words_with_a_hyphen_are_boxed_and_long_ones_may_break() -> None:
    assert kept("Guro-gu 구로행복한도시락사회적협동조합연합") == [
        'w("Guro-gu")',
        '" 구로행복한도시락사회적협동조합연합"',
    ]


def test_a_long_word_breaks_at_its_signs() -> None:
    assert kept("민간통합돌봄네트워크(민돌넷)에서의 밥") == [
        'w("민간통합돌봄네트워크")',
        'w("(민돌넷)에서의")',
        '" "',
        'w("밥")',
    ]


def test_a_mark_stands_in_the_box_of_its_word() -> None:
    assert kept("서울 구로구의", ((3, "districts/guro"),)) == ['w("서울")', '" "', 'w(m("districts/guro"), "구로구의")']


def test_in_running_text_a_mark_stands_behind_the_first_character_of_its_name() -> None:
    assert list(run("서울 구로구의", ((3, "districts/guro"),))) == ['"서울 구"', 'm("districts/guro")', '"로구의"']


def test_an_endless_word_may_break() -> None:
    parts = list(run("앞 " + "x" * 10_000))
    assert parts[1] == "brk"
    assert "".join(part.strip('"') for part in parts if part != "brk") == "앞 " + "x" * 10_000
    assert max(map(len, parts)) < 40


def test_an_address_breaks_behind_its_signs() -> None:
    assert list(run("https://example.org/a/b")) == ['"https://example.org/a/b"']
    broken = [part for part in run("https://example.org/sessions/community-care/") if part != "brk"]
    assert broken == ['"https://"', '"example."', '"org/"', '"sessions/"', '"community-"', '"care/"']


def test_text_of_the_other_language_is_marked() -> None:
    assert said(Said("Care", "en"), "ko") == 'foreign(lang: "en", "Care")'
    assert said(Said("돌봄", "ko"), "ko") == 'w("돌봄")'
    assert said(Said(), "ko") == "[]"


def test_a_line_tells_where_its_content_stands() -> None:
    line = placed('p("밥")', Span("content/a b.md", 3, 7))
    assert line == 'p("밥") //@content/a b.md:3:7\n'
    assert place_of(line.rstrip("\n")) == Span("content/a b.md", 3, 7)
    assert placed("p()", Span("", 0, 0)) == "p()\n"
    assert place_of("p()") is None


def test_words_of_a_single_line_need_no_boxes() -> None:
    assert unboxed('c(w("인용할"), " ", w("때"), " 2")', 9) == '"인용할 때 2"'
    assert unboxed('c(w("인용할"), " ", w("때"), " 2")', 4) == 'c(w("인용할"), " ", w("때"), " 2")'
    assert unboxed('spaced(c(w("가"), ", ", "나"), unit(w("(명)")))', 9) == 'spaced("가, 나", unit("(명)"))'
    marked = 'c(w(m("districts/guro"), "구로구"), " ", w("밥"))'
    assert unboxed(marked, 9) == 'c(w(m("districts/guro"), "구로구"), " ", "밥")'


@given(st.lists(st.text(max_size=20) | st.sampled_from(['"', "\\", '", "', 'w("', "c("]), min_size=1, max_size=4))
def test_what_is_unboxed_says_the_same(words: list[str]) -> None:
    code = call("c", *(call("w", string(word)) for word in words))
    assert json.loads(unboxed(code, math.inf)) == json.loads(string("".join(words)))
