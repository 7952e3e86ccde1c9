"""What programs that edit content need to complete and check it: VS Code, and editors in the browser (a CMS)."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

from seboddari_build.base.language import Text
from seboddari_build.load.files import list_content
from seboddari_build.load.parse import KINDS, Translation
from seboddari_build.load.place import LISTS, SINGLES, place
from seboddari_build.load.scalar import PATTERNS
from seboddari_build.load.schema import about, schemas
from seboddari_build.model.form import Field, plan
from seboddari_build.model.item import Record
from seboddari_build.model.value import Amount, Number
from seboddari_build.publish.links import refuse_links

#: Where VS Code finds its settings and our schemas; in git, so that a clone works in a browser too.
FOLDER: Final = ".vscode"
SETTINGS: Final = f"{FOLDER}/settings.json"
EXTENSIONS: Final = f"{FOLDER}/extensions.json"

#: Kinds of which each project has many, in the order that an editor meets them.
_DOCUMENTS: Final = ("session", "presentation", "case", "minutes", "page", "dataset")
_HEAD: Final = """\
# Decap CMS의 설정입니다. 만든 명령: seboddari schema --cms. 손으로 고치지 말고 내용이 늘면 다시 만듭니다.
# Settings of Decap CMS, made by: seboddari schema --cms. Make them anew when content is added.
#
# backend의 repo를 여러분의 저장소로 고치고, 이 파일을 공개 누리집이 아닌 곳에 둡니다.
# Name your repository in backend, and keep this file off the public site.
#
# Sveltia CMS는 이 설정을 읽지 않습니다. title.en처럼 점이 든 이름을 받지 않기 때문입니다.
# Sveltia CMS refuses these settings: it takes no names with a dot, such as title.en.
#
# 한 목록으로 된 파일은 이 편집기로 열 수 없어 뺐습니다. 그 파일은 글 편집기로 고칩니다.
# Files that are one list cannot be opened by it and are left out; edit these as text:
"""


def vscode_files() -> dict[str, bytes]:
    """The files of VS Code by their paths in a project: settings, the extension that reads YAML, the schemas."""
    yaml = [one for one in schemas() if one.files.endswith(".yaml")]  # front matter cannot be given a schema
    settings = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
        "[markdown]": {"editor.wordWrap": "on"},
        "yaml.schemas": {f"./{_schema(one.kind)}": one.files for one in yaml},
    }
    files = {SETTINGS: settings, EXTENSIONS: {"recommendations": ["redhat.vscode-yaml"]}}
    return {path: _json(value) for path, value in (*files.items(), *((_schema(one.kind), one.schema) for one in yaml))}


def write_vscode(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the files of VS Code; gives those written, and those left alone as settings of one's own.

    Raises LinkError, with nothing written.
    """
    written, left = [], []
    files = vscode_files()
    refuse_links(root, *files)
    for path, data in files.items():
        file = root / path
        if path in (SETTINGS, EXTENSIONS) and file.exists() and file.read_bytes() != data:
            left.append(path)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        written.append(path)
    return tuple(written), tuple(left)


def _schema(kind: str) -> str:
    return f"{FOLDER}/schemas/{kind}.schema.json"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def cms_config(root: Path) -> str:
    """The settings of Decap CMS for the files that the project at ``root`` has, as YAML."""
    import yaml

    paths = [path for path in ("site.yaml", *list_content(root)[0]) if (root / path).is_file()]
    by_kind: dict[str, list[str]] = {}
    for path in paths:
        where = place(path)
        if where and where.kind not in ("csv", "media-file") and where.kind not in LISTS.values():
            by_kind.setdefault("english" if where.english else where.kind, []).append(path)
    kinds = [kind for kind in (*SINGLES.values(), *_DOCUMENTS, "english") if kind in by_kind]
    config = {
        "backend": {"name": "github", "repo": "owner/name", "branch": "main"},
        "publish_mode": "editorial_workflow",
        "locale": "ko",
        "media_folder": "content/media",
        "public_folder": "/content/media",
        "editor": {"preview": False},
        "collections": [_collection(kind, by_kind[kind]) for kind in kinds],
    }
    lists = "".join(f"#   {path}\n" for path in sorted(LISTS))
    return _HEAD + lists + "\n" + yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10_000)


def _collection(kind: str, paths: list[str]) -> dict[str, Any]:
    """All files of a kind, each named one by one: no other file is taken for one of them."""
    files = [
        {"name": re.sub("[^a-z0-9]+", "-", path.lower()).strip("-"), "label": path, "file": path, "fields": _of(kind)}
        for path in paths
    ]
    return {"name": kind, "label": _both(about(kind)), "files": files}


@cache
def _of(kind: str) -> list[dict[str, Any]]:
    """The fields of a kind; one list for all its files, which YAML then writes only once."""
    holds = Translation if kind == "english" else KINDS[kind]
    body = {"name": "body", "label": "본문 / Text", "widget": "markdown", "modes": ["raw"], "required": False}
    return [*_fields(holds), *([] if kind in (*SINGLES.values(), "dataset") else [body])]


def _fields(cls: type[Record]) -> list[dict[str, Any]]:
    form = plan(cls)
    made = []
    for key, field in form.by_key.items():
        widget = _widget(field.type)
        if widget is None:
            continue
        twin = f"{key}.en" in form.english
        made.append(_field(key, field.doc, field, widget, required=field.required and not twin))
        if twin:
            said = Text(f"{field.doc.ko} (영어)", f"{field.doc.en} (in English)")
            made.append(_field(f"{key}.en", said, field, widget, required=False))
    return made


def _field(key: str, doc: Text, field: Field, widget: dict[str, Any], *, required: bool) -> dict[str, Any]:
    made = {"name": key, "label": _both(doc), "required": required, **widget}
    if field.to:
        ko, en = "id나 이름을 그대로 적습니다", "An id or an exact name"
        made["hint"] = f"{ko} / {en}"
    return made


def _widget(kind: Any) -> dict[str, Any] | None:
    """How a type is edited; None for names that no field lists (columns of a total, colours of sessions)."""
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        made = _widget(inner)
        if made is None:
            return None
        return {"widget": "list", "fields": made["fields"]} if made["widget"] == "object" else {"widget": "list"}
    if get_origin(kind) is Literal:
        return {"widget": "select", "options": list(get_args(kind))}
    if isinstance(kind, type) and issubclass(kind, Record):
        fields = _fields(kind)
        return {"widget": "object", "fields": fields} if fields else None
    if kind in (bool, int):
        return {"widget": "boolean"} if kind is bool else {"widget": "number", "value_type": "int"}
    if kind in PATTERNS and kind not in (Number, Amount):  # numbers come from the file as numbers, not as text
        return {"widget": "string", "pattern": [f"^(?:{PATTERNS[kind]})$", _PATTERN]}
    return {"widget": "string"}


_PATTERN: Final = "꼴이 맞지 않습니다 / This does not have the right form"


def _both(text: Text) -> str:
    return f"{text.ko} / {text.en}"
