"""What the files that ``seboddari new`` makes say to the one who writes: for nobody to read on a page."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span

GUIDANCE = error(
    "guidance-left",
    ko="‘{text}’: 쓰는 사람에게 하는 말이 그대로 남았습니다.",
    en="'{text}' is said to the one who writes, and still in its place.",
    hint_ko="쓰려던 글로 바꾸거나 지웁니다. 아직 쓰는 중이면 맨 위에 visibility: draft 한 줄을 둡니다.",
    hint_en="Replace it with what was meant, or delete it. While it is being written, "
    "keep the line visibility: draft at the top.",
)
ARCHETYPES: Final = Path(__file__).parents[1] / "archetypes" / "content"
#: A message quotes so much.
_QUOTED: Final = 40
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_MARKER: Final = re.compile(r"^\s*(?:[-*>]|\d+\.)\s+")
_TITLE: Final = re.compile(
    r"^title(?:\.en)?: (?:새 (?:세션|발표|사례|회의록|자료표|일반 쪽)"
    r"|New (?:session|presentation|case|minutes|dataset|page)) (?P<id>[a-z0-9-]+)$"
)
#: At the beginning of a text, or before a colon; elsewhere it may be spoken of.
_TODO: Final = re.compile(r"(?:^|(?<=[-*>:] )|(?<=[\"',]))(?:TODO|FIXME)\b|\b(?:TODO|FIXME)(?=\s?[:：])", re.MULTILINE)


def guidance(line: str, path: str) -> re.Match[str] | None:
    """What in a line of the file ``path`` is guidance: a sentence of an archetype, TODO, a title that ``new`` made."""
    if found := _TODO.search(line) or _form().search(line):
        return found
    title = _TITLE.match(line)
    return title if title and re.search(rf"[/-]{title['id']}\.", path) else None


def may_guide(text: str) -> bool:
    """Whether a text may hold any: most hold none."""
    return any(sign in text for sign in _signs()) and bool(
        _TODO.search(text) or "title: 새 " in text or ": New " in text or _form().search(text)
    )


def is_guidance(problem: Problem) -> bool:
    """Whether a problem tells of guidance."""
    return problem.code == GUIDANCE.id


def told(found: re.Match[str], path: str, number: int) -> Problem:
    """The problem of guidance found in the line ``number``."""
    text = found[0] if len(found[0]) <= _QUOTED else f"{found[0][:_QUOTED]}…"
    return GUIDANCE.at(Span(path, number, found.start() + 1, found.end() + 1), text=text)


@cache
def _signs() -> tuple[str, ...]:
    """What any guidance holds: looking for it is much cheaper than looking where it stands."""
    return ("TODO", "FIXME", "title: 새 ", ": New ", *sorted(set(_sentences())))


@cache
def _form() -> re.Pattern[str]:
    """Any sentence of an archetype, where a sentence may begin."""
    longest = sorted(set(_sentences()), key=lambda sentence: (-len(sentence), sentence))
    said = "|".join(map(re.escape, longest))
    return re.compile(rf"(?:^|(?<=[.!?] )|(?<=^[-*>] ))(?:{said})", re.MULTILINE)


def _sentences() -> Iterator[str]:
    """The sentences of the bodies of all archetypes, and the rows of tables: not headings, which may well stay."""
    for file in sorted(ARCHETYPES.iterdir()):
        text = file.read_text("utf-8")
        if file.suffix == ".csv":
            yield from text.splitlines()[1:]
        elif file.suffix == ".md":
            lines = (line for line in text.partition("\n---\n")[2].splitlines() if not line.startswith(("#", ":::")))
            yield from (said for line in lines for said in _SENTENCE.split(_MARKER.sub("", line)) if said)
