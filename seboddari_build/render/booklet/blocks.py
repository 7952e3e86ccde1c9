"""Blocks of running text -> Typst code, by their name."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import msgspec

from seboddari_build.base.span import NOWHERE
from seboddari_build.load.form import form_fields
from seboddari_build.load.scalar import parse_period
from seboddari_build.model.prose import Node, plain
from seboddari_build.render.booklet import parts, typst
from seboddari_build.render.booklet.env import Env
from seboddari_build.site import formats

if TYPE_CHECKING:
    from seboddari_build.render.booklet.prose import ProseWriter

_DATED = re.compile(r"\s*\(([^()]*\d[^()]*)\)\s*$")
_HEAD = re.compile(r"[^:]*:\s*")


def block_code(writer: "ProseWriter", node: Node) -> str:
    """The code of a block, "" where there is nothing to show."""
    return _BLOCKS[node.text](writer, node)


def _here(writer: "ProseWriter") -> Env:
    """The words around a block are in the language of its text."""
    if writer.lang == writer.env.lang:
        return writer.env
    return msgspec.structs.replace(writer.env, lang=writer.lang)


def _hue(writer: "ProseWriter") -> str:
    return typst.string(writer.colour) if writer.colour else ""


def _figures(writer: "ProseWriter", node: Node) -> str:
    if writer.brief:
        return ""
    bound = writer.body.bound.figures
    wanted = node.attr("argument").replace(",", " ").split()
    by_id = {figure.id: figure for figure in bound}
    shown = tuple(by_id[id] for id in wanted if id in by_id) if wanted else bound
    return parts.figures(shown, writer.env, writer.colour)


def _dataset(writer: "ProseWriter", node: Node) -> str:
    card = dict(writer.body.bound.datasets).get(node.attr("argument"))
    if card is None:
        return ""
    if writer.brief:
        return typst.call("p", writer.env.say(card.title))
    return "{\n" + parts.dataset(card, writer.env, writer.colour) + "}"


def _table(writer: "ProseWriter", node: Node) -> str:
    caption = _here(writer).say(node.attr("argument"))
    return _below(
        [writer.table(child, caption) if child.kind == "table" else writer.node(child) for child in node.children]
    )


def _below(codes: list[str]) -> str:
    """Codes of blocks as one."""
    return typst.joined(codes) if any(codes) else ""


def _steps(writer: "ProseWriter", node: Node) -> str:
    steps = []
    for item in _items(node):
        found = _DATED.search(plain(item.children))
        period, _ = parse_period(found[1].strip(), NOWHERE) if found else (None, None)
        children = _cut_end(item.children) if period else item.children
        date = _here(writer).say(formats.period(period, writer.lang)) if period else "none"
        steps.append(typst.call("step", date, writer.content(children) or "[]"))
    return typst.call("steps", *steps, hue=_hue(writer))


def _timeline(writer: "ProseWriter", node: Node) -> str:
    moments = []
    for item in _items(node):
        head, colon, _ = plain(item.children).partition(":")
        period, _ = parse_period(head.strip(), NOWHERE) if colon else (None, None)
        date = formats.period(period, writer.lang) if period else head.strip() if colon else ""
        children = _cut_start(item.children) if colon else item.children
        moments.append(typst.call("step", _here(writer).say(date) or "none", writer.content(children) or "[]"))
    return typst.call("timeline", *moments, hue=_hue(writer))


def _items(node: Node) -> list[Node]:
    return [item for child in node.children if child.kind == "list" for item in child.children]


def _cut_end(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Nodes without the date in brackets that ends them."""
    *before, last = nodes
    if last.children:
        last = msgspec.structs.replace(last, children=_cut_end(last.children))
    else:
        last = msgspec.structs.replace(last, text=_DATED.sub("", last.text))
    return (*before, last)


