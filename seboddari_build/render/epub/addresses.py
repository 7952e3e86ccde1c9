"""Addresses of the web site as they stand in a book: its own chapters, the web, or no address at all."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Said
from seboddari_build.site.views import Bound, PictureView

#: Fields of views that hold an address within the site.
_LINKS = frozenset(("href", "csv", "comparison"))


def file_of(path: str) -> str:
    """The file of a chapter, by the address of its web page: ``ko/sessions/care/`` -> ``sessions_care.xhtml``."""
    return path.partition("/")[2].strip("/").replace("/", "_") + ".xhtml"


class Addresses:
    """What the links of one book lead to."""

    def __init__(self, files: Mapping[str, str], base_url: str, pictures: Mapping[str, str]) -> None:
        """``files``: where the book has what an address names; ``pictures``: in the book, by their address on the web.

        What the book does not have is on the web at ``base_url``, if there is one.
        """
        self._files = files
        self._base_url = base_url
        self._pictures = pictures

    def __call__(self, href: str) -> str:
        """Where ``href`` is found; "" where neither the book nor the web has it."""
        path, sign, anchor = href.partition("#")
        if not path or "://" in path or path.startswith("mailto:"):
            return href
        if path in self._files:
            file = self._files[path]
            return file if "#" in file else file + sign + anchor
        folder, _, entry = path.rstrip("/").rpartition("/")
        if f"{folder}/" in self._files:  # an entry of an index
            return f"{self._files[f'{folder}/']}#{entry}"
        return self._base_url + href if self._base_url else ""

    def within(self, value: Any) -> Any:
        """A view with the addresses of the book in place of those of the site."""
        if isinstance(value, Said):
            return value
        if isinstance(value, tuple):
            return tuple(map(self.within, value))
        if isinstance(value, PictureView):
            return PictureView(self._pictures.get(value.src, ""), value.width, value.height)
        if not isinstance(value, Struct):
            return value
        changes: dict[str, Any] = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            if name in _LINKS:
                changes[name] = self(old) if old else old
            elif isinstance(old, tuple | Struct):
                changes[name] = self.within(old)
        if isinstance(value, Bound):
            changes["links"] = tuple((target, self(href) if href else "") for target, href in value.links)
            changes["terms"] = tuple(term for term in changes["terms"] if term.href)
        return msgspec.structs.replace(value, **changes) if changes else value
