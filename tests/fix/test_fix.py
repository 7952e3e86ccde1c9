"""``fix`` shows what it would mend, writes it at once when asked, and then has nothing left to do."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seboddari_build.cli.commands import cli
from seboddari_build.fix import apply, propose
from seboddari_build.fix.mends import SAID
from seboddari_build.fix.texts import mended
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.parse import parse
from seboddari_build.load.place import place
from tests.project import Project

TALK = "content/sessions/care/02-talk.md"


@pytest.fixture
def small(project: Project) -> Project:
    return project.small()


def fix(project: Project, *arguments: str, ui: str = "en") -> Result:
    return CliRunner().invoke(cli, ["-C", str(project.root), "--ui", ui, "fix", *arguments])


def put(project: Project, path: str, data: str | bytes) -> Path:
    file = project.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def talk(front: str, body: str = "본문입니다.\n") -> str:
    return f"---\n{front}\n---\n{body}"


def mend(text: str | bytes, path: str = TALK) -> tuple[str, list[str]]:
    """A file mended, and the codes of what was."""
    where = place(path)
    assert where is not None
    made = mended(text.encode() if isinstance(text, str) else text, path, where)
    assert made is not None
    return made.data.decode(), [mend.code for mend in made.mends]


#: For each code what is written, and what comes of it.
FRONT: list[tuple[str, str, str]] = [
    (
        "yaml-tab",
        "title: 밥\nlinks:\n\t- label: 길\n\t  kind: site",
        "title: 밥\nlinks:\n  - label: 길\n    kind: site",
    ),
    ("odd-space", "title: 밥\n　date: 2020", "title: 밥\ndate: 2020"),
    ("colon-full-width", "title: 밥\nnote：국", "title: 밥\nnote: 국"),
    ("wrong-shape", "title：밥", "title: 밥"),
    ("wrong-shape", "title:밥", "title: 밥"),
    ("colon-without-space", "note:국\ntitle: 밥", "note: 국\ntitle: 밥"),
    ("colon-in-text", "title: 마을: 돌봄", 'title: "마을: 돌봄"'),
    ("special-start", 'title: 밥\nnote: "말": 뜻', "title: 밥\nnote: '\"말\": 뜻'"),
    ("special-start", "title: '함께' 먹는 점심", "title: \"'함께' 먹는 점심\""),
    ("special-start", "title: [보따리] 토크", 'title: "[보따리] 토크"'),
    ("special-start", "title: 밥\nnote: *중요* 밥", 'title: 밥\nnote: "*중요* 밥"'),
    ("unclosed-quote", 'title: "밥', 'title: "밥"'),
    ("yaml-escape", 'title: "C:\\밥"', "title: 'C:\\밥'"),
    (
        "empty-value",
        "title: 밥\nfigures:\n  - {id: a, label: 수, value: 8,791, unit: 건}",
        "title: 밥\nfigures:\n  - {id: a, label: 수, value: 8791, unit: 건}",
    ),
    ("unknown-key", "title: 밥\nTitle.en: Meal", "title: 밥\ntitle.en: Meal"),
    ("unknown-key", "title: 밥\ntitle_en: Meal", "title: 밥\ntitle.en: Meal"),
    ("bad-date", "title: 밥\ndate: 2020. 12. 17.", "title: 밥\ndate: 2020-12-17"),
    ("bad-date", "title: 밥\ndate: '2020년 6월 ~ 2020년 11월 30일'", "title: 밥\ndate: '2020-06 ~ 2020-11-30'"),
    (
        "bad-number",
        "title: 밥\nfigures:\n  - id: a\n    label: 수\n    value: １,０００",
        "title: 밥\nfigures:\n  - id: a\n    label: 수\n    value: 1000",
    ),
    (
        "bad-switch",
        "title: 밥\nfigures:\n  - {id: a, label: 수, value: 1, derived: Yes}",
        "title: 밥\nfigures:\n  - {id: a, label: 수, value: 1, derived: true}",
    ),
    ("bad-choice", "title: 밥\nvisibility: Draft", "title: 밥\nvisibility: draft"),
]


@pytest.mark.parametrize(("code", "before", "after"), FRONT)
def test_what_has_one_remedy_is_mended(code: str, before: str, after: str) -> None:
    assert code in codes(talk(before))
    assert mend(talk(before)) == (talk(after), [code])
    assert code not in codes(talk(after))


def codes(text: str, path: str = TALK) -> list[str]:
    where = place(path)
    assert where is not None
    return [problem.code for problem in parse(text, path, where, make_parser())[0].problems]


def test_a_time_is_mended_in_minutes() -> None:
    text = talk("title: 회의\ndate: 2020-06-19\ntime: 오전 10시~11시 반")
    after = talk("title: 회의\ndate: 2020-06-19\ntime: 10:00-11:30")
    assert mend(text, "content/minutes/2020-06-19-a.md") == (after, ["bad-time"])


@pytest.mark.parametrize(
    "front",
    [
        "title: 밥\nnote: 밥 #1",  # a comment, or text
        "title: 밥: 국 # 그리고",
        "title: 밥 date: 2020",  # two fields, perhaps
        "title: 밥\npresenters: [김 씨] 외",  # a list, perhaps
        "title: 밥\ndate: 작년 가을",
        "title: 밥\ndate: 2020-02-30",
        'title: 밥\nnote: "C:\\new"',
        "title: 밥\ntitel: 국",
        "title: 밥\nfigures:\n  - {id: a, label: 수, value: 1000명}",
        "title: 밥\ntitle: 국",
        "제목：밥",
        "title: 밥\nvisibility: 공개",
        "title: 밥\nTitle: 국",  # would be there twice
    ],
)
def test_what_may_mean_two_things_is_left_to_people(front: str) -> None:
    assert mend(talk(front)) == (talk(front), [])


def test_one_mended_thing_uncovers_the_next() -> None:
    before = talk("title: 마을: 돌봄\nDate: 2020.12.17\nnote:밥")
    after = talk('title: "마을: 돌봄"\ndate: 2020-12-17\nnote: 밥')
    assert mend(before) == (after, ["colon-in-text", "unknown-key", "bad-date", "colon-without-space"])


def test_blank_lines_inside_fences() -> None:
    before = talk("title: 밥", ":::{note}\n글\n:::\n\n:::{quote}\n:by: 나\n말\n\n:::\n\n:::{figures}\n:::\n")
    after = talk("title: 밥", ":::{note}\n\n글\n\n:::\n\n:::{quote}\n:by: 나\n\n말\n\n:::\n\n:::{figures}\n:::\n")
    assert mend(before) == (after, ["fence-blank-line"] * 3)


def test_braces_of_a_block() -> None:
    before, after = talk("title: 밥", ":::note\n\n글\n\n:::\n"), talk("title: 밥", ":::{note}\n\n글\n\n:::\n")
    assert mend(before) == (after, ["block-braces"])


@pytest.mark.parametrize(
    "body",
    [
        "> :::{note}\n> 글\n> :::\n",
        "```\n:::{note}\n글\n:::\n```\n",
        "- 하나\n\n  :::{note}\n  글\n  :::\n",
        ":::{note}\n글\n",
        ":::{nonsense}\n글\n:::\n",
    ],
)
def test_other_fences_stay(body: str) -> None:
    assert mend(talk("title: 밥", body)) == (talk("title: 밥", body), [])


KOREAN = "---\ntitle: 밥\n---\n안녕하세요, “여러분”. 1~2시·３명\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xef\xbb\xbf" + KOREAN.encode(), "byte-order-mark"),
        (KOREAN.replace("\n", "\r\n").encode(), "line-endings"),
        (KOREAN.replace("\n", "\r").encode(), "line-endings"),
        (unicodedata.normalize("NFD", KOREAN).encode(), "letters-not-composed"),
        (KOREAN.encode("cp949"), "file-encoding"),
        (KOREAN.encode("utf-16"), "file-encoding"),
    ],
)
def test_the_bytes_of_a_text(data: bytes, code: str) -> None:
    assert mend(data, "content/pages/a.md") == (KOREAN, [code])


@pytest.mark.parametrize(
    "data", ["café à la carte".encode("latin-1"), b"\xff\xfe\x00", b"a\0b", "日本語の文".encode("shift-jis")]
)
def test_bytes_that_are_no_korean_text_stay(data: bytes) -> None:
    where = place("content/pages/a.md")
    assert where is not None
    assert mended(data, "content/pages/a.md", where) is None


def test_a_table_keeps_the_mark_that_excel_needs() -> None:
    assert mend(b"\xef\xbb\xbfa,b\r\n1,2\r\n", "content/data/a.csv") == ("\ufeffa,b\n1,2\n", ["line-endings"])


def test_names_are_composed(small: Project) -> None:
    folder, name = unicodedata.normalize("NFD", "사진"), unicodedata.normalize("NFD", "가족.md")
    put(small, f"content/{folder}/{name}", "글")
    done = fix(small, "--apply")
    assert (
        "content/사진/가족.md: letters-not-composed: name stored in parts of letters joined (from macOS)" in done.stdout
    )
    assert [p.name for p in (small.root / "content").rglob("*") if not p.name.isascii()] == ["사진", "가족.md"]
    assert not propose(small.root)


def test_a_name_that_is_taken_stays(small: Project) -> None:
    put(small, "content/media/가.md", "하나")
    put(small, "content/media/" + unicodedata.normalize("NFD", "가.md"), "둘")
    assert propose(small.root).renames == ()


def test_nothing_is_written_before_it_is_asked_for(small: Project) -> None:
    file = put(small, TALK, talk("title: 마을: 돌봄"))
    done = fix(small)
    assert done.exit_code == 1
    assert done.stdout == (
        f"{TALK}:2: colon-in-text: text with a colon put in quotes\n"
        f'--- {TALK}\n+++ {TALK}\n@@ -1,3 +1,3 @@\n ---\n-title: 마을: 돌봄\n+title: "마을: 돌봄"\n ---\n'
    )
    assert done.stderr == "Files that can be mended like this: 1. To write them: seboddari fix --apply\n"
    assert file.read_text("utf-8") == talk("title: 마을: 돌봄")
    done = fix(small, "--apply", ui="ko")
    assert (done.exit_code, done.stderr) == (0, "파일 1개를 고쳤습니다. 남은 문제는 seboddari check 로 봅니다.\n")
    assert file.read_text("utf-8") == talk('title: "마을: 돌봄"')
    done = fix(small, ui="ko")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "고칠 것이 없습니다.\n")


def test_what_is_personal_is_masked(small: Project) -> None:
    put(small, TALK, talk("title: 문의: 010-1234-5678"))
    assert "1234" not in fix(small).stdout


def test_the_mode_of_a_file_stays_and_no_spare_is_left(small: Project) -> None:
    file = put(small, TALK, talk("title:밥"))
    file.chmod(0o640)
    fix(small, "--apply")
    assert file.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in file.parent.iterdir() if p.name.startswith(".")] == []


def test_a_file_changed_meanwhile_is_left_alone(small: Project) -> None:
    file = put(small, TALK, talk("title:밥"))
    proposal = propose(small.root)
    file.write_text("other")
    assert apply(small.root, proposal) == (TALK,)
    assert file.read_text() == "other"


def test_where_one_file_cannot_be_written_none_is(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from seboddari_build import fix as module
    from seboddari_build.publish.machine import MachineError

    first = put(small, TALK, talk("title:밥"))
    put(small, "content/sessions/care/03-last.md", talk("title:국"))
    real = module._write

    def write(path: str, data: bytes, mode: int) -> None:
        if "03-last" in path:
            raise OSError(28, "No space left on device", path)
        real(path, data, mode)

    monkeypatch.setattr(module, "_write", write)
    with pytest.raises(MachineError):
        apply(small.root, propose(small.root))
    assert first.read_text("utf-8") == talk("title:밥")
    assert [p.name for p in first.parent.iterdir() if p.name.startswith(".")] == []


def test_links_out_of_the_project_are_not_followed(small: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(talk("title:밥"), "utf-8")
    (small.root / "content/pages").mkdir()
    (small.root / "content/pages/a.md").symlink_to(outside)
    assert not propose(small.root)


def test_the_site_says_the_same_after_tidying(small: Project) -> None:
    small.write(f"=== {TALK}\n" + talk("title: 밥", ":::{note}\n- 하나\n- 둘\n:::\n\n:::{steps}\n1. 셋\n:::\n"))
    small.build().ok()
    before = small.files()
    for path in ("content/event.yaml", TALK, "content/units.yaml"):
        file = small.root / path
        text = unicodedata.normalize("NFD", file.read_text("utf-8")).replace("\n", "\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = fix(small, "--apply")
    assert done.exit_code == 0
    assert {code for code in SAID if f": {code}: " in done.stdout} == {
        "byte-order-mark", "line-endings", "letters-not-composed", "fence-blank-line",
    }  # fmt: skip
    small.build().ok()
    assert small.files() == before


def test_the_real_event_has_nothing_to_mend() -> None:
    assert not propose(Path(__file__).parents[2])


def test_every_rewrite_is_said_in_both_languages() -> None:
    for text in SAID.values():
        assert text.ko
        assert text.en.isascii()


VALUES = st.sampled_from(
    ["밥", "마을: 돌봄", "[밥] 국", '"밥" 국', '"밥', "'국", "2020.12.17", "2020-08", "1,000", "Yes", "밥 #1", "*밥*",
     "{a: 1,000}", "[밥, 국]", "", "~", "|", "@밥", '"C:\\밥"', "10시-12시", "Draft", "partial", "- 밥", "１２"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["title", "Title", "title.en", "title_en", "date", "note", "condition", "visibility", "　date", "titel",
     "figures", "- id", "  - id", "    label", "\tvalue", "    value", "presenters", "source", "# note"]
)  # fmt: skip
LINES = st.tuples(KEYS, st.sampled_from([": ", ":", "：", " : ", ":\t", ""]), VALUES).map("".join)
BODIES = st.lists(
    st.sampled_from(
        ["글", "", "- 하나", ":::{note}", ":::note", ":::", ":::{steps}", "1. 하나", ":by: 나", "## 절 {#a}", "> 말",
         "```", ":::{quote}", "| a | b |", "|---|---|", "    깊은", "[길]: x", "\t탭"]
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, max_size=6), BODIES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_second_time_changes_nothing_and_no_problem_comes(
    front: list[str], body: list[str], end: str, apart: bool
) -> None:
    text = "---\n" + "".join(f"{line}\n" for line in front) + "---\n" + "".join(f"{line}\n" for line in body)
    written = unicodedata.normalize("NFD" if apart else "NFC", text).replace("\n", end)
    once, done = mend(written)
    assert mend(once) == (once, [])
    before, after = codes(text), codes(once)
    mendable = set(done) & set(before)
    if not mendable:
        assert Counter(after) == Counter(before)
        where = place(TALK)
        assert where is not None
        (one, _), (two, _) = (parse(each, TALK, where, make_parser()) for each in (text, once))
        assert bare(one.record) == bare(two.record)
    for code in mendable:
        assert after.count(code) <= before.count(code) + (len(after) > len(before))


def bare(record: object) -> object:
    """A record without places."""
    import msgspec

    def strip(value: object) -> object:
        if isinstance(value, dict):
            return {key: strip(inner) for key, inner in value.items() if key not in ("span", "places", "body")}
        if isinstance(value, list | tuple):
            return [strip(inner) for inner in value if not (isinstance(inner, list | tuple) and TALK in inner)]
        return value

    return strip(msgspec.to_builtins(record))
