"""My schedule: stars that stay on the device, clashes and free time, a calendar file, a sheet of paper."""

import base64
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Browser
from tests.project import SMALL, Project
from tests.serving import serving

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("lang", ["ko", "en"])

#: Of the small event, made longer: a slot after an hour, one with a long title full of signs, a break, a second day.
_BEFORE, _SONG, _AFTER = SMALL.partition("title: 노래, title.en: Song}\n")
EVENT = f"""{_BEFORE.replace("dates: 2020-12-17", "dates: 2020-12-17 ~ 2020-12-18")}{_SONG}\
      - {{id: lunch, channel: all, time: 12:00-13:00, kind: break, title: 점심, title.en: Lunch}}
      - id: film
        channel: ch1
        time: 13:00-13:30
        kind: theatre
        title: 동네를 지키는 이들의 이야기; 마을의 겨울, 봄, 여름 그리고 가을을 담은 영화
        title.en: "A film; winter, spring, summer and autumn in a neighbourhood that looks after its own people"
  - id: day2
    date: 2020-12-18
    weekday: 금
    title: 2일차
    title.en: Day 2
    slots:
      - {{id: closing, channel: all, time: 09:30-10:00, kind: closing, title: 마침, title.en: Closing}}
{_AFTER}"""

#: What the panel says, line by line, but for its stars.
LINES = """return [...document.querySelectorAll('[data-mine-list] :is(h3, li)')].map(line => {
  line = line.cloneNode(true);
  line.querySelector('.star')?.remove();
  return line.textContent.trim().replace(/\\s+/g, ' ');
})"""


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small event of two days."""
    project = Project(tmp_path_factory.mktemp("mine") / "project").write(EVENT)
    return project.build(only=("site", "feeds")).ok().project.output


class Visitor:
    """Somebody at a site of which this device knows nothing yet."""

    def __init__(self, browser: Browser, root: str) -> None:
        """A browser, and the address of the site."""
        self.browser, self.js, self.root = browser, browser.js, root

    def open(self, path: str) -> None:
        """Go to a page anew."""
        self.browser.driver.get("about:blank")
        self.browser.driver.get(self.root + path)

    def star(self, slot: str) -> Any:
        """The star of a slot, where it is shown."""
        found = self.browser.driver.find_elements(By.CSS_SELECTOR, f"[data-slot='{slot}'] > .star")
        return next(one for one in found if one.is_displayed())

    def pressed(self) -> list[str]:
        """The slots with a star, in the order of the page."""
        stars = self.js(
            "return [...document.querySelectorAll('[data-slot]:has(> .star[aria-pressed=true])')].map(e => e.dataset.slot)"
        )
        return list(dict.fromkeys(stars))

    def told(self) -> str:
        """What is announced."""
        return str(self.js("return document.querySelector('p[role=status][data-made]').textContent")).strip()


@pytest.fixture
def visitor(browser: Browser, event: Path) -> Iterator[Visitor]:
    """At the small event, served anew: another port is another origin, and nothing is kept there."""
    with serving(event) as url:
        yield Visitor(browser, url)
        browser.driver.get("about:blank")


@both
def test_stars_survive_a_reload_and_are_the_same_in_both_languages(visitor: Visitor, lang: str) -> None:
    visitor.open(f"{lang}/programme/")
    assert visitor.pressed() == []
    visitor.star("song").click()
    visitor.star("closing").click()
    assert visitor.pressed() == ["song", "closing"]
    visitor.open(f"{lang}/programme/")
    assert visitor.pressed() == ["song", "closing"]
    visitor.open(f"{'en' if lang == 'ko' else 'ko'}/programme/")
    assert visitor.pressed() == ["song", "closing"]
    visitor.star("song").click()
    visitor.open(f"{lang}/programme/")
    assert visitor.pressed() == ["closing"]


def test_a_break_has_no_star_and_each_star_says_what_it_keeps(visitor: Visitor) -> None:
    visitor.open("en/programme/")
    names = visitor.js("return [...document.querySelectorAll('li .star')].map(star => star.innerText.trim())")
    assert names[:2] == ["Add to my schedule: Care", "Add to my schedule: Song"]
    assert not any("Lunch" in name for name in names)
    assert len(names) == 4


@pytest.mark.parametrize(
    ("lang", "said", "beside"),
    [
        ("ko", "노래: 내 일정에 담았습니다. 시간이 겹칩니다: 돌봄", ["시간이 겹칩니다: 노래", "시간이 겹칩니다: 돌봄"]),
        (
            "en",
            "Song: Added to your schedule. At the same time: Care",
            ["At the same time: Song", "At the same time: Care"],
        ),
    ],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_clash_is_announced_and_marked(visitor: Visitor, lang: str, said: str, beside: list[str], width: int) -> None:
    visitor.browser.look(width)
    visitor.open(f"{lang}/programme/")
    visitor.star("care").click()
    assert visitor.js("return document.querySelector('.clash')") is None
    visitor.star("song").click()
    assert visitor.told() == said
    shown = (
        "return [...document.querySelectorAll('.day .clash')].filter(e => e.checkVisibility()).map(e => e.innerText)"
    )
    assert visitor.js(shown) == beside
    visitor.star("care").click()
    assert visitor.told() == {"ko": "돌봄: 내 일정에서 뺐습니다.", "en": "Care: Removed from your schedule."}[lang]
    assert visitor.js(shown) == []


@both
def test_what_has_changed_since_is_told_of_once(visitor: Visitor, lang: str) -> None:
    """A slot that is kept may move, or go."""
    visitor.open(f"{lang}/programme/")
    visitor.star("song").click()
    visitor.star("closing").click()
    visitor.js(
        """const [key] = Object.keys(localStorage), kept = JSON.parse(localStorage[key]);
        kept.gone = kept.closing;
        kept.closing = kept.closing.map(moment => moment.replace("T09", "T08"));
        localStorage[key] = JSON.stringify(kept);"""
    )
    visitor.open(f"{lang}/programme/")
    news = "return document.querySelector('[data-mine-news]').innerText"
    assert (
        visitor.js(news)
        == {
            "ko": "담아 둔 순서 1개의 시각이 바뀌었습니다. 담아 둔 순서 1개가 프로그램에서 빠졌습니다.",
            "en": "Slots that you kept and whose time has changed: 1. "
            "Slots that you kept and that are no longer on the programme: 1.",
        }[lang]
    )
    assert visitor.pressed() == ["song", "closing"]
    visitor.open(f"{lang}/programme/")
    assert visitor.js("return document.querySelector('[data-mine-news]').textContent") == ""


def test_a_session_and_its_talks_keep_their_slot_and_know_of_a_clash(visitor: Visitor) -> None:
    visitor.open("ko/programme/")
    visitor.star("song").click()
    visitor.open("ko/sessions/care/meals/")
    visitor.star("care").click()
    assert visitor.told().endswith(": 내 일정에 담았습니다. 시간이 겹칩니다: 11:00–12:00")
    visitor.open("ko/sessions/care/")
    assert visitor.pressed() == ["care"]
    assert visitor.js("return document.querySelector('.clash').innerText") == "시간이 겹칩니다: 11:00–12:00"
    visitor.open("en/programme/")
    assert visitor.pressed() == ["care", "song"]


def test_the_panel_lists_by_day_with_clashes_and_free_time(visitor: Visitor) -> None:
    for slot in ("care", "song", "film", "closing"):
        visitor.open("en/programme/#s-mine")
        visitor.star(slot).click()
    assert visitor.js("return document.getElementById('s-mine').open")
    sign = "return document.querySelector('#s-mine .unfold').innerText"
    assert visitor.js(sign) == "Fold"
    visitor.js("document.querySelector('#s-mine summary').click()")
    assert visitor.js(sign) == "Unfold"
    visitor.js("document.querySelector('#s-mine summary').click()")
    lines = visitor.js(LINES)
    film = "A film; winter, spring, summer and autumn in a neighbourhood that looks after its own people"
    assert lines == [
        "Day 1 Thursday 17 December 2020",
        "10:00–12:00 Channel 1Care At the same time: Song",
        "11:00–12:00 Channel 2Song At the same time: Care",
        "Free 12:00–13:00 (1 hour)",
        f"13:00–13:30 Channel 1{film}",
        "Day 2 Friday 18 December 2020",
        "09:30–10:00 All channelsClosing",
    ]
    # taken out there, the row goes and the focus stays in the panel
    visitor.browser.driver.find_element(By.CSS_SELECTOR, ".mine-slot[data-slot=song] .star").click()
    assert not any("Song" in line for line in visitor.js(LINES))
    assert visitor.js("return document.activeElement.matches('.mine > summary')")
    for slot in ("care", "film", "closing"):
        visitor.star(slot).click()
    assert visitor.js(LINES) == []
    assert visitor.js("return document.querySelector('[data-mine-empty]').checkVisibility()")
    assert not visitor.js("return document.querySelector('[data-mine-file]').checkVisibility()")


@both
def test_the_calendar_file_holds_what_is_kept_in_the_time_of_the_event(
    visitor: Visitor, lang: str, tmp_path: Path
) -> None:
    visitor.browser.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    visitor.open(f"{lang}/programme/#s-mine")
    for slot in ("film", "closing"):
        visitor.star(slot).click()
    visitor.browser.driver.find_element(By.CSS_SELECTOR, "[data-mine-file]").click()
    file = tmp_path / "my-schedule.ics"
    WebDriverWait(visitor.browser.driver, 20).until(lambda _: file.is_file())
    data = file.read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    seoul = ZoneInfo("Asia/Seoul")
    assert [(str(e["UID"]), e["DTSTART"].params["TZID"], e["DTSTART"].dt, e["DTEND"].dt) for e in events] == [
        ("film@small", "Asia/Seoul", datetime.datetime(2020, 12, 17, 13, tzinfo=seoul),
         datetime.datetime(2020, 12, 17, 13, 30, tzinfo=seoul)),
        ("closing@small", "Asia/Seoul", datetime.datetime(2020, 12, 18, 9, 30, tzinfo=seoul),
         datetime.datetime(2020, 12, 18, 10, tzinfo=seoul)),
    ]  # fmt: skip
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Seoul"]
    wanted = {
        "ko": "동네를 지키는 이들의 이야기; 마을의 겨울, 봄, 여름 그리고 가을을 담은 영화",
        "en": "A film; winter, spring, summer and autumn in a neighbourhood that looks after its own people",
    }
    assert str(events[0]["SUMMARY"]) == wanted[lang]


def test_the_personal_timetable_prints_alone_on_one_sheet(visitor: Visitor) -> None:
    visitor.open("ko/programme/#s-mine")
    for slot in ("care", "song"):
        visitor.star(slot).click()
    visitor.js("window.print = () => { window.printed = document.documentElement.className }")
    visitor.browser.driver.find_element(By.CSS_SELECTOR, "[data-mine-print]").click()
    assert visitor.js("return window.printed") == "print-mine"
    visitor.browser.cdp("Emulation.setEmulatedMedia", media="print", features=[])
    shown = "return [...document.querySelectorAll(arguments[0])].some(e => e.checkVisibility())"
    assert visitor.js(shown, ".mine-slot")
    assert not visitor.js(shown, ".day")
    assert not visitor.js(shown, ".star")
    pdf = base64.b64decode(visitor.browser.cdp("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert pdf.count(b"/MediaBox") == 1
    visitor.js("dispatchEvent(new Event('afterprint'))")
    assert visitor.js(shown, ".day")
    assert not visitor.js(shown, ".mine-slot")


def test_where_storage_is_blocked_stars_work_until_the_page_is_left(visitor: Visitor) -> None:
    block = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    script = visitor.browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=block)["identifier"]
    visitor.open("ko/programme/#s-mine")
    visitor.browser.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script)
    for slot in ("care", "song"):
        visitor.star(slot).click()
    assert visitor.pressed() == ["care", "song"]
    assert visitor.js("return document.querySelector('[data-mine-blocked]').checkVisibility()")


@both
@pytest.mark.parametrize("page", ["programme/", "sessions/care/"])
def test_who_may_keep_nothing_sees_it_at_once(visitor: Visitor, lang: str, page: str) -> None:
    """Not only in the panel, which is closed, and which other pages do not have."""
    full = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"
    visitor.open(f"{lang}/{page}")
    visitor.js(full)
    visitor.star("care").click()
    blocked = {"ko": "이 페이지를 떠나면 사라집니다.", "en": "this is lost when you leave the page."}[lang]
    assert visitor.told().endswith(blocked)
    seen = (
        "const box = document.querySelector('p.notice')?.getBoundingClientRect(); return box?.height > 40 && box.bottom"
    )
    for width in (320, 1280):
        visitor.browser.look(width)
        assert visitor.js(seen) == visitor.js("return innerHeight")
        assert visitor.browser.axe() == []
    visitor.js("document.querySelector('h1').click()")
    assert not visitor.js("return document.querySelector('p.notice')")


def test_a_calendar_file_that_cannot_be_made_is_told_of_where_it_is_seen(visitor: Visitor) -> None:
    visitor.open("ko/programme/#s-mine")
    visitor.star("care").click()
    visitor.js("window.fetch = () => Promise.reject(new TypeError('offline'))")
    visitor.js("document.querySelector('[data-mine-file]').click()")
    WebDriverWait(visitor.browser.driver, 10).until(lambda _: visitor.js("return document.querySelector('p.notice')"))
    assert visitor.js("return document.querySelector('p.notice').innerText").startswith(
        "달력 파일을 만들지 못했습니다."
    )


def test_what_another_window_clears_is_cleared(visitor: Visitor) -> None:
    visitor.open("ko/programme/")
    visitor.star("care").click()
    visitor.js("localStorage.clear(); dispatchEvent(new StorageEvent('storage', {key: null}))")
    assert visitor.pressed() == []


@pytest.mark.parametrize("damaged", ["{", "null", "[]", '"text"', '{"care": 1, "song": ["x", "y"]}', '{"gone": ["2020-12-17T10:00:00+09:00", "2020-12-17T12:00:00+09:00"]}'])  # fmt: skip
def test_damage_to_what_is_kept_does_no_harm(visitor: Visitor, damaged: str) -> None:
    visitor.open("ko/programme/")
    visitor.js("localStorage.setItem('seboddari /repo/', arguments[0])", damaged)
    visitor.open("ko/programme/")
    assert visitor.pressed() == []
    visitor.star("care").click()
    assert visitor.js("return document.querySelector('.clash')") is None
    visitor.open("ko/sessions/care/")
    assert visitor.pressed() == ["care"]


@both
def test_without_javascript_nothing_of_it_is_shown(visitor: Visitor, lang: str) -> None:
    visitor.browser.scripts(on=False)
    for path in ("programme/", "sessions/care/", "sessions/care/meals/"):
        visitor.open(f"{lang}/{path}")
        assert (
            visitor.js(
                "return document.querySelectorAll('button:not([popovertarget], [type=submit]), [data-made]').length"
            )
            == 0
        )
        assert "schedule" not in visitor.js("return document.body.innerText").lower()
        assert "내 일정" not in visitor.js("return document.body.innerText")


@both
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_panel_open(visitor: Visitor, lang: str, scheme: str) -> None:
    visitor.open(f"{lang}/programme/#s-mine")
    for slot in ("care", "song", "film"):
        visitor.star(slot).click()
    for width in (320, 768, 1280):
        visitor.browser.look(width, prefers_color_scheme=scheme)
        assert visitor.browser.axe() == []
    visitor.open(f"{lang}/sessions/care/")
    assert visitor.browser.axe() == []


def test_nothing_moves_when_stars_and_panel_come(visitor: Visitor) -> None:
    shifts = """const done = arguments[0]; let sum = 0;
      new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
        .observe({type: 'layout-shift', buffered: true});
      setTimeout(() => done(sum), 300);"""
    visitor.browser.cdp("Network.enable")
    visitor.browser.cdp("Network.setBlockedURLs", urls=["*.woff2"])  # what a late font moves is another matter
    try:
        for path in ("", "programme/", "sessions/care/", "sessions/care/meals/"):
            for width in (320, 1280):
                visitor.browser.look(width)
                visitor.open(f"ko/{path}")
                assert visitor.browser.driver.execute_async_script(shifts) == 0, (path, width)
    finally:
        visitor.browser.cdp("Network.setBlockedURLs", urls=[])
