"""Personal data in a text: mobile and resident numbers, e-mail addresses, full names before words of honour.

Anchored on the rarest part of each (the @, the 님, …), so that a text without any costs next to nothing.
Only what can be told from the text alone is decided here; which addresses may stand is for ``check/``.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from seboddari_build.base.as_read import AsRead, as_read
from seboddari_build.base.given_names import names
from seboddari_build.base.span import Span

Kind = Literal["mobile", "resident", "email", "name"]


class Personal(Struct, frozen=True, array_like=True):
    """Something personal in a file: what, where, as it may be shown.

    ``key`` stands for an e-mail address, to be compared with another's; the value itself is not kept.
    """

    kind: Kind
    span: Span
    shown: str
    key: str = ""


class Found(Struct, frozen=True):
    """Something personal at ``start`` in a text; ``shown`` is the text there, as long, with stars in it."""

    kind: Kind
    start: int
    shown: str
    address: str = ""

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.shown)


def find(text: str) -> list[Found]:
    """All that is personal in ``text``, as written and as a reader meets it, in order, none overlapping another."""
    found = _found(text)
    if read := as_read(text):
        found += filter(None, (_back(one, read, text) for one in _found(read.text)))
    if len(found) < 2:
        return found
    apart: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _back(one: Found, read: AsRead, text: str) -> Found | None:
    """What was found in a text as read, as it is written; None where nothing hid it."""
    start, end = read.origin(one.start, one.end)
    if text[start:end] == read.text[one.start : one.end]:
        return None
    shown = read.written(one.start, one.shown, text)
    return None if shown == text[start:end] else Found(one.kind, start, shown, one.address)


def _found(text: str) -> list[Found]:
    if not text.isascii() and _ODD.search(text):
        text = text.translate(_PLAIN)
    found = [Found("name", start, shown) for start, shown in names(text)]
    for sign, domain in _AT:
        if sign in text:
            found += _emails(text, domain)
    if _may_be_veiled(text):
        found += _veiled_emails(text)
    if _MOBILE.search(text):
        found += _mobiles(text)
    if _HEAD.search(text):
        found += _said_mobiles(text)
    if "010" in text:
        found += _parted_mobiles(text)
    if _RESIDENT.search(text):
        found += _residents(text)
    return found


def masked(text: str) -> str:
    """``text`` with stars in all that is personal, every character in its place."""
    while found := find(text):  # what overlapped shows itself the next time
        text = shown(text, found)
    return text


def shown(text: str, found: list[Found]) -> str:
    """``text`` with all that was ``found`` in it as it may be shown."""
    ends = (0, *(one.end for one in found))
    kept = (text[end : one.start] + one.shown for end, one in zip(ends, found, strict=False))
    return "".join(kept) + text[ends[-1] :]


def find_in_row(head: str, row: str) -> list[Found]:
    """Mobile numbers in the line ``row`` of a table whose ``head`` calls a column so; their first 0 is lost."""
    if not _CALLED.search(head):
        return []
    called = [_CALLED.search(cell[1]) is not None for cell in _CELL.finditer(head)]
    found: list[Found] = []
    for is_called, cell in zip(called, _CELL.finditer(row), strict=False):
        number = _BARE.fullmatch(cell[1]) if is_called else None
        if number:
            start = cell.start(1)
            found.append(_number(row, start + number.start(1), start + number.start(2), start + number.end(3)))
    return found


# Digits and signs as wide as Hangul, dashes and spaces of other kinds, as word processors leave them.
_SPACES = (0x00A0, 0x3000, 0x202F, 0x2060, 0xFEFF, *range(0x2000, 0x200E))
_DASHES = (*range(0x2010, 0x2016), 0x2212, 0x30FC, 0x3161, 0x2500, 0x223C, 0x301C)
_ODD = re.compile(f"[\u3002\uff61\uff08-\uff5e{''.join(map(chr, (*_SPACES, *_DASHES)))}]")
_PLAIN = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x3002, 0xFF61), ord(".")),
    **dict.fromkeys(_DASHES, ord("-")),
    **dict.fromkeys(_SPACES, ord(" ")),
}
#: Digits as they are spoken, and letters that pass for digits.
_SPOKEN = str.maketrans("공영일이삼사오육륙칠팔구Ooㅇ零〇lI一二三四五六七八九", "001234566789000001" + "1123456789")

_GAP = "[ .·)/_~*-]"
# Addresses hold long numbers; a comma or bracket ends one, so that what follows in a table is looked at.
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9%&#=?!$*+./:@_~\-]*\Z")


def _in_url(text: str, at: int) -> bool:
    before = text[max(0, at - 300) : at]
    return ("://" in before or "www." in before) and _URL.search(before) is not None


_BOOK = re.compile(r"ISBN[^\n]*\Z", re.IGNORECASE)
#: Behind the name of the host.
_IN_PATH = re.compile(r"(?:://|www\.)[^/\s]+[/?#]\S*\Z")
_DOI = re.compile(r"10\.[0-9]{4,9}/\Z")
# From the second digit on, seen ahead: one that proves to be none must not swallow the next.
_MOBILE = re.compile(
    f"1(?=([016789]{_GAP}{{0,3}}\n?[0-9]{{3,4}}{_GAP}{{0,3}}\n?[0-9]{{4}})(?![0-9]|-[0-9A-Za-z]|\\.[0-9]))"
)
#: What cannot be anything else, even in an address, behind one of the signs that part one.
_PLAINLY = re.compile("010-[0-9]{4}-[0-9]{4}")
_PARTS = ("/", "=", "?", "&", ":", ";", "#", "+", ",")
_ITEM = re.compile("(?<![0-9.-])[0-9]{1,2}-\\Z")
_PREFIX = re.compile(f"(?:\\(?0|\\(?(?:\\+|00)82{_GAP}{{0,2}}(?:\\(0\\)|0)?{_GAP}?|82|82[ )-]{{1,2}}(?:\\(0\\)|0)?)\\Z")
# Spoken (공일공 일이삼사 …), in part or all, with letters for digits (O1O, 0l0), or digit by digit.
_ZERO = "0Oo공영ㅇ零〇"
_DIGIT = "[0-9Oo공영ㅇ零〇lI일이삼사오육륙칠팔구一二三四五六七八九]"
_WORD = "(?:에|국에|국|다시|대시)"
_BETWEEN = f"{_GAP}{{0,3}}{_WORD}?{_GAP}{{0,3}}"
_SAID = re.compile(
    f"(?<![0-9A-Za-z가-힣])(?:[{_ZERO}][1lI일一][{_ZERO}16789육륙칠팔구六七八九]|0 1 [016789]|공 일 공)"
    f"{_BETWEEN}(?:{_DIGIT} ?){{2,3}}{_DIGIT}{_BETWEEN}(?:{_DIGIT} ?){{3}}{_DIGIT}(?![0-9])"
)
# What all of them begin with, but for 010 itself where no word follows.
_HEAD = re.compile(
    f"[{_ZERO}](?:(?!(?<=0)1[0-9])[1lI일一][{_ZERO}16789육륙칠팔구六七八九]|(?<=0) 1 |(?<=공) 일 공"
    f"|(?<=0)1[016789]{_GAP}{{0,2}}{_WORD})"
)
_WRITTEN = re.compile("[0-9]{3}[^가-힣]*")
_CALLED = re.compile(r"전화|휴대폰|핸드폰|연락처|모바일|phone|mobile|cell|\bh\.?p\b|\btel", re.IGNORECASE)
_CELL = re.compile(r'(?:\A|(?<=,))("(?:[^"]|"")*"|[^,\r\n]*)')
_BARE = re.compile(r'"?\s*((?:\+?82[-. ]?)?1[016789])[-. ]?([0-9]{3,4})[-. ]?([0-9]{4})(?:\.0)?\s*"?')
_DIGITS = "0123456789공영일零〇一"
# 010,1234,5678, and in two cells: 010 | 1234-5678.
_PARTED = re.compile(
    r"""(?<![0-9A-Za-z])(?<![0-9][,.-])010["' ]{0,3}[,|;:]["' ]{0,3}([0-9]{4})["' ]{0,3}[-,|;:. ]["' ]{0,3}([0-9]{4})"""
    r"(?![0-9A-Za-z]|[-,.][0-9])"
)
_YEAR = re.compile("19|20")


