"""Files under content/ that are read as nothing, or as something else than was meant: what to do about each."""

import re
from collections.abc import Collection
from typing import Final

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.load.place import place
from seboddari_build.load.scalar import parse_id

STRAY_FILE = error(
    "stray-file",
    ko="이 자리의 파일은 사이트에 쓰이지 않습니다.",
    en="No content file belongs here.",
    hint_ko="sessions/<세션>/, cases/<묶음>/, minutes/, pages/, data/, media/ 가운데 맞는 폴더로 옮깁니다.",
    hint_en="Move it to sessions/<session>/, cases/<group>/, minutes/, pages/, data/ or media/.",
)
WRONG_NAME = error(
    STRAY_FILE.id,
    ko="이 이름으로는 읽지 않습니다.",
    en="A file of this name is not read.",
    hint_ko="이름을 바꿉니다: {meant}",
    hint_en="Rename it: {meant}",
)
SHEET = error(
    STRAY_FILE.id,
    ko="표 계산 프로그램의 파일은 읽지 않습니다.",
    en="Files of spreadsheet programs are not read.",
    hint_ko="CSV(쉼표로 분리, UTF-8)로 저장해 content/data/에 두고, 열을 설명하는 .yaml을 곁에 둡니다.",
    hint_en="Save it as CSV (commas, UTF-8) in content/data/, beside a .yaml file that describes its columns.",
)
OFFICE = error(
    STRAY_FILE.id,
    ko="문서 파일은 읽지 않습니다.",
    en="Documents of word processors are not read.",
    hint_ko="글을 복사해 .md 파일로 저장합니다. 새 파일은 seboddari new 로 만들 수 있습니다.",
    hint_en="Copy the text into a file that ends with .md; seboddari new makes one.",
)

_SHEETS: Final = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".cell", ".tsv")
_DOCUMENTS: Final = (".docx", ".doc", ".hwp", ".hwpx", ".odt", ".rtf", ".pages", ".pptx", ".ppt", ".pdf")
#: Endings that are nearly right, and what they should be.
_ENDINGS: Final = (
    (re.compile(r"\.yml$"), ".yaml"),
    (re.compile(r"(\.(?:md|yaml|csv))\.txt$"), r"\1"),
    (re.compile(r"\.(?:txt|markdown|mdown)$"), ".md"),
)
_ENGLISH: Final = re.compile(r"[-_ .]?(?:\((?:en|eng|english)\)|[-_ .](?:en|eng|english))\.md$", re.IGNORECASE)


def stray(path: str) -> Problem:
    """The problem of a file that is read as nothing, with the name that was meant where it can be told."""
    lower = path.lower()
    if meant := _meant(path):
        return WRONG_NAME.at(Span(path), meant=meant)
    if lower.endswith(_SHEETS):
        return SHEET.at(Span(path))
    return (OFFICE if lower.endswith(_DOCUMENTS) else STRAY_FILE).at(Span(path))


def english_twin(path: str, paths: Collection[str]) -> Problem | None:
    """The problem of a document whose name says that it is the English of another one, though not as it should."""
    korean = _ENGLISH.sub(".md", path)
    if korean == path or korean not in paths or path.endswith(".en.md") or f"{korean[:-3]}.en.md" in paths:
        return None
    return WRONG_NAME.at(Span(path), meant=f"{korean[:-3]}.en.md")


def named_like(path: str) -> str:
    """A name that is read as what ``path`` was meant to be: small letters, hyphens; "" where there is none."""
    folder, _, name = path.rpartition("/")
    meant = re.sub(r"[_ ]+", "-", name.lower())
    where = place(f"{folder}/{meant}")
    return meant if meant != name and where and parse_id(where.id, Span(path))[1] is None else ""


def _meant(path: str) -> str:
    for form, ending in _ENDINGS:
        made = form.sub(ending, path.lower() if form.search(path.lower()) and not form.search(path) else path)
        if made != path and place(made):
            return made
    return path.lower() if path != path.lower() and place(path.lower()) else ""
