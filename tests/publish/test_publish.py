"""Publishing as a visitor, an editor and a careless neighbour see it."""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from seboddari_build.base.artifact import Artifact, Kept
from seboddari_build.base.language import Text
from seboddari_build.publish import place, record
from seboddari_build.publish.lock import held
from seboddari_build.publish.machine import MachineError
from seboddari_build.publish.publishing import GITIGNORE, Published, publish, recover, standing


def site(**files: str) -> list[Artifact | Kept]:
    """Artifacts from keyword arguments; ``__`` is a slash and ``_`` a dot."""
    return [
        GITIGNORE,
        *(Artifact(n.replace("__", "/").replace("_", "."), text.encode()) for n, text in files.items()),
    ]


def tree(output: Path) -> dict[str, bytes]:
    """All files below ``output``, and its empty folders with a slash."""
    found: dict[str, bytes] = {}
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if path.is_symlink() or path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[name + "/"] = b""
    return found


def published(root: Path, artifacts: list[Artifact | Kept]) -> Published:
    """Publish without problems."""
    result, problems = publish(root, root / "output", artifacts)
    assert problems == ()
    assert result is not None
    return result


def stamps(root: Path) -> dict[str, tuple[int, int, int]]:
    """Everything below ``root`` with what any writing would change."""
    return {
        str(path): (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for path in [root, *root.rglob("*")] for s in [path.lstat()]
    }


def test_the_first_site_replaces_a_folder_that_holds_only_gitignore(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / ".gitignore").write_bytes(GITIGNORE.data)
    result = published(tmp_path, site(index_html="home", ko__a_html="A"))
    assert result == Published(("index.html", "ko/a.html"), (), (), 1, wrote=True)
    files = tree(output)
    assert json.loads(files.pop("manifest.json")) == {
        "generator": "seboddari",
        "files": {name: sha256(data).hexdigest() for name, data in files.items()},
    }
    assert files == {".gitignore": b"*\n!.gitignore\n", "index.html": b"home", "ko/a.html": b"A"}
    assert (tmp_path / ".seboddari/.gitignore").read_text() == "*\n"


def test_the_first_site_makes_its_folder(tmp_path: Path) -> None:
    result, problems = publish(tmp_path, tmp_path / "www/site", site(index_html="home"))
    assert (result and result.new, problems) == ((".gitignore", "index.html"), ())
    assert (tmp_path / "www/site/index.html").read_bytes() == b"home"


def test_new_changed_same_and_removed_files_are_told_apart(tmp_path: Path) -> None:
    published(tmp_path, site(a_html="1", b__c_html="1", b__d_html="1"))
    result = published(tmp_path, site(a_html="1", b__c_html="2", e__f_html="1"))
    assert result == Published(("e/f.html",), ("b/c.html",), ("b/d.html",), 2, wrote=True)


def test_any_sequence_of_sites_leaves_what_a_clean_build_would(tmp_path: Path) -> None:
    sites = [
        site(a_html="1", b__c_html="1"),
        site(a_html="2", b__c_html="1"),
        site(a_html="2"),  # a folder goes
        site(a_html="2", b="now a file"),
        site(a_html="2", b__c__d_html="a folder again", g_txt=""),
        site(a_html="1", b__c_html="1"),
        site(a_html="1", b__c_html="1", z_bin="x" * 3_000_000),
        site(),
    ]
    warm = tmp_path / "warm"
    warm.mkdir()
    for number, artifacts in enumerate(sites):
        clean = tmp_path / f"clean{number}"
        clean.mkdir()
        published(warm, artifacts)
        published(clean, artifacts)
        assert tree(warm / "output") == tree(clean / "output")


def test_the_same_site_again_writes_nothing_at_all(tmp_path: Path) -> None:
    published(tmp_path, site(a_html="1", b__c_html="1"))
    published(tmp_path, site(a_html="2", b__c_html="1"))
    before = stamps(tmp_path)
    assert published(tmp_path, site(a_html="2", b__c_html="1")) == Published(same=3)
    assert stamps(tmp_path) == before


def test_kept_files_come_from_the_site_that_stands(tmp_path: Path) -> None:
    published(tmp_path, site(a_html="1", b__c_html="kept"))
    kept = Kept("b/c.html", standing(tmp_path, tmp_path / "output")["b/c.html"])
    for text in "2", "3", "4":
        result = published(tmp_path, [*site(a_html=text), kept])
        assert (result.changed, result.same) == (("a.html",), 2)
        assert (tmp_path / "output/b/c.html").read_bytes() == b"kept"


def test_a_kept_file_that_somebody_changed_meanwhile_stops_the_build(tmp_path: Path) -> None:
    published(tmp_path, site(a_html="1", b_html="kept"))
    digest = standing(tmp_path, tmp_path / "output")["b.html"]
    (tmp_path / "output/b.html").write_bytes(b"graffiti")
    with pytest.raises(MachineError) as caught:
        publish(tmp_path, tmp_path / "output", [*site(a_html="2"), Kept("b.html", digest)])
    assert caught.value.problem.message == Text(
        "빌드하는 동안 누군가 출력 폴더의 파일을 바꾸었습니다: output/b.html",
        "Somebody changed a file in the output folder during the build: output/b.html",
    )
    assert (tmp_path / "output/a.html").read_bytes() == b"1"


@pytest.mark.parametrize("place_", ["output", ".seboddari/spare"])
@pytest.mark.parametrize("again", ["2", "3"])
def test_whatever_somebody_does_to_a_tree_is_mended(tmp_path: Path, place_: str, again: str) -> None:
    for text in "1", "2":
        published(tmp_path, site(a_html=text, b__c_html="same", d_html="same", e__f__g_html="same"))
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "g.html").write_text("not to be touched")
    top = tmp_path / place_
    stat = (top / "a.html").stat()
    (top / "a.html").write_bytes(b"!")  # same size, and the time put back
    os.utime(top / "a.html", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (top / "b/c.html").unlink()
    (top / "b/c.html").mkdir()
    (top / "b/c.html/deep").write_text("in the way")
    (top / "d.html").unlink()
    (top / "d.html").symlink_to(secret / "g.html")
    (top / "e/f").rename(top / "e/moved")
    (top / "e/f").symlink_to(secret)
    (top / "added/empty").mkdir(parents=True)
    published(tmp_path, site(a_html=again, b__c_html="same", d_html="same", e__f__g_html="same"))
    files = tree(tmp_path / "output")
    del files[".gitignore"], files["manifest.json"]
    assert files == {
        "a.html": again.encode(),
        "b/c.html": b"same",
        "d.html": b"same",
        "e/f/g.html": b"same",
    }
    assert (secret / "g.html").read_text() == "not to be touched"


@pytest.mark.parametrize("damage", [b"", b"{}", b"00000000\n{}", b"\xff\xfe"])
def test_damaged_ledgers_cost_time_and_nothing_else(tmp_path: Path, damage: bytes) -> None:
    for text in "1", "2":
        published(tmp_path, site(a_html=text, b_html="same"))
    for path in (tmp_path / ".seboddari/trees").iterdir():
        path.write_bytes(damage)
    assert published(tmp_path, site(a_html="2", b_html="same")) == Published(same=3)
    published(tmp_path, site(a_html="1", b_html="same"))
    assert (tmp_path / "output/a.html").read_bytes() == b"1"


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    for text in "123":
        published(tmp_path, site(a_html=text, b_html="same"))
    inodes = {(tmp_path / tree_ / "b.html").stat().st_ino for tree_ in ("output", ".seboddari/spare")}
    published(tmp_path, site(a_html="4", b_html="same"))
    assert (tmp_path / "output/b.html").stat().st_ino in inodes


def test_a_reader_of_the_old_site_reads_its_file_to_the_end(tmp_path: Path) -> None:
    published(tmp_path, site(a_html="old" * 1000))
    with (tmp_path / "output/a.html").open("rb") as file:
        published(tmp_path, site(a_html="new"))
        published(tmp_path, site(a_html="newer"))
        assert file.read() == b"old" * 1000


def said(root: Path, *artifacts: Artifact | Kept) -> list[tuple[str, str]]:
    """The problems of publishing ``artifacts`` over a site, which stays."""
    published(root, site(index_html="old"))
    before = tree(root / "output")
    result, problems = publish(root, root / "output", artifacts)
    assert result is None
    assert tree(root / "output") == before
    return [(problem.code, problem.message.en) for problem in problems]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../a.html", "holds an empty name, ‘.’ or ‘..’."),
        ("a/../../b.html", "holds an empty name, ‘.’ or ‘..’."),
        ("a//b.html", "holds an empty name, ‘.’ or ‘..’."),
        ("a/", "holds an empty name, ‘.’ or ‘..’."),
        ("", "holds an empty name, ‘.’ or ‘..’."),
        ("/etc/passwd", "is absolute."),
        ("a\\b.html", "holds a backslash."),
        ("C:/a.html", "holds a character that no file name may have."),
        ("a\0.html", "holds a character that no file name may have."),
        ("a\ud800.html", "holds a character that no file name may have."),
        ("ko/aux/index.html", "has a name that Windows reserves."),
        ("ko/Com1.html", "has a name that Windows reserves."),
        ("ko/a./index.html", "has a name that ends with a dot or space."),
        ("가" * 90, "has a name longer than 255 bytes."),
    ],
)
def test_unsafe_paths_are_refused(tmp_path: Path, path: str, reason: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    shown = path.replace("\0", "\\x00").replace("\ud800", "\\ud800")
    assert said(root, Artifact(path, b"")) == [("path-unsafe", f"Output path ‘{shown}’: {reason}")]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["project"]


def test_all_collisions_are_told_at_once(tmp_path: Path) -> None:
    paths = (
        "a.html",
        "a.html",
        "A.html",
        "b",
        "b/c.html",
        "가",
        "\u1100\u1161",
        "manifest.json",
        "d",
    )
    assert said(tmp_path, *(Artifact(path, b"") for path in paths)) == [
        ("path-collision", "Two files would stand at the output path ‘a.html’."),
        (
            "path-case-collision",
            "The output paths ‘A.html’ and ‘a.html’ are one file on computers that do not tell case apart.",
        ),
        (
            "path-case-collision",
            "The output paths ‘\u1100\u1161’ and ‘가’ are one file on computers that do not tell case apart.",
        ),
        ("path-collision", "Two files would stand at the output path ‘manifest.json’."),
        ("path-file-and-folder", "The output path ‘b’ is a file, and also the folder of ‘b/c.html’."),
    ]


def test_after_problems_the_next_site_is_right(tmp_path: Path) -> None:
    said(tmp_path, Artifact("index.html", b"half"), Artifact("x/y.html", b"half"), Artifact("../z", b""))
    published(tmp_path, site(index_html="new"))
    assert sorted(tree(tmp_path / "output")) == [".gitignore", "index.html", "manifest.json"]
    assert (tmp_path / "output/index.html").read_bytes() == b"new"


def refused(root: Path, output: Path) -> list[str]:
    """The codes with which ``output`` is refused; nothing in it changes."""
    result, problems = publish(root, output, site(index_html="home"))
    assert result is None
    assert problems == place.refusals(root, output)
    return [problem.code for problem in problems]


def test_folders_that_are_not_ours_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "all/project"
    (root / "content").mkdir(parents=True)
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "manifest.json").write_text('{"name": "somebody else\'s"}')
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(photos)
    (tmp_path / "way").symlink_to(tmp_path / "all")
    assert refused(root, photos) == ["output-not-ours"]
    assert refused(root, tmp_path / "file") == ["output-not-a-folder"]
    assert refused(root, tmp_path / "link") == ["output-is-link"]
    assert refused(root, root) == ["output-holds-project"]
    assert refused(root, root / "content/..") == ["output-holds-project"]
    assert refused(root, tmp_path / "way/project") == ["output-holds-project"]
    assert refused(root, tmp_path / "all") == ["output-holds-project"]
    assert refused(root, Path("/")) == ["output-holds-project"]
    assert refused(root, root / "content/site") == ["output-in-source"]
    assert refused(root, tmp_path / "way/project/content") == ["output-in-source"]
    assert refused(root, root / ".seboddari/spare") == ["output-in-source"]
    assert refused(root, Path("/proc")) == ["output-is-mount"]
    assert [p.name for p in photos.iterdir()] == ["manifest.json"]


