"""A project's theme.yaml changes the colours that it names, and no others."""

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
