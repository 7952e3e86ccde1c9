"""The editions of the booklet as files of Typst code: Korean, English, and both facing each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from seboddari_build.base.language import LANGUAGES, Language, Said, marked
from seboddari_build.base.width import display_width
from seboddari_build.model.prose import Prose
from seboddari_build.render.booklet.book import Book, pages_of
from seboddari_build.render.booklet.chapter import Chapter, Edition
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.fonts import FAMILY
from seboddari_build.render.booklet.front import contents, cover, imprint, keywords
from seboddari_build.render.booklet.marks import index_names
from seboddari_build.render.booklet.order import chapter_keys, chapters
from seboddari_build.render.booklet.parts import tipped as tipped_datasets
from seboddari_build.render.booklet.programme import timetable_days
from seboddari_build.render.booklet.qr import qr_svg
from seboddari_build.render.booklet.sheet import FORMATS, TIMETABLES, Sheet, tokens
from seboddari_build.render.booklet.typst import array, call, string
from seboddari_build.render.theme import Theme
from seboddari_build.site.plan import Site
from seboddari_build.site.views import ProgrammePage, TalkPage

#: The edition in both languages facing each other; those in one are called as it is.
BILINGUAL = "bilingual"

ProseReader = Callable[[str], Prose]
Files = dict[str, bytes]

#: Columns of a running head; a longer title is cut at a word.
_HEAD = 76
#: Headings within a chapter are bookmarks, but not in the contents; the days of the programme are in both.
_BEGUN = "begun\nset heading(outlined: false, bookmarked: true)\n"
_DAYS = "programme"


class Options(Struct, frozen=True, kw_only=True):
    """How a booklet is set: ``format`` b5, a4 or a5.

    ``pictures`` gives the bytes of published pictures by their address; ``code`` draws the QR code of an address.
    """

    format: str = "b5"
    justify: bool = True
    pictures: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    code: Callable[[str], str] = qr_svg


def options_of(site: Site) -> Options:
    """What site.yaml says of the booklet."""
    settings = site.context.conference.config.booklet
    return Options(format=settings.format, justify=settings.justify)


def editions(
    site: Site, theme: Theme, prose: ProseReader, options: Options | None = None, only: str = ""
) -> tuple[Edition, ...]:
    """The booklet in Korean, in English, and in both, or the one called ``only``: ``ko``, ``en``, ``bilingual``."""
    options = options or options_of(site)
    sheet = msgspec.structs.replace(FORMATS[options.format], justify=options.justify)
    every = frozenset(key for lang in LANGUAGES for key in chapter_keys(site, lang))
    books: dict[str, tuple[Book, ...]] = {
        lang: (_book(site, theme, prose, sheet, lang, options, chapter_keys(site, lang)),) for lang in LANGUAGES
    }
    books[BILINGUAL] = tuple(_book(site, theme, prose, sheet, lang, options, every, facing=True) for lang in LANGUAGES)
    return tuple(_edition(site, own, theme, sheet, options) for id, own in books.items() if only in ("", id))


def timetables(site: Site, theme: Theme, prose: ProseReader) -> tuple[Edition, ...]:
    """The programme on one sheet a day: A4 and A3, in each language; ids such as ``ko-timetable-a4``.

    There are none without a programme.
    """
    return tuple(
        _timetable(site, theme, paper, book, sheet)
        for lang in LANGUAGES
        for paper, sheet in TIMETABLES.items()
        if (book := _book(site, theme, prose, sheet, lang, Options(), frozenset())).one(ProgrammePage)
    )


def theme_files(theme: Theme) -> dict[str, str]:
    """The Typst files of a theme: the path beside ``main.typ`` -> the path within the theme."""
    found = (path for path in sorted(theme.files) if path.startswith("booklet/") and path.endswith(".typ"))
    return {f"theme/{path.removeprefix('booklet/')}": path for path in found}


def _book(
    site: Site, theme: Theme, prose: ProseReader, sheet: Sheet, lang: Language, options: Options,
    keys: frozenset[str], *, facing: bool = False,
) -> Book:  # fmt: skip
    env = Env(
        prose=prose,
        words=theme.say,
        palette=theme.inks(FAMILY),
        lang=lang,
        names=index_names(site, lang),
        chapters=keys,
        picture=lambda src: src if src in options.pictures else "",
        code=options.code,
        width=sheet.text_width,
        height=sheet.text_height,
        size=sheet.size,
        turning=not facing,
        tipping=facing,
    )
    return Book(lang, env, site.chrome[lang], pages_of(site, lang), site.context.base_url)


def _edition(site: Site, books: Sequence[Book], theme: Theme, sheet: Sheet, options: Options) -> Edition:
    """The files of an edition in the language of one book, or in those of two facing each other."""
    own, *others = books = _alike(books) if len(books) > 1 else books
    mine = chapters(own)
    theirs = {_tail(chapter): chapter for other in others for chapter in chapters(other)}
    printed: Files = {
        f"chapters/{number:03}-{_slug(chapter)}.typ": (
            _imports(theme, "../") + chapter_code(chapter, theirs.get(_tail(chapter)))
        ).encode()
        for number, chapter in enumerate(mine, 1)
    }
    seconds = {chapter.key: theirs[_tail(chapter)].title for chapter in mine if _tail(chapter) in theirs}
    plain = [book.unmarked() for book in books]
    main = "".join(
        (
            _imports(theme, ""),
            f"#show: {_book_call(site, own, mine)}\n",
            f"#{cover(plain)}",
            chapter_code(*(imprint(book) for book in plain)),
            f"#begin({', '.join(_head_of(book, 'book-contents') for book in plain)})\n",
            f"#{contents(plain[0], mine, seconds)}",
            "#show: main-matter\n",
            *(f"#include {string(path)}\n" for path in printed),
        )
    )
    start = {"main.typ": main.encode(), "tokens.typ": _tokens(own, sheet, theme, facing=bool(others))}
    pictures = {path: data for path, data in options.pictures.items() if _named(path, printed)}
    return Edition(
        id=BILINGUAL if others else own.lang,
        lang=own.lang,
        title=_title(own),
        files=tuple({**start, **_theme_files(theme), **printed, **pictures}.items()),
        date=_date(site),
    )


def _alike(books: Sequence[Book]) -> list[Book]:
    """Books facing each other, a table of which lies on its side in all if it does in one."""
    tipped = frozenset(id for book in books for id in _tipped(book))
    return [msgspec.structs.replace(book, env=msgspec.structs.replace(book.env, tipped=tipped)) for book in books]


def _tipped(book: Book) -> frozenset[str]:
    cards = (card for page, _ in book.all(TalkPage) for _, card in page.body.bound.datasets)
    return tipped_datasets(cards, book.env)


def _timetable(site: Site, theme: Theme, paper: str, book: Book, sheet: Sheet) -> Edition:
    main = "".join((_imports(theme, ""), f"#show: {_book_call(site, book, ())}\n", *timetable_days(book.unmarked())))
    start = {"main.typ": main.encode(), "tokens.typ": _tokens(book, sheet, theme, facing=False)}
    return Edition(
        id=f"{book.lang}-timetable-{paper}",
        lang=book.lang,
        title=_title(book),
        files=tuple({**start, **_theme_files(theme)}.items()),
        date=_date(site),
    )


def _tokens(book: Book, sheet: Sheet, theme: Theme, *, facing: bool) -> bytes:
    return tokens(sheet, theme, book.lang, event=book.chrome.name.text, facing=facing).encode()


def _theme_files(theme: Theme) -> Files:
    return {path: theme.files[source] for path, source in theme_files(theme).items()}


def _imports(theme: Theme, up: str) -> str:
    return "".join(f"#import {string(up + path)}: *\n" for path in theme_files(theme))


def _named(path: str, files: Files) -> bool:
    return any(string(path).encode() in code for code in files.values())


def _book_call(site: Site, book: Book, printed: Sequence[Chapter]) -> str:
    day = [str(int(part)) for part in _date(site).split("-") if part]
    publisher = book.chrome.publisher.text
    return call(
        "book.with",
        title=string(_title(book)),
        author=array([string(publisher)] if publisher else ()),
        keywords=keywords(printed),
        date=call("datetime", year=day[0], month=day[1], day=day[2]) if len(day) == 3 else "auto",
    )


def _title(book: Book) -> str:
    return f"{book.chrome.name.text}: {book.env.words('book-volume', book.lang)}"


def _date(site: Site) -> str:
    edition = site.context.conference.event.edition
    return edition.date.iso() if edition else ""


# ---------------------------------------------------------------- chapters


def chapter_code(chapter: Chapter, second: Chapter | None = None) -> str:
    """A chapter as Typst code in markup; with its ``second`` facing it, section by section."""
    titles = [_head(one.title) for one in (chapter, second) if one]
    code = [call("begin", *titles, kind=string(chapter.kind)) + "\n"]
    if chapter.kind == "session":
        code.append(call("divider-band", string(chapter.colour)) + "\n")
    begun = "begun\n" if chapter.kind == _DAYS else _BEGUN
    if second:
        code += [_both(chapter.opener, second.opener), begun]
        sections = [_both(*pair) for pair in paired(chapter.sections, second.sections)]
    else:
        code += [chapter.opener, begun]
        sections = [section for _, section in chapter.sections]
    between = "pagebreak()\n" if chapter.kind == _DAYS else ""  # a page a day
    return "#{\n" + "".join(code) + between.join(sections) + "}\n"


def paired(own: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The code of sections beside each other by their ids, in the order of the first; strays come last.

    A section of the text may bear the id of one that the engine adds: of equal ids the first faces the first.
    """
    theirs: dict[str, list[str]] = {}
    for id, code in second:
        theirs.setdefault(id, []).append(code)
    for id, code in own:
        yield code, theirs[id].pop(0) if theirs.get(id) else ""
    for codes in theirs.values():
        yield from (("", code) for code in codes)


def _both(one: str, two: str) -> str:
    return f"both({{\n{one}}}, {{\n{two}}})\n"


def _head(title: Said) -> str:
    """The title as a running head has it: so short that it is one line, so that no words need to be kept."""
    words = title.text.split(" ")
    while len(words) > 1 and display_width(" ".join(words)) > _HEAD:
        words.pop()
    short = " ".join(words)
    return string(short if short == title.text else f"{short} …")


def _head_of(book: Book, key: str) -> str:
    return _head(marked(book.env.words(key, book.lang), book.lang))


def _tail(chapter: Chapter) -> str:
    """What a chapter and its twin in the other language have in common."""
    return chapter.key.removeprefix(f"{chapter.lang}/")


def _slug(chapter: Chapter) -> str:
    return _tail(chapter).strip("/").replace("/", "-")
