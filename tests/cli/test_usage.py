"""A command used wrongly ends with 2 and says why; one that is stopped ends with 130 and one line."""

import subprocess
import sys

import pytest

from tests.project import ROOT, Project

KO = "https://example.org/event/ 처럼 https:// 로 시작하고 ?나 #이 없는 주소를 줍니다."
EN = "Give an address that begins with https:// and has no ? or #, such as https://example.org/event/."
BAD = (
    "example.org",
    "https://example.org/?a=b",
    "https://example.org/#top",
    'https://example.org/"x',
    "https:///",
    "//x",
)


@pytest.mark.parametrize("address", BAD)
def test_an_address_of_the_site_that_cannot_be_is_wrong_usage(project: Project, address: str) -> None:
    project.small()
    code, said = project.command("--ui", "ko", "build", "--base-url", address)
    assert code == 2
    assert said.splitlines()[-1] == f"Error: --base-url: ‘{address}’: 누리집 주소로 쓸 수 없습니다. {KO}"
    code, said = project.command("--ui", "en", "build", "--base-url", address)
    assert code == 2
    assert said.splitlines()[-1] == f"Error: --base-url: '{address}' cannot be the address of the site. {EN}"
    assert not project.output.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_variable_is_looked_at_as_well(project: Project, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("SEBODDARI_BASE_URL", "example.org\x1b[2J")
    code, said = project.small().command("--ui", "en", command)
    assert code == 2
    assert said.splitlines()[-1].startswith(
        "Error: SEBODDARI_BASE_URL: 'example.org\\x1b[2J' cannot be the address of the site."
    )


def test_an_address_that_can_be_is_taken(project: Project) -> None:
    code, _ = project.small().command("build", "--base-url", "https://example.org/event")
    assert code == 0
    assert '<link rel="canonical" href="https://example.org/event/ko/">' in project.html("ko")


@pytest.mark.parametrize(("ui", "line"), [("ko", "멈추었습니다.\n"), ("en", "Stopped.\n")])
def test_ctrl_c_ends_with_one_line(project: Project, monkeypatch: pytest.MonkeyPatch, ui: str, line: str) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("seboddari_build.build.build", stopped)
    assert project.small().command("--ui", ui, "build") == (130, line)


@pytest.mark.parametrize("module", ["click", "seboddari_build.build", "jinja2"])
def test_ctrl_c_during_imports_too(project: Project, module: str) -> None:
    program = (
        "import builtins, sys\n"
        "real = builtins.__import__\n"
        "def stop(name, *rest):\n"
        f"    if name == {module!r}: raise KeyboardInterrupt\n"
        "    return real(name, *rest)\n"
        "builtins.__import__ = stop\n"
        "from seboddari_build.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "-C", str(project.small().root), "--ui=ko", "build"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "멈추었습니다.\n")
