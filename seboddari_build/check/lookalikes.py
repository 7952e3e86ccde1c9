"""Two decks that say nearly the same were one deck, printed or taken in twice."""

from collections.abc import Iterator

from seboddari_build.base.problem import Problem, warning
from seboddari_build.model.conference import Conference, public
from seboddari_build.model.lookup import Lookup
from seboddari_build.model.prose import SKETCH
from seboddari_build.model.talk import Presentation

NEAR_DUPLICATE = warning(
    "near-duplicate",
    ko="‘{one}’, ‘{two}’ 두 글이 거의 같습니다(비슷한 정도 {percent}%).",
    en="'{one}' and '{two}' say nearly the same ({percent} % alike).",
    hint_ko="한 발표가 두 번 실린 것이면 하나만 남기고 source에 두 곳을 다 적습니다. "
    "일부러 비슷하다면 어느 한쪽의 related에 다른 쪽을 적습니다.",
    hint_en="If it is one presentation, printed twice, keep one file and name both places in its source. "
    "If they are alike on purpose, name the one in the related of the other.",
)

#: From which likeness on two texts count as one: shares of runs of words that both have.
ALIKE = 0.6
#: Words that a short text must have to be a copy of another and not a stock phrase.
_SHORT = 5


def lookalikes(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Compare the Korean texts of all presentations and cases, each pair that shares enough once."""
    decks = [deck for deck in (*conference.presentations, *conference.cases) if public(deck) and _sketch(deck)]
    yield from _copies(conference, lookup)
    holding: dict[int, list[int]] = {}
    for index, deck in enumerate(decks):
        shared: dict[int, int] = {}
        for run in _sketch(deck):
            for earlier in holding.get(run, ()):
                shared[earlier] = shared.get(earlier, 0) + 1
            holding.setdefault(run, []).append(index)
        for earlier, count in sorted(shared.items()):
            other = decks[earlier]
            like = _likeness(deck, other) if count >= SKETCH * ALIKE / 2 else 0
            if like >= ALIKE and not (_related(deck, other, lookup) or _related(other, deck, lookup)):
                yield NEAR_DUPLICATE.at(
                    deck.at("title"), one=other.id, two=deck.id, percent=round(like * 100), related=(other.span,)
                )


def _copies(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Decks too short for a sketch with the very same title and text; short texts alone may well be alike."""
    first: dict[tuple[str, ...], Presentation] = {}
    for deck in (*conference.presentations, *conference.cases):
        body = deck.body.ko
        if not body or body.sketch or body.words < _SHORT or not public(deck) or deck.condition == "lost":
            continue
        other = first.setdefault((deck.title.ko, *body.said), deck)
        if other is not deck and not (_related(deck, other, lookup) or _related(other, deck, lookup)):
            yield NEAR_DUPLICATE.at(deck.at("title"), one=other.id, two=deck.id, percent=100, related=(other.span,))


def _sketch(deck: Presentation) -> tuple[int, ...]:
    return deck.body.ko.sketch if deck.body.ko else ()


def _likeness(one: Presentation, two: Presentation) -> float:
    """About how much of what either says both say, from 0 to 1."""
    here, there = set(_sketch(one)), set(_sketch(two))
    lowest = sorted(here | there)[:SKETCH]
    return sum(run in here and run in there for run in lowest) / len(lowest)


def _related(deck: Presentation, other: Presentation, lookup: Lookup) -> bool:
    return any(lookup.one("addressed", ref.name) is other for ref in deck.related)
