"""Pictures on their way to the site: the sizes each is published in, and how bodies show them."""

import hashlib
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from seboddari_build.base.language import Language, Said
from seboddari_build.model.directory import Media, Picture
from seboddari_build.site.context import Context, once
from seboddari_build.site.films import film_view
from seboddari_build.site.views import MediaView, Page, PictureView, SlideView

#: Pixels: no published picture is wider or taller; wider ones have narrow twins for small screens, and slides for
#: the sheet of all of them.
WIDE, TALL, NARROW, SMALL = 1600, 8000, 800, 480


class Form(Struct, frozen=True, array_like=True):
    """How a picture is saved: the format, how its files end, what Pillow is told."""

    format: str
    ending: str
    saving: tuple[tuple[str, Any], ...]


#: How each format is saved; booklets and e-books, and browsers that know no better, show these.
PLAIN: Final = MappingProxyType(
    {
        "jpeg": Form("jpeg", "jpg", (("quality", 82), ("progressive", True), ("optimize", True))),
        "png": Form("png", "png", (("optimize", True),)),
        "webp": Form("webp", "webp", (("quality", 82), ("method", 4))),
    }
)
#: Only one thread gives the same bytes on every machine.
_AVIF: Final = (("quality", 52), ("speed", 6), ("codec", "aom"), ("max_threads", 1))
_SHARP_AVIF: Final = (("quality", 75), ("subsampling", "4:4:4"), *_AVIF[1:])
#: The formats that may be smaller, best first. Drawings and screens stay sharp.
FINER: Final = MappingProxyType(
    {
        "jpeg": (Form("avif", "avif", _AVIF), Form("webp", "webp", (("quality", 78), ("method", 4)))),
        "png": (Form("avif", "avif", _SHARP_AVIF), Form("webp", "webp", (("lossless", True), ("method", 4)))),
        "webp": (Form("avif", "avif", _AVIF),),
    }
)


class Size(Struct, frozen=True, array_like=True):
    """A picture as it is published: its address on the site, and its pixels."""

    address: str
    width: int
    height: int


class Twin(Struct, frozen=True, array_like=True):
    """All sizes of a picture in another format."""

    form: Form
    sizes: tuple[Size, ...]


class Publication(Struct, frozen=True, array_like=True):
    """A picture that a page shows, with its sizes from the widest, and its twins, of which those are kept that save."""

    picture: Picture
    sizes: tuple[Size, ...]
    twins: tuple[Twin, ...] = ()


def media_view(context: Context, name: str, language: Language) -> MediaView | None:
    """The entry of media.yaml called ``name``; None where it may not be shown."""
    entry: Media | None = context.lookup.one("media", name)
    if entry is None:
        return None
    lost = entry.lost()
    made = () if lost else _published(context, entry)
    if not (lost or made or entry.url):
        return None
    deck = _is_deck(entry)
    return MediaView(
        kind="slides" if deck else entry.kind,
        alt=entry.alt.said(language),
        caption=entry.caption.said(language),
        credit=entry.credit.said(language),
        condition="lost" if lost else entry.condition,
        url="" if lost else entry.url or "",
        pictures=tuple(map(_view, made)),
        slides=tuple(_words(entry, one.picture.name, language) for one in made) if deck else (),
        film=film_view(entry.url or "") if entry.kind == "video" and not lost else None,
    )


def _is_deck(entry: Media) -> bool:
    return entry.kind == "slides" or bool(entry.slides)


def _words(entry: Media, name: str, language: Language) -> SlideView:
    """What stands on the slide of this file."""
    slide = next((slide for slide in entry.slides if slide.file.name == name), None)
    if slide is None:
        return SlideView()
    said = slide.text.said(language)
    lines = (line.strip() for line in said.text.splitlines())
    return SlideView(slide.title.said(language), tuple(Said(line, said.lang) for line in lines if line))


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
        for ref in entry.pictured():
            table.setdefault(ref.name, entry)
    return table


@once
def _published(context: Context, entry: Media) -> tuple[Publication, ...]:
    """The pictures of an entry that are there and may be shown."""
    known = _by_name(context)
    found = (known.get(ref.name) for ref in entry.pictured())
    return tuple(_publication(entry, picture) for picture in found if picture and picture.format)


@once
def _by_name(context: Context) -> dict[str, Picture]:
    return {picture.name: picture for picture in context.conference.pictures}


def _publication(entry: Media, picture: Picture) -> Publication:
    """A picture in all its sizes, no larger than it is."""
    assert picture.format
    width = min(picture.width, WIDE, max(1, picture.width * TALL // picture.height))
    steps = (NARROW, SMALL) if _is_deck(entry) else (NARROW,)
    widths = (width, *(step for step in steps if 2 * width >= 3 * step))

    def sizes(form: Form) -> tuple[Size, ...]:
        return tuple(_size(entry.id, picture, width, form) for width in widths)

    twins = tuple(Twin(form, sizes(form)) for form in FINER[picture.format])
    return Publication(picture, sizes(PLAIN[picture.format]), twins)


def _size(id: str, picture: Picture, width: int, form: Form) -> Size:
    height = max(1, (picture.height * width + picture.width // 2) // picture.width)
    recipe = repr((picture.digest, picture.orientation, width, height, form.saving))
    mark = hashlib.sha256(recipe.encode()).hexdigest()[:8]
    return Size(f"media/{id}.{mark}.{form.ending}", width, height)


def _view(made: Publication) -> PictureView:
    largest = made.sizes[0]
    sources = tuple((f"image/{twin.form.format}", _srcset(twin.sizes)) for twin in made.twins)
    srcset = _srcset(made.sizes) if len(made.sizes) > 1 else ()
    return PictureView(largest.address, largest.width, largest.height, srcset, sources)


def _srcset(sizes: tuple[Size, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((size.address, size.width) for size in reversed(sizes))
