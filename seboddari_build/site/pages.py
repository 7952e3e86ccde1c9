"""The pages of one language, each as the view of its template with the place it comes from."""

from collections.abc import Iterator
from typing import Any

import msgspec

from seboddari_build.base.language import Language, Said, Text, marked
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.model.data import Dataset
from seboddari_build.model.directory import Minutes
from seboddari_build.model.event import Session
from seboddari_build.model.talk import Case, Presentation
from seboddari_build.site import cards, formats
from seboddari_build.site import directory as lists
from seboddari_build.site.bodies import body_view, in_fallback
from seboddari_build.site.chrome import NAVIGATION, present
from seboddari_build.site.comparison import comparison_group
from seboddari_build.site.context import Context, correction_notes, href, once
from seboddari_build.site.datasets import dataset_card
from seboddari_build.site.timetable import day_view, patchwork_svg, slot_view
from seboddari_build.site.views import (
    AttendanceView,
    ComparisonPage,
    DatasetPage,
    DatasetsPage,
    DirectoryPage,
    DistrictsPage,
    Entry,
    EntryPage,
    HomePage,
    LinkTo,
    MinutesIndexPage,
    MinutesPage,
    Page,
    PartView,
    PersonLine,
    PlainPage,
    ProgrammePage,
    SessionPage,
    SessionsPage,
    SlotView,
    TalkCard,
    TalkPage,
)

_NAMES = {section: text for section, _, text in NAVIGATION}
_HOME = Text("처음", "Home")


def _common(
    context: Context, item: Any, language: Language, section: str, crumbs: tuple[LinkTo, ...]
) -> dict[str, Any]:
    """The fields that every page of an item has."""
    return {
        "path": href(item, language),
        "lang": language,
        "title": cards.title_of(item, language),
        "lead": cards.lead_of(item, language),
        "crumbs": (_home(language), *crumbs),
        "fallback": in_fallback(item, language),
        "section": section,
        "sources": context.source_titles(item.source, language),
        "condition": item.condition,
        "note": item.note.said(language),
        "issues": context.notes(item.address(), language),
        "corrections": correction_notes(item, language),
    }


def _listing(language: Language, section: str) -> dict[str, Any]:
    """The fields that every list page has."""
    return {
        "path": f"{language}/{section}/",
        "lang": language,
        "title": _NAMES[section].said(language),
        "crumbs": (_home(language),),
        "section": section,
    }


def _home(language: Language) -> LinkTo:
    return LinkTo(_HOME.said(language), f"{language}/")


def _crumb(language: Language, section: str) -> LinkTo:
    return LinkTo(_NAMES[section].said(language), f"{language}/{section}/")


def event_pages(context: Context, language: Language) -> Iterator[tuple[Page, Span]]:
    """Home, programme, sessions, presentations, cases and their comparison."""
    conference = context.conference
    yield _home_page(context, language), conference.event.span
    if conference.programme.days:
        days = tuple(day_view(context, day, language) for day in conference.programme.days)
        yield ProgrammePage(kind="programme", **_listing(language, "programme"), days=days), conference.programme.span
    if conference.sessions:
        sessions = tuple(_session_card(context, session, language) for session in _in_order(context))
        yield SessionsPage(kind="sessions", **_listing(language, "sessions"), sessions=sessions), NOWHERE
    for session in conference.sessions:
        yield _session_page(context, session, language), session.span
    neighbours = _neighbours(context)
    for item in (*conference.presentations, *conference.cases):
        yield _talk_page(context, item, language, neighbours.get(item.id, (None, None))), item.span
    if conference.cases:
        groups = (comparison_group(context, group, language) for group in conference.config.groups)
        shown = tuple(group for group in groups if group)
        yield ComparisonPage(kind="cases", **_listing(language, "cases"), groups=shown), NOWHERE


@once
def _in_order(context: Context) -> list[Session]:
    """Sessions in the order of the programme, those without a slot last."""
    order = {id: i for i, id in enumerate(context.slots)}
    return sorted(context.conference.sessions, key=lambda session: order.get(session.id, len(order)))


