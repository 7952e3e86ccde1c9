"""The command ``schema``: what may stand in each content file, for editors' tools."""

import json
from pathlib import Path

import click

from seboddari_build.cli.project import Project


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--out", default=None, metavar="DIR", help="Write one file a kind into this folder.")
@click.pass_obj
def schema(project: Project, files: tuple[str, ...], out: str | None) -> None:
    """JSON Schema of every content file, or of FILEs such as content/event.yaml."""
    from seboddari_build.load.schema import schemas

    wanted = {_kind(project, file) for file in files}
    chosen = [one for one in schemas() if not files or one.kind in wanted]
    if out is None:
        click.echo(_json({"files": {one.label(): one.schema for one in chosen}}))
        return
    folder = project.root / out
    folder.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        path = folder / f"{one.kind}.schema.json"
        path.write_text(_json(one.schema) + "\n", encoding="utf-8", newline="\n")
        click.echo(f"{path}: {one.label()}", err=True)


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
