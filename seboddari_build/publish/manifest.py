"""``manifest.json`` at the root of a site: what it holds, told finely enough to say what the next one changes."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import count
from json import JSONDecodeError, JSONDecoder
from typing import Final, Literal

import msgspec
from msgspec import Struct

from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span

MANIFEST_BROKEN = error(
    "manifest-broken",
    ko="펴낸 누리집의 manifest.json 파일을 읽을 수 없습니다: {reason_ko}",
    en="The manifest.json of the published site cannot be read: {reason}",
    hint_ko="펴낸 누리집의 manifest.json 파일을 그대로 다시 가져옵니다.",
    hint_en="Fetch the manifest.json of the published site again, just as it is.",
)

#: The way in which pages are digested: to be raised when the same page gets other digests.
FORM: Final = 1
#: Bytes: no site has a longer manifest.
LONGEST: Final = 256 << 20

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_BYTE = re.compile(r"\(byte (\d+)\)")
_BLANK = re.compile(r"[ \t\r\n,:]*")


class Line(Struct, frozen=True, array_like=True):
    """A line of a page that has no page of its own: a slot (``when`` in words), a term, an organisation."""

    id: str
    title: str
    when: str = ""
    digest: str = ""


class PageEntry(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A page of the site, in one language.

    ``path``: its address below the root; ``id``: the address within the language; ``when``: its slot in words;
    ``foreign``: how many of its texts are in the other language, ``fallback``: all; ``aliases``: former
    addresses that lead on to it; ``parts``: a digest of each part that has content, of what stands ``around``
    them too; ``lines``: what it lists that has no page of its own.
    """

    path: str
    kind: str = ""
    id: str = ""
    lang: str = ""
    title: str = ""
    when: str = ""
    foreign: int = 0
    fallback: bool = False
    aliases: tuple[str, ...] = ()
    parts: dict[str, str] = {}
    lines: tuple[Line, ...] = ()


class Book(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A booklet or e-book: its address, its edition (ko, en, bilingual), pdf or epub, how many pages."""

    path: str
    edition: str = ""
    format: str = "pdf"
    pages: int = 0


class Manifest(
    Struct, frozen=True, omit_defaults=True, kw_only=True, tag_field="generator", tag="seboddari", gc=False
):  # fmt: skip
    """What a site holds. ``pages`` is None where they are not told of: made by an older version.

    ``frame``: a digest of what surrounds all pages of each language; ``theme``: of their design;
    ``files``: the SHA-256 of every file but the manifest itself, by path.
    """

    version: str = ""
    form: int = 0
    event: str = ""
    frame: dict[str, str] = {}
    theme: str = ""
    pages: tuple[PageEntry, ...] | None = None
    books: tuple[Book, ...] = ()
    files: dict[str, str] = {}


class _Mark(Struct):
    """What every manifest has, and nothing of anybody else's."""

    generator: Literal["seboddari"]


def encoded(manifest: Manifest) -> bytes:
    """The manifest as a file: the same bytes for the same site."""
    files = dict(sorted(manifest.files.items()))
    return msgspec.json.encode(msgspec.structs.replace(manifest, files=files)) + b"\n"


def decoded(data: bytes, path: str) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """The manifest in a file called ``path``, which anybody may have written; unknown fields are passed over."""
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
        msgspec.json.decode(text, type=_Mark)
        return msgspec.json.decode(text, type=Manifest), ()
    except RecursionError:
        byte, ko, en = 0, "괄호가 너무 깊습니다", "its brackets are too deep"
    except UnicodeDecodeError as failure:
        byte, ko, en = failure.start, "UTF-8 글이 아닙니다", "it is not UTF-8"
    except msgspec.ValidationError as failure:
        byte, ko, en = _misfit(text, str(failure))
    except msgspec.DecodeError as failure:
        found = _BYTE.search(str(failure))
        byte, ko, en = int(found[1]) if found else len(data), "JSON이 아니거나 끊겼습니다", "it is no JSON, or cut off"
    return None, (MANIFEST_BROKEN.at(_at(data, byte, path), reason_ko=f"{ko}.", reason=f"{en}."),)


def _misfit(text: str, message: str) -> tuple[int, str, str]:
    """Where a value has another form than it should, and what to say of it."""
    where = message.rpartition("`$")[2].rstrip("`") if "`$" in message else ""
    byte = len(_text_before(text, where).encode())
    if "generator" in message:
        return byte, "이 프로그램이 만든 것이 아닙니다", "this program did not make it"
    return byte, f"{where or '$'} 값의 꼴이 다릅니다", f"the value of {where or '$'} has another form"


def _at(data: bytes, byte: int, path: str) -> Span:
    """The place of a byte of a file."""
    before = data[:byte].decode(errors="replace")
    return Span(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _text_before(text: str, where: str) -> str:
    """All of a JSON text before the value at ``where``, such as ``.pages[2].title``, as far as it can be found."""
    place = 0
    for name, number in _STEP.findall(where):
        members = _members(text, place)
        wanted = (at for key, at in members if key == (name or int(number)))
        place = next(wanted, place)
    return text[:place]


def _members(text: str, place: int) -> Iterator[tuple[str | int, int]]:
    """The key or number of each value in the object or list at ``place``, and where the value begins."""
    read = JSONDecoder().raw_decode
    place = _past_blank(text, place)
    named = text[place : place + 1] == "{"
    place = _past_blank(text, place + 1)
    for number in count():
        if text[place : place + 1] in ("", "}", "]"):
            return
        key: str | int = number
        try:
            if named:
                key, place = read(text, place)
                place = _past_blank(text, place)
            yield key, place
            place = _past_blank(text, read(text, place)[1])
        except (JSONDecodeError, RecursionError):
            return


def _past_blank(text: str, place: int) -> int:
    blank = _BLANK.match(text, place)
    return blank.end() if blank else place
