"""Draws the deck of the guide from the texts that stand in its media.yaml: ``python -m tests.deck`` writes its files.

None of the real event's slides have survived, so this deck shows what slides look like.
"""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw, ImageFont

from seboddari_build.base.leaves import Leaves
from seboddari_build.base.store import Store
from seboddari_build.render.typeface import Typeface
from tests.project import ROOT

CONTENT = ROOT / "docs" / "content"
ID = "twelve-slides"
WIDE, TALL = 1280, 720
PAPER, CLOTH, INK, SOFT = "#FBF8F2", "#F1EADC", "#1E1B16", "#5A5348"
DYES = ("#34568F", "#D9A441", "#D2683F", "#3C8A73", "#93507F")
#: The drawing is made so many times larger, and then brought together.
FINE = 2


def slides() -> list[dict[str, Any]]:
    """The entries of the deck, as they stand in media.yaml."""
    entries = yaml.safe_load((CONTENT / "media.yaml").read_text("utf-8"))
    return next(list(entry["slides"]) for entry in entries if entry["id"] == ID)


def drawn() -> Iterator[tuple[str, Image.Image]]:
    """Each slide: its file below content/media/, and its picture."""
    for number, slide in enumerate(slides()):
        lines = [line for line in slide["text"].splitlines() if line]
        yield slide["file"], picture(number, slide["title"], lines)


def picture(number: int, title: str, lines: list[str]) -> Image.Image:
    """A slide: title and lines on paper, a piece of patchwork beside them."""
    image = Image.new("RGB", (WIDE * FINE, TALL * FINE), PAPER)
    pen = ImageDraw.Draw(image)
    _cloth(pen, number)
    first = number == 0
    pen.text((96 * FINE, (232 if first else 96) * FINE), title, INK, _font(700, 64 if first else 60))
    top = 372 if first else 248
    for line in lines:
        if not first:
            x, y = 108 * FINE, (top + 27) * FINE
            pen.polygon(_diamond(x, y, 11 * FINE), DYES[number % 5])
        pen.text(((96 if first else 144) * FINE, top * FINE), line, SOFT if first else INK, _font(400, 38))
        top += 84
    pen.text((96 * FINE, 636 * FINE), f"{number + 1}", SOFT, _font(400, 26))
    return image.resize((WIDE, TALL), Image.Resampling.BOX).quantize(48, dither=Image.Dither.NONE)


def _cloth(pen: ImageDraw.ImageDraw, number: int) -> None:
    """A diamond of patches at the right edge, half of it beyond; no two slides have the same."""
    side = 88 * FINE
    for row in range(5):
        for column in range(5):
            x = 1350 * FINE + (column - row) * side
            y = 360 * FINE + (column + row - 4) * side
            dye = (row * (number % 5 + 2) + column * column * 3 + number) % 7
            pen.polygon(_diamond(x, y, side), DYES[dye] if dye < len(DYES) else CLOTH, PAPER, 3 * FINE)


def _diamond(x: int, y: int, half: int) -> list[tuple[int, int]]:
    return [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(Typeface(Leaves(Store(None, ""))).data()), size * FINE)
    font.set_variation_by_axes([weight])
    return font


def main() -> None:
    """Write the files of the deck."""
    for name, image in drawn():
        file = Path(CONTENT / "media" / name)
        file.parent.mkdir(exist_ok=True)
        image.save(file, "PNG", optimize=True)


if __name__ == "__main__":
    main()
