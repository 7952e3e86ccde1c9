"""Bodies as pages show them: sections in the reader's language, links and blocks resolved."""

from collections.abc import Iterator
from typing import Any

import msgspec

from seboddari_build.base.language import Language, Said
from seboddari_build.check.bodies import content_target
from seboddari_build.load.inline_nodes import external
from seboddari_build.load.place import MEDIA
from seboddari_build.model.prose import Head, Outline
from seboddari_build.model.talk import Case
from seboddari_build.site import cards
from seboddari_build.site.context import Context, href, once
from seboddari_build.site.datasets import dataset_card
from seboddari_build.site.pictures import media_view, named_picture
from seboddari_build.site.views import BodyView, Bound, MediaView, PictureView, SectionView, TermView

#: Blocks that only point: where an English section leaves them out they follow its text.
POINTING = frozenset({"figures", "dataset", "service", "gallery", "pair", "video", "links", "form"})


def body_view(context: Context, item: Any, language: Language, only: str = "") -> BodyView:
    """The body of ``item`` for a reader of ``language``; ``only`` keeps the section of that id."""
    korean, english = item.body.ko, item.body.en
    if korean is None:
        return BodyView()
    sections: list[SectionView] = []
    theirs = {head.id: (index, head) for index, head in enumerate(english.heads)} if english else {}
    for index, head in enumerate(korean.heads):
        if only and head.id != only:
            continue
        if language == "en" and english and head.id in theirs:
            place, twin = theirs[head.id]
            trailing = _missing_blocks(korean, english, head.id)
            other = (korean.digest, index) if trailing else ("", 0)  # else Korean edits would touch this page
            sections.append(SectionView(head.id, "en", Said(twin.title, "en"), english.digest, place, trailing, other))
        else:
            sections.append(_plain(korean, index, head, "ko"))
    if language == "en" and english and not only:
        known = {head.id for head in korean.heads}
        sections += [_plain(english, i, h, "en") for i, h in enumerate(english.heads) if h.id not in known]
    if not sections:
        return BodyView()
    used = (korean, english) if language == "en" else (korean,)
    return BodyView(tuple(sections), _bound(context, item, tuple(o for o in used if o), language, only))


def in_fallback(item: Any, language: Language) -> bool:
    """Whether the page of ``item`` has nothing in ``language``: neither its title nor any text."""
    title = item.name if hasattr(item, "name") else item.title
    body = getattr(item, "body", None)
    said = bool(title.en if language == "en" else title.ko)
    return not said and not (body and body.of(language))


def _plain(outline: Outline, index: int, head: Head, language: Language) -> SectionView:
    return SectionView(head.id, language, Said(head.title, language), outline.digest, index)


def _missing_blocks(korean: Outline, english: Outline, section: str) -> tuple[int, ...]:
    """The lines of the pointing blocks that a section has in Korean alone."""
    there = {block for block, _ in _pointing(english, section)}
    return tuple(line for block, line in _pointing(korean, section) if block not in there)


def _pointing(outline: Outline, section: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Each pointing block of a section, and its line; forms go by number, for their titles are translated."""
    forms = 0
    for block in outline.blocks:
        if block.section == section and block.name in POINTING:
            forms += block.name == "form"
            yield (block.name, str(forms) if block.name == "form" else block.argument), block.span.line


def _bound(context: Context, item: Any, outlines: tuple[Outline, ...], language: Language, only: str) -> Bound:
    links: dict[str, str] = {}
    pictures: dict[str, PictureView] = {}
    found: dict[str, dict[str, Any]] = {"dataset": {}, "orgs": {}, "people": {}, "media": {}}
    names: set[str] = set()
    for outline in outlines:
        for link in outline.links:
            if external(link.target):
                continue
            if link.image:
                where, _ = content_target(item.span.path, link.target)
                if picture := named_picture(context, where.removeprefix(MEDIA)):
                    pictures[link.target] = picture
            else:
                links[link.target] = _target(context, item, link.target, language)
        for block in outline.blocks:
            if not only or block.section == only:
                names.add(block.name)
                _collect(context, block.name, block.argument, language, found)
    figures = getattr(item, "figures", ()) if "figures" in names else ()
    results = item.results if isinstance(item, Case) and "service" in names else ()
    weblinks = getattr(item, "links", ()) if "links" in names else ()
    return Bound(
        links=tuple(links.items()),
        figures=tuple(cards.figure_view(context, item, figure, language) for figure in figures),
        datasets=tuple(found["dataset"].items()),
        organisations=tuple(found["orgs"].items()),
        people=tuple(found["people"].items()),
        results=tuple(cards.result_view(context, item, result, language) for result in results),
        weblinks=tuple(cards.weblink(link, language) for link in weblinks),
        pictures=tuple(pictures.items()),
        media=tuple(_anchored(found["media"])),
        terms=_terms(context, item.body.of(language), language),
    )


def _anchored(media: dict[str, MediaView]) -> Iterator[tuple[str, MediaView]]:
    """The decks but the first marked by their names; in both languages the first is that of the Korean text."""
    decks = [name for name, view in media.items() if view.slides]
    for name, view in media.items():
        later = name in decks[1:]
        yield name, msgspec.structs.replace(view, mark=f"-{name}") if later else view


def _terms(context: Context, outline: Outline | None, language: Language) -> tuple[TermView, ...]:
    """The terms whose characters all stand in a body: a new term then touches the pages that may hold it."""
    glyphs = frozenset(outline.glyphs if outline else "")
    return tuple(term for term in _words(context, language) if glyphs.issuperset(term.words))


@once
def _words(context: Context, language: Language) -> tuple[TermView, ...]:
    """The terms of the glossary as one language writes them."""
    return tuple(
        TermView(words, term.id, f"{language}/glossary/#{term.id}", term.definition.said(language), twin)
        for term in context.conference.glossary
        for words, twin in [(term.ko, Said(term.en, "en")) if language == "ko" else (term.en, Said(term.ko, "ko"))]
        if len(words) > 1
    )


def _collect(context: Context, name: str, argument: str, language: Language, found: dict[str, dict[str, Any]]) -> None:
    if name == "dataset":
        dataset = context.lookup.one("datasets", argument)
        if dataset:
            found["dataset"][argument] = dataset_card(context, dataset, language)
    elif name in ("gallery", "pair", "video"):
        if media := media_view(context, argument, language):
            found["media"][argument] = media
    elif name in ("orgs", "request"):
        for part in argument.split(",") if name == "orgs" else (argument,):
            for link in cards.organisation_links(context, (part.strip(),), language):
                found["orgs"][part.strip()] = link
    elif name == "people":
        for part in argument.split(","):
            person = context.lookup.one("people", part.strip())
            if person:
                found["people"][part.strip()] = cards.person_line(context, person, language)


def _target(context: Context, item: Any, target: str, language: Language) -> str:
    """The address that a link between content files leads to; "" where its page may not be shown."""
    found, anchor = _entry(context, item, target)
    if found is None:
        return ""
    page = href(found, language)
    return f"{page}#{anchor}" if anchor else page


@once
def _entry(context: Context, item: Any, target: str) -> tuple[Any, str]:
    """The entry and the anchor that a link in the text of ``item`` leads to."""
    where, anchor = content_target(item.span.path, target)
    where = where.replace(".en.md", ".md")
    if where == item.span.path:
        return item, anchor
    return context.lookup.one("addressed", where.removeprefix("content/").rsplit(".", 1)[0]), anchor
