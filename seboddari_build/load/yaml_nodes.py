"""The strict YAML reader: text to frozen nodes with positions."""

import re
from itertools import islice
from typing import Any

from msgspec import Struct
from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.load.controls import CONTROL, MOST, open_turn, turned, turns
from seboddari_build.load.yaml_lost import Pair, comment_in_text, empty_value, has_comment, lost_in_braces
from seboddari_build.load.yaml_source import Mark, Source, paste
from seboddari_build.load.yaml_traps import INDENT, NO_COLON, SPECIAL, SYNTAX, diagnose

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML was built without libyaml: slower, the same events
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser):  # type: ignore[no-redef]  # stands in for the import above
        """PyYAML's parser in Python."""

        def __init__(self, text: str) -> None:
            """Read ``text``."""
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)


MAX_DEPTH = 32
MAX_NODES = 50_000

DUPLICATE = error(
    "duplicate-key",
    ko="‘{key}’ 항목이 두 번 나옵니다. 앞의 것은 {line}번째 줄에 있습니다.",
    en="'{key}' appears twice; the first is on line {line}.",
    hint_ko="둘 가운데 하나만 남겨 주세요.",
    hint_en="Keep one of the two.",
)
EMPTY_KEY = error(
    "empty-key",
    ko="쌍점 앞에 이름이 없습니다.",
    en="There is no name before the colon.",
    hint_ko="‘이름: 값’ 꼴로 써 주세요. 예: title: 마을 이야기",
    hint_en="Write 'name: value'. Example: title: A village story",
)
ODD_SPACE = error(
    "odd-space",
    ko="‘{key}’ 이름의 앞이나 뒤에 전각 빈칸처럼 보통이 아닌 빈칸이 있습니다.",
    en="There is an unusual space, such as a full-width one, before or after the name '{key}'.",
    hint_ko="그 빈칸을 지우고 보통 빈칸으로 띄워 주세요.",
    hint_en="Delete that space and use ordinary ones.",
)
COMPLEX_KEY = error(
    "complex-key",
    ko="목록이나 여러 줄 글을 항목의 이름으로 쓸 수 없습니다.",
    en="A list, a mapping or text of several lines cannot be a name.",
    hint_ko="이름은 한 줄의 짧은 글로 써 주세요. 괄호로 시작하는 글이라면 따옴표로 감싸 주세요.",
    hint_en="Use one short line of text as the name. If it is text that begins with a bracket, put it in quotes.",
)
REFERENCE = error(
    "yaml-reference",
    ko="YAML의 앵커(&), 별칭(*), 태그(!)는 쓸 수 없습니다.",
    en="YAML anchors (&), aliases (*) and tags (!) are not allowed.",
    hint_ko="이 표시를 지우고 내용을 그대로 적어 주세요.",
    hint_en="Delete the mark and write the content out.",
)
DOCUMENTS = error(
    "several-documents",
    ko="파일 하나에 ‘---’로 나뉜 YAML 문서가 여럿 있습니다.",
    en="The file holds several YAML documents divided by '---'.",
    hint_ko="‘---’ 줄을 지우거나 파일을 나누어 주세요.",
    hint_en="Delete the '---' line or split the file.",
)
DIRECTIVE = error(
    "yaml-directive",
    ko="‘%’로 시작하는 YAML 지시문은 쓸 수 없습니다.",
    en="YAML directives (lines beginning with '%') are not allowed.",
    hint_ko="이 줄을 지워 주세요.",
    hint_en="Delete the line.",
)
TOO_DEEP = error(
    "yaml-too-deep",
    ko="{limit}단계보다 깊이 겹쳐 쓸 수 없습니다.",
    en="The nesting is deeper than {limit} levels.",
    hint_ko="내용을 더 얕게 나누어 써 주세요.",
    hint_en="Write the content with fewer levels.",
)
TOO_MANY = error(
    "yaml-too-many",
    ko="한 파일에 값이 {limit}개보다 많습니다.",
    en="The file holds more than {limit} values.",
    hint_ko="파일을 여럿으로 나누거나 표는 CSV 파일로 옮겨 주세요.",
    hint_en="Split the file, or move tables to CSV files.",
)
# Problems after which the parser stumbles over the rest of the same text.
_CAUSES = frozenset(("comment-in-text", "empty-value", SPECIAL.id, REFERENCE.id))
_VAGUE = frozenset((INDENT.id, NO_COLON.id, SYNTAX.id))

