"""Inline tokens -> nodes with positions, and what is wrong with links, pictures and raw HTML."""

import posixpath
import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.load.controls import open_turn, turned
from seboddari_build.load.inline import TEXT_END
from seboddari_build.load.markdown import MAX_DEPTH
from seboddari_build.load.offsets import Offsets
from seboddari_build.load.place import MEDIA
from seboddari_build.model.prose import Link, Node, plain

LINK_SCHEME = error(
    "link-scheme",
    ko="‘{target}’: 쓸 수 없는 주소입니다.",
    en="'{target}' is not an address that can be linked to.",
    hint_ko="https:, http:, mailto: 주소나 ‘../cases/community-care/mapo.md’ 같은 파일 경로를 적습니다.",
    hint_en="Use an https:, http: or mailto: address, or a path like '../cases/community-care/mapo.md'.",
)
PICTURE_ADDRESS = error(
    LINK_SCHEME.id,
    ko="‘{target}’: 그림의 주소로 쓸 수 없습니다.",
    en="'{target}' is not an address that a picture can have.",
    hint_ko="그림 파일을 content/media/ 폴더에 넣고 여기에서 시작하는 경로를 적습니다: ![{alt}]({path})",
    hint_en="Put the file into content/media/ and write the path to it from here: ![{alt}]({path})",
)
NO_LINK = error(
    LINK_SCHEME.id,
    ko="‘{target}’: 링크로 읽히지 않습니다.",
    en="'{target}' does not read as a link.",
    hint_ko="주소에 빈칸이나 줄바꿈이 없게 하거나 꺾쇠로 감쌉니다: [이름](<주소>). 링크 안에 링크를 둘 수 없습니다.",
    hint_en="An address holds no space or line break, else it stands in angle brackets: [name](<address>). "
    "No link stands in another.",
)
MISSING_ALT = error(
    "missing-alt",
    ko="그림 ‘{target}’: 대체 글이 없습니다.",
    en="The picture '{target}' has no alternative text.",
    hint_ko="그림을 볼 수 없는 사람에게 들려줄 말을 적습니다: ![주민 모임 사진]({target})",
    hint_en="Say what the picture shows for those who cannot see it: ![Residents at a meeting]({target})",
)
RAW_HTML = error(
    "raw-html",
    ko="HTML 태그 ‘{tag}’: 본문에 쓸 수 없습니다.",
    en="The HTML tag '{tag}' cannot be used in a text.",
    hint_ko="Markdown으로 적습니다(**굵게**, [이름](주소)). 글자 그대로 보이려면 \\< 로 적습니다.",
    hint_en="Write Markdown instead (**bold**, [name](address)). To show the sign itself, write \\<.",
)
DEEP_NESTING = error(
    "deep-nesting",
    ko="목록, 인용, 강조가 너무 깊이 겹쳤습니다.",
    en="Lists, quotes or emphasis are nested too deeply here.",
    hint_ko="겹친 것을 풀어 얕게 적습니다.",
    hint_en="Take some of the levels away.",
)

#: Addresses elsewhere: without a password, and not of the machine that they were written on.
_ELSEWHERE: Final = re.compile(
    r"https?://(?!localhost|127\.|0\.0\.0\.0|\[::1\])[^/?#@\\]+(?:[/?#]|\Z)|mailto:[^@]+@.", re.IGNORECASE
)
#: What browsers drop from an address before they look for its scheme.
_IGNORED: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
#: What is left of a link that could not be read as one.
_REST: Final = re.compile(r"\]\(\s*((?:https?:|mailto:)[^()]*|[^()]*\.(?:md|jpe?g|png|webp)\b[^()]*)", re.IGNORECASE)
#: The name of a picture's file at the end of its address, and what takes angle brackets round an address.
_PICTURE: Final = re.compile(r"[^\\/:<>\x00-\x1f]{1,100}\.(?:jpe?g|png|webp)\Z", re.IGNORECASE)
#: The name of an HTML tag, behind a slash where it closes.
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_SPACED: Final = re.compile(r"[ ()]")
_KINDS: Final = {"strong_open": "strong", "em_open": "emphasis", "link_open": "link"}


