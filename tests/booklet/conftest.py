"""The booklets of the real event, built once, with the site that they are made of."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from seboddari_build.base.language import Language
from seboddari_build.base.span import NOWHERE
from seboddari_build.base.store import Store
from seboddari_build.load.content import load, prose_reader
from seboddari_build.model.prose import Prose
from seboddari_build.render.theme import Theme, load_theme
from seboddari_build.site.plan import Site, plan
from seboddari_build.site.views import Page
from tests.reading import Booklet

P = TypeVar("P", bound=Page)
BASE_URL = "https://example.org/repo/"


@dataclass
class Event:
    """The real event as its pages have it."""

    site: Site
    theme: Theme
    store: Store

    def prose(self, digest: str) -> Prose:
        return prose_reader(self.store)(digest)

    def all(self, kind: type[P], lang: Language) -> list[P]:
        """The pages of one kind in one language."""
        return [p.page for p in self.site.pages if isinstance(p.page, kind) and p.page.lang == lang]

    def word(self, key: str, lang: Language) -> str:
        return self.theme.say(key, lang)


@pytest.fixture(scope="session")
def event(real_site: Path) -> Event:
    root = real_site.parent
    store = Store(None, "test")
    loaded = load(root, store)
    theme, _ = load_theme(root, "bottari", NOWHERE)
    assert loaded.conference
    assert theme
    return Event(plan(loaded.conference, BASE_URL)[0], theme, store)


@pytest.fixture(scope="session")
def booklets(real_site: Path) -> dict[str, Booklet]:
    """The three editions by their ids."""
    paths = {id: next(real_site.glob(f"booklet/*-{id}.pdf")) for id in ("ko", "en", "bilingual")}
    return {id: Booklet(path) for id, path in paths.items()}


@pytest.fixture(params=["ko", "en", "bilingual"])
def id(request: pytest.FixtureRequest) -> str:
    """An edition."""
    return str(request.param)


@pytest.fixture
def booklet(booklets: dict[str, Booklet], id: str) -> Booklet:
    return booklets[id]


@pytest.fixture
def languages(id: str) -> tuple[Language, ...]:
    """The languages of an edition, its own first."""
    every: dict[str, tuple[Language, ...]] = {"ko": ("ko",), "en": ("en",), "bilingual": ("ko", "en")}
    return every[id]
