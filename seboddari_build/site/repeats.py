"""What is withheld in one text and told in another that is public: the gate lets through what is public anyway."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem, warning
from seboddari_build.base.span import Span
from seboddari_build.model.conference import Conference
from seboddari_build.site.context import published
from seboddari_build.site.secrets import Passage, Reader, hidden_part, hidden_texts, shown_entries, shown_passages

REPEATED = warning(
    "withheld-repeated",
    ko="공개하지 않는 이 글에 있는 문장이나 제목({count}개)이 공개하는 글에도 그대로 있습니다.",
    en="A text that is public says, word for word, what this withheld one does (sentences and titles: {count}).",
    hint_ko="아래 자리에서도 지우거나 다르게 적습니다. 거기 남아 있는 동안은 누구나 읽을 수 있습니다.",
    hint_en="Take it out at the place named below too, or say it otherwise: there anybody can read it.",
)
#: Characters from which a sentence tells itself, and a title or caption of two words.
_SENTENCE, _TITLE = 20, 8
_WORD = re.compile(r"\b\w")
_ENDS = re.compile(r"(?<=[.!?。…])[\"'”’)\]]*\s+")
_EDGES = "\"'“”‘’()[]《》「」.,!?…·: "
#: Fields that many items share word for word.
_SHARED = ("disclaimer", "programme")


class _Place(Struct, frozen=True):
    """A sentence or title of a withheld text, and where it is written."""

    said: str
    span: Span


def repeats(conference: Conference, read: Reader) -> Iterator[Problem]:
    """Tell, once for each two files, where a public text says a whole sentence, title or caption of a withheld one."""
    drafts = published(conference, drafts=True)  # what may be seen later is no secret
    shown = published(conference)
    hidden = hidden_part(conference, drafts)
    hidden = msgspec.structs.replace(hidden, entries=tuple(_own(entry) for entry in hidden.entries))
    told = {place.said: place.span for place in (*_sentences(hidden_texts(hidden, read)), *_titles(hidden.entries))}
    if not told:
        return
    beginnings: dict[str, list[str]] = {}
    for said in told:
        beginnings.setdefault(said[:_TITLE], []).append(said)
    by_files: dict[tuple[str, str], dict[str, tuple[Span, Span]]] = {}
    for passage in shown_passages((_own(entry) for entry in shown_entries(shown, hidden)), hidden, read):
        for said in _found(_tidy(passage.text), beginnings):
            here = by_files.setdefault((told[said].path, passage.span.path), {})
            here.setdefault(said, (told[said], passage.span))
    for found in by_files.values():
        first = min((span for span, _ in found.values()), key=lambda span: (span.line, span.column))
        yield REPEATED.at(first, count=len(found), related=tuple(dict.fromkeys(span for _, span in found.values())))


def _found(text: str, beginnings: dict[str, list[str]]) -> Iterator[str]:
    """The sentences and titles that stand in a text from the beginning of a word on, by how they begin."""
    if len(text) < _TITLE:
        return
    for word in _WORD.finditer(text):
        for said in beginnings.get(text[word.start() : word.start() + _TITLE], ()):
            if text.startswith(said, word.start()):
                yield said


def _own(entry: Any) -> Any:
    """An entry without what it shares with others."""
    without = {name: Text() for name in _SHARED if isinstance(getattr(entry, name, None), Text)}
    return msgspec.structs.replace(entry, **without) if without else entry


def _sentences(passages: Iterable[Passage]) -> Iterator[_Place]:
    for passage in passages:
        for sentence in _ENDS.split(_tidy(passage.text)):
            said = sentence.strip(_EDGES)
            if len(said) >= _SENTENCE and " " in said:
                yield _Place(said, passage.span)


def _titles(entries: Iterable[Any]) -> Iterator[_Place]:
    """Titles and captions of withheld entries, long enough to be told from everyday words."""
    for entry in entries:
        for name in ("title", "caption", "alt"):
            text = getattr(entry, name, None)
            for said in map(_tidy, (text.ko, text.en)) if isinstance(text, Text) else ():
                if len(said) >= _TITLE and " " in said:
                    yield _Place(said, entry.at(name))


def _tidy(text: str) -> str:
    return " ".join(text.split())
