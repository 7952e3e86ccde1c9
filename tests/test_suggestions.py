"""What was meant: the first suggestion for slips of the fingers, the Korean keyboard's among them, is the right one."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable

import pytest

from seboddari_build.base.store import Store
from seboddari_build.base.suggest import closest
from seboddari_build.load.content import load
from seboddari_build.model.config import Config
from seboddari_build.model.data import Column, Dataset
from seboddari_build.model.directory import Media, Minutes, Organisation, Person
from seboddari_build.model.event import Event, ProgrammeDay, Session, Slot
from seboddari_build.model.form import plan
from seboddari_build.model.lookup import make_lookup
from seboddari_build.model.talk import Case, Figure, Presentation
from tests.project import ROOT, Project

Chance = random.Random
#: A word that was meant, and all that could have been.
Word = tuple[str, tuple[str, ...]]

RECORDS = (Presentation, Case, Figure, Event, Slot, ProgrammeDay, Session, Dataset, Column, Person, Organisation, Media, Minutes, Config)  # fmt: skip
KINDS = ("districts", "organisations", "people", "sessions", "items", "datasets", "services", "units")

#: The Korean keyboard: which key types what begins a syllable, its vowel, and what ends it.
FIRST = dict(zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "rRseEfaqQtTdwWczxvg", strict=True))
VOWELS = dict(
    zip(
        "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
        (*"koiOjpuPh", "hk", "ho", "hl", *"yn", "nj", "np", "nl", *"bm", "ml", "l"),
        strict=True,
    )
)
LAST = dict(
    zip(
        " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
        ("", *"rR", "rt", "s", "sw", "sg", *"ef", "fr", "fa", "fq", "ft", "fx", "fv", "fg", *"aq", "qt", *"tTdwczxvg"),
        strict=True,
    )
)
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def latin(word: str) -> str:
    """The keys that type ``word``: what appears in Latin mode."""
    return "".join(map(_latin, word))


def _latin(sign: str) -> str:
    if not "가" <= sign <= "힣":
        return sign
    rest, last = divmod(ord(sign) - ord("가"), 28)
    return [*FIRST.values()][rest // 21] + [*VOWELS.values()][rest % 21] + [*LAST.values()][last]


def hangul(keys: str) -> str:
    """What appears in Hangul mode for ``keys``: syllables as far as they come about, and jamo alone."""
    vowel, consonant = "[yuiophjklbnmOP]", "[rRseEfaqQtTdwWczxvg]"
    ends = f"(?:{'|'.join(keys for keys in LAST.values() if len(keys) == 2)}|[rRsefaqtTdwczxvg])(?!{vowel})"
    compound = "|".join(keys for keys in VOWELS.values() if len(keys) == 2)
    syllable = rf"({consonant})({compound}|{vowel})({ends})?"
    keys = "".join(key if key in "REQTWOP" else key.lower() for key in keys)
    said = re.sub(syllable, lambda found: _syllable(*found.groups()), keys)
    alone = {key: jamo for jamos in (VOWELS, FIRST) for jamo, key in jamos.items() if len(key) == 1}
    return "".join(alone.get(sign, sign) for sign in said)


def _syllable(first: str, vowel: str, last: str | None) -> str:
    places = [[*table.values()].index(key) for table, key in ((FIRST, first), (VOWELS, vowel), (LAST, last or ""))]
    return chr(ord("가") + (places[0] * 21 + places[1]) * 28 + places[2])


def in_keys(slip: Callable[[str, Chance], str]) -> Callable[[str, Chance], str]:
    """A slip of one key, be it in a word of Latin letters or of Hangul."""

    def slipped(word: str, chance: Chance) -> str:
        keys = slip(latin(word), chance)
        return hangul(keys) if has_hangul(word) else keys

    return slipped


def has_hangul(word: str) -> bool:
    return any("가" <= sign <= "힣" for sign in word)


@in_keys
def left_out(keys: str, chance: Chance) -> str:
    at = chance.randrange(len(keys))
    return keys[:at] + keys[at + 1 :]


@in_keys
def twice(keys: str, chance: Chance) -> str:
    at = chance.randrange(len(keys))
    return keys[: at + 1] + keys[at:]


@in_keys
def swapped(keys: str, chance: Chance) -> str:
    at = chance.randrange(len(keys) - 1)
    return keys[:at] + keys[at + 1] + keys[at] + keys[at + 2 :]


@in_keys
def beside(keys: str, chance: Chance) -> str:
    at = chance.randrange(len(keys))
    return keys[:at] + neighbour(keys[at], chance) + keys[at + 1 :]


@in_keys
def slipped_in(keys: str, chance: Chance) -> str:
    at = chance.randrange(len(keys))
    return keys[:at] + neighbour(keys[at], chance) + keys[at:]


def neighbour(key: str, chance: Chance) -> str:
    """A key left or right of this one."""
    row = next((row for row in ROWS if key.lower() in row), "asdfghjkl")
    at = max(0, row.find(key.lower()))
    return chance.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2])


def other_mode(word: str, chance: Chance) -> str:
    return latin(word) if has_hangul(word) else hangul(word)


def other_case(word: str, chance: Chance) -> str:
    return word.title() if word.islower() else word.upper()


def other_joint(word: str, chance: Chance) -> str:
    return re.sub("[-_ ]", lambda joint: chance.choice("-_ ".replace(joint[0], "")), word)


def decomposed(word: str, chance: Chance) -> str:
    """A jamo left out of a syllable that is not put together any more."""
    parts = unicodedata.normalize("NFD", word)
    at = chance.randrange(len(parts))
    return parts[:at] + parts[at + 1 :]


ONE = (left_out, twice, swapped, beside, slipped_in)
#: What befalls a word: one slip, or two.
SLIPS = (*((slip,) for slip in ONE), *((one, two) for one in ONE for two in ONE), *((other_mode,),) * 5, *((other_mode, slip) for slip in ONE), (other_case,), (other_joint, left_out), (decomposed,))  # fmt: skip


@pytest.fixture(scope="module")
def words() -> list[Word]:
    """The fields of records; the ids and names of the real event."""
    conference = load(ROOT, Store(None, "")).conference
    assert conference
    lookup = make_lookup(conference)
    known = [(*plan(record).by_key, *plan(record).english) for record in RECORDS]
    known += [tuple(lookup.names(kind)) for kind in KINDS]
    return [(word, all_of) for all_of in known for word in all_of if 5 <= len(latin(word)) <= 30]


def slips_of(words: list[Word], count: int, seed: int) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Typed, meant, known; what is a word itself, or is none any more, is passed over."""
    chance = Chance(seed)
    made = 0
    while made < count:
        word, known = chance.choice(words)
        typed = word
        slips = SLIPS[made % len(SLIPS)]
        if len(slips) == 2 and len(latin(word)) < 6:
            continue
        for slip in slips:
            typed = slip(typed, chance)
        if typed not in known and latin(typed) not in map(latin, set(known) - {word}):
            made += 1
            yield typed, word, known


