"""The commands of ``seboddari``."""

import contextlib
import os
import sys
import traceback
from itertools import pairwise
from pathlib import Path

import click
import msgspec

from seboddari_build import __version__, fresh
from seboddari_build.base.language import Language, Text
from seboddari_build.base.telling import visible
from seboddari_build.cli.explain import explain
from seboddari_build.cli.fix import fix
from seboddari_build.cli.foresight import report
from seboddari_build.cli.init import init
from seboddari_build.cli.new import new
from seboddari_build.cli.printing import FORMATS, print_findings, print_notes, print_problems, ui_language
from seboddari_build.cli.project import BUG, INTERRUPTED, MACHINE, OK, PROBLEMS, Project, cores, need_project, wanted
from seboddari_build.cli.schema import schema
from seboddari_build.cli.serve import serve
from seboddari_build.cli.status import status, translated

STAGES = {
    "load": Text("읽기", "load"),
    "check": Text("살피기", "check"),
    "plan": Text("짜기", "plan"),
    "fonts": Text("글꼴", "fonts"),
    "booklets": Text("책자", "booklets"),
    "ebooks": Text("전자책", "e-books"),
    "render": Text("그리기", "render"),
    "publish": Text("펴내기", "publish"),
}


class _Commands(click.Group):
    """The commands; Ctrl-C ends any of them with an exit code of its own, and the start says so."""

    def invoke(self, ctx: click.Context) -> object:
        """Carry out the command."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as wrong:
            if wrong.option_name not in ("--ui", "-C"):
                raise
            name, project = wrong.option_name, ctx.obj
            raise project.wrong(
                f"{name}: 명령 앞에 적습니다. 보기: seboddari {name} … {ctx.invoked_subcommand}",
                f"{name} stands before the command: seboddari {name} … {ctx.invoked_subcommand}",
            ) from None
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "root", default=".", metavar="DIR", help="The project's folder.")
@click.option("--ui", type=click.Choice(["ko", "en"]), help="Language of messages.")
@click.version_option(__version__, prog_name="seboddari")
@click.pass_context
def cli(context: click.Context, root: str, ui: str | None) -> None:
    """A bilingual website and booklet from the proceedings of a conference."""
    context.obj = Project(Path(root).resolve(), ui_language(ui or ""))


@cli.command()
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the report on stdout.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Processes to work with.")
@click.pass_obj
def check(project: Project, strict: bool, form: str, jobs: int | None) -> None:
    """Show all problems; nothing is written."""
    from seboddari_build.build import Options, inspect

    need_project(project)
    result = inspect(Options(project.root, project.root / "output", strict, _base_url(project, None), jobs or cores()))
    print_problems(result.problems, project.root, project.ui)
    if not result.problems:
        click.echo({"ko": "문제가 없습니다.", "en": "No problems."}[project.ui], err=True)
    print_findings(form, result.problems, project.root, project.ui, strict=strict)
    raise SystemExit(PROBLEMS if result.failed(strict=strict) else OK)


@cli.command()
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--output", "output", default=None, metavar="DIR", help="Where the site goes.")
@click.option("--only", default="", metavar="LIST", help="What is made: site,booklet,epub,feeds,cards.")
@click.option("--base-url", default=None, metavar="URL", help="Address of the site.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Processes to work with.")
@click.pass_obj
def build(
    project: Project, strict: bool, output: str | None, only: str, base_url: str | None, jobs: int | None
) -> None:
    """Check everything, then build and publish the site at once."""
    from seboddari_build.build import Options, Result, Stage
    from seboddari_build.build import build as run_build

    need_project(project)
    target = Path(output).absolute() if output else project.root / "output"
    options = Options(
        project.root, target, strict, _base_url(project, base_url), jobs or cores(), only=wanted(project, only)
    )
    seen = fresh.look(project.root)
    quiet = not sys.stderr.isatty()

    def tell(stage: Stage) -> None:
        if not quiet:
            name = STAGES[stage.name].said(project.ui).text
            click.echo(f"  {name:<10}{stage.count:>7}  {stage.seconds:6.2f} s", err=True)

    def say(text: Text) -> None:
        click.echo(text.said(project.ui).text, err=True)

    result: Result = run_build(options, tell, say)
    print_problems(result.problems, project.root, project.ui)
    if result.published is None:
        raise SystemExit(PROBLEMS)
    print_notes(result.notes, project.ui)
    click.echo(_outcome(result, project.ui), err=True)
    kept = {"problems": msgspec.to_builtins(result.problems), "notes": msgspec.to_builtins(result.notes)}
    with contextlib.suppress(OSError):  # the site stands: this is only for the next build to be fast
        fresh.save(project.root, target, _arguments(), seen, kept)


for _command in (explain, fix, init, new, report, schema, serve, status, translated):
    cli.add_command(_command)


def _outcome(result: object, ui: Language) -> str:
    from seboddari_build.build import Result

    assert isinstance(result, Result)
    assert result.published is not None
    published = result.published
    new, changed, removed = len(published.new), len(published.changed), len(published.removed)
    if ui == "ko":
        return f"{result.pages}쪽. 새 파일 {new}, 바뀐 파일 {changed}, 지운 파일 {removed}, 그대로 {published.same}."
    return f"{result.pages} pages. Files: {new} new, {changed} changed, {removed} removed, {published.same} as before."


def _base_url(project: Project, given: str | None) -> str:
    """The address of the site as asked for; one that cannot be is wrong usage."""
    from seboddari_build.build import bad_base_url

    variable = "SEBODDARI_BASE_URL"
    name, address = ("--base-url", given) if given else (variable, os.environ.get(variable, ""))
    if problem := bad_base_url(address):
        said, hint = problem.message, problem.hint
        raise project.wrong(visible(f"{name}: {said.ko} {hint.ko}"), visible(f"{name}: {said.en} {hint.en}"))
    return address


def _arguments() -> list[str]:
    return sys.argv[1:]


def run(arguments: list[str]) -> None:
    """Run a command and end with its exit code."""
    from seboddari_build.publish.links import LinkError
    from seboddari_build.publish.machine import MachineError, from_os

    ui = ui_language(next((value for option, value in pairwise(arguments) if option == "--ui"), ""))
    try:
        cli.main(arguments, prog_name="seboddari", standalone_mode=True)
    except MachineError as failure:
        print_problems((failure.problem,), Path.cwd(), ui)
        raise SystemExit(PROBLEMS if isinstance(failure, LinkError) else MACHINE) from None
    except OSError as failure:
        print_problems((from_os(failure, str(Path.cwd())).problem,), Path.cwd(), ui)
        raise SystemExit(MACHINE) from None
    except Exception:  # noqa: BLE001  # whatever is left is a bug, and said to be one
        traceback.print_exc()
        ko = "seboddari 자체의 잘못입니다. 위 내용을 그대로 알려 주세요."
        en = "This is a bug in seboddari; please report the lines above."
        click.echo({"ko": ko, "en": en}[ui], err=True)
        raise SystemExit(BUG) from None
