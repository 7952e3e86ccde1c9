"""The pages of the event: home, programme, sessions, and the comparison of cases."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import msgspec

from seboddari_build.base.language import Language, Said, marked
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.model.event import Event, Session
from seboddari_build.model.talk import Presentation
from seboddari_build.site import cards, formats
from seboddari_build.site.bodies import body_view
from seboddari_build.site.comparison import comparison_group
from seboddari_build.site.context import Context, href, once
from seboddari_build.site.frame import (
    decks_of,
    in_order,
    list_crumb,
    neighbours_of,
    of_item,
    of_list,
)
from seboddari_build.site.plain_pages import menu_patchwork, shelves
from seboddari_build.site.talk_pages import talk_page
from seboddari_build.site.timetable import day_view, programme_patchwork, slot_view
from seboddari_build.site.views import (
    ComparisonPage,
    HomePage,
    LinkTo,
    Page,
    PartView,
    ProgrammePage,
    SessionPage,
    SessionsPage,
    SlotView,
    TalkCard,
)


def event_pages(context: Context, language: Language) -> Iterator[tuple[Page, Span]]:
    """Home, programme, sessions, presentations, cases and their comparison."""
    conference = context.conference
    yield _home_page(context, language), conference.event.span
    if conference.programme.days:
        days = tuple(day_view(context, day, language) for day in conference.programme.days)
        yield ProgrammePage(kind="programme", **of_list(language, "programme"), days=days), conference.programme.span
    if conference.sessions:
        sessions = tuple(_session_card(context, session, language) for session in in_order(context))
        yield SessionsPage(kind="sessions", **of_list(language, "sessions"), sessions=sessions), NOWHERE
    for session in conference.sessions:
        yield _session_page(context, session, language), session.span
    neighbours = neighbours_of(context)
    for item in (*conference.presentations, *conference.cases):
        yield talk_page(context, item, language, neighbours.get(item.id, (None, None))), item.span
    if conference.cases:
        groups = (comparison_group(context, group, language) for group in conference.config.groups)
        shown = tuple(group for group in groups if group)
        yield ComparisonPage(kind="cases", **of_list(language, "cases"), groups=shown), NOWHERE


def _home_page(context: Context, language: Language) -> HomePage:
    conference = context.conference
    event = conference.event
    name = event.name.said(language)
    desc = (
        "프로그램을 조각보로 그렸습니다. 조각의 넓이는 시간, 색은 주제입니다."
        if language == "ko"
        else "The programme drawn as a patchwork: the area of a patch is its time, its colour the theme."
    )
    decks = _spread(decks_of(context, session) for session in in_order(context))
    told = [(deck, cards.key_figure(deck)) for deck in decks]
    figures = tuple(
        msgspec.structs.replace(
            cards.figure_view(context, deck, figure, language), origin=cards.link_to(deck, language)
        )
        for deck, figure in [(deck, figure) for deck, figure in told if figure and figure.value][:4]
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
        patchwork=programme_patchwork(context, name.text, desc, language)
        or menu_patchwork(context, name.text, language),
        days=tuple(day_view(context, day, language) for day in conference.programme.days),
        sessions=tuple(_session_card(context, session, language) for session in in_order(context)),
        talks=tuple(cards.talk_card(context, deck, language) for deck in decks[:6]),
        figures=figures,
        counts=tuple(count for count in counts if count[1]),
        shelves=shelves(context, language),
        records=tuple(_records(event, language)),
    )


def _records(event: Event, language: Language) -> Iterator[LinkTo]:
    """What there is of the event outside the site: its own site, recordings, printed volumes, other years."""
    if event.url:
        yield LinkTo(Said(event.url.removeprefix("https://").rstrip("/")), event.url, kind="site")
    if event.video:
        yield LinkTo(event.video.label.said(language), event.video.url or "", kind="video")
    for volume in event.volumes:
        yield LinkTo(volume.title.said(language), note=volume.note.said(language), kind="volume")
    for other in event.series:
        yield LinkTo(other.label.said(language), other.url or "", kind="series")


def _spread(of_sessions: Iterable[Sequence[Presentation]]) -> list[Presentation]:
    """The first of each session, then the second of each, and so on: no session alone speaks for the event."""
    return [deck for row in zip_longest(*of_sessions) for deck in row if deck]


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
        when=(when,) if when else (),
        colour=context.colour(session),
        lead=cards.lead_of(session, language),
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
    rest = [d for d in decks_of(context, session) if not session.parts or not listed & {d.id, d.title.ko, d.title.en}]
    if rest and not session.parts:
        own = tuple(cards.talk_card(context, deck, language) for deck in rest)
        parts.append(PartView("presentations", Said(), own))
    order = in_order(context)
    place = next(index for index, other in enumerate(order) if other is session)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    parallel: tuple[SlotView, ...] = ()
    if day and slot:
        others = (s for s in day.slots if s is not slot and _overlap(s.time, slot.time))
        parallel = tuple(slot_view(context, s, language) for s in others)
    return SessionPage(
        kind="session",
        **of_item(context, session, language, "sessions", (list_crumb(language, "sessions"),)),
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
