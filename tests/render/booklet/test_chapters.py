"""Chapters of presentations, cases, minutes and the comparison, written from the views of a small project."""

import re
from pathlib import Path

import pytest

from seboddari_build.base.span import NOWHERE
from seboddari_build.base.store import Store
from seboddari_build.draw.svg import Palette
from seboddari_build.load.content import load, prose_reader
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.chapters import chapter_of
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.marks import index_names
from seboddari_build.render.theme import load_theme
from seboddari_build.site.plan import Site, plan
from tests.project import Project

GURO = "content/cases/care/guro.md"
BLOCKS = """
=== site.yaml
theme: bottari
services: [{id: meal, title: 식사지원, title.en: Meals}]
groups: [{id: care, title: 돌봄 사례, title.en: Care cases, colour: plum}]
=== content/districts.yaml
- {id: guro, name: 구로구, name.en: Guro-gu}
- {id: mapo, name: 마포구, name.en: Mapo-gu}
=== content/organisations.yaml
- {id: table, name: 두레밥상, name.en: Dure Table, type: company}
=== content/units.yaml
- {id: count, ko: 건, one: case, many: cases}
=== content/data/meals.csv
month,meals
9월,10
10월,
=== content/data/meals.csv.en
=== content/data/meals.yaml
title: 달마다
title.en: By month
columns:
  - {id: month, label: 달, label.en: Month}
  - {id: meals, label: 식사, label.en: Meals, unit: 건}
totals:
  - {label: 합계, label.en: Total, meals: 12}
chart: {kind: bar, x: month, y: [meals]}
=== content/cases/care/guro.md
---
title: 구로 돌봄
title.en: Care in Guro
district: 구로구
organisations: [두레밥상]
period: 2020-09 ~ 2020-11
source: book 1
results:
  - service: meal
    measures:
      - {value: 40, unit: 건, of: 도시락, of.en: lunches, note: 무료, note.en: free}
figures:
  - {id: meals, label: 식사, label.en: Meals, value: 40, unit: 건}
---
처음 글입니다. [마포](mapo.md)와 [누리집](https://example.org/a)을 봅니다.

## 블록 {#blocks}

두레밥상이 **굵게** 구로구에서 *힘주어* `코드`를 씁니다.

:::{steps}

1. 초안 (2020-08-10)
2. 확정

:::

:::{timeline}

- 2018-03: 지정
- 2019: 성장

:::

:::{figures} meals
:::

:::{dataset} meals
:::

:::{proscons}

**좋은 점**

- 가까움

**나쁜 점**

- 멂

:::

:::{quote}
:by: 어느 이웃

고맙습니다.

:::

:::{form} 신청서

- {label: 이름, type: text}
- {label: 종류, type: check, options: [밥, 국]}

:::

:::{lost}

그림이 없습니다.

:::

:::{service} meal
:::

:::{orgs} 두레밥상
:::

| 가 | 나 |
|---|---:|
| 다 | 1 |

## 성과 {#achievements}

- 밥을 나눔
=== content/cases/care/guro.en.md
First text.
=== content/cases/care/mapo.md
---
title: 마포 돌봄
title.en: Care in Mapo
district: 마포구
source: book 2
---
마포의 글.
=== content/minutes/2020-06-19-care.md
---
title: 운영회의
title.en: Meeting
date: 2020-06-19
place: 회의실
place.en: Room
attendance:
  - {group: 기관, group.en: Bodies, present: [두레밥상, 두레밥상], absent: []}
---
## 정한 것 {#decided}

:::{decision}

다시 만납니다.

:::
=== content/minutes/2020-06-19-care.en.md
"""


def small(folder: Path, base_url: str = "") -> tuple[Site, Store]:
    project = Project(folder).small().write(BLOCKS.replace("=== content/data/meals.csv.en\n", ""))
    store = Store(None, "test")
    loaded = load(project.root, store)
    assert loaded.conference, loaded.problems
    site, problems = plan(loaded.conference, base_url)
    assert not problems
    return site, store


