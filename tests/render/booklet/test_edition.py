"""The editions of a booklet: which chapters, in which order, on which pages, and content that is only text."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from seboddari_build.base.leaves import Leaves
from seboddari_build.base.store import Store
from seboddari_build.load.content import prose_reader
from seboddari_build.render.booklet.chapter import Compiled, Edition
from seboddari_build.render.booklet.compiler import fonts_of, press
from seboddari_build.render.booklet.edition import Options, editions, options_of, paired, theme_files, timetables
from seboddari_build.render.theme import Theme
from seboddari_build.site.plan import Site
from tests.conftest import need
from tests.planning import planned
from tests.project import Project

MORE = """
=== content/organisations.yaml
- {id: table, name: 나눔밥상, name.en: Shared Table, type: cooperative}
- {id: nobody, name: 이름없는곳, name.en: Nowhere, type: company}
=== content/people.yaml
[]
=== content/glossary.yaml
- {id: care, ko: 돌봄, en: care, definition: 서로 살피는 일., definition.en: Looking after one another.}
=== content/programme.yaml
days:
  - id: day1
    date: 2020-12-17
    title: 1일차
    title.en: Day 1
    slots:
      - {id: late, channel: ch1, time: 13:00-14:00, kind: session, session: a-late}
      - {id: care, channel: ch1, time: 10:00-12:00, kind: session, session: care}
      - {id: song, channel: ch2, time: 11:00-12:00, kind: performance, title: 노래, title.en: Song, inferred: [time]}
  - id: day2
    date: 2020-12-18
    title: 2일차
    title.en: Day 2
    slots:
      - {id: end, channel: all, time: 10:00-11:00, kind: closing, title: 닫는 말, title.en: Closing}
=== content/sessions/a-late/session.md
---
title: 늦은 순서
title.en: A late session
parts:
  - {id: talks, title: 차례, title.en: In order, items: [second, first]}
