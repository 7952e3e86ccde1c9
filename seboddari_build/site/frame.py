"""What pages of every kind have in common: titles, crumbs, notes, and the order of sessions and decks."""

from typing import Any

from seboddari_build.base.language import Language, Text
from seboddari_build.model.event import Session
from seboddari_build.model.talk import Presentation
from seboddari_build.site import cards
from seboddari_build.site.bodies import in_fallback
from seboddari_build.site.chrome import NAVIGATION
from seboddari_build.site.context import Context, correction_notes, href, once
from seboddari_build.site.views import (
    LinkTo,
)

NAMES = {section: text for section, _, text in NAVIGATION}
HOME = Text("처음", "Home")


def of_item(
    context: Context, item: Any, language: Language, section: str, crumbs: tuple[LinkTo, ...]
) -> dict[str, Any]:
    """The fields that every page of an item has."""
    return {
        "path": href(item, language),
        "lang": language,
        "title": cards.title_of(item, language),
        "lead": cards.lead_of(item, language),
        "crumbs": (home_crumb(language), *crumbs),
        "fallback": in_fallback(item, language),
        "section": section,
        "sources": context.source_titles(item.source, language),
        "condition": item.condition,
        "note": item.note.said(language),
        "issues": context.notes(item.address(), language),
        "corrections": correction_notes(item, language),
        "related": _related(context, item, language),
    }


def of_list(language: Language, section: str) -> dict[str, Any]:
    """The fields that every list page has."""
    return {
        "path": f"{language}/{section}/",
        "lang": language,
        "title": NAMES[section].said(language),
        "crumbs": (home_crumb(language),),
        "section": section,
    }


def home_crumb(language: Language) -> LinkTo:
    """The first crumb of every page."""
    return LinkTo(HOME.said(language), f"{language}/")


def list_crumb(language: Language, section: str) -> LinkTo:
    """The crumb of a list page."""
    return LinkTo(NAMES[section].said(language), f"{language}/{section}/")


def _related(context: Context, item: Any, language: Language) -> tuple[LinkTo, ...]:
    """Links to what an item says is related, as far as it may be shown."""
    found = (context.lookup.one("addressed", ref.name) for ref in item.related)
    return tuple(cards.link_to(other, language) for other in found if other)


@once
def in_order(context: Context) -> list[Session]:
    """Sessions in the order of the programme, those without a slot last."""
    order = {id: i for i, id in enumerate(context.slots)}
    return sorted(context.conference.sessions, key=lambda session: order.get(session.id, len(order)))


@once
def decks_of(context: Context, session: Session) -> list[Presentation]:
    """The decks of a session in the order of its parts; unlisted ones of its folder last."""
    listed = [context.lookup.one("items", ref.name) for part in session.parts for ref in part.items]
    found = [deck for deck in listed if deck]
    ids = {deck.id for deck in found}
    own = [deck for deck in context.decks.get(session.id, ()) if deck.id not in ids]
    return [*found, *own]


def neighbours_of(context: Context) -> dict[str, tuple[Presentation | None, Presentation | None]]:
    """For each deck the one before and the one after it within its session."""
    table: dict[str, tuple[Presentation | None, Presentation | None]] = {}
    for session in context.conference.sessions:
        decks = decks_of(context, session)
        for before, deck, after in zip([None, *decks], decks, [*decks[1:], None], strict=False):
            table[deck.id] = (before, after)
    return table
