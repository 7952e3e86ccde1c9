"""Live preview on loopback: the same build as ever, after each change, with problems shown in the page."""

import asyncio
import errno
import hashlib
import html
import json
import logging
import mimetypes
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from livereload.handlers import ForceReloadHandler, LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from seboddari_build.base.language import Language, Text
from seboddari_build.base.problem import Problem, Severity, error
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.build import Options, Result, build, print_booklet
from seboddari_build.publish.machine import MachineError
from seboddari_build.publish.place import MANIFEST, preview_folder
from seboddari_build.render.theme import bundled
from seboddari_build.site.booklets import EDITIONS

ADDRESS = "127.0.0.1"
#: Seconds between two looks at the content.
PAUSE = 0.3

PORT_BUSY = error(
    "machine-port-busy",
    ko="{port}번 포트를 다른 프로그램이 쓰고 있습니다.",
    en="Port {port} is in use by another program.",
    hint_ko="다른 미리보기가 켜져 있으면 끄거나, 다른 번호를 고르세요. 예: seboddari serve --port {next}",
    hint_en="Stop another preview if one is running, or choose another number: seboddari serve --port {next}",
)
PORT_REFUSED = error(
    "machine-port-refused",
    ko="{port}번 포트를 열 수 없습니다({reason}).",
    en="Port {port} cannot be opened ({reason}).",
    hint_ko="1024보다 큰 번호를 고르세요. 예: seboddari serve --port 5500",
    hint_en="Choose a number above 1024, for example seboddari serve --port 5500",
)
BROKEN = error(
    "preview-bug",
    ko="seboddari 자체의 잘못으로 만들지 못했습니다({name}).",
    en="A bug in seboddari stopped the build ({name}).",
    hint_ko="터미널에 나온 내용을 그대로 알려 주세요.",
    hint_en="Please report what the terminal shows.",
)

_log = logging.getLogger("seboddari")


def serve(
    options: Options, port: int, ui: Language, tell: Callable[[Result], None], ready: Callable[[str], None]
) -> None:
    """Build, serve and watch until interrupted; ``port`` 0 takes any that is free.

    ``tell`` is called after each build, ``ready`` once with the address of the preview.
    Raises MachineError where the port cannot be had.
    """
    sockets = _listen(port)
    preview = Preview(options, ui, tell)
    preview.refresh()
    asyncio.run(_run(preview, sockets, ready))


async def _run(preview: "Preview", sockets: list[socket.socket], ready: Callable[[str], None]) -> None:
    port = sockets[0].getsockname()[1]
    HTTPServer(application(preview, port)).add_sockets(sockets)
    ready(f"http://{ADDRESS}:{port}/")
    while True:
        await asyncio.sleep(PAUSE)
        if preview.refresh():
            reload_browsers()


def application(preview: "Preview", port: int) -> Application:
    """The preview as a web application; every way into it passes ``_Local.prepare``."""
    handlers: list[tuple[str, type[RequestHandler]]] = [
        (r"/livereload", _Live),
        (r"/livereload\.js", _Script),
        (r"/livereload\.css", _Style),
        (r"/forcereload", _Force),
        (r"/sw\.js", _NoWorker),
        (r"/booklet/", _Booklets),
        (rf"/booklet/(?:[a-z0-9-]+-)?({'|'.join(EDITIONS)})\.pdf", _Booklet),
        (r"/(.*)", _Pages),
    ]
    hosts = {f"{name}{end}" for name in ("localhost", ADDRESS) for end in ("", f":{port}")}
    return Application(handlers, default_handler_class=_Lost, preview=preview, hosts=hosts)


def reload_browsers() -> None:
    """Let every page that is open load itself again."""
    for waiter in LiveReloadHandler.waiters.copy():
        waiter.send_message(_RELOAD)


def _listen(port: int) -> list[socket.socket]:
    try:
        return bind_sockets(port, ADDRESS)
    except OSError as failure:
        if failure.errno == errno.EADDRINUSE:
            raise MachineError(PORT_BUSY.at(NOWHERE, port=port, next=port % 65535 + 1)) from failure
        reason = errno.errorcode.get(failure.errno or 0, type(failure).__name__)
        raise MachineError(PORT_REFUSED.at(NOWHERE, port=port, reason=reason)) from failure


