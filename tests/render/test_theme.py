"""A project's theme.yaml changes the colours that it names, and no others."""

import re

from seboddari_build.base.span import NOWHERE
from seboddari_build.render.theme import Theme, load_theme
from seboddari_build.render.web.assets import palette_css
from tests.project import Project


def theme(project: Project) -> Theme:
    loaded, problems = load_theme(project.root, "bottari", NOWHERE)
    assert loaded is not None
    assert problems == ()
    return loaded


def test_one_colour_wins_by_itself(project: Project) -> None:
    before = theme(project)
    after = theme(project.write('=== themes/bottari/theme.yaml\npalette: {dark: {jade: "#7FE3C5"}}\n'))
    assert after.palette["light"] == before.palette["light"]
    assert after.palette["dark"] == {**before.palette["dark"], "jade": "#7FE3C5"}
    assert after.words == before.words
    assert after.digest != before.digest


def test_what_is_no_colour_never_reaches_the_style_sheet(project: Project) -> None:
    project.write('=== themes/bottari/theme.yaml\npalette: {light: {jade: "red;}*{x:y", "a:b;}": "#123456"}}\n')
    loaded, problems = load_theme(project.root, "bottari", NOWHERE)
    assert [problem.code for problem in problems] == ["theme-colour", "theme-colour"]
    assert loaded is not None
    css = palette_css(loaded.palette)
    assert "--jade:#17624F;" in css
    assert "red" not in css
    assert "a:b" not in css


def test_pages_load_one_sheet_and_after_it_those_of_the_project(project: Project) -> None:
    project.small().write("=== themes/bottari/assets/round.css\n/* Round. */\n.card { border-radius: 1rem }\n")
    project.build(only=("site",)).ok()
    links = re.findall(r'<link rel="(preload|stylesheet)" href="([^"]+)"', project.html("ko"))
    assert [kind for kind, _ in links] == ["preload", "stylesheet", "stylesheet"]
    font, whole, own = ((project.output / "ko" / address).resolve() for _, address in links)
    assert (font.name, whole.name.partition(".")[0], own.name.partition(".")[0]) == (
        "noto-sans-kr.woff2",
        "bottari",
        "round",
    )
    sheet = whole.read_text("utf-8")
    told = ["@font-face{", ".masthead {", ".timetable {", "--paper:#FBF8F2;", "@media print {"]  # the order counts
    assert [sheet.index(part) for part in told] == sorted(sheet.index(part) for part in told)
    assert "foundations and the frame" not in sheet  # a comment
    assert own.read_text("utf-8") == "/* Round. */\n.card { border-radius: 1rem }\n"
