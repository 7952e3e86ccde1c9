"""Words and amounts that an editor writes as people speak are answered with the way that the file wants them."""

import pytest

from tests.project import Project

DECK = "---\nid: fresh\ntitle: 새 발표\n{field}---\n글\n"


def remedies(project: Project, field: str) -> list[tuple[str, str]]:
    project.small().write("=== content/sessions/care/09-fresh.md\n" + DECK.format(field=field))
    return [(p.code, p.hint.en) for p in project.build().problems if p.span.path.endswith("09-fresh.md")]


@pytest.mark.parametrize(
    ("word", "key"),
    [("자치구", "district"), ("발표자", "presenters"), ("주요 수치", "figures"), ("조직", "organisations")],
)
def test_a_field_in_korean_is_known_by_what_it_holds(project: Project, word: str, key: str) -> None:
    assert ("unknown-key", f"Did you mean '{key}'?") in remedies(project, f"{word}: 은평구\n")


@pytest.mark.parametrize(
    ("written", "number", "bound"),
    [
        ("약 320", "320", "about"),
        ("320명 이상", "320", "at-least"),
        ("1,200여 명", "1200", "about"),
        ("at most 6.5", "6.5", "at-most"),
    ],
)
def test_an_amount_with_a_word_becomes_two_fields(project: Project, written: str, number: str, bound: str) -> None:
    field = f"figures:\n  - {{id: fund, label: 기금, value: '{written}'}}\n"
    assert ("bad-number", f"Write it on two lines: value: {number} and bound: {bound}") in remedies(project, field)


def test_an_amount_without_such_a_word_is_told_how_numbers_are_written(project: Project) -> None:
    field = "figures:\n  - {id: fund, label: 기금, value: '8,791개소'}\n"
    assert any(hint.startswith("Write 8791") for _, hint in remedies(project, field))
