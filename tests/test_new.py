"""``new`` adds content files that pass ``check`` at once and say how they are filled in."""

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from seboddari_build.base.romanise import romanised, slug
from seboddari_build.cli.commands import cli
from tests.project import Project, parse_files

PARTS = """
=== content/sessions/care/session.md
---
title: 돌봄
title.en: Care
parts:
  - id: talks
    title: 발표
    title.en: Presentations
    items: [meals]  # in order
  - {id: cases, title: 사례, title.en: Cases, cases: homes}
---
동네가 서로 돌본 이야기입니다.
=== site.yaml
theme: bottari
groups:
  - {id: homes, title: 집, title.en: Homes}
"""


@pytest.fixture
def small(project: Project) -> Project:
    return project.small()


def new(project: Project, *arguments: str, ui: str = "en") -> Result:
    return CliRunner().invoke(cli, ["-C", str(project.root), "--ui", ui, "new", *arguments])


def made(project: Project, *arguments: str) -> list[str]:
    """The paths of the files that were made; all are there."""
    done = new(project, *arguments)
    assert done.exit_code == 0, done.stderr
    paths = done.stdout.splitlines()
    assert all((project.root / path).is_file() for path in paths)
    return paths


def written(project: Project) -> None:
    """Put words of one's own in the place of all guidance that is told of."""
    for number, problem in reversed(list(enumerate(project.check().problems))):
        span = problem.span
        assert problem.code == "guidance-left"
        file = project.root / span.path
        lines = file.read_text("utf-8").split("\n")
        line = lines[span.line - 1]
        said = line[span.column - 1 : span.end_column - 1]
        own = f"{said.partition(': ')[0]}: 글{number}" if said.startswith("title") else f"글{number}"
        if file.suffix == ".csv":
            own = f"글{number},Text {number},{number}"
        lines[span.line - 1] = line[: span.column - 1] + own + line[span.end_column - 1 :]
        file.write_text("\n".join(lines), "utf-8")


def refused(project: Project, *arguments: str, ui: str = "en") -> str:
    """What was said; nothing was made."""
    before = sorted(project.root.rglob("*"))
    done = new(project, *arguments, ui=ui)
    assert done.exit_code == 2
    assert [path for path in sorted(project.root.rglob("*")) if ".seboddari" not in path.parts] == [
        path for path in before if ".seboddari" not in path.parts
    ]
    return done.stderr.partition("Error: ")[2].strip()


ALL: list[tuple[tuple[str, ...], list[str]]] = [
    (("session", "kitchen"), ["content/sessions/kitchen/session.md", "content/sessions/kitchen/session.en.md"]),
    (
        ("presentation", "soup", "--session", "care"),
        ["content/sessions/care/02-soup.md", "content/sessions/care/02-soup.en.md"],
    ),
    (("case", "bora", "--group", "homes"), ["content/cases/homes/bora.md", "content/cases/homes/bora.en.md"]),
    (
        ("minutes", "first", "--date", "2026-03-20"),
        ["content/minutes/2026-03-20-first.md", "content/minutes/2026-03-20-first.en.md"],
    ),
    (("dataset", "soups"), ["content/data/soups.yaml", "content/data/soups.csv"]),
    (("page", "help"), ["content/pages/help.md", "content/pages/help.en.md"]),
]


def test_each_kind_passes_at_once_as_a_draft_and_once_it_is_published(small: Project) -> None:
    small.write(PARTS)
    for arguments, paths in ALL:
        assert made(small, *arguments) == paths
    assert small.build(strict=True).ok().problems == ()
    assert not any("soup" in path or "bora" in path for path in small.files())
    for _, paths in ALL:
        draft = small.root / paths[0]
        text = draft.read_text("utf-8")
        assert text.count("\nvisibility: draft\n") == 1
        draft.write_text(text.replace("visibility: draft\n", ""), "utf-8")
    assert set(small.build().codes()) == {"guidance-left"}
    while small.check().problems:  # one sentence of a line after the other
        written(small)
    assert small.build(strict=True).ok().problems == ()
    assert {"ko/sessions/care/soup/index.html", "en/cases/homes/bora/index.html", "ko/help/index.html"} <= set(
        small.files()
    )


@pytest.mark.parametrize(("arguments", "paths"), ALL, ids=[arguments[0] for arguments, _ in ALL])
def test_guidance_stands_in_both_languages(small: Project, arguments: tuple[str, ...], paths: list[str]) -> None:
    made(small.write(PARTS), *arguments)
    comments = re.findall("^ *# (.*)", (small.root / paths[0]).read_text("utf-8"), re.MULTILINE)
    assert any(re.search("[가-힣]", line) for line in comments)
    assert any(line.isascii() and len(line) > 20 for line in comments)


