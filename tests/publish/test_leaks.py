"""What may not be published stands in no finished file."""

import io
import json
import zipfile
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.span import Span
from seboddari_build.build import Options, build
from seboddari_build.publish.leaks import LeakGate, Secret
from seboddari_build.publish.runs import Runs, tidy
from tests.project import Outcome, Project

HIDDEN = """
=== content/people.yaml
- {id: hidden-one, name: 홍비밀, name.en: Hong Bimil, publish: none}
=== content/organisations.yaml
- {id: quiet, name: 조용한모임, name.en: Quiet Circle, visibility: withheld}
- {id: open, name: 열린모임, name.en: Open Circle}
"""


TABLE = """
=== content/data/t.yaml
title: 표
columns:
  - {id: o, label: 조직, type: organisation}
=== content/data/t.csv
o
조용한모임
"""


def page(text: str) -> str:
    return f"=== content/pages/about.md\n---\ntitle: 소개\ntitle.en: About\n---\n{text}\n"


@pytest.mark.parametrize(
    "files",
    [
        page("홍비밀이 만들었습니다."),
        page("조용한모임과 함께했습니다."),
        page("Quiet Circle 소식"),
        "=== content/minutes/2020-06-19-m.md\n---\ntitle: 회의\ndate: 2020-06-19\nrecorder: 홍비밀\n---\n글입니다.\n",
        TABLE,
    ],
)
def test_a_withheld_name_stops_the_build(project: Project, files: str) -> None:
    project.small().write(HIDDEN).build().ok()
    before = project.files()
    outcome = project.write(files).build()
    assert outcome.codes() == ["leaked-name"]
    assert not any("홍비밀" in message or "조용한모임" in message for message in outcome.messages("ko"))
    assert project.files() == before


def named(text: str) -> list[str]:
    """The names that a page with ``text`` says."""
    people = [
        Secret(name, Span("content/people.yaml", 1), person=True) for name in ("홍비밀", "Hong Bimil", "이주", "An So")
    ]
    others = [Secret(name, Span("content/organisations.yaml", 1)) for name in ("조용한모임", "Quiet Circle")]
    found = LeakGate((*people, *others)).problems(Artifact("ko/about/index.html", f"<p>글 {text} 글</p>".encode()))
    return [problem.values[0] for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        "홍 비밀님", "홍비 밀은", "홍-비밀", "홍\u200b비밀", "홍·비밀", "<b>홍</b> 비밀", "홍&#8203;비밀", "홍\u00ad비밀",
    ],
)  # fmt: skip
def test_a_korean_name_of_a_person_is_found_in_every_spelling(text: str) -> None:
    assert named(text) == ["홍**"]


@pytest.mark.parametrize(
    "text",
    [
        "HONG BIMIL", "hong bimil", "Hong-Bimil", "Hongbimil", "Bimil Hong", "BIMIL, Hong", "Hong Bi-mil", "Hong  Bi mil",
        "Hong\u00a0Bimil", "hong_bimil", '<a href="hong-bimil/">이</a>', "<b>Hong</b>bimil",
    ],
)  # fmt: skip
def test_an_english_name_of_a_person_is_found_in_every_spelling(text: str) -> None:
    assert named(text) == ["H*********"]


@pytest.mark.parametrize(
    "text",
    [
        "이웃홍비밀", "홍 비밀번호", "홍비 밀크", "Hongbimilton", "Old-hong bimilly", "quiet circle", "QUIET CIRCLE", "조용한 모임",
        "이 주에", "그이주", "an so", "AN-SO", "So An",
    ],
)  # fmt: skip
def test_what_only_resembles_a_withheld_name_is_none(text: str) -> None:
    assert named(text) == []


def test_a_short_name_is_found_as_it_is_written() -> None:
    assert named("이주님과 An So, Quiet Circle, 조용한\u200b모임") == ["Q***********", "A****", "조****", "이*"]


def test_another_spelling_of_a_name_is_told_of_where_it_is_written(project: Project) -> None:
    outcome = project.small().write(HIDDEN).write(page("비밀은 Bimil HONG")).build()
    assert outcome.codes() == ["leaked-name"]
    assert [(span.path, span.line) for span in outcome.problems[0].related] == [
        ("content/people.yaml", 1),
        ("content/pages/about.md", 5),
    ]


