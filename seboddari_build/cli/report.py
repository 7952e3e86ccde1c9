"""Problems as people read them in a terminal."""

import re
from collections.abc import Callable

import click

from seboddari_build.base.language import Language
from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.telling import MEND, excerpt, place, visible
from seboddari_build.base.width import display_width

#: Columns that an excerpt with its line number may take.
WIDTH = 100

RELATED: dict[Language, str] = {"ko": "관련", "en": "related"}
_HUES = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_COMMAND = re.compile(r"#(?=#\w*\[)")


def format_problem(problem: Problem, ui: Language, source: Callable[[str], str | None], colour: bool) -> str:
    """``problem`` in the language ``ui``, with the line it is on if ``source(path)`` has the text.

    Ends without a line break. Nothing from the content reaches the terminal unescaped, nor personal data unmasked.
    """

    def style(text: str, hue: str | None = None) -> str:
        return click.style(text, fg=hue, bold=True) if colour else text

    hue = _HUES[problem.severity]
    where = place(problem.span)
    label = style(f"{problem.severity.value}[{visible(problem.code)}]", hue)
    message = visible(problem.message.said(ui).text)
    lines = [f"{style(where)}: {label}: {message}" if where else f"{label}: {message}"]
    margin = max(len(str(problem.span.line)), 2)
    shown = excerpt(problem.span, source, WIDTH - margin - 3)
    if shown:
        pad = "".join("\t" if char == "\t" else " " * display_width(char) for char in shown.before)
        carets = "^" * max(1, sum(1 if char == "\t" else display_width(char) for char in shown.marked))
        lines += [f"{'':{margin}} |", f"{problem.span.line:>{margin}} | {shown.line()}"]
        lines += [f"{'':{margin}} | {pad}{style(carets, hue)}"]
    hint = [visible(line) for line in problem.hint.said(ui).text.splitlines()]
    if hint:
        lines.append(f"{'':{margin}} = {style(MEND[ui])}: {hint[0]}")
        # Each line begins with a sign of ours: content must not begin one that a CI host obeys.
        lines += [f"{'':{margin}} = {line}" for line in hint[1:]]
    lines += [f"{'':{margin}} {RELATED[ui]}: {place(span)}" for span in problem.related if span.path]
    return unobeyed("\n".join(lines))


def unobeyed(text: str) -> str:
    """``text`` without the signs of the commands that CI hosts obey anywhere in a line: ``##[…]``, ``##vso[…]``."""
    return _COMMAND.sub(r"\\u0023", text) if "##" in text else text
