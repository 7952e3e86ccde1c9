"""What a reader can search for: every page and every entry of a list, once for both languages."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from seboddari_build.base.language import Said
from seboddari_build.site.context import Context
from seboddari_build.site.views import (
    DatasetPage,
    DirectoryPage,
    EntryPage,
    LinkTo,
    Page,
    ProgrammePage,
    SessionPage,
    SlotView,
    TalkPage,
)

#: What a reader can choose: kinds stand in this order.
KINDS = (
    "session", "presentation", "case", "dataset", "organisation", "person", "district", "term", "slot", "minutes",
    "page",
)  # fmt: skip
#: Pages that are found as the kind of what they show; any other is a ``page``.
_SAME = frozenset(("session", "dataset", "organisation", "person", "district", "minutes"))
#: The kind of the entries of a list that have no page of their own.
_ENTRIES = {"organisations": "organisation", "glossary": "term"}


class Finding(Struct, frozen=True):
    """Something to be found: ``path`` begins below the folder of each language, with an anchor for an entry of a list.

    ``titles`` and ``views`` (a page, an entry or a slot) are Korean, then English; ``marks`` are what filters ask for:
    ``kind:case``, ``channel:ch1``, ``district:<id>``, ``organisation:<id>``.
    """

    path: str
    kind: str
    titles: tuple[Said, Said]
    views: tuple[Any, Any]
    marks: tuple[str, ...]


def findings(context: Context, pages: Iterable[Page]) -> tuple[Finding, ...]:
    """Everything to be found on ``pages``, which hold each page in both languages."""
    channels = tuple(channel.id for channel in context.conference.event.channels)
    twins: dict[str, list[Page]] = {}
    for page in pages:
        twins.setdefault(page.path.partition("/")[2], []).append(page)
    found = [one for path, (korean, english) in twins.items() for one in _on(path, korean, english, channels)]
    marks = {one.path: one.marks for one in found}
    return tuple(_with_places(one, marks) for one in found)


def _on(path: str, korean: Page, english: Page, channels: tuple[str, ...]) -> Iterator[Finding]:
    """A page, and what it lists that has no page of its own."""
    kind = _kind(korean)
    yield _finding(path, kind, (korean.title, english.title), (korean, english), channels)
    if isinstance(korean, DirectoryPage) and korean.kind in _ENTRIES:
        assert isinstance(english, DirectoryPage)
        theirs = {entry.id: entry for group in english.groups for entry in group.entries}
        for entry in (entry for group in korean.groups for entry in group.entries if not entry.href):
            other = theirs[entry.id]
            titles, kind = (entry.label, other.label), _ENTRIES[korean.kind]
            yield _finding(f"{path}#{entry.id}", kind, titles, (entry, other), channels)
    if isinstance(korean, ProgrammePage):
        assert isinstance(english, ProgrammePage)
        slots = ([slot for day in page.days for slot in day.slots] for page in (korean, english))
        for slot, other in zip(*slots, strict=True):
            if not slot.href:
                yield _finding(f"{path}#{slot.id}", "slot", (slot.title, other.title), (slot, other), channels)


def _kind(page: Page) -> str:
    if isinstance(page, TalkPage):
        return "case" if page.group else "presentation"
    return page.kind if page.kind in _SAME else "page"


def _finding(
    path: str, kind: str, titles: tuple[Said, Said], views: tuple[Any, Any], channels: tuple[str, ...]
) -> Finding:
    marks = (("kind", kind), *_marks(views[0], channels))
    return Finding(path, kind, titles, views, tuple(dict.fromkeys(f"{name}:{id}" for name, id in marks if id)))


def _marks(view: Any, channels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What filters may ask for beside the kind; a slot that belongs to no channel stands in all."""
    slot = view.slot if isinstance(view, SessionPage | TalkPage) else view
    if isinstance(slot, SlotView):
        yield from (("channel", id) for id in channels if slot.channel_id in (id, "all"))
    if isinstance(view, TalkPage):
        yield "district", _id(view.district)
        yield from (("organisation", _id(link)) for link in view.organisations)
        yield from (("organisation", _id(who.organisation)) for who in view.presenters)
    elif isinstance(view, EntryPage):
        yield view.kind, view.entry.id
        yield from ((name, _id(link)) for name, link in view.facts)


def _id(link: LinkTo | None) -> str:
    """The id of the entry that a link leads to; "" where it leads nowhere."""
    return link.href.rstrip("/").rpartition("/")[2].removeprefix("#") if link else ""


def _with_places(one: Finding, marks: dict[str, tuple[str, ...]]) -> Finding:
    """A dataset stands wherever a page shows it: what holds for those holds for it."""
    page = one.views[0]
    if not isinstance(page, DatasetPage):
        return one
    theirs = (mark for place in page.mentions for mark in marks.get(place.href.partition("/")[2], ()))
    more = (mark for mark in theirs if not mark.startswith("kind:"))
    return Finding(one.path, one.kind, one.titles, one.views, tuple(dict.fromkeys((*one.marks, *more))))
