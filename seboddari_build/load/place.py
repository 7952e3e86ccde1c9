"""What a content file is, told from where it stands."""

import re

from msgspec import Struct

from seboddari_build.model.value import Id

#: Files that hold one list or one record each, with the kind of what they hold.
LISTS = {
    "content/organisations.yaml": "organisations",
    "content/people.yaml": "people",
    "content/districts.yaml": "districts",
    "content/glossary.yaml": "glossary",
    "content/units.yaml": "units",
    "content/media.yaml": "media",
    "content/issues.yaml": "issues",
}
#: What may be shown; all of it pictures.
MEDIA = "content/media/"
SINGLES = {"site.yaml": "config", "content/event.yaml": "event", "content/programme.yaml": "programme"}

_NUMBERED = re.compile(r"\d{1,3}-")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-")


class Place(Struct, frozen=True):
    """The kind of a file, the id its name gives, the folder it belongs to.

    ``kind`` is a key of LISTS or SINGLES, or ``session presentation case minutes page dataset csv
    media-file``; ``english`` marks the English body of a document, and ``korean`` names its twin.
    """

    kind: str
    id: Id = Id("")
    folder: Id = Id("")
    english: bool = False
    korean: str = ""


def place(path: str) -> Place | None:
    """What ``path`` (from the project's root) is, or None where no content file stands there."""
    known = LISTS.get(path) or SINGLES.get(path)
    if known:
        return Place(known)
    parts = path.split("/")
    if len(parts) < 3 or parts[0] != "content":
        return None
    folder, name = parts[1], parts[-1]
    if folder == "media":
        return Place("media-file")
    if folder == "data" and len(parts) == 3:
        stem, _, ending = name.rpartition(".")
        kind = {"yaml": "dataset", "csv": "csv"}.get(ending)
        return Place(kind, Id(stem)) if kind else None
    if not name.endswith(".md"):
        return None
    english = name.endswith(".en.md")
    stem = name[:-6] if english else name[:-3]
    korean = path[:-6] + ".md" if english else path
    return _document(folder, parts, stem, english, korean)


def _document(folder: str, parts: list[str], stem: str, english: bool, korean: str) -> Place | None:
    if folder == "sessions" and len(parts) == 4:
        if stem == "session":
            return Place("session", Id(parts[2]), Id(parts[2]), english, korean)
        return Place("presentation", Id(_NUMBERED.sub("", stem, count=1)), Id(parts[2]), english, korean)
    if folder == "cases" and len(parts) == 4:
        return Place("case", Id(_NUMBERED.sub("", stem, count=1)), Id(parts[2]), english, korean)
    if folder == "minutes" and len(parts) == 3:
        return Place("minutes", Id(_DATED.sub("", stem, count=1)), Id(""), english, korean)
    if folder == "pages" and len(parts) == 3:
        return Place("page", Id(stem), Id(""), english, korean)
    return None
