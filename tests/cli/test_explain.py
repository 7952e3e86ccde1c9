"""``explain``: what a problem means, in the language asked for, and the pages made from it."""

import re

import pytest

from seboddari_build.cli.explanations import chapters, codes, entries
from tests.project import ROOT, Project

PAGES = {"en": "docs/content/pages/problems.en.md", "ko": "docs/content/pages/problems.md"}


def explained(project: Project, capsys: pytest.CaptureFixture[str], ui: str, *arguments: str) -> tuple[int, str, str]:
    """The exit code, what was printed, what was said beside."""
    code, said = project.command("--ui", ui, "explain", *arguments)
    return code, capsys.readouterr().out, said


KO = """\
오류[duplicate-key]: 두 번 나오는 항목

같은 이름이 두 번 있으면 어느 것이 맞는지 알 수 없고, 하나는 말없이 버려집니다.

나오는 말
  ‘…’ 항목이 두 번 나옵니다. 앞의 것은 …번째 줄에 있습니다.

문제가 되는 보기
  content/sessions/care/02-walk.md
    ---
    title: 마을 걷기
    title: 골목 걷기
    ---
    함께 걸었습니다.

고친 보기
  content/sessions/care/02-walk.md
    ---
    title: 골목 걷기
    ---
    함께 걸었습니다.

고치기
  둘 가운데 하나만 남깁니다.
"""


def test_a_code(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(project, capsys, "ko", "duplicate-key") == (0, KO, "")
    code, printed, _ = explained(project, capsys, "en", "duplicate-key")
    assert code == 0
    assert printed.startswith("error[duplicate-key]: A name that appears twice\n")
    assert "How to mend it\n  Keep one of the two.\n" in printed


@pytest.mark.parametrize(
    "pasted", ["error[unknown-key]:", "[unknown-key]", "UNKNOWN-KEY", "warning[unknown-key]: There is"]
)
def test_a_code_as_it_is_printed(project: Project, capsys: pytest.CaptureFixture[str], pasted: str) -> None:
    code, printed, _ = explained(project, capsys, "en", pasted)
    assert code == 0
    assert printed.startswith("error[unknown-key]: ")


@pytest.mark.parametrize(
    ("ui", "asked", "last"),
    [
        ("en", "unkown-key", "Error: There is no problem 'unkown-key'. Did you mean 'unknown-key'?"),
        ("ko", "unkown-key", "Error: ‘unkown-key’: 그런 문제는 없습니다. 혹시 ‘unknown-key’인가요?"),
        ("en", "xxxxxx", "Error: There is no problem 'xxxxxx'. seboddari explain lists all."),
        ("ko", "xx\x1b[2J", "Error: ‘xx\\x1b[2j’: 그런 문제는 없습니다. seboddari explain 으로 모두 봅니다."),
    ],
)
def test_an_unknown_code(project: Project, capsys: pytest.CaptureFixture[str], ui: str, asked: str, last: str) -> None:
    code, printed, said = explained(project, capsys, ui, asked)
    assert (code, printed) == (2, "")
    assert said.splitlines()[-1] == last


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_all_codes_in_a_line_each(project: Project, capsys: pytest.CaptureFixture[str], ui: str) -> None:
    code, printed, said = explained(project, capsys, ui)
    assert (code, said) == (0, "")
    listed = dict(re.findall(r"^  ([a-z0-9-]+) +(\S.*)$", printed, re.MULTILINE))
    assert listed == {id: entry.what.said(ui).text for id, entry in entries().items()}  # type: ignore[arg-type]  # the language is one of two
    heads = [line for line in printed.splitlines() if line and not line.startswith(" ")]
    assert heads == [chapter.title.said(ui).text for chapter in chapters()]  # type: ignore[arg-type]  # the same


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_all_in_full(project: Project, capsys: pytest.CaptureFixture[str], ui: str) -> None:
    code, printed, _ = explained(project, capsys, ui, "--all")
    assert code == 0
    assert re.findall(r"^(?:오류|경고|error|warning)\[([a-z0-9-]+)\]: ", printed, re.MULTILINE) == list(entries())


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_the_page_is_up_to_date(project: Project, capsys: pytest.CaptureFixture[str], ui: str) -> None:
    _, printed, _ = explained(project, capsys, ui, "--all", "--format", "md")
    path = PAGES[ui]
    same = (ROOT / path).read_text("utf-8") == printed
    assert same, f"{path} is out of date: seboddari --ui {ui} explain --all --format md > {path}"


def test_the_page_names_every_code_and_message() -> None:
    for ui, name in PAGES.items():
        text = (ROOT / name).read_text("utf-8")
        assert re.findall(r"^### ([a-z0-9-]+) \{#\1\}$", text, re.MULTILINE) == list(entries())
        assert sorted(set(re.findall(r"\]\(#([a-z0-9-]+)\)", text))) == sorted(codes())
        assert not re.search(r"\{[a-z_]+\}", re.sub(r"```.*?```", "", text, flags=re.DOTALL).replace("{name}", "")), ui


def test_it_needs_no_project(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed, _ = explained(Project(tmp_path_factory.mktemp("nothing")), capsys, "en", "bad-time")
    assert code == 0
    assert "10:00-12:00" in printed
