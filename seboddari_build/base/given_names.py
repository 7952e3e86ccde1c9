"""Names of people in Korean: where one stands before a word of honour, and which words only look like one."""

import re
from collections.abc import Iterator

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

# Of which most given names of the old and of their children are made, in two syllables.
_GIVEN = frozenset(
    "강건경광구국군권귀규균근금기길나남녀년노다달대덕도동두득라란래량려련령례록룡루리린림만말매명모무문미민방배범"
    "벽변별병보복봉부분비빈삼상서석선설섭성세소솔송수숙순술슬승시식신실아안애양언엄여연열염영예오옥온완용우욱운"
    "웅원월유윤율은을음의이익인일임자잔장재전점정제조종주준중지진찬창채천철청초춘출충태택판평표필하학한해행향혁"
    "현협형혜호홍화환황회효후훈휘흥희"
)
# Syllables that words before an old person end with more often than given names: 신길동, 이용한.
_RARELY_LAST = frozenset("동구시군도리로는던된른의집들여한인")
_ELDER = "할머니|할아버지|할머님|할아버님|어르신"
_BEFORE_ELDER = re.compile(rf"(?<![가-힣])([{_SURNAMES}])([가-힣]{{2}})[*_]{{0,3}} ?(?:{_ELDER})")
#: What may follow a word of honour: nothing, or a particle.
_ENDED = "(?=[^가-힣]|[은는이가을를과와의께도에]|만|랑|네|라|\\Z)"
_CALLED = re.compile(rf"(?<![가-힣])([가-힣]{{2,3}}?)[*_]{{0,3}} ?(씨|님|{_ELDER}){_ENDED}")
_SURNAME = re.compile(
    r"(?<![가-힣])(?:([김박최정강조윤장임송홍류백허심하곽배손안황문양권유노민차]) ?씨|"
    rf"([김박최정강조윤장임송홍류백허심하곽배손안황]) ?(?:{_ELDER})){_ENDED}"
)
#: How given names of the old end; others are mostly places and kinds of people: 은평 어르신.
_OLD = frozenset("자순숙희옥복분녀례임심점철식길만봉택섭용호")
#: The same behind a surname, where 강남 is no danger and 강의만 is one.
_OLD_IN_FULL = _OLD - {"만"} | {"남", "수"}
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Grandma|Grandmother|Grandpa|Grandfather|Granny|Uncle|Auntie?)\.? "
    r"([A-Z][a-z]+(?:[- ][A-Z][a-z]+(?:-[a-z]+)?)?)"
)
_NO_NAMES = frozenset(("이주민", "지정한", "지원자", "여성인", "안주인", "이재민", "장수한", "유공자", "구순의"))


def is_name(word: str) -> bool:
    """Whether a word of Hangul may be somebody's full name, in three syllables, and is no other word that we know."""
    if len(word) != 3 or word[0] not in _SURNAMES or word in _WORDS or word in _NO_NAMES:
        return False
    known = set(word[1:]) <= _GIVEN and word[2] not in _RARELY_LAST
    return known and not any(word[-length:] in _TITLES for length in (2, 3))


def is_given_name(word: str) -> bool:
    """Whether a word of two syllables may be what somebody is called: 순자."""
    return len(word) == 2 and set(word) <= _GIVEN and word[1] not in _RARELY_LAST and word not in (_TITLES | _WORDS)


def names(text: str) -> Iterator[tuple[int, str]]:
    """Each full name before 님, or before 할머니, 할아버지, 어르신: where, and the same with stars in the name."""
    if "님" in text:
        for nim in _NIM.finditer(text):
            before = _NAME.search(text, max(0, nim.start() - 9), nim.start())
            if before and not _is_title(before[1]):
                yield before.start(), _starred(before[1]) + before[0][len(before[1]) :] + nim[0]
    if any(word in text for word in ("할머", "할아버", "어르신")):
        for found in _BEFORE_ELDER.finditer(text):
            name = found[1] + found[2]
            if is_name(name) and name[2] in _OLD_IN_FULL:  # 연결과, 마을의 and many more words have the form of a name
                yield found.start(), _starred(name) + found[0][len(name) :]


def called(text: str) -> Iterator[tuple[int, str]]:
    """Whatever calls a person by a name: 순자 씨, 김 할머니, Mrs Kim; where, and the same with stars in the name.

    Elsewhere than in a story that may be right.
    """
    for one in _CALLED.finditer(text):
        word, honour = one[1], one[2]
        given = is_given_name(word) and (honour in ("씨", "님") or word[1] in _OLD)
        if given or (honour == "씨" and is_name(word)):
            yield one.start(), _starred(word) + one[0][len(word) :]
    for one in _SURNAME.finditer(text):
        yield one.start(), one[0]
    for one in _TITLED.finditer(text):
        name = one[1]
        yield one.start(), one[0].removesuffix(name) + name[0] + re.sub(r"[a-zA-Z]", "*", name[1:])


def _is_title(name: str) -> bool:
    return name in _WORDS or any(name[-length:] in _TITLES for length in (2, 3, 4))


def _starred(name: str) -> str:
    return name[0] + "*" * (len(name) - 1)
