"""Tables of datasets: headings over columns, rows joined within rows."""

import re
from pathlib import Path

from tests.project import Project

TWO_LEVELS = """
=== content/data/meetings.yaml
title: 모임
title.en: Meetings
columns:
  - {id: area, label: 지역, label.en: Area, group: rows}
  - {id: place, label: 곳, label.en: Place, group: rows}
  - {id: what, label: 일, label.en: Task}
  - {id: may, label: 횟수, label.en: Times, type: number, group: 5월, group.en: May}
  - {id: may-people, label: 인원, label.en: People, type: number, group: 5월, group.en: May}
  - {id: june, label: 횟수, label.en: Times, type: number, group: 6월, group.en: June}
=== content/data/meetings.csv
area,place,what,may,may-people,june
A,x,one,1,2,3
A,x,two,4,5,6
A,y,two,7,8,9
B,y,two,1,1,1
"""


def rows(html: str, part: str) -> list[list[str]]:
    """The cells of the head or body of a page's first table, each with what it spans."""
    inner = html.partition(f"<{part}>")[2].partition(f"</{part}>")[0]
    return [
        [
            " ".join([*re.findall(r'(?:row|col)span="\d+"', opening), re.sub("<[^>]*>", "", text).strip()])
            for opening, text in re.findall(r"<t[hd]([^>]*)>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in inner.split("</tr>")[:-1]
    ]


def test_columns_may_share_a_heading(tmp_path: Path) -> None:
    project = Project(tmp_path).small().write(TWO_LEVELS)
    project.build().ok()
    assert rows(project.html("en/data/meetings"), "thead") == [
        ['rowspan="2" Area', 'rowspan="2" Place', 'rowspan="2" Task', 'colspan="2" May', "June"],
        ["Times", "People", "Times"],
    ]
    assert "5월" in rows(project.html("ko/data/meetings"), "thead")[0][3]


def test_equal_neighbours_are_joined_only_within_what_is_joined_before_them(tmp_path: Path) -> None:
    project = Project(tmp_path).small().write(TWO_LEVELS)
    project.build().ok()
    assert rows(project.html("en/data/meetings"), "tbody") == [
        ['rowspan="3" A', 'rowspan="2" x', "one", "1", "2", "3"],
        ["two", "4", "5", "6"],
        ["y", "two", "7", "8", "9"],
        ["B", "y", "two", "1", "1", "1"],
    ]


def test_a_drawing_tells_columns_with_like_headings_apart_by_what_stands_above(tmp_path: Path) -> None:
    charted = TWO_LEVELS.replace("columns:", "chart: {kind: stack, x: what, y: [may, june]}\ncolumns:")
    project = Project(tmp_path).small().write(charted)
    project.build().ok()
    drawing = project.html("en/data/meetings").partition("<svg")[2].partition("</svg>")[0]
    assert ">May<" in drawing
    assert ">June<" in drawing
    assert ">Times<" not in drawing


def test_a_page_follows_its_chart(tmp_path: Path) -> None:
    project = Project(tmp_path).small().write(TWO_LEVELS)
    for kind in ("bar", "line"):
        meetings = TWO_LEVELS.replace(
            "title.en: Meetings\n", f"title.en: Meetings\nchart: {{kind: {kind}, x: what, y: [may]}}\n"
        )
        project.write(meetings).build().ok()
        assert f'class="chart chart-{kind}"' in project.html("en/data/meetings")
        assert f'class="chart chart-{kind}"' in project.html("ko/data/meetings")
