"""Pictures that are hostile, damaged or odd, made as they are asked for by name."""

import functools
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from PIL import Image

from tests.photographs import photograph

#: Stands in pictures where only pixels belong, and must stand nowhere in a site.
SECRET = b"hidden-where-only-pixels-belong"
SCRIPT = b"<script>alert(1)</script>"

_PNG = b"\x89PNG\r\n\x1a\n"


@functools.cache
def picture(name: str) -> bytes:
    """The bytes of the picture called ``name``."""
    return PICTURES[name]()


def _saved(image: Image.Image, kind: str, **saving: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **saving)
    return out.getvalue()


def _flat(mode: str, size: tuple[int, int], kind: str, **saving: Any) -> bytes:
    return _saved(Image.new(mode, size), kind, **saving)


def _chunk(name: bytes, data: bytes, *, sum_of: bytes | None = None) -> bytes:
    checked = name + (data if sum_of is None else sum_of)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(checked))


def _header(width: int, height: int, depth: int = 8, colour: int = 2, interlaced: int = 0) -> bytes:
    return _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def _png(*chunks: bytes) -> bytes:
    return _PNG + b"".join(chunks) + _chunk(b"IEND", b"")


def _zeros(count: int) -> bytes:
    """So many zero bytes, deflated without ever holding them: every mebibyte comes out the same."""
    packer = zlib.compressobj(9, wbits=-15)
    mebibyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    whole, rest = divmod(count, 1 << 20)
    packer = zlib.compressobj(9, wbits=-15)
    last = packer.compress(bytes(rest)) + packer.flush()
    return b"\x78\xda" + mebibyte * whole + last + struct.pack(">HH", count % 65_521, 1)  # Adler-32 of zeros


