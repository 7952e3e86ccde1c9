"""What planning looks things up in: the published part of the event, resolved once for all pages."""

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any, Concatenate, ParamSpec, TypeVar

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Language, Said, Text
from seboddari_build.base.span import Span
from seboddari_build.draw.svg import Colour
from seboddari_build.model.conference import Conference, public
from seboddari_build.model.directory import Issue, Organisation, Person
from seboddari_build.model.event import Programme, ProgrammeDay, Session, Slot
from seboddari_build.model.lookup import Lookup, make_lookup
from seboddari_build.model.talk import Case, Presentation
from seboddari_build.model.value import Ref, Source
from seboddari_build.site.mentions import Mentions, find_mentions
from seboddari_build.site.views import CorrectionNote, IssueNote

P = ParamSpec("P")
T = TypeVar("T")

#: What sessions and groups may be coloured.
COLOURS: tuple[Colour, ...] = ("indigo", "persimmon", "jade", "plum", "ochre")


def published(conference: Conference, *, drafts: bool = False) -> Conference:
    """The conference without anything that visitors may not see; a preview shows ``drafts``."""
    lists = {
        name: tuple(
            item for item in getattr(conference, name) if public(item) or (drafts and item.visibility == "draft")
        )
        for name in (
            "sessions",
            "presentations",
            "cases",
            "datasets",
            "organisations",
            "districts",
            "glossary",
            "media",
            "minutes",
            "pages",
        )
    }
    shown = {session.id for session in lists["sessions"]}
    withheld = tuple(session for session in conference.sessions if session.id not in shown)
    folders = {session.id for session in withheld}
    lists["presentations"] = tuple(deck for deck in lists["presentations"] if deck.session not in folders)
    people = tuple(p for p in conference.people if public(p) and p.publish != "none")
    kept = {entry.id for entry in lists["media"]}
    hidden = {ref.name for entry in conference.media if entry.id not in kept for ref in entry.pictured()}
    pictures = tuple(picture for picture in conference.pictures if picture.name not in hidden)
    programme = _without_details(conference.programme, withheld)
    return msgspec.structs.replace(conference, people=people, pictures=pictures, programme=programme, **lists)


def _without_details(programme: Programme, withheld: tuple[Session, ...]) -> Programme:
    """The programme, where a slot stays whose session is withheld: its time and the title that it has itself."""
    names = {name for session in withheld for name in (session.id, session.title.ko, session.title.en)}
    if not names:
        return programme

    def stripped(slot: Slot) -> Slot:
        if slot.session is None or slot.session.name not in names:
            return slot
        return msgspec.structs.replace(slot, performer=Text(), because=Text(), note=Text())

    days = (msgspec.structs.replace(day, slots=tuple(map(stripped, day.slots))) for day in programme.days)
    return msgspec.structs.replace(programme, days=tuple(days))


class Context(Struct, frozen=True):
    """The published conference with everything that several pages ask of it.

    ``hidden``: names of organisations not shown here; ``secrets``: names that may stand nowhere.
    ``decks``: the presentations in the folder of each session. ``made``: what functions marked
    ``once`` have given.
    """

    conference: Conference
    lookup: Lookup
    mentions: Mentions
    issues: dict[str, tuple[Issue, ...]]
    slots: dict[str, tuple[ProgrammeDay, Slot]]
    hidden: frozenset[str]
    secrets: tuple[tuple[str, Span], ...]
    decks: dict[str, tuple[Presentation, ...]]
    base_url: str
    made: dict[tuple[Any, ...], Any]

    def one(self, kind: str, ref: Ref | None) -> Any | None:
        """The entry of ``kind`` that ``ref`` means."""
        return self.lookup.one(kind, ref.name) if ref else None

    def notes(self, address: str, language: Language) -> tuple[IssueNote, ...]:
        """What does not fit about ``address`` (of an item, or ``<item>#<figure>``)."""
        return tuple(IssueNote(issue.id, issue.text.said(language)) for issue in self.issues.get(address, ()))

    def source_titles(self, sources: tuple[Source, ...], language: Language) -> tuple[Said, ...]:
        """The titles of the source documents, each once; lines are for editors."""
        found = (self.one("sources", source.document) for source in sources)
        return tuple(dict.fromkeys(document.title.said(language) for document in found if document))

    def colour(self, item: Session | Presentation) -> Colour:
        """The palette name of a session, or of a deck by its group or session."""
        if isinstance(item, Case):
            group = self.lookup.one("groups", item.group)
            chosen: Colour = group.colour if group else "jade"
            return chosen
        session = item.id if isinstance(item, Session) else item.session
        asked = dict(self.conference.config.colours.colours).get(session, "")
        return next((colour for colour in COLOURS if colour == asked), "indigo")


