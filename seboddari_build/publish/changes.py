"""What visitors will see change from the site of one manifest to that of another."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

from seboddari_build.base.language import LANGUAGES, Language
from seboddari_build.publish.described import AROUND
from seboddari_build.publish.manifest import Book, Line, Manifest, PageEntry

#: What of a page may change, in the order in which it is told.
PARTS: Final = (
    "title", "slot", "entries", "text", "figures", "tables", "results", "pictures", "details", "people",
    "organisations", "links", "outline", "sources", "notes", "translated", "untranslated",
)  # fmt: skip

_BOOK = re.compile(r"booklet/.+-(ko|en|bilingual)\.(pdf|epub)")
_CSV = re.compile(r"data/[^/]+\.csv")


class LineChange(Struct, frozen=True):
    """A line of a list, such as a slot; ``before`` and ``after`` say when it is, where that changed."""

    what: Literal["added", "changed", "withdrawn"]
    title: str
    before: str = ""
    after: str = ""


class PageChange(Struct, frozen=True):
    """What changes of a page in one language.

    ``parts``: names of ``PARTS``; ``was``: the old title, ``before`` and ``after``: the slot, where they
    changed; ``fallback``: nothing of the page is in this language.
    """

    lang: Language
    title: str
    parts: tuple[str, ...] = ()
    was: str = ""
    before: str = ""
    after: str = ""
    fallback: bool = False
    lines: tuple[LineChange, ...] = ()


class Row(Struct, frozen=True):
    """A page in the languages in which it changes; ``id`` is its address within each of them.

    ``former``: where it was, if it moved; ``leads``: where its old address leads now, "" if nowhere.
    """

    id: str
    kind: str
    pages: tuple[PageChange, ...]
    former: str = ""
    leads: str = ""


class FileChanges(Struct, frozen=True):
    """Files by path."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


class BookChanges(Struct, frozen=True):
    """Booklets and e-books; those that change with as many pages as they have so far."""

    added: tuple[Book, ...] = ()
    changed: tuple[Book, ...] = ()
    withdrawn: tuple[Book, ...] = ()


class Changes(Struct, frozen=True, kw_only=True):
    """All that changes, each list by address.

    ``touched``: pages that show or link to what changes, and change in nothing else; ``dropped``: former
    addresses that led on and do so no more; ``frame``: languages whose header, navigation or footer changes;
    ``theme``: whether the design does; ``unknown``: the older manifest does not say what its pages hold;
    ``versions``: of the program, where they differ.
    """

    added: tuple[Row, ...] = ()
    changed: tuple[Row, ...] = ()
    moved: tuple[Row, ...] = ()
    withdrawn: tuple[Row, ...] = ()
    touched: tuple[Row, ...] = ()
    dropped: tuple[str, ...] = ()
    data: FileChanges = FileChanges()
    books: BookChanges = BookChanges()
    frame: tuple[Language, ...] = ()
    theme: bool = False
    unknown: bool = False
    versions: tuple[str, str] = ("", "")

    def __bool__(self) -> bool:
        """Whether visitors will see any change."""
        return self != Changes(unknown=self.unknown, versions=self.versions)


class _Pair(Struct, frozen=True):
    """A page before and after; ``leads``: whether its old address leads on to the new one."""

    old: PageEntry
    new: PageEntry
    leads: bool = False