def environment(site: Site, store: Store, lang: str) -> Env:
    theme, problems = load_theme(Path("nowhere"), "bottari", NOWHERE)
    assert theme and not problems
    colours = {name: value for name, value in theme.palette["light"].items() if name != "focus"}
    keys = frozenset(
        p.page.path for p in site.pages if p.page.lang == lang and p.page.kind in ("talk", "cases", "minutes")
    )
    return Env(prose_reader(store), theme.say, Palette(**colours), lang, index_names(site, lang), keys)  # type: ignore[arg-type]  # the language is one of two


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Chapter]:
    site, store = small(tmp_path_factory.mktemp("book"), "https://example.org/")
    envs = {lang: environment(site, store, lang) for lang in ("ko", "en")}
    chapters = (chapter_of(p.page, p.span, envs[p.page.lang]) for p in site.pages)
    return {chapter.key: chapter for chapter in chapters if chapter}


def code(chapter: Chapter) -> str:
    return chapter.opener + "".join(text for _, text in chapter.sections)


def test_each_presentation_case_meeting_and_the_comparison_is_a_chapter(book: dict[str, Chapter]) -> None:
    assert [(key, c.kind, c.level) for key, c in book.items() if key.startswith("ko/")] == [
        ("ko/sessions/care/meals/", "talk", 2),
        ("ko/cases/care/guro/", "talk", 2),
        ("ko/cases/care/mapo/", "talk", 2),
        ("ko/cases/", "cases", 1),
        ("ko/minutes/care/", "minutes", 1),
    ]


def test_a_chapter_opens_with_its_key_title_facts_and_qr_code(book: dict[str, Chapter]) -> None:
    opener = book["ko/cases/care/guro/"].opener
    assert opener.startswith('masthead(key: "ko/cases/care/guro/", level: 2, kicker: ("사례", ), title: ')
    assert 'title: c(w("구로"), " ", w("돌봄"))' in opener
    assert 'known("자치구", w(m("districts/guro"), "구로구"))' in opener
    assert 'known("조직", listed(few: true, w(m("organisations/table"), "두레밥상")))' in opener
    assert 'alt: "웹 페이지 QR 코드: https://example.org/ko/cases/care/guro/"' in opener
    assert "//@content/cases/care/guro.md:" in opener


def test_sections_keep_their_ids_and_each_line_its_place(book: dict[str, Chapter]) -> None:
    chapter = book["ko/cases/care/guro/"]
    assert [id for id, _ in chapter.sections] == ["intro", "blocks", "achievements", "results", "notes"]
    sections = dict(chapter.sections)
    assert sections["achievements"] == (
        'sec(3, w("성과")) //@content/cases/care/guro.md:83:1\nul(c("밥을 나눔")) //@content/cases/care/guro.md:85:1\n'
    )


def test_links_lead_to_chapters_with_their_page_and_to_the_web_with_a_footnote(book: dict[str, Chapter]) -> None:
    intro = dict(book["ko/cases/care/guro/"].sections)["intro"]
    assert intro.startswith('opening("처음 글입니다. ", to("ko/cases/care/mapo/", "마포"), "와 ", ')
    footnote = '"https://example.org/a"'
    assert intro.endswith(f', lk(note: {footnote}, "https://example.org/a", "누리집"), "을 봅니다.") //@{GURO}:15:1\n')


def test_names_are_marked_within_their_first_character(book: dict[str, Chapter]) -> None:
    blocks = dict(book["ko/cases/care/guro/"].sections)["blocks"]
    assert (
        'p("두", m("organisations/table"), "레밥상이 ", b("굵게"), " 구", m("districts/guro"), "로구에서 ", ' in blocks
    )
    assert 'e("힘주어"), " ", code("코드"), "를 씁니다.")' in blocks