def test_a_refusal_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "my").mkdir()
    (tmp_path / "my/letter.txt").write_text("dear")
    (problem,) = place.refusals(tmp_path, tmp_path / "my")
    assert problem.message == Text(
        "출력 폴더가 비어 있지 않은데 이 프로그램이 만든 사이트가 아닙니다: my",
        "The output folder is not empty and holds no site made by this program: my",
    )
    assert problem.hint.en == "Choose an empty or a new folder. The files in this one were left alone."


def test_another_file_system_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    def never() -> Iterator[Artifact]:
        pytest.fail("rendered in vain")
        yield GITIGNORE

    with pytest.raises(MachineError) as caught:
        publish(tmp_path, Path("/proc/seboddari"), never())
    assert caught.value.problem.code == "machine-other-file-system"


@pytest.mark.parametrize("number", [18, 16, 22, 38])  # EXDEV, EBUSY, EINVAL, ENOSYS
def test_without_an_exchange_in_one_step_two_renames_do(tmp_path: Path, number: int) -> None:
    def exchange(one: str, two: str) -> None:
        raise OSError(number, "cannot", one, None, two)

    for text in "1234":
        result, problems = publish(tmp_path, tmp_path / "output", site(a_html=text), exchange=exchange)
        assert (result and result.wrote, problems) == (True, ())
        assert (tmp_path / "output/a.html").read_text() == text
    assert sorted(p.name for p in (tmp_path / ".seboddari").iterdir()) == [
        ".gitignore",
        "lock",
        "spare",
        "trees",
    ]


