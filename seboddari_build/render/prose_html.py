"""Prose -> HTML or XHTML: the only place where running text is escaped for browsers and readers of e-books."""

import re
from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType
from typing import Any, ClassVar

from markupsafe import Markup
from msgspec import Struct

from seboddari_build.base.language import Language, has_hangul
from seboddari_build.base.span import NOWHERE
from seboddari_build.load.form import form_fields
from seboddari_build.load.scalar import parse_period
from seboddari_build.model.prose import Node, Prose, Section, plain
from seboddari_build.site import formats
from seboddari_build.site.bodies import POINTING
from seboddari_build.site.views import BodyView, LinkTo, PictureView, SectionView, TermView

#: Renders ``templates/blocks/<name>.html`` with the block's values, in a language.
BlockRenderer = Callable[[str, dict[str, Any], Language], str]

_WORD = re.compile(r"[0-9A-Za-z가-힣]")
_KOREAN = re.compile("[\u1100-\u11ff\u3130-\u318f가-힣]+(?:[ ·,]+[\u1100-\u11ff\u3130-\u318f가-힣]+)*")
_DATED = re.compile(r"\s*\(([^()]*\d[^()]*)\)\s*$")


class Env(Struct, frozen=True):
    """What rendering a body needs beside the body: where prose is, how links start, how blocks and pictures look.

    ``end`` closes an element that is always empty: ``>``, and ``/>`` in XHTML.
    """

    prose: Callable[[str], Prose]
    block: BlockRenderer
    root: str
    lang: Language
    t: Callable[[str, Language], str]
    picture: Callable[[PictureView, str], str]
    end: str = ">"


