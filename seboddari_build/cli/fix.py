"""The command ``fix``: safe rewrites, shown first."""

import difflib
import unicodedata
from typing import TYPE_CHECKING

import click

from seboddari_build.base.personal import masked
from seboddari_build.base.telling import visible
from seboddari_build.cli.project import OK, PROBLEMS, Project, need_project

if TYPE_CHECKING:
    from seboddari_build.fix import Proposal, Rewrite

#: A line longer than this is cut in what is shown.
_WIDTH = 300


@click.command()
@click.option("--apply", "write", is_flag=True, help="Write what is shown.")
@click.pass_obj
def fix(project: Project, write: bool) -> None:
    """Show what can be mended with certainty; --apply writes it. Exit code 1 if something is left to be written."""
    from seboddari_build.fix import apply, propose

    need_project(project)
    proposal = propose(project.root)
    _show(project, proposal)
    count = len(proposal.rewrites) + len(proposal.renames)
    if not proposal:
        project.say("고칠 것이 없습니다.", "Nothing to mend.")
        raise SystemExit(OK)
    if not write:
        project.say(
            f"파일 {count}개를 이렇게 고칠 수 있습니다. 쓰려면: seboddari fix --apply",
            f"Files that can be mended like this: {count}. To write them: seboddari fix --apply",
        )
        raise SystemExit(PROBLEMS)
    left = apply(project.root, proposal)
    for path in left:
        project.say(
            f"{visible(path)}: 그 사이에 바뀌어 그대로 두었습니다.", f"{visible(path)}: changed meanwhile, left alone."
        )
    project.say(
        f"파일 {count - len(left)}개를 고쳤습니다. 남은 문제는 seboddari check 로 봅니다.",
        f"Files mended: {count - len(left)}. seboddari check shows what is left.",
    )
    raise SystemExit(PROBLEMS if left else OK)


def _show(project: Project, proposal: "Proposal") -> None:
    from seboddari_build.fix import RENAMED

    for rewrite in proposal.rewrites:
        for mend in rewrite.mends:
            place = f"{rewrite.path}:{mend.line}" if mend.line else rewrite.path
            click.echo(f"{visible(place)}: {mend.code}: {mend.said().said(project.ui).text}")
        for line in _diff(rewrite):
            click.echo(line)
    for rename in proposal.renames:
        name = visible(unicodedata.normalize("NFC", rename.after))
        click.echo(f"{name}: letters-not-composed: {RENAMED.said(project.ui).text}")


def _diff(rewrite: "Rewrite") -> list[str]:
    """The lines that change, as a unified diff; what is personal in them is masked."""
    before, after = (masked(text).split("\n") for text in rewrite.shown)
    lines = difflib.unified_diff(before, after, rewrite.path, rewrite.path, n=1, lineterm="")
    return [visible(line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…") for line in lines]
