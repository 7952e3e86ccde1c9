"""A colon fence and its text -> a block node, checked against what the block may hold."""

from typing import Final

from markdown_it.token import Token

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.load.block_shapes import shape
from seboddari_build.load.blocks import BLOCKS, BlockForm, Fence
from seboddari_build.load.form import parse_form
from seboddari_build.model.prose import Node

UNKNOWN_BLOCK = error(
    "unknown-block",
    ko="‘{name}’ 블록은 없습니다.",
    en="There is no block '{name}'.",
    hint_ko="쓸 수 있는 블록: {names}.{like_ko}",
    hint_en="Possible blocks: {names}.{like_en}",
)
UNCLOSED_BLOCK = error(
    "unclosed-block",
    ko="‘{name}’ 블록이 닫히지 않았습니다.",
    en="The block '{name}' is not closed.",
    hint_ko="블록이 끝나는 곳에 ::: 만 적은 줄을 넣습니다.",
    hint_en="Put a line with nothing but ::: where the block ends.",
)
NESTED_BLOCK = error(
    "nested-block",
    ko="‘{name}’ 블록이 다른 블록 안에 있습니다.",
    en="The block '{name}' stands inside another block.",
    hint_ko="이 줄 앞에 ::: 만 적은 줄을 넣어 바깥 블록을 먼저 닫습니다.",
    hint_en="Close the outer block first, with a line ::: before this one.",
)
STRAY_FENCE = error(
    "stray-fence",
    ko="여는 줄이 없는데 블록을 닫는 ::: 줄이 있습니다.",
    en="This ::: closes no block.",
    hint_ko="줄을 지우거나, 블록이 시작되는 곳에 ‘:::{{note}}’ 같은 줄을 넣습니다.",
    hint_en="Delete the line, or put a line like ':::{{note}}' where the block begins.",
)
BLOCK_BRACES = error(
    "block-braces",
    ko="블록 이름 ‘{name}’ 둘레에 중괄호가 없습니다.",
    en="The block name '{name}' is not in braces.",
    hint_ko="이렇게 적습니다: {line}",
    hint_en="Write: {line}",
)
BLOCK_ARGUMENT = error(
    "block-argument",
    ko="‘{name}’ 블록이 무엇을 가리키는지 적혀 있지 않습니다.",
    en="The block '{name}' does not say what it points to.",
    hint_ko="이름 뒤에 적습니다: {line}",
    hint_en="Put it behind the name: {line}",
)
BLOCK_ARGUMENT_UNUSED = error(
    "block-argument-unused",
    ko="‘{name}’ 블록의 첫 줄에는 다른 글을 적을 수 없습니다: ‘{argument}’.",
    en="Nothing may stand behind the name of the block '{name}': '{argument}'.",
    hint_ko="블록의 글이라면 다음 줄로 옮깁니다.",
    hint_en="If it is the text of the block, move it to the next line.",
)
BLOCK_TEXT = error(
    "block-text",
    ko="‘{name}’ 블록에는 글을 적을 수 없습니다.",
    en="The block '{name}' takes no text.",
    hint_ko="글을 블록을 닫는 ::: 줄 아래로 옮깁니다.",
    hint_en="Move the text below the line ::: that closes the block.",
)
UNKNOWN_OPTION = error(
    "unknown-option",
    ko="‘{name}’ 블록에 ‘{option}’ 항목은 없습니다.",
    en="The block '{name}' has no option '{option}'.",
    hint_ko="{hint_ko}{like_ko}",
    hint_en="{hint_en}{like_en}",
)
OPTION_VALUE = error(
    "option-value",
    ko="‘{option}’ 항목의 값이 비었거나 두 번 적혔습니다.",
    en="The option '{option}' has no value or stands twice.",
    hint_ko="한 번만, 값과 함께 적습니다: ‘:{option}: …’.",
    hint_en="Write it once, with its value: ':{option}: …'.",
)