def compare(old: Manifest, new: Manifest) -> Changes:
    """What visitors of the site of ``old``, which anybody may have written, see change when ``new`` replaces it."""
    before, after = _pages(old), _pages(new)
    told = old.pages is not None and old.form == new.form
    leading = {alias: page.path for page in after.values() for alias in page.aliases}
    moves = _moves(before, after, leading)
    came, went = {pair.new.path for pair in moves}, {pair.old.path for pair in moves}
    kept = [_Pair(before[path], page) for path, page in after.items() if told and path in before]
    own = [pair for pair in kept if pair.old != pair.new and _differs(pair)]
    around = [pair for pair in kept if pair.old.parts.get(AROUND) != pair.new.parts.get(AROUND) and not _differs(pair)]
    rows = {
        "added": _rows((_Pair(page, page) for path, page in after.items() if path not in before.keys() | came), {}),
        "changed": _rows(own, {}),
        "moved": _rows(moves, {}, told=told),
        "withdrawn": _rows(
            (_Pair(page, page) for path, page in before.items() if path not in after.keys() | went), leading
        ),
        "touched": _rows(around, {}),
    }
    frame = tuple(language for language in LANGUAGES if told and old.frame.get(language) != new.frame.get(language))
    theme = told and old.theme != new.theme
    changing = {page.lang for found in rows.values() for row in found for page in row.pages} | {*frame}
    return Changes(
        **rows,
        dropped=tuple(sorted({_id(path) for page in before.values() for path in page.aliases} - _ids(after, leading))),
        data=_data(old, new),
        books=_books(old, new, {*LANGUAGES} if theme else changing),
        frame=frame,
        theme=theme,
        unknown=not told,
        versions=(old.version, new.version) if old.version != new.version else ("", ""),
    )


def _pages(manifest: Manifest) -> dict[str, PageEntry]:
    """The pages in both languages by path; by their files alone where the manifest does not tell of pages."""
    if manifest.pages is None:
        files = (path.removesuffix("index.html") for path in manifest.files if path.endswith("/index.html"))
        pages: Iterable[PageEntry] = (PageEntry(path=path) for path in files)
    else:
        pages = manifest.pages
    return {page.path: page for page in pages if page.path.partition("/")[0] in LANGUAGES}


def _moves(before: Mapping[str, PageEntry], after: Mapping[str, PageEntry], leading: Mapping[str, str]) -> list[_Pair]:
    """Pages at a new address: those whose old address leads there, and those that are plainly the same."""
    gone = {path: page for path, page in before.items() if path not in after}
    come = {path: page for path, page in after.items() if path not in before}
    moves = [_Pair(page, come[leading[path]], leads=True) for path, page in gone.items() if leading.get(path) in come]
    led = {page.path for pair in moves for page in (pair.old, pair.new)}
    same = _same(*([page for path, page in pages.items() if path not in led] for pages in (gone, come)))
    languages = ((f"{language}/{old}", f"{language}/{new}") for old, new in same for language in LANGUAGES)
    return [*moves, *(_Pair(gone[old], come[new]) for old, new in languages if old in gone and new in come)]


def _same(gone: Iterable[PageEntry], come: Iterable[PageEntry]) -> list[tuple[str, str]]:
    """The addresses of pages that have the same title, or text, in a language, where no other page has it."""
    old, new = (_by_likeness(pages) for pages in (gone, come))
    found = {(*old[like], *new[like]) for like in old.keys() & new.keys() if len(old[like]) == len(new[like]) == 1}
    olds, news = (Counter(one) for one in zip(*found, strict=True)) if found else (Counter(), Counter())
    return sorted((one, two) for one, two in found if olds[one] == news[two] == 1)


def _by_likeness(pages: Iterable[PageEntry]) -> dict[tuple[str, ...], set[str]]:
    """The addresses of pages by title and by text."""
    found: dict[tuple[str, ...], set[str]] = {}
    for page in pages:
        for name, value in (("title", page.title), ("text", page.parts.get("text", ""))):
            if value:
                found.setdefault((name, page.kind, value), set()).add(_id(page.path))
    return found


