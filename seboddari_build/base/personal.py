"""Personal data in a text: mobile and resident numbers, e-mail addresses, full names before 님.

Anchored on the rarest part of each (the @, the 님, …), so that a text without any costs next to nothing.
Only what can be told from the text alone is decided here; which addresses may stand is for ``check/``.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

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
    """All that is personal in ``text``, in order, none overlapping another."""
    if not text.isascii() and _ODD.search(text):
        text = text.translate(_PLAIN)
    found: list[Found] = []
    if "님" in text:
        found += _names(text)
    for sign, domain in _AT:
        if sign in text:
            found += _emails(text, domain)
    if _may_be_veiled(text):
        found += _veiled_emails(text)
    if _MOBILE.search(text):
        found += _mobiles(text)
    if _may_be_said(text):
        found += _said_mobiles(text)
    if _RESIDENT.search(text):
        found += _residents(text)
    if len(found) < 2:
        return found
    apart: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def masked(text: str) -> str:
    """``text`` with stars in all that is personal, every character in its place."""
    while found := find(text):  # what overlapped shows itself the next time
        ends = (0, *(one.end for one in found))
        kept = (text[end : one.start] + one.shown for end, one in zip(ends, found, strict=False))
        text = "".join(kept) + text[ends[-1] :]
    return text


# Digits and signs as wide as Hangul, dashes and spaces of other kinds, as word processors leave them.
_SPACES = (0x00A0, 0x3000, 0x202F, 0x2060, 0xFEFF, *range(0x2000, 0x200E))
_DASHES = (*range(0x2010, 0x2016), 0x2212, 0x30FC, 0x3161, 0x2500, 0x223C, 0x301C)
_ODD = re.compile(f"[\uff08-\uff19\uff20\uff3f\uff5e{''.join(map(chr, (*_SPACES, *_DASHES)))}]")
_PLAIN = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(_DASHES, ord("-")),
    **dict.fromkeys(_SPACES, ord(" ")),
}
#: Digits as they are spoken, and letters that pass for digits.
_SPOKEN = str.maketrans("공영일이삼사오육륙칠팔구Ooㅇ", "001234566789000")

_GAP = "[ .·)/_~*-]"
# Addresses hold long numbers; a comma or bracket ends one, so that what follows in a table is looked at.
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9%&#=?!$*+./:@_~\-]*\Z")


def _in_url(text: str, at: int) -> bool:
    before = text[max(0, at - 300) : at]
    return ("://" in before or "www." in before) and _URL.search(before) is not None


_BOOK = re.compile(r"ISBN[^\n]*\Z", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}/\Z")
# From the second digit on, seen ahead: one that proves to be none must not swallow the next.
_MOBILE = re.compile(
    f"1(?=([016789]{_GAP}{{0,3}}\n?[0-9]{{3,4}}{_GAP}{{0,3}}\n?[0-9]{{4}})(?![0-9]|-[0-9A-Za-z]|\\.[0-9]))"
)
_PREFIX = re.compile(f"(?:\\(?0|\\(?(?:\\+|00)82{_GAP}{{0,2}}(?:\\(0\\)|0)?{_GAP}?|82[ )-]{{1,2}}(?:\\(0\\)|0)?)\\Z")
# Spoken (공일공 일이삼사 …), in part or all, with letters for digits (O1O), or digit by digit.
_DIGIT = "[0-9공영일이삼사오육륙칠팔구Oo]"
_BETWEEN = f"{_GAP}{{0,3}}에?{_GAP}{{0,3}}"
_SAID = re.compile(
    f"(?<![0-9A-Za-z가-힣])(?:[공영Oo0]일[공영육륙칠팔구0]|O1O|o1o|0 1 [016789]|공 일 공)"
    f"{_BETWEEN}(?:{_DIGIT} ?){{2,3}}{_DIGIT}{_BETWEEN}(?:{_DIGIT} ?){{3}}{_DIGIT}(?![0-9])"
)

_NETWORK = re.compile("일(?:[공영육륙칠팔구0]| 공)")


def _may_be_said(text: str) -> bool:
    """Whether any of them may stand in a text: a look at what is rare costs next to nothing."""
    return any(word in text for word in ("O1O", "o1o", "0 1 ")) or _NETWORK.search(text) is not None


def _mobiles(text: str) -> Iterator[Found]:
    """010-1234-5678 in its usual spellings; eleven digits without gaps must stand alone."""
    for tail in _MOBILE.finditer(text):
        prefix = _PREFIX.search(text, max(0, tail.start() - 10), tail.start())
        if prefix is None or tail[1].count("\n") > tail[1].count("-\n"):
            continue
        start, end = prefix.start(), tail.end(1)
        before, after = text[max(0, start - 2) : start], text[end : end + 1]
        if re.search(r"[0-9]-?\Z", before) or _DOI.search(text, max(0, start - 12), start) or _in_url(text, start):
            continue
        if prefix[0] == "0" and tail[1].isdigit():
            lone = not re.search(r"[A-Za-z_]-?\Z|[0-9]\.\Z", before) and not re.match("[A-Za-z_]", after)
            # Eight digits follow 010, seven may follow the networks of old.
            full = len(tail[1]) == 9 or (tail[1][0] != "0" and not _BOOK.search(text, max(0, start - 24), start))
            if not full or not lone:
                continue
        yield _number(text, start, tail.start() + 2, end)


def _said_mobiles(text: str) -> Iterator[Found]:
    """공일공 일이삼사 오육칠팔, O1O-1234-5678, 0 1 0 - 1 2 3 4 - 5 6 7 8."""
    for said in _SAID.finditer(text):
        if re.search("[가-힣]{7}", said[0]) or sum(map(said[0].count, "0123456789공영일")) >= 3:
            yield _number(text, said.start(), said.start() + 3, said.end())


def _number(text: str, start: int, secret: int, end: int) -> Found:
    """A mobile number, of which the network, before ``secret``, and the last two digits stay."""
    places = [place for place in range(secret, end) if text[place].translate(_SPOKEN).isdigit()]
    hidden = set(places[:-2])
    return Found("mobile", start, "".join("*" if at in hidden else text[at] for at in range(start, end)))


_RESIDENT = re.compile("([1-8])[0-9]{6}(?![0-9A-Za-z]|-[0-9A-Za-z])")
_BIRTH = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][-.])([0-9]{2})(\.?)([0-9]{2})(\.?)([0-9]{2})( ?[-./_~*]? ?)\Z")
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
        if birth is None:
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
_LABELS = "(?:[A-Za-z0-9가-힣-]{1,63}\\.){1,9}(?:[A-Za-z]{2,24}|한국)"
_AT = tuple((s, re.compile(f"({s})({_LABELS})")) for s in _SIGNS)
_LOCAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-"
_PICTURES = frozenset(("avif", "gif", "jpeg", "jpg", "png", "svg", "webp"))  # photo@2x.png
# With spaces, or with a word for the sign, so that no program finds it: hong (at) example (dot) org.
_WORD_AT = (
    " ?[(\\[{<] ?(?:at|AT|At|골뱅이|앳|@) ?[)\\]}>] ?| (?:AT|골뱅이|앳) |골뱅이| ?@ | at (?=[A-Za-z0-9가-힣-]+ dot )"
)
_WORD_DOT = r" ?[(\[{<] ?(?:dot|DOT|Dot|닷|점|\.) ?[)\]}>] ?| (?:dot|DOT|닷|점) | ?\. ?(?=[a-z])|닷"
_VEILED = re.compile(
    f"(?<=[A-Za-z0-9._%+-])({_WORD_AT}|@)([A-Za-z0-9가-힣-]{{1,63}}?(?:(?:{_WORD_DOT})[A-Za-z0-9-]{{1,63}}){{1,5}})"
)
_BRACKETED = re.compile(r"[(\[{<] ?(?:[aA][tT]|@|[dD][oO][tT]) ?[)\]}>]")


def _may_be_veiled(text: str) -> bool:
    """The same for them."""
    if "@" in text and ("@ " in text or "닷" in text):
        return True
    words = ("골뱅이", "앳", " AT ", " dot ", " DOT ")
    return any(word in text for word in words) or _BRACKETED.search(text) is not None


def _emails(text: str, at: re.Pattern[str]) -> Iterator[Found]:
    for sign in at.finditer(text):
        local = _local(text, sign.start())
        name, _, top = sign[2].rpartition(".")
        if not local or top.lower() in _PICTURES or _in_url(text, sign.start()):
            continue
        shown = f"{_first(local)}{sign[1]}{_first(name)}.{top}"
        yield Found("email", sign.start() - len(local), shown, f"{local}@{sign[2]}".lower())


def _veiled_emails(text: str) -> Iterator[Found]:
    for sign in _VEILED.finditer(text):
        local = _local(text, sign.start())
        labels = [label for label in re.split(_WORD_DOT, sign[2]) if label]
        if not local or not re.fullmatch("[A-Za-z]{2,24}", labels[-1]) or labels[-1].lower() in _PICTURES:
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


def _first(word: str) -> str:
    """``word`` with stars behind its first character, dots kept; one character is a star itself."""
    return word[0] + re.sub(r"[^.]", "*", word[1:]) if len(word) > 1 else "*"


_NIM = re.compile("님(?![비프])")  # 님비, 님프
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유류고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추"
    "도소석선설마길연위표명기반"
)
_NAME = re.compile(
    "(?<![가-힣])((?:남궁|황보|제갈|선우|독고|사공|서문) ?[가-힣]{1,2}"
    f"|[{_SURNAMES}][가-힣]{{1,3}}|[{_SURNAMES}] [가-힣]{{2}})[*_]{{0,3}} ?\\Z"
)

# Words that a run before 님 may end with: posts, callings and kin, where no given name ends so.
_ENDINGS = """
대표 총무 전무 상무 주임 대리 비서 장로 신부 주교 선배 후배 선생 교수 군수 선수 감독 코치 배우 가수 작가 화가
회장 사장 이사장 부장 과장 차장 국장 실장 팀장 소장 원장 관장 센터장 위원장 조합장 반장 통장 이장 동장 구청장 시장
총장 학장 교장 교감 조장 단장 본부장 지부장 지회장 지사장 의장 처장 청장 서장 점장 계장 대장 선장 장군 지사
위원 의원 회원 조합원 직원 사원 임원 연구원 상담원 구성원 공무원 봉사단원 팀원 반원 요원
이사 감사 간사 강사 교사 의사 약사 기사 박사 석사 목사 권사 집사 은사 천사 도사 여사 복지사 간호사 보호사 관리사
지도사 상담사 치료사 조리사 영양사 해설사 지원사 변호사 세무사 회계사 노무사 전도사
주무관 사무관 서기관 지원관 보좌관 조정관 매니저 코디 멘토 멘티 리더 컨설턴트 디자이너 활동가 전문가 예술가
참여자 참가자 이용자 발표자 진행자 사회자 토론자 신청자 대상자 당사자 기획자 담당자 관리자 운영자 실무자 봉사자
후원자 기부자 보호자 수급자 소비자 생산자 유권자 근로자 노동자 창업자 사업자 설립자 제공자 종사자 연구자 교육자
지도자 책임자 방문자 관계자 구독자 시청자 청취자 여행자 독자 기자 저자 역자 환자
학생 수강생 교육생 연수생 수료생 졸업생 어르신 노인 장애인 고객 여러분 도우미 지킴이 돌보미
부모 고모 이모 장모 사모 주모 성모 조모 숙모 형수 제수 서방 도련 조카 손주 며느리 어머니 아버지 할머니 할아버지
오라버 오빠 언니 친구 동무 동지 이웃 신랑 안주인 조상 신령 임금 공주 하느
"""
# Words that no name is, but that a given name may end with: 김주민.
_WHOLE = """
주민 시민 구민 국민 도민 이주민 서울시민 주인 집주인 장인 명인 성인 노모 원로 손자 손녀 남편 신도 단원 대원 원생
선녀 우리 고운 고마운 정든 정다운 이런 저런 오신 주신 하신 한분 여러 이하 전체 하나 우리하나 주하나
"""
_TITLES = frozenset(_ENDINGS.split())
_WORDS = frozenset(_WHOLE.split())


def _names(text: str) -> Iterator[Found]:
    for nim in _NIM.finditer(text):
        before = _NAME.search(text, max(0, nim.start() - 9), nim.start())
        if before is None:
            continue
        name = before[1]
        if name in _WORDS or any(name[-length:] in _TITLES for length in (2, 3, 4)):
            continue
        rest = before[0][len(name) :] + nim[0]
        yield Found("name", before.start(), name[0] + "*" * (len(name) - 1) + rest)
