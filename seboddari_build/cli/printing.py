"""What commands print: problems with excerpts, stages with counts and times, summaries."""

import contextlib
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from seboddari_build.base.language import Language, Text
from seboddari_build.base.problem import Problem
from seboddari_build.cli.report import format_problem, summary


def ui_language(asked: str = "") -> Language:
    """The language of messages: as asked, else by SEBODDARI_UI, else by the locale."""
    wanted = asked or os.environ.get("SEBODDARI_UI", "") or os.environ.get("LC_ALL", "") or os.environ.get("LANG", "")
    return "ko" if wanted.startswith("ko") else "en"


def print_problems(problems: tuple[Problem, ...], root: Path, ui: Language) -> None:
    """Print all problems with their excerpts, then how many there are."""
    source = sources(root)
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    for problem in problems:
        print(format_problem(problem, ui, source, colour), file=sys.stderr)
        print(file=sys.stderr)
    if problems:
        print(summary(problems, ui), file=sys.stderr)


def print_notes(notes: tuple[Text, ...], ui: Language) -> None:
    """Print remarks that are no problems of the content."""
    for note in notes:
        print(note.said(ui).text, file=sys.stderr)


def sources(root: Path) -> Callable[[str], str | None]:
    """A function that gives the text of a file of the project, or of a bundled theme."""
    from seboddari_build.load.files import ENCODING, read_text
    from seboddari_build.render.theme import bundled

    @cache
    def read(path: str) -> str | None:
        text, problems = read_text(root, path)
        if any(problem.code == ENCODING.id for problem in problems):
            with contextlib.suppress(UnicodeDecodeError):  # the usual other encoding, for the excerpt only
                return (root / path).read_bytes().decode("cp949")
        if text is None and path.startswith("themes/"):
            text, _ = read_text(bundled().parent, path)
        return text

    return read


def print_again(result: dict[str, object], root: str, ui: str) -> None:
    """Print the problems of an earlier build that still stands."""
    problems = msgspec.convert(result.get("problems", []), tuple[Problem, ...])
    notes = msgspec.convert(result.get("notes", []), tuple[Text, ...])
    language = ui_language(ui)
    print_problems(problems, Path(root).resolve(), language)
    print_notes(notes, language)
