"""Whatever is read is marked with its language, and search engines are told which page is whose twin."""

import csv
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pages.tree import HANGUL, Page, read_pages
from tests.project import ROOT, Project

Pages = dict[str, Page]
BASE = "https://example.org/repo/"


def address(path: str) -> str:
    return BASE + path.removesuffix("index.html")


def links(page: Page, rel: str) -> list[tuple[str, str]]:
    found = (e for e in page.all("link") if e.get("rel") == rel and not e.get("type"))
    return [(e.get("hreflang", ""), e.get("href", "")) for e in found]


def canonical(page: Page) -> list[str]:
    return [href for _, href in links(page, "canonical")]


def hangul_in_english(pages: Pages) -> list[str]:
    return [
        f"{page.path}: {text.strip()}"
        for page in pages.values()
        for text, lang in (*page.texts, *page.spoken)
        if lang == "en" and HANGUL.search(text)
    ]


def untranslate(root: Path, gone: Callable[[str], bool]) -> None:
    """Copy the real event to ``root`` without the English texts that are to be ``gone``."""
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "site.yaml", root / "site.yaml")

    def without(value: Any) -> Any:
        if isinstance(value, list):
            return [without(one) for one in value]
        if not isinstance(value, dict):
            return value
        english = {key for key in value if key.endswith(".en") or (key in ("en", "one", "many") and "ko" in value)}
        return {key: without(one) for key, one in value.items() if not (key in english and gone(one))}

    def rewritten(text: str) -> str:
        return str(yaml.safe_dump(without(yaml.load(text, yaml.BaseLoader)), allow_unicode=True, sort_keys=False))

    for file in [root / "site.yaml", *(root / "content").rglob("*.yaml")]:
        file.write_text(rewritten(file.read_text("utf-8")), "utf-8")
    for file in (root / "content").rglob("*.md"):
        text = file.read_text("utf-8")
        if file.name.endswith(".en.md"):
            if gone(text):
                file.unlink()
        else:
            _, front, body = text.split("---\n", 2)
            file.write_text(f"---\n{rewritten(front)}---\n{body}", "utf-8")
    for file in (root / "content").rglob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as old:
            head, *rows = csv.reader(old)
        kept = [[("" if h.endswith(".en") and gone(c) else c) for h, c in zip(head, r, strict=True)] for r in rows]
        with file.open("w", encoding="utf-8", newline="") as new:
            csv.writer(new).writerows([head, *kept])


def test_no_hangul_stands_under_english_without_its_own_language(pages: Pages) -> None:
    assert hangul_in_english(pages) == []


@pytest.mark.parametrize("share", [1, 2])
def test_no_hangul_stands_under_english_where_translations_are_missing(project: Project, share: int) -> None:
    """The real event without any English, and with every second text of it taken away."""
    untranslate(project.root, lambda text: zlib.crc32(text.encode()) % share == 0)
    project.build(base_url=BASE, only=("site",)).ok()
    pages = read_pages(project.output)
    assert any(page.classed("fallback-note") for page in pages.values())
    assert hangul_in_english(pages) == []


def test_every_page_says_its_language(pages: Pages) -> None:
    for page in pages.values():
        assert page.root.get("lang") == (page.lang or "ko"), page.path
        assert {lang for _, lang in page.elements} <= {"ko", "en"}, page.path


def test_every_page_has_a_title_of_its_own(pages: Pages) -> None:
    for lang in ("ko", "en"):
        titles = [page.root.findtext("head/title") for page in pages.values() if page.lang == lang]
        assert all(titles)
        assert len(set(titles)) == len(titles), {title for title in titles if titles.count(title) > 1}


def test_canonical_is_the_address_of_the_page(pages: Pages) -> None:
    for page in pages.values():
        if page.lang:
            assert canonical(page) == [address(page.path)]


def test_hreflang_is_reciprocal_over_the_whole_site(pages: Pages) -> None:
    named = {address(p.path): dict(links(p, "alternate")) for p in pages.values() if p.lang}
    homes = {"ko": f"{BASE}ko/", "en": f"{BASE}en/", "x-default": BASE}  # the entrance offers both
    assert dict(links(pages["index.html"], "alternate")) == named.pop(homes["ko"]) == named.pop(homes["en"]) == homes
    for own, twins in named.items():
        assert set(twins) == {"ko", "en"}
        assert own in twins.values()
        for lang, twin in twins.items():
            assert twin.startswith(f"{BASE}{lang}/")
            assert named[twin] == twins


UNTRANSLATED = """
=== content/sessions/care/02-market.md
---
title: 동네 장터
figures:
  - {id: stalls, label: 좌판, value: 12, unit: 건}
---
장터를 열었습니다.

## 좌판 {#stalls}

:::{figures} stalls
:::
:::{decision}

다음에도 엽니다.

:::
=== content/sessions/care/03-walk.md
---
title: 함께 걷기
title.en: Walking together
---
함께 걸었습니다.

## 길 {#way}

강을 따라갑니다.
=== content/sessions/care/03-walk.en.md
We walked together.
=== content/data/walks.yaml
title: 걸은 횟수
columns:
  - {id: place, label: 곳, type: text}
  - {id: walks, label: 횟수, unit: 건}
chart: {kind: bar, x: place, y: walks}
=== content/data/walks.csv
place,place.en,walks
강가,,3
언덕,Hill,4
=== content/pages/about.md
---
title: 알림
title.en: About
---
둘 다 있는 쪽입니다.
=== content/pages/about.en.md
A page in both languages.
"""


@pytest.fixture
def partly(project: Project) -> Pages:
    """A small event of which some pages are not translated, or only in part."""
    project.small().write(UNTRANSLATED).build(base_url=BASE).ok()
    return read_pages(project.output)


def test_a_page_all_in_fallback_is_canonical_to_the_original(partly: Pages) -> None:
    page = partly["en/sessions/care/market/index.html"]
    original = partly["ko/sessions/care/market/index.html"]
    assert canonical(page) == canonical(original) == [address(original.path)]
    assert links(page, "alternate") + links(original, "alternate") == []
    assert page.classed("fallback-note")
    assert not original.classed("fallback-note")


def test_a_page_in_part_translated_is_a_translation(partly: Pages) -> None:
    page = partly["en/sessions/care/walk/index.html"]
    assert canonical(page) == [address(page.path)]
    assert [lang for lang, _ in links(page, "alternate")] == ["ko", "en"]
    assert page.by_id("way").get("lang") == "ko"


def test_the_switch_of_a_fallback_page_still_leads_to_its_twin(partly: Pages) -> None:
    page = partly["en/sessions/care/market/index.html"]
    switch = [a.get("href", "") for a in page.all("a") if a.get("data-keep-anchor") is not None]
    assert [page.target(href)[0] for href in switch] == ["ko/sessions/care/market/index.html"]


def test_without_an_address_nothing_claims_one(project: Project) -> None:
    project.small().build().ok()
    for page in read_pages(project.output).values():
        assert links(page, "canonical") + links(page, "alternate") == []
        assert "http" not in "".join(m.get("content", "") for m in page.all("meta"))
