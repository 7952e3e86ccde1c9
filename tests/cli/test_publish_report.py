"""``report``: what visitors will see change, as an editor and a pull request are told of it."""

import contextlib
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.project import Project

MEALS = "content/sessions/care/01-meals.md"
MEALS_EN = "content/sessions/care/01-meals.en.md"
PROGRAMME = "content/programme.yaml"
CSV = "=== content/data/meals.csv\nmonth,meals\n2020-08,71\n"
DATASET = (
    "=== content/data/meals.yaml\ntitle: 달마다\ntitle.en: By month\ncolumns:\n"
    "  - {id: month, label: 월, label.en: Month, type: date}\n  - {id: meals, label: 식사, label.en: Meals, unit: 건}\n"
)


@pytest.fixture
def project(small_site: Project, tmp_path: Path) -> Project:
    """A copy of the smallest project; ``published`` beside it holds its site."""
    shutil.copytree(small_site.output, tmp_path / "published")
    return small_site.copy(tmp_path / "project")


def published(project: Project) -> Path:
    return project.root.parent / "published"


def publish(project: Project) -> None:
    """Let the site of now be the published one."""
    project.build().ok()
    shutil.rmtree(published(project))
    shutil.copytree(project.output, published(project))


def run(project: Project, *arguments: str, ui: str = "en") -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")  # whatever the locale is
    with contextlib.redirect_stdout(out):
        code, err = project.command("--ui", ui, "report", *arguments)
        out.flush()
    return code, out.buffer.getvalue().decode(), err  # type: ignore[attr-defined]  # it is a BytesIO


def report(project: Project, *arguments: str, ui: str = "en") -> str:
    """What is reported against the published site."""
    code, out, err = run(project, "--against", str(published(project)), *arguments, ui=ui)
    assert (code, err) == (0, "")
    return out


def edit(project: Project, path: str, *changes: tuple[str, str]) -> None:
    """Replace what stands exactly once in a file."""
    file = project.root / path
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def html_of(markdown: str) -> str:
    """A comment as a host shows it, which reads HTML and tables too."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_changes_and_nothing_is_written(project: Project, form: str) -> None:
    before = project.files()
    assert (
        report(project, "--format", form)
        == {
            "text": "Nothing changes for visitors.\n",
            "markdown": "<!-- seboddari report -->\n### What visitors will see change\n\nNothing changes for visitors.\n",
        }[form]
    )
    for against in (str(project.output), str(project.output / "manifest.json")):
        assert run(project, "--against", against, ui="ko") == (0, "방문자에게 바뀌는 것이 없습니다.\n", "")
    edit(project, MEALS, ("모두", "모두 다"))
    assert report(project) != "Nothing changes for visitors.\n"
    assert project.files() == before


def test_link_to_a_page_that_moved_is_no_change_of_the_text(project: Project) -> None:
    link = "=== content/pages/more.md\n---\ntitle: 더\n---\n[밥](../sessions/care/01-meals.md), [밖](https://example.org/)\n"
    publish(project.write(link))
    project.write(link.replace("01-meals", "02-meals"))
    rename(project, "content/sessions/care/01-meals", "content/sessions/care/02-meals")
    assert report(project) == "Nothing changes for visitors.\n"
    rename(project, "content/sessions/care/02-meals", "content/sessions/care/02-dinner")
    project.write(link.replace("01-meals", "02-dinner"))
    told = report(project)
    assert "Changed pages" not in told
    assert "  '더' (page, more/)\n" in told.partition("Pages that show or link to what changes")[2]
    project.write(link.replace("01-meals", "02-dinner").replace("example.org", "example.com"))
    assert "'더' (page, more/)\n    Korean, English: text\n" in report(project)


def test_what_visitors_do_not_see_is_no_change(project: Project) -> None:
    """Comments, the place of a text in its file, the lines of a source, the address that a site is built for."""
    edit(project, MEALS, ("source: book 1-9", "# 남겨 둘 말\n\nsource: book 2-8"), ("이웃에게", "\n\n이웃에게"))
    project.write("=== content/sessions/care/09-later.md\n---\ntitle: 나중에\nvisibility: draft\n---\n아직.\n")
    edit(project, "site.yaml", ("theme: bottari", "theme: bottari\nbase_url: https://example.org/"))
    assert report(project) == "Nothing changes for visitors.\n"


CHANGED_KO = """\
쪽: 더함 1, 바뀜 3.

더한 쪽 (1)
  ‘새참’ (발표, sessions/care/snacks/): 한국어, 영어(번역 없음)

