"""A blank line inside both fences of a block, so that the file reads well anywhere."""

from collections.abc import Iterator

from seboddari_build.fix.fields import Reading
from seboddari_build.fix.mends import Mend
from seboddari_build.load.blocks import BLOCKS, Fence
from seboddari_build.load.document import split
from seboddari_build.load.markdown import read_blocks
from seboddari_build.load.prose import parse_prose
from seboddari_build.model.prose import Node, Prose

#: A longer text is left alone: its blocks are read three times.
LONGEST = 200_000


def with_blank_lines(text: str, reading: Reading) -> tuple[str, list[Mend]]:
    """``text``, a document, with the blank lines that its blocks lack; untouched where that would change anything."""
    document, _ = split(text, reading.path, needs_head=not reading.where.english)
    if document is None or ":::" not in document.body or len(text) > LONGEST:
        return text, []
    lines = document.body.split("\n")
    wanted = sorted(set(_missing(document.body, lines, reading)), reverse=True)
    for line in wanted:
        lines.insert(line, "")
    body = "\n".join(lines)
    if not wanted or _shape(body, reading) != _shape(document.body, reading):
        return text, []
    head = text[: len(text) - len(document.body)]
    return head + body, [Mend("fence-blank-line", document.body_line + line) for line in reversed(wanted)]


def _missing(body: str, lines: list[str], reading: Reading) -> Iterator[int]:
    """The lines (from 0) before which a blank one is missing."""
    for token in read_blocks(reading.markdown, body, {}):
        if token.type != "block_open" or token.level or token.map is None:
            continue
        fence: Fence = token.meta["fence"]
        form = BLOCKS.get(token.info)
        first, end = fence.raw_line, token.map[1]
        if form is None or form.takes == "nothing" or not fence.closed or first >= end:
            continue
        if lines[first - 1].strip():
            yield first
        if lines[end - 1].strip():
            yield end


def _shape(body: str, reading: Reading) -> object:
    """What a body says, without the places where it says so."""
    prose, outline, problems = parse_prose(body, reading.path, 1, reading.markdown)
    return _sections(prose), outline.words, outline.lead, sorted(problem.code for problem in problems)


def _sections(prose: Prose) -> list[object]:
    return [(section.id, _bare(section.title), _bare(section.nodes)) for section in prose.sections]


def _bare(nodes: tuple[Node, ...]) -> list[object]:
    return [
        (
            node.kind,
            node.text,
            [(key, value.strip()) for key, value in node.attrs if key != "raw-line"],
            _bare(node.children),
        )
        for node in nodes
    ]
