"""Blocks of a section in an English text that leaves some of them out."""

import pytest

from tests.project import Project

MEALS = """
=== content/sessions/care/01-meals.md
---
title: 밥
title.en: Meals
figures:
  - {{id: meals, label: 식사, label.en: Meals served, value: 40}}
---
## 물음 {{#ask}}

두 가지를 묻습니다.

:::{{figures}} meals
:::

:::{{form}} 만족도 조사
- {{label: 밥은 어땠나요}}
:::

:::{{form}} 신청서
- {{label: 이름}}
:::
=== content/sessions/care/01-meals.en.md
## Questions {{#ask}}

Two are asked.

{blocks}
"""
SURVEY = ":::{form} How it was\n- {label: How was the meal}\n:::\n"
REQUEST = ":::{form} Request\n- {label: Your name}\n:::\n"
FIGURES = ":::{figures} meals\n:::\n"


@pytest.mark.parametrize(
    ("blocks", "shown"),
    [
        ("", ["Meals served", "만족도 조사", "신청서"]),
        (SURVEY, ["How it was", "Meals served", "신청서"]),
        (SURVEY.replace(" How it was", ""), ["How was the meal", "Meals served", "신청서"]),
        (SURVEY + REQUEST, ["How it was", "Request", "Meals served"]),
        (REQUEST + FIGURES + SURVEY, ["Request", "Meals served", "How it was"]),
    ],
    ids=["none", "first", "first without a title", "both", "all in another order"],
)
def test_blocks_that_english_leaves_out_follow_its_text_once(project: Project, blocks: str, shown: list[str]) -> None:
    """A form whose title is translated is no other form: forms are told apart by their order."""
    project.small().write(MEALS.format(blocks=blocks)).build().ok()
    page = project.html("en/sessions/care/meals")
    section = page[page.index('<section id="ask"') :]
    section = section[: section.index("</section>")]
    words = ("How it was", "How was the meal", "Request", "Meals served", "만족도 조사", "신청서")
    places = {word: section.index(word) for word in words if word in section}
    assert [word for word in sorted(places, key=places.__getitem__) if word in shown] == shown
    assert section.count("form-block") == 2
    assert all(section.count(word) == 1 for word in shown)
