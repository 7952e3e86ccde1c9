"""Which findings hold a word, and how much each is about it, as text that a browser can read.

The postings of a word: for each finding that holds it the number of findings passed over, if any, and a letter.
``12c3aB`` are the findings 12, 16 and 17; ``a`` to ``f`` say how much of the text is about the word, and a capital that
the word stands in the title.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from seboddari_build.render.search.texts import TITLE
from seboddari_build.render.search.words import words

#: How fast a word that comes again stops to count, and how much a long text counts against it.
_AGAIN, _LONG = 1.2, 0.7
#: Words of a text that is neither short nor long; a constant, so that no finding weighs upon another.
_USUAL = 400
_LETTERS = "abcdef"


#: Postings of one word in a part of the findings: the first and the last, counted from the first of the part, and the
#: text, which begins with the letter of the first.
Run = tuple[int, int, str]


def letters(texts: Iterable[tuple[int, str]]) -> dict[str, str]:
    """For each word of a finding its letter."""
    found: dict[int, list[str]] = {}
    for weight, text in texts:
        found.setdefault(weight, []).extend(words(text))
    weights: Counter[str] = Counter(found.pop(1, ()))
    titled = frozenset(found.get(TITLE, ()))
    for weight, said in found.items():
        for word in said:
            weights[word] += weight
    # Both languages count together; each is about half.
    flat = _AGAIN * (1 - _LONG + _LONG * weights.total() / 2 / _USUAL)
    levels = {weight: _letter(weight, flat) for weight in set(weights.values())}
    return {word: levels[weight].upper() if word in titled else levels[weight] for word, weight in weights.items()}


def _letter(weight: int, flat: float) -> str:
    return _LETTERS[min(int(len(_LETTERS) * weight / (weight + flat)), len(_LETTERS) - 1)]


def runs(findings: Iterable[Mapping[str, str]]) -> dict[str, Run]:
    """The postings of a part of the findings, each given as ``letters`` gives it."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    texts: dict[str, str] = {}
    for number, found in enumerate(findings):
        for word, letter in found.items():
            before = last.get(word)
            if before is None:
                first[word] = number
                texts[word] = letter
            elif before == number - 1:
                texts[word] += letter
            else:
                texts[word] += f"{number - before - 1}{letter}"
            last[word] = number
    return {word: (first[word], last[word], text) for word, text in texts.items()}


def merged(parts: Iterable[tuple[int, Mapping[str, Run]]]) -> dict[str, Run]:
    """The postings of neighbouring parts as one; each part comes with how many findings it holds."""
    found: dict[str, tuple[int, int, str]] = {}
    start = 0
    for size, part in parts:
        for word, (first, last, text) in part.items():
            held = found.get(word)
            if held is None:
                found[word] = (start + first, start + last, text)
            else:
                gap = start + first - held[1] - 1
                found[word] = (held[0], start + last, f"{held[2]}{gap}{text}" if gap else held[2] + text)
        start += size
    return found


def written(postings: Mapping[str, Run]) -> Iterator[tuple[str, str]]:
    """Words in order with their postings, as text, of all findings."""
    for word in sorted(postings):
        first, _, text = postings[word]
        yield word, f"{first}{text}" if first else text
