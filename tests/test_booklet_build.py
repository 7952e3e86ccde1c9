"""Booklets as a part of the build: laid out before the pages that name them, remembered, past the leak gate."""

import io
import re
from pathlib import Path

import pikepdf
import pytest

from seboddari_build.build import Options, build
from tests.previewing import Preview, previewing
from tests.project import Outcome, Project

WITH = "=== site.yaml\ntheme: bottari\neditions: [site, booklet]\n"
PDFS = ["booklet/small-bilingual.pdf", "booklet/small-en.pdf", "booklet/small-ko.pdf"]
PAPER = [
    f"booklet/small-{lang}-{kind}.pdf"
    for lang in ("en", "ko")
    for kind in ("imposed", "print", "timetable-a3", "timetable-a4")
]
TALK = "content/sessions/care/01-meals.md"
LINK = re.compile(
    r'<p class="booklet-page"><a href="((?:\.\./)*)(booklet/[^"#]+)#page=(\d+)" type="application/pdf">(.+?)</a>'
)


def booklets(project: Project) -> list[str]:
    return [path for path in project.files() if path.startswith("booklet/")]


def only(project: Project, *made: str, jobs: int = 1) -> Outcome:
    return Outcome(build(Options(project.root, project.output, jobs=jobs, only=made)), project)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with its booklets, to be looked at."""
    project = Project(tmp_path_factory.mktemp("made") / "project").small().write(WITH)
    outcome = project.build(jobs=2).ok()
    assert (outcome.messages(), outcome.result.counts.compiled) == ([], 7)
    return project


@pytest.fixture
def mine(made: Project, tmp_path: Path) -> Project:
    """The same with its memo, to be changed."""
    return made.copy(tmp_path / "mine")


def outline(data: bytes) -> dict[str, int]:
    """Titles of the outline with their pages, counted from 1."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as tree:
        index = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found: dict[str, int] = {}
        items = list(tree.root)
        while items:
            item = items.pop()
            items += item.children
            assert item.destination is not None
            found[item.title] = index[item.destination[0].objgen]  # type: ignore[index]  # destinations here are arrays
        return found


def test_the_editions_stand_where_the_contract_has_them(made: Project) -> None:
    assert booklets(made) == sorted(PDFS + PAPER)
    for path in booklets(made):
        with pikepdf.open(made.output / path) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert str(pdf.docinfo.CreationDate).startswith("D:20201231")


@pytest.mark.parametrize(
    ("lang", "address", "title"),
    [
        ("ko", "sessions/care/meals", "따뜻한 밥"),
        ("en", "sessions/care/meals", "Warm meals"),
        ("ko", "sessions/care", "돌봄"),
        ("en", "programme", "Programme"),
    ],
)
def test_a_page_names_where_it_begins_in_the_booklet_of_its_language(
    made: Project, lang: str, address: str, title: str
) -> None:
    (found,) = LINK.findall(made.html(f"{lang}/{address}"))
    root, href, page, words = found
    assert (root, href) == ("../" * (address.count("/") + 2), f"booklet/small-{lang}.pdf")
    data = made.files()[href]
    assert outline(data)[title] == int(page)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        label = pdf.pages[int(page) - 1].label
    assert words == {"ko": f"책자 {label}쪽 (PDF)", "en": f"Booklet, page {label} (PDF)"}[lang]


def test_home_and_footer_link_all_editions_with_pages_and_size(made: Project) -> None:
    html = made.html("ko")
    for path in PDFS:
        with pikepdf.open(made.output / path) as pdf:
            size = f"PDF, {len(pdf.pages)}쪽, 0.1MB"
        assert (
            len(re.findall(rf'<a href="../{path}" type="application/pdf">[^<]+</a> <span class="quiet">{size}<', html))
            == 2
        )


def test_a_second_build_compiles_and_writes_nothing(mine: Project) -> None:
    again = mine.build(jobs=2).ok().result
    assert (again.counts.compiled, again.counts.rendered, again.counts.written) == (0, 0, 0)


