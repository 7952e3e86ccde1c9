"""Every file of the web site: pages rendered where their view changed, assets, fonts, downloads."""

import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec import Struct

from seboddari_build.base.artifact import Artifact, Kept
from seboddari_build.base.fork import forked
from seboddari_build.base.language import LANGUAGES, Language, Said
from seboddari_build.base.leaves import Leaves
from seboddari_build.base.problem import Problem
from seboddari_build.base.store import DamagedError, Store
from seboddari_build.load.content import prose_reader
from seboddari_build.model.data import Dataset
from seboddari_build.render.prose_html import BodyWriter, Env
from seboddari_build.render.templates import Templates
from seboddari_build.render.theme import Theme
from seboddari_build.render.web.assets import SHEET, Assets, hashed, make_assets
from seboddari_build.render.web.glyphs import FONT
from seboddari_build.render.web.head import metas, policy
from seboddari_build.render.web.hosting import hosting
from seboddari_build.render.web.icons import LEAF as ICONS
from seboddari_build.render.web.icons import icons
from seboddari_build.render.web.linked_data import linked_data
from seboddari_build.render.web.pictures import picture_html
from seboddari_build.render.web.sitemap import sitemap
from seboddari_build.site.plan import Planned, Site
from seboddari_build.site.views import Chrome, PictureView, PlainPage

#: Below this many pages a fork costs more than it saves.
FORK_FROM = 300
#: Scripts and styles that only the pages ask for that use them.
ON_DEMAND = frozenset(("search.js", "reading.js", "reading.css"))


class Rendered(Struct, frozen=True):
    """A page as rendered, or the problem that its template has; ``digest`` is the SHA-256 of ``html``."""

    path: str
    view: str
    html: bytes = b""
    digest: str = ""
    problem: Problem | None = None


class WebSite:
    """Renders one site with one theme."""

    def __init__(self, site: Site, theme: Theme, store: Store, gate: str = "") -> None:
        """Everything but the font.

        ``gate`` names the leak gate that pages will pass: a kept page must have passed the same.
        """
        self._site = site
        self._theme = theme
        self._store = store
        self._assets = _with_icons(make_assets(theme), theme, store)
        self._templates = Templates(theme, asset=self._assets.addresses.__getitem__, colours=theme.palette)
        self._chrome = {language: self._framed(site.chrome[language]) for language in LANGUAGES}
        self._prose = lru_cache(maxsize=8)(prose_reader(store))  # a page asks for each section in turn
        frame = msgspec.msgpack.encode((*self._chrome.values(), gate, site.context.base_url))
        self.views: dict[str, str] = {}  # what each page that was made or kept shows, as a digest, by its file
        self._frame = hashlib.blake2b(frame + theme.digest.encode(), digest_size=16).digest()

    def _framed(self, chrome: Chrome) -> Chrome:
        addresses = self._assets.addresses
        styles = sorted(
            (n for n in addresses if n.endswith(".css") and n not in ON_DEMAND), key=lambda n: (n != SHEET, n)
        )
        scripts = tuple(addresses[n] for n in sorted(addresses) if n.endswith(".js") and n not in ON_DEMAND)
        sheets = tuple(addresses[name] for name in styles)
        touch = addresses.get("touch-180.png", "")
        return msgspec.structs.replace(chrome, font=FONT, stylesheets=sheets, scripts=scripts, touch_icon=touch)

    def digest(self, planned: Planned) -> str:
        """What the bytes of a page depend on, as a digest."""
        view = msgspec.msgpack.encode(planned.page)
        root = self._root(planned.page.path).encode()
        return hashlib.blake2b(b"\0".join((view, root, self._frame)), digest_size=16).hexdigest()

    def pages(
        self, standing: Mapping[str, str], jobs: int, first: frozenset[str] = frozenset()
    ) -> Iterator[Kept | Rendered]:
        """Each page: kept where its view is that of the last build and its file still stands.

        With ``first``, files of pages, any other that stands is kept however old it is.
        """
        known = self._store.pages()
        pending: list[tuple[Planned, str]] = []
        for planned in (*self._site.pages, *self._site.moved, *self._special()):
            path = file_of(planned.page.path)
            if first and path not in first and path in standing:
                yield Kept(path, standing[path])
                continue
            last = known.get(path)
            view = self.digest(planned) if last else ""
            if last and last[0] == view and standing.get(path) == last[1]:
                self.views[path] = view
                yield Kept(path, last[1])
            else:
                pending.append((planned, view))
        for page in self._rendered(pending, jobs):
            self.views[page.path] = page.view
            yield page

    def _rendered(self, pending: list[tuple[Planned, str]], jobs: int) -> Iterator[Rendered]:
        if jobs > 1 and len(pending) >= FORK_FROM:
            return self._forked(pending, jobs)
        return (self.render(planned, view) for planned, view in pending)

    def _forked(self, pending: list[tuple[Planned, str]], jobs: int) -> Iterator[Rendered]:
        decode = msgspec.msgpack.Decoder(Rendered).decode

        def run(share: Iterable[tuple[Planned, str]]) -> Iterator[bytes]:
            self._store.reopen()
            for planned, view in share:
                yield msgspec.msgpack.encode(self.render(planned, view))

        for piece in forked(pending, run, jobs):
            yield decode(piece)

    def render(self, planned: Planned, view: str) -> Rendered:
        """One page as bytes; ``view`` is its digest, "" if it is not known yet."""
        page = planned.page
        path = file_of(page.path)
        root = self._root(page.path)
        language = page.lang

        def block(name: str, values: dict[str, Any], lang: Language) -> str:
            shown = {"block": values, "root": root, "page": page}
            return self._templates.render(f"blocks/{name}.html", lang, shown)

        def picture(view: PictureView, alt: str) -> str:
            return picture_html(view, alt, root)

        def writer(body: Any) -> BodyWriter:
            return BodyWriter(body, Env(self._prose, block, root, language, self._theme.say, picture))

        chrome, base_url = self._chrome[language], self._site.context.base_url
        data = linked_data(page, chrome, base_url)
        values = {
            "page": page,
            "chrome": chrome,
            "metas": tuple(metas(page, chrome, base_url)),
            "data": Markup(data),  # which no sign of a text can end
            "policy": Markup(policy(page, data)),  # made of no text but names of hosts
            "chromes": self._chrome,
            "root": root,
            "body": lambda body: Markup(writer(body).all()),  # the writer escapes all text
            "parted": lambda body: tuple(map(Markup, writer(body).parted())),
            "section_html": lambda body, name: Markup(writer(body).one(name)),
        }
        try:
            html = self._templates.render(f"{page.kind}.html", language, values)
        except DamagedError:
            raise
        except Exception as failure:  # noqa: BLE001  # whatever a theme's template does wrong is the theme's problem
            return Rendered(path, view, problem=self._templates.problem(failure, page.path, planned.span))
        made = html.encode()
        return Rendered(path, view or self.digest(planned), made, hashlib.sha256(made).hexdigest())

    def _root(self, path: str) -> str:
        if path != "404.html":
            return "../" * path.count("/")
        base = self._site.context.base_url
        return "/" + base.split("/", 3)[3] if base.count("/") >= 3 else "/"

    def _special(self) -> tuple[Planned, ...]:
        """The two pages that stand outside both languages."""
        chrome = self._chrome["ko"]
        span = self._site.context.conference.event.span
        base = self._site.context.base_url
        card = next((planned.page.card for planned in self._site.pages if planned.page.path == "ko/"), None)
        alternates = (*((language, f"{base}{language}/") for language in LANGUAGES), ("x-default", base))
        start = PlainPage(
            kind="index", path="index.html", lang="ko", title=chrome.name, canonical=base,
            alternates=alternates if base else (), card=card,
        )  # fmt: skip
        lost = PlainPage(kind="404", path="404.html", lang="ko", title=Said(self._theme.say("not-found", "ko"), "ko"))
        return Planned(start, span), Planned(lost, span)

    def files(self) -> Iterator[Artifact]:
        """Everything beside the pages: assets, downloads, what hosts need."""
        for path, data in self._assets.files:
            yield Artifact(path, data)
        yield from downloads(self._site)
        yield from hosting(self._site, self._theme, self._assets)
        if base := self._site.context.base_url:
            pages = (planned.page for planned in (*self._special(), *self._site.pages))
            yield from sitemap(pages, base, self._site.chrome["ko"].event.issued)