def test_a_name_within_a_longer_word_is_no_leak(project: Project) -> None:
    project.small().write(HIDDEN).write(page("안조용한모임 이야기")).build().ok()


def test_a_name_withheld_later_is_found_on_pages_made_before(project: Project) -> None:
    project.small().write(HIDDEN).write(page("열린모임 이야기")).build().ok()
    hidden = HIDDEN.replace("name.en: Open Circle", "name.en: Open Circle, visibility: private")
    assert project.write(hidden).build().codes() == ["leaked-name"]


def test_references_to_withheld_organisations_leave_no_trace(project: Project) -> None:
    deck = project.small().root / "content/sessions/care/01-meals.md"
    deck.write_text(
        deck.read_text("utf-8").replace("title.en: Warm", "organisations: [조용한모임, 열린모임]\ntitle.en: Warm")
    )
    project.write(HIDDEN).build().ok()
    assert b"\xec\xa1\xb0\xec\x9a\xa9\xed\x95\x9c" not in b"".join(project.files().values())
    assert "열린모임" in project.html("ko/sessions/care/meals")


def test_attendance_of_a_withheld_body_keeps_its_count(project: Project) -> None:
    minutes = (
        "=== content/minutes/2020-06-19-m.md\n---\ntitle: 회의\ntitle.en: Meeting\ndate: 2020-06-19\n"
        "attendance:\n  - {group: 민간, group.en: Civil, present: [조용한모임, 열린모임]}\n---\n글입니다.\n"
    )
    project.small().write(HIDDEN).write(minutes).build().ok()
    assert project.html("ko/minutes/m").count("이름 비공개") >= 2


def test_a_withheld_session_takes_its_decks_along_and_its_slot_stays(project: Project) -> None:
    project.small()
    session = project.root / "content/sessions/care/session.md"
    session.write_text(session.read_text("utf-8").replace("title.en:", "visibility: withheld\ntitle.en:"))
    project.build().ok()
    assert not any("sessions/care" in path for path in project.files())
    assert "공개하지 않는 순서" in project.html("ko/programme")
    assert "Not published" in project.html("en/programme")


def test_a_link_to_a_withheld_page_stays_text(project: Project) -> None:
    project.small().write(page("[따뜻한 밥](../sessions/care/01-meals.md) 이야기"))
    deck = project.root / "content/sessions/care/01-meals.md"
    deck.write_text(deck.read_text("utf-8").replace("title.en:", "visibility: withheld\ntitle.en:"))
    project.build().ok()
    html = project.html("ko/about")
    assert "따뜻한 밥 이야기" in html


def test_an_empty_cell_stays_empty_in_the_download(project: Project) -> None:
    project.small().write(
        "=== content/data/t.yaml\ntitle: 표\ntitle.en: Table\ncolumns:\n  - {id: a, label: 가, type: text}\n"
        "  - {id: n, label: 수, type: number}\n=== content/data/t.csv\na,n\n=가,\n나,-3\n"
    ).build().ok()
    assert (project.output / "data/t.csv").read_text("utf-8-sig").splitlines() == ["a,a.en,n", "'=가,,", "나,,-3"]


SECRET = "아무도 모르게 모인 이웃의 사연"
QUIET = "=== content/pages/quiet.md\n---\ntitle: 글\nvisibility: {0}\n---\n어느 날, {1}입니다.\n"
#: A theme of the project's own that says the same.
THEME = f"=== themes/bottari/ui.yaml\nhome: {{ko: 처음, en: Home}}\nskip: {{ko: {SECRET}, en: Skip}}\n"


@pytest.mark.parametrize("visibility", ["draft", "withheld", "private"])
def test_a_text_that_stands_only_in_what_is_not_published_stops_the_build(project: Project, visibility: str) -> None:
    project.small().write(QUIET.format(visibility, SECRET)).build().ok()
    outcome = project.write(THEME).build()
    assert outcome.codes() == ["leaked-text"]
    assert [(span.path, span.line) for span in outcome.problems[0].related] == [
        ("content/pages/quiet.md", 5),
        ("themes/bottari/ui.yaml", 2),
    ]
    assert not any(SECRET in message or "모르게" in message for message in outcome.messages("ko"))


