"""The pages of a built site as trees, and the questions that many tests ask of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
#: Attributes whose text people read or hear.
SPOKEN = ("alt", "title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "label", "summary")
#: Where each kind of element says what it points to or loads.
POINTERS = ("href", "{http://www.w3.org/1999/xlink}href", "src", "data", "poster", "action", "formaction")


@dataclass
class Page:
    """One HTML file; ``path`` is that of the file within the site."""

    path: str
    markup: str
    root: Element = field(init=False)

    def __post_init__(self) -> None:
        """Parse the file as a browser would."""
        self.root = html5lib.parse(self.markup, namespaceHTMLElements=False)

    @property
    def lang(self) -> str:
        """``ko``, ``en``, or "" for the two pages outside both."""
        first = self.path.partition("/")[0]
        return first if first in ("ko", "en") else ""

    @cached_property
    def elements(self) -> list[tuple[Element, str]]:
        """Every element in order, each with the language it stands in."""
        found: list[tuple[Element, str]] = []

        def walk(element: Element, lang: str) -> None:
            if not isinstance(element.tag, str):
                return  # a comment
            own = element.get("lang", lang)
            found.append((element, own))
            for child in element:
                walk(child, own)

        walk(self.root, "")
        return found

    def all(self, name: str) -> list[Element]:
        """Every element of that name (``svg`` and its parts by their local name)."""
        return [element for element, _ in self.elements if local(element) == name]

    def one(self, name: str) -> Element:
        """The only element of that name."""
        found = self.all(name)
        assert len(found) == 1, f"{self.path}: {len(found)} x <{name}>"
        return found[0]

    def classed(self, name: str) -> list[Element]:
        """Every element with that class."""
        return [element for element, _ in self.elements if name in element.get("class", "").split()]

    def by_id(self, id: str) -> Element:
        """The element with that id."""
        return next(element for element, _ in self.elements if element.get("id") == id)

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [element.get("id", "") for element, _ in self.elements if element.get("id") is not None]

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """Every run of text (scripts and styles left out) with the language that it is in."""
        found: list[tuple[str, str]] = []

        def walk(element: Element, lang: str) -> None:
            if not isinstance(element.tag, str):
                return
            own = element.get("lang", lang)
            if element.text and local(element) not in ("script", "style"):
                found.append((element.text, own))
            for child in element:
                walk(child, own)
                if child.tail:
                    found.append((child.tail, own))

        walk(self.root, "")
        return found

    @cached_property
    def spoken(self) -> list[tuple[str, str]]:
        """Every attribute that people read or hear, and the description, with its language."""
        found = [
            (element.get(name, ""), lang) for element, lang in self.elements for name in SPOKEN if element.get(name)
        ]
        metas = ((element.get("content", ""), lang) for element, lang in self.elements if local(element) == "meta")
        return found + [(content, lang) for content, lang in metas if content]

    def pointers(self) -> Iterator[tuple[Element, str]]:
        """Every address that the page points to or loads."""
        for element, _ in self.elements:
            for name in POINTERS:
                value = element.get(name)
                if value is not None:
                    yield element, value
            for part in element.get("srcset", "").split(","):
                if part.strip():
                    yield element, part.split()[0]

    def target(self, address: str, base: str = "/repo/") -> tuple[str, str]:
        """The file and the anchor that an internal address leads to."""
        parts = urlsplit(address)
        if not parts.path:
            return self.path, unquote(parts.fragment)
        path = unquote(parts.path)
        if path.startswith("/"):
            assert path.startswith(base), f"{self.path}: {address} leads out of the site"
            where = path.removeprefix(base)
        else:
            folder = self.path.rpartition("/")[0]
            where = normpath(f"{folder}/{path}" if folder else path)
            assert not where.startswith(".."), f"{self.path}: {address} leads out of the site"
        if path.endswith("/") or where in ("", "."):
            where = f"{where.rstrip('/')}/index.html".removeprefix("./").lstrip("/")
        return where, unquote(parts.fragment)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def external(address: str) -> bool:
    """Whether an address has a scheme or a host of its own."""
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def text_of(element: Element) -> str:
    """All text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def within(element: Element, name: str) -> list[Element]:
    """Every element of that name below ``element``."""
    return [one for one in element.iter() if isinstance(one.tag, str) and local(one) == name]


def classed(element: Element, name: str) -> list[Element]:
    """Every element of that class below ``element``."""
    return [one for one in element.iter() if name in one.get("class", "").split()]


def read_pages(output: Path) -> dict[str, Page]:
    """Every HTML page of a site by its path."""
    files = sorted(output.rglob("*.html"))
    paths = [file.relative_to(output).as_posix() for file in files]
    return {path: Page(path, file.read_text("utf-8")) for path, file in zip(paths, files, strict=True)}
