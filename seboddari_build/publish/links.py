"""Symbolic links in the way of what is written in a project: nothing is written through one."""

import os
from collections.abc import Iterator

from seboddari_build.base.problem import error
from seboddari_build.base.span import Span
from seboddari_build.publish import record
from seboddari_build.publish.machine import MachineError

LINK = error(
    "link-in-the-way",
    ko="심볼릭 링크가 있어 쓰지 않습니다. 링크는 프로젝트 밖의 파일을 덮어쓸 수 있습니다.",
    en="This is a symbolic link, and nothing is written through it: it may lead to files outside the project.",
    hint_ko="링크를 지웁니다. 글이 든 파일이면 이 자리에 복사합니다. .seboddari는 저절로 다시 만들어집니다.",
    hint_en="Delete the link; copy files that hold texts to this place. .seboddari is made anew by itself.",
)
#: What commands write beside the content, where links are told of by those who read it.
_OWN = (".vscode", "i18n.lock")


class LinkError(MachineError):
    """Something was to be written through a link. Exit code 1: it is the project that has to be mended."""


def links(root: str | os.PathLike[str]) -> Iterator[str]:
    """Links where this program writes, as paths from ``root``: the store and what it holds, .vscode, i18n.lock."""
    for name in _OWN:
        yield from _links(root, name, deep=1)
    yield from store_links(root)


def store_links(root: str | os.PathLike[str]) -> Iterator[str]:
    """Links in the store and the folder of its records; in the place of the spare tree none is followed."""
    for folder in (record.STORE, f"{record.STORE}/trees"):
        if not os.path.islink(os.path.join(root, os.path.dirname(folder))):
            yield from (path for path in _links(root, folder, deep=1) if path != f"{record.STORE}/spare")


def refuse_links(root: str | os.PathLike[str], *paths: str) -> None:
    """Raise LinkError where a link stands on the way from ``root`` to one of ``paths``, or there."""
    for path in paths:
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            way = "/".join(parts[:end])
            if os.path.islink(os.path.join(root, way)):
                raise LinkError(LINK.at(Span(way)))


def refuse_store_links(root: str | os.PathLike[str]) -> None:
    """Raise LinkError where the store, or something in it, is a link."""
    for path in store_links(root):
        raise LinkError(LINK.at(Span(path)))


def _links(root: str | os.PathLike[str], path: str, *, deep: int) -> Iterator[str]:
    """``path`` if it is a link, else links in the folder of that name."""
    place = os.path.join(root, path)
    if os.path.islink(place):
        yield path
    elif deep and os.path.isdir(place):
        for name in sorted(os.listdir(place)):
            yield from _links(root, f"{path}/{name}", deep=deep - 1)
