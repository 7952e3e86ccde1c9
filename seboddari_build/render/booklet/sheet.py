"""The sheet of paper that a booklet is printed on, and the file of tokens that tells the theme of it."""

from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.render.booklet.fonts import FAMILY
from seboddari_build.render.booklet.typst import string
from seboddari_build.render.theme import Theme


class Sheet(Struct, frozen=True, kw_only=True):
    """A page as trimmed: ``width``, ``height`` and margins in mm, ``size`` of the letters in pt."""

    width: float
    height: float
    size: float
    top: float
    bottom: float
    inside: float
    outside: float
    justify: bool = True

    @property
    def text_width(self) -> float:
        """How wide the text of one language is, in mm."""
        return self.width - self.inside - self.outside

    @property
    def text_height(self) -> float:
        """How high the text on a page is, in mm."""
        return self.height - self.top - self.bottom


#: What reaches the edge of a page goes on so far beyond it, in mm: only the print edition shows that.
BLEED = 3
#: The formats of a booklet.
FORMATS = {
    "b5": Sheet(width=182, height=257, size=9.5, top=25, bottom=25, inside=22, outside=20),
    "a4": Sheet(width=210, height=297, size=10.5, top=28, bottom=28, inside=27, outside=23),
    "a5": Sheet(width=148, height=210, size=8.6, top=20, bottom=20, inside=17, outside=15),
}
#: The sheets of a timetable, on their long side.
TIMETABLES = {
    "a4": Sheet(width=297, height=210, size=12.5, top=13, bottom=11, inside=15, outside=15),
    "a3": Sheet(width=420, height=297, size=18, top=18, bottom=15, inside=21, outside=21),
}


def tokens(sheet: Sheet, theme: Theme, lang: Language, *, event: str = "", facing: bool = False) -> str:
    """``tokens.typ``: the sheet, the light colours of the theme, the language, what the heads say."""
    colours = "".join(f"{name}: rgb({string(value)}), " for name, value in theme.palette["light"].items())
    margin = {name: getattr(sheet, name) for name in ("top", "bottom", "inside", "outside")}
    values = {
        "lang": string(lang),
        "facing": "true" if facing else "false",
        "event": string(event),
        "font": string(FAMILY),
        "size": f"{sheet.size}pt",
        "justify": "true" if sheet.justify else "false",
        "trim": f"(width: {sheet.width}mm, height: {sheet.height}mm)",
        "margin": "(" + ", ".join(f"{name}: {value}mm" for name, value in margin.items()) + ")",
        "bleed": f"{BLEED}mm",
        "palette": f"({colours})",
    }
    return "".join(f"#let {name} = {value}\n" for name, value in values.items())