def downloads(site: Site) -> Iterator[Artifact]:
    """The tables of a site, each as a file."""
    for dataset in site.context.conference.datasets:
        if dataset.csv:
            yield Artifact(f"data/{dataset.id}.csv", csv_bytes(dataset))


def file_of(path: str) -> str:
    """The file that a page's address stands for."""
    return f"{path}index.html" if path.endswith("/") else path


def _with_icons(assets: Assets, theme: Theme, store: Store) -> Assets:
    """The assets with the mark as pictures; those that the theme brings itself stay."""
    memo = Leaves(store)
    made = icons(theme.files.get("assets/mark.svg", b""), theme.palette.get("light", {}).get("paper", ""), memo)
    if memo.new:
        store.put("leaf", memo.new.items())
        store.keep_leaves(ICONS, set(memo.new))
    drawn = {name: data for name, data in made.items() if name not in assets.addresses}
    named = {name: hashed(name, data) for name, data in drawn.items()}
    files = tuple((named[name], data) for name, data in drawn.items())
    return Assets({**assets.addresses, **named}, (*assets.files, *files))


def csv_bytes(dataset: Dataset) -> bytes:
    """A dataset as CSV: UTF-8 with a mark so that spreadsheet programs in Korea read it right."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    twins = [column.kind() == "text" for column in dataset.columns]
    head: list[str] = []
    for column, twin in zip(dataset.columns, twins, strict=True):
        head += [column.id, f"{column.id}.en"] if twin else [column.id]
    writer.writerow(head)
    for row in dataset.rows:
        cells: list[str] = []
        for cell, twin in zip(row, twins, strict=True):
            cells += [_inert(cell.text.ko), _inert(cell.text.en)] if twin else [_inert(cell.text.ko)]
        writer.writerow(cells)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


#: Signs that a formula may begin with; so may a minus where no number follows.
_FORMULA = frozenset("=+@\t\r")


def _inert(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    first = unicodedata.normalize("NFKC", cell[:1])  # full-width signs begin one too
    formula = first in _FORMULA or (first == "-" and not cell[1:2].isdigit())
    return f"'{cell}" if formula else cell
