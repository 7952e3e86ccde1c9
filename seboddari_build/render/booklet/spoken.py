"""What an edition says in words, metadata included, for the leak gate.

The code is exact where text read back from a PDF is not: there, lines and boxes part a name.
"""

import re
from collections.abc import Iterator

from seboddari_build.render.booklet.chapter import Edition

_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")')
_COMMENT = re.compile(r"\s//.*")
#: Code between two literals whose text stands together: words kept whole, emphasis, marks, places to break.
_TOGETHER = re.compile(r"(?:[ ,()]|\b(?:w|b|e|m|brk|code|strong|emph)\b)*")
#: Literals that are no text: what an index finds, a language.
_SILENT = re.compile(r"(?:\bm\(|\blang: )$")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def spoken(edition: Edition) -> str:
    """All text of an edition, literal by literal, and once more in one piece where it stands in several."""
    said: dict[str, None] = {}
    for path, data in edition.files:
        text = data.decode(errors="replace")
        if path.endswith(".typ"):
            for line in text.split("\n"):
                said.update(dict.fromkeys(_texts(line)))
        elif path.endswith((".svg", ".json", ".csv", ".txt")):
            said[text] = None
    return "\n".join(said)


def _texts(line: str) -> Iterator[str]:
    *code, rest = _LITERAL.split(line)
    pieces: list[str] = []
    between = ""
    for gap, literal in zip(code[::2], code[1::2], strict=True):
        between += gap
        if _SILENT.search(gap):
            continue
        text = _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], literal[1:-1])
        yield text
        if not _TOGETHER.fullmatch(between):
            yield "".join(pieces)
            pieces = []
        pieces.append(text)
        between = ""
    yield "".join(pieces)
    if not _COMMENT.fullmatch(rest):
        yield rest
