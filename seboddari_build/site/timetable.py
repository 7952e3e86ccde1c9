"""The programme as a grid of times and channels, and as a list in reading order."""

from itertools import pairwise

from seboddari_build.base.language import Language, Text
from seboddari_build.draw.patchwork import Patch, Patchwork
from seboddari_build.draw.svg import Colour
from seboddari_build.model.event import ProgrammeDay, Session, Slot
from seboddari_build.model.value import Day
from seboddari_build.site import formats
from seboddari_build.site.cards import title_of
from seboddari_build.site.context import Context, href, once
from seboddari_build.site.moments import moment
from seboddari_build.site.views import DayView, GridCell, GridRow, SlotView

#: Colours of slots that belong to no session.
KIND_COLOURS: dict[str, Colour] = {
    "opening": "line",
    "keynote": "indigo",
    "session": "cloth",
    "performance": "persimmon",
    "theatre": "persimmon",
    "break": "cloth",
    "closing": "line",
}


#: What a slot without a title says whose session is withheld.
WITHHELD = Text("공개하지 않는 순서", "Not published")
#: What a slot over all channels says.
ALL_CHANNELS = Text("모든 채널", "All channels")
#: Colours of the channels, for sessions of which nothing but the slot is known.
CHANNEL_COLOURS: tuple[Colour, ...] = ("indigo", "persimmon", "jade", "ochre")


@once
def slot_view(context: Context, slot: Slot, language: Language, day: ProgrammeDay | None = None) -> SlotView:
    """A slot with its title, channel and time in words; ``day`` where the page does not say it."""
    session = context.one("sessions", slot.session)
    channel = context.one("channels", slot.channel)
    start, end = slot.time.clock()
    date, zone = _days(context)[slot.id], context.conference.event.timezone
    talks = sum(len(part.items) for part in session.parts) if session else 0
    return SlotView(
        id=slot.id,
        kind=slot.kind,
        title=_title(slot, session).said(language),
        href=href(session, language) if session else "",
        channel=title_of(channel, language) if channel else ALL_CHANNELS.said(language),
        channel_id=channel.id if channel else "all",
        time=formats.hours(slot.time, language),
        start=start,
        end=end,
        minutes=slot.time.minutes(),
        performer=slot.performer.said(language),
        inferred=", ".join(slot.inferred),
        because=slot.because.said(language),
        colour=context.colour(session) if session else KIND_COLOURS[slot.kind],
        talks=talks,
        date=formats.short_day(day.date, language) if day else "",
        begins=moment(date, slot.time.start, zone),
        ends=moment(date, slot.time.end, zone),
    )


@once
def _days(context: Context) -> dict[str, Day]:
    """The date of each slot."""
    return {slot.id: day.date for day in context.conference.programme.days for slot in day.slots}


def _title(slot: Slot, session: Session | None) -> Text:
    """The title of a slot: its own, else its session's; a slot stays when its session is withheld."""
    return slot.title or (session.title if session else WITHHELD)


def day_view(context: Context, day: ProgrammeDay, language: Language) -> DayView:
    """One day: the grid, and its slots by time, then channel."""
    channels: list[str] = [channel.id for channel in context.conference.event.channels]
    order = {name: i for i, name in enumerate([*channels, "all"])}
    slots = sorted(day.slots, key=lambda s: (s.time.start, order.get(_channel(context, s), 99)))
    return DayView(
        id=day.id,
        title=day.title.said(language),
        date=formats.day(day.date, language),
        iso=day.date.iso(),
        channels=tuple(channel.name.said(language) for channel in context.conference.event.channels),
        rows=_rows(context, day, channels, language),
        slots=tuple(slot_view(context, slot, language) for slot in slots),
    )


def _rows(context: Context, day: ProgrammeDay, channels: list[str], language: Language) -> tuple[GridRow, ...]:
    edges = sorted({edge for slot in day.slots for edge in (slot.time.start, slot.time.end)})
    spans = list(pairwise(edges))
    columns = {name: [s for s in day.slots if _channel(context, s) in (name, "all")] for name in channels}
    rows: list[GridRow] = []
    for start, end in spans:
        cells: list[GridCell] = []
        for index, name in enumerate(channels):
            slot = next((s for s in columns[name] if s.time.start <= start < s.time.end), None)
            wide = slot is not None and _channel(context, slot) == "all"
            if slot is None:
                cells.append(GridCell(None))
            elif slot.time.start == start and not (wide and index):
                height = sum(1 for a, _ in spans if slot.time.start <= a < slot.time.end)
                cells.append(GridCell(slot_view(context, slot, language), height, len(channels) if wide else 1))
        rows.append(GridRow(_clock(start), _clock(end), tuple(cells)))
    return tuple(rows)


def _channel(context: Context, slot: Slot) -> str:
    found = context.one("channels", slot.channel)
    return found.id if found else slot.channel.name


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def programme_patchwork(context: Context, title: str, desc: str, language: Language) -> Patchwork | None:
    """The patchwork of the programme: area = minutes, hue = theme; None without a programme."""
    days = tuple(
        tuple(_patch(context, slot, language) for slot in day.slots) for day in context.conference.programme.days
    )
    if not any(days):
        return None
    return Patchwork(id="patchwork", title=title, desc=desc, lang=language, days=days)


def _patch(context: Context, slot: Slot, language: Language) -> Patch:
    return Patch(slot.time.minutes(), _hue(context, slot), slot_view(context, slot, language).title.text)


def _hue(context: Context, slot: Slot) -> Colour:
    """The colour of a slot in the cloth: its session's, else its kind's, else its channel's."""
    session = context.one("sessions", slot.session)
    if session:
        return context.colour(session)
    if slot.kind != "session":
        return KIND_COLOURS[slot.kind]
    channels: list[str] = [channel.id for channel in context.conference.event.channels]
    own = _channel(context, slot)
    return CHANNEL_COLOURS[channels.index(own) % len(CHANNEL_COLOURS)] if own in channels else "cloth"
