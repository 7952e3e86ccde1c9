"""The body of a content file: Markdown text -> sections of nodes, and an outline of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import ClassVar, Final
from zlib import crc32

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from seboddari_build.base.problem import Problem, error, sort_key, warning
from seboddari_build.base.span import Span
from seboddari_build.load.block_nodes import read_block, stray_fence
from seboddari_build.load.controls import controls
from seboddari_build.load.inline_nodes import DEEP_NESTING, InlineReader
from seboddari_build.load.markdown import TOO_DEEP, make_parser, read_blocks
from seboddari_build.load.offsets import in_cell, in_heading, in_paragraph
from seboddari_build.model.prose import SKETCH, BlockUse, Head, Node, Outline, Prose, Section, plain

SECTION_ID = error(
    "section-id",
    ko="‘{title}’ 제목에 쓸 수 있는 id가 없습니다.",
    en="The heading '{title}' has no usable id.",
    hint_ko="제목 끝에 소문자, 숫자, 붙임표로 된 id를 붙입니다: {line}",
    hint_en="Put an id of small letters, digits and hyphens at its end: {line}",
)
SECTION_RESERVED = error(
    SECTION_ID.id,
    ko="‘{id}’: s- 나 s1처럼 시작하는 id는 사이트가 스스로 씁니다.",
    en="'{id}': ids that begin with s- or as s1 does are those of the site itself.",
    hint_ko="다른 id를 붙입니다: {line}",
    hint_en="Give it another one: {line}",
)
SECTION_DUPLICATE = error(
    "section-duplicate",
    ko="‘{id}’ id가 같은 글에 두 번 쓰였습니다.",
    en="The id '{id}' is used twice in this text.",
    hint_ko="둘 가운데 하나의 id를 바꿉니다: {line}",
    hint_en="Change one of the two: {line}",
)
HEADING_LEVEL = error(
    "heading-level",
    ko="‘{title}’: 이 단계의 제목은 여기에 쓸 수 없습니다.",
    en="'{title}': a heading of this level cannot stand here.",
    hint_ko="글의 제목은 첫머리의 title 항목이 맡습니다. 단락은 목록, 인용, 블록 밖에서 ‘## 제목 {{#id}}’ 꼴로 엽니다.",
    hint_en="The title stands in the front matter. "
    "Open a section with '## heading {{#id}}', outside lists, quotes and blocks.",
)
HEADING_BLANK = error(
    "blank-value",
    ko="제목에 글이 없습니다.",
    en="The heading has no words.",
    hint_ko="# 기호와 {{#id}} 사이에 제목을 적거나 이 줄을 지웁니다.",
    hint_en="Write its words between the # signs and {{#id}}, or delete the line.",
)
UNCLOSED_CODE = error(
    "unclosed-block",
    ko="{sign} 기호로 연 코드가 닫히지 않았습니다.",
    en="The code that {sign} opens is not closed.",
    hint_ko="코드가 끝나는 곳에 {sign} 만 적은 줄을 넣습니다.",
    hint_en="Put a line with nothing but {sign} where the code ends.",
)
TABLE_ROW = error(
    "table-row",
    ko="표의 이 줄에 칸이 너무 많습니다: 제목 줄은 {columns}칸, 이 줄은 {cells}칸.",
    en="This row has too many cells: {cells}, where the heading has {columns}.",
    hint_ko="칸을 나누는 | 기호를 세어 봅니다. 글자로 쓰려면 \\| 로 적습니다.",
    hint_en="Count the | signs between cells; to show the sign itself, write \\|.",
)
DAMAGED_TEXT = warning(
    "damaged-text",
    ko="깨진 글자 있음: {points}",
    en="Damaged characters here: {points}",
    hint_ko="원문을 보고 바른 글자로 고칩니다. 알 수 없으면 condition: damaged 항목을 적습니다.",
    hint_en="Look the right ones up in the source; if it cannot be known, write condition: damaged.",
)

#: Words below which two texts may be alike by chance.
_SHORT: Final = 40
#: How the ids begin that the site gives to parts of a page (s-), and to slides (s12).
_RESERVED: Final = re.compile(r"\As(?:-|(?=\d))")
_ID: Final = re.compile(r"[a-z0-9-]+")
_DAMAGED: Final = re.compile("[\x00\ud800-\udfff\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]+")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
#: An id at the end of a heading that nothing closes.
_UNCLOSED: Final = re.compile(r"\s*\{#([^{}]*)\Z")
_PIPE: Final = re.compile(r"(?<!\\)\|")
#: What may stand before the first cell of a row besides its pipe: marks of quotes and lists.
_MARKS: Final = " \t>-+*0123456789.)"


def parse_prose(
    text: str, path: str, first_line: int, parser: MarkdownIt | None = None
) -> tuple[Prose, Outline, tuple[Problem, ...]]:
    """Read the body ``text`` of the file ``path``, whose first line is ``first_line`` of that file.

    Give the ``parser`` of ``make_parser`` when reading many. Any text can be read; what is wrong
    with it comes back as problems, sorted by place.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    damaged = _damaged(text, lines, path, first_line)
    env: dict[str, list[int]] = {}
    parser = parser or make_parser()
    tokens = read_blocks(parser, _SURROGATE.sub("\ufffd", text) if damaged else text, env)
    body = _Body(tokens, lines, path, first_line, InlineReader(path, parser, env))
    prose = Prose(tuple(body.sections()))
    deep = [DEEP_NESTING.at(Span(path, first_line + line)) for line in env.get(TOO_DEEP, ())]
    unseen = controls(text, path, first_line)
    problems = sorted([*damaged, *unseen, *deep, *body.problems, *body.inline.problems], key=sort_key)
    return prose, body.outline(prose, text), tuple(problems)


