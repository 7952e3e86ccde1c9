"""Odd projects: whatever is missing, empty or doubled, a build ends with a site or with problems."""

# ruff: noqa: ISC004 - the lines of small files, joined

import re
import shutil
from pathlib import Path

import pytest

from seboddari_build.build import store_file
from tests.project import SMALL, Project, parse_files

EVENT = "=== content/event.yaml\nid: odd\nname: 행사\n"
CHANNEL = EVENT + "channels:\n  - {id: ch1, name: 채널 1}\n"
DAY = "=== content/programme.yaml\ndays:\n  - id: day1\n    date: 2020-12-17\n"
SLOT = DAY + "    slots:\n      - {{id: one, channel: {0}, time: 10:00-11:00, title: 하나}}\n"
CARE = "=== content/sessions/care/session.md\n---\ntitle: 돌봄\n---\n"
TALK = "=== content/sessions/care/01-talk.md\n---\ntitle: 발표\n{0}---\n글\n"
DATA = (
    EVENT
    + "=== content/data/plates.yaml\ntitle: 접시\ncolumns:\n  - {id: month, label: 달}\n  - {id: plates, label: 접시, type: number}\n"
)
CSV = "=== content/data/plates.csv\n"

#: Each project and the codes of what is wrong with it, none: it builds.
ODD: dict[str, tuple[str, tuple[str, ...]]] = {
    "no content": ("=== content/.keep\n", ("no-event",)),
    "event empty": ("=== content/event.yaml\n", ("empty-file",)),
    "event a list": ("=== content/event.yaml\n- 행사\n", ("wrong-shape",)),
    "event a word": ("=== content/event.yaml\n행사\n", ("wrong-shape",)),
    "event without a name": ("=== content/event.yaml\nid: odd\n", ("missing-key",)),
    "event with a blank name": ("=== content/event.yaml\nid: odd\nname: ' '\n", ("blank-value",)),
    "event only": (EVENT, ()),
    "event in English only": ("=== content/event.yaml\nid: odd\nname.en: Event\n", ()),
    "no programme": (EVENT + CARE, ()),
    "programme without days": (EVENT + "=== content/programme.yaml\ndays: []\n", ()),
    "a day without slots": (CHANNEL + DAY, ()),
    "a day known by its month": (CHANNEL + DAY.replace("-17", "") + "    weekday: 목\n", ()),
    "dates without an end": (EVENT + "dates: 2020-12-01 ~\n" + DAY, ()),
    "channel all": (CHANNEL + SLOT.format("all"), ()),
    "channel all without channels": (EVENT + SLOT.format("all"), ()),
    "channel by its name": (CHANNEL + SLOT.format("채널 1"), ()),
    "an unknown channel": (CHANNEL + SLOT.format("ch2"), ("missing-reference",)),
    "a slot of a draft session": (
        CHANNEL
        + SLOT.format("ch1").replace("title: 하나", "session: care")
        + CARE.replace("돌봄\n", "돌봄\nvisibility: draft\n"),
        (),
    ),
    "all channels and one at once": (
        CHANNEL + SLOT.format("all") + "      - {id: two, channel: ch1, time: 10:30-12:00, title: 둘}\n",
        ("overlapping-slots",),
    ),
    "a session without a slot": (CHANNEL + SLOT.format("ch1") + CARE, ()),
    "a talk without its session": (EVENT + TALK.format(""), ("no-session",)),
    "a case without its group": (EVENT + "=== content/cases/meals/guro.md\n---\ntitle: 구로\n---\n", ("no-group",)),
    "a group without cases": (EVENT + "=== site.yaml\ngroups:\n  - {id: meals, title: 반찬}\n", ()),
    "titles in English only": (
        EVENT
        + "=== content/sessions/care/session.md\n---\ntitle.en: Care\n---\n"
        + "=== content/sessions/care/01-talk.md\n---\ntitle.en: Talk\n---\n"
        + "=== content/organisations.yaml\n- {id: one, name.en: One}\n"
        + "=== content/people.yaml\n- {id: one, name.en: One}\n"
        + "=== content/districts.yaml\n- {id: one, name.en: One, tile: [0, 0]}\n"
        + "=== content/pages/about.md\n---\ntitle.en: About\n---\nText\n",
        (),
    ),
    "Korean only": ("".join(f"=== {p}\n{t}" for p, t in parse_files(SMALL).items() if ".en.md" not in p), ()),
    "an English body alone": (EVENT + "=== content/pages/about.en.md\nText\n", ("no-twin",)),
    "no front matter": (EVENT + "=== content/pages/about.md\n글\n", ("no-front-matter",)),
    "front matter empty": (EVENT + "=== content/pages/about.md\n---\n---\n글\n", ("empty-file",)),
    "front matter open": (EVENT + "=== content/pages/about.md\n---\ntitle: 알림\n", ("open-front-matter",)),
    "no CSV": (DATA, ("no-twin",)),
    "a lost table": (DATA.replace("title:", "condition: lost\ntitle:"), ()),
    "CSV empty": (DATA + CSV, ("csv-empty",)),
    "CSV without rows": (DATA + "chart: {x: month, y: [plates]}\n" + CSV + "month,plates\n", ()),
    "CSV with a column twice": (DATA + CSV + "month,plates,plates\n1월,1,2\n", ("csv-twice",)),
    "CSV alone": (EVENT + CSV + "month\n1월\n", ("no-twin",)),
    "a table without columns": (EVENT + "=== content/data/plates.yaml\ntitle: 접시\n", ()),
    "words where numbers belong": (
        DATA + "chart: {x: month, y: [plates]}\n" + CSV + "month,plates\n1월,열\n",
        ("bad-number",),
    ),
    "numbers of other scripts": (
        DATA + "chart: {x: month, y: [plates]}\n" + CSV + "month,plates\n1월,１２\n2월,1e5\n",
        ("bad-number",) * 2,
    ),
    "a chart of words": (DATA + "chart: {x: plates, y: [month]}\n" + CSV + "month,plates\n1월,1\n", ("chart-column",)),
    "a chart of nothing": (DATA + "chart: {x: month, y: []}\n" + CSV + "month,plates\n1월,1\n", ()),
    "a chart of blanks": (DATA + "chart: {kind: line, x: month, y: [plates]}\n" + CSV + "month,plates\n1월,\n", ()),
    "a chart of zeros": (DATA + "chart: {kind: share, x: month, y: [plates]}\n" + CSV + "month,plates\n1월,0\n", ()),
    "no districts": (EVENT + "=== content/districts.yaml\n[]\n", ()),
    "a list of comments": (EVENT + "=== content/districts.yaml\n# 아직 없음\n", ("empty-file",)),
    "districts off the map": (
        EVENT + "=== content/districts.yaml\n- {id: a, name: 가, tile: [1]}\n- {id: b, name: 나, tile: [-5, 900]}\n",
        (),
    ),
    "aliases that clash": (
        EVENT
        + CARE
        + TALK.format("organisations: [나]\n")
        + "=== content/organisations.yaml\n- {id: one, name: 가, aliases: [나]}\n- {id: two, name: 나, aliases: [가]}\n",
        ("ambiguous-name",),
    ),
    "one id twice": (
        EVENT + "=== content/people.yaml\n- {id: kim, name: 가}\n- {id: kim, name: 나}\n",
        ("duplicate-id", "path-collision"),
    ),
    "terms that hold one another": (
        EVENT
        + CARE
        + "마을 돌봄과 마을과 돌봄\n"
        + "=== content/glossary.yaml\n- {id: a, ko: 마을}\n- {id: b, ko: 마을 돌봄, aliases: [마을]}\n",
        (),
    ),
    "figures at the edge": (
        EVENT
        + CARE
        + "=== content/units.yaml\n- {id: won, ko: 원, money: 999999999999999}\n"
        + TALK.format(
            "figures:\n  - {id: a, label: 가, value: 999999999999999.123456, unit: won}\n"
            "  - {id: b, label: 나, value: 5~1, unit: won}\n  - {id: c, label: 다, value: -0.000001, unit: won}\n"
        ),
        (),
    ),
    "an address of the site with a question": (
        EVENT + "=== site.yaml\nbase_url: https://example.org/a?b=c\n",
        ("bad-base-url",),
    ),
    "an address of the site that is a path": (EVENT + "=== site.yaml\nbase_url: https://example.org/a/b\n", ()),
    "a theme that is not there": (EVENT + "=== site.yaml\ntheme: nowhere\n", ("no-theme",)),
    "a theme outside": (EVENT + "=== site.yaml\ntheme: ../content\n", ("no-theme",)),
    "a theme of one colour": (
        EVENT + '=== site.yaml\ntheme: mine\n=== themes/mine/theme.yaml\npalette: {light: {indigo: "#123456"}}\n',
        (),
    ),
    "a word of the theme in one language": (EVENT + "=== themes/bottari/ui.yaml\nhome: 처음\n", ("theme-word",)),
    "a palette that says more than colours": (
        EVENT + '=== themes/bottari/theme.yaml\npalette: {dark: {ink: "#FFF;}*", soft: red, line: [1]}}\n',
        ("theme-colour", "theme-colour", "theme-palette"),
    ),
    "names of colours that end a rule": (
        EVENT + '=== themes/bottari/theme.yaml\npalette: {light: {"x:red}*": "#123456", INK: "#123456"}}\n',
        ("theme-colour", "theme-colour"),
    ),
    "a theme that is a list": (EVENT + "=== themes/bottari/theme.yaml\n- ink\n", ("theme-palette",)),
    "a theme with nothing in it": (EVENT + "=== themes/bottari/theme.yaml\n", ()),
    "a palette of one word": (EVENT + "=== themes/bottari/theme.yaml\npalette: blue\n", ("theme-palette",)),
    "a layout that includes itself": (
        EVENT + "=== themes/bottari/templates/layout.html\n{% include 'layout.html' %}\n",
        ("template-error",),
    ),
    "a template that asks for an unknown word": (
        EVENT + "=== themes/bottari/templates/404.html\n{{ t('nope') }}\n",
        ("template-error",),
    ),
}


