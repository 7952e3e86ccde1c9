"""What the text of a block must look like: numbered steps, dated lists, pairs of lists, one table."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.load.merged_cells import merge_cells
from seboddari_build.load.stories import identifying
from seboddari_build.model.prose import Node, plain

STEPS_LIST = error(
    "steps-list",
    ko="‘steps’ 블록에는 번호 목록이 있어야 합니다.",
    en="A 'steps' block needs a numbered list.",
    hint_ko="한 줄에 한 단계씩 ‘1. 초안 제출 (2020-08-10)’ 꼴로 적습니다.",
    hint_en="Write one step a line, like '1. Draft submitted (2020-08-10)'.",
)
TIMELINE_LIST = error(
    "timeline-list",
    ko="‘timeline’ 블록에는 ‘날짜: 내용’ 꼴의 목록이 있어야 합니다.",
    en="A 'timeline' block needs a list of items like 'date: text'.",
    hint_ko="‘- 2018-03: 마을기업 지정’ 꼴로 적습니다. "
    "날짜는 2018, 2018-03, 2018-03-01, 2014 ~, 2017-05 ~ 2018-02 처럼 씁니다.",
    hint_en="Write '- 2018-03: Recognised as a community business'. "
    "Dates look like 2018, 2018-03, 2018-03-01, 2014 ~, 2017-05 ~ 2018-02.",
)
PAIRS_LIST = error(
    "pairs-list",
    ko="‘{name}’ 블록에는 굵은 제목 줄과 목록이 번갈아 와야 합니다.",
    en="A '{name}' block needs a bold line and a list, in turn.",
    hint_ko="‘**좋은 점**’ 한 줄, 빈 줄, ‘- 이웃이 가까워짐’ 같은 목록, 다음 굵은 줄의 차례로 적습니다.",
    hint_en="Write a line '**For**', a blank line, a list like '- Neighbours grew closer', then the next bold line.",
)
TABLE_BLOCK = error(
    "table-block",
    ko="‘table’ 블록에는 표가 하나 있어야 합니다.",
    en="A 'table' block needs one table.",
    hint_ko="‘| 항목 | 내용 |’ 줄 아래에 ‘|---|---|’ 줄, 그 아래에 ‘| 식사 | 도시락 |’ 줄을 적습니다.",
    hint_en="Write a line '| Item | Content |', below it '|---|---|', "
    "and below that lines like '| Meals | Lunch boxes |'.",
)

_DATE: Final = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_DATED: Final = re.compile(rf"\s*({_DATE}(?: ?~(?: ?{_DATE})?)?)\s*:\s*\S", re.ASCII)

Shaped = tuple[Node, tuple[Problem, ...]]


def shape(block: Node, path: str) -> Shaped:
    """``block`` in its final form, and what is wrong with its text."""
    shaper = SHAPES.get(block.text)
    return shaper(block, path) if shaper else (block, ())


def _steps(block: Node, path: str) -> Shaped:
    if any(node.kind == "list" and node.text for node in block.children):
        return block, ()
    return block, (STEPS_LIST.at(_span(block, path)),)


def _timeline(block: Node, path: str) -> Shaped:
    """Give each item its ``date`` as an attribute; the text keeps it too."""
    lists = [node for node in block.children if node.kind == "list" and not node.text]
    if not lists:
        return block, (TIMELINE_LIST.at(_span(block, path)),)
    undated = [item for node in lists for item in node.children if not _date(item)]
    children = tuple(
        replace(node, children=tuple(_dated(item) for item in node.children)) if node in lists else node
        for node in block.children
    )
    return replace(block, children=children), tuple(TIMELINE_LIST.at(_span(item, path)) for item in undated)


def _date(item: Node) -> str:
    found = _DATED.match(plain(item.children))
    return found[1] if found else ""


def _dated(item: Node) -> Node:
    return replace(item, attrs=(*item.attrs, ("date", _date(item))))


def _pairs(block: Node, path: str) -> Shaped:
    nodes = block.children
    wrong = next((node for at, node in enumerate(nodes) if not _fits(node, bold=at % 2 == 0)), None)
    if wrong is None and (not nodes or len(nodes) % 2):
        wrong = nodes[-1] if nodes else block
    return block, ((PAIRS_LIST.at(_span(wrong, path), name=block.text),) if wrong else ())


def _fits(node: Node, *, bold: bool) -> bool:
    if bold:
        return node.kind == "paragraph" and len(node.children) == 1 and node.children[0].kind == "strong"
    return node.kind == "list"


def _table(block: Node, path: str) -> Shaped:
    tables = [node for node in block.children if node.kind == "table"]
    if len(tables) != 1:
        return block, (TABLE_BLOCK.at(_span(tables[1] if tables else block, path)),)
    merged, problems = merge_cells(tables[0], path)
    children = tuple(merged if node is tables[0] else node for node in block.children)
    return replace(block, children=children), problems


def _story(block: Node, path: str) -> Shaped:
    return block, tuple(identifying(block, path))


def _span(node: Node, path: str) -> Span:
    return Span(path, node.line, node.column)


SHAPES: Final[Mapping[str, Callable[[Node, str], Shaped]]] = MappingProxyType(
    {"steps": _steps, "timeline": _timeline, "proscons": _pairs, "compare": _pairs, "table": _table, "story": _story}
)
