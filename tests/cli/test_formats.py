"""What ``check --format`` prints for other programs: whole, valid, and obeyed by nobody."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from seboddari_build.base.problem import error, warning
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.cli.formats import FORMS, Findings
from seboddari_build.cli.report import format_problem
from tests.project import ROOT, Project

SARIF = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
PAGES = ROOT / "docs" / "content" / "pages"
DOCS = {name: (PAGES / name).read_text("utf-8") for name in ("formats.en.md", "formats.md")}
FORMS_BUT_TEXT = sorted(FORMS)

ODD = error("odd", ko="이상함: {what}", en="Odd: {what}", hint_ko="고침: {what}", hint_en="Mend: {what}")
OLD = warning("old", ko="낡음", en="Old", hint_ko="첫째\n둘째", hint_en="first\nsecond")

#: Two mistakes in one file, a warning in another, none in the rest.
MISTAKES = """
=== content/sessions/care/02-walk.md
---
title: 마을 걷기
presenters: [김보기]
organisations: [보기협동조합]
---
[밥](01-meal.md)
"""


def mistaken(project: Project) -> Project:
    return project.small().write(MISTAKES)


def checked(project: Project, capsys: pytest.CaptureFixture[str], form: str, *more: str) -> tuple[int, str, str]:
    """The exit code of ``check --format form``, what it printed, what it said beside."""
    code, said = project.command("--ui", "en", "check", "--format", form, *more)
    return code, capsys.readouterr().out, said


def odd(text: str, path: str = "content/a.md") -> Findings:
    """One problem about ``text``."""
    return Findings((ODD.at(Span(path, 2, 3, 5), what=text, related=(Span(path, 1, 1),)),), "en")


@pytest.mark.parametrize("form", ["text", *FORMS_BUT_TEXT])
@pytest.mark.parametrize("more", [(), ("--strict",)], ids=["", "strict"])
def test_text_and_exit_code_are_the_same_in_every_form(
    project: Project, capsys: pytest.CaptureFixture[str], form: str, more: tuple[str, ...]
) -> None:
    mistaken(project)
    plain, _, text = checked(project, capsys, "text", *more)
    code, printed, said = checked(project, capsys, form, *more)
    assert (code, said) == (plain, text)
    assert bool(printed) == (form != "text")


@pytest.mark.parametrize(("form", "empty"), [("github", ""), ("json", "[]"), ("sarif", '"results": []')])
def test_no_problems(project: Project, capsys: pytest.CaptureFixture[str], form: str, empty: str) -> None:
    code, printed, said = checked(project.small(), capsys, form)
    assert (code, said) == (0, "No problems.\n")
    assert empty in printed and (empty or not printed)


def test_only_what_counts_fails(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.small().write(MISTAKES.replace("presenters: [김보기]\n", "").replace("01-meal.md", "01-meals.md"))
    code, printed, _ = checked(project, capsys, "junit")
    assert code == 0
    assert "<failure" not in printed and "unlisted-organisation" in printed
    code, printed, _ = checked(project, capsys, "junit", "--strict")
    assert code == 1
    assert printed.count("<failure") == 1


def test_json_is_what_the_documentation_says(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    _, printed, _ = checked(mistaken(project), capsys, "json")
    found = json.loads(printed)
    for text in DOCS.values():
        schema = re.search(r"```json\n(.*?)```", text, re.DOTALL)
        assert schema
        jsonschema.Draft202012Validator(json.loads(schema[1])).validate(found)
    assert (found["version"], found["errors"], found["warnings"]) == (1, 2, 1)
    assert [problem["code"] for problem in found["problems"]] == [
        "missing-reference",
        "unlisted-organisation",
        "dead-link",
    ]
    assert found["problems"][2] == {
        "code": "dead-link",
        "severity": "error",
        "message": {
            "ko": "‘01-meal.md’: 가리키는 파일이 없습니다.",
            "en": "'01-meal.md' leads to no file.",
        },
        "hint": {"ko": "혹시 ‘01-meals.md’인가요?", "en": "Did you mean '01-meals.md'?"},
        "place": {"path": "content/sessions/care/02-walk.md", "line": 6, "column": 1, "end_column": 16},
        "related": [],
    }


def test_json_of_the_project_and_of_a_whole_file() -> None:
    found = Findings((OLD.at(NOWHERE), OLD.at(Span("content/media/a.jpg", 0, 0))), "ko")
    places = [problem["place"] for problem in json.loads(FORMS["json"](found))["problems"]]
    assert places == [None, {"path": "content/media/a.jpg", "line": None, "column": None, "end_column": None}]


def test_the_two_pages_have_one_schema() -> None:
    schemas = [re.findall(r"```json\n(.*?)```", text, re.DOTALL) for text in DOCS.values()]
    assert schemas[0] == schemas[1]


def test_annotations(project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.root.parent))
    _, printed, _ = checked(mistaken(project), capsys, "github")
    top = project.root.name
    assert printed.splitlines() == [
        (
            f"::error file={top}/content/sessions/care/02-walk.md,line=3,col=14,endColumn=17,title=missing-reference::"
            "'김보기' is not among the people.%0Amend: Add it to content/people.yaml, or mend the name."
        ),
        (
            f"::warning file={top}/content/sessions/care/02-walk.md,line=4,col=17,endColumn=23,title=unlisted-organisation::"
            "'보기협동조합' is not in the list of organisations and stays plain text."
            "%0Amend: Add it to content/organisations.yaml."
        ),
        (
            f"::error file={top}/content/sessions/care/02-walk.md,line=6,col=1,endColumn=16,title=dead-link::"
            "'01-meal.md' leads to no file.%0Amend: Did you mean '01-meals.md'?"
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "100%0A::error::x",
        "a\n::error::x",
        "a\r::stop-commands::x",
        "a\u2028::error::x",
        "##[add-mask]x",
        "::set-output name=a::b",
    ],
)
def test_content_begins_no_command(text: str) -> None:
    lines = FORMS["github"](odd(text)).split("\n")
    assert len(lines) == 1
    assert lines[0].startswith("::error file=content/a.md,line=2,col=3,endColumn=5,title=odd::")
    assert "##[" not in lines[0]
    assert not re.search(r"[\r\n\u0085\u2028\u2029]", lines[0])
    if "%" in text:
        assert "100%250A" in lines[0]
    told = format_problem(odd(text).problems[0], "en", lambda _: f"\n{text}\n{text}", colour=False)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in told.splitlines())


def test_a_path_does_not_end_its_property() -> None:
    line = FORMS["github"](odd("x", "content/a,title=b::c%.md"))
    assert line.startswith("::error file=content/a%2Ctitle=b%3A%3Ac%25.md,line=2,col=3,endColumn=5,title=odd::Odd: x")


def sarif(printed: str) -> Any:
    found = json.loads(printed)
    jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(found)
    return found["runs"][0]


def test_sarif_is_valid_and_whole(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.root))
    _, printed, _ = checked(mistaken(project), capsys, "sarif")
    run = sarif(printed)
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["dead-link", "missing-reference", "unlisted-organisation"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "error", "warning"]
    for rule, result in zip([rules[1], rules[2], rules[0]], run["results"], strict=True):
        assert rules[result["ruleIndex"]] == rule
        assert result["ruleId"] == rule["id"]
        assert re.search("[가-힣]{2}", rule["help"]["text"]) and re.search("[a-z]{4}", rule["help"]["text"])
    assert run["results"][1]["level"] == "warning"
    assert run["results"][1]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/sessions/care/02-walk.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 4, "startColumn": 17, "endColumn": 23},
    }


def test_sarif_counts_in_code_points_and_encodes_paths() -> None:
    found = Findings((ODD.at(Span("content/media/골목 1.jpg", 1, 3), what="𠮷"), OLD.at(NOWHERE)), "ko", folder="docs")
    first, second = sarif(FORMS["sarif"](found))["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/content/media/%EA%B3%A8%EB%AA%A9%201.jpg"
    assert place["region"] == {"startLine": 1, "startColumn": 3, "endColumn": 4}
    assert "locations" not in second
    assert second["message"]["text"] == "낡음\n고치기: 첫째\n둘째"


def test_sarif_names_related_places() -> None:
    result = sarif(FORMS["sarif"](odd("x")))["results"][0]
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 1


def test_junit_has_a_case_a_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    _, printed, said = checked(mistaken(project), capsys, "junit")
    suites = ElementTree.fromstring(printed.encode())
    cases = suites.findall("./testsuite/testcase")
    names = [case.get("name") for case in cases]
    assert names == sorted(
        [str(p.relative_to(project.root)) for p in project.root.rglob("content/**/*.*")] + ["site.yaml"]
    )
    assert {suites.get("tests"), suites[0].get("tests")} == {str(len(cases))}
    assert {suites.get("failures"), suites[0].get("failures")} == {"1"}
    failed = [case for case in cases if len(case)]
    assert [case.get("name") for case in failed] == ["content/sessions/care/02-walk.md"]
    failure = failed[0][0]
    assert (failure.tag, failure.get("type")) == ("failure", "missing-reference")
    assert failure.get("message") == "'김보기' is not among the people."
    assert failure.text is not None
    assert failure.text + "\n\n2 errors, 1 warning\n" == said


@pytest.mark.parametrize("text", ["\x00\x1b[2J", "\ud800", "\ufffe\uffff", "]]>&<\"'", "a\nb", "\u202ex"])
def test_whatever_the_content_holds_each_form_is_valid(text: str) -> None:
    found = odd(text)
    found = Findings(found.problems, "en", True, "", ("content/b\ufffe.md",), lambda _: f"\n--{text.splitlines()[0]}\n")
    assert json.loads(FORMS["json"](found))
    assert sarif(FORMS["sarif"](found))
    assert ElementTree.fromstring(FORMS["junit"](found).encode()).tag == "testsuites"
    for form in FORMS_BUT_TEXT:
        assert FORMS[form](found).encode()
        assert "\x1b" not in FORMS[form](found) and "\u202e" not in FORMS[form](found)


@pytest.mark.parametrize("form", ["text", *FORMS_BUT_TEXT])
def test_personal_data_are_masked(project: Project, capsys: pytest.CaptureFixture[str], form: str) -> None:
    project.small().write(
        "=== content/sessions/care/02-walk.md\n---\ntitle: 마을 걷기\norganisations: [보기 010-0000-1234]\n---\n"
        "[길](010-0000-1234.md) 010-0000-1234, bogi.kim@example.org, 홍길동님, 000101-3000000\n"
    )
    code, printed, said = checked(project, capsys, form)
    assert code == 1
    for secret in ("0000-1234", "bogi.kim", "홍길동", "000101"):
        assert secret not in printed + said
    assert "010-****-**34" in printed + said


def test_a_machine_that_fails_prints_nothing_half(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("seboddari_build.build.inspect", failing)
    code, printed, _ = checked(project.small(), capsys, "json")
    assert (code, printed) == (74, "")


def test_other_forms_are_wrong_usage(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed, said = checked(project.small(), capsys, "xml")
    assert (code, printed) == (2, "")
    assert "'xml' is not one of 'text', 'json', 'github', 'sarif', 'junit'." in said
