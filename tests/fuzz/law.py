"""What no page may carry, as a browser's own rules of parsing see it."""

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Attributes that a browser may go to or load.
ADDRESSES = frozenset(
    ("action", "background", "cite", "data", "formaction", "href", "longdesc", "ping", "poster", "src", "srcset")
)
#: Elements that run, load or change what the page is.
ACTING = frozenset(("applet", "base", "embed", "frame", "iframe", "object", "script", "style"))
_SCHEME = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
#: What a browser takes away before it looks at the scheme of an address.
_BEFORE = "".join(map(chr, range(0x21)))
_TEMPLATE = re.compile(r"(</?)template(?![^\s/>])", re.IGNORECASE)
_WITHIN = re.compile(r"[\t\n\r]")


def broken(markup: str, scripts: frozenset[str] = frozenset()) -> Iterator[str]:
    """What in the page ``markup`` could act; ``scripts`` are the addresses of the theme's own.

    A script element of JSON runs nothing: it may stand if all of it is JSON.
    """
    for element in _elements(markup):
        name = element.tag or ""
        if name in ACTING and not (name == "script" and _harmless(element, scripts)):
            yield f"<{name}>"
        said = {key: value or "" for key, value in element.attributes.items()}
        if name == "meta" and said.get("http-equiv", "").lower() == "refresh":
            yield "<meta refresh>"
        for key, value in said.items():
            attribute = key.rpartition(":")[2]
            if attribute.startswith("on") or attribute == "style":
                yield f"<{name} {attribute}>"
            if attribute in ADDRESSES and _SCHEME.match(_WITHIN.sub("", value.lstrip(_BEFORE))):
                yield f"<{name} {attribute}={value[:40]!r}>"


def _elements(markup: str) -> Iterator[LexborNode]:
    """All elements; what stands in templates counts too, for scripts of the theme put it into the page."""
    root = LexborHTMLParser(_TEMPLATE.sub(r"\1section", markup)).root
    yield from root.traverse(include_text=False) if root else ()


def _harmless(script: LexborNode, scripts: frozenset[str]) -> bool:
    """Whether a script element is one of the theme's, or data."""
    text = script.text().strip()
    if script.attributes.get("type") != "application/ld+json":
        return script.attributes.get("src") in scripts and not text
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return False