def make_context(conference: Conference, base_url: str, *, drafts: bool = False) -> Context:
    """The context of the published part of ``conference``."""
    shown = published(conference, drafts=drafts)
    lookup = _addressing(shown)
    slots: dict[str, tuple[ProgrammeDay, Slot]] = {}
    for day in shown.programme.days:
        for slot in day.slots:
            session = lookup.one("sessions", slot.session.name) if slot.session else None
            if session:
                slots.setdefault(session.id, (day, slot))
    hidden = _hidden_names(conference, shown)
    decks: dict[str, tuple[Presentation, ...]] = {}
    for session_id, found in groupby(shown.presentations, key=lambda deck: deck.session):
        decks[session_id] = (*decks.get(session_id, ()), *found)
    mentions, issues = find_mentions(shown, lookup), _issues(shown, lookup)
    return Context(shown, lookup, mentions, issues, slots, hidden, _secrets(conference), decks, base_url, {})


def once(make: Callable[Concatenate[Context, P], T]) -> Callable[Concatenate[Context, P], T]:
    """Let ``make(context, …)`` work out what several pages show a single time.

    Of its arguments text counts by value, all else by identity: entries that the context holds.
    """

    @wraps(make)
    def made(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> T:
        every = (*args, *kwargs.values()) if kwargs else args
        key = (make, *[arg if type(arg) is str else id(arg) for arg in every])
        found: T | None = context.made.get(key)
        if found is None:
            found = context.made[key] = make(context, *args, **kwargs)
        return found

    return made


def _addressing(shown: Conference) -> Lookup:
    """The lookup of what is shown; nobody has a page, or is linked, whose name is not."""
    lookup = make_lookup(shown)
    unnamed = {id(person) for person in shown.people if person.publish != "name"}
    table = {
        name: tuple(entry for entry in found if id(entry) not in unnamed)
        for name, found in lookup.by_kind["addressed"].items()
    }
    return Lookup({**lookup.by_kind, "addressed": table}, lookup.unread) if unnamed else lookup


def _hidden_names(conference: Conference, shown: Conference) -> frozenset[str]:
    """Every name of an organisation that may not be shown, or a part of it: no page may fall back to it as text."""
    kept = {item.id for item in shown.organisations}
    hidden = [item for item in conference.organisations if item.id not in kept]
    parts = {name for item in hidden for part in item.departments for name in _both(part.name)}
    parts -= {name for item in shown.organisations for part in item.departments for name in _both(part.name)}
    names = {name for item in hidden for name in (item.id, *_both(item.name), *item.aliases)}
    return frozenset(name for name in names | parts if name)


def _both(text: Text) -> tuple[str, str]:
    return (text.ko, text.en)


def _secrets(conference: Conference) -> tuple[tuple[str, Span], ...]:
    """The names of people and organisations that may stand in no output, with the entries that withhold them."""
    entries: tuple[Organisation | Person, ...] = (*conference.organisations, *conference.people)
    closed = ("withheld", "private")
    withheld = [e for e in entries if e.visibility in closed or getattr(e, "publish", "name") != "name"]
    common = {name for e in entries if e not in withheld for name in (e.name.ko, e.name.en, *e.aliases)}
    named = ((name, e.span) for e in withheld for name in (e.name.ko, e.name.en, *e.aliases))
    return tuple((name, span) for name, span in named if name and name not in common)


def _issues(conference: Conference, lookup: Lookup) -> dict[str, tuple[Issue, ...]]:
    table: dict[str, tuple[Issue, ...]] = {}
    for issue in conference.issues:
        for ref in issue.about:
            name, hash_, anchor = ref.name.partition("#")
            item = lookup.one("addressed", name)
            if item:
                figures = {figure.id for figure in getattr(item, "figures", ())}
                address = item.address() + (f"#{anchor}" if hash_ and anchor in figures else "")
                if issue not in table.get(address, ()):
                    table[address] = (*table.get(address, ()), issue)
    return table


def href(item: Any, language: Language) -> str:
    """The address of the page of ``item``, from the root of the site."""
    return f"{language}/{item.address().removeprefix('pages/')}/"


def correction_notes(item: Any, language: Language) -> tuple[CorrectionNote, ...]:
    """The corrected readings of an item."""

    def said(text: Text) -> Said:
        return text.said(language)

    return tuple(CorrectionNote(said(c.printed), said(c.read), said(c.because)) for c in item.corrections)
