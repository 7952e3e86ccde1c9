"""The files for machines as the pages name them: calendars, lists of literature, news."""

import msgspec

from seboddari_build.base.language import LANGUAGES, Language
from seboddari_build.site.calendars import Calendar, calendars
from seboddari_build.site.plan import Planned, Site
from seboddari_build.site.references import deck_of
from seboddari_build.site.views import Chrome, LinkTo, Page, ProgrammePage, SessionPage, TalkPage

#: The forms of a citation, as their files end: BibTeX, RIS, CSL-JSON.
CITE_FORMS = ("bib", "ris", "json")


def feed_href(language: Language) -> str:
    """The address of the news in a language."""
    return f"{language}/feed.xml"


def cite_href(page: TalkPage, form: str) -> str:
    """The address of the citation of ``page`` in one of the ``CITE_FORMS``."""
    return f"{page.lang}/cite/{deck_of(page)}.{form}"


def calendars_of(site: Site, language: Language) -> tuple[Calendar, ...]:
    """All calendars in a language."""
    pages = (planned.page for planned in site.pages if planned.page.lang == language)
    return tuple(calendars(pages, site.chrome[language].name))


def with_feeds(site: Site) -> Site:
    """The site whose pages link to their files for machines; the news needs the address of the site."""
    of_page: dict[str, tuple[Calendar, ...]] = {}
    for language in LANGUAGES:
        for calendar in calendars_of(site, language):
            of_page[calendar.page] = (*of_page.get(calendar.page, ()), calendar)
    pages = tuple(
        Planned(_linking(planned.page, of_page.get(planned.page.path, ())), planned.span) for planned in site.pages
    )
    told = bool(site.context.base_url)
    frames: dict[Language, Chrome] = {
        language: msgspec.structs.replace(frame, feed=feed_href(language) if told and frame.event.stamp else "")
        for language, frame in site.chrome.items()
    }
    return msgspec.structs.replace(site, pages=pages, chrome=frames)


def _linking(page: Page, own: tuple[Calendar, ...]) -> Page:
    if isinstance(page, TalkPage):
        files = tuple((form, cite_href(page, form)) for form in CITE_FORMS)
        return msgspec.structs.replace(page, cite_files=files)
    if isinstance(page, ProgrammePage):
        links = tuple(LinkTo(one.title, one.href(), kind=one.name) for one in own)
        return msgspec.structs.replace(page, calendars=links)
    if isinstance(page, SessionPage) and own:
        return msgspec.structs.replace(page, calendar=own[0].href())
    return page


def without_addresses(site: Site) -> Site:
    """The site as it is where no page of it is made: nothing leads to one."""
    context = msgspec.structs.replace(site.context, base_url="")
    pages = tuple(
        Planned(msgspec.structs.replace(planned.page, canonical="", alternates=()), planned.span)
        for planned in site.pages
    )
    return msgspec.structs.replace(site, pages=pages, context=context)
