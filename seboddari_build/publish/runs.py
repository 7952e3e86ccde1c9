"""Runs of characters that stand in some texts and in no others, found in long texts in little time."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator

#: Characters of a run.
LENGTH = 12
#: Any run holds a probe that begins at a multiple of the step.
_STEP = 4
_PROBE = LENGTH - _STEP + 1
#: So many runs are kept at most: in more text than this, only every second (third, …) one is looked for.
MOST = 400_000

# What engines make up of values, so that no text need hold it: dates, times, the schemes of addresses.
_MADE_UP = re.compile(
    r"https?://(?:www\.)?|[년월일시분초]|[월화수목금토일]요일|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wednes|Thu|Fri|Satur|Sun)[a-z]*"
)
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"[!-~]+")


def tidy(text: str) -> str:
    """``text`` with a single space wherever there are some, or line breaks."""
    return " ".join(text.split())


class Runs:
    """The runs of some texts, by number; what else says one can be taken out."""

    def __init__(self, texts: Iterable[str]) -> None:
        """The runs of ``texts``, which are numbered from 0."""
        tidied = [tidy(text) for text in texts]
        step = 1 + sum(map(len, tidied)) // MOST
        self._runs: dict[str, int] = {}
        self._ends: list[int] = []
        self._whole: dict[str, list[str]] = {}  # addresses by their last run: parts of one are parts of others
        for text in tidied:
            for run in _runs_of(text, step):
                self._runs.setdefault(run, len(self._runs))
                if _ADDRESS.fullmatch(text):
                    self._whole.setdefault(run, []).append(text)
            self._ends.append(len(self._runs))
        self._probes = self._probed()

    def _probed(self) -> set[str]:
        return {run[at : at + _PROBE] for run in self._runs for at in range(_STEP)}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._runs)

    def found(self, text: str) -> Iterator[tuple[str, int]]:
        """Each run in ``text``, which is tidy, with its number."""
        probes, runs = self._probes, self._runs
        for at in [at for at in range(0, len(text) - _PROBE + 1, _STEP) if text[at : at + _PROBE] in probes]:
            for start in range(max(0, at - _STEP + 1), at + 1):
                run = text[start : start + LENGTH]
                if run in runs and self._stands(run, text, start + LENGTH):
                    yield run, runs[run]

    def _stands(self, run: str, text: str, end: int) -> bool:
        """Whether a run that ends at ``end`` does so in an address that is looked for, where it comes of one."""
        whole = self._whole.get(run)
        return whole is None or any(text.endswith(address, 0, end) for address in whole)

    def text_of(self, number: int) -> int:
        """Which of the texts holds the run of that number first."""
        return bisect(self._ends, number)

    def without(self, numbers: Iterable[int]) -> None:
        """Look for these no more."""
        gone = set(numbers)
        self._runs = {run: number for run, number in self._runs.items() if number not in gone}
        self._probes = self._probed()

    def __iter__(self) -> Iterator[str]:
        """All that are looked for, in order."""
        return iter(self._runs)


def _runs_of(text: str, step: int) -> Iterator[str]:
    """The runs of a text that tell it: what stands at their ends may else be the layout's."""
    last = len(text) - LENGTH
    if last < 0:
        return
    own = _MADE_UP.sub(lambda found: "0" * len(found[0]), text)
    if last == 0 or _ADDRESS.fullmatch(text):
        if text[last:].isdigit() or _says(own[last:]):
            yield text[last:]
        return
    for at in range(0, last + 1, step):
        if text[at].isalpha() and text[at + LENGTH - 1].isalpha() and _says(own[at : at + LENGTH]):
            yield text[at : at + LENGTH]


def _says(run: str) -> bool:
    """Whether a run is no date or number in words."""
    return len(_LETTER.findall(run)) >= 4
