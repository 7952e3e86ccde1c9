"""Every file for machines of a site: calendars, schedule, citations and news in both languages."""

from collections.abc import Iterator

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.language import LANGUAGES
from seboddari_build.render.feeds.atom import atom
from seboddari_build.render.feeds.calendar import calendar
from seboddari_build.render.feeds.citations import WRITERS
from seboddari_build.render.feeds.schedule import schedule
from seboddari_build.render.feeds.schedule_files import as_json, as_xml
from seboddari_build.render.theme import Theme
from seboddari_build.site.feeds import calendars_of, cite_href
from seboddari_build.site.plan import Site
from seboddari_build.site.references import reference
from seboddari_build.site.views import TalkPage


def files(site: Site, theme: Theme) -> Iterator[Artifact]:
    """The files of ``site``, whose pages are named by their addresses where it has any."""
    base_url = site.context.base_url
    pages = {
        language: tuple(planned.page for planned in site.pages if planned.page.lang == language)
        for language in LANGUAGES
    }
    for language, own in pages.items():
        chrome = site.chrome[language]
        leads = {page.path: page.lead for page in own}
        for one in calendars_of(site, language):
            yield Artifact(one.href(), calendar(one, chrome, theme, base_url, leads))
        if chrome.feed:
            yield Artifact(chrome.feed, atom(own, chrome, theme, base_url))
        for page in own:
            if isinstance(page, TalkPage):
                cited = reference(page, chrome)
                for form, write in WRITERS.items():
                    yield Artifact(cite_href(page, form), write(cited))
    told = schedule(pages["ko"], pages["en"], site.chrome["ko"], theme, base_url)
    if told:
        yield Artifact("schedule.json", as_json(told))
        yield Artifact("schedule.xml", as_xml(told))