# All that YAML calls unprintable, and the breaks that YAML counts as lines but editors do not.
_CONTROL = re.compile("[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Scalar(Struct, frozen=True):
    """Text as written; ``plain`` if without quotes and not a block scalar.

    A plain scalar with an empty value has been reported already.
    """

    value: str
    span: Span
    plain: bool


class Entry(Struct, frozen=True):
    """One ``key: value`` of a mapping."""

    key: str
    key_span: Span
    value: "Value"


class Mapping(Struct, frozen=True):
    """Entries in the order written, each key once; ``span`` covers the first key or the braces."""

    entries: tuple[Entry, ...]
    span: Span


class Sequence(Struct, frozen=True):
    """Items in the order written; ``span`` covers the first dash or the brackets."""

    items: tuple["Value", ...]
    span: Span


Value = Scalar | Mapping | Sequence


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Value | None, tuple[Problem, ...]]:
    """Read ``text``, which begins at line ``first_line`` of the file ``path``.

    The value is None for an empty text, and where the text could not be read to its end.
    Entries with a bad or repeated key are left out. Never raises.
    """
    source = Source(text, path, first_line)
    if _CONTROL.search(text):
        return None, _controls(source)
    reader = _Reader(source)
    reader.problems += turns(text, path, first_line)
    try:
        return reader.read(), tuple(reader.problems)
    except (YAMLError, ValueError, OverflowError, RecursionError) as failure:
        bracket = reader.stack[-1].start if reader.in_flow() else None
        reader.fail(diagnose(source, failure, reader.last, bracket))
        return None, tuple(reader.problems)


def _controls(source: Source) -> tuple[Problem, ...]:
    """The first control character of each line that has one."""
    found = (
        CONTROL.at(source.span(number, match.start(), match.end()), name=f"U+{ord(match[0]):04X}")
        for number, line in enumerate(source.lines)
        if (match := _CONTROL.search(line))
    )
    return tuple(islice(found, MOST))


class _Open:
    """A collection whose end has not been read yet."""

    __slots__ = ("entries", "flow", "gaps", "items", "key", "keyed", "seen", "start")

    def __init__(self, keyed: bool, flow: bool, start: Mark) -> None:
        self.keyed = keyed
        self.flow = flow
        self.start = start
        self.entries: list[Entry] = []
        self.items: list[Value] = []
        self.key: Scalar | None = None
        self.seen: dict[str, Span] = {}
        self.gaps = False


