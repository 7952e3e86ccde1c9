"""What made-up inputs are given to, and what must hold for each."""

import random
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seboddari_build.base.personal import find
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.parse import parse
from seboddari_build.load.personal import scan
from seboddari_build.load.place import LISTS, SINGLES, Place, place
from seboddari_build.load.yaml_nodes import parse_yaml
from tests.fuzz.making import Making
from tests.fuzz.press import LawBrokenError, Pair, Press, tell
from tests.fuzz.seeds import seeds

#: How inputs are shared out: number modulo their count.
TARGETS = ("yaml", "markdown", "blocks", "privacy")
PAGES = ("markdown", "blocks")
#: Pages that are rendered as one event.
BATCH = 250
#: One batch in so many has the theme's whole frame round its pages.
FRAMED = 25

_YAML = (*SINGLES, *LISTS, "content/data/x.yaml")


@dataclass(frozen=True)
class Failure:
    """An input that something is wrong with: its number, target, text, and in one line what is wrong."""

    number: int
    target: str
    text: str
    what: str
    trace: str = ""


class Fuzzing:
    """Makes inputs by their numbers and tries them."""

    def __init__(self, seed: int) -> None:
        """All inputs follow from ``seed`` and their number."""
        self._seed = seed
        self._making = Making(seeds())
        self._press = Press()
        self._parser = make_parser()

    def made(self, number: int) -> tuple[str, str]:
        """The target and the text of the input ``number``."""
        target = TARGETS[number % len(TARGETS)]
        chance = random.Random(f"{self._seed}/{number}")
        make = {
            "yaml": self._making.yaml,
            "markdown": self._making.markdown,
            "blocks": self._making.blocks,
            "privacy": self._making.personal,
        }[target]
        return target, make(chance)

    def run(self, first: int, last: int) -> tuple[list[Failure], int]:
        """Try the inputs from ``first`` to before ``last``; gives what failed, and how many pages were read back."""
        failures: list[Failure] = []
        waiting: list[tuple[int, str, str]] = []
        pages = 0
        for number in range(first, last):
            target, text = self.made(number)
            if target in PAGES:
                waiting.append((number, target, text))
                if len(waiting) == 2 * BATCH:
                    framed = number // (len(TARGETS) * BATCH) % FRAMED == 0
                    pages += self._batch(waiting, failures, framed=framed)
                    waiting = []
            elif what := self.wrong(number, target, text):
                failures.append(Failure(number, target, text, *what))
        if waiting:
            pages += self._batch(waiting, failures, framed=False)
        return failures, pages

    def wrong(self, number: int, target: str, text: str, *, framed: bool = False) -> tuple[str, str] | None:
        """What is wrong with one input, in one line and in full; None if nothing is."""
        try:
            if target == "yaml":
                _yaml(text, number, self._parser)
            elif target == "privacy":
                _privacy(text)
            else:
                self._press.print([Pair(number, text, text)], framed=framed)
                self._press.forget()
        except Exception as failure:  # noqa: BLE001  # whatever it is, it is what we look for
            return described(failure)
        return None

    def _batch(self, waiting: Sequence[tuple[int, str, str]], failures: list[Failure], *, framed: bool) -> int:
        """Render all that wait, two to a page; where something is wrong, each by itself, to find out which."""
        pairs = [Pair(one[0], one[2], two[2]) for one, two in zip(waiting[::2], waiting[1::2] or waiting, strict=False)]
        try:
            pages = self._press.print(pairs, framed=framed)
            self._press.forget()
        except Exception as failure:  # noqa: BLE001  # the same
            together = described(failure)
        else:
            return pages
        found = [
            Failure(number, target, text, *what)
            for number, target, text in waiting
            if (what := self.wrong(number, target, text, framed=framed))
        ]
        failures += found or [Failure(waiting[0][0], "together", "", *together)]
        return 0


def described(failure: Exception) -> tuple[str, str]:
    """A failure in one line that names its place, and in full."""
    trace = "".join(traceback.format_exception(failure))
    if isinstance(failure, LawBrokenError):
        return str(failure).partition(": ")[2] or str(failure), trace
    last = traceback.extract_tb(failure.__traceback__)[-1]
    return f"{type(failure).__name__} in {last.name} ({last.filename.rpartition('/')[2]}:{last.lineno})", trace


def _yaml(text: str, number: int, parser: object) -> None:
    """Nodes, then the record of a file of some kind, then everything said about it."""
    path = _YAML[number // len(TARGETS) % len(_YAML)]
    _, problems = parse_yaml(text, path)
    tell(problems, {path: text})
    where = place(path)
    assert where is not None
    parsed, _ = parse(text, path, where, parser)  # type: ignore[arg-type]  # a parser of Markdown, not needed here
    tell(parsed.problems, {path: text})
    document = f"---\n{text}\n---\n글\n"
    inner = "content/sessions/care/01-x.md"
    parsed, _ = parse(document, inner, Place("presentation", where.id, where.folder), parser)  # type: ignore[arg-type]  # the same
    tell(parsed.problems, {inner: document})


def _privacy(text: str) -> None:
    """Whatever is found stands where it is said to stand, and is not told in full."""
    lines = text.split("\n")
    last = 0
    for found in find(text):
        assert 0 <= last <= found.start < found.end <= len(text), "places do not follow one another"
        last = found.end
        said = text[found.start : found.end]
        assert found.shown != said, f"{found.kind} is shown in full"
    for one in scan(text, "content/pages/x.md"):
        assert 1 <= one.span.line <= len(lines), "no such line"
        assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1, "no such column"


#: Whether a text still fails in the same way.
Still = Callable[[str], bool]


def smallest(text: str, still: Still, tries: int = 3000) -> str:
    """A text that fails in the same way as ``text`` and is as short as cutting pieces out can make it."""
    size = max(1, len(text) // 2)
    while tries > 0:
        at, shrunk = 0, False
        while at < len(text) and tries > 0:
            tries -= 1
            shorter = text[:at] + text[at + size :]
            if still(shorter):
                text, shrunk = shorter, True
            else:
                at += size
        if size == 1 and not shrunk:
            break
        size = max(1, size // 2)
    return text
