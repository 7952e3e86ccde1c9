"""Text of any kind is set letter by letter, or refused; what is withheld is nowhere; rows get their headings."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import typst as compiler
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from seboddari_build.base.leaves import Leaves
from seboddari_build.base.store import Store
from seboddari_build.render.booklet.fonts import Files, book_fonts
from seboddari_build.render.booklet.headings import tag_row_headings
from seboddari_build.render.booklet.typst import call, joined, kept, run, string
from tests.project import Project
from tests.reading import Booklet, squeezed

#: Signs that mean something to Typst or to PDF, Hangul, Hanja, and what is left out.
LETTERS = "#$@*_`\\\"'<>[](){}/=-+~.,;:!?%&^|0179aZeé가힣뜻ㄱ漢字“”–…·→\n\t \u00a0\x00\x07\u200b"
THEME = """
#let c(..parts) = parts.pos().join()
#let w(..parts) = box(parts.pos().join())
#let brk = h(0pt)
#let m(key) = [#metadata(key)<ix>]
#set text(font: "Noto Sans KR", fallback: false, lang: "ko")
#set document(title: "t")
"""
#: Set, but not to be seen or read: controls, and what has no glyph in a line.
UNSEEN = dict.fromkeys(map(ord, "\x00\x07\u200b"))


@pytest.fixture(scope="module")
def fonts() -> Files:
    return book_fonts(LETTERS, Leaves(Store(None, "test")))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, fonts: Files) -> Callable[[str], Booklet]:
    """Makes a little booklet of Typst code, compiled as all are."""

    def press(code: str) -> Booklet:
        folder = tmp_path_factory.mktemp("printed")
        for path, data in (("main.typ", (THEME + code).encode()), *fonts):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(data)
        made = compiler.compile(
            str(folder / "main.typ"), root=str(folder), font_paths=[str(folder)], ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"], timestamp=0,
        )  # fmt: skip
        assert isinstance(made, bytes)
        (folder / "book.pdf").write_bytes(made)
        return Booklet(folder / "book.pdf")

    return press


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(LETTERS, max_size=60), min_size=1, max_size=30))
@example(['#read("/etc/passwd")', "\\", '"', '\\"); panic(1) //', "#{1+1}", "$x$ @a <b> [c] */ /*", "x" * 10_000])
@example(["가" * 10_000, "漢字 " * 50, "//@a.md:1:1", "…" * 100, "https://" + "a-" * 5_000])
def test_any_text_is_read_back_as_it_is_written(printed: Callable[[str], Booklet], texts: list[str]) -> None:
    lines = [call("par", joined(way(text))) for text in texts for way in (kept, run, lambda text: [string(text)])]
    booklet = printed("#{\n" + "\n".join(lines) + "\n}\n")
    said = squeezed(booklet.document.text()).translate(UNSEEN)
    assert said == squeezed("".join(3 * text for text in texts)).translate(UNSEEN)


@pytest.mark.parametrize(
    ("text", "code"),
    [("\U0001f9f6 뜨개", "booklet-symbol"), ("שלום", "missing-glyph"), ("ไทย", "missing-glyph"), ("\ue123", "")],
)
def test_letters_that_cannot_be_set_are_refused_with_their_place(tmp_path: Path, text: str, code: str) -> None:
    talk = "content/sessions/care/01-meals.md"
    project = Project(tmp_path / "project").small().write("=== site.yaml\ntheme: bottari\neditions: [site, booklet]\n")
    written = (project.root / talk).read_text("utf-8") + f"\n{text}\n"
    outcome = project.write(f"=== {talk}\n{written}").build()
    assert outcome.result.published is None
    assert outcome.result.counts.compiled == 0
    problem = outcome.problems[0]
    assert not code or problem.code == code
    assert (problem.span.path, problem.span.line) == (talk, written.count("\n"))
    assert f"U+{ord(text[0]):04X}" in problem.message.en


HIDDEN = """
=== content/organisations.yaml
- {id: table, name: 나눔밥상, name.en: Shared Table, type: cooperative}
- {id: secret-club, name: 감춘모임, name.en: Veiled Circle, type: cooperative}
=== content/people.yaml
- {id: veiled, name: 홍비밀, name.en: Hong Veiled, publish: name}
=== content/sessions/care/02-hidden.md
---
title: 감춘 발표
title.en: Veiled talk
visibility: withheld
organisations: [감춘모임]
presenters: [홍비밀]
---
아무도 보지 못하는 글을 감춘모임이 썼습니다.

