"""What happens when the machine, not the content, fails us."""

import contextlib
import errno
import os
from collections.abc import Iterator

from seboddari_build.base.problem import Code, Problem, error
from seboddari_build.base.span import NOWHERE

DISK_FULL = error(
    "machine-disk-full",
    ko="디스크가 가득 차서 쓰지 못했습니다: {path}",
    en="The disk is full, could not write: {path}",
    hint_ko="자리를 비우고 다시 빌드하세요. 공개된 사이트는 그대로 있습니다.",
    hint_en="Free some space and build again. The published site is as it was.",
)
PERMISSION = error(
    "machine-permission",
    ko="읽거나 쓸 권한이 없습니다: {path}",
    en="No permission to read or write: {path}",
    hint_ko="폴더의 주인과 권한을 확인하세요(예: ls -ld). 읽기 전용 디스크일 수도 있습니다.",
    hint_en="Look at the owner and mode of the folder (ls -ld). The disk may also be mounted read-only.",
)
OTHER_FILE_SYSTEM = error(
    "machine-other-file-system",
    ko="출력 폴더와 저장 폴더(.seboddari)의 파일 시스템이 달라 한 번에 바꿔 놓을 수 없습니다: {path}",
    en="The output folder and the store (.seboddari) are on different file systems, "
    "so they cannot be exchanged in one step: {path}",
    hint_ko="같은 디스크의 폴더로 빌드한 뒤 복사하세요. 예: --output output",
    hint_en="Build into a folder on the same disk and copy it from there, for example --output output",
)
LOCKED = error(
    "machine-locked",
    ko="다른 빌드가 {seconds:g}초 넘게 끝나지 않았습니다.",
    en="Another build has not finished in {seconds:g} s.",
    hint_ko="그 빌드가 끝난 뒤 다시 실행하세요.",
    hint_en="Run this again when that build is done.",
)
TOUCHED = error(
    "machine-output-touched",
    ko="빌드하는 동안 누군가 출력 폴더의 파일을 바꾸었습니다: {path}",
    en="Somebody changed a file in the output folder during the build: {path}",
    hint_ko="다시 빌드하세요. 바뀐 파일은 새로 만들어집니다.",
    hint_en="Build again; the changed file is made anew.",
)
FAILED = error(
    "machine-failed",
    ko="컴퓨터가 파일을 다루지 못했습니다({reason}): {path}",
    en="The machine failed to handle a file ({reason}): {path}",
    hint_ko="디스크와 파일 시스템의 상태를 확인하고 다시 빌드하세요. 공개된 사이트는 그대로 있습니다.",
    hint_en="Check the disk and its file system, then build again. The published site is as it was.",
)

_KINDS: tuple[tuple[tuple[int, ...], Code], ...] = (
    ((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), DISK_FULL),
    ((errno.EACCES, errno.EPERM, errno.EROFS), PERMISSION),
    ((errno.EXDEV,), OTHER_FILE_SYSTEM),
)


class MachineError(Exception):
    """The machine failed us; ``problem`` says how, in both languages. Exit code 74."""

    def __init__(self, problem: Problem) -> None:
        """Fail with ``problem``."""
        super().__init__(problem.message.en)
        self.problem = problem


def from_os(failure: OSError, root: str) -> MachineError:
    """The machine's failure in the user's words; paths are shown relative to ``root``."""
    code = next((code for numbers, code in _KINDS if failure.errno in numbers), FAILED)
    reason = errno.errorcode.get(failure.errno or 0, type(failure).__name__)
    path = failure.filename2 or failure.filename or root  # what fails on an open file does not say its name
    return MachineError(code.at(NOWHERE, path=shown(path, root), reason=reason))


def shown(path: object, root: str) -> str:
    """``path`` as people read it: relative to ``root`` where it lies below."""
    if not isinstance(path, str | bytes):
        return "?"
    text = os.fsdecode(path)
    if text.startswith(root.rstrip(os.sep) + os.sep):
        text = os.path.relpath(text, root)
    return text.replace(os.sep, "/").encode("utf-8", "replace").decode("utf-8")


@contextlib.contextmanager
def machine(root: str) -> Iterator[None]:
    """Turn the OSErrors of a passage that works on files into a MachineError."""
    try:
        yield
    except OSError as failure:
        raise from_os(failure, root) from failure
