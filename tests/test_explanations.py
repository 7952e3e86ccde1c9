"""Every kind of problem is explained in both languages, has examples that are true, and a test of its own."""

import ast
import re
from pathlib import Path

import pytest

from seboddari_build.base.language import has_hangul
from seboddari_build.cli.explanations import Entry, codes, entries
from tests.photographs import photograph
from tests.project import ROOT, Project

PACKAGE = ROOT / "seboddari_build"
CASES = {file.name.partition(".")[0] for file in (ROOT / "tests" / "problems").glob("*.case")}
WITH_EXAMPLE = [entry for entry in entries().values() if entry.wrong]

#: Codes that no case file can show, and the test that does.
ELSEWHERE = {
    # Needs a machine, a clock or a hand beside the build.
    "machine-disk-full": "tests/test_machine_problems.py",
    "machine-failed": "tests/test_machine_problems.py",
    "machine-permission": "tests/test_machine_problems.py",
    "machine-port-refused": "tests/test_machine_problems.py",
    "preview-bug": "tests/test_machine_problems.py",
    "machine-locked": "tests/test_machine_problems.py",
    "machine-output-touched": "tests/publish/test_publish.py",
    "machine-other-file-system": "tests/publish/test_publish.py",
    "machine-port-busy": "tests/test_serve.py",
    "picture-changed": "tests/render/test_pictures.py",
    "picture-heavy": "tests/check/test_rules.py",
    "output-is-mount": "tests/publish/test_publish.py",
    # Files that a text file cannot hold: names in bytes, sizes, permissions.
    "content-missing": "tests/load/test_files.py",
    "file-missing": "tests/load/test_files.py",
    "file-name-encoding": "tests/load/test_files.py",
    "file-too-large": "tests/load/test_pictures.py",
    "file-unreadable": "tests/load/test_files.py",
    "path-outside": "tests/load/test_files.py",
    "yaml-too-many": "tests/load/test_yaml_nodes.py",
    # No content leads there: the gate before the output folder, which trusts nobody.
    "path-case-collision": "tests/publish/test_publish.py",
    "path-file-and-folder": "tests/publish/test_publish.py",
    "path-unsafe": "tests/publish/test_publish.py",
    # Typesetting takes seconds: shown on the smallest book.
    "booklet-error": "tests/render/booklet/test_compiler.py",
    "booklet-glyph": "tests/render/booklet/test_compiler.py",
    "booklet-memory": "tests/render/booklet/test_compiler.py",
    "booklet-stopped": "tests/test_machine_problems.py",
    "booklet-time": "tests/render/booklet/test_compiler.py",
    "booklet-warning": "tests/render/booklet/test_compiler.py",
}


def declared() -> dict[str, set[str]]:
    """The codes written down in the package's source, without importing it, and whether each is an error."""
    found: dict[str, set[str]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            id = node.args[0]
            if node.func.id in ("error", "warning") and isinstance(id, ast.Constant):
                found.setdefault(id.value, set()).add(node.func.id)
    return found


def test_the_registry_holds_what_the_source_declares() -> None:
    registered = {id: {kind.severity.value for kind in kinds} for id, kinds in codes().items()}
    assert registered == declared()
    assert all(len(severities) == 1 for severities in registered.values())


def test_every_code_has_an_entry_and_no_entry_is_left_over() -> None:
    assert sorted(entries()) == list(codes())


@pytest.mark.parametrize("id", codes())
def test_an_entry_is_in_both_languages(id: str) -> None:
    entry = entries()[id]
    for text in (entry.what, entry.why, entry.mend):
        assert has_hangul(text.ko)
        assert text.en and not has_hangul(text.en.replace("님", "").replace("참여자", ""))
    assert not entry.what.ko.endswith(".") and not entry.what.en.endswith(".")
    assert all(text[-1] in ".)?" for text in (entry.why.ko, entry.why.en, entry.mend.ko, entry.mend.en))
    assert bool(entry.wrong) == bool(entry.right)
    for kind in codes()[id]:
        assert has_hangul(kind.ko + kind.hint_ko) or "{" in kind.ko
        assert not has_hangul(re.sub("[‘'`(].*?[’'`)]", "", kind.en.replace("님", "")))


@pytest.mark.parametrize("id", codes())
def test_every_code_is_shown_by_a_test(id: str) -> None:
    assert (id in CASES) != (id in ELSEWHERE), "a case file in tests/problems, or a test named in ELSEWHERE"
    if id in ELSEWHERE:
        text = (ROOT / ELSEWHERE[id]).read_text("utf-8")
        said = [re.split(r"\{[^{}]*\}", message) for kind in codes()[id] for message in (kind.ko, kind.en)]
        shown = [max(parts, key=len).strip() for parts in said]
        assert re.search(rf"""["'\[]{id}["'\]]""", text) or any(part in text for part in shown)


def test_no_case_is_left_over() -> None:
    assert set(codes()) >= CASES
    assert set(codes()) >= set(ELSEWHERE)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("small") / "project").small()
    assert project.check().codes() == []
    return project


@pytest.mark.parametrize("entry", WITH_EXAMPLE, ids=lambda entry: entry.id)
def test_the_examples_are_true(entry: Entry, small: Project, tmp_path: Path) -> None:
    wrong = laid(entry, entry.wrong, small.copy(tmp_path / "wrong"))
    found = wrong.check().codes()
    if entry.id not in found:  # told of only when pages are made
        found = wrong.build().codes()
    assert entry.id in found
    right = laid(entry, entry.right, small.copy(tmp_path / "right"))
    assert right.check().messages() == []
    if entry.id not in wrong.check().codes():
        assert right.build().ok().messages() == []


def laid(entry: Entry, files: tuple[tuple[str, str], ...], project: Project) -> Project:
    """The files of an example over a project that has the pictures which the mended one describes."""
    for path, text in entry.right:
        for name in re.findall(r"\b[a-z]+\.(?:jpg|png)\b", text) if path == "content/media.yaml" else ():
            file = project.root / "content" / "media" / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(photograph("PNG" if name.endswith("png") else "JPEG"))
    for path, text in files:
        file = project.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return project
