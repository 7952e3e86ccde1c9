"""What bodies point at: links, pictures, blocks, sections of the other language."""

import posixpath
from collections.abc import Iterator
from typing import Any

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.check.references import anchors, resolve
from seboddari_build.load.inline_nodes import external
from seboddari_build.load.place import MEDIA
from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import Lookup
from seboddari_build.model.prose import BlockUse, Link, Outline
from seboddari_build.model.value import Ref

DEAD_LINK = error(
    "dead-link",
    ko="‘{target}’: 가리키는 파일이 없습니다.",
    en="'{target}' leads to no file.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
DEAD_ANCHOR = error(
    "dead-anchor",
    ko="‘{target}’: 그 파일에 ‘#{anchor}’ 절이 없습니다.",
    en="'{target}': that file has no section '#{anchor}'.",
    hint_ko="있는 절: {known}",
    hint_en="Its sections: {known}",
)
MISSING_PICTURE = error(
    "missing-picture",
    ko="‘{target}’: 그런 그림이 없습니다.",
    en="There is no picture '{target}'.",
    hint_ko="content/media/ 폴더에 파일을 넣고 이름의 대소문자까지 맞춥니다.",
    hint_en="Put the file into content/media/ and match its name, upper and lower case too.",
)
NOT_DESCRIBED = error(
    "missing-picture",
    ko="‘{target}’: content/media.yaml에 설명이 없는 그림입니다.",
    en="The picture '{target}' is not described in content/media.yaml.",
    hint_ko='더합니다: - {{id: 짧은-이름, file: "{name}", alt: 보이는 것}}',
    hint_en='Add there: - {{id: short-name, file: "{name}", alt: what is seen}}',
)
EXTERNAL_PICTURE = error(
    "external-picture",
    ko="‘{target}’: 다른 사이트의 그림은 실을 수 없습니다.",
    en="The picture '{target}' is on another site and cannot be shown.",
    hint_ko="쓸 수 있는 그림이면 content/media/ 폴더에 넣고, 아니면 링크로 적습니다: [이름]({target})",
    hint_en="If it may be used, put it into content/media/; else make it a link: [name]({target})",
)
UNKNOWN_FIGURE = error(
    "unknown-figure",
    ko="‘{name}’: figures에 없는 수치입니다.",
    en="'{name}' is not among the figures of this file.",
    hint_ko="있는 수치: {known}",
    hint_en="Its figures: {known}",
)
NO_FIGURES = error(
    UNKNOWN_FIGURE.id,
    ko="‘{name}’: 이 파일에는 figures가 없습니다.",
    en="'{name}': this file has no figures.",
    hint_ko="맨 위에 더합니다: figures: [{{id: {name}, label: 이름, value: 1, unit: 단위}}]",
    hint_en="Add them at the top: figures: [{{id: {name}, label: Name, value: 1, unit: unit}}]",
)
LONE_SECTION = warning(
    "lone-section",
    ko="영어 절 ‘#{id}’: 한국어 글에 같은 절이 없습니다.",
    en="The English section '#{id}' has no Korean section of the same id.",
    hint_ko="한국어 절의 id와 맞춥니다. 있는 절: {known}",
    hint_en="Give it the id of the Korean section it translates. There are: {known}",
)

#: Blocks whose argument is a reference, with the kind of entry that it leads to.
POINTING = {
    "dataset": "datasets",
    "service": "services",
    "request": "organisations",
    "people": "people",
    "orgs": "organisations",
    "gallery": "media",
    "pair": "media",
    "video": "media",
}


def content_target(path: str, target: str) -> tuple[str, str]:
    """The content file (from the project's root) and the anchor that a link in ``path`` means."""
    file, _, anchor = target.partition("#")
    where = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    return where, anchor


def bodies(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Check both bodies of each item."""
    files: dict[str, Any] = dict.fromkeys(conference.unread.paths)
    files |= {item.span.path: item for item in conference.addressed() if item.span.path.endswith((".md", ".yaml"))}
    described = {f"{MEDIA}{ref.name}": True for entry in conference.media for ref in entry.pictured()}
    unknown = "media" in conference.unread.kinds
    pictures = {picture.path(): unknown for picture in conference.pictures} | described
    for item in conference.addressed():
        body = getattr(item, "body", None)
        if body is None:
            continue
        for outline in (body.ko, body.en):
            if outline:
                yield from _links(outline, item, files, pictures)
                yield from _blocks(outline, item, lookup)
        if body.ko and body.en:
            known = tuple(head.id for head in body.ko.heads)
            whole = all(head.named for head in body.ko.heads)  # else the one without an id may be the one meant
            for head in body.en.heads:
                if head.id not in known and head.named and whole:
                    yield LONE_SECTION.at(head.span, id=head.id, known=", ".join(known))


def _links(outline: Outline, item: Any, files: dict[str, Any], pictures: dict[str, bool]) -> Iterator[Problem]:
    """``files``: None where one could not be read; ``pictures``: for the path of each whether it is described."""
    for link in outline.links:
        if external(link.target):
            if link.image:
                yield EXTERNAL_PICTURE.at(link.span, target=link.target)
            continue
        where, anchor = content_target(item.span.path, link.target)
        if link.target in ("", "#"):
            yield _dead(link, item.span.path, files)
            continue
        if link.image:
            if where not in pictures:
                yield MISSING_PICTURE.at(link.span, target=link.target)
            elif not pictures[where]:
                yield NOT_DESCRIBED.at(link.span, target=link.target, name=where.removeprefix(MEDIA))
            continue
        where = where.replace(".en.md", ".md")
        found = item if where == item.span.path else files.get(where)
        if found is None and where not in files:
            yield _dead(link, item.span.path, files)
        elif found and anchor and anchor not in (known := anchors(found)):
            yield DEAD_ANCHOR.at(link.span, target=link.target, anchor=anchor, known=", ".join(known))


def _dead(link: Link, path: str, files: dict[str, Any]) -> Problem:
    start = posixpath.dirname(path)
    like = closest(link.target.partition("#")[0], (posixpath.relpath(file, start) for file in files))
    return DEAD_LINK.at(
        link.span,
        target=link.target,
        hint_ko=f"혹시 ‘{like}’인가요?"
        if like
        else "이 파일이 있는 폴더에서 시작하는 경로를 적습니다. 보기: ../community-care/mapo.md#issues",
        hint_en=f"Did you mean '{like}'?"
        if like
        else "Write a path from this file's folder, for example ../community-care/mapo.md#issues",
    )


def _blocks(outline: Outline, item: Any, lookup: Lookup) -> Iterator[Problem]:
    for block in outline.blocks:
        if block.name == "figures":
            yield from _figures(block, item)
        kind = POINTING.get(block.name)
        if not kind:
            continue
        several = block.name in ("people", "orgs")
        for name in block.argument.split(",") if several else (block.argument,):
            problem = resolve(lookup, kind, Ref(name.strip(), _at(block, name.strip()))) if name.strip() else None
            if problem:
                yield problem


def _at(block: BlockUse, name: str) -> Span:
    """Where the argument of a block says ``name``."""
    start = block.said.column + max(block.argument.find(name), 0)
    return Span(block.said.path, block.said.line, start, start + len(name))


def _figures(block: BlockUse, item: Any) -> Iterator[Problem]:
    known = tuple(figure.id for figure in getattr(item, "figures", ()))
    for name in block.argument.replace(",", " ").split():
        if name not in known:
            code = UNKNOWN_FIGURE if known else NO_FIGURES
            yield code.at(_at(block, name), name=name, known=", ".join(known))
