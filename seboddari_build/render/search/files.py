"""The files of the search: words with their postings in pieces, and what each finding is called."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.fork import forked
from seboddari_build.base.language import LANGUAGES
from seboddari_build.base.store import Store
from seboddari_build.load.content import prose_reader
from seboddari_build.render.search.postings import Run, letters, merged, runs, written
from seboddari_build.render.search.texts import texts
from seboddari_build.site.search import Finding

#: Bytes of a piece, as far as one word does not need more: few enough for a phone, many enough to need few.
PIECE = 8_000
#: Below this many parts that changed a fork costs more than it saves.
FORK_FROM = 16

_LEAF = "search/"
#: A part of the findings ends after one whose address says so, about every so many, and a group of parts likewise:
#: what is added or taken away moves no other end, and an edit asks for one part and one group to be made anew.
_PART, _GROUP = 32, 512

_Part = Sequence[Finding]

_DECODE: Final = msgspec.msgpack.Decoder(dict[str, Run]).decode


def search_files(findings: _Part, views: Mapping[str, str], store: Store, jobs: int = 1) -> Iterator[Artifact]:
    """All files of the search; ``views`` names what each page shows, by its file."""
    pieces = tuple(_pieces(written(merged(_groups(findings, views, store, jobs)))))
    for number, (_, text) in enumerate(pieces):
        yield Artifact(f"search/words-{number}.txt", text.encode())
    starts = " ".join(first for first, _ in pieces)
    yield _list("pages", (starts, *(f"{one.kind}|{one.path}" for one in findings)))
    for index, language in enumerate(LANGUAGES):
        yield _list(language, (" ".join(one.titles[index].text.split()) for one in findings))


def _list(name: str, lines: Iterable[str]) -> Artifact:
    return Artifact(f"search/{name}.txt", "\n".join(lines).encode())


def _groups(
    findings: _Part, views: Mapping[str, str], store: Store, jobs: int
) -> Iterator[tuple[int, Mapping[str, Run]]]:
    """The postings of each group of the findings, remembered as long as its pages are as they were."""
    parts = [(_LEAF + _digest(part, views), part) for part in _cut(findings, _PART)]
    groups = [(_LEAF + _total(group), group) for group in _gathered(parts)]
    kept = {key: data for key, _ in groups if (data := store.get("leaf", key)) is not None}
    wanted = [part for key, group in groups if key not in kept for part in group]
    runs_of = _parts(wanted, store, jobs)
    new: dict[str, bytes] = {}
    for key, group in groups:
        if key not in kept:
            run = merged((len(part), _DECODE(runs_of[name])) for name, part in group)
            new[key] = msgspec.msgpack.encode(run)
    if new:
        store.put("leaf", new.items())
    store.keep_leaves(_LEAF, {name for name, _ in (*parts, *groups)})
    for key, group in groups:
        yield sum(len(part) for _, part in group), _DECODE(kept.get(key) or new[key])


def _parts(wanted: Sequence[tuple[str, _Part]], store: Store, jobs: int) -> dict[str, bytes]:
    """The postings of each part, encoded, by its name in the memo."""
    found = {name: data for name, _ in wanted if (data := store.get("leaf", name)) is not None}
    missing = {name: part for name, part in wanted if name not in found}
    new = dict(zip(missing, _made(list(missing.values()), store, jobs), strict=True))
    if new:
        store.put("leaf", new.items())
    return found | new


def _made(parts: Sequence[_Part], store: Store, jobs: int) -> Iterable[bytes]:
    """The postings of each part, encoded."""
    if jobs > 1 and len(parts) >= FORK_FROM:
        return forked(parts, lambda share: _encoded(share, store, apart=True), jobs)
    return _encoded(parts, store)


def _encoded(parts: Iterable[_Part], store: Store, *, apart: bool = False) -> Iterator[bytes]:
    if apart:
        store.reopen()
    read = lru_cache(maxsize=8)(prose_reader(store))  # a body asks for each section in turn
    for part in parts:
        # What filters ask for stands among the words; no word has a colon.
        yield msgspec.msgpack.encode(
            runs(letters(texts(one, read)) | {f":{mark}": "a" for mark in one.marks} for one in part)
        )


def _ends(path: str, every: int) -> bool:
    """Whether a part of about ``every`` findings ends after the one at ``path``."""
    return int.from_bytes(hashlib.blake2b(path.encode(), digest_size=4).digest(), "big") % every == 0


def _cut(findings: _Part, every: int) -> Iterator[_Part]:
    start = 0
    for end, one in enumerate(findings, 1):
        if end == len(findings) or _ends(one.path, every):
            yield findings[start:end]
            start = end


def _gathered(parts: Iterable[tuple[str, _Part]]) -> Iterator[list[tuple[str, _Part]]]:
    """Neighbouring parts with their names, in groups."""
    group: list[tuple[str, _Part]] = []
    for name, part in parts:
        group.append((name, part))
        if _ends(part[-1].path, _GROUP):
            yield group
            group = []
    if group:
        yield group


def _total(group: Iterable[tuple[str, _Part]]) -> str:
    return hashlib.blake2b(" ".join(name for name, _ in group).encode(), digest_size=16).hexdigest()


def _digest(part: _Part, views: Mapping[str, str]) -> str:
    total = hashlib.blake2b(digest_size=16)
    for one in part:
        page = one.path.partition("#")[0]
        shown = (views[f"{language}/{page}index.html"] for language in LANGUAGES)
        total.update(msgspec.msgpack.encode((one.path, one.marks, *shown)))
    return total.hexdigest()


def _pieces(postings: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Lines ``word postings`` in pieces, each with its first word."""
    lines: list[str] = []
    size, first = 0, ""
    for word, text in postings:
        if lines and size + len(text) > PIECE:
            yield first, "\n".join(lines)
            lines, size = [], 0
        if not lines:
            first = word
        lines.append(f"{word} {text}")
        size += len(text) + 3 * len(word) + 2
    if lines:
        yield first, "\n".join(lines)
