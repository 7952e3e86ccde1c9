"""The whole event in one frozen value."""

from collections.abc import Iterator

from msgspec import Struct

from seboddari_build.base.personal import Personal
from seboddari_build.model.config import Config
from seboddari_build.model.data import Dataset
from seboddari_build.model.directory import (
    District,
    Issue,
    Media,
    Minutes,
    Organisation,
    Page,
    Person,
    Picture,
    Term,
    Unit,
)
from seboddari_build.model.event import Event, Programme, Session
from seboddari_build.model.item import Item
from seboddari_build.model.talk import Case, Presentation


class Unread(Struct, frozen=True):
    """What could not be read, and is told of already: to what stands there nothing can be said to be missing.

    ``kinds``: lists; ``names``: ids and addresses of documents; ``paths``: their files.
    """

    kinds: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()


class Conference(Struct, frozen=True, kw_only=True):
    """Everything that content/ and site.yaml say, in the order of lists and files.

    ``personal``: what is personal in any of their texts, comments too, by file.
    """

    config: Config
    event: Event
    programme: Programme
    sessions: tuple[Session, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    cases: tuple[Case, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    districts: tuple[District, ...] = ()
    glossary: tuple[Term, ...] = ()
    units: tuple[Unit, ...] = ()
    media: tuple[Media, ...] = ()
    pictures: tuple[Picture, ...] = ()
    issues: tuple[Issue, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    pages: tuple[Page, ...] = ()
    personal: tuple[Personal, ...] = ()
    unread: Unread = Unread()

    def addressed(
        self,
    ) -> Iterator[Session | Presentation | Dataset | Organisation | Person | District | Minutes | Page]:
        """Every item that has an address of its own."""
        for group in (
            self.sessions,
            self.presentations,
            self.cases,
            self.datasets,
            self.organisations,
            self.people,
            self.districts,
            self.minutes,
            self.pages,
        ):
            yield from group


def public(item: Item) -> bool:
    """Whether visitors may see the item."""
    return item.visibility == "public"