@once
def _decks(context: Context, session: Session) -> list[Presentation]:
    """The decks of a session in the order of its parts; unlisted ones of its folder last."""
    listed = [context.lookup.one("items", ref.name) for part in session.parts for ref in part.items]
    found = [deck for deck in listed if deck]
    ids = {deck.id for deck in found}
    own = [deck for deck in context.decks.get(session.id, ()) if deck.id not in ids]
    return [*found, *own]


def _neighbours(context: Context) -> dict[str, tuple[Presentation | None, Presentation | None]]:
    """For each deck the one before and the one after it within its session."""
    table: dict[str, tuple[Presentation | None, Presentation | None]] = {}
    for session in context.conference.sessions:
        decks = _decks(context, session)
        for before, deck, after in zip([None, *decks], decks, [*decks[1:], None], strict=False):
            table[deck.id] = (before, after)
    return table


def _home_page(context: Context, language: Language) -> HomePage:
    conference = context.conference
    event = conference.event
    name = event.name.said(language)
    desc = (
        "프로그램을 조각보로 그렸습니다. 조각의 넓이는 시간, 색은 주제입니다."
        if language == "ko"
        else "The programme drawn as a patchwork: the area of a patch is its time, its colour the theme."
    )
    decks = [deck for session in _in_order(context) for deck in _decks(context, session)]
    figures = tuple(
        msgspec.structs.replace(
            cards.figure_view(context, deck, figure, language), origin=cards.link_to(deck, language)
        )
        for deck in [deck for deck in decks if deck.figures][:4]
        for figure in deck.figures[:1]
    )
    counts = (
        ("presentations", len(conference.presentations), f"{language}/sessions/"),
        ("cases", len(conference.cases), f"{language}/cases/"),
        ("datasets", len(conference.datasets), f"{language}/data/"),
        ("organisations", len(conference.organisations), f"{language}/organisations/"),
        ("terms", len(conference.glossary), f"{language}/glossary/"),
    )
    return HomePage(
        kind="home",
        path=f"{language}/",
        lang=language,
        title=name,
        lead=event.summary.said(language),
        section="home",
        name=name,
        slogan=event.slogan.said(language),
        dates=formats.period(event.dates, language) if event.dates else "",
        patchwork=patchwork_svg(context, name.text, desc, language),
        days=tuple(day_view(context, day, language) for day in conference.programme.days),
        sessions=tuple(_session_card(context, session, language) for session in _in_order(context)),
        talks=tuple(cards.talk_card(context, deck, language) for deck in decks[:6]),
        figures=figures,
        counts=tuple(count for count in counts if count[1]),
    )


@once
def _session_card(context: Context, session: Session, language: Language) -> TalkCard:
    when = Said()
    if session.id in context.slots:
        day, slot = context.slots[session.id]
        channel = context.one("channels", slot.channel)
        words = [formats.short_day(day.date, language), formats.hours(slot.time, language)]
        words += [channel.name.said(language).text] if channel else []
        when = marked(" · ".join(words), language)
    return TalkCard(
        title=session.title.said(language),
        href=href(session, language),
        kind="session",
        colour=context.colour(session),
        lead=cards.lead_of(session, language),
        organisations=(when,) if when else (),
        condition=session.condition,
    )


def _session_page(context: Context, session: Session, language: Language) -> SessionPage:
    day, slot = context.slots.get(session.id, (None, None))
    parts = []
    for part in session.parts:
        found = (context.lookup.one("items", ref.name) for ref in part.items)
        decks = tuple(cards.talk_card(context, deck, language) for deck in found if deck)
        group = context.one("groups", part.cases)
        comparison = f"{language}/cases/#{group.id}" if group else ""
        parts.append(PartView(part.id, part.title.said(language), decks, comparison))
    listed = {ref.name for part in session.parts for ref in part.items}
    rest = [d for d in _decks(context, session) if not session.parts or not listed & {d.id, d.title.ko, d.title.en}]
    if rest and not session.parts:
        own = tuple(cards.talk_card(context, deck, language) for deck in rest)
        parts.append(PartView("presentations", Said(), own))
    order = _in_order(context)
    place = order.index(session)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    parallel: tuple[SlotView, ...] = ()
    if day and slot:
        others = (s for s in day.slots if s is not slot and _overlap(s.time, slot.time))
        parallel = tuple(slot_view(context, s, language) for s in others)
    return SessionPage(
        kind="session",
        **_common(context, session, language, "sessions", (_crumb(language, "sessions"),)),
        body=body_view(context, session, language),
        slot=slot_view(context, slot, language) if slot else None,
        date=formats.day(day.date, language) if day else "",
        colour=context.colour(session),
        material=session.material,
        parts=tuple(parts),
        parallel=parallel,
        previous=cards.link_to(before, language) if before else None,
        next=cards.link_to(after, language) if after else None,
    )