def _damaged(text: str, lines: list[str], path: str, first_line: int) -> list[Problem]:
    """A warning for each line with characters that stand for lost ones."""
    if not _DAMAGED.search(text):
        return []
    return [
        DAMAGED_TEXT.at(
            Span(path, number, found.start() + 1, found.end() + 1),
            points=" ".join(f"U+{ord(character):04X}" for character in found[0][:8]),
        )
        for number, line in enumerate(lines, first_line)
        if (found := _DAMAGED.search(line))
    ]


class _Body:
    """Walks the tokens of one body once."""

    def __init__(self, tokens: list[Token], lines: list[str], path: str, first_line: int, inline: InlineReader) -> None:
        self.tokens = iter(tokens)
        self.lines = lines
        self.path = path
        self.first_line = first_line
        self.inline = inline
        self.problems: list[Problem] = []
        self.ids: dict[str, Span] = {}
        self.heads: list[Head] = []
        self.marks: list[str] = []
        self.blocks: list[BlockUse] = []
        self.in_block = False

    def sections(self) -> Iterator[Section]:
        """The sections in order; text before the first heading is ``intro``."""
        head: Head | None = None
        title: tuple[Node, ...] = ()
        nodes: list[Node] = []
        for token in self.tokens:
            if token.type == "heading_open" and token.tag == "h2":
                if head:
                    yield Section(head.id, title, tuple(nodes), head.span)
                head, title = self._section(token)
                nodes = []
            else:
                if head is None:
                    head = self._open("intro", "", self._span(token))
                nodes += self._READERS[token.type](self, token)
        if head:
            yield Section(head.id, title, tuple(nodes), head.span)

    def outline(self, prose: Prose, text: str) -> Outline:
        """What planning needs to know of ``prose``, once its sections have been read from ``text``."""
        words = "\n".join(self.inline.words)
        return Outline(
            blake2b(msgspec.json.encode(prose), digest_size=16).hexdigest(),
            tuple(self.heads),
            tuple(self.inline.links),
            tuple(self.blocks),
            len(words.split()),
            "".join(sorted(set(text) - {"\n"})),
            _lead(prose),
            tuple(self.marks),
            tuple(_said(section) for section in prose.sections),
            sketch(words.split()),
        )

    def _open(self, name: str, title: str, span: Span, *, named: bool = True) -> Head:
        self.ids[name] = span
        head = Head(name, title, span, named)
        self.heads.append(head)
        return head

    def _section(self, token: Token) -> tuple[Head, tuple[Node, ...]]:
        span = self._span(token)
        title, raw = self._title(token)
        name = self._id(token, raw, span)
        named = name == token.meta.get("id")
        return self._open(name, plain(title), span, named=named), title

    def _title(self, token: Token) -> tuple[tuple[Node, ...], str]:
        """The text behind a heading's opening token, as nodes and as written on one line."""
        text = next(self.tokens)
        next(self.tokens)
        place = in_heading if token.markup.startswith("#") else in_paragraph
        nodes = self.inline.read(text, place(text, self.lines, self.first_line))
        if not plain(nodes).strip():
            self.problems.append(HEADING_BLANK.at(self._span(token)))
        return nodes, " ".join(text.content.split("\n"))

    def _id(self, token: Token, title: str, span: Span) -> str:
        """The id of a heading; a stand-in where it is missing, malformed or taken."""
        given = str(token.meta.get("id", ""))
        reserved = _RESERVED.match(given) is not None
        if _ID.fullmatch(given) and given not in self.ids and not reserved:
            return given
        if found := _UNCLOSED.search(title):
            given, title = given or found[1], title[: found.start()]
        slug = re.sub(r"[^a-z0-9]+", "-", _RESERVED.sub("", (given or title).lower(), count=1)).strip("-")
        name = slug if len(slug) > 2 and slug not in self.ids else f"{slug or 'section'}-{len(self.ids) + 1}"
        while name in self.ids:
            name += "-x"
        line = f"{'#' * max(2, int(token.tag[1]))} {title} {{#{name}}}"
        if given in self.ids:
            related = (self.ids[given],)
            self.problems.append(SECTION_DUPLICATE.at(span, related=related, id=given, line=line))
        elif reserved:
            self.problems.append(SECTION_RESERVED.at(span, id=given, line=line))
        else:
            self.problems.append(SECTION_ID.at(span, title=title, line=line))
        return name

    def _heading(self, token: Token) -> tuple[Node, ...]:
        """A heading that opens no section."""
        span = self._span(token)
        title, raw = self._title(token)
        level = int(token.tag[1])
        if level < 3:
            self.problems.append(HEADING_LEVEL.at(span, title=raw))
        attrs: tuple[tuple[str, str], ...] = ()
        if "id" in token.meta:
            name = self._id(token, raw, span)
            self.ids[name] = span
            self.marks.append(name)
            attrs = (("id", name),)
        return (Node("heading", str(max(3, level)), title, attrs, span.line, span.column),)

    def _paragraph(self, token: Token) -> tuple[Node, ...]:
        """A paragraph, or its bare inline nodes in a tight list."""
        text = next(self.tokens)
        next(self.tokens)
        offsets = in_paragraph(text, self.lines, self.first_line)
        nodes = self.inline.read(text, offsets)
        if token.hidden:
            return nodes
        return (Node("paragraph", "", nodes, (), *offsets.at(0)),)

    def _list(self, token: Token) -> tuple[Node, ...]:
        first = str(token.attrs.get("start", 1)) if token.tag == "ol" else ""
        return (self._node("list", token, first, self._children()),)

    def _item(self, token: Token) -> tuple[Node, ...]:
        return (self._node("item", token, "", self._children()),)

    def _quote(self, token: Token) -> tuple[Node, ...]:
        return (self._node("quote", token, "", self._children()),)

    def _rule(self, token: Token) -> tuple[Node, ...]:
        return (self._node("rule", token),)

    def _code(self, token: Token) -> tuple[Node, ...]:
        info = token.info.strip()
        if token.markup and not self._closed(token):
            self.problems.append(UNCLOSED_CODE.at(self._span(token), sign=token.markup))
        self.inline.words.append(token.content)
        return (self._node("code", token, token.content, attrs=(("info", info),) if info else ()),)

    def _closed(self, fence: Token) -> bool:
        """Whether the last line of a fence of code closes it."""
        first, end = fence.map or (0, 0)
        last = self.lines[end - 1].strip(" \t>")
        return end - first > 1 and len(last) >= len(fence.markup) and set(last) == {fence.markup[0]}

    def _stray(self, token: Token) -> tuple[Node, ...]:
        self.problems.append(stray_fence(self._span(token)))
        return ()

    def _node(
        self,
        kind: str,
        token: Token,
        text: str = "",
        children: tuple[Node, ...] = (),
        attrs: tuple[tuple[str, str], ...] = (),
    ) -> Node:
        span = self._span(token)
        return Node(kind, text, children, attrs, span.line, span.column)

    def _children(self) -> tuple[Node, ...]:
        """All nodes up to the closing token of the one that is open."""
        nodes: list[Node] = []
        for token in self.tokens:
            if token.nesting < 0:
                break
            nodes += self._READERS[token.type](self, token)
        return tuple(nodes)

    def _block(self, token: Token) -> tuple[Node, ...]:
        span = self._span(token)
        nested, self.in_block = self.in_block, True
        children = self._children()
        self.in_block = nested
        nodes, known, problems = read_block(token, children, span, nested=nested)
        self.problems += problems
        if known:
            block = nodes[0]
            argument = block.attr("argument")
            opening = self.lines[span.line - self.first_line]
            at = opening.find(argument, opening.find("}")) + 1 if argument else 0
            said = Span(span.path, span.line, at, at + len(argument)) if at else span
            self.blocks.append(BlockUse(block.text, argument, self.heads[-1].id, span, said))
            self.inline.words += [value for _, value in block.attrs]
        return nodes

    def _table(self, token: Token) -> tuple[Node, ...]:
        rows = []
        for inner in self.tokens:
            if inner.type == "table_close":
                break
            if inner.type == "tr_open":
                rows.append(self._row(inner))
        return (self._node("table", token, "", tuple(rows)),)

    def _row(self, token: Token) -> Node:
        span = self._span(token)
        line = self.lines[span.line - self.first_line]
        cells: list[Node] = []
        cursor = 0
        for cell in self.tokens:
            if cell.type == "tr_close":
                break
            text = next(self.tokens)
            next(self.tokens)
            offsets, cursor = in_cell(text.content, line, span.line, cursor)
            nodes = self.inline.read(text, offsets)
            cells.append(Node("cell", "", nodes, _cell_attrs(cell), *offsets.at(0)))
        self._check_row(line, len(cells), span)
        return Node("row", "", tuple(cells), (), span.line, span.column)

    def _check_row(self, line: str, columns: int, span: Span) -> None:
        """Markdown drops the cells that a row has too many, so they must be reported."""
        parts = _PIPE.split(line)
        count = len(parts) - (not parts[0].strip(_MARKS)) - (not parts[-1].strip())
        if count > columns:
            self.problems.append(TABLE_ROW.at(span, columns=columns, cells=count))

    def _span(self, token: Token) -> Span:
        """The first character of a block, its fence, list mark or quote mark included."""
        first = token.map[0] if token.map else 0
        line = self.lines[first]
        return Span(self.path, self.first_line + first, len(line) - len(line.lstrip()) + 1)

    #: What reads the block that a token opens.
    _READERS: ClassVar[Mapping[str, Callable[["_Body", Token], tuple[Node, ...]]]] = MappingProxyType(
        {
            "paragraph_open": _paragraph,
            "heading_open": _heading,
            "ordered_list_open": _list,
            "bullet_list_open": _list,
            "list_item_open": _item,
            "blockquote_open": _quote,
            "table_open": _table,
            "block_open": _block,
            "fence": _code,
            "code_block": _code,
            "hr": _rule,
            "stray_fence": _stray,
        }
    )


