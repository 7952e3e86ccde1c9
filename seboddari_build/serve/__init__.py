"""Live preview on loopback: the same build as ever, after each change, with problems shown in the page."""

import asyncio
import errno
import socket
from collections.abc import Callable

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from seboddari_build.base.problem import error
from seboddari_build.base.span import NOWHERE
from seboddari_build.publish.machine import MachineError
from seboddari_build.serve.guard import ADDRESS, LIMIT
from seboddari_build.serve.handlers import application, open_files, reload_browsers
from seboddari_build.serve.preview import Preview

__all__ = ("Preview", "serve")

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


def serve(preview: Preview, port: int, ready: Callable[[str], None]) -> None:
    """Build, serve and watch until interrupted; ``port`` 0 takes any that is free.

    ``ready`` is called once with the address of the preview. Raises MachineError where the port cannot be had.
    """
    sockets = _listen(port)
    preview.refresh()
    asyncio.run(_run(preview, sockets, ready))


async def _run(preview: Preview, sockets: list[socket.socket], ready: Callable[[str], None]) -> None:
    port = sockets[0].getsockname()[1]
    HTTPServer(application(preview, port), max_body_size=LIMIT).add_sockets(sockets)
    ready(f"http://{ADDRESS}:{port}/")
    while True:
        await asyncio.sleep(PAUSE)
        if preview.refresh(open_files()):
            reload_browsers()


def _listen(port: int) -> list[socket.socket]:
    try:
        return bind_sockets(port, ADDRESS)
    except OSError as failure:
        if failure.errno == errno.EADDRINUSE:
            raise MachineError(PORT_BUSY.at(NOWHERE, port=port, next=port % 65535 + 1)) from failure
        reason = errno.errorcode.get(failure.errno or 0, type(failure).__name__)
        raise MachineError(PORT_REFUSED.at(NOWHERE, port=port, reason=reason)) from failure
