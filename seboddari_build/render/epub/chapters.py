"""Chapters -> XHTML, with the templates of the theme."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any
from xml.parsers import expat

from markupsafe import Markup
from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.base.store import DamagedError
from seboddari_build.draw.svg import Palette
from seboddari_build.model.prose import Prose
from seboddari_build.render.epub.addresses import Addresses
from seboddari_build.render.epub.book import Book, Chapter
from seboddari_build.render.prose_html import BodyWriter, Env
from seboddari_build.render.templates import Templates
from seboddari_build.render.theme import Theme
from seboddari_build.site.views import BodyView, PictureView

NOT_XHTML = error(
    "epub-xhtml",
    ko="전자책의 ‘{file}’: XHTML로 읽을 수 없습니다({why}). 둘레: {around}",
    en="'{file}' of the e-book is not well-formed XHTML ({why}), near: {around}",
    hint_ko="이 틀이나 이 틀이 쓰는 것(epub/layout.xhtml, templates/parts.html, templates/blocks/)에서 "
    "빈 요소를 <br/> 처럼 닫고, 속성 값은 모두 따옴표 안에 적습니다.",
    hint_en="In this template, or in what it uses (epub/layout.xhtml, templates/parts.html, templates/blocks/), "
    "close empty elements as in <br/> and write every attribute with a value in quotes.",
)
#: What XML cannot hold, however it is written.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ID = re.compile(r'\sid="([^"]+)"')
_POINTER = re.compile(r'(\shref=")([^"#:]*)#([^"]*)"')


class Written(Struct, frozen=True):
    """The chapters of a book by file, or what is wrong with them."""

    files: dict[str, bytes]
    problems: tuple[Problem, ...] = ()


def write_chapters(
    book: Book, theme: Theme, palette: Palette, prose: Callable[[str], Prose], addresses: Addresses
) -> Written:
    """Every chapter of ``book``."""
    templates = Templates(theme, file=_finder(theme), palette=palette, book=book)
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for chapter in book.chapters:
        try:
            text = _write(chapter, book, theme, templates, prose, addresses)
        except DamagedError:
            raise
        except Exception as failure:  # noqa: BLE001  # whatever a theme's template does wrong is the theme's problem
            problems.append(templates.problem(failure, chapter.file, chapter.span))
            continue
        files[chapter.file] = _ILLEGAL.sub("\ufffd", text)
        problems += _malformed(chapter, files[chapter.file], theme)
    return Written({} if problems else pointed(files), tuple(problems))


def _finder(theme: Theme) -> Callable[[str], str]:
    """Which file of the theme a template is: one for e-books, else that of the web; ``web/`` asks for the latter."""

    def file(name: str) -> str:
        own = f"epub/{name.removesuffix('.html').removesuffix('.xhtml')}.xhtml"
        return own if own in theme.files else f"templates/{name.removeprefix('web/')}"

    return file


def _write(
    chapter: Chapter, book: Book, theme: Theme, templates: Templates, prose: Callable[[str], Prose],
    addresses: Addresses,
) -> str:  # fmt: skip
    page = addresses.within(chapter.page)

    def block(name: str, values: dict[str, Any], lang: Language) -> str:
        return templates.render(f"blocks/{name}.html", lang, {"block": values, "root": "", "page": page})

    env = Env(prose, block, "", book.lang, theme.say, picture_xhtml, end="/>")

    def writer(body: BodyView) -> BodyWriter:
        return BodyWriter(body, env)

    values = {
        "page": page,
        "chapter": chapter,
        "chrome": book.chrome,
        "root": "",
        "body": lambda body: Markup(writer(body).all()),  # the writer escapes all text
        "section_html": lambda body, name: Markup(writer(body).one(name)),
    }
    return templates.render(f"{chapter.kind}.xhtml", book.lang, values)


def picture_xhtml(view: PictureView, alt: str) -> str:
    """``<img/>`` with the proportions of the picture."""
    return f'<img src="{escape(view.src)}" width="{view.width}" height="{view.height}" alt="{escape(alt)}"/>'


def _malformed(chapter: Chapter, text: str, theme: Theme) -> Iterator[Problem]:
    """Why a chapter cannot be read, if so: a template is at fault, for all content is escaped."""
    final = True
    try:
        expat.ParserCreate().Parse(text, final)
    except expat.ExpatError as failure:
        line = text.split("\n")[failure.lineno - 1]
        around = line[max(0, failure.offset - 30) : failure.offset + 30].strip()
        span = Span(theme.origins[f"epub/{chapter.kind}.xhtml"])
        why = expat.ErrorString(failure.code)
        yield NOT_XHTML.at(span, file=chapter.file, why=why, around=around)


def pointed(files: Mapping[str, str]) -> dict[str, bytes]:
    """The files, whose links lead to places that there are: a place that a chapter lacks is the chapter itself."""
    places = {name: frozenset(_ID.findall(text)) for name, text in files.items()}

    def told(name: str, text: str) -> str:
        def pointer(found: re.Match[str]) -> str:
            start, file, anchor = found.groups()
            there = anchor in places.get(file or name, ())
            return f'{start}{file or name}{f"#{anchor}" if there else ""}"'

        return _POINTER.sub(pointer, text)

    return {name: told(name, text).encode() for name, text in files.items()}
