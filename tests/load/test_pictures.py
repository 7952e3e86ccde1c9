"""Files below content/media/: what they are, what is refused, and what media.yaml says of them."""

import io
import os
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from seboddari_build.base.language import Language
from seboddari_build.base.problem import Problem, sort_key
from seboddari_build.base.store import Store
from seboddari_build.check import check
from seboddari_build.cli.report import format_problem
from seboddari_build.load import files
from seboddari_build.load.content import load
from seboddari_build.load.pictures import parse_picture
from seboddari_build.model.directory import Picture
from seboddari_build.model.lookup import make_lookup
from tests.photographs import photograph
from tests.project import Project

PATH = "content/media/alley.jpg"
KINDS = ("JPEG", "PNG", "WEBP")


def put(project: Project, *names: str, data: bytes = b"") -> Project:
    """Write pictures into content/media/ of ``project``."""
    for name in names:
        file = project.root / "content" / "media" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data or photograph())
    return project


def problems(project: Project) -> list[Problem]:
    """What is wrong with the content, without a look at fonts and theme."""
    loaded = load(project.root, Store(None, ""))
    assert loaded.conference
    found = (*loaded.problems, *check(loaded.conference, make_lookup(loaded.conference)))
    return sorted(found, key=sort_key)


def codes_of(project: Project) -> list[str]:
    return [problem.code for problem in problems(project)]


def messages(project: Project, ui: Language = "en") -> list[str]:
    return [format_problem(problem, ui, project.source, colour=False) for problem in problems(project)]


def told(data: bytes) -> list[tuple[str, str, str]]:
    """The problems of a file that is no picture: code, Korean, English."""
    parsed = parse_picture(data, PATH)
    assert parsed.record is not None
    assert (parsed.record.name, parsed.record.format, parsed.record.width) == ("alley.jpg", "", 0)
    assert all((p.span.path, p.span.line) == (PATH, 0) for p in parsed.problems)
    return [(p.code, p.message.ko, p.message.en) for p in parsed.problems]


def codes(data: bytes) -> list[str]:
    return [code for code, _, _ in told(data)]


def png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG that says it is very large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_known_by_its_content_and_not_by_its_name(kind: str) -> None:
    parsed = parse_picture(photograph(kind, (120, 80)), PATH)
    assert parsed.problems == ()
    assert parsed.record is not None
    assert parsed.record == Picture("alley.jpg", parsed.record.digest, kind.lower(), 120, 80)  # type: ignore[arg-type]  # a broken picture has none


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_measured_as_it_is_seen(kind: str, turn: int) -> None:
    record = parse_picture(photograph(kind, (120, 80), turn), PATH).record
    assert record is not None
    assert (record.orientation, record.width, record.height) == (turn, *((80, 120) if turn > 4 else (120, 80)))


