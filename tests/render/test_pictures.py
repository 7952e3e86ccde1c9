"""Pictures on the site: nothing of their files but pixels, in two sizes, made once; what is lost or withheld."""

import io
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps

from seboddari_build.base.store import Store
from seboddari_build.build import store_file
from seboddari_build.load.pictures import parse_picture
from seboddari_build.render.web.pictures import Pictures, encoded
from seboddari_build.site.pictures import FINER, Publication, Size, Twin
from tests.photographs import CORNERS, SECRET, corners, photograph, srgb
from tests.project import Project

KINDS = ("JPEG", "PNG", "WEBP")
MARKERS = (b"Exif", b"xmp", b"XMP", b"ICC", b"iCCP", b"iTXt", b"tEXt", b"zTXt", b"eXIf", b"http", b"GPS")
WALK = "content/sessions/care/02-walk.md"
PAGE = "ko/sessions/care/walk"


def put(project: Project, name: str, data: bytes) -> None:
    file = project.root / "content" / "media" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def size(project: Project, path: str) -> tuple[int, int]:
    return Image.open(io.BytesIO((project.output / path).read_bytes())).size


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with every letter of this file, built: so that no test waits for the font."""
    letters = sorted(c for c in set(Path(__file__).read_text("utf-8")) if c > "\x7f")
    project = Project(tmp_path_factory.mktemp("small") / "project").small()
    project.write(f"=== content/pages/letters.md\n---\ntitle: 글자\n---\n{' '.join(letters)}\n").build().ok()
    return project


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    return small.copy(tmp_path / "project")


def walk(project: Project, media: str, body: str, head: str = "") -> Project:
    """The small project with ``media`` in media.yaml, and a talk of this body."""
    talk = f"=== {WALK}\n---\ntitle: 마을 걷기\ntitle.en: A walk\n{head}---\n{body}\n"
    return project.small().write(f"=== content/media.yaml\n{media}\n{talk}")


def alley(project: Project, data: bytes = b"") -> Project:
    """A talk that shows one wide photograph, once in its text and once in a gallery."""
    put(project, "IMG 2020.jpg", data or photograph("JPEG", (2400, 1200)))
    media = '- {id: alley, file: "IMG 2020.jpg", alt: 골목, alt.en: An alley, caption: 함께 걸은 골목}'
    return walk(project, media, "길입니다: ![걷는 길](<../../media/IMG 2020.jpg>)\n\n:::{gallery} alley\n:::")


def images(project: Project, page: str = PAGE) -> list[dict[str, str]]:
    """The attributes of every picture in the body of a page."""
    main = project.html(page).partition("<main")[2].partition("</main>")[0]
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in re.findall(r"<img [^>]*>", main)]


def published(project: Project) -> dict[str, bytes]:
    return {path: data for path, data in project.files().items() if path.startswith("media/")}


def twins(project: Project, page: str = PAGE) -> dict[str, list[tuple[str, int]]]:
    """What the first picture of a page may be taken from instead: sizes (address, width) by type, best first."""
    html = project.html(page).partition("</picture>")[0].rpartition("<picture>")[2]
    listed = re.findall(r'<source type="([^"]+)" srcset="([^"]+)" sizes="[^"]+">', html)
    sizes = {kind: re.findall(r"(?:\.\./)+(\S+) (\d+)w", srcset) for kind, srcset in listed}
    return {kind: [(address, int(width)) for address, width in found] for kind, found in sizes.items()}


def plain(project: Project) -> dict[str, bytes]:
    """What is published for browsers that know no better."""
    html = "".join(project.files()[path].decode() for path in project.files() if path.endswith(".html"))
    others = set(re.findall(r"(media/\S+) \d+w", "".join(re.findall(r'<source [^>]*srcset="([^"]+)"', html))))
    assert others <= published(project).keys()
    return {path: data for path, data in published(project).items() if path not in others}


def made(data: bytes, *sizes: tuple[int, int]) -> list[bytes]:
    """What is published of a picture in these sizes."""
    record = parse_picture(data, "content/media/x").record
    assert record is not None
    assert record.format
    wanted = tuple(Size("", *size) for size in sizes or [(record.width, record.height)])
    return list(encoded(data, Publication(record, wanted)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(120, 80), (60, 40)])
def test_nothing_of_a_file_is_published_but_its_pixels(kind: str, size: tuple[int, int]) -> None:
    source = photograph(kind)
    assert b"Exif" in source or b"eXIf" in source or b"EXIF" in source
    assert Image.open(io.BytesIO(source)).getexif().get_ifd(0x8825)
    (data,) = made(source, size)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size, corners(data)) == (kind, size, list(CORNERS))
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp", "Author", "Comment"} & set(image.info)
    assert [mark for mark in MARKERS if mark in data] == []
    assert SECRET.encode() not in data


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_stands_upright(kind: str, turn: int) -> None:
    source = photograph(kind, (120, 80), turn)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(source)))
    assert upright is not None
    out = io.BytesIO()
    upright.convert("RGB").save(out, "PNG")
    for data in made(source, upright.size, (upright.width // 2, upright.height // 2)):
        assert corners(data) == corners(out.getvalue())


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("WEBP", "RGBA"),
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGBA", "I;16")),
    ],
)
def test_every_mode_can_be_published(kind: str, mode: str) -> None:
    profile = b"" if mode in ("CMYK", "P") else srgb()
    for data in made(photograph(kind, (120, 80), mode=mode, icc_profile=profile), (120, 80), (60, 40)):
        image = Image.open(io.BytesIO(data))
        assert image.format == kind
        assert ("A" in image.mode) == ("A" in mode)
        if mode not in ("1", "L", "LA", "I;16"):
            assert corners(data) == list(CORNERS)


def test_sixteen_bits_of_grey_are_not_burnt_out() -> None:
    out = io.BytesIO()
    Image.new("I;16", (40, 20), 0x8000).save(out, "PNG")
    assert Image.open(io.BytesIO(made(out.getvalue())[0])).getpixel((5, 5)) == 128


def test_a_transparent_colour_stays_transparent() -> None:
    image = Image.new("P", (40, 20), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(1, (20, 0, 40, 20))
    out = io.BytesIO()
    image.save(out, "PNG", transparency=1)
    for data in made(out.getvalue(), (40, 20), (20, 10)):
        shown = Image.open(io.BytesIO(data)).convert("RGBA")
        assert shown.getpixel((1, 5)) == (255, 0, 0, 255)
        assert shown.getpixel((shown.width - 2, 5))[3] == 0  # type: ignore[index]  # RGBA has four bands


def test_colours_are_those_that_the_profile_meant() -> None:
    exchanged = srgb().replace(b"rXYZ", b"tmp_").replace(b"bXYZ", b"rXYZ").replace(b"tmp_", b"bXYZ")
    (data,) = made(photograph("PNG", icc_profile=exchanged))
    assert corners(data)[::2] == ["blue", "red"]
    (data,) = made(photograph("PNG", icc_profile=b"no profile at all"))
    assert corners(data) == list(CORNERS)


def test_a_moving_picture_stands_still() -> None:
    first, second = Image.new("RGB", (40, 20), "red"), Image.new("RGB", (40, 20), "blue")
    for kind in ("PNG", "WEBP"):
        out = io.BytesIO()
        first.save(out, kind, save_all=True, append_images=[second], duration=100)
        image = Image.open(io.BytesIO(made(out.getvalue())[0]))
        assert getattr(image, "n_frames", 1) == 1
        assert image.convert("RGB").getpixel((5, 5))[0] > 200  # type: ignore[index]  # RGB has three bands


def test_a_picture_of_a_body_holds_its_place_and_comes_in_two_sizes(project: Project) -> None:
    alley(project).build(strict=True).ok()
    inline, gallery = images(project)
    wide, narrow = sorted(plain(project), key=lambda path: -size(project, path)[0])
    assert [size(project, path) for path in (wide, narrow)] == [(1600, 800), (800, 400)]
    assert inline == {
        "src": f"../../../../{wide}",
        "srcset": f"../../../../{narrow} 800w, ../../../../{wide} 1600w",
        "sizes": "(min-width: 60rem) 43rem, 100vw",
        "width": "1600",
        "height": "800",
        "alt": "걷는 길",
        "loading": "lazy",
        "decoding": "async",
    }
    assert gallery == inline | {"alt": "골목"}
    assert "<figcaption>함께 걸은 골목</figcaption>" in project.html(PAGE)
    assert re.fullmatch(r"media/alley\.[0-9a-f]{8}\.jpg", wide)


def test_english_readers_get_the_english_words_or_are_told_the_language(project: Project) -> None:
    alley(project).build().ok()
    html = project.html("en/sessions/care/walk")
    assert images(project, "en/sessions/care/walk")[1]["alt"] == "An alley"
    assert '<figcaption><span lang="ko">함께 걸은 골목</span></figcaption>' in html


@pytest.mark.parametrize(
    ("pixels", "expected"),
    [
        ((1, 1), [(1, 1)]),
        ((900, 500), [(900, 500)]),
        ((1200, 1), [(800, 1), (1200, 1)]),
        ((3201, 20), [(800, 5), (1600, 10)]),
        ((200, 16_000), [(100, 8_000)]),
    ],
)
def test_no_picture_is_larger_than_a_page_needs(
    project: Project, pixels: tuple[int, int], expected: list[tuple[int, int]]
) -> None:
    out = io.BytesIO()
    Image.new("L", pixels, 128).save(out, "PNG")
    put(project, "x.png", out.getvalue())
    walk(project, "- {id: x, file: x.png, alt: 그림}", ":::{gallery} x\n:::").build().ok()
    assert sorted(size(project, path) for path in plain(project)) == expected
    assert {size(project, path) for path in published(project)} == set(expected)
    (image,) = images(project)
    assert (image["width"], image["height"]) == tuple(map(str, expected[-1]))
    assert ("srcset" in image) == ("sizes" in image) == (len(expected) > 1)


def noise(size: tuple[int, int]) -> bytes:
    """A picture like a photograph, of which every format makes something else."""
    rows = [bytes((x * x // 7 + y * 3 + (x * y) % 61) % 256 for x in range(size[0] // 4)) for y in range(size[1] // 4)]
    grey = Image.frombytes("L", (size[0] // 4, size[1] // 4), b"".join(rows)).resize(size)
    out = io.BytesIO()
    Image.merge("RGB", (grey, grey.rotate(180), grey.transpose(Image.Transpose.FLIP_LEFT_RIGHT))).save(out, "JPEG")
    return out.getvalue()


def test_browsers_that_can_get_smaller_files_of_the_same_picture(project: Project) -> None:
    alley(project, noise((2400, 1200))).build(strict=True).ok()
    (image, *_), own = images(project), plain(project)
    found = twins(project)
    assert list(found)[:1] == ["image/avif"]
    least = sum(map(len, own.values()))
    for kind, sizes in reversed(found.items()):
        assert [width for _, width in sizes] == [800, 1600]
        files = [published(project)[address] for address, _ in sizes]
        for data, (_, width) in zip(files, sizes, strict=True):
            shown = Image.open(io.BytesIO(data))
            assert (f"image/{(shown.format or '').lower()}", shown.width) == (kind, width)
            assert dict(shown.getexif()) == {}
            assert [mark for mark in MARKERS if mark in data] == []
        assert sum(map(len, files)) <= 0.9 * least
        least = sum(map(len, files))
    assert image["src"].endswith(".jpg")
    assert published(project).keys() == {*own, *(address for sizes in found.values() for address, _ in sizes)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_twin_looks_like_the_picture_and_is_the_same_bytes_each_time(kind: str) -> None:
    source = photograph(kind, (240, 160), 6)
    record = parse_picture(source, "content/media/x").record
    assert record is not None
    assert record.format
    sizes = (Size("", record.width, record.height), Size("", record.width // 2, record.height // 2))
    for form in FINER[record.format]:
        whole = Publication(record, sizes, (Twin(form, sizes),))
        first, again = (list(encoded(source, whole, whole.twins[0])) for _ in range(2))
        assert first == again
        for data, own, size in zip(first, encoded(source, whole), sizes, strict=True):
            assert corners(data) == corners(own)
            assert Image.open(io.BytesIO(data)).size == (size.width, size.height)
            assert [mark for mark in MARKERS if mark in data] == []
            assert SECRET.encode() not in data


def test_a_format_that_saves_nothing_is_not_published(project: Project) -> None:
    out = io.BytesIO()
    Image.new("L", (8, 8), 128).save(out, "PNG")
    put(project, "x.png", out.getvalue())
    walk(project, "- {id: x, file: x.png, alt: 그림}", ":::{gallery} x\n:::").build().ok()
    assert "image/avif" not in twins(project)
    assert published(project).keys() == {
        *plain(project), *(address for sizes in twins(project).values() for address, _ in sizes)
    }  # fmt: skip
    assert "<picture>" in project.html(PAGE) or not twins(project)


def test_pictures_are_the_same_bytes_wherever_they_are_made(project: Project, tmp_path: Path) -> None:
    for name in ("b.png", "c.webp", "d.jpg"):
        put(project, name, photograph({"png": "PNG", "webp": "WEBP", "jpg": "JPEG"}[name[2:]], (300, 200), 6))
    alley(project).write("=== content/pages/more.md\n---\ntitle: 더\n---\n:::{gallery} more\n:::\n")
    file = project.root / "content/media.yaml"
    file.write_text(
        file.read_text("utf-8") + "- {id: more, kind: gallery, file: [b.png, c.webp, d.jpg], alt: 여럿}\n", "utf-8"
    )
    other = project.copy(tmp_path / "other")
    count = project.build().ok().result.counts.pictured
    assert other.build(jobs=2).ok().result.counts.pictured == count == len(published(project)) > 5
    assert len(plain(project)) == 5
    assert project.files() == other.files()


def test_a_picture_is_made_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = alley(project).build().ok().result.counts
    before = published(project)
    assert (counts.pictured, len(plain(project))) == (len(before), 2)

    def never(*_: Any) -> Any:
        raise AssertionError("made again")

    monkeypatch.setattr("seboddari_build.render.web.pictures.encoded", never)
    again = project.build().ok().result.counts
    assert (again.parsed, again.rendered, again.pictured, again.written) == (0, 0, 0, 0)
    file = project.root / WALK
    file.write_text(file.read_text("utf-8").replace("길입니다", "골목입니다"), "utf-8")
    edited = project.build().ok().result.counts
    assert (edited.pictured, edited.written > 0) == (0, True)
    for path in before:
        (project.output / path).unlink()
    assert project.build().ok().result.counts.pictured == 0
    assert published(project) == before


def test_a_lost_memo_costs_time_only(project: Project) -> None:
    alley(project).build().ok()
    before = published(project)
    with sqlite3.connect(store_file(project.root)) as db:
        db.execute("DELETE FROM leaf WHERE key LIKE 'picture/%'")
    db.close()
    counts = project.build().ok().result.counts
    assert (counts.pictured, counts.written) == (len(before), 0)
    assert published(project) == before


def test_another_picture_of_the_same_name_gets_another_address(project: Project) -> None:
    alley(project).build().ok()
    before = published(project)
    put(project, "IMG 2020.jpg", photograph("JPEG", (2400, 1200), 3))
    project.build().ok()
    after = published(project)
    assert not before.keys() & after.keys()
    assert images(project)[0]["src"].removeprefix("../../../../") in after


def test_what_no_page_shows_any_more_leaves_site_and_memo(project: Project) -> None:
    alley(project).build().ok()
    project.write(f"=== {WALK}\n---\ntitle: 마을 걷기\n---\n걸었습니다.\n").build().ok()
    assert published(project) == {}
    with sqlite3.connect(store_file(project.root)) as db:
        assert db.execute("SELECT count(*) FROM leaf WHERE key LIKE 'picture/%'").fetchone() == (0,)
    db.close()


@pytest.mark.parametrize("visibility", ["draft", "withheld", "private"])
def test_the_pictures_of_what_is_not_published_are_not_published(project: Project, visibility: str) -> None:
    put(project, "x.jpg", photograph())
    walk(
        project, "- {id: x, file: x.jpg, alt: 그림}", ":::{gallery} x\n:::", f"visibility: {visibility}\n"
    ).build().ok()
    assert published(project) == {}


@pytest.mark.parametrize("visibility", ["draft", "withheld", "private"])
def test_a_picture_that_may_not_be_shown_leaves_no_trace(project: Project, visibility: str) -> None:
    put(project, "home-of-kim.jpg", photograph())
    media = (
        f"- {{id: secret-home, file: home-of-kim.jpg, alt: 비밀의 집, caption: 비밀, visibility: {visibility}}}\n"
        "- {id: same, file: home-of-kim.jpg, alt: 같은 그림}"
    )
    body = "![비밀의 골목](../../media/home-of-kim.jpg)\n\n걸었습니다.\n\n" + "".join(
        f":::{{{name}}} {id}\n:::\n\n" for name in ("gallery", "pair", "video") for id in ("secret-home", "same")
    )
    walk(project, media, body).build().ok()
    assert published(project) == {}
    for language in ("ko", "en"):
        main = project.html(f"{language}/sessions/care/walk").partition("<main")[2].partition("</main>")[0]
        assert "<img" not in main
        assert "media-block" not in main
        assert "<p></p>" not in main
    everything = b"".join(project.files().values()).decode(errors="ignore")
    for word in ("비밀", "secret-home", "home-of-kim", "같은 그림"):
        assert word not in everything


def test_the_name_of_the_file_is_nobodys_business(project: Project) -> None:
    alley(project).build().ok()
    assert b"IMG 2020" not in b"".join(project.files().values())


@pytest.mark.parametrize("entry", ["file: alley.jpg, condition: lost", "condition: lost", "kind: gallery"])
def test_what_is_lost_is_said_to_be_lost(project: Project, entry: str) -> None:
    body = ":::{gallery} alley\n:::" + ("\n\n![걷던 길](../../media/alley.jpg)" if "file" in entry else "")
    walk(project, f"- {{id: alley, caption: 걷던 골목, {entry}}}", body).build(strict=True).ok()
    html = project.html(PAGE)
    assert '<div class="lost-block">\n<p class="block-name">남아 있지 않은 것</p>\n<p>걷던 골목</p>' in html
    assert images(project) == []
    if "file" in entry:
        assert '<p><span class="lost-picture">남아 있지 않은 것: 걷던 길</span></p>' in html


def test_each_picture_of_several_says_which_it_is(project: Project) -> None:
    put(project, "before.jpg", photograph())
    put(project, "after.png", photograph("PNG"))
    media = "- id: garden\n  kind: pair\n  file: [before.jpg, after.png]\n  alt: 텃밭의 전과 뒤\n  credit: 김보기\n"
    media += "  condition: damaged"
    walk(project, media, ":::{pair} garden\n:caption: 한 해의 텃밭\n\n:::").build(strict=True).ok()
    assert [image["alt"] for image in images(project)] == ["텃밭의 전과 뒤 (1/2)", "텃밭의 전과 뒤 (2/2)"]
    html = project.html(PAGE)
    assert '<figure class="media-block pair">\n<ul class="pictures plain">' in html
    damaged = '<span class="badge badge-damaged">훼손됨</span>'
    assert f'<figcaption>한 해의 텃밭 <span class="quiet">김보기</span> {damaged}</figcaption>' in html


@pytest.mark.parametrize("poster", [False, True])
def test_a_film_is_a_link_and_loads_nothing(project: Project, poster: bool) -> None:
    put(project, "poster.jpg", photograph())
    file = ", file: poster.jpg, alt: 개막식" if poster else ""
    words = "caption: 여는 영상, caption.en: The opening"
    media = f'- {{id: film, kind: video, url: "https://video.example/1", {words}{file}}}'
    walk(project, media, ":::{video} film\n:::").build().ok()
    for language, label in (("ko", "영상: 여는 영상"), ("en", "Video: The opening")):
        html = project.html(f"{language}/sessions/care/walk")
        assert html.count("https://video.example/1") == 1
        assert f'href="https://video.example/1" rel="external">{label}</a>' in html
        assert not re.search("<(iframe|video|embed|object)", html)
        assert len(images(project, f"{language}/sessions/care/walk")) == poster


def test_words_are_escaped(project: Project) -> None:
    put(project, "x.jpg", photograph())
    evil = '\\"><script>alert(1)</script>'
    media = f'- {{id: x, file: x.jpg, alt: "{evil}", caption: "{evil}", credit: "{evil}"}}'
    walk(project, media, f":::{{gallery}} x\n:::\n\n![{evil[1:]}](../../media/x.jpg)").build()
    html = project.html(PAGE) if project.output.exists() else ""
    assert "<script>alert" not in html
    file = project.root / WALK
    file.write_text('---\ntitle: 글\n---\n:::{gallery} x\n:::\n\n!["&<](../../media/x.jpg)\n', "utf-8")
    project.build().ok()
    html = project.html(PAGE)
    assert "<script>alert" not in html
    assert [image["alt"] for image in images(project)] == [
        "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
        "&quot;&amp;&lt;",
    ]


def test_a_picture_that_changes_under_the_build_stops_it(project: Project) -> None:
    put(project, "x.jpg", photograph())
    record = parse_picture(photograph(), "content/media/x.jpg").record
    assert record is not None
    put(project, "x.jpg", photograph("PNG"))
    pictures = Pictures(project.root, (Publication(record, (Size("media/x.jpg", 120, 80),)),), Store(None, ""))
    assert list(pictures.artifacts({}, 1)) == []
    assert [(p.code, p.span.path) for p in pictures.problems] == [("picture-changed", "content/media/x.jpg")]


def test_drafts_are_seen_in_the_preview(project: Project) -> None:
    from seboddari_build.build import Options, build

    put(project, "x.jpg", photograph())
    walk(project, "- {id: x, file: x.jpg, alt: 그림, visibility: draft}", ":::{gallery} x\n:::")
    assert build(Options(project.root, project.output, preview=True)).published
    assert len(images(project)) == len(plain(project)) == 1
