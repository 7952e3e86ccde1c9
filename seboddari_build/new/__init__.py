"""New content files, made from archetypes: what they are called, what they say, and where they are listed."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from string import Template
from typing import Final

from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.build import open_store
from seboddari_build.load.content import load
from seboddari_build.load.files import list_content, read_text
from seboddari_build.load.guidance import is_guidance
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.parse import parse
from seboddari_build.load.place import place
from seboddari_build.load.yaml_nodes import Mapping, Scalar, parse_yaml
from seboddari_build.model.event import Part, Session
from seboddari_build.model.lookup import make_lookup
from seboddari_build.new.parts import with_item
from seboddari_build.new.wanted import KINDS, Project, Refused, Wanted, bad_id, chosen, taken
from seboddari_build.publish.links import refuse_links
from seboddari_build.publish.machine import machine

ARCHETYPES = Path(__file__).parents[1] / "archetypes" / "content"

_NUMBER = re.compile(r"(\d{1,3})-")


class Addition(Struct, frozen=True):
    """Files to be made: texts by path, the file they are listed in as it was and as it will be, what to do by hand."""

    files: dict[str, str]
    listed: str = ""
    before: str = ""
    after: str = ""
    todo: tuple[Text, ...] = ()


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
    project = Project(root, loaded, loaded.conference, make_lookup(loaded.conference))
    refused = bad_id(wanted) or taken(project, wanted)
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


def _session(project: Project, wanted: Wanted) -> Addition | Refused:
    channel = next((channel.id for channel in project.conference.event.channels), "all")
    line = f"- {{id: {wanted.id}, channel: {channel}, time: 10:00-12:00, kind: session, session: {wanted.id}}}"
    todo = Text(
        f"프로그램에 넣으려면 content/programme.yaml의 slots에 붙여 넣고 시각을 고칩니다:\n       {line}",
        f"To put it on the programme, paste into slots of content/programme.yaml, and mend the time:\n       {line}",
    )
    return _documents(project, wanted, f"content/sessions/{wanted.id}/session", (todo,))


def _presentation(project: Project, wanted: Wanted) -> Addition | Refused:
    found = chosen(project, wanted.session, "sessions", "--session", _sessions(project))
    if isinstance(found, Refused):
        return found
    folder = f"content/sessions/{found}"
    addition = _documents(project, wanted, f"{folder}/{_next(project, folder)}-{wanted.id}")
    session = project.lookup.one("sessions", found)
    if isinstance(addition, Refused) or session is None or not session.parts:
        return addition
    part = next((part for part in reversed(session.parts) if not part.cases), None)
    return _listed(project, addition, session, part, wanted.id)


def _case(project: Project, wanted: Wanted) -> Addition | Refused:
    groups = [group.id for group in project.conference.config.groups]
    found = chosen(project, wanted.group, "groups", "--group", groups)
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


def _minutes(project: Project, wanted: Wanted) -> Addition | Refused:
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


def _dataset(project: Project, wanted: Wanted) -> Addition | Refused:
    todo = Text(
        f"글에서 부르려면: :::{{dataset}} {wanted.id} 한 줄과 ::: 한 줄",
        f"To show it in a text: a line :::{{dataset}} {wanted.id} and a line :::",
    )
    stem = f"content/data/{wanted.id}"
    texts = {f"{stem}.yaml": _filled("dataset.yaml", wanted), f"{stem}.csv": _filled("dataset.csv", wanted)}
    return _checked(project, texts, (todo,))


def _page(project: Project, wanted: Wanted) -> Addition | Refused:
    return _documents(project, wanted, f"content/pages/{wanted.id}")


_MAKERS: Final[dict[str, Callable[[Project, Wanted], Addition | Refused]]] = {
    "session": _session,
    "presentation": _presentation,
    "case": _case,
    "minutes": _minutes,
    "dataset": _dataset,
    "page": _page,
}


def _documents(
    project: Project, wanted: Wanted, stem: str, todo: tuple[Text, ...] = (), date: str = ""
) -> Addition | Refused:
    """A document and its English twin."""
    files = {f"{stem}{ending}": _filled(f"{wanted.kind}{ending}", wanted, date) for ending in (".md", ".en.md")}
    return _checked(project, files, todo)


def _checked(project: Project, files: dict[str, str], todo: tuple[Text, ...]) -> Addition | Refused:
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


def _sessions(project: Project) -> list[str]:
    """The ids of all sessions, those that cannot be read too."""
    places = (place(path) for path in project.loaded.files)
    return [where.id for where in places if where and where.kind == "session" and not where.english]


def _next(project: Project, folder: str) -> str:
    """The number after the highest in ``folder``, as wide as the widest there and two digits at least."""
    names = (path.removeprefix(f"{folder}/") for path in project.loaded.files if path.startswith(f"{folder}/"))
    numbers = [found[1] for found in map(_NUMBER.match, names) if found]
    highest = max((int(number) for number in numbers), default=0)
    return str(highest + 1).zfill(max((2, *map(len, numbers))))


def _listed(project: Project, addition: Addition, session: Session, part: Part | None, id: str) -> Addition:
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
