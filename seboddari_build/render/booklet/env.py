"""What the chapters of one edition share: words, colours, prose, what is indexed, which chapters there are."""

from collections.abc import Callable

from msgspec import Struct

from seboddari_build.base.language import Language, Said, marked
from seboddari_build.draw.svg import Palette
from seboddari_build.model.prose import Prose
from seboddari_build.render.booklet import typst
from seboddari_build.render.booklet.marks import Names
from seboddari_build.render.booklet.qr import qr_svg


def _no_picture(_: str) -> str:
    return ""


class Env(Struct, frozen=True):
    """For chapters of one language.

    ``words`` says a word of the theme; ``chapters`` holds the keys of all chapters of the edition, which may
    be linked to; ``picture`` gives the path of a published picture beside ``main.typ``, "" for none; ``code`` draws
    the QR code of an address. ``width`` and
    ``height`` are those of the text on a page in mm, ``size`` that of its letters in pt; ``turning`` allows
    landscape pages, which cannot stand within columns, ``tipping`` tables that lie on their side there; those of the
    data sets that are ``tipped`` do in both languages, as one of them needs it.
    """

    prose: Callable[[str], Prose]
    words: Callable[..., str]
    palette: Palette
    lang: Language
    names: Names = Names()
    chapters: frozenset[str] = frozenset()
    picture: Callable[[str], str] = _no_picture
    code: Callable[[str], str] = qr_svg
    width: float = 138.0
    height: float = 205.0
    size: float = 9.5
    turning: bool = True
    tipping: bool = False
    tipped: frozenset[str] = frozenset()

    def t(self, key: str, **values: object) -> str:
        """A word of the theme as a string literal."""
        return typst.string(self.words(key, self.lang, **values))

    def kept_t(self, key: str, **values: object) -> str:
        """A word of the theme as content whose Korean words are kept whole."""
        return self.say(self.words(key, self.lang, **values))

    def say(self, words: Said | str, *, whole: bool = True) -> str:
        """Content in one part, "" for none: marked with its language, and where it names what is indexed."""
        said = words if isinstance(words, Said) else marked(words, self.lang)
        if not said:
            return ""
        return typst.said(said, self.lang, whole=whole, marks=self.names.find(said.text))

    def chapter(self, href: str) -> str:
        """The key of the chapter that an address within the site leads to, "" for none."""
        key = href.partition("#")[0]
        return key if key in self.chapters else ""
