"""Running text as a tree of frozen nodes, free of any output format."""

from msgspec import Struct

from seboddari_build.base.span import NOWHERE, Span


class Node(Struct, frozen=True, array_like=True):
    """One node of running text.

    ``kind`` is one of

    * blocks: ``paragraph``; ``heading`` (``text`` = level 3 to 6); ``list`` (``text`` =
      first number of an ordered list, "" for bullets) of ``item``; ``quote``; ``code``
      (``text`` = the code, attr ``info``); ``rule``; ``table`` of ``row`` of ``cell``
      (attrs ``header`` = "yes", ``align``, ``colspan``, ``rowspan``); ``block`` (a colon
      fence: ``text`` = its name, attr ``argument``, one attr ``:option`` an option, attr
      ``raw`` = its text where the block takes data instead of Markdown);
    * inlines: ``text``; ``strong``; ``emphasis``; ``code-span`` (``text``); ``link``
      (``text`` = target, attr ``title``); ``image`` (``text`` = target, children = alt);
      ``break``; ``soft-break``.

    ``line`` and ``column`` count from 1 in the content file; 0 where unknown.
    """

    kind: str
    text: str = ""
    children: tuple["Node", ...] = ()
    attrs: tuple[tuple[str, str], ...] = ()
    line: int = 0
    column: int = 0

    def attr(self, name: str, default: str = "") -> str:
        """The attribute called ``name``."""
        for key, value in self.attrs:
            if key == name:
                return value
        return default


class Section(Struct, frozen=True, array_like=True):
    """A part of a body under one ``## heading {#id}``; the first may be ``intro``, untitled."""

    id: str
    title: tuple[Node, ...]
    nodes: tuple[Node, ...]
    span: Span


class Prose(Struct, frozen=True, array_like=True):
    """The body of one content file in one language."""

    sections: tuple[Section, ...] = ()


class Head(Struct, frozen=True, array_like=True):
    """A section as tables of contents and checks see it; ``title`` is plain text.

    Not ``named``: its heading has no usable id, and a stand-in was made up.
    """

    id: str
    title: str
    span: Span
    named: bool = True


class Link(Struct, frozen=True, array_like=True):
    """A link or picture in a body, as written."""

    target: str
    span: Span
    image: bool = False
    alt: str = ""


class BlockUse(Struct, frozen=True, array_like=True):
    """A colon fence in a body; ``said`` is where its argument stands."""

    name: str
    argument: str
    section: str
    span: Span
    said: Span = NOWHERE


#: So many numbers make a sketch of a text.
SKETCH = 64


class Outline(Struct, frozen=True, array_like=True):
    """What planning needs to know of a body without holding its text.

    ``digest`` names the Prose in the memo store; ``words`` counts words as a reader would
    (runs between spaces); ``glyphs`` holds each character of the body once, sorted, marks included; ``lead``
    is the plain text of the first paragraph; ``marks`` are the ids of smaller headings; ``said`` holds a
    digest of what each section says, wherever in the file it stands; ``sketch`` the smallest numbers of
    its runs of words, by which texts that are nearly alike are found, empty for a short text.
    """

    digest: str
    heads: tuple[Head, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: tuple[BlockUse, ...] = ()
    words: int = 0
    glyphs: str = ""
    lead: str = ""
    marks: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()


def plain(nodes: tuple[Node, ...]) -> str:
    """The text of ``nodes`` without any marks."""
    return "".join(
        " "
        if n.kind in ("soft-break", "break")
        else (n.text if n.kind in ("text", "code-span", "code") else plain(n.children))
        for n in nodes
    )