class Preview:
    """The site as it was last built well, and what is wrong with the content since."""

    def __init__(self, options: Options, ui: Language, tell: Callable[[Result], None]) -> None:
        """Preview the project of ``options``; its output folder is not used."""
        self.folder = preview_folder(os.path.realpath(options.root))
        self.ui = ui
        self._options = msgspec.structs.replace(options, output=Path(self.folder), preview=True, strict=False)
        self._tell = tell
        self._seen: dict[str, tuple[int, int]] = {}
        self._result = Result(())
        #: Stands in every page, so that an older one is known when it calls.
        self.stamp = ""

    def refresh(self) -> bool:
        """Build if an input has changed since the last look; whether pages now look different."""
        seen = _inputs(self._options.root)  # before the build reads them: what changes meanwhile is seen next time
        if seen == self._seen:
            return False
        self._seen = seen
        self._result = self._build()
        self._tell(self._result)
        before, self.stamp = self.stamp, self._stamp()
        return before != self.stamp

    def _stamp(self) -> str:
        """What pages look like now, in a few letters."""
        site = _read(os.path.join(self.folder, MANIFEST)) or b""
        return hashlib.blake2b(site + msgspec.json.encode(self._result.problems), digest_size=8).hexdigest()

    def _build(self) -> Result:
        try:
            return build(self._options)
        except MachineError as failure:
            return Result((failure.problem,))
        except Exception as failure:  # noqa: BLE001 - the preview outlives a bug and shows it
            _log.exception("the build failed")
            return Result((BROKEN.at(NOWHERE, name=type(failure).__name__),))

    def dressed(self, page: bytes) -> bytes:
        """A page with the script that reloads it, and the problems at its foot."""
        head, found, rest = page.partition(b"</head>")
        if not found:
            return page
        bar = overlay(self._result, self.ui).encode()
        body, end, tail = rest.rpartition(b"</body>")
        return head + _HEAD.format(stamp=self.stamp).encode() + found + (body + bar + end + tail if end else rest + bar)

    def booklet(self, edition: str) -> tuple[bytes | None, bytes]:
        """A booklet as of now, typeset because it was asked for; where there is none, the page that says why."""
        try:
            pdf, problems = print_booklet(self._options, edition)
        except MachineError as failure:
            pdf, problems = None, (failure.problem,)
        except Exception as failure:  # noqa: BLE001 - the preview outlives a bug and shows it
            _log.exception("the booklet failed")
            pdf, problems = None, (BROKEN.at(NOWHERE, name=type(failure).__name__),)
        page = _BARE.format(ui=self.ui, title=_NO_BOOKLET.said(self.ui).text).encode()
        body, end, tail = page.rpartition(b"</body>")
        bar = overlay(Result(problems), self.ui).encode()
        style = b'<link rel="stylesheet" href="/livereload.css"></head>'
        return pdf, (body + bar + end + tail).replace(b"</head>", style)

    def booklets(self) -> bytes:
        """The page that leads to the booklets."""
        items = "".join(f'<li><a href="{id}.pdf">{_EDITIONS[id].said(self.ui).text}</a></li>' for id in EDITIONS)
        page = _BARE.format(ui=self.ui, title=_BOOKLETS.said(self.ui).text)
        said = _ON_DEMAND.said(self.ui).text
        return self.dressed(page.replace("</main>", f"<p>{said}</p>\n<ul>{items}</ul>\n</main>").encode())

    def missing(self) -> bytes:
        """What is shown for an address that has no page."""
        page = _read(os.path.join(self.folder, "404.html"))
        if page is None:
            title = _NOTHING_YET.said(self.ui).text
            page = _BARE.format(ui=self.ui, title=title).encode()
        return self.dressed(page)


def _inputs(root: Path) -> dict[str, tuple[int, int]]:
    """Every file that a build reads, with its time and size; what editors leave behind is passed over."""
    places = [root / "content", root / "themes", bundled(), root / "site.yaml", root / "i18n.lock"]
    return {path: times for place in places for path, times in _files(str(place))}


