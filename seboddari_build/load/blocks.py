"""Colon fences: which blocks there are, and the Markdown rule that finds them.

The rule reads a block's text in place, as a list item or a quote is read, so that positions and
reference definitions are those of the file. It makes ``block_open`` (``info`` = name, ``meta`` =
a ``Fence``) and ``block_close`` tokens, and ``stray_fence`` for a closing line that closes nothing.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from markdown_it.rules_block import StateBlock
from msgspec import Struct


class BlockForm(Struct, frozen=True):
    """What may stand in a block: its argument (with an example), its options, its text."""

    argument: Literal["required", "optional", "none"] = "none"
    options: tuple[str, ...] = ()
    takes: Literal["markdown", "data", "nothing"] = "markdown"
    example: str = ""


class Fence(Struct, frozen=True):
    """A block's fence as written; lines count from 0 in the parsed text.

    ``options`` holds (name, value, line); ``raw`` the text of a block that takes data and
    ``raw_line`` its first line; ``braced`` is false for ``:::name`` without braces.
    """

    argument: str
    options: tuple[tuple[str, str, int], ...]
    closed: bool
    braced: bool = True
    raw: str = ""
    raw_line: int = 0


_PLAIN: Final = BlockForm()


def _picture(example: str) -> BlockForm:
    return BlockForm("required", ("caption",), "nothing", example)


def _pointer(example: str) -> BlockForm:
    return BlockForm("required", (), "nothing", example)


BLOCKS: Final[Mapping[str, BlockForm]] = MappingProxyType(
    {
        "figures": BlockForm("optional", takes="nothing"),
        "dataset": _pointer("gwangjin-monthly"),
        "table": BlockForm("optional", ("head",)),
        "steps": _PLAIN,
        "timeline": _PLAIN,
        "pair": _picture("garden-before-after"),
        "gallery": _picture("village-kitchen"),
        "video": _picture("opening-film"),
        "links": BlockForm(takes="nothing"),
        "service": _pointer("meal"),
        "proscons": _PLAIN,
        "quote": BlockForm(options=("by", "source")),
        "story": _PLAIN,
        "agenda": _PLAIN,
        "people": _pointer("김보기"),
        "orgs": _pointer("노느매기"),
        "form": BlockForm("optional", takes="data"),
        "disclaimer": _PLAIN,
        "lost": _PLAIN,
        "note": _PLAIN,
        "compare": _PLAIN,
        "request": BlockForm("required", example="신길종합사회복지관"),
        "decision": _PLAIN,
    }
)

#: ``:::`` alone (no group), ``:::{name} argument`` (1, 2), or something else behind the colons (3).
FENCE: Final = re.compile(r":{3,}[ \t]*(?:\{([^{}]*)\}[ \t]*(.*)|(\S.*))?")
OPTION: Final = re.compile(r":([^\s:]+):(?:[ \t]+(.*))?")
_CODE_FENCES: Final = ("```", "~~~")


def colon_fence(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read the colon fence that begins on ``start_line``, if there is one."""
    found = _fence_on(state, start_line)
    if found is None:
        return False
    if silent:
        return True
    name, argument, other = found.groups()
    if name is None and other is None:
        token = state.push("stray_fence", "", 0)
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
        return True
    if name is None:
        word, _, argument = other.partition(" ")
        name = word.strip("{}")
    end, closed = _find_end(state, start_line, end_line)
    options, body = _read_options(state, start_line + 1, end)
    raw = ""
    token = state.push("block_open", "div", 1)
    token.map = [start_line, end]
    token.info = name = name.strip()
    if name in BLOCKS and BLOCKS[name].takes == "data":
        raw = state.getLines(body, end, state.sCount[start_line], True)  # noqa: FBT003 (upstream takes no name)
    else:
        _read_text(state, body, end)
    token.meta["fence"] = Fence(argument.strip(), options, closed, other is None, raw, body)
    state.push("block_close", "div", -1)
    state.line = end + 1 if closed else end
    return True


def _fence_on(state: StateBlock, line: int) -> re.Match[str] | None:
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", begin, state.eMarks[line]) or state.is_code_block(line):
        return None
    return FENCE.fullmatch(state.src[begin : state.eMarks[line]].rstrip())


def _find_end(state: StateBlock, start: int, end_line: int) -> tuple[int, bool]:
    """The line that closes the block begun on ``start`` and True, or where to stop and False.

    A fence that opens before this one is closed is nested if two closing fences follow it.
    Otherwise this one was left open: it stops there, or at a section heading before it. Looking
    at three fences at most keeps a text of many unclosed blocks linear.
    """
    code, heading, opened, closings = "", end_line, end_line, 0
    for line in range(start + 1, end_line):
        begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if begin < end and state.sCount[line] < state.blkIndent:
            end_line = line
            break
        text = state.src[begin : begin + 3]
        if code or text in _CODE_FENCES:
            code = "" if text == code else code or text
        elif text == ":::" and (fence := _fence_on(state, line)):
            if fence.lastindex is None:
                closings += 1
                if opened == end_line or closings == 2:
                    return line, True
            elif opened < end_line:
                break
            else:
                opened = line
        elif text == "## " and heading == end_line:
            heading = line
    return min(heading, opened, end_line), False


def _read_options(state: StateBlock, line: int, end: int) -> tuple[tuple[tuple[str, str, int], ...], int]:
    """The options from ``line`` on, and the first line after them that is not blank."""
    options = []
    while line < end:
        begin = state.bMarks[line] + state.tShift[line]
        text = state.src[begin : state.eMarks[line]].rstrip()
        if text:
            found = OPTION.fullmatch(text)
            if not found:
                break
            options.append((found[1], found[2] or "", line))
        line += 1
    return tuple(options), line


def _read_text(state: StateBlock, line: int, end: int) -> None:
    """Read the lines of a block as Markdown; no paragraph runs on past ``end``."""
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax = "block", end
    state.md.block.tokenize(state, line, end)
    state.parentType, state.lineMax = parent, last
