"""Editions are compiled apart, remembered, read back, and their troubles told with places in content and theme."""

import io

import pikepdf
import pytest

from seboddari_build.base.leaves import Leaves
from seboddari_build.base.problem import Problem
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.base.store import Store
from seboddari_build.render.booklet.chapter import Edition, PlaceInBook
from seboddari_build.render.booklet.compiler import Limits, Press, fonts_of, press
from seboddari_build.render.booklet.fonts import Files

MAIN = """\
#import "booklet/book.typ": *
#set document(title: "작은 책", author: "모임", date: datetime(year: 2020, month: 12, day: 31))
#set text(font: "Noto Sans KR", lang: "ko")
#set page(numbering: "i")
#title("ko/", "처음")
#set page(numbering: "1")
#counter(page).update(1)
#include "chapters/1-meals.typ"
#title("ko/glossary/", "용어")
"""
THEME = """\
#let c(..parts) = parts.pos().join()
#let w(word) = box(word)
#let title(key, words) = [#pagebreak(weak: true)#heading(level: 1, words)#label(key)]
#let broken(it) = {
  it.nothing
}
"""
CHAPTER = """\
#import "../booklet/book.typ": *
#{
title("ko/sessions/care/meals/", c(w("따뜻한"), " ", w("밥"))) //@content/sessions/care/01-meals.md:2:8
par(c("이웃에게 #read(\\"/etc/passwd\\") 나누었습니다.")) //@content/sessions/care/01-meals.md:9:1
BODY
}
"""
ORIGINS = {"booklet/book.typ": "themes/bottari/booklet/book.typ"}
CONTENT = "content/sessions/care/01-meals.md"


def edition(body: str = "", id: str = "ko", theme: str = THEME) -> Edition:
    files = {"main.typ": MAIN, "booklet/book.typ": theme, "chapters/1-meals.typ": CHAPTER.replace("BODY", body)}
    code = tuple((path, text.encode()) for path, text in files.items())
    return Edition(id=id, lang="ko", title="작은 책", files=code, characters="가나다", date="2020-12-31")


@pytest.fixture(scope="module")
def fonts() -> Files:
    leaves = Leaves(Store(None, "test"))
    return fonts_of([edition(theme=THEME + "// 둘넷없는자리도구")], leaves)


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(None, "test")


@pytest.fixture(scope="module")
def good(fonts: Files, store: Store) -> Press:
    return press([edition()], fonts, store, 2, origins=ORIGINS)


def troubles(fonts: Files, body: str, **options: object) -> tuple[Problem, ...]:
    made = press([edition(body, **options)], fonts, Store(None, "test"), 1, origins=ORIGINS)  # type: ignore[arg-type]  # options go through to Edition
    assert made.booklets == ()
    return made.problems


def test_an_edition_becomes_a_pdf_that_names_where_its_chapters_begin(good: Press) -> None:
    assert good.problems == ()
    assert good.made == 1
    (booklet,) = good.booklets
    assert (booklet.edition, booklet.pages) == ("ko", 3)
    assert booklet.places == (
        PlaceInBook("ko/", 1, "i"),
        PlaceInBook("ko/sessions/care/meals/", 2, "1"),
        PlaceInBook("ko/glossary/", 3, "2"),
    )


