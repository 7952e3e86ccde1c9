"""What is answered at each address of the preview."""

import asyncio
import json
import mimetypes
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import ForceReloadHandler, LiveReloadHandler, LiveReloadJSHandler
from tornado.web import Application, HTTPError, RequestHandler

from seboddari_build.serve.guard import LIMIT, Local, names
from seboddari_build.serve.preview import Preview, read
from seboddari_build.site.booklets import EDITIONS

_RELOAD = {"command": "reload", "path": "*", "liveCSS": False}
_WEB = Path(__file__).parent / "web"
_TYPES = {
    "bib": "text/plain",
    "epub": "application/epub+zip",
    "ics": "text/calendar",
    "js": "text/javascript",
    "md": "text/plain",
    "ris": "text/plain",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
}


def application(preview: Preview, port: int) -> Application:
    """The preview as a web application; every way into it passes ``Local.prepare``."""
    handlers: list[tuple[str, type[RequestHandler]] | tuple[str, type[RequestHandler], dict[str, Any]]] = [
        (r"/livereload", _Live),
        (r"/livereload\.js", _Script),
        (r"/livereload\.css", _Own, {"name": "problems.css"}),
        (r"/problems\.js", _Own, {"name": "problems.js"}),
        (r"/forcereload", _Force),
        (r"/sw\.js", _Own, {"name": "no-worker.js"}),
        (r"/booklet/", _Booklets),
        (rf"/booklet/(?:[a-z0-9-]+-)?({'|'.join(EDITIONS)})\.pdf", _Booklet),
        (r"/(.*)", _Pages),
    ]
    return Application(
        handlers,
        default_handler_class=_Lost,
        log_function=_unsaid,
        websocket_max_message_size=LIMIT,
        preview=preview,
        hosts=names(port),
    )


def _unsaid(_: RequestHandler) -> None:
    """The terminal is the editor's: what is asked for is not told there."""


def reload_browsers() -> None:
    """Let every page that is open load itself again."""
    for waiter in LiveReloadHandler.waiters.copy():
        waiter.send_message(_RELOAD)


def open_files() -> frozenset[str]:
    """The files of the pages that are open, as far as pages have told."""
    return frozenset(waiter.file for waiter in LiveReloadHandler.waiters)


class _Shown(Local):
    """A handler of the preview."""

    def preview(self) -> Preview:
        """What is shown."""
        shown: Preview = self.settings["preview"]
        return shown

    def send(self, kind: str, data: bytes) -> None:
        """Answer with ``data``, a file of ``kind``."""
        self.set_header("Content-Type", kind)
        self.write(data)


class _Live(_Shown, LiveReloadHandler):  # type: ignore[misc] # livereload has no types
    """The socket that tells pages to reload; livereload's own lets any site listen."""

    #: The file of the page that listens, and what pages looked like when it was sent.
    file = stamp = ""

    def prepare(self) -> None:
        """Refuse what does not come from one of our pages."""
        super().prepare()
        if not self.check_origin(self.request.headers.get("Origin", "")):
            raise HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Whether ``origin`` is that of our pages."""
        return origin == self.own_origin()

    def on_message(self, message: str | bytes) -> None:
        """Answer; a page that was sent before the last build, or by an earlier preview, loads itself again."""
        try:
            said = json.loads(message)
            command = said["command"]
            if command == "hello":
                self.stamp = said.get("snipver", "")
            elif command == "info":
                self.file = _file_of(said["url"])
        except (ValueError, TypeError, KeyError, AttributeError):
            self.close(1003)  # not what our script says
            return
        super().on_message(message)
        if self.stamp not in ("", self.preview().stamp):  # also if that came between the two messages
            self.send_message(_RELOAD)


def _file_of(url: str) -> str:
    path = unquote(urlsplit(url).path).removeprefix("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


class _Force(_Shown, ForceReloadHandler):  # type: ignore[misc] # livereload has no types
    """Reloads all open pages when one of them asks; livereload's own obeys any site."""

    def get(self) -> None:
        """Reload, if the request is from a page of ours."""
        headers = self.request.headers
        if headers.get("Origin") != self.own_origin() and headers.get("Sec-Fetch-Site") != "same-origin":
            raise HTTPError(403)
        reload_browsers()
        self.write("ok")


class _Script(Local, LiveReloadJSHandler):  # type: ignore[misc] # livereload has no types
    """livereload's script."""


class _Own(_Shown):
    """A file of the preview itself: how the bar looks and behaves, and a service worker that takes itself away."""

    def initialize(self, name: str) -> None:
        """The file ``name``."""
        self._name = name

    def get(self) -> None:
        """Send it; pages allow neither scripts nor styles in line."""
        self.send(_content_type(self._name), (_WEB / self._name).read_bytes())


class _Booklets(_Shown):
    """The page of the booklets, which are not made at each change."""

    def get(self) -> None:
        """The page."""
        self.send("text/html; charset=utf-8", self.preview().booklets())


class _Booklet(_Shown):
    """A booklet, typeset when it is asked for, unless another site asks."""

    async def get(self, edition: str) -> None:
        """The PDF, or what is wrong."""
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise HTTPError(403)
        pdf, page = await asyncio.to_thread(self.preview().booklet, edition)
        if pdf is None:
            self.set_status(500)
            self.send("text/html; charset=utf-8", page)
        else:
            self.send("application/pdf", pdf)


class _Lost(_Shown):
    """Whatever no other handler takes."""

    def prepare(self) -> None:
        """There is nothing."""
        super().prepare()
        raise HTTPError(404)


class _Pages(_Shown):
    """The files of the preview."""

    def get(self, path: str) -> None:
        """Send a file, a page with the script and the problems; a folder's address gets its slash."""
        file = self._file(path)
        if path and not path.endswith("/") and os.path.isdir(file):
            self.redirect(f"{self.request.path}/")
            return
        if self.preview().lacks(file) and self.preview().complete():
            reload_browsers()
        data = read(file)
        if data is None:
            raise HTTPError(404)
        if file.endswith(".html"):
            data = self.preview().dressed(data)
        self.send(_content_type(file), data)

    head = get

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """The site's own page for what is not there."""
        if status_code == 404:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self.preview().missing())
        else:
            super().write_error(status_code, **kwargs)

    def _file(self, path: str) -> str:
        """The file at an address within the preview."""
        if "\0" in path:
            raise HTTPError(400)
        *folders, name = path.split("/")
        top = os.path.realpath(self.preview().folder)
        file = os.path.join(top, path, "" if name else "index.html")
        inside = os.path.realpath(file).startswith(top + os.sep)
        if not inside or not {"", ".", ".."}.isdisjoint(folders) or name in (".", "..") or "\\" in path:
            raise HTTPError(404)
        return file.removesuffix(os.sep)


def _content_type(file: str) -> str:
    kind = _TYPES.get(file.rpartition(".")[2]) or mimetypes.MimeTypes().guess_type(file)[0]
    text = kind is not None and (kind.startswith("text/") or kind.endswith(("json", "javascript", "xml")))
    return f"{kind}; charset=utf-8" if text else kind or "application/octet-stream"
