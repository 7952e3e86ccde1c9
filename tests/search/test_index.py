"""The index of a small site: what it holds, that it holds nothing withheld, that an edit costs what it asks for."""

import re
from collections.abc import Iterator
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seboddari_build.render.search import files
from seboddari_build.render.search.postings import letters, merged, runs, written
from seboddari_build.render.search.texts import Reader, texts
from seboddari_build.site.search import Finding
from tests.project import Project, many

HIDDEN = """
=== content/sessions/care/02-secret.md
---
title: 몰래 보는 꽃
title.en: Quokka
visibility: withheld
---
감춘 쪽의 낱말 쀍쀍이 있습니다.
"""
SHOWN = """
=== content/sessions/care/03-flat.md
---
title: 넓은 들
title.en: A flat field
district: 은평구
aliases: [널따란 들]
---
들에서 메뚜기를 봅니다.

## 나비 {#butterflies}

:::{steps}
1. 애벌레를 봅니다.
:::
=== content/districts.yaml
- {id: eunpyeong, name: 은평구, name.en: Eunpyeong-gu}
=== content/glossary.yaml
- {id: locust, ko: 메뚜기, en: locust, definition: 뛰는 벌레입니다., definition.en: It hops.}
"""


def decoded(postings: str) -> dict[int, str]:
    """The letter of each finding, by number."""
    found, number = {}, -1
    for gap, letter in re.findall(r"(\d*)(\D)", postings):
        number += int(gap or 0) + 1
        found[number] = letter
    return found


def index(project: Project) -> dict[str, dict[str, str]]:
    """Every word of the built index with the letter of each path that holds it."""
    folder = project.output / "search"
    starts, *lines = (folder / "pages.txt").read_text("utf-8").split("\n")
    paths = [line.split("|")[1] for line in lines]
    pieces = [(folder / f"words-{n}.txt").read_text("utf-8").split("\n") for n in range(len(starts.split()))]
    assert [piece[0].split(" ")[0] for piece in pieces] == starts.split()
    entries = [line.split(" ") for piece in pieces for line in piece]
    assert [word for word, _ in entries] == sorted(word for word, _ in entries)
    return {word: {paths[n]: letter for n, letter in decoded(text).items()} for word, text in entries}


def test_words_lead_to_pages_and_entries_of_lists(project: Project) -> None:
    project.small().write(SHOWN).build().ok()
    words = index(project)
    flat, locust = "sessions/care/flat/", "glossary/#locust"
    assert words["넓은"][flat].isupper()
    assert words["field"][flat].isupper()
    assert set(words["메뚜"]) == {flat, locust}
    assert words["메뚜"][flat].islower()
    assert words["메뚜"][locust].isupper()
    assert flat in words["나비"]
    assert flat in words["애벌"]
    assert flat in words["은평"]
    assert words["40"].keys() >= {"sessions/care/meals/"}
    assert words[":kind:presentation"].keys() == {"sessions/care/meals/", flat}
    assert flat in words[":district:eunpyeong"]
    assert words[":channel:ch2"].keys() == {"programme/#song"}


def test_titles_stand_in_both_languages_in_one_order(project: Project) -> None:
    project.small().write(SHOWN).build().ok()
    pages, korean, english = (
        (project.output / f"search/{name}.txt").read_text("utf-8").split("\n") for name in ("pages", "ko", "en")
    )
    at = pages.index("presentation|sessions/care/flat/") - 1
    assert (korean[at], english[at]) == ("넓은 들", "A flat field")
    assert len(pages) - 1 == len(korean) == len(english)


def test_nothing_withheld_is_in_the_index(project: Project) -> None:
    project.small().write(HIDDEN + SHOWN).build().ok()
    said = "\n".join(path.read_text("utf-8") for path in sorted((project.output / "search").iterdir()))
    for word in ("몰래", "quokka", "쀍쀍", "secret", "감춘"):
        assert word not in said
    assert "메뚜" in said


EDITED = "=== content/sessions/care/007-talk-7.md\n---\ntitle: 발표 7\n---\n고친 낱말입니다.\n"


def test_after_an_edit_only_its_part_is_read_again_and_the_index_is_that_of_a_clean_build(project: Project) -> None:
    seen: list[str] = []

    def spied(one: Finding, read: Reader) -> Iterator[tuple[int, str]]:
        seen.append(one.path)
        return texts(one, read)

    with patch.object(files, "_PART", 8), patch.object(files, "_GROUP", 32), patch.object(files, "texts", spied):
        project.small().write(many(90)).build().ok()
        every = len(seen)
        seen.clear()
        project.write(EDITED).build().ok()
    assert "sessions/care/talk-7/" in seen
    assert len(seen) < every / 2
    clean = Project(project.root.parent / "clean")
    clean.small().write(many(90)).write(EDITED).build().ok()
    assert index(project) == index(clean)
    assert index(project)["고친"].keys() == {"sessions/care/talk-7/"}


def test_many_parts_are_read_in_several_processes_with_the_same_result(project: Project) -> None:
    project.small().write(many(40))
    with patch.object(files, "_PART", 1):
        project.build(jobs=2).ok()
    alone = Project(project.root.parent / "alone")
    alone.small().write(many(40)).build().ok()
    assert index(project) == index(alone)


def test_a_page_called_search_does_not_fit(project: Project) -> None:
    outcome = project.small().write("=== content/pages/search.md\n---\ntitle: 찾기\n---\n글입니다.\n").build()
    assert outcome.codes() == ["path-collision"]


@given(
    st.lists(st.dictionaries(st.sampled_from("가나다라"), st.sampled_from("abcDEF")), min_size=1, max_size=12),
    st.lists(st.integers(0, 12), max_size=4),
)
def test_parts_joined_are_the_whole(findings: list[dict[str, str]], cuts: list[int]) -> None:
    edges = sorted({0, len(findings), *(cut for cut in cuts if cut < len(findings))})
    parts = [(two - one, runs(findings[one:two])) for one, two in pairwise(edges)]
    half = len(parts) // 2
    groups = [(sum(size for size, _ in group), merged(group)) for group in (parts[:half], parts[half:])]
    assert merged(groups) == merged(parts) == runs(findings)
    found = dict(written(merged(parts)))
    for word in "가나다라":
        wanted = {number: one[word] for number, one in enumerate(findings) if word in one}
        assert decoded(found.get(word, "")) == wanted


@pytest.mark.parametrize(
    ("said", "letter"),
    [([(1, "낱말")], "e"), ([(1, "낱말. " * 30)], "f"), ([(6, "낱말")], "F"), ([(1, "낱말 " + "글월. " * 9000)], "a")],
)
def test_the_letter_says_how_much_of_a_text_is_about_a_word(said: list[tuple[int, str]], letter: str) -> None:
    assert letters(said)["낱말"] == letter