바뀐 쪽 (3)
  ‘프로그램’ (프로그램, programme/)
    한국어, 영어: 일정
    ‘돌봄’: 2020년 12월 17일 (목) 10:00–12:00 · 채널 1 → 2020년 12월 17일 (목) 10:30–12:00 · 채널 1
    ‘노래’: 내림 (2020년 12월 17일 (목) 11:00–12:00 · 채널 2)
  ‘돌봄’ (세션, sessions/care/)
    한국어, 영어: 일정
    2020년 12월 17일 (목) 10:00–12:00 · 채널 1 → 2020년 12월 17일 (목) 10:30–12:00 · 채널 1
  ‘더 따뜻한 밥’ (발표, sessions/care/meals/)
    한국어: 제목(전: ‘따뜻한 밥’), 글, 수치
    영어: 수치
"""
CHANGED_EN = """\
Pages: 1 added, 3 changed.

Added pages (1)
  '새참' (presentation, sessions/care/snacks/): Korean, English (not translated)

Changed pages (3)
  'Programme' (programme, programme/)
    Korean, English: schedule
    'Care': Thursday 17 December 2020 10:00–12:00 · Channel 1 → Thursday 17 December 2020 10:30–12:00 · Channel 1
    'Song': withdrawn (Thursday 17 December 2020 11:00–12:00 · Channel 2)
  'Care' (session, sessions/care/)
    Korean, English: schedule
    Thursday 17 December 2020 10:00–12:00 · Channel 1 → Thursday 17 December 2020 10:30–12:00 · Channel 1
  'Warm meals' (presentation, sessions/care/meals/)
    Korean: title (was '따뜻한 밥'), text, figures
    English: figures
