"""One file of cases says what the words of a text are, for the builder and, in Chromium, for the client."""

from pathlib import Path

import pytest

from seboddari_build.render.search.words import words
from tests.browser.conftest import Browser
from tests.search.conftest import script

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("words.tsv").read_text("utf-8").split("\n")
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_the_words_of_a_text(text: str, said: str) -> None:
    assert list(words(text)) == said.split()


@pytest.mark.browser
def test_the_client_knows_the_same_words(browser: Browser) -> None:
    browser.open("ko/search/")
    found = script(browser, "return texts.map(module.words)", texts=[text for text, _ in CASES])
    assert dict(zip((text for text, _ in CASES), found, strict=True)) == {text: said.split() for text, said in CASES}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ehfqha", "돌봄"),
        ("Rhc", "꽃"),
        ("rkqt", "값"),
        ("rkqtdl", "값이"),
        ("dhkTek", "왔다"),
        ("ghkdrmadml", "황금의"),
    ],
)
def test_keys_of_the_other_layout_are_syllables(browser: Browser, typed: str, meant: str) -> None:
    browser.open("ko/search/")
    assert script(browser, "return [module.typed(typed), module.keys(meant)]", typed=typed, meant=meant) == [
        meant,
        typed,
    ]