class BodyWriter:
    """Writes the sections of one body of one page."""

    def __init__(self, body: BodyView, env: Env) -> None:
        """A writer for ``body``; blocks and links come from ``body.bound``."""
        self._body = body
        self._env = env
        self._links = dict(body.bound.links)
        self._pictures = dict(body.bound.pictures)
        self._terms: list[TermView] = []
        self._linked: dict[str, TermView] = {}
        self._lang: Language = env.lang
        self._anchors = True
        self._section_id = ""  # where there is a heading to name what stands below it
        self._tables = 0
        self._decks: set[str] = set()

    def all(self) -> str:
        """Every section with its heading and anchor; then what the linked terms mean."""
        return "".join(self.parted())

    def parted(self) -> tuple[str, str]:
        """The same in two: what stands before the first heading, and the rest."""
        sections = [self._section(section) for section in self._body.sections]
        opening = sections.pop(0) if sections and not self._body.sections[0].title else ""
        if self._linked:
            sections.append(self._env.block("terms", {"terms": tuple(self._linked.values())}, self._env.lang))
        return opening, "".join(sections)

    def one(self, id: str) -> str:
        """The nodes of one section without its heading; "" where there is none."""
        self._anchors = False
        for section in self._body.sections:
            if section.id == id:
                inner = self._nodes_of(section)
                return f'<div lang="{section.lang}">{inner}</div>' if section.lang != self._env.lang else inner
        return ""

    def _section(self, view: SectionView) -> str:
        self._section_id = view.id if view.title else ""
        inner = self._nodes_of(view)
        lang = f' lang="{view.lang}"' if view.lang != self._env.lang else ""
        if not view.title:
            return f'<div class="intro" id="{view.id}"{lang}>\n{inner}</div>\n'
        title = self._inline(self._prose(view.digest, view.index).title)
        head = f'<h2 id="{view.id}-h">{title}</h2>\n'
        return f'<section id="{view.id}" aria-labelledby="{view.id}-h"{lang}>\n{head}{inner}</section>\n'

    def _prose(self, digest: str, index: int) -> Section:
        return self._env.prose(digest).sections[index]

    def _nodes_of(self, view: SectionView) -> str:
        nodes = self._prose(view.digest, view.index).nodes
        self._lang = view.lang
        self._terms = self._present_terms(nodes) if view.lang == self._env.lang else []
        inner = self._inline(nodes)
        if view.trailing:
            theirs = self._prose(*view.twin).nodes
            inner += "".join(
                self._block(node) for node in theirs if node.kind == "block" and node.line in view.trailing
            )
        return inner

    def _inline(self, nodes: tuple[Node, ...]) -> str:
        return "".join([self._WRITERS[node.kind](self, node) for node in nodes])

    def _inner(self, node: Node) -> str:
        return self._inline(node.children)

    def _text(self, node: Node) -> str:
        if self._terms:
            return self._with_terms(node.text, self._terms)
        return self._written(node.text)

    def _written(self, text: str) -> str:
        """``text`` escaped; Korean words within English are marked as such."""
        html = escape(text, quote=False)
        if self._lang == "ko" or not has_hangul(html):
            return html
        return _KOREAN.sub(r'<span lang="ko">\g<0></span>', html)

    def _code(self, node: Node) -> str:
        """Code, in the language that is written in it."""
        lang = ' lang="ko"' if self._lang != "ko" and has_hangul(node.text) else ""
        return f"<code{lang}>{escape(node.text, quote=False)}</code>"

    def _present_terms(self, nodes: tuple[Node, ...]) -> list[TermView]:
        terms = self._body.bound.terms
        if not terms:
            return []
        text = _running_text(nodes)
        found = [term for term in terms if term.words in text]
        return sorted(found, key=lambda term: -len(term.words))

    def _with_terms(self, text: str, terms: list[TermView]) -> str:
        """``text`` with the first mention of each term in the section linked to the glossary."""
        for term in terms:
            at = _whole_word(text, term.words)
            if at < 0:
                continue
            self._linked[term.id] = term
            self._terms = [other for other in self._terms if other.id != term.id]
            shorter = [other for other in terms[terms.index(term) + 1 :] if other in self._terms]
            before = self._with_terms(text[:at], shorter)
            rest = [other for other in shorter if other in self._terms]
            after = self._with_terms(text[at + len(term.words) :], rest)
            link = f'<a class="term" href="{self._env.root}{escape(term.href)}">{escape(term.words, quote=False)}</a>'
            return before + link + after
        return self._written(text)

    def _paragraph(self, node: Node) -> str:
        inner = self._inner(node)
        return f"<p>{inner}</p>\n" if inner else ""  # it held a picture that may not be shown

    def _heading(self, node: Node) -> str:
        name = node.attr("id")
        anchor = f' id="{escape(name)}"' if name and self._anchors else ""
        kept, self._terms = self._terms, []
        inner = self._inner(node)
        self._terms = kept
        return f"<h{node.text}{anchor}>{inner}</h{node.text}>\n"

    def _list(self, node: Node) -> str:
        inner = "".join([self._WRITERS[item.kind](self, item) for item in node.children])
        if not node.text:
            return f"<ul>\n{inner}</ul>\n"
        start = f' start="{escape(node.text)}"' if node.text != "1" else ""
        return f"<ol{start}>\n{inner}</ol>\n"

    def _table(self, node: Node) -> str:
        rows = []
        for row in node.children:
            cells = "".join(self._cell(cell) for cell in row.children)
            rows.append(f"<tr>{cells}</tr>\n")
        headed = bool(node.children) and all(c.attr("header") for c in node.children[0].children)
        head = f"<thead>\n{rows[0]}</thead>\n" if headed else ""
        body = "".join(rows[1:] if headed else rows)
        body = f"<tbody>\n{body}</tbody>\n" if body else ""
        self._tables += 1
        number = f" {self._tables}" if self._tables > 1 else ""  # no two regions of a page have one name
        label = escape(self._env.t("table", self._lang) + number)
        region = f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">'
        named = f' aria-labelledby="{self._section_id}-h"' if self._section_id and self._anchors else ""
        return f"{region}<table{named}>\n{head}{body}</table></div>\n"

    def _cell(self, cell: Node) -> str:
        tag = "th" if cell.attr("header") else "td"
        attrs = ' scope="col"' if tag == "th" else ""
        if cell.attr("align"):
            attrs += f' class="align-{escape(cell.attr("align"))}"'
        for name in ("colspan", "rowspan"):
            if cell.attr(name):
                attrs += f' {name}="{escape(cell.attr(name))}"'
        return f"<{tag}{attrs}>{self._inner(cell)}</{tag}>"

    def _link(self, node: Node) -> str:
        kept, self._terms = self._terms, []
        inner = self._inner(node)
        self._terms = kept
        title = f' title="{escape(node.attr("title"))}"' if node.attr("title") else ""
        inside = self._links.get(node.text)
        if inside == "":
            return inner
        target = f"{self._env.root}{inside}" if inside is not None else node.text
        rel = ' rel="noopener"' if inside is None and node.text.startswith("http") else ""
        return f'<a href="{escape(target)}"{title}{rel}>{inner}</a>'

    def _image(self, node: Node) -> str:
        """A picture; words in its place where it is lost, nothing where it may not be shown."""
        alt = plain(node.children)
        view = self._pictures.get(node.text)
        if view and not view.src:
            lost = escape(self._env.t("block-lost", self._lang), quote=False)
            return f'<span class="lost-picture">{lost}: {escape(alt, quote=False)}</span>'
        return self._env.picture(view, alt) if view else ""

    def _block(self, node: Node) -> str:
        lang = self._env.lang if node.text in POINTING else self._lang
        kept, self._terms = self._terms, []
        html = self._env.block(node.text, self._block_values(node), lang)
        self._terms = kept
        return f'<div lang="{lang}">{html}</div>\n' if lang != self._lang and html.strip() else html

    def _block_values(self, node: Node) -> dict[str, Any]:
        """What the template of a block gets, by the kind of block."""
        bound = self._body.bound
        argument = node.attr("argument")
        options = {key[1:]: value for key, value in node.attrs if key.startswith(":")}
        values: dict[str, Any] = {"name": node.text, "argument": argument, "options": options, "anchors": self._anchors}
        match node.text:
            case "steps":
                values["items"] = [self._step(item) for item in _items(node)]
            case "timeline":
                values["items"] = [self._moment(item) for item in _items(node)]
            case "proscons" | "compare":
                values["columns"] = self._columns(node)
            case "dataset":
                values["dataset"] = dict(bound.datasets).get(argument)
            case "figures":
                wanted = argument.replace(",", " ").split()
                by_id = {figure.id: figure for figure in bound.figures}
                values["figures"] = [by_id[id] for id in wanted if id in by_id] if wanted else list(bound.figures)
            case "service":
                values["result"] = next((r for r in bound.results if argument in (r.service_id, r.service.text)), None)
            case "links":
                values["links"] = bound.weblinks
            case "gallery" | "pair" | "video":
                values["media"] = dict(bound.media).get(argument)
                values["anchors"] = self._anchors and argument not in self._decks  # shown twice, it has one place
                self._decks.add(argument)
            case "orgs":
                values["links"] = [link for name in argument.split(",") if (link := self._organisation(name.strip()))]
            case "people":
                people = dict(bound.people)
                values["people"] = [people[n.strip()] for n in argument.split(",") if n.strip() in people]
            case "request":
                values["link"] = self._organisation(argument)
            case "form":
                values["fields"] = form_fields(node.attr("raw"))
        values["html"] = Markup(self._inner(node))  # made by this writer, which escapes all text
        return values

    def _organisation(self, name: str) -> LinkTo | None:
        return dict(self._body.bound.organisations).get(name)

    def _step(self, item: Node) -> tuple[Markup, str, str]:
        """A step's HTML, and its date in words and in ISO form where one ends it in brackets."""
        html = self._inner(item)
        found = _DATED.search(plain(item.children))
        period, _ = parse_period(found[1].strip(), NOWHERE) if found else (None, None)
        if not found or not period:
            return Markup(html), "", ""
        cut = html.rfind(f"({escape(found[1], quote=False)})")
        html = (html[:cut].rstrip() + html[cut + len(escape(found[1], quote=False)) + 2 :]) if cut >= 0 else html
        return Markup(html), formats.period(period, self._lang), _machine(period)

    def _moment(self, item: Node) -> tuple[str, str, Markup]:
        """A timeline entry: its date in words and in ISO form, and the HTML after it."""
        html = self._inner(item)
        head, colon, rest = html.partition(":")
        period, _ = parse_period(head.strip(), NOWHERE) if colon else (None, None)
        if not period:
            return head.strip() if colon else "", "", Markup(rest.strip() if colon else html)
        return formats.period(period, self._lang), _machine(period), Markup(rest.strip())

    def _columns(self, node: Node) -> list[tuple[Markup, Markup]]:
        """Title and content of each column: a bold line and what follows it."""
        columns: list[tuple[str, list[str]]] = []
        for child in node.children:
            if child.kind == "paragraph" and len(child.children) == 1 and child.children[0].kind == "strong":
                columns.append((self._inner(child.children[0]), []))
            elif columns:
                columns[-1][1].append(self._inline((child,)))
        return [(Markup(title), Markup("".join(parts))) for title, parts in columns]

    #: What writes a node of each kind.
    _WRITERS: ClassVar[Mapping[str, Callable[["BodyWriter", Node], str]]] = MappingProxyType(
        {
            "text": _text,
            "paragraph": _paragraph,
            "strong": lambda self, n: f"<strong>{self._inner(n)}</strong>",
            "emphasis": lambda self, n: f"<em>{self._inner(n)}</em>",
            "code-span": _code,
            "soft-break": lambda _w, _n: "\n",
            "break": lambda self, _: f"<br{self._env.end}\n",
            "heading": _heading,
            "list": _list,
            "item": lambda self, n: f"<li>{self._inner(n)}</li>\n",
            "quote": lambda self, n: f"<blockquote>{self._inner(n)}</blockquote>\n",
            "code": lambda self, n: f'<pre tabindex="0">{self._code(n)}</pre>\n',  # it scrolls sideways
            "rule": lambda self, _: f"<hr{self._env.end}\n",
            "table": _table,
            "link": _link,
            "image": _image,
            "block": _block,
        }
    )


def _items(node: Node) -> list[Node]:
    return [item for child in node.children if child.kind == "list" for item in child.children]


def _machine(period: Any) -> str:
    """A date for ``<time datetime>``: ranges have none."""
    return period.start.iso() if period.single() else ""


def _running_text(nodes: tuple[Node, ...]) -> str:
    return "\n".join(plain(node.children) for node in nodes if node.kind in ("paragraph", "list", "quote", "table"))


def _whole_word(text: str, word: str) -> int:
    """Where ``word`` stands in ``text`` not within a longer word; Korean particles may follow."""
    at = text.find(word)
    while at >= 0:
        after = text[at + len(word) : at + len(word) + 1]
        free = not (at and _WORD.match(text[at - 1]))
        if free and not (after.isascii() and _WORD.match(after)) and (not word.isascii() or not _WORD.match(after)):
            return at
        at = text.find(word, at + 1)
    return -1
