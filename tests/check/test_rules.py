"""The rules on the programme, on likeness and on pictures where a case file cannot show them."""

import pytest

from seboddari_build.load.pictures import HEAVY
from tests.photographs import photograph
from tests.project import Project

DAYS = """
=== content/event.yaml
id: small
name: 작은 행사
name.en: Small event
dates: 2020-12-17 ~ 2020-12-18
channels:
  - {{id: ch1, name: 채널 1, name.en: Channel 1}}
  - {{id: ch2, name: 채널 2, name.en: Channel 2}}
sources:
  - {{id: book, title: 자료집, title.en: Proceedings}}
=== content/people.yaml
- {{id: kim-bogi, name: 김보기, name.en: Kim Bogi, publish: role, role: 활동가, role.en: Organiser}}
=== content/sessions/walk/session.md
---
title: 걷기
title.en: Walk
---
함께 걸었습니다.
=== content/sessions/walk/01-street.md
---
title: 골목
title.en: The alley
presenters: [kim-bogi]
---
골목을 걸었습니다.
=== content/sessions/care/02-rice.md
---
title: 쌀
title.en: Rice
presenters: [김보기]
---
쌀을 나누었습니다.
=== content/programme.yaml
days:
  - id: day1
    date: 2020-12-17
    slots:
      - {{id: care, channel: ch1, time: {care}, session: care}}
      - {{id: walk, channel: {channel}, time: {walk}, session: walk}}
{more}"""


def codes(project: Project, care: str, walk: str, channel: str = "ch2", more: str = "") -> list[str]:
    return project.small().write(DAYS.format(care=care, walk=walk, channel=channel, more=more)).check().codes()


def test_a_presenter_of_two_sessions_at_once(project: Project) -> None:
    assert codes(project, "10:00-12:00", "11:00-13:00") == ["speaker-twice"]
    (message,) = project.check().messages()
    assert "The same person is due in 'care' (10:00-12:00) and 'walk' (11:00-13:00) at the same time." in message
    assert "related: content/sessions/care/02-rice.md:4:14" in message
    assert "related: content/sessions/walk/01-street.md:4:14" in message
    assert "김보기" not in message  # published by role: logs are public
    project.write(
        "=== content/issues.yaml\n- {id: both, about: [sessions/walk], text: 오가며 발표했습니다., text.en: Both.}"
    )
    assert project.check().codes() == []


@pytest.mark.parametrize(("care", "walk"), [("10:00-12:00", "12:00-13:00"), ("12:00-13:00", "10:00-12:00")])
def test_one_after_the_other_is_fine(project: Project, care: str, walk: str) -> None:
    assert codes(project, care, walk) == []


@pytest.mark.parametrize(
    ("care", "walk", "found"),
    [
        ("22:00-26:00", "21:00-22:00", []),
        ("04:50-06:00", "06:00-07:00", ["slot-outside-day"]),
        ("20:00-29:30", "19:00-20:00", ["slot-outside-day"]),
        ("10:00-11:00", "11:10-12:00", []),
        ("10:00-11:00", "11:15-12:00", ["programme-gap"]),
    ],
)
def test_hours_and_gaps(project: Project, care: str, walk: str, found: list[str]) -> None:
    assert codes(project, care, walk, "ch1") == found


def test_a_slot_past_midnight_meets_the_next_day(project: Project) -> None:
    more = "  - id: day2\n    date: 2020-12-18\n    slots:\n      - {{id: dawn, channel: ch1, time: {}, title: 새벽}}\n"
    late = ("22:00-29:00", "21:00-22:00", "ch1")
    assert codes(project, *late, more.format("05:00-06:00")) == []
    assert codes(project, *late, more.format("04:30-06:00")) == ["overlapping-slots", "slot-outside-day"]


WORDS = [f"낱말{number}" for number in range(120)]


