"""A built site served on loopback under a path, as the page of a project stands on a host."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
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
def serving(folder: Path) -> Iterator[str]:
    """Serve ``folder`` for the time of the block; gives the address of its root, ending with ``/``."""
    with served(partial(_Handler, directory=str(folder))) as url:
        yield url.removesuffix("/") + PREFIX
