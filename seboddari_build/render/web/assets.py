"""The assets of a theme as files: names that carry a hash of what they hold, one style sheet for every page."""

import hashlib
import re

from msgspec import Struct

from seboddari_build.render.palette import Palette
from seboddari_build.render.theme import Theme
from seboddari_build.render.web.fonts import FONT_FACE

_URL = re.compile(r"url\(([\w.-]+)\)")
#: Style sheets that every theme has, in the order in which pages read them: as one file, since each of several would
#: cost a phone a connection of its own before anything is seen. The colours come from theme.yaml.
_SHEETS = ("bottari.css", "parts.css", "palette.css", "print.css")
#: What their one file is called.
SHEET = _SHEETS[0]
#: A comment in lines of its own or at the end of one, and the space before what stands on a line.
_PASSED_OVER = re.compile(
    r"^\s*(?:/\*(?:(?!\*/).)*\*/\s*?\n|//.*?\n)|[ \t]+/\*(?:(?!\*/).)*\*/$|^[ \t]+", re.MULTILINE | re.DOTALL
)


class Assets(Struct, frozen=True):
    """The files of assets/ under names that carry a hash of their content."""

    addresses: dict[str, str]
    files: tuple[tuple[str, bytes], ...]


def make_assets(theme: Theme) -> Assets:
    """Name the assets; addresses inside style sheets follow the names."""
    addresses: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    sheets: dict[str, str] = {}
    names = sorted(path.removeprefix("assets/") for path in theme.files if path.startswith("assets/"))
    for name in sorted(names, key=lambda n: n.endswith(".css")):
        data = theme.files[f"assets/{name}"]
        if name.endswith(".css"):
            text = _URL.sub(lambda m: f"url({_within(addresses, m[1])})", data.decode())
            if name in _SHEETS:
                sheets[name] = lean(text)
                continue
            data = text.encode()
        elif name.endswith(".js"):
            data = lean(data.decode()).encode()
        addresses[name] = hashed(name, data)
        files.append((addresses[name], data))
    sheets["palette.css"] = palette_css(theme.palette)
    whole = (FONT_FACE + "".join(sheets.get(name, "") for name in _SHEETS)).encode()
    addresses[SHEET] = hashed(SHEET, whole)
    return Assets(addresses, (*files, (addresses[SHEET], whole)))


def lean(code: str) -> str:
    """A script or a style sheet without the comments and the indentation that stand in the file.

    One with a text over lines stays as it is.
    """
    if any(line.count("`") % 2 for line in code.split("\n")):
        return code
    return _PASSED_OVER.sub("", code)


def hashed(name: str, data: bytes) -> str:
    """The address of an asset: its name with a hash of what it holds."""
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:8]}{dot}{ending}"


def _within(addresses: dict[str, str], name: str) -> str:
    return addresses[name].removeprefix("assets/") if name in addresses else name


def palette_css(palette: Palette) -> str:
    """The theme's colours as custom properties, light and dark."""

    def rules(colours: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in colours.items())

    light, dark = palette.get("light", {}), palette.get("dark", {})
    text = f":root{{{rules(light)}}}\n" if light else ""
    return text + (f"@media (prefers-color-scheme:dark){{:root{{{rules(dark)}}}}}\n" if dark else "")