@pytest.fixture(scope="module")
def memo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memo store that knows the font, which takes most of the time of a first build."""
    project = Project(tmp_path_factory.mktemp("memo") / "project").small()
    project.build().ok()
    return store_file(project.root)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_project_ends_with_a_site_or_with_problems(name: str, project: Project, memo: Path) -> None:
    text, codes = ODD[name]
    project.write(text)
    store_file(project.root).parent.mkdir()
    shutil.copy(memo, store_file(project.root))
    checked, built = project.check(), project.build()
    assert tuple(sorted(built.codes())) == tuple(sorted(codes)), "\n".join(built.messages())
    assert checked.problems == built.problems or codes == ("template-error",)
    assert (built.result.published is None) == bool(codes)
    assert all(
        p.hint.ko and p.hint.en and not re.search(r"\{[a-z_]+\}", p.message.ko + p.message.en) for p in built.problems
    )
    assert built.messages("ko") != built.messages("en") or not codes


def test_a_theme_in_another_encoding_is_told_of(project: Project) -> None:
    project.small()
    for name in ("templates/page.html", "ui.yaml"):
        file = project.root / "themes/bottari" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes("home: {ko: 처음, en: Start}".encode("cp949"))
    outcome = project.build()
    assert outcome.codes() == ["file-encoding", "file-encoding"]
    assert [p.span.path for p in outcome.problems] == ["themes/bottari/templates/page.html", "themes/bottari/ui.yaml"]


def test_one_fault_of_the_layout_is_told_once(project: Project) -> None:
    project.small().write("=== themes/bottari/templates/layout.html\n<p>\n{{ nothing.at.all }}\n")
    assert project.build().messages() == [
        "themes/bottari/templates/layout.html:2:4: error[template-error]: "
        "The template fails: UndefinedError: 'nothing' is undefined (while rendering ko/)\n"
        "   |\n 2 | {{ nothing.at.all }}\n   |    ^^^^^^^\n"
        "   = mend: Mend this line of the theme. The content being shown came from content/event.yaml."
    ]


def test_the_page_that_was_not_found_follows_the_address_of_the_site(project: Project) -> None:
    project.small().build(base_url="https://example.org/one/").ok()
    project.build(base_url="https://example.org/two/").ok()
    page = (project.output / "404.html").read_text("utf-8")
    assert "/two/" in page
    assert "/one/" not in page


def test_a_site_elsewhere_is_looked_at_where_it_is(project: Project) -> None:
    elsewhere = f"--output={project.root / 'elsewhere'}"
    assert project.small().command("build")[0] == 0
    assert project.command("build", elsewhere)[0] == 0
    shutil.rmtree(project.root / "elsewhere")
    assert project.command("build", elsewhere)[0] == 0
    assert (project.root / "elsewhere/index.html").exists()
