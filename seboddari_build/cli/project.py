"""What every command shares: the project it works on, the language it speaks, its exit codes."""

import os
from pathlib import Path

import click
import msgspec

from seboddari_build.base.language import Language, Text

OK, PROBLEMS, USAGE, BUG, MACHINE, INTERRUPTED = 0, 1, 2, 70, 74, 130


class Project(msgspec.Struct, frozen=True):
    """Where the project is, and the language of messages."""

    root: Path
    ui: Language

    def say(self, ko: str, en: str) -> None:
        """Tell the person at the terminal, beside what a command prints as its result."""
        click.echo(Text(ko, en).said(self.ui).text, err=True)

    def wrong(self, ko: str, en: str) -> click.UsageError:
        """The exception for a command used wrongly (exit code 2)."""
        return click.UsageError(Text(ko, en).said(self.ui).text)


def need_project(project: Project) -> None:
    """Refuse to work where there is no project."""
    if not (project.root / "content").is_dir():
        raise project.wrong(
            f"{project.root} 폴더에 content/ 가 없습니다. 새 행사는 ‘seboddari init 폴더’로 시작합니다.",
            f"There is no content/ in {project.root}. Start a new event with 'seboddari init DIR'.",
        )


def cores() -> int:
    """How many processes may work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def wanted(project: Project, given: str) -> tuple[str, ...]:
    """What is to be made as asked for; anything else is wrong usage."""
    from seboddari_build.base.telling import visible
    from seboddari_build.model.config import MADE

    asked = tuple(word.strip() for word in given.split(",")) if given.strip() else ()
    if unknown := next((word for word in asked if word not in MADE), ""):
        known = ", ".join(MADE)
        raise project.wrong(
            visible(f"--only: ‘{unknown}’: 만들 수 없는 것입니다. 만들 수 있는 것: {known}"),
            visible(f"--only: '{unknown}' is nothing that can be made. What can: {known}"),
        )
    return asked
