"""All content files -> the conference, parsing only those that changed."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from seboddari_build.base.fork import forked
from seboddari_build.base.problem import Problem, Severity, error
from seboddari_build.base.span import Span
from seboddari_build.base.store import DamagedError, FileRow, Store
from seboddari_build.load.files import UNREADABLE, list_content, read_picture, read_text
from seboddari_build.load.guidance import is_guidance
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.misplaced import english_twin, stray
from seboddari_build.load.parse import Parsed, decoder, encode, parse
from seboddari_build.load.personal import scan_name
from seboddari_build.load.pictures import parse_picture, picture_digest
from seboddari_build.load.place import LISTS, MEDIA, Place, place
from seboddari_build.load.scalar import parse_id
from seboddari_build.load.table import bind
from seboddari_build.model.conference import Conference, Unread
from seboddari_build.model.config import Config
from seboddari_build.model.data import Dataset
from seboddari_build.model.directory import Picture
from seboddari_build.model.event import Programme
from seboddari_build.model.item import Body
from seboddari_build.model.prose import Outline, Prose

NO_EVENT = error(
    "no-event",
    ko="content/event.yaml 파일이 없습니다.",
    en="There is no content/event.yaml.",
    hint_ko="행사 이름과 날짜를 적은 content/event.yaml을 만듭니다. 새 행사는 seboddari init 으로 시작합니다.",
    hint_en="Make content/event.yaml with the event's name and dates; seboddari init starts a new event.",
)
NO_TWIN = error(
    "no-twin",
    ko="짝이 되는 {twin} 파일이 없습니다.",
    en="Its twin {twin} is missing.",
    hint_ko="{twin} 파일을 만들거나 이 파일의 이름을 고칩니다. 일부러 없앴으면 이 파일도 지웁니다.",
    hint_en="Make {twin}, or mend the name of this file. If it was deleted on purpose, delete this one too.",
)
NO_SESSION = error(
    "no-session",
    ko="이 폴더에 세션을 적은 {session} 파일이 없습니다.",
    en="This folder has no {session}, which describes the session.",
    hint_ko="{session} 파일에 title을 적거나, 이 파일을 다른 세션의 폴더로 옮깁니다.",
    hint_en="Make {session} with a title, or move this file into the folder of another session.",
)
BAD_FOLDER = error(
    NO_SESSION.id,
    ko="‘{folder}’: 폴더 이름이 세션의 주소가 될 수 없습니다.",
    en="The folder name '{folder}' cannot become the address of a session.",
    hint_ko="폴더 이름을 영문 소문자, 숫자, 붙임표로 바꾸고 그 안에 session.md를 둡니다. "
    "보기: sessions/my-session/session.md",
    hint_en="Rename the folder with small Latin letters, digits and hyphens, and put session.md into it: "
    "sessions/my-session/session.md, for example.",
)
NO_GROUP = error(
    "no-group",
    ko="site.yaml의 groups에 ‘{group}’ 묶음이 없습니다.",
    en="There is no group '{group}' among the groups of site.yaml.",
    hint_ko="site.yaml에 더합니다: groups: [{{id: {group}, title: 이름}}]",
    hint_en="Add it to site.yaml: groups: [{{id: {group}, title: Name}}]",
)

#: A file changed within this time of being read may change again with the same time stamp.
RACY_NS = 2_000_000_000
#: Below this many documents a fork costs more than it saves; a picture takes as long as some of them.
FORK_FROM = 300
PICTURE_COST = 60


class Loaded(Struct, frozen=True):
    """What loading gives: the conference (None where there is too little of it), problems, counts.

    ``characters``: those of each file that could be read.
    """

    conference: Conference | None
    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    parsed: tuple[str, ...]
    prose: frozenset[str]
    characters: dict[str, str]


class _Work(Struct, frozen=True):
    """What became of one file that may have changed: no row where it cannot be read."""

    row: FileRow | None
    problems: tuple[Problem, ...] = ()
    parsed: bool = False
    prose: tuple[str, bytes] | None = None


def prose_reader(store: Store) -> Callable[[str], Prose]:
    """A function that gives the prose called ``digest``; raises DamagedError where the store has lost it."""
    decode = msgspec.msgpack.Decoder(Prose).decode

    def get(digest: str) -> Prose:
        value = store.get("prose", digest)
        if value is None:
            raise DamagedError(digest)
        return decode(value)

    return get


def load(root: Path, store: Store, jobs: int = 1) -> Loaded:
    """Load the project at ``root``: all problems of all files, and the conference if it has an event."""
    paths, problems = list_content(root)
    if (root / "site.yaml").exists():
        paths = (*paths, "site.yaml")
    places = {path: where for path in paths if (where := place(path))}
    strays = [stray(path) for path in paths if path not in places]
    known = store.files()
    rows = _rows(root, places, known, store, jobs)
    entries: dict[str, Parsed[Any]] = {}
    decoders: dict[tuple[str, bool], msgspec.msgpack.Decoder[Any]] = {}
    for path, where in places.items():
        row = rows.found.get(path)
        if row is None:
            if where.kind == "media-file":  # there is a file, though it could not be read
                entries[path] = Parsed(Picture(path.removeprefix(MEDIA)), None, ())
            continue
        key = (where.kind, where.english)
        if key not in decoders:
            decoders[key] = decoder(where.kind, english=where.english)
        entries[path] = decoders[key].decode(row.value)
    more = [problem for path, entry in entries.items() for problem in _told(path, entry, places, entries)]
    conference, last = _assemble(places, entries)
    last = [problem for problem in last if _missing(problem) not in {refused.span.path for refused in problems}]
    if conference:
        personal = tuple(found for path, entry in entries.items() for found in (*scan_name(path), *entry.personal))
        conference = msgspec.structs.replace(conference, personal=personal, unread=_unread(places, entries))
    prose = frozenset(entry.outline.digest for entry in entries.values() if entry.outline)
    every = (*problems, *strays, *rows.problems, *more, *last)
    characters = {path: entry.characters for path, entry in entries.items()}
    return Loaded(conference, every, tuple(places), rows.parsed, prose, characters)


def _told(
    path: str, entry: Parsed[Any], places: dict[str, Place], entries: dict[str, Parsed[Any]]
) -> Iterator[Problem]:
    """The problems of a file, without guidance that may stay: in what is not published yet."""
    where = places[path]
    main = where.korean if where.english else f"{path[:-4]}.yaml" if where.kind == "csv" else path
    record = entries[main].record if main in entries else None
    if entry.record is None and path.endswith(".md") and (twin := english_twin(path, places)):
        yield twin
        return
    public = getattr(record, "visibility", "public") == "public"
    yield from (problem for problem in entry.problems if public or not is_guidance(problem))


def _unread(places: dict[str, Place], entries: dict[str, Parsed[Any]]) -> Unread:
    """The files whose records could not be read, lists with any error among them."""
    kinds: set[str] = set()
    names: set[str] = set()
    paths: set[str] = set()
    for path, where in places.items():
        entry = entries.get(path)
        wrong = entry is None or entry.record is None
        partly = wrong or any(problem.severity is Severity.ERROR for problem in (entry.problems if entry else ()))
        if where.kind in LISTS.values() or where.kind == "config":
            kinds |= ({where.kind} if where.kind != "config" else {"services", "groups"}) if partly else set()
        elif wrong and not where.english and where.kind not in ("csv", "media-file"):
            folder = path.rpartition("/")[0].removeprefix("content/")
            names |= {where.id, folder if where.kind == "session" else f"{folder}/{where.id}"}
            names.add(path.removeprefix("content/").rpartition(".")[0])
            paths.add(path)
    return Unread(frozenset(kinds), frozenset(names), frozenset(paths))


def _missing(problem: Problem) -> str:
    """The file that a problem calls missing, if it does: one that stands there and is refused is not."""
    return problem.span.path if problem.code == NO_EVENT.id else problem.values[0] if problem.code == NO_TWIN.id else ""


class _Rows(Struct, frozen=True):
    found: dict[str, FileRow]
    parsed: tuple[str, ...]
    problems: tuple[Problem, ...]


def _rows(root: Path, places: dict[str, Place], known: dict[str, FileRow], store: Store, jobs: int) -> _Rows:
    """The row of every file, from the store where the file is as it was."""
    found: dict[str, FileRow] = {}
    pending: list[tuple[str, str]] = []
    problems: list[Problem] = []
    now = time.time_ns()  # only tells which time stamps can be believed; never reaches the output
    for path in places:
        row = known.get(path)
        try:
            stat = os.stat(root / path)
        except FileNotFoundError:  # gone since it was listed
            continue
        except OSError:
            problems.append(UNREADABLE.at(Span(path)))
            continue
        state = _state(stat, now)
        if row and state and row.stat == state:
            found[path] = row
        else:
            pending.append((path, state))
    changed: list[FileRow] = []
    parsed: list[str] = []
    proses: list[tuple[str, bytes]] = []
    for done in _read_all(root, pending, places, known, jobs):
        problems += done.problems
        if done.row is None:
            continue
        found[done.row.path] = done.row
        if done.row != known.get(done.row.path):
            changed.append(done.row)
        if done.parsed:
            parsed.append(done.row.path)
        if done.prose:
            proses.append(done.prose)
        if len(proses) >= 500:
            store.put("prose", proses)
            proses = []
    if proses:
        store.put("prose", proses)
    gone = [path for path in known if path not in places]
    if changed or gone:
        store.put_files(changed, gone)
    return _Rows(found, tuple(parsed), tuple(problems))


def _state(stat: os.stat_result, now: int) -> str:
    """What tells whether a file was touched, moved or exchanged; "" if it may change again and look the same."""
    if now - max(stat.st_mtime_ns, stat.st_ctime_ns) <= RACY_NS:
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"


def _read_all(
    root: Path, pending: list[tuple[str, str]], places: dict[str, Place], known: dict[str, FileRow], jobs: int
) -> Iterator[_Work]:
    """Read the files that may have changed and parse those that did, in several processes where there are many."""
    if not pending:
        return

    def run(share: Iterable[tuple[str, str]]) -> Iterator[_Work]:
        markdown = make_parser()
        for path, state in share:
            if places[path].kind == "media-file":
                yield _picture(root, path, state, known.get(path))
                continue
            text, problems = read_text(root, path)
            if text is None:
                yield _Work(None, problems)
                continue
            digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
            row = known.get(path)
            if row and row.digest == digest:
                yield _Work(FileRow(path, state, digest, row.value), problems)
                continue
            parsed, prose = parse(text, path, places[path], markdown)
            kept = (parsed.outline.digest, msgspec.msgpack.encode(prose)) if parsed.outline and prose else None
            yield _Work(FileRow(path, state, digest, encode(parsed)), problems, parsed=True, prose=kept)

    cost = sum(PICTURE_COST if places[path].kind == "media-file" else 1 for path, _ in pending)
    if jobs > 1 and cost >= FORK_FROM:
        decode = msgspec.msgpack.Decoder(_Work).decode
        for piece in forked(pending, lambda share: (msgspec.msgpack.encode(w) for w in run(share)), jobs):
            yield decode(piece)
    else:
        yield from run(pending)


def _picture(root: Path, path: str, state: str, row: FileRow | None) -> _Work:
    """Read a picture that may have changed."""
    data, problems = read_picture(root, path)
    if data is None:
        return _Work(None, problems)
    digest = picture_digest(data)
    if row and row.digest == digest:
        return _Work(FileRow(path, state, digest, row.value))
    return _Work(FileRow(path, state, digest, encode(parse_picture(data, path))), (), parsed=True)


def _assemble(places: dict[str, Place], entries: dict[str, Parsed[Any]]) -> tuple[Conference | None, list[Problem]]:
    """The conference from its files, in the order of their paths."""
    problems: list[Problem] = []
    by_kind: dict[str, list[Any]] = {}
    english: dict[str, Outline | None] = {}
    for path, where in places.items():
        if where.english:
            if where.korean not in places:
                problems.append(NO_TWIN.at(Span(path), twin=where.korean))
            elif path in entries:
                english[where.korean] = entries[path].outline
    for path, where in places.items():
        entry = entries.get(path)
        if entry is None or where.english or where.kind == "csv" or entry.record is None:
            if where.kind == "csv" and path[:-4] + ".yaml" not in places:
                problems.append(NO_TWIN.at(Span(path), twin=path[:-4] + ".yaml"))
            continue
        record = entry.record
        if where.kind == "dataset":
            record, more = _with_rows(record, path, entries, places)
            problems += more
        elif entry.outline is not None:
            record = msgspec.structs.replace(record, body=Body(entry.outline, english.get(path)))
        if isinstance(record, tuple):
            by_kind[where.kind] = list(record)
        else:
            by_kind.setdefault(where.kind, []).append(record)
    problems += _lone_folders(places, by_kind)
    if not by_kind.get("event"):
        if "content/event.yaml" not in places:
            problems.append(NO_EVENT.at(Span("content/event.yaml")))
        return None, problems
    return _conference(by_kind), problems


def _lone_folders(places: dict[str, Place], by_kind: dict[str, list[Any]]) -> Iterator[Problem]:
    """Folders of decks that nothing leads to, told of at their first file."""
    groups = {group.id for config in by_kind.get("config", ()) for group in config.groups}
    known = "site.yaml" not in places or "config" in by_kind  # one that could not be read is told of already
    told: set[tuple[str, str]] = set()
    for path, where in places.items():
        if where.english or (where.kind, where.folder) in told:
            continue
        session = f"content/sessions/{where.folder}/session.md"
        if where.kind == "presentation" and session not in places:
            bad = parse_id(where.folder, Span(path))[1]
            yield (BAD_FOLDER if bad else NO_SESSION).at(Span(path), session=session, folder=where.folder)
        elif where.kind == "case" and known and where.folder not in groups:
            yield NO_GROUP.at(Span(path), group=where.folder)
        told.add((where.kind, where.folder))


def _conference(kinds: dict[str, list[Any]]) -> Conference:
    def all_of(kind: str) -> tuple[Any, ...]:
        return tuple(kinds.get(kind, ()))

    return Conference(
        config=(kinds.get("config") or [Config()])[0],
        event=kinds["event"][0],
        programme=(kinds.get("programme") or [Programme()])[0],
        sessions=all_of("session"),
        presentations=all_of("presentation"),
        cases=all_of("case"),
        datasets=all_of("dataset"),
        organisations=all_of("organisations"),
        people=all_of("people"),
        districts=all_of("districts"),
        glossary=all_of("glossary"),
        units=all_of("units"),
        media=all_of("media"),
        pictures=all_of("media-file"),
        issues=all_of("issues"),
        minutes=all_of("minutes"),
        pages=all_of("page"),
    )


def _with_rows(
    record: Dataset, path: str, entries: dict[str, Parsed[Any]], places: dict[str, Place]
) -> tuple[Dataset, tuple[Problem, ...]]:
    """A dataset with the cells of the CSV beside it."""
    csv = path[:-5] + ".csv"
    entry = entries.get(csv)
    if entry is None:
        if record.condition == "lost" or not record.columns or csv in places:  # that is, it could not be read
            return record, ()
        return record, (NO_TWIN.at(Span(path), twin=csv),)
    rows, problems = bind(entry.record, record.columns, csv, path)
    return msgspec.structs.replace(record, rows=rows, csv=csv), problems
