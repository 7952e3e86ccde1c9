"""Which paths may be published: safe on every file system, each once."""

import re
import unicodedata

from seboddari_build.base.problem import Code, Problem, error
from seboddari_build.base.span import NOWHERE
from seboddari_build.base.windows import reserved

UNSAFE = error(
    "path-unsafe",
    ko="출력 경로 ‘{path}’: {reason_ko}",
    en="Output path ‘{path}’: {reason}",
    hint_ko="경로는 출력 폴더 안의 상대 경로여야 합니다. 예: ko/sessions/opening/index.html",
    hint_en="A path is relative and stays inside the output folder, for example ko/sessions/opening/index.html",
)
COLLISION = error(
    "path-collision",
    ko="출력 경로 ‘{path}’ 하나에 두 파일이 놓입니다.",
    en="Two files would stand at the output path ‘{path}’.",
    hint_ko="한쪽의 id를 바꾸세요. 옛 주소는 aliases에 적어 둘 수 있습니다.",
    hint_en="Change the id of one of them; aliases keep its old address.",
)
CASE = error(
    "path-case-collision",
    ko="출력 경로 ‘{path}’ 및 ‘{other}’: 대소문자를 가리지 않는 컴퓨터에서는 같은 파일입니다.",
    en="The output paths ‘{path}’ and ‘{other}’ are one file on computers that do not tell case apart.",
    hint_ko="한쪽의 이름을 대소문자 말고도 다르게 지으세요.",
    hint_en="Let their names differ in more than case.",
)
BLOCKED = error(
    "path-file-and-folder",
    ko="출력 경로 ‘{path}’: 파일이면서 ‘{other}’ 파일을 담는 폴더이기도 합니다.",
    en="The output path ‘{path}’ is a file, and also the folder of ‘{other}’.",
    hint_ko="한쪽의 이름을 바꾸세요.",
    hint_en="Rename one of them.",
)

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]')
_LONGEST = 255  # bytes of one name, on all usual file systems


class Census:
    """The paths of one publication, taken in one after the other."""

    def __init__(self) -> None:
        """No path yet."""
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def add(self, path: str) -> Problem | None:
        """Take in a file's path; what is wrong with it, if anything."""
        if path.startswith("/"):
            return _unsafe(path, "절대 경로입니다.", "is absolute.")
        key = fold(path)
        before = self._files.get(key)
        if before is not None:
            code: Code = COLLISION if before == path else CASE
            return code.at(NOWHERE, path=readable(path), other=readable(before))
        folder, _, name = path.rpartition("/")
        if fault := _name_fault(name) or self._folder_fault(folder, path):
            return _unsafe(path, *fault)
        self._files[key] = path
        return None

    def blocked(self) -> tuple[Problem, ...]:
        """The files that stand where others need a folder, once all are taken in."""
        return tuple(
            BLOCKED.at(NOWHERE, path=readable(self._files[key]), other=readable(self._folders[key]))
            for key in sorted(self._folders.keys() & self._files.keys())
        )

    def _folder_fault(self, folder: str, path: str) -> tuple[str, str] | None:
        """Take in the folders of a file."""
        while folder and (key := fold(folder)) not in self._folders:
            above, _, name = folder.rpartition("/")
            if fault := _name_fault(name):
                return fault
            self._folders[key] = path
            folder = above
        return None


def fold(path: str) -> str:
    """What equal paths share where case, and how syllables are composed, do not count."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def folders_of(paths: "dict[str, str]") -> set[str]:
    """Every folder that ``paths`` need, the top (``""``) included."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def readable(path: str) -> str:
    """``path`` with what a terminal cannot show escaped."""
    return path.encode("unicode_escape").decode("ascii") if _FORBIDDEN.search(path) else path


def _unsafe(path: str, reason_ko: str, reason: str) -> Problem:
    return UNSAFE.at(NOWHERE, path=readable(path), reason_ko=reason_ko, reason=reason)


def _name_fault(name: str) -> tuple[str, str] | None:
    """Why ``name`` may not be the name of a file or folder (Korean, English)."""
    if name in ("", ".", ".."):
        return "빈 이름이나 . 또는 .. 이름이 들어 있습니다.", "holds an empty name, ‘.’ or ‘..’."
    if "\\" in name:
        return "역슬래시가 들어 있습니다.", "holds a backslash."
    if _FORBIDDEN.search(name):
        return "쓸 수 없는 문자가 들어 있습니다.", "holds a character that no file name may have."
    if name[-1] in ". ":
        return "이름이 점이나 빈칸으로 끝납니다.", "has a name that ends with a dot or space."
    if reserved(name):
        return "윈도우가 예약한 이름입니다.", "has a name that Windows reserves."
    if len(name) * 4 > _LONGEST and len(name.encode()) > _LONGEST:
        return "이름이 255바이트보다 깁니다.", "has a name longer than 255 bytes."
    return None
