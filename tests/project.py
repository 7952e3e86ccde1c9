"""A small project on disk, built from one string of several files."""

import contextlib
import gc
import io
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from seboddari_build.__main__ import start as main
from seboddari_build.base.problem import Problem
from seboddari_build.build import Options, Result, build, inspect
from seboddari_build.cli.printing import sources
from seboddari_build.cli.report import format_problem

ROOT = Path(__file__).parents[1]

#: The least that builds: an event, and a session with one presentation in both languages.
SMALL = """
=== site.yaml
theme: bottari
=== content/event.yaml
id: small
name: 작은 행사
name.en: Small event
dates: 2020-12-17
channels:
  - {id: ch1, name: 채널 1, name.en: Channel 1}
  - {id: ch2, name: 채널 2, name.en: Channel 2}
contact: {email: info@example.org}
sources:
  - {id: book, title: 자료집, title.en: Proceedings}
edition: {number: 1, date: 2020-12-31}
=== content/units.yaml
- {id: count, ko: 건, one: case, many: cases}
=== content/programme.yaml
days:
  - id: day1
    date: 2020-12-17
    weekday: 목
    title: 1일차
    title.en: Day 1
    slots:
      - {id: care, channel: ch1, time: 10:00-12:00, kind: session, session: care}
      - {id: song, channel: ch2, time: 11:00-12:00, kind: performance, title: 노래, title.en: Song}
=== content/sessions/care/session.md
---
title: 돌봄
title.en: Care
---
동네가 서로 돌본 이야기입니다.
=== content/sessions/care/session.en.md
How neighbours cared for each other.
=== content/sessions/care/01-meals.md
---
title: 따뜻한 밥
title.en: Warm meals
source: book 1-9
figures:
  - {id: meals, label: 식사, label.en: Meals, value: 40, unit: 건}
---
이웃에게 밥을 나누었습니다.

## 결과 {#results}

모두 마흔 번입니다.
=== content/sessions/care/01-meals.en.md
Meals were shared with neighbours.

## Results {#results}

Forty times in all.
"""


def many(talks: int, word: str = "이웃", first: int = 0) -> str:
    """Files of presentations in both languages, for ``SMALL``; all say ``word``, numbers begin at ``first``."""
    stem = "=== content/sessions/care/{0:03}-talk-{0}"
    talk = f"{stem}.md\n---\ntitle: 발표 {{0}}\n---\n{word} {{0}}명이 모였습니다.\n{stem}.en.md\n{{0}} came. {word}\n"
    return "".join(talk.format(number) for number in range(first, first + talks))


def parse_files(text: str) -> dict[str, str]:
    """``=== path`` lines part one string into files."""
    parts = re.split(r"^=== (\S+)\n", text.lstrip("\n"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@dataclass
class Outcome:
    """A build's result, with helpers for assertions."""

    result: Result
    project: "Project"

    def ok(self) -> "Outcome":
        """Assert that the site was published."""
        assert self.result.published is not None, "\n".join(self.messages())
        return self

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in order."""
        return self.result.problems

    def codes(self) -> list[str]:
        """The codes of all problems."""
        return [problem.code for problem in self.problems]

    def messages(self, ui: str = "en") -> list[str]:
        """Each problem as it is printed."""
        return [format_problem(p, ui, self.project.source, False) for p in self.problems]  # type: ignore[arg-type]  # the language is one of two


@dataclass
class Project:
    """A project folder for tests."""

    root: Path

    def __post_init__(self) -> None:
        """Make the folder."""
        self.root.mkdir(parents=True, exist_ok=True)

    @property
    def output(self) -> Path:
        """Where the site goes."""
        return self.root / "output"

    def write(self, text: str) -> "Project":
        """Write the files of ``text`` (``=== path`` before each); returns the project."""
        for path, content in parse_files(text).items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        return self

    def small(self) -> "Project":
        """Write the least that builds."""
        return self.write(SMALL)

    def source(self, path: str) -> str | None:
        """The text of a file of the project or of a bundled theme, for excerpts."""
        return sources(self.root)(path)

    def copy(self, root: Path) -> "Project":
        """The project in another folder, with its site and its memo."""
        shutil.copytree(self.root, root, symlinks=True)
        return Project(root)

    def build(self, *, strict: bool = False, base_url: str = "", jobs: int = 1, only: tuple[str, ...] = ()) -> Outcome:
        """Build into ``output``."""
        options = Options(self.root, self.output, strict, base_url, jobs, only=only)
        return Outcome(build(options), self)

    def check(self) -> Outcome:
        """Check without building."""
        return Outcome(inspect(Options(self.root, self.output)), self)

    def command(self, *arguments: str) -> tuple[int, str]:
        """Run the real command in this process; gives its exit code and what it said."""
        said = io.StringIO()
        with (
            contextlib.redirect_stderr(said),
            patch.object(sys, "argv", ["seboddari", "-C", str(self.root), *arguments]),
        ):
            try:
                main()
                code: object = 0
            except SystemExit as end:
                code = end.code or 0
            finally:
                gc.enable()  # the command, which expects to end the process, turns it off
        assert "Traceback" not in said.getvalue(), said.getvalue()
        assert isinstance(code, int)
        return code, said.getvalue()

    def html(self, path: str) -> str:
        """A page of the built site."""
        return (self.output / path / "index.html").read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the built site."""
        return {str(p.relative_to(self.output)): p.read_bytes() for p in sorted(self.output.rglob("*")) if p.is_file()}
