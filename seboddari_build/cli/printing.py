"""What commands print: problems with excerpts, stages with counts and times, summaries."""

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click
import msgspec

from seboddari_build.base.language import Language, Text
from seboddari_build.base.problem import Problem
from seboddari_build.base.telling import summary, visible
from seboddari_build.cli.report import format_problem


def ui_language(asked: str = "") -> Language:
    """The language of messages: as asked, else by SEBODDARI_UI, else by the locale."""
    wanted = asked or os.environ.get("SEBODDARI_UI", "") or os.environ.get("LC_ALL", "") or os.environ.get("LANG", "")
    return "ko" if wanted.startswith("ko") else "en"


#: As many problems of one kind are shown of one file; after these are mended come the next.
MOST = 50


def print_problems(problems: tuple[Problem, ...], root: Path, ui: Language) -> None:
    """Print the problems with their excerpts, then how many there are."""
    source = sources(root)
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = (problem.span.path, problem.code)
        seen[kind] += 1
        if seen[kind] <= MOST:
            print(format_problem(problem, ui, source, colour), file=sys.stderr)
            print(file=sys.stderr)
    for (path, code), count in seen.items():
        if count > MOST:
            more = {"ko": f"[{code}] 문제가 {count - MOST}개 더 있습니다.", "en": f"{count - MOST} more of [{code}]."}
            print(f"{visible(path)}: {more[ui]}\n", file=sys.stderr)
    if problems:
        print(summary(problems, ui), file=sys.stderr)


#: What ``check --format`` takes: text is always told on stderr, any other form is printed on stdout besides.
FORMATS = ("text", "json", "github", "sarif", "junit")


def print_findings(form: str, problems: tuple[Problem, ...], root: Path, ui: Language, *, strict: bool) -> None:
    """Print ``problems`` for another program, in UTF-8 whatever the locale is."""
    if form == "text":
        return
    from seboddari_build.cli.formats import FORMS, Findings
    from seboddari_build.load.files import list_content

    files, _ = list_content(root)
    settings = ("site.yaml",) if (root / "site.yaml").is_file() else ()
    findings = Findings(problems, ui, strict, _folder(root), (*files, *settings), sources(root))
    if written := FORMS[form](findings):
        click.echo(written.encode())


def _folder(root: Path) -> str:
    """The way to the project from the top of the repository: where CI says it is, else where we are."""
    top = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    return root.relative_to(top).as_posix().removeprefix(".") if root.is_relative_to(top) else ""


def print_notes(notes: tuple[Text, ...], ui: Language) -> None:
    """Print remarks that are no problems of the content."""
    for note in notes:
        print(note.said(ui).text, file=sys.stderr)


def sources(root: Path) -> Callable[[str], str | None]:
    """A function that gives the text of a file of the project, or of a bundled theme; what is withheld as stars."""
    from seboddari_build.load.files import ENCODING, read_text
    from seboddari_build.load.withheld import veiled
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

    return cache(lambda path: veiled(path, read))


def print_again(result: dict[str, object], root: str, ui: str) -> None:
    """Print the problems of an earlier build that still stands."""
    problems = msgspec.convert(result.get("problems", []), tuple[Problem, ...])
    notes = msgspec.convert(result.get("notes", []), tuple[Text, ...])
    language = ui_language(ui)
    print_problems(problems, Path(root).resolve(), language)
    print_notes(notes, language)
