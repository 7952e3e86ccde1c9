"""A small event with texts that mean something to every format, and what the real event's files say."""

from pathlib import Path

import pytest

from tests.pages.conftest import conference  # noqa: F401  # the real event as the model has it
from tests.project import Project

BASE = "https://example.org/repo/"
#: Signs that end, open or join something in iCalendar, XML, JSON, HTML, LaTeX or RIS.
HOSTILE = r"""a;b, c\n "d" 'e' </script><!-- & {f} }{ %g #h $i _j ^k ~l [m] ER  - n <b>o</b> ]]>"""
#: Ends of lines that are none, which only running text may hold.
ODD_ENDS = "가\u2028나\u2029다"

EVENT = f"""
=== content/event.yaml
id: small
name: '{HOSTILE.replace("'", "''")}'
name.en: Small event
dates: 2020-12-17 ~ 2020-12-18
channels:
  - {{id: ch1, name: 채널 1, name.en: Channel 1}}
  - {{id: ch2, name: '{HOSTILE.replace("'", "''")}', name.en: Channel 2}}
publisher: 펴낸 곳 & 친구들
publisher.en: Publisher & friends
contact: {{email: info@example.org}}
sources:
  - {{id: book, title: 자료집, title.en: Proceedings}}
edition: {{number: 3, date: 2020-12-31}}
=== content/programme.yaml
days:
  - id: day1
    date: 2020-12-17
    slots:
      - {{id: opening, channel: all, time: 09:30-10:00, kind: opening, title: 여는 말, title.en: Opening}}
      - {{id: care, channel: ch1, time: 10:00-12:00, session: care, inferred: [time], because: 앞 칸이 비어 있음, because.en: The cell before is blank.}}
      - {{id: song, channel: ch2, time: 11:00-12:00, kind: performance, title: 노래, title.en: Song, performer: 가수, performer.en: A singer}}
  - id: day2
    date: 2020-12-18
    slots:
      - {{id: night, channel: ch1, time: 23:00-25:30, kind: closing, title: 밤, title.en: Night}}
      - id: odd
        channel: ch2
        time: 10:10-11:05
        title: '{HOSTILE.replace("'", "''")}'
        title.en: Odd
=== content/people.yaml
- {{id: kim, name: 김이름, name.en: Kim Ireum, role: 대표, role.en: Head, organisation: village}}
- {{id: park, name: 박숨음, name.en: Park Hidden, role: 간사, role.en: Secretary, publish: role}}
=== content/organisations.yaml
- {{id: village, name: 마을모임, name.en: Village circle}}
- {{id: farm, name: 두레농장, name.en: Farm}}
- {{id: third, name: 셋째모임, name.en: Third}}
=== content/sessions/care/02-odd.md
---
title: '{HOSTILE.replace("'", "''")}'
title.en: '{HOSTILE.replace("'", "''")} in English'
presenters: [kim, park]
organisations: [village]
---
첫 문단 {{둘}} 100% & \\\\ `<끝>` {ODD_ENDS}.
=== content/sessions/care/02-odd.en.md
A first paragraph, 100% & more.
=== content/sessions/care/03-role.md
---
title: 이름 없는 발표
title.en: A talk without names
presenters: [park]
organisations: [village, farm, third]
---
직책만 공개합니다.
=== content/sessions/care/03-role.en.md
Only a role is shown.
=== content/sessions/care/04-korean.md
---
title: 우리말만
date: 2019-05
---
영어 글이 없습니다.
=== content/sessions/care/05-hidden.md
---
title: 숨은 발표 제목입니다
visibility: withheld
---
=== content/data/walks.yaml
title: 걸은 횟수
title.en: Walks
columns:
  - {{id: place, label: 곳, label.en: Place}}
  - {{id: walks, label: 횟수, label.en: Walks, unit: 건}}
=== content/data/walks.csv
place,walks
강가,3
=== content/minutes/2020-06-19-first.md
---
title: 첫 회의
title.en: First meeting
date: 2020-06-19
---
모였습니다.
=== content/minutes/2020-06-19-first.en.md
People met.
"""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The event above, with pages and files for machines, built for ``BASE``."""
    project = Project(tmp_path_factory.mktemp("hostile") / "project").small().write(EVENT)
    project.build(base_url=BASE, only=("site", "feeds")).ok()
    return project


@pytest.fixture(scope="session")
def unplaced(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same where nobody knows where the site will be."""
    project = Project(tmp_path_factory.mktemp("unplaced") / "project").small().write(EVENT)
    project.build(only=("site", "feeds")).ok()
    return project


@pytest.fixture(scope="session")
def real(real_site: Path) -> Path:
    """The folder of the real event's site."""
    return real_site
