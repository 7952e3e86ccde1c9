"""Fields mended one at a time, each tried and kept only if its problem is gone and none has come."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final, get_args, get_origin

from markdown_it import MarkdownIt
from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem
from seboddari_build.base.span import Span
from seboddari_build.fix.mends import Mend
from seboddari_build.load.blocks import BLOCKS
from seboddari_build.load.document import split
from seboddari_build.load.loose_time import day_meant, hours_meant
from seboddari_build.load.parse import KINDS, parse
from seboddari_build.load.place import Place
from seboddari_build.load.yaml_nodes import Mapping, Sequence, Value, parse_yaml
from seboddari_build.load.yaml_source import quoted
from seboddari_build.model.form import plan
from seboddari_build.model.item import Record

#: What may be spent on a file, in characters read: a long one with very many problems is mended in several goes.
EFFORT = 1_500_000

_ENTRY = re.compile(r"(?P<head>\s*(?:-\s+)*(?P<key>[A-Za-z_.-]+):\s+)(?P<value>\S.*?)\s*")
_KEY = re.compile(r"\s*(?:-\s+)*(?P<key>[A-Za-z_.-]+)\Z")
_LONE = re.compile(r"(?P<key>[A-Za-z_.-]+)(?::(?=[^ \t:/])|：)(?P<rest>.*)")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDENT = re.compile("^[ \t]*", re.MULTILINE)
_FENCE = re.compile(r"(\s*:{3,})\s*([a-z]+)\b[ \t]*(.*)")
_SWITCHES = {"true": "true", "yes": "true", "예": "true", "false": "false", "no": "false", "아니요": "false"}
#: What may follow a backslash in double quotes and mean something.
_ESCAPES = frozenset('0abtnvfre "/\\N_LPxuU\t')

#: The texts that would mend a problem of a file, none where no remedy is certain.
Remedy = Callable[[str, Problem, "Reading"], Iterator[str]]


class Reading(Struct, frozen=True):
    """How a file is read: its path, its place, a parser of Markdown."""

    path: str
    where: Place
    markdown: MarkdownIt

    def problems(self, text: str) -> tuple[Problem, ...]:
        """The problems of the file, were ``text`` its content."""
        return parse(text, self.path, self.where, self.markdown)[0].problems

    def syntax(self, text: str) -> tuple[Value | None, tuple[Problem, ...]]:
        """The values of its YAML, and what is wrong with it as YAML."""
        if not self.path.endswith(".md"):
            return parse_yaml(text, self.path)
        document, problems = split(text, self.path, needs_head=not self.where.english)
        return parse_yaml(document.head, self.path, document.head_line) if document else (None, problems)


def mend_fields(text: str, reading: Reading) -> tuple[str, list[Mend]]:
    """``text`` with every field mended that has one certain remedy."""
    mends: list[Mend] = []
    refused: set[tuple[str, Span]] = set()
    left = EFFORT // (len(text) + 1)
    again = False  # what was refused may be mended now that something else has been
    while left > 0:
        done = None
        for problem in reading.problems(text):
            remedy = _REMEDIES.get(problem.code)
            if remedy is None or (problem.code, problem.span) in refused:
                continue
            left -= 1
            done = next((made for made in remedy(text, problem, reading) if _mends(text, made, problem, reading)), None)
            if done is not None:
                mends.append(Mend(problem.code, problem.span.line))
                text = done
                break
            refused.add((problem.code, problem.span))
        if done is None and not (again and refused):
            break
        again = done is not None or again
        if done is None:
            refused.clear()
            again = False
    return text, mends


def _mends(before: str, after: str, problem: Problem, reading: Reading) -> bool:
    return before != after and _better(before, after, problem, reading) and _same_else(before, after, reading)


def _better(before: str, after: str, mended: Problem, reading: Reading) -> bool:
    """Whether ``mended`` is gone and nothing has come up to its place; what was behind it may show only now."""
    (_, old), (_, new) = reading.syntax(before), reading.syntax(after)
    if not any((p.code, p.span) == (mended.code, mended.span) for p in old):  # YAML that can be read, then
        old, new = reading.problems(before), reading.problems(after)
    places = [(p.code, p.span.line) for p in old if _place(p) <= _place(mended)]
    for place in ((p.code, p.span.line) for p in new if _place(p) <= _place(mended)):
        if place not in places:
            return False
        places.remove(place)
    return (mended.code, mended.span.line) in places


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.span.line, problem.span.column)


def _same_else(before: str, after: str, reading: Reading) -> bool:
    """Whether at most one value or name differs, where both can be read."""
    one, two = (_leaves(reading.syntax(text)[0]) for text in (before, after))
    return not one or not two or (Counter(one) - Counter(two)).total() <= 1 or _values(one) == _values(two)


def _values(leaves: list[tuple[str, str]]) -> list[str]:
    return [value for _, value in leaves]


def _leaves(node: Value | None, path: str = "") -> list[tuple[str, str]]:
    if isinstance(node, Mapping):
        return [leaf for entry in node.entries for leaf in _leaves(entry.value, f"{path}.{entry.key}")]
    if isinstance(node, Sequence):
        return [leaf for number, item in enumerate(node.items) for leaf in _leaves(item, f"{path}.{number}")]
    return [(path, node.value)] if node and node.value else []


def _tabs(text: str, _: Problem, reading: Reading) -> Iterator[str]:
    """Tabs at the heads of lines as spaces, if every width that can be read gives the same values."""
    close = text.find("\n---\n", 3) if text.startswith("---\n") else len(text)
    end = len(text) if close < 0 else close
    made = [_untabbed(text[:end], width) + text[end:] for width in (2, 4, 8)]
    values = [(one, _leaves(node)) for one in made if (node := reading.syntax(one)[0]) is not None]
    if values and all(leaves == values[0][1] for _, leaves in values):
        yield values[0][0]


def _untabbed(text: str, width: int) -> str:
    return _INDENT.sub(lambda indent: indent[0].replace("\t", " " * width), text)


def _replaced(text: str, problem: Problem, change: Callable[[str], str]) -> Iterator[str]:
    """``text`` with what the problem underlines changed; quotes round it stay."""
    lines = text.split("\n")
    span = problem.span
    line = lines[span.line - 1]
    start, end = span.column - 1, span.end_column - 1
    value = line[start:end]
    quote = value[:1] if len(value) > 1 and value[0] in "'\"" and value[-1] == value[0] else ""
    inner = value[len(quote) : len(value) - len(quote)]
    new = change(inner)
    if new and new != inner:
        lines[span.line - 1] = f"{line[:start]}{quote}{new}{quote}{line[end:]}"
        yield "\n".join(lines)


def _plainly(change: Callable[[str], str]) -> Remedy:
    return lambda text, problem, _: _replaced(text, problem, change)


def _day(value: str) -> str:
    """A date, a range of dates or an open one."""
    parts = [part.strip() for part in value.split("~")]
    meant = [day_meant(part) if part else "" for part in parts]
    if len(parts) > 2 or not meant[0] or any(part and not day for part, day in zip(parts, meant, strict=True)):
        return ""
    return " ~ ".join(meant).rstrip()


def _number(value: str) -> str:
    number = unicodedata.normalize("NFKC", value).strip()
    return number.replace(",", "") if _GROUPED.fullmatch(number) else number


def _switch(value: str) -> str:
    return _SWITCHES.get(value.strip().lower(), "")


def _choice(value: str) -> str:
    return re.sub("[ _]+", "-", unicodedata.normalize("NFKC", value).strip().lower())


def _name(value: str) -> str:
    name = unicodedata.normalize("NFKC", value).strip().lower()
    return re.sub("[_-]en$", ".en", name)


def _bare(value: str) -> str:
    return value.strip()


def _tight(text: str, problem: Problem, _: Reading) -> Iterator[str]:
    """A colon and a space behind the name of a field."""
    lines = text.split("\n")
    line = lines[problem.span.line - 1]
    at = problem.span.column - 1
    found = _KEY.match(line[:at])
    if found and _name(found["key"]) in _KNOWN:
        lines[problem.span.line - 1] = f"{line[:at]}: {line[at + 1 :].lstrip()}".rstrip()
        yield "\n".join(lines)


def _lone(text: str, problem: Problem, _: Reading) -> Iterator[str]:
    """The same where it is the only field, which reads as one text."""
    lines = text.split("\n")
    found = _LONE.fullmatch(lines[problem.span.line - 1])
    if found and _name(found["key"]) in _KNOWN:
        lines[problem.span.line - 1] = f"{found['key']}: {found['rest'].strip()}".rstrip()
        yield "\n".join(lines)


def _in_quotes(text: str, problem: Problem, _: Reading) -> Iterator[str]:
    """The text of a field that takes text, put in quotes, if it is certain where it ends."""
    lines = text.split("\n")
    found = _ENTRY.fullmatch(lines[problem.span.line - 1])
    if found is None or _name(found["key"]) not in _TEXTS or not _certain(problem.code, found["value"]):
        return
    value = found["value"]
    if problem.code == "unclosed-quote":
        value = value[1:]
    lines[problem.span.line - 1] = found["head"] + quoted(value)
    yield "\n".join(lines)


def _certain(code: str, value: str) -> bool:
    if " #" in value or value[0] in "|>":  # a comment perhaps, or text on the lines below
        return False
    if code == "unclosed-quote":
        return value[0] in "'\"" and value[0] not in value[1:]
    if code == "yaml-escape":
        escaped = re.findall(r"\\(.?)", value)
        return value[0] == value[-1] == '"' and not any(sign in _ESCAPES for sign in escaped)
    words = re.findall(r"([A-Za-z_.]+): ", value)
    return not any(_name(word) in _KNOWN for word in words)  # else two fields stand on one line


def _grouped(text: str, problem: Problem, _: Reading) -> Iterator[str]:
    """A number in braces without the commas that cut it."""
    lines = text.split("\n")
    line = lines[problem.span.line - 1]
    for found in _GROUPED.finditer(line):
        inside = found.start() < problem.span.column - 1 < found.end()
        if inside and line[: found.start()].endswith(": ") and line[found.end() :].lstrip()[:1] in (",", "}"):
            lines[problem.span.line - 1] = line[: found.start()] + found[0].replace(",", "") + line[found.end() :]
            yield "\n".join(lines)


def _braces(text: str, problem: Problem, _: Reading) -> Iterator[str]:
    """A block's name in braces."""
    lines = text.split("\n")
    found = _FENCE.fullmatch(lines[problem.span.line - 1])
    if found and found[2] in BLOCKS:
        lines[problem.span.line - 1] = f"{found[1]}{{{found[2]}}} {found[3]}".rstrip()
        yield "\n".join(lines)


