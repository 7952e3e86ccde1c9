"""``status --stale`` shows what a Korean text said when it was translated, as far as git remembers."""

import json
import os
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from seboddari_build.cli.commands import cli
from seboddari_build.cli.status import changed_lines
from tests.conftest import need
from tests.project import Project

MEALS = "content/sessions/care/01-meals.md"
TABLE = """
=== content/data/help.yaml
title: 도움
title.en: Help
columns:
  - {id: what, label: 일, label.en: Task}
=== content/data/help.csv
what,what.en
청소,Cleaning
세탁,Laundry
"""


def git(project: Project, *arguments: str) -> None:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    command = (need("git"), "-C", str(project.root), *who, *arguments)
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **own})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project whose translations are recorded, and in git, below the top of its repository."""
    project = Project(tmp_path / "repository" / "event").small().write(TABLE)
    git(project, "init", "--quiet", str(tmp_path / "repository"))
    assert project.command("translated", ".")[0] == 0
    commit(project)
    return project


def commit(project: Project) -> None:
    git(project, "add", "--all", ".")
    git(project, "commit", "--quiet", "--message", "change")


def stale(project: Project, *arguments: str, ui: str = "en") -> str:
    return CliRunner().invoke(cli, ["-C", str(project.root), "--ui", ui, "status", "--stale", *arguments]).output


def edit(project: Project, path: str, old: str, new: str) -> None:
    file = project.root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_what_changed_is_shown_from_the_version_that_was_translated(project: Project) -> None:
    for old, new in (("모두 마흔 번", "모두 쉰 번"), ("모두 쉰 번", "모두 예순 번")):
        edit(project, MEALS, old, new)
        commit(project)
    edit(project, MEALS, "모두 예순 번", "모두 일흔 번")  # not committed yet
    assert stale(project) == f"  {MEALS}:10: results\n    - 모두 마흔 번입니다.\n    + 모두 일흔 번입니다.\n"


def test_fields_lists_and_cells(project: Project) -> None:
    edit(project, "content/event.yaml", "name: 작은 행사", "name: 작은 잔치")
    edit(project, MEALS, "label: 식사,", "label: 끼니,")
    edit(project, "content/data/help.csv", "세탁", "빨래")
    assert sorted(stale(project).split("\n  content")) == sorted(
        (
            "  content/event.yaml:2: name\n    - 작은 행사\n    + 작은 잔치\n"
            f"  {MEALS}:6: figures.meals.label\n    - 식사\n    + 끼니\n"
            "  content/data/help.csv:3: 2.what\n    - 세탁\n    + 빨래\n"
        ).split("\n  content")
    )


def test_machines_read_both_texts(project: Project) -> None:
    edit(project, "content/event.yaml", "name: 작은 행사", "name: 작은 잔치")
    found = json.loads(stale(project, "--format", "json"))
    assert found["stale"] == [
        {
            "name": "content/event.yaml:name",
            "path": "content/event.yaml",
            "line": 2,
            "then": "작은 행사",
            "now": "작은 잔치",
        }
    ]


def test_what_was_never_committed_is_not_known(project: Project) -> None:
    edit(project, MEALS, "모두 마흔 번", "모두 쉰 번")
    assert project.command("translated", MEALS)[0] == 0
    edit(project, MEALS, "모두 쉰 번", "모두 예순 번")
    commit(project)
    assert stale(project) == (
        f"  {MEALS}:10: results\nWhat changed is not known for 1: the history of git has no text of then.\n"
    )
    assert "무엇이 바뀌었는지 알 수 없는 글 1개: 번역할 때의 글이 git 기록에 없습니다." in stale(project, ui="ko")


def test_without_git_it_is_not_known(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(project, "content/event.yaml", "name: 작은 행사", "name: 작은 잔치")
    monkeypatch.setenv("PATH", "/nowhere")
    assert stale(project).endswith("What changed is not known for 1: the history of git has no text of then.\n")


def test_old_versions_may_be_broken_or_stored_otherwise(project: Project) -> None:
    text = (project.root / "content/event.yaml").read_text("utf-8")
    (project.root / "content/event.yaml").write_bytes(b"\xff\xfe nonsense")
    commit(project)
    stored = unicodedata.normalize("NFD", text.replace("작은 행사", "작은 모임")).replace("\n", "\r\n")
    (project.root / "content/event.yaml").write_bytes(stored.encode())
    commit(project)
    assert project.command("translated", "content/event.yaml")[0] == 0
    (project.root / "content/event.yaml").unlink()
    commit(project)
    (project.root / "content/event.yaml").write_text(text, "utf-8")
    assert stale(project) == "  content/event.yaml:2: name\n    - 작은 모임\n    + 작은 행사\n"


def test_long_lines_are_shown_where_they_differ() -> None:
    before, after = f"{'앞' * 90} 마흔 {'뒤' * 90}", f"{'앞' * 90} 쉰 {'뒤' * 90}"
    near = ("앞" * 15, "뒤" * 15)
    assert changed_lines(before, after) == [f"- …{near[0]} 마흔 {near[1]}…", f"+ …{near[0]} 쉰 {near[1]}…"]


def test_lines_that_come_and_go() -> None:
    assert changed_lines("## 절 {#a}\n\n- 하나\n- 둘", "## 절 {#a}\n\n- 둘\n- 셋\n- 넷") == [
        "- - 하나",
        "+ - 셋",
        "+ - 넷",
    ]
    assert changed_lines("가\n" * 3, "\n".join(map(str, range(30))))[-1] == "…"
    assert changed_lines("전화", "전화 010-1234-5678") == ["- 전화", "+ 전화 010-****-**78"]