def test_a_machine_that_fails_at_the_exchange_keeps_the_old_site(tmp_path: Path) -> None:
    def exchange(one: str, two: str) -> None:
        raise OSError(5, "I/O", one, None, two)

    published(tmp_path, site(a_html="1"))
    with pytest.raises(MachineError) as caught:
        publish(tmp_path, tmp_path / "output", site(a_html="2"), exchange=exchange)
    assert caught.value.problem.message.en == "The machine failed to handle a file (EIO): output"
    assert (tmp_path / "output/a.html").read_text() == "1"
    published(tmp_path, site(a_html="2"))
    assert (tmp_path / "output/a.html").read_text() == "2"


def test_a_full_disk_keeps_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: str) -> None:
        raise OSError(28, "No space left on device", path)

    published(tmp_path, site(a_html="1"))
    monkeypatch.setattr("seboddari_build.publish.spare.sync", full)
    with pytest.raises(MachineError) as caught:
        publish(tmp_path, tmp_path / "output", site(a_html="2"))
    assert caught.value.problem.message == Text(
        "디스크가 가득 차서 쓰지 못했습니다: .seboddari/spare",
        "The disk is full, could not write: .seboddari/spare",
    )
    monkeypatch.undo()
    assert tree(tmp_path / "output")["a.html"] == b"1"
    published(tmp_path, site(a_html="3"))
    assert tree(tmp_path / "output")["a.html"] == b"3"


