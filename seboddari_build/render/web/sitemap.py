"""The sitemap: every page with its twin in the other language, for search engines."""

from collections.abc import Iterable, Iterator, Sequence

from seboddari_build.base.artifact import Artifact
from seboddari_build.draw.svg import tag
from seboddari_build.site.views import Page

#: So many addresses a file of the protocol may hold.
MOST = 50_000
_NAMES = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
_TWINS = {"xmlns:xhtml": "http://www.w3.org/1999/xhtml"}


def sitemap(pages: Iterable[Page], base_url: str, changed: str, most: int = MOST) -> Iterator[Artifact]:
    """``sitemap.xml``, or an index of that name over files of at most ``most`` pages.

    ``changed`` is the date of the edition, or "". Pages that stand in for others are left out.
    """
    urls = [_url(page, changed) for page in pages if page.canonical == f"{base_url}{_place(page)}"]
    if len(urls) <= most:
        yield _file("sitemap.xml", "urlset", urls, **_TWINS)
        return
    parts = [urls[start : start + most] for start in range(0, len(urls), most)]
    for number, part in enumerate(parts, 1):
        yield _file(f"sitemap-{number}.xml", "urlset", part, **_TWINS)
    listed = (tag("sitemap", tag("loc", f"{base_url}sitemap-{n}.xml")) for n, _ in enumerate(parts, 1))
    yield _file("sitemap.xml", "sitemapindex", tuple(listed))


def _place(page: Page) -> str:
    return "" if page.path == "index.html" else page.path


def _url(page: Page, changed: str) -> str:
    twins = (tag("xhtml:link", rel="alternate", hreflang=code, href=href) for code, href in page.alternates)
    last = (tag("lastmod", changed),) if changed else ()
    return tag("url", tag("loc", page.canonical.replace("&", "&amp;")), *last, *twins)


def _file(name: str, root: str, lines: Sequence[str], **names: str) -> Artifact:
    whole = tag(root, "\n", "\n".join(lines), "\n", **{**_NAMES, **names})
    return Artifact(name, f'<?xml version="1.0" encoding="utf-8"?>\n{whole}\n'.encode())