def deck(id: str, words: list[str], head: str = "") -> str:
    return f"=== content/sessions/care/{id}.md\n---\ntitle: 글 {id}\n{head}---\n{' '.join(words)}\n"


def test_alike_and_not(project: Project) -> None:
    project.small().write(deck("02-one", WORDS) + deck("03-two", [*WORDS[:100], *["다름"] * 20]))
    assert project.check().codes() == ["near-duplicate"]
    project.write(deck("03-two", [*WORDS[:100], *["다름"] * 20], "related: [one]\n"))
    assert project.check().codes() == []
    project.write(deck("03-two", [*WORDS[:50], *[f"다른{n}" for n in range(70)]]))
    assert project.check().codes() == []
    project.write(deck("03-two", WORDS, "visibility: draft\n"))
    assert project.check().codes() == []


def test_short_texts_may_be_alike(project: Project) -> None:
    project.small().write(deck("02-one", WORDS[:30]) + deck("03-two", WORDS[:30]))
    assert project.check().codes() == []


def test_a_short_text_copied_with_its_title_is_one(project: Project) -> None:
    two = "=== content/sessions/care/{0}.md\n---\ntitle: 같은 제목\n---\n이 발표는 아주 짧은 글 하나입니다.\n"
    project.small().write(two.format("02-one") + two.format("03-two"))
    assert "near-duplicate" in project.check().codes()


def test_a_heavy_picture(project: Project) -> None:
    project.small().write("=== content/media.yaml\n- {id: map, file: map.png, alt: 동네 지도, alt.en: A map}")
    folder = project.root / "content" / "media"
    folder.mkdir()
    picture = photograph("PNG")
    (folder / "map.png").write_bytes(picture + b"\0" * (HEAVY - len(picture)))
    assert project.check().codes() == []
    (folder / "map.png").write_bytes(picture + b"\0" * HEAVY)
    (message,) = project.check().messages()
    assert message == (
        "content/media/map.png: warning[picture-heavy]: The picture file weighs 8 MB.\n"
        "   = mend: Make it about 1600 pixels wide and save it again: "
        "once committed, it stays in the history that everybody downloads."
    )


LINKED = """
=== content/sessions/care/02-walk.md
---
title: 걷기
related: [meals, sessions/care/meals]
presenters: [kim-bogi]
organisations: [노느매기]
---
[밥](01-meals.md#how)을 먹고 걸었습니다. ![골목](../../media/alley.png)
=== content/people.yaml
- {id: kim-bogi, name: 김보기, name.en: Kim Bogi, publish: name}
=== content/organisations.yaml
- {id: noneumaegi, name: 노느매기, name.en: Noneumaegi}
=== content/media.yaml
- {id: alley, file: alley.png, alt: 골목, alt.en: The alley}
"""


@pytest.mark.parametrize(
    "path",
    [
        "content/sessions/care/01-meals.md",
        "content/people.yaml",
        "content/organisations.yaml",
        "content/media.yaml",
    ],
)
def test_what_cannot_be_read_is_told_of_once_and_not_missed(project: Project, path: str) -> None:
    project.small().write(LINKED)
    (project.root / "content" / "media").mkdir()
    (project.root / "content" / "media" / "alley.png").write_bytes(photograph("PNG"))
    text = (project.root / "content" / "sessions" / "care" / "01-meals.md").read_text("utf-8")
    project.write(f"=== content/sessions/care/01-meals.md\n{text}\n## 어떻게 {{#how}}\n나누었습니다.\n")
    assert project.check().codes() == []
    file = project.root / path
    good = file.read_text("utf-8")
    file.write_text(
        good.replace("title: ", "title: [", 1) if path.endswith(".md") else good.replace("}", "", 1), "utf-8"
    )
    assert [(p.code, p.span.path) for p in project.check().problems] == [("unclosed-bracket", path)]
    file.unlink()
    assert set(project.check().codes()) & {"missing-reference", "unlisted-organisation", "missing-picture"}
