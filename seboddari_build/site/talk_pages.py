"""The page of a presentation or a case."""

from seboddari_build.base.language import Language, Said, marked
from seboddari_build.model.event import Session
from seboddari_build.model.talk import Case, Presentation
from seboddari_build.site import cards, formats
from seboddari_build.site.bodies import body_view
from seboddari_build.site.context import Context
from seboddari_build.site.frame import list_crumb, of_item
from seboddari_build.site.references import authors
from seboddari_build.site.timetable import slot_view
from seboddari_build.site.views import (
    LinkTo,
    TalkPage,
)


def talk_page(
    context: Context,
    item: Presentation,
    language: Language,
    neighbours: tuple[Presentation | None, Presentation | None],
) -> TalkPage:
    """The page of ``item``, between its neighbours within the session."""
    case = item if isinstance(item, Case) else None
    session = _session_for(context, item)
    group = context.lookup.one("groups", case.group) if case else None
    crumbs: tuple[LinkTo, ...] = (list_crumb(language, "cases" if case else "sessions"),)
    if group:
        crumbs += (LinkTo(group.title.said(language), f"{language}/cases/#{group.id}"),)
    elif session:
        crumbs += (cards.link_to(session, language),)
    district = context.one("districts", item.district)
    blocks = item.body.ko.blocks if item.body.ko else ()
    placed = {block.name for block in blocks}
    day, slot = context.slots.get(session.id, (None, None)) if session else (None, None)
    before, after = neighbours
    date = Said(formats.period(item.date, language), language) if item.date else item.date_text.said(language)
    return TalkPage(
        kind="talk",
        **of_item(context, item, language, "cases" if case else "sessions", crumbs),
        body=body_view(context, item, language),
        colour=context.colour(item),
        programme=item.programme.said(language),
        presenters=cards.presenter_lines(context, item, language),
        organisations=cards.organisation_links(context, (ref.name for ref in item.organisations), language),
        district=cards.link_to(district, language) if district else None,
        date=date,
        links=tuple(cards.weblink(link, language) for link in item.links) if "links" not in placed else (),
        figures=tuple(cards.figure_view(context, item, figure, language) for figure in item.figures),
        figures_on_top="figures" not in placed,
        disclaimer=item.disclaimer.said(language),
        session=cards.link_to(session, language) if session else None,
        slot=slot_view(context, slot, language, day) if slot else None,
        group=LinkTo(group.title.said(language), f"{language}/cases/#{group.id}") if group else None,
        period=cards.case_period(case, language) if case else Said(),
        delivery_model=case.delivery_model.said(language) if case else Said(),
        results=tuple(cards.result_view(context, case, result, language) for result in case.results) if case else (),
        previous=cards.link_to(before, language) if before else None,
        next=cards.link_to(after, language) if after else None,
        cite=_cite(context, item, language),
        minutes_to_read=_reading_minutes(item, language),
        iso=day.date.iso() if day else item.date.start.iso() if item.date else "",
        tags=tuple(Said(tag, "ko") for tag in item.tags),
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


def _cite(context: Context, item: Presentation, language: Language) -> Said:
    """How to cite the page: presenters or organisations, year, title, event."""
    event = context.conference.event
    links = cards.organisation_links(context, (ref.name for ref in item.organisations), language)
    people, bodies = authors(cards.presenter_lines(context, item, language), links)
    names = [name.text for name in (*people, *bodies)]
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