def _mobiles(text: str) -> Iterator[Found]:
    """010-1234-5678 in its usual spellings; eleven digits without gaps must stand alone."""
    for tail in _MOBILE.finditer(text):
        prefix = _PREFIX.search(text, max(0, tail.start() - 10), tail.start())
        if prefix is None or tail[1].count("\n") > tail[1].count("-\n"):
            continue
        start, end = prefix.start(), tail.end(1)
        before, after = text[max(0, start - 2) : start], text[end : end + 1]
        if _goes_on(text, start, "-?") or _DOI.search(text, max(0, start - 12), start):
            continue
        if _in_url(text, start) and not (_PLAINLY.fullmatch(text, start, end) and before[-1:] in _PARTS):
            continue
        if prefix[0] in ("0", "82") and tail[1].isdigit():
            lone = not re.search(r"[A-Za-z_]-?\Z|[0-9]\.\Z", before) and not re.match("[A-Za-z_]", after)
            # Eight digits follow 010, seven may follow the networks of old.
            full = len(tail[1]) == 9 or (tail[1][0] != "0" and not _BOOK.search(text, max(0, start - 24), start))
            if not full or not lone:
                continue
        elif prefix[0] == "82":
            continue
        yield _number(text, start, tail.start() + 2, end)


def _goes_on(text: str, start: int, sign: str) -> bool:
    """Whether digits before ``start``, and a sign, go on in what begins there; the number of an item (03-) does not."""
    before = text[max(0, start - 4) : start]
    return re.search(rf"[0-9]{sign}\Z", before) is not None and not _ITEM.search(before)


