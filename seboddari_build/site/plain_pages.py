"""Plain pages as views, with the cards of what belongs to them."""

from seboddari_build.base.language import Language
from seboddari_build.draw.patchwork import Patch, Patchwork
from seboddari_build.model.directory import Page
from seboddari_build.site import cards
from seboddari_build.site.bodies import body_view
from seboddari_build.site.context import Context, href, once
from seboddari_build.site.frame import of_item
from seboddari_build.site.menu import belonging, colours, menu, neighbours, parents
from seboddari_build.site.views import PlainPage, ShelfView, TalkCard

#: How much cloth each page gets where pages are all there is to draw.
_PATCH_MINUTES = 60


def plain_page(context: Context, page: Page, language: Language) -> PlainPage:
    """The view of ``page``."""
    parent = parents(context).get(page.id)
    before, after = neighbours(context).get(page.id, (None, None))
    crumbs = (cards.link_to(parent, language),) if parent else ()
    return PlainPage(
        kind="page",
        **of_item(context, page, language, parent.id if parent else page.id, crumbs),
        body=body_view(context, page, language),
        colour=colours(context).get(page.id, ""),
        cards=_cards(context, page, language),
        previous=cards.link_to(before, language) if before else None,
        next=cards.link_to(after, language) if after else None,
    )


def shelves(context: Context, language: Language) -> tuple[ShelfView, ...]:
    """The pages of the menu, each with what belongs to it, for the front page."""
    return tuple(
        ShelfView(page.title.said(language), href(page, language), _cards(context, page, language))
        for page in menu(context)
    )


def menu_patchwork(context: Context, title: str, language: Language) -> Patchwork | None:
    """The cloth of an event without a programme: a patch a page, in the colour of its entry in the menu."""
    desc = (
        "이 누리집의 글을 조각보로 그렸습니다. 조각 하나가 글 하나이고, 색은 갈래입니다."
        if language == "ko"
        else "The pages of this site drawn as a patchwork: a patch is a page, its colour the part it belongs to."
    )
    days = tuple(
        tuple(
            Patch(_PATCH_MINUTES, colours(context)[page.id], page.title.said(language).text)
            for page in (belonging(context, top) or (top,))
        )
        for top in menu(context)
    )
    return Patchwork(id="patchwork", title=title, desc=desc, lang=language, days=days) if days else None


def _cards(context: Context, page: Page, language: Language) -> tuple[TalkCard, ...]:
    return tuple(_card(context, child, language) for child in belonging(context, page))


@once
def _card(context: Context, page: Page, language: Language) -> TalkCard:
    return TalkCard(
        title=page.title.said(language),
        href=href(page, language),
        kind="page",
        colour=colours(context).get(page.id, ""),
        lead=cards.lead_of(page, language),
        condition=page.condition,
    )
