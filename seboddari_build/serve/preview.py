"""The site as it was last built well, and what is wrong with the content since."""

import hashlib
import logging
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from seboddari_build.base.language import Language, Text
from seboddari_build.base.problem import error
from seboddari_build.base.span import NOWHERE
from seboddari_build.build import Options, Result, build, print_booklet
from seboddari_build.publish.machine import MachineError
from seboddari_build.publish.place import MANIFEST, preview_folder
from seboddari_build.serve.bar import bar
from seboddari_build.serve.watch import State, state
from seboddari_build.site.booklets import EDITIONS

BROKEN = error(
    "preview-bug",
    ko="seboddari 자체의 잘못으로 만들지 못했습니다({name}).",
    en="A bug in seboddari stopped the build ({name}).",
    hint_ko="터미널에 나온 내용을 그대로 알려 주세요.",
    hint_en="Please report what the terminal shows.",
)

_log = logging.getLogger("seboddari")

_NOTHING_YET = Text("이 주소에는 아직 쪽이 없습니다.", "There is no page at this address yet.")
_BOOKLETS = Text("책자", "Booklets")
_NO_BOOKLET = Text("책자를 만들지 못했습니다.", "The booklet could not be made.")
_ON_DEMAND = Text(
    "열 때마다 지금 내용으로 새로 조판합니다. 몇 초 걸립니다.",
    "Each is typeset anew from the content as it is when you open it, which takes some seconds.",
)
_EDITIONS = {
    "ko": Text("한국어판", "Korean edition"),
    "en": Text("영어판", "English edition"),
    "bilingual": Text("한영 대역판", "Edition in both languages, facing"),
}
_BARE = (
    '<!doctype html>\n<html lang="{ui}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n</head>\n'
    '<body class="seboddari-bare">\n<main>\n<h1>{title}</h1>\n</main>\n</body>\n</html>\n'
)
_STYLE = '<link rel="stylesheet" href="/livereload.css"><script src="/problems.js" defer></script>'
_RELOADS = '<script src="/livereload.js?snipver={stamp}" defer></script>'


def _no_source(_: str) -> str | None:
    return None


class Preview:
    """What is shown of a project, from one change to the next.

    A change is built in two steps: first the pages that are open in a browser, which then reload, and a moment later
    all the rest. Nobody sees the rest before it is made.
    """

    def __init__(
        self,
        options: Options,
        ui: Language,
        tell: Callable[[Result], None],
        source: Callable[[], Callable[[str], str | None]] = lambda: _no_source,
    ) -> None:
        """Preview the project of ``options``; its output folder is not used.

        ``tell`` is called after each build; ``source()`` gives the files of the content as they are now, by path.
        """
        self.folder = preview_folder(os.path.realpath(options.root))
        self.ui = ui
        self._options = msgspec.structs.replace(options, output=Path(self.folder), preview=True, strict=False)
        self._tell = tell
        self._source = source
        self._seen: State = {}
        self._result = Result(())
        self._first: frozenset[str] = frozenset()
        self._bar = b""
        #: Stands in every page, so that an older one is known when it calls.
        self.stamp = ""

    def refresh(self, shown: frozenset[str] = frozenset()) -> bool:
        """Build if an input has changed since the last look, or what is left; whether pages now look different.

        ``shown``: the files of the pages that are open.
        """
        seen = state(self._options.root)  # before the build reads them: what changes meanwhile is seen next time
        if seen == self._seen:
            return self.complete() if self._result.behind else False
        self._seen = seen
        before = self.stamp
        self._first = shown
        self._take(self._build(shown))
        self.stamp = self._stamp()
        return before != self.stamp

    def complete(self) -> bool:
        """Build what was left for later; whether the pages that came first look different."""
        problems = self._result.problems
        self._take(self._build(frozenset()))
        written = self._result.published
        restyled = written and any(path.endswith((".css", ".woff2")) for path in (*written.new, *written.changed))
        if self._result.problems == problems and not restyled:
            return False
        self.stamp = self._stamp()
        return True

    def lacks(self, file: str) -> bool:
        """Whether ``file`` may be older than the content."""
        if not self._result.behind or not file.endswith(".html"):
            return False
        return os.path.relpath(file, os.path.realpath(self.folder)) not in self._first

    def _take(self, result: Result) -> None:
        self._result = result
        stands = os.path.exists(os.path.join(self.folder, MANIFEST))
        self._bar = bar(result, self.ui, self._source(), stands=stands).encode()
        if not result.behind:
            self._tell(result)

    def _stamp(self) -> str:
        """What pages look like now, in a few letters."""
        site = read(os.path.join(self.folder, MANIFEST)) or b""
        return hashlib.blake2b(site + self._bar, digest_size=8).hexdigest()

    def _build(self, first: frozenset[str]) -> Result:
        try:
            return build(msgspec.structs.replace(self._options, first=first))
        except MachineError as failure:
            return Result((failure.problem,))
        except Exception as failure:  # noqa: BLE001 - the preview outlives a bug and shows it
            _log.exception("the build failed")
            return Result((BROKEN.at(NOWHERE, name=type(failure).__name__),))

    def dressed(self, page: bytes) -> bytes:
        """A page with the script that reloads it, and the problems at its foot."""
        return _dressed(page, _STYLE + _RELOADS.format(stamp=self.stamp), self._bar)

    def booklet(self, edition: str) -> tuple[bytes | None, bytes]:
        """A booklet as of now, typeset because it was asked for; where there is none, the page that says why."""
        try:
            pdf, problems = print_booklet(self._options, edition)
        except MachineError as failure:
            pdf, problems = None, (failure.problem,)
        except Exception as failure:  # noqa: BLE001 - the preview outlives a bug and shows it
            _log.exception("the booklet failed")
            pdf, problems = None, (BROKEN.at(NOWHERE, name=type(failure).__name__),)
        page = _BARE.format(ui=self.ui, title=_NO_BOOKLET.said(self.ui).text).encode()
        return pdf, _dressed(page, _STYLE, bar(Result(problems), self.ui, self._source()).encode())

    def booklets(self) -> bytes:
        """The page that leads to the booklets."""
        items = "".join(f'<li><a href="{id}.pdf">{_EDITIONS[id].said(self.ui).text}</a></li>' for id in EDITIONS)
        page = _BARE.format(ui=self.ui, title=_BOOKLETS.said(self.ui).text)
        said = _ON_DEMAND.said(self.ui).text
        return self.dressed(page.replace("</main>", f"<p>{said}</p>\n<ul>{items}</ul>\n</main>").encode())

    def missing(self) -> bytes:
        """What is shown for an address that has no page."""
        page = read(os.path.join(self.folder, "404.html"))
        bare = _BARE.format(ui=self.ui, title=_NOTHING_YET.said(self.ui).text)
        return self.dressed(bare.encode() if page is None else page)


def _dressed(page: bytes, head: str, foot: bytes) -> bytes:
    """``page`` with more in its head and at the end of its body."""
    start, found, rest = page.partition(b"</head>")
    if not found:
        return page
    body, end, tail = rest.rpartition(b"</body>")
    return start + head.encode() + found + (body + foot + end + tail if end else rest + foot)


def read(file: str) -> bytes | None:
    """The bytes of a file, if it can be read."""
    try:
        with open(file, "rb") as found:
            return found.read()
    except (OSError, ValueError):
        return None
