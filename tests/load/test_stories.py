"""What in a story tells who it is about, and what does not."""

import pytest

from seboddari_build.load.prose import parse_prose

TELLING = """
김영희 씨(82세)는 치매 진단을 받았습니다. → 1 김** 씨, 7 82세, 13 치매
순자 할머니께서 오셨습니다. → 1 순* 할머니
김 할머니는 웃었습니다. → 1 김 할머니
영희씨가 다녀갔습니다. → 1 영*씨
**김영희** 씨가 다녀갔습니다. → 1 김** 씨
여든두 살 어르신 → 1 여든두 살
일흔다섯의 나이에 → 1 일흔다섯
만 82살이 되던 해 → 1 만 82살
암 투병 중인 이웃 → 1 암
위암을 앓던 이웃 → 1 위암
뇌졸중으로 쓰러진 뒤, 우울증까지 → 1 뇌졸중, 14 우울증
- 오래 앓은 당뇨 → 9 당뇨
Mrs Kim has had a stroke. → 1 Mrs K**, 19 stroke
She is 82 years old. → 8 82 years old
An 82-year-old resident, an eighty-two-year-old neighbour → 4 82-year-old, 29 eighty-two-year-old
A resident aged 82 with dementia and cancer → 12 aged 82, 25 dementia, 38 cancer
"""
SILENT = """
한 어르신이 골목을 쓸었습니다.
80대 어르신과 이웃 할머니, 옆집 할아버지, 외할머니
65세 이상 어르신에게 도시락을 전했습니다.
이 할머니는 그 할아버지를 알고, 우리 할머니는 모두를 압니다.
은평 어르신, 여성 어르신, 홀몸 어르신, 월남 할아버지
날씨가 좋아 솜씨 좋은 아저씨와 아가씨가 모였습니다. 글씨, 마음씨, 말씨.
호박 씨와 고추씨를 심었습니다.
참여자님, 선생님, 고객님
치매안심센터와 함께했습니다.
암벽을 오르고 암막을 쳤습니다.
스무 명이 열 살림을 꾸리고, 세 살 버릇을 이야기했습니다.
21세기의 세 세대
People aged 65 or over; residents in their eighties; an old neighbour
Care SOS brought a meal, and a hint of spring.
"""


def told(text: str) -> str:
    _, _, problems = parse_prose(f":::{{story}}\n{text}\n:::\n", "a.md", 1)
    assert {problem.code for problem in problems} <= {"story-identifies"}
    return ", ".join(f"{problem.span.column} {problem.values[0]}" for problem in problems)


@pytest.mark.parametrize("line", TELLING.strip().splitlines())
def test_is_warned_of(line: str) -> None:
    text, _, says = line.partition(" → ")
    assert told(text) == says


@pytest.mark.parametrize("line", SILENT.strip().splitlines())
def test_is_let_pass(line: str) -> None:
    assert told(line) == ""


def test_only_stories_are_looked_at() -> None:
    _, _, problems = parse_prose("김영희 씨는 82세에 이장이 되었습니다. 치매를 알리는 모임입니다.\n", "a.md", 1)
    assert problems == ()
