"""Start: a build that would change nothing is answered before anything heavy is imported."""

import contextlib
import gc
import os
import sys

#: The exit code after Ctrl-C, as shells have it.
INTERRUPTED = 130


def main() -> None:
    """The command ``seboddari``, which has this process to itself."""
    if "serve" not in sys.argv:
        gc.disable()  # a command ends before anything that could be collected would matter
    try:
        start()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    else:
        code = 0
    with contextlib.suppress(OSError, ValueError):  # nobody reads any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # taking a whole site apart in memory, to no end, would take a tenth of a build's time


def start() -> None:
    """Carry out what the command line asks for; ends with SystemExit, after Ctrl-C as well."""
    arguments = sys.argv[1:]
    try:
        _carry_out(arguments)
    except KeyboardInterrupt:
        code: object = INTERRUPTED
    except SystemExit as end:
        code = end.code
    else:
        return
    if code == INTERRUPTED:
        korean = _korean(_given(arguments)["--ui"])
        print("멈추었습니다." if korean else "Stopped.", file=sys.stderr)
    raise SystemExit(code) from None


def _carry_out(arguments: list[str]) -> None:
    if "build" in arguments[:5]:
        code = _unchanged(arguments)
        if code is not None:
            raise SystemExit(code)
    from seboddari_build.cli.commands import run

    run(arguments)


def _unchanged(arguments: list[str]) -> int | None:
    """The exit code of the last build, if this one would end just like it; else None."""
    from seboddari_build import fresh

    given = _given(arguments)
    root, ui = given["-C"], given["--ui"]
    output = given["--output"] or os.path.join(root, "output")
    result = fresh.unchanged(root, output, arguments)
    if result is None:
        return None
    if result.get("problems") or result.get("notes"):
        from seboddari_build.cli.printing import print_again

        print_again(result, root, ui)
    if sys.stderr.isatty():
        print("바뀐 것이 없습니다." if _korean(ui) else "Nothing has changed.", file=sys.stderr)
    return 0


def _given(arguments: list[str]) -> dict[str, str]:
    """The options that matter before the command line is read in earnest."""
    given = {"-C": ".", "--output": "", "--ui": ""}
    values = iter(arguments)
    for value in values:
        name, equals, said = value.partition("=")
        if value in given:
            given[value] = next(values, "")
        elif value.startswith("-C"):
            given["-C"] = value[2:]
        elif equals and name in given:
            given[name] = said
    return given


def _korean(ui: str) -> bool:
    """Whether messages are in Korean: as asked, else as ``cli.printing.ui_language`` has it."""
    asked = (ui, *(os.environ.get(name, "") for name in ("SEBODDARI_UI", "LC_ALL", "LANG")))
    return next(filter(None, asked), "").startswith("ko")


if __name__ == "__main__":
    main()
