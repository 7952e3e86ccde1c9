"""The Markdown that bodies are written in: CommonMark, tables, colon fences, ids on headings."""

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from seboddari_build.load.blocks import colon_fence
from seboddari_build.load.inline import InlineParser

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
    return parser


class BodyMarkdown(MarkdownIt):
    """A parser that lets every link through as written, so that a bad one can be reported in its place."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802, D102 (upstream's name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802, D102
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802, D102
        return link


class BlockParser(ParserBlock):
    """Upstream's parser of blocks, except that text left out for its depth is noted."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 (upstream's names)
        """Read the lines from ``startLine`` up to ``endLine``."""
        if state.level >= state.md.options.maxNesting:
            state.env.setdefault(TOO_DEEP, []).append(startLine)
            state.line = endLine
        else:
            super().tokenize(state, startLine, endLine)


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
