"""Reading content files: encodings, limits, and what may not be opened."""

import os
import socket
from pathlib import Path

import pytest

from seboddari_build.base.problem import Problem
from seboddari_build.base.span import Span
from seboddari_build.load.files import list_content, read_text

FILE = "content/event.yaml"
NFD = "\u1100\u1161\u1106\u1161.md"


def put(root: Path, path: str, data: bytes = b"") -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def refused(root: Path, path: str) -> Problem:
    text, (problem,) = read_text(root, path)
    assert text is None
    return problem


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("제목: 가\n".encode(), "제목: 가\n"),
        ("\ufeff제목: 가".encode(), "제목: 가"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("\u1100\u1161".encode(), "가"),
        (b"", ""),
        (b"a" * 1_000_000, "a" * 1_000_000),
    ],
)
def test_text(tmp_path: Path, data: bytes, text: str) -> None:
    put(tmp_path, FILE, data)
    assert read_text(tmp_path, FILE) == (text, ())


def test_cp949_is_recognised(tmp_path: Path) -> None:
    put(tmp_path, FILE, "id: a\r\ntitle: 마을\r\n".encode("cp949"))
    problem = refused(tmp_path, FILE)
    assert problem.code == "file-encoding"
    assert problem.span == Span(FILE, 2, 8, 9)
    assert problem.message.ko == "UTF-8로 읽을 수 없습니다. 15번째 바이트부터 어긋납니다."
    assert problem.hint.ko.endswith(" 지금은 CP949(EUC-KR, ‘ANSI’)로 보입니다.")
    assert problem.hint.en == (
        "In your editor choose 'Save as' with the encoding UTF-8. It looks like CP949 (EUC-KR, 'ANSI') now."
    )


@pytest.mark.parametrize(
    ("data", "span", "hint"),
    [
        ("제목".encode("utf-16"), Span(FILE, 1, 1, 2), "UTF-8. It is UTF-16 ('Unicode') now."),
        ("가나".encode() + b"\n\xff", Span(FILE, 2, 1, 2), "with the encoding UTF-8."),
        (b"\xef\xbb\xbf\xea\xb0\x80\xff", Span(FILE, 1, 2, 3), "with the encoding UTF-8."),
    ],
)
def test_other_encodings(tmp_path: Path, data: bytes, span: Span, hint: str) -> None:
    put(tmp_path, FILE, data)
    problem = refused(tmp_path, FILE)
    assert (problem.code, problem.span) == ("file-encoding", span)
    assert problem.hint.en.endswith(hint)


def test_nul(tmp_path: Path) -> None:
    put(tmp_path, FILE, "가: 나\n다\0".encode())
    problem = refused(tmp_path, FILE)
    assert (problem.code, problem.span) == ("file-nul", Span(FILE, 2, 2, 3))
    assert problem.message.en == "Byte 13 is a NUL character, which text never has."


def test_too_large(tmp_path: Path) -> None:
    put(tmp_path, FILE, b"a" * 1_000_001)
    put(tmp_path, "content/data/a.csv", b"a" * 1_000_001)
    put(tmp_path, "content/data/b.CSV", b"a" * 5_000_001)
    assert refused(tmp_path, FILE).message.en == "The file is too large; the limit is 1 MB."
    assert read_text(tmp_path, "content/data/a.csv")[1] == ()
    assert refused(tmp_path, "content/data/b.CSV").message.en == "The file is too large; the limit is 5 MB."


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../x", "content/../../x", "content//x", "./x", "a\0b", "a\\..\\b", "C:/x", ".."],
)
def test_paths_that_lead_out(tmp_path: Path, path: str) -> None:
    problem = refused(tmp_path, path)
    assert problem.code == "path-outside"
    assert problem.span.path == path


@pytest.mark.parametrize("path", ["content/none.md", "none/x.md", "content/event.yaml/x"])
def test_missing(tmp_path: Path, path: str) -> None:
    put(tmp_path, FILE)
    assert refused(tmp_path, path).code == "file-missing"


