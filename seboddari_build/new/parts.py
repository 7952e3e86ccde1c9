"""One more entry in the items of a part of a session, and nothing else of its file changed."""

from typing import Any

from seboddari_build.load.document import split
from seboddari_build.load.yaml_nodes import Mapping, Scalar, Sequence, Value, parse_yaml


def with_item(text: str, path: str, part: str, item: str) -> str:
    """The session file ``text`` with ``item`` at the end of the items of ``part``; "" where that is not certain."""
    before = _head(text, path)
    items = _items(before, part)
    if items is None or not items.items:
        return ""
    lines = text.split("\n")
    last = items.items[-1]
    line = items.span.line - 1
    if lines[line][items.span.column - 1] == "[":
        end = items.span.end_column - 2
        if items.span.end_column - items.span.column < 2 or lines[line][end : end + 1] != "]":
            return ""
        lines[line] = f"{lines[line][:end].rstrip()}, {item}{lines[line][end:]}"
    elif isinstance(last, Scalar):
        dash = " " * (items.span.column - 1)
        lines.insert(last.span.line, f"{dash}- {item}")
    made = "\n".join(lines)
    return made if _plain(_head(made, path)) == _plain(before, part, item) else ""


def _head(text: str, path: str) -> Value | None:
    document, _ = split(text, path, needs_head=True)
    if document is None:
        return None
    node, problems = parse_yaml(document.head, path, document.head_line)
    return None if problems else node


def _items(node: Value | None, part: str) -> Sequence | None:
    parts = _entry(node, "parts")
    for one in parts.items if isinstance(parts, Sequence) else ():
        id = _entry(one, "id")
        items = _entry(one, "items")
        if isinstance(id, Scalar) and id.value == part and isinstance(items, Sequence):
            return items
    return None


def _entry(node: Value | None, key: str) -> Value | None:
    entries = node.entries if isinstance(node, Mapping) else ()
    return next((entry.value for entry in entries if entry.key == key), None)


def _plain(node: Value | None, part: str = "", item: str = "") -> Any:
    """The values of ``node`` without their places; with ``item`` added to the items of ``part``."""
    if isinstance(node, Mapping):
        values = {entry.key: _plain(entry.value, part, item) for entry in node.entries}
        if part and values.get("id") == part and isinstance(values.get("items"), list):
            values["items"].append(item)
        return values
    if isinstance(node, Sequence):
        return [_plain(one, part, item) for one in node.items]
    return node.value if node else None
