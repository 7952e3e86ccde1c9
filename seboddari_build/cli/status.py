"""The commands ``status`` and ``translated``: how far both languages are, and marking a translation as current."""

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seboddari_build.base.personal import masked
from seboddari_build.base.telling import visible
from seboddari_build.cli.project import OK, PROBLEMS, Project, need_project

if TYPE_CHECKING:
    from seboddari_build.status import Piece, Status

#: As many texts of a kind are listed, unless they were asked for.
_LISTED = 20
#: Of a change, as many lines, characters of a line, and characters on both sides of what differs.
_CHANGED, _WIDTH, _NEAR = 12, 160, 16


@click.command()
@click.option("--stale", is_flag=True, help="Only translations older than their Korean text, all of them.")
@click.option("--fail-under", type=click.FloatRange(0, 100), default=0.0, help="Exit code 1 below this percentage.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the report.")
@click.pass_obj
def status(project: Project, stale: bool, fail_under: float, form: str) -> None:
    """How much is told in each language, and what is missing or out of date."""
    from seboddari_build.status import encoded

    found = _survey(project)
    if form == "json":
        click.echo(encoded(found, _then(project, found) if stale else None).decode())
    elif stale:
        _list_stale(project, found)
    else:
        _report(project, found)
    low = min(found.percent(english=False), found.percent(english=True))
    raise SystemExit(PROBLEMS if low < fail_under or (stale and found.stale()) else OK)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_obj
def translated(project: Project, files: tuple[str, ...]) -> None:
    """Mark the English of content FILEs (or of all in a folder) as made from the Korean text of now."""
    from seboddari_build.status import mark_translated

    found = _survey(project)
    known = {piece.span.path for piece in found.pieces}
    chosen: set[str] = set()
    for file in files:
        path = Path(file)
        if path.is_absolute() and path.is_relative_to(project.root):
            path = path.relative_to(project.root)
        name = path.as_posix().replace(".en.md", ".md")
        inside = {one for one in known if one == name or one.startswith(f"{name.rstrip('/')}/") or name == "."}
        if not inside:
            raise project.wrong(
                f"‘{visible(file)}’: 번역할 글이 있는 내용 파일이 아닙니다. 프로젝트 폴더부터 content/… 로 적습니다.",
                f"'{visible(file)}' is no content file with texts. Name it from the project's folder: content/…",
            )
        chosen |= inside
    changed, count = mark_translated(project.root, found, tuple(chosen))
    project.say(
        f"번역 {count}개 가운데 {changed}개를 새로 기록했습니다.", f"{changed} of {count} translations recorded."
    )


def _survey(project: Project) -> "Status":
    from seboddari_build.status import status as survey

    need_project(project)
    found = survey(project.root)
    if found is None:
        project.say(
            "행사를 읽을 수 없습니다. seboddari check 로 문제를 봅니다.",
            "The event cannot be read; seboddari check shows why.",
        )
        raise SystemExit(PROBLEMS)
    return found


def _report(project: Project, found: "Status") -> None:
    ko = project.ui == "ko"
    click.echo(visible(found.title.said(project.ui).text))
    for label, english in (("한국어" if ko else "Korean", False), ("영어" if ko else "English", True)):
        fields, bodies = (found.percent(english=english, body=body) for body in (False, True))
        shares = (_percent(share) for share in (found.percent(english=english), fields, bodies))
        whole, of_fields, of_bodies = shares
        click.echo(
            f"  {label}: {whole} (항목 {of_fields}, 본문 {of_bodies})"
            if ko
            else f"  {label}: {whole} (fields {of_fields}, bodies {of_bodies})"
        )
    counts = (len(found.pieces), len(found.stale()), len(found.unrecorded()))
    click.echo(
        "  글 {}개, 낡은 번역 {}개, 기록하지 않은 번역 {}개".format(*counts)
        if ko
        else "  {} texts; {} stale translations, {} unrecorded".format(*counts)
    )
    rest = [("대체 글" if ko else "alternative texts", found.pictures)]
    rest.append(("발표자를 밝힌 발표" if ko else "presentations that name a presenter", found.presented))
    for name, (done, all_) in rest:
        click.echo(f"  {name}: {done}/{all_}")
    for kind, number in found.hidden:
        click.echo(f"  {kind}: {number}")
    _list(project, found.missing(), "없는 글" if ko else "Missing")
    _list(project, found.stale(), "낡은 번역" if ko else "Stale")


def _list_stale(project: Project, found: "Status") -> None:
    """All stale translations, each with what has changed in its Korean text as far as it is known."""
    then = _then(project, found)
    for piece in found.stale():
        _name(piece)
        if piece.name in then:
            for line in changed_lines(then[piece.name], piece.text):
                click.echo(f"    {visible(line)}")
    if not found.stale():
        project.say("낡은 번역이 없습니다.", "No translation is older than its Korean text.")
    unknown = sum(piece.name not in then for piece in found.stale())
    if unknown:
        project.say(
            f"무엇이 바뀌었는지 알 수 없는 글 {unknown}개: 번역할 때의 글이 git 기록에 없습니다.",
            f"What changed is not known for {unknown}: the history of git has no text of then.",
        )
    sys.stdout.flush()


def _then(project: Project, found: "Status") -> dict[str, str]:
    from seboddari_build.history import then

    return then(project.root, found) if found.stale() else {}


def changed_lines(then: str, now: str) -> list[str]:
    """What changed from ``then`` to ``now``: lines with - and +, what they share cut short, personal data masked."""
    before, after = (masked(text).splitlines() for text in (then, now))
    lines: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[a:b], after[c:d]
        if len(gone) == len(come):
            for pair in zip(gone, come, strict=True):
                lines += [f"{sign} {part}" for sign, part in zip("-+", _differing(*pair), strict=True)]
        else:
            lines += [f"- {_cut(line)}" for line in gone] + [f"+ {_cut(line)}" for line in come]
    return lines if len(lines) <= _CHANGED else [*lines[:_CHANGED], "…"]


def _differing(one: str, two: str) -> tuple[str, str]:
    """Two lines from shortly before they part until shortly after they meet again."""
    head = _alike(one, two)
    tail = _alike(one[head:][::-1], two[head:][::-1])
    start = max(head - _NEAR, 0)
    cut = []
    for line in (one, two):
        end = min(len(line) - tail + _NEAR, len(line))
        cut.append(_cut(("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")))
    return cut[0], cut[1]


def _alike(one: str, two: str) -> int:
    """How many characters both begin with."""
    shorter = min(len(one), len(two))
    return next((at for at in range(shorter) if one[at] != two[at]), shorter)


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _name(piece: "Piece") -> None:
    key = piece.name.removeprefix(piece.span.path)[1:]
    click.echo(f"  {visible(piece.span.path)}:{piece.span.line}: {visible(key)}")


def _list(project: Project, pieces: "tuple[Piece, ...]", title: str) -> None:
    if pieces:
        click.echo(f"\n{title}:")
    shown = pieces[:_LISTED]
    for piece in shown:
        _name(piece)
    if len(pieces) > len(shown):
        more = len(pieces) - len(shown)
        click.echo(f"  그 밖에 {more}개" if project.ui == "ko" else f"  and {more} more")
    sys.stdout.flush()


def _percent(share: float) -> str:
    """A share that is not whole never reads as 100 %."""
    return f"{share:.0f} %" if share in (0.0, 100.0) else f"{min(share, 99.9):.1f} %"
