"""Which characters the site uses, the web font that holds them, and those that no font has."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from seboddari_build.base.fork import apart
from seboddari_build.base.problem import Problem
from seboddari_build.base.span import Span
from seboddari_build.base.store import Store
from seboddari_build.load.files import read_text
from seboddari_build.render.web.fonts import FONT_FILE, LICENCE_FILE, covered, glyph_gate, missing_glyphs, web_font
from seboddari_build.render.web.theme import Theme

#: Characters that the engine itself writes (dates, amounts, citations, drawings) beyond ASCII; a test
#: holds every page against them.
WORDS = (
    "년월일화수목금토부터약이상하만억조원식판요합계건명개처음프로그램세션과발표사례견주기자료조직람구회의록용어초화경간을넓는이주제각보로렸습니다색그림값없음적힌대빈칸가장큰작쪽차례순"
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ–—−·…“”‘’「」『』×→←↑↓•○●■□◆◇△▲▽▼※✓％"
)


#: The address of the font's style sheet.
STYLE_SHEET = "assets/fonts.css"


class FontFiles(Struct, frozen=True):
    """The font's files (path, bytes), and what it cannot show."""

    files: tuple[tuple[str, bytes], ...]
    problems: tuple[Problem, ...]


class Leaves:
    """The memo store as the font module wants it: one value a key."""

    def __init__(self, store: Store) -> None:
        """Leaves of ``store``; ``new`` are those put into it here."""
        self._store = store
        self.new: dict[str, bytes] = {}

    def get(self, key: str, /) -> bytes | None:
        """What was put under ``key``."""
        return self.new.get(key) or self._store.get("leaf", key)

    def put(self, key: str, value: bytes, /) -> None:
        """Keep ``value`` under ``key``, until the store is told."""
        self.new[key] = value


class _Known(Leaves):
    """Leaves that must be there."""

    def get(self, key: str, /) -> bytes:
        found = super().get(key)
        if found is None:
            raise KeyError(key)
        return found


class _Made(Struct, frozen=True):
    """What a process apart gives back."""

    font: FontFiles
    leaves: dict[str, bytes]


@contextmanager
def font_begun(
    root: Path, characters: Mapping[str, str], theme: Theme, store: Store, jobs: int
) -> Iterator[Callable[[], FontFiles]]:
    """Begin the font, beside what follows if it has to be worked out; the function given waits for it."""

    def make() -> bytes:
        store.reopen()
        leaves = Leaves(store)
        return msgspec.msgpack.encode(_Made(font_files(root, characters, theme, leaves), leaves.new))

    def take(made: _Made) -> FontFiles:
        store.put("leaf", made.leaves.items())
        return made.font

    try:
        known = font_files(root, characters, theme, _Known(store))
    except KeyError:
        known = None
    if known is not None:
        yield lambda: known
    elif jobs > 1 and hasattr(os, "fork"):
        with apart(make) as value:
            yield cache(lambda: take(msgspec.msgpack.decode(value(), type=_Made)))
    else:
        leaves = Leaves(store)
        font = take(_Made(font_files(root, characters, theme, leaves), leaves.new))
        yield lambda: font


def font_files(root: Path, characters: Mapping[str, str], theme: Theme, memo: Leaves) -> FontFiles:
    """The font for all characters of content and theme, and what it cannot show.

    ``characters`` holds those of each content file; ASCII is always in the font.
    """
    used = set().union(*characters.values(), WORDS, *_theme_characters(theme))
    cmap = covered(memo)
    problems: list[Problem] = []
    if missing_glyphs("".join(sorted(used)), cmap):
        for path, found in characters.items():
            if missing_glyphs(found, cmap):
                problems += glyph_gate(_lines(root, path), cmap)
    font = web_font("".join(sorted(used)), memo)
    made = (
        (STYLE_SHEET, font.css.encode()),
        (f"assets/{FONT_FILE}", font.woff2),
        (f"assets/{LICENCE_FILE}", font.licence),
    )
    return FontFiles(made, tuple(problems))


def _theme_characters(theme: Theme) -> Iterator[str]:
    for path, data in theme.files.items():
        if path.endswith((".html", ".yaml")):
            yield data.decode(errors="replace")


def _lines(root: Path, path: str) -> Iterator[tuple[str, str, Span]]:
    """Each line of a file, a character at a time where the font may lack it, with its place."""
    text, _ = read_text(root, path)
    for number, line in enumerate((text or "").split("\n"), 1):
        for column, character in enumerate(line, 1):
            if ord(character) > 0x7F:
                yield path, character, Span(path, number, column, column + 1)
