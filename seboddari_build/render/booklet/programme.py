"""The programme of each day as a grid, and the divider that opens each session."""

from collections.abc import Iterator

from seboddari_build.render.booklet.book import Book
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.prose import ProseWriter
from seboddari_build.render.booklet.typst import array, call, placed, string, unboxed
from seboddari_build.site.plan import Planned
from seboddari_build.site.views import DayView, GridCell, PartView, ProgrammePage, SessionPage, SlotView

#: Ems that a title in the list of a session surely has in one line.
_ITEM = 24


def programme_chapter(page: ProgrammePage, planned: Planned, book: Book) -> Chapter:
    """The programme: a page for each day."""
    title = call("opener", book.say(page.title), key=string(page.path), lead=_lead(page, book))
    days = tuple((day.id, placed(day_code(day, book), planned.span)) for day in page.days)
    return Chapter(
        key=page.path, kind="programme", lang=book.lang, title=page.title, opener=placed(title, planned.span),
        sections=days, span=planned.span,
    )  # fmt: skip


def _lead(page: ProgrammePage, book: Book) -> str:
    return book.env.say(page.lead)


def day_code(day: DayView, book: Book, **options: str) -> str:
    """The grid of one day with its heading; ``options`` go to the theme's ``day``."""
    rows = array(
        _dictionary(
            start=string(row.start), end=string(row.end), minutes=str(_minutes(row.start, row.end)),
            cells=array(_cell(cell, book) for cell in row.cells),
        )
        for row in day.rows
    )  # fmt: skip
    notes = array(
        call("c", book.say(slot.title), string(": "), book.say(slot.because, whole=False))
        for slot in day.slots
        if slot.inferred and slot.because
    )
    return call(
        "day", book.say(day.title), book.say(day.date), array(book.say(name) for name in day.channels), rows,
        time=book.word("time"), blank=book.word("blank-slot"), notes=notes, **options,
    )  # fmt: skip


def _cell(cell: GridCell, book: Book) -> str:
    slot = _slot(cell.slot, book) if cell.slot else "none"
    return _dictionary(slot=slot, rowspan=str(cell.rowspan), colspan=str(cell.colspan))


def _slot(slot: SlotView, book: Book) -> str:
    notes = []
    if slot.performer:
        notes.append(call("c", book.word("performer"), string(" "), book.say(slot.performer)))
    if slot.talks:
        notes.append(book.word("talks-count", n=slot.talks))
    return _dictionary(
        kind=book.word(f"slot-{slot.kind}"),
        title=book.say(slot.title),
        colour=string(slot.colour),
        key=book.key(slot.href),
        note=call("c", *_between(notes, string(", "))) if notes else "none",
        mark=book.word("inferred") if slot.inferred else "none",
    )


def _dictionary(**values: str) -> str:
    return "(" + ", ".join(f"{key}: {value}" for key, value in values.items()) + ")"


def _between(parts: list[str], comma: str) -> Iterator[str]:
    for n, part in enumerate(parts):
        if n:
            yield comma
        yield part


def _minutes(start: str, end: str) -> int:
    (a, b), (c, d) = (map(int, clock.split(":")) for clock in (start, end))
    return (c * 60 + d) - (a * 60 + b)


def divider(page: SessionPage, planned: Planned, book: Book) -> Chapter:
    """The page that opens a session: when it was, what it was about, what it holds and on which pages."""
    title = call(
        "divider", book.say(page.title),
        key=string(page.path), colour=string(page.colour),
        kicker=call("c", *_between(list(_kicker(page, book)), string(" · "))),
        facts=call("c", *_between(list(_facts(page, book)), string(" · "))),
    )  # fmt: skip
    opener = placed(title, planned.span)
    for code in _under(page, book):
        opener += placed(code, planned.span)
    body = ProseWriter(page.body, book.env, colour=page.colour).sections()
    opens = sum(1 for id, _ in body[:1] if id == "intro")
    parts = tuple((part.id, placed(_part(part, book), planned.span)) for part in page.parts if part.cards)
    return Chapter(
        key=page.path, kind="session", lang=book.lang, title=page.title, opener=opener,
        sections=(*body[:opens], *parts, *body[opens:]), colour=page.colour, span=planned.span,
    )  # fmt: skip


def _kicker(page: SessionPage, book: Book) -> Iterator[str]:
    yield book.word("session")
    if page.slot:
        yield book.say(page.slot.channel)


def _facts(page: SessionPage, book: Book) -> Iterator[str]:
    if page.date:
        yield book.say(page.date)
    if page.slot:
        yield book.say(page.slot.time)
        yield book.word("minutes-count", n=page.slot.minutes)
        if page.slot.inferred:
            yield book.word("inferred")


def _under(page: SessionPage, book: Book) -> Iterator[str]:
    """What stands below the title: the lead, unless the body opens with it; whether there is material."""
    opens = page.body.sections and page.body.sections[0].id == "intro"
    if page.lead and not opens:
        yield call("opening", book.say(page.lead, whole=False))
    if page.material in ("other-volume", "none"):
        yield call("p", book.word(f"material-{page.material}"))
    if page.parallel:
        slots = [
            call("c", book.say(slot.title), string(" ("), book.say(slot.channel), string(", "), book.say(slot.time),
                 string(")"))
            for slot in page.parallel
        ]  # fmt: skip
        yield call("aside", book.word("parallel"), call("c", *_between(slots, string(", "))))


def _part(part: PartView, book: Book) -> str:
    items = []
    for card in part.cards:
        key = book.key(card.href)
        if key != '""':
            note = book.env.say(card.district)
            title = unboxed(book.say(card.title), _ITEM)
            items.append(call("session-item", key, title, note=note, colour=string(card.colour)))
    if part.comparison and (key := book.key(part.comparison)) != '""':
        items.append(call("session-item", key, book.word("to-comparison")))
    title = book.say(part.title) if part.title else book.word("talks")
    return call("session-part", title, *items)


def timetable_days(book: Book) -> Iterator[str]:
    """The lines of a timetable: a sheet for each day."""
    for page, planned in book.all(ProgrammePage):
        for number, day in enumerate(page.days):
            yield "#pagebreak()\n" if number else ""
            yield "#" + placed(day_code(day, book, sheet=book.say(book.chrome.name)), planned.span)
