"""What each file of a project may say, sound and broken: the states that the law of builds walks through."""

import io

from PIL import Image

from tests.project import SMALL, parse_files

_SMALL = parse_files(SMALL)
_EVENT, _PROGRAMME = _SMALL["content/event.yaml"], _SMALL["content/programme.yaml"]
_MEALS = _SMALL["content/sessions/care/01-meals.md"]
_SITE = """theme: bottari
editions: [site, feeds]
groups:
  - {id: meals, title: 반찬, title.en: Dishes}
services:
  - {id: dish, title: 반찬 나눔, title.en: Shared dishes}
"""
_WALK = """---
title: 마을 걷기
title.en: A walk
"""
_GURO = """---
title: 구로
results:
  - {service: dish, measures: [{value: 1200, unit: 건}]}
---
## 시작 {#results}

:::{dataset} plates
:::
"""
_PLATES = """title: 나눈 접시
title.en: Plates shared
columns:
  - {id: month, label: 달}
  - {id: plates, label: 접시, unit: 건}
chart: {x: month, y: [plates]}
"""


def picture(colour: str) -> bytes:
    """A small PNG of one colour."""
    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return data.getvalue()


States = dict[str, tuple[str | bytes | None, ...]]

#: For each path what the file may hold, the first to begin with; None: no such file. Each is sound
#: where all others are as in the beginning; together a few give problems.
SOUND: States = {
    "site.yaml": (
        _SITE,
        _SITE.replace("groups:", "colours: {care: plum}\ngroups:").replace(
            "title: 반찬,", "title: 반찬 묶음, colour: ochre,"
        ),
        _SITE.replace("feeds]", "feeds, cards]\nbase_url: https://example.org/event/"),
    ),
    "content/event.yaml": (
        _EVENT,
        _EVENT.replace("작은 행사", "더 작은 행사") + "notice: 나누어 쓰세요\n",
        _EVENT.replace("number: 1", "number: 2"),
    ),
    "content/units.yaml": (
        _SMALL["content/units.yaml"],
        "- {id: count, ko: 건, one: meal, many: meals}\n- {id: won, ko: 원, money: 1}\n",
    ),
    "content/programme.yaml": (
        _PROGRAMME,
        _PROGRAMME.replace("channel: ch1, time: 10:00-12:00", "channel: all, time: 09:00-10:30"),
        _PROGRAMME.replace("channel: ch1", "channel: 채널 1"),
        "days: []\n",
        None,
    ),
    "content/sessions/care/session.md": (
        _SMALL["content/sessions/care/session.md"],
        "---\ntitle: 서로 돌봄\nparts:\n  - {id: talks, title: 발표, items: [meals]}\n  - {id: cases, cases: meals, items: [guro]}\n---\n동네 이야기.\n",
        "---\ntitle: 돌봄\nvisibility: draft\n---\n동네.\n",
    ),
    "content/sessions/care/session.en.md": (_SMALL["content/sessions/care/session.en.md"], None),
    "content/sessions/care/01-meals.md": (
        _MEALS,
        _MEALS.replace("마흔", "쉰"),
        _MEALS.replace("title:", "title:  "),
        _MEALS.replace("따뜻한 밥", "더운 밥"),
        _MEALS.replace("value: 40", "value: 50"),
        _MEALS.replace("---\n이웃", "# 덧붙임\n---\n마을의 이웃"),
    ),
    "content/sessions/care/01-meals.en.md": (
        _SMALL["content/sessions/care/01-meals.en.md"],
        None,
        "---\ntranslation: draft\n---\nMeals for neighbours.\n\n## Results {#results}\n\nMore.\n",
    ),
    "content/sessions/care/02-walk.md": (
        _WALK + "---\n밥을 나눈 [이야기](01-meals.md#results)에서 마을 걷기로.\n\n:::{dataset} plates\n:::\n",
        _WALK
        + "district: 마포구\norganisations: [나눔터]\npresenters: [kim]\n---\n걸었습니다.\n\n:::{orgs} 나눔터\n:::\n",
        _WALK + "---\n![골목에 모인 사람들](../../media/alley.png)\n",
        _WALK + "visibility: withheld\n---\n보이지 않습니다.\n",
        None,
    ),
    "content/sessions/care/02-hill.md": (None, _WALK + "---\n이름을 바꾼 발표.\n"),
    "content/cases/meals/guro.md": (
        _GURO,
        "---\ntitle: 구로의 반찬\nperiod: 2020-03 ~ 2020-11\nresults:\n  - {service: dish, text: 적지 않음}\n---\n글\n",
    ),
    "content/data/plates.yaml": (
        _PLATES,
        _PLATES.replace("label: 접시", "label: 접시 수").replace("chart:", "note: 모두 센 것은 아닙니다.\nchart:"),
        _PLATES + "totals:\n  - {label: 모두, plates: 40}\n",
    ),
    "content/data/plates.csv": (
        "month,plates\n1월,15\n2월,25\n",
        "month,plates\n1월,15\n2월,26\n",
        "month,plates\n1월,15\n2월,25\n3월,\n",
        "month,plates\n",
    ),
    "content/organisations.yaml": (
        "- {id: nanum, name: 나눔터, name.en: Nanumteo, district: 마포구}\n",
        "- {id: nanum, name: 나눔터, type: 협동조합}\n- {id: other, name: 다른 곳}\n",
    ),
    "content/people.yaml": (
        "- {id: kim, name: 김마을, role: 활동가, organisation: 나눔터}\n",
        "- {id: kim, name: 김마을, publish: role}\n",
        "- {id: kim, name: 김마을, role: 길잡이}\n",
    ),
    "content/districts.yaml": (
        "- {id: mapo, name: 마포구, name.en: Mapo-gu, tile: [1, 1]}\n",
        "- {id: mapo, name: 마포구, tile: [2, 1]}\n- {id: guro, name: 구로구, tile: [1, 2]}\n",
    ),
    "content/glossary.yaml": (
        "- {id: neighbour, ko: 이웃, en: neighbours, definition: 가까이 사는 사람}\n",
        "- {id: neighbour, ko: 이웃, en: neighbours}\n- {id: walk, ko: 마을 걷기, en: walk}\n",
        None,
    ),
    "content/issues.yaml": (
        None,
        "- {id: odd, about: [sessions/care/meals#meals], text: 원문의 합과 다릅니다.}\n",
        "- {id: odd, about: [data/plates], text: 표와 글이 다릅니다.}\n",
    ),
    "content/media.yaml": (
        "- {id: alley, file: alley.png, alt: 골목}\n",
        "- {id: alley, file: alley.png, alt: 골목길, caption: 비 오는 길}\n",
    ),
    "content/media/alley.png": (picture("teal"), picture("plum")),
    "content/minutes/2020-06-01-first.md": (None, "---\ntitle: 첫 회의\ndate: 2020-06-01\n---\n모였습니다.\n"),
    "content/pages/about.md": (
        "---\ntitle: 알림\n---\n이웃에게 [발표](../sessions/care/01-meals.md)를 알립니다.\n",
        "---\ntitle: 알림판\n---\n이웃에게 알립니다.\n",
    ),
    "content/pages/about.en.md": (None, "---\ntranslation: draft\n---\nAbout neighbours.\n"),
    "themes/bottari/templates/talk.html": (
        None,
        "<!doctype html>\n<title>{{ page.title | say }}</title>\n{{ body(page.body) }}\n",
        "<!doctype html>\n<title>{{ page.title | say }}!</title>\n{{ body(page.body) }}\n",
    ),
    "themes/bottari/ui.yaml": (None, "menu: {ko: 차림표, en: Contents}\n", "menu: {ko: 차례, en: Contents}\n"),
    "themes/bottari/theme.yaml": (None, 'palette: {light: {indigo: "#123456"}}\n'),
    "themes/bottari/assets/extra.css": (None, "body{margin:0}\n"),
}

