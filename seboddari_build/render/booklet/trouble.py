"""What Typst complains of, told with the place in the content or the theme that it comes from."""

import re
from collections.abc import Iterator, Mapping

from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.render.booklet.chapter import Edition
from seboddari_build.render.booklet.typst import place_of
from seboddari_build.render.booklet.worker import Outcome

FAILED = error(
    "booklet-error",
    ko="책자 ‘{edition}’: 조판할 수 없습니다. {message}",
    en="The booklet '{edition}' cannot be typeset: {message}",
    hint_ko="그 자리의 글이나 표를, 테마의 자리이면 Typst 코드를 고칩니다.{hints} "
    "책자 없이 만들려면: seboddari build --only site",
    hint_en="Mend the text or table there, or the Typst code where it is a place of the theme.{hints} "
    "To build without booklets: seboddari build --only site",
)
DOUBTFUL = warning(
    "booklet-warning",
    ko="책자 ‘{edition}’: {message}",
    en="The booklet '{edition}': {message}",
    hint_ko="그 자리의 글이나 표를, 테마의 자리이면 Typst 코드를 고칩니다.{hints}",
    hint_en="Mend the text or table there, or the Typst code where it is a place of the theme.{hints}",
)
NO_GLYPH = error(
    "booklet-glyph",
    ko="책자 ‘{edition}’: 글꼴에 없는 글자 ‘{message}’.",
    en="The booklet '{edition}': no font has '{message}'.",
    hint_ko="글로 적거나 ■, ○, →처럼 글꼴에 있는 글자를 씁니다. 책자 없이 만들려면: seboddari build --only site",
    hint_en="Use words, or a character that the font has, such as ■, ○ or →. "
    "To build without booklets: seboddari build --only site",
)

#: The theme's file, as a message names it, for a file of an edition.
Origins = Mapping[str, str]

_START = re.compile(r"^(?:error|warning): ", re.MULTILINE)
_AT = re.compile(r"┌─ (.+):(\d+):(\d+)$", re.MULTILINE)
_HINT = re.compile(r"^ +(?:│|=) *(?:= )?hint: (.+)$|^ *= hint: (.+)$", re.MULTILINE)
_GLYPH = re.compile(r"the text `?\"(.+?)\"`? could not be displayed")
_FOLDER = re.compile(r"(?<=searched at )\S*seboddari-booklet-[^/\\)\s]+[/\\]")
#: Lines below a place that are looked through for the end of its call, where its content is named.
_REACH = 400


def troubles(outcome: Outcome, edition: Edition, origins: Origins) -> Iterator[Problem]:
    """What ``outcome`` tells of, each complaint once."""
    for part in _parts(outcome.errors):
        yield _trouble(part, edition, origins, failed=True)
    for part in dict.fromkeys(part for said in outcome.warnings for part in _parts(said)):
        yield _trouble(part, edition, origins, failed=False)


def _parts(said: str) -> list[str]:
    """Each complaint by itself, without the word that it begins with."""
    return [part.strip() for part in _START.split(said) if part.strip()]


def _trouble(part: str, edition: Edition, origins: Origins, *, failed: bool) -> Problem:
    head = part.partition("\n")[0]
    spans = list(dict.fromkeys(_spans(part, edition, origins)))
    span, related = (spans[0], tuple(spans[1:2])) if spans else (NOWHERE, ())
    if glyph := _GLYPH.search(head):
        return NO_GLYPH.at(_holding(glyph[1], edition, origins), edition=edition.id, message=glyph[1])
    hints = "".join(f" ({one or two})" for one, two in _HINT.findall(part))
    code = FAILED if failed else DOUBTFUL
    return code.at(span, related=related, edition=edition.id, message=_FOLDER.sub("", head), hints=hints)


def _spans(part: str, edition: Edition, origins: Origins) -> Iterator[Span]:
    """The places that a complaint names, innermost first, as far as a person can mend something there."""
    files = dict(edition.files)
    for path, line, column in _AT.findall(part):
        name = path.replace("\\", "/")
        if name in origins:
            yield Span(origins[name], int(line), int(column) + 1)
        elif name in files and (found := _content(files[name].decode(errors="replace"), int(line))):
            yield found


def _holding(text: str, edition: Edition, origins: Origins) -> Span:
    """Where ``text`` stands first: Typst does not say it of text that a call has been given."""
    for name, data in edition.files:
        if name.endswith(".typ") and text.encode() in data:
            for number, line in enumerate(data.decode(errors="replace").split("\n"), 1):
                if text in line:
                    own = Span(origins[name], number, line.index(text) + 1) if name in origins else None
                    if found := own or _content(data.decode(errors="replace"), number):
                        return found
    return NOWHERE


def _content(code: str, line: int) -> Span | None:
    """The place of the content that a line of code, or the call that it stands in, was made of."""
    lines = code.split("\n")
    for text in lines[line - 1 : line - 1 + _REACH]:
        if found := place_of(text):
            return found
    return None
