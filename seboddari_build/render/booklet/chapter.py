"""What a booklet is put together from: chapters of Typst code, and the edition that they make."""

from msgspec import Struct

from seboddari_build.base.language import Language, Said
from seboddari_build.base.span import NOWHERE, Span


class Chapter(Struct, frozen=True, kw_only=True):
    """One item of the booklet in one language.

    ``key`` is the address of its web page (``ko/cases/community-care/guro/``) and the label of its heading;
    ``opener`` is the Typst code of heading and masthead, ``sections`` (id, code) of what follows. Both are lines of
    code mode, to stand in braces; they break no page themselves. ``level`` is that of the chapter's heading,
    those of its sections are one below.
    """

    key: str
    kind: str
    lang: Language
    title: Said
    opener: str
    sections: tuple[tuple[str, str], ...] = ()
    colour: str = ""
    level: int = 1
    span: Span = NOWHERE


class Edition(Struct, frozen=True, kw_only=True):
    """A booklet ready to be compiled: ``files`` (path, bytes) hold everything but the fonts, ``main.typ`` first.

    ``characters``: every character that may be printed, for the font. ``date``: of the edition, as ISO has it.
    """

    id: str
    lang: Language
    title: str
    files: tuple[tuple[str, bytes], ...]
    characters: str = ""
    date: str = ""


class PlaceInBook(Struct, frozen=True):
    """Where a chapter begins: ``page`` counts sheets from 1, ``label`` is what is printed on it."""

    key: str
    page: int
    label: str


class Compiled(Struct, frozen=True, kw_only=True):
    """A finished booklet: its bytes, how many pages it has, and where each chapter begins."""

    edition: str
    pdf: bytes
    pages: int
    places: tuple[PlaceInBook, ...]