def test_an_orientation_that_does_not_exist_is_none() -> None:
    assert parse_picture(photograph(turn=99), PATH).record.orientation == 1  # type: ignore[union-attr]  # the same


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG"),
        (b'\xef\xbb\xbf <?xml version="1.0"?><svg/>', "SVG"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\x00\x00\x00\x18ftypavif", "AVIF"),
        (b"\x00\x00\x00\x18ftypisom", "MP4"),
        (b"II*\x00", "TIFF"),
        (b"BM\x00\x00", "BMP"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_other_types_are_refused_by_name(data: bytes, what: str) -> None:
    assert told(data) == [
        (
            "picture-type",
            f"여기에 둘 수 없는 형식의 파일입니다: {what}.",
            f"A file of this type cannot stand here: {what}.",
        )
    ]


@pytest.mark.parametrize("data", [b"", "글".encode(), b"\x89PNX", b"RIFF....WAVE", bytes(100)])
def test_what_nobody_knows_is_refused(data: bytes) -> None:
    assert told(data) == [
        (
            "picture-type",
            "여기에 둘 수 없는 형식의 파일입니다: 알 수 없음.",
            "A file of this type cannot stand here: unknown.",
        )
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.999, 0.6, 0.1])
def test_a_truncated_picture_is_refused(kind: str, part: float) -> None:
    noise = Image.frombytes("RGB", (64, 64), random.Random(1).randbytes(64 * 64 * 3))
    out = io.BytesIO()
    noise.save(out, kind, quality=90)
    whole = out.getvalue()
    assert parse_picture(whole, PATH).problems == ()
    # The last bytes of a file may be padding and checksums; pixels are always missing at these lengths.
    assert told(whole[: int(len(whole) * part) - 20]) == [
        (
            "picture-broken",
            "그림을 끝까지 읽을 수 없습니다. 잘렸거나 손상된 파일입니다.",
            "The picture cannot be read to its end: the file is truncated or damaged.",
        )
    ]


def huge_jpeg() -> bytes:
    data = photograph("JPEG", (16, 16), mode="L")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", 20_000, 20_000) + data[at + 4 :]


def huge_webp() -> bytes:
    body = b"\x2f" + struct.pack("<I", 16382 | 16382 << 14) + bytes(5)
    chunk = b"VP8L" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


@pytest.mark.parametrize(
    "data",
    [png_header(100_000, 100_000), png_header(12_000, 10_000), png_header(8_000, 5_001), huge_jpeg(), huge_webp()],
    ids=["bomb", "warned", "just above", "jpeg", "webp"],
)
def test_a_bomb_is_refused_before_it_is_unpacked(data: bytes) -> None:
    assert told(data) == [
        (
            "picture-pixels",
            "그림이 너무 큽니다. 4000만 화소까지 씁니다.",
            "The picture has too many pixels; the limit is 40 megapixels.",
        )
    ]


def test_the_limit_itself_is_no_bomb() -> None:
    assert codes(png_header(8_000, 5_000)) == ["picture-broken"]


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    data = photograph("JPEG", (640, 640), progressive=True)
    last = data[data.rfind(b"\xff\xc4", 0, data.rfind(b"\xff\xda")) : -2]
    assert parse_picture(data[:-2] + last * 5 + data[-2:], PATH).problems == ()
    assert codes(data[:-2] + last * 60 + data[-2:]) == ["picture-broken"]


@pytest.mark.parametrize("kind", KINDS)
def test_damage_never_raises(kind: str) -> None:
    chance = random.Random(7)
    whole = photograph(kind, (24, 16))
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        parsed = parse_picture(bytes(data), PATH)
        assert {p.code for p in parsed.problems} <= {"picture-type", "picture-broken", "picture-pixels"}


def test_an_entry_with_its_picture_has_no_problem_and_an_unused_one_neither(project: Project) -> None:
    put(project.small(), "alley.jpg", "골목/밤.png")
    project.write(
        "=== content/media.yaml\n- {id: alley, file: alley.jpg, alt: 골목}\n- {id: night, file: 골목/밤.png, alt: 밤}\n"
    )
    assert messages(project) == []


def test_a_picture_is_read_once(project: Project) -> None:
    put(project.small(), "alley.jpg").write("=== content/media.yaml\n- {id: alley, file: alley.jpg, alt: 골목}\n")
    store = Store(None, "")
    assert PATH in load(project.root, store).parsed
    assert load(project.root, store).parsed == ()
    put(project, "alley.jpg", data=photograph(size=(60, 40)))
    assert load(project.root, store).parsed == (PATH,)


def test_what_a_picture_was_refused_for_is_told_again(project: Project) -> None:
    put(project.small(), "alley.jpg", data=b"GIF89a").write(
        "=== content/media.yaml\n- {id: a, file: alley.jpg, alt: 골목}\n"
    )
    store = Store(None, "")
    for _ in range(2):
        assert [problem.code for problem in load(project.root, store).problems] == ["picture-type"]
    put(project, "alley.jpg")
    assert load(project.root, store).problems == ()


def test_a_missing_file_is_told_where_it_is_named(project: Project) -> None:
    put(project.small(), "before.jpg", "after.jpg").write(
        "=== content/media.yaml\n- id: garden\n  kind: pair\n  file: [before.jpg, aftr.jpg]\n  alt: 텃밭\n"
    )
    assert messages(project, "ko")[0] == (
        "content/media.yaml:3:22: error[missing-picture]: ‘aftr.jpg’: content/media/ 폴더에 그런 파일이 없습니다.\n"
        "   |\n 3 |   file: [before.jpg, aftr.jpg]\n   |                      ^^^^^^^^\n"
        "   = 고치기: 혹시 ‘after.jpg’인가요?"
    )


@pytest.mark.parametrize("name", ["../event.yaml", "/etc/passwd", "Alley.jpg", "alley.JPG"])
def test_only_the_very_name_of_a_file_in_media_is_found(project: Project, name: str) -> None:
    put(project.small(), "alley.jpg").write(f"=== content/media.yaml\n- {{id: alley, file: {name}, alt: 골목}}\n")
    assert codes_of(project) == ["missing-picture", "undescribed-picture"]


def test_a_picture_that_is_not_described_is_warned_of_and_stays_out(project: Project) -> None:
    put(project.small(), "alley.jpg")
    (message,) = messages(project)
    assert message == (
        "content/media/alley.jpg: warning[undescribed-picture]: content/media.yaml does not describe this picture; "
        "it stays out of the site.\n"
        '   = mend: Add - {id: short-name, file: "alley.jpg", alt: what is seen}, or delete the file.'
    )
    assert not (project.build().ok().project.output / "media").exists()


def test_a_body_may_only_show_what_is_described(project: Project) -> None:
    put(project.small(), "alley.jpg")
    project.write("=== content/pages/about.md\n---\ntitle: 알림\n---\n![골목](../media/alley.jpg)\n")
    assert messages(project)[-1] == (
        "content/pages/about.md:4:1: error[missing-picture]: The picture '../media/alley.jpg' is not described in "
        "content/media.yaml.\n   |\n 4 | ![골목](../media/alley.jpg)\n   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        '   = mend: Add there: - {id: short-name, file: "alley.jpg", alt: what is seen}'
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("alt: 골목", []),
        ("caption: 골목", ["missing-alt"]),
        ("alt.en: An alley", ["missing-alt"]),
        ("visibility: draft", []),
        ("condition: lost", []),
        ("visibility: withheld", []),
        ("alt: 골목, kind: pair", ["pair-files"]),
        ('alt: 골목, url: "http://example.org/film"', ["insecure-url"]),
        ('alt: 골목, url: "https://example.org/film"', []),
    ],
)
def test_what_an_entry_needs(project: Project, entry: str, expected: list[str]) -> None:
    put(project.small(), "alley.jpg").write(f"=== content/media.yaml\n- {{id: alley, file: alley.jpg, {entry}}}\n")
    assert codes_of(project) == expected