def test_nothing_but_regular_files_inside_the_root(tmp_path: Path) -> None:
    root = tmp_path / "project"
    put(tmp_path, "secret/a.md", b"secret")
    put(root, FILE)
    (root / "content/link.md").symlink_to(tmp_path / "secret/a.md")
    (root / "content/folder").symlink_to(tmp_path / "secret")
    os.mkfifo(root / "content/pipe.md")
    assert refused(root, "content/link.md").code == "file-symlink"
    assert refused(root, "content/folder/a.md").code == "file-symlink"
    assert refused(root, "content/pipe.md").code == "file-special"
    assert refused(root, "content").code == "file-special"


def test_names_that_the_system_refuses(tmp_path: Path) -> None:
    put(tmp_path, FILE)
    assert refused(tmp_path, "content/" + "a" * 300).code == "file-unreadable"
    assert refused(tmp_path, "content/\ud800").span.path == "content/\\ud800"


def test_decomposed_names_are_found_by_composed_ones(tmp_path: Path) -> None:
    put(tmp_path, f"content/{NFD}", "가".encode())
    assert list_content(tmp_path) == (("content/가마.md",), ())
    assert read_text(tmp_path, "content/가마.md") == ("가", ())
    assert read_text(tmp_path, f"content/{NFD}") == ("가", ())


def test_the_list_is_sorted_and_leaves_out_what_editors_leave_behind(tmp_path: Path) -> None:
    good = ["content/a/z.md", "content/a.md", "content/b/c/d.yaml", "content/가.md", "content/나.md"]
    for path in good:
        put(tmp_path, path)
    for name in (
        ".hidden",
        ".git/x",
        "~$a.docx",
        "a.md~",
        "a.md.bak",
        ".a.md.swp",
        "#a.md#",
        "Thumbs.db",
        "x.TMP",
    ):
        put(tmp_path, f"content/{name}")
    put(tmp_path, "site.yaml")
    (tmp_path / "content/.#lock").symlink_to("nowhere")
    assert list_content(tmp_path) == (tuple(sorted(good)), ())


def listed(root: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.span.path) for problem in list_content(root)[1]]


def test_special_entries_are_reported_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "content/a.md")
    (tmp_path / "content/folder").symlink_to(tmp_path)
    (tmp_path / "content/link.md").symlink_to("a.md")
    os.mkfifo(tmp_path / "content/pipe")
    monkeypatch.chdir(tmp_path / "content")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
    put(tmp_path, os.fsdecode(b"content/\xb8\xb6.md"))
    files, _ = list_content(tmp_path)
    assert files == ("content/a.md",)
    assert listed(tmp_path) == [
        ("file-symlink", "content/folder"),
        ("file-symlink", "content/link.md"),
        ("file-special", "content/pipe"),
        ("file-special", "content/socket"),
        ("file-name-encoding", "content/\\udcb8\\udcb6.md"),
    ]


def test_names_that_clash_on_other_systems(tmp_path: Path) -> None:
    for name in ("A/x.md", "a/X.md", "가마.md", NFD):
        put(tmp_path, f"content/{name}")
    files, problems = list_content(tmp_path)
    assert files == ("content/A/x.md", "content/a/X.md", "content/가마.md")
    assert [(p.code, p.span.path, p.related[0].path) for p in problems] == [
        ("file-name-collision", "content/a", "content/A"),
        ("file-name-collision", "content/a/X.md", "content/A/x.md"),
        ("file-name-collision", "content/가마.md", "content/가마.md"),
    ]
    assert problems[0].message.ko == "대소문자나 글자 조합만 다른 같은 이름이 있습니다: content/A"


@pytest.mark.parametrize("name", ["con", "NUL.md", "com1.a.b", "a?.md", 'a".md', "a.", "a ", "a:b", "a\\b", "a\nb"])
def test_names_that_windows_refuses(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"content/{name}")
    assert listed(tmp_path) == [("file-name-windows", f"content/{name}")]


def test_no_content(tmp_path: Path) -> None:
    assert listed(tmp_path) == [("content-missing", "content")]
    (tmp_path / "content").symlink_to(tmp_path)
    assert listed(tmp_path) == [("file-symlink", "content")]
