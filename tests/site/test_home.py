"""The front page: what there is of the event outside the site; and tags, which only say something."""

import re

import pytest

from tests.project import SMALL, Project

RECORDS = """url: https://boddari.example/
video: {label: 영상 모음, label.en: Recordings}
series: [{label: 2019년 행사, label.en: Event of 2019, url: https://example.org/2019/}]
volumes:
  - {id: day1, title: 1일차 자료집, title.en: "Proceedings, day 1", note: 표지가 상했습니다., note.en: Its cover is damaged.}
"""


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ko", "행사 누리집 boddari.example 영상 영상 모음 자료집 1일차 자료집 표지가 상했습니다. 다른 해 2019년 행사"),
        (
            "en",
            """Site of the event boddari.example Recordings Recordings Printed volumes Proceedings, day 1
            Its cover is damaged. Other years Event of 2019""",
        ),
    ],
)
def test_home_names_what_there_is_elsewhere(project: Project, lang: str, said: str) -> None:
    project.write(SMALL.replace("contact:", RECORDS + "contact:", 1)).build().ok()
    part = project.html(lang).partition('<dl class="records">')[2].partition("</dl>")[0]
    assert re.sub(r"<[^>]+>", " ", part).split() == said.split()
    assert re.findall(r'href="([^"]+)"', part) == ["https://boddari.example/", "https://example.org/2019/"]


def test_tags_stand_among_the_facts(project: Project) -> None:
    project.write(SMALL.replace("source: book 1-9", "source: book 1-9\ntags: [밥, 이웃]")).build().ok()
    assert '<dd><span lang="ko">밥</span>, <span lang="ko">이웃</span></dd>' in project.html("en/sessions/care/meals")
    assert "<dt>분류</dt><dd>밥, 이웃</dd>" in project.html("ko/sessions/care/meals")
