"""A process that carries out commands of Seboddari, each in a fork of its own with a limit of memory and of time.

Reads the arguments of a command as a line of JSON, answers with a line: ``code`` (negative: ended by that signal),
``said`` (all that it printed), ``megabytes`` (the most memory that it or a process of its had at once) and ``seconds``
(of processor time).
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

#: What one command may take: memory in MB, processor time in seconds; and so long it may wait for whatever.
MEGABYTES = 600
SECONDS = 10
PATIENCE = 90
#: What commands import as they go is there already: it costs more than most of them.
NEEDED = (
    *("PIL.ImageCms", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.WebPImagePlugin", "fontTools.subset"),
    *("seboddari_build.build", "seboddari_build.cli.commands", "seboddari_build.load.withheld"),
)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    said: str
    megabytes: float
    seconds: float


class Limited:
    """The process, begun at the first command."""

    def __init__(self, root: Path) -> None:
        """``root``: the checkout, whose ``seboddari_build`` is run."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SEBODDARI")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.limited"],
            cwd=root,
            env={**environment, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str) -> Ended:
        """How ``seboddari`` with these arguments ends."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps(arguments), file=self._process.stdin, flush=True)
        return Ended(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def _serve() -> None:
    for name in NEEDED:
        importlib.import_module(name)
    gc.freeze()
    for line in sys.stdin:
        with tempfile.TemporaryFile() as said:
            child = os.fork()
            if not child:
                _carry_out(json.loads(line), said)
            _, status, used = os.wait4(child, 0)
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
        ended = Ended(os.waitstatus_to_exitcode(status), text, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime)
        print(json.dumps(vars(ended)), flush=True)


def _carry_out(arguments: list[str], said: BinaryIO) -> None:
    """Become the command; never returns."""
    from seboddari_build.__main__ import main

    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(PATIENCE)
    for stream in (1, 2):
        os.dup2(said.fileno(), stream)
    sys.argv = ["seboddari", *arguments]
    try:
        main()
    except BaseException:  # noqa: BLE001 - whatever it is belongs into what was said
        sys.excepthook(*sys.exc_info())
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    os._exit(71)


if __name__ == "__main__":
    _serve()
