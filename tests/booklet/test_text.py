"""What is copied or read aloud from the real event's booklets is what the content says, in its language."""

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise

import pytest

from seboddari_build.base.language import Language
from seboddari_build.model.prose import Node
from seboddari_build.site.views import BodyView, MinutesPage, SessionPage, TalkPage
from tests.booklet.conftest import Event
from tests.conftest import need
from tests.reading import Booklet, Element, Run, squeezed

Languages = tuple[Language, ...]
HANGUL = re.compile("[가-힣]")
#: What stands behind a link: the page of its chapter, or the number of the footnote with its address.
BEHIND = r"(?:→(?:\d+|[ivx]+))?\d*"
INLINE = {"text", "strong", "emphasis", "code-span", "soft-break", "break", "link", "image"}


def paragraphs(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """The nodes in line of each paragraph, list item, cell; not of blocks that move or take words away."""
    for node in nodes:
        if node.kind == "block" and node.text in ("steps", "timeline"):
            continue
        if node.children and all(child.kind in INLINE for child in node.children):
            if not any(child.kind == "image" for child in node.children):
                yield node.children
        else:
            yield from paragraphs(node.children)


def pattern(nodes: tuple[Node, ...]) -> str:
    """What a paragraph looks like in print, white space aside."""
    parts = []
    for node in nodes:
        if node.kind in ("text", "code-span"):
            parts.append(re.escape(squeezed(node.text)))
        else:
            parts.append(pattern(node.children) + (BEHIND if node.kind == "link" else ""))
    return "".join(parts)


def test_every_paragraph_is_read_as_it_is_written(event: Event, booklet: Booklet, languages: Languages) -> None:
    missing, seen = [], 0
    for lang in languages:
        for page in (*event.all(TalkPage, lang), *event.all(SessionPage, lang), *event.all(MinutesPage, lang)):
            chapter = booklet.chapter(page.path)
            for nodes in written(event, page.body):
                seen += 1
                if not re.search(pattern(nodes), chapter):
                    missing.append((page.path, pattern(nodes)[:80]))
    assert missing == []
    assert seen > 900 * len(languages)


def written(event: Event, body: BodyView) -> Iterator[tuple[Node, ...]]:
    for view in body.sections:
        section = event.prose(view.digest).sections[view.index]
        if section.title:
            yield section.title
        yield from paragraphs(section.nodes)


def test_no_letters_but_those_of_the_content(booklet: Booklet) -> None:
    text = {letter for run in booklet.document.runs() for letter in run.text}
    assert not text & set("\u200b\u200c\u200d\u2060\ufeff\ufffd\x00")
    assert not [letter for letter in text if "\ue000" <= letter <= "\uf8ff"]


def test_hyphens_of_broken_lines_stand_at_their_ends_and_are_soft(booklet: Booklet) -> None:
    for runs in booklet.pages:
        for run, after in pairwise(runs):
            if "\xad" in run.text:
                assert run.text.endswith("\xad")
                assert after.y > run.y or after.x < run.x  # a new line, or a new column


@pytest.mark.parametrize("name", ["ko", "en"])
def test_another_reader_finds_the_same_text(booklets: dict[str, Booklet], name: str) -> None:
    booklet = booklets[name]
    said = subprocess.run(
        [need("pdftotext"), "-raw", str(booklet.path), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout.split("\f")
    differing = [
        page
        for page, (theirs, runs) in enumerate(zip(said, booklet.pages, strict=False), 1)
        if sorted(plain(theirs)) != sorted(plain("".join(run.text for run in runs)))
    ]
    assert differing == []


def test_what_stands_apart_is_read_apart(booklet: Booklet) -> None:
    """A name and what is said of it, a number and its label: a blank between them, or paragraphs of their own."""
    joined = []
    for runs in paragraphs_of(booklet.document):
        for run, after in pairwise(runs):
            if run.text.endswith("\xad") or run.text[-1:].isspace() or after.text[:1].isspace():
                continue
            level = run.page == after.page and abs(run.y - after.y) < 2.5
            apart = after.x - run.right > 0.25 * run.size if level else run.font != after.font
            if apart and run.upright:
                joined.append((run.page, run.text, after.text))
    assert joined == []


def paragraphs_of(element: Element) -> Iterator[list[Run]]:
    """The runs of each paragraph; what a drawing shows is told by its description."""
    own: list[Run] = []
    for child in element.children:
        if isinstance(child, Run):
            own.append(child)
        elif child.tag in ("Span", "Link", "Strong", "Em") and not next(child.all("P"), None):
            own += child.runs()
        elif child.tag != "Figure":
            yield own
            own = []
            yield from paragraphs_of(child)
    yield own


def plain(text: str) -> str:
    return squeezed(text.replace("-", ""))


def spoken(element: Element) -> Iterator[tuple[Run, str]]:
    """Each run with the language in which it is read."""
    for child in element.children:
        if isinstance(child, Run):
            yield child, child.lang or element.lang
        else:
            yield from spoken(child)


def test_the_document_and_its_runs_name_their_language(booklet: Booklet, id: str) -> None:
    assert booklet.document.lang == ("en" if id == "en" else "ko")
    wrong = [run for run, lang in spoken(booklet.document) if HANGUL.search(run.text) and lang != "ko"]
    assert wrong == []
    assert {lang for _, lang in spoken(booklet.document)} == {"ko", "en"}


def test_english_is_named_in_the_facing_and_in_the_korean_edition(event: Event, booklets: dict[str, Booklet]) -> None:
    for talk in event.all(TalkPage, "en"):
        page = booklets["bilingual"].places[talk.path]
        assert page == booklets["bilingual"].places[talk.path.replace("en/", "ko/", 1)]
    english = [
        run.text
        for run, lang in spoken(booklets["bilingual"].document)
        if lang == "ko" and re.search("[a-z]{3,} (?:the|of|and|to) [a-z]{3,}", run.text)
    ]
    assert english == []
    twins = [run.text for run, lang in spoken(booklets["ko"].document) if lang == "en"]
    assert len(twins) > 300  # of the indexes and the glossary
