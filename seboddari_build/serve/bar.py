"""The bar at a page's foot that tells what is wrong, where, and how to mend it."""

import hashlib
import html
from collections.abc import Callable

import msgspec

from seboddari_build.base.language import Language, Text, has_hangul
from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.telling import MEND, excerpt, place, summary, visible
from seboddari_build.build import Result

#: Columns of a line of content; the bar scrolls sideways on narrow screens.
_WIDTH = 100

_STANDS = Text("고칠 때까지 앞서 잘 만들어진 쪽을 보여 줍니다.", "The last good pages are shown until this is mended.")
_NAME = Text("내용의 문제", "Problems of the content")
_SEVERITY = {Severity.ERROR: Text("오류", "Error"), Severity.WARNING: Text("경고", "Warning")}


def bar(result: Result, ui: Language, source: Callable[[str], str | None], *, stands: bool = False) -> str:
    """The problems of a build as HTML, open if they stopped it; "" if there are none.

    ``source`` gives the text of a file by its path; ``stands``: earlier pages are shown meanwhile. Nothing in the
    bar comes from the content unescaped.
    """
    if not result.problems:
        return ""
    failed = result.published is None
    meanwhile = f" <span>{_STANDS.said(ui).text}</span>" if failed and stands else ""
    rows = "".join(_row(problem, ui, source) for problem in result.problems)
    known = hashlib.blake2b(msgspec.json.encode(result.problems), digest_size=8).hexdigest()
    return (
        f'<aside class="seboddari-problems" lang="{ui}" aria-label="{_NAME.said(ui).text}" data-known="{known}">'
        f"<details{' open' if failed else ''}>"
        f"<summary><b>{summary(result.problems, ui)}</b>{meanwhile}</summary><ol>{rows}</ol></details></aside>"
    )


def _row(problem: Problem, ui: Language, source: Callable[[str], str | None]) -> str:
    said = _escaped(visible(problem.message.said(ui).text))
    label = f"<b>{_SEVERITY[problem.severity].said(ui).text}</b> {said} <code>{_escaped(problem.code)}</code>"
    where, hint = place(problem.span), visible(problem.hint.said(ui).text)
    parts = [f"<p>{label}</p>"]
    parts += [f"<p><code>{_escaped(where)}</code></p>" if where else "", _line(problem, source)]
    parts += [f"<p><i>{MEND[ui].capitalize()}</i> {_escaped(hint)}</p>" if hint else ""]
    return f'<li class="{problem.severity.value}">{"".join(parts)}</li>'


def _line(problem: Problem, source: Callable[[str], str | None]) -> str:
    shown = excerpt(problem.span, source, _WIDTH)
    if shown is None:
        return ""
    lang = ' lang="ko"' if has_hangul(shown.line()) else ""
    before, marked, after = map(_escaped, (shown.before, shown.marked or " ", shown.after))
    return f'<pre tabindex="0"{lang}>{before}<mark>{marked}</mark>{after}</pre>'


def _escaped(text: str) -> str:
    return html.escape(text)
