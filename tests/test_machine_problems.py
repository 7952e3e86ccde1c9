"""What the machine does to a build is told in both languages, with exit code 74; a bug in the preview is told too."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from seboddari_build.base.store import DamagedError, FileRow, Store
from seboddari_build.build import Options
from seboddari_build.publish import exchange, record
from seboddari_build.publish.lock import held
from seboddari_build.publish.machine import MachineError, from_os
from seboddari_build.publish.publishing import recover
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
    monkeypatch.setattr("seboddari_build.serve.preview.build", raising(ZeroDivisionError()))
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


def test_a_disk_that_fails_at_the_output_folder_is_not_taken_for_what_stands_there(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = os.stat

    def look(path: str, **more: bool) -> os.stat_result:
        if path == str(project.output):
            raise OSError(errno.EIO, "", path)
        return stat(path, **more)

    project.small().build(only=("site",)).ok()
    before = project.files()
    with monkeypatch.context() as failing:
        failing.setattr(os, "stat", look)
        code, said = project.command("--ui", "en", "build")
    assert code == 74
    assert said.splitlines()[0] == "error[machine-failed]: The machine failed to handle a file (EIO): output"
    assert project.files() == before


def test_a_content_file_that_cannot_be_looked_at_is_not_left_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = os.stat

    def look(path: Path, **more: bool) -> os.stat_result:
        if str(path).endswith("01-meals.md"):
            raise OSError(errno.EIO, "", str(path))
        return stat(path, **more)

    project.small()
    monkeypatch.setattr(os, "stat", look)
    code, said = project.command("--ui", "ko", "build")
    assert (code, said.splitlines()[0]) == (
        1,
        "content/sessions/care/01-meals.md:1:1: error[file-unreadable]: 파일이나 폴더를 읽을 수 없습니다.",
    )


def test_a_theme_that_cannot_be_read_is_not_left_out(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def listed(path: str) -> object:
        if str(path).endswith("project/themes/bottari/assets"):
            raise PermissionError(errno.EACCES, "", path)
        return scandir(path)

    project.small().write("=== themes/bottari/assets/own.css\nmain { color: red }\n")
    monkeypatch.setattr(os, "scandir", listed)
    code, said = project.command("--ui", "en", "build")
    assert (code, said.partition("]")[0]) == (74, "error[machine-permission")
    assert not project.output.exists()


def test_a_failure_that_names_no_file_is_told_in_both_languages(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seboddari_build.fresh.look", raising(OSError(errno.EIO, "")))
    code, said = project.small().command("--ui", "ko", "build")
    assert code == 74
    assert said.startswith("error[machine-failed]: 컴퓨터가 파일을 다루지 못했습니다(EIO): ")
    code, said = project.command("--ui", "en", "build")
    assert code == 74
    assert said.startswith("error[machine-failed]: The machine failed to handle a file (EIO): ")


def test_a_store_that_can_never_be_written_costs_no_site(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Store.put

    def full(store: Store, table: str, rows: Iterable[tuple[str, bytes]]) -> None:
        if store._path is not None:
            raise DamagedError("database or disk is full")
        put(store, table, rows)

    monkeypatch.setattr(Store, "put", full)
    assert project.small().command("build")[0] == 0
    assert project.html("ko/sessions/care/meals")


def test_what_saves_the_next_build_time_may_fail(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seboddari_build.fresh.save", raising(OSError(errno.ENOSPC, "")))
    assert project.small().command("build")[0] == 0


def test_rows_of_anything_at_all_are_not_believed(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", "test")
    store.put("leaf", [("key", b"value")])
    store.put_files([FileRow("path", "stat", "digest", b"value")], ())
    assert (store.get("leaf", "key"), len(store.files())) == (b"value", 1)
    for wrong in ("NULL", "7", "'value'", "x'00'"):
        store._db.execute(f"UPDATE leaf SET value = {wrong}")
        store._db.execute(f"UPDATE file SET stat = {wrong}")
        assert (store.get("leaf", "key"), store.files()) == (None, {})


def test_a_journal_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = exchange.journal_path(str(tmp_path))
    Path(journal).parent.mkdir()
    record.write(journal, {"output": "output"})
    monkeypatch.setattr(record, "open", raising(OSError(errno.EIO, "")), raising=False)
    with pytest.raises(MachineError):
        recover(tmp_path)
    assert Path(journal).exists()
