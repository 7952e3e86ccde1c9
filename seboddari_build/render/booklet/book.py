"""The material of a booklet in one language: its pages, its chrome, and what its chapters share."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Language, Said
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.marks import Names
from seboddari_build.render.booklet.typst import string
from seboddari_build.site.plan import Planned, Site
from seboddari_build.site.views import Chrome, Page

P = TypeVar("P", bound=Page)


class Book(Struct, frozen=True):
    """Everything that chapters in one language are made of; ``pages`` are by address."""

    lang: Language
    env: Env
    chrome: Chrome
    pages: Mapping[str, Planned]
    base_url: str = ""

    def all(self, kind: type[P]) -> Iterator[tuple[P, Planned]]:
        """The pages of one kind, in the order of the site."""
        for planned in self.pages.values():
            if isinstance(planned.page, kind):
                yield planned.page, planned

    def one(self, kind: type[P]) -> tuple[P, Planned] | None:
        """The first page of a kind, if there is one."""
        return next(self.all(kind), None)

    def unmarked(self) -> "Book":
        """The same without marks for the indexes: for lists of names, which are no occurrences."""
        env = msgspec.structs.replace(self.env, names=Names())
        return msgspec.structs.replace(self, env=env)

    def word(self, key: str, **values: object) -> str:
        """A word of the interface as content."""
        return self.env.kept_t(key, **values)

    def title(self, key: str) -> Said:
        """A word of the interface as the title of a chapter."""
        return Said(self.env.words(key, self.lang), self.lang)

    def say(self, words: Said | str, *, whole: bool = True) -> str:
        """Text as content, ``none`` where there is none; Korean words are kept whole."""
        return self.env.say(words, whole=whole) or "none"

    def key(self, href: str) -> str:
        """The label of the chapter at an address as a literal, an empty one where the book has no such chapter."""
        return string(self.env.chapter(href))


def pages_of(site: Site, lang: Language) -> dict[str, Planned]:
    """The pages of a site in one language, by address."""
    return {planned.page.path: planned for planned in site.pages if planned.page.lang == lang}
