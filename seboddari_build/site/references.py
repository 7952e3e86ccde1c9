"""What a citation of a presentation or case says, whatever the form it is written in."""

from collections.abc import Iterable

from msgspec import Struct

from seboddari_build.base.language import Language, Said
from seboddari_build.site.views import Chrome, LinkTo, PersonLine, TalkPage

#: So many organisations stand for a presentation whose presenters are not named.
_MOST_BODIES = 2


class Reference(Struct, frozen=True):
    """A presentation or case as lists of literature name it.

    Of ``people`` and ``bodies`` (organisations) one is empty; ``date`` is in ISO 8601 as exact as it is
    known, ``url`` is "" where nobody knows where the site will be.
    """

    id: str
    lang: Language
    title: Said
    people: tuple[Said, ...]
    bodies: tuple[Said, ...]
    date: str
    event: Said
    publisher: Said
    url: str
    abstract: Said


def authors(
    presenters: Iterable[PersonLine], organisations: Iterable[LinkTo]
) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Whom to name as authors: the people who may be named, or else the first organisations."""
    people = tuple(line.name for line in presenters if line.name)
    bodies = tuple(link.label for link in organisations)[:_MOST_BODIES]
    return people, () if people else bodies


def reference(page: TalkPage, chrome: Chrome) -> Reference:
    """How to cite ``page``."""
    people, bodies = authors(page.presenters, page.organisations)
    return Reference(
        id=deck_of(page),
        lang=page.lang,
        title=page.title,
        people=people,
        bodies=bodies,
        date=page.iso or chrome.event.begins,
        event=chrome.name,
        publisher=chrome.publisher,
        url=page.canonical,
        abstract=page.lead,
    )


def deck_of(page: TalkPage) -> str:
    """The id of the presentation or case that a page shows."""
    return page.path.rstrip("/").rpartition("/")[2]
