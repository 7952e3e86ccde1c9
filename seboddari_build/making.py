"""What a build makes, once nothing stands in the way: books, files for machines, and every file of the site in turn."""

import hashlib
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from seboddari_build.base.artifact import Artifact, Kept
from seboddari_build.base.problem import Problem, stopping
from seboddari_build.base.span import Span
from seboddari_build.base.store import Store
from seboddari_build.load.content import Loaded
from seboddari_build.publish.leaks import LeakGate
from seboddari_build.publish.manifest import Manifest, encoded
from seboddari_build.publish.place import MANIFEST
from seboddari_build.publish.publishing import GITIGNORE, Standing
from seboddari_build.render.theme import Theme
from seboddari_build.render.web.cards import Cards
from seboddari_build.render.web.glyphs import FontFiles
from seboddari_build.render.web.offline import kept_offline, worker
from seboddari_build.render.web.pictures import Pictures
from seboddari_build.render.web.site import Rendered, WebSite
from seboddari_build.site.booklets import with_booklets, with_ebooks, with_papers
from seboddari_build.site.feeds import with_feeds, without_addresses
from seboddari_build.site.plan import Site
from seboddari_build.site.savings import with_saving


class Printed(Struct, frozen=True):
    """What became of the booklets: their files, and the site that names them; ``compiled`` were made anew."""

    site: Site
    files: tuple[Artifact, ...] = ()
    problems: tuple[Problem, ...] = ()
    compiled: int = 0


def print_booklets(
    site: Site, theme: Theme, pictures: Pictures, loaded: Loaded, store: Store, jobs: int, gate: LeakGate,
    edition: str = "",
) -> Printed:  # fmt: skip
    """All booklets, or one edition."""
    from seboddari_build.render.booklet import printing

    shown, characters = pictures.largest(jobs), loaded.characters.values()
    press = printing.print_editions(site, theme, shown, characters, store, jobs, gate.problems_of, edition)
    named = with_booklets(site, printing.booklets(site, press))
    files = (*printing.files(site, press), *(() if edition else printing.paper(site, press, store)))
    return Printed(with_papers(named, printing.papers(site, files)), files, press.problems, press.made)


def bind_ebooks(printed: Printed, theme: Theme, pictures: Pictures, store: Store, jobs: int) -> Printed:
    """The e-books, whose page numbers are those of the booklets, beside what is printed."""
    from seboddari_build.render.epub.binding import bind

    bound = bind(printed.site, theme, pictures.largest(jobs), store)
    named = with_ebooks(printed.site, bound.ebooks)
    problems = (*printed.problems, *bound.problems)
    return Printed(named, (*printed.files, *bound.files), problems, printed.compiled + bound.made)


def make_feeds(printed: Printed, theme: Theme, *, linked: bool, made: bool) -> Printed:
    """The files for machines, beside what is printed; they name no pages where none are made."""
    from seboddari_build.render.feeds.files import files

    site = with_feeds(printed.site if linked else without_addresses(printed.site))
    feeds = files(site, theme) if made else ()
    return Printed(site, (*printed.files, *feeds), printed.problems, printed.compiled)


def make_web(
    site: Site, theme: Theme, pictures: Pictures, store: Store, jobs: int, gate: LeakGate, makes: frozenset[str]
) -> tuple[WebSite | None, Cards | None]:
    """The web site and its cards, as far as they are made; to a card leads only the whole address of a site."""
    if "site" not in makes:
        return None, None
    shown = with_saving(site, pictures.saving(jobs))
    cards = Cards(shown, theme, store) if "cards" in makes and site.context.base_url else None
    return WebSite(cards.site if cards else shown, theme, store, gate.digest), cards


def _digest_of(file: Artifact | Kept) -> str:
    """The SHA-256 of a file's content."""
    return file.digest or ("" if isinstance(file, Kept) else hashlib.sha256(file.data).hexdigest())


class RenderingFailedError(Exception):
    """Ends a publication whose files cannot all be made."""


class Rendering:
    """The stream of files from rendering to publishing, with what became of each page."""

    def __init__(
        self, web: WebSite | None, index: Callable[[Mapping[str, str]], Iterator[Artifact]],
        font: Callable[[], FontFiles], pictures: Pictures, cards: Cards | None, gate: LeakGate,
        booklets: tuple[Artifact, ...], about: Manifest, jobs: int, first: frozenset[str], *, strict: bool,
    ) -> None:  # fmt: skip
        """What is made, and how: ``index`` gives the search, ``font`` waits for the web font.

        With ``first``, files of pages, whatever else stands is kept however old it is.
        """
        self._web = web
        self._index = index
        self._about = about
        self._booklets = booklets
        self._font = font
        self._pictures = pictures
        self._cards = cards
        self._strict = strict
        self._jobs = jobs
        self._first = first
        self.problems: list[Problem] = []
        self._gate = gate
        self._told: set[Span] = set()
        self.rendered: list[tuple[str, str, str]] = []
        self.kept = 0

    def artifacts(self, standing: Standing) -> Iterator[Artifact | Kept]:
        """Every file of the site, having passed the leak gate; raises RenderingFailedError with problems."""
        made = {MANIFEST}
        offline: dict[str, str] = {}
        for artifact in self._made(standing):
            if isinstance(artifact, Artifact):
                self.problems += self._gate.problems(artifact)
            if kept_offline(artifact.path):
                offline[artifact.path] = _digest_of(artifact)
            made.add(artifact.path)
            yield artifact
        if self._web and not self._first:
            last = worker(offline)
            self.problems += self._gate.problems(last)
            made.add(last.path)
            yield last
        if self._first:
            yield from (Kept(path, digest) for path, digest in standing.items() if path not in made)
        self.problems += self._gate.problems(Artifact(MANIFEST, encoded(self._about)))
        if stopping(self.problems, strict=self._strict):
            raise RenderingFailedError

    def forget_others(self) -> None:
        """Take out of the memo what this site does not show."""
        self._pictures.forget_others()
        if self._cards:
            self._cards.forget_others()

    def _made(self, standing: Standing) -> Iterator[Artifact | Kept]:
        """Every file of what is made."""
        if self._web:
            yield from self._site(self._web, standing)
        yield from self._booklets
        yield GITIGNORE

    def _site(self, web: WebSite, standing: Standing) -> Iterator[Artifact | Kept]:
        """Every file of the site; a page that fails is left out and told of."""
        for page in web.pages(standing, self._jobs, self._first):
            if isinstance(page, Kept):
                self.kept += 1
                yield page
            elif isinstance(page, Rendered) and page.problem is None:
                self.rendered.append((page.path, page.view, page.digest))
                yield Artifact(page.path, page.html, page.digest)
            elif page.problem is not None:
                if page.problem.span not in self._told:  # a fault of the layout fails every page
                    self.problems.append(page.problem)
                self._told.add(page.problem.span)
        yield from self._pictures.artifacts(standing, self._jobs)
        self.problems += self._pictures.problems
        if stopping((*self.problems, *self._font().problems), strict=self._strict):
            raise RenderingFailedError
        if self._cards:
            yield from self._cards.artifacts(standing, self._jobs)
        yield from (Artifact(path, data) for path, data in self._font().files)
        yield from web.files()
        if not self._first:
            yield from self._index(web.views)
