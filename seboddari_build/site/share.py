"""Share cards as values: what the picture says that stands for a page where its address is shared."""

from collections.abc import Callable, Iterator, Mapping

import msgspec
from msgspec import Struct

from seboddari_build.base.language import Language, Said, marked
from seboddari_build.site.plan import Planned, Site
from seboddari_build.site.references import authors
from seboddari_build.site.views import HomePage, MovedPage, Page, SessionPage, ShareCard, TalkPage

#: Gives the word of the interface that a key stands for.
Say = Callable[[str, Language], str]

#: What stands between two parts of a line.
BETWEEN = " · "
#: Beside which page its card stands.
FILE = "card.png"


class Face(Struct, frozen=True):
    """What a card shows: the line of its ``head``, the parts of the lines above and below its ``title``.

    ``page`` is the address of the page and ``lang`` its language, ``colour`` a name of the palette.
    """

    page: str
    lang: Language
    title: str
    head: str
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    colour: str = ""

    def alt(self) -> Said:
        """All words of the card, for those who do not see it; they are those that may stand on it."""
        words = (self.title, *self.above, *self.below, self.head)
        return marked(BETWEEN.join(filter(None, words)), self.lang)


def faces(site: Site, say: Say) -> Iterator[Face]:
    """The card of each front page, session, presentation and case, of what these pages show."""
    for planned in site.pages:
        page = planned.page
        name = site.chrome[page.lang].name.text
        if isinstance(page, HomePage):
            yield Face(page.path, page.lang, page.name.text, "", _filled(page.slogan.text), _filled(page.dates))
        elif isinstance(page, SessionPage):
            yield _of_session(page, name, say)
        elif isinstance(page, TalkPage):
            yield _of_talk(page, name, say)


def with_cards(site: Site, cards: Mapping[str, ShareCard]) -> Site:
    """The site whose pages show ``cards``, by address of a page; any other page has that of its front page."""

    def carded(planned: Planned) -> Planned:
        page: Page = planned.page
        path = page.to.href if isinstance(page, MovedPage) else page.path
        card = cards.get(path) or cards.get(f"{page.lang}/")
        return Planned(msgspec.structs.replace(page, card=card), planned.span)

    pages, moved = (tuple(map(carded, some)) for some in (site.pages, site.moved))
    return msgspec.structs.replace(site, pages=pages, moved=moved)


def _of_session(page: SessionPage, name: str, say: Say) -> Face:
    """A session with its channel, and when it was; what only seems so is not said."""
    slot = page.slot if page.slot and not page.slot.inferred else None
    above = _filled(say("session", page.lang), slot.channel.text if slot else "")
    below = _filled(page.date, slot.time if slot else "")
    return Face(page.path, page.lang, page.title.text, name, above, below, page.colour)


def _of_talk(page: TalkPage, name: str, say: Say) -> Face:
    """A presentation or case with what it belongs to, its district and whom to name as its authors."""
    people, bodies = authors(page.presenters, page.organisations)
    own = page.group or page.session
    above = _filled(say("case" if page.group else "presentation", page.lang), own.label.text if own else "")
    district = page.district.label.text if page.district else ""
    below = _filled(district, *(said.text for said in people or bodies[:1]))
    return Face(page.path, page.lang, page.title.text, name, above, below, page.colour)


def _filled(*words: str) -> tuple[str, ...]:
    return tuple(filter(None, words))
