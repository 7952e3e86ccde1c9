"""The command ``new``: add a content file that says how to fill it in."""

import shlex

import click

from seboddari_build.base.language import Text
from seboddari_build.base.telling import visible
from seboddari_build.cli.project import Project, need_project

_KINDS = ("session", "presentation", "case", "minutes", "dataset", "page")


@click.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("id", required=False, default="")
@click.option("--session", default="", metavar="ID", help="The session of a presentation.")
@click.option("--group", default="", metavar="ID", help="The group of a case.")
@click.option("--title", default="", metavar="TEXT", help="The Korean title.")
@click.option("--title-en", default="", metavar="TEXT", help="The English title.")
@click.option("--date", default="", metavar="DATE", help="The day of a meeting: 2026-03-20.")
@click.pass_obj
def new(project: Project, kind: str, id: str, session: str, group: str, title: str, title_en: str, date: str) -> None:
    """Add a content file and its English twin, with guidance on how to fill them in.

    ID becomes an address: small Latin letters, digits and hyphens. The file is a draft, seen in the preview
    only, until its line 'visibility: draft' is deleted.
    """
    from seboddari_build.new import propose, write
    from seboddari_build.new.wanted import Refused, Wanted

    need_project(project)
    for option, given, owner in (("--session", session, "presentation"), ("--group", group, "case"),
                                 ("--date", date, "minutes")):  # fmt: skip
        if given and kind != owner:
            raise project.wrong(f"{option}: ‘{owner}’에만 쓰입니다.", f"{option} goes with '{owner}' only.")
    wanted = Wanted(kind, id, session, group, Text(title.strip(), title_en.strip()), date)
    addition = propose(project.root, wanted)
    if isinstance(addition, Refused):
        raise project.wrong(visible(addition.why.ko), visible(addition.why.en))
    write(project.root, addition)
    for path in addition.files:
        click.echo(path)
    if addition.listed:
        project.say(
            f"{addition.listed} 파일의 parts에 ‘{id}’ 항목을 더했습니다.",
            f"'{id}' was added to the parts in {addition.listed}.",
        )
    _next_steps(project, next(iter(addition.files)), addition.todo)


def _next_steps(project: Project, path: str, todo: tuple[Text, ...]) -> None:
    file = shlex.quote(path)
    steps = [
        Text(
            f"{file} 파일을 열어 안내(#)를 따라 제목과 글을 채웁니다.",
            f"Open {file} and fill in title and text; the lines with # say how.",
        ),
        *todo,
        Text("미리보기: seboddari serve --open", "See it: seboddari serve --open"),
        Text(
            "다 쓰면 ‘visibility: draft’ 줄을 지우고 seboddari check 로 살핍니다.",
            "When it is ready, delete the line 'visibility: draft' and run seboddari check.",
        ),
    ]
    ko = "\n".join(f"  {number}. {step.ko}" for number, step in enumerate(steps, 1))
    en = "\n".join(f"  {number}. {step.en}" for number, step in enumerate(steps, 1))
    project.say(f"\n다음에 할 일\n{ko}", f"\nNext steps\n{en}")