## 감춘 마디 {#veiled-section}

나눔밥상.
=== content/sessions/care/02-hidden.en.md
Veiled words by the Veiled Circle.

## Veiled part {#veiled-section}

Shared Table.
"""


@pytest.mark.parametrize("id", ["ko", "en", "bilingual", "ko-print", "ko-imposed", "en-timetable-a4"])
def test_what_is_withheld_is_nowhere_in_an_edition(hidden: Project, id: str) -> None:
    booklet = Booklet(hidden.output / f"booklet/small-{id}.pdf")
    said = ["".join(run.text for runs in booklet.pages for run in runs)]
    said += [booklet.root.Metadata.read_bytes().decode()] if "/Metadata" in booklet.root else []
    said += [title for _, title, _ in booklet.bookmarks]
    said += [str(name) for name in booklet.places] if "/Names" in booklet.root else []
    said += [str(value) for value in (booklet.pdf.docinfo or {}).values()]
    said += [str(o) for o in booklet.pdf.objects if isinstance(o, pikepdf.String)]
    for word in ("감춘", "Veiled", "veiled", "비밀", "hidden", "secret"):
        assert not [text for text in said if squeezed(word) in squeezed(text)], word
    data = io.BytesIO()
    booklet.pdf.save(data, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    for word in ("감춘", "Veiled", "홍비밀"):
        assert word.encode() not in data.getvalue()
        assert word.encode("utf-16-be") not in data.getvalue()


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with a withheld presentation, its organisation and its presenter."""
    site = "=== site.yaml\ntheme: bottari\neditions: [site, booklet]\n"
    project = Project(tmp_path_factory.mktemp("hidden") / "project").small().write(site + HIDDEN)
    project.build(jobs=2).ok()
    return project


TABLE = """
#table(columns: 3, ..HEAD, table.cell(rowspan: 2)[a], [1], [2], [3], [4], [b], [5], [6], [], [7], [8],
  table.cell(colspan: 3)[all])
#table(columns: 1, table.header[one], [x])
"""
#: The cells of the table: tag, text, scope, what they name as their headings.
Cells = list[list[tuple[str, str, str, list[str]]]]


def cells(booklet: Booklet) -> Cells:
    """The rows of the first table, each heading named by its text."""
    table = next(booklet.document.all("Table"))
    texts = {cell.id: cell.text() for cell in table.all("TH")}
    return [
        [
            (cell.tag, cell.text(), str(cell.attributes.get("Scope", "")),
             [texts[str(id)] for id in cell.attributes.get("Headers", [])])
            for cell in row.kids
        ]
        for row in table.all("TR")
    ]  # fmt: skip


def test_the_first_cell_of_a_row_becomes_its_heading(printed: Callable[[str], Booklet]) -> None:
    headed = printed(TABLE.replace("..HEAD", "table.header[x][y][z]"))
    assert tag_row_headings(headed.pdf) == 2
    assert cells(headed) == [
        [("TH", "x", "/Column", []), ("TH", "y", "/Column", []), ("TH", "z", "/Column", [])],
        [("TH", "a", "/Row", ["x"]), ("TD", "1", "", ["y", "a"]), ("TD", "2", "", ["z", "a"])],
        [("TD", "3", "", ["y", "a"]), ("TD", "4", "", ["z", "a"])],
        [("TH", "b", "/Row", ["x"]), ("TD", "5", "", ["y", "b"]), ("TD", "6", "", ["z", "b"])],
        [("TD", "", "", ["x"]), ("TD", "7", "", ["y"]), ("TD", "8", "", ["z"])],
        [("TD", "all", "", ["x", "y", "z"])],
    ]
    assert tag_row_headings(headed.pdf) == 0
    bare = printed(TABLE.replace("..HEAD, ", ""))
    assert tag_row_headings(bare.pdf) == 2
    assert cells(bare)[0] == [("TH", "a", "/Row", []), ("TD", "1", "", ["a"]), ("TD", "2", "", ["a"])]
