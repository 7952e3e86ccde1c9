"""Calendar files: read by another program they hold the times and titles of the programme, whatever stands in them."""

import datetime
import re
from pathlib import Path

import icalendar
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.base.zones import zone_of
from seboddari_build.render.feeds.calendar import _folded, _text
from seboddari_build.render.feeds.zone import zone_lines
from tests.project import ROOT, Project
from tests.render.feeds.conftest import BASE, HOSTILE

KST = datetime.timedelta(hours=9)
LANGUAGES = ("ko", "en")


def read(path: Path) -> icalendar.Calendar:
    data = path.read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    data.decode()
    return icalendar.Calendar.from_ical(data)


def events(path: Path) -> dict[str, icalendar.Event]:
    return {str(event["UID"]): event for event in read(path).walk("VEVENT")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_calendar_of_the_real_event_is_its_programme(real: Path, lang: str) -> None:
    programme = yaml.load((ROOT / "content/programme.yaml").read_text("utf-8"), yaml.BaseLoader)
    made = events(real / lang / "calendar" / "all.ics")
    slots = [(day, slot) for day in programme["days"] for slot in day["slots"]]
    assert len(made) == len(slots)
    for day, slot in slots:
        event = made[f"{slot['id']}@boddari-talk-2020"]
        for name, clock in zip(("DTSTART", "DTEND"), slot["time"].split("-"), strict=True):
            there = event[name].dt
            assert there.strftime("%Y-%m-%d %H:%M") == f"{day['date']} {clock}"
            assert there.utcoffset() == KST
            assert event[name].params["TZID"] == "Asia/Seoul"
        if "title" in slot:
            assert str(event["SUMMARY"]) == slot["title" if lang == "ko" else "title.en"]
        assert ("DESCRIPTION" in event and "inferred" in slot) <= (
            str(event.get("DESCRIPTION")).startswith(("추정한 시각: ", "Inferred time: ")[lang == "en"])
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_channel_and_each_session_has_its_own(real: Path, lang: str) -> None:
    folder = real / lang / "calendar"
    every = events(folder / "all.ics")
    channels = [events(folder / f"{name}.ics") for name in ("ch1", "ch2")]
    assert {uid for one in channels for uid in one} == set(every)
    assert not set(channels[0]) & set(channels[1])
    for file in sorted(folder.glob("*.ics")):
        for uid, event in events(file).items():
            assert event == every[uid], file.name
    assert list(events(folder / "community-care.ics")) == ["community-care@boddari-talk-2020"]


def test_a_slot_is_the_same_event_in_every_file_and_language(hostile: Project) -> None:
    names = sorted(file.name for file in (hostile.output / "ko/calendar").iterdir())
    assert names == ["all.ics", "care.ics", "ch1.ics", "ch2.ics"]
    assert names == sorted(file.name for file in (hostile.output / "en/calendar").iterdir())
    for lang in LANGUAGES:
        assert set(events(hostile.output / lang / "calendar/ch1.ics")) == {
            "opening@small",
            "care@small",
            "night@small",
        }


def test_signs_that_mean_something_arrive_as_they_are(hostile: Project) -> None:
    made = read(hostile.output / "ko/calendar/all.ics")
    name = str(made["NAME"])  # of RFC 7986, which the reader leaves as it is
    assert re.sub(r"\\(.)", r"\1", name) == HOSTILE
    odd = events(hostile.output / "ko/calendar/all.ics")["odd@small"]
    assert str(odd["SUMMARY"]) == HOSTILE
    assert str(odd["LOCATION"]) == HOSTILE


def test_what_an_event_says(hostile: Project) -> None:
    care = events(hostile.output / "en/calendar/care.ics")["care@small"]
    assert str(care["SUMMARY"]) == "Care"
    assert care["SUMMARY"].params["LANGUAGE"] == "en"
    assert str(care["DESCRIPTION"]) == (
        "Inferred time: The cell before is blank.\n\nHow neighbours cared for each other."
    )
    assert str(care["URL"]) == f"{BASE}en/sessions/care/"
    assert care["CATEGORIES"].to_ical() == b"Session"
    assert int(care["SEQUENCE"]) == 2  # the third edition
    # The moment of the edition: 31 December at midnight in Seoul.
    assert care["DTSTAMP"].dt == datetime.datetime(2020, 12, 30, 15, tzinfo=datetime.UTC)
    song = events(hostile.output / "ko/calendar/all.ics")["song@small"]
    assert str(song["DESCRIPTION"]) == "출연 가수"
    assert str(song["URL"]) == f"{BASE}ko/programme/#song"


def test_a_slot_beyond_midnight_ends_on_the_next_day(hostile: Project) -> None:
    night = events(hostile.output / "ko/calendar/all.ics")["night@small"]
    assert night["DTSTART"].dt.isoformat() == "2020-12-18T23:00:00+09:00"
    assert night["DTEND"].dt.isoformat() == "2020-12-19T01:30:00+09:00"


def test_without_an_address_no_address_is_named(unplaced: Project) -> None:
    for file in (unplaced.output / "ko/calendar").iterdir():
        assert "URL" not in read(file)
        assert all("URL" not in event for event in events(file).values())
        assert b"http" not in file.read_bytes()


def test_a_programme_of_which_only_the_month_is_known_has_no_calendar(project: Project) -> None:
    text = "days:\n  - id: day1\n    date: 2020-12\n    slots:\n      - {id: care, channel: ch1, time: 10:00-12:00, session: care}\n"
    project.small().write(f"=== content/programme.yaml\n{text}")
    project.build(only=("site", "feeds")).ok()
    made = [path for path in project.files() if "calendar" in path or path.startswith("schedule")]
    assert made == []
    assert ".ics" not in project.html("ko/programme") + project.html("ko/sessions/care")


def test_a_zone_with_summer_time_says_when_its_clocks_change(project: Project) -> None:
    event = (
        "id: small\nname: 작은 행사\ntimezone: Europe/Berlin\nchannels:\n"
        "  - {id: ch1, name: 채널 1}\n  - {id: ch2, name: 채널 2}\nsources:\n  - {id: book, title: 자료집}\n"
    )
    days = "".join(
        f"  - id: d{n}\n    date: {date}\n    slots:\n      - {{id: s{n}, channel: ch1, time: 10:00-11:00, title: 말}}\n"
        for n, date in enumerate(("2020-03-28", "2020-03-29", "2020-10-25"))
    )
    project.small().write(f"=== content/event.yaml\n{event}=== content/programme.yaml\ndays:\n{days}")
    project.build(only=("site", "feeds")).ok()
    made = read(project.output / "ko/calendar/all.ics")
    offsets = [event["DTSTART"].dt.utcoffset() for event in made.walk("VEVENT")]
    assert [offset.total_seconds() / 3600 for offset in offsets] == [1, 2, 1]
    zone = made.walk("VTIMEZONE")[0].to_tz()  # as the file itself tells it, without a list of zones
    for event in made.walk("VEVENT"):
        there = event["DTSTART"].dt
        assert there.replace(tzinfo=zone).utcoffset() == there.utcoffset()


def test_a_zone_as_a_calendar_carries_it() -> None:
    berlin = zone_of("Europe/Berlin")
    assert berlin
    lines = list(zone_lines("Europe/Berlin", berlin, 2020, 2020))
    assert lines[2:8] == [
        "BEGIN:STANDARD",
        "DTSTART:20191231T010000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
    ]
    assert lines[8:20] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20200329T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20201025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
    ]
    seoul = zone_of("Asia/Seoul")
    assert seoul
    assert list(zone_lines("Asia/Seoul", seoul, 1999, 2031))[2:-1] == [
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:KST",
        "END:STANDARD",
    ]


@pytest.mark.parametrize(
    "name", ["", "Seoul", "../../etc/passwd", "/etc/localtime", "Asia", "asia\0seoul", "한국/서울"]
)
def test_what_is_no_zone(name: str) -> None:
    assert zone_of(name) is None


@given(st.text(max_size=300))
def test_any_text_comes_back_from_a_line(text: str) -> None:
    line = f"SUMMARY:{_text(text.encode(errors='replace').decode())}"
    folded = _folded(line)
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == line
    for part in folded.split(b"\r\n"):
        part.decode()  # no character is torn
    assert "\n" not in line
    assert "\r" not in line
