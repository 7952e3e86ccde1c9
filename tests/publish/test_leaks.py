"""What may not be published stands in no finished file."""

import pytest

from tests.project import Project

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