def _black(width: int, height: int, depth: int, colour: int, *more: bytes) -> bytes:
    """A PNG of zeros; ``depth`` and ``colour`` as its header has them."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = 1 + (width * channels * depth + 7) // 8
    return _png(_header(width, height, depth, colour), *more, _chunk(b"IDAT", _zeros(row * height)))


def _jpeg_with(*segments: tuple[int, bytes]) -> bytes:
    """A photograph with further segments behind its head."""
    plain = _flat("RGB", (32, 24), "JPEG")
    added = b"".join(struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in segments)
    return plain[:2] + added + plain[2:]


def _many_scans(scans: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    data = _saved(Image.effect_noise((64, 64), 50), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * scans + data[-2:]


def _resized_header(data: bytes, width: int, height: int) -> bytes:
    """A JPEG whose head says another size."""
    at = next(place for sign in (b"\xff\xc0", b"\xff\xc2") if (place := data.find(sign)) >= 0)
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


def _exif(orientation: int, kind: int = 3) -> bytes:
    """EXIF with nothing but an orientation, of whatever type."""
    entry = struct.pack("<HHIHH", 0x0112, kind, 1, orientation, 0)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry + bytes(4)


def _animated(kind: str) -> bytes:
    first, second = (Image.new("RGB", (40, 30), colour) for colour in ("red", "blue"))
    return _saved(first, kind, save_all=True, append_images=[second], duration=10)


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x.html"), SCRIPT + SECRET)  # of 1980, whenever it is made
    return out.getvalue()


#: What there is.
PICTURES: MappingProxyType[str, Callable[[], bytes]] = MappingProxyType(
    {
        # bombs: little to carry, much to unpack
        "png bomb of one bit": lambda: _black(30_000, 30_000, 1, 0),
        "png bomb of 64 bits": lambda: _black(6_400, 6_400, 16, 6),
        "png that says it is huge": lambda: _png(_header(65_000, 65_000), _chunk(b"IDAT", _zeros(99))),
        "png of the greatest size there is": lambda: _png(_header(2**31 - 1, 2**31 - 1), _chunk(b"IDAT", _zeros(99))),
        "png whose pixels are a bomb": lambda: _png(_header(100, 100), _chunk(b"IDAT", _zeros(3_000_000_000))),
        "png with a text bomb": lambda: _png(
            _header(1, 1), _chunk(b"zTXt", b"Comment\0\0" + _zeros(3_000_000_000)), _chunk(b"IDAT", _zeros(4))
        ),
        "png with many texts": lambda: _png(
            _header(1, 1), _chunk(b"zTXt", b"Comment\0\0" + _zeros(900_000)) * 400, _chunk(b"IDAT", _zeros(4))
        ),
        "png with a profile bomb": lambda: _png(
            _header(1, 1), _chunk(b"iCCP", b"icc\0\0" + _zeros(3_000_000_000)), _chunk(b"IDAT", _zeros(4))
        ),
        "png of 40 megapixels": lambda: _black(8_000, 5_000, 8, 2),
        "png of 40 megapixels and one row": lambda: _black(8_000, 5_001, 8, 2),
        "png of 40 megapixels in 64 bits": lambda: _black(8_000, 5_000, 16, 6),
        "jpeg of 40 megapixels in many scans": lambda: _flat("CMYK", (8_000, 5_000), "JPEG", progressive=True),
        "jpeg that says it is huge": lambda: _resized_header(_flat("RGB", (32, 24), "JPEG"), 65_000, 65_000),
        "jpeg that says it is larger": lambda: _resized_header(_flat("RGB", (32, 24), "JPEG"), 6_000, 6_000),
        "jpeg of a thousand scans": lambda: _many_scans(1_000),
        "webp of 42 megapixels": lambda: _flat("RGB", (7_000, 6_000), "WEBP", lossless=True, quality=0, method=0),
        # damaged
        "jpeg cut in the middle": lambda: photograph("JPEG")[:-1_500],
        "jpeg cut in its head": lambda: photograph("JPEG")[:60],
        "jpeg that is its first bytes": lambda: b"\xff\xd8\xff",
        "jpeg of no width": lambda: _resized_header(_flat("RGB", (32, 24), "JPEG"), 0, 24),
        "jpeg with a loop of notes": lambda: _jpeg_with(
            (0xE1, b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x8769, 4, 1, 8, 8))
        ),
        "jpeg with notes that are noise": lambda: _jpeg_with((0xE1, b"Exif\0\0" + bytes(range(256)) * 8)),
        "png cut in the middle": lambda: photograph("PNG", size=(300, 200))[:-400],
        "png without pixels": lambda: _png(_header(10, 10)),
        "png of no width": lambda: _png(_header(0, 10), _chunk(b"IDAT", _zeros(10))),
        "png with a wrong checksum": lambda: _png(_header(10, 10), _chunk(b"IDAT", _zeros(310), sum_of=b"x")),
        "png with pixels that are noise": lambda: _png(_header(10, 10), _chunk(b"IDAT", b"noise" * 9)),
        "png of unheard colour": lambda: _png(_header(10, 10, colour=5), _chunk(b"IDAT", _zeros(99))),
        "png that is its first bytes": lambda: _PNG,
        "webp cut in the middle": lambda: photograph("WEBP", size=(300, 200))[:-400],
        "webp that is its first bytes": lambda: b"RIFF\x10\0\0\0WEBPVP8 ",
        # odd, and fine
        "png of 16 bits of grey": lambda: _black(40, 30, 16, 0),
        "png of 16 bits of colour": lambda: _black(40, 30, 16, 2),
        "png of grey and alpha": lambda: _black(40, 30, 8, 4),
        "png of one pixel": lambda: _black(1, 1, 8, 2),
        "png of one column": lambda: _black(1, 20_000, 8, 2),
        "png of one row": lambda: _black(20_000, 1, 8, 2),
        "png that moves": lambda: _animated("PNG"),
        "png with a palette that is too short": lambda: _png(
            _header(4, 4, 8, 3), _chunk(b"PLTE", b"\xff\0\0"), _chunk(b"IDAT", zlib.compress(b"\0\1\2\3\4" * 4))
        ),
        "png without a palette": lambda: _black(4, 4, 8, 3),
        "webp that moves": lambda: _animated("WEBP"),
        "jpeg of four inks": lambda: _flat("CMYK", (40, 30), "JPEG"),
        "jpeg of four inks with a profile of none": lambda: _flat("CMYK", (40, 30), "JPEG", icc_profile=b"\0" * 200),
        "jpeg turned in an unheard way": lambda: _jpeg_with((0xE1, _exif(99))),
        "jpeg turned by a word": lambda: _jpeg_with((0xE1, _exif(0x4141, kind=2))),
        "jpeg of two pictures": lambda: _saved(
            Image.new("RGB", (40, 30)), "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))]
        ),
        # of two kinds at once
        "jpeg that ends in a page": lambda: photograph("JPEG") + SCRIPT + SECRET,
        "jpeg that ends in an archive": lambda: photograph("JPEG") + _zip(),
        "jpeg with a page in its comment": lambda: _jpeg_with((0xFE, SCRIPT + SECRET)),
        "png with a page in its text": lambda: _png(
            _header(1, 1), _chunk(b"tEXt", b"Title\0" + SCRIPT + SECRET), _chunk(b"IDAT", _zeros(4))
        ),
        "png with a chunk of its own": lambda: _png(
            _header(1, 1), _chunk(b"seCr", SCRIPT + SECRET), _chunk(b"IDAT", _zeros(4))
        ),
        "webp with a page behind it": lambda: photograph("WEBP") + SCRIPT + SECRET,
        "gif that is a program": lambda: b"GIF89a=1;alert(1)//" + SECRET,
        "page": lambda: b"<!doctype html>" + SCRIPT,
        # no pictures, or none of ours
        "gif": lambda: _flat("P", (4, 4), "GIF"),
        "bmp": lambda: _flat("RGB", (4, 4), "BMP"),
        "tiff": lambda: _flat("RGB", (4, 4), "TIFF"),
        "icon": lambda: _flat("RGB", (16, 16), "ICO"),
        "postscript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n(/etc/passwd) (r) file\n",
        "heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64),
        "avif": lambda: b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(64),
        "film": lambda: b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2" + bytes(64),
        "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n",
        "archive": _zip,
        "program": lambda: b"MZ" + bytes(200),
        "nothing": lambda: b"",
    }
)
