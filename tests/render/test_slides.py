"""Decks of slides and films in pages, booklets, e-books, the search and the policies of pages."""

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from seboddari_build.site.films import film_view
from tests.deck import CONTENT, drawn, slides
from tests.decks import TALK, decks
from tests.pages.test_markup import nu
from tests.pages.tree import read_pages
from tests.project import Project
from tests.serving import serving

PAGES = ("ko/sessions/care/walk", "en/sessions/care/walk")
HOSTS = "frame-src https://player.vimeo.com https://www.youtube-nocookie.com"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The site, its booklet and its e-books."""
    project = decks(Project(tmp_path_factory.mktemp("decks") / "project"))
    project.build(only=("site", "booklet", "epub"), base_url="https://example.org/repo/").ok()
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """The same project, to be changed: with its memo, so that no test waits for the font."""
    return built.copy(tmp_path / "project")


def test_the_deck_of_the_guide_is_drawn_from_its_texts() -> None:
    files = 0
    for name, picture in drawn():
        kept = (CONTENT / "media" / name).read_bytes()
        files += len(kept)
        difference = ImageChops.difference(picture.convert("RGB"), Image.open(io.BytesIO(kept)).convert("RGB"))
        grey = difference.convert("L").histogram()
        assert sum(grey[64:]) < 200, name  # another edition of the rasteriser may move an edge
    assert len(slides()) == 12
    assert files < 300_000


@pytest.mark.parametrize("page", PAGES)
def test_every_slide_has_an_address_and_its_words(built: Project, page: str) -> None:
    html = built.html(page)
    ids = re.findall(r'<li class="slide" id="([^"]+)">', html)
    assert ids == [f"s{n}" for n in range(1, 13)] + [f"s{n}-night-talk" for n in range(1, 4)]
    assert html.count('<li class="slide">') == 12  # the first deck again, with no places of its own
    assert html.count("data-deck>") == 2
    text = "".join(read_pages(built.output)[f"{page}/index.html"].root.itertext())
    for slide in slides():
        for said in (slide, "title"), (slide, "text"):
            for line in said[0][f"{said[1]}.en" if page.startswith("en") else said[1]].splitlines():
                assert text.count(line) >= 2


def test_what_has_no_english_words_says_so_and_what_has_none_is_described(built: Project) -> None:
    html = built.html(PAGES[1])
    night = html.partition('id="s1-night-talk"')[2].partition("</ol>")[0]
    first, second, third = night.split("</li>")[:3]
    assert '<span data-slide-title><span lang="ko">한국어로만 적힌 제목</span></span>' in first
    assert 'alt=""' in first
    assert "<p>The alley at night</p>" in second
    assert 'alt="저녁 이야기의 슬라이드 (3/3)" lang="ko"' in third


def test_slides_come_in_three_sizes(built: Project) -> None:
    [image] = re.findall(r'id="s4">.*?(<img [^>]*>)', built.html(PAGES[0]), re.DOTALL)
    assert re.findall(r" (\d+)w", image) == ["480", "800", "1280"]
    assert 'width="1280" height="720"' in image


def test_a_deck_without_words_is_shown_and_told_of(project: Project) -> None:
    media = "- {id: bare, kind: slides, file: [slides/01.png, slides/02.png], alt: 말 없는 슬라이드}\n"
    project.write(f"=== content/media.yaml\n{media}=== {TALK}\n---\ntitle: 글\n---\n:::{{gallery}} bare\n:::\n")
    (project.root / TALK.replace(".md", ".en.md")).unlink()
    outcome = project.build(only=("site",)).ok()
    assert outcome.codes().count("silent-slide") == 2
    assert 'alt="말 없는 슬라이드 (2/2)"' in project.html(PAGES[0])


@pytest.mark.parametrize("visibility", ["draft", "withheld"])
def test_what_stands_on_withheld_slides_is_nowhere(project: Project, visibility: str) -> None:
    file = project.root / "content/media.yaml"
    text = file.read_text("utf-8").replace("- id: night-talk", f"- id: night-talk\n  visibility: {visibility}")
    file.write_text(text.replace("밤의 골목", "아무도 모르는 밤의 골목 이야기"), "utf-8")
    project.build(only=("site",)).ok()
    everything = b"".join(project.files().values()).decode(errors="ignore")
    for word in ("아무도 모르는", "한국어로만 적힌", "alley at night", "night-talk"):
        assert word not in everything
    theme = "=== themes/bottari/ui.yaml\nskip: {ko: 아무도 모르는 밤의 골목 이야기, en: Skip}\n"
    assert project.write(theme).build(only=("site",)).codes() == ["leaked-text"]


def test_the_search_finds_what_stands_on_slides(built: Project) -> None:
    found = b"".join(data for path, data in built.files().items() if path.startswith("search/")).decode(errors="ignore")
    assert "초성" in found
    assert "consonant" in found


def test_pages_without_slides_or_films_load_nothing_for_them(built: Project) -> None:
    for name, data in built.files().items():
        if name.endswith(".html"):
            loads = b"/reading." in data
            assert loads == name.startswith(PAGES), name


def test_a_deck_of_a_section_that_stands_elsewhere_too_has_no_places(project: Project) -> None:
    config = "theme: bottari\ngroups:\n  - {id: walks, title: 나들이, colour: jade}\nservices: []\n"
    case = "---\ntitle: 나들이 하나\n---\n## 한 일 {#achievements}\n\n:::{gallery} twelve-slides\n:::\n\n:::{video} opening\n:::\n"
    project.write(
        f"=== site.yaml\n{config}=== content/cases/walks/one.md\n{case}=== content/cases/walks/two.md\n{case}"
    )
    project.build(only=("site",)).ok()
    html = project.html("ko/cases")
    assert html.count('<li class="slide">') == 24
    assert not re.search(r'id="s\d|data-deck|data-film|frame-src', html)


def test_the_booklet_shows_small_slides_with_titles(built: Project) -> None:
    with pikepdf.open(built.output / "booklet/small-en.pdf") as pdf:
        alts = re.findall(r"/Alt \(?([^\n]+)", "\n".join(str(one) for one in _elements(pdf)))
    assert any("Checked before it is built. Each problem with file" in alt for alt in alts)


def _elements(pdf: pikepdf.Pdf) -> list[str]:
    """The alternative texts of a PDF, one a line as ``/Alt text``."""
    return [f"/Alt {one['/Alt']!s}" for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]


def test_the_e_book_says_what_stands_on_slides(built: Project) -> None:
    with zipfile.ZipFile(built.output / "booklet/small-en.epub") as book:
        text = book.read("EPUB/sessions_care_walk.xhtml").decode()
    deck = text.partition('<ol class="plain deck">')[2].partition("</ol>")[0]
    assert deck.count("<img ") == 12
    assert "<p><b>Checked before it is built</b></p>\n<p>Each problem with file, line and column</p>" in deck
    assert not re.search(r"<picture|\.webp|\.avif", text)


@pytest.mark.parametrize(
    ("address", "host", "src"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "www.youtube-nocookie.com", "embed/dQw4w9WgXcQ?autoplay=1"),
        (
            "https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ",
            "www.youtube-nocookie.com",
            "embed/dQw4w9WgXcQ?autoplay=1",
        ),
        ("https://youtu.be/dQw4w9WgXcQ", "www.youtube-nocookie.com", "embed/dQw4w9WgXcQ?autoplay=1"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "www.youtube-nocookie.com", "embed/dQw4w9WgXcQ?autoplay=1"),
        ("https://vimeo.com/76979871", "player.vimeo.com", "video/76979871?autoplay=1&dnt=1"),
        ("https://vimeo.com/76979871/0a1b2c", "player.vimeo.com", "video/76979871?autoplay=1&dnt=1&h=0a1b2c"),
        (
            "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "tube.example",
            "videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?autoplay=1&p2p=0",
        ),
        (
            "https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
            "tube.example",
            "videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?autoplay=1&p2p=0",
        ),
    ],
)
def test_films_of_known_hosts_are_played_as_they_track_least(address: str, host: str, src: str) -> None:
    film = film_view(address)
    assert film is not None
    assert (film.host, film.src) == (host, f"https://{host}/{src}")


@pytest.mark.parametrize(
    "address",
    [
        "http://youtu.be/dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQextra",
        "https://www.youtube.com/playlist?list=dQw4w9WgXcQ",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/76979871;script-src%20*",
        "https://tube.example;x/w/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://user@tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://tube.example/w/short",
        "https://example.org/film.mp4",
    ],
)
def test_any_other_address_is_a_link_only(address: str) -> None:
    assert film_view(address) is None


@pytest.mark.nu
def test_the_nu_validator_finds_nothing(built: Project) -> None:
    with serving(built.output) as root:
        assert nu([f"{root}{page}/" for page in PAGES]) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_allows_frames_of_its_own_films_only(built: Project, page: str) -> None:
    html = built.html(page)
    [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
    assert policy.endswith(f"; {HOSTS}")
    assert re.findall(r'data-film="([^"]+)"', html) == [
        "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1",
        "https://player.vimeo.com/video/76979871?autoplay=1&amp;dnt=1",
    ]
    assert not re.search("<(iframe|video|embed|object)", html)
    assert html.count("https://video.example/1") == 1
    others = [data for name, data in built.files().items() if name.endswith(".html") and not name.startswith(PAGES)]
    assert [data for data in others if b"frame-src" in data or b"data-film" in data] == []


def test_what_hosts_send_allows_the_frames_that_pages_allow(built: Project) -> None:
    text = (built.output / "_headers").read_text("utf-8")
    [policy] = re.findall(r"Content-Security-Policy: (.*)", text)
    assert policy.split("; ") == [
        "default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", HOSTS
    ]  # fmt: skip
