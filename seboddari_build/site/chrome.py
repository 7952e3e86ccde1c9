"""What all pages of one language share: names, navigation, footer."""

from seboddari_build.base.language import Language, Text
from seboddari_build.model.conference import Conference
from seboddari_build.model.event import Event
from seboddari_build.site import formats
from seboddari_build.site.context import Context
from seboddari_build.site.menu import foot_links, menu_links
from seboddari_build.site.moments import first_moment
from seboddari_build.site.views import Chrome, EventFacts, LinkTo

#: The entries of the navigation: which list must not be empty, the address, the name.
NAVIGATION = (
    ("programme", "programme/", Text("프로그램", "Programme")),
    ("sessions", "sessions/", Text("세션과 발표", "Sessions")),
    ("cases", "cases/", Text("사례 견주기", "Compare cases")),
    ("data", "data/", Text("자료", "Data")),
    ("organisations", "organisations/", Text("조직", "Organisations")),
    ("people", "people/", Text("사람", "People")),
    ("districts", "districts/", Text("자치구", "Districts")),
    ("minutes", "minutes/", Text("회의록", "Minutes")),
    ("glossary", "glossary/", Text("용어", "Glossary")),
)

#: The search, whose page also lists everything.
EVERYTHING = Text("찾기와 모두 보기", "Search and everything here")


def present(conference: Conference, section: str) -> bool:
    """Whether the event has anything for this part of the site."""
    if section == "programme":
        return bool(conference.programme.days)
    named = {"data": "datasets"}.get(section, section)
    entries = getattr(conference, named)
    if section == "people":
        return any(person.publish == "name" for person in entries)
    return bool(entries)


def chrome(context: Context, language: Language) -> Chrome:
    """The frame of every page in ``language``."""
    event = context.conference.event
    edition = ""
    if event.edition:
        date = formats.day(event.edition.date, language)
        edition = f"{event.edition.number}판, {date}" if language == "ko" else f"Edition {event.edition.number}, {date}"
    nav = tuple(
        LinkTo(text.said(language), f"{language}/{path}", kind=section)
        for section, path, text in NAVIGATION
        if present(context.conference, section)
    )
    return Chrome(
        lang=language,
        name=event.name.said(language),
        slogan=event.slogan.said(language),
        dates=formats.period(event.dates, language) if event.dates else "",
        nav=(*nav, *menu_links(context, language)),
        footer=(LinkTo(EVERYTHING.said(language), f"{language}/search/"), *foot_links(context, language)),
        notice=event.notice.said(language),
        publisher=event.publisher.said(language),
        email=event.contact.email if event.contact else "",
        edition=edition,
        stylesheets=(),
        scripts=(),
        event=_facts(event),
    )


def _facts(event: Event) -> EventFacts:
    dates, edition = event.dates, event.edition
    last = edition.date if edition else (dates.end or dates.start) if dates else None
    return EventFacts(
        id=event.id,
        begins=dates.start.iso() if dates else "",
        ends=dates.end.iso() if dates and dates.end else "",
        issued=edition.date.iso() if edition else "",
        stamp=first_moment(last, event.timezone) if last else "",
        edition=edition.number if edition else 0,
        zone=event.timezone,
        url=event.url or "",
    )
