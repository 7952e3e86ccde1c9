"""A made-up conference in Korean and English, the same one for the same number of presentations."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

#: Presentations in a session.
SESSION = 20
#: Different syllables in the Korean text, all told.
SYLLABLES = 1_200
#: The share of paragraphs that have a strong or emphasised word.
EMPHASIS = 0.3
#: Words of a presentation's body, in each language.
WORDS = 400

_NOUNS = [
    "마을",
    "이웃",
    "돌봄",
    "협동조합",
    "식사",
    "도시락",
    "회의",
    "조합원",
    "시장",
    "가게",
    "골목",
    "학교",
    "도서관",
    "강의",
    "자치구",
    "서울",
    "주민",
    "어르신",
    "아이",
    "청년",
    "사업",
    "지원",
    "예산",
    "매출",
    "수익",
    "조사",
    "설문",
    "기록",
    "결과",
    "변화",
    "목표",
    "계획",
    "과정",
    "시작",
    "준비",
    "모임",
    "행사",
    "공연",
    "강당",
    "교육",
    "상담",
    "방문",
    "신청",
    "서비스",
    "네트워크",
    "플랫폼",
    "자원",
    "환경",
    "재활용",
    "에너지",
    "텃밭",
    "급식",
    "밥상",
    "반찬",
    "배달",
    "주거",
    "수리",
    "동행",
    "병원",
    "복지관",
    "센터",
    "사무국",
    "활동가",
    "연구",
    "자료",
    "표",
    "그림",
    "숫자",
    "비율",
    "평균",
    "합계",
    "질문",
    "대답",
    "이야기",
    "경험",
    "실패",
    "성공",
    "신뢰",
    "약속",
    "규칙",
    "역할",
    "책임",
    "협약",
    "제도",
    "조례",
    "정책",
]
_PARTICLES = ("은", "는", "이", "가", "을", "를", "에", "에서", "의", "로", "과", "와", "도", "만", "까지", "부터")
_VERBS = [
    "했습니다",
    "나눕니다",
    "모입니다",
    "시작했습니다",
    "만들었습니다",
    "보입니다",
    "이어집니다",
    "늘었습니다",
    "줄었습니다",
    "남았습니다",
    "배웠습니다",
    "물었습니다",
    "답했습니다",
    "바꾸었습니다",
    "지켰습니다",
    "전했습니다",
]
_ENGLISH = [
    "the",
    "a",
    "of",
    "and",
    "in",
    "for",
    "with",
    "from",
    "by",
    "on",
    "neighbours",
    "village",
    "care",
    "co-operative",
    "meals",
    "lunchbox",
    "meeting",
    "members",
    "market",
    "shop",
    "street",
    "school",
    "library",
    "lecture",
    "district",
    "city",
    "residents",
    "older",
    "children",
    "young",
    "people",
    "project",
    "support",
    "budget",
    "sales",
    "income",
    "survey",
    "questions",
    "record",
    "results",
    "change",
    "goal",
    "plan",
    "process",
    "start",
    "preparation",
    "group",
    "event",
    "concert",
    "hall",
    "training",
    "advice",
    "visit",
    "application",
    "service",
    "network",
    "platform",
    "resources",
    "environment",
    "recycling",
    "energy",
    "garden",
    "kitchen",
    "table",
    "delivery",
    "housing",
    "repair",
    "company",
    "hospital",
    "centre",
    "office",
    "worker",
    "research",
    "material",
    "figure",
    "number",
    "share",
    "average",
    "total",
    "answer",
    "story",
    "experience",
    "failure",
    "success",
    "trust",
    "promise",
    "rule",
    "role",
    "duty",
    "agreement",
    "system",
    "policy",
    "first",
    "second",
    "early",
    "late",
    "open",
    "local",
    "common",
    "shared",
    "small",
    "large",
    "new",
    "old",
    "public",
    "private",
    "weekly",
    "yearly",
    "made",
    "found",
    "kept",
    "told",
    "asked",
    "grew",
    "fell",
    "joined",
    "cooked",
    "carried",
    "learned",
    "wrote",
    "measured",
    "counted",
    "opened",
    "closed",
    "moved",
    "stayed",
    "worked",
    "together",
    "again",
    "often",
    "never",
    "always",
    "later",
    "before",
    "after",
    "between",
    "without",
]


@dataclass(frozen=True)
class Text:
    """Words in both languages."""

    ko: str
    en: str


@dataclass(frozen=True)
class Section:
    """A part of a body: paragraphs, a list, then a table if there is one; ``id`` "" for the first."""

    id: str
    title: Text
    paragraphs: tuple[Text, ...]
    items: tuple[Text, ...] = ()
    table: tuple[tuple[Text, str, str], ...] = ()
    link: int = -1


@dataclass(frozen=True)
class Talk:
    """One presentation; ``organisations`` and the ``link`` of a section are indexes."""

    index: int
    title: Text
    sections: tuple[Section, ...]
    organisations: tuple[int, ...]
    figures: tuple[tuple[Text, int], ...]

    @property
    def session(self) -> int:
        """The session that it belongs to."""
        return self.index // SESSION

    @property
    def slug(self) -> str:
        """Its part of an address."""
        return f"talk-{self.index:05}"

    def retitled(self) -> "Talk":
        """The same with another title."""
        return replace(self, title=Text(self.title.ko + " 다시", self.title.en + " again"))

    def longer(self, korean: str) -> "Talk":
        """The same with a sentence more in its first paragraph."""
        first, *rest = self.sections
        text, *others = first.paragraphs
        text = Text(f"{text.ko} {korean}", f"{text.en} One more sentence.")
        return replace(self, sections=(replace(first, paragraphs=(text, *others)), *rest))


@dataclass(frozen=True)
class Corpus:
    """A conference with ``size`` presentations."""

    size: int

    @property
    def sessions(self) -> range:
        """The numbers of the sessions."""
        return range(-(-self.size // SESSION))

    @cached_property
    def vocabulary(self) -> tuple[list[str], list[str]]:
        """Korean words (all syllables come up in them) and English ones."""
        rng = random.Random(2020)
        used = dict.fromkeys("".join((*_NOUNS, *_PARTICLES, *_VERBS)))
        spare = [s for s in self.every_syllable() if s not in used]
        _shuffle(spare, rng)
        names: list[str] = []
        rest = spare[: SYLLABLES - len(used)]
        for _ in range(3):
            _shuffle(rest, rng)
            at = 0
            while at < len(rest):
                long = 2 + int(rng.random() * 2)
                names.append("".join(rest[at : at + long]))
                at += long
        return [*_NOUNS * 40, *names], _ENGLISH

    @staticmethod
    def every_syllable() -> list[str]:
        """The 2,350 syllables of the Korean standard set, in order."""
        rows = (bytes((high, low)).decode("euc-kr") for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
        return list(rows)

    def unused_syllables(self) -> list[str]:
        """Syllables that no presentation uses."""
        used = set("".join((*self.vocabulary[0], *_PARTICLES, *_VERBS)))
        return [s for s in self.every_syllable() if s not in used]

    def organisations(self) -> Iterator[Text]:
        """Twelve organisations."""
        rng = random.Random(12)
        for index in range(12):
            yield Text(f"{_pick(self.vocabulary[0], rng)}협동조합 {index + 1}호", f"Organisation {index + 1}")

    def session_title(self, number: int) -> Text:
        """The title of a session."""
        rng = random.Random(f"session {number}")
        return Text(self._korean(3, rng) + f" {number + 1}", self._english(4, rng).title() + f" {number + 1}")

    def session_lead(self, number: int) -> Text:
        """The text of a session."""
        return self._paragraph(40, random.Random(f"lead {number}"))

    def talks(self) -> Iterator[Talk]:
        """Every presentation, in order."""
        return (self.talk(index) for index in range(self.size))

    def talk(self, index: int) -> Talk:
        """The presentation with this number."""
        rng = random.Random(f"talk {index}")
        sections = [Section("", Text("", ""), (self._paragraph(50, rng), self._paragraph(50, rng)))]
        count = 2 + int(rng.random() * 2)
        for number in range(count):
            share = (WORDS - 100 - 60) // count
            sections.append(
                Section(
                    f"part-{number + 1}",
                    Text(self._korean(3, rng), self._english(4, rng).title()),
                    (self._paragraph(share // 2, rng), self._paragraph(share - share // 2, rng)),
                    tuple(self._phrase(6, rng) for _ in range(4)) if number == 0 else (),
                    tuple((self._phrase(2, rng), _digits(rng), _digits(rng)) for _ in range(5)) if number == 1 else (),
                    int(rng.random() * self.size) if number < 2 else -1,
                )
            )
        title = Text(f"{self._korean(4, rng)} {index + 1}", f"{self._english(5, rng).title()} {index + 1}")
        figures = tuple((self._phrase(2, rng), int(rng.random() * 90_000) + 10) for _ in range(2))
        return Talk(index, title, tuple(sections), (index % 12, index * 5 % 12), figures)

    def _paragraph(self, words: int, rng: random.Random) -> Text:
        korean, english = [], []
        while words > 0:
            long = min(words, 7 + int(rng.random() * 8))
            korean.append(f"{self._korean(long - 1, rng)} {_pick(_VERBS, rng)}.")
            english.append(f"{self._english(long, rng).capitalize()}.")
            words -= long
        if rng.random() < EMPHASIS and len(korean) > 1:
            first, _, rest = korean[0].partition(" ")
            korean[0] = f"**{first}** {rest}"
            first, _, rest = english[1].partition(" ")
            english[1] = f"*{first}* {rest}"
        return Text(" ".join(korean), " ".join(english))

    def _phrase(self, words: int, rng: random.Random) -> Text:
        return Text(self._korean(words, rng), self._english(words, rng))

    def _korean(self, words: int, rng: random.Random) -> str:
        stems = self.vocabulary[0]
        picked = [_pick(stems, rng) + _pick(_PARTICLES, rng) for _ in range(words - 1)]
        return " ".join([*picked, _pick(stems, rng)])

    def _english(self, words: int, rng: random.Random) -> str:
        return " ".join(_pick(_ENGLISH, rng) for _ in range(words))


def _pick(words: "list[str] | tuple[str, ...]", rng: random.Random) -> str:
    # random() alone is the same in every version of Python; choice() is not promised to be.
    return words[int(rng.random() * len(words))]


def _digits(rng: random.Random) -> str:
    return f"{int(rng.random() * 9_000) + 10:,}"


def _shuffle(values: list[str], rng: random.Random) -> None:
    for last in range(len(values) - 1, 0, -1):
        other = int(rng.random() * (last + 1))
        values[last], values[other] = values[other], values[last]
