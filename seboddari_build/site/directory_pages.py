"""The pages of organisations, people, districts and terms: the lists and each entry."""

from collections.abc import Iterator
from typing import Any

from seboddari_build.base.language import Language
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.site import cards
from seboddari_build.site import directory as lists
from seboddari_build.site.context import Context
from seboddari_build.site.datasets import map_cards
from seboddari_build.site.frame import (
    list_crumb,
    of_item,
    of_list,
)
from seboddari_build.site.views import (
    DirectoryPage,
    DistrictsPage,
    Entry,
    EntryPage,
    LinkTo,
    Page,
    PersonLine,
    TalkCard,
)


def directory_pages(context: Context, language: Language) -> Iterator[tuple[Page, Span]]:
    """Organisations, people, districts and the glossary, with the pages of their entries."""
    conference = context.conference
    if conference.organisations:
        entries = [lists.organisation_entry(context, item, language) for item in conference.organisations]
        yield _directory("organisations", entries, language), NOWHERE
    for item in conference.organisations:
        if cards.has_page(context, item):
            yield _organisation_page(context, item, language), item.span
    named = [person for person in conference.people if person.publish == "name"]
    if named:
        yield _directory("people", [lists.person_entry(context, p, language) for p in named], language), NOWHERE
    for person in named:
        entry = lists.person_entry(context, person, language)
        facts = (("organisation", link),) if (link := _employer(context, person, language)) else ()
        talks = lists.talks_of(context, person, language)
        yield _entry_page("person", context, person, language, "people", entry, facts, talks), person.span
    if conference.districts:
        yield _districts_page(context, language), NOWHERE
    for district in conference.districts:
        yield _district_page(context, district, language), district.span
    if conference.glossary:
        terms = [lists.term_entry(term, language) for term in conference.glossary]
        yield _directory("glossary", terms, language), NOWHERE


def _directory(section: str, entries: list[Entry], language: Language) -> DirectoryPage:
    groups = lists.by_initial(entries)
    return DirectoryPage(kind=section, **of_list(language, section), groups=groups, total=len(entries))


def _employer(context: Context, person: Any, language: Language) -> LinkTo | None:
    links = cards.organisation_links(context, (person.organisation.name,) if person.organisation else (), language)
    return links[0] if links else None


def _organisation_page(context: Context, item: Any, language: Language) -> EntryPage:
    entry = lists.organisation_entry(context, item, language)
    district = context.one("districts", item.district)
    facts = (("district", cards.link_to(district, language)),) if district else ()
    people = lists.people_of(context, item, language)
    talks = lists.talks_of(context, item, language)
    return _entry_page("organisation", context, item, language, "organisations", entry, facts, talks, people)


def _districts_page(context: Context, language: Language) -> DistrictsPage:
    listing = of_list(language, "districts")
    entries = tuple(lists.district_entry(context, item, language) for item in context.conference.districts)
    tilemap = lists.district_map(context, language, listing["title"].text)
    return DistrictsPage(
        kind="districts", **listing, tilemap=tilemap, districts=entries, maps=map_cards(context, language)
    )


def _district_page(context: Context, item: Any, language: Language) -> EntryPage:
    entry = lists.district_entry(context, item, language)
    talks = lists.talks_of(context, item, language)
    organisations = lists.organisations_of(context, item, language)
    return _entry_page("district", context, item, language, "districts", entry, (), talks, (), organisations)


def _entry_page(
    kind: str,
    context: Context,
    item: Any,
    language: Language,
    section: str,
    entry: Entry,
    facts: tuple[tuple[str, LinkTo], ...] = (),
    talks: tuple[TalkCard, ...] = (),
    people: tuple[PersonLine, ...] = (),
    organisations: tuple[LinkTo, ...] = (),
) -> EntryPage:
    return EntryPage(
        kind=kind,
        **of_item(context, item, language, section, (list_crumb(language, section),)),
        entry=entry,
        facts=facts,
        talks=talks,
        people=people,
        organisations=organisations,
    )
