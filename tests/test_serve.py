"""The preview follows the content, shows what is wrong with it, and answers this machine only."""

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import websocket

from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.span import Span
from seboddari_build.build import Result
from seboddari_build.publish.spare import ledger_path
from seboddari_build.serve.bar import bar
from tests.previewing import Preview, previewing
from tests.project import ROOT, Project

TALK = "content/sessions/care/01-meals.md"
PAGE = "/ko/sessions/care/meals/"
SOCKET = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that tests only look at."""
    project = Project(tmp_path_factory.mktemp("preview")).small()
    with previewing(project.root) as running:
        yield running


def test_pages_come_with_the_script_and_files_as_they_are(preview: Preview) -> None:
    page = preview.ask(PAGE)
    assert page.status == 200
    assert "따뜻한 밥" in page.text
    assert re.search(r'<script src="/livereload\.js\?snipver=[0-9a-f]{16}" defer></script></head>', page.text)
    assert "seboddari-problems" not in page.text
    assert "WebSocket" in preview.ask("/livereload.js").text
    assert preview.ask("/manifest.json").text.startswith('{"generator":"seboddari"')


def test_a_folder_without_its_slash_is_sent_on(preview: Preview) -> None:
    answer = preview.ask(PAGE.rstrip("/"))
    assert (answer.status, answer.headers["Location"]) == (302, PAGE)


def test_what_is_not_there_gets_the_sites_own_page(preview: Preview) -> None:
    answer = preview.ask("/nothing/here/")
    assert answer.status == 404
    assert "<main" in answer.text
    assert "livereload.js" in answer.text


def test_the_service_worker_takes_itself_away(preview: Preview) -> None:
    assert "registration.unregister()" in preview.ask("/sw.js").text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "localhost:1"])
@pytest.mark.parametrize("path", [PAGE, "/", "/livereload", "/livereload.js", "/livereload.css", "/forcereload", "x"])
def test_another_name_is_refused_everywhere(preview: Preview, host: str, path: str) -> None:
    assert preview.ask(path, Host=host.format(port=preview.port), **SOCKET).status == 403


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "localhost", "LOCALHOST:{port}"])
def test_this_machines_names_are_answered(preview: Preview, host: str) -> None:
    assert preview.ask(PAGE, Host=host.format(port=preview.port)).status == 200


def test_only_loopback_listens(preview: Preview) -> None:
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.2", preview.port), 5):
        pass


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://127.0.0.1", "http://localhost:{port}", "https://127.0.0.1:{port}", "null", ""],
)
def test_the_socket_refuses_other_origins(preview: Preview, origin: str) -> None:
    assert preview.ask("/livereload", Origin=origin.format(port=preview.port), **SOCKET).status == 403


def test_the_socket_answers_our_own_pages_only(preview: Preview) -> None:
    assert preview.ask("/livereload", Origin=f"http://{preview.host}", **SOCKET).status == 101
    assert preview.ask("/livereload", **SOCKET).status == 403


def test_a_page_from_before_the_last_build_is_told_to_reload(preview: Preview) -> None:
    stamp = re.search("snipver=([0-9a-f]+)", preview.ask(PAGE).text)
    assert stamp

    def told(**said: str) -> list[str]:
        """The commands that answer a page, a ping of ours being the last."""
        line = websocket.create_connection(f"ws://{preview.host}/livereload", origin=f"http://{preview.host}")
        line.settimeout(30)
        for message in ({"command": "hello", **said}, {"command": "hello"}):
            line.send(json.dumps(message))
        answers = [json.loads(line.recv())["command"]]
        while answers.count("hello") < 2:
            answers.append(json.loads(line.recv())["command"])
        line.close()
        return answers

    assert told(snipver=stamp[1]) == ["hello", "hello"]
    assert told(snipver="0123456789abcdef") == ["hello", "reload", "hello"]


def test_only_our_own_pages_may_force_a_reload(preview: Preview) -> None:
    assert preview.ask("/forcereload").status == 403
    assert preview.ask("/forcereload", Origin="http://evil.example").status == 403
    assert preview.ask("/forcereload", Sec_Fetch_Site="cross-site").status == 403
    assert preview.ask("/forcereload", Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/ko/%00/",
        "/ko/index.html%00.txt",
        "/%ff%fe",
        "/../site.yaml",
        "/../../site.yaml",
        "/..%2f..%2fsite.yaml",
        "/%2e%2e/%2e%2e/site.yaml",
        "/ko/../../../site.yaml",
        "/..%5c..%5csite.yaml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "//evil.example/ko",
        "/./index.html",
        "/ko//",
        "/" + "x" * 5000,
        "http://evil.example/index.html",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_no_path_leads_out_or_breaks_the_server(preview: Preview, path: str, method: str) -> None:
    answer = preview.ask(path, method)
    assert answer.status in ((400, 404) if method != "POST" else (400, 404, 405))
    assert "theme: bottari" not in answer.text
    assert "root:" not in answer.text


def test_a_mistake_is_shown_in_the_last_good_page_until_it_is_mended(project: Project) -> None:
    project.small()
    good = (project.root / TALK).read_text("utf-8")
    with previewing(project.root) as preview:
        assert "밥을 나누었습니다" in preview.ask(PAGE).text
        project.write(f"=== {TALK}\n{good.replace('title:', '<b>titel</b>:', 1)}")
        page = preview.wait(PAGE, lambda text: "seboddari-problems" in text)
        assert "밥을 나누었습니다" in page
        stands = "<span>The last good pages are shown until this is mended.</span>"
        assert f"<details open><summary><b>1 error, 1 warning</b> {stands}</summary>" in page
        assert "<b>Error</b> There is no field &#x27;&lt;b&gt;titel&lt;/b&gt;&#x27; here." in page
        assert f"<p><code>{TALK}:2:1</code></p>" in page
        assert "<mark>&lt;b&gt;titel&lt;/b&gt;</mark>: 따뜻한 밥" in page
        assert "<b>titel" not in page
        project.write(f"=== {TALK}\n{good.replace('밥을 나누었습니다', '국을 나누었습니다')}")
        page = preview.wait(PAGE, lambda text: "국을 나누었습니다" in text)
        assert "seboddari-problems" not in page
    assert not project.output.exists()


def test_without_any_good_page_the_problems_are_shown_alone(project: Project) -> None:
    project.small().write("=== content/event.yaml\nname: 작은 행사\n")
    with previewing(project.root, ui="ko") as preview:
        page = preview.ask("/")
        assert page.status == 404
        assert "<h1>이 주소에는 아직 쪽이 없습니다.</h1>" in page.text
        assert (
            "<b>오류</b> ‘id’ 항목이 없습니다. <code>missing-key</code></p><p><code>content/event.yaml:1:1</code>"
            in page.text
        )
        project.small()
        assert "작은 행사" in preview.wait("/ko/", lambda text: "seboddari-problems" not in text)


def test_pages_come_and_go_with_their_files_even_with_old_times(project: Project) -> None:
    project.small()
    with previewing(project.root) as preview:
        old = project.root / TALK
        new = old.with_name("02-soup.md")
        old.with_name("01-meals.en.md").rename(old.with_name("02-soup.en.md"))
        old.rename(new)
        preview.wait("/ko/sessions/care/soup/", lambda text: "따뜻한 밥" in text)
        preview.wait(PAGE, lambda text: "따뜻한 밥" not in text)


def test_drafts_are_shown_in_the_preview_only(project: Project) -> None:
    project.small()
    text = (project.root / TALK).read_text("utf-8").replace("title:", "visibility: draft\ntitle:", 1)
    project.write(f"=== {TALK}\n{text}").build().ok()
    assert not (project.output / PAGE.strip("/")).exists()
    with previewing(project.root) as preview:
        assert "따뜻한 밥" in preview.ask(PAGE).text


def test_a_preview_does_not_make_the_next_build_slow(project: Project) -> None:
    project.small().build().ok()
    with previewing(project.root) as preview:
        assert preview.ask(PAGE).status == 200
    assert Path(ledger_path(str(project.root), str(project.output))).is_file()
    assert project.build().ok().result.counts.written == 0


def test_ctrl_c_ends_it_quietly(project: Project) -> None:
    with previewing(project.small().root) as preview:
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(30) == 0
        assert preview.process.stderr is not None
        assert preview.process.stderr.read() == ""


@pytest.mark.parametrize(
    ("ui", "message", "hint"),
    [
        ("en", "Port {port} is in use by another program.", "seboddari serve --port {next}"),
        ("ko", "{port}번 포트를 다른 프로그램이 쓰고 있습니다.", "예: seboddari serve --port {next}"),
    ],
    ids=["en", "ko"],
)
def test_a_busy_port_is_reported(preview: Preview, project: Project, ui: str, message: str, hint: str) -> None:
    command = [sys.executable, "-m", "seboddari_build", "--ui", ui, "-C", str(project.small().root)]
    command += ["serve", "--port", str(preview.port)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 74
    assert f"error[machine-port-busy]: {message.format(port=preview.port)}" in done.stderr
    assert hint.format(next=preview.port + 1) in done.stderr


def test_serve_needs_a_project(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "seboddari_build", "--ui", "en", "-C", str(tmp_path), "serve"]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "There is no content/" in done.stderr


def test_the_bar_escapes_everything_and_tells_warnings_apart() -> None:
    text = Text("<i>", "</aside><script>x</script>\"'&")
    warning = Problem("odd", Severity.WARNING, text, text, Span("content/<p>.md", 3, 7, 9))
    shown = bar(Result((warning,)), "en", lambda _: "\n\n가나다 </pre>\u202e 010-1234-5678\n")
    assert "<script>" not in shown
    assert "content/&lt;p&gt;.md:3:7" in shown
    assert '<li class="warning"><p><b>Warning</b> ' in shown
    assert "<summary><b>1 warning</b>" in shown
    assert '<pre tabindex="0" lang="ko">가나다 &lt;/<mark>pr</mark>e&gt;\\u202e ' in shown
    assert "5678" not in shown
    assert bar(Result(()), "ko", lambda _: None) == ""