@pytest.mark.parametrize("seed", [2020, 12, 17])
def test_the_first_suggestion_is_the_right_one(words: list[Word], seed: int) -> None:
    slips = list(slips_of(words, 200, seed))
    wrong = [(typed, meant, said) for typed, meant, known in slips if (said := closest(typed, known)) != meant]
    assert len(wrong) <= len(slips) * 0.05, wrong
    typed_in_hangul = [typed for typed, meant, _ in slips if has_hangul(meant) or has_hangul(typed)]
    assert len(typed_in_hangul) >= 50


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("샤싣", "title"),
        ("샤시ㄷ", "title"),
        ("titel", "title"),
        ("Tilte", "title"),
        ("ｔｉｔｌｅ", "title"),
        ("title_en", "title.en"),
        ("노트", ""),
    ],
)
def test_a_field_is_known_by_its_keys(typed: str, meant: str) -> None:
    assert closest(typed, ("title", "title.en", "note", "date", "source", "figures")) == meant


def test_what_is_like_nothing_gets_no_suggestion() -> None:
    known = ("은평구", "마포구", "구로구", "노원구", "중구")
    assert [closest(word, known) for word in ("", "없는구", "광역시", "x" * 100_000)] == ["", "", "", ""]
    assert closest("anything", ()) == ""


def test_a_slip_of_mode_is_told_with_what_was_meant(project: Project) -> None:
    walk = "=== content/sessions/care/02-walk.md\n---\n샤싣: 걷기\ntitle: 마을 걷기\ndistrict: dmsvudrn\n---\n글\n"
    project.small().write(walk + "=== content/districts.yaml\n- {id: eunpyeong, name: 은평구}\n")
    hints = [problem.hint.en for problem in project.check().problems]
    assert hints == ["Did you mean 'title'?", "Did you mean '은평구'?"]
