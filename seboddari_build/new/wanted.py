"""What is asked for, the project that it is asked of, and why it may be refused."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.base.romanise import slug
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.base.windows import reserved
from seboddari_build.load.content import Loaded
from seboddari_build.load.place import place
from seboddari_build.load.scalar import parse_id
from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import Lookup

#: What can be added, as people call it.
KINDS: Final[dict[str, Text]] = {
    "session": Text("세션", "session"),
    "presentation": Text("발표", "presentation"),
    "case": Text("사례", "case"),
    "minutes": Text("회의록", "minutes"),
    "dataset": Text("자료표", "dataset"),
    "page": Text("일반 쪽", "page"),
}


class Wanted(Struct, frozen=True):
    """What was asked for, as it was typed."""

    kind: str
    id: str = ""
    session: str = ""
    group: str = ""
    title: Text = Text()
    date: str = ""


class Refused(Struct, frozen=True):
    """Why nothing can be added, and what to do."""

    why: Text


class Project(Struct, frozen=True):
    """The project as far as it matters here."""

    root: Path
    loaded: Loaded
    conference: Conference
    lookup: Lookup


def bad_id(wanted: Wanted) -> Refused | None:
    """Refuse an id that cannot be an address, with one that can if there is something to make it of."""
    _, problem = parse_id(wanted.id, Span(""))
    if not problem and not reserved(wanted.id):
        return None
    guess = slug(wanted.id) or slug(wanted.title.en) or slug(wanted.title.ko)
    if reserved(guess):
        guess = ""
    rule_ko = "ID는 주소가 되므로 영문 소문자, 숫자, 붙임표(-)로 짧게 짓습니다. 보기: village-lunch."
    rule_en = "The ID becomes an address: small Latin letters, digits and hyphens, such as village-lunch."
    head_ko = f"‘{wanted.id}’: ID로 쓸 수 없습니다. " if wanted.id else "ID가 없습니다. "
    head_en = f"'{wanted.id}' cannot be an ID. " if wanted.id else "There is no ID. "
    like_ko = f" 소리대로 옮기면: {guess}" if guess else ""
    like_en = f" By its sound: {guess}" if guess else ""
    return Refused(Text(head_ko + rule_ko + like_ko, head_en + rule_en + like_en))


def taken(project: Project, wanted: Wanted) -> Refused | None:
    """Refuse an id that another item of the same kind of address has."""
    kinds = ("presentation", "case") if wanted.kind in ("presentation", "case") else (wanted.kind,)
    for path in project.loaded.files:
        where = place(path)
        if where and where.kind in kinds and where.id == wanted.id and not where.english:
            return _in_use(wanted, path)
    if wanted.kind == "page" and (path := _page_there(project, wanted.id)):
        return _in_use(wanted, path)
    return None


def _page_there(project: Project, id: str) -> str:
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


def chosen(project: Project, said: str, kind: str, option: str, known: Iterable[str]) -> str | Refused:
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
