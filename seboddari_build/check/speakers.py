"""Nobody stands on two stages at once."""

from collections.abc import Iterator, Mapping, Sequence

from seboddari_build.base.problem import Problem, warning
from seboddari_build.base.span import Span
from seboddari_build.check.schedule import placed
from seboddari_build.model.conference import Conference
from seboddari_build.model.event import Session, Slot
from seboddari_build.model.lookup import Lookup
from seboddari_build.model.talk import Presentation

TWICE = warning(
    "speaker-twice",
    ko="‘{one}’({one_time}), ‘{two}’({two_time}) 두 순서에 같은 사람이 같은 때에 나옵니다.",
    en="The same person is due in '{one}' ({one_time}) and '{two}' ({two_time}) at the same time.",
    hint_ko="발표자나 time을 고칩니다. 실제로 두 곳에 나왔다면 content/issues.yaml에 적습니다 (about: [{address}]).",
    hint_en="Mend the presenters or a time. If it was really so, write an issue into content/issues.yaml "
    "(about: [{address}]).",
)

#: Who is due somewhere, by id or as written, and where that is said.
Due = dict[str, Span]

#: Talks by their session, cases by their group.
Decks = Mapping[tuple[str, str], Sequence[Presentation]]


def speakers(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Compare the presenters and performers of slots of different channels that run at the same time."""
    decks = _decks(conference)
    due = [(place, _due(place.slot, decks, lookup)) for place in placed(conference.programme.days)]
    busy = sorted(((place, who) for place, who in due if who), key=lambda pair: (pair[0].start, pair[0].end))
    excused = {ref.name.partition("#")[0] for issue in conference.issues for ref in issue.about}
    for index, (two, there) in enumerate(busy):
        for one, here in busy[:index]:
            if one.end <= two.start or one.slot.channel.name == two.slot.channel.name:
                continue
            both = sorted(here.keys() & there.keys())
            addresses = {_address(one.slot, lookup), _address(two.slot, lookup)} - {""}
            if both and not addresses & excused:
                yield TWICE.at(
                    two.slot.at("time"),
                    one=one.slot.id,
                    two=two.slot.id,
                    one_time="-".join(one.slot.time.clock()),
                    two_time="-".join(two.slot.time.clock()),
                    address=min(addresses, default="programme"),
                    related=(here[both[0]], there[both[0]]),
                )


def _address(slot: Slot, lookup: Lookup) -> str:
    session = _session(slot, lookup)
    return session.address() if session else ""


def _session(slot: Slot, lookup: Lookup) -> Session | None:
    return lookup.one("sessions", slot.session.name) if slot.session else None


def _due(slot: Slot, decks: Decks, lookup: Lookup) -> Due:
    """Who is due in ``slot``: its performer, and the presenters of its session's talks and cases."""
    found: Due = {f"performer {slot.performer.ko}": slot.at("performer")} if slot.performer.ko else {}
    session = _session(slot, lookup)
    for deck in _given(session, decks, lookup) if session else ():
        for ref in deck.presenters:
            person = lookup.one("people", ref.name)
            found.setdefault(person.id if person else ref.name, ref.span)
    return found


def _decks(conference: Conference) -> Decks:
    found: dict[tuple[str, str], list[Presentation]] = {}
    for deck in conference.presentations:
        found.setdefault(("session", deck.session), []).append(deck)
    for case in conference.cases:
        found.setdefault(("group", case.group), []).append(case)
    return found


def _given(session: Session, decks: Decks, lookup: Lookup) -> Iterator[Presentation]:
    """The talks of a session, and the cases that one of its parts is about."""
    yield from decks.get(("session", session.id), ())
    groups = [lookup.one("groups", part.cases.name) for part in session.parts if part.cases]
    for name in sorted({group.id for group in groups if group}):
        yield from decks.get(("group", name), ())
