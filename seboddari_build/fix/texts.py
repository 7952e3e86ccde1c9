"""A text file mended: its encoding, line ends and letters, its YAML, its blocks."""

import re
import unicodedata

from msgspec import Struct

from seboddari_build.fix.fences import with_blank_lines
from seboddari_build.fix.fields import Reading, mend_fields
from seboddari_build.fix.mends import Mend
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.place import Place

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: What a Korean text holds beside ASCII: syllables, and the marks that people type. A text in another
#: encoding that happens to decode as CP949 gives rare Hanja instead.
_KOREAN = re.compile("[\x01-\x7f가-힣ㄱ-ㆎ·°±×÷‐-‧′″※€℃℡™←-⇔∀-⊿─-◯★☆♀♂☎☏☞　-〞〒〓！-～￦]+")
_HANGUL = re.compile("[가-힣]")


class MendedText(Struct, frozen=True):
    """The new bytes of a file, what was done, and its text before and after, its lines ending in LF."""

    data: bytes
    mends: tuple[Mend, ...]
    before: str
    after: str


def mended(data: bytes, path: str, where: Place) -> MendedText | None:
    """The file ``path`` mended; None where it cannot be read as text."""
    mends: list[Mend] = []
    # Excel reads a CSV as UTF-8 only by this mark, so a table keeps it.
    mark = _BOM if data.startswith(_BOM) and where.kind == "csv" else b""
    text, encoding = _decoded(data)
    if text is None or "\0" in text:
        return None
    if encoding:
        mends.append(Mend("file-encoding", what=encoding))
    elif data.startswith(_BOM) and not mark:
        mends.append(Mend("byte-order-mark"))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        mends.append(Mend("line-endings"))
    before = text
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        text = composed
        mends.append(Mend("letters-not-composed"))
    if where.kind != "csv":
        reading = Reading(path, where, make_parser())
        text, more = mend_fields(text, reading)
        mends += more
        if path.endswith(".md"):
            text, more = with_blank_lines(text, reading)
            mends += more
    mends.sort(key=lambda mend: mend.line)
    return MendedText(mark + text.encode(), tuple(mends), before, text)


def _decoded(data: bytes) -> tuple[str | None, str]:
    """The text of ``data`` and the name of its encoding where that is not UTF-8."""
    try:
        return data.removeprefix(_BOM).decode(), ""
    except UnicodeDecodeError:
        pass
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16"), "UTF-16"
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return None, ""
    return (text, "CP949") if _KOREAN.fullmatch(text) and _HANGUL.search(text) else (None, "")
