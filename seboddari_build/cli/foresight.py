"""The command ``report``: what visitors will see change since the site was last published."""

from pathlib import Path

import click

from seboddari_build.base.telling import visible
from seboddari_build.cli.printing import print_problems
from seboddari_build.cli.project import OK, PROBLEMS, Project, cores, need_project, wanted

#: What ``--format`` takes.
FORMS = ("text", "markdown", "json")


@click.command()
@click.option("--against", required=True, metavar="DIR|MANIFEST", help="The published site, or its manifest.json.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="Form of the report.")
@click.option("--output", "output", default=None, metavar="FILE", help="Write the report there.")
@click.option("--only", default="", metavar="LIST", help="What would be made: site,booklet,epub,feeds,cards.")
@click.pass_obj
def report(project: Project, against: str, form: str, output: str | None, only: str) -> None:
    """What visitors will see change since the site was last published; nothing is published."""
    from seboddari_build.build import Options, foresee
    from seboddari_build.cli import change_forms
    from seboddari_build.publish.changes import compare
    from seboddari_build.publish.manifest import decoded

    need_project(project)
    place = _manifest(project, against)
    target = _target(project, output, against, place) if output else None
    made = wanted(project, only)
    old, problems = decoded(place.read_bytes(), _shown(project, place, against))
    if old:
        new, problems = foresee(Options(project.root, project.root / "output", jobs=cores(), only=made))
    if old is None or new is None:
        print_problems(problems, project.root, project.ui)
        raise SystemExit(PROBLEMS)
    written = change_forms.FORMS[form](compare(old, new), project.ui).encode()
    if target:
        target.write_bytes(written)
    else:
        click.echo(written, nl=False)
    raise SystemExit(OK)


def _manifest(project: Project, against: str) -> Path:
    """The manifest of the published site; none there is wrong usage."""
    from seboddari_build.publish.manifest import LONGEST
    from seboddari_build.publish.place import MANIFEST

    place = Path(against).absolute()
    if place.is_dir():
        place /= MANIFEST
    if not place.is_file():
        raise project.wrong(
            f"--against: ‘{visible(against)}’: 펴낸 누리집의 {MANIFEST} 파일이 없습니다.",
            f"--against: there is no {MANIFEST} of a published site at '{visible(against)}'.",
        )
    if place.stat().st_size > LONGEST:
        raise project.wrong(
            f"--against: ‘{visible(against)}’: 너무 큰 파일입니다.",
            f"--against: '{visible(against)}' is too large a file.",
        )
    return place


def _target(project: Project, output: str, against: str, manifest: Path) -> Path:
    """Where the report goes: never into a site, where the next build would take it away."""
    target = Path(output).resolve()
    sites = (project.root / "output", Path(against)) if Path(against).is_dir() else (project.root / "output", manifest)
    if target.is_dir() or any(target.is_relative_to(site.resolve()) for site in sites):
        raise project.wrong(
            f"--output: ‘{visible(output)}’: 누리집 밖에 있는 파일을 적습니다.",
            f"--output: '{visible(output)}': name a file outside of the site.",
        )
    return target


def _shown(project: Project, place: Path, against: str) -> str:
    """The manifest's path as messages name it."""
    if place.is_relative_to(project.root):
        return place.relative_to(project.root).as_posix()
    return f"{against.rstrip('/')}/{place.name}" if Path(against).is_dir() else against
