"""The page of the search: what can be chosen, and a list of everything."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from seboddari_build.base.language import LANGUAGES, Language, Said, Text
from seboddari_build.site import cards, formats
from seboddari_build.site.context import Context
from seboddari_build.site.frame import NAMES, home_crumb
from seboddari_build.site.search import KINDS, Finding
from seboddari_build.site.views import Choice, KindView, LinkTo, SearchPage

TITLE = Text("찾기", "Search")
LEAD = Text(
    "발표와 사례, 데이터, 조직, 사람, 용어를 한국어로도 영어로도 찾습니다. "
    "띄어쓰기가 달라도, ㄷㅂ처럼 첫소리만 적어도 됩니다.",
    "Talks, cases, data, organisations, people and terms, by English words or Korean ones. "
    "Slips of the keys are forgiven.",
)
#: The list that has everything of a kind.
_LISTS: Final = MappingProxyType(
    {
        "session": "sessions",
        "presentation": "sessions",
        "case": "cases",
        "dataset": "data",
        "organisation": "organisations",
        "person": "people",
        "district": "districts",
        "term": "glossary",
        "slot": "programme",
        "minutes": "minutes",
    }
)
#: More than this of a kind is left to its list.
_MOST = 300


def search_page(context: Context, found: Sequence[Finding], language: Language) -> SearchPage:
    """The search in ``language`` over everything that can be found."""
    return SearchPage(
        kind="search",
        path=f"{language}/search/",
        lang=language,
        title=TITLE.said(language),
        lead=LEAD.said(language),
        crumbs=(home_crumb(language),),
        section="search",
        choices=tuple(one for one in _choices(context, found, language) if one.name == "kind" or len(one.options) > 1),
        kinds=tuple(_kind(kind, found, language) for kind in KINDS if any(one.kind == kind for one in found)),
    )


def _kind(kind: str, found: Iterable[Finding], language: Language) -> KindView:
    links = [LinkTo(_title(one, language), f"{language}/{one.path}") for one in found if one.kind == kind]
    if kind not in ("session", "slot"):  # those stand in the order of the programme
        links.sort(key=lambda link: formats.sort_key(link.label.text))
    section = _LISTS.get(kind, "")
    if len(links) <= _MOST or not section:
        return KindView(kind, tuple(links), len(links))
    return KindView(kind, (), len(links), LinkTo(NAMES[section].said(language), f"{language}/{section}/"))


def _choices(context: Context, found: Sequence[Finding], language: Language) -> Iterable[Choice]:
    """The filters: only what something other than itself is found by."""
    event = context.conference.event
    used = {mark for one in found for mark in one.marks if mark != f"{one.kind}:{_id(one)}"}
    named = {_id(one): one for one in found if one.kind == "organisation"}
    organisations = [(id, _title(one, language)) for id, one in named.items() if f"organisation:{id}" in used]
    yield Choice("kind", tuple((kind, Said()) for kind in KINDS if f"kind:{kind}" in used))
    channels = [(one.id, one.name.said(language)) for one in event.channels]
    yield Choice("channel", tuple(one for one in channels if f"channel:{one[0]}" in used))
    places = [(one.id, cards.title_of(one, language)) for one in context.conference.districts]
    yield Choice("district", tuple(place for place in places if f"district:{place[0]}" in used))
    yield Choice("organisation", tuple(sorted(organisations, key=lambda one: formats.sort_key(one[1].text))))


def _id(one: Finding) -> str:
    return one.path.rstrip("/").rpartition("/")[2].removeprefix("#")


def _title(one: Finding, language: Language) -> Said:
    return one.titles[LANGUAGES.index(language)]
