"""``seboddari serve`` in a process of its own, asked over raw HTTP as a browser or an attacker would."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.project import ROOT

#: Seconds after which a preview that does not answer counts as dead.
PATIENCE = 60


@dataclass
class Answer:
    """A response."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Preview:
    """A running preview."""

    process: subprocess.Popen[str]
    port: int

    @property
    def host(self) -> str:
        """Its name with its port."""
        return f"127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send exactly this path and these headers; ``_`` in a header's name stands for ``-``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": self.host, **headers}.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            got = connection.getresponse()
            body = b"" if got.status == 101 else got.read()
            return Answer(got.status, got.headers, body.decode("utf-8", "replace"))
        finally:
            connection.close()

    def wait(self, path: str, good: Callable[[str], bool]) -> str:
        """The page at ``path`` once it is as wanted."""
        end = time.monotonic() + PATIENCE
        while not good(text := self.ask(path).text):
            assert time.monotonic() < end, text[-2000:]
            time.sleep(0.05)
        return text


@contextmanager
def previewing(root: Path, *arguments: str, ui: str = "en") -> Iterator[Preview]:
    """A preview of the project at ``root`` on a free port."""
    command = [sys.executable, "-m", "seboddari_build", "-C", str(root), "--ui", ui, "serve", "--port", "0", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        assert process.stderr is not None
        try:
            said: list[str] = []
            for line in process.stderr:
                said.append(line)
                if "http://127.0.0.1:" in line:
                    yield Preview(process, int(line.partition("127.0.0.1:")[2].partition("/")[0]))
                    return
            raise AssertionError("".join(said))
        finally:
            process.kill()
