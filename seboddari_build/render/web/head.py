"""What stands in the head of a page for search engines, messengers and libraries of literature."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from seboddari_build.base.language import Said, marked, other
from seboddari_build.site.references import reference
from seboddari_build.site.views import Chrome, MinutesPage, Page, TalkPage

#: The languages as Open Graph names them.
LOCALES: Final = {"ko": "ko_KR", "en": "en_GB"}


#: What every page may load: its own files. Hosts may send the same, and more, in headers.
POLICY: Final = "default-src 'self'"


def policy(page: Page, data: str) -> str:
    """The content security policy of a page with ``data`` in a script element, which no browser runs.

    Browsers of today do not ask the policy about data; older ones, and validators, do. A page with films may
    show frames from their hosts.
    """
    digest = b64encode(hashlib.sha256(data.encode()).digest()).decode()
    scripts = f"; script-src 'self' 'sha256-{digest}'" if data else ""
    return POLICY + scripts + frames((page,))


def frames(pages: Iterable[Page]) -> str:
    """What a policy says of the films that ``pages`` show; "" where there are none."""
    films = (media.film for page in pages for _, media in page.body.bound.media)
    hosts = sorted({f"https://{film.host}" for film in films if film})
    return f"; frame-src {' '.join(hosts)}" if hosts else ""


class Meta(Struct, frozen=True):
    """A ``<meta>`` element: ``key`` is ``name`` or ``property``."""

    key: str
    name: str
    content: Said


def metas(page: Page, chrome: Chrome, base_url: str) -> Iterator[Meta]:
    """The ``<meta>`` elements of a page; what names whole addresses needs ``base_url``."""
    said = description(page, chrome)
    yield Meta("name", "description", said)
    yield from _open_graph(page, chrome, said, base_url)
    if isinstance(page, TalkPage):
        yield from _citation(page, chrome)


def description(page: Page, chrome: Chrome) -> Said:
    """What a page is about: its first words, or else its title with that of the event and its dates."""
    if page.lead:
        return page.lead
    names = dict.fromkeys((page.title.text, chrome.name.text, chrome.dates, chrome.slogan.text))
    return marked(" · ".join(filter(None, names)), page.lang)


def _open_graph(page: Page, chrome: Chrome, said: Said, base_url: str) -> Iterator[Meta]:
    def plain(name: str, text: str) -> Meta:
        return Meta("property", f"og:{name}", Said(text, page.lang))

    yield Meta("property", "og:title", page.title)
    yield Meta("property", "og:description", said)
    read = isinstance(page, TalkPage | MinutesPage) or page.kind == "page"
    yield plain("type", "article" if read else "website")
    yield Meta("property", "og:site_name", chrome.name)
    yield plain("locale", LOCALES[page.lang])
    if page.alternates:
        yield plain("locale:alternate", LOCALES[other(page.lang)])
    if page.canonical:
        yield plain("url", page.canonical)
    card = page.card if base_url else None
    if card:
        yield plain("image", base_url + card.href)
        yield plain("image:width", str(card.width))
        yield plain("image:height", str(card.height))
        yield Meta("property", "og:image:alt", card.alt)
    yield Meta("name", "twitter:card", Said("summary_large_image" if card else "summary", page.lang))


def _citation(page: TalkPage, chrome: Chrome) -> Iterator[Meta]:
    """The tags of Highwire Press, which search engines for literature read."""
    cited = reference(page, chrome)
    yield Meta("name", "citation_title", cited.title)
    for name in (*cited.people, *cited.bodies):
        yield Meta("name", "citation_author", name)
    if cited.date:
        yield Meta("name", "citation_publication_date", Said(cited.date.replace("-", "/"), page.lang))
    yield Meta("name", "citation_conference_title", cited.event)
    if cited.publisher:
        yield Meta("name", "citation_publisher", cited.publisher)
    yield Meta("name", "citation_language", Said(cited.title.lang, page.lang))
    if cited.url:
        yield Meta("name", "citation_public_url", Said(cited.url, page.lang))
