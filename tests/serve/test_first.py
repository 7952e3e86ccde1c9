"""A change is built in two steps: the pages that are open, then the rest; in the end it is the same as ever."""

import json
import re
from pathlib import Path

import pytest
import websocket

from seboddari_build.build import Options, Result, build
from seboddari_build.serve import Preview
from tests.previewing import PATIENCE, previewing
from tests.previewing import Preview as Running
from tests.project import Project

TALK = "content/sessions/care/01-meals.md"
PAGE = "ko/sessions/care/meals/index.html"
SESSION = "ko/sessions/care/index.html"


def changed(project: Project, title: str) -> None:
    """Give the talk another title, which its session shows too."""
    text = (project.root / TALK).read_text("utf-8")
    project.write(f"=== {TALK}\n{re.sub('^title: .*', f'title: {title}', text, count=1, flags=re.MULTILINE)}")


def made(project: Project, *first: str) -> Result:
    return build(Options(project.root, project.output, only=("site", "feeds"), first=frozenset(first)))


def test_the_first_pages_are_made_and_the_rest_follows(project: Project, tmp_path: Path) -> None:
    assert made(project.small()).published
    before = project.files()
    changed(project, "따뜻한 밥밥")
    result = made(project, PAGE)
    assert result.behind
    assert result.published
    assert set(result.published.changed) == {PAGE}
    after = project.files()
    assert {path for path in before if before[path] != after.get(path)} == {PAGE, "manifest.json"}
    assert "따뜻한 밥밥" in after[PAGE].decode()
    rest = made(project)
    assert not rest.behind
    assert "따뜻한 밥밥" in project.files()[SESSION].decode()
    clean = project.copy(tmp_path / "clean")
    for name in (".seboddari", "output"):
        (clean.root / name).rename(tmp_path / name)
    assert made(clean).published
    assert clean.files() == project.files()


def test_a_new_page_is_made_whether_it_is_open_or_not_and_one_that_goes_waits(project: Project) -> None:
    made(project.small())
    (project.root / TALK).rename(project.root / TALK.replace("01-meals", "01-soup"))
    (project.root / TALK.replace(".md", ".en.md")).unlink()
    made(project, SESSION)
    files = project.files()
    assert PAGE in files
    assert PAGE.replace("meals", "soup") in files
    made(project)
    assert PAGE not in project.files()


def test_problems_stop_both_steps_alike(project: Project) -> None:
    made(project.small())
    before = project.files()
    changed(project, "[")
    for first in ((PAGE,), ()):
        result = made(project, *first)
        assert [problem.code for problem in result.problems] == ["unclosed-bracket"]
        assert result.published is None and not result.behind
    assert project.files() == before


@pytest.fixture
def shown(project: Project) -> tuple[Preview, list[Result]]:
    told: list[Result] = []
    preview = Preview(Options(project.small().root, project.output), "en", told.append)
    assert preview.refresh()
    return preview, told


def read(preview: Preview, file: str) -> str:
    return Path(preview.folder, file).read_text("utf-8")


def test_the_preview_makes_open_pages_first_and_tells_once(
    project: Project, shown: tuple[Preview, list[Result]]
) -> None:
    preview, told = shown
    assert len(told) == 1
    stamp = preview.stamp
    changed(project, "따뜻한 밥밥")
    assert preview.refresh(frozenset((PAGE,)))
    assert preview.stamp != stamp
    assert "따뜻한 밥밥" in read(preview, PAGE) and "따뜻한 밥밥" not in read(preview, SESSION)
    assert preview.lacks(f"{preview.folder}/{SESSION}")
    assert not preview.lacks(f"{preview.folder}/{PAGE}") and not preview.lacks(
        f"{preview.folder}/assets/noto-sans-kr.woff2"
    )
    assert len(told) == 1
    stamp = preview.stamp
    assert not preview.refresh(frozenset((PAGE,)))  # the open page is as it was: no second reload
    assert preview.stamp == stamp
    assert "따뜻한 밥밥" in read(preview, SESSION)
    assert not preview.lacks(f"{preview.folder}/{SESSION}")
    assert len(told) == 2
    assert not preview.refresh(frozenset((PAGE,)))


def test_a_letter_never_used_before_comes_with_the_rest(project: Project, shown: tuple[Preview, list[Result]]) -> None:
    preview, _ = shown
    changed(project, "뾰족한 밥")
    assert preview.refresh(frozenset((PAGE,)))
    assert preview.refresh(frozenset((PAGE,)))  # with its font
    assert not preview.refresh(frozenset((PAGE,)))


def test_nobody_sees_the_rest_before_it_is_made(project: Project) -> None:
    with previewing(project.small().root) as preview:
        line = listen(preview)
        changed(project, "따뜻한 밥밥")
        assert json.loads(line.recv())["command"] == "reload"
        assert "따뜻한 밥밥" in preview.ask(f"/{SESSION}").text
        assert "따뜻한 밥밥" in preview.ask(f"/{PAGE}").text
        line.close()


def listen(preview: Running) -> websocket.WebSocket:
    """The socket of a page that is open, as its script says it."""
    page = f"/{PAGE.removesuffix('index.html')}"
    stamp = re.search("snipver=([0-9a-f]+)", preview.ask(page).text)
    assert stamp
    line = websocket.create_connection(f"ws://{preview.host}/livereload", origin=f"http://{preview.host}")
    line.settimeout(PATIENCE)
    line.send(json.dumps({"command": "hello", "snipver": stamp[1]}))
    assert json.loads(line.recv())["command"] == "hello"
    line.send(json.dumps({"command": "info", "url": f"http://{preview.host}{page}#top"}))
    return line


def test_a_build_between_hello_and_info_is_not_missed(project: Project) -> None:
    with previewing(project.small().root) as preview:
        line = websocket.create_connection(f"ws://{preview.host}/livereload", origin=f"http://{preview.host}")
        line.settimeout(PATIENCE)
        stamp = re.search("snipver=([0-9a-f]+)", preview.ask(f"/{PAGE}").text)
        assert stamp
        line.send(json.dumps({"command": "hello", "snipver": stamp[1]}))
        assert json.loads(line.recv())["command"] == "hello"
        changed(project, "따뜻한 밥밥")
        preview.wait(f"/{PAGE}", lambda text: "따뜻한 밥밥" in text)
        line.send(json.dumps({"command": "info", "url": f"http://{preview.host}/{PAGE}"}))
        assert json.loads(line.recv())["command"] == "reload"
        line.close()
