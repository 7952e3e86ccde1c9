"""What each file of a small project may say, mistakes included: the states that the law of builds walks through."""

# ruff: noqa: E501, ISC004 - the lines of small files, joined

import io

from PIL import Image

from tests.project import SMALL, parse_files

_SMALL = parse_files(SMALL)
_MEALS = "content/sessions/care/01-meals.md"
_WALK = """---
title: 마을 걷기
title.en: A walk
{more}---
{body}
"""


def picture(colour: str) -> bytes:
    """A small PNG of one colour."""
    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return data.getvalue()


#: For each path what the file may hold; None: no such file. The first is the state to begin with.
VARIANTS: dict[str, tuple[str | bytes | None, ...]] = {
    "site.yaml": (
        "theme: bottari\ngroups:\n  - {id: meals, title: 반찬, title.en: Dishes}\n"
        "services:\n  - {id: dish, title: 반찬 나눔, title.en: Shared dishes}\n",
        "theme: bottari\ncolours: {care: plum}\ngroups:\n  - {id: meals, title: 반찬 묶음, colour: ochre}\n"
        "services:\n  - {id: dish, title: 반찬 나눔}\n",
        "base_url: https://example.org/event/\ngroups:\n  - {id: meals, title: 반찬}\nservices:\n  - {id: dish, title: 찬}\n",
        "theme: nowhere\n",
        "theme: [\n",
        None,
    ),
    "content/event.yaml": (
        _SMALL["content/event.yaml"],
        _SMALL["content/event.yaml"].replace("작은 행사", "더 작은 행사") + "notice: 나누어 쓰세요\n",
        _SMALL["content/event.yaml"].replace("number: 1", "number: 2"),
        _SMALL["content/event.yaml"].replace("name:", "nam:"),
    ),
    "content/units.yaml": (
        _SMALL["content/units.yaml"],
        "- {id: count, ko: 끼, one: meal, many: meals}\n- {id: won, ko: 원, money: 1}\n",
        "- {id: count, ko: 건}\n- {id: count, ko: 번}\n",
    ),
    "content/programme.yaml": (
        _SMALL["content/programme.yaml"],
        _SMALL["content/programme.yaml"].replace("channel: ch1, time: 10:00-12:00", "channel: all, time: 09:00-10:30"),
        _SMALL["content/programme.yaml"].replace("channel: ch2", "channel: 채널 1"),
        _SMALL["content/programme.yaml"].replace("weekday: 목", "weekday: 금"),
        "days: []\n",
        None,
    ),
    "content/sessions/care/session.md": (
        _SMALL["content/sessions/care/session.md"],
        "---\ntitle: 서로 돌봄\nparts:\n  - {id: talks, title: 발표, items: [meals]}\n  - {id: cases, cases: meals, items: [guro]}\n"
        "---\n동네 이야기.\n",
        "---\ntitle: 돌봄\nvisibility: draft\n---\n",
        "---\ntitle: 돌봄\nnote: #길\n---\n",
        None,
    ),
    "content/sessions/care/session.en.md": (_SMALL["content/sessions/care/session.en.md"], None),
    _MEALS: (
        _SMALL[_MEALS],
        _SMALL[_MEALS].replace("마흔", "쉰"),
        _SMALL[_MEALS].replace("title:", "title:  "),
        _SMALL[_MEALS].replace("따뜻한 밥", "더운 밥"),
        _SMALL[_MEALS].replace("value: 40", "value: 50"),
        _SMALL[_MEALS].replace("unit: 건}", "unit: 건, as_of: 2020-02-31}"),
        None,
    ),
    "content/sessions/care/01-meals.en.md": (
        _SMALL["content/sessions/care/01-meals.en.md"],
        None,
        "Meals.\n\n## Else {#else}\n\nMore.\n",
    ),
    "content/sessions/care/02-walk.md": (
        None,
        _WALK.format(
            more="", body="밥을 나눈 [이야기](01-meals.md#results)에서 마을 걷기로.\n\n:::{dataset} plates\n:::"
        ),
        _WALK.format(
            more="district: 마포구\norganisations: [나눔터]\npresenters: [kim]\n",
            body="걸었습니다.\n\n:::{orgs} 나눔터\n:::",
        ),
        _WALK.format(more="distict: 마포구\n", body="걸었습니다."),
        _WALK.format(more="", body="![골목에 모인 사람들](../../media/alley.png)"),
        _WALK.format(more="", body=":::{note}\n닫지 않은 블록"),
        _WALK.format(more="visibility: withheld\n", body="보이지 않습니다."),
    ),
    "content/sessions/care/02-walk.en.md": (None, "A walk with :::.\n", "## Steps {#steps}\n\nOne by one.\n"),
    "content/sessions/care/03-walk.md": (None, _WALK.format(more="", body="같은 이름의 발표.")),
    "content/cases/meals/guro.md": (
        None,
        "---\ntitle: 구로\nresults:\n  - {service: dish, measures: [{value: 1200, unit: 건}]}\n---\n## 시작 {#results}\n\n:::{dataset} plates\n:::\n",
        "---\ntitle: 구로의 반찬\nperiod: 2020-03 ~ 2020-11\nresults:\n  - {service: dish, text: 적지 않음}\n---\n글\n",
    ),
    "content/data/plates.yaml": (
        "title: 나눈 접시\ntitle.en: Plates shared\ncolumns:\n  - {id: month, label: 달}\n  - {id: plates, label: 접시, unit: 건}\n"
        "totals:\n  - {label: 모두, plates: 40}\nchart: {x: month, y: [plates]}\n",
        "title: 나눈 접시\ncolumns:\n  - {id: month, label: 달}\n  - {id: plates, label: 접시 수, unit: 건}\n",
        None,
    ),
    "content/data/plates.csv": (
        "month,plates\n1월,15\n2월,25\n",
        "month,plates\n1월,15\n2월,26\n",
        "month,plates\n1월,15\n2월,25\n3월,\n",
        "month,plates\n1월,열다섯\n",
        "month,dishes\n1월,15\n",
        None,
    ),
    "content/organisations.yaml": (
        None,
        "- {id: nanum, name: 나눔터, name.en: Nanumteo, district: 마포구}\n",
        "- {id: nanum, name: 나눔터, type: 협동조합}\n- {id: other, name: 다른 곳, aliases: [나눔터]}\n",
    ),
    "content/people.yaml": (
        None,
        "- {id: kim, name: 김마을, role: 활동가, organisation: 나눔터}\n",
        "- {id: kim, name: 김마을, publish: role}\n",
    ),
    "content/districts.yaml": (
        "- {id: mapo, name: 마포구, name.en: Mapo-gu, tile: [1, 1]}\n",
        "- {id: mapo, name: 마포구, tile: [2, 1]}\n- {id: guro, name: 구로구, tile: [1, 2]}\n",
        "[]\n",
        None,
    ),
    "content/glossary.yaml": (
        None,
        "- {id: neighbour, ko: 이웃, en: neighbours, definition: 가까이 사는 사람}\n",
        "- {id: neighbour, ko: 이웃, en: neighbours}\n- {id: walk, ko: 마을 걷기, en: walk}\n",
    ),
    "content/issues.yaml": (
        None,
        "- {id: odd, about: [sessions/care/meals#meals], text: 원문의 합과 다릅니다.}\n",
        "- {id: odd, about: [data/plates, care], text: 표와 글이 다릅니다.}\n",
        "- {id: odd, about: [sessions/care/meals#nothing], text: 없습니다.}\n",
    ),
    "content/media.yaml": (
        None,
        "- {id: alley, file: alley.png, alt: 골목}\n",
        "- {id: alley, file: alley.png, alt: 골목길, caption: 길, condition: lost}\n",
    ),
    "content/media/alley.png": (None, picture("teal"), picture("plum"), picture("plum")[:60], "그림이 아닙니다."),
    "content/minutes/2020-06-01-first.md": (None, "---\ntitle: 첫 회의\ndate: 2020-06-01\n---\n모였습니다.\n"),
    "content/pages/about.md": (
        "---\ntitle: 알림\n---\n이웃에게 [발표](../sessions/care/01-meals.md)를 알립니다.\n",
        None,
    ),
    "content/pages/about.en.md": (None, "---\ntranslation: draft\n---\nAbout neighbours.\n"),
    "content/pages/programme.md": (None, "---\ntitle: 겹치는 쪽\n---\n"),
    "content/odd.txt": (None, "어디에도 쓰이지 않습니다."),
    "themes/bottari/templates/talk.html": (
        None,
        "<!doctype html>\n<title>{{ page.title | say }}</title>\n{{ body(page.body) }}\n",
        "<!doctype html>\n<title>{{ page.title | say }}!</title>\n{{ body(page.body) }}\n",
        "{{ page.nothing }}\n",
        "{% if %}\n",
    ),
    "themes/bottari/ui.yaml": (
        None,
        "menu: {ko: 차림표, en: Contents}\n",
        "menu: {ko: 차례, en: Contents}\n",
        "menu: 첫머리\n",
    ),
    "themes/bottari/theme.yaml": (None, 'palette: {light: {indigo: "#123456"}}\n', "palette: blue\n"),
    "themes/bottari/assets/extra.css": (None, "body{margin:0}\n"),
}
PATHS = tuple(VARIANTS)
