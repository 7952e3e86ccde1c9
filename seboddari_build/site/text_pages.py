"""The pages of datasets, minutes and plain text, with their lists."""

from collections.abc import Iterator

from seboddari_build.base.language import Language, Said
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.model.data import Dataset
from seboddari_build.model.directory import Minutes
from seboddari_build.site import cards, formats
from seboddari_build.site.bodies import body_view
from seboddari_build.site.chrome import present
from seboddari_build.site.context import Context, href
from seboddari_build.site.datasets import dataset_card
from seboddari_build.site.frame import (
    list_crumb,
    of_item,
    of_list,
)
from seboddari_build.site.plain_pages import plain_page
from seboddari_build.site.views import (
    AttendanceView,
    DatasetPage,
    DatasetsPage,
    LinkTo,
    MinutesIndexPage,
    MinutesPage,
    Page,
    TalkCard,
)


def text_pages(context: Context, language: Language) -> Iterator[tuple[Page, Span]]:
    """Datasets, minutes and plain pages, with their lists."""
    conference = context.conference
    if present(conference, "data"):
        links = tuple(_dataset_link(context, dataset, language) for dataset in conference.datasets)
        yield DatasetsPage(kind="datasets", **of_list(language, "data"), datasets=links), NOWHERE
    for dataset in conference.datasets:
        yield _dataset_page(context, dataset, language), dataset.span
    if present(conference, "minutes"):
        found = tuple(_minutes_card(minutes, language) for minutes in conference.minutes)
        yield MinutesIndexPage(kind="minutes-index", **of_list(language, "minutes"), minutes=found), NOWHERE
    for minutes in conference.minutes:
        yield _minutes_page(context, minutes, language), minutes.span
    for page in conference.pages:
        yield plain_page(context, page, language), page.span


def _dataset_link(context: Context, dataset: Dataset, language: Language) -> LinkTo:
    """A dataset in the list, with the title of the first page that shows it."""
    places = (cards.mention(context, place, language) for place in context.mentions.of(dataset))
    first = next((place.title for place in places if place), Said())
    return LinkTo(dataset.title.said(language), href(dataset, language), first)


def _dataset_page(context: Context, dataset: Dataset, language: Language) -> DatasetPage:
    places = (cards.mention(context, place, language) for place in context.mentions.of(dataset))
    return DatasetPage(
        kind="dataset",
        **of_item(context, dataset, language, "data", (list_crumb(language, "data"),)),
        dataset=dataset_card(context, dataset, language),
        mentions=tuple(place for place in places if place),
    )


def _minutes_card(minutes: Minutes, language: Language) -> TalkCard:
    when = (Said(formats.day(minutes.date, language), language), minutes.place.said(language))
    return TalkCard(
        title=minutes.title.said(language),
        href=href(minutes, language),
        kind="minutes",
        when=tuple(one for one in when if one),
        lead=cards.lead_of(minutes, language),
        condition=minutes.condition,
    )


def _minutes_page(context: Context, minutes: Minutes, language: Language) -> MinutesPage:
    attendance = tuple(
        AttendanceView(
            group.group.said(language),
            _counted(context, group.present, language),
            _counted(context, group.absent, language),
        )
        for group in minutes.attendance
    )
    following = [formats.period(minutes.next, language)] if minutes.next else []
    said = minutes.next_text.said(language)
    return MinutesPage(
        kind="minutes",
        **of_item(context, minutes, language, "minutes", (list_crumb(language, "minutes"),)),
        body=body_view(context, minutes, language),
        date=formats.day(minutes.date, language),
        iso=minutes.date.iso(),
        time=formats.hours(minutes.time, language) if minutes.time else "",
        place=minutes.place.said(language),
        recorder=minutes.recorder.said(language),
        attendance=attendance,
        next=Said(", ".join([*following, *([said.text] if said else [])]), said.lang if said else language),
    )


def _counted(context: Context, names: tuple[str, ...], language: Language) -> tuple[tuple[Said, int], ...]:
    """Bodies with the number of people each sent, in the order written; one that is withheld has no name."""
    counts: dict[str, int] = {}
    for name in names:
        shown = "" if name in context.hidden else name
        counts[shown] = counts.get(shown, 0) + 1
    return tuple((_body_name(context, name, language), count) for name, count in counts.items())


def _body_name(context: Context, name: str, language: Language) -> Said:
    if not name:
        return Said()
    found = context.lookup.one("organisations", name)
    if found:
        said: Said = found.name.said(language)
        return said
    for organisation in context.conference.organisations:
        for department in organisation.departments:
            if name in (department.name.ko, department.name.en):
                return department.name.said(language)
    return Said(name, "ko")
