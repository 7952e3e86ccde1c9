"""A booklet as its readers find it: its pages, its tags, and the text that both lead to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf

_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
#: What tells where text stands and what it belongs to.
OPERATORS = "q Q cm BDC BMC EMC Tf Tm Td TD T* Tj TJ ' \""
_SECTION = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


@dataclass(frozen=True)
class Run:
    """Text that is set in one piece; ``x`` from the left and ``y`` from the top, in points; ``mcid`` -1: decoration."""

    text: str
    page: int
    x: float
    y: float
    width: float
    size: float
    font: str
    mcid: int
    lang: str
    kind: str  # of a decoration: Header, Footer, Layout
    upright: bool = True

    @property
    def right(self) -> float:
        return self.x + self.width if self.upright else self.x


@dataclass(eq=False)
class Element:
    """A tag: what it says of itself and what it holds, runs and elements in reading order."""

    tag: str
    lang: str
    alt: str
    id: str
    attributes: dict[str, Any]
    children: "list[Element | Run]" = field(default_factory=list)

    @property
    def kids(self) -> "list[Element]":
        return [child for child in self.children if isinstance(child, Element)]

    def runs(self, without: tuple[str, ...] = ()) -> Iterator[Run]:
        """All runs within, but those in tags called ``without``."""
        for child in self.children:
            if isinstance(child, Run):
                yield child
            elif child.tag not in without:
                yield from child.runs(without)

    def text(self, without: tuple[str, ...] = ()) -> str:
        return "".join(run.text for run in self.runs(without))

    def all(self, *tags: str) -> "Iterator[Element]":
        """Elements with one of ``tags`` at any depth, in reading order; without tags every one."""
        for child in self.kids:
            if not tags or child.tag in tags:
                yield child
            yield from child.all(*tags)


class Font:
    """How the codes of a font read, and how wide they are."""

    def __init__(self, font: Any) -> None:
        """The font as a page names it."""
        self.name = str(font.BaseFont)[1:]
        self.texts = _texts(font.ToUnicode.read_bytes().decode("latin-1"))
        self.widths: dict[int, float] = {}
        inner = font.DescendantFonts[0]
        entries = list(inner.get("/W", []))
        while entries:
            first, second, *entries = entries
            if isinstance(second, pikepdf.Array):
                self.widths.update((int(first) + n, float(w)) for n, w in enumerate(second))
            else:
                self.widths.update((code, float(entries[0])) for code in range(int(first), int(second) + 1))
                entries = entries[1:]
        self.default = float(inner.get("/DW", 1000))

    def read(self, data: bytes) -> tuple[str, float]:
        """The text of a string of codes, and its width in thousandths of the size."""
        codes = [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]
        text = "".join(self.texts.get(code, "\ufffd") for code in codes)
        return text, sum(self.widths.get(code, self.default) for code in codes)


def _texts(cmap: str) -> dict[int, str]:
    """What each code of a ToUnicode map means."""
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(cmap):
        if kind == "bfchar":
            found.update((int(code, 16), _utf16(text)) for code, text in _PAIR.findall(body))
        else:
            for first, last, text in _RANGE.findall(body):
                start = ord(_utf16(text))
                found.update((int(first, 16) + n, chr(start + n)) for n in range(int(last, 16) - int(first, 16) + 1))
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


class Booklet:
    """A finished PDF, read once."""

    def __init__(self, path: Path) -> None:
        """The PDF at ``path``."""
        self.path = path
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.labels = [str(page.label) for page in self.pdf.pages]
        self.index = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        self._fonts: dict[tuple[int, int], Font] = {}

    @cached_property
    def pages(self) -> list[list[Run]]:
        """The runs of each page, in the order in which they are painted."""
        return [list(self._runs(number, page)) for number, page in enumerate(self.pdf.pages, 1)]

    def size(self, page: int) -> tuple[float, float]:
        box = self.pdf.pages[page - 1].mediabox
        return float(box[2]), float(box[3])

    def _runs(self, number: int, page: Any) -> Iterator[Run]:
        height = self.size(number)[1]
        fonts = {name: self._font(font) for name, font in page.Resources.get("/Font", {}).items()}
        matrix, matrices = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), []
        marks: list[tuple[int, str, str, str | None]] = []
        font, size, text_matrix = None, 0.0, matrix
        for operands, operator in pikepdf.parse_content_stream(page, OPERATORS):
            match str(operator):
                case "q":
                    matrices.append(matrix)
                case "Q":
                    matrix = matrices.pop()
                case "cm":
                    matrix = _times(tuple(map(float, operands)), matrix)
                case "BDC":
                    marks.append(_mark(operands, marks[-1] if marks else None))
                case "EMC":
                    marks.pop()
                case "Tf":
                    font, size = fonts[str(operands[0])], float(operands[1])
                case "Tm":
                    text_matrix = tuple(map(float, operands))
                case "Tj" | "TJ":
                    assert font is not None
                    text, width = _shown(font, operands[0])
                    mcid, lang, kind, actual = marks[-1]
                    a, b, c, d, x, y = _times(text_matrix, matrix)
                    run = Run(
                        text if actual is None else actual, number, x, height - y,
                        width * size / 1000 * abs(a or b), size * abs(d or c), font.name, mcid, lang, kind, b == 0,
                    )  # fmt: skip
                    if actual is not None:  # it stands for all that is painted under the mark
                        marks[-1] = (mcid, lang, kind, "")
                    yield run
                case "BMC":
                    marks.append((-1, "", str(operands[0])[1:], None))
                case "Td" | "TD" | "T*" | "'" | '"':
                    raise AssertionError(operator)

    def _font(self, font: Any) -> Font:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = Font(font)
        return self._fonts[font.objgen]

    @cached_property
    def document(self) -> Element:
        """The tree of tags, whose runs are those of the pages."""
        marked: dict[tuple[int, int], list[Run]] = {}
        for runs in self.pages:
            for run in runs:
                if run.mcid >= 0:
                    marked.setdefault((run.page, run.mcid), []).append(run)
        top = Element("", str(self.root.Lang), "", "", {})
        self._fill(top, self.root.StructTreeRoot, 0, marked)
        return top

    def _fill(self, element: Element, found: Any, page: int, marked: dict[tuple[int, int], list[Run]]) -> None:
        if "/Pg" in found:
            page = self.index[found.Pg.objgen]
        children = found.get("/K")
        for child in children if isinstance(children, pikepdf.Array) else [] if children is None else [children]:
            if isinstance(child, int):
                element.children += marked.get((page, child), [])
            elif child.get("/Type") == "/MCR":
                at = self.index[child.Pg.objgen] if "/Pg" in child else page
                element.children += marked.get((at, int(child.MCID)), [])
            elif child.get("/Type") != "/OBJR":
                inner = Element(
                    str(child.S)[1:], str(child.get("/Lang", element.lang)), str(child.get("/Alt", "")),
                    str(child.get("/ID", "")), _attributes(child),
                )  # fmt: skip
                element.children.append(inner)
                self._fill(inner, child, page, marked)

    @cached_property
    def _read(self) -> list[Run]:
        """All runs in the order of the tags, but footnotes."""
        return list(self.document.runs(without=("Note",)))

    def chapter(self, key: str) -> str:
        """What the chapter labelled ``key`` says to who reads by its tags, footnotes left out."""
        pages = self.between(key)
        return squeezed("".join(run.text for run in self._read if run.page in pages))

    @cached_property
    def painted(self) -> list[str]:
        """What each page shows."""
        return [squeezed("".join(run.text for run in runs)) for runs in self.pages]

    @cached_property
    def places(self) -> dict[str, int]:
        """The pages, counted from 1, on which labels stand."""
        tree = pikepdf.NameTree(self.root.Names.Dests)
        found = {}
        for name, target in tree.items():
            place = target.D if isinstance(target, pikepdf.Dictionary) else target
            found[str(name)] = self.index[place[0].objgen]
        return found

    def page_of(self, label: str) -> int:
        """The page, counted from 1, on which ``label`` is printed in arabic numbers."""
        return self.labels.index(label) + 1

    def between(self, key: str) -> range:
        """The pages of the chapter labelled ``key``."""
        first = self.places[key]
        later = [page for name, page in self.places.items() if page > first and name.count("/") > 1]
        return range(first, min([*later, len(self.pages)]))

    @cached_property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        """The outline: depth, title, page counted from 1."""

        def told(items: Any, depth: int) -> Iterator[tuple[int, str, int]]:
            for item in items:
                yield depth, str(item.title), self.index[item.destination[0].objgen]
                yield from told(item.children, depth + 1)

        with self.pdf.open_outline() as outline:
            return list(told(outline.root, 0))

    def xmp(self) -> str:
        return self.root.Metadata.read_bytes().decode()


def squeezed(text: str) -> str:
    """Text without white space and the hyphens of broken lines."""
    return "".join(text.replace("\xad", "").split())


def _attributes(element: Any) -> dict[str, Any]:
    every = element.get("/A", pikepdf.Array())
    return {
        str(key)[1:]: value
        for one in (every if isinstance(every, pikepdf.Array) else [every])
        for key, value in one.items()
        if key != "/O"
    }


def _mark(operands: Any, outer: tuple[int, str, str, str | None] | None) -> tuple[int, str, str, str | None]:
    mcid, lang, kind, actual = outer or (-1, "", "", None)
    told = operands[1]
    if str(operands[0]) == "/Artifact":
        mcid, kind = -1, str(told.get("/Subtype", told.get("/Type", "")))[1:]
    if "/MCID" in told:
        mcid = int(told.MCID)
    if "/ActualText" in told:
        actual = str(told.ActualText)
    return mcid, str(told.get("/Lang", lang)), kind, actual


def _shown(font: Font, operand: Any) -> tuple[str, float]:
    """What a string, or an array of strings and shifts, shows and how wide it is."""
    text, width = "", 0.0
    for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(part, pikepdf.String):
            said, wide = font.read(bytes(part))
            text, width = text + said, width + wide
        else:
            width -= float(part)
    return text, width


def _times(one: tuple[float, ...], two: tuple[float, ...]) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
