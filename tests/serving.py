"""A built site served on loopback: under a path, as the page of a project stands on a host, or compressed."""

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

#: The path that the real site is built for (``base_url`` of the fixture ``real_site``).
PREFIX = "/repo/"


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under ``PREFIX``; what is not there gets the site's 404.html."""

    def translate_path(self, path: str) -> str:
        plain = urlsplit(path).path
        if not plain.startswith(PREFIX):
            return f"{self.directory}/nothing-outside-{PREFIX.strip('/')}"
        return super().translate_path("/" + plain.removeprefix(PREFIX))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory, "404.html")
        if code != 404 or not lost.is_file():
            super().send_error(code, message, explain)
            return
        data = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test tells what it saw itself."""


class _Leading(_Handler):
    """The same, until the site has moved: then every path leads to the same one there."""

    def __init__(self, *args: Any, moved: list[str], **options: Any) -> None:
        self._moved = moved
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        if not self._moved:
            super().do_GET()
            return
        self.send_response(301)
        self.send_header("Location", self._moved[0] + self.path.removeprefix(PREFIX))
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def served(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """A local server for the time of the block; gives its address, ending with ``/``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serving(folder: Path, moved: list[str] | None = None) -> Iterator[str]:
    """Serve ``folder`` for the time of the block; gives the address of its root, ending with ``/``.

    As soon as an address stands in ``moved``, everything leads there.
    """
    with served(partial(_Leading, directory=str(folder), moved=[] if moved is None else moved)) as url:
        yield url.removesuffix("/") + PREFIX


_TEXT = (".html", ".txt", ".js", ".css", ".json", ".svg", ".xml", ".webmanifest")


@lru_cache(maxsize=4096)
def _packed(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.compress(data, 6, mtime=0) if path.suffix in _TEXT else data


class _Packing(SimpleHTTPRequestHandler):
    """Serves a folder, texts compressed, several requests a connection."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        """Answer until the browser, which may go at any moment, hangs up."""
        with suppress(ConnectionError):
            super().handle()

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]  # bytes stand in for an open file
        path = Path(self.translate_path(urlsplit(self.path).path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        data = _packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        if path.suffix in _TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def packing(folder: Path) -> Iterator[str]:
    """Serve ``folder`` at the root of a server, compressed, for the time of the block; gives its address."""
    with served(partial(_Packing, directory=str(folder))) as url:
        yield url
