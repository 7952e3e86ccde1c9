"""The command ``init``: start a new event."""

import shlex

import click

from seboddari_build.cli.project import Project


@click.command()
@click.argument("folder", metavar="DIR")
@click.pass_obj
def init(project: Project, folder: str) -> None:
    """Start a new event in DIR: a small complete project that builds at once."""
    from seboddari_build.init import occupied, start

    target = project.root / folder
    if occupied(target):
        raise project.wrong(
            f"‘{folder}’ 폴더가 비어 있지 않습니다. 새 폴더나 빈 폴더를 고르세요. 그 안의 파일은 그대로 두었습니다.",
            f"'{folder}' is not empty. Choose a new or an empty folder; the files in this one were left alone.",
        )
    files = start(target)
    project.say(
        f"‘{folder}’ 폴더에 새 행사를 만들었습니다. 파일 {len(files)}개.\n"
        "\n"
        "다음에 할 일\n"
        f"  1. cd {shlex.quote(folder)}\n"
        "  2. seboddari serve --open   고치는 대로 브라우저에서 봅니다.\n"
        "  3. content/event.yaml에서 행사의 이름과 날짜를, content/programme.yaml에서 프로그램을 고칩니다.\n"
        "  4. content/sessions/와 content/cases/의 본보기를 여러분의 글로 바꿉니다.\n"
        "  5. seboddari build          output/에 누리집을 만듭니다.",
        f"A new event stands in '{folder}': {len(files)} files.\n"
        "\n"
        "Next steps\n"
        f"  1. cd {shlex.quote(folder)}\n"
        "  2. seboddari serve --open   See changes in the browser as you make them.\n"
        "  3. Change the event's name and dates in content/event.yaml, the programme in content/programme.yaml.\n"
        "  4. Replace the examples in content/sessions/ and content/cases/ with your own texts.\n"
        "  5. seboddari build          Make the site in output/.",
    )
