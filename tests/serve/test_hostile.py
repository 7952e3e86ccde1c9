"""What a hostile page, program or network may send to the preview: refused, each with its status, and it lives on."""

import contextlib
import http.client
import itertools
import socket
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import websocket

from tests.previewing import PATIENCE, Preview, previewing
from tests.project import Project

PAGE = "/ko/sessions/care/meals/"
#: Stands in files beside the preview's folder, and in none that it may send.
SECRET = "닭이-울기-전에-7316"
SOCKET = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)
#: The connection is closed without an answer.
CLOSED = 0


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview with secrets all around its folder, and links to them within."""
    project = Project(tmp_path_factory.mktemp("hostile")).small()
    with previewing(project.root) as running:
        shown = project.root / ".seboddari" / "preview"
        assert (shown / "ko" / "index.html").is_file()
        for place in (project.root, project.root / ".seboddari", project.root / ".seboddari" / "preview-other"):
            place.mkdir(exist_ok=True)
            (place / "secret.txt").write_text(SECRET, "utf-8")
            (place / "index.html").write_text(SECRET, "utf-8")
        (shown / "link.txt").symlink_to(project.root / "secret.txt")
        (shown / "ko" / "linked").symlink_to(project.root)
        (shown / "ko" / "up").symlink_to("../..")
        yield running


def sent(preview: Preview, text: str) -> tuple[int, str]:
    """The status and the body that come back for exactly this text, ``HOST`` being the preview's own."""
    with socket.create_connection(("127.0.0.1", preview.port), PATIENCE) as line:
        try:
            line.sendall(text.replace("HOST", preview.host).encode("latin-1"))
            answer = http.client.HTTPResponse(line)
            answer.begin()
            body = b"" if answer.status == 101 else answer.read()
        except (http.client.HTTPException, ConnectionError):
            return CLOSED, ""
    return answer.status, body.decode("utf-8", "replace")


def get(path: str = PAGE, *headers: str, host: str = "HOST", method: str = "GET", version: str = "1.1") -> str:
    """A request; ``host`` "" leaves the header out."""
    lines = [f"{method} {path} HTTP/{version}", *([f"Host: {host}"] if host else []), *headers]
    return "\r\n".join(lines) + "\r\n\r\n"