_REMEDIES: Final[dict[str, Remedy]] = {
    "yaml-tab": _tabs,
    "odd-space": _plainly(_bare),
    "colon-full-width": _tight,
    "colon-without-space": _tight,
    "wrong-shape": _lone,
    "colon-in-text": _in_quotes,
    "special-start": _in_quotes,
    "unclosed-quote": _in_quotes,
    "yaml-escape": _in_quotes,
    "empty-value": _grouped,
    "unknown-key": _plainly(_name),
    "bad-date": _plainly(_day),
    "bad-time": _plainly(hours_meant),
    "bad-number": _plainly(_number),
    "bad-switch": _plainly(_switch),
    "bad-choice": _plainly(_choice),
    "block-braces": _braces,
}


def _fields() -> dict[str, set[Any]]:
    """The types that each field has, by its key, over all kinds of records."""
    found: dict[str, set[Any]] = {}
    waiting: list[type[Record]] = list(KINDS.values())
    seen: set[type[Record]] = set()
    while waiting:
        cls = waiting.pop()
        if cls in seen:
            continue
        seen.add(cls)
        for key, field in plan(cls).by_key.items():
            kind = get_args(field.type)[0] if get_origin(field.type) is tuple else field.type
            if isinstance(kind, type) and issubclass(kind, Record):
                waiting.append(kind)
            found.setdefault(key, set()).add(field.type)
            if field.type is Text:
                found.setdefault(f"{key}.en", set()).add(Text)
    return found


_KNOWN: Final = _fields()
#: Fields that hold text wherever they stand: nothing in them is a list or a mapping.
_TEXTS: Final = frozenset(key for key, kinds in _KNOWN.items() if kinds <= {Text, str})
