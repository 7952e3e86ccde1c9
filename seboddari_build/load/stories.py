"""What tells who a story is about: names, exact ages, names of illnesses."""

import re
from collections.abc import Iterator
from itertools import groupby

from seboddari_build.base.given_names import called
from seboddari_build.base.problem import Problem, warning
from seboddari_build.base.span import Span
from seboddari_build.model.prose import Node, plain

NAME = warning(
    "story-identifies",
    ko="이야기에 사람 이름으로 보이는 것이 있습니다: {shown}",
    en="This looks like the name of a person in a story: {shown}",
    hint_ko="이름을 지우고 ‘한 주민’처럼 적습니다. 가명도 이름처럼 읽히니 쓰지 않습니다.",
    hint_en="Take it out and write 'a resident'; no false name either, for it reads like a real one.",
)
AGE = warning(
    NAME.id,
    ko="이야기에 정확한 나이가 있습니다: {shown}",
    en="This is an exact age in a story: {shown}",
    hint_ko="지우거나 ‘80대’, ‘어르신’처럼 넓게 적습니다.",
    hint_en="Take it out, or say it broadly: 'in their eighties', 'an older person'.",
)
ILLNESS = warning(
    NAME.id,
    ko="이야기에 병의 이름이 있습니다: {shown}",
    en="This is the name of an illness in a story: {shown}",
    hint_ko="지우거나 ‘건강이 나빠져’처럼 무엇을 하기 어려웠는지만 적습니다.",
    hint_en="Take it out, or only say what became hard: 'whose health was failing'.",
)

#: What is not a part of a paragraph of its own.
_INLINE = frozenset(("text", "strong", "emphasis", "code-span", "link", "image", "break", "soft-break"))
_TEN = "열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔"
_ONE = "하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉"
#: An age that is a rule for many: 65세 이상.
_RULE = r"(?! ?(?:이상|이하|미만|초과|부터|까지|에서|안팎|전후|넘|~|–|-|이 넘|을 넘|가 넘))"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_AGE = re.compile(
    rf"(?<![0-9~–-])(?:만 ?)?[0-9]{{1,3}} ?(?:세|살)(?!기|대|림){_RULE}"
    rf"|(?<![가-힣])(?:{_TEN}) ?(?:{_ONE})? ?살(?!림|아|펴){_RULE}"
    rf"|(?<![가-힣])(?:{_TEN}) ?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)(?= ?(?:된|의|인|이 된|에))"
    rf"|\b(?:aged?|age of) [0-9]{{1,3}}\b(?! ?(?:or|and|to|–|-|\+))"
    rf"|\b(?:[0-9]{{1,3}}|(?:{_TENS})(?:[- ](?:{_UNITS}))?)[- ]years?[- ]olds?\b",
    re.IGNORECASE,
)
_OF_MANY = r"(?! ?(?:안심|예방|센터|지원|관리|친화|파트너|검진|인식|협회|학회|상담))"
_ILLNESSES = (
    "치매|뇌졸중|뇌출혈|뇌경색|중풍|우울증|조울증|조현병|공황장애|불안장애|당뇨병?|고혈압|파킨슨병?|알츠하이머|뇌전증|"
    "간질|간경화|심근경색|협심증|부정맥|백혈병|루게릭병?|자폐|결핵|에이즈|골다공증|관절염|신부전|폐렴|천식|"
    "알코올 ?중독|(?:발달|지적|정신|시각|청각) ?장애"
)
_ORGANS = ("위", "간", "폐", "대장", "유방", "췌장", "갑상선", "자궁", "전립선", "혈액", "말기")
_CANCER = (
    f"(?:(?<![가-힣])|{'|'.join(f'(?<={organ})' for organ in _ORGANS)})암(?![가-힣])|"
    f"(?<![가-힣])(?:{'|'.join(_ORGANS)})?암(?=[을이과에으은는의도]|투병|환자|진단|수술)(?!이다|은행)"
)
_ILLNESS = re.compile(
    rf"(?:{_ILLNESSES}){_OF_MANY}|{_CANCER}"
    r"|\b(?:dementia|cancer|leuk(?:a)?emia|tumou?rs?|strokes?|depression|bipolar|schizophrenia|diabet(?:es|ic)|"
    r"hypertension|alzheimer|parkinson|epilepsy|epileptic|heart attack|heart failure|tuberculosis|hiv|aids|arthritis|"
    r"osteoporosis|pneumonia|asthma|autis(?:m|tic)|alcoholi(?:c|sm)|kidney failure|cirrhosis|panic disorder)\b",
    re.IGNORECASE,
)


def identifying(story: Node, path: str) -> Iterator[Problem]:
    """A warning for each thing in the texts of the block ``story`` that tells who it is about."""
    for nodes, line, column in _texts(story):
        text = plain(nodes)
        found = [(start, NAME, shown) for start, shown in called(text)]
        found += [(one.start(), AGE, one[0]) for one in _AGE.finditer(text)]
        found += [(one.start(), ILLNESS, one[0]) for one in _ILLNESS.finditer(text)]
        told: set[str] = set()
        for start, code, shown in sorted(found, key=lambda one: one[0]):
            if shown not in told:
                told.add(shown)
                yield code.at(_place(nodes, start, len(shown), Span(path, line, column)), shown=shown)


def _texts(node: Node) -> Iterator[tuple[tuple[Node, ...], int, int]]:
    """Each run of inline nodes in a block, and where it begins."""
    for inline, group in groupby(node.children, lambda child: child.kind in _INLINE):
        nodes = tuple(group)
        if inline:
            yield nodes, nodes[0].line, nodes[0].column
        else:
            for child in nodes:
                yield from _texts(child)


def _place(nodes: tuple[Node, ...], start: int, length: int, at: Span) -> Span:
    """Where so many signs from ``start`` of the text of ``nodes``, which begins ``at``, are written."""
    for node in nodes:
        own = len(plain((node,)))
        if start < own:
            if node.kind != "text":  # only where it begins is known
                return Span(at.path, node.line or at.line, node.column or at.column)
            column = node.column + start
            return Span(at.path, node.line, column, column + min(length, own - start))
        start -= own
    return at
