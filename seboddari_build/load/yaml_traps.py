"""What people usually mean where YAML cannot be read, said in plain words with the line to paste."""

import re

from yaml import MarkedYAMLError
from yaml.events import ScalarEvent

from seboddari_build.base.problem import Problem, error
from seboddari_build.load.yaml_source import PASTE_LIMIT, Event, Mark, Source, paste

SYNTAX = error(
    "yaml-syntax",
    ko="이 자리에서 YAML 문법이 깨졌습니다.",
    en="The YAML cannot be read from here on.",
    hint_ko='한 줄에 ‘이름: 값’ 하나씩 쓰고, 기호가 든 글은 따옴표로 감싸 주세요. 예: title: "마을: 돌봄"',
    hint_en="Write one 'name: value' a line, and put text that holds signs in quotes. "
    'Example: title: "Care: a village"',
)
TAB = error(
    "yaml-tab",
    ko="줄 앞을 탭으로 들여 썼습니다. YAML은 탭으로 들여 쓸 수 없습니다.",
    en="The line is indented with a tab, which YAML does not allow.",
    hint_ko="탭을 지우고 빈칸 두 개씩 들여 써 주세요.",
    hint_en="Delete the tab and indent with two spaces a level.",
)
INDENT = error(
    "yaml-indent",
    ko="들여쓰기가 앞뒤 줄과 맞지 않습니다.",
    en="The indentation does not fit the lines around it.",
    hint_ko="같은 단계의 줄은 같은 칸에서 시작해 주세요. 앞줄에서 이어지는 글이라면 글 전체를 따옴표로 감싸 주세요.",
    hint_en="Start lines of one level in the same column. "
    "If the line goes on with the text above, put the whole text in quotes.",
)
COLON = error(
    "colon-in-text",
    ko="따옴표 없는 글 안에 ‘: ’(쌍점과 빈칸)이 있어 새 항목으로 읽힙니다.",
    en="Text without quotes holds ': ' (colon and space), which reads as a new entry.",
    hint_ko="글을 따옴표로 감싸 주세요: {paste}",
    hint_en="Put the text in quotes: {paste}",
)
COLON_SPACE = error(
    "colon-without-space",
    ko="이름 뒤의 쌍점 다음에 빈칸이 없어 ‘이름: 값’으로 읽히지 않습니다.",
    en="There is no space after the colon, so the line does not read as 'name: value'.",
    hint_ko="쌍점 뒤를 한 칸 띄워 주세요: {paste}",
    hint_en="Put a space after the colon: {paste}",
)
DASH_SPACE = error(
    SYNTAX.id,
    ko="목록의 ‘-’ 다음에 빈칸이 없어 목록으로 읽히지 않습니다.",
    en="There is no space after the dash, so the line does not read as an entry of a list.",
    hint_ko="‘-’ 뒤를 한 칸 띄워 주세요: {paste}",
    hint_en="Put a space after the dash: {paste}",
)
COLON_WIDE = error(
    "colon-full-width",
    ko="전각 쌍점 ‘：’을 썼습니다. YAML은 반각 쌍점 ‘:’만 읽습니다.",
    en="The colon is a full-width '：'; YAML reads only the plain ':'.",
    hint_ko="반각 쌍점과 빈칸으로 바꿔 주세요: {paste}",
    hint_en="Use a plain colon and a space: {paste}",
)
NO_COLON = error(
    "yaml-no-colon",
    ko="‘이름: 값’ 꼴이어야 할 줄에 쌍점이 없습니다.",
    en="The line should read 'name: value' but has no colon.",
    hint_ko="앞줄에서 이어지는 글이라면 앞줄의 값을 ‘|’로 두고 글을 그 아래에 두 칸 들여 써 주세요.",
    hint_en="If it goes on with the text above, write '|' as the value there "
    "and indent the text below it by two spaces.",
)
SPECIAL = error(
    "special-start",
    ko="값이 ‘{sign}’ 기호로 시작하여 글로 읽히지 않습니다.",
    en="The value begins with the sign {sign} and so does not read as text.",
    hint_ko="글 전체를 따옴표로 감싸 주세요: {paste}",
    hint_en="Put the whole text in quotes: {paste}",
)
QUOTE = error(
    "unclosed-quote",
    ko="‘{sign}’ 따옴표가 이 줄에서 닫히지 않았습니다.",
    en="The quote {sign} is not closed on this line.",
    hint_ko="글 끝에서 따옴표를 닫아 주세요: {paste}",
    hint_en="Close the quote at the end of the text: {paste}",
)
BRACKET = error(
    "unclosed-bracket",
    ko="‘{sign}’ 괄호가 ‘{close}’ 괄호로 닫히지 않았습니다.",
    en="The bracket {sign} is not closed by {close} here.",
    hint_ko="괄호를 닫아 주세요. 목록이 아니라 글이라면 따옴표로 감싸 주세요: {paste}",
    hint_en="Close the bracket; or, if this is text and not a list, put it in quotes: {paste}",
)
FLOW = error(
    "text-in-brackets",
    ko="괄호 안의 값이 ‘,’ 없이 이어지거나, 따옴표 없는 글에 ‘: ’ 또는 괄호가 있습니다.",
    en="Inside the brackets a ',' is missing, or text without quotes holds ': ' or a bracket.",
    hint_ko='값 사이에 쉼표를 넣고, 기호가 든 글은 따옴표로 감싸 주세요. 예: {{label: "돌봄: 나눔", value: 3}}',
    hint_en="Put commas between values, and quotes round text with signs. "
    'Example: {{label: "Care: a start", value: 3}}',
)
ESCAPE = error(
    "yaml-escape",
    ko="큰따옴표 안의 ‘\\’는 특수 기호인데, 뒤따르는 글자와 뜻이 맞지 않습니다.",
    en="Inside double quotes '\\' is a special sign, and what follows it here has no meaning.",
    hint_ko="작은따옴표로 감싸 주세요: {paste}",
    hint_en="Use single quotes: {paste}",
)

