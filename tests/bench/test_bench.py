"""The benchmark's corpus is always the same, and builds of it do no more work than they must."""

import hashlib
from pathlib import Path

import pytest

from seboddari_build.build import Counts
from tests.bench.corpus import SYLLABLES, Corpus
from tests.bench.measure import Cost, FailedError, run
from tests.bench.ours import Ours
from tests.bench.report import report
from tests.bench.rounds import STEPS, Row
from tests.bench.theirs import Hugo
from tests.project import Project

#: What a hundred presentations make in both languages: themselves, five sessions, twelve organisations and
#: their list, the programme, the list of sessions, search, home; and the two pages outside the languages.
PAGES = 2 * (100 + 5 + 12 + 1 + 1 + 1 + 1 + 1) + 2


def digest(folder: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(100)


@pytest.mark.parametrize("program", [Ours, Hugo])
def test_corpus_is_the_same_every_time(program: type[Ours | Hugo], corpus: Corpus, tmp_path: Path) -> None:
    for name in ("one", "two"):
        program(tmp_path / name, Corpus(corpus.size)).write()
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_first_presentations_are_the_same_however_many_there_are() -> None:
    one, two = Corpus(40).talk(7), Corpus(80).talk(7)
    assert one.title == two.title
    assert one.sections[0] == two.sections[0]


def test_corpus_has_its_size_and_syllables(corpus: Corpus) -> None:
    talks = list(corpus.talks())
    assert [talk.session for talk in talks[18:22]] == [0, 0, 1, 1]
    text = "".join(
        part.ko for talk in talks for section in talk.sections for part in (section.title, *section.paragraphs)
    )
    syllables = {letter for letter in text if "가" <= letter <= "힣"}
    assert SYLLABLES * 0.97 <= len(syllables) <= SYLLABLES
    assert syllables.isdisjoint(corpus.unused_syllables())
    words = [sum(len(p.en.split()) for s in talk.sections for p in s.paragraphs) for talk in talks]
    assert min(words) > 330
    assert max(words) < 430


def test_builds_of_the_corpus_do_no_more_than_they_must(corpus: Corpus, tmp_path: Path) -> None:
    project = Project(tmp_path)
    ours = Ours(project.root, corpus)
    ours.write()
    sources = 2 * (100 + 5) + 5  # bodies in both languages; event, programme, units, organisations, site.yaml
    cold = project.build().ok()
    assert cold.problems == ()
    assert (cold.result.counts.parsed, cold.result.counts.rendered) == (sources, PAGES)
    assert project.build().ok().result.counts == Counts(kept=PAGES)

    talk = corpus.talk(20)
    ours.put(talk.longer("마을 이야기를 나눕니다."))
    counts = project.build().ok().result.counts
    assert counts.parsed == 2
    assert 2 <= counts.rendered <= 2 * 7

    ours.put(corpus.talk(20).retitled())
    counts = project.build().ok().result.counts
    assert counts.parsed == 2
    assert 4 <= counts.rendered <= 2 * 12


def test_a_run_is_measured(tmp_path: Path) -> None:
    cost = run(["/bin/sh", "-c", "sh -c :"], tmp_path, frozenset({0}), watch=True)
    assert cost.wall > 0
    assert cost.memory > 100_000
    with pytest.raises(FailedError, match="no good"):
        run(["/bin/sh", "-c", "echo no good; exit 3"], tmp_path, frozenset({0}), watch=False)


def test_report_shows_each_step_with_its_ratio() -> None:
    rows = [
        Row(1_000, 2, "cold", "seboddari", Cost(3.0, 5.5, 200_000_000)),
        Row(1_000, 2, "cold", "hugo", Cost(1.5, 2.5, 400_000_000)),
        Row(1_000, 2, "title", "seboddari", Cost(0.05, 0.04, 80_000_000)),
        Row(1_000, 2, "title", "hugo", Cost(1.0, 2.0, 400_000_000)),
    ]
    text = report(rows, "2 cores")
    assert "## 1,000 presentations, 2 cores, 1 round" in text
    assert f"| {dict(STEPS)['cold']} | 3.00 | 1.50 | 2.00 | 5.50 | 2.50 | 2.20 | 200 | 400 | 0.50 |" in text
    assert f"| {dict(STEPS)['title']} | 0.050 | 1.00 | 0.050 | 0.040 | 2.00 | 0.020 | 80 | 400 | 0.20 |" in text
