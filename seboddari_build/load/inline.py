"""The inline scanner: CommonMark's rules picked by their first character, every token placed.

After parsing, ``token.map`` of an inline token holds offsets into the inline text: ``[start]``,
and ``[start, end]`` on the last token of a link or picture (``link_close``, ``image``).
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    newline,
)
from markdown_it.token import Token
from markdown_it.utils import EnvType

from seboddari_build.load.korean_emphasis import KoreanInline

Rule = Callable[[StateInline, bool], bool]


def angle(state: StateInline, silent: bool) -> bool:
    """An address or an HTML tag in angle brackets."""
    return autolink(state, silent) or html_inline(state, silent)


#: The rule that may match at a character; every other character is text.
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "\n": newline,
        "\\": escape,
        "`": backtick,
        "*": emphasis.tokenize,
        "_": emphasis.tokenize,
        "[": link,
        "!": image,
        "<": angle,
        "&": entity,
    }
)
#: Where a run of text ends: before a rule's character, or before the end of a link's label.
TEXT_END: Final = re.compile("[" + re.escape("".join(RULES)) + "\\]]")
PLACED_ENDS: Final = frozenset({"link_close", "image"})


class InlineParser(ParserInline):
    """The rules of CommonMark as upstream has them, tried only where they can match."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Append the tokens of the inline text ``src`` to ``tokens``."""
        state = KoreanInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Read ``state`` up to ``state.posMax``."""
        src, end, tokens = state.src, state.posMax, state.tokens
        nested_too_deep = state.level >= state.md.options.maxNesting
        known, text_at = len(tokens), state.pos
        while (pos := state.pos) < end:
            rule = RULES.get(src[pos])
            if rule is None:
                found = TEXT_END.search(src, pos + 1, end)
                state.pos = found.start() if found else end
                state.append_pending(src[pos : state.pos])
                continue
            if nested_too_deep or not rule(state, False):  # noqa: FBT003 (upstream takes no names)
                state.append_pending(src[pos])
                state.pos = pos + 1
            elif len(tokens) > known:
                _place(tokens, known, text_at, pos, state.pos)
                known, text_at = len(tokens), state.pos
        if state.pending:
            state.pushPending().map = [text_at]

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 (upstream's name)
        """Move ``state.pos`` past one token, making none."""
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        rule = RULES.get(state.src[pos])
        if state.level >= state.md.options.maxNesting:
            state.pos = state.posMax + 1
        elif rule is None:
            found = TEXT_END.search(state.src, pos + 1, state.posMax)
            state.pos = found.start() if found else state.posMax
        else:
            state.level += 1  # bounds the recursion through links in labels of links
            matched = rule(state, True)  # noqa: FBT003 - markdown-it's rules take it by position
            state.level -= 1
            if not matched:
                state.pos = pos + 1
        state.cache[pos] = state.pos


def _place(tokens: list[Token], first: int, text_at: int, pos: int, end: int) -> None:
    """Give the tokens from ``first`` on, made by a rule at ``pos``, their offsets."""
    tokens[first].map = tokens[first].map or [text_at]
    for index in range(first + 1, len(tokens)):
        token = tokens[index]
        if token.map is None:
            token.map = [pos]
    last = tokens[-1]
    if last.type in PLACED_ENDS:
        last.map = [pos, end]
