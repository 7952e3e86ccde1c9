"""What a finding says, in words that weigh more or less: its title, its headings, its text."""

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from seboddari_build.base.language import Said
from seboddari_build.model.prose import Node, Prose, Section
from seboddari_build.site.search import Finding
from seboddari_build.site.views import (
    BodyView,
    Bound,
    ComparisonPage,
    DatasetPage,
    Entry,
    EntryPage,
    HomePage,
    MinutesPage,
    Page,
    ProgrammePage,
    SessionPage,
    SlotView,
    TalkPage,
)

#: How much a word weighs in a title, in a name or heading, in the text.
TITLE, NAME, TEXT = 6, 2, 1

#: What else visitors call the pages that their own names do not tell of, in both languages.
_CALLED: Final = MappingProxyType(
    {
        "programme": "시간표 일정 일정표 순서표 timetable schedule",
        "cases": "사례 비교 사례 비교표 comparison",
        "datasets": "표 통계 수치 statistics tables",
        "glossary": "용어집 낱말 dictionary",
        "minutes-index": "회의 기록 meetings",
    }
)
#: What visitors write beside the name of a place to say what they look for there.
_CASE: Final = "사례 case"

#: Gives the prose that a body names.
Reader = Callable[[str], Prose]
Weighed = Iterator[tuple[int, str]]

#: Fields of views that lead elsewhere, or say again what stands beside them.
_AWAY = frozenset(("chart", "map", "origin", "source"))
#: Fields that hold plain words; any other plain field is an id, an address or a colour.
_PLAIN = frozenset(("as_of", "date", "gloss", "time", "unit", "value"))


def texts(one: Finding, read: Reader) -> Weighed:
    """Each text of a finding with its weight, in both languages; its id says what it is in English."""
    yield NAME, one.path.rstrip("/").rpartition("/")[2].replace("-", " ")
    for title, view in zip(one.titles, one.views, strict=True):
        yield TITLE, title.text
        if isinstance(view, Page):
            yield TITLE, _CALLED.get(view.kind, "")
            yield from _of_page(view)
            yield from _weighed(TEXT, (view.note, view.issues, view.corrections))
            yield from _of_body(view.body, read)
        elif isinstance(view, Entry):
            yield from _of_entry(view)
        elif isinstance(view, SlotView):
            yield NAME, view.performer.text


def _of_page(page: Page) -> Weighed:
    """What a page says beside its title and its body; what it lists is found by itself."""
    match page:
        case HomePage():
            yield from _weighed(TEXT, (page.slogan, page.lead))
        case ProgrammePage():
            yield from _weighed(NAME, tuple((day.title, day.channels) for day in page.days))
            yield from ((NAME, day.date) for day in page.days)
        case SessionPage():
            yield from _weighed(NAME, tuple(part.title for part in page.parts))
        case TalkPage():
            yield from _of_talk(page)
        case ComparisonPage():
            yield from _weighed(NAME, tuple(group.title for group in page.groups))
        case DatasetPage():
            yield from _weighed(TEXT, page.dataset)
        case EntryPage():
            yield from _of_entry(page.entry)
            yield from _weighed(NAME, tuple(link for _, link in page.facts))
            yield from _weighed(TEXT, (page.people, page.organisations))
        case MinutesPage():
            yield from _weighed(TEXT, (page.place, page.recorder, page.attendance, page.next))
            yield TEXT, f"{page.date} {page.time}"


def _of_talk(page: TalkPage) -> Weighed:
    yield NAME, _CASE if page.group else ""
    yield from _weighed(NAME, (page.organisations, page.district, tuple(who.name for who in page.presenters)))
    yield from _weighed(TEXT, (page.programme, page.figures, page.results, page.links, page.disclaimer))
    yield from _weighed(
        TEXT, (page.delivery_model, page.period or page.date, tuple(who.role for who in page.presenters))
    )


def _of_entry(entry: Entry) -> Weighed:
    yield from _weighed(TITLE, (entry.twin, entry.other_names))
    yield NAME, entry.district.text
    yield from _weighed(TEXT, (entry.definition, entry.note))


def _of_body(body: BodyView, read: Reader) -> Weighed:
    for view in body.sections:
        section: Section = read(view.digest).sections[view.index]
        yield NAME, view.title.text
        yield from ((TEXT, text) for text in _runs(section.nodes, body.bound))
    bound = body.bound
    yield from _weighed(
        TEXT, (bound.media, bound.people, bound.organisations, [card.title for _, card in bound.datasets])
    )


def _weighed(weight: int, value: Any) -> Weighed:
    return ((weight, text) for text in _said(value))


def _said(value: Any) -> Iterator[str]:
    """Every text in a view."""
    if isinstance(value, Said):
        yield value.text
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _said(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            one = getattr(value, name)
            if isinstance(one, str):
                if name in _PLAIN:
                    yield one
            elif name not in _AWAY:
                yield from _said(one)


def _runs(nodes: Iterable[Node], bound: Bound) -> Iterator[str]:
    """The text of each run of inline nodes."""
    words: list[str] = []
    for node in nodes:
        if node.kind in ("text", "code-span", "code"):
            words.append(node.text)
        elif node.kind in ("soft-break", "break"):
            words.append(" ")
        elif node.kind in ("strong", "emphasis", "link"):
            words += _runs(node.children, bound)
        elif node.kind == "image":
            if node.text in dict(bound.pictures):  # what may not be shown is not there
                words += _runs(node.children, bound)
        else:
            yield from _runs(node.children, bound)
    if words:
        yield "".join(words)
