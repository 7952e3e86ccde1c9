"""How much work each kind of edit costs, counted: what is read again, made again, written again."""

import os
from dataclasses import dataclass

import pytest

from seboddari_build.build import Counts
from tests.project import SMALL, Project

MEALS = "content/sessions/care/01-meals.md"
#: Over the smallest project: a second session with a presentation, a dataset on two pages, a glossary.
MORE = """
=== content/sessions/walks/session.md
---
title: 골목 길
---
나란히 걷습니다.
=== content/sessions/walks/01-hill.md
---
title: 언덕
---
:::{dataset} plates
:::
=== content/data/plates.yaml
title: 접시
columns:
  - {id: month, label: 달}
  - {id: plates, label: 접시, unit: 건}
=== content/data/plates.csv
month,plates
1월,15
=== content/glossary.yaml
- {id: hill, ko: 언덕, en: hill}
=== content/pages/about.md
---
title: 알림
---
알립니다.
"""
#: Home, programme, sessions, two sessions, two presentations, data, dataset, glossary, page, search; twice; start, 404.
PAGES = 2 * 12 + 2


@dataclass
class Edit:
    """A change of one file and what it may cost: documents parsed, pages rendered, files written."""

    path: str
    old: str
    new: str
    parsed: int
    rendered: int
    written: int


#: A text that changes changes the words of the search, which here are one file, and whatever changes, sw.js names it.
EDITS = {
    # The presentation's Korean page; in English its own English body shows.
    "a word in a body": Edit(MEALS, "모두 마흔 번", "마흔 번 모두", 1, 1, 1 + 2),
    # The same, and the font with one glyph more.
    "a syllable that is new to the site": Edit(MEALS, "마흔", "쉰", 1, 1, 2 + 2),
    # The lead stands on home, the list of sessions, the session and the presentation itself.
    "the first words of a body": Edit(MEALS, "이웃에게 밥을", "밥을 이웃에게", 1, 3, 3 + 2),
    # Home, the session, the presentation and the search, in Korean, with its titles; English has a title of its own.
    "a title": Edit(MEALS, "따뜻한 밥", "밥 따뜻한", 1, 4, 5 + 2),
    # A space more: the text stands where it stood and nothing shows it.
    "a space in front matter": Edit(MEALS, "title: 따", "title:   따", 1, 0, 0),
    # Lines move: the page is made again, for its text is known by its places too, and comes out the same.
    "a comment line in front matter": Edit(MEALS, "title: 따", "# 덧붙임\ntitle: 따", 1, 1, 0),
    # The dataset's page and the presentation that shows it, in both languages, and the download.
    "a row of a dataset": Edit("content/data/plates.csv", "1월,15", "1월,15\n2월,25", 1, 4, 5 + 2),
    # Glossary and search with its titles in both languages, home in both (it counts terms), and the one body that may
    # hold the word.
    "a term": Edit(
        "content/glossary.yaml", "- {id: hill", "- {id: results, ko: 마흔, en: forty}\n- {id: hill", 1, 7, 9 + 3
    ),
    # Every page has the footer; no word to be found changes.
    "the usage notice": Edit("content/event.yaml", "edition:", "notice: 나누어 쓰세요\nedition:", 1, PAGES, PAGES + 1),
    # Every page is made again, for a template may use any word; those in English and 404 say this one.
    "a word of the theme": Edit("themes/bottari/ui.yaml", "", "menu: {ko: 메뉴, en: Contents}\n", 0, PAGES, 13 + 1),
    "a colour of the theme": Edit(
        "themes/bottari/theme.yaml", "", 'palette: {light: {indigo: "#123456"}}\n', 0, PAGES, PAGES + 3
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project built twice, so that the spare tree is there too."""
    project = Project(tmp_path_factory.mktemp("counted") / "project").write(SMALL).write(MORE)
    counts = project.build().ok().result.counts
    assert (counts.rendered, counts.kept) == (PAGES, 0)
    return project


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_costs_what_it_touches(name: str, built: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = built.copy(tmp_path_factory.mktemp("edit") / "project")
    edit = EDITS[name]
    file = project.root / edit.path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text("utf-8") if file.exists() else ""
    assert edit.old in text
    file.write_text(text.replace(edit.old, edit.new, 1), "utf-8")
    counts = project.build().ok().result.counts
    assert (counts.parsed, counts.rendered, counts.written) == (edit.parsed, edit.rendered, edit.written)
    assert counts.kept == PAGES - edit.rendered
    assert project.build().ok().result.counts == Counts(kept=PAGES)


def test_nothing_changed_costs_nothing(built: Project) -> None:
    assert built.build().ok().result.counts == Counts(kept=PAGES)


def test_touching_every_file_costs_nothing(built: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = built.copy(tmp_path_factory.mktemp("touch") / "project")
    for file in (project.root / "content").rglob("*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    assert project.build().ok().result.counts == Counts(kept=PAGES)


def test_a_page_that_goes_takes_its_file_along_and_what_named_it_is_made_again(
    built: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = built.copy(tmp_path_factory.mktemp("gone") / "project")
    (project.root / "content/sessions/walks/01-hill.md").unlink()
    result = project.build().ok().result
    assert result.published is not None
    assert result.published.removed == (
        "en/sessions/walks/hill/index.html",
        "ko/sessions/walks/hill/index.html",
    )
    # Home (counts), its session, the dataset that it showed and the list of datasets: in both languages; the search.
    assert (result.counts.parsed, result.counts.rendered) == (0, 10)
