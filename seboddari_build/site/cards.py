"""The small views that many pages share: links, people, figures, cards."""

from collections.abc import Iterable
from typing import Any

from seboddari_build.base.language import Language, Said
from seboddari_build.model.directory import Organisation, Person
from seboddari_build.model.talk import Case, Figure, Measure, Presentation, Result, WebLink
from seboddari_build.site import formats
from seboddari_build.site.context import Context, href, once
from seboddari_build.site.views import (
    FigureView,
    LinkTo,
    MeasureView,
    Mention,
    PersonLine,
    ResultView,
    TalkCard,
    WebLinkView,
)


def title_of(item: Any, language: Language) -> Said:
    """The title or name of any item."""
    text = item.name if hasattr(item, "name") else item.title
    said: Said = text.said(language)
    return said


def link_to(item: Any, language: Language, *, kind: str = "") -> LinkTo:
    """A link to the page of ``item``."""
    return LinkTo(title_of(item, language), href(item, language), kind=kind)


def has_page(context: Context, organisation: Organisation) -> bool:
    """Whether an organisation has a page of its own: one mentioned once is an entry of the list only."""
    return len(context.mentions.of(organisation)) > 1


def organisation_link(context: Context, name: str, language: Language) -> LinkTo:
    """A link to an organisation by any of its names; a name in no list stays text."""
    return _known_links(context, language).get(name) or LinkTo(Said(name, "ko"))


@once
def _known_links(context: Context, language: Language) -> dict[str, LinkTo]:
    """A link to the organisation that each name means."""
    found = ((name, context.lookup.one("organisations", name)) for name in context.lookup.names("organisations"))
    return {name: _organisation(context, one, language) for name, one in found if one}


def _organisation(context: Context, found: Organisation, language: Language) -> LinkTo:
    if has_page(context, found):
        return link_to(found, language)
    return LinkTo(found.name.said(language), f"{language}/organisations/#{found.id}")


def person_line(context: Context, person: Person, language: Language, *, link: bool = True) -> PersonLine:
    """A person as far as they are published."""
    named = person.publish == "name"
    employer = organisation_links(context, (person.organisation.name,) if person.organisation else (), language)
    return PersonLine(
        person.name.said(language) if named else Said(),
        person.role.said(language),
        employer[0] if employer else None,
        href(person, language) if named and link else "",
    )


def organisation_links(context: Context, names: Iterable[str], language: Language) -> tuple[LinkTo, ...]:
    """Links to organisations, without those that may not be shown."""
    known, hidden = _known_links(context, language), context.hidden
    return tuple([known.get(name) or LinkTo(Said(name, "ko")) for name in names if name not in hidden])


def presenter_lines(context: Context, item: Presentation, language: Language) -> tuple[PersonLine, ...]:
    """The presenters of a deck."""
    found = (context.one("people", ref) for ref in item.presenters)
    return tuple(person_line(context, person, language) for person in found if person)


@once
def figure_view(context: Context, item: Any, figure: Figure, language: Language) -> FigureView:
    """A key figure of ``item``."""
    unit = context.one("units", figure.unit)
    value, unit_text, gloss = "", "", ""
    if figure.value:
        value, unit_text, gloss = formats.quantity(figure.value, unit, figure.bound, language)
    elif figure.when:
        value = formats.period(figure.when, language)
    sources = context.source_titles(figure.source or item.source, language)
    return FigureView(
        id=figure.id,
        label=figure.label.said(language),
        value=value,
        unit=unit_text,
        gloss=gloss,
        as_of=formats.period(figure.as_of, language) if figure.as_of else "",
        derived=figure.derived,
        printed=figure.printed.said(language),
        because=figure.because.said(language),
        note=figure.note.said(language),
        source=sources[0] if sources else Said(),
        issues=context.notes(f"{item.address()}#{figure.id}", language),
    )


def measure_view(context: Context, measure: Measure, period: Said, language: Language) -> MeasureView:
    """One number of a comparison; ``period`` is the case's, for a measure without its own."""
    unit = context.one("units", measure.unit)
    value, unit_text, gloss = formats.quantity(measure.value, unit, measure.bound, language)
    own = Said(formats.period(measure.period, language), language) if measure.period else period
    note = measure.note or measure.because
    return MeasureView(value, unit_text, gloss, measure.of.said(language), own, measure.derived, note.said(language))


def result_view(context: Context, case: Case, result: Result, language: Language) -> ResultView:
    """What a case says of one service."""
    service = context.one("services", result.service)
    period = case_period(case, language)
    return ResultView(
        service.title.said(language) if service else Said(result.service.name, "ko"),
        service.id if service else result.service.name,
        tuple(measure_view(context, m, period, language) for m in result.measures),
        result.text.said(language),
    )


def case_period(case: Case, language: Language) -> Said:
    """The period that a case covers, in words."""
    if case.period:
        return Said(formats.period(case.period, language), language)
    return case.period_text.said(language)


def weblink(link: WebLink, language: Language) -> WebLinkView:
    """A link to material elsewhere."""
    return WebLinkView(link.kind, link.label.said(language), link.url or "")


def lead_of(item: Any, language: Language) -> Said:
    """The first words of an item's body, in the reader's language where it has one."""
    body = getattr(item, "body", None)
    if body is None:
        return Said()
    if language == "en" and body.en and body.en.lead:
        return Said(body.en.lead, "en")
    return Said(body.ko.lead, "ko") if body.ko else Said()


def key_figure(item: Presentation) -> Figure | None:
    """The figure that stands for a presentation: the first number, or the first time if all are times."""
    return next((figure for figure in item.figures if figure.value), next(iter(item.figures), None))


@once
def talk_card(context: Context, item: Presentation, language: Language) -> TalkCard:
    """A presentation or case in a list."""
    district = context.one("districts", item.district)
    key = key_figure(item)
    named = organisation_links(context, (ref.name for ref in item.organisations[:3]), language)
    return TalkCard(
        title=item.title.said(language),
        href=href(item, language),
        kind="case" if isinstance(item, Case) else "presentation",
        colour=context.colour(item),
        lead=lead_of(item, language),
        organisations=tuple(link.label for link in named),
        district=district.name.said(language) if district else Said(),
        figure=figure_view(context, item, key, language) if key else None,
        condition=item.condition,
    )


KIND_NAMES = {
    "Session": "session",
    "Presentation": "presentation",
    "Case": "case",
    "Dataset": "dataset",
    "Organisation": "organisation",
    "Person": "person",
    "District": "district",
    "Minutes": "minutes",
    "Page": "page",
}


@once
def mention(context: Context, item: Any, language: Language) -> Mention | None:
    """A place that mentions something, or None for one without a page."""
    kind = KIND_NAMES[type(item).__name__]
    if isinstance(item, Organisation):
        link = organisation_link(context, item.id, language)
        return Mention(link.label, link.href, kind)
    if isinstance(item, Person):
        if item.publish != "name":
            return None
        return Mention(item.name.said(language), href(item, language), kind, item.role.said(language))
    where = Said()
    if isinstance(item, Presentation) and not isinstance(item, Case):
        session = context.lookup.one("sessions", item.session)
        where = session.title.said(language) if session else Said()
    elif isinstance(item, Case):
        group = context.lookup.one("groups", item.group)
        where = group.title.said(language) if group else Said()
    return Mention(title_of(item, language), href(item, language), kind, where)