@pytest.mark.parametrize("done", [0, 1, 2, 3])
def test_a_journal_is_finished_after_any_of_its_renames(tmp_path: Path, done: int) -> None:
    published(tmp_path, site(a_html="old"))
    published(tmp_path, site(a_html="new"))
    store = tmp_path / ".seboddari"
    record.write(str(store / "journal"), {"output": "output"})
    steps = [(tmp_path / "output", store / "old"), (store / "spare", tmp_path / "output")]
    for source, target in [*steps, (store / "old", store / "spare")][:done]:
        source.rename(target)
    recover(tmp_path)
    assert (tmp_path / "output/a.html").read_text() == ("new" if done == 0 else "old")
    assert not (store / "old").exists()
    assert not (store / "journal").exists()
    published(tmp_path, site(a_html="newer"))
    assert (tmp_path / "output/a.html").read_text() == "newer"


def test_a_second_build_waits_and_then_says_why_it_failed(tmp_path: Path) -> None:
    heard: list[Text] = []
    with held(tmp_path), pytest.raises(MachineError) as caught:
        publish(tmp_path, tmp_path / "output", site(), wait=0.1, say=heard.append)
    assert heard == [Text("다른 빌드가 끝나기를 기다립니다.", "Waiting for another build to finish.")]
    assert caught.value.problem.message.en == "Another build has not finished in 0.1 s."
    with held(tmp_path) as lock:
        result, _ = publish(tmp_path, tmp_path / "output", site(), lock=lock)
    assert result is not None


def test_two_output_folders_do_not_disturb_each_other(tmp_path: Path) -> None:
    for text in "12345":
        for name in "one", "two":
            result, _ = publish(tmp_path, tmp_path / name, site(a_html=name + text))
            assert result is not None
        assert [(tmp_path / name / "a.html").read_text() for name in ("one", "two")] == [
            "one" + text,
            "two" + text,
        ]
