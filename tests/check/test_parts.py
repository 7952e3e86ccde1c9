"""A presentation that its session's page would not show."""

from tests.project import Project

SESSION = """
=== content/sessions/care/session.md
---
title: 돌봄
title.en: Care
parts:
  - {{id: first, title: 첫째, title.en: First, items: [{items}]}}
---
서로 돌본 이야기입니다.
=== content/sessions/care/02-walk.md
---
title: 산책
title.en: A walk
visibility: {visibility}
---
걷기
"""


def test_is_warned_of_at_its_title(project: Project) -> None:
    project.small().write(SESSION.format(items="meals", visibility="public"))
    outcome = project.build().ok()
    (said,) = outcome.messages("ko")
    assert said == (
        "content/sessions/care/02-walk.md:2:8: warning[unlisted-presentation]: "
        "‘walk’ 발표가 ‘care’ 세션의 어느 묶음에도 없어 세션 쪽에 보이지 않습니다.\n"
        "   |\n"
        " 2 | title: 산책\n"
        "   |        ^^^^\n"
        "   = 고치기: content/sessions/care/session.md 파일에서 ‘first’ 묶음의 items에 더합니다: items: [meals, walk]\n"
        "   관련: content/sessions/care/session.md:5:3"
    )
    assert "the session's page does not show it" in outcome.messages("en")[0]


def test_listed_by_id_or_title_or_hidden_is_well(project: Project) -> None:
    for items, visibility in (("meals, walk", "public"), ("따뜻한 밥, 산책", "public"), ("meals", "withheld")):
        project.small().write(SESSION.format(items=items, visibility=visibility))
        assert "unlisted-presentation" not in project.build().codes()


def test_a_session_without_parts_shows_all(project: Project) -> None:
    text = SESSION.format(items="meals", visibility="public").replace("parts:\n  - {id", "# parts:\n#  - {id")
    assert project.small().write(text).build().codes() == []


CASES = """
=== site.yaml
groups: [{{id: visits, title: 방문}}]
=== content/sessions/care/session.md
---
title: 돌봄
parts:
{parts}
---
서로 돌본 이야기입니다.
"""


def test_a_part_of_cases_is_not_where_it_belongs(project: Project) -> None:
    parts = "  - {id: first, title: 첫째, items: []}\n  - {id: visits, title: 방문, cases: visits}"
    (said,) = (p for p in project.small().write(CASES.format(parts=parts)).check().problems)
    assert said.hint.ko == "content/sessions/care/session.md 파일에서 ‘first’ 묶음의 items에 더합니다: items: [meals]"
    assert said.hint.en == "Add it to the items of the part 'first' in content/sessions/care/session.md: items: [meals]"


def test_where_all_parts_are_of_cases_a_new_one_is_proposed(project: Project) -> None:
    (said,) = project.small().write(CASES.format(parts="  - {id: talks, title: 방문, cases: visits}")).check().problems
    line = "- {id: presentations, title: 발표, title.en: Presentations, items: [meals]}"
    assert said.hint.ko == f"content/sessions/care/session.md 파일의 parts에 묶음을 더합니다: {line}"
    assert said.hint.en == f"Add a part to the parts in content/sessions/care/session.md: {line}"
