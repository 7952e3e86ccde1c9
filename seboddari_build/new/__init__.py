"""New content files, made from archetypes: what they are called, what they say, and where they are listed."""

import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from string import Template
from typing import Final

from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.base.romanise import slug
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.build import open_store
from seboddari_build.load.content import Loaded, load
from seboddari_build.load.files import list_content, read_text
from seboddari_build.load.guidance import is_guidance
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.parse import parse
from seboddari_build.load.place import place
from seboddari_build.load.scalar import parse_id
from seboddari_build.load.yaml_nodes import Mapping, Scalar, parse_yaml
from seboddari_build.model.conference import Conference
from seboddari_build.model.event import Part, Session
from seboddari_build.model.lookup import Lookup, make_lookup
from seboddari_build.new.parts import with_item
from seboddari_build.publish.links import refuse_links
from seboddari_build.publish.machine import machine

ARCHETYPES = Path(__file__).parents[1] / "archetypes" / "content"

#: What can be added, as people call it.
KINDS: Final[dict[str, Text]] = {
    "session": Text("세션", "session"),
    "presentation": Text("발표", "presentation"),
    "case": Text("사례", "case"),
    "minutes": Text("회의록", "minutes"),
    "dataset": Text("자료표", "dataset"),
    "page": Text("일반 쪽", "page"),
}
_NUMBER = re.compile(r"(\d{1,3})-")
#: Names that Windows keeps for itself, whatever their ending.
_RESERVED = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")


class Wanted(Struct, frozen=True):
    """What was asked for, as it was typed."""

    kind: str
    id: str = ""
    session: str = ""
    group: str = ""
    title: Text = Text()
    date: str = ""


class Addition(Struct, frozen=True):
    """Files to be made: texts by path, the file they are listed in as it was and as it will be, what to do by hand."""

    files: dict[str, str]
    listed: str = ""
    before: str = ""
    after: str = ""
    todo: tuple[Text, ...] = ()


class Refused(Struct, frozen=True):
    """Why nothing can be added, and what to do."""

    why: Text


class _Project(Struct, frozen=True):
    """The project as far as it matters here."""

    root: Path
    loaded: Loaded
    conference: Conference
    lookup: Lookup


def propose(root: Path, wanted: Wanted) -> Addition | Refused:
    """The files that ``wanted`` asks for, nothing written yet."""
    store = open_store(root)
    try:
        loaded = load(root, store)
    finally:
        store.close()
    if loaded.conference is None:
        ko = "행사를 읽을 수 없습니다. seboddari check 로 문제를 봅니다."
        return Refused(Text(ko, "The event cannot be read; seboddari check shows why."))
    project = _Project(root, loaded, loaded.conference, make_lookup(loaded.conference))
    refused = _bad_id(wanted) or _taken(project, wanted)
    if refused:
        return refused
    return _MAKERS[wanted.kind](project, wanted)


def write(root: Path, addition: Addition) -> None:
    """Make the files; never over one that is there, nor through a link. On failure none of them is left.

    Raises MachineError.
    """
    refuse_links(root, *addition.files, *((addition.listed, _spare(addition.listed)) if addition.listed else ()))
    made: list[Path] = []
    with machine(str(root)):
        try:
            for path, text in addition.files.items():
                file = root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("x", encoding="utf-8", newline="\n") as target:
                    made.append(file)
                    target.write(text)
            if addition.listed:
                _exchange(root, addition.listed, addition.before, addition.after)
        except OSError:
            for file in made:
                file.unlink(missing_ok=True)
            raise