def test_two_clean_builds_give_the_same_bytes(made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    other = Project(tmp_path / "other").small().write(WITH)
    other.build(jobs=1).ok()
    assert other.files() == made.files()


def test_an_edit_compiles_what_it_changes_and_a_warm_build_equals_a_clean_one(mine: Project, tmp_path: Path) -> None:
    english = "content/sessions/care/01-meals.en.md"
    text = (mine.root / english).read_text("utf-8").replace("with neighbours", "with our neighbours")
    edited = mine.write(f"=== {english}\n{text}").build().ok()
    assert edited.result.counts.compiled == 2  # English and bilingual
    clean = Project(tmp_path / "clean").small().write(WITH).write(f"=== {english}\n{text}")
    clean.build(jobs=2).ok()
    assert clean.files() == mine.files()


def test_what_is_left_out_is_absent_and_not_linked(mine: Project) -> None:
    only(mine, "site").ok()
    assert booklets(mine) == []
    assert "booklet" not in mine.html("ko/sessions/care/meals").replace("booklet-page a", "")
    only(mine, "booklet").ok()
    assert list(mine.files()) == [".gitignore", *sorted(PDFS + PAPER), "manifest.json"]
    both = only(mine, "site", "booklet").ok()
    assert both.result.counts.compiled == 0
    assert "booklet/small-ko.pdf#page=" in mine.html("ko/sessions/care/meals")


def test_the_command_takes_what_is_to_be_made(mine: Project) -> None:
    code, said = mine.command("build", "--only", "booklet")
    assert (code, list(mine.files())) == (0, [".gitignore", *sorted(PDFS + PAPER), "manifest.json"])
    code, said = mine.command("--ui", "en", "build", "--only", "site,book")
    assert code == 2
    assert "--only: 'book' is nothing that can be made. What can: site, booklet, epub, feeds, cards" in said


def test_an_unknown_edition_in_site_yaml_is_told_of(project: Project) -> None:
    outcome = project.small().write("=== site.yaml\neditions: [site, pamphlet]\n").build()
    assert [problem.span.line for problem in outcome.problems] == [1]
    assert outcome.result.published is None


def test_a_withheld_presentation_is_in_no_edition(mine: Project) -> None:
    text = (mine.root / TALK).read_text("utf-8")
    secret = text.replace("source:", "visibility: withheld\nsource:").replace("따뜻한 밥", "숨은 발표")
    mine.write(f"=== content/sessions/care/02-hidden.md\n{secret.replace('id: meals', 'id: hidden')}").build().ok()
    for path in PDFS + PAPER:
        data = mine.files()[path]
        assert not any("숨은" in title for title in outline(data))
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert "숨은 발표".encode() not in (pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b"")
            assert "숨은" not in str(pdf.docinfo)


def test_a_withheld_name_stops_the_booklets_too(mine: Project) -> None:
    hidden = "=== content/people.yaml\n- {id: hidden-one, name: 홍비밀, publish: none}\n"
    text = (mine.root / TALK).read_text("utf-8").replace("모두 마흔", "홍비밀과 함께 모두 마흔")
    mine.write(f"{hidden}=== {TALK}\n{text}")
    before = mine.files()
    outcome = only(mine, "booklet")
    assert outcome.codes() == ["leaked-name"]
    assert outcome.problems[0].span.path == "booklet/small-ko.pdf"
    assert not any("홍비밀" in message for message in outcome.messages("ko"))
    assert mine.files() == before


def test_a_symbol_that_no_font_has_stops_booklets_and_not_the_site(mine: Project) -> None:
    text = (mine.root / TALK).read_text("utf-8").replace("마흔 번", "마흔 \U0001f9f6 번")
    mine.write(f"=== {TALK}\n{text}")
    outcome = mine.build()
    assert outcome.codes() == ["booklet-symbol"]
    span = outcome.problems[0].span
    assert (span.path, text.split("\n")[span.line - 1][span.column - 1]) == (TALK, "\U0001f9f6")
    assert "'\U0001f9f6' (U+1F9F6)" in outcome.problems[0].message.en
    assert only(mine, "site").ok().codes() == ["missing-symbol"]


def test_a_theme_that_typst_refuses_is_told_of_in_its_file(mine: Project) -> None:
    mine.write("=== themes/bottari/booklet/zz-own.typ\n#let own = 1\n#let other = own.width\n")
    outcome = mine.build()
    assert {problem.code for problem in outcome.problems} == {"booklet-error"}
    assert [str(message).split(": ")[0] for message in outcome.messages()] == ["themes/bottari/booklet/zz-own.typ:2:18"]


def test_letters_that_no_font_has_are_refused_before_anything_is_typeset(mine: Project) -> None:
    text = (mine.root / TALK).read_text("utf-8")
    outcome = mine.write(f"=== {TALK}\n{text}\nשלום\n").build()
    assert set(outcome.codes()) == {"missing-glyph"}
    assert outcome.result.counts.compiled == 0


def test_hostile_text_is_set_as_it_is(mine: Project) -> None:
    text = (mine.root / TALK).read_text("utf-8")
    hostile = '#read("/etc/passwd") \\\\ $x$ @a [c] "d" ' + "가" * 3000 + " " + "x" * 3000 + " 漢字"
    outcome = mine.write(f"=== {TALK}\n{text}\n{hostile}\n").build().ok()
    assert outcome.codes() == []
    assert outcome.result.counts.compiled == 7


@pytest.fixture(scope="module")
def preview(made: Project, tmp_path_factory: pytest.TempPathFactory) -> "object":
    project = made.copy(tmp_path_factory.mktemp("preview") / "project")
    with previewing(project.root) as running:
        yield running


def test_the_preview_makes_a_booklet_when_it_is_asked_for(preview: Preview) -> None:
    assert "booklet/small" not in preview.ask("/ko/sessions/care/meals/").text
    assert 'href="ko.pdf"' in preview.ask("/booklet/").text
    for path in ("/booklet/ko.pdf", "/booklet/small-bilingual.pdf"):
        answer = preview.ask(path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
        assert answer.text.startswith("%PDF-1.7")
    assert preview.ask("/booklet/small-fr.pdf").status == 404


def test_no_other_site_makes_the_preview_work(preview: Preview) -> None:
    assert preview.ask("/booklet/ko.pdf", Sec_Fetch_Site="cross-site").status == 403
