"""Draws a share card: type on paper beside the patchwork cloth of the programme."""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from seboddari_build.base.language import has_hangul
from seboddari_build.draw.svg import wrap
from seboddari_build.render.web.icons import Shape, drawn
from seboddari_build.render.web.painting import painted
from seboddari_build.site.share import BETWEEN, Face

if TYPE_CHECKING:
    from PIL import Image, ImageFont

#: The size of a card, as messengers and networks ask for.
WIDE, TALL = 1200, 630
#: The colours that a card's colour may be; any other is the first of them.
ACCENTS: Final = ("indigo", "persimmon", "jade", "plum", "ochre")

REGULAR, BOLD = 400, 700
#: The side of the cloth, of the mark, and of one that stands for a cloth.
_CLOTH, _MARK, _ALONE = 620, 48, 256
#: The strip of cloth at the left edge, and where type begins.
_STRIP, _LEFT = 40, 88
#: Where the lines above and below stand, and their sizes.
_HEAD, _FOOT, _SMALL, _KICKER = 88, 568, 30, 34
#: Between which heights the title stands, with the line above it.
_TOP, _BOTTOM = 128, 516
#: How high a line of a title is for its size.
_LEADING = 1.28
#: Colours of the cloth, and steps from paper to each colour of type; 256 at most together.
_DYES, _STEPS = 160, 16
#: Of one line of type, so that a hostile title costs no more than another.
_LONGEST = 280


class Setting(Struct, frozen=True):
    """How a title is set: its size, in how many lines at most, how wide; ``cloth`` is the middle of the cloth."""

    size: int
    lines: int
    room: int
    cloth: int


#: Beside the whole cloth as long as the title is short, then beside a half of it; the first that fits is taken.
_NEAR, _FAR = (600, 1010), (800, 1196)
SETTINGS: Final = (
    *(Setting(size, lines, *_NEAR) for size, lines in ((116, 1), (96, 2), (80, 2), (76, 3), (66, 3))),
    *(Setting(size, lines, *_FAR) for size, lines in ((66, 3), (58, 3), (52, 4), (46, 4))),
)


class Look(Struct, frozen=True):
    """What all cards of a site have in common: colours by name, the cloth as a picture (or b""), the mark."""

    colours: dict[str, str]
    cloth: bytes
    mark: tuple[Shape, ...]


def cloth(svg: str, paper: str) -> bytes:
    """The patchwork of a programme as a picture for cards."""
    out = io.BytesIO()
    painted(svg, _CLOTH, paper).save(out, "PNG")
    return out.getvalue()


