"""Content tells the event in words of its own: no long run of letters is that of a source document."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.project import ROOT, Project

#: So many equal letters in a row, white space left out, are no coincidence.
RUN = 40
#: Fields that hold names or addresses, or letters of the source as such.
NAMES = frozenset(
    {"title", "name", "programme", "aliases", "organisations", "presenters", "printed", "notice", "url", "source"}
)
#: The notice of the proceedings is a rule, and given word for word.
NOTICE = ("content/pages/usage.md", "content/pages/usage.en.md")

_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.MULTILINE | re.DOTALL)
_QUOTE = re.compile(r"^(:{3,})\{quote\}.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_MARKUP = re.compile(r"</?[a-z][^<>]*>|\]\([^()\s]*\)|^\s*\d+[.)]\s", re.MULTILINE)
_MARKS = re.compile(r"""["'“”‘’«»「」『』<>〈〉()*_`|#\[\]○❍●•·▪▶➜→ㆍ※-]""")


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Each text that content says itself, with its place: paragraphs of bodies, and fields of YAML."""
    for file in sorted((root / "content").rglob("*")):
        path = file.relative_to(root).as_posix()
        if path in NOTICE or file.suffix not in (".md", ".yaml"):
            continue
        text = file.read_text("utf-8")
        if file.suffix == ".yaml":
            yield from fields(yaml.load(text, yaml.BaseLoader), path)
            continue
        if front := _FRONT.match(text):
            yield from fields(yaml.load(front[1], yaml.BaseLoader), path)
            text = text[front.end() :]
        yield from ((path, paragraph) for paragraph in re.split(r"\n\s*\n", _QUOTE.sub("", text)))


def fields(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """The texts within a value of YAML, names left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.removesuffix(".en") not in NAMES:
                yield from fields(inner, f"{where}: {key}")
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, where)
    else:
        yield where, value


def forms(text: str) -> tuple[str, str]:
    """A text without white space, and without what marks lists, quotations, emphasis and links either."""
    return "".join(text.split()), "".join(_MARKS.sub("", _MARKUP.sub("", text)).split())


def runs(text: str) -> Iterator[str]:
    for form in forms(text):
        yield from (form[at : at + RUN] for at in range(len(form) - RUN + 1))


def repeated(root: Path, known: set[str]) -> list[str]:
    """Where content repeats a known run, with the first such run of each text."""
    found = ((where, next((run for run in runs(text) if run in known), "")) for where, text in texts(root))
    return [f"{where}: {run}" for where, run in found if run]


@pytest.fixture(scope="module")
def known(source: Path) -> set[str]:
    """Every run of the source documents."""
    return {run for name in ("proceedings", "minutes") for run in runs((source / f"{name}.txt").read_text("utf-8"))}


@pytest.mark.source
def test_no_sentence_is_copied_from_the_source(known: set[str]) -> None:
    assert len(known) > 50_000
    assert sum(1 for _ in texts(ROOT)) > 5000
    assert repeated(ROOT, known) == []


@pytest.mark.source
def test_a_copied_sentence_is_found_wherever_it_stands(known: set[str], source: Path, project: Project) -> None:
    """A sentence of the source, in another dress: bullets, quotation marks, line ends and spaces."""
    document = (source / "proceedings.txt").read_text("utf-8")
    sentence = next(found[0] for found in re.finditer(r"[가-힣 ,]{70,}", document))
    words = sentence.split()
    half = len(words) // 2
    bullet = f"- **{words[0]}** ‘{' '.join(words[1:half])}’\n  {''.join(words[half:])}"
    body, field = "content/cases/care/a.md", "content/issues.yaml"
    project.write(f"=== {body}\n---\ntitle: {sentence}\nnote: 우리말\n---\n우리말입니다.\n\n{bullet}\n")
    project.write(f"=== {body.replace('.md', '.en.md')}\nOur words: {sentence}\n")
    project.write(f"=== {field}\n- id: one\n  text: {sentence}\n  text.en: Ours\n  name: {sentence}\n")
    project.write(f"=== content/sessions/care/session.md\n---\ntitle: 말\nnote: {sentence}\n---\n우리말\n")
    places = [line.rpartition(": ")[0] for line in repeated(project.root, known)]
    assert places == [
        "content/cases/care/a.en.md",
        "content/cases/care/a.md",
        "content/issues.yaml: text",
        "content/sessions/care/session.md: note",
    ]


@pytest.mark.source
def test_quotations_names_and_short_runs_may_stand(known: set[str], source: Path, project: Project) -> None:
    document = (source / "proceedings.txt").read_text("utf-8")
    sentence = next(found[0] for found in re.finditer(r"[가-힣 ,]{70,}", document))
    short = forms(sentence)[0][: RUN - 1]
    project.write(
        f"=== content/a.md\n---\ntitle: {sentence}\n---\n말\n\n:::{{quote}} 누구\n\n{sentence}\n\n:::\n\n{short}\n"
    )
    project.write(f"=== content/b.yaml\ncorrections:\n  - {{printed: '{sentence}', read: 말}}\n")
    assert repeated(project.root, known) == []
    project.write(f"=== content/a.md\n말\n\n:::{{note}}\n\n{sentence}\n\n:::\n")
    assert len(repeated(project.root, known)) == 1
