"""The news of a site in one language (Atom, RFC 4287): every text that was published, with its date."""

import uuid
from collections.abc import Iterable, Iterator

from seboddari_build.base.language import Said
from seboddari_build.draw.svg import escape, tag
from seboddari_build.render.theme import Theme
from seboddari_build.site.feeds import feed_href
from seboddari_build.site.references import authors
from seboddari_build.site.views import Chrome, DatasetPage, MinutesPage, Page, SessionPage, TalkPage

_TOLD = (SessionPage, TalkPage, DatasetPage, MinutesPage)


def atom(pages: Iterable[Page], chrome: Chrome, theme: Theme, base_url: str) -> bytes:
    """The feed of ``pages``, all of one language; what has left the site leaves it too (RFC 5005, complete).

    Pages that only stand in for untranslated ones are left out.
    """
    updated = chrome.event.stamp
    told = (page for page in pages if isinstance(page, _TOLD) and not page.fallback)
    entries = (_entry(page, chrome, theme, updated) for page in told)
    feed = tag(
        "feed",
        *_head(chrome, base_url, updated),
        *entries,
        "\n",
        **{"xmlns": "http://www.w3.org/2005/Atom", "xmlns:fh": "http://purl.org/syndication/history/1.0"},
        **{"xml:lang": chrome.lang},
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{feed}\n'.encode()


def _head(chrome: Chrome, base_url: str, updated: str) -> Iterator[str]:
    own = base_url + feed_href(chrome.lang)
    yield "\n" + tag("id", urn(chrome, f"{chrome.lang}/"))
    yield _said("title", chrome.name, chrome)
    if chrome.slogan:
        yield _said("subtitle", chrome.slogan, chrome)
    yield "\n" + tag("updated", updated)
    yield "\n" + tag("link", rel="self", type="application/atom+xml", href=own)
    yield "\n" + tag("link", rel="alternate", type="text/html", hreflang=chrome.lang, href=f"{base_url}{chrome.lang}/")
    yield "\n" + tag("author", tag("name", escape((chrome.publisher or chrome.name).text)))
    if chrome.notice:
        yield _said("rights", chrome.notice, chrome)
    yield "\n" + tag("generator", "Seboddari")
    yield "\n" + tag("fh:complete")


def _entry(page: Page, chrome: Chrome, theme: Theme, updated: str) -> str:
    people, bodies = authors(page.presenters, page.organisations) if isinstance(page, TalkPage) else ((), ())
    kind = _kind(page)
    lines = [
        tag("id", urn(chrome, page.path)),
        _said("title", page.title, chrome).lstrip(),
        tag("link", rel="alternate", type="text/html", hreflang=page.lang, href=page.canonical),
        tag("updated", updated),
        *(tag("author", tag("name", escape(name.text))) for name in (*people, *bodies)),
        tag("category", term=kind, label=theme.say(f"kind-{kind}", page.lang)),
        *([_said("summary", page.lead, chrome).lstrip()] if page.lead else []),
    ]
    return "\n" + tag("entry", "\n", "\n".join(lines), "\n")


def _kind(page: Page) -> str:
    if isinstance(page, TalkPage):
        return "case" if page.group else "presentation"
    return page.kind


def _said(name: str, words: Said, chrome: Chrome) -> str:
    """An element of plain text, marked with its language where that is not the feed's."""
    own = {"xml:lang": words.lang} if words.lang != chrome.lang else {}
    return "\n" + tag(name, escape(words.text), **own)


def urn(chrome: Chrome, path: str) -> str:
    """A name that stays when the site moves to another host."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{chrome.event.id}/{path}')}"