def allowed(target: str) -> bool:
    """Whether ``target`` is relative or of an allowed scheme; ``//host`` is neither."""
    address = _IGNORED.sub("", target)
    if external(address):
        return _ELSEWHERE.match(address) is not None
    return not address.startswith(("//", "\\", "/\\"))


def external(target: str) -> bool:
    """Whether ``target`` has a scheme, and so is no path."""
    return _SCHEME.match(_IGNORED.sub("", target)) is not None


class InlineReader:
    """Reads the inline texts of one file, gathering their words, links and problems."""

    def __init__(self, path: str, parser: MarkdownIt, env: EnvType) -> None:
        """``path`` is the file that positions are given in; ``parser`` has read its blocks into ``env``."""
        self.path = path
        self.parser = parser
        self.env = env
        self.words: list[str] = []
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.opened: set[str] = set()

    def read(self, token: Token, offsets: Offsets) -> tuple[Node, ...]:
        """The nodes of an inline token, whose text stands where ``offsets`` tells."""
        text = token.content
        if text and not TEXT_END.search(text):  # most list items and cells: no need for any machinery
            self.words.append(text)
            return (Node("text", text, (), (), *offsets.at(0)),)
        tree = _Tree()
        for child in self.parser.inline.parse(text, self.parser, self.env, []):
            kind = child.type
            start = child.map[0] if child.map else 0
            if kind in ("text", "text_special"):
                if child.content:
                    tree.text(child.content, offsets, start)
                if "](" in child.content and (rest := _REST.search(child.content)):
                    place = Span(self.path, *offsets.at(start + rest.start()))
                    self.problems.append(NO_LINK.at(place, target=rest[1].strip()))
            elif kind in _KINDS:
                line, column = offsets.at(start)
                if not tree.open(child, line, column):
                    self.problems.append(DEEP_NESTING.at(Span(self.path, line, column)))
            elif kind == "link_close":
                self._link(tree, child, offsets)
            elif child.nesting < 0:
                tree.close()
            elif kind == "image":
                self._image(tree, child, offsets)
            else:
                self._leaf(tree, child, offsets, start)
        nodes = tree.done()
        words = plain(nodes)
        if "&" in text and (at := open_turn(words)) >= 0 and words[at] not in text:  # written as an entity
            self.problems.append(turned(words[at], Span(self.path, *offsets.at(0))))
        self.words.append(words)
        return nodes

    def _leaf(self, tree: "_Tree", token: Token, offsets: Offsets, start: int) -> None:
        line, column = offsets.at(start)
        if token.type == "code_inline":
            tree.add(Node("code-span", token.content, line=line, column=column))
        elif token.type == "html_inline":
            if self._unmatched(token.content):
                tag = token.content.split("\n", 1)[0]
                span = Span(self.path, line, column, column + len(tag))
                self.problems.append(RAW_HTML.at(span, tag=tag if len(tag) < 60 else tag[:59] + "…"))
            tree.text(token.content, offsets, start)
        else:
            kind = "break" if token.type == "hardbreak" else "soft-break"
            tree.add(Node(kind, line=line, column=column))

    def _unmatched(self, tag: str) -> bool:
        """Whether ``tag`` opens, or closes what nothing in this file has opened: the other half is told of already."""
        found = _TAG.match(tag)
        if not found:
            return True
        name = found[2].lower()
        known = name in self.opened
        self.opened.add(name)
        return not (found[1] and known)

    def _link(self, tree: "_Tree", token: Token, offsets: Offsets) -> None:
        opened, children = tree.pop()
        if opened is None:
            return
        target = str(opened.attrs["href"])
        span = self._span(token, offsets)
        if not allowed(target):
            self.problems.append(LINK_SCHEME.at(span, target=target))
            for node in children:
                tree.add(node)
            return
        self.links.append(Link(target, span))
        tree.add(Node("link", target, tuple(children), _title(opened), span.line, span.column))

    def _image(self, tree: "_Tree", token: Token, offsets: Offsets) -> None:
        target = str(token.attrs["src"])
        span = self._span(token, offsets)
        alt = _plain_alt(token)
        text = Node("text", alt, line=span.line, column=span.column + 2)
        if not alt.strip():
            self.problems.append(MISSING_ALT.at(span, target=target))
        if not allowed(target):
            path = _media_path(self.path, target)
            self.problems.append(PICTURE_ADDRESS.at(span, target=target, alt=alt.strip(), path=path))
            tree.add(text)
            return
        self.links.append(Link(target, span, image=True, alt=alt))
        tree.add(Node("image", target, (text,) if alt else (), _title(token), span.line, span.column))

    def _span(self, token: Token, offsets: Offsets) -> Span:
        """Where a link or picture stands; it has an end if that is on the line of its start."""
        start, end = token.map if token.map and len(token.map) == 2 else (0, 0)
        line, column = offsets.at(start)
        last_line, end_column = offsets.at(max(end - 1, start))
        return Span(self.path, line, column, end_column + 1 if end and last_line == line else 0)