def _overlap(one: Any, two: Any) -> bool:
    return bool(one.start < two.end and two.start < one.end)


def _talk_page(
    context: Context,
    item: Presentation,
    language: Language,
    neighbours: tuple[Presentation | None, Presentation | None],
) -> TalkPage:
    case = item if isinstance(item, Case) else None
    session = _session_for(context, item)
    group = context.lookup.one("groups", case.group) if case else None
    crumbs: tuple[LinkTo, ...] = (_crumb(language, "cases" if case else "sessions"),)
    if group:
        crumbs += (LinkTo(group.title.said(language), f"{language}/cases/#{group.id}"),)
    elif session:
        crumbs += (cards.link_to(session, language),)
    district = context.one("districts", item.district)
    placed = {b.argument for b in item.body.ko.blocks if b.name == "figures"} if item.body.ko else set()
    day, slot = context.slots.get(session.id, (None, None)) if session else (None, None)
    before, after = neighbours
    date = Said(formats.period(item.date, language), language) if item.date else item.date_text.said(language)
    return TalkPage(
        kind="talk",
        **_common(context, item, language, "cases" if case else "sessions", crumbs),
        body=body_view(context, item, language),
        colour=context.colour(item),
        programme=item.programme.said(language),
        presenters=cards.presenter_lines(context, item, language),
        organisations=cards.organisation_links(context, (ref.name for ref in item.organisations), language),
        district=cards.link_to(district, language) if district else None,
        date=date,
        links=tuple(cards.weblink(link, language) for link in item.links),
        figures=tuple(cards.figure_view(context, item, figure, language) for figure in item.figures),
        figures_on_top=not placed,
        disclaimer=item.disclaimer.said(language),
        session=cards.link_to(session, language) if session else None,
        slot=slot_view(context, slot, language, day) if slot else None,
        group=LinkTo(group.title.said(language), f"{language}/cases/#{group.id}") if group else None,
        period=cards.case_period(case, language) if case else Said(),
        delivery_model=case.delivery_model.said(language) if case else Said(),
        results=tuple(cards.result_view(context, case, result, language) for result in case.results) if case else (),
        previous=cards.link_to(before, language) if before else None,
        next=cards.link_to(after, language) if after else None,
        related=_related(context, item, language),
        cite=_cite(context, item, language),
        minutes_to_read=_reading_minutes(item, language),
    )


def _session_for(context: Context, item: Presentation) -> Session | None:
    if not isinstance(item, Case):
        found: Session | None = context.lookup.one("sessions", item.session)
        return found
    for session in context.conference.sessions:
        for part in session.parts:
            group = context.one("groups", part.cases)
            if group and group.id == item.group:
                return session
    return None


def _related(context: Context, item: Any, language: Language) -> tuple[LinkTo, ...]:
    found = (context.lookup.one("addressed", ref.name) for ref in item.related)
    return tuple(cards.link_to(other, language) for other in found if other)


def _cite(context: Context, item: Presentation, language: Language) -> Said:
    """How to cite the page: presenters or organisations, year, title, event."""
    event = context.conference.event
    names = [line.name.text for line in cards.presenter_lines(context, item, language) if line.name]
    if not names:
        links = cards.organisation_links(context, (ref.name for ref in item.organisations[:2]), language)
        names = [link.label.text for link in links]
    year = f" ({event.dates.start.year})" if event.dates else ""
    title = item.title.said(language).text
    quoted = f"「{title}」" if language == "ko" else f"“{title}”"
    tail = f"{event.name.said(language).text}."
    return marked(f"{', '.join(names)}{year}. {quoted}. {tail}".lstrip(" ."), language)


