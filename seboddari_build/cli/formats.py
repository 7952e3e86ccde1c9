"""Problems in the forms that other programs read: JSON, GitHub annotations, SARIF and JUnit XML."""

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from seboddari_build import __version__
from seboddari_build.base.language import Language
from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.span import Span
from seboddari_build.base.telling import MEND, place, visible
from seboddari_build.cli.explanations import entries
from seboddari_build.cli.report import RELATED, format_problem, unobeyed

#: The version of the form of ``--format json``: raised where a field goes or changes its meaning.
JSON_VERSION = 1
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_CLASS = "seboddari"


class Findings(Struct, frozen=True):
    """What ``check`` found: its problems, in order, and what is needed to write them down.

    ``folder`` leads from the top of the repository to the project, "" where they are the same. ``files`` are
    the paths that were looked at; ``source`` gives the text of one, for excerpts.
    """

    problems: tuple[Problem, ...]
    ui: Language
    strict: bool = False
    folder: str = ""
    files: tuple[str, ...] = ()
    source: Callable[[str], str | None] = lambda _: None

    def path(self, span: Span) -> str:
        """The path of ``span`` from the top of the repository."""
        return f"{self.folder}/{span.path}" if self.folder else span.path


def as_json(found: Findings) -> str:
    """One JSON object; the guide (``docs/content/pages/formats.md``) says what it holds."""
    severities = [problem.severity for problem in found.problems]
    return _json(
        {
            "version": JSON_VERSION,
            "errors": severities.count(Severity.ERROR),
            "warnings": severities.count(Severity.WARNING),
            "problems": [
                {
                    "code": problem.code,
                    "severity": problem.severity.value,
                    "message": {"ko": visible(problem.message.ko), "en": visible(problem.message.en)},
                    "hint": {"ko": _lines(problem.hint.ko), "en": _lines(problem.hint.en)},
                    "place": _json_place(problem.span),
                    "related": [_json_place(span) for span in problem.related if span.path],
                }
                for problem in found.problems
            ],
        }
    )


def _json_place(span: Span) -> dict[str, str | int | None] | None:
    """A place; null for the project as a whole, with null lines for a file as a whole."""
    if not span.path:
        return None
    column = span.column if span.line else None
    return {
        "path": visible(span.path),
        "line": span.line or None,
        "column": column,
        "end_column": max(span.end_column, column + 1) if column else None,
    }


def as_github(found: Findings) -> str:
    """A workflow command a problem, which GitHub shows beside the line in the pull request."""
    return "\n".join(_annotation(problem, found) for problem in found.problems)


def _annotation(problem: Problem, found: Findings) -> str:
    span = problem.span
    properties = {"file": visible(found.path(span))} if span.path else {}
    if span.line:
        properties |= {"line": str(span.line), "col": str(span.column)}
        if span.end_column > span.column:
            properties["endColumn"] = str(span.end_column)
    properties["title"] = visible(problem.code)
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return unobeyed(f"::{problem.severity.value} {written}::{_data(_told(problem, found.ui))}")


def _data(text: str) -> str:
    """``text`` behind the command: on one line whatever it holds."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """``text`` as the value of a property, which it cannot end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(found: Findings) -> str:
    """SARIF 2.1.0, with the help of each kind of problem in both languages."""
    order = {code: number for number, code in enumerate(sorted({problem.code for problem in found.problems}))}
    levels = {problem.code: problem.severity.value for problem in found.problems}
    driver = {
        "name": "seboddari",
        "version": __version__,
        "rules": [_rule(code, levels[code], found.ui) for code in order],
    }
    run = {
        "tool": {"driver": driver},
        "language": found.ui,
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, order[problem.code], found) for problem in found.problems],
    }
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, level: str, ui: Language) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code, "defaultConfiguration": {"level": level}}
    if entry := entries().get(code):
        rule["shortDescription"] = {"text": entry.what.said(ui).text}
        help_ = [f"{entry.why.said(lang).text}\n{entry.mend.said(lang).text}" for lang in _both(ui)]
        rule["help"] = {"text": "\n\n".join(help_)}
    return rule


def _both(ui: Language) -> tuple[Language, Language]:
    return ("ko", "en") if ui == "ko" else ("en", "ko")


def _result(problem: Problem, rule: int, found: Findings) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": _told(problem, found.ui, related=False)},
    }
    if problem.span.path:
        result["locations"] = [_location(problem.span, found)]
    if related := [span for span in problem.related if span.path]:
        result["relatedLocations"] = [_location(span, found) for span in related]
    return result


def _location(span: Span, found: Findings) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(found.path(span)), "uriBaseId": "%SRCROOT%"}}
    if span.line:
        end = max(span.end_column, span.column + 1)
        physical["region"] = {"startLine": span.line, "startColumn": span.column, "endColumn": end}
    return {"physicalLocation": physical}


def as_junit(found: Findings) -> str:
    """JUnit XML: a test case a file, which fails on an error, and on a warning where these count."""
    by_file: dict[str, list[Problem]] = {path: [] for path in found.files}
    for problem in found.problems:
        by_file.setdefault(problem.span.path, []).append(problem)
    cases = [_case(path, by_file[path], found) for path in sorted(by_file)]
    failures = sum("<failure" in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="0" time="0"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="{_CLASS}" {counts}>',
            f'<testsuite name="{_CLASS}" {counts}>',
            *cases,
            "</testsuite>",
            "</testsuites>",
        ]
    )


def _case(path: str, problems: list[Problem], found: Findings) -> str:
    start = f'<testcase classname="{_CLASS}" name="{_xml(visible(path) or "project")}" time="0"'
    if not problems:
        return f"{start}/>"
    failing = [problem for problem in problems if found.strict or problem.severity is Severity.ERROR]
    told = _xml("\n\n".join(format_problem(problem, found.ui, found.source, colour=False) for problem in problems))
    if not failing:
        return f"{start}><system-out>{told}</system-out></testcase>"
    first = failing[0]
    message = _xml(visible(first.message.said(found.ui).text))
    return f'{start}><failure type="{_xml(first.code)}" message="{message}">{told}</failure></testcase>'


# What XML cannot hold, not even as a reference.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))


def _told(problem: Problem, ui: Language, *, related: bool = True) -> str:
    """Message and hint, a line each, with the places that have to do with it."""
    lines = [visible(problem.message.said(ui).text)]
    if hint := _lines(problem.hint.said(ui).text):
        lines.append(f"{MEND[ui]}: {hint}")
    if related:
        lines += [f"{RELATED[ui]}: {place(span)}" for span in problem.related if span.path]
    return "\n".join(lines)


def _lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.splitlines())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


#: The forms beside text, by the name that ``--format`` gives them.
FORMS: dict[str, Callable[[Findings], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}