#: Mistakes: for each path what the file may hold that stops a build.
BROKEN: States = {
    "site.yaml": ("theme: nowhere\n", "theme: [\n", None),
    "content/event.yaml": (_EVENT.replace("name:", "nam:"), "", None),
    "content/units.yaml": ("- {id: count, ko: 끼}\n- {id: count, ko: 번}\n", None),
    "content/programme.yaml": (
        _PROGRAMME.replace("channel: ch2", "channel: 채널 1"),
        _PROGRAMME.replace("weekday: 목", "weekday: 금"),
    ),
    "content/sessions/care/session.md": ("---\ntitle: 돌봄\nnote: #길\n---\n", None),
    "content/sessions/care/01-meals.md": (_MEALS.replace("unit: 건}", "unit: 건, as_of: 2020-02-31}"), None),
    "content/sessions/care/01-meals.en.md": ("Meals.\n\n## Else {#else}\n\nMore.\n",),
    "content/sessions/care/02-walk.md": (
        _WALK + "distict: 마포구\n---\n걸었습니다.\n",
        _WALK + "---\n:::{note}\n닫지 않은 블록\n",
        (_WALK + "---\n걸었습니다.\n").encode("cp949"),
        _WALK + "---\n![](../../media/alley.png)\n",
    ),
    "content/sessions/care/03-walk.md": (_WALK + "---\n같은 이름의 발표.\n",),
    "content/data/plates.yaml": (None, _PLATES + "totals:\n  - {label: 모두, plates: 41}\n"),
    "content/data/plates.csv": ("month,plates\n1월,열다섯\n", "month,dishes\n1월,15\n", "", None),
    "content/organisations.yaml": (
        "- {id: nanum, name: 나눔터}\n- {id: other, name: 다른 곳, aliases: [나눔터]}\n",
        None,
    ),
    "content/issues.yaml": ("- {id: odd, about: [sessions/care/meals#nothing], text: 없습니다.}\n",),
    "content/media.yaml": (None, "- {id: alley, file: valley.png, alt: 골목}\n"),
    "content/media/alley.png": (picture("plum")[:60], "그림이 아닙니다.", None),
    "content/pages/programme.md": ("---\ntitle: 겹치는 쪽\n---\n",),
    "content/odd.txt": ("어디에도 쓰이지 않습니다.",),
    "themes/bottari/templates/talk.html": ("{{ page.nothing }}\n", "{% if %}\n"),
    "themes/bottari/ui.yaml": ("menu: 첫머리\n",),
    "themes/bottari/theme.yaml": ("palette: blue\n",),
}
