"""What the machine does to a build is told in both languages, with exit code 74; a bug in the preview is told too."""

import errno
import subprocess
from collections.abc import Callable

import pytest

from seboddari_build.base.store import Store
from seboddari_build.build import Options
from seboddari_build.publish.lock import held
from seboddari_build.publish.machine import from_os
from seboddari_build.render.booklet.chapter import Edition
from seboddari_build.render.booklet.compiler import press
from seboddari_build.serve import Preview
from tests.project import Project

FAILURES = [
    (
        errno.ENOSPC,
        (
            "error[machine-disk-full]: 디스크가 가득 차서 쓰지 못했습니다: output/x\n"
            "   = 고치기: 자리를 비우고 다시 빌드하세요. 공개된 사이트는 그대로 있습니다.\n\n오류 1개\n"
        ),
        (
            "error[machine-disk-full]: The disk is full, could not write: output/x\n"
            "   = mend: Free some space and build again. The published site is as it was.\n\n1 error\n"
        ),
    ),
    (
        errno.EROFS,
        (
            "error[machine-permission]: 읽거나 쓸 권한이 없습니다: output/x\n"
            "   = 고치기: 폴더의 주인과 권한을 확인하세요(예: ls -ld). 읽기 전용 디스크일 수도 있습니다.\n\n오류 1개\n"
        ),
        (
            "error[machine-permission]: No permission to read or write: output/x\n"
            "   = mend: Look at the owner and mode of the folder (ls -ld). The disk may also be mounted read-only."
            "\n\n1 error\n"
        ),
    ),
    (
        errno.EIO,
        (
            "error[machine-failed]: 컴퓨터가 파일을 다루지 못했습니다(EIO): output/x\n"
            "   = 고치기: 디스크와 파일 시스템의 상태를 확인하고 다시 빌드하세요. 공개된 사이트는 그대로 있습니다."
            "\n\n오류 1개\n"
        ),
        (
            "error[machine-failed]: The machine failed to handle a file (EIO): output/x\n"
            "   = mend: Check the disk and its file system, then build again. The published site is as it was.\n\n1 error\n"
        ),
    ),
]


def raising(failure: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise failure

    return fail


@pytest.mark.parametrize(("number", "ko", "en"), FAILURES, ids=lambda value: str(value)[:24])
def test_what_the_disk_does(project: Project, monkeypatch: pytest.MonkeyPatch, number: int, ko: str, en: str) -> None:
    project.small()
    failure = OSError(number, "", str(project.root / "output" / "x"))
    monkeypatch.setattr("seboddari_build.build.publish", raising(from_os(failure, str(project.root))))
    assert project.command("--ui", "ko", "build") == (74, ko)
    assert project.command("--ui", "en", "build") == (74, en)
    assert not project.output.exists()


def test_a_build_that_does_not_end(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.small()
    monkeypatch.setattr("seboddari_build.build.LOCK_WAIT", 0.1)
    with held(str(project.root), 1.0, lambda _: None):
        code, said = project.command("--ui", "ko", "build")
    assert code == 74
    assert "error[machine-locked]: 다른 빌드가 0.1초 넘게 끝나지 않았습니다.\n" in said


def test_a_port_that_may_not_be_opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seboddari_build.serve.bind_sockets", raising(PermissionError(errno.EACCES, "")))
    code, said = project.small().command("--ui", "ko", "serve", "--port", "80")
    assert (code, said) == (
        74,
        (
            "error[machine-port-refused]: 80번 포트를 열 수 없습니다(EACCES).\n"
            "   = 고치기: 1024보다 큰 번호를 고르세요. 예: seboddari serve --port 5500\n\n오류 1개\n"
        ),
    )


def test_the_preview_outlives_a_bug(
    project: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("seboddari_build.serve.build", raising(ZeroDivisionError()))
    told: list[str] = []
    preview = Preview(
        Options(project.small().root, project.output), "ko", lambda result: told.extend(p.code for p in result.problems)
    )
    preview.refresh()
    assert told == ["preview-bug"]
    assert "ZeroDivisionError" in caplog.text
    page = preview.dressed(b"<html><head></head><body></body></html>").decode()
    assert "seboddari 자체의 잘못으로 만들지 못했습니다(ZeroDivisionError)." in page


def test_a_typesetter_that_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    killed = subprocess.CompletedProcess([], -6, b"", b"thread panicked\n")
    monkeypatch.setattr("seboddari_build.render.booklet.compiler.subprocess.run", lambda *_, **__: killed)
    edition = Edition(id="ko", lang="ko", title="책", files=(), characters="", date="2020-12-31")
    made = press([edition], (), Store(None, "test"), 1, origins={})
    assert [(problem.code, problem.message.ko) for problem in made.problems] == [
        ("booklet-stopped", "책자 ‘ko’: 조판하던 프로그램이 멈추었습니다(thread panicked).")
    ]