def sketch(words: list[str]) -> tuple[int, ...]:
    """The smallest numbers of all runs of three words: texts that say the same have most of them in common."""
    if len(words) < _SHORT:
        return ()
    runs = {crc32(" ".join(words[at : at + 3]).encode(errors="replace")) for at in range(len(words) - 2)}
    return tuple(sorted(runs)[:SKETCH])


def _said(section: Section) -> str:
    """A digest of a section without the places where its parts stand."""
    words = (_placeless(section.title), _placeless(section.nodes))
    return blake2b(msgspec.json.encode(words), digest_size=8).hexdigest()


def _placeless(nodes: tuple[Node, ...]) -> list[object]:
    return [(node.kind, _words(node), node.attrs, _placeless(node.children)) for node in nodes]


def _words(node: Node) -> str:
    """The text of a node; where another file stands is nothing that a section says."""
    inside = node.kind in ("link", "image") and ":" not in node.text.partition("/")[0]
    return "" if inside else node.text


def _lead(prose: Prose) -> str:
    """The plain text of the first paragraph, wherever it stands; pictures are passed over."""
    for section in prose.sections:
        for node in section.nodes:
            if node.kind == "paragraph" and (text := plain(tuple(n for n in node.children if n.kind != "image"))):
                return text.strip()
    return ""


def _cell_attrs(token: Token) -> tuple[tuple[str, str], ...]:
    header = (("header", "yes"),) if token.tag == "th" else ()
    style = str(token.attrs.get("style", ""))
    return header + ((("align", style.removeprefix("text-align:")),) if style else ())
