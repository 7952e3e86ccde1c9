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
from seboddari_build.site.pictures import SAVING, Publication, Size
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
    """What became of one picture: its files, or why there are none."""

    files: tuple[bytes, ...] = ()
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
            known = [self._known(*keys, standing) for keys in _keys(publication)]
            if None in known:
                pending.append(publication)
            else:
                yield from (artifact for artifact in known if artifact)
        for publication, made in zip(pending, self._make(pending, jobs), strict=True):
            self.problems += made.problems
            for artifact in self._keep(publication, made):
                self.made += 1
                yield artifact

    def largest(self, jobs: int) -> dict[str, bytes]:
        """Each picture in its largest size, by address; one that cannot be made is left out, to be told of later."""
        pending = [one for one in self._shown if any(self._known(*keys, {}) is None for keys in _keys(one))]
        for publication, made in zip(pending, self._make(pending, jobs), strict=True):
            for _ in self._keep(publication, made):
                self.made += 1
        found = {one.sizes[0].address: self._store.get("leaf", next(_keys(one))[1]) for one in self._shown}
        return {address: data for address, data in found.items() if data is not None}

    def forget_others(self) -> None:
        """Take out of the memo what no page shows any more."""
        wanted = {key for publication in self._shown for _, *keys in _keys(publication) for key in keys}
        self._store.keep_leaves(LEAF, wanted)

    def _keep(self, publication: Publication, made: _Made) -> Iterator[Artifact]:
        """Remember what was made; of a picture with a problem that is nothing."""
        for (size, key, total), data in zip(_keys(publication), made.files, strict=False):
            self._store.put("leaf", [(key, data), (total, hashlib.sha256(data).hexdigest().encode())])
            yield Artifact(size.address, data)

    def _known(self, size: Size, key: str, total: str, standing: Mapping[str, str]) -> Artifact | Kept | None:
        digest = self._store.get("leaf", total)
        if digest and standing.get(size.address) == digest.decode():
            return Kept(size.address, digest.decode())
        data = self._store.get("leaf", key)
        return Artifact(size.address, data) if data else None

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
    sizes = ""
    if view.srcset:
        listed = ", ".join(f"{root}{address} {width}w" for address, width in view.srcset)
        sizes = f' srcset="{escape(listed)}" sizes="{_SIZES}"'
    return (
        f'<img src="{escape(root + view.src)}"{sizes} width="{view.width}" height="{view.height}"'
        f' alt="{escape(alt)}" loading="lazy" decoding="async">'
    )


def _publish(root: Path, publication: Publication) -> _Made:
    """Read a picture again and make its files."""
    picture = publication.picture
    data, problems = read_picture(root, picture.path())
    if data is None:
        return _Made(problems=problems)
    if picture_digest(data) != picture.digest:
        return _Made(problems=(PICTURE_CHANGED.at(Span(picture.path(), 0, 0)),))
    return _Made(tuple(encoded(data, publication)))


def encoded(data: bytes, publication: Publication) -> Iterator[bytes]:
    """The files of a picture, from the widest: upright, in sRGB, without a word of metadata."""
    from PIL import Image

    picture, largest = publication.picture, publication.sizes[0]
    assert picture.format
    _, saving = SAVING[picture.format]
    with opened(data, picture.format) as source:
        profile = source.info.get("icc_profile")
        size = _before_turning(largest, picture.orientation)
        source.draft(None, (2 * size[0], 2 * size[1]))  # a JPEG need not be unpacked larger than that
        image = _plain(source, resized=source.size != size or bool(profile))
    for one in publication.sizes:
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
        upright.save(out, picture.format, **dict(saving))
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


def _keys(publication: Publication) -> Iterator[tuple[Size, str, str]]:
    """Each size with the names of its file and of its checksum in the memo; the address stands for the settings."""
    for size in publication.sizes:
        key = f"{LEAF}{PIL.__version__}/{publication.picture.digest}/{size.address}"
        yield size, key, f"{key}/sum"
