"""Running text -> Typst code: sections, paragraphs, lists, tables, links."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import ClassVar

import msgspec

from seboddari_build.base.language import Language
from seboddari_build.base.span import Span
from seboddari_build.model.prose import Node, Section, plain
from seboddari_build.render.booklet import typst
from seboddari_build.render.booklet.blocks import block_code
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.parts import picture
from seboddari_build.render.booklet.tables import Cell, Table, table_code
from seboddari_build.site.bodies import POINTING
from seboddari_build.site.views import BodyView, SectionView

#: Nodes that stand in a line of text.
INLINE = frozenset({"text", "strong", "emphasis", "code-span", "soft-break", "break", "link", "image"})

#: Blocks that stand on the page by themselves, so that a table of theirs may have a page of its own.
_STANDING = ("table", "dataset")


def _inside(env: Env) -> Env:
    """What is known of the page within something that is set as a whole: no page can begin there."""
    return msgspec.structs.replace(env, turning=False)


class ProseWriter:
    """Writes the sections of one body of one chapter."""

    def __init__(self, body: BodyView, env: Env, *, colour: str = "", level: int = 2, brief: bool = False) -> None:
        """A writer for ``body`` whose sections have headings of ``level``.

        In ``brief``, which stands in a table, there are neither figures nor tables of data, no footnotes, and Korean
        words are kept whole.
        """
        self.body = body
        self.env = env
        self.colour = colour
        self.lang: Language = env.lang
        self._level = level
        self.brief = brief
        self._links = dict(body.bound.links)
        self._pictures = dict(body.bound.pictures)
        self._whole = brief

    def sections(self) -> tuple[tuple[str, str], ...]:
        """Each section with its heading: id and lines of code."""
        return tuple((view.id, self._section(view)) for view in self.body.sections)

    def bare(self) -> str:
        """All sections without headings, as content in one part."""
        parts = [self._marked_lang(view, "".join(self._nodes_of(view))) for view in self.body.sections]
        return "{\n" + "".join(parts) + "}" if parts else ""

    def _section(self, view: SectionView) -> str:
        section = self._prose(view)
        lines = self._nodes_of(view)
        if view.title:
            before, self._whole = self._whole, True
            title = self._inline(section.title)
            self._whole = before
            lines.insert(0, typst.placed(self._head(self._level, title), section.span))
        elif lines and lines[0].startswith("p("):
            lines[0] = f"opening{lines[0][1:]}"
        return self._marked_lang(view, "".join(lines))

    def _marked_lang(self, view: SectionView, code: str) -> str:
        if view.lang == self.env.lang:
            return code
        note = self.env.t(f"only-{view.lang}")
        return f"other(lang: {typst.string(view.lang)}, {note}, {{\n{code}}})\n"

    def _head(self, level: int, title: str) -> str:
        return typst.call("sec", str(level), title)

    def _prose(self, view: SectionView) -> Section:
        return self.env.prose(view.digest).sections[view.index]

    def _nodes_of(self, view: SectionView) -> list[str]:
        """A line for each node of the section, and for the pointing blocks that only the Korean text has."""
        section = self._prose(view)
        self.lang = view.lang
        env = self.env
        if view.lang != env.lang:
            self.env = _inside(env)
        lines = self._lines(section.nodes, section.span.path)
        if view.trailing:
            twin = self.env.prose(view.twin[0]).sections[view.twin[1]]
            theirs = tuple(n for n in twin.nodes if n.kind == "block" and n.line in view.trailing)
            lines += self._lines(theirs, twin.span.path)
        self.lang, self.env = env.lang, env
        return lines

    def _lines(self, nodes: tuple[Node, ...], path: str) -> list[str]:
        codes = ((node, self.node(node)) for node in nodes)
        return [typst.placed(code, Span(path, node.line, node.column or 1)) for node, code in codes if code]

    def node(self, node: Node) -> str:
        """The code of one node."""
        env = self.env
        if node.kind in ("list", "quote") or (node.kind == "block" and node.text not in _STANDING):
            self.env = _inside(env)
        code = self._WRITERS[node.kind](self, node)
        self.env = env
        return code

    def content(self, nodes: tuple[Node, ...]) -> str:
        """Nodes as content in one part, "" for none: text in line as it is, blocks one below the other."""
        parts = [part for part in (self.node(node) for node in nodes) if part]
        if len(parts) == 1 and nodes[0].kind not in INLINE:
            return parts[0]
        return typst.call("c", *parts) if parts else ""

    def kept(self, nodes: tuple[Node, ...]) -> str:
        """Nodes as content whose Korean words are kept whole."""
        before, self._whole = self._whole, True
        code = self.content(nodes)
        self._whole = before
        return code

    def _inline(self, nodes: tuple[Node, ...]) -> str:
        return ", ".join(filter(None, (self.node(node) for node in nodes)))

    def _text(self, node: Node) -> str:
        marks = self.env.names.find(node.text)
        return ", ".join(typst.kept(node.text, marks) if self._whole else typst.run(node.text, marks))

    def _paragraph(self, node: Node) -> str:
        if len(node.children) == 1 and node.children[0].kind == "image":
            return self._picture(node.children[0])
        said = plain(node.children).rstrip()
        return typst.call("lead-in" if said.endswith(":") else "p", self._inline(node.children)) if said else ""

    def _heading(self, node: Node) -> str:
        return self._head(self._level + int(node.text) - 2, self.kept(node.children))

    def _list(self, node: Node) -> str:
        items = [self.content(item.children) or "[]" for item in node.children]
        if not node.text:
            return typst.call("ul", *items)
        return typst.call("ol", *items, start=node.text if node.text != "1" else "")

    def _table(self, node: Node) -> str:
        return self.table(node)

    def table(self, node: Node, caption: str = "") -> str:
        """A table written in the text."""
        rows = [tuple(self._cell(cell) for cell in row.children) for row in node.children]
        headed = bool(rows) and all(cell.header for cell in rows[0])
        view = Table(heads=(rows[0],) if headed else (), rows=tuple(rows[1:] if headed else rows))
        return table_code(view, self.env, caption=caption, colour=self.colour)

    def _cell(self, cell: Node) -> Cell:
        return Cell(
            self.kept(cell.children),
            plain(cell.children),
            colspan=int(cell.attr("colspan", "1")),
            rowspan=int(cell.attr("rowspan", "1")),
            header=bool(cell.attr("header")),
            align={"right": "end", "center": "center"}.get(cell.attr("align"), ""),
        )

    def _link(self, node: Node) -> str:
        inner = self._inline(node.children)
        inside = self._links.get(node.text)
        if inside is not None or "://" not in node.text:
            key = self.env.chapter(inside or "")
            if key:
                return typst.call("to", typst.string(key), inner)
            mail = inside is None and node.text.startswith("mailto:")
            return typst.call("lk", typst.string(node.text), inner) if mail else inner
        if not self.brief and plain(node.children) != node.text:
            address = ", ".join(typst.run(node.text))
            return typst.call("lk", typst.string(node.text), inner, note=typst.joined([address]))
        return typst.call("lk", typst.string(node.text), inner)

    def _image(self, node: Node) -> str:
        """A picture in a line: words alone where it is lost or cannot be had."""
        view = self._pictures.get(node.text)
        alt = plain(node.children)
        if view and view.src and (code := picture(view, alt, self.env)):
            return code
        lost = view is not None and not view.src
        return typst.call("lost-words", self.env.t("block-lost"), self.env.say(alt)) if lost else ""

    def _picture(self, node: Node) -> str:
        code = self._image(node)
        return typst.call("plate", code) if code.startswith("pic(") else code and typst.call("p", code)

    def _block(self, node: Node) -> str:
        if node.text in POINTING and self.lang != self.env.lang:
            before, self.lang = self.lang, self.env.lang
            code = block_code(self, node)
            self.lang = before
            return code and typst.call("native", code, lang=typst.string(self.env.lang))
        return block_code(self, node)

    #: What writes a node of each kind.
    _WRITERS: ClassVar[Mapping[str, Callable[["ProseWriter", Node], str]]] = MappingProxyType(
        {
            "text": _text,
            "paragraph": _paragraph,
            "strong": lambda self, n: typst.call("b", self._inline(n.children)),
            "emphasis": lambda self, n: typst.call("e", self._inline(n.children)),
            "code-span": lambda _, n: typst.call("code", *typst.run(n.text)),
            "soft-break": lambda _w, _n: '" "',
            "break": lambda _w, _n: "br",
            "heading": _heading,
            "list": _list,
            "item": lambda self, n: self.content(n.children),
            "quote": lambda self, n: typst.call("citation", self.content(n.children)),
            "code": lambda _, n: typst.call("listing", *(typst.string(line) for line in n.text.splitlines())),
            "rule": lambda _w, _n: "seam()",
            "table": _table,
            "link": _link,
            "image": _image,
            "block": _block,
        }
    )
