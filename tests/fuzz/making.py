"""Made-up inputs: by the grammar of what is read, by changing what is there, or both."""

import random
from collections.abc import Callable, Sequence

from seboddari_build.load.blocks import BLOCKS
from seboddari_build.load.parse import KINDS
from tests.fuzz.seeds import WORDS, Seeds

#: Ids that blocks and links may point to in the project that inputs are read in.
NAMED = (
    "meals",
    "plates",
    "picture",
    "pair",
    "film",
    "nanum",
    "나눔터",
    "김보기",
    "mapo",
    "마포구",
    "care",
    "반찬",
    "share",
    "nothing",
)
_HANGUL = "가나다라마바사아자차카타파하이웃동네돌봄밥"
_LENGTH = 1600

Maker = Callable[[random.Random], str]


class Making:
    """Makes inputs; the same ``random.Random`` gives the same input."""

    def __init__(self, seeds: Seeds) -> None:
        """A maker that begins with ``seeds``."""
        self._seeds = seeds
        self._fields = sorted({name for record in KINDS.values() for name in record.__struct_fields__})

    def markdown(self, chance: random.Random) -> str:
        """A body."""
        return self._made(chance, self._seeds.markdown, lambda chance: self._body(chance, 0.15))

    def blocks(self, chance: random.Random) -> str:
        """A body of blocks."""
        return self._made(chance, self._seeds.blocks, lambda chance: self._body(chance, 0.9))

    def yaml(self, chance: random.Random) -> str:
        """A file of YAML."""
        return self._made(chance, self._seeds.yaml, lambda chance: self._mapping(chance, 0))

    def personal(self, chance: random.Random) -> str:
        """A text with numbers, addresses and names."""
        return self._made(chance, self._seeds.markdown, self._numbers)

    def _made(self, chance: random.Random, seeds: Sequence[str], grammar: Maker) -> str:
        """By the grammar, from a seed, or from the grammar and changed."""
        way = chance.random()
        text = grammar(chance) if way < 0.55 else _window(chance, chance.choice(seeds))
        if way > 0.35:
            text = self._changed(chance, text, seeds)
        return text[:_LENGTH]

    # -- change ------------------------------------------------------------------------------

    def _changed(self, chance: random.Random, text: str, seeds: Sequence[str]) -> str:
        for _ in range(chance.choice((1, 1, 2, 3, 8))):
            text = self._change(chance, text, seeds)[: 2 * _LENGTH]
        return text

    def _change(self, chance: random.Random, text: str, seeds: Sequence[str]) -> str:
        first, last = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        last = min(last, first + chance.choice((1, 3, 20, 200)))
        before, middle, after = text[:first], text[first:last], text[last:]
        match chance.randrange(8):
            case 0:
                return before + after
            case 1:
                return before + middle * chance.choice((2, 3, 40)) + after
            case 2 | 3:
                return before + chance.choice(WORDS) + after
            case 4:
                return before + chance.choice(WORDS) * chance.choice((2, 5, 30, 100)) + middle + after
            case 5:
                return before + chr(_letter(chance)) + after
            case 6:
                return before + _window(chance, chance.choice(seeds)) + after
            case _:
                lines = text.split("\n")
                chance.shuffle(lines)
                return "\n".join(lines)

    # -- grammar of bodies -------------------------------------------------------------------

    def _body(self, chance: random.Random, blocks: float) -> str:
        count = chance.randint(1, 6)
        parts = (self._block(chance) if chance.random() < blocks else self._part(chance, 0) for _ in range(count))
        return "\n\n".join(parts) + "\n"

    def _part(self, chance: random.Random, depth: int) -> str:
        """A piece of a body: a paragraph, list, table, heading, code."""
        match chance.randrange(9 if depth < 4 else 3):
            case 0 | 1 | 2:
                return self._line(chance)
            case 3:
                mark = chance.choice(("- ", "* ", "1. ", "7) ", "- [ ] "))
                return "\n".join(
                    mark + self._indented(chance, depth, " " * len(mark)) for _ in range(chance.randint(1, 4))
                )
            case 4:
                return "> " + self._indented(chance, depth, "> ")
            case 5:
                return self._table(chance)
            case 6:
                return (
                    "#" * chance.randint(1, 7)
                    + " "
                    + self._line(chance)
                    + chance.choice(("", " {#a}", f" {{#{chance.choice(NAMED)}}}", " {#"))
                )
            case 7:
                fence = chance.choice(("```", "~~~", "    ", "````"))
                info = chance.choice(("", "html", "js onload=x"))
                return f"{fence}{info}\n{self._line(chance)}\n{chance.choice((fence, ''))}"
            case _:
                title = chance.choice(("", '"title"', "'"))
                return f"[{chance.choice(NAMED)}]: {self._target(chance)} {title}"

    def _indented(self, chance: random.Random, depth: int, indent: str) -> str:
        return self._part(chance, depth + 1).replace("\n", "\n" + indent)

    def _table(self, chance: random.Random) -> str:
        columns = chance.randint(1, 4)
        rule = chance.choice(("---", ":--", "--:", ":-:"))
        rows = [
            [self._cell(chance) for _ in range(columns + chance.choice((0, 0, 0, 1, -1)))]
            for _ in range(chance.randint(1, 4))
        ]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "|".join([rule] * columns) + "|", *lines[1:]])

    def _cell(self, chance: random.Random) -> str:
        return chance.choice(("", "^^", "<<", ">>", "1,234", "\\|", self._span(chance, 2), self._span(chance, 2)))

    def _line(self, chance: random.Random) -> str:
        between = chance.choice((" ", " ", "", "\n"))
        return between.join(self._span(chance, 0) for _ in range(chance.randint(1, 7)))

    def _span(self, chance: random.Random, depth: int) -> str:
        """A piece of running text."""
        match chance.randrange(11 if depth < 4 else 4):
            case 0 | 1:
                return "".join(chance.choices(_HANGUL, k=chance.randint(1, 8)))
            case 2:
                return chance.choice(NAMED)
            case 3 | 4:
                return chance.choice(WORDS)
            case 5:
                mark = chance.choice(("*", "**", "***", "_", "__", "`", "``", "~~"))
                return mark + self._span(chance, depth + 1) + chance.choice((mark, mark, mark, ""))
            case 6 | 7 | 8:
                title = chance.choice(("", "", ' "t"', " 't", " (<b>)"))
                return f"{chance.choice('! ')}[{self._span(chance, depth + 1)}]({self._target(chance)}{title})"
            case 9:
                return f"<{self._target(chance)}>"
            case _:
                return f"&{chance.choice(('lt', 'gt', 'amp', 'quot', 'colon', 'Tab', '#60', '#x3c', '#0', 'bogus'))};"

    def _target(self, chance: random.Random) -> str:
        return chance.choice((
            "01-meals.md", "session.md#results", "#a", "?x", "../../media/picture.png", "../../media/nothing.png", "https://example.org/a?b=c&d='\"<>", "mailto:a@example.org",
            "javascript:alert(1)", "jAvA\tscript:alert(1)", "&#x6A;avascript:alert(1)", "javascript&colon;alert(1)", "\\javascript:alert(1)", "<javascript:alert(1)>", "%20javascript:alert(1)",
            "\u200bjavascript:alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "DATA:,x", "//evil.example/a", "/\\evil", "http:javascript:alert(1)", "https:/a", "file:///etc/passwd", "", chance.choice(WORDS),
        ))  # fmt: skip

    def _block(self, chance: random.Random) -> str:
        name = chance.choice((*BLOCKS, *BLOCKS, "nope", "figure", "<script>", "note onload=x", ""))
        argument = chance.choice(("", "", *NAMED, ", ".join(chance.choices(NAMED, k=3)), self._span(chance, 3)))
        names = chance.choices(("by", "source", "caption", "head", "nope", "on"), k=chance.choice((0, 0, 1, 2)))
        options = "".join(f":{option}: {self._span(chance, 3)}\n" for option in names)
        text = (
            chance.choice((self._part, self._part, self._listed, self._columns))(chance, 1)
            if chance.random() < 0.75
            else ""
        )
        right = f":::{{{name}}} {argument}"
        opening = chance.choice((right, right, right, f":::{name}", f":::{{{name}", f"  ::::{{{name}}}{argument}"))
        return f"{opening}\n{options}\n{text}\n{chance.choice((':::', ':::', ':::', '::::', '', ':::::: x'))}"

    def _listed(self, chance: random.Random, _depth: int) -> str:
        """What steps, timelines, forms and questions hold."""
        heads = ("2020", "2020-08 ~ 2020-10", "2020-13", "~ 2020", "이름", "나이 (숫자)", "[x] 예", "- 둘", "")
        marks, colons, ends = ("- ", "1. ", ""), (": ", " ", ":", " | "), ("", " (2020-08)", " (2020-08 ~)", " (<b>)")
        ways = (marks, heads, colons, None, ends)
        lines = (
            "".join(chance.choice(way) if way else self._span(chance, 1) for way in ways)
            for _ in range(chance.randint(1, 5))
        )
        return "\n".join(lines)

    def _columns(self, chance: random.Random, _depth: int) -> str:
        return "\n\n".join(
            f"**{self._span(chance, 2)}**\n\n{self._listed(chance, 1)}" for _ in range(chance.randint(1, 3))
        )

    # -- grammar of YAML ---------------------------------------------------------------------

    def _mapping(self, chance: random.Random, depth: int) -> str:
        indent = "  " * depth
        lines = []
        for _ in range(chance.randint(1, 6 - min(depth, 4))):
            key = chance.choice(
                (*chance.choices(self._fields, k=6), "title.en", "name.en", "label.en", "nope", '"a b"', "? x", "[a]")
            )
            lines.append(
                f"{indent}{key}{chance.choice((': ', ': ', ': ', ':', ' : ', '= '))}{self._value(chance, depth)}"
            )
        return "\n".join(lines) + "\n"

    def _value(self, chance: random.Random, depth: int) -> str:
        match chance.randrange(9 if depth < 5 else 4):
            case 0 | 1 | 2:
                return self._scalar(chance)
            case 3:
                return (
                    "["
                    + ", ".join(self._scalar(chance) for _ in range(chance.randint(0, 4)))
                    + chance.choice(("]", "]", "", ",]"))
                )
            case 4:
                pairs = (
                    f"{chance.choice(self._fields)}: {self._value(chance, 9)}" for _ in range(chance.randint(0, 4))
                )
                return "{" + ", ".join(pairs) + chance.choice(("}", "}", "", "]"))
            case 5:
                indent = "  " * (depth + 1)
                return "\n" + "\n".join(f"{indent}- {self._value(chance, 9)}" for _ in range(chance.randint(1, 4)))
            case 6:
                return "\n" + self._mapping(chance, depth + 1)
            case 7:
                return f"{chance.choice('|>')}{chance.choice(('', '-', '+', '2', '0'))}\n{'  ' * (depth + 1)}{self._line(chance)}"
            case _:
                opening, closing = chance.choice((("[", "]"), ("{a: ", "}"), ("- ", "")))
                return opening * chance.choice((3, 33, 200)) + "x" + closing * chance.choice((3, 33, 200))

    def _scalar(self, chance: random.Random) -> str:
        return chance.choice((
            *NAMED[:4], "2020-12-17", "2020-08 ~ 2020-10", "10:00-12:00", "40", "1,234", "약 5", "true", "https://example.org/", "book 1-9", "#care", "info@example.org", "'it''s'", '"a\\nb"', '"\\u0000"', "", self._span(chance, 3), chance.choice(WORDS),
        ))  # fmt: skip

    # -- personal data -----------------------------------------------------------------------

    def _numbers(self, chance: random.Random) -> str:
        return chance.choice((" ", "\n", "", ", ")).join(self._number(chance) for _ in range(chance.randint(1, 8)))

    def _number(self, chance: random.Random) -> str:
        dash = chance.choice(("-", "-", " ", ".", "–", "", " - ", "）", "·"))
        digits = chance.choice(
            ("0123456789", "0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹", "①②③④⑤")
        )
        groups = chance.choice(((3, 4, 4), (6, 7), (2, 3, 4), (3, 3, 4), (1, 30), (13,), (4, 4, 4, 4)))
        number = dash.join("".join(chance.choices(digits, k=size)) for size in groups)
        name = "".join(chance.choices(_HANGUL + "홍길동김박", k=chance.randint(1, 5)))
        match chance.randrange(6):
            case 0 | 1:
                return chance.choice(("", "010" + dash, "+82 10", "(010) ", "T ", "ISBN ", "원 ")) + number
            case 2:
                return f"{name}{chance.choice(('', ' '))}{chance.choice(('님', '님이', '선생님', '고객님', '씨'))}"
            case 3:
                at = chance.choice(("@", "＠", "(at)", " at ", "[@]", "@@"))
                return f"{''.join(chance.choices('abc.가-+_', k=chance.randint(0, 9)))}{at}{chance.choice(('example.org', 'example', '한글.kr', 'a.b.c.d', '.'))}"
            case 4:
                return chance.choice(WORDS)
            case _:
                return self._span(chance, 2)


def _window(chance: random.Random, text: str) -> str:
    """Some lines of ``text``."""
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    return "\n".join(lines[first : first + chance.choice((1, 4, 12))])


def _letter(chance: random.Random) -> int:
    """A code point that may stand in a file."""
    point = chance.choice(
        (
            chance.randrange(128),
            chance.randrange(0x250),
            chance.randrange(0x2000, 0x2100),
            chance.randrange(0xAC00, 0xD7A4),
            chance.randrange(0x110000),
        )
    )
    return 0xFFFD if 0xD800 <= point < 0xE000 else point