def _files(place: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The files at and below ``place``; those that vanish meanwhile are left out."""
    try:
        if os.path.isdir(place):
            for name in os.listdir(place):
                if not name.startswith(".") and not name.endswith("~"):
                    yield from _files(os.path.join(place, name))
        else:
            found = os.lstat(place)
            yield place, (found.st_mtime_ns, found.st_size)
    except OSError:
        return


def overlay(result: Result, ui: Language) -> str:
    """The bar at a page's foot: what is wrong, where, and how to mend it; "" if nothing is."""
    if not result.problems:
        return ""
    failed = result.published is None
    errors = sum(problem.severity is Severity.ERROR for problem in result.problems)
    counts = Text(
        f"오류 {errors}개, 경고 {len(result.problems) - errors}개",
        f"Errors: {errors}, warnings: {len(result.problems) - errors}",
    )
    said = html.escape(counts.said(ui).text) + (" · " + html.escape(_STANDS.said(ui).text) if failed else "")
    rows = "".join(_row(problem, ui) for problem in result.problems)
    return (
        f'<aside class="seboddari-problems" lang="{ui}"><details{" open" if failed else ""}>'
        f"<summary>{said}</summary><ol>{rows}</ol></details></aside>"
    )


def _row(problem: Problem, ui: Language) -> str:
    place, message = html.escape(_place(problem.span)), html.escape(problem.message.said(ui).text)
    label = html.escape(f"{problem.severity.value}[{problem.code}]")
    hint = html.escape(problem.hint.said(ui).text)
    return f"<li><p><code>{place}</code> <b>{label}</b> {message}</p><p>{hint}</p></li>"


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}:{span.column}" if span.line else span.path


class _Local(RequestHandler):
    """Answers this machine's own browser only: no other name leads here, no other site may read."""

    def prepare(self) -> None:
        """Refuse a request that was sent to another name (DNS rebinding)."""
        if self.request.host.lower() not in self.settings["hosts"]:
            raise HTTPError(403)

    def set_default_headers(self) -> None:
        """Nothing is kept, nothing is lent to other sites."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")

    def own_origin(self) -> str:
        """The origin of the pages at the address that was asked for."""
        return f"http://{self.request.host}"

    def _preview(self) -> "Preview":
        preview: Preview = self.settings["preview"]
        return preview


class _Live(_Local, LiveReloadHandler):  # type: ignore[misc] # livereload has no types
    """The socket that tells pages to reload; livereload's own lets any site listen."""

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
        super().on_message(message)
        said = json.loads(message)
        if said.get("command") == "hello" and said.get("snipver", "") not in ("", self.settings["preview"].stamp):
            self.send_message(_RELOAD)


class _Force(_Local, ForceReloadHandler):  # type: ignore[misc] # livereload has no types
    """Reloads all open pages when one of them asks; livereload's own obeys any site."""

    def get(self) -> None:
        """Reload, if the request is from a page of ours."""
        headers = self.request.headers
        if headers.get("Origin") != self.own_origin() and headers.get("Sec-Fetch-Site") != "same-origin":
            raise HTTPError(403)
        reload_browsers()
        self.write("ok")


class _Script(_Local, LiveReloadJSHandler):  # type: ignore[misc] # livereload has no types
    """livereload's script."""


class _Style(_Local):
    """How the bar looks; a file of its own, since pages allow no inline style."""

    def get(self) -> None:
        """The style sheet."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.write(_CSS)


class _NoWorker(_Local):
    """In place of the site's service worker, which would show kept pages, one that takes itself away."""

    def get(self) -> None:
        """The script."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.write(_WORKER)


class _Booklets(_Local):
    """The page of the booklets, which are not made at each change."""

    def get(self) -> None:
        """The page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(self._preview().booklets())


class _Booklet(_Local):
    """A booklet, typeset when it is asked for, unless another site asks."""

    async def get(self, edition: str) -> None:
        """The PDF, or what is wrong."""
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise HTTPError(403)
        pdf, page = await asyncio.to_thread(self._preview().booklet, edition)
        if pdf is None:
            self.set_status(500)
        self.set_header("Content-Type", "text/html; charset=utf-8" if pdf is None else "application/pdf")
        self.write(page if pdf is None else pdf)


