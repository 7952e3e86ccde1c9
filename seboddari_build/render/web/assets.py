"""The assets of a theme as files: names that carry a hash of what they hold, the colours as a style sheet."""

import hashlib
import re

from msgspec import Struct

from seboddari_build.render.palette import Palette
from seboddari_build.render.theme import Theme

_URL = re.compile(r"url\(([\w.-]+)\)")
#: A comment in lines of its own, and the space before what stands on a line.
_PASSED_OVER = re.compile(r"^\s*(?:/\*(?:(?!\*/).)*\*/\s*?\n|//.*?\n)|^[ \t]+", re.MULTILINE | re.DOTALL)


class Assets(Struct, frozen=True):
    """The files of assets/ under names that carry a hash of their content."""

    addresses: dict[str, str]
    files: tuple[tuple[str, bytes], ...]


def make_assets(theme: Theme) -> Assets:
    """Name the assets; addresses inside style sheets follow the names."""
    addresses: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    names = sorted(path.removeprefix("assets/") for path in theme.files if path.startswith("assets/"))
    for name in sorted(names, key=lambda n: n.endswith(".css")):
        data = theme.files[f"assets/{name}"]
        if name.endswith(".css"):
            text = _URL.sub(lambda m: f"url({_within(addresses, m[1])})", data.decode())
            data = text.encode()
        elif name.endswith(".js"):
            data = _lean(data.decode()).encode()
        address = hashed(name, data)
        addresses[name] = address
        files.append((address, data))
    return Assets(addresses, tuple(files))


def _lean(script: str) -> str:
    """A script without the comments and the indentation that stand in the file; one with a text over lines as it is."""
    if any(line.count("`") % 2 for line in script.split("\n")):
        return script
    return _PASSED_OVER.sub("", script)


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