def _rows(pairs: Iterable[_Pair], leading: Mapping[str, str], *, told: bool = True) -> tuple[Row, ...]:
    """The pages of ``pairs``, both languages of one in a row; ``leading``: where old addresses lead."""
    found: dict[tuple[str, str], list[_Pair]] = {}
    for pair in pairs:
        former = _id(pair.old.path) if pair.old.path != pair.new.path else ""
        found.setdefault((_id(pair.new.path), former), []).append(pair)
    rows = []
    for (id, former), both in sorted(found.items(), key=lambda one: one[0]):
        both.sort(key=lambda pair: LANGUAGES.index(_language(pair.new)))
        leads = next((_id(leading[pair.old.path]) for pair in both if pair.old.path in leading), "")
        if any(pair.leads for pair in both):
            leads = id
        pages = tuple(_difference(pair, told=told) for pair in both)
        rows.append(Row(id, both[0].new.kind, pages, former, leads))
    return tuple(rows)


def _differs(pair: _Pair) -> bool:
    return bool(_difference(pair).parts)


def _difference(pair: _Pair, *, told: bool = True) -> PageChange:
    """What differs within a page; nothing where that is not ``told``."""
    old, new = pair.old, pair.new
    parts: set[str] = set()
    lines = tuple(_line_changes(old.lines, new.lines)) if told else ()
    if told:
        parts = {part for part in PARTS if old.parts.get(part) != new.parts.get(part)}
        parts |= {name for name, here in _apart(old, new) if here}
    if lines:
        parts.add("slot" if new.kind == "programme" else "entries")
    return PageChange(
        lang=_language(new),
        title=new.title,
        parts=tuple(part for part in PARTS if part in parts),
        was=old.title if "title" in parts else "",
        before=old.when if "slot" in parts else "",
        after=new.when if "slot" in parts else "",
        fallback=new.fallback,
        lines=lines,
    )


def _apart(old: PageEntry, new: PageEntry) -> Iterator[tuple[str, bool]]:
    """What is told in words and numbers instead of digests."""
    yield "title", old.title != new.title
    yield "slot", old.when != new.when
    yield "translated", new.foreign < old.foreign
    yield "untranslated", new.foreign > old.foreign


def _line_changes(old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[LineChange]:
    """The lines that come, change and go, in the order of the new list."""
    before, after = ({line.id: line for line in lines} for lines in (old, new))
    for id, line in after.items():
        past = before.get(id)
        if past is None:
            yield LineChange("added", line.title, "", line.when)
        elif past.when != line.when:
            yield LineChange("changed", line.title, past.when, line.when)
        elif past.digest != line.digest:
            yield LineChange("changed", line.title)
    for id, line in before.items():
        if id not in after:
            yield LineChange("withdrawn", line.title, line.when)


def _data(old: Manifest, new: Manifest) -> FileChanges:
    """The tables to download."""
    before, after = ({p: d for p, d in m.files.items() if _CSV.fullmatch(p)} for m in (old, new))
    return FileChanges(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(path for path in after.keys() & before.keys() if before[path] != after[path])),
        tuple(sorted(before.keys() - after.keys())),
    )


def _books(old: Manifest, new: Manifest, changing: set[Language]) -> BookChanges:
    """The booklets and e-books; they are made anew with whatever changes in a language of theirs."""
    before, after = ({book.path: book for book in _books_of(m)} for m in (old, new))
    return BookChanges(
        tuple(after[path] for path in sorted(after.keys() - before.keys())),
        tuple(
            before[path]
            for path in sorted(after.keys() & before.keys())
            if changing & ({after[path].edition} if after[path].edition in LANGUAGES else {*LANGUAGES})
        ),
        tuple(before[path] for path in sorted(before.keys() - after.keys())),
    )


def _books_of(manifest: Manifest) -> Iterator[Book]:
    """The books that a manifest tells of, or whose files it names where it tells of no pages either."""
    yield from manifest.books
    if manifest.pages is None:
        for path in manifest.files:
            if found := _BOOK.fullmatch(path):
                yield Book(path=path, edition=found[1], format=found[2])


def _language(page: PageEntry) -> Language:
    return "en" if page.path.startswith("en/") else "ko"


def _id(path: str) -> str:
    """The address within a language."""
    return path.partition("/")[2]


def _ids(pages: Iterable[str], leading: Iterable[str]) -> set[str]:
    return {_id(path) for path in (*pages, *leading)}