def test_titles_are_quoted_where_they_need_it(small: Project) -> None:
    titles = ("--title", '마을: "점심" #1', "--title-en", "no")
    (korean, _) = made(small, "presentation", "lunch", "--session", "care", *titles)
    text = (small.root / korean).read_text("utf-8")
    assert 'title: "마을: \\"점심\\" #1"\ntitle.en: no\n' in text
    (small.root / korean).write_text(text.replace("visibility: draft\n", ""), "utf-8")
    assert set(small.check().codes()) == {"guidance-left"}
    while small.check().problems:
        written(small)
    small.build().ok()
    assert "마을: &#34;점심&#34; #1" in small.html("ko/sessions/care/lunch").replace("&quot;", "&#34;")


def test_a_language_without_a_title_has_its_line_ready(small: Project) -> None:
    (korean, _) = made(small, "page", "help", "--title", "도움")
    assert "\ntitle: 도움\n# title.en: The title in English\n" in (small.root / korean).read_text("utf-8")
    (korean, _) = made(small, "page", "more", "--title-en", "More")
    assert "\n# title: 한국어 제목\ntitle.en: More\n" in (small.root / korean).read_text("utf-8")
    assert small.check().problems == ()


def test_numbers_go_on_after_the_highest(small: Project) -> None:
    small.write("=== content/sessions/care/07-song.md\n---\ntitle: 노래\n---\n노래입니다.\n")
    assert made(small, "presentation", "soup", "--session", "care")[0] == "content/sessions/care/08-soup.md"
    small.write("=== content/sessions/care/099-end.md\n---\ntitle: 끝\n---\n끝입니다.\n")
    assert made(small, "presentation", "tea", "--session", "care")[0] == "content/sessions/care/100-tea.md"


def test_a_case_is_numbered_where_its_neighbours_are(small: Project) -> None:
    small.write(PARTS + "=== content/cases/homes/02-dam.md\n---\ntitle: 담\n---\n담입니다.\n")
    assert made(small, "case", "bora", "--group", "homes")[0] == "content/cases/homes/03-bora.md"


def test_an_id_that_begins_like_a_number_keeps_it(small: Project) -> None:
    small.write(PARTS)
    assert made(small, "case", "12-homes")[0] == "content/cases/homes/01-12-homes.md"
    assert refused(small, "case", "12-homes").startswith("The ID '12-homes' is in use")


def test_a_presentation_is_listed_in_the_parts_and_nothing_else_changes(small: Project) -> None:
    small.write(PARTS)
    path = small.root / "content/sessions/care/session.md"
    before = path.read_text("utf-8")
    done = new(small, "presentation", "soup", "--session", "돌봄")
    assert "'soup' was added to the parts in content/sessions/care/session.md." in done.stderr
    assert path.read_text("utf-8") == before.replace("[meals]", "[meals, soup]")


def test_a_list_of_lines_takes_one_more_line(small: Project) -> None:
    text = parse_files(PARTS)["content/sessions/care/session.md"]
    text = text.replace("    items: [meals]  # in order\n", "    items:\n      - meals\n")
    small.write(PARTS).write(f"=== content/sessions/care/session.md\n{text}")
    made(small, "presentation", "soup")
    after = (small.root / "content/sessions/care/session.md").read_text("utf-8")
    assert after == text.replace("      - meals\n", "      - meals\n      - soup\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("items: [meals]  # in order", "items: []"),
        lambda text: text.replace("items: [meals]  # in order", "items: [\n      meals\n    ]"),
        lambda text: text.replace("\n", "\r\n"),
    ],
    ids=["empty", "over lines", "crlf"],
)
def test_a_file_that_cannot_be_edited_with_certainty_is_left_alone(
    small: Project, change: Callable[[str], str]
) -> None:
    path = small.write(PARTS).root / "content/sessions/care/session.md"
    path.write_bytes(change(path.read_text("utf-8")).encode())
    before = path.read_bytes()
    done = new(small, "presentation", "soup", ui="ko")
    assert path.read_bytes() == before
    assert re.search(
        r"content/sessions/care/session.md 파일의 parts에서 ‘talks’ 묶음에 적습니다: items: \[.*soup\]", done.stderr
    )


def test_a_session_without_parts_stays_as_it_is(small: Project) -> None:
    before = (small.root / "content/sessions/care/session.md").read_bytes()
    done = new(small, "presentation", "soup", "--session", "care")
    assert (small.root / "content/sessions/care/session.md").read_bytes() == before
    assert "parts" not in done.stderr


def test_it_says_what_to_do_next(small: Project) -> None:
    done = new(small, "session", "kitchen")
    assert done.stderr == (
        "\nNext steps\n"
        "  1. Open content/sessions/kitchen/session.md and fill in title and text; the lines with # say how.\n"
        "  2. To put it on the programme, paste into slots of content/programme.yaml, and mend the time:\n"
        "       - {id: kitchen, channel: ch1, time: 10:00-12:00, kind: session, session: kitchen}\n"
        "  3. See it: seboddari serve --open\n"
        "  4. When it is ready, delete the line 'visibility: draft' and run seboddari check.\n"
    )
    assert "다 쓰면 ‘visibility: draft’ 줄을 지우고" in new(small, "page", "help", ui="ko").stderr


