"""Text and values that YAML drops without a word, made into problems."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.load.yaml_source import Mark, Source, bare, paste

EMPTY = error(
    "empty-value",
    ko="‘{key}’ 항목에 값이 없습니다.",
    en="'{key}' has no value.",
    hint_ko="값을 적거나 이 줄을 지워 주세요.",
    hint_en="Write a value or delete the line.",
)
EMPTY_COMMENT = error(
    EMPTY.id,
    ko="‘#’부터 줄 끝까지 주석으로 읽혀 값이 비었습니다.",
    en="Everything from '#' on reads as a comment, so the value is empty.",
    hint_ko="값을 따옴표로 감싸 주세요: {paste}",
    hint_en="Put the value in quotes: {paste}",
)
EMPTY_ITEM = error(
    EMPTY.id,
    ko="목록의 이 칸이 비었습니다.",
    en="This item of the list is empty.",
    hint_ko="‘-’ 뒤에 한 칸 띄우고 값을 적거나 이 줄을 지워 주세요.",
    hint_en="Write a value after '- ' or delete the line.",
)
EMPTY_COMMA = error(
    EMPTY.id,
    ko="괄호 안의 쉼표에서 글이 잘려 ‘{key}’ 부분이 값 없는 항목이 되었습니다.",
    en="The comma inside the braces cut the text, and '{key}' became a name without a value.",
    hint_ko="쉼표가 든 글은 따옴표로 감싸 주세요: {paste}",
    hint_en="Put text that holds a comma in quotes: {paste}",
)
EMPTY_THOUSANDS = error(
    EMPTY.id,
    ko="괄호 안의 쉼표에서 수가 잘려 ‘{key}’ 부분이 값 없는 항목이 되었습니다.",
    en="The comma inside the braces cut the number, and '{key}' became a name without a value.",
    hint_ko="수는 쉼표 없이 적어 주세요: {paste}",
    hint_en="Write a number without commas: {paste}",
)
EMPTY_PAIR = error(
    EMPTY.id,
    ko="중괄호 안의 ‘{key}’ 항목에 값이 없습니다.",
    en="'{key}' inside the braces has no value.",
    hint_ko="‘이름: 값’ 꼴로 쓰고 쌍점 뒤를 한 칸 띄워 주세요. 쉼표가 든 글은 따옴표로 감싸 주세요. "
    '예: {{label: "돌봄, 나눔"}}',
    hint_en="Write 'name: value' with a space after the colon; put text that holds a comma in quotes. "
    'Example: {{label: "care, sharing"}}',
)
COMMENT = error(
    "comment-in-text",
    ko="글 뒤의 ‘ #’부터 줄 끝까지 주석으로 읽혀 글이 잘립니다.",
    en="Everything from ' #' on reads as a comment, so the text is cut.",
    hint_ko="주석이라면 따로 한 줄에 쓰고, 글이라면 따옴표로 감싸 주세요: {paste}",
    hint_en="If it is a comment, give it a line of its own; if it is text, put it in quotes: {paste}",
)

_COMMENT = re.compile("[ \t]+#")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


class Pair(NamedTuple):
    """A key of a flow mapping: ``lost`` if it has no value, ``text`` if its value is a plain scalar."""

    key: str
    key_span: Span
    lost: bool
    text: str
    text_span: Span


def has_comment(source: Source, mark: Mark) -> bool:
    """Whether a comment follows on the line at ``mark``."""
    return _COMMENT.match(source.text, mark.index) is not None


def comment_in_text(source: Source, start: Mark, end: Mark, text: str, flow: bool) -> Problem:
    """Refuse the comment behind the plain ``text`` from ``start`` to ``end``: more often it is text."""
    rest, tail = source.line(end.line)[end.column :], ""
    column = end.column + rest.index("#")
    if flow:
        cut = next((i for i, sign in enumerate(rest) if sign in ",]}"), len(rest))
        rest, tail = rest[:cut], rest[cut:]
    head = source.line(start.line)[: start.column]
    return COMMENT.at(source.span(end.line, column), paste=paste(head, text + rest.rstrip(), tail))


def empty_value(source: Source, mark: Mark, key: str, key_span: Span | None) -> Problem:
    """Refuse the value missing at ``mark`` in a block mapping, or in a block sequence (no ``key_span``)."""
    line = source.line(mark.line)
    rest = line[mark.column :].strip()
    if rest.startswith("#"):
        span = source.span(mark.line, line.index("#", mark.column))
        return EMPTY_COMMENT.at(span, paste=paste(line[: mark.column] + " ", rest))
    if key_span is None:
        return EMPTY_ITEM.at(source.span(mark.line, max(mark.column - 1, 0), mark.column))
    return EMPTY.at(key_span, key=key)


def lost_in_braces(source: Source, pairs: list[Pair]) -> Iterator[Problem]:
    """Refuse the keys of a flow mapping that have no value, a run of them at once."""
    before: Pair | None = None
    for lost, run in groupby(pairs, key=lambda pair: pair.lost):
        found = list(run)
        if lost:
            yield _cut(source, before, found)
        before = found[-1]


def _cut(source: Source, before: Pair | None, lost: list[Pair]) -> Problem:
    """The keys ``lost`` were cut by commas from the text ``before``, if it is plain text."""
    first, last = lost[0], lost[-1]
    if before is None or not before.text or any(pair.text for pair in lost):
        return EMPTY_PAIR.at(first.key_span, key=first.key)
    line = source.line(before.text_span.line - source.first_line)
    tail = source.line(last.key_span.line - source.first_line)[last.key_span.end_column - 1 :]
    parts = (before.text, *(pair.key for pair in lost))
    head = line[: before.text_span.column - 1]
    number = ",".join(parts)
    if _THOUSANDS.fullmatch(number):
        mended = bare(head, number.replace(",", ""), tail)
        return EMPTY_THOUSANDS.at(first.key_span, key=first.key, paste=mended)
    mended = paste(head, ", ".join(parts), tail)
    return EMPTY_COMMA.at(first.key_span, key=first.key, paste=mended)
