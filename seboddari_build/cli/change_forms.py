"""A publish report as text, as a comment of a pull request, and as JSON."""

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Language, Text
from seboddari_build.base.personal import masked
from seboddari_build.base.telling import visible
from seboddari_build.cli import change_words as words
from seboddari_build.cli.report import unobeyed
from seboddari_build.publish.changes import Changes, LineChange, PageChange, Row

#: Characters of a title or address that are shown.
_LONGEST = 200
#: Entries of a list that are shown at once in a comment, and in text of a list that says little.
_OPEN, _FEW = 10, 20
#: Hosts take comments of 65,536 characters.
_ROOM = 60_000


class Entry(Struct, frozen=True):
    """A line of a list and those below it."""

    head: str
    below: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """A list under its title; of a ``minor`` one nobody needs to see all."""

    title: str
    entries: tuple[Entry, ...]
    minor: bool = False


def as_text(changes: Changes, ui: Language) -> str:
    """The report for a terminal."""
    teller = _Teller(ui, quote=lambda text: f"‘{_shown(text)}’" if ui == "ko" else f"'{_shown(text)}'", bare=_shown)
    lines = list(teller.head(changes))
    for section in teller.sections(changes):
        lines += ["", f"{section.title} ({len(section.entries)})"]
        shown = section.entries[:_FEW] if section.minor else section.entries
        for entry in shown:
            lines += [f"  {entry.head}", *(f"    {line}" for line in entry.below)]
        if len(shown) < len(section.entries):
            lines.append(f"  {teller.said(words.MORE, n=len(section.entries) - len(shown))}")
    return unobeyed("\n".join(lines)) + "\n"


def as_markdown(changes: Changes, ui: Language) -> str:
    """The report as a comment: what content says stands in code spans, in which nothing is read as anything else."""
    teller = _Teller(ui, quote=_code, bare=_code)
    lines = ["<!-- seboddari report -->", f"### {teller.said(words.TITLE)}", ""]
    lines += [f"{line}\n" for line in teller.head(changes)]
    room = _ROOM
    for section in teller.sections(changes):
        folded = section.minor or len(section.entries) > _OPEN
        title = f"{section.title} ({len(section.entries)})"
        lines += ["<details>", f"<summary>{title}</summary>", ""] if folded else [f"**{title}**", ""]
        for number, entry in enumerate(section.entries):
            items = [f"- {entry.head}", *(f"  - {line}" for line in entry.below)]
            room -= sum(map(len, items)) + len(items)
            if room < 0:
                lines.append(f"- {teller.said(words.MORE, n=len(section.entries) - number)}")
                break
            lines += items
        lines += ["", "</details>", ""] if folded else [""]
    return unobeyed("\n".join(lines).rstrip("\n") + "\n")


