"""Killed at any moment, a build leaves the old site or the new one."""

import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from seboddari_build.base.artifact import Artifact
from seboddari_build.publish.publishing import GITIGNORE, publish, recover

FILES = 300
KILLS = 10

CHILD = textwrap.dedent(
    """
    import sys
    from seboddari_build.base.artifact import Artifact
    from seboddari_build.publish import exchange
    from seboddari_build.publish.publishing import GITIGNORE, publish

    def cannot(one, two):
        raise OSError(38, "no such call", one, None, two)

    root, way, files = sys.argv[1], sys.argv[2], int(sys.argv[3])
    step = exchange.swap if way == "one step" else cannot
    print("ready", flush=True)
    while True:
        for letter in "AB":
            pages = [Artifact(f"{letter}/only.html", letter.encode())]
            pages += [Artifact(f"{n % 7}/{n}.html", letter.encode() * 999) for n in range(files)]
            result, problems = publish(root, root + "/output", [GITIGNORE, *pages], exchange=step)
            assert not problems
    """
)


def letters(output: Path) -> set[str]:
    """The letters that the site's pages are made of."""
    pages = list(output.rglob("*.html"))
    assert len(pages) == FILES + 1
    return {letter for page in pages for letter in page.read_text()} | {
        page.parent.name for page in pages if page.name == "only.html"
    }


@pytest.mark.parametrize("way", ["one step", "journal"])
def test_killed_at_any_moment_the_site_is_wholly_old_or_wholly_new(tmp_path: Path, way: str) -> None:
    output = tmp_path / "output"
    chance = random.Random(20201218)
    publish(tmp_path, output, [GITIGNORE, *_pages("B")])
    for number in range(KILLS):
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path), way, str(FILES)], stdout=subprocess.PIPE)
        with child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            child.send_signal(signal.SIGKILL)
        assert child.returncode == -signal.SIGKILL
        if way == "journal":
            recover(tmp_path)
        assert letters(output) in ({"A"}, {"B"})
        if number % 2:  # the next build is right, whatever was left behind
            letter = chance.choice("ABC")
            result, problems = publish(tmp_path, output, [GITIGNORE, *_pages(letter)])
            assert result is not None
            assert problems == ()
            assert letters(output) == {letter}
            if letter == "C":
                publish(tmp_path, output, [GITIGNORE, *_pages("A")])


def _pages(letter: str) -> list[Artifact]:
    """The site of one letter, as the child makes it."""
    return [
        Artifact(f"{letter}/only.html", letter.encode()),
        *(Artifact(f"{n % 7}/{n}.html", letter.encode() * 999) for n in range(FILES)),
    ]