class _Reader:
    """One pass over the events of a text, building values and collecting problems.

    Events are Any: the two parsers share their fields but no type.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.last: Any = None
        self.stack: list[_Open] = []
        self.root: Value | None = None
        self.hashes = "#" in source.text
        self.escapes = "\\" in source.text

    def read(self) -> Value | None:
        """The value of the one document; raises what the parser raises."""
        get_event: Any = _Parser(self.source.text).get_event
        nodes = documents = 0
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self.scalar(event)
                nodes += 1
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.open(event, kind is MappingStartEvent)
                nodes += 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.close(event)
            elif kind is AliasEvent:
                self.alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                self.document(event, documents)
            elif kind is StreamEndEvent:
                return self.root
            self.last = event
            if nodes > MAX_NODES or documents > 1 or len(self.stack) > MAX_DEPTH:
                return self.stopped(event, nodes)

    def stopped(self, event: Any, nodes: int) -> Value | None:
        """The value where reading ends before the text does."""
        at = self.place(event.start_mark)
        if nodes > MAX_NODES:
            self.problems.append(TOO_MANY.at(at, limit=f"{MAX_NODES:,}"))
        elif len(self.stack) > MAX_DEPTH:
            self.problems.append(TOO_DEEP.at(at, limit=MAX_DEPTH))
        else:
            return self.root
        return None

    def fail(self, problem: Problem) -> None:
        """Note why reading stopped, unless text cut off just before is the cause."""
        before = self.problems[-1] if self.problems else None
        if before and before.code in _CAUSES:
            apart = problem.span.line - before.span.line
            if apart == 0 and problem.code == SPECIAL.id != before.code:
                self.problems.pop()  # "{a} b": that this is text explains more than the missing value
            elif apart == 0 or (abs(apart) == 1 and problem.code in _VAGUE):
                return
        self.problems.append(problem)

    def place(self, mark: Mark, width: int = 1) -> Span:
        """The span of ``width`` characters from ``mark``."""
        return self.source.span(mark.line, mark.column, mark.column + width)

    def scalar(self, event: Any) -> None:
        """Add the scalar of ``event``."""
        start, end, value = event.start_mark, event.end_mark, event.value
        source = self.source
        line, column = start.line, start.column
        stop = end.column
        if line != end.line:  # underline its first line
            stop = column + source.text.find("\n", start.index) - start.index
        span = Span(source.path, line + source.first_line, column + 1, max(stop, column + 1) + 1)
        plain = not event.style
        if event.tag is not None or event.anchor is not None:
            self.special(start)
        elif plain:
            if not value:
                self.empty(start)
            elif self.hashes and has_comment(source, end):
                self.problems.append(comment_in_text(source, start, end, value, self.in_flow()))
        elif self.escapes and event.style == '"' and (match := _CONTROL.search(value)):
            self.problems.append(CONTROL.at(span, name=f"U+{ord(match[0]):04X}"))
        elif self.escapes and event.style == '"' and (at := open_turn(value)) >= 0 and value[at] not in source.text:
            self.problems.append(turned(value[at], span))
        self.add(Scalar(value, span, plain))

    def add(self, value: Value) -> None:
        """Put ``value`` where the text has it: root, key, value of the last key, or item."""
        if not self.stack:
            self.root = None if is_empty(value) else value
            return
        top = self.stack[-1]
        if not top.keyed:
            top.items.append(value)
        elif top.key is None:
            top.key = self.key(top, value)
        else:
            if top.key.value:
                top.entries.append(Entry(top.key.value, top.key.span, value))
            top.key = None

    def key(self, top: _Open, value: Value) -> Scalar:
        """``value`` as a key, or an empty one (its entry will be left out) where it cannot be."""
        if not isinstance(value, Scalar) or "\n" in value.value:
            self.problems.append(COMPLEX_KEY.at(value.span))
        elif not value.value:
            self.problems.append(EMPTY_KEY.at(value.span))
        elif value.value != value.value.strip():
            self.problems.append(ODD_SPACE.at(value.span, key=value.value.strip()))
        elif first := top.seen.get(value.value):
            self.problems.append(DUPLICATE.at(value.span, related=(first,), key=value.value, line=first.line))
        else:
            top.seen[value.value] = value.span
            return value
        return Scalar("", value.span, plain=True)

    def in_key(self) -> bool:
        """Whether the next value is a key."""
        return bool(self.stack) and self.stack[-1].keyed and self.stack[-1].key is None

    def in_flow(self) -> bool:
        """Whether the next value stands in brackets or braces."""
        return bool(self.stack) and self.stack[-1].flow

    def open(self, event: Any, keyed: bool) -> None:
        """Begin a collection."""
        if event.anchor is not None or event.tag is not None:
            self.problems.append(REFERENCE.at(self.place(event.start_mark)))
        self.stack.append(_Open(keyed, bool(event.flow_style), event.start_mark))

    def close(self, event: Any) -> None:
        """End the innermost collection."""
        top = self.stack.pop()
        start, end = top.start, event.end_mark
        stop = start.column + 1
        if top.flow:
            stop = end.column if start.line == end.line else stop
        elif top.entries and top.entries[0].key_span.line == start.line + self.source.first_line:
            stop = top.entries[0].key_span.end_column - 1
        if top.gaps:
            self.problems.extend(lost_in_braces(self.source, [_pair(entry) for entry in top.entries]))
        span = self.source.span(start.line, start.column, stop)
        self.add(Mapping(tuple(top.entries), span) if top.keyed else Sequence(tuple(top.items), span))

    def alias(self, event: Any) -> None:
        """Refuse an alias, standing in for it an empty scalar."""
        self.special(event.start_mark)
        self.add(Scalar("*" if self.in_key() else "", self.place(event.start_mark), plain=True))

    def document(self, event: Any, count: int) -> None:
        """Refuse a second document and directives."""
        if count > 1:
            self.problems.append(DOCUMENTS.at(self.place(event.start_mark, 3)))
        elif event.version or event.tags:
            self.problems.append(DIRECTIVE.at(self.place(event.start_mark)))

    def special(self, mark: Mark) -> None:
        """Refuse an anchor, alias or tag; in a value it is mostly text that begins with the sign."""
        if self.in_key() or self.in_flow():
            self.problems.append(REFERENCE.at(self.place(mark)))
            return
        line = self.source.line(mark.line)
        head, text = line[: mark.column], line[mark.column :]
        span = self.source.span(mark.line, mark.column)
        self.problems.append(SPECIAL.at(span, sign=text[:1], paste=paste(head, text)))

    def empty(self, mark: Mark) -> None:
        """Refuse a value that is not there; an empty document and empty keys are no matter of ours."""
        if not self.stack or self.in_key():
            return
        top = self.stack[-1]
        if top.flow and top.keyed:
            top.gaps = True  # their neighbours tell what was meant, so wait for the brace
        elif top.key is None:
            self.problems.append(empty_value(self.source, mark, "", None))
        elif top.key.value:
            self.problems.append(empty_value(self.source, mark, top.key.value, top.key.span))


def is_empty(value: Value) -> bool:
    """Whether ``value`` is a place left empty, which has been reported already."""
    return isinstance(value, Scalar) and value.plain and not value.value


def _pair(entry: Entry) -> Pair:
    value = entry.value
    text = value.value if isinstance(value, Scalar) and value.plain else ""
    return Pair(entry.key, entry.key_span, is_empty(value), text, value.span)
