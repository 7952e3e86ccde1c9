"""What a Korean text said when it was translated, found again in the history of git."""

import os
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from markdown_it import MarkdownIt

from seboddari_build.load.files import MAX_TABLE, read_text
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.parse import parse
from seboddari_build.load.place import place
from seboddari_build.load.table import bind, parse_csv
from seboddari_build.model.data import Dataset
from seboddari_build.model.item import Body, Record
from seboddari_build.status import Piece, Status, pieces_of

#: So many versions of a file are looked at, in so many files.
VERSIONS = 100
FILES = 100
#: Seconds that git may take for one answer.
PATIENCE = 10


def then(root: Path, found: Status) -> dict[str, str]:
    """The Korean texts that the stale translations of ``found`` were made from, by name, as far as git has them.

    Nothing where there is no git, no repository, or no such version. Never raises.
    """
    wanted: dict[str, dict[str, str]] = {}
    for piece in found.stale():
        wanted.setdefault(piece.span.path, {})[piece.name] = found.locked[piece.name]
    texts: dict[str, str] = {}
    markdown = make_parser()
    for path, digests in sorted(wanted.items())[:FILES]:
        left = dict(digests)
        for version in _versions(root, path):
            for piece in _pieces(root, path, version, markdown):
                if left.get(piece.name) == piece.digest:
                    texts[piece.name] = piece.text
                    del left[piece.name]
            if not left:
                break
    return texts


def _versions(root: Path, path: str) -> Iterator[str]:
    """The texts that the file ``path`` has had, the last one first, none twice in a row."""
    commits = _git(root, "log", f"--max-count={VERSIONS}", "--format=%H", "--", path).decode("ascii", "replace")
    asked = "".join(f"{commit}:./{path}\n" for commit in commits.split())
    if not asked or "\n" in path:
        return
    answer = _git(root, "cat-file", "--batch", given=asked.encode())
    before, at = b"", 0
    while at < len(answer):
        end = answer.find(b"\n", at)
        head = answer[at:end].split()
        at = end + 1
        if end < 0 or len(head) != 3 or head[1] != b"blob":
            if end < 0:
                return
            continue  # the file was not there then
        size = int(head[2])
        data = answer[at : at + size]
        at += size + 1
        if head[0] != before and size <= MAX_TABLE:
            before = head[0]
            yield _text(data)


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers; nothing where it cannot."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    command = ("git", "-C", os.fspath(root), "-c", "log.showSignature=false", *arguments)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; paths stand behind -- or on its input
            command, input=given, capture_output=True, timeout=PATIENCE, check=False, env=environment
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return b""
    return b"" if done.returncode else done.stdout


def _text(data: bytes) -> str:
    """The text of an old file, as ``read_text`` would have given it."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _pieces(root: Path, path: str, text: str, markdown: MarkdownIt) -> Iterator[Piece]:
    """The pieces that ``text`` has, were it the file ``path``."""
    where = place(path)
    if where is None:
        return
    if where.kind == "csv":
        yield from _cells(root, path, text, markdown)
        return
    parsed, _ = parse(text, path, where, markdown)
    record: Any = parsed.record
    if parsed.outline is not None and record is not None:
        record = msgspec.structs.replace(record, body=Body(parsed.outline))
    lines = text.split("\n")
    for one in record if isinstance(record, tuple) else (record,):
        if isinstance(one, Record):
            yield from pieces_of(one, lambda _: lines)


def _cells(root: Path, path: str, text: str, markdown: MarkdownIt) -> Iterator[Piece]:
    """The cells of a table of then, under the columns of now."""
    described = path[:-4] + ".yaml"
    where = place(described)
    now, _ = read_text(root, described)
    dataset = parse(now, described, where, markdown)[0].record if where and now else None
    if isinstance(dataset, Dataset):
        rows, _ = bind(parse_csv(text, path)[0], dataset.columns, path, described)
        yield from pieces_of(msgspec.structs.replace(dataset, rows=rows, csv=path), lambda _: [])
