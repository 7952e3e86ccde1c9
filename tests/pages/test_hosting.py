"""What hosts and devices ask for: sitemap, robots, manifest of the app, headers, redirects, pictures of the mark."""

import io
import json
import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from seboddari_build.base.language import Said
from seboddari_build.base.leaves import Leaves
from seboddari_build.base.store import Store
from seboddari_build.render.web.icons import icons, shapes_of
from seboddari_build.render.web.sitemap import sitemap
from seboddari_build.site.views import PlainPage
from tests.pages.tree import Page
from tests.project import ROOT, Project

Pages = dict[str, Page]
BASE = "https://example.org/repo/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
MARK = (ROOT / "themes/bottari/assets/mark.svg").read_bytes()


def urls(data: bytes) -> dict[str, dict[str, str]]:
    """Each address of a sitemap with its twins by language."""
    root = etree.fromstring(data)
    assert root.tag == f"{MAP}urlset"
    return {
        str(url.findtext(f"{MAP}loc")): {link.get("hreflang", ""): link.get("href", "") for link in url.iter(LINK)}
        for url in root
    }


def test_the_sitemap_names_every_page_and_its_twin(pages: Pages, real_site: Path) -> None:
    made = urls((real_site / "sitemap.xml").read_bytes())
    expected = {BASE + path.removesuffix("index.html") for path in pages if path != "404.html"}
    assert set(made) == expected
    for address, twins in made.items():
        page = pages[f"{address.removeprefix(BASE)}index.html"]
        assert twins == {
            e.get("hreflang"): e.get("href")
            for e in page.all("link")
            if e.get("rel") == "alternate" and e.get("hreflang")
        }
        for lang, twin in twins.items():
            assert made[twin] == twins, f"{address}: {lang}"
    dates = {e.text for e in etree.parse(real_site / "sitemap.xml").getroot().iter(f"{MAP}lastmod")}
    assert dates == {"2026-11-22"}


UNTRANSLATED = """
=== content/sessions/care/02-market.md
---
title: 동네 장터
aliases: [fair]
---
장터를 열었습니다.
"""


def test_what_stands_in_for_another_page_and_former_addresses_are_left_out(project: Project) -> None:
    project.small().write(UNTRANSLATED).build(base_url=BASE).ok()
    made = urls(project.files()["sitemap.xml"])
    assert made[f"{BASE}ko/sessions/care/market/"] == {}
    assert not any("fair" in address or "en/sessions/care/market" in address for address in made)
    assert project.files()["_redirects"].decode().splitlines() == [
        "/ko/sessions/care/fair/ /ko/sessions/care/market/ 301",
        "/en/sessions/care/fair/ /en/sessions/care/market/ 301",
    ]


def test_a_large_site_has_an_index_of_sitemaps() -> None:
    pages = [
        PlainPage(kind="page", path=f"ko/p{n}/", lang="ko", title=Said("가"), canonical=f"{BASE}ko/p{n}/")
        for n in range(5)
    ]
    index, *_ = reversed(files := list(sitemap(pages, BASE, "", 2)))
    assert [file.path for file in files] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    root = etree.fromstring(index.data)
    assert root.tag == f"{MAP}sitemapindex"
    assert [e.text for e in root.iter(f"{MAP}loc")] == [f"{BASE}sitemap-{n}.xml" for n in (1, 2, 3)]
    assert [len(urls(file.data)) for file in files[:-1]] == [2, 2, 1]


def test_robots_are_shown_the_sitemap(real_site: Path, project: Project) -> None:
    text = (real_site / "robots.txt").read_text("utf-8")
    assert text == f"User-agent: *\nDisallow:\n\nSitemap: {BASE}sitemap.xml\n"
    project.small().build().ok()
    assert project.files()["robots.txt"] == b"User-agent: *\nDisallow:\n"
    assert "sitemap.xml" not in project.files()


def test_an_address_in_another_script_is_written_as_machines_do(project: Project) -> None:
    project.small().build(base_url="https://보따리.한국:8443/톡", only=("site",)).ok()
    where = "https://xn--v01b28f75c.xn--3e0b707e:8443/%ED%86%A1/"
    assert project.files()["robots.txt"].decode().endswith(f"Sitemap: {where}sitemap.xml\n")
    assert f"{where}ko/programme/" in urls(project.files()["sitemap.xml"])


@pytest.mark.parametrize("address", ["https://me:secret@example.org/", "https://me@example.org/", "https://..한국/"])
def test_an_address_with_a_secret_or_without_a_machine_is_refused(project: Project, address: str) -> None:
    code, said = project.small().command("--ui", "en", "build", "--base-url", address)
    assert (code, "cannot be the address of the site" in said) == (2, True)


def headers(text: str) -> dict[str, dict[str, str]]:
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[path][name] = value
        else:
            path = line
            rules[path] = {}
    return rules


def test_headers_keep_for_long_only_what_never_changes_its_name(real_site: Path) -> None:
    rules = headers((real_site / "_headers").read_text("utf-8"))
    lasting = {path for path, values in rules.items() if "Cache-Control" in values}
    assert lasting
    for path in lasting:
        assert re.fullmatch(r"/assets/[\w.-]+\.[0-9a-f]{8}\.\w+", path), path
        assert (real_site / path[1:]).is_file()
    named = {
        f"/assets/{file.name}" for file in (real_site / "assets").iterdir() if re.search(r"\.[0-9a-f]{8}\.", file.name)
    }
    assert lasting == named