def _spare(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/.{name}.new"


def _exchange(root: Path, path: str, before: str, after: str) -> None:
    """Put ``after`` in the place of ``before`` in one step, unless somebody was faster."""
    file, spare = root / path, root / _spare(path)
    if file.read_bytes() != before.encode():
        raise FileExistsError(17, "changed meanwhile", str(file))
    spare.write_text(after, encoding="utf-8", newline="\n")
    spare.chmod(file.stat().st_mode & 0o777)
    os.replace(spare, file)


def _bad_id(wanted: Wanted) -> Refused | None:
    """Refuse an id that cannot be an address, with one that can if there is something to make it of."""
    _, problem = parse_id(wanted.id, Span(""))
    if not problem and not _RESERVED.fullmatch(wanted.id):
        return None
    guess = slug(wanted.id) or slug(wanted.title.en) or slug(wanted.title.ko)
    if _RESERVED.fullmatch(guess):
        guess = ""
    rule_ko = "ID는 주소가 되므로 영문 소문자, 숫자, 붙임표(-)로 짧게 짓습니다. 보기: village-lunch."
    rule_en = "The ID becomes an address: small Latin letters, digits and hyphens, such as village-lunch."
    head_ko = f"‘{wanted.id}’: ID로 쓸 수 없습니다. " if wanted.id else "ID가 없습니다. "
    head_en = f"'{wanted.id}' cannot be an ID. " if wanted.id else "There is no ID. "
    like_ko = f" 소리대로 옮기면: {guess}" if guess else ""
    like_en = f" By its sound: {guess}" if guess else ""
    return Refused(Text(head_ko + rule_ko + like_ko, head_en + rule_en + like_en))


def _taken(project: _Project, wanted: Wanted) -> Refused | None:
    """Refuse an id that another item of the same kind of address has."""
    kinds = ("presentation", "case") if wanted.kind in ("presentation", "case") else (wanted.kind,)
    for path in project.loaded.files:
        where = place(path)
        if where and where.kind in kinds and where.id == wanted.id and not where.english:
            return _in_use(wanted, path)
    if wanted.kind == "page" and (path := _page_there(project, wanted.id)):
        return _in_use(wanted, path)
    return None


def _page_there(project: _Project, id: str) -> str:
    """The address that a page called ``id`` would have, if the site has one there already."""
    from seboddari_build.site.plan import plan

    site, _ = plan(project.conference, "", drafts=True)
    return next((p.page.path for p in site.pages if p.page.path.casefold().split("/")[:2] == ["ko", id]), "")


def _in_use(wanted: Wanted, path: str) -> Refused:
    return Refused(
        Text(
            f"‘{wanted.id}’: 이미 쓰인 ID입니다({path}). 다른 이름을 고릅니다. 보기: {wanted.id}-2",
            f"The ID '{wanted.id}' is in use ({path}). Choose another, such as {wanted.id}-2.",
        )
    )


def _session(project: _Project, wanted: Wanted) -> Addition | Refused:
    channel = next((channel.id for channel in project.conference.event.channels), "all")
    line = f"- {{id: {wanted.id}, channel: {channel}, time: 10:00-12:00, kind: session, session: {wanted.id}}}"
    todo = Text(
        f"프로그램에 넣으려면 content/programme.yaml의 slots에 붙여 넣고 시각을 고칩니다:\n       {line}",
        f"To put it on the programme, paste into slots of content/programme.yaml, and mend the time:\n       {line}",
    )
    return _documents(project, wanted, f"content/sessions/{wanted.id}/session", (todo,))


def _presentation(project: _Project, wanted: Wanted) -> Addition | Refused:
    found = _chosen(project, wanted.session, "sessions", "--session", _sessions(project))
    if isinstance(found, Refused):
        return found
    folder = f"content/sessions/{found}"
    addition = _documents(project, wanted, f"{folder}/{_next(project, folder)}-{wanted.id}")
    session = project.lookup.one("sessions", found)
    if isinstance(addition, Refused) or session is None or not session.parts:
        return addition
    part = next((part for part in reversed(session.parts) if not part.cases), None)
    return _listed(project, addition, session, part, wanted.id)


def _case(project: _Project, wanted: Wanted) -> Addition | Refused:
    groups = [group.id for group in project.conference.config.groups]
    found = _chosen(project, wanted.group, "groups", "--group", groups)
    if isinstance(found, Refused):
        return found
    folder = f"content/cases/{found}"
    names = [path.rpartition("/")[2] for path in project.loaded.files if path.startswith(f"{folder}/")]
    numbered = any(map(_NUMBER.match, names)) or _NUMBER.match(wanted.id)
    stem = f"{_next(project, folder)}-{wanted.id}" if numbered else wanted.id
    addition = _documents(project, wanted, f"{folder}/{stem}")
    for session in project.conference.sessions:
        for part in session.parts:
            if part.cases and part.cases.name == found and part.items and isinstance(addition, Addition):
                return _listed(project, addition, session, part, wanted.id)
    return addition


def _minutes(project: _Project, wanted: Wanted) -> Addition | Refused:
    try:
        day = date.fromisoformat(wanted.date).isoformat()
    except ValueError:
        said = f"‘{wanted.date}’: 날짜가 아닙니다. " if wanted.date else ""
        say = f"'{wanted.date}' is no date. " if wanted.date else ""
        return Refused(
            Text(
                f"{said}회의록에는 회의한 날을 줍니다. 보기: --date 2026-03-20",
                f"{say}Minutes need the day of the meeting, such as --date 2026-03-20.",
            )
        )
    return _documents(project, wanted, f"content/minutes/{day}-{wanted.id}", date=day)


def _dataset(project: _Project, wanted: Wanted) -> Addition | Refused:
    todo = Text(
        f"글에서 부르려면: :::{{dataset}} {wanted.id} 한 줄과 ::: 한 줄",
        f"To show it in a text: a line :::{{dataset}} {wanted.id} and a line :::",
    )
    stem = f"content/data/{wanted.id}"
    texts = {f"{stem}.yaml": _filled("dataset.yaml", wanted), f"{stem}.csv": _filled("dataset.csv", wanted)}
    return _checked(project, texts, (todo,))


def _page(project: _Project, wanted: Wanted) -> Addition | Refused:
    return _documents(project, wanted, f"content/pages/{wanted.id}")


_MAKERS: Final[dict[str, Callable[[_Project, Wanted], Addition | Refused]]] = {
    "session": _session,
    "presentation": _presentation,
    "case": _case,
    "minutes": _minutes,
    "dataset": _dataset,
    "page": _page,
}


def _documents(
    project: _Project, wanted: Wanted, stem: str, todo: tuple[Text, ...] = (), date: str = ""
) -> Addition | Refused:
    """A document and its English twin."""
    files = {f"{stem}{ending}": _filled(f"{wanted.kind}{ending}", wanted, date) for ending in (".md", ".en.md")}
    return _checked(project, files, todo)


def _checked(project: _Project, files: dict[str, str], todo: tuple[Text, ...]) -> Addition | Refused:
    """The files, unless what was typed makes one of them bad: a control character or a number of a mobile, say."""
    markdown = make_parser()
    for path, text in files.items():
        where = place(path)
        assert where is not None
        parsed, _ = parse(text, path, where, markdown)
        wrong = [problem for problem in parsed.problems if not is_guidance(problem)]
        if wrong:
            return Refused(wrong[0].message)
        if parsed.personal:
            shown = parsed.personal[0].shown
            return Refused(
                Text(
                    f"제목에 실을 수 없는 개인 정보가 있습니다: {shown}",
                    f"The title holds personal data that cannot be published: {shown}",
                )
            )
    there, _ = list_content(project.root)
    folded = {path.casefold(): path for path in there}
    for path in files:
        if path.casefold() in folded or (project.root / path).exists():
            other = folded.get(path.casefold(), path)
            return Refused(Text(f"{other} 파일이 이미 있습니다.", f"There is a file {other} already."))
    return Addition(files, todo=todo)


def _filled(archetype: str, wanted: Wanted, day: str = "") -> str:
    return Template((ARCHETYPES / archetype).read_text("utf-8")).substitute(titles=_titles(wanted), date=day)


def _titles(wanted: Wanted) -> str:
    """The lines of the title; a language without one has its line as a comment, to be filled in."""
    title = wanted.title
    if not title:
        kind = KINDS[wanted.kind]
        title = Text(f"새 {kind.ko} {wanted.id}", f"New {kind.en} {wanted.id}")
    korean = f"title: {_scalar(title.ko)}" if title.ko else "# title: 한국어 제목"
    english = f"title.en: {_scalar(title.en)}" if title.en else "# title.en: The title in English"
    return f"{korean}\n{english}"


def _scalar(text: str) -> str:
    """``text`` as a YAML value, in quotes where it would read as anything else."""
    text = " ".join(text.split())
    node, problems = parse_yaml(f"title: {text}", "")
    if not problems and isinstance(node, Mapping):
        value = node.entries[0].value
        if len(node.entries) == 1 and isinstance(value, Scalar) and value.plain and value.value == text:
            return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _sessions(project: _Project) -> list[str]:
    """The ids of all sessions, those that cannot be read too."""
    places = (place(path) for path in project.loaded.files)
    return [where.id for where in places if where and where.kind == "session" and not where.english]


def _chosen(project: _Project, said: str, kind: str, option: str, known: Iterable[str]) -> str | Refused:
    """The id of the session or group that ``said`` means."""
    known = tuple(known)
    if said in known:
        return said
    found = project.lookup.one(kind, said) if said else None
    if found is not None:
        return str(found.id)
    what = Text("세션", "session") if kind == "sessions" else Text("사례 묶음", "group of cases")
    if not said and len(known) == 1:
        return known[0]
    listed = ", ".join(known)
    if not known:
        return Refused(_none_yet(kind, said))
    if not said:
        return Refused(
            Text(
                f"어느 {what.ko}에 넣을지 {option}으로 줍니다: {listed}",
                f"Say with {option} which {what.en} it belongs to: {listed}",
            )
        )
    like = closest(said, [*known, *project.lookup.names(kind)])
    return Refused(
        Text(
            f"‘{said}’: 그런 {what.ko}이 없습니다. "
            + (f"혹시 ‘{like}’인가요? " if like else "")
            + f"있는 것: {listed}. {_how(kind, said).ko}",
            f"There is no {what.en} '{said}'. "
            + (f"Did you mean '{like}'? " if like else "")
            + f"There are: {listed}. {_how(kind, said).en}",
        )
    )


def _how(kind: str, said: str) -> Text:
    """How a session or a group comes to be."""
    id = slug(said) or "my-id"
    if kind == "sessions":
        return Text(f"새 세션은: seboddari new session {id}", f"To start it: seboddari new session {id}")
    line = f"- {{id: {id}, title: 이름, title.en: Name}}"
    return Text(f"새 묶음은 site.yaml의 groups에 더합니다: {line}", f"To start it, add to groups in site.yaml: {line}")


def _none_yet(kind: str, said: str) -> Text:
    how = _how(kind, said)
    if kind == "sessions":
        return Text(f"세션이 아직 없습니다. {how.ko}", f"There is no session yet. {how.en}")
    return Text(f"사례 묶음이 아직 없습니다. {how.ko}", f"There is no group of cases yet. {how.en}")


def _next(project: _Project, folder: str) -> str:
    """The number after the highest in ``folder``, as wide as the widest there and two digits at least."""
    names = (path.removeprefix(f"{folder}/") for path in project.loaded.files if path.startswith(f"{folder}/"))
    numbers = [found[1] for found in map(_NUMBER.match, names) if found]
    highest = max((int(number) for number in numbers), default=0)
    return str(highest + 1).zfill(max((2, *map(len, numbers))))


def _listed(project: _Project, addition: Addition, session: Session, part: Part | None, id: str) -> Addition:
    """``addition`` with its entry in the session's parts, or with the line to paste where that cannot be done."""
    path = session.span.path
    before, _ = read_text(project.root, path)
    if part and before is not None and (after := with_item(before, path, part.id, id)):
        plain = (project.root / path).read_bytes() == before.encode()  # else it has a BOM, CRLF, or decomposed letters
        if plain:
            return Addition(addition.files, path, before, after, addition.todo)
    items = ", ".join((*(ref.name for ref in part.items), id)) if part else id
    name = part.id if part else "talks"
    line = f"items: [{items}]" if part else f"- {{id: {name}, title: 발표, title.en: Presentations, items: [{id}]}}"
    todo = Text(
        f"{path} 파일의 parts에서 ‘{name}’ 묶음에 적습니다: {line}",
        f"Write into the part '{name}' of parts in {path}: {line}",
    )
    return Addition(addition.files, todo=(*addition.todo, todo))
