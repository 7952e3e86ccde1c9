"""The Markdown that bodies are written in: CommonMark, tables, colon fences, ids on headings."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, blockquote, fence, heading, hr, list_block, reference
from markdown_it.rules_core import StateCore, inline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from seboddari_build.load.blocks import colon_fence
from seboddari_build.load.inline import InlineParser

BlockRule = Callable[[StateBlock, int, int, bool], bool]

#: What a block must begin with for a rule to match; the other rules match anywhere.
SIGNS: Final[Mapping[BlockRule, str]] = MappingProxyType(
    {
        colon_fence: ":",
        fence: "`~",
        blockquote: ">",
        hr: "*-_",
        list_block: "*+-0123456789",
        reference: "[",
        heading: "#",
    }
)
#: The lists of rules that upstream asks for: all of them, and those that end a block of a kind.
CHAINS: Final = ("", "paragraph", "reference", "blockquote", "list")
#: Quotes, blocks, lists and their items may stand in each other this deep.
MAX_DEPTH: Final = 20
#: ``env`` key: the lines (from 0) on which text was left out for standing deeper than MAX_DEPTH.
TOO_DEEP: Final = "too_deep"


def make_parser() -> MarkdownIt:
    """A configured parser; make it once and hand it to every ``parse_prose``.

    Raw HTML becomes ``html_inline`` tokens, to be reported. Link targets stay as written and are
    not filtered: whoever reads the tokens must look at their schemes.
    """
    parser = BodyMarkdown()
    parser.block = BlockParser()
    parser.inline = InlineParser()
    parser.configure("commonmark", {"html": True, "maxNesting": MAX_DEPTH})
    parser.enable("table").disable(["html_block", "fragments_join", "text_join"])
    parser.block.ruler.before(
        "fence", "colon_fence", colon_fence, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.core.ruler.after("block", "heading_ids", heading_ids)
    parser.block.ruler = RulesBySign(parser.block.ruler)
    return parser


def read_blocks(parser: MarkdownIt, text: str, env: EnvType) -> list[Token]:
    """The tokens of the blocks of ``text``; their inline texts are left to be read one by one."""
    state = StateCore(text, parser, env)
    for rule in parser.core.ruler.getRules(""):
        if rule is not inline:
            rule(state)
    return state.tokens


class BodyMarkdown(MarkdownIt):
    """A parser that lets every link through as written, so that a bad one can be reported in its place."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802, D102 (upstream's name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802, D102
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802, D102
        return link


class RulesBySign(Ruler[BlockRule]):
    """The rules of a finished block parser, those of a block that begins with a sign tried only at that sign."""

    def __init__(self, rules: Ruler[BlockRule]) -> None:
        """``rules``: upstream's ruler; later changes to it have no effect."""
        super().__init__()
        self._names = rules.get_active_rules()
        self._chains = {chain: _joined(rules.getRules(chain)) for chain in CHAINS}

    def getRules(self, chainName: str = "") -> list[BlockRule]:  # noqa: N802, N803 (upstream's names)
        """The rules of a chain in their order."""
        return self._chains[chainName]

    def get_active_rules(self) -> list[str]:
        """The names of all rules."""
        return self._names


def _joined(rules: Iterable[BlockRule]) -> list[BlockRule]:
    """``rules`` with each run of those that have signs made one."""
    joined: list[BlockRule] = []
    for signed, group in groupby(rules, key=lambda rule: rule in SIGNS):
        run = tuple(group)
        joined += (_at_sign(run),) if signed else run
    return joined


def _at_sign(rules: tuple[BlockRule, ...]) -> BlockRule:
    """One rule for ``rules``: the first of them that begins with the first character of the line."""
    signs = set("".join(SIGNS[rule] for rule in rules))
    by_sign = {sign: tuple(rule for rule in rules if sign in SIGNS[rule]) for sign in signs}

    def rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        begin = state.bMarks[start_line] + state.tShift[start_line]
        mine = by_sign.get(state.src[begin : begin + 1], ())
        return any(one(state, start_line, end_line, silent) for one in mine)

    return rule


class BlockParser(ParserBlock):
    """Upstream's parser of blocks, except that text left out for its depth is noted."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 (upstream's names)
        """Read the lines from ``startLine`` up to ``endLine``."""
        if state.level >= state.md.options.maxNesting:
            state.env.setdefault(TOO_DEEP, []).append(startLine)
            state.line = endLine
        else:
            super().tokenize(state, startLine, endLine)

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token]:  # noqa: N803 - markdown-it's name
        """Append the tokens of the blocks of ``src`` to ``outTokens``."""
        if src:
            state = _State(src, md, env, outTokens)
            self.tokenize(state, state.line, state.lineMax)
        return outTokens


class _State(StateBlock):
    """Upstream's state, with a quicker way to make tokens."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Append a new token."""
        token = _BlockToken(ttype, tag, nesting)
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class _BlockToken(Token):
    """Upstream's token, filled in at half the cost; a text has a hundred of them."""

    __slots__ = ()

    def __init__(self, type: str, tag: str, nesting: Literal[-1, 0, 1]) -> None:
        self.type, self.tag, self.nesting = type, tag, nesting
        self.attrs, self.meta = {}, {}
        self.map = self.children = None
        self.content = self.markup = self.info = ""
        self.level, self.block, self.hidden = 0, True, False


def heading_ids(state: StateCore) -> None:
    """Take ``{#id}`` off the end of headings: into ``meta["id"]``, its length into ``meta["cut"]``."""
    for index, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        inline = state.tokens[index + 1]
        begin = inline.content.rfind("{#")
        if begin >= 0 and inline.content.endswith("}"):
            token.meta["id"] = inline.content[begin + 2 : -1].strip()
            title = inline.content[:begin].rstrip()
            inline.meta["cut"] = len(inline.content) - len(title)
            inline.content = title
