"""A picture file -> what it is and how large, once all of it has been read."""

import contextlib
import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.load.parse import Parsed
from seboddari_build.load.place import MEDIA
from seboddari_build.model.directory import Picture

if TYPE_CHECKING:
    from PIL import Image

PICTURE_TYPE = error(
    "picture-type",
    ko="여기에 둘 수 없는 형식의 파일입니다: {what_ko}.",
    en="A file of this type cannot stand here: {what_en}.",
    hint_ko="JPEG(사진), PNG(화면, 그림), WebP로 저장해 넣습니다. 영상은 content/media.yaml에 주소(url)로 적습니다.",
    hint_en="Save it as JPEG (photographs), PNG (screens, drawings) or WebP. "
    "A film is named in content/media.yaml by its url.",
)
PICTURE_BROKEN = error(
    "picture-broken",
    ko="그림을 끝까지 읽을 수 없습니다. 잘렸거나 손상된 파일입니다.",
    en="The picture cannot be read to its end: the file is truncated or damaged.",
    hint_ko="원본에서 다시 복사하거나, 그림 프로그램에서 열어 새로 저장합니다.",
    hint_en="Copy it from the original again, or open it in a picture program and save it anew.",
)
PICTURE_PIXELS = error(
    "picture-pixels",
    ko="그림이 너무 큽니다. {limit}만 화소까지 씁니다.",
    en="The picture has too many pixels; the limit is {megapixels} megapixels.",
    hint_ko="가로 1600픽셀로 줄여 넣습니다. 사이트에는 그보다 크게 실리지 않습니다.",
    hint_en="Make it 1600 pixels wide: no larger picture is published anyway.",
)

PICTURE_HEAVY = warning(
    "picture-heavy",
    ko="그림 파일이 {size} MB입니다.",
    en="The picture file weighs {size} MB.",
    hint_ko="가로 1600픽셀쯤으로 줄여 다시 저장합니다. 한번 올린 파일은 지워도 저장소의 역사에 남습니다.",
    hint_en="Make it about 1600 pixels wide and save it again: "
    "once committed, it stays in the history that everybody downloads.",
)

MAX_PIXELS = 40_000_000
#: Bytes above which a picture is told of; one of 1600 pixels has a tenth of that.
HEAVY = 8_000_000
#: EXIF orientations that exchange width and height.
SIDEWAYS = (5, 6, 7, 8)
#: Scans of a progressive JPEG; each costs as much as the whole picture, and usual ones have ten.
MAX_SCANS = 50

Format = Literal["jpeg", "png", "webp"]

#: How files of each format begin, and those of the others that people take for pictures.
_FORMATS: tuple[tuple[re.Pattern[bytes], Format], ...] = (
    (re.compile(rb"\xff\xd8\xff"), "jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "webp"),
)
_OTHERS = tuple(
    (re.compile(form, re.DOTALL), name)
    for form, name in (
        (rb"GIF8", "GIF"),
        (rb"BM", "BMP"),
        (rb"II\*\x00|MM\x00\*", "TIFF"),
        (rb".{4}ftyp(?:hei|hev|mif|msf)", "HEIC"),
        (rb".{4}ftypavi", "AVIF"),
        (rb".{4}ftyp", "MP4"),
        (rb"%PDF", "PDF"),
        (rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE svg|!--|(?i:svg)).*", "SVG"),
    )
)
_ORIENTATION = 0x0112
#: A marker within a JPEG: what follows 0xFF, but neither stuffing nor a restart.
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")


def parse_picture(data: bytes, path: str) -> Parsed[Picture]:
    """What the file ``path`` is; one problem where it is no picture that can be shown."""
    digest = picture_digest(data)
    name = path.removeprefix(MEDIA)
    where = Span(path, 0, 0)

    def refused(problem: Problem) -> Parsed[Picture]:
        return Parsed(Picture(name, digest), None, (problem,))

    kind = next((name for form, name in _FORMATS if form.match(data)), None)
    if kind is None:
        what = next((what for form, what in _OTHERS if form.match(data[:200])), "")
        return refused(PICTURE_TYPE.at(where, what_ko=what or "알 수 없음", what_en=what or "unknown"))
    large = PICTURE_PIXELS.at(where, limit=MAX_PIXELS // 10_000, megapixels=MAX_PIXELS // 1_000_000)
    from PIL.Image import DecompressionBombError, DecompressionBombWarning

    try:
        if kind == "jpeg" and _scans(data) > MAX_SCANS:
            return refused(PICTURE_BROKEN.at(where))
        with opened(data, kind) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                return refused(large)
            image.draft("L", (1, 1))  # a JPEG is read to its end all the same, but takes little memory
            image.load()
            turn = image.getexif().get(_ORIENTATION)
            orientation = turn if isinstance(turn, int) and 1 <= turn <= 8 else 1
    except (DecompressionBombError, DecompressionBombWarning):
        return refused(large)
    except Exception:  # noqa: BLE001 - decoders raise whatever a damaged file makes them stumble over
        return refused(PICTURE_BROKEN.at(where))
    if orientation in SIDEWAYS:
        width, height = height, width
    heavy = (PICTURE_HEAVY.at(where, size=len(data) // 1_000_000),) if len(data) > HEAVY else ()
    return Parsed(Picture(name, digest, kind, width, height, orientation), None, heavy)


@contextlib.contextmanager
def opened(data: bytes, kind: Format) -> Iterator["Image.Image"]:
    """A picture, its pixels not yet read; no decoder but that of ``kind`` sees ``data``.

    Raises what the decoder raises; a size far beyond MAX_PIXELS raises at once.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks on metadata, which nobody sees
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=(kind,)) as image:
            yield image


def picture_digest(data: bytes) -> str:
    """What names the bytes of a picture."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _scans(data: bytes) -> int:
    """How many scans a JPEG has."""
    scans, at = 0, 2
    while (found := _MARKER.search(data, at)) and (marker := found[1][0]) != 0xD9:
        at = found.end()
        if marker not in (0x01, 0xD8):
            at += int.from_bytes(data[at : at + 2])
        scans += marker == 0xDA
    return scans
