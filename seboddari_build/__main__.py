"""Start: a build that would change nothing is answered before anything heavy is imported."""

import gc
import os
import sys


def main() -> None:
    """The command ``seboddari``."""
    arguments = sys.argv[1:]
    if "serve" not in arguments:
        gc.disable()  # a command ends before anything that could be collected would matter
    if "build" in arguments[:5]:
        code = _unchanged(arguments)
        if code is not None:
            raise SystemExit(code)
    from seboddari_build.cli.commands import run

    run(arguments)


def _unchanged(arguments: list[str]) -> int | None:
    """The exit code of the last build, if this one would end just like it; else None."""
    from seboddari_build import fresh

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
    root, ui = given["-C"], given["--ui"]
    output = given["--output"] or os.path.join(root, "output")
    result = fresh.unchanged(root, output, arguments)
    if result is None:
        return None
    if result.get("problems") or result.get("notes"):
        from seboddari_build.cli.printing import print_again

        print_again(result, root, ui)
    if sys.stderr.isatty():
        korean = (ui or os.environ.get("LANG", "")).startswith("ko")
        print("바뀐 것이 없습니다." if korean else "Nothing has changed.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    main()
