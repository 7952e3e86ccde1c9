"""A picture without the notes that a camera or program left in it; no pixel is touched, and it stays upright."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from typing import Final

from seboddari_build.fix.mends import Mend
from seboddari_build.load.pictures import opened, parse_picture
from seboddari_build.model.directory import Picture

#: What a PNG needs to be shown as it is; everything else in it is about something else.
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs hIST sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT: Final = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_NAMES: Final = {
    b"eXIf": "EXIF", b"EXIF": "EXIF", b"XMP ": "XMP", b"tIME": "time", b"tEXt": "text", b"zTXt": "text",
    b"iTXt": "text",
}  # fmt: skip
_ROWS = 256
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def without_notes(data: bytes, path: str) -> tuple[bytes, tuple[Mend, ...]]:
    """The picture ``path`` without notes, and the mend; ``data`` and none where there is nothing to take out.

    A file that is no sound picture, and one that would look another way, stays as it is.
    """
    picture = parse_picture(data, path).record
    if picture is None or not picture.format:
        return data, ()
    try:
        bare, notes = _BARE[picture.format](data, picture.orientation)
    except (struct.error, IndexError, ValueError):
        return data, ()
    if bare == data or not _alike(data, bare, picture, path):
        return data, ()
    return bare, (Mend("picture-notes", what=", ".join(dict.fromkeys(notes)) or "?"),)


def _alike(before: bytes, after: bytes, picture: Picture, path: str) -> bool:
    """Whether both show the same, pixel by pixel and the same way up."""
    record = parse_picture(after, path).record
    if record is None:
        return False
    same = ("format", "width", "height", "orientation")
    return all(getattr(record, name) == getattr(picture, name) for name in same) and _pixels(
        before, picture
    ) == _pixels(after, picture)


def _pixels(data: bytes, picture: Picture) -> bytes:
    assert picture.format
    with opened(data, picture.format) as image:
        width, height = image.size
        digest = hashlib.blake2b(repr((image.mode, image.info.get("icc_profile"))).encode())
        for top in range(0, height, _ROWS):
            digest.update(image.crop((0, top, width, min(top + _ROWS, height))).tobytes())
    return digest.digest()


def _tiff(orientation: int) -> bytes:
    """The smallest EXIF: which way up, and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _jpeg(data: bytes, orientation: int) -> tuple[bytes, list[str]]:
    made, notes = [data[:2]], []
    upright = b""
    if orientation > 1:
        exif = b"Exif\0\0" + _tiff(orientation)
        upright = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    at = 2
    while True:
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF or marker == 0xD9:
            raise ValueError("not a marker")
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        segment = data[at:end]
        note = _jpeg_note(marker, segment[4:])
        if marker != 0xE0 and upright:
            made.append(upright)
            upright = b""
        if not note:
            made.append(segment)
        elif segment != b"\xff\xe1" + struct.pack(">H", len(segment) - 2) + b"Exif\0\0" + _tiff(orientation):
            notes.append(note)
        at = end
        if marker == 0xDA:
            break
    stop = _end_of_image(data, at)
    made.append(data[at:stop])
    if stop < len(data):
        notes.append("data behind the picture")
    return b"".join(made), notes


def _jpeg_note(marker: int, payload: bytes) -> str:
    """What kind of note a segment is; "" for what the picture needs."""
    if marker == 0xE0 and payload.startswith(b"JFIF\0"):
        return ""
    if marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0"):
        return ""
    if marker == 0xEE and payload.startswith(b"Adobe"):
        return ""
    if marker == 0xE1:
        return "EXIF" if payload.startswith(b"Exif\0") else "XMP"
    if marker == 0xED:
        return "IPTC"
    if marker == 0xFE:
        return "comment"
    return f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else ""


def _end_of_image(data: bytes, at: int) -> int:
    """Behind the marker that ends the picture whose first scan begins at ``at``."""
    while True:
        at = data.index(b"\xff", at)
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker == 0xFF:
            at += 1
        elif marker == 0 or 0xD0 <= marker <= 0xD7:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4])


def _png(data: bytes, orientation: int) -> tuple[bytes, list[str]]:
    made, notes = [data[:8]], []
    upright = _png_chunk(b"eXIf", _tiff(orientation)) if orientation > 1 else b""
    at = 8
    while True:
        length = int.from_bytes(data[at : at + 4])
        kind, chunk = data[at + 4 : at + 8], data[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("truncated")
        if kind == b"IDAT" and upright:
            made.append(upright)
            upright = b""
        if kind in _PNG_KEPT:
            made.append(chunk)
        elif chunk != _png_chunk(b"eXIf", _tiff(orientation)):
            notes.append(_NAMES.get(kind, kind.decode("ascii", "replace")))
        at += len(chunk)
        if kind == b"IEND":
            break
    if at < len(data):
        notes.append("data behind the picture")
    return b"".join(made), notes


def _png_chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def _webp(data: bytes, orientation: int) -> tuple[bytes, list[str]]:
    made, notes = [], []
    exif = _tiff(orientation) if orientation > 1 else b""
    for kind, payload in _webp_chunks(data):
        if kind == b"VP8X":
            flags = (payload[0] & ~(_WEBP_EXIF | _WEBP_XMP)) | (_WEBP_EXIF if exif else 0)
            made.append(_webp_chunk(kind, bytes([flags]) + payload[1:]))
        elif kind in _WEBP_KEPT:
            made.append(_webp_chunk(kind, payload))
        elif payload != exif:
            notes.append(_NAMES.get(kind, kind.decode("ascii", "replace").strip()))
    if exif:
        made.append(_webp_chunk(b"EXIF", exif))
    body = b"WEBP" + b"".join(made)
    if 8 + int.from_bytes(data[4:8], "little") < len(data):
        notes.append("data behind the picture")
    return b"RIFF" + struct.pack("<I", len(body)) + body, notes


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + length > end:
            raise ValueError("truncated")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _webp_chunk(kind: bytes, payload: bytes) -> bytes:
    return kind + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2)


_BARE: Final = {"jpeg": _jpeg, "png": _png, "webp": _webp}
