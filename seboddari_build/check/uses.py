"""What is public, and used by nothing but what is withheld: it may have been forgotten."""

from collections.abc import Iterator
from typing import Any

from seboddari_build.base.problem import Problem, warning
from seboddari_build.base.span import Span
from seboddari_build.check.bodies import POINTING, content_target
from seboddari_build.model.conference import Conference, public
from seboddari_build.model.form import plan
from seboddari_build.model.item import Record
from seboddari_build.model.lookup import Lookup
from seboddari_build.model.value import Ref

DATASET = warning(
    "used-by-withheld",
    ko="‘{id}’ 자료표: 공개하지 않는 글에서만 쓰는데 그 쪽과 내려받는 파일은 공개됩니다.",
    en="The dataset '{id}' has a public page and download, though only what is withheld uses it.",
    hint_ko="함께 내리려면 이 파일에 visibility: withheld 한 줄을 적습니다. 공개해도 되면 공개하는 글에서 불러옵니다.",
    hint_en="To take it down too, add the line visibility: withheld here. If it may stay, show it in a public text.",
)
PERSON = warning(
    DATASET.id,
    ko="‘{id}’ 사람: 공개하지 않는 글에만 나오는데 이름이나 직책은 공개됩니다.",
    en="Name or role of the person '{id}' is public, though only what is withheld names them.",
    hint_ko="함께 내리려면 이 사람에게 publish: none 을 적습니다.",
    hint_en="To take them down too, write publish: none here.",
)
_WITHHELD = ("withheld", "private")


def uses(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Tell of each dataset and person that is public and that only withheld items name, with the places."""
    sessions = {session.id for session in conference.sessions if session.visibility in _WITHHELD}
    withheld = {
        id(item)
        for item in conference.addressed()
        if item.visibility in _WITHHELD or getattr(item, "session", "") in sessions
    }
    if not withheld:
        return
    named: dict[int, list[tuple[bool, Span]]] = {}
    for item in (conference.config, conference.event, conference.programme, *conference.addressed()):
        for entry, span in _named(item, lookup):
            if entry is not item:
                named.setdefault(id(entry), []).append((id(item) in withheld, span))
    people = (person for person in conference.people if person.publish != "none")
    for code, entry in (*((DATASET, one) for one in conference.datasets), *((PERSON, one) for one in people)):
        users = named.get(id(entry), [])
        if users and public(entry) and all(hidden for hidden, _ in users):
            yield code.at(entry.span, id=entry.id, related=tuple(dict.fromkeys(span for _, span in users)))


def _named(item: Any, lookup: Lookup) -> Iterator[tuple[Any, Span]]:
    """The datasets and people that an item names: in fields, blocks and links; with the places."""
    for kind, ref in _refs(item):
        found = lookup.one(kind, ref.name.partition("#")[0])
        if found is not None:
            yield found, ref.span
    body = getattr(item, "body", None)
    for outline in (body.ko, body.en) if body else ():
        for block in outline.blocks if outline else ():
            kind = POINTING.get(block.name, "")
            for name in block.argument.split(",") if kind in ("datasets", "people") else ():
                if (found := lookup.one(kind, name.strip())) is not None:
                    yield found, block.span
        for link in outline.links if outline else ():
            where = content_target(item.span.path, link.target)[0].removeprefix("content/").rpartition(".")[0]
            if (found := lookup.one("addressed", where)) is not None:
                yield found, link.span


def _refs(record: Record) -> Iterator[tuple[str, Ref]]:
    """Each reference in the fields of a record that may lead to a dataset or a person."""
    for field in plan(type(record)).by_key.values():
        value = getattr(record, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Ref) and field.to in ("people", "datasets", "addressed"):
                yield field.to, part
            elif isinstance(part, Record):
                yield from _refs(part)
