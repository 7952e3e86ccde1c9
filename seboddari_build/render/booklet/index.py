"""The indexes of organisations, people and districts; the pages are found by Typst, from the marks in the text."""

from collections.abc import Iterator

from seboddari_build.render.booklet.book import Book
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.typst import array, call, placed, string
from seboddari_build.site.directory import by_initial
from seboddari_build.site.plan import Planned
from seboddari_build.site.views import DirectoryPage, DistrictsPage, IndexGroup

KINDS = ("organisations", "people", "districts")


def indexes(book: Book) -> Iterator[Chapter]:
    """An index for each list that the site has, in the order of ``KINDS``."""
    found = {page.kind: (page, planned) for page, planned in book.all(DirectoryPage)}
    districts = book.one(DistrictsPage)
    for kind in KINDS:
        if kind == "districts" and districts:
            page, planned = districts
            yield _index(kind, page.path, by_initial(page.districts), planned, book)
        elif kind in found:
            listing, planned = found[kind]
            yield _index(kind, listing.path, listing.groups, planned, book)


def _index(kind: str, path: str, groups: tuple[IndexGroup, ...], planned: Planned, book: Book) -> Chapter:
    title = book.title(f"index-{kind}")
    opener = call("opener", book.env.say(title), key=string(path))
    return Chapter(
        key=path, kind="index", lang=book.lang, title=title, opener=placed(opener, planned.span),
        sections=((kind, call("in-columns", call("index", array(_group(kind, g, book) for g in groups))) + "\n"),),
        span=planned.span,
    )  # fmt: skip


def _group(kind: str, group: IndexGroup, book: Book) -> str:
    """An initial and its entries. Their own names are no occurrences, so they carry no marks."""
    plain = book.unmarked()
    entries = array(
        f"(mark: {string(f'{kind}/{entry.id}')}, name: {plain.say(entry.label)}, twin: {plain.say(entry.twin)})"
        for entry in group.entries
    )
    return f"({plain.say(group.label)}, {entries})"