def test_rewriting_keeps_tags_metadata_and_dates(good: Press) -> None:
    with pikepdf.open(io.BytesIO(good.booklets[0].pdf)) as pdf:
        assert pdf.Root.Lang == "ko"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/ParentTree" in pdf.Root.StructTreeRoot
        assert str(pdf.docinfo.Title) == "작은 책"
        assert str(pdf.docinfo.CreationDate) == "D:20201231000000Z"
        meta = pdf.Root.Metadata.read_bytes()
        assert b"<pdfuaid:part>1</pdfuaid:part>" in meta
        assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in meta
        assert b"2020-12-31" in meta
        assert pdf.check_pdf_syntax() == []
        fonts = {str(o.BaseFont)[1:] for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
    assert {name.partition("+")[2] for name in fonts} == {"NotoSansKR-Regular", "NotoSansKR-Bold"}


def test_the_same_edition_is_not_compiled_again(good: Press, fonts: Files, store: Store) -> None:
    again = press([edition()], fonts, store, 2, origins=ORIGINS)
    assert (again.made, again.booklets) == (0, good.booklets)


def test_two_compiles_give_the_same_bytes(good: Press, fonts: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Apia")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    again = press([edition()], fonts, Store(None, "test"), 1, origins=ORIGINS)
    assert again.made == 1
    assert again.booklets == good.booklets


def test_a_damaged_memo_costs_a_compile_and_nothing_else(good: Press, fonts: Files) -> None:
    store = Store(None, "test")
    press([edition()], fonts, store, 1, origins=ORIGINS)
    store._db.execute("UPDATE leaf SET value = zeroblob(9) WHERE key LIKE 'booklet%'")
    again = press([edition()], fonts, store, 1, origins=ORIGINS)
    assert (again.made, again.booklets) == (1, good.booklets)


def test_what_no_edition_needs_any_more_is_forgotten(fonts: Files) -> None:
    store = Store(None, "test")
    press([edition()], fonts, store, 1, origins=ORIGINS)
    press([edition('par("둘")')], fonts, store, 1, origins=ORIGINS)
    assert store._db.execute("SELECT count(*) FROM leaf WHERE key LIKE 'booklet%'").fetchone() == (1,)


def test_content_is_text_and_never_evaluated(good: Press) -> None:
    with pikepdf.open(io.BytesIO(good.booklets[0].pdf)) as pdf:
        assert b"root:" not in b"".join(page.Contents.read_bytes() for page in pdf.pages)


IN_CONTENT = {
    'image("none.png")': "file not found (searched at chapters/none.png)",
    'link(label("gone"), "둘")': "label `<gone>` does not exist in the document",
    'heading(level: 3, "둘")': "PDF/UA-1 error: skipped from heading level 1 to 3",
}
IN_THEME = {
    'broken("둘")': "cannot access fields on type string",
    "par(\n  c(1,\n broken(1))\n)": "cannot access fields on type integer",
}


@pytest.mark.parametrize("body", [*IN_CONTENT, *IN_THEME])
def test_errors_name_the_content_or_the_theme(fonts: Files, body: str) -> None:
    (problem,) = troubles(fonts, f"{body} //@content/a.md:3:4")
    content, theme = Span("content/a.md", 3, 4), Span("themes/bottari/booklet/book.typ", 5, 6)
    span, related = (content, ()) if body in IN_CONTENT else (theme, (content,))
    assert (problem.code, problem.span, problem.related) == ("booklet-error", span, related)
    message = {**IN_CONTENT, **IN_THEME}[body]
    assert problem.message.en == f"The booklet 'ko' cannot be typeset: {message}"
    assert problem.message.ko == f"책자 ‘ko’: 조판할 수 없습니다. {message}"


def test_a_missing_glyph_is_told_of_by_character_and_place(fonts: Files) -> None:
    (problem,) = troubles(fonts, 'par(c("둘", "\U0001f9f6")) //@content/a.md:3:4')
    assert (problem.code, problem.span) == ("booklet-glyph", Span("content/a.md", 3, 4))
    assert problem.message.en == "The booklet 'ko': no font has '\U0001f9f6'."


def test_nothing_is_fetched(fonts: Files) -> None:
    problems = troubles(fonts, "", theme='#import "@preview/cetz:0.4.0": canvas\n' + THEME)
    assert [(p.code, p.span) for p in problems] == [("booklet-error", Span("themes/bottari/booklet/book.typ", 1, 9))]


def test_warnings_of_typst_leave_the_booklet_whole(fonts: Files) -> None:
    made = press(
        [edition('text(font: "Absent", "둘") //@content/a.md:3:4')], fonts, Store(None, "test"), 1, origins=ORIGINS
    )
    assert len(made.booklets) == 1
    assert [(p.code, p.span, p.message.en) for p in made.problems] == [
        ("booklet-warning", Span("content/a.md", 3, 4), "The booklet 'ko': unknown font family: absent")
    ]


def test_a_fault_that_all_editions_share_is_told_of_once(fonts: Files) -> None:
    body = 'image("none.png") //@content/a.md:3:4'
    made = press([edition(body), edition(body, "en")], fonts, Store(None, "test"), 2, origins=ORIGINS)
    assert [problem.span for problem in made.problems] == [Span("content/a.md", 3, 4)]


@pytest.mark.parametrize(
    ("body", "limits", "code"),
    [
        ('{ let a = "가"; for i in range(40) { a = a + a }; a }', Limits(60, 700 << 20), "booklet-memory"),
        (
            "range(0, 9000).map(i => range(0, 9000).map(j => calc.pow(j, 1.5)).sum()).sum()",
            Limits(1, 1 << 30),
            "booklet-time",
        ),
    ],
)
def test_a_booklet_that_takes_too_much_is_stopped(fonts: Files, body: str, limits: Limits, code: str) -> None:
    made = press([edition(body)], fonts, Store(None, "test"), 1, origins=ORIGINS, limits=limits)
    assert [(problem.code, problem.span) for problem in made.problems] == [(code, NOWHERE)]


def test_fonts_hold_what_is_printed_and_are_the_same_twice(fonts: Files) -> None:
    from fontTools.ttLib import TTFont

    again = fonts_of([edition(theme=THEME + "// 둘넷없는자리도구")], Leaves(Store(None, "test")))
    assert again == fonts
    for (path, data), weight in zip(fonts, (400, 700), strict=True):
        font = TTFont(io.BytesIO(data))
        assert path == f"fonts/{font['name'].getDebugName(6)}.ttf"
        assert font["name"].getDebugName(1) == "Noto Sans KR"
        assert font["OS/2"].usWeightClass == weight
        assert {ord("따"), ord("i"), ord("”")} < font.getBestCmap().keys()
        assert ord("힣") not in font.getBestCmap()


def test_fonts_are_kept(fonts: Files) -> None:
    leaves = Leaves(Store(None, "test"))
    first = fonts_of([edition()], leaves)
    before = dict(leaves.new)
    assert fonts_of([edition()], leaves) == first
    assert leaves.new == before