_ENTRY = re.compile(r"""(?P<head>\s*(?:-\s+)*(?:"[^"]*"|'[^']*'|[^\s#:"'\[{\-][^:]*):\s+)(?P<value>\S.*)""")
_ITEM = re.compile(r"(?P<head>\s*(?:-\s+)+)(?P<value>\S.*)")
_TIGHT = re.compile(r"(?P<head>\s*(?:-\s+)*[^\W\d][\w-]*)(?P<colon>:(?=[^ \t:/])|：\s*)(?P<value>.*)")
_TIGHT_DASH = re.compile(r"\s*-(?=[^\s-])")
_SIGNS = frozenset("[]{}#*&!|>@%'\"`,?-")


def diagnose(source: Source, failure: Exception, last: Event | None, bracket: Mark | None) -> Problem:
    """Say what ``failure`` of the YAML parser means.

    ``last`` is the event read just before it, ``bracket`` the innermost one still open.
    """
    mark: Mark | None = getattr(failure, "problem_mark", None) or (last.end_mark if last else None)
    if mark is None or not isinstance(failure, MarkedYAMLError):
        return SYNTAX.at(source.span(mark.line if mark else 0, mark.column if mark else 0))
    context = failure.context_mark
    said = failure.context or ""
    at = (mark.line, mark.column)
    begun = (context.line, context.column) if context else at
    if "quoted scalar" in said:
        return _in_quotes(source, failure.problem or "", begun, at)
    if re.match(r" *\t", source.line(mark.line)):
        column = source.line(mark.line).index("\t")
        return TAB.at(source.span(mark.line, column, column + 1))
    if "flow" in said and bracket:
        return _in_brackets(source, (bracket.line, bracket.column), at)
    if "simple key" in said:
        return _tight_colon(source, begun[0]) or NO_COLON.at(source.span(*begun))
    return (
        _open_quote(source, last)
        or _value(source, at)
        or (_tight_colon(source, last.start_mark.line) if last and isinstance(last, ScalarEvent) else None)
        or _tight_colon(source, at[0])
        or _tight_dash(source, at[0])
        or _elsewhere(source, at)
    )