@pytest.mark.parametrize("entry", ["condition: lost", "visibility: withheld", "visibility: private"])
def test_a_stub_may_name_a_file_that_is_not_kept_here(project: Project, entry: str) -> None:
    project.small().write(f"=== content/media.yaml\n- {{id: alley, file: alley.jpg, {entry}}}\n")
    assert codes_of(project) == []


def test_missing_words_are_asked_for_at_the_entry(project: Project) -> None:
    put(project.small(), "alley.jpg").write("=== content/media.yaml\n- {id: alley, file: alley.jpg}\n")
    (message,) = messages(project, "ko")
    assert message == (
        "content/media.yaml:1:8: error[missing-alt]: ‘alley’: 대체 글이 없습니다.\n"
        "   |\n 1 | - {id: alley, file: alley.jpg}\n   |        ^^^^^\n"
        "   = 고치기: 그림을 볼 수 없는 사람에게 들려줄 말을 적습니다. 보기: alt: 골목에 모여 앉은 주민들"
    )


def test_a_link_out_of_the_tree_is_not_followed(project: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.jpg").write_bytes(photograph())
    put(project.small(), "other.jpg").write("=== content/media.yaml\n- {id: alley, file: alley.jpg, alt: 골목}\n")
    os.symlink(tmp_path / "elsewhere.jpg", project.root / PATH)
    assert codes_of(project) == ["missing-picture", "file-symlink", "undescribed-picture"]


def test_a_file_that_is_too_large_is_not_missing_too(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_PICTURE", 1_000)
    put(project.small(), "alley.jpg").write("=== content/media.yaml\n- {id: alley, file: alley.jpg, alt: 골목}\n")
    (problem,) = problems(project)
    assert (problem.code, problem.span.path) == ("file-too-large", PATH)
    assert "1600" in problem.hint.en
