"""A theme: its files found in the project or the package, its words, its colours."""

import hashlib
import os
import re
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.draw.svg import Palette as Inks
from seboddari_build.load.files import read_bytes, read_text
from seboddari_build.load.yaml_nodes import Mapping, Scalar, Value, parse_yaml
from seboddari_build.render.palette import Palette, Places, contrasts, read_palette

NO_THEME = error(
    "no-theme",
    ko="‘{name}’ 테마가 없습니다.",
    en="There is no theme '{name}'.",
    hint_ko="site.yaml의 theme을 고치거나 themes/{name}/ 폴더를 만듭니다. 들어 있는 테마: {known}",
    hint_en="Mend theme in site.yaml, or make the folder themes/{name}/. Bundled: {known}",
)

BAD_NAME = error(
    NO_THEME.id,
    ko="‘{name}’: 테마의 이름이 될 수 없습니다.",
    en="'{name}' cannot be the name of a theme.",
    hint_ko="themes/ 바로 아래 폴더의 이름을 경로 없이 적습니다(영문 소문자, 숫자, 붙임표). 들어 있는 테마: {known}",
    hint_en="Name a folder right below themes/, without a path: small Latin letters, digits, hyphens. Bundled: {known}",
)
BAD_WORD = error(
    "theme-word",
    ko="‘{key}’: 화면에 나오는 말에는 한국어와 영어가 있어야 합니다.",
    en="'{key}': a word of the interface takes Korean and English.",
    hint_ko="{key}: {{ko: 글, en: words}} 꼴로 적습니다. "
    '영어는 {{one: "{{n}} page", many: "{{n}} pages"}} 꼴도 됩니다.',
    hint_en='Write {key}: {{ko: 글, en: words}}; English may also be {{one: "{{n}} page", many: "{{n}} pages"}}.',
)
BAD_WORDS = error(
    BAD_WORD.id,
    ko="화면에 나오는 말은 이름과 값으로 적습니다.",
    en="Words of the interface are names with values.",
    hint_ko="보기: home: {{ko: 처음, en: Home}}",
    hint_en="For example: home: {{ko: 처음, en: Home}}",
)
BAD_HOLE = error(
    BAD_WORD.id,
    ko="‘{key}’: 이 말에 쓸 수 없는 중괄호가 있습니다. 쓸 수 있는 것: {known_ko}",
    en="'{key}': there are braces in this word that nothing fills. It takes: {known_en}",
    hint_ko="중괄호 하나에 이름 하나만 적습니다. 중괄호를 글자로 보이려면 두 번 적습니다: {{{{ }}}}",
    hint_en="One name stands in a pair of braces. To show a brace itself, write it twice: {{{{ }}}}",
)
#: The theme whose files stand in for those that another one does not bring.
BASE = "bottari"

Words = dict[str, dict[str, str | dict[str, str]]]

#: Braces with what is in them, and one that has no other; doubled ones are signs.
_HOLE = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEXT = (".html", ".xhtml", ".yaml", ".css", ".js", ".svg")


class Theme(Struct, frozen=True):
    """A theme as read: ``files`` by path within it (templates/…, assets/…, ui.yaml), project files winning."""

    name: str
    files: dict[str, bytes]
    origins: dict[str, str]
    words: Words
    palette: Palette
    digest: str

    def say(self, key: str, language: Language, **values: object) -> str:
        """A word of the interface; LookupError if the theme does not have it."""
        if key not in self.words:
            raise LookupError(f"ui.yaml: {key}?")
        said = self.words[key][language]
        if isinstance(said, dict):
            said = said["one" if values.get("n") == 1 else "many"]
        return said.format(**values)

    def inks(self, font: str = "") -> Inks:
        """The light colours for drawings that stand outside a page, with the family of their type."""
        light = self.palette["light"]
        return Inks(**{name: light[name] for name in Inks.__struct_fields__ if name in light}, font=font)


