"""Which folder may be the output folder: ours, or empty."""

import os
import re
import stat

from seboddari_build.base.problem import Code, Problem, error
from seboddari_build.base.span import NOWHERE
from seboddari_build.publish import record
from seboddari_build.publish.machine import shown

#: The file at the site's root that names every file of it, and marks the folder as ours.
MANIFEST = "manifest.json"

#: What the folder may hold besides, before the first build.
GITIGNORE = ".gitignore"

LINK = error(
    "output-is-link",
    ko="출력 폴더가 심볼릭 링크입니다: {path}",
    en="The output folder is a symbolic link: {path}",
    hint_ko="링크가 가리키는 폴더를 --output에 직접 적으세요.",
    hint_en="Give --output the folder that the link points to.",
)
NO_FOLDER = error(
    "output-not-a-folder",
    ko="출력 자리에 폴더가 아닌 것이 있습니다: {path}",
    en="What stands at the output folder's place is not a folder: {path}",
    hint_ko="다른 폴더를 고르세요. 예: --output output",
    hint_en="Choose another folder, for example --output output",
)
MOUNT = error(
    "output-is-mount",
    ko="출력 폴더가 마운트 지점이라 한 번에 바꿔 놓을 수 없습니다: {path}",
    en="The output folder is a mount point and cannot be exchanged in one step: {path}",
    hint_ko="그 안의 폴더를 고르세요. 예: --output {path}/site",
    hint_en="Choose a folder inside it, for example --output {path}/site",
)
HOLDS_PROJECT = error(
    "output-holds-project",
    ko="출력 폴더에 프로젝트가 들어 있어 빌드하면 지워집니다: {path}",
    en="The output folder holds the project itself, which a build would delete: {path}",
    hint_ko="프로젝트 안의 빈 폴더를 고르세요. 예: --output output",
    hint_en="Choose an empty folder, for example --output output",
)
IN_SOURCE = error(
    "output-in-source",
    ko="출력 폴더가 원본 폴더 안에 있습니다: {path}",
    en="The output folder lies inside a source folder: {path}",
    hint_ko="원본 폴더 밖을 고르세요. 예: --output output",
    hint_en="Choose a folder outside of it, for example --output output",
)
FOREIGN = error(
    "output-not-ours",
    ko="출력 폴더가 비어 있지 않은데 이 프로그램이 만든 사이트가 아닙니다: {path}",
    en="The output folder is not empty and holds no site made by this program: {path}",
    hint_ko="빈 폴더나 새 폴더를 고르세요. 이 폴더의 파일은 그대로 두었습니다.",
    hint_en="Choose an empty or a new folder. The files in this one were left alone.",
)

_MARK = re.compile(rb'\s*\{\s*"generator"\s*:\s*"seboddari"')
_SOURCES = ("content", "themes", "seboddari_build", ".git", record.STORE)


def resolve(output: str | os.PathLike[str]) -> str:
    """The absolute path of the output folder, links in the folders above it followed."""
    path = os.path.abspath(output)
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def refusals(root: str | os.PathLike[str], output: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Why ``output`` may not be the output folder of the project at ``root``; empty if it may.

    A wrong ``output`` is wrong usage (exit code 2) where it was asked for by ``--output``.
    Raises OSError.
    """
    top, path = os.path.realpath(root), resolve(output)
    code = _refused(top, path)
    return (code.at(NOWHERE, path=shown(path, top)),) if code else ()


def preview_folder(root: str) -> str:
    """Where the preview's site stands: the one folder inside the store that may be an output folder."""
    return record.store_path(root, "preview")


def bare(path: str) -> bool:
    """Whether the folder at ``path`` holds nothing but perhaps a ``.gitignore``."""
    return set(os.listdir(path)) <= {GITIGNORE}


def _refused(root: str, path: str) -> Code | None:
    """The rule that ``path`` breaks."""
    if os.path.islink(path):
        return LINK
    if _holds(path, root):
        return HOLDS_PROJECT
    if path != preview_folder(root) and any(_holds(os.path.join(root, name), path) for name in _SOURCES):
        return IN_SOURCE
    return _unfit(path) if _mode(path) else None


def _mode(path: str) -> int:
    """What stands at ``path``, links followed; 0 for nothing. Raises OSError where that cannot be told."""
    try:
        return os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _is_folder(path: str) -> bool:
    return stat.S_ISDIR(_mode(path))


def _unfit(path: str) -> Code | None:
    """The rule that what already stands at ``path`` breaks."""
    if not _is_folder(path):
        return NO_FOLDER
    if os.path.ismount(path):
        return MOUNT
    return None if bare(path) or _marked(path) else FOREIGN


def _holds(folder: str, path: str) -> bool:
    """Whether ``path`` is ``folder`` or lies below it, however the two are spelled."""
    if not _is_folder(folder):
        return False
    while True:
        if path == folder or (_is_folder(path) and os.path.samefile(path, folder)):
            return True
        if (above := os.path.dirname(path)) == path:
            return False
        path = above


def _marked(path: str) -> bool:
    """Whether the folder carries our mark. Raises OSError where that cannot be told."""
    try:
        with open(os.path.join(path, MANIFEST), "rb") as file:
            return _MARK.match(file.read(200)) is not None
    except (FileNotFoundError, IsADirectoryError):
        return False
