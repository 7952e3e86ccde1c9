"""Where names of the indexes stand in printed text."""

import re
from collections.abc import Iterable

from seboddari_build.base.language import Language
from seboddari_build.site.plan import Site
from seboddari_build.site.views import DirectoryPage, DistrictsPage, Entry

_WORD = re.compile(r"[0-9A-Za-z가-힣]")
#: Lists whose entries are indexed.
KINDS = ("organisations", "people", "districts")


def is_index(key: str) -> bool:
    """Whether a chapter is one of the indexes; its page says nothing that a name in it does not."""
    return key.split("/")[1] in KINDS


class Names:
    """Names with their entries, looked for in texts."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """``names``: (as written, entry), such as (노느매기, organisations/noneumaegi); the first of equals counts."""
        self._by_start: dict[str, list[tuple[str, str]]] = {}
        seen: set[str] = set()
        for words, key in names:
            if len(words) > 1 and words not in seen:
                seen.add(words)
                self._by_start.setdefault(words[:2], []).append((words, key))
        for found in self._by_start.values():
            found.sort(key=lambda name: -len(name[0]))

    def find(self, text: str) -> tuple[tuple[int, str], ...]:
        """Each name in ``text`` that is a word of its own (particles may follow): its place and its entry.

        Of names within each other the longest counts.
        """
        found: list[tuple[int, str]] = []
        free = 0
        for at in range(len(text) - 1):
            names = self._by_start.get(text[at : at + 2]) if at >= free else None
            for words, key in names or ():
                if text.startswith(words, at) and _whole(text, at, words):
                    found.append((at, key))
                    free = at + len(words)
                    break
        return tuple(found)


def index_names(site: Site, lang: Language) -> Names:
    """The organisations, people and districts that ``site`` lists for readers of ``lang``."""
    names: list[tuple[str, str]] = []
    for planned in site.pages:
        page = planned.page
        if page.lang != lang:
            continue
        if isinstance(page, DirectoryPage) and page.kind in KINDS:
            names += _names(page.kind, (entry for group in page.groups for entry in group.entries))
        elif isinstance(page, DistrictsPage):
            names += _names("districts", page.districts)
    return Names(names)


def _names(kind: str, entries: Iterable[Entry]) -> list[tuple[str, str]]:
    return [
        (said.text, f"{kind}/{entry.id}")
        for entry in entries
        for said in (entry.label, entry.twin, *entry.other_names)
        if said
    ]


def _whole(text: str, at: int, word: str) -> bool:
    """Whether ``word`` at ``at`` is not within a longer word; Korean particles may follow."""
    after = text[at + len(word) : at + len(word) + 1]
    if at and _WORD.match(text[at - 1]):
        return False
    return not (after.isascii() and _WORD.match(after)) and (not word.isascii() or not _WORD.match(after))