BLOCK_CODE = """\
steps(hue: "plum", step(c(w("2020년"), " ", w("8월"), " ", w("10일")), c("초안")), step(none, c("확정"))) //@21
timeline(hue: "plum", step(c(w("2018년"), " ", w("3월")), c("지정")), step(w("2019년"), c("성장"))) //@28
figures(hue: "plum", fig(label: "식사", value: w("40"), unit: unit(w("건")), figfact(w("출처"), w("자료집")))) //@35
sides(hue: "plum", side(c(w("좋은"), " ", w("점")), ul(c("가까움"))), side(c(w("나쁜"), " ", w("점")), ul(c("멂")))) //@41
quotation(by: c(w("어느"), " ", w("이웃")), hue: "plum", p("고맙습니다.")) //@53
form(hue: "plum", c(c(w("빈"), " ", w("서식")), ": ", w("신청서")), field(kind: "text", w("이름")), field(kind: "check", w("종류"), w("밥"), w("국"))) //@60
note(kind: "lost", c(w("남아"), " ", w("있지"), " ", w("않은"), " ", w("것")), p("그림이 없습니다.")) //@67
service(hue: "plum", w("식사지원"), measures(amount(of: w("도시락"), period: c(w("2020년"), " ", w("9월"), " ~ ", w("11월")), note: w("무료"), b(w("40")), w("건")))) //@73
chips(w(m("organisations/table"), "두레밥상")) //@76
datatable(columns: (34.5fr, 34.5fr, ), size: 0.88em, part: 50%, heads: ((th("가"), th(side: "end", "나"), ), ), hue: "plum", together: true, td("다"), td(side: "end", "1")) //@79
"""


@pytest.mark.parametrize("wanted", BLOCK_CODE.splitlines())
def test_every_block_is_a_call_of_the_theme(book: dict[str, Chapter], wanted: str) -> None:
    blocks = dict(book["ko/cases/care/guro/"].sections)["blocks"]
    assert wanted.replace("//@", f"//@{GURO}:") + ":1" in blocks.splitlines()


def test_a_total_that_does_not_add_up_is_marked_and_recomputed(book: dict[str, Chapter]) -> None:
    blocks = dict(book["ko/cases/care/guro/"].sections)["blocks"]
    assert 'th(state: "total", spaced("합계", wrong("맞지 않음")))' in blocks
    assert 'td(side: "end", state: "total", mismatch("12"))' in blocks
    assert 'td(side: "end", state: "recomputed", "10")' in blocks
    assert 'td(side: "end", state: "blank")' in blocks


def test_a_drawing_speaks_its_values(book: dict[str, Chapter]) -> None:
    blocks = dict(book["ko/cases/care/guro/"].sections)["blocks"]
    found = re.search(r'drawn\(alt: "([^"]*)"', blocks)
    assert found
    assert found[1].startswith("달마다. ")
    assert "9월 10건" in found[1]


def test_korean_text_in_an_english_chapter_is_marked(book: dict[str, Chapter]) -> None:
    sections = dict(book["en/cases/care/guro/"].sections)
    assert sections["intro"].startswith('opening("First text.")')
    assert sections["achievements"].startswith('other(lang: "ko", "Korean only", {\n')


def test_the_comparison_sets_one_item_after_another(book: dict[str, Chapter]) -> None:
    chapter = book["ko/cases/"]
    assert [id for id, _ in chapter.sections] == ["care-period", "care-meal", "care-achievements", "notes"]
    meal = dict(chapter.sections)["care-meal"]
    assert 'th(to("ko/cases/care/guro/", b(w(m("districts/guro"), "구로구"))))' in meal
    assert 'td(side: "end", w(b("40"), " ", "건"))' in meal
    assert 'silent("적혀 있지 않음", w(m("districts/mapo"), "마포구"))' in meal
    assert 'silent("출처", "자료집")' in meal


def test_minutes_name_bodies_and_not_people(book: dict[str, Chapter]) -> None:
    attendance = dict(book["ko/minutes/care/"].sections)["attendance"]
    assert 'spaced(w(m("organisations/table"), "두레밥상")' in attendance
    assert 'quiet("없음")' in attendance


def test_without_an_address_there_is_no_code(tmp_path: Path) -> None:
    site, store = small(tmp_path)
    env = environment(site, store, "ko")
    pages = {p.page.path: p for p in site.pages}
    chapter = chapter_of(pages["ko/cases/care/mapo/"].page, NOWHERE, env)
    assert chapter
    assert "qr(" not in code(chapter)
    assert "//@" not in chapter.opener


def test_other_pages_are_no_chapters(tmp_path: Path) -> None:
    site, store = small(tmp_path)
    env = environment(site, store, "ko")
    kinds = {p.page.kind for p in site.pages if p.page.lang == "ko" and chapter_of(p.page, p.span, env)}
    assert kinds == {"talk", "cases", "minutes"}