def test_a_word_of_the_bundled_theme_is_no_secret_beside_words_of_the_project(project: Project) -> None:
    words = "=== themes/bottari/ui.yaml\nread-talks: {ko: 이야기 읽기, en: Read the stories}\n"
    draft = QUIET.format("draft", "초안") + "=== content/pages/quiet.en.md\nCorrections and removals\n"
    project.small().write(words + draft).build().ok()
    assert "Corrections and removals" in project.html("en")


def test_what_is_published_too_is_no_secret(project: Project) -> None:
    project.small().write(THEME + QUIET.format("withheld", SECRET) + page(f"모두 아는 {SECRET}")).build().ok()


def test_a_preview_shows_drafts_and_nothing_else(project: Project) -> None:
    def preview() -> Outcome:
        return Outcome(build(Options(project.root, project.output, preview=True)), project)

    project.small().write(THEME + QUIET.format("draft", SECRET))
    preview().ok()
    assert SECRET in project.html("ko/quiet")
    project.write(QUIET.format("private", SECRET))
    assert preview().codes() == ["leaked-text"]


def test_pages_made_before_are_searched_for_what_is_withheld_since(project: Project) -> None:
    project.small().write(THEME + QUIET.format("public", SECRET)).build().ok()
    project.write(QUIET.format("withheld", SECRET))
    told = project.build()
    assert told.codes() == ["leaked-text"]
    assert project.build().messages() == told.messages()
    assert project.check().problems == ()


def test_pages_made_before_are_searched_for_what_is_public_no_more(project: Project) -> None:
    project.small().write(THEME + QUIET.format("withheld", SECRET) + page(SECRET)).build().ok()
    told = project.write(page("다른 글")).build()
    assert told.codes() == ["leaked-text"]
    project.write(page(f"다시 {SECRET}")).build().ok()


def test_pages_are_kept_while_what_is_withheld_stays(project: Project) -> None:
    project.small().write(QUIET.format("withheld", SECRET) + page("글")).build().ok()
    again = project.write(page("다른 글")).build().ok().result.counts
    assert again.rendered < again.kept
    again = project.build().ok().result.counts
    assert (again.rendered, again.written) == (0, 0)


def leaks(path: str, data: bytes, text: str = SECRET) -> list[str]:
    gate = LeakGate((), Runs([text]), (Span("content/pages/quiet.md", 5),))
    return [problem.code for problem in gate.problems(Artifact(path, data))]


def book(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("text/a.xhtml", f"<p>{text}</p>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("ko/index.html", f"<p>그리고 {SECRET}…</p>"),
        ("ko/index.html", "<p>아무도 <strong>모르게</strong> 모인\n   이웃의 <em>사연</em></p>"),
        ("ko/index.html", f'<img alt="{SECRET}">'),
        ("ko/index.html", f"<img alt='{SECRET}'>"),
        ("ko/index.html", f"<!-- {SECRET} -->"),
        ("ko/index.html", "<p>" + "".join(f"&#{ord(letter)};" for letter in SECRET) + "</p>"),
        ("ko/index.html", f'<a href="?q={quote(SECRET)}">'),
        ("a.svg", f"<svg><title>{SECRET}</title></svg>"),
        ("ko/feed.xml", f"<feed><title>{SECRET}</title></feed>"),
        ("data/a.csv", f'a\r\n"{SECRET}"\r\n'),
        ("search.json", json.dumps({"a": [SECRET]})),
        ("search.json", json.dumps({SECRET: 1}, ensure_ascii=False)),
        ("ko/calendar/all.ics", f"SUMMARY:{SECRET[:8]}\r\n {SECRET[8:]}\r\n"),
        ("ko/cite/a.bib", f"title = {{{SECRET}}}"),
        (f"ko/{SECRET}/index.html", ""),
        ("booklet/a.epub", book(SECRET)),
    ],
)
def test_a_text_is_found_in_every_kind_of_file(path: str, data: str | bytes) -> None:
    assert leaks(path, data if isinstance(data, bytes) else data.encode()) == ["leaked-text"]


def test_only_runs_of_twelve_characters_count() -> None:
    assert leaks("a.html", SECRET[:12].encode()) == ["leaked-text"]
    assert leaks("a.html", SECRET[:11].encode()) == []
    assert leaks("a.html", f"<p>{SECRET[:8]}</p> <p>{SECRET[9:]}</p>".encode()) == []


