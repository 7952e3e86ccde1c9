"""The command ``serve``: a preview that follows the content."""

import contextlib
import threading

import click

from seboddari_build.cli.printing import print_problems, sources
from seboddari_build.cli.project import Project, cores, need_project


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=5500, show_default=True, help="0 takes a free one.")
@click.option("--open", "open_page", is_flag=True, help="Open the preview in the browser.")
@click.pass_obj
def serve(project: Project, port: int, open_page: bool) -> None:
    """Show the site on this machine and follow every change of the content."""
    from seboddari_build.build import Options, Result
    from seboddari_build.serve import Preview
    from seboddari_build.serve import serve as run

    need_project(project)

    def tell(result: Result) -> None:
        print_problems(result.problems, project.root, project.ui)
        if (published := result.published) is not None:
            count = len(published.new) + len(published.changed) + len(published.removed)
            project.say(f"만들었습니다. 달라진 파일 {count}개.", f"Built; files that changed: {count}.")

    def ready(address: str) -> None:
        project.say(
            f"미리보기: {address} (책자는 {address}booklet/, 끝내려면 Ctrl+C)",
            f"Preview: {address} (booklets at {address}booklet/; Ctrl+C ends it)",
        )
        if open_page:
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    options = Options(project.root, project.root / "output", jobs=cores())
    with contextlib.suppress(KeyboardInterrupt):
        run(Preview(options, project.ui, tell, lambda: sources(project.root)), port, ready)
