"""How much of what is personal is found, and how much of what is found is personal, on labelled lines.

``labelled.tsv`` holds a line of text behind its label: the kind of all that stands in ⟦ ⟧ in it, or ``-``.
All is invented: numbers that no network gives out, residents of a region that there is not.
"""

import re
from pathlib import Path

import pytest
from msgspec import Struct

from seboddari_build.base.personal import find

LINES = (Path(__file__).parent / "labelled.tsv").read_text("utf-8").splitlines()
_MARKED = re.compile("⟦(.*?)⟧")


class Line(Struct, frozen=True):
    """A text, and where in it something personal stands."""

    kind: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Tally(Struct, frozen=True):
    """What was missed, and what was found that is not personal; ``right`` is how much was found rightly."""

    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    right: int

    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))

    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))


def read(line: str) -> Line:
    kind, _, text = line.partition("\t")
    marks = list(_MARKED.finditer(text))
    spans = tuple((found.start() - 2 * n, found.end() - 2 * n - 2) for n, found in enumerate(marks))
    return Line(kind, _MARKED.sub(r"\1", text), spans)


def tally(lines: list[Line]) -> Tally:
    """A found thing is right where it is of the kind, and covers all, of something labelled."""
    missed: list[str] = []
    wrong: list[str] = []
    right = 0
    for line in lines:
        left = list(line.spans)
        for one in find(line.text):
            hit = next((span for span in left if one.start <= span[0] and span[1] <= one.end), None)
            if hit and one.kind == line.kind:
                left.remove(hit)
                right += 1
            else:
                wrong.append(f"{one.kind}: {line.text}")
        missed += [f"{line.kind}: {line.text}" for _ in left]
    return Tally(tuple(missed), tuple(wrong), right)


def report(tally: Tally) -> str:
    """What is to be mended."""
    return "\n".join((*(f"missed {one}" for one in tally.missed), *(f"wrongly found {one}" for one in tally.wrong)))


def test_the_set_is_large_and_sound() -> None:
    assert len(set(LINES)) == len(LINES) >= 500
    lines = [read(line) for line in LINES]
    assert {line.kind for line in lines} == {"-", "mobile", "resident", "email", "name"}
    assert all(bool(line.spans) == (line.kind != "-") for line in lines)
    assert sum(line.kind == "-" for line in lines) >= 200


def test_personal_data_are_found_and_little_else() -> None:
    found = tally([read(line) for line in LINES])
    print(f"recall {found.recall():.2%}, precision {found.precision():.2%}\n{report(found)}")
    assert found.recall() >= 0.99, report(found)
    assert found.precision() >= 0.98, report(found)


@pytest.mark.parametrize("kind", ["mobile", "resident", "email", "name"])
def test_no_kind_lags_behind(kind: str) -> None:
    found = tally([line for line in map(read, LINES) if line.kind in (kind, "-")])
    assert found.recall() >= 0.98, report(found)
