"""A theme: its files found in the project or the package, its words, its assets with hashed names."""

import hashlib
import os
import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.load.yaml_nodes import Mapping, Scalar, parse_yaml

NO_THEME = error(
    "no-theme",
    ko="‘{name}’ 테마가 없습니다.",
    en="There is no theme '{name}'.",
    hint_ko="site.yaml의 theme을 고치거나 themes/{name}/ 폴더를 만듭니다. 들어 있는 테마: {known}",
    hint_en="Mend theme in site.yaml, or make the folder themes/{name}/. Bundled: {known}",
)

_URL = re.compile(r"url\(([\w.-]+)\)")


class Theme(Struct, frozen=True):
    """A theme as read: ``files`` by path within it (templates/…, assets/…, ui.yaml), project files winning."""

    name: str
    files: dict[str, bytes]
    origins: dict[str, str]
    words: dict[str, dict[str, str | dict[str, str]]]
    palette: dict[str, dict[str, str]]
    digest: str

    def template(self, name: str) -> str | None:
        """The source of a template, by its name below templates/."""
        data = self.files.get(f"templates/{name}")
        return data.decode() if data is not None else None

    def say(self, key: str, language: Language, **values: object) -> str:
        """A word of the interface; KeyError if the theme does not have it."""
        said = self.words[key][language]
        if isinstance(said, dict):
            said = said["one" if values.get("n") == 1 else "many"]
        return said.format(**values)


def bundled() -> Path:
    """The folder of the themes that come with the package, or with the repository it is run from."""
    package = Path(__file__).parents[2]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def load_theme(root: Path, name: str, span: Span) -> tuple[Theme | None, tuple[Problem, ...]]:
    """The theme called ``name``: the bundled one, with the project's own files over it."""
    files: dict[str, bytes] = {}
    origins: dict[str, str] = {}
    own = root / "themes" / name
    for folder in (bundled() / name, own):
        if not folder.is_dir():
            continue
        for path in sorted(_walk(folder)):
            files[path] = (folder / path).read_bytes()
            origins[path] = f"themes/{name}/{path}"
    if not files:
        known = ", ".join(sorted(p.name for p in bundled().iterdir() if p.is_dir()))
        return None, (NO_THEME.at(span, name=name, known=known),)
    digest = hashlib.blake2b(digest_size=16)
    for path, data in sorted(files.items()):
        digest.update(path.encode() + b"\0" + data + b"\0")
    words, problems = _mapping(files, "ui.yaml", name)
    look, more = _mapping(files, "theme.yaml", name)
    theme = Theme(name, files, origins, words, look.get("palette", {}), digest.hexdigest())
    return theme, problems + more


def _walk(folder: Path) -> list[str]:
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [os.path.relpath(os.path.join(top, n), folder).replace(os.sep, "/") for n in names if n[0] != "."]
    return found


def _mapping(files: dict[str, bytes], path: str, name: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    if path not in files:
        return {}, ()
    text = files[path].decode("utf-8-sig").replace("\r\n", "\n")
    node, problems = parse_yaml(text, f"themes/{name}/{path}")
    return (_plain(node) if isinstance(node, Mapping) else {}), problems


def _plain(node: Mapping) -> dict[str, Any]:
    return {
        entry.key: entry.value.value if isinstance(entry.value, Scalar) else _plain(entry.value)
        for entry in node.entries
        if isinstance(entry.value, (Scalar, Mapping))
    }


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
        stem, dot, ending = name.rpartition(".")
        address = f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:8]}{dot}{ending}"
        addresses[name] = address
        files.append((address, data))
    return Assets(addresses, tuple(files))


def _within(addresses: dict[str, str], name: str) -> str:
    return addresses[name].removeprefix("assets/") if name in addresses else name


def palette_css(palette: dict[str, dict[str, str]]) -> str:
    """The theme's colours as custom properties, light and dark."""

    def rules(colours: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in colours.items())

    light, dark = palette.get("light", {}), palette.get("dark", {})
    text = f":root{{{rules(light)}}}\n" if light else ""
    return text + (f"@media (prefers-color-scheme:dark){{:root{{{rules(dark)}}}}}\n" if dark else "")


