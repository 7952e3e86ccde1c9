"""Organisations, people, districts and terms: the lists, and the page of each entry."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from seboddari_build.base.language import Language, Said, Text, other
from seboddari_build.draw.tile_map import Tile, TileMap
from seboddari_build.model.directory import District, Organisation, Person, Term
from seboddari_build.model.talk import Presentation
from seboddari_build.site import formats
from seboddari_build.site.cards import (
    has_page,
    mention,
    organisation_link,
    organisation_links,
    person_line,
    talk_card,
)
from seboddari_build.site.context import Context, href, once
from seboddari_build.site.views import Entry, IndexGroup, LinkTo, Mention, PersonLine, TalkCard


def by_initial(entries: Sequence[Entry]) -> tuple[IndexGroup, ...]:
    """Entries in dictionary order under their initials."""
    ordered = sorted(entries, key=lambda entry: formats.sort_key(entry.label.text))
    groups = groupby(ordered, key=lambda entry: formats.initial(entry.label.text))
    return tuple(IndexGroup(id, label, tuple(members)) for (id, label), members in groups)


@once
def organisation_entry(context: Context, item: Organisation, language: Language) -> Entry:
    """An organisation in the list or on its page."""
    district = context.one("districts", item.district)
    return Entry(
        id=item.id,
        label=item.name.said(language),
        href=href(item, language) if has_page(context, item) else "",
        type=item.type,
        district=district.name.said(language) if district else Said(),
        other_names=tuple(Said(name, _script(name)) for name in item.aliases),
        mentions=mentions(context, item, language),
        twin=_twin(item.name, language),
        note=item.note.said(language),
    )


def person_entry(context: Context, item: Person, language: Language) -> Entry:
    """A person in the list or on their page; only for people whose name may be shown."""
    employer = organisation_links(context, (item.organisation.name,) if item.organisation else (), language)
    return Entry(
        id=item.id,
        label=item.name.said(language),
        href=href(item, language),
        mentions=mentions(context, item, language),
        definition=item.role.said(language),
        district=employer[0].label if employer else Said(),
        twin=_twin(item.name, language),
        note=item.note.said(language),
    )


def district_entry(context: Context, item: District, language: Language) -> Entry:
    """A district in the list or on its page."""
    return Entry(
        id=item.id,
        label=item.name.said(language),
        href=href(item, language),
        mentions=mentions(context, item, language),
        twin=_twin(item.name, language),
    )


def term_entry(item: Term, language: Language) -> Entry:
    """A term of the glossary."""
    text = Text(item.ko, item.en)
    return Entry(
        id=item.id,
        label=text.said(language),
        other_names=tuple(Said(name, _script(name)) for name in item.aliases),
        definition=item.definition.said(language),
        twin=_twin(text, language),
        note=item.note.said(language),
    )


def mentions(context: Context, item: Any, language: Language) -> tuple[Mention, ...]:
    """Every page that mentions ``item``."""
    found = (mention(context, place, language) for place in context.mentions.of(item))
    return tuple(place for place in found if place)


def talks_of(context: Context, item: Any, language: Language) -> tuple[TalkCard, ...]:
    """The presentations and cases that mention ``item``, as cards."""
    places = context.mentions.of(item)
    return tuple(talk_card(context, place, language) for place in places if isinstance(place, Presentation))


def people_of(context: Context, item: Any, language: Language) -> tuple[PersonLine, ...]:
    """The people of an organisation."""
    places = context.mentions.of(item)
    return tuple(person_line(context, place, language) for place in places if isinstance(place, Person))


def organisations_of(context: Context, item: District, language: Language) -> tuple[LinkTo, ...]:
    """The organisations of a district."""
    places: Iterable[Any] = context.mentions.of(item)
    return tuple(organisation_link(context, p.id, language) for p in places if isinstance(p, Organisation))


def district_map(context: Context, language: Language, title: str) -> TileMap | None:
    """The districts as tiles, those with a presentation or case marked; None without places."""
    places = []
    for item in context.conference.districts:
        if len(item.tile) != 2:
            continue
        talks = sum(1 for place in context.mentions.of(item) if isinstance(place, Presentation))
        label = item.name.said(language).text
        places.append(Tile(item.tile[0], item.tile[1], label, str(talks) if talks else "", talks > 0, f"#{item.id}"))
    desc = ", ".join(f"{place.label} {place.value}" for place in places if place.on)
    if not places:
        return None
    return TileMap(id="district-map", title=title, desc=desc, lang=language, tiles=tuple(places))


def _twin(text: Text, language: Language) -> Said:
    theirs = text.said(other(language))
    return theirs if theirs.lang != text.said(language).lang else Said()


def _script(name: str) -> Language:
    return "ko" if any("가" <= letter <= "힣" for letter in name) else "en"
