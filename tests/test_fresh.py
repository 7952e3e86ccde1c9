"""A build of what was built already is answered from what the last one left."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from seboddari_build import fresh
from seboddari_build.base.artifact import Artifact
from seboddari_build.publish.publishing import GITIGNORE, publish

RESULT: dict[str, object] = {"exit": 0, "warnings": ["가", "b"]}
ARGUMENTS = ("build", "--strict")
PAST = 1_600_000_000


def project(root: Path, *, aged: bool = True) -> Path:
    """A built project; ``aged``: its files were written long ago."""
    for name in "content/sessions/a/session.md", "content/event.yaml", "themes/mine/base.html", "site.yaml":
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
        if aged:
            os.utime(path, (PAST, PAST))
    build(root)
    return root


def build(root: Path) -> bool:
    """What the command does when something changed."""
    seen = fresh.look(root)
    publish(root, root / "output", [GITIGNORE, Artifact("ko/a.html", b"page"), Artifact("index.html", b"home")])
    return fresh.save(root, root / "output", ARGUMENTS, seen, RESULT)


def asked(root: Path, *arguments: str) -> dict[str, object] | None:
    """What the next build is told."""
    return fresh.unchanged(root, root / "output", arguments or ARGUMENTS)


@pytest.mark.parametrize("aged", [True, False])
def test_nothing_changed_gives_the_last_result_again_and_again(tmp_path: Path, aged: bool) -> None:
    project(tmp_path, aged=aged)
    for _ in range(3):
        assert asked(tmp_path) == RESULT


def test_before_the_first_build_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert asked(tmp_path) is None


@pytest.mark.parametrize(
    "name", ["content/event.yaml", "content/sessions/a/session.md", "themes/mine/base.html", "site.yaml"]
)
def test_each_changed_input_counts_even_with_its_size_and_time_kept(tmp_path: Path, name: str) -> None:
    project(tmp_path)
    path = tmp_path / name
    path.write_text(path.read_text().replace("text", "TEXT"))
    os.utime(path, (PAST, PAST))
    assert asked(tmp_path) is None


def test_new_and_missing_inputs_count(tmp_path: Path) -> None:
    project(tmp_path)
    new = tmp_path / "content/sessions/b/session.md"
    new.parent.mkdir()
    assert asked(tmp_path) is None  # even an empty folder
    new.write_text("new")
    assert asked(tmp_path) is None
    shutil.rmtree(new.parent)
    assert asked(tmp_path) == RESULT
    (tmp_path / "content/event.yaml").unlink()
    assert asked(tmp_path) is None


def test_an_edit_just_after_the_build_within_one_tick_of_the_clock_counts(tmp_path: Path) -> None:
    path = project(tmp_path, aged=False) / "content/event.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("text", "TEXT"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert asked(tmp_path) is None


def test_an_edit_during_the_build_is_not_lost(tmp_path: Path) -> None:
    path = project(tmp_path) / "content/event.yaml"
    seen = fresh.look(tmp_path)
    old = path.read_text()
    path.write_text("edited while the build had read it already")
    assert not fresh.save(tmp_path, tmp_path / "output", ARGUMENTS, seen, RESULT)
    assert asked(tmp_path) is None
    seen = fresh.look(tmp_path)
    path.write_text("read by the build")
    path.write_text(old)
    assert not fresh.save(tmp_path, tmp_path / "output", ARGUMENTS, seen, RESULT)


def test_touched_inputs_with_the_same_content_count_as_unchanged(tmp_path: Path) -> None:
    project(tmp_path)
    for path in (tmp_path / "content").rglob("*"):
        os.utime(path)
    assert asked(tmp_path) == RESULT


def test_a_fresh_checkout_with_the_store_and_output_of_another_counts_as_unchanged(tmp_path: Path) -> None:
    project(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two", copy_function=shutil.copyfile)
    assert asked(tmp_path / "two") == RESULT
    (tmp_path / "two/output/index.html").write_bytes(b"HOME")
    assert asked(tmp_path / "two") is None


def test_other_arguments_variables_and_packages_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path / "project")
    assert asked(tmp_path / "project", "build") is None
    monkeypatch.setenv("SEBODDARI_BASE_URL", "https://example.org/")
    assert asked(tmp_path / "project") is None
    monkeypatch.delenv("SEBODDARI_BASE_URL")
    assert asked(tmp_path / "project") == RESULT
    (tmp_path / "lib/jinja9-9.9.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    assert asked(tmp_path / "project") is None


def test_every_change_to_the_output_counts(tmp_path: Path) -> None:
    output = project(tmp_path) / "output"
    (output / "ko/a.html").write_bytes(b"PAGE")
    assert asked(tmp_path) is None
    (output / "ko/a.html").write_bytes(b"page")
    assert asked(tmp_path) == RESULT
    (output / "ko/new.html").write_bytes(b"new")
    assert asked(tmp_path) is None
    (output / "ko/new.html").unlink()
    assert asked(tmp_path) == RESULT
    (output / "ko/a.html").unlink()
    assert asked(tmp_path) is None
    (output / "ko/a.html").symlink_to(output / "index.html")
    assert asked(tmp_path) is None


def test_another_site_published_since_counts(tmp_path: Path) -> None:
    project(tmp_path)
    publish(tmp_path, tmp_path / "output", [GITIGNORE, Artifact("index.html", b"other")])
    assert asked(tmp_path) is None
    assert build(tmp_path)
    assert asked(tmp_path) == RESULT


def test_an_exchange_left_half_done_counts(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / ".seboddari/journal").write_bytes(b"")
    assert asked(tmp_path) is None


def test_links_and_other_things_among_the_inputs_are_never_relied_on(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content/pipe")
    project(tmp_path)
    assert asked(tmp_path) is None
    (tmp_path / "content/pipe").unlink()
    (tmp_path / "content/link.md").symlink_to("event.yaml")
    assert not build(tmp_path)
    assert asked(tmp_path) is None


@pytest.mark.parametrize("damage", [b"", b"[]", b"4c2e5fbe\n{}", b"\xff"])
def test_a_damaged_store_gives_a_full_build(tmp_path: Path, damage: bytes) -> None:
    project(tmp_path)
    (tmp_path / ".seboddari/fresh").write_bytes(damage)
    assert asked(tmp_path) is None
    build(tmp_path)
    for path in (tmp_path / ".seboddari/trees").iterdir():
        path.write_bytes(damage)
    assert asked(tmp_path) is None


def test_it_imports_the_standard_library_only() -> None:
    code = (
        "import sys; before = set(sys.modules); import seboddari_build.fresh; "
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(sorted(new - set(sys.stdlib_module_names)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['seboddari_build']"
