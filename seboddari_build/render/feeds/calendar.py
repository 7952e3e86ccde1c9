"""Calendar files (iCalendar, RFC 5545): the programme for the calendars of phones and computers."""

import datetime
import re
from collections.abc import Iterator, Mapping

from seboddari_build.base.language import Said
from seboddari_build.base.zones import zone_of
from seboddari_build.render.feeds.zone import zone_lines
from seboddari_build.render.theme import Theme
from seboddari_build.site.calendars import Calendar
from seboddari_build.site.views import Chrome, SlotView

#: Octets of a line before it is folded.
_LINE = 75
_SPECIAL = re.compile(r"[\\;,]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")


def calendar(one: Calendar, chrome: Chrome, theme: Theme, base_url: str, leads: Mapping[str, Said]) -> bytes:
    """A calendar as a file; ``leads`` says in a few words what each page is about, by its address.

    Addresses are named where ``base_url`` is not "". A slot has the same UID in every calendar and language.
    """
    return b"".join(_folded(line) for line in _lines(one, chrome, theme, base_url, leads))


def _lines(
    one: Calendar, chrome: Chrome, theme: Theme, base_url: str, leads: Mapping[str, Said]
) -> Iterator[str]:  # fmt: skip
    name = one.title.text if one.title == chrome.name else f"{chrome.name.text}: {one.title.text}"
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Seboddari//Programme//{one.lang.upper()}")
    yield "CALSCALE:GREGORIAN"
    yield f"NAME;LANGUAGE={one.lang}:{_text(name)}"
    yield f"X-WR-CALNAME:{_text(name)}"
    yield f"X-WR-TIMEZONE:{chrome.event.zone}"
    if base_url:
        yield f"URL:{base_url}{one.page}"
    zone = zone_of(chrome.event.zone)
    years = [int(moment[:4]) for slot in one.slots for moment in (slot.begins, slot.ends)]
    if zone:
        yield from zone_lines(chrome.event.zone, zone, min(years), max(years))
    for slot in one.slots:
        yield from _event(slot, one, chrome, theme, base_url, leads)
    yield "END:VCALENDAR"


def _event(
    slot: SlotView, one: Calendar, chrome: Chrome, theme: Theme, base_url: str, leads: Mapping[str, Said]
) -> Iterator[str]:  # fmt: skip
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(slot, chrome)}"
    yield f"DTSTAMP:{_stamp(slot, chrome)}"
    yield f"SEQUENCE:{max(0, chrome.event.edition - 1)}"
    yield f"DTSTART;TZID={chrome.event.zone}:{_local(slot.begins)}"
    yield f"DTEND;TZID={chrome.event.zone}:{_local(slot.ends)}"
    yield f"SUMMARY;LANGUAGE={slot.title.lang}:{_text(slot.title.text)}"
    yield f"LOCATION;LANGUAGE={slot.channel.lang}:{_text(slot.channel.text)}"
    if description := _description(slot, one, theme, leads):
        yield f"DESCRIPTION:{_text(description)}"
    yield f"CATEGORIES;LANGUAGE={one.lang}:{_text(theme.say(f'slot-{slot.kind}', one.lang))}"
    if base_url:
        yield f"URL:{base_url}{slot.href or f'{one.lang}/programme/#{slot.id}'}"
    yield from ("STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT")


def uid(slot: SlotView, chrome: Chrome) -> str:
    """What calendar programs know a slot by, whichever file it comes from."""
    return f"{slot.id}@{chrome.event.id}"


def _description(slot: SlotView, one: Calendar, theme: Theme, leads: Mapping[str, Said]) -> str:
    """That a time was inferred and why, who is on, what it is about: a paragraph each."""
    inferred = theme.say("inferred", one.lang) if slot.inferred else ""
    if inferred and slot.because:
        inferred = f"{inferred}: {slot.because.text}"
    on = f"{theme.say('performer', one.lang)} {slot.performer.text}" if slot.performer else ""
    lead = leads.get(slot.href, Said())
    return "\n\n".join(filter(None, (inferred, on, lead.text)))


def _stamp(slot: SlotView, chrome: Chrome) -> str:
    """When this was last said, for all that the content tells: with the edition, or else on the day itself."""
    moment = datetime.datetime.fromisoformat(chrome.event.stamp or slot.begins)
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _local(moment: str) -> str:
    """``20201217T093000`` of ``2020-12-17T09:30:00+09:00``."""
    return re.sub("[-:]", "", moment[:19])


def _text(words: str) -> str:
    """A value of type TEXT."""
    said = _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\g<0>", said).replace("\n", r"\n")


def _folded(line: str) -> bytes:
    """A line with its end, folded so that none has more than 75 octets and no character is torn."""
    parts: list[bytes] = []
    part, room = b"", _LINE
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > room:
            parts.append(part)
            part, room = b"", _LINE - 1  # a space opens each line that goes on
        part += octets
    return b"\r\n ".join((*parts, part)) + b"\r\n"
