"""Which lines of content files belong to entries that are not to be shown, told from the text alone.

Problems and their excerpts are printed, on public machines too; they may say where, and not what.
"""

import re
from collections.abc import Callable

import msgspec

from seboddari_build.base.problem import Problem
from seboddari_build.load.place import LISTS, place

#: Gives the text of a file of the project, None where there is none.
Read = Callable[[str], str | None]

_WITHHOLDS = re.compile(
    r"""(?:^|[\s{,])["']?(?:visibility["']?\s*:\s*["']?(?:withheld|private)|publish["']?\s*:\s*["']?(?:none|role))\b"""
)
_ENTRY = re.compile(r"^(?=-(?:\s|$))", re.MULTILINE)
_WORD = re.compile(r"[^\s'\"‘’“”(){}\[\],:#]{2,}")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,29}")


def discreet(problems: tuple[Problem, ...], read: Read) -> tuple[Problem, ...]:
    """``problems`` where those in lines that are not to be shown name no value of these lines."""
    return tuple(_discreet(problem, read) for problem in problems)


def _discreet(problem: Problem, read: Read) -> Problem:
    span = problem.span
    if not problem.values or not place(span.path):
        return problem
    hidden = next((part for first, part in withheld(span.path, read) if first <= span.line < first + _lines(part)), "")
    if not hidden:
        return problem

    def starred(text: str) -> str:
        for value in sorted(problem.values, key=len, reverse=True):
            text = text.replace(value, _starred(value, hidden))
        return text

    message, hint = (type(t)(starred(t.ko), starred(t.en)) for t in (problem.message, problem.hint))
    values = tuple(_starred(value, hidden) for value in problem.values)
    return msgspec.structs.replace(problem, message=message, hint=hint, values=values)


def _starred(value: str, hidden: str) -> str:
    """A value with stars in the words of lines not to be shown, but for the names of fields there."""

    def star(found: re.Match[str]) -> str:
        word = found[0]
        key = _KEY.fullmatch(word) and re.search(rf"(?:^|[\s{{,\-]){re.escape(word)}\s*:", hidden)
        return word if key or word not in hidden else word[0] + "*" * (len(word) - 1)

    return _WORD.sub(star, value)


def veiled(path: str, read: Read) -> str | None:
    """The text of a file with stars in the lines that are not to be shown, every character in its place."""
    text = read(path)
    if text is None or not place(path):
        return text
    lines = text.split("\n")
    for first, part in withheld(path, read):
        for at in range(first - 1, first - 1 + _lines(part)):
            lines[at] = re.sub(r"\S", "*", lines[at])
    return "\n".join(lines)


def withheld(path: str, read: Read) -> list[tuple[int, str]]:
    """The parts of a file that are not to be shown, each with its first line."""
    where, text = place(path), read(path)
    if where is None or text is None:
        return []
    if where.kind in LISTS.values():
        parts: list[tuple[int, str]] = []
        line = 1
        for entry in _ENTRY.split(text):
            if _WITHHOLDS.search(entry):
                parts.append((line, entry))
            line += entry.count("\n")
        return parts
    heads = [where.korean or path]
    if where.kind == "csv":
        heads = [f"{path[:-4]}.yaml"]
    elif where.kind == "presentation":
        heads.append(f"content/sessions/{where.folder}/session.md")
    return [(1, text)] if any(_WITHHOLDS.search(_head(read(head) or "")) for head in heads) else []


def _head(text: str) -> str:
    """The front matter of a document; of any other file its whole text."""
    return text.partition("\n---")[0] if text.startswith("---") else text


def _lines(part: str) -> int:
    return part.count("\n") + (not part.endswith("\n"))