def _said_mobiles(text: str) -> Iterator[Found]:
    """공일공 일이삼사 오육칠팔, O1O-1234-5678, 0 1 0 - 1 2 3 4 - 5 6 7 8, 010에 1234-5678."""
    for said in _SAID.finditer(text):
        if _WRITTEN.fullmatch(said[0]) and said[0][1] != " ":
            continue
        if re.search("[가-힣]{7}", said[0]) or sum(map(said[0].count, _DIGITS)) >= 3:
            yield _number(text, said.start(), said.start() + 3, said.end())


def _parted_mobiles(text: str) -> Iterator[Found]:
    """010,1234,5678; but no code before two years."""
    for parts in _PARTED.finditer(text):
        if not (_YEAR.match(parts[1]) and _YEAR.match(parts[2])) and not _in_url(text, parts.start()):
            yield _number(text, parts.start(), parts.start() + 3, parts.end())


def _number(text: str, start: int, secret: int, end: int) -> Found:
    """A mobile number, of which the network, before ``secret``, and the last two digits stay."""
    places = [place for place in range(secret, end) if text[place].translate(_SPOKEN).isdigit()]
    hidden = set(places[:-2])
    return Found("mobile", start, "".join("*" if at in hidden else text[at] for at in range(start, end)))


_RESIDENT = re.compile("([1-8])[0-9]{6}(?![0-9A-Za-z]|-[0-9A-Za-z])")
_BIRTH = re.compile(r"(?<![0-9A-Za-z])([0-9]{2})(\.?)([0-9]{2})(\.?)([0-9]{2})( ?[-./_~*]? ?)\Z")
_RESIDENTIAL = re.compile(r"(?:주민|외국인|거소|resident|RRN)[^0-9\n]{0,24}\Z", re.IGNORECASE)
# The number of a company has the same shape.
_COMPANY = re.compile(r"법인\s?(?:등록)?\s?번호[^0-9\n]{0,6}\Z")
#: Nobody is born later: there is no clock here.
_LAST = 2040
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def _residents(text: str) -> Iterator[Found]:
    """A date of birth and seven digits, told by the hyphen between them, the check digit or the word before."""
    for tail in _RESIDENT.finditer(text):
        birth = _BIRTH.search(text, max(0, tail.start() - 13), tail.start())
        if birth is None or _goes_on(text, birth.start(), "[-.]"):
            continue
        year = int(birth[1]) + (1900 if tail[1] in "1256" else 2000)
        if year > _LAST or not _is_date(year, int(birth[3]), int(birth[5])) or _in_url(text, birth.start()):
            continue
        before = text[max(0, birth.start() - 40) : birth.start()]
        if not _COMPANY.search(before) and (_RESIDENTIAL.search(before) or _is_resident(birth, tail[0])):
            yield Found("resident", birth.start(), re.sub("[0-9]", "*", birth[0] + tail[0]))


