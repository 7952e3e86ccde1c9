"""What no page may carry, as a browser's own rules of parsing see it."""

import json
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]  # it ships no types

#: Attributes that a browser may go to or load.
ADDRESSES = frozenset(
    ("action", "background", "cite", "data", "formaction", "href", "longdesc", "ping", "poster", "src", "srcset")
)
#: Elements that run, load or change what the page is.
ACTING = frozenset(("applet", "base", "embed", "frame", "iframe", "object", "script", "style"))
_SCHEME = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
#: What a browser takes away before it looks at the scheme of an address.
_BEFORE = "".join(map(chr, range(0x21)))
_WITHIN = re.compile(r"[\t\n\r]")


def broken(markup: str, scripts: frozenset[str] = frozenset()) -> Iterator[str]:
    """What in the page ``markup`` could act; ``scripts`` are the addresses of the theme's own.

    A script element of JSON runs nothing: it may stand if all of it is JSON.
    """
    for element in html5lib.parse(markup, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2].lower()
        if name in ACTING and not (name == "script" and _harmless(element, scripts)):
            yield f"<{name}>"
        if name == "meta" and element.get("http-equiv", "").lower() == "refresh":
            yield "<meta refresh>"
        for key, value in element.attrib.items():
            attribute = str(key).rpartition("}")[2].lower()
            if attribute.startswith("on") or attribute == "style":
                yield f"<{name} {attribute}>"
            if attribute in ADDRESSES and _SCHEME.match(_WITHIN.sub("", str(value).lstrip(_BEFORE))):
                yield f"<{name} {attribute}={str(value)[:40]!r}>"


def _harmless(script: Element, scripts: frozenset[str]) -> bool:
    """Whether a script element is one of the theme's, or data."""
    text = (script.text or "").strip()
    if script.get("type") != "application/ld+json":
        return script.get("src") in scripts and not text
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return False
