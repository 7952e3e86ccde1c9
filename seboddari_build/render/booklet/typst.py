"""Typst code as text: calls of the theme's functions whose content is string literals, never markup.

A string literal is the only way in which content enters the code, so nothing of it is ever evaluated.
Parts of content are comma-separated arguments; the theme joins them.
"""

import re
from collections.abc import Iterable, Iterator

from seboddari_build.base.language import Language, Said
from seboddari_build.base.span import Span
from seboddari_build.draw.svg import words_width

#: Words up to this many characters are kept whole where words are kept; longer ones may break.
WHOLE = 16
#: A run of letters this long may break after as many.
_RUN = 24
_WORDS = re.compile(r"(\s+)")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f가-힣]")
_LONG = re.compile(rf"[^\s\u1100-\u11ff\u2e80-\uffdc]{{{_RUN + 1},}}")
_PIECES = re.compile(rf"[^/.\-_?&=,]{{1,{_RUN}}}[/.\-_?&=,]*|[/.\-_?&=,]{{1,{_RUN}}}")
_PARTS = re.compile(r"(?<=.)(?=[(\[<‘“「])|(?<=[·/,~:])(?=.)")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MARK = re.compile(r'\bm\("[^"]*"\)')
#: A word in a box; literals that are joined.
_BOX = re.compile(r'\bw\(("(?:[^"\\]|\\.)*")\)')
_TOGETHER = re.compile(r'\bc\(("(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*")*)\)')
_PLACE = re.compile(r"//@(.+?):(\d+):(\d+)$")
#: Control characters but tab and line break, and halves of a pair.
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

#: Places in a text with what is marked there: (index, entry of an index).
Marks = tuple[tuple[int, str], ...]


def string(text: str) -> str:
    """A string literal; control characters but the line break are left out."""
    kept = _DROPPED.sub("", text)
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", " ") + '"'


def call(function: str, *parts: str, **options: str) -> str:
    """A call on one line; ``class_`` becomes class, ``line_height`` line-height. What is empty is left out."""
    named = [f"{key.rstrip('_').replace('_', '-')}: {value}" for key, value in options.items() if value]
    return f"{function}({', '.join([*named, *filter(None, parts)])})"


def array(items: Iterable[str]) -> str:
    """An array, also of one item or none."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def joined(parts: Iterable[str]) -> str:
    """Parts of content as one: ``[]`` for none."""
    kept = [part for part in parts if part]
    if len(kept) == 1:
        return kept[0]
    return call("c", *kept) if kept else "[]"


def mark(key: str) -> str:
    """A mark that an index finds."""
    return call("m", string(key))


def run(text: str, marks: Marks = ()) -> Iterator[str]:
    """Parts of running text: a mark stands behind the first character of its name; overlong runs may break."""
    start = 0
    for at, key in marks:
        yield from _breakable(text[start : at + 1])
        yield mark(key)
        start = at + 1
    yield from _breakable(text[start:])


def _breakable(text: str) -> Iterator[str]:
    start = 0
    for found in _LONG.finditer(text):
        head = text[start : found.start()]
        for piece in _PIECES.findall(found[0]):
            yield string(head + piece)
            yield "brk"
            head = ""
        start = found.end()
    if text[start:]:
        yield string(text[start:])


def pieces(word: str) -> list[str]:
    """A word that is too long to be kept whole in the parts that it may be broken into, at its signs."""
    return [word] if len(word) <= WHOLE or not _HANGUL.search(word) else _PARTS.split(word)


def kept(text: str, marks: Marks = ()) -> list[str]:
    """Parts of content in which no Korean word is broken, nor one with a hyphen: a box around each, blanks between."""
    parts: list[str] = []
    plain = ""
    plain_marks: list[tuple[int, str]] = []
    at = 0
    for word in (piece for whole in _WORDS.split(text) for piece in pieces(whole)):
        own = tuple((place - at, key) for place, key in marks if at <= place < at + len(word))
        at += len(word)
        if len(word) <= WHOLE and (_HANGUL.search(word) or "-" in word[1:-1]):
            parts += run(plain, tuple(plain_marks))
            plain, plain_marks = "", []
            parts.append(call("w", *[mark(key) for _, key in own], string(word)))
        else:
            plain_marks += [(len(plain) + place, key) for place, key in own]
            plain += " " if word.isspace() else word
    return [*parts, *run(plain, tuple(plain_marks))]


def unboxed(code: str, room: float) -> str:
    """Code without the boxes around words where all that it says fits into one line of ``room`` ems."""
    words = "".join(_LITERAL.findall(_MARK.sub("", code)))
    if words_width(words, 1.1) > room:
        return code
    return _TOGETHER.sub(lambda found: '"' + "".join(_LITERAL.findall(found[1])) + '"', _BOX.sub(r"\1", code))


def said(text: Said, lang: Language, *, whole: bool = True, marks: Marks = ()) -> str:
    """Content in one part, marked with its language where that is not the page's; ``whole`` keeps words."""
    if not text:
        return "[]"
    parts = kept(text.text, marks) if whole else list(run(text.text, marks))
    if text.lang != lang:
        return call("foreign", *parts, lang=string(text.lang))
    return joined(parts)


def placed(code: str, span: Span) -> str:
    """A line of code that tells where its content stands, for messages."""
    return f"{code} //@{span.path}:{span.line}:{span.column}\n" if span.path and span.line else f"{code}\n"


def place_of(line: str) -> Span | None:
    """Where the content of a line stands, as ``placed`` has written it."""
    found = _PLACE.search(line)
    return Span(found[1], int(found[2]), int(found[3])) if found else None
