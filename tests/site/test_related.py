"""What an item says is related stands on its page, whatever kind of page that is, as far as it may be shown."""

import pytest

from tests.project import SMALL, Project

FILES = """
=== content/sessions/care/session.md
---
title: 돌봄
title.en: Care
related: [meals, data/plates, quiet]
---
동네 이야기입니다.
=== content/sessions/care/02-quiet.md
---
title: 조용한 발표
visibility: withheld
---
글.
=== content/data/plates.yaml
title: 접시
related: [sessions/care]
columns:
  - {id: month, label: 달}
  - {id: plates, label: 접시, unit: 건}
=== content/data/plates.csv
month,plates
1월,15
=== content/pages/about.md
---
title: 알림
related: [meals]
---
알립니다.
=== content/districts.yaml
- {id: eunpyeong, name: 은평구, related: [meals]}
=== content/minutes/2020-06-19-network.md
---
title: 운영회의
date: 2020-06-19
related: [meals]
---
모였습니다.
"""
MEALS = "sessions/care/meals"
#: Each page, and where what is related to it leads.
PAGES = {
    "sessions/care": [MEALS, "data/plates"],
    "data/plates": ["sessions/care"],
    "about": [MEALS],
    "districts/eunpyeong": [MEALS],
    "minutes/network": [MEALS],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("related") / "project").write(SMALL).write(FILES)
    project.build().ok()
    return project


@pytest.mark.parametrize("page", PAGES)
def test_pages_lead_to_what_is_related(made: Project, page: str) -> None:
    for lang in ("ko", "en"):
        html = made.html(f"{lang}/{page}")
        assert html.count('id="s-related"') == 1
        part = html.split('id="s-related"')[1].split("</section>")[0]
        root = "../" * (page.count("/") + 2)
        assert [href.split('"')[0] for href in part.split('href="')[1:]] == [
            f"{root}{lang}/{one}/" for one in PAGES[page]
        ]


def test_pages_without_anything_related_say_nothing_of_it(made: Project) -> None:
    assert "s-related" not in made.html(f"ko/{MEALS}")