class Drawer:
    """Draws the cards of one look in one typeface; what they share is made once."""

    def __init__(self, look: Look, typeface: bytes, known: frozenset[int]) -> None:
        """``typeface``: the font file, which has a glyph for each code point ``known``."""
        self._look = look
        self._file = typeface
        self._known = known
        self._font = cache(self._opened)
        self._ground = cache(self._laid)

    def card(self, face: Face) -> bytes:
        """A card as PNG of at most 256 colours, the same bytes every time."""
        rows = (face.title, face.head, BETWEEN.join(face.above), BETWEEN.join(face.below))
        title, head, kicker, below = map(self._shown, rows)
        setting, lines = self.typeset(title)
        card = self._ground(setting.cloth).copy()
        accent = face.colour if face.colour in ACCENTS else ACCENTS[0]
        pen = _Pen(card, self._look.colours, accent, _DYES)
        pen.strip()
        indent = _MARK + 16 if self._look.mark else 0
        self._line(pen, "soft", (_LEFT + indent, _HEAD), head, BOLD, _SMALL, setting)
        block = (_KICKER * 1.9 if kicker else 0) + len(lines) * setting.size * _LEADING
        top = max(_TOP, (_TOP + _BOTTOM - block) / 2)
        if kicker:
            self._line(pen, "accent", (_LEFT, round(top + _KICKER)), kicker, BOLD, _KICKER, setting)
            top += _KICKER * 1.9
        for number, line in enumerate(lines):
            base = round(top + setting.size * (0.98 + number * _LEADING))
            pen.write("ink", (_LEFT, base), line, self._font(BOLD, setting.size))
        self._line(pen, "soft", (_LEFT, _FOOT), below, REGULAR, _SMALL, setting)
        out = io.BytesIO()
        card.save(out, "PNG", compress_level=6)
        return out.getvalue()

    def _shown(self, text: str) -> str:
        """What the typeface can show of a text, in one line."""
        seen = (c if ord(c) in self._known else " " if c.isspace() else "" for c in text[:_LONGEST])
        return " ".join("".join(seen).split())

    def typeset(self, title: str) -> tuple[Setting, Sequence[str]]:
        """How a title is set, with its lines: the largest that holds it, or the last with what it holds of it."""
        for setting in SETTINGS:
            whole = self._longest(title, setting) <= setting.room
            if whole and len(lines := self._wrapped(title, setting, setting.room)) <= setting.lines:
                return setting, self._balanced(title, setting, lines)
        last = SETTINGS[-1]
        parts = [part for line in self._wrapped(title, last, last.room) for part in self._forced(line, last)]
        kept = parts[: last.lines]
        if len(parts) > last.lines:
            kept[-1] = self._cut(" ".join(parts[last.lines - 1 :]), BOLD, last.size, last.room)
        return last, kept

    def _longest(self, title: str, setting: Setting) -> float:
        """How wide the widest word is."""
        return max((self._width(word, BOLD, setting.size) for word in title.split()), default=0)

    def _wrapped(self, title: str, setting: Setting, room: float) -> tuple[str, ...]:
        return wrap(title, room, setting.size, lambda text, size: self._width(text, BOLD, size))

    def _balanced(self, title: str, setting: Setting, lines: Sequence[str]) -> Sequence[str]:
        """As many lines, about as long as each other, broken between words only."""
        low, high = self._longest(title, setting), float(setting.room)
        while high - low > 4:
            middle = (low + high) / 2
            tried = self._wrapped(title, setting, middle)
            if len(tried) == len(lines):
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def _forced(self, line: str, setting: Setting) -> Iterator[str]:
        """A line in parts that fit, within a word where there is no other way."""
        while self._width(line, BOLD, setting.size) > setting.room:
            part = line[:-1]
            while len(part) > 1 and self._width(part, BOLD, setting.size) > setting.room:
                part = part[:-1]
            yield part
            line = line[len(part) :]
        yield line

    def _line(
        self, pen: "_Pen", colour: str, at: tuple[int, int], text: str, weight: int, size: int, setting: Setting
    ) -> None:
        """One line of small type, as much of it as there is room for before the slanting edge of the cloth."""
        nearest = min(abs(TALL / 2 - at[1]), abs(TALL / 2 - at[1] + size))
        edge = setting.cloth - max(0, _CLOTH / 2 - nearest)
        pen.write(colour, at, self._cut(text, weight, size, edge - 28 - at[0]), self._font(weight, size))

    def _cut(self, text: str, weight: int, size: int, room: float) -> str:
        """The text, or as many words of it as there is room for before an ellipsis; of one word, its beginning."""
        if self._width(text, weight, size) <= room:
            return text
        dots = "…" if has_hangul(text) else "..."
        while text and self._width(text + dots, weight, size) > room:
            text = (text.rpartition(" ")[0] or text[:-1]).rstrip(" ·,:(")
        return text and text + dots

    def _width(self, text: str, weight: int, size: float) -> float:
        return float(self._font(weight, round(size)).getlength(text))

    def _opened(self, weight: int, size: int) -> "ImageFont.FreeTypeFont":
        from PIL import ImageFont

        # Pillow's other way of laying out asks a library of the system, which may be there or not.
        font = ImageFont.truetype(io.BytesIO(self._file), size, layout_engine=ImageFont.Layout.BASIC)
        font.set_variation_by_axes([weight])
        return font

    def _laid(self, middle: int) -> "Image.Image":
        """Paper with the cloth around ``middle``, or else a large mark, and a small one, in few colours."""
        from PIL import Image

        paper = self._look.colours["paper"]
        image = Image.new("RGB", (WIDE, TALL), paper)
        if self._look.cloth:
            image.paste(Image.open(io.BytesIO(self._look.cloth)), (middle - _CLOTH // 2, (TALL - _CLOTH) // 2))
        else:
            image.paste(drawn(self._look.mark, _ALONE, 1, paper), (WIDE - _ALONE - 44, (TALL - _ALONE) // 2))
        image.paste(drawn(self._look.mark, _MARK, 1, paper), (_LEFT - 3, _HEAD - _MARK + 12))
        return image.quantize(_DYES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


class _Pen:
    """Writes on a picture of few colours, between paper and one of them: so nothing is to be reduced afterwards."""

    def __init__(self, card: "Image.Image", colours: dict[str, str], accent: str, first: int) -> None:
        """Add the colours of type to those of ``card`` from number ``first`` on."""
        named = {"ink": colours["ink"], "soft": colours["soft"], "accent": colours[accent]}
        palette = (card.getpalette() or [])[: first * 3]
        palette += [0] * (first * 3 - len(palette))
        self._first: dict[str, int] = {}
        paper = _rgb(colours["paper"])
        for name, colour in named.items():
            self._first[name] = len(palette) // 3
            for step in range(_STEPS):
                share = step / (_STEPS - 1)
                palette += [round(p + (c - p) * share) for p, c in zip(paper, _rgb(colour), strict=True)]
        card.putpalette(palette)
        self._card = card

    def write(self, colour: str, at: tuple[int, int], text: str, font: "ImageFont.FreeTypeFont") -> None:
        """A line of type from its left end on its base line."""
        from PIL import Image, ImageDraw

        if not text:
            return
        left, top, right, bottom = (int(n) for n in font.getbbox(text, anchor="ls"))
        mask = Image.new("L", (right - left + 4, bottom - top + 4))
        ImageDraw.Draw(mask).text((2 - left, 2 - top), text, font=font, fill=255, anchor="ls")
        steps: list[Any] = [(value * (_STEPS - 1) + 127) // 255 for value in range(256)]
        inked = mask.point([self._first[colour] + step for step in steps])
        self._card.paste(inked, (at[0] + left - 2, at[1] + top - 2), mask.point([255 * bool(step) for step in steps]))

    def strip(self) -> None:
        """The strip of cloth in the card's colour, with a running stitch."""
        from PIL import ImageDraw

        pen, first = ImageDraw.Draw(self._card), self._first["accent"]
        pen.rectangle((0, 0, _STRIP - 1, TALL), fill=first + _STEPS - 1)
        for top in range(-4, TALL, 26):
            pen.rounded_rectangle((_STRIP - 12, top, _STRIP - 9, top + 16), 2, fill=first + 3)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