def _media_path(path: str, target: str) -> str:
    """The way from the file ``path`` to the picture that ``target`` means, once it lies in content/media/."""
    found = _PICTURE.search(target)
    way = posixpath.relpath(MEDIA + (found[0] if found else "picture.jpg"), posixpath.dirname(path) or ".")
    return f"<{way}>" if _SPACED.search(way) else way


class _Tree:
    """Nodes under construction: the open ones, and the text not yet made a node."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.stack: list[tuple[Token, int, int, list[Node]]] = []
        self.parts: list[str] = []
        self.text_at = (0, 0)
        self.too_deep = 0
        self.reported = False

    def text(self, content: str, offsets: Offsets, start: int) -> None:
        if not self.parts:
            self.text_at = offsets.at(start)
        self.parts.append(content)

    def add(self, node: Node) -> None:
        self._flush()
        self.nodes.append(node)

    def open(self, token: Token, line: int, column: int) -> bool:
        """Begin a node; False the first time that this goes too deep. What is deeper leaves its text only."""
        if len(self.stack) >= MAX_DEPTH:
            first, self.reported = not self.reported, True
            self.too_deep += 1
            return not first
        self._flush()
        self.stack.append((token, line, column, self.nodes))
        self.nodes = []
        return True

    def pop(self) -> tuple[Token | None, list[Node]]:
        """End the innermost node: its opening token (None if it went too deep) and its children."""
        if self.too_deep:
            self.too_deep -= 1
            return None, []
        self._flush()
        token, _, _, outer = self.stack.pop()
        children, self.nodes = self.nodes, outer
        return token, children

    def close(self) -> None:
        """End emphasis."""
        line, column = self.stack[-1][1:3] if self.stack else (0, 0)
        token, children = self.pop()
        if token is not None:
            self.nodes.append(Node(_KINDS[token.type], "", tuple(children), (), line, column))

    def done(self) -> tuple[Node, ...]:
        self._flush()
        return tuple(self.nodes)

    def _flush(self) -> None:
        if self.parts:
            self.nodes.append(Node("text", "".join(self.parts), (), (), *self.text_at))
            self.parts = []


def _title(token: Token) -> tuple[tuple[str, str], ...]:
    title = token.attrs.get("title")
    return (("title", str(title)),) if title else ()


def _plain_alt(token: Token) -> str:
    """The alternative text of a picture without marks; pictures in it give theirs."""
    return "".join(
        " "
        if child.type in ("softbreak", "hardbreak")
        else (_plain_alt(child) if child.type == "image" else child.content)
        for child in token.children or ()
    )
