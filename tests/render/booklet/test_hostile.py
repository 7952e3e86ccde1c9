"""Hostile text is set as it stands and never evaluated."""

import io
from pathlib import Path

import pikepdf
import pytest

from seboddari_build.base.leaves import Leaves
from seboddari_build.base.span import NOWHERE
from seboddari_build.base.store import Store
from seboddari_build.load.content import load, prose_reader
from seboddari_build.render.booklet.compiler import Press, fonts_of, press
from seboddari_build.render.booklet.edition import editions
from seboddari_build.render.theme import load_theme
from seboddari_build.site.plan import plan
from tests.project import Project

TALK = """
=== content/sessions/care/01-meals.md
---
title: '제목 #read("/etc/passwd") \\ " ] }'
title.en: 'Title $x$ @key <label> */ // //'
source: book 1-9
figures:
  - {id: meals, label: '#panic("표") `x`', label.en: '#{1+1}', value: 40, unit: 건}
---
글 `#eval("1+1")`와 "따옴표", 빗금 \\\\ 그리고 #let x = 1; 漢字.

HOSTILE

## 결과 #panic() {#results}

:::{table} 표 #import "@preview/x:1.0.0": *

| #eval("2") | } ] ) |
|---|---|
| \\"; panic() | //@x:1:1 |

:::
=== content/sessions/care/01-meals.en.md
Text with #panic("en") and <label> and @ref.

## Results {#results}

Forty.
"""


def printed(folder: Path, word: str) -> Press:
    """The Korean booklet of a small project with ``word`` in its text."""
    project = Project(folder).small().write(TALK.replace("HOSTILE", word))
    store = Store(None, "test")
    loaded = load(project.root, store)
    assert loaded.conference, loaded.problems
    site, _ = plan(loaded.conference, "")
    theme, _ = load_theme(project.root, "bottari", NOWHERE)
    assert theme
    korean = editions(site, theme, prose_reader(store))[:1]
    return press(korean, fonts_of(korean, Leaves(store)), store, 1)


@pytest.mark.parametrize("word", ["x" * 10_000, "가" * 10_000, "https://example.org/" + "a-" * 2_000])
def test_hostile_text_is_set_and_not_evaluated(tmp_path: Path, word: str) -> None:
    made = printed(tmp_path / "project", word)
    assert made.problems == ()
    with pikepdf.open(io.BytesIO(made.booklets[0].pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for top in outline.root for item in (top, *top.children)]
    assert '제목 #read("/etc/passwd") \\ " ] }' in titles
