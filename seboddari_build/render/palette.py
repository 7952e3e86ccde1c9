"""The colours of a theme, checked: names that the style sheets know, values that are colours, text that can be read."""

import re
from collections.abc import Iterator

from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.load.yaml_nodes import Mapping, Scalar, Value, is_empty

BAD_PALETTE = error(
    "theme-palette",
    ko="palette에는 light와 dark 아래에 색 이름과 값이 와야 합니다.",
    en="palette takes names and values of colours, below light and dark.",
    hint_ko='보기: palette: {{light: {{indigo: "#1F3A6E"}}}}',
    hint_en='For example: palette: {{light: {{indigo: "#1F3A6E"}}}}',
)
THEME_KEY = error(
    "theme-key",
    ko="‘{key}’ 항목은 테마의 이 자리에 쓰이지 않습니다.",
    en="There is no field '{key}' here in a theme.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
COLOUR_NAME = error(
    "theme-colour",
    ko="‘{name}’: 테마에 없는 색 이름입니다.",
    en="'{name}' is not a colour of the theme.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
COLOUR_VALUE = error(
    "theme-colour",
    ko="‘{value}’: 색으로 읽을 수 없습니다.",
    en="'{value}' is not a colour.",
    hint_ko='#과 여섯 자리 16진수를 따옴표 안에 적습니다: {name}: "#1F3A6E"',
    hint_en='Write # and six hexadecimal digits in quotes: {name}: "#1F3A6E"',
)
CONTRAST = warning(
    "theme-contrast",
    ko="‘{name}’ 색의 글자는 바탕 paper 위에서 잘 보이지 않습니다({scheme}). 대비 {ratio}:1, 적어도 4.5:1.",
    en="Text in '{name}' is hard to read on paper ({scheme}): the contrast is {ratio}:1, and should be 4.5:1 at least.",
    hint_ko="‘{name}’ 또는 paper의 색을 {way.ko} 고칩니다.",
    hint_en="Make '{name}' {way.en}, or change paper.",
)

#: Colours by scheme (``light``, ``dark``) and name.
Palette = dict[str, dict[str, str]]
#: Where each colour was given, by scheme and name, in the order of reading.
Places = dict[tuple[str, str], Span]

#: What theme.yaml may hold.
KEYS = ("name", "name.en", "palette", "fonts")
SCHEMES = ("light", "dark")
#: The colours that style sheets and drawings ask for.
NAMES = ("paper", "cloth", "ink", "soft", "line", "indigo", "persimmon", "jade", "plum", "ochre", "focus")
#: The colours that text is written in; all of it stands on ``paper``.
TEXT = ("ink", "soft", "indigo", "persimmon", "jade", "plum", "ochre")
LEAST = 4.5

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def read_palette(node: Value | None, problems: list[Problem]) -> Iterator[tuple[str, str, str, Span]]:
    """The colours of a theme.yaml, each as scheme, name, value and place; what is no colour is told of and left out."""
    if node is None:
        return
    if not isinstance(node, Mapping):
        problems.append(BAD_PALETTE.at(node.span))
        return
    for entry in node.entries:
        if entry.key not in KEYS:
            problems.append(_stray(entry.key, entry.key_span, KEYS))
        elif entry.key == "palette" and not is_empty(entry.value):
            if not isinstance(entry.value, Mapping):
                problems.append(BAD_PALETTE.at(entry.key_span))
                continue
            for scheme in entry.value.entries:
                if scheme.key not in SCHEMES:
                    problems.append(_stray(scheme.key, scheme.key_span, SCHEMES))
                elif isinstance(scheme.value, Mapping):
                    yield from _colours(scheme.key, scheme.value, problems)
                elif not is_empty(scheme.value):
                    problems.append(BAD_PALETTE.at(scheme.key_span))


def _colours(scheme: str, colours: Mapping, problems: list[Problem]) -> Iterator[tuple[str, str, str, Span]]:
    for entry in colours.entries:
        if entry.key not in NAMES:
            hint_ko, hint_en = _hint(entry.key, NAMES, "있는 색", "Its colours")
            problems.append(COLOUR_NAME.at(entry.key_span, name=entry.key, hint_ko=hint_ko, hint_en=hint_en))
        elif not isinstance(entry.value, Scalar):
            problems.append(BAD_PALETTE.at(entry.key_span))
        elif is_empty(entry.value):
            continue
        elif not _COLOUR.fullmatch(entry.value.value):
            problems.append(COLOUR_VALUE.at(entry.value.span, value=entry.value.value, name=entry.key))
        else:
            yield scheme, entry.key, entry.value.value, entry.value.span


def contrasts(palette: Palette, places: Places) -> Iterator[Problem]:
    """The colours of text that are hard to read on paper, told of at the colour or the paper, whichever came last."""
    for scheme in SCHEMES:
        colours = {**palette["light"], **palette[scheme]}
        for name in TEXT:
            if name not in colours or "paper" not in colours:
                continue
            given = [at for key, at in places.items() if key in ((scheme, name), (scheme, "paper"))]
            ratio = contrast(colours[name], colours["paper"])
            if given and ratio < LEAST:
                darker = luminance(colours["paper"]) > 0.18  # where black and white stand out alike
                shown = int(ratio * 100) / 100  # never rounded up to what would do
                way = Text("더 어둡게", "darker") if darker else Text("더 밝게", "lighter")
                yield CONTRAST.at(given[-1], name=name, scheme=scheme, ratio=f"{shown:.2f}", way=way)


def luminance(colour: str) -> float:
    """The relative luminance of ``#RRGGBB`` as WCAG reckons it, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """The contrast of two colours as WCAG reckons it, 1 to 21."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _stray(key: str, span: Span, known: tuple[str, ...]) -> Problem:
    hint_ko, hint_en = _hint(key, known, "쓸 수 있는 항목", "Fields that exist here")
    return THEME_KEY.at(span, key=key, hint_ko=hint_ko, hint_en=hint_en)


def _hint(name: str, known: tuple[str, ...], all_ko: str, all_en: str) -> tuple[str, str]:
    """What was meant by ``name``, or all that is ``known``."""
    like = closest(name, known)
    if like:
        return f"혹시 ‘{like}’인가요?", f"Did you mean '{like}'?"
    listed = ", ".join(known)
    return f"{all_ko}: {listed}", f"{all_en}: {listed}"