def _cut_start(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Nodes without the words up to the first colon."""
    first, *after = nodes
    if first.children:
        first = msgspec.structs.replace(first, children=_cut_start(first.children))
    else:
        first = msgspec.structs.replace(first, text=_HEAD.sub("", first.text, count=1))
    return (first, *after)


def _columns(writer: "ProseWriter", node: Node) -> str:
    """Columns side by side: each a bold line and what follows it; one below the other where room is short."""
    columns: list[tuple[str, list[str]]] = []
    for child in node.children:
        if child.kind == "paragraph" and len(child.children) == 1 and child.children[0].kind == "strong":
            columns.append((writer.kept(child.children[0].children), []))
        elif columns:
            columns[-1][1].append(writer.node(child))
    if writer.brief:
        return _below([code for title, content in columns for code in (typst.call("p", f"b({title})"), *content)])
    made = (typst.call("side", title, *content) for title, content in columns)
    return typst.call("sides", *made, hue=_hue(writer))


def _media(writer: "ProseWriter", node: Node) -> str:
    view = dict(writer.body.bound.media).get(node.attr("argument"))
    return parts.media(view, node.attr(":caption"), _here(writer)) if view else ""


def _links(writer: "ProseWriter", _: Node) -> str:
    return parts.web_links(writer.body.bound.weblinks, writer.env)


def _service(writer: "ProseWriter", node: Node) -> str:
    name = node.attr("argument")
    results = writer.body.bound.results
    found = next((result for result in results if name in (result.service_id, result.service.text)), None)
    if found is None:
        return ""
    return typst.call("service", writer.env.say(found.service), *parts.result(found, writer.env), hue=_hue(writer))


def _quote(writer: "ProseWriter", node: Node) -> str:
    by = ", ".join(filter(None, (node.attr(":by"), node.attr(":source"))))
    return typst.call("quotation", *_inner(writer, node), by=_here(writer).say(by), hue=_hue(writer))


def _inner(writer: "ProseWriter", node: Node) -> list[str]:
    return [writer.node(child) for child in node.children]


def _story(writer: "ProseWriter", node: Node) -> str:
    here = _here(writer)
    title = here.say(node.attr("argument")) or "none"
    return typst.call("story", here.kept_t("block-story"), title, *_inner(writer, node), hue=_hue(writer))


def _agenda(writer: "ProseWriter", node: Node) -> str:
    return typst.call("agenda", *_inner(writer, node))


def _note(word: str, kind: str) -> Callable[["ProseWriter", Node], str]:
    def note(writer: "ProseWriter", node: Node) -> str:
        here = _here(writer)
        return typst.call("note", here.kept_t(word), *_inner(writer, node), kind=typst.string(kind))

    return note


def _request(writer: "ProseWriter", node: Node) -> str:
    here = _here(writer)
    whom = dict(writer.body.bound.organisations).get(node.attr("argument"))
    title = typst.call("c", here.kept_t("block-request"), '": "', parts.link(whom, here)) if whom else ""
    return typst.call("note", title or here.kept_t("block-request"), *_inner(writer, node), kind='"request"')


def _orgs(writer: "ProseWriter", node: Node) -> str:
    known = dict(writer.body.bound.organisations)
    found = [known[name.strip()] for name in node.attr("argument").split(",") if name.strip() in known]
    here = _here(writer)
    return typst.call("chips", *(parts.link(one, here) for one in found)) if found else ""


def _people(writer: "ProseWriter", node: Node) -> str:
    known = dict(writer.body.bound.people)
    found = [known[name.strip()] for name in node.attr("argument").split(",") if name.strip() in known]
    here = _here(writer)
    return typst.call("rows", *(typst.call("p", parts.person(who, here)) for who in found)) if found else ""


def _form(writer: "ProseWriter", node: Node) -> str:
    """A blank form with room to write in."""
    here = _here(writer)
    fields = [
        typst.call(
            "field", here.say(label), *(here.say(option) for option in options), kind=typst.string(type or "text")
        )
        for label, type, options in form_fields(node.attr("raw"))
    ]
    title = here.kept_t("block-form")
    if node.attr("argument"):
        title = typst.call("c", title, '": "', here.say(node.attr("argument")))
    return typst.call("form", title, *fields, hue=_hue(writer))


#: What writes each block.
_BLOCKS: Final[Mapping[str, Callable[["ProseWriter", Node], str]]] = MappingProxyType(
    {
        "figures": _figures,
        "dataset": _dataset,
        "table": _table,
        "steps": _steps,
        "timeline": _timeline,
        "pair": _media,
        "gallery": _media,
        "video": _media,
        "links": _links,
        "service": _service,
        "proscons": _columns,
        "compare": _columns,
        "quote": _quote,
        "story": _story,
        "agenda": _agenda,
        "people": _people,
        "orgs": _orgs,
        "form": _form,
        "disclaimer": _note("disclaimer", "note"),
        "lost": _note("block-lost", "lost"),
        "note": _note("block-note", "note"),
        "decision": _note("block-decision", "decision"),
        "request": _request,
    }
)
