"""Text stands at 5:1 or more against what is behind it, lines at 3:1, in light and in dark."""

import re
from pathlib import Path

import pytest

TEXT = ("ink", "soft", "indigo", "persimmon", "jade", "plum", "ochre")
LINES = ("line", "focus")
DYED = ("indigo", "persimmon", "jade", "plum", "ochre")
DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{([^}]*)\}")
Scheme = dict[str, str]


@pytest.fixture(scope="session")
def schemes(real_site: Path) -> dict[str, Scheme]:
    """The custom properties that a visitor gets: the first value of each is light, a media query gives the dark."""
    [sheet] = real_site.glob("assets/bottari.*.css")
    css, print_rules, _ = sheet.read_text("utf-8").partition("@media print")
    assert print_rules
    dark_rules = "".join(DARK.findall(css))
    light_rules = "".join(re.findall(r":root\s*\{([^}]*)\}", DARK.sub("", css)))

    def colours(rules: str) -> Scheme:
        return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", rules))

    light = colours(light_rules)
    return {"light": light, "dark": light | colours(dark_rules)}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_wcag_reckons_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "cloth"])
def test_text_and_lines_stand_out(schemes: dict[str, Scheme], scheme: str, ground: str) -> None:
    colours = schemes[scheme]
    assert {n: c for n in TEXT if (c := contrast(colours[n], colours[ground])) < 5} == {}
    assert {n: c for n in LINES if (c := contrast(colours[n], colours[ground])) < 3} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_on_dyed_cloth(schemes: dict[str, Scheme], scheme: str) -> None:
    """Slots, stories and decisions lie on a tint: ink, quiet text and the colour itself are read there."""
    colours = schemes[scheme]
    for name in DYED:
        tint = colours[f"{name}-tint"]
        low = {n: c for n in ("ink", "soft", name) if (c := contrast(colours[n], tint)) < 5}
        assert low == {}, name
    # the focus ring is seen on tints and on buttons' own colour too
    assert min(contrast(colours["focus"], colours[f"{name}-tint"]) for name in DYED) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_a_button_stand_out(schemes: dict[str, Scheme], scheme: str) -> None:
    colours = schemes[scheme]
    assert contrast(colours["paper"], colours["indigo"]) >= 5
    assert contrast(colours["paper"], colours["ink"]) >= 5  # the link that skips to the content
