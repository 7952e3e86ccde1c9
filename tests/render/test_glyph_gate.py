"""What the typeface cannot show is told of where it stands: letters as errors, symbols as warnings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from seboddari_build.base.language import Text
from seboddari_build.base.leaves import Leaves
from seboddari_build.base.problem import Severity
from seboddari_build.base.span import Span
from seboddari_build.base.store import Store
from seboddari_build.render.glyph_gate import gate_files, glyph_gate, missing_glyphs
from seboddari_build.render.typeface import Typeface


@pytest.fixture(scope="module")
def cmap() -> Iterator[frozenset[int]]:
    store = Store(None, "")
    yield Typeface(Leaves(store)).cmap()
    store.close()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("한글과 漢字, Latin é 12 → ①", ""),
        ("나ট무ট", "ট"),
        ("줄\n바꿈\t탭\u00a0\u200b\u200d\u3000끝", ""),
        ("✓\ufe0f 1\ufe0f\u20e3", ""),
        ("☰ 그리고 😀", "☰😀"),
    ],
)
def test_missing_glyphs(cmap: frozenset[int], text: str, missing: str) -> None:
    assert missing_glyphs(text, cmap) == missing


def test_a_missing_letter_is_an_error_with_its_place(cmap: frozenset[int]) -> None:
    span = Span("content/people.yaml", 3, 9)
    (problem,) = glyph_gate([("김ট", span), ("대표", span)], cmap)
    assert (problem.code, problem.severity, problem.span) == ("missing-glyph", Severity.ERROR, span)
    assert problem.message == Text(
        "글자 ‘ট’ (U+099F): 글꼴에 없습니다.",
        "The font has no glyph for 'ট' (U+099F).",
    )


@pytest.mark.parametrize("symbol", ["😀", "☰", "\U0001fae9"])
def test_a_missing_emoji_is_a_warning(cmap: frozenset[int], symbol: str) -> None:
    (problem,) = glyph_gate([(f"모임 {symbol}", Span("a.md"))], cmap)
    assert (problem.code, problem.severity) == ("missing-symbol", Severity.WARNING)
    assert symbol in problem.message.ko


def test_files_are_read_only_where_a_character_is_missing(tmp_path: Path, cmap: frozenset[int]) -> None:
    (tmp_path / "a.md").write_text("# 모임\n\n나ট무 ট\n", "utf-8")
    problems = gate_files(tmp_path, {"a.md": "모임나ট무", "never-written.md": "글"}, cmap)
    assert [problem.span for problem in problems] == [Span("a.md", 3, 2, 3), Span("a.md", 3, 5, 6)]


def test_a_word_is_told_of_once(tmp_path: Path, cmap: frozenset[int]) -> None:
    (tmp_path / "a.md").write_text("말 টঠডঢণতথ 끝\n", "utf-8")
    (problem,) = gate_files(tmp_path, {"a.md": "টঠডঢণতথ"}, cmap)
    assert problem.span == Span("a.md", 1, 3, 10)
    assert problem.message.en.startswith(
        "The font has no glyph for 'টঠডঢণতথ' (U+099F, U+09A0, U+09A1, U+09A2, U+09A3, …)"
    )
