"""Personal data stop the build and are nowhere printed."""

import sys
from collections.abc import Callable

import pytest

from seboddari_build.__main__ import start as main
from tests.project import Project

DECK = """
=== content/sessions/care/02-walk.md
---
title: 산책
---
동네를 걸었습니다. {text}
"""


#: What is written, how it is shown, and what is said of it.
VALUES = {
    "personal-mobile": (
        "010-1234-5678",
        "010-****-**78",
        "휴대전화 번호가 있습니다: 010-****-**78",
        "This is a mobile number: 010-****-**78",
    ),
    "personal-resident": (
        "800101-1234567",
        "******-*******",
        "주민등록번호가 있습니다: ******-*******",
        "This is a resident registration number: ******-*******",
    ),
    "personal-email": (
        "hong@example.com",
        "h***@e******.com",
        "실어도 되는 목록에 없는 전자우편 주소입니다: h***@e******.com",
        "This e-mail address is not among those that may be published: h***@e******.com",
    ),
    "personal-name": (
        "홍길동님",
        "홍**님",
        "‘님’이 붙은 이름이 있습니다: 홍**님",
        "This is a full name followed by 님: 홍**님",
    ),
}


@pytest.fixture
def printed(
    project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[[str], tuple[object, str]]:
    """A function that builds in a language: gives the exit code, and all that was printed."""

    def run(ui: str) -> tuple[object, str]:
        monkeypatch.setattr(sys, "argv", ["seboddari", "-C", str(project.root), "--ui", ui, "build"])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return end.value.code, out + err

    return run


@pytest.mark.parametrize("code", VALUES)
def test_stops_the_build_with_the_value_masked(
    project: Project, printed: Callable[[str], tuple[object, str]], code: str
) -> None:
    text, shown, *messages = VALUES[code]
    project.small().write(DECK.format(text=text))
    for ui, message in zip(("ko", "en"), messages, strict=True):
        ended, said = printed(ui)
        assert ended == 1
        lines = said.splitlines()
        assert lines[0] == f"content/sessions/care/02-walk.md:4:12: error[{code}]: {message}"
        assert lines[2] == f" 4 | 동네를 걸었습니다. {shown}"
        assert lines[3].endswith("^")
        assert text not in said
    assert not project.output.exists()


def test_every_kind_of_file_is_looked_at(project: Project) -> None:
    project.small().write("""
=== content/sessions/care/02-walk.md
---
title: 산책
# 연락: 010-1111-2222
---
걷기
=== content/sessions/care/02-walk.en.md
Walking, 010-2222-3333
=== content/data/walks.yaml
title: 산책
# 홍길동님
columns:
  - {id: who, label: 이}
=== content/data/walks.csv
who
"걸은 이, 010-3333-4444"
=== content/organisations.yaml
# 800101-1234567
- {id: walkers, name: 걷는 이}
""")
    places = [f"{p.code} {p.span.path}:{p.span.line}:{p.span.column}" for p in project.build().problems]
    assert places == [
        "personal-mobile content/data/walks.csv:2:8",
        "personal-name content/data/walks.yaml:2:3",
        "personal-resident content/organisations.yaml:1:3",
        "personal-mobile content/sessions/care/02-walk.en.md:1:10",
        "personal-mobile content/sessions/care/02-walk.md:3:7",
    ]


def test_allowed_addresses_and_the_contact_pass(project: Project) -> None:
    project.small().write(DECK.format(text="[쓰기](mailto:Office@example.com), info@example.org"))
    assert project.build().codes() == ["personal-email"]
    event = project.root / "content/event.yaml"
    event.write_text(event.read_text("utf-8") + "allowed_emails: [office@example.com]\n", "utf-8")
    project.build().ok()
    assert "mailto:Office@example.com" in project.html("ko/sessions/care/walk")
    event.write_text(event.read_text("utf-8").replace("[office@", "[other@"), "utf-8")
    assert project.build().codes() == ["personal-email"]


def test_is_told_again_while_the_file_stays(project: Project) -> None:
    project.small().write(DECK.format(text="홍길동님"))
    first = project.build()
    again = project.build()
    assert first.messages("ko") == again.messages("ko")
    assert again.result.counts.parsed == 0
    project.write(DECK.format(text="참여자님")).build().ok()


def test_other_problems_do_not_print_it_either(project: Project, printed: Callable[[str], tuple[object, str]]) -> None:
    project.small().write("""
=== content/sessions/care/02-walk.md
---
title: 산책
presenters: [홍길동님]
phone 010-1234-5678: x
note: 연락: 010-1234-5678
---
걷기
=== content/sessions/care/03-run.md
---
title: 달리기
presenters: [홍길동님]
"010-1234-5678": 01012345678
district: hong@example.com
---
달리기
""")
    for ui in ("ko", "en"):
        code, said = printed(ui)
        assert code == 1
        assert "missing-reference" in said
        assert not any(value in said for value in ("길동", "1234", "hong@", "example.com"))


def test_a_file_full_of_numbers_is_told_of_in_portions(project: Project) -> None:
    rows = "".join(f"010-1234-{number:04}\n" for number in range(9000))
    project.small().write(
        f"=== content/data/a.yaml\ntitle: 표\ncolumns: [{{id: a, label: 가}}]\n=== content/data/a.csv\na\n{rows}"
    )
    outcome = project.build()
    assert outcome.codes() == [*["personal-mobile"] * 50, "personal-more"]
    assert outcome.messages("en")[-1].startswith(
        "content/data/a.csv:52:1: error[personal-more]: This file holds personal data in 8,950 more places."
    )
