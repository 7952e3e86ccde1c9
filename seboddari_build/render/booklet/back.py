"""What stands behind the chapters: the glossary, and the colophon."""

from collections.abc import Iterator

from seboddari_build.render.booklet.book import Book
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.typst import call, placed, string
from seboddari_build.site.plan import Planned
from seboddari_build.site.views import DirectoryPage, Entry

#: The colophon has no web page: its label ends in no slash.
COLOPHON = "colophon"


def glossary(page: DirectoryPage, planned: Planned, book: Book) -> Chapter:
    """The terms with their meanings, by initial, in two columns."""
    lines = []
    for group in page.groups:
        lines.append(call("initial", book.say(group.label)))
        lines += [_term(entry, book) for entry in group.entries]
    body = call("in-columns", "{\n" + "\n".join(lines) + "\n}")
    opener = call("opener", book.say(page.title), key=string(page.path))
    return Chapter(
        key=page.path, kind="glossary", lang=book.lang, title=page.title, opener=placed(opener, planned.span),
        sections=(("terms", body + "\n"),), span=planned.span,
    )  # fmt: skip


def _term(entry: Entry, book: Book) -> str:
    names = [book.say(name) for name in entry.other_names]
    others = call("c", book.word("other-names"), string(": "), f"({', '.join(names)},).join([, ])") if names else ""
    return call(
        "term", book.say(entry.label), book.say(entry.definition),
        twin=book.env.say(entry.twin), others=others, note=book.env.say(entry.note),
    )  # fmt: skip


def colophon(book: Book) -> Chapter:
    """Who published what, and how it was made."""
    key, title = f"{book.lang}/{COLOPHON}", book.title("book-colophon")
    opener = call("opener", book.say(title), key=string(key)) + "\n"
    lines = call("colophon", book.say(book.chrome.name), book.say(book.chrome.dates), *_facts(book))
    return Chapter(
        key=key, kind="colophon", lang=book.lang, title=title, opener=opener, sections=(("facts", lines + "\n"),)
    )


def _facts(book: Book) -> Iterator[str]:
    chrome = book.chrome
    facts = (("publisher", chrome.publisher), ("edition", chrome.edition))
    for key, value in facts:
        if value:
            yield call("fact", book.word(key), book.say(value))
    if chrome.email:
        yield call("fact", book.word("contact"), call("lk", string(f"mailto:{chrome.email}"), string(chrome.email)))
    if book.base_url:
        yield call("fact", book.word("web-site"), call("lk", string(book.base_url), string(book.base_url)))
    for key in ("book-fonts", "book-made"):
        text = book.env.words(f"{key}-text", book.lang)
        yield call("fact", book.word(key), book.env.say(text, whole=False))