def _reading_minutes(item: Presentation, language: Language) -> int:
    """Whole minutes to read the body: about 220 English or 130 Korean words a minute."""
    outline = item.body.of(language) or item.body.ko
    words = outline.words if outline else 0
    return max(1, round(words / (220 if language == "en" else 130)))


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
    return DirectoryPage(kind=section, **_listing(language, section), groups=groups, total=len(entries))


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
    listing = _listing(language, "districts")
    entries = tuple(lists.district_entry(context, item, language) for item in context.conference.districts)
    tilemap = lists.district_map(context, language, listing["title"].text)
    return DistrictsPage(kind="districts", **listing, tilemap=tilemap, districts=entries)


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
        **_common(context, item, language, section, (_crumb(language, section),)),
        entry=entry,
        facts=facts,
        talks=talks,
        people=people,
        organisations=organisations,
    )


def text_pages(context: Context, language: Language) -> Iterator[tuple[Page, Span]]:
    """Datasets, minutes and plain pages, with their lists."""
    conference = context.conference
    if present(conference, "data"):
        links = tuple(_dataset_link(context, dataset, language) for dataset in conference.datasets)
        yield DatasetsPage(kind="datasets", **_listing(language, "data"), datasets=links), NOWHERE
    for dataset in conference.datasets:
        yield _dataset_page(context, dataset, language), dataset.span
    if present(conference, "minutes"):
        found = tuple(
            LinkTo(m.title.said(language), href(m, language), Said(formats.day(m.date, language), language))
            for m in conference.minutes
        )
        yield MinutesIndexPage(kind="minutes-index", **_listing(language, "minutes"), minutes=found), NOWHERE
    for minutes in conference.minutes:
        yield _minutes_page(context, minutes, language), minutes.span
    for page in conference.pages:
        common = _common(context, page, language, page.id, ())
        yield PlainPage(kind="page", **common, body=body_view(context, page, language)), page.span


def _dataset_link(context: Context, dataset: Dataset, language: Language) -> LinkTo:
    """A dataset in the list, with the title of the first page that shows it."""
    places = (cards.mention(context, place, language) for place in context.mentions.of(dataset))
    first = next((place.title for place in places if place), Said())
    return LinkTo(dataset.title.said(language), href(dataset, language), first)


def _dataset_page(context: Context, dataset: Dataset, language: Language) -> DatasetPage:
    places = (cards.mention(context, place, language) for place in context.mentions.of(dataset))
    return DatasetPage(
        kind="dataset",
        **_common(context, dataset, language, "data", (_crumb(language, "data"),)),
        dataset=dataset_card(context, dataset, language),
        mentions=tuple(place for place in places if place),
    )


def _minutes_page(context: Context, minutes: Minutes, language: Language) -> MinutesPage:
    attendance = tuple(
        AttendanceView(
            group.group.said(language),
            _counted(context, group.present, language),
            _counted(context, group.absent, language),
        )
        for group in minutes.attendance
    )
    following = [formats.period(minutes.next, language)] if minutes.next else []
    said = minutes.next_text.said(language)
    return MinutesPage(
        kind="minutes",
        **_common(context, minutes, language, "minutes", (_crumb(language, "minutes"),)),
        body=body_view(context, minutes, language),
        date=formats.day(minutes.date, language),
        iso=minutes.date.iso(),
        time=formats.hours(minutes.time, language) if minutes.time else "",
        place=minutes.place.said(language),
        recorder=minutes.recorder.said(language),
        attendance=attendance,
        next=Said(", ".join([*following, *([said.text] if said else [])]), said.lang if said else language),
        related=_related(context, minutes, language),
    )


def _counted(context: Context, names: tuple[str, ...], language: Language) -> tuple[tuple[Said, int], ...]:
    """Bodies with the number of people each sent, in the order written; one that is withheld has no name."""
    counts: dict[str, int] = {}
    for name in names:
        shown = "" if name in context.hidden else name
        counts[shown] = counts.get(shown, 0) + 1
    return tuple((_body_name(context, name, language), count) for name, count in counts.items())


def _body_name(context: Context, name: str, language: Language) -> Said:
    if not name:
        return Said()
    found = context.lookup.one("organisations", name)
    if found:
        said: Said = found.name.said(language)
        return said
    for organisation in context.conference.organisations:
        for department in organisation.departments:
            if name in (department.name.ko, department.name.en):
                return department.name.said(language)
    return Said(name, "ko")
