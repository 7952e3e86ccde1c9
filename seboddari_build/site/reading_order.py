"""The pages that make a book of the event, in the order in which they are read."""

from collections.abc import Iterable, Iterator

from seboddari_build.site.plan import Planned
from seboddari_build.site.views import (
    ComparisonPage,
    DirectoryPage,
    DistrictsPage,
    MinutesPage,
    Page,
    ProgrammePage,
    SessionPage,
    TalkPage,
)

#: The lists that stand at the end of a book as its indexes, in this order.
INDEXES = ("organisations", "people", "districts")


def book_pages(pages: Iterable[Planned]) -> Iterator[Planned]:
    """Of the pages in one language: programme, sessions with their presentations, comparison, minutes, lists."""
    own = list(pages)
    yield from _only(own, ProgrammePage)
    yield from _sessions(own)
    yield from (planned for planned in _only(own, ComparisonPage) if planned.page.groups)  # type: ignore[attr-defined]  # _only gives this kind
    yield from _only(own, MinutesPage)
    yield from (planned for planned in _only(own, DirectoryPage) if planned.page.kind == "glossary")
    lists = {p.page.kind: p for p in (*_only(own, DirectoryPage), *_only(own, DistrictsPage))}
    yield from (lists[kind] for kind in INDEXES if kind in lists)


def _only(pages: Iterable[Planned], kind: type[Page]) -> Iterator[Planned]:
    return (planned for planned in pages if isinstance(planned.page, kind))


def _sessions(own: list[Planned]) -> Iterator[Planned]:
    """Each session with its presentations and cases in the order of its parts; then those without a session."""
    talks = {planned.page.path: planned for planned in _only(own, TalkPage)}
    listed: dict[str, list[str]] = {}
    for path, planned in talks.items():
        assert isinstance(planned.page, TalkPage)
        listed.setdefault(planned.page.session.href if planned.page.session else "", []).append(path)
    for session in _by_time(own):
        yield session
        assert isinstance(session.page, SessionPage)
        cards = [card.href for part in session.page.parts for card in part.cards]
        for path in (*cards, *listed.get(session.page.path, ())):
            if path in talks:
                yield talks.pop(path)
    yield from talks.values()


def _by_time(own: list[Planned]) -> list[Planned]:
    """The sessions in the order of the programme, those without a slot last."""
    days = (day for p in _only(own, ProgrammePage) if isinstance(p.page, ProgrammePage) for day in p.page.days)
    slots = [slot.href for day in days for slot in day.slots]
    place = {path: n for n, path in reversed(list(enumerate(slots)))}
    return sorted(_only(own, SessionPage), key=lambda planned: place.get(planned.page.path, len(slots)))
