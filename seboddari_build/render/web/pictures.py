"""Published pictures: made anew from their pixels, so that nothing else of a file reaches the site."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import PIL
from msgspec import Struct

from seboddari_build.base.artifact import Artifact, Kept
from seboddari_build.base.fork import forked
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.base.store import Store
from seboddari_build.load.files import read_picture
from seboddari_build.load.pictures import SIDEWAYS, opened, picture_digest
from seboddari_build.site.pictures import PLAIN, Publication, Size, Twin
from seboddari_build.site.views import PictureView

if TYPE_CHECKING:
    from PIL import Image

PICTURE_CHANGED = error(
    "picture-changed",
    ko="사이트를 만드는 동안 그림이 바뀌었습니다.",
    en="The picture changed while the site was being built.",
    hint_ko="다시 만듭니다.",
    hint_en="Build again.",
)

#: Below this many pictures a fork costs more than it saves.
FORK_FROM = 3
#: What a twin may weigh of the least that there is without it: two sets of files for less are not worth it.
WORTH = 0.9
#: Pixels that the side of a WebP may have; a picture of one column may have more.
LONGEST = 16_383
#: What the leaves of this module are called.
LEAF = "picture/"
#: How wide a picture of a body is shown, for the browser to choose a size.
_SIZES: Final = "(min-width: 60rem) 43rem, 100vw"
#: How a picture is turned for each EXIF orientation, by the names of Pillow's methods.
_TURNS: Final = (
    *("", "", "FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM"),
    *("TRANSPOSE", "ROTATE_270", "TRANSVERSE", "ROTATE_90"),
)


class _Made(Struct, frozen=True):
    """What became of one picture: its files, and those of each twin, which has none if it saves nothing."""

    files: tuple[tuple[bytes, ...], ...] = ()
    problems: tuple[Problem, ...] = ()


class Pictures:
    """The files of all pictures that a site shows; made once, and then taken from the memo."""

    def __init__(self, root: Path, shown: tuple[Publication, ...], store: Store) -> None:
        """The pictures ``shown``, whose files stand below ``root``."""
        self._root = root
        self._shown = shown
        self._store = store
        self.problems: list[Problem] = []
        #: How many files were made, and none taken from the memo.
        self.made = 0

    def artifacts(self, standing: Mapping[str, str], jobs: int) -> Iterator[Artifact | Kept]:
        """Each size of each picture; kept where it stands in the site already."""
        pending: list[Publication] = []
        for publication in self._shown:
            known = self._known(publication, standing)
            if known is None:
                pending.append(publication)
            else:
                yield from known
        for publication, made in zip(pending, self._make(pending, jobs), strict=True):
            self.problems += made.problems
            yield from self._keep(publication, made)

    def largest(self, jobs: int) -> dict[str, bytes]:
        """Each picture in its largest size, by address; one that cannot be made is left out, to be told of later."""

        def remembered(one: Publication) -> bytes | None:
            return self._store.get("leaf", _key(one, one.sizes[0]))

        self._prepare([one for one in self._shown if remembered(one) is None], jobs)
        found = {one.sizes[0].address: remembered(one) for one in self._shown}
        return {address: data for address, data in found.items() if data is not None}

    def saving(self, jobs: int) -> frozenset[str]:
        """The addresses of all twins that are smaller than the pictures that they stand for."""
        self._prepare([one for one in self._shown if self._saving(one) is None], jobs)
        return frozenset(size.address for one in self._shown for twin in self._saving(one) or () for size in twin.sizes)

    def forget_others(self) -> None:
        """Take out of the memo what no page shows any more."""
        wanted: set[str] = set()
        for publication in self._shown:
            keys = [_key(publication, size) for size in self._sizes(publication) or ()]
            wanted |= {_choice(publication), *keys, *map(_sum, keys)}
        self._store.keep_leaves(LEAF, wanted)

    def _prepare(self, pending: list[Publication], jobs: int) -> None:
        """Make what the memo lacks."""
        for publication, made in zip(pending, self._make(pending, jobs), strict=True):
            self._keep(publication, made)

    def _keep(self, publication: Publication, made: _Made) -> list[Artifact]:
        """Remember what was made; of a picture with a problem that is nothing."""
        if made.problems:
            return []
        own, *others = made.files
        pairs = [*zip(publication.sizes, own, strict=True)]
        chosen: list[str] = []
        for twin, files in zip(publication.twins, others, strict=True):
            if files:
                chosen.append(twin.form.ending)
                pairs += zip(twin.sizes, files, strict=True)
        for size, data in pairs:
            key = _key(publication, size)
            self._store.put("leaf", [(key, data), (_sum(key), hashlib.sha256(data).hexdigest().encode())])
        self._store.put("leaf", [(_choice(publication), " ".join(chosen).encode())])
        self.made += len(pairs)
        return [Artifact(size.address, data) for size, data in pairs]

    def _known(self, publication: Publication, standing: Mapping[str, str]) -> list[Artifact | Kept] | None:
        """All files of a picture; None where one has to be made."""
        sizes = self._sizes(publication)
        found = [self._file(_key(publication, size), size, standing) for size in sizes or ()]
        known = [file for file in found if file]
        return known if sizes and len(known) == len(sizes) else None

    def _file(self, key: str, size: Size, standing: Mapping[str, str]) -> Artifact | Kept | None:
        digest = self._store.get("leaf", _sum(key))
        if digest and standing.get(size.address) == digest.decode():
            return Kept(size.address, digest.decode())
        data = self._store.get("leaf", key)
        return Artifact(size.address, data) if data and digest else None

    def _saving(self, publication: Publication) -> tuple[Twin, ...] | None:
        """The twins that are published; None where it is not known yet."""
        chosen = self._store.get("leaf", _choice(publication))
        if chosen is None:
            return None
        return tuple(twin for twin in publication.twins if twin.form.ending in chosen.decode().split())

    def _sizes(self, publication: Publication) -> tuple[Size, ...] | None:
        """All files of a picture; None where it is not known yet which."""
        saving = self._saving(publication)
        return None if saving is None else (*publication.sizes, *(size for twin in saving for size in twin.sizes))

    def _make(self, pending: list[Publication], jobs: int) -> Iterator[_Made]:
        def run(share: Iterable[Publication]) -> Iterator[_Made]:
            return (_publish(self._root, publication) for publication in share)

        if jobs > 1 and len(pending) >= FORK_FROM:
            decode = msgspec.msgpack.Decoder(_Made).decode
            yield from map(decode, forked(pending, lambda share: map(msgspec.msgpack.encode, run(share)), jobs))
        else:
            yield from run(pending)


def picture_html(view: PictureView, alt: str, root: str) -> str:
    """``<img>`` with its sizes, and with its proportions: the page does not move when it arrives."""

    def listed(srcset: tuple[tuple[str, int], ...]) -> str:
        several = ", ".join(f"{root}{address} {width}w" for address, width in srcset)
        return f' srcset="{escape(several)}" sizes="{_SIZES}"'

    sizes = listed(view.srcset) if view.srcset else ""
    image = (
        f'<img src="{escape(root + view.src)}"{sizes} width="{view.width}" height="{view.height}"'
        f' alt="{escape(alt)}" loading="lazy" decoding="async">'
    )
    if not view.sources:
        return image
    sources = "".join(f'<source type="{kind}"{listed(srcset)}>' for kind, srcset in view.sources)
    return f"<picture>{sources}{image}</picture>"


def _publish(root: Path, publication: Publication) -> _Made:
    """Read a picture again and make its files."""
    picture = publication.picture
    data, problems = read_picture(root, picture.path())
    if data is None:
        return _Made(problems=problems)
    if picture_digest(data) != picture.digest:
        return _Made(problems=(PICTURE_CHANGED.at(Span(picture.path(), 0, 0)),))
    own = tuple(encoded(data, publication))
    return _Made((own, *_saving(data, publication, _weight(own))))


def _saving(data: bytes, publication: Publication, least: int) -> list[tuple[bytes, ...]]:
    """The files of each twin, none where it is not smaller by ``WORTH`` than all that comes after it."""
    made: list[tuple[bytes, ...]] = []
    for twin in reversed(publication.twins):
        files = tuple(encoded(data, publication, twin)) if _can_save(twin) else ()
        worth = bool(files) and _weight(files) <= WORTH * least
        made.append(files if worth else ())
        least = _weight(files) if worth else least
    return made[::-1]


def _weight(files: Iterable[bytes]) -> int:
    return sum(map(len, files))


def _can_save(twin: Twin) -> bool:
    """Whether the format holds as many pixels; a Pillow made by hand may lack it."""
    from PIL import features

    return max(twin.sizes[0].width, twin.sizes[0].height) <= LONGEST and bool(features.check(twin.form.format))


def encoded(data: bytes, publication: Publication, twin: Twin | None = None) -> Iterator[bytes]:
    """The files of a picture or its twin, from the widest: upright, in sRGB, without a word of metadata."""
    from PIL import Image

    picture = publication.picture
    assert picture.format
    sizes, form = (twin.sizes, twin.form) if twin else (publication.sizes, PLAIN[picture.format])
    with opened(data, picture.format) as source:
        profile = source.info.get("icc_profile")
        size = _before_turning(sizes[0], picture.orientation)
        source.draft(None, (2 * size[0], 2 * size[1]))  # a JPEG need not be unpacked larger than that
        image = _plain(source, resized=source.size != size or bool(profile))
    for one in sizes:
        size = _before_turning(one, picture.orientation)
        if image.size != size:
            image = image.resize(size, Image.Resampling.LANCZOS)
        if profile:
            image, profile = _in_srgb(image, profile), None
        if image.mode == "CMYK":
            image = image.convert("RGB")
        turn = _TURNS[picture.orientation]
        upright = image.transpose(Image.Transpose[turn]) if turn else image.copy()
        upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
        out = io.BytesIO()
        upright.save(out, form.format, **dict(form.saving))
        yield out.getvalue()


def _before_turning(size: Size, orientation: int) -> tuple[int, int]:
    return (size.height, size.width) if orientation in SIDEWAYS else (size.width, size.height)


def _plain(image: "Image.Image", *, resized: bool) -> "Image.Image":
    """The pixels of ``image`` in a mode that can be resized and saved."""
    image.load()
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "P" and not resized:
        return image
    if "transparency" in image.info or image.mode in ("PA", "RGBa", "La"):
        return image.convert("RGBA")
    plain = {"1": "L", "P": "RGB", "RGBX": "RGB", "YCbCr": "RGB"}.get(image.mode, image.mode)
    return image if plain == image.mode else image.convert(plain)


def _in_srgb(image: "Image.Image", profile: bytes) -> "Image.Image":
    """``image`` in the colours that a browser takes for granted; as it is where the profile is no good."""
    from PIL import ImageCms

    if image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGB" if image.mode == "CMYK" else image.mode
        made = ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image
    return made or image


def _key(publication: Publication, size: Size) -> str:
    """The name of a file in the memo; the address stands for the settings."""
    return f"{LEAF}{PIL.__version__}/{publication.picture.digest}/{size.address}"


def _sum(key: str) -> str:
    """The name of its checksum."""
    return f"{key}/sum"


def _choice(publication: Publication) -> str:
    """The name of the endings of the twins that are published."""
    return f"{_key(publication, publication.sizes[0])}/twins"
