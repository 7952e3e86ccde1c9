"""What a reader of the real event's booklets looks up is where they say it is."""

import re

import pytest

from seboddari_build.base.language import Language
from seboddari_build.site.views import (
    DirectoryPage,
    DistrictsPage,
    Entry,
    MinutesPage,
    ProgrammePage,
    SessionPage,
    TalkPage,
)
from tests.booklet.conftest import Event
from tests.reading import Booklet, Run, squeezed

Languages = tuple[Language, ...]
KINDS = ("organisations", "people", "districts")
#: A list of pages in an index: 3, 5–7.
PAGES = re.compile(r"\d+(?:–\d+)?(?:,\d+(?:–\d+)?)*")


def test_every_presentation_and_case_is_in_the_outline_where_it_begins(
    event: Event, booklet: Booklet, languages: Languages
) -> None:
    pages = [p for kind in (TalkPage, SessionPage, MinutesPage, ProgrammePage) for p in event.all(kind, languages[0])]
    assert len(pages) > 30
    found = {(title, page) for _, title, page in booklet.bookmarks}
    assert [p.path for p in pages if (p.title.text, booklet.places[p.path]) not in found] == []
    headings = {
        (squeezed(e.text()), next(e.runs()).page) for e in booklet.document.all("H1", "H2")
    }  # fmt: skip
    assert [p.path for p in pages if (squeezed(p.title.text), booklet.places[p.path]) not in headings] == []


def test_the_contents_name_the_pages_of_the_outline(event: Event, booklet: Booklet, languages: Languages) -> None:
    lang = languages[0]
    expected = [
        (title, page)
        for depth, title, page in booklet.bookmarks
        if depth < 2 and (page, title) in {*chapters(event, booklet, lang), *days(event, booklet, lang)}
    ]
    entries = [text for entry in booklet.document.all("TOCI") if (text := squeezed(entry.text()))]
    assert len(entries) == len(expected) > 40
    for entry, (title, page) in zip(entries, expected, strict=True):
        assert re.match(rf"{re.escape(squeezed(title))}{booklet.labels[page - 1]}(?!\d)", entry), (entry, title, page)


def chapters(event: Event, booklet: Booklet, lang: Language) -> list[tuple[int, str]]:
    """Pages and titles of all chapters in the order of the pages."""
    titles = {planned.page.path: planned.page.title.text for planned in event.site.pages}
    titles |= {f"{lang}/{kind}/": event.word(f"index-{kind}", lang) for kind in KINDS}
    titles[f"{lang}/colophon"] = event.word("book-colophon", lang)
    return sorted((page, titles[key]) for key, page in booklet.places.items() if key in titles and key.startswith(lang))


def days(event: Event, booklet: Booklet, lang: Language) -> list[tuple[int, str]]:
    names = [day.title.text for page in event.all(ProgrammePage, lang) for day in page.days]
    return [(booklet.places[f"{lang}/programme/"] + n, name) for n, name in enumerate(names)]


def test_front_matter_has_roman_numbers_and_chapters_begin_at_one(booklet: Booklet) -> None:
    first = booklet.labels.index("1")
    assert booklet.labels[:first] == ["i", "ii", "iii", "iv", "v", "vi"][:first]
    assert booklet.labels[first:] == [str(n) for n in range(1, len(booklet.labels) - first + 1)]
    for label, runs in zip(booklet.labels, booklet.pages, strict=True):
        printed = squeezed("".join(run.text for run in runs if run.kind == "Footer"))
        assert printed in ("", label, 2 * label)  # on both halves of a spread


def test_running_heads_name_the_event_and_the_chapter(event: Event, booklet: Booklet, languages: Languages) -> None:
    begins = [dict(chapters(event, booklet, lang)) for lang in languages]
    event_name = squeezed(event.site.chrome[languages[0]].name.text)
    titles = [""] * len(languages)
    told = 0
    for page in range(booklet.page_of("1"), len(booklet.pages) + 1):
        titles = [begin.get(page, title) for begin, title in zip(begins, titles, strict=True)]
        head = [run for run in booklet.pages[page - 1] if run.kind == "Header"]
        if page in begins[0]:
            assert head == []
            continue
        told += 1
        if len(languages) == 2:
            middle = booklet.size(page)[0] / 2
            assert names(said([run for run in head if run.x < middle]), titles[0]), page
            assert names(said([run for run in head if run.x >= middle]), titles[1]), page
        else:
            assert names(said(head), titles[0]) if int(booklet.labels[page - 1]) % 2 else said(head) == event_name, page
    assert told > 100


def said(runs: list[Run]) -> str:
    return squeezed("".join(run.text for run in runs))


def names(head: str, title: str) -> bool:
    """Whether a running head is a title, or its beginning and an ellipsis."""
    return head == squeezed(title) or (head.endswith("…") and squeezed(title).startswith(head[:-1]) and len(head) > 12)


@pytest.mark.parametrize("kind", KINDS)
def test_indexes_point_at_pages_that_hold_the_name(
    event: Event, booklet: Booklet, languages: Languages, kind: str
) -> None:
    entries = [entry for lang in languages for entry in entries_of(event, kind, lang)]
    lines = index_lines(booklet, f"{languages[0]}/{kind}/")
    assert len(lines) > {"organisations": 150, "people": 5, "districts": 12}[kind]
    known = {squeezed(f"{entry.label.text}{entry.twin.text}"): entry for entry in entries}
    for line in lines:
        name, entry = next((n, e) for n, e in known.items() if line.startswith(n) and PAGES.fullmatch(line[len(n) :]))
        forms = {squeezed(form.text) for form in (entry.label, entry.twin, *entry.other_names) if form}
        for first, last in re.findall(r"(\d+)(?:–(\d+))?", line[len(name) :]):
            for label in range(int(first), int(last or first) + 1):
                at = booklet.page_of(str(label))
                text = "".join(booklet.painted[at - 1 : at + 1])
                assert any(form in text for form in forms), (line, label)


def entries_of(event: Event, kind: str, lang: Language) -> list[Entry]:
    if kind == "districts":
        return list(event.all(DistrictsPage, lang)[0].districts)
    (listing,) = (page for page in event.all(DirectoryPage, lang) if page.kind == kind)
    return [entry for group in listing.groups for entry in group.entries]


def index_lines(booklet: Booklet, key: str) -> list[str]:
    """The entries of the index labelled ``key``."""
    pages = booklet.between(key)
    found = (squeezed(p.text()) for p in booklet.document.all("P") if next(p.runs()).page in pages)
    return [line for line in found if line[-1:].isdigit()]


def test_names_in_the_text_are_in_the_index(event: Event, booklets: dict[str, Booklet]) -> None:
    booklet = booklets["ko"]
    lines = index_lines(booklet, "ko/districts/")
    for talk in event.all(TalkPage, "ko"):
        if talk.district:
            name = squeezed(talk.district.label.text)
            (line,) = (line for line in lines if line.startswith(name))
            label = int(booklet.labels[booklet.places[talk.path] - 1])
            runs = [(int(a), int(b or a)) for a, b in re.findall(r"(\d+)(?:–(\d+))?", line)]
            assert any(a <= label <= b for a, b in runs), (talk.path, line)
