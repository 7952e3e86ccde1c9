"""The e-books of a site, from its views to finished files; one whose content is as before is not made again."""

import hashlib
import re
from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.language import LANGUAGES
from seboddari_build.base.problem import Problem
from seboddari_build.base.span import Span
from seboddari_build.base.store import Store
from seboddari_build.load.content import prose_reader
from seboddari_build.model.prose import Prose
from seboddari_build.render.epub.addresses import Addresses
from seboddari_build.render.epub.book import Book, make_book
from seboddari_build.render.epub.chapters import write_chapters
from seboddari_build.render.epub.container import contained
from seboddari_build.render.epub.cover import cover
from seboddari_build.render.epub.package import package
from seboddari_build.render.theme import Theme
from seboddari_build.site.booklets import Ebook, epub_href
from seboddari_build.site.pictures import pictures_on
from seboddari_build.site.plan import Site

#: What the leaves of this module are called.
LEAF = "epub/"
_FOLDER = "pictures/"
_VARIABLE = re.compile(r"var\(--([a-z]+)\)")


class Bound(Struct, frozen=True):
    """Finished e-books: their files, what the web says of them, and what is wrong; ``made`` were written anew."""

    files: tuple[Artifact, ...] = ()
    ebooks: tuple[Ebook, ...] = ()
    problems: tuple[Problem, ...] = ()
    made: int = 0


def bind(site: Site, theme: Theme, pictures: Mapping[str, bytes], store: Store) -> Bound:
    """The e-book of each language; ``pictures`` by their address on the web.

    The pages of ``site`` may name their places in the printed booklet: these are the e-book's page numbers.
    """
    event = site.context.conference.event.id
    files: list[Artifact] = []
    ebooks: list[Ebook] = []
    problems: dict[Span, Problem] = {}  # what both languages have is told once
    fresh: dict[str, bytes] = {}
    keys: set[str] = set()
    for lang in LANGUAGES:
        book = make_book(site, theme, lang)
        own = _shown(book, pictures)
        key = _key(book, theme, own)
        data = store.get("leaf", key)
        if data is None:
            data, more = write_epub(book, theme, own, prose_reader(store))
            if more:
                problems = {one.span: one for one in more} | problems
                continue
            fresh[key] = data
        keys.add(key)
        files.append(Artifact(epub_href(event, lang), data))
        ebooks.append(Ebook(lang, epub_href(event, lang), len(data)))
    if fresh:
        store.put("leaf", fresh.items())
        store.keep_leaves(LEAF, keys)
    return Bound(tuple(files), tuple(ebooks), tuple(problems.values()), len(fresh))


def write_epub(
    book: Book, theme: Theme, pictures: Mapping[str, bytes], prose: Callable[[str], Prose]
) -> tuple[bytes, tuple[Problem, ...]]:
    """A book as an EPUB, which is empty where there are problems."""
    palette = theme.inks("sans-serif")
    inside = {address: _FOLDER + address.rpartition("/")[2] for address in pictures}
    written = write_chapters(book, theme, palette, prose, Addresses(_targets(book), book.base_url, inside))
    if written.problems:
        return b"", written.problems
    files = dict(written.files)
    files["epub.css"] = _coloured(theme.files["epub/epub.css"].decode(), theme).encode()
    files["cover.svg"] = cover(book, palette).encode()
    files |= {inside[address]: data for address, data in pictures.items()}
    return contained(package(book, theme, files), files, book.date), ()


def _targets(book: Book) -> dict[str, str]:
    """Where the book has what web pages show: chapters, and data sets in the first chapter that shows them."""
    pages = [(chapter.page, chapter.file) for chapter in book.chapters if chapter.page]
    found = {page.path: file for page, file in pages}
    for page, file in pages:
        for id, card in page.body.bound.datasets:
            found.setdefault(card.href, f"{file}#s-data-{id}")
    return found


def _key(book: Book, theme: Theme, pictures: Mapping[str, bytes]) -> str:
    """What the bytes of a book depend on."""
    chrome = msgspec.structs.replace(book.chrome, booklets=())  # no book links to others
    said = msgspec.msgpack.encode(msgspec.structs.replace(book, chrome=chrome))
    digest = hashlib.blake2b(said + theme.digest.encode(), digest_size=16)
    for address, data in sorted(pictures.items()):
        digest.update(address.encode() + b"\0" + hashlib.sha256(data).digest())
    return f"{LEAF}{digest.hexdigest()}"


def _shown(book: Book, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures that a book shows."""
    wanted = {view.src for chapter in book.chapters if chapter.page for view in pictures_on(chapter.page)}
    return {address: data for address, data in pictures.items() if address in wanted}


def _coloured(css: str, theme: Theme) -> str:
    """The style sheet with colours written out: many readers know no variables."""
    light = theme.palette["light"]
    return _VARIABLE.sub(lambda found: light.get(found[1], "inherit"), css)