class _Lost(_Local):
    """Whatever no other handler takes."""

    def prepare(self) -> None:
        """There is nothing."""
        super().prepare()
        raise HTTPError(404)


class _Pages(_Local):
    """The files of the preview."""

    def get(self, path: str) -> None:
        """Send a file, a page with the script and the problems; a folder's address gets its slash."""
        file = self._file(path)
        if path and not path.endswith("/") and os.path.isdir(file):
            self.redirect(f"{self.request.path}/")
            return
        data = _read(file)
        if data is None:
            raise HTTPError(404)
        if file.endswith(".html"):
            data = self._preview().dressed(data)
        self.set_header("Content-Type", _content_type(file))
        self.write(data)

    head = get

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """The site's own page for what is not there."""
        if status_code == 404:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self._preview().missing())
        else:
            super().write_error(status_code, **kwargs)

    def _file(self, path: str) -> str:
        """The file at an address within the preview."""
        if "\0" in path:
            raise HTTPError(400)
        *folders, name = path.split("/")
        top = os.path.realpath(self._preview().folder)
        file = os.path.join(top, path, "" if name else "index.html")
        inside = os.path.realpath(file).startswith(top + os.sep)
        if not inside or not {"", ".", ".."}.isdisjoint(folders) or name in (".", "..") or "\\" in path:
            raise HTTPError(404)
        return file.removesuffix(os.sep)


def _read(file: str) -> bytes | None:
    try:
        with open(file, "rb") as found:
            return found.read()
    except (OSError, ValueError):
        return None


def _content_type(file: str) -> str:
    kind = _TYPES.get(file.rpartition(".")[2]) or mimetypes.MimeTypes().guess_type(file)[0]
    text = kind is not None and (kind.startswith("text/") or kind.endswith(("json", "javascript", "xml")))
    return f"{kind}; charset=utf-8" if text else kind or "application/octet-stream"


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
_NOTHING_YET = Text("이 주소에는 아직 쪽이 없습니다.", "There is no page at this address yet.")
_STANDS = Text("고칠 때까지 앞서 잘 만들어진 쪽을 보여 줍니다.", "The last good pages are shown until this is mended.")
_BOOKLETS = Text("책자", "Booklets")
_NO_BOOKLET = Text("책자를 만들지 못했습니다.", "The booklet could not be made.")
_ON_DEMAND = Text(
    "열 때마다 지금 내용으로 새로 조판합니다. 몇 초 걸립니다.",
    "Each is typeset anew from the content as it is when you open it, which takes some seconds.",
)
_EDITIONS = {
    "ko": Text("한국어판", "Korean edition"),
    "en": Text("영어판", "English edition"),
    "bilingual": Text("한영 대역판", "Edition in both languages, facing"),
}
_BARE = (
    '<!doctype html>\n<html lang="{ui}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
    "<body>\n<main>\n<h1>{title}</h1>\n</main>\n</body>\n</html>\n"
)
_HEAD = '<link rel="stylesheet" href="/livereload.css"><script src="/livereload.js?snipver={stamp}" defer></script>'
_RELOAD = {"command": "reload", "path": "*", "liveCSS": False}
_WORKER = """\
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
})()));
"""
_CSS = """\
.seboddari-problems {
  position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 45vh; overflow: auto; overflow-wrap: anywhere;
  padding: .5rem 1rem; border-top: 4px solid #d33; background: #1b1b1f; color: #fff;
  font: 1rem/1.5 system-ui, sans-serif;
}
.seboddari-problems summary { cursor: pointer; font-weight: 700; }
.seboddari-problems ol { margin: .5rem 0; padding-inline-start: 2rem; }
.seboddari-problems p { margin: 0; }
.seboddari-problems p + p { margin-bottom: .5rem; color: #d7d7de; }
.seboddari-problems code { color: #ffd479; }
@media print { .seboddari-problems { display: none; } }
"""
