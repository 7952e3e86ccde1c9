"""Which characters the site uses, the web font that holds them, and those that no font has."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from msgspec import Struct

from seboddari_build.base.leaves import Leaves, Memo, begun
from seboddari_build.base.problem import Problem
from seboddari_build.base.store import Store
from seboddari_build.render.glyph_gate import gate_files
from seboddari_build.render.theme import Theme
from seboddari_build.render.typeface import Typeface
from seboddari_build.render.web.fonts import FONT_FILE, LICENCE_FILE, web_font

#: Characters that the engine itself writes (dates, amounts, citations, drawings) beyond ASCII; a test
#: holds every page against them.
WORDS = (
    "년월일화수목금토부터약이상하만억조원식판요합계건명개처음프로그램세션과발표사례견주기자료조직람구회의록용어초화경간을넓는이주제각보로렸습니다색그림값없음적힌대빈칸가장큰작쪽차례순"
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ–—−·…“”‘’「」『』×→←↑↓•○●■□◆◇△▲▽▼※✓％"
)

#: The address of the font.
FONT = f"assets/{FONT_FILE}"


class FontFiles(Struct, frozen=True):
    """The font's files (path, bytes), and what it cannot show."""

    files: tuple[tuple[str, bytes], ...]
    problems: tuple[Problem, ...]


def font_begun(
    root: Path, characters: Mapping[str, str], theme: Theme, store: Store, jobs: int, *, printed: bool = False
) -> AbstractContextManager[Callable[[], FontFiles]]:
    """Begin the font, beside what follows if it has to be worked out; the function given waits for it."""
    return begun(store, jobs, lambda memo: font_files(root, characters, theme, memo, printed=printed), FontFiles)


def font_files(
    root: Path, characters: Mapping[str, str], theme: Theme, memo: Memo, *, printed: bool = False
) -> FontFiles:
    """The font for all characters of content and theme, and what it cannot show.

    ``characters`` holds those of each content file; ASCII is always in the font. Of what is to be
    ``printed`` too, more is asked.
    """
    used = set().union(*characters.values(), WORDS, *_theme_characters(theme))
    problems = tuple(gate_files(root, characters, Typeface(memo).cmap(), printed=printed))
    font = web_font("".join(sorted(used)), memo)
    return FontFiles(((FONT, font.woff2), (f"assets/{LICENCE_FILE}", font.licence)), problems)


def missing_glyphs(
    root: Path, characters: Mapping[str, str], store: Store, *, printed: bool = False
) -> tuple[Problem, ...]:
    """What the font cannot show; the font itself is not made."""
    memo = Leaves(store)
    problems = tuple(gate_files(root, characters, Typeface(memo).cmap(), printed=printed))
    if memo.new:
        store.put("leaf", memo.new.items())
    return problems


def _theme_characters(theme: Theme) -> Iterator[str]:
    for path, data in theme.files.items():
        if path.endswith((".html", ".yaml")):
            yield data.decode(errors="replace")
