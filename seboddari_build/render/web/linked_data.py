"""What a page says, as data in the words of schema.org (JSON-LD)."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from seboddari_build.base.language import Said
from seboddari_build.site.references import reference
from seboddari_build.site.views import (
    Chrome,
    DatasetPage,
    HomePage,
    Page,
    ProgrammePage,
    SessionPage,
    SlotView,
    TalkPage,
)

#: Signs that could end a script element or a line in it; JSON knows other names for them.
_NAMED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_Node = dict[str, Any]


def linked_data(page: Page, chrome: Chrome, base_url: str) -> str:
    """The data of a page as text for a ``<script type="application/ld+json">``, "" if it has none.

    What names whole addresses needs ``base_url``. No sign of the text can end the element.
    """
    graph = [_filled(node) for node in _nodes(page, chrome, base_url)]
    if not graph:
        return ""
    whole = {"@context": "https://schema.org", "@graph": graph}
    return msgspec.json.encode(whole).decode().translate(_NAMED)


def _nodes(page: Page, chrome: Chrome, base_url: str) -> Iterator[_Node]:
    match page:
        case HomePage() | ProgrammePage():
            slots = [slot for day in page.days for slot in day.slots]
            if chrome.event.begins or any(slot.begins for slot in slots):
                yield _event(page, chrome, slots, base_url)
        case SessionPage():
            if page.slot and page.slot.begins:
                yield _session(page, page.slot, chrome, base_url)
        case TalkPage():
            yield _talk(page, chrome, base_url)
        case DatasetPage():
            yield _dataset(page, chrome, base_url)
        case _:
            pass
    if base_url and page.crumbs:
        yield _crumbs(page, base_url)


def _event(page: HomePage | ProgrammePage, chrome: Chrome, slots: Iterable[SlotView], base_url: str) -> _Node:
    known = [slot for slot in slots if slot.begins]
    first = min((slot.begins for slot in known), default="")
    return {
        "startDate": first[:10],  # of the programme, where the event does not say
        **_whole_event(page, chrome, base_url),
        # of one thing one description: that of the front page
        "description": (page.lead.text or chrome.slogan.text) if isinstance(page, HomePage) else "",
        "image": _picture(page, base_url) if isinstance(page, HomePage) else "",
        "inLanguage": page.lang,
        "sameAs": chrome.event.url,
        "subEvent": [_slot(slot, page, base_url) for slot in known],
    }


def _whole_event(page: Page, chrome: Chrome, base_url: str) -> _Node:
    """The event as every page names it."""
    facts, home = chrome.event, _home(page, base_url)
    return _filled(
        {
            "@type": "Event",
            "@id": home and f"{home}#event",
            "name": chrome.name.text,
            "startDate": facts.begins,
            "endDate": facts.ends,
            "eventStatus": "https://schema.org/EventScheduled",
            "url": home,
        }
    )


def _slot(slot: SlotView, page: Page, base_url: str) -> _Node:
    return _filled(
        {
            "@type": "Event",
            "name": slot.title.text,
            "startDate": slot.begins,
            "endDate": slot.ends,
            "location": slot.channel.text,
            "performer": slot.performer.text,
            "disambiguatingDescription": slot.because.text if slot.inferred else "",  # why we think that it was then
            "url": base_url and f"{base_url}{slot.href or f'{page.lang}/programme/#{slot.id}'}",
        }
    )


def _session(page: SessionPage, slot: SlotView, chrome: Chrome, base_url: str) -> _Node:
    cards = (card for part in page.parts for card in part.cards)
    works = ({"@type": "CreativeWork", "name": card.title.text, "url": base_url + card.href} for card in cards)
    return {
        **_slot(slot, page, base_url),
        "name": page.title.text,
        "description": page.lead.text,
        "inLanguage": page.title.lang,
        "image": _picture(page, base_url),
        "superEvent": _whole_event(page, chrome, base_url),
        "workFeatured": list(works) if base_url else "",
    }


def _talk(page: TalkPage, chrome: Chrome, base_url: str) -> _Node:
    cited = reference(page, chrome)
    people = [_person(page, name) for name in cited.people]
    bodies = [{"@type": "Organization", "name": name.text} for name in cited.bodies]
    return {
        "@type": "ScholarlyArticle" if page.group else "PresentationDigitalDocument",
        "@id": page.canonical,
        "url": page.canonical,
        "name": page.title.text,
        "headline": page.title.text if page.group else "",
        "inLanguage": page.title.lang,
        "abstract": page.lead.text,
        "author": [*people, *bodies],
        "dateCreated": cited.date,
        "datePublished": chrome.event.issued,
        "publisher": _publisher(chrome),
        "isPartOf": _filled({"@type": "CreativeWork", "name": chrome.name.text, "url": _home(page, base_url)}),
        "isBasedOn": [{"@type": "CreativeWork", "name": source.text} for source in page.sources],
        "creditText": page.cite.text,
        "image": _picture(page, base_url),
    }


def _person(page: TalkPage, name: Said) -> _Node:
    """A presenter by name, in their public role."""
    line = next(line for line in page.presenters if line.name == name)
    work = line.organisation
    return _filled(
        {
            "@type": "Person",
            "name": name.text,
            "jobTitle": line.role.text,
            "affiliation": {"@type": "Organization", "name": work.label.text} if work else "",
        }
    )


def _dataset(page: DatasetPage, chrome: Chrome, base_url: str) -> _Node:
    card = page.dataset
    columns = [head for row in card.table.heads for head in row if head.colspan == 1]
    file = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{base_url}{card.csv}"}
    return {
        "@type": "Dataset",
        "@id": page.canonical,
        "url": page.canonical,
        "name": page.title.text,
        "description": (card.note or page.lead).text or f"{page.title.text}. {chrome.name.text}",
        "inLanguage": page.title.lang,
        "isAccessibleForFree": True,
        "conditionsOfAccess": chrome.notice.text,
        "datePublished": chrome.event.issued,
        "publisher": _publisher(chrome),
        "isBasedOn": [{"@type": "CreativeWork", "name": source.text} for source in page.sources],
        "variableMeasured": [" ".join(filter(None, (h.label.text, h.unit and f"({h.unit})"))) for h in columns],
        "distribution": file if base_url and card.csv else "",
    }


def _crumbs(page: Page, base_url: str) -> _Node:
    path = [*((crumb.label.text, crumb.href) for crumb in page.crumbs if crumb.href), (page.title.text, page.path)]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": base_url + href}
        for place, (name, href) in enumerate(path, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _publisher(chrome: Chrome) -> _Node | str:
    return {"@type": "Organization", "name": chrome.publisher.text} if chrome.publisher else ""


def _home(page: Page, base_url: str) -> str:
    return f"{base_url}{page.lang}/" if base_url else ""


def _picture(page: Page, base_url: str) -> str:
    return base_url + page.card.href if base_url and page.card else ""


def _filled(node: _Node) -> _Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", [], None)}
