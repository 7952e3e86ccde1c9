"""The pages of a site once it is known which formats of its pictures save anything."""

from typing import TypeVar

import msgspec

from seboddari_build.site.pictures import pictures_on
from seboddari_build.site.plan import Planned, Site
from seboddari_build.site.views import MediaView, Page, PictureView

P = TypeVar("P", bound=Page)


def with_saving(site: Site, saving: frozenset[str]) -> Site:
    """The site whose pages name only those twins of pictures whose addresses are ``saving``."""

    def kept(planned: Planned) -> Planned:
        return Planned(_page(planned.page, saving), planned.span)

    if not any(view.sources for planned in site.pages for view in pictures_on(planned.page)):
        return site
    return msgspec.structs.replace(site, pages=tuple(map(kept, site.pages)))


def _page(page: P, saving: frozenset[str]) -> P:
    def picture(view: PictureView) -> PictureView:
        sources = tuple((kind, sizes) for kind, sizes in view.sources if sizes[0][0] in saving)
        return view if sources == view.sources else msgspec.structs.replace(view, sources=sources)

    def media(view: MediaView) -> MediaView:
        return msgspec.structs.replace(view, pictures=tuple(map(picture, view.pictures)))

    if not any(view.sources for view in pictures_on(page)):
        return page
    bound = msgspec.structs.replace(
        page.body.bound,
        pictures=tuple((target, picture(view)) for target, view in page.body.bound.pictures),
        media=tuple((name, media(view)) for name, view in page.body.bound.media),
    )
    return msgspec.structs.replace(page, body=msgspec.structs.replace(page.body, bound=bound))