def bundled() -> Path:
    """The folder of the themes that come with the package, or with the repository it is run from."""
    package = Path(__file__).parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def load_theme(root: Path, name: str, span: Span) -> tuple[Theme | None, tuple[Problem, ...]]:
    """The theme called ``name``: the base, the bundled theme, the project's own files, later ones winning.

    Of ``ui.yaml`` and ``theme.yaml`` each word and each colour wins by itself.
    """
    own = (bundled() / name, root / "themes" / name)
    if not _NAME.fullmatch(name) or not any(folder.is_dir() for folder in own):
        known = ", ".join(sorted(p.name for p in bundled().iterdir() if p.is_dir()))
        code = NO_THEME if _NAME.fullmatch(name) else BAD_NAME
        return None, (code.at(span, name=name, known=known),)
    files: dict[str, bytes] = {}
    origins: dict[str, str] = {}
    words: Words = {}
    palette: Palette = {"light": {}, "dark": {}}
    places: Places = {}
    problems: list[Problem] = []
    folders: dict[Path, Path] = {}
    for folder in (bundled() / BASE, *own):
        folders.setdefault(folder.resolve(), folder)
    for folder in folders.values():
        for path in sorted(_walk(folder)):
            origin = f"themes/{folder.name}/{path}".removesuffix("/")
            data, more = read_bytes(folder.parents[1], origin)
            problems += more
            if data is None:
                continue
            if path.endswith(_TEXT) and not _is_text(data):
                problems += read_text(folder.parents[1], origin)[1]
                continue
            files[path], origins[path] = data, origin
            if path == "ui.yaml":
                words |= _words(data, origin, problems, words)
            elif path == "theme.yaml":
                for scheme, key, colour, at in read_palette(_yaml(data, origin, problems), problems):
                    palette[scheme][key] = colour
                    places.pop((scheme, key), None)  # the last one stands last
                    places[scheme, key] = at
    problems += contrasts(palette, places)
    digest = hashlib.blake2b(msgspec.json.encode((words, palette)), digest_size=16)
    for path, data in sorted(files.items()):
        digest.update(path.encode() + b"\0" + data + b"\0")
    return Theme(name, files, origins, words, palette, digest.hexdigest()), tuple(problems)


def _walk(folder: Path) -> list[str]:
    """The files of a theme, links to folders among them; one that is a link itself has "" and nothing else."""
    if any(map(os.path.islink, (folder, folder.parent))):
        return [""]
    found = []
    for top, folders, names in os.walk(folder, onerror=_unless_absent):
        names.extend([name for name in folders if os.path.islink(os.path.join(top, name))])
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [os.path.relpath(os.path.join(top, n), folder).replace(os.sep, "/") for n in names if n[0] != "."]
    return [path for path in found if path.isprintable()]


def _unless_absent(failure: OSError) -> None:
    """A folder that cannot be read is not to be taken for an empty one."""
    if not isinstance(failure, (FileNotFoundError, NotADirectoryError)):
        raise failure


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def _yaml(data: bytes, path: str, problems: list[Problem]) -> Value | None:
    """A YAML file of the theme."""
    node, more = parse_yaml(data.decode("utf-8-sig").replace("\r\n", "\n"), path)
    problems += more
    return node


def _words(data: bytes, path: str, problems: list[Problem], base: Words) -> Words:
    """The words of a ui.yaml; those that ``base`` has too take the same names in braces."""
    words: Words = {}
    node = _yaml(data, path, problems)
    if node is not None and not isinstance(node, Mapping):
        problems.append(BAD_WORDS.at(node.span))
    for entry in node.entries if isinstance(node, Mapping) else ():
        said = _plain(entry.value)
        if not _is_word(said):
            problems.append(BAD_WORD.at(entry.key_span, key=entry.key))
            continue
        known = _holes(base.get(entry.key, said))
        if _holes(said) <= known and all(map(str.isidentifier, known)):
            words[entry.key] = said
        else:
            listed = ", ".join(f"{{{name}}}" for name in sorted(filter(str.isidentifier, known)))
            ko, en = listed or "없음", listed or "none"
            problems.append(BAD_HOLE.at(entry.key_span, key=entry.key, known_ko=ko, known_en=en))
    return words


def _holes(word: dict[str, Any]) -> set[str]:
    """What stands in braces in a word, in all its forms; braces that nothing can fill as they are."""
    forms = [text for form in word.values() for text in (form.values() if isinstance(form, dict) else [form])]
    return {hole[1:-1] or "-" for text in forms for hole in _HOLE.findall(text) if hole not in ("{{", "}}")}


def _is_word(said: Any) -> bool:
    """Whether this is ``{ko, en}``, each a text or ``{one, many}``."""
    if not isinstance(said, dict) or said.keys() != {"ko", "en"}:
        return False
    forms = (list(form.values()) if isinstance(form, dict) else [form] for form in said.values())
    shaped = all(not isinstance(form, dict) or form.keys() == {"one", "many"} for form in said.values())
    return shaped and all(isinstance(text, str) for texts in forms for text in texts)


def _plain(node: Value) -> Any:
    """Nodes as texts, lists and mappings."""
    if isinstance(node, Mapping):
        return {entry.key: _plain(entry.value) for entry in node.entries}
    return node.value if isinstance(node, Scalar) else [_plain(item) for item in node.items]
