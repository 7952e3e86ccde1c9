"""Pictures lose what cameras and programs note in them, and nothing of what is seen."""

import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from seboddari_build.fix import apply, propose
from seboddari_build.fix.pictures import without_notes
from seboddari_build.load.pictures import parse_picture
from tests.photographs import SECRET, photograph
from tests.project import Project

PATH = "content/media/a.jpg"


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_notes_go_and_what_is_seen_stays(kind: str, turn: int) -> None:
    data = photograph(kind, turn=turn)
    assert SECRET.encode() in data
    bare, mends = without_notes(data, PATH)
    assert [mend.code for mend in mends] == ["picture-notes"]
    assert "EXIF" in mends[0].what
    assert SECRET.encode() not in bare
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.tobytes() == after.tobytes()
        assert before.info.get("icc_profile") == after.info.get("icc_profile")
        assert dict(after.getexif()) == ({0x0112: turn} if turn > 1 else {})
        assert not after.getexif().get_ifd(0x8825)
    one, two = (parse_picture(each, PATH).record for each in (data, bare))
    assert one is not None
    assert two is not None
    assert (one.width, one.height, one.orientation) == (two.width, two.height, two.orientation)
    assert without_notes(bare, PATH) == (bare, ())


@pytest.mark.parametrize(("kind", "saving"), [("JPEG", {"progressive": True}), ("WEBP", {"lossless": True})])
def test_other_ways_of_saving(kind: str, saving: dict[str, bool]) -> None:
    bare, mends = without_notes(photograph(kind, **saving), PATH)
    assert mends
    assert SECRET.encode() not in bare


def test_cmyk_keeps_its_colours() -> None:
    data = photograph("JPEG", mode="CMYK")
    bare, mends = without_notes(data, PATH)
    assert mends
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_bare_picture_stays_as_it_is(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, kind)
    assert without_notes(out.getvalue(), PATH) == (out.getvalue(), ())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_hangs_behind_the_picture_goes(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, kind)
    bare, mends = without_notes(out.getvalue() + SECRET.encode(), PATH)
    assert [mend.what for mend in mends] == ["data behind the picture"]
    assert bare == out.getvalue()


def test_transparency_stays() -> None:
    out = io.BytesIO()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET)
    Image.new("P", (8, 8), 3).save(out, "PNG", transparency=3, pnginfo=notes)
    bare, mends = without_notes(out.getvalue(), PATH)
    assert [mend.what for mend in mends] == ["text"]
    with Image.open(io.BytesIO(out.getvalue())) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.info == {**after.info, "Author": SECRET}
        assert "transparency" in after.info


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"GIF89a", b"text"])
def test_what_is_no_sound_picture_stays(data: bytes) -> None:
    assert without_notes(data, PATH) == (data, ())


def test_a_picture_cut_short_stays() -> None:
    data = photograph("JPEG")
    assert without_notes(data[: len(data) * 2 // 3], PATH) == (data[: len(data) * 2 // 3], ())


def test_in_a_project(project: Project) -> None:
    media = project.small().root / "content" / "media"
    media.mkdir()
    (media / "집.jpg").write_bytes(photograph(turn=6))
    proposal = propose(project.root)
    assert [(rewrite.path, rewrite.shown) for rewrite in proposal.rewrites] == [("content/media/집.jpg", ("", ""))]
    apply(project.root, proposal)
    assert SECRET.encode() not in (media / "집.jpg").read_bytes()
    assert not propose(project.root)
    assert [path.name for path in Path(media).iterdir()] == ["집.jpg"]
