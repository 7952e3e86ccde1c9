"""Citations: three programs for literature read them and find the same."""

import json
from pathlib import Path

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.base.language import Said
from seboddari_build.model.conference import Conference, public
from seboddari_build.render.feeds.citations import bibtex, csl, ris
from seboddari_build.site.references import Reference
from tests.project import Project
from tests.render.feeds.conftest import BASE, HOSTILE

LANGUAGES = ("ko", "en")


def of_bib(text: str) -> dict[str, str]:
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    [entry] = library.entries
    # LaTeX has two signs for ^, of which its command names the higher one.
    fields = {field.key: field.value.replace("ˆ", "^") for field in entry.fields}
    return {"id": entry.key, "type": entry.entry_type} | fields


def of_ris(text: str) -> dict[str, object]:
    [entry] = rispy.loads(text)
    return entry


def of_csl(text: str) -> dict[str, object]:
    [entry] = json.loads(text)
    return entry  # type: ignore[no-any-return]  # JSON has no types


def cited(folder: Path, lang: str, deck: str) -> tuple[dict[str, str], dict[str, object], dict[str, object]]:
    stem = folder / lang / "cite" / deck
    texts = [Path(f"{stem}.{ending}").read_bytes().decode() for ending in ("bib", "ris", "json")]
    return of_bib(texts[0]), of_ris(texts[1]), of_csl(texts[2])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_presentation_and_case_of_the_real_event(real: Path, conference: Conference, lang: str) -> None:
    decks = [deck for deck in (*conference.presentations, *conference.cases) if public(deck)]
    assert len(decks) == 28
    files = {path.name for path in (real / lang / "cite").iterdir()}
    assert files == {f"{deck.id}.{ending}" for deck in decks for ending in ("bib", "ris", "json")}
    for deck in decks:
        bib, paper, item = cited(real, lang, deck.id)
        title = deck.title.said(lang).text  # type: ignore[arg-type]  # the language is one of two
        key = deck.id if lang == "ko" else f"{deck.id}-en"
        assert (bib["id"], bib["type"], bib["title"]) == (key, "inproceedings", title)
        assert paper["id"] == item["id"] == key
        assert (paper["type_of_reference"], paper["title"], item["title"]) == ("CPAPER", title, title)
        assert bib["year"] == paper["year"] == "2020"
        assert item["issued"]["date-parts"] in ([[2020, 12, 17]], [[2020, 12, 18]])  # type: ignore[index]  # JSON has no types
        address = f"https://example.org/repo/{lang}/{deck.address()}/"
        assert bib["url"] == paper["urls"][0] == item["URL"] == address  # type: ignore[index]  # the same


def test_people_are_named_where_they_may_be_and_else_the_first_organisations(hostile: Project) -> None:
    for deck, names in (
        ("odd", ["김이름"]),
        ("role", ["마을모임", "두레농장"]),
    ):
        _, paper, item = cited(hostile.output, "ko", deck)
        assert paper["authors"] == names
        assert item["author"] == [{"literal": name} for name in names]
        raw = (hostile.output / f"ko/cite/{deck}.bib").read_text("utf-8")
        assert f"  author = {{{' and '.join(f'{{{name}}}' for name in names)}}},\n" in raw
    assert "author" not in cited(hostile.output, "ko", "meals")[0]
    assert not any("박숨음".encode() in data or b"Hidden" in data for data in hostile.files().values())


def test_signs_that_mean_something_arrive_as_they_are(hostile: Project) -> None:
    bib, paper, item = cited(hostile.output, "ko", "odd")
    assert item["title"] == paper["title"] == bib["title"] == HOSTILE
    assert item["event-title"] == paper["secondary_title"] == bib["booktitle"] == HOSTILE
    assert item["publisher"] == paper["publisher"] == bib["publisher"] == "펴낸 곳 & 친구들"


def test_dates_are_those_of_the_slot(hostile: Project) -> None:
    bib, paper, item = cited(hostile.output, "en", "odd")
    assert (bib["year"], bib["month"], bib["day"]) == ("2020", "12", "17")
    assert paper["date"] == "2020/12/17/"
    assert item["issued"] == {"date-parts": [[2020, 12, 17]]}
    assert (bib["langid"], paper["language"], item["language"]) == ("english", "en", "en")


def test_a_page_that_stands_in_for_another_names_the_original(hostile: Project) -> None:
    bib, paper, item = cited(hostile.output, "en", "korean")
    assert (bib["id"], paper["id"], item["id"]) == ("korean-en",) * 3  # the Korean page has another
    assert (bib["langid"], item["language"]) == ("korean", "ko")
    assert bib["url"] == paper["urls"][0] == f"{BASE}ko/sessions/care/korean/"  # type: ignore[index]  # JSON has no types


def test_without_an_address_none_is_named(unplaced: Project) -> None:
    for file in (unplaced.output / "ko/cite").iterdir():
        assert b"http" not in file.read_bytes()


@pytest.mark.parametrize("date", ["", "2020", "2020-08", "2020-08-09"])
def test_dates_as_exact_as_they_are_known(date: str) -> None:
    one = reference(date=date)
    parts = [int(part) for part in date.split("-") if part]
    bib, paper, item = of_bib(bibtex(one).decode()), of_ris(ris(one).decode()), of_csl(csl(one).decode())
    assert [int(bib[name]) for name in ("year", "month", "day") if name in bib] == parts
    assert [int(part) for part in str(paper.get("date", "")).split("/") if part] == parts
    assert item.get("issued") == ({"date-parts": [parts]} if parts else None)


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60))
def test_any_title_can_be_read(title: str) -> None:
    one = reference(title=f"가 {title} 나")
    assert " ".join(of_bib(bibtex(one).decode())["title"].split()).startswith("가")
    assert of_ris(ris(one).decode())["title"] == f"가 {title} 나"
    assert of_csl(csl(one).decode())["title"] == f"가 {title} 나"


def reference(title: str = "제목", date: str = "2020") -> Reference:
    none = Said()
    return Reference("deck", "ko", Said(title), (Said("김이름"),), (), date, Said("행사"), none, "", none)