#: Nodes that take the place of a block, whether it takes part in the outline, what is wrong.
Read = tuple[tuple[Node, ...], bool, tuple[Problem, ...]]

_ALL: Final = " ".join(BLOCKS)


def read_block(token: Token, children: tuple[Node, ...], at: Span, *, nested: bool) -> Read:
    """The block that ``token`` opens at ``at``, its text read as ``children``.

    A block that is unknown or stands in another one leaves its children in its place.
    """
    name = token.info
    fence: Fence = token.meta["fence"]
    if nested:
        return children, False, (NESTED_BLOCK.at(at, name=name),)
    problems = []
    if not fence.closed:
        problems.append(UNCLOSED_BLOCK.at(at, name=name))
    form = BLOCKS.get(name)
    if form is None:
        near_ko, near_en = _like(closest(name, BLOCKS))
        problems.append(UNKNOWN_BLOCK.at(at, name=name, names=_ALL, like_ko=near_ko, like_en=near_en))
        return children, False, tuple(problems)
    if not fence.braced:
        problems.append(BLOCK_BRACES.at(at, name=name, line=f":::{{{name}}} {fence.argument}".rstrip()))
    problems += _argument_problems(name, form, fence, at)
    if form.takes == "nothing" and children:
        first = children[0]
        problems.append(BLOCK_TEXT.at(Span(at.path, first.line, first.column), name=name))
        children = ()
    first_line = at.line - (token.map[0] if token.map else 0)
    if form.takes == "data" and fence.raw.strip():
        problems += parse_form(fence.raw, at.path, first_line + fence.raw_line)[1]
    options, wrong = _options(name, form, fence, Span(at.path, first_line))
    attrs = (("argument", fence.argument), *options, *_data(form, fence, first_line))
    block, misshapen = shape(Node("block", name, children, attrs, at.line, at.column), at.path)
    return (block,), True, (*problems, *wrong, *misshapen)


def stray_fence(at: Span) -> Problem:
    """The problem of a closing fence that closes nothing."""
    return STRAY_FENCE.at(at)


def _argument_problems(name: str, form: BlockForm, fence: Fence, at: Span) -> list[Problem]:
    if form.argument == "required" and not fence.argument:
        return [BLOCK_ARGUMENT.at(at, name=name, line=f":::{{{name}}} {form.example}")]
    if form.argument == "none" and fence.argument:
        return [BLOCK_ARGUMENT_UNUSED.at(at, name=name, argument=fence.argument)]
    return []


def _options(
    name: str, form: BlockForm, fence: Fence, start: Span
) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """The options as attributes, and their problems; ``start`` is the first line of the parsed text."""
    attrs: dict[str, str] = {}
    problems = []
    for option, value, line in fence.options:
        at = Span(start.path, start.line + line)
        if option not in form.options:
            problems.append(_unknown_option(name, form, option, at))
        elif not value or f":{option}" in attrs:
            problems.append(OPTION_VALUE.at(at, option=option))
        else:
            attrs[f":{option}"] = value
    return tuple(attrs.items()), problems


def _unknown_option(name: str, form: BlockForm, option: str, at: Span) -> Problem:
    near_ko, near_en = _like(closest(option, form.options))
    names = " ".join(form.options)
    return UNKNOWN_OPTION.at(
        at,
        name=name,
        option=option,
        hint_ko=f"쓸 수 있는 항목: {names}." if names else "이 블록에는 항목이 없습니다.",
        hint_en=f"Possible options: {names}." if names else "This block has no options.",
        like_ko=near_ko,
        like_en=near_en,
    )


def _data(form: BlockForm, fence: Fence, first_line: int) -> tuple[tuple[str, str], ...]:
    if form.takes != "data":
        return ()
    return (("raw", fence.raw), ("raw-line", str(first_line + fence.raw_line)))


def _like(near: str) -> tuple[str, str]:
    return (f" 혹시 ‘{near}’?", f" Did you mean '{near}'?") if near else ("", "")
