"""Pictures made for tests, with all that cameras write into them: a place, words, a profile, a turn."""

import io
from typing import Any

from PIL import Image, ImageCms

#: Stands in every kind of metadata, and must stand nowhere else.
SECRET = "누구의-집"
CORNERS = ("red", "lime", "blue", "yellow")


def photograph(
    kind: str = "JPEG", size: tuple[int, int] = (120, 80), turn: int = 1, mode: str = "RGB", **saving: Any
) -> bytes:
    """A picture of four fields (from the left above: red, lime, blue, yellow) with GPS, words and a profile."""
    image = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for place, colour in enumerate(CORNERS):
        image.paste(colour, (place % 2 * width, place // 2 * height, size[0], size[1]))
    if mode != "RGB":
        image = image.convert(mode)
    if "A" in mode:
        image.putalpha(200)
    out = io.BytesIO()
    image.save(out, kind, exif=exif(turn), **metadata(kind) | saving)
    return out.getvalue()


def exif(turn: int) -> Image.Exif:
    """A camera's notes: who, what, where."""
    notes = Image.Exif()
    notes[0x0112] = turn
    notes[0x010E] = notes[0x013B] = SECRET
    notes.get_ifd(0x8825).update({1: "N", 2: (37.0, 33.0, 59.0), 3: "E", 4: (126.0, 58.0, 41.0)})
    return notes


def metadata(kind: str) -> dict[str, Any]:
    """What else each format may hold, as Pillow saves it."""
    profile = {"icc_profile": srgb()}
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{SECRET}</x:xmpmeta>'.encode()
    if kind == "JPEG":
        return {**profile, "xmp": xmp, "comment": SECRET, "quality": 95, "subsampling": 0}
    if kind == "WEBP":
        return {**profile, "xmp": xmp, "lossless": True}
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_itxt("XML:com.adobe.xmp", xmp.decode())
    words.add_text("Author", SECRET.encode("unicode-escape").decode())
    words.add_itxt("Comment", SECRET)
    return {**profile, "pnginfo": words}


def srgb() -> bytes:
    """A profile that changes nothing."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def corners(data: bytes) -> list[str]:
    """The nearest of the four colours in each quarter of a picture."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    points = ((1, 1), (3, 1), (1, 3), (3, 3))
    return [_nearest(image.getpixel((image.width * x // 4, image.height * y // 4))) for x, y in points]


def _nearest(pixel: Any) -> str:
    known = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
    return min(known, key=lambda name: sum(abs(a - b) for a, b in zip(pixel, known[name], strict=True)))
