"""Plain pages in the main menu, pages that belong to others, and a project that has nothing but pages."""

import re

import pytest

from tests.project import Project

PAGES = """
=== site.yaml
theme: bottari
menu: [guide, 도움말]
=== content/event.yaml
id: guide
name: 안내서
name.en: Guide
=== content/pages/guide.md
---
title: 길잡이
title.en: The guide
pages: [second, first]
---
둘러봅니다.
=== content/pages/guide.en.md
Look round.
=== content/pages/first.md
---
title: 첫째
title.en: First
---
첫째 글입니다.
=== content/pages/second.md
---
title: 둘째
title.en: Second
---
둘째 글입니다.

### 작은 제목 {#small}

[첫째](first.md)로 갑니다.
=== content/pages/help.md
---
title: 도움말
title.en: Help
---
[작은 제목](second.md#small)을 봅니다.
=== content/pages/legal.md
---
title: 알림
title.en: Legal
---
아래에만 있습니다.
"""


@pytest.fixture
def pages(project: Project) -> Project:
    """A project of pages alone."""
    return project.write(PAGES)


def links(html: str, opening: str, closing: str) -> list[str]:
    """The addresses in a part of a page, which begins and ends with these."""
    part = html.partition(opening)[2].partition(closing)[0]
    return re.findall(r'href="([^"]+)"', part)


def test_a_project_needs_nothing_but_pages(pages: Project) -> None:
    assert pages.build(strict=True).ok().codes() == []
    home = pages.html("en")
    assert links(home, 'id="s-menu"', "</nav>") == ["../en/guide/", "../en/help/"]
    assert links(home, 'class="hero-actions"', "</p>") == ["../en/guide/", "../en/help/"]
    assert links(home, 'class="cards', "</section>") == ["../en/second/", "../en/first/"]
    assert links(home, 'class="plain foot-links"', "</ul>") == ["../en/search/", "../en/legal/"]
    assert re.search(r'<g class="patch c-indigo"[^>]*><title[^>]*>Second</title>', home)
    assert "programme" not in home
    assert "sessions" not in home


def test_what_belongs_to_a_page_is_read_in_its_order(pages: Project) -> None:
    pages.build().ok()
    assert links(pages.html("ko/guide"), 'class="cards', "</section>") == ["../../ko/second/", "../../ko/first/"]
    second = pages.html("ko/second")
    assert links(second, 'class="crumbs"', "</nav>") == ["../../ko/", "../../ko/guide/"]
    assert links(second, 'class="pager', "</nav>") == ["../../ko/guide/", "../../ko/first/"]
    assert '<a href="../../ko/guide/" aria-current="true">' in second
    assert '<a href="../../ko/guide/" aria-current="page">' in pages.html("ko/guide")
    assert "pager" not in pages.html("ko/legal")


def test_a_link_leads_to_a_smaller_heading(pages: Project) -> None:
    pages.build(strict=True).ok()
    assert 'href="../../ko/second/#small"' in pages.html("ko/help")
    pages.write(PAGES.replace("second.md#small", "second.md#smal"))
    assert pages.check().codes() == ["dead-anchor"]


def test_a_page_that_is_not_public_leaves_no_gap(pages: Project) -> None:
    pages.write(
        PAGES.partition("=== content/pages/help.md")[0].replace("title: 둘째", "visibility: draft\ntitle: 둘째")
    )
    pages.write("=== content/pages/help.md\n---\ntitle: 도움말\ntitle.en: Help\n---\n돕습니다.\n")
    pages.build().ok()
    assert links(pages.html("ko/guide"), 'class="cards', "</section>") == ["../../ko/first/"]
    assert links(pages.html("ko/guide"), 'class="pager', "</nav>") == ["../../ko/first/"]


def test_a_name_that_no_page_has(pages: Project) -> None:
    pages.write(PAGES.replace("menu: [guide,", "menu: [guied,"))
    pages.write("=== content/pages/first.md\n---\ntitle: 첫째\npages: [없는-쪽]\n---\n첫째 글입니다.\n")
    unknown, slip = pages.check().messages()
    assert unknown == (
        "content/pages/first.md:3:9: error[missing-reference]: '없는-쪽' is not among the plain pages.\n"
        "   |\n 3 | pages: [없는-쪽]\n   |         ^^^^^^^\n"
        "   = mend: Add it to content/pages/, or mend the name."
    )
    assert slip == (
        "site.yaml:2:8: error[missing-reference]: 'guied' is not among the plain pages.\n"
        "   |\n 2 | menu: [guied, 도움말]\n   |        ^^^^^\n"
        "   = mend: Did you mean 'guide'?"
    )


def test_pages_stand_behind_the_programme_in_the_menu(project: Project) -> None:
    project.small().write(PAGES.partition("=== content/event.yaml")[0])
    project.write("=== content/pages/guide.md\n---\ntitle: 길잡이\n---\n둘러봅니다.\n")
    project.write("=== content/pages/help.md\n---\ntitle: 도움말\n---\n돕습니다.\n")
    project.build().ok()
    menu = links(project.html("ko"), 'id="s-menu"', "</nav>")
    assert menu[:2] == ["../ko/programme/", "../ko/sessions/"]
    assert menu[-2:] == ["../ko/guide/", "../ko/help/"]
    assert links(project.html("ko"), 'class="hero-actions"', "</p>") == ["../ko/programme/", "../ko/sessions/"]


def test_korean_within_english_is_marked(project: Project) -> None:
    project.small().write(
        "=== content/sessions/care/01-meals.en.md\n"
        "The particle 은 and `마을기업` follow.\n\n```\ntitle: 제목\n```\n\n## Results {#results}\n\nNone.\n"
    )
    project.build().ok()
    english = project.html("en/sessions/care/meals")
    assert 'The particle <span lang="ko">은</span> and <code lang="ko">마을기업</code> follow.' in english
    assert '<pre tabindex="0"><code lang="ko">title: 제목\n</code></pre>' in english
