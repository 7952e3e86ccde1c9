"""Where a session has parts, each of its presentations stands in one."""

from collections.abc import Iterator

from seboddari_build.base.problem import Problem, warning
from seboddari_build.model.conference import Conference, public
from seboddari_build.model.lookup import Lookup

UNLISTED = warning(
    "unlisted-presentation",
    ko="‘{id}’ 발표가 ‘{session}’ 세션의 어느 묶음에도 없어 세션 쪽에 보이지 않습니다.",
    en="No part of the session '{session}' lists the presentation '{id}': the session's page does not show it.",
    hint_ko="{file} 파일에서 알맞은 묶음의 items에 더합니다: items: [{items}]",
    hint_en="Add it to the items of a part in {file}: items: [{items}]",
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
            last = (*(ref.name for ref in session.parts[-1].items), deck.id)
            yield UNLISTED.at(
                deck.at("title"),
                id=deck.id,
                session=session.id,
                file=session.span.path,
                items=", ".join(last),
                related=(session.at("parts"),),
            )
