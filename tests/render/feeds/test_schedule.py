"""schedule.json and schedule.xml: valid by the public schemas, and the programme."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
from lxml import etree

from seboddari_build.model.conference import Conference
from tests.project import ROOT, Project
from tests.render.feeds.conftest import BASE, HOSTILE

SCHEMAS = ROOT / "tests" / "schemas"


@pytest.fixture(scope="module")
def json_schema() -> jsonschema.protocols.Validator:
    schema = json.loads((SCHEMAS / "c3voc-schedule.schema.json").read_text("utf-8"))
    return jsonschema.Draft6Validator(schema, format_checker=jsonschema.Draft6Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def xml_schema() -> xmlschema.XMLSchema11:
    return xmlschema.XMLSchema11(SCHEMAS / "c3voc-schedule.xsd")


def as_json(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "schedule.json").read_text("utf-8"))
    return found


def of_json(folder: Path) -> list[dict[str, Any]]:
    days = as_json(folder)["schedule"]["conference"]["days"]
    return [event for day in days for room in day["rooms"].values() for event in room]


def of_xml(folder: Path) -> list[etree._Element]:
    return etree.parse(folder / "schedule.xml").findall("day/room/event")


@pytest.mark.parametrize("which", ["real", "hostile", "unplaced"])
def test_both_are_valid(
    which: str,
    request: pytest.FixtureRequest,
    json_schema: jsonschema.protocols.Validator,
    xml_schema: xmlschema.XMLSchema11,
) -> None:
    made = request.getfixturevalue(which)
    folder = made if isinstance(made, Path) else made.output
    assert [error.message for error in json_schema.iter_errors(as_json(folder))] == []
    assert [str(error) for error in xml_schema.iter_errors(folder / "schedule.xml")] == []


def test_the_schemas_are_awake(
    json_schema: jsonschema.protocols.Validator, xml_schema: xmlschema.XMLSchema11, real: Path
) -> None:
    whole = as_json(real)
    del whole["schedule"]["conference"]["days"][0]["rooms"]["채널 1"][0]["guid"]
    assert [error.message for error in json_schema.iter_errors(whole)] == ["'guid' is a required property"]
    text = (real / "schedule.xml").read_text("utf-8")
    assert list(xml_schema.iter_errors(re.sub("<start>..:", "<start>x:", text)))


def test_every_slot_of_the_real_event_stands_at_its_time(real: Path, conference: Conference) -> None:
    slots = {
        (day.date.iso(), slot.time.clock()[0], channel.name.ko): slot
        for day in conference.programme.days
        for slot in day.slots
        for channel in conference.event.channels
        if slot.channel.name in (channel.id, "all")
    }
    made = {(e["date"][:10], e["start"], e["room"]): e for e in of_json(real)}
    assert set(made) == set(slots)
    for key, event in made.items():
        assert event["date"] == f"{key[0]}T{key[1]}:00+09:00"
        hours, minutes = map(int, event["duration"].split(":"))
        assert hours * 60 + minutes == slots[key].time.minutes()
        assert event["title"] == (slots[key].title.ko or event["title"])
    assert as_json(real)["schedule"]["conference"]["time_zone_name"] == "Asia/Seoul"


def test_both_say_the_same(hostile: Project) -> None:
    ours = of_json(hostile.output)
    theirs = of_xml(hostile.output)
    assert len(ours) == len(theirs) == 6
    for one, other in zip(ours, theirs, strict=True):
        for name in (
            "room",
            "title",
            "subtitle",
            "type",
            "date",
            "start",
            "duration",
            "abstract",
            "description",
            "slug",
        ):
            assert one[name] == (other.findtext(name) or ""), name
        assert (one["guid"], str(one["id"])) == (other.get("guid"), other.get("id"))
        assert [p["name"] for p in one["persons"]] == [p.text for p in other.findall("persons/person")]
        assert [p["url"] for p in one["links"]] == [p.get("href") for p in other.findall("links/link")]


def test_a_slot_of_all_channels_stands_in_each_room(hostile: Project) -> None:
    opening = [event for event in of_json(hostile.output) if event["title"] == "여는 말"]
    assert [event["room"] for event in opening] == ["채널 1", HOSTILE]
    assert len({event["guid"] for event in opening}) == 2


def test_a_session_names_its_talks_and_those_who_may_be_named(hostile: Project) -> None:
    care = next(event for event in of_json(hostile.output) if event["title"] == "돌봄")
    assert care["subtitle"] == "Care"
    assert care["abstract"] == "추정한 시각: 앞 칸이 비어 있음\n\n동네가 서로 돌본 이야기입니다."
    assert care["description"] == "Inferred time: The cell before is blank.\n\nHow neighbours cared for each other."
    assert [person["name"] for person in care["persons"]] == ["김이름"]
    assert [link["url"] for link in care["links"]] == [
        f"{BASE}ko/sessions/care/{id}/" for id in ("meals", "odd", "role", "korean")
    ]
    night = next(event for event in of_json(hostile.output) if event["title"] == "밤")
    assert (night["start"], night["duration"], night["end"]) == ("23:00", "02:30", "2020-12-19T01:30:00+09:00")


def test_without_an_address_an_event_is_known_by_its_name(unplaced: Project) -> None:
    for event in of_json(unplaced.output):
        assert event["url"] == f"urn:uuid:{event['guid']}"
        assert event["links"] == []
    assert b"http" not in (unplaced.output / "schedule.xml").read_bytes()


def test_names_stay_when_the_site_moves_or_a_slot_is_added(hostile: Project, unplaced: Project) -> None:
    names = [(event["guid"], event["id"], event["slug"]) for event in of_json(hostile.output)]
    assert names == [(event["guid"], event["id"], event["slug"]) for event in of_json(unplaced.output)]


def test_an_event_with_a_short_name_and_without_channels(
    project: Project, json_schema: jsonschema.protocols.Validator, xml_schema: xmlschema.XMLSchema11
) -> None:
    event = "id: ev\nname: 짧은 행사\nsources:\n  - {id: book, title: 자료집}\n"
    days = "  - {id: d, date: 2020-12-17, slots: [{id: a, channel: all, time: 10:00-10:45, title: 가}]}\n"
    project.small().write(f"=== content/event.yaml\n{event}=== content/programme.yaml\ndays:\n{days}")
    project.build(only=("feeds",)).ok()
    whole = as_json(project.output)
    assert [error.message for error in json_schema.iter_errors(whole)] == []
    assert list(xml_schema.iter_errors(project.output / "schedule.xml")) == []
    assert whole["schedule"]["conference"]["acronym"] == "event_ev"
    assert whole["schedule"]["conference"]["timeslot_duration"] == "00:15"
    assert [event["room"] for event in of_json(project.output)] == ["모든 채널"]