---
끝난 뒤의 이야기.
=== content/sessions/a-late/session.en.md
What came after.
=== content/sessions/a-late/01-first.md
---
title: 'C:\\새 "발표" #read("/etc/passwd") $x$ <ix>'
title.en: 'C:\\new "talk" #read("/etc/passwd") $x$ <ix>'
---
나눔밥상이 왔습니다.
=== content/sessions/a-late/01-first.en.md
Shared Table came.
=== content/sessions/a-late/02-second.md
---
title: 둘째
title.en: Second
---
나눔밥상은 다시 왔습니다.
=== content/sessions/a-late/02-second.en.md
Shared Table came again.
=== content/sessions/a-late/03-secret.md
---
title: 감춘 글
title.en: Hidden words
visibility: withheld
---
아무도 모릅니다.
"""


def made_of(site: Site, theme: Theme, store: Store, options: Options | None = None) -> dict[str, Edition]:
    return {edition.id: edition for edition in editions(site, theme, prose_reader(store), options)}


def printed(editions: list[Edition], store: Store) -> dict[str, Compiled]:
    press_run = press(editions, fonts_of(editions, Leaves(store)), store, 2)
    assert press_run.problems == ()
    return {one.edition: one for one in press_run.booklets}


def text_of(booklet: Compiled, folder: Path, page: int = 0) -> str:
    file = folder / "book.pdf"
    file.write_bytes(booklet.pdf)
    pages = ["-f", str(page), "-l", str(page)] if page else []
    command = [need("pdftotext"), *pages, str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("editions")).small().write(MORE)


@pytest.fixture(scope="module")
def material(project: Project) -> tuple[Site, Theme, Store]:
    return planned(project)


@pytest.fixture(scope="module")
def found(material: tuple[Site, Theme, Store]) -> dict[str, Edition]:
    return made_of(*material)


@pytest.fixture(scope="module")
def books(found: dict[str, Edition], material: tuple[Site, Theme, Store]) -> dict[str, Compiled]:
    return printed(list(found.values()), material[2])


def test_chapters_stand_in_the_order_of_the_programme_and_of_the_parts(found: dict[str, Edition]) -> None:
    assert list(found) == ["ko", "en", "bilingual"]
    paths = [path for path, _ in found["ko"].files if path.startswith("chapters/")]
    assert paths == [
        "chapters/001-programme.typ",
        "chapters/002-sessions-care.typ",
        "chapters/003-sessions-care-meals.typ",
        "chapters/004-sessions-a-late.typ",
        "chapters/005-sessions-a-late-second.typ",
        "chapters/006-sessions-a-late-first.typ",
        "chapters/007-glossary.typ",
        "chapters/008-organisations.typ",
        "chapters/009-colophon.typ",
    ]
    assert [path for path, _ in found["bilingual"].files if path.startswith("chapters/")] == paths
    assert found["ko"].files[0][0] == "main.typ"
    assert [found[id].title for id in found] == [
        "작은 행사: 발표 자료집",
        "Small event: Proceedings",
        "작은 행사: 발표 자료집",
    ]
    assert {edition.date for edition in found.values()} == {"2020-12-31"}


def test_the_same_site_gives_the_same_files(found: dict[str, Edition], project: Project) -> None:
    assert made_of(*planned(project)) == found


def test_what_is_withheld_is_in_no_file(found: dict[str, Edition]) -> None:
    for edition in found.values():
        for _, data in edition.files:
            assert "감춘 글".encode() not in data
            assert b"Hidden words" not in data


def test_content_is_set_as_it_is_written(books: dict[str, Compiled], tmp_path: Path) -> None:
    korean = re.sub(r"\s+", " ", text_of(books["ko"], tmp_path))
    assert r'C:\새 "발표" #read("/etc/passwd") $x$ <ix>' in korean
    assert "나눔밥상이 왔습니다." in korean
    assert "root:" not in korean


@pytest.mark.parametrize("id", ["ko", "en", "bilingual"])
def test_front_matter_counts_in_roman_numbers_and_chapters_from_one(books: dict[str, Compiled], id: str) -> None:
    with pikepdf.open(io.BytesIO(books[id].pdf)) as pdf:
        labels = [str(page.label) for page in pdf.pages]
        language = str(pdf.Root.Lang)
    first = labels.index("1")
    assert labels[:first] == ["i", "ii", "iii", "iv"][:first]
    assert labels[first:] == [str(number) for number in range(1, len(labels) - first + 1)]
    assert id == "bilingual" or first % 2 == 0  # page 1 is a right-hand page
    assert language == ("en" if id == "en" else "ko")


def test_chapters_begin_where_their_labels_are(books: dict[str, Compiled]) -> None:
    places = {place.key: place.label for place in books["ko"].places}
    assert list(places) == [
        "ko/programme/",
        "ko/sessions/care/",
        "ko/sessions/care/meals/",
        "ko/sessions/a-late/",
        "ko/sessions/a-late/second/",
        "ko/sessions/a-late/first/",
        "ko/glossary/",
        "ko/organisations/",
    ]
    assert list(places.values()) == ["1", "3", "4", "5", "6", "7", "8", "9"]
    both = {place.key: place.page for place in books["bilingual"].places}
    assert len(both) == 2 * len(places)
    assert all(both[key] == both[key.replace("ko/", "en/", 1)] for key in places)


def bookmarks(booklet: Compiled) -> list[tuple[int, str]]:
    def told(items: list[pikepdf.OutlineItem], depth: int) -> list[tuple[int, str]]:
        return [line for item in items for line in ((depth, str(item.title)), *told(item.children, depth + 1))]

    with pikepdf.open(io.BytesIO(booklet.pdf)) as pdf, pdf.open_outline() as outline:
        return told(outline.root, 0)


def test_the_facing_edition_has_the_bookmarks_of_the_korean_one(books: dict[str, Compiled]) -> None:
    korean = bookmarks(books["ko"])
    assert korean[:7] == [
        (0, "일러두기"),
        (0, "차례"),
        (0, "프로그램"),
        (1, "1일차"),
        (1, "2일차"),
        (0, "돌봄"),
        (1, "따뜻한 밥"),
    ]
    assert bookmarks(books["bilingual"]) == korean
    assert (0, "About this booklet") in bookmarks(books["en"])


def test_a_page_of_the_facing_edition_is_a_spread(books: dict[str, Compiled], tmp_path: Path) -> None:
    sizes = {}
    for id, booklet in books.items():
        with pikepdf.open(io.BytesIO(booklet.pdf)) as pdf:
            sizes[id] = {tuple(round(float(value) / 72 * 25.4) for value in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {"ko": {(182, 257)}, "en": {(182, 257)}, "bilingual": {(364, 257)}}
    meals = {place.key: place.page for place in books["bilingual"].places}["ko/sessions/care/meals/"]
    said = text_of(books["bilingual"], tmp_path, meals)
    assert "따뜻한 밥" in said
    assert "Warm meals" in said


def test_running_heads_name_the_event_on_the_left_and_the_chapter_on_the_right(
    project: Project, tmp_path: Path
) -> None:
    long = "\n\n".join(["이웃이 밥을 나누었습니다. " * 30] * 12)
    twin = Project(tmp_path / "long").small().write(MORE)
    (twin.root / "content/sessions/care/01-meals.md").write_text(f"---\ntitle: 따뜻한 밥\n---\n{long}\n", "utf-8")
    site, theme, store = planned(twin)
    korean = printed([made_of(site, theme, store)["ko"]], store)["ko"]
    start = {place.key: place.page for place in korean.places}["ko/sessions/care/meals/"]
    heads = [text_of(korean, tmp_path, page).split("\n")[0] for page in (start + 1, start + 2)]
    expected = ("따뜻한 밥", "작은 행사") if start % 2 == 0 else ("작은 행사", "따뜻한 밥")
    assert tuple(heads) == expected


def test_the_index_names_the_pages_and_leaves_out_what_is_on_none(books: dict[str, Compiled], tmp_path: Path) -> None:
    places = {place.key: place.page for place in books["ko"].places}
    said = text_of(books["ko"], tmp_path, places["ko/organisations/"])
    assert re.search(r"나눔밥상 Shared Table\s+6, 7", said)
    assert "이름없는곳" not in said


def test_the_contents_name_the_pages(books: dict[str, Compiled], tmp_path: Path) -> None:
    contents = text_of(books["ko"], tmp_path, 3)
    for title, page in (
        ("프로그램", 1),
        ("돌봄", 3),
        ("따뜻한 밥", 4),
        ("늦은 순서", 5),
        ("둘째", 6),
        ("조직 찾아보기", 9),
    ):
        assert re.search(rf"{title}[ .\n]+{page}\n", contents), title
    assert "결과" not in contents


def test_the_format_is_a_setting(material: tuple[Site, Theme, Store], project: Project) -> None:
    site, theme, store = material
    assert options_of(site) == Options(format="b5", justify=True)
    made = made_of(site, theme, store, Options(format="a5"))
    booklet = printed([made["ko"]], store)["ko"]
    with pikepdf.open(io.BytesIO(booklet.pdf)) as pdf:
        assert {tuple(round(float(v) / 72 * 25.4) for v in page.mediabox[2:]) for page in pdf.pages} == {(148, 210)}


def test_site_yaml_names_the_format(tmp_path: Path) -> None:
    settings = "=== site.yaml\ntheme: bottari\nbooklet: {format: a4, justify: no}\n"
    project = Project(tmp_path).small().write(settings.replace("no}", "false}"))
    assert options_of(planned(project)[0]) == Options(format="a4", justify=False)


def test_each_day_is_a_sheet_of_the_timetable(material: tuple[Site, Theme, Store], tmp_path: Path) -> None:
    site, theme, store = material
    made = timetables(site, theme, prose_reader(store))
    assert [edition.id for edition in made] == [
        "ko-timetable-a4",
        "ko-timetable-a3",
        "en-timetable-a4",
        "en-timetable-a3",
    ]
    sheets = printed(list(made), store)
    assert {id: sheet.pages for id, sheet in sheets.items()} == dict.fromkeys(sheets, 2)
    with pikepdf.open(io.BytesIO(sheets["en-timetable-a3"].pdf)) as pdf:
        assert [round(float(value) / 72 * 25.4) for value in pdf.pages[0].mediabox[2:]] == [420, 297]
    said = text_of(sheets["en-timetable-a4"], tmp_path, 1)
    for words in ("Small event", "Day 1", "Channel 2", "Song", "Inferred time", "11:00"):
        assert words in said


def test_a_project_without_a_programme_is_a_book_too(tmp_path: Path) -> None:
    project = Project(tmp_path).write(
        "=== content/event.yaml\nid: plain\nname: 모임\nname.en: Meeting\n=== content/pages/about.md\n---\ntitle: 글\n---\n글.\n"
    )
    site, theme, store = planned(project)
    books = printed(list(made_of(site, theme, store).values()), store)
    assert [booklet.places for booklet in books.values()] == [(), (), ()]


def test_a_theme_may_bring_typst_files_of_its_own(tmp_path: Path) -> None:
    project = (
        Project(tmp_path)
        .small()
        .write("=== themes/bottari/booklet/own.typ\n#let patch(size, paint) = box(width: size, height: size)\n")
    )
    _, theme, _ = planned(project)
    assert theme_files(theme)["theme/own.typ"] == "booklet/own.typ"


def test_sections_face_each_other_by_their_ids() -> None:
    own = (("a", "1"), ("b", "2"))
    assert list(paired(own, (("b", "two"), ("c", "three"), ("a", "one")))) == [
        ("1", "one"),
        ("2", "two"),
        ("", "three"),
    ]


def test_of_two_sections_with_one_id_the_first_faces_the_first() -> None:
    own = (("results", "1"), ("results", "2"))
    second = (("results", "one"), ("results", "two"), ("results", "three"))
    assert list(paired(own, second)) == [("1", "one"), ("2", "two"), ("", "three")]
