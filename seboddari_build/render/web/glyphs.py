"""Which characters the site uses, the web font that holds them, and those that no font has."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from seboddari_build.base.problem import Problem
from seboddari_build.base.span import Span
from seboddari_build.base.store import Store
from seboddari_build.load.files import read_text
from seboddari_build.render.web.fonts import FONT_FILE, LICENCE_FILE, covered, glyph_gate, missing_glyphs, web_font
from seboddari_build.render.web.theme import Theme

#: Characters that the engine itself writes (dates, amounts, citations, drawings) beyond ASCII; a test
#: holds every page against them.
WORDS = "년월일화수목금토부터약이상하만억조원식판요합계건명개처음프로그램세션과발표사례견주기자료조직람구회의록용어초화경간을넓는이주제각보로렸습니다색그림값없음적힌대빈칸가장큰작쪽차례순" \
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ–—−·…“”‘’「」『』×→←↑↓•○●■□◆◇△▲▽▼※✓％"


class Leaves:
    """The memo store as the font module wants it: one value a key."""

    def __init__(self, store: Store) -> None:
        """Leaves of ``store``."""
        self._store = store

    def get(self, key: str, /) -> bytes | None:
        """What was put under ``key``."""
        return self._store.get("leaf", key)

    def put(self, key: str, value: bytes, /) -> None:
        """Keep ``value`` under ``key``."""
        self._store.put("leaf", [(key, value)])


def font_files(
    root: Path, characters: Mapping[str, str], theme: Theme, store: Store
) -> tuple[tuple[tuple[str, bytes], ...], tuple[Problem, ...]]:
    """The font's files (path, bytes) for all characters of content and theme, and what it cannot show.

    ``characters`` holds those of each content file; ASCII is always in the font.
    """
    memo = Leaves(store)
    used = set().union(*characters.values(), WORDS, *_theme_characters(theme))
    cmap = covered(memo)
    problems: list[Problem] = []
    if missing_glyphs("".join(sorted(used)), cmap):
        for path, found in characters.items():
            if missing_glyphs(found, cmap):
                problems += glyph_gate(_lines(root, path), cmap)
    font = web_font("".join(sorted(used)), memo)
    made = (
        ("assets/fonts.css", font.css.encode()),
        (f"assets/{FONT_FILE}", font.woff2),
        (f"assets/{LICENCE_FILE}", font.licence),
    )
    return made, tuple(problems)


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
