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
