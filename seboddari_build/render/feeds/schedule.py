"""The programme as schedule.json and schedule.xml, which apps for conferences read (c3voc).

Korean is the language of both; English stands in subtitles and descriptions.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from math import gcd

from msgspec import Struct

from seboddari_build.base.language import Language, Said
from seboddari_build.render.theme import Theme
from seboddari_build.site.calendars import ALL
from seboddari_build.site.views import Chrome, DayView, Page, ProgrammePage, SessionPage, SlotView, TalkPage

#: What the schema takes for the name of a zone.
_ZONE = re.compile(r"([A-Z][a-z]+/[A-Z][a-z]+)|UTC$")


class Event(Struct, frozen=True):
    """A slot in one room: text in Korean, with its English beside it."""

    guid: str
    id: int
    slug: str
    room: str
    kind: str
    begins: str
    ends: str
    minutes: int
    lang: Language
    title: str
    subtitle: str
    abstract: str
    description: str
    persons: tuple[tuple[str, str], ...]  # (guid, name)
    links: tuple[tuple[str, str], ...]  # (address, title)
    url: str


class Day(Struct, frozen=True):
    """A day of the programme, with what happens in each room."""

    index: int
    date: str
    begins: str
    ends: str
    rooms: tuple[tuple[str, tuple[Event, ...]], ...]


class Schedule(Struct, frozen=True):
    """The programme as both files tell it."""

    title: str
    acronym: str
    begins: str
    ends: str
    step: int
    zone: str
    version: str
    base_url: str
    url: str
    rooms: tuple[tuple[str, str], ...]  # (guid, name)
    days: tuple[Day, ...]


def schedule(
    korean: Iterable[Page], english: Iterable[Page], chrome: Chrome, theme: Theme, base_url: str
) -> Schedule | None:
    """The schedule of a site, made of its pages in both languages; None without a programme whose days are known."""
    maker = _Maker(tuple(korean), tuple(english), chrome, theme, base_url)
    days = tuple(maker.days())
    if not days:
        return None
    facts = chrome.event
    edges = [edge for day in days for _, events in day.rooms for e in events for edge in (e.begins, e.ends)]
    return Schedule(
        title=chrome.name.text,
        acronym=maker.acronym,
        begins=days[0].date,
        ends=days[-1].date,
        step=gcd(*(int(edge[11:13]) * 60 + int(edge[14:16]) for edge in edges)) or 24 * 60,
        zone=facts.zone if _ZONE.match(facts.zone) else "",
        version=str(facts.edition or 1),
        base_url=base_url,
        url=facts.url or base_url,
        rooms=tuple((_guid(chrome, f"room/{name}"), name) for name, _ in days[0].rooms),
        days=days,
    )


class _Maker:
    """Makes the days of a schedule of views."""

    def __init__(
        self, korean: tuple[Page, ...], english: tuple[Page, ...], chrome: Chrome, theme: Theme, base_url: str
    ) -> None:
        self._pages = {page.path: page for page in (*korean, *english)}
        self._days = next((page.days for page in korean if isinstance(page, ProgrammePage)), ())
        twins = next((page.days for page in english if isinstance(page, ProgrammePage)), ())
        self._twins = {slot.id: slot for day in twins for slot in day.slots}
        self._chrome = chrome
        self._theme = theme
        self._base_url = base_url
        self._taken: set[int] = set()
        self.acronym = _acronym(chrome.event.id)

    def days(self) -> Iterator[Day]:
        known = [day for day in self._days if any(slot.begins for slot in day.slots)]
        for index, day in enumerate(sorted(known, key=lambda day: day.iso), 1):
            names = self._rooms(day)
            rooms = tuple((name, tuple(self._events(day, name, names))) for name in names)
            moments = [moment for _, events in rooms for event in events for moment in (event.begins, event.ends)]
            yield Day(index, day.iso, min(moments), max(moments), rooms)

    def _rooms(self, day: DayView) -> tuple[str, ...]:
        """The channels; without any, the one that all slots share."""
        return tuple(dict.fromkeys(channel.text for channel in day.channels)) or (day.slots[0].channel.text,)

    def _events(self, day: DayView, room: str, rooms: tuple[str, ...]) -> Iterator[Event]:
        for slot in day.slots:
            if slot.channel_id == ALL and len(rooms) > 1:  # an event has one room: it is told of in each
                yield self._event(slot, room, f"{slot.id}-{rooms.index(room) + 1}")
            elif slot.channel_id == ALL or slot.channel.text == room:
                yield self._event(slot, room, slot.id)

    def _event(self, slot: SlotView, room: str, name: str) -> Event:
        guid = _guid(self._chrome, f"slot/{name}")
        twin = self._twins.get(slot.id, slot)
        page, other = self._pages.get(slot.href), self._pages.get(twin.href)
        session = page if isinstance(page, SessionPage) else None
        talks = self._talks(session) if session else ()
        base = self._base_url
        return Event(
            guid=guid,
            id=self._number(guid),
            slug=f"{self.acronym}-slot-{name}",
            room=room,
            kind=slot.kind,
            begins=slot.begins,
            ends=slot.ends,
            minutes=slot.minutes,
            lang=slot.title.lang,
            title=slot.title.text,
            subtitle=twin.title.text if twin.title != slot.title else "",
            abstract=self._abstract(slot, session.lead if session else Said(), "ko"),
            description=self._abstract(twin, other.lead if other else Said(), "en"),
            persons=self._persons(talks),
            links=tuple((talk.canonical, talk.title.text) for talk in talks) if base else (),
            url=f"{base}{slot.href or f'ko/programme/#{slot.id}'}" if base else f"urn:uuid:{guid}",
        )

    def _talks(self, session: SessionPage) -> tuple[TalkPage, ...]:
        found = (self._pages.get(card.href) for part in session.parts for card in part.cards)
        return tuple(page for page in found if isinstance(page, TalkPage))

    def _persons(self, talks: Iterable[TalkPage]) -> tuple[tuple[str, str], ...]:
        """Those who present, as far as they may be named, each once."""
        names = dict.fromkeys(line.name.text for talk in talks for line in talk.presenters if line.name)
        return tuple((_guid(self._chrome, f"person/{name}"), name) for name in names)

    def _abstract(self, slot: SlotView, lead: Said, lang: Language) -> str:
        """A paragraph each: that a time was inferred and why, who is on, what it is about."""
        say = self._theme.say
        inferred = f"{say('inferred', lang)}: {slot.because.text}".rstrip(": ") if slot.inferred else ""
        on = f"{say('performer', lang)} {slot.performer.text}" if slot.performer else ""
        return "\n\n".join(filter(None, (inferred, on, lead.text)))

    def _number(self, guid: str) -> int:
        """A number that stays with its event; the next one where another has it."""
        number = uuid.UUID(guid).int % 2**31 or 1
        while number in self._taken:
            number += 1
        self._taken.add(number)
        return number


def _acronym(event: str) -> str:
    """The id of the event as the schema has it: four signs at least, no hyphens."""
    short = event.replace("-", "_")
    return short if len(short) > 3 else f"event_{short}"


def _guid(chrome: Chrome, name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{chrome.event.id}/{name}"))
