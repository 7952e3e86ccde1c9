"""Who mentions whom: every place that names an organisation, person, district or dataset."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import Lookup
from seboddari_build.model.value import Ref


class Mentions(Struct, frozen=True):
    """For the address of an entry, the items that mention it, each once, in order."""

    by_address: dict[str, tuple[Any, ...]]

    def of(self, item: Any) -> tuple[Any, ...]:
        """The items that mention ``item``."""
        return self.by_address.get(item.address(), ())


def find_mentions(conference: Conference, lookup: Lookup) -> Mentions:
    """Read every reference and pointing block of the published conference."""
    table: dict[str, dict[str, Any]] = {}
    for item in conference.addressed():
        for kind, name in _named(item):
            entry = lookup.one(kind, name)
            if entry is not None and entry is not item:
                table.setdefault(entry.address(), {}).setdefault(item.address(), item)
    return Mentions({address: tuple(found.values()) for address, found in table.items()})


def _named(item: Any) -> Iterator[tuple[str, str]]:
    """The kind and name of each entry that ``item`` names."""
    yield from _refs("organisations", getattr(item, "organisations", ()))
    yield from _refs("people", getattr(item, "presenters", ()))
    yield from _refs("organisations", (getattr(item, "organisation", None),))
    yield from _refs("districts", (getattr(item, "district", None),))
    for group in getattr(item, "attendance", ()):
        for name in (*group.present, *group.absent):
            yield "organisations", name
    body = getattr(item, "body", None)
    if body and body.ko:
        for block in body.ko.blocks:
            yield from _block(block.name, block.argument)
    yield from _cells(item)


def _refs(kind: str, refs: Iterable[Ref | None]) -> Iterator[tuple[str, str]]:
    for ref in refs:
        if ref:
            yield kind, ref.name


def _block(name: str, argument: str) -> Iterator[tuple[str, str]]:
    if name in ("orgs", "people"):
        kind = "organisations" if name == "orgs" else "people"
        for part in argument.split(","):
            yield kind, part.strip()
    elif name == "request":
        yield "organisations", argument
    elif name == "dataset":
        yield "datasets", argument


def _cells(item: Any) -> Iterator[tuple[str, str]]:
    for index, column in enumerate(getattr(item, "columns", ())):
        if column.kind() == "organisation":
            for row in item.rows:
                for part in row[index].text.ko.split(" • "):
                    yield "organisations", part