LIVE = get("/livereload", SOCKET + "Origin: {}")
HOSTILE = {
    "foreign host": (get(host="evil.example"), 403),
    "foreign host on the socket": (get("/livereload", SOCKET + "Origin: http://evil.example", host="evil.example"), 403),
    "rebound host with our port": (get(host="evil.example:PORT"), 403),
    "host that begins as ours": (get(host="127.0.0.1.evil.example:PORT"), 403),
    "host with a user": (get(host="127.0.0.1:PORT@evil.example"), 400),
    "host of another port": (get(host="127.0.0.1:1"), 403),
    "two hosts": (get(PAGE, "Host: evil.example"), 400),
    "two hosts in one": (get(host="HOST, evil.example"), 400),
    "no host": (get(host=""), 400),
    "no host, HTTP/1.0": (get(host="", version="1.0"), 400),
    "empty host": (get(host=" "), 403),
    "foreign origin on the socket": (LIVE.format("http://evil.example"), 403),
    "origin of another port": (LIVE.format("http://127.0.0.1:1"), 403),
    "no origin on the socket": (get("/livereload", SOCKET), 403),
    "null origin on the socket": (LIVE.format("null"), 403),
    "the socket without its upgrade": (get("/livereload", "Origin: http://HOST"), 400),
    "traversal": (get("/../../site.yaml"), 404),
    "traversal from a folder": (get("/ko/../../../secret.txt"), 404),
    "encoded traversal": (get("/%2e%2e/%2e%2e/secret.txt"), 404),
    "encoded slashes": (get("/..%2f..%2fsecret.txt"), 404),
    "encoded twice": (get("/%252e%252e/secret.txt"), 404),
    "backslashes": (get("/..%5c..%5csecret.txt"), 404),
    "absolute path": (get("//etc/passwd"), 404),
    "encoded NUL": (get("/secret.txt%00.html"), 400),
    "encoded NUL in a folder": (get("/%00/"), 400),
    "bytes that are no UTF-8": (get("/%ff%fe"), 400),
    "link out of the folder": (get("/link.txt"), 404),
    "linked folder": (get("/ko/linked/secret.txt"), 404),
    "linked folder's page": (get("/ko/linked/"), 404),
    "link upwards": (get("/ko/up/secret.txt"), 404),
    "huge header": (get(PAGE, f"X: {'x' * 30_000}"), 431),
    "many headers": (get(PAGE, *(f"X-{n}: {'x' * 90}" for n in range(300))), 431),
    "header without end": (get(PAGE, f"X: {'x' * 1_000_000}"), CLOSED),
    "huge address": (get("/" + "x" * 30_000), 414),
    "long name": (get("/" + "x" * 5000), 404),
    "absolute address of another host": (get("http://evil.example/ko/"), 400),
    "absolute address, its own host": (get("http://evil.example/ko/", host="evil.example"), 403),
    "tunnel": (get("evil.example:443", method="CONNECT"), 405),
    "every address": (get("*", method="OPTIONS"), 400),
    "reload from elsewhere": (get("/forcereload", "Origin: http://evil.example"), 403),
    "reload from a page elsewhere": (get("/forcereload", "Sec-Fetch-Site: cross-site"), 403),
    "reload from nowhere": (get("/forcereload"), 403),
    "script for another site": (get("/livereload.js", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: script"), 403),
    "page in a frame of another site": (get(PAGE, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: iframe"), 403),
    "booklet for another site": (
        get("/booklet/ko.pdf", "Sec-Fetch-Site: same-site", "Sec-Fetch-Dest: document"), 403,
    ),
    "POST": (get(PAGE, "Content-Length: 0", method="POST"), 405),
    "PUT": (get("/ko/new.html", "Content-Length: 2", method="PUT") + "hi", 405),
    "DELETE": (get("/ko/index.html", method="DELETE"), 405),
    "unknown method": (get(PAGE, method="BREW"), 405),
    "two lengths": (get(PAGE, "Content-Length: 5", "Content-Length: 60") + "12345" + get("/link.txt"), 400),
    "length and chunks": (get(PAGE, "Content-Length: 5", "Transfer-Encoding: chunked") + "0\r\n\r\n", 400),
    "length that is no number": (get(PAGE, "Content-Length: +5") + "12345", 400),
    "huge body": (get(PAGE, "Content-Length: 9999999999"), 400),
    "no HTTP": ("EHLO evil.example\r\n\r\n", 400),
    "header line folded over": (get(PAGE, "X: a", " b: c"), 400),
}  # fmt: skip


@pytest.mark.parametrize(("text", "status"), HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_and_the_preview_lives_on(preview: Preview, text: str, status: int) -> None:
    answer, body = sent(preview, text.replace("PORT", str(preview.port)))
    assert answer == status
    assert SECRET not in body and "theme: bottari" not in body and "root:" not in body
    assert preview.ask(PAGE).status == 200
    assert preview.process.poll() is None


def test_what_is_sent_behind_a_refused_request_is_not_answered(preview: Preview) -> None:
    text = get(PAGE, "Content-Length: 5", "Content-Length: 60") + "12345" + get("/manifest.json")
    with socket.create_connection(("127.0.0.1", preview.port), PATIENCE) as line:
        line.sendall(text.replace("HOST", preview.host).encode())
        got = b"".join(iter(lambda: line.recv(65536), b""))
    assert got.startswith(b"HTTP/1.1 400 ")
    assert got.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("message", ["", "{", "[]", "5", '"hello"', '{"command": 5}', '{"url": "x"}', "null",
                                     '{"command": "info", "url": 5}', '{"command": "info", "url": "http://["}'])  # fmt: skip
def test_the_socket_outlives_any_message(preview: Preview, message: str) -> None:
    line = websocket.create_connection(f"ws://{preview.host}/livereload", origin=f"http://{preview.host}")
    line.send(message)
    line.close()
    assert preview.ask(PAGE).status == 200


def ways_out() -> Iterator[str]:
    """Every way to write a climb to a file beside the preview's folder."""
    slashes = ("/", "%2f", "%2F", "//", "/./", "\\", "%5c", "%252f", "%c0%af")
    dots = ("..", "%2e%2e", ".%2e", "%252e%252e", "..%00", "...", ".. ", "..;", quote("．．"))
    for slash, dot, depth, start in itertools.product(slashes, dots, (1, 2, 3), ("", "ko", "ko/sessions", "ko/linked")):
        climb = slash.join([dot] * depth)
        for name in ("secret.txt", "preview-other/secret.txt", ""):
            yield f"/{start}{slash if start else ''}{climb}{slash}{name}"


def test_no_way_leads_out(preview: Preview) -> None:
    asked = 0
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)) as connection:
        for path in ways_out():
            connection.putrequest("GET", path.replace(" ", "%20"), skip_host=True)
            connection.putheader("Host", preview.host)
            connection.endheaders()
            with connection.getresponse() as answer:
                assert SECRET.encode() not in answer.read(), path
                assert answer.status in (302, 400, 404), path
            asked += 1
    assert asked > 2500
    assert preview.ask(PAGE).status == 200
