"""A small project whose talk shows two decks of slides and three films."""

import shutil

from tests.deck import CONTENT
from tests.project import Project

TALK = "content/sessions/care/02-walk.md"
MEDIA = """
- id: night-talk
  kind: slides
  alt: 저녁 이야기의 슬라이드
  slides:
    - {file: slides/02.png, title: 한국어로만 적힌 제목}
    - {file: slides/03.png, text: "밤의 골목", text.en: "The alley at night"}
    - file: slides/05.png
- {id: opening, kind: video, url: "https://youtu.be/abcdefghijk?si=1", caption: 여는 영상, caption.en: The opening}
- id: closing
  kind: video
  file: alley-library.png
  alt: 책장
  alt.en: Shelves
  url: https://vimeo.com/76979871
- {id: elsewhere, kind: video, url: "https://video.example/1", caption: 다른 곳의 영상}
"""
BODY = """---
title: 마을 걷기
title.en: A walk
---
걸었습니다.

## 슬라이드 {#deck}

:::{gallery} twelve-slides
:::

## 저녁 {#night}

:::{gallery} night-talk
:::

:::{gallery} twelve-slides
:::

## 영상 {#films}

:::{video} opening
:::

:::{video} closing
:::

:::{video} elsewhere
:::
"""
ENGLISH = """We walked.

## In the evening {#night}

Another order.

## Slides {#deck}

What we showed.
"""


def decks(project: Project) -> Project:
    """The project, not built yet: the guide's deck, another, the first again, and films."""
    shutil.copytree(CONTENT / "media", project.root / "content" / "media")
    media = (CONTENT / "media.yaml").read_text("utf-8") + MEDIA.lstrip()
    return project.small().write(
        f"=== content/media.yaml\n{media}=== {TALK}\n{BODY}=== {TALK.replace('.md', '.en.md')}\n{ENGLISH}"
    )
