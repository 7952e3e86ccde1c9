"""A small project, built whole and looked at from outside."""

from tests.project import Project


def test_small_project_builds_in_both_languages(project: Project) -> None:
    project.small().build().ok()
    assert "따뜻한 밥" in project.html("ko/sessions/care/meals")
    assert "Warm meals" in project.html("en/sessions/care/meals")


def test_second_build_writes_nothing(project: Project) -> None:
    project.small().build().ok()
    before = {p: p.stat().st_mtime_ns for p in project.output.rglob("*")}
    again = project.build().ok()
    assert again.result.counts.rendered == 0
    assert again.result.counts.written == 0
    assert {p: p.stat().st_mtime_ns for p in project.output.rglob("*")} == before


def test_failed_build_leaves_the_old_site(project: Project) -> None:
    project.small().build().ok()
    before = project.files()
    project.write("=== content/sessions/care/02-bad.md\n---\ntitel: x\n---\n")
    outcome = project.build()
    assert outcome.result.published is None
    assert "unknown-key" in outcome.codes()
    assert project.files() == before