@pytest.mark.parametrize(
    "text", ["2020년 12월 17일 목요일", "Thursday 17 December 2020", "10:00–12:00, 14:00", "https://www."]
)
def test_dates_and_numbers_in_words_are_made_by_the_engine_too(text: str) -> None:
    assert leaks("a.html", text.encode(), text) == []


@given(
    st.text(st.sampled_from("가나 다"), max_size=40),
    st.text(st.sampled_from("가나 다"), max_size=40),
    st.integers(0, 40),
)
def test_every_run_in_common_is_found(secret: str, text: str, cut: int) -> None:
    secret, text = tidy(secret), tidy(text + secret[cut : cut + 15])
    windows = {text[at : at + 12] for at in range(len(text) - 11)}
    common = {run for run in Runs([secret]) if run in windows}
    assert {run for run, _ in Runs([secret]).found(text)} == common


def test_a_run_is_known_by_the_text_that_holds_it() -> None:
    runs = Runs(["짧은 글", "처음부터 끝까지 긴 이야기", "그 다음의 또 다른 이야기", "처음부터 끝까지 긴 이야기"])
    assert {runs.text_of(number) for _, number in runs.found("처음부터 끝까지 긴 이야기")} == {1}
    assert {runs.text_of(number) for _, number in runs.found("그 다음의 또 다른 이야기")} == {2}
    runs.without(number for _, number in runs.found("처음부터 끝까지 긴 이야기"))
    assert list(runs.found("처음부터 끝까지 긴 이야기")) == []
    assert list(runs.found("그 다음의 또 다른 이야기"))


def test_of_very_much_text_longer_runs_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seboddari_build.publish.runs.MOST", 10)
    runs = Runs([SECRET, SECRET[::-1]])
    assert 0 < len(list(runs)) <= 10
    assert list(runs.found(SECRET))


def test_what_the_event_says_of_itself_is_no_secret(project: Project) -> None:
    hidden = (
        "=== content/pages/usage.md\n---\ntitle: 안내\nvisibility: withheld\n---\n"
        "[알려 주세요](mailto:info@example.org). 글은 info@example.org 주소로 받습니다.\n"
    )
    project.small().write(hidden).build().ok()


def test_a_text_is_told_of_with_its_line_and_column(project: Project) -> None:
    quiet = QUIET.format("withheld", f"이렇게\n시작하는 {SECRET}")
    told = project.small().write(quiet + THEME).build().problems[0]
    assert ("content/pages/quiet.md", 6) in [(span.path, span.line) for span in told.related]


REPEAT = "아픈 이웃의 집에 날마다 들러 약을 챙겨 드렸습니다."


@pytest.mark.parametrize(
    ("said", "count"),
    [
        (f"모두 압니다. {REPEAT}", 1),
        (f"**{REPEAT[:9]}**{REPEAT[9:]}", 1),
        (f"그리고 {REPEAT[:-1]}는 말", 1),
        ("약을 챙겨 드렸습니다.", 0),
        ("다른 이야기: 조용한 글의 제목 하나", 1),
    ],
)
@pytest.mark.parametrize("visibility", ["withheld", "private", "draft"])
def test_a_public_text_that_repeats_what_is_withheld_is_named(
    project: Project, said: str, count: int, visibility: str
) -> None:
    hidden = f"=== content/pages/quiet.md\n---\ntitle: 조용한 글의 제목\nvisibility: {visibility}\n---\n{REPEAT}\n"
    found = [p for p in project.small().write(hidden + page(said)).check().problems if p.code == "withheld-repeated"]
    assert len(found) == (count if visibility != "draft" else 0)
    for problem in found:
        assert problem.span.path == "content/pages/quiet.md"
        assert [span.path for span in problem.related] == ["content/pages/about.md"]
    project.build().ok()


def test_what_items_share_by_nature_is_no_repetition(project: Project) -> None:
    talk = "=== content/sessions/care/0{0}-t{0}.md\n---\ntitle: 이야기 {0}\n{1}disclaimer: 내용은 언제든지 바뀔 수 있음을 알립니다.\n---\n글 {0}\n"
    project.small().write(talk.format(2, "visibility: withheld\n") + talk.format(3, ""))
    assert "withheld-repeated" not in project.check().codes()
