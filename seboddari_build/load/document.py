"""A Markdown content file -> front matter and body, each with its first line."""

from msgspec import Struct

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span

NO_FRONT_MATTER = error(
    "no-front-matter",
    ko="첫머리에 제목을 적은 묶음이 없습니다.",
    en="The file does not begin with its title block.",
    hint_ko="첫 줄에 --- 를 적고, 다음 줄에 title: 제목, 그 다음 줄에 다시 --- 를 적습니다.",
    hint_en="Begin the file with a line ---, a line 'title: …', and another line ---.",
)
OPEN_FRONT_MATTER = error(
    "open-front-matter",
    ko="첫머리의 묶음이 닫히지 않았습니다.",
    en="The block at the head of the file is not closed.",
    hint_ko="본문이 시작되기 앞줄에 --- 를 적습니다.",
    hint_en="Put a line --- before the text begins.",
)


class Document(Struct, frozen=True):
    """The two halves of a Markdown content file; lines count from 1."""

    head: str
    head_line: int
    body: str
    body_line: int


def split(text: str, path: str, *, needs_head: bool) -> tuple[Document | None, tuple[Problem, ...]]:
    """Part front matter from body; an English body (``needs_head`` false) may do without."""
    if not text.startswith("---\n"):
        if needs_head:
            return None, (NO_FRONT_MATTER.at(Span(path)),)
        return Document("", 1, text, 1), ()
    end = text.find("\n---\n", 3)
    if end < 0:
        if text.endswith("\n---"):
            end = len(text) - 4
        else:
            return None, (OPEN_FRONT_MATTER.at(Span(path, 1, 1, 4)),)
    head = text[4 : end + 1]
    return Document(head, 2, text[end + 5 :], 2 + head.count("\n") + 1), ()
