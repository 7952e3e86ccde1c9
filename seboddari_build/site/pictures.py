"""Pictures on their way to the site: the sizes each is published in, and how bodies show them."""

import hashlib
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from seboddari_build.base.language import Language
from seboddari_build.model.directory import Media, Picture
from seboddari_build.site.context import Context, once
from seboddari_build.site.views import MediaView, Page, PictureView

#: Pixels: no published picture is wider or taller; much wider ones have a narrow twin for small screens.
WIDE, TALL, NARROW = 1600, 8000, 800
#: How each format is saved, and what its files end in.
SAVING: Final = MappingProxyType(
    {
        "jpeg": ("jpg", (("quality", 82), ("progressive", True), ("optimize", True))),
        "png": ("png", (("optimize", True),)),
        "webp": ("webp", (("quality", 82), ("method", 4))),
    }
)


class Size(Struct, frozen=True, array_like=True):
    """A picture as it is published: its address on the site, and its pixels."""

    address: str
    width: int
    height: int


class Publication(Struct, frozen=True, array_like=True):
    """A picture that a page shows, with its sizes from the widest."""

    picture: Picture
    sizes: tuple[Size, ...]


def media_view(context: Context, name: str, language: Language) -> MediaView | None:
    """The entry of media.yaml called ``name``; None where it may not be shown."""
    entry: Media | None = context.lookup.one("media", name)
    if entry is None:
        return None
    lost = entry.lost()
    pictures = () if lost else tuple(_view(made) for made in _published(context, entry))
    if not (lost or pictures or entry.url):
        return None
    return MediaView(
        kind=entry.kind,
        alt=entry.alt.said(language),
        caption=entry.caption.said(language),
        credit=entry.credit.said(language),
        condition="lost" if lost else entry.condition,
        url="" if lost else entry.url or "",
        pictures=pictures,
    )


def named_picture(context: Context, name: str) -> PictureView | None:
    """The picture at ``name`` below content/media/, lost or not; None where it may not be shown."""
    entry = _describing(context).get(name)
    if entry is None:
        return None
    if entry.lost():
        return PictureView()
    return next((_view(made) for made in _published(context, entry) if made.picture.name == name), None)


def shown_pictures(context: Context, pages: Iterable[Page]) -> tuple[Publication, ...]:
    """Every picture that one of ``pages`` shows, each once, in the order of media.yaml."""
    wanted = {picture.src for page in pages for picture in pictures_on(page)}
    made = (made for entry in context.conference.media if not entry.lost() for made in _published(context, entry))
    by_address = {one.sizes[0].address: one for one in made if one.sizes[0].address in wanted}
    return tuple(by_address.values())


def pictures_on(page: Page) -> Iterator[PictureView]:
    """The pictures that the body of a page may show."""
    bound = page.body.bound
    yield from (picture for _, picture in bound.pictures)
    yield from (picture for _, media in bound.media for picture in media.pictures)


@once
def _describing(context: Context) -> dict[str, Media]:
    """The entry that describes each file."""
    table: dict[str, Media] = {}
    for entry in context.conference.media:
        for ref in entry.files:
            table.setdefault(ref.name, entry)
    return table


@once
def _published(context: Context, entry: Media) -> tuple[Publication, ...]:
    """The pictures of an entry that are there and may be shown."""
    known = _by_name(context)
    found = (known.get(ref.name) for ref in entry.files)
    return tuple(Publication(picture, _sizes(entry.id, picture)) for picture in found if picture and picture.format)


@once
def _by_name(context: Context) -> dict[str, Picture]:
    return {picture.name: picture for picture in context.conference.pictures}


def _sizes(id: str, picture: Picture) -> tuple[Size, ...]:
    """The sizes of a picture, no larger than it is."""
    width = min(picture.width, WIDE, max(1, picture.width * TALL // picture.height))
    widths = (width, NARROW) if 2 * width >= 3 * NARROW else (width,)
    ending, saving = SAVING[picture.format]
    return tuple(_size(id, picture, width, ending, saving) for width in widths)


def _size(id: str, picture: Picture, width: int, ending: str, saving: Any) -> Size:
    height = max(1, (picture.height * width + picture.width // 2) // picture.width)
    recipe = repr((picture.digest, picture.orientation, width, height, saving))
    mark = hashlib.sha256(recipe.encode()).hexdigest()[:8]
    return Size(f"media/{id}.{mark}.{ending}", width, height)


def _view(made: Publication) -> PictureView:
    largest, *rest = made.sizes
    srcset = tuple((size.address, size.width) for size in reversed(made.sizes)) if rest else ()
    return PictureView(largest.address, largest.width, largest.height, srcset)