"""


def test_added_and_changed_pages_are_told_in_the_words_of_an_editor(project: Project) -> None:
    song = "      - {id: song, channel: ch2, time: 11:00-12:00, kind: performance, title: 노래, title.en: Song}\n"
    edit(project, PROGRAMME, ("10:00-12:00", "10:30-12:00"), (song, ""))
    edit(project, MEALS, ("따뜻한 밥", "더 따뜻한 밥"), ("value: 40", "value: 41"), ("마흔 번", "마흔한 번"))
    project.write("=== content/sessions/care/02-snacks.md\n---\ntitle: 새참\n---\n나누었습니다.\n")
    told, _, touched = report(project, ui="ko").partition("\n바뀐 것을 보이거나 잇는 쪽 ")
    assert told == CHANGED_KO
    assert "  ‘작은 행사’ (첫 화면, /)\n" in touched and "  ‘세션과 발표’ (목록, sessions/)\n" in touched
    told, _, touched = report(project, ui="en").partition("\nPages that show or link to what changes ")
    assert told == CHANGED_EN
    assert "  'Small event' (front page, /)\n" in touched and "  'Sessions' (list, sessions/)\n" in touched


def test_each_part_of_a_page_has_its_word(project: Project) -> None:
    organisations = "=== content/organisations.yaml\n- {id: nanum, name: 나눔터, name.en: Nanum}\n"
    publish(project.write(organisations + CSV + DATASET))
    edit(project, MEALS, (
        "source: book 1-9",
        "source: book 1-9\nnote: 덧붙입니다.\norganisations: [나눔터]\ndate: 2020-08\nlinks:\n  - {label: 기사, url: https://example.org/}",
    ), ("모두 마흔", ":::{dataset} meals\n:::\n\n모두 마흔"))  # fmt: skip
    edit(project, "content/data/meals.csv", ("71", "72"))
    told = report(project)
    assert "    Korean: text, tables, details, organisations and district, links to the web, notes\n" in told
    assert "    English: tables, details, organisations and district, links to the web, notes\n" in told
    assert "  'By month' (dataset, data/meals/)\n    Korean, English: tables\n" in told
    assert "\nTables to download (1)\n  data/meals.csv: changed\n" in told


def test_translation_is_told(project: Project) -> None:
    (project.root / MEALS_EN).unlink()
    edit(project, MEALS, ("title.en: Warm meals\n", ""))
    lost = report(project)
    assert "    English: title (was 'Warm meals'), text, less of it translated\n" in lost
    publish(project)
    edit(project, MEALS, ("title: 따뜻한 밥", "title: 따뜻한 밥\ntitle.en: Warm meals"))
    project.write(f"=== {MEALS_EN}\nMeals were shared with neighbours.\n")
    told = report(project)
    assert "    English: title (was '따뜻한 밥'), text, more of it translated\n" in told
    assert "Korean" not in told


def rename(project: Project, old: str, new: str) -> None:
    for ending in (".md", ".en.md"):
        (project.root / f"{old}{ending}").rename(project.root / f"{new}{ending}")


def test_moved_page_is_one_page(project: Project) -> None:
    rename(project, "content/sessions/care/01-meals", "content/sessions/care/01-dinner")
    assert report(project, ui="en").startswith(
        "Pages: 1 moved.\n\nMoved pages (1)\n"
        "  'Warm meals' (presentation, sessions/care/meals/ → sessions/care/dinner/)\n"
        "    The old address leads nowhere. Add to the head of its file: aliases: [meals]\n"
    )
    edit(project, "content/sessions/care/01-dinner.md", ("source:", "aliases: [meals]\nsource:"), ("마흔", "쉰"))
    assert report(project, ui="ko").partition("\n바뀐 것을 보이거나")[0] == (
        "쪽: 옮김 1.\n\n옮긴 쪽 (1)\n"
        "  ‘따뜻한 밥’ (발표, sessions/care/meals/ → sessions/care/dinner/)\n"
        "    옛 주소에서 새 주소로 이어집니다.\n"
        "    한국어: 글\n"
    )
    publish(project)
    assert report(project) == "Nothing changes for visitors.\n"
    edit(project, "content/sessions/care/01-dinner.md", ("aliases: [meals]\n", ""))
    assert report(project) == (
        "No page changes in its own content.\n\nFormer addresses that lead on no more (1)\n  sessions/care/meals/\n"
    )


def test_renamed_session_moves_what_stands_below_it(project: Project) -> None:
    (project.root / "content/sessions/care").rename(project.root / "content/sessions/caring")
    edit(project, PROGRAMME, ("session: care", "session: caring"))
    edit(project, "content/sessions/caring/session.md", ("title: 돌봄", "title: 돌봄\naliases: [care]"))
    told = report(project)
    assert told.startswith("Pages: 2 moved.\n")
    assert (
        "  'Warm meals' (presentation, sessions/care/meals/ → sessions/caring/meals/)\n    The old address leads on"
        in told
    )


def test_two_pages_become_one(project: Project) -> None:
    publish(project.write("=== content/sessions/care/02-tea.md\n---\ntitle: 차\n---\n나눕니다.\n"))
    (project.root / "content/sessions/care/02-tea.md").unlink()
    edit(project, MEALS, ("source:", "aliases: [tea]\nsource:"))
    assert (
        "Withdrawn pages (1)\n  '차' (presentation, sessions/care/tea/): Korean, English (not translated)\n"
        "    Its address leads on to sessions/care/meals/.\n"
    ) in report(project)


@pytest.mark.parametrize("visibility", ["withheld", "private", "draft"])
def test_withdrawn_page_is_listed_and_nothing_else_of_it_is_said(project: Project, visibility: str) -> None:
    secret = "아무도 읽지 못할 새 제목입니다"
    edit(project, MEALS, ("title: 따뜻한 밥", f"title: {secret}\nvisibility: {visibility}\naliases: [secret-alias]"))
    project.write(
        f"=== content/sessions/care/02-more.md\n---\ntitle: 또 {secret}\nvisibility: {visibility}\n---\n글.\n"
    )
    for ui, form in (("ko", "text"), ("en", "text"), ("ko", "markdown"), ("ko", "json")):
        told = report(project, "--format", form, ui=ui)
        assert secret not in told
        assert "secret-alias" not in told
        assert "more" not in told
    assert "내린 쪽 (1)\n  ‘따뜻한 밥’ (발표, sessions/care/meals/): 한국어, 영어\n" in report(project, ui="ko")
    (project.root / MEALS_EN).unlink()
    manifest = (project.build().ok().project.output / "manifest.json").read_text("utf-8")
    assert secret not in manifest and "secret-alias" not in manifest and "meals" not in manifest


def test_books_frame_and_design(project: Project) -> None:
    edit(project, "site.yaml", ("theme: bottari", "theme: bottari\neditions: [site, booklet, epub]"))
    added = report(project)
    assert added.startswith("No page changes in its own content.\n\nBooklets and e-books (5)\n")
    assert "  booklet/small-bilingual.pdf: added\n  booklet/small-en.epub: added\n" in added
    assert report(project, "--only", "site") == "Nothing changes for visitors.\n"
    manifest = published(project) / "manifest.json"
    books = [{"path": f"booklet/small-{edition}.pdf", "edition": edition, "pages": 12} for edition in ("ko", "en")]
    value = {**json.loads(manifest.read_text("utf-8")), "books": books}
    manifest.write_text(json.dumps(value), "utf-8")
    edit(project, "site.yaml", ("editions: [site, booklet, epub]", "editions: [site, booklet]"))
    edit(project, MEALS, ("마흔", "쉰"))
    assert (
        "책자와 전자책 (2)\n  booklet/small-bilingual.pdf: 더함\n  booklet/small-ko.pdf: 새로 만듦, 지금까지 12쪽\n"
    ) in report(project, ui="ko")
    edit(project, "content/event.yaml", ("name.en: Small event", "name.en: Smaller event"))
    project.write("=== themes/bottari/ui.yaml\nskip: {ko: 글로 가기, en: Go to the text}\n")
    told = report(project, ui="ko")
    assert "온 누리집 (2)\n  모든 쪽(영어): 머리와 메뉴, 꼬리말\n  모든 쪽: 디자인\n" in told
    assert "booklet/small-en.pdf: 새로 만듦" in told


def test_entries_without_a_page_of_their_own(project: Project) -> None:
    terms = "=== content/glossary.yaml\n- {id: mutual, ko: 서로돌봄, en: mutual care, definition: 서로 돌봅니다.}\n"
    publish(project.write(terms + "- {id: gone, ko: 사라질말}\n"))
    project.write(terms.replace("서로 돌봅니다.", "돌봅니다.") + "- {id: new, ko: 새말}\n")
    assert (
        "  ‘용어’ (용어, glossary/)\n    한국어, 영어: 항목\n    ‘새말’: 더함\n    ‘서로돌봄’: 바뀜\n    ‘사라질말’: 내림\n"
    ) in report(project, ui="ko")


HOSTILE = (
    "@admin #12 GH-34 !5 <script>alert(1)</script>",
    "`</code> [x](javascript:alert(1)) ``` **x** `",
    "</details><img src=x onerror=alert(1)> https://example.org www.example.org",
    "a | b - [ ] <!-- --> ~~x~~ ![x](y) $x$ &lt; \\` \\",
)


def test_no_title_is_read_as_markdown(project: Project) -> None:
    for number, title in enumerate(HOSTILE):
        quoted = title.replace("'", "''")
        project.write(f"=== content/sessions/care/1{number}-x{number}.md\n---\ntitle: '{quoted}'\n---\n글.\n")
    written = report(project, "--format", "markdown")
    html = html_of(written)
    codes = [re.sub(r"&(lt|gt|amp|quot);", lambda f: {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}[f[1]], code)
             for code in re.findall(r"<code>(.*?)</code>", html)]  # fmt: skip
    assert set(HOSTILE) <= set(codes)
    rest = re.sub(r"<code>.*?</code>", "", html)
    assert set(re.findall(r"</?([a-z0-9]+)", rest)) <= {"h3", "p", "strong", "ul", "li", "details", "summary"}
    assert not re.search("[@#!]|javascript|www|GH-", rest.replace("<!-- seboddari report -->", ""))


def test_a_published_manifest_may_be_anybodys(project: Project) -> None:
    """Control signs, directions of writing, commands of CI hosts, lines of any length, personal data."""
    pages = [
        {"path": f"ko/x{number}/", "title": title}
        for number, title in enumerate(
            ("a\x1b[31m\n::error::b", "\u202eevil", "##vso[x]y", "x" * 5000, "010-1234-5678")
        )
    ]
    strange = {"path": "../../etc/passwd", "title": "outside"}, {"path": "fr/x/", "title": "outside"}
    books = [{"path": "::error::x", "pages": -5}]
    value = {"generator": "seboddari", "form": 1, "later": [{}], "pages": [*pages, *strange], "books": books}
    (published(project) / "manifest.json").write_text(json.dumps(value), "utf-8")
    told = report(project)
    assert "'a\\x1b[31m ::error::b' (page, x0/)" in told
    assert "'\\u202eevil'" in told
    assert "\\u0023#vso" in told
    assert "\n  \\u003a:error::x: withdrawn\n" in told
    assert json.loads(report(project, "--format", "json"))["withdrawn"][2]["pages"][0]["title"] == "##vso[x]y"
    assert f"'{'x' * 199}…'" in told
    assert "1234-5678" not in told
    assert "outside" not in told and "etc" not in told
    assert max(map(len, told.splitlines())) < 300


def test_manifest_of_an_older_version_names_files_only(project: Project) -> None:
    manifest = published(project) / "manifest.json"
    value = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({"generator": "seboddari", "files": value["files"]}), "utf-8")
    edit(project, MEALS, ("마흔", "쉰"))
    unknown = "The published site was made by another version: what changes within pages cannot be told.\n"
    assert report(project) == unknown
    project.write("=== content/pages/new.md\n---\ntitle: 새 쪽\n---\n글.\n")
    assert (
        report(project)
        == f"Pages: 1 added.\n{unknown}\nAdded pages (1)\n  '새 쪽' (page, new/): Korean, English (not translated)\n"
    )
    manifest.write_text(json.dumps({**value, "form": 99, "version": "9.9"}), "utf-8")
    assert report(project).endswith("English (not translated)\n")
    assert "was made by seboddari 9.9, this one by " in report(project)


def test_long_lists_are_folded_and_a_comment_is_never_too_long(project: Project) -> None:
    stem = "=== content/sessions/care/{0:03}-talk-{0}.md\n---\ntitle: 발표 {0} {1}\n---\n글.\n"
    project.write("".join(stem.format(number, "가" * 190) for number in range(12)))
    written = report(project, "--format", "markdown")
    assert "<details>\n<summary>Added pages (12)</summary>\n\n- `발표 0 " in written
    assert written.count("<details>") == written.count("</details>") == 2
    pages = [{"path": f"ko/{number:04}/", "title": "나" * 190} for number in range(2000)]
    (published(project) / "manifest.json").write_text(
        json.dumps({"generator": "seboddari", "form": 1, "pages": pages}), "utf-8"
    )
    written = report(project, "--format", "markdown")
    assert len(written) < 65_536
    assert re.search(r"^- and 1\d{3} more$", written, re.MULTILINE)


def test_json_for_programs(project: Project) -> None:
    assert json.loads(report(project, "--format", "json"))["changes"] is False
    edit(project, MEALS, ("마흔", "쉰"))
    value = json.loads(report(project, "--format", "json"))
    assert value["changes"] is True
    (row,) = value["changed"]
    assert (row["id"], row["kind"], [page["lang"] for page in row["pages"]]) == (
        "sessions/care/meals/",
        "presentation",
        ["ko"],
    )
    assert row["pages"][0]["parts"] == ["text"]


def test_report_is_written_to_a_file(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "comment.md"
    assert report(project, "--format", "markdown", "--output", str(target), ui="ko") == ""
    assert target.read_text("utf-8").endswith("방문자에게 바뀌는 것이 없습니다.\n")


@pytest.mark.parametrize(
    "target", ["project/output/report.md", "published/ko/report.md", "published/manifest.json", "published"]
)
def test_report_is_never_written_into_a_site(project: Project, tmp_path: Path, target: str) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    code, out, err = run(project, "--against", str(published(project)), "--output", str(tmp_path / target))
    assert (code, out) == (2, "")
    assert err.endswith(f"Error: --output: '{tmp_path / target}': name a file outside of the site.\n")
    assert {
        path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and ".seboddari" not in path.parts
    } == {path: data for path, data in before.items() if ".seboddari" not in path.parts}


def test_a_manifest_is_never_overwritten(project: Project, tmp_path: Path) -> None:
    manifest = tmp_path / "fetched.json"
    shutil.copy(published(project) / "manifest.json", manifest)
    assert run(project, "--against", str(manifest), "--output", str(manifest))[0] == 2
    assert run(project, "--against", str(manifest), "--output", str(tmp_path / "report.txt"))[0] == 0


def test_no_manifest_is_wrong_usage(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for against in ("empty", "nowhere", "empty/manifest.json"):
        code, out, err = run(project, "--against", str(tmp_path / against), ui="ko")
        assert (code, out) == (2, "")
        assert f"--against: ‘{tmp_path / against}’: 펴낸 누리집의 manifest.json 파일이 없습니다." in err
    assert run(project)[0] == 2


def test_problems_of_the_content_come_before_any_report(project: Project) -> None:
    edit(project, PROGRAMME, ("session: care", "session: caro"))
    code, out, err = run(project, "--against", str(published(project)))
    assert (code, out) == (1, "")
    assert "error[missing-reference]: 'caro'" in err


def test_what_cannot_be_written_is_the_machines_fault(project: Project, tmp_path: Path) -> None:
    code, out, _ = run(project, "--against", str(published(project)), "--output", str(tmp_path / "none" / "report.md"))
    assert (code, out) == (74, "")
