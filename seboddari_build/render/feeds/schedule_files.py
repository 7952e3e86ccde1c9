"""The schedule as schedule.json and schedule.xml, in the words of the public schemas of c3voc."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from seboddari_build import __version__
from seboddari_build.draw.svg import escape, tag
from seboddari_build.render.feeds.schedule import Day, Event, Schedule


def as_json(one: Schedule) -> bytes:
    """``schedule.json``."""
    conference = {
        "acronym": one.acronym,
        "title": one.title,
        "start": one.begins,
        "end": one.ends,
        "daysCount": len(one.days),
        "timeslot_duration": _clock(one.step),
        "time_zone_name": one.zone,
        "url": one.url,
        "rooms": [{"guid": guid, "name": name} for guid, name in one.rooms],
        "days": [_day_json(day) for day in one.days],
    }
    told = {"version": one.version, "base_url": one.base_url, "conference": _filled(conference)}
    whole = {"generator": {"name": "seboddari", "version": __version__}, "schedule": _filled(told)}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _day_json(day: Day) -> Mapping[str, object]:
    return {
        "index": day.index,
        "date": day.date,
        "day_start": day.begins,
        "day_end": day.ends,
        "rooms": {name: [_event_json(event) for event in events] for name, events in day.rooms},
    }


def _event_json(event: Event) -> Mapping[str, object]:
    return {
        "guid": event.guid,
        "id": event.id,
        "date": event.begins,
        "start": event.begins[11:16],
        "end": event.ends,
        "duration": _clock(event.minutes),
        "room": event.room,
        "slug": event.slug,
        "url": event.url,
        "title": event.title,
        "subtitle": event.subtitle,
        "track": None,
        "type": event.kind,
        "language": event.lang,
        "abstract": event.abstract,
        "description": event.description,
        "persons": [{"guid": guid, "name": name} for guid, name in event.persons],
        "links": [{"type": "article", "url": url, "title": title} for url, title in event.links],
    }


def as_xml(one: Schedule) -> bytes:
    """``schedule.xml``."""
    conference = (
        ("title", one.title), ("acronym", one.acronym), ("start", one.begins), ("end", one.ends),
        ("days", str(len(one.days))), ("timeslot_duration", _clock(one.step)), ("base_url", one.base_url),
        ("url", one.url), ("time_zone_name", one.zone),
    )  # fmt: skip
    head = [
        tag("generator", name="seboddari", version=__version__),
        *([tag("url", escape(f"{one.base_url}schedule.xml"))] if one.base_url else []),
        tag("version", one.version),
        tag("conference", *_elements(conference)),
    ]
    whole = tag("schedule", "\n", "\n".join((*head, *map(_day_xml, one.days))), "\n")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{whole}\n'.encode()


def _day_xml(day: Day) -> str:
    rooms = (tag("room", *map(_event_xml, events), "\n", name=name) for name, events in day.rooms)
    attributes = {"index": str(day.index), "date": day.date, "start": day.begins, "end": day.ends}
    return tag("day", "\n", "\n".join(rooms), "\n", **attributes)


def _event_xml(event: Event) -> str:
    persons = (tag("person", escape(name), guid=guid) for guid, name in event.persons)
    links = (tag("link", escape(title), href=url, type="article") for url, title in event.links)
    url = event.url if event.url.startswith("http") else ""
    said = (
        ("room", event.room), ("title", event.title), ("subtitle", event.subtitle), ("type", event.kind),
        ("date", event.begins), ("start", event.begins[11:16]), ("duration", _clock(event.minutes)),
        ("abstract", event.abstract), ("slug", event.slug), ("track", ""), ("language", event.lang),
        ("description", event.description),
    )  # fmt: skip
    elements = (tag(name, escape(text)) if text else f"<{name}></{name}>" for name, text in said)
    last = (*_elements((("url", url),)), tag("persons", *persons, ""), tag("links", *links, ""))
    return "\n" + tag("event", *elements, *last, id=str(event.id), guid=event.guid)


def _elements(said: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (tag(name, escape(text)) for name, text in said if text)


def _filled(values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if value != ""}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
