"""What stands before the programme: cover, imprint, contents."""

from collections.abc import Iterator, Mapping, Sequence

from seboddari_build.base.language import Said
from seboddari_build.draw.drawing import draw
from seboddari_build.render.booklet.book import Book
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.typst import array, call, string
from seboddari_build.site.views import HomePage

#: The imprint has no web page: its label ends in no slash.
IMPRINT = "imprint"


def cover(books: Sequence[Book]) -> str:
    """The cover: the cloth of the programme, then what is said in each language."""
    found = books[0].one(HomePage)
    cloth: dict[str, str] = {}
    if found and found[0].patchwork:
        drawing = found[0].patchwork
        svg = draw(drawing, books[0].env.palette)
        cloth = {"cloth": string(svg), "alt": string(f"{drawing.title}. {drawing.desc}")}
    return call("cover", *(_cover_words(book) for book in books), **cloth) + "\n"


def _cover_words(book: Book) -> str:
    chrome = book.chrome
    return call(
        "cover-words", book.say(chrome.name), book.say(chrome.slogan), book.say(chrome.dates),
        book.word("book-volume"), book.say(chrome.publisher),
    )  # fmt: skip


def imprint(book: Book) -> Chapter:
    """What may be done with the booklet, who made it of what, whom to tell of mistakes, how to read its marks."""
    key, title = f"{book.lang}/{IMPRINT}", book.title("book-imprint")
    opener = call("opener", book.say(title), key=string(key), listed="false") + "\n"
    sections = tuple((name, code + "\n") for name, code in _imprint(book))
    return Chapter(key=key, kind="front", lang=book.lang, title=title, opener=opener, sections=sections)


def _imprint(book: Book) -> Iterator[tuple[str, str]]:
    chrome = book.chrome
    if chrome.notice:
        yield "notice", _section(book, "notice", book.say(chrome.notice, whole=False))
    contact = [_text(book, "contact-text")]
    if chrome.email:
        contact.append(call("lk", string(f"mailto:{chrome.email}"), string(chrome.email)))
    yield "contact", _section(book, "contact", *contact)
    sources = dict.fromkeys(source for planned in book.pages.values() for source in planned.page.sources)
    if sources:
        yield "sources", _section(book, "sources", *(book.say(source) for source in sources))
    marks = ("corrections", "derived", "inferred", "issues")
    texts = (call("mark-word", book.word(mark), _text(book, f"book-about-{mark}")) for mark in marks)
    yield "marks", _section(book, "book-marks", *texts)
    yield "fonts", _section(book, "book-fonts", _text(book, "book-fonts-text"))
    facts = [
        call("fact", book.word(key), book.say(value))
        for key, value in (("publisher", chrome.publisher), ("edition", chrome.edition))
        if value
    ]
    if facts:
        yield "publisher", _section(book, "book-published", *facts)


def _section(book: Book, title: str, *paragraphs: str) -> str:
    return call("small-section", book.word(title), *paragraphs)


def _text(book: Book, key: str) -> str:
    return book.env.say(book.env.words(key, book.lang), whole=False)


def contents(book: Book, chapters: Sequence[Chapter], seconds: Mapping[str, Said]) -> str:
    """The contents; ``seconds`` gives the titles in the other language by the key of a chapter."""
    colours = {chapter.key: string(chapter.colour) for chapter in chapters if chapter.colour}
    second = {key: string(title.text) for key, title in seconds.items() if title}
    return call("contents", book.word("book-contents"), colours=_dictionary(colours), second=_dictionary(second)) + "\n"


def _dictionary(values: Mapping[str, str]) -> str:
    return "(" + ", ".join(f"{string(key)}: {value}" for key, value in values.items()) + ")" if values else "(:)"


def keywords(chapters: Sequence[Chapter]) -> str:
    """What the booklet is about, for its metadata."""
    return array(string(chapter.title.text) for chapter in chapters if chapter.kind == "session")
