"""Where a session has parts, each of its presentations stands in one."""

from collections.abc import Iterator

from seboddari_build.base.problem import Problem, warning
from seboddari_build.model.conference import Conference, public
from seboddari_build.model.event import Session
from seboddari_build.model.lookup import Lookup

UNLISTED = warning(
    "unlisted-presentation",
    ko="‘{id}’ 발표가 ‘{session}’ 세션의 어느 묶음에도 없어 세션 쪽에 보이지 않습니다.",
    en="No part of the session '{session}' lists the presentation '{id}': the session's page does not show it.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)


def parts(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Look for public presentations that no part of their session lists."""
    sessions = {session.id: session for session in conference.sessions if session.parts}
    listed = {
        id_: {item.id for part in session.parts for ref in part.items if (item := lookup.one("items", ref.name))}
        for id_, session in sessions.items()
    }
    for deck in conference.presentations:
        session = sessions.get(deck.session)
        if session and public(deck) and deck.id not in listed[session.id]:
            hint_ko, hint_en = _hint(session, deck.id)
            yield UNLISTED.at(
                deck.at("title"),
                id=deck.id,
                session=session.id,
                hint_ko=hint_ko,
                hint_en=hint_en,
                related=(session.at("parts"),),
            )


def _hint(session: Session, deck: str) -> tuple[str, str]:
    """Where to list ``deck``: in the last part that does not show a group of cases, or in a new one."""
    file = session.span.path
    for part in reversed(session.parts):
        if not part.cases:
            items = ", ".join((*(ref.name for ref in part.items), deck))
            return (
                f"{file} 파일에서 ‘{part.id}’ 묶음의 items에 더합니다: items: [{items}]",
                f"Add it to the items of the part '{part.id}' in {file}: items: [{items}]",
            )
    taken = {part.id for part in session.parts}
    id_ = next(name for name in ("talks", "presentations", f"talks-{len(taken) + 1}") if name not in taken)
    line = f"- {{id: {id_}, title: 발표, title.en: Presentations, items: [{deck}]}}"
    return f"{file} 파일의 parts에 묶음을 더합니다: {line}", f"Add a part to the parts in {file}: {line}"
