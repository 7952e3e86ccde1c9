"""Finding what a reference means: by id, exact name or alias."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from seboddari_build.model.conference import Conference, Unread


class Lookup(Struct, frozen=True):
    """Entries by kind and by each name that means them; more than one entry: the name is ambiguous."""

    by_kind: Mapping[str, Mapping[str, tuple[Any, ...]]]
    unread: Unread = Unread()

    def all(self, kind: str, name: str) -> tuple[Any, ...]:
        """Every entry of ``kind`` that ``name`` may mean."""
        return self.by_kind[kind].get(name, ())

    def one(self, kind: str, name: str) -> Any | None:
        """The entry of ``kind`` that ``name`` means, or None where there is none or more than one."""
        found = self.by_kind[kind].get(name, ())
        return found[0] if len(found) == 1 else None

    def unknown(self, kind: str, name: str) -> bool:
        """Whether ``name`` may mean an entry of ``kind`` that could not be read."""
        return kind in self.unread.kinds or name in self.unread.names

    def names(self, kind: str) -> Iterable[str]:
        """Every name that an entry of ``kind`` is known by."""
        return self.by_kind[kind].keys()


def make_lookup(conference: Conference) -> Lookup:
    """The lookup of ``conference``, over all its lists."""
    event, config = conference.event, conference.config
    decks = (*conference.presentations, *conference.cases)
    return Lookup(
        {
            "organisations": _table((e, (e.id, *_both(e.name), *e.aliases)) for e in conference.organisations),
            "people": _table((e, (e.id, *_both(e.name), *e.aliases)) for e in conference.people),
            "districts": _table((e, (e.id, *_both(e.name), *e.aliases)) for e in conference.districts),
            "units": _table((e, (e.id, e.ko)) for e in conference.units),
            "glossary": _table((e, (e.id, e.ko, e.en, *e.aliases)) for e in conference.glossary),
            "media": _table((e, (e.id,)) for e in conference.media),
            "datasets": _table((e, (e.id, *_both(e.title))) for e in conference.datasets),
            "sessions": _table((e, (e.id, *_both(e.title))) for e in conference.sessions),
            "items": _table((e, (e.id, *_both(e.title), *e.aliases)) for e in decks),
            "services": _table((e, (e.id, *_both(e.title))) for e in config.services),
            "groups": _table((e, (e.id, *_both(e.title))) for e in config.groups),
            "channels": _table((e, (e.id, *_both(e.name))) for e in event.channels),
            "sources": _table((e, (e.id, *_both(e.title))) for e in event.sources),
            "pages": _table((e, (e.id, *_both(e.title))) for e in conference.pages),
            "addressed": _table((e, _addresses(e)) for e in conference.addressed()),
        },
        conference.unread,
    )


def _both(text: Any) -> tuple[str, str]:
    return (text.ko, text.en)


def _addresses(item: Any) -> tuple[str, ...]:
    """The address, the path of the file it came from, and the id alone."""
    path: str = item.span.path
    stem = path.removeprefix("content/").rsplit(".", 1)[0]
    return (item.address(), stem, item.id) if path.count("/") > 1 else (item.address(), item.id)


def _table(entries: Iterable[tuple[Any, tuple[str, ...]]]) -> dict[str, tuple[Any, ...]]:
    table: dict[str, tuple[Any, ...]] = {}
    for entry, names in entries:
        for name in dict.fromkeys(names):
            if name:
                table[name] = (*table.get(name, ()), entry)
    return table