def test_the_policy_of_the_headers_allows_what_pages_allow_themselves(pages: Pages, real_site: Path) -> None:
    said = headers((real_site / "_headers").read_text("utf-8"))["/*"]
    policy = dict(part.strip().partition(" ")[::2] for part in said["Content-Security-Policy"].split(";"))
    for page in pages.values():
        [own] = [e.get("content", "") for e in page.all("meta") if e.get("http-equiv") == "Content-Security-Policy"]
        for part in own.split(";"):
            name, _, sources = part.strip().partition(" ")
            loaded = {source for source in sources.split() if not source.startswith("'sha256-")}  # data, not loaded
            assert loaded <= set(policy.get(name, policy["default-src"]).split()), page.path
    assert said["X-Content-Type-Options"] == "nosniff"
    assert policy["frame-ancestors"] == "'none'"


def test_the_manifest_names_pictures_that_are_there(real_site: Path) -> None:
    made = json.loads((real_site / "site.webmanifest").read_text("utf-8"))
    assert made["name"].startswith("서울 사회적경제 보따리 토크 2020")
    assert (made["start_url"], made["scope"], made["display"]) == ("./", "./", "minimal-ui")
    assert "id" not in made  # it would be told from other sites by its origin alone; so the start is its name
    sizes = []
    for icon in made["icons"]:
        data = (real_site / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            with Image.open(io.BytesIO(data)) as image:
                assert icon["sizes"] == f"{image.width}x{image.height}"
                assert image.format == "PNG"
            sizes.append((icon["sizes"], icon["purpose"]))
        else:
            assert (icon["type"], data) == ("image/svg+xml", MARK)
    assert sizes == [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]


def test_the_pictures_show_the_mark() -> None:
    made = icons(MARK, "#FBF8F2", Leaves(Store(None, "test")))
    images = {name: Image.open(io.BytesIO(data)).convert("RGBA") for name, data in made.items()}
    plain = images["icon-192.png"]
    assert plain.getpixel((0, 0)) == (0, 0, 0, 0)
    assert plain.getpixel((192 * 24 // 64, 192 * 36 // 64)) == (0x3A, 0x62, 0xB0, 255)  # the left cloth
    assert plain.getpixel((192 * 40 // 64, 192 * 36 // 64)) == (0xD4, 0x59, 0x2B, 255)  # the right one
    for name in ("maskable-512.png", "touch-180.png"):
        assert images[name].getpixel((0, 0)) == (0xFB, 0xF8, 0xF2, 255)
        assert images[name].getextrema()[3] == (255, 255)  # nothing shines through


def test_pictures_are_made_once() -> None:
    memo = Leaves(Store(None, "test"))
    first = icons(MARK, "#FBF8F2", memo)
    assert len(memo.new) == 1
    assert icons(MARK, "#FBF8F2", memo) == first
    assert len(memo.new) == 1


@pytest.mark.parametrize(
    "drawing",
    [
        b"",
        b"no drawing",
        b'<svg xmlns="http://www.w3.org/2000/svg"><path fill="#000000" d="M0 0h9v9z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"><path fill="#000000" d="M0 0h9v9z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="red" d="M0 0h9v9z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#000000" d="M0 0c1 1 2 2 3 3z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#000000" d="M0 0h9zM1 1h2v2z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#000000" d="M0 0 9z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#000000" d="z"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#000000" d="M0 0h9v9z"><title>t</title></path></svg>',
    ],
)
def test_a_mark_that_is_more_than_straight_shapes_stays_a_drawing(drawing: bytes) -> None:
    assert shapes_of(drawing) == ()
    assert icons(drawing, "", Leaves(Store(None, "test"))) == {}


def test_ways_to_write_the_same_shape() -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path fill="#102030" d="{}"/></svg>'
    square = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))
    for path in ("M2 0H6V4H2z", "m2 0h4v4h-4Z", "M2,0L6,0 6,4 2,4z", "m2 0 4 0 0 4-4 0z", "M2 0 6 0l0 4-4 0z"):
        [shape] = shapes_of(head.format(path).encode())
        assert shape.corners == square, path


def test_a_theme_with_a_mark_of_its_own(project: Project) -> None:
    mark = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" fill="#102030"/></svg>'
    project.small().write(f"=== themes/bottari/assets/mark.svg\n{mark}\n").build(base_url=BASE).ok()
    made = json.loads(project.files()["site.webmanifest"])
    assert [icon["type"] for icon in made["icons"]] == ["image/svg+xml"]
    assert "apple-touch-icon" not in project.html("ko")


def test_an_icon_that_the_theme_brings_stays(project: Project) -> None:
    folder = project.small().root / "themes/bottari/assets"
    folder.mkdir(parents=True)
    Image.new("RGB", (192, 192), "#102030").save(folder / "icon-192.png")
    project.build().ok()
    made = json.loads(project.files()["site.webmanifest"])
    address = next(icon["src"] for icon in made["icons"] if icon["sizes"] == "192x192")
    assert project.files()[address] == (folder / "icon-192.png").read_bytes()
