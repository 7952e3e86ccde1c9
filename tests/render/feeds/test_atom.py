"""The news: well-formed by another reader, with the pages of its language and no date that the content does not tell."""

from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.project import Project
from tests.render.feeds.conftest import BASE, HOSTILE

LANGUAGES = ("ko", "en")
ATOM = "{http://www.w3.org/2005/Atom}"


def read(folder: Path, lang: str) -> feedparser.FeedParserDict:
    data = (folder / lang / "feed.xml").read_bytes()
    made = feedparser.parse(data)
    assert not made.bozo, made.get("bozo_exception")
    assert made.version == "atom10"
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_news_of_the_real_event(real: Path, lang: str) -> None:
    made = read(real, lang)
    links = [entry.link for entry in made.entries]
    assert len(links) == len(set(links)) > 40
    for link in links:
        assert link.startswith(f"{BASE}{lang}/")
        assert (real / link.removeprefix(BASE) / "index.html").is_file()
    assert {entry.updated for entry in made.entries} == {made.feed.updated} == {"2026-11-22T00:00:00+09:00"}
    assert len({entry.id for entry in made.entries}) == len(links)
    assert made.feed.language == lang


def test_what_an_entry_says(hostile: Project) -> None:
    entries = {entry.link: entry for entry in read(hostile.output, "ko").entries}
    odd = entries[f"{BASE}ko/sessions/care/odd/"]
    assert odd.title == HOSTILE
    assert odd.author == "김이름"
    assert odd.summary.startswith("첫 문단 {둘} 100% &")
    assert [(tag.term, tag.label) for tag in odd.tags] == [("presentation", "발표")]
    assert {link.removeprefix(f"{BASE}ko/").split("/")[0] for link in entries} == {"sessions", "data", "minutes"}


def test_what_stands_in_for_another_language_is_no_news(hostile: Project) -> None:
    links = {lang: {entry.link for entry in read(hostile.output, lang).entries} for lang in LANGUAGES}
    assert f"{BASE}ko/sessions/care/korean/" in links["ko"]
    assert f"{BASE}en/sessions/care/korean/" not in links["en"]
    assert not any("hidden" in link for link in links["ko"] | links["en"])


def test_text_in_another_language_says_so(project: Project) -> None:
    """A talk with an English text and a Korean title alone."""
    talk = "---\ntitle: 우리말 제목\n---\n글.\n=== content/sessions/care/02-x.en.md\nText.\n"
    project.small().write(f"=== content/sessions/care/02-x.md\n{talk}")
    project.build(base_url=BASE, only=("site", "feeds")).ok()
    root = etree.parse(project.output / "en/feed.xml").getroot()
    titles = {t.text: t.get("{http://www.w3.org/XML/1998/namespace}lang") for t in root.iter(f"{ATOM}title")}
    assert titles["우리말 제목"] == "ko"
    assert titles["Warm meals"] is None


def test_every_page_names_the_news_of_its_language(hostile: Project) -> None:
    for lang in LANGUAGES:
        html = hostile.html(f"{lang}/sessions/care")
        assert '<link rel="alternate" type="application/atom+xml" title="' in html
        assert f'href="../../../{lang}/feed.xml">' in html


def test_names_stay_when_the_site_moves(hostile: Project, tmp_path: Path) -> None:
    moved = hostile.copy(tmp_path / "moved")
    moved.build(base_url="https://elsewhere.example/", only=("site", "feeds")).ok()
    assert [e.id for e in read(moved.output, "ko").entries] == [e.id for e in read(hostile.output, "ko").entries]


def test_without_an_address_or_a_date_there_is_no_news(unplaced: Project, project: Project) -> None:
    assert not (unplaced.output / "ko/feed.xml").exists()
    assert "atom+xml" not in unplaced.html("ko")
    event = "id: small\nname: 때 없는 행사\nsources:\n  - {id: book, title: 자료집}\n"
    project.small().write(f"=== content/event.yaml\n{event}=== content/programme.yaml\ndays: []\n")
    project.build(base_url=BASE, only=("site", "feeds")).ok()
    assert not (project.output / "ko/feed.xml").exists()
    assert "atom+xml" not in project.html("ko")
