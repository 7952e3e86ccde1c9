"""What is asked for is made and linked, what is not is absent and not linked; nothing withheld is in any file."""

import re

from tests.project import Project
from tests.render.feeds.conftest import BASE, EVENT

MACHINES = re.compile(r"(?:ko|en)/(?:calendar|cite)/|(?:ko|en)/feed\.xml|schedule\.(?:json|xml)")


def machines(project: Project) -> list[str]:
    return [path for path in project.files() if MACHINES.match(path)]


def links(project: Project) -> list[str]:
    """The links of all pages to files for machines."""
    pages = (data.decode() for path, data in project.files().items() if path.endswith(".html"))
    return [link for page in pages for link in re.findall(r'href="([^"]+\.(?:ics|bib|ris|json)|[^"]+feed\.xml)"', page)]


def test_a_site_alone_has_none_and_links_to_none(hostile: Project) -> None:
    project = hostile.copy(hostile.root.parent / "alone")
    project.build(base_url=BASE, only=("site",)).ok()
    assert machines(project) == []
    assert links(project) == []


def test_alone_they_name_no_page_and_make_none(hostile: Project) -> None:
    project = hostile.copy(hostile.root.parent / "bare")
    project.build(base_url=BASE, only=("feeds",)).ok()
    assert [path for path in project.files() if path not in (".gitignore", "manifest.json")] == machines(project)
    assert not any(path.endswith("feed.xml") for path in machines(project))
    for path in machines(project):
        assert b"example.org/repo" not in project.files()[path], path


def test_every_file_is_linked_from_the_page_that_it_belongs_to(hostile: Project) -> None:
    for lang in ("ko", "en"):
        programme = hostile.html(f"{lang}/programme")
        for name in ("all", "ch1", "ch2"):
            assert f'href="../../{lang}/calendar/{name}.ics" type="text/calendar"' in programme
        session = hostile.html(f"{lang}/sessions/care")
        assert f'href="../../../{lang}/calendar/care.ics" type="text/calendar"' in session
        talk = hostile.html(f"{lang}/sessions/care/odd")
        for ending in ("bib", "ris", "json"):
            assert f'href="../../../../{lang}/cite/odd.{ending}" download' in talk


def test_editions_of_the_project_ask_for_them(project: Project) -> None:
    project.small().write("=== site.yaml\ntheme: bottari\neditions: [site, feeds]\n").build().ok()
    assert "ko/calendar/all.ics" in project.files()
    code, _ = project.command("build", "--only", "site")
    assert (code, machines(project)) == (0, [])
    code, _ = project.command("build", "--only", "feeds,site")
    assert code == 0
    assert "schedule.xml" in machines(project)


def test_a_second_build_writes_nothing(hostile: Project) -> None:
    again = hostile.build(base_url=BASE, only=("site", "feeds")).ok().result
    assert (again.counts.rendered, again.counts.written) == (0, 0)


def test_nothing_withheld_is_in_any_file(hostile: Project) -> None:
    for path, data in hostile.files().items():
        assert "hidden" not in path
        for secret in ("숨은 발표", "박숨음", "Park Hidden"):
            assert secret.encode() not in data, f"{path}: {secret}"


def test_the_slot_of_a_withheld_session_keeps_its_time_and_nothing_else(project: Project) -> None:
    session = "---\ntitle: 비공개 세션 제목\nvisibility: withheld\n---\n"
    project.small().write(EVENT).write(f"=== content/sessions/care/session.md\n{session}")
    (project.root / "content/sessions/care/session.en.md").unlink()
    project.build(base_url=BASE, only=("site", "feeds")).ok()
    files = project.files()
    assert "ko/calendar/care.ics" not in files
    assert not any("비공개 세션".encode() in data for data in files.values())
    said = files["ko/calendar/all.ics"].replace(b"\r\n ", b"").decode()
    assert "SUMMARY;LANGUAGE=ko:공개하지 않는 순서" in said
    assert "앞 칸이 비어" not in said


def test_a_name_that_slips_in_is_caught_at_the_gate(project: Project) -> None:
    """The performer of a slot, written as text, is somebody who may not be named."""
    text = EVENT.replace("performer: 가수,", "performer: 박숨음,")
    outcome = project.small().write(text).build(base_url=BASE, only=("feeds",))
    leaks = [problem.span.path for problem in outcome.problems if problem.code == "leaked-name"]
    assert leaks == ["ko/calendar/all.ics"]
    assert outcome.result.published is None
