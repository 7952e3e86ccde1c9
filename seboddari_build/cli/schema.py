"""The command ``schema``: what may stand in each content file, for editors' tools."""

import json
from pathlib import Path

import click

from seboddari_build.cli.project import Project, need_project


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--format", "form", type=click.Choice(["json", "md"]), default="json", help="md: a page of all fields.")
@click.option("--out", default=None, metavar="DIR", help="Write one file a kind into this folder.")
@click.option("--vscode", is_flag=True, help="Write .vscode/ of the project: settings and schemas.")
@click.option("--cms", is_flag=True, help="Print the settings of Decap CMS for the files of the project.")
@click.pass_obj
def schema(project: Project, files: tuple[str, ...], form: str, out: str | None, vscode: bool, cms: bool) -> None:
    """JSON Schema of every content file, or of FILEs such as content/event.yaml."""
    from seboddari_build.load.schema import schemas
    from seboddari_build.publish.links import refuse_links

    if sum((vscode, cms, bool(files or out))) > 1:
        raise project.wrong(
            "--vscode, --cms, FILE과 --out 가운데 하나만 씁니다.", "Use one of --vscode, --cms, and FILE with --out."
        )
    if form == "md":
        from seboddari_build.cli.fields_page import page

        if vscode or cms or files or out:
            raise project.wrong("--format md는 다른 것 없이 씁니다.", "--format md goes without anything else.")
        click.echo(page(project.ui))
        return
    if vscode:
        _vscode(project)
        return
    if cms:
        from seboddari_build.editors import cms_config

        need_project(project)
        click.echo(cms_config(project.root), nl=False)
        return
    wanted = {_kind(project, file) for file in files}
    chosen = [one for one in schemas() if not files or one.kind in wanted]
    if out is None:
        click.echo(_json({"files": {one.label(): one.schema for one in chosen}}))
        return
    folder = project.root / out
    refuse_links(project.root, out if folder.is_relative_to(project.root) else "")
    refuse_links(folder, *(f"{one.kind}.schema.json" for one in chosen))
    folder.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        path = folder / f"{one.kind}.schema.json"
        path.write_text(_json(one.schema) + "\n", encoding="utf-8", newline="\n")
        click.echo(f"{path}: {one.label()}", err=True)


def _vscode(project: Project) -> None:
    from seboddari_build.editors import SETTINGS, vscode_files, write_vscode

    need_project(project)
    written, left = write_vscode(project.root)
    for path in written:
        click.echo(path)
    for path in left:
        project.say(
            f"{path}: 이미 다른 설정이 있어 그대로 두었습니다.",
            f"{path}: left alone, since it has settings of its own.",
        )
    if SETTINGS in left:
        lines = json.loads(vscode_files()[SETTINGS])["yaml.schemas"]
        project.say("그 파일에 더할 것:", "To be added there:")
        click.echo(f'"yaml.schemas": {_json(lines)}', err=True)


def _kind(project: Project, file: str) -> str:
    """The kind of a content file, named from the project's root or from here."""
    from seboddari_build.load.place import place

    path = Path(file)
    if path.is_absolute() and path.is_relative_to(project.root):
        path = path.relative_to(project.root)
    where = place(path.as_posix())
    if where is None or where.kind in ("csv", "media-file"):
        raise project.wrong(
            f"‘{file}’: 이 파일의 스키마는 없습니다. 프로젝트 폴더부터 content/event.yaml처럼 적습니다.",
            f"'{file}' has no schema. Name a content file from the project's folder, such as content/event.yaml.",
        )
    return "english" if where.english else where.kind


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
