"""Which calendar files there are, and the slots that each of them holds."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from seboddari_build.base.language import Language, Said
from seboddari_build.base.problem import Problem, error
from seboddari_build.model.event import Channel, Session
from seboddari_build.site.context import Context
from seboddari_build.site.views import Page, ProgrammePage, SessionPage, SlotView

CALENDAR_TAKEN = error(
    "path-collision",
    ko="‘{path}’: 두 달력 파일이 같은 주소에 놓입니다.",
    en="Two calendar files stand at the address '{path}'.",
    hint_ko="채널이나 세션의 id를 바꿉니다. 모든 순서를 담은 달력의 이름은 all입니다.",
    hint_en="Change the id of the channel or the session; the calendar of all slots is called 'all'.",
)

#: The calendar of the whole event.
ALL = "all"


class Calendar(Struct, frozen=True):
    """A calendar file in one language: its name (``all``, a channel or a session), what it is called, its slots.

    ``page`` is the address of the page that shows the same.
    """

    name: str
    lang: Language
    title: Said
    page: str
    slots: tuple[SlotView, ...]

    def href(self) -> str:
        """Its address."""
        return f"{self.lang}/calendar/{self.name}.ics"


def calendars(pages: Iterable[Page], title: Said) -> Iterator[Calendar]:
    """The calendars of one language, made of its ``pages``; ``title`` is the name of the event.

    First that of all slots, then each channel's, then each session's. A slot whose day is not known is in none.
    """
    shown = tuple(pages)
    for page in shown:
        if isinstance(page, ProgrammePage):
            slots = tuple(slot for day in page.days for slot in day.slots if slot.begins)
            break
    else:
        return
    if not slots:
        return
    lang = page.lang
    yield Calendar(ALL, lang, title, page.path, slots)
    for id, name in dict.fromkeys((slot.channel_id, slot.channel) for slot in slots if slot.channel_id != ALL):
        own = tuple(slot for slot in slots if slot.channel_id in (id, ALL))
        yield Calendar(id, lang, name, page.path, own)
    for session in shown:
        if isinstance(session, SessionPage) and (own := tuple(s for s in slots if s.href == session.path)):
            yield Calendar(_id(session), lang, session.title, session.path, own)


def taken_twice(context: Context) -> Iterator[Problem]:
    """Channels and sessions that want a calendar of the same name."""
    conference = context.conference
    first: dict[str, Channel | Session] = {}
    sessions = (session for session in conference.sessions if session.id in context.slots)
    entries: tuple[Channel | Session, ...] = (*conference.event.channels, *sessions)
    for entry in entries:
        owner = first.setdefault(entry.id, entry)
        if entry.id == ALL or owner is not entry:
            related = () if owner is entry else (owner.span,)
            path = f"calendar/{entry.id}.ics"
            yield CALENDAR_TAKEN.at(entry.span, path=path, related=related)


def _id(session: SessionPage) -> str:
    return session.path.rstrip("/").rpartition("/")[2]
