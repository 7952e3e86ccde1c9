"""A terminal as a person uses it: commands typed one after the other into a shell, with what they print."""

import os
import re
import subprocess
import time
from pathlib import Path

#: Seconds after which a command counts as stuck.
PATIENCE = 60
_END = "--- end of command"


class Terminal:
    """A shell in ``folder`` that knows nothing of this test's own environment."""

    def __init__(self, folder: Path, home: Path) -> None:
        """Open it."""
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "BROWSER": "true",  # what ``serve --open`` starts
            "MAKEFLAGS": "n",  # ``make`` says what it would do: everything has been set up already
        }
        self._shell = subprocess.Popen(
            ["bash", "--norc", "--noprofile"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )

    def run(self, command: str) -> tuple[str, int]:
        """What ``command`` prints, and its exit code."""
        self._type(f"{command}\necho; echo '{_END}' $?\n")
        lines: list[str] = []
        while not (line := self._line()).startswith(_END):
            lines.append(line)
        return "".join(lines)[:-1], int(line.rpartition(" ")[2])

    def start(self, command: str, ready: str) -> str:
        """What ``command``, which goes on, prints up to the line that matches ``ready``."""
        self._type(f"{command}\n")
        lines: list[str] = []
        while not lines or not re.search(ready, lines[-1]):
            lines.append(self._line())
        return "".join(lines)

    def close(self) -> None:
        """Close it, with all that still runs in it."""
        os.killpg(self._shell.pid, 9)
        self._shell.communicate(timeout=PATIENCE)

    def _type(self, text: str) -> None:
        assert self._shell.stdin
        self._shell.stdin.write(text)
        self._shell.stdin.flush()

    def _line(self) -> str:
        assert self._shell.stdout
        end = time.monotonic() + PATIENCE
        line = self._shell.stdout.readline()
        assert line, "the shell has ended"
        assert time.monotonic() < end
        return line
