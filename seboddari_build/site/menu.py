"""The plain pages of the main menu, those that belong to them, and the order in which all of them are read."""

from seboddari_build.base.language import Language
from seboddari_build.draw.svg import Colour
from seboddari_build.model.directory import Page
from seboddari_build.site import cards
from seboddari_build.site.context import COLOURS, Context, once
from seboddari_build.site.views import LinkTo


@once
def menu(context: Context) -> tuple[Page, ...]:
    """The pages that the main menu leads to, in its order."""
    found = (context.one("pages", ref) for ref in context.conference.config.menu)
    return tuple({page.id: page for page in found if page}.values())


@once
def belonging(context: Context, page: Page) -> tuple[Page, ...]:
    """The pages that belong to ``page``, in order."""
    found = (context.one("pages", ref) for ref in page.pages)
    return tuple({one.id: one for one in found if one and one is not page}.values())


@once
def parents(context: Context) -> dict[str, Page]:
    """The page that each page belongs to, by id; the first where several name it."""
    table: dict[str, Page] = {}
    for page in context.conference.pages:
        for child in belonging(context, page):
            table.setdefault(child.id, page)
    return table


@once
def neighbours(context: Context) -> dict[str, tuple[Page | None, Page | None]]:
    """For each page of the menu, and each that belongs to one, the page before and the page after."""
    order = {page.id: page for top in menu(context) for page in (top, *belonging(context, top))}
    row = [None, *order.values(), None]
    return {id: (before, after) for id, before, after in zip(order, row, row[2:], strict=False)}


@once
def colours(context: Context) -> dict[str, Colour]:
    """The colour of each page of the menu, which take them in turn, and of those that belong to it."""
    table: dict[str, Colour] = {}
    for number, top in enumerate(menu(context)):
        for page in (top, *belonging(context, top)):
            table.setdefault(page.id, COLOURS[number % len(COLOURS)])
    return table


def menu_links(context: Context, language: Language) -> tuple[LinkTo, ...]:
    """The entries of the main menu that lead to plain pages."""
    return tuple(cards.link_to(page, language, kind=page.id) for page in menu(context))


def foot_links(context: Context, language: Language) -> tuple[LinkTo, ...]:
    """The pages that only the foot of every page leads to."""
    placed = {page.id for page in menu(context)} | parents(context).keys()
    return tuple(cards.link_to(p, language, kind="page") for p in context.conference.pages if p.id not in placed)