def _is_resident(birth: re.Match[str], tail: str) -> bool:
    digits = [int(digit) for digit in birth[0] + tail if digit.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
    if digits[12] == ((13 if tail[0] in "5678" else 11) - total) % 10:
        return bool(birth[6]) or not _is_barcode(digits)
    # Those issued since October 2020 have no check digit, but then the hyphen must be there.
    late = tail[0] in "3478" and birth[1] + birth[3] >= "2010"
    return birth[6].strip() == "-" and not (birth[2] or birth[4]) and (late or not _is_company(digits))


def _is_barcode(digits: list[int]) -> bool:
    """Whether the digits are those of a trade item of Korea, or of a book."""
    right = sum(digits[0::2]) + 3 * sum(digits[1::2])
    return digits[:3] in ([8, 8, 0], [9, 7, 8], [9, 7, 9]) and right % 10 == 0


def _is_company(digits: list[int]) -> bool:
    """Whether the digits are those of a company, which have a check digit of their own."""
    total = sum(digit * (1 + place % 2) for place, digit in enumerate(digits[:12]))
    return digits[12] == -total % 10


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


# The sign itself, as in an address of a link, as an entity.
_SIGNS = ("@", "%40", "&#64;")
_LABELS = "(?:[A-Za-z0-9가-힣-]{1,63}\\.){1,9}(?:[A-Za-z]{2,24}|한국|닷컴|닷넷|컴|넷)"
_AT = tuple((s, re.compile(f"({s})({_LABELS})")) for s in _SIGNS)
_LOCAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-"
_HANGUL = re.compile("(?<![가-힣])[가-힣]{1,12}\\Z")
_TOPS = frozenset(("com", "net", "org", "kr", "edu", "gov", "io", "me", "info", "biz", "jp", "한국"))
_PICTURES = frozenset(("avif", "gif", "jpeg", "jpg", "png", "svg", "webp"))  # photo@2x.png
# With spaces, or with a word for the sign, so that no program finds it: hong (at) example (dot) org.
_WORD_AT = (
    r" ?[(\[{<] ?(?:at|AT|At|골뱅이|앳|@) ?[)\]}>] ?| (?:AT|골뱅이|앳) |골뱅이|앳"
    r'| ?@"? ?[,|]"? ?| ?@ | at (?=[A-Za-z0-9가-힣-]+ dot )'
)
_WORD_DOT = (
    r" ?[(\[{<] ?(?:dot|DOT|Dot|닷|점|\.) ?[)\]}>] ?| (?:dot|DOT|닷|쩜|점) | ?\. ?(?=[a-z])|닷|쩜|점(?=컴|넷|케이알)"
)
_TOP = "컴|넷|케이알|한국|오알지|씨오"
_VEILED = re.compile(
    f"(?<=[A-Za-z0-9._%+-])({_WORD_AT}|@)([A-Za-z0-9가-힣-]{{1,63}}?(?:(?:{_WORD_DOT})(?:[A-Za-z0-9-]{{1,63}}|{_TOP})){{1,5}})"
)
_BRACKETED = re.compile(r"[(\[{<] ?(?:[aA][tT]|@|[dD][oO][tT]) ?[)\]}>]")


def _may_be_veiled(text: str) -> bool:
    """The same for them."""
    if "@" in text and any(sign in text for sign in ("@ ", "@,", "@|", '@"', "닷", "쩜")):
        return True
    words = ("골뱅이", "앳", " AT ", " dot ", " DOT ")
    return any(word in text for word in words) or _BRACKETED.search(text) is not None


def _emails(text: str, at: re.Pattern[str]) -> Iterator[Found]:
    for sign in at.finditer(text):
        local = _local(text, sign.start()) or _hangul(text, sign.start())
        name, _, top = sign[2].rpartition(".")
        if not local or top.lower() in _PICTURES:
            continue
        start = sign.start() - len(local)
        if _in_url(text, sign.start()) and not _is_whole(text, start, name, top):
            continue
        shown = f"{_first(local)}{sign[1]}{_first(name)}.{top}"
        yield Found("email", start, shown, f"{local}@{sign[2]}".lower())


def _veiled_emails(text: str) -> Iterator[Found]:
    for sign in _VEILED.finditer(text):
        local = _local(text, sign.start())
        labels = [label for label in re.split(_WORD_DOT, sign[2]) if label]
        if not local or not re.fullmatch(f"[A-Za-z]{{2,24}}|{_TOP}", labels[-1]) or labels[-1].lower() in _PICTURES:
            continue
        if (local.isdigit() and sign[1].strip() == "@") or _in_url(text, sign.start()):  # 3 @ 500
            continue
        start = sign.start() - len(local)
        shown = text[start] + re.sub(r"[A-Za-z0-9가-힣@]", "*", text[start + 1 : sign.end()])
        yield Found("email", start, shown, f"{local}@{'.'.join(labels)}".lower())


def _local(text: str, end: int) -> str:
    """The part of an address before the sign at ``end``."""
    window = text[max(0, end - 64) : end]
    return window[len(window.rstrip(_LOCAL)) :].lstrip("._%+-")


def _hangul(text: str, end: int) -> str:
    """The same in Hangul, if it is short enough to be one."""
    found = _HANGUL.search(text, max(0, end - 13), end)
    return found[0] if found else ""


def _is_whole(text: str, start: int, name: str, top: str) -> bool:
    """Whether an address within another stands behind a sign that parts it, and is no version or password."""
    parted = text[start - 1 : start] in _PARTS and _IN_PATH.search(text, max(0, start - 300), start) is not None
    return parted and top.lower() in _TOPS and re.search("[A-Za-z가-힣]", name) is not None


def _first(word: str) -> str:
    """``word`` with stars behind its first character, dots kept; one character is a star itself."""
    return word[0] + re.sub(r"[^.]", "*", word[1:]) if len(word) > 1 else "*"
