"""``status`` and ``translated``: what each language has, and what its translation was made from."""

import contextlib
import io
import json
from pathlib import Path

import pytest

from tests.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path).small()


FRESH = "No translation is older than its Korean text.\n"


def said(project: Project, *arguments: str, ui: str = "en") -> tuple[int, str]:
    """Exit code and everything printed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code, err = project.command("--ui", ui, *arguments)
    return code, out.getvalue() + err


def edit(project: Project, path: str, old: str, new: str) -> None:
    """Replace what stands exactly once in a file."""
    text = (project.root / path).read_text("utf-8")
    assert text.count(old) == 1
    (project.root / path).write_text(text.replace(old, new), "utf-8")


def test_whole_event_is_whole_in_both_languages(project: Project) -> None:
    code, out = said(project, "status")
    assert code == 0
    assert out == (
        "Small event\n"
        "  Korean: 100 % (fields 100 %, bodies 100 %)\n"
        "  English: 100 % (fields 100 %, bodies 100 %)\n"
        "  12 texts; 0 stale translations, 12 unrecorded\n"
        "  alternative texts: 0/0\n"
        "  presentations that name a presenter: 0/1\n"
    )


def test_what_is_missing_is_named_with_its_line(project: Project) -> None:
    project.write("=== content/sessions/care/01-meals.en.md\nMeals were shared.\n")
    edit(project, "content/event.yaml", "name.en: Small event\n", "")
    code, out = said(project, "status", ui="ko")
    assert code == 0
    assert "  영어: 83.3 % (항목 88.9 %, 본문 66.7 %)\n" in out
    assert out.endswith("\n없는 글:\n  content/event.yaml:2: name\n  content/sessions/care/01-meals.md:10: results\n")
    assert said(project, "status", "--fail-under", "90")[0] == 1
    assert said(project, "status", "--fail-under", "80")[0] == 0


def test_translation_is_stale_when_its_source_changes_and_until_it_is_marked(project: Project) -> None:
    assert said(project, "translated", "content") == (0, "12 of 12 translations recorded.\n")
    assert said(project, "status", "--stale") == (0, FRESH)
    edit(project, "content/sessions/care/01-meals.md", "모두 마흔 번", "모두 마흔한 번")
    edit(project, "content/event.yaml", "name: 작은 행사", "name: 작은 잔치")
    assert said(project, "status", "--stale") == (
        1,
        (
            "  content/event.yaml:2: name\n  content/sessions/care/01-meals.md:10: results\n"
            "What changed is not known for 2: the history of git has no text of then.\n"
        ),
    )
    assert "2 stale translations, 0 unrecorded" in said(project, "status")[1]
    assert said(project, "translated", "content/sessions/care/01-meals.en.md") == (0, "1 of 4 translations recorded.\n")
    code, out = said(project, "status", "--stale")
    assert (code, out.partition("\n")[0]) == (1, "  content/event.yaml:2: name")


def test_english_alone_never_makes_a_translation_stale(project: Project) -> None:
    said(project, "translated", ".")
    edit(project, "content/sessions/care/01-meals.en.md", "Forty times", "Forty times")
    edit(project, "content/event.yaml", "name.en: Small event", "name.en: A small event")
    assert said(project, "status", "--stale") == (0, FRESH)


def test_lock_is_the_same_whatever_the_order_and_forgets_what_is_gone(project: Project) -> None:
    said(project, "translated", "content/event.yaml")
    said(project, "translated", "content/sessions")
    apart = (project.root / "i18n.lock").read_bytes()
    (project.root / "i18n.lock").unlink()
    said(project, "translated", "content/sessions", "content/event.yaml")
    assert (project.root / "i18n.lock").read_bytes() == apart
    assert b"01-meals.md:figures.meals.label " in apart
    edit(project, "content/sessions/care/01-meals.md", "id: meals", "id: lunches")
    said(project, "translated", "content/sessions")
    assert b"figures.meals" not in (project.root / "i18n.lock").read_bytes()


def test_cells_of_a_table_are_texts_too(project: Project) -> None:
    project.write("""
=== content/data/help.yaml
title: 도움
title.en: Help
columns:
  - {id: what, label: 일, label.en: Task}
=== content/data/help.csv
what,what.en
청소,Cleaning
세탁,
TV,
""")
    assert said(project, "status")[1].endswith("\nMissing:\n  content/data/help.csv:3: 2.what\n")


def test_machines_read_it_as_json(project: Project) -> None:
    edit(project, "content/event.yaml", "name.en: Small event\n", "")
    found = json.loads(said(project, "status", "--format", "json")[1])
    assert found["ko"] == {"all": 100.0, "fields": 100.0, "bodies": 100.0}
    assert found["missing"] == [{"name": "content/event.yaml:name", "path": "content/event.yaml", "line": 2}]
    assert found["stale"] == []


def test_what_is_no_content_is_refused(project: Project) -> None:
    code, out = said(project, "translated", "README.md")
    assert code == 2
    assert "'README.md' is no content file with texts. Name it from the project's folder: content/…" in out


def test_what_cannot_be_loaded_says_so(project: Project) -> None:
    (project.root / "content/event.yaml").unlink()
    assert said(project, "status") == (1, "The event cannot be read; seboddari check shows why.\n")