def _in_quotes(source: Source, said: str, begun: tuple[int, int], at: tuple[int, int]) -> Problem:
    line = source.line(begun[0])
    head, text = line[: begun[1]], line[begun[1] :]
    if "stream" in said or "document" in said:
        return QUOTE.at(source.span(*begun, begun[1] + 1), sign=text[:1], paste=paste(head, text[1:]))
    return ESCAPE.at(source.span(*at, at[1] + 2), paste=paste(head, text))


def _in_brackets(source: Source, begun: tuple[int, int], at: tuple[int, int]) -> Problem:
    line = source.line(begun[0])
    opening = line[begun[1] : begun[1] + 1]
    if at[0] == begun[0] and line[at[1] : at[1] + 1] not in ("", "]", "}"):
        return FLOW.at(source.span(*at, at[1] + 1))
    return BRACKET.at(
        source.span(*begun, begun[1] + 1),
        sign=opening,
        close="]" if opening == "[" else "}",
        paste=paste(line[: begun[1]], line[begun[1] :]),
    )


def _open_quote(source: Source, last: Event | None) -> Problem | None:
    """A quote closed by the first quote of a later line swallowed the lines between."""
    if last is None or not isinstance(last, ScalarEvent) or last.style not in ("'", '"'):
        return None
    start = last.start_mark
    if start.line == last.end_mark.line:
        return None
    line = source.line(start.line)
    text = line[start.column + 1 :]
    span = source.span(start.line, start.column, start.column + 1)
    return QUOTE.at(span, sign=last.style, paste=paste(line[: start.column], text))


def _value(source: Source, at: tuple[int, int]) -> Problem | None:
    """A value that begins with a sign, or text that holds a colon, on the line of the failure."""
    line = source.line(at[0])
    found = _ENTRY.match(line) or _ITEM.match(line)
    if not found or at[1] < found.start("value"):
        return None
    head, text, column = found["head"], found["value"], found.start("value")
    if text[0] in _SIGNS:
        return SPECIAL.at(source.span(at[0], column), sign=text[0], paste=paste(head, text))
    if line[at[1] : at[1] + 1] == ":":
        return COLON.at(source.span(*at, at[1] + 1), paste=paste(head, text))
    return None


def _tight_colon(source: Source, number: int) -> Problem | None:
    """A name whose colon lacks its space or is full-width."""
    found = _TIGHT.match(source.line(number))
    if not found:
        return None
    code = COLON_WIDE if found["colon"][0] == "：" else COLON_SPACE
    column = found.start("colon")
    text = found["value"].strip()[:PASTE_LIMIT]
    mended = f"{found['head'].lstrip()}: {text}".rstrip()
    return code.at(source.span(number, column, column + 1), paste=mended)


def _tight_dash(source: Source, number: int) -> Problem | None:
    """An entry of a list whose dash lacks its space."""
    line = source.line(number)
    found = _TIGHT_DASH.match(line)
    if not found:
        return None
    mended = f"- {line[found.end() :].strip()[:PASTE_LIMIT]}"
    return DASH_SPACE.at(source.span(number, found.end() - 1, found.end()), paste=mended)


def _elsewhere(source: Source, at: tuple[int, int]) -> Problem:
    line = source.line(at[0])
    first = len(line) - len(line.lstrip(" "))
    if at[0] and line.strip() and (at[1] == first or line[at[1] : at[1] + 1] == ":"):
        return INDENT.at(source.span(at[0], first))
    return SYNTAX.at(source.span(*at))