def as_json(changes: Changes, _: Language) -> str:
    """The report for programs: ``changes`` says whether there is any, the rest is as in ``publish.changes``."""
    value = {"changes": bool(changes), **msgspec.to_builtins(changes)}
    return unobeyed(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


FORMS = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _shown(text: str) -> str:
    """What content, or the published site, says: on one line, not too long, without personal data."""
    line = visible(masked(" ".join(text[: 4 * _LONGEST].split())))
    if line.startswith("::"):
        line = f"\\u003a{line[1:]}"  # where a line begins with it, CI hosts obey it
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _code(text: str) -> str:
    """``text`` as a code span of Markdown, whatever it holds."""
    shown = _shown(text)
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest or not shown else ""
    return f"{fence}{space}{shown}{space}{fence}"


class _Teller(Struct, frozen=True):
    """Says changes in a language; ``quote`` is for titles, ``bare`` for addresses, times and versions."""

    ui: Language
    quote: Callable[[str], str]
    bare: Callable[[str], str]

    def said(self, text: Text, **values: object) -> str:
        """Words of the report, filled in."""
        return text.said(self.ui).text.format(**values)

    def head(self, changes: Changes) -> Iterator[str]:
        """The first lines: how much changes."""
        counts = {name: len(getattr(changes, name)) for name in words.LIST}
        told = [self.said(words.COUNT[name], n=n) for name, n in counts.items() if n]
        if told:
            yield self.said(words.COUNTS, counts=", ".join(told))
        elif changes:
            yield self.said(words.NO_PAGE)
        elif not changes.unknown:
            yield self.said(words.NOTHING)
        if changes.unknown:
            yield self.said(words.UNKNOWN)
        old, new = changes.versions
        if old:
            yield self.said(words.VERSIONS, old=self.bare(old), new=self.bare(new))

    def sections(self, changes: Changes) -> Iterator[Section]:
        """Every list that holds something."""
        for name, title in words.LIST.items():
            yield from self._section(title, (self._row(row, name) for row in getattr(changes, name)))
        yield from self._section(words.EVERYWHERE, self._everywhere(changes))
        data = ((what, path) for what in words.WHAT for path in getattr(changes.data, what))
        yield from self._section(
            words.DATA, (Entry(f"{self.bare(path)}: {self.said(words.WHAT[what])}") for what, path in data)
        )
        yield from self._section(words.BOOKS, self._books(changes))
        yield from self._section(words.DROPPED, (Entry(self.bare(path)) for path in changes.dropped))
        yield from self._section(words.TOUCHED, (Entry(self._name(row)) for row in changes.touched), minor=True)

    def _section(self, title: Text, entries: Iterable[Entry], *, minor: bool = False) -> Iterator[Section]:
        if found := tuple(entries):
            yield Section(self.said(title), found, minor)

    def _everywhere(self, changes: Changes) -> Iterator[Entry]:
        if changes.frame:
            languages = ", ".join(self.said(words.LANGUAGE[language]) for language in changes.frame)
            yield Entry(self.said(words.FRAME, languages=languages))
        if changes.theme:
            yield Entry(self.said(words.THEME))

    def _books(self, changes: Changes) -> Iterator[Entry]:
        for what in words.WHAT:
            for book in getattr(changes.books, what):
                done = self.said(words.ANEW if what == "changed" else words.WHAT[what])
                pages = f", {self.said(words.SO_FAR, n=book.pages)}" if what == "changed" and book.pages > 0 else ""
                yield Entry(f"{self.bare(book.path)}: {done}{pages}")

    def _name(self, row: Row) -> str:
        """A page by its title in the language of the report, if it has one, with its kind and address."""
        titles = {page.lang: page.title for page in row.pages}
        title = titles.get(self.ui) or next(filter(None, titles.values()), "")
        kind = self.said(words.KIND.get(row.kind, words.PAGE))
        address = self.bare(row.id or "/")
        if row.former:
            address = f"{self.bare(row.former)} → {address}"
        return f"{self.quote(title)} ({kind}, {address})" if title else f"{kind} {address}"

    def _row(self, row: Row, name: str) -> Entry:
        """A page in one of the four lists."""
        if name in ("added", "withdrawn"):
            languages = ", ".join(map(self._language, row.pages))
            below = (self.said(words.LEADS_TO, address=self.bare(row.leads)),) if row.leads else ()
            return Entry(f"{self._name(row)}: {languages}", below)
        lines = [self.said(words.LEADS) if row.leads else self._alias(row)] if name == "moved" else []
        told = [(self.said(words.LANGUAGE[page.lang]), self._parts(page)) for page in row.pages]
        if len({parts for _, parts in told}) == 1:
            told = [(", ".join(language for language, _ in told), told[0][1])]
        lines += [f"{language}: {parts}" for language, parts in told if parts]
        speaking = next((page for page in row.pages if page.lang == self.ui), row.pages[0])
        if speaking.before and speaking.after:
            lines.append(f"{self.bare(speaking.before)} → {self.bare(speaking.after)}")
        return Entry(self._name(row), (*lines, *map(self._line, speaking.lines)))

    def _language(self, page: PageChange) -> str:
        language = self.said(words.LANGUAGE[page.lang])
        return self.said(words.FALLBACK, language=language) if page.fallback else language

    def _alias(self, row: Row) -> str:
        """What to write so that an old address leads on."""
        folder, _, name = row.former.strip("/").rpartition("/")
        alias = name if folder == row.id.strip("/").rpartition("/")[0] else row.former.strip("/")
        return self.said(words.LEADS_NOWHERE, alias=self.bare(f"aliases: [{alias}]"))

    def _parts(self, page: PageChange) -> str:
        """What changes of a page, in words."""
        told = [self.said(words.PART[name]) for name in page.parts]
        if page.was:
            told[0] = self.said(words.WAS, part=told[0], was=self.quote(page.was))
        return ", ".join(told)

    def _line(self, line: LineChange) -> str:
        """What becomes of a line of a list."""
        what = self.said(words.WHAT[line.what])
        if line.what == "changed" and line.before:
            what = f"{self.bare(line.before)} → {self.bare(line.after)}"
        elif when := line.after or line.before:
            what = f"{what} ({self.bare(when)})"
        return f"{self.quote(line.title)}: {what}"