@pytest.mark.parametrize(
    ("arguments", "ko", "en"),
    [
        (
            ("presentation", "함께 먹는 점심"),
            (
                "‘함께 먹는 점심’: ID로 쓸 수 없습니다. ID는 주소가 되므로 영문 소문자, 숫자, 붙임표(-)로 짧게 짓습니다. "
                "보기: village-lunch. 소리대로 옮기면: hamkke-meokneun-jeomsim"
            ),
            (
                "'함께 먹는 점심' cannot be an ID. The ID becomes an address: small Latin letters, digits and hyphens, "
                "such as village-lunch. By its sound: hamkke-meokneun-jeomsim"
            ),
        ),
        (
            ("page", "--title-en", "How we work"),
            (
                "ID가 없습니다. ID는 주소가 되므로 영문 소문자, 숫자, 붙임표(-)로 짧게 짓습니다. "
                "보기: village-lunch. 소리대로 옮기면: how-we-work"
            ),
            (
                "There is no ID. The ID becomes an address: small Latin letters, digits and hyphens, "
                "such as village-lunch. By its sound: how-we-work"
            ),
        ),
        (
            ("page", "con"),
            (
                "‘con’: ID로 쓸 수 없습니다. ID는 주소가 되므로 영문 소문자, 숫자, 붙임표(-)로 짧게 짓습니다. "
                "보기: village-lunch."
            ),
            (
                "'con' cannot be an ID. The ID becomes an address: small Latin letters, digits and hyphens, "
                "such as village-lunch."
            ),
        ),
        (
            ("presentation", "meals", "--session", "care"),
            "‘meals’: 이미 쓰인 ID입니다(content/sessions/care/01-meals.md). 다른 이름을 고릅니다. 보기: meals-2",
            "The ID 'meals' is in use (content/sessions/care/01-meals.md). Choose another, such as meals-2.",
        ),
        (
            ("page", "programme"),
            "‘programme’: 이미 쓰인 ID입니다(ko/programme/). 다른 이름을 고릅니다. 보기: programme-2",
            "The ID 'programme' is in use (ko/programme/). Choose another, such as programme-2.",
        ),
        (
            ("presentation", "soup", "--session", "caer"),
            "‘caer’: 그런 세션이 없습니다. 혹시 ‘care’인가요? 있는 것: care. 새 세션은: seboddari new session caer",
            "There is no session 'caer'. Did you mean 'care'? There are: care. To start it: seboddari new session caer",
        ),
        (
            ("case", "bora", "--group", "돌봄 사례"),
            (
                "사례 묶음이 아직 없습니다. 새 묶음은 site.yaml의 groups에 더합니다: "
                "- {id: dolbom-sarye, title: 이름, title.en: Name}"
            ),
            (
                "There is no group of cases yet. To start it, add to groups in site.yaml: "
                "- {id: dolbom-sarye, title: 이름, title.en: Name}"
            ),
        ),
        (
            ("minutes", "first", "--date", "2026-02-30"),
            "‘2026-02-30’: 날짜가 아닙니다. 회의록에는 회의한 날을 줍니다. 보기: --date 2026-03-20",
            "'2026-02-30' is no date. Minutes need the day of the meeting, such as --date 2026-03-20.",
        ),
        (
            ("page", "help", "--title", "도움 010-1234-5678"),
            "제목에 실을 수 없는 개인 정보가 있습니다: 010-****-**78",
            "The title holds personal data that cannot be published: 010-****-**78",
        ),
        (
            ("page", "help", "--session", "care"),
            "--session: ‘presentation’에만 쓰입니다.",
            "--session goes with 'presentation' only.",
        ),
    ],
)
def test_what_cannot_be_added_is_refused_with_what_to_do(
    small: Project, arguments: tuple[str, ...], ko: str, en: str
) -> None:
    assert refused(small, *arguments, ui="ko") == ko
    assert refused(small, *arguments) == en


def test_several_sessions_ask_which(small: Project) -> None:
    made(small, "session", "kitchen")
    assert refused(small, "presentation", "soup") == "Say with --session which session it belongs to: care, kitchen"


def test_a_file_in_the_way_is_never_written_over(small: Project) -> None:
    small.write("=== content/data/soups.csv\na\n1\n")
    assert refused(small, "dataset", "soups") == "There is a file content/data/soups.csv already."


def test_other_problems_of_the_project_are_no_hindrance(small: Project) -> None:
    small.write("=== content/sessions/song/session.md\n---\ntitel: 노래\n---\n노래\n")
    assert made(small, "presentation", "soup", "--session", "song")[0] == "content/sessions/song/01-soup.md"


@pytest.mark.parametrize(
    ("korean", "latin"),
    [("함께", "hamkke"), ("돌봄", "dolbom"), ("서울", "seoul"), ("광진구", "gwangjingu"), ("값", "gap"), ("힣", "hit")],
)
def test_hangul_reads_as_it_sounds(korean: str, latin: str) -> None:
    assert romanised(korean) == latin


def test_a_suggestion_is_short_and_an_id() -> None:
    assert slug("서울 사회적경제 보따리 토크에서 나눈 이야기들") == "seoul-sahoejeokgyeongje-bottari"
    assert slug("!?") == ""
