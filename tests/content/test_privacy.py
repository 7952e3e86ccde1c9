"""Nothing personal of the documents is in the published event, and what is put in stops the build."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.project import Project

MINUTES = "content/minutes/2020-06-19-yeongdeungpo-care-network"

#: What is planted, and how it may be shown.
VALUES = {
    "personal-mobile": ("010-2345-6789", "010-****-**89"),
    "personal-resident": ("900101-2345678", "******-*******"),
    "personal-email": ("hong@example.com", "h***@e******.com"),
    "personal-name": ("홍길동님", "홍**님"),
}
#: Where it is planted: a file, what stands there once, and what takes its place.
PLACES = {
    "body": (f"{MINUTES}.md", r"\Z", "\n{}에게 물어보세요.\n"),
    "english body": (f"{MINUTES}.en.md", r"\Z", "\nAsk {} about it.\n"),
    "field": ("content/data/gwangjin-monthly.yaml", r"(?m)^note: ", "note: {} "),
    "cell": ("content/data/mapo-orgs.csv", r"(?m)^식사,Meals,트립티$", "식사 {},Meals,트립티"),
}


@pytest.fixture
def copy(real_site: Path, tmp_path: Path) -> Project:
    """The real event with its memo, not yet published."""
    project = Project(tmp_path / "event")
    for name in ("content", ".seboddari"):
        shutil.copytree(real_site.parent / name, project.root / name)
    shutil.copy(real_site.parent / "site.yaml", project.root)
    return project


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", VALUES)
def test_what_is_personal_stops_the_build_of_the_real_event(copy: Project, code: str, place: str) -> None:
    path, spot, words = PLACES[place]
    value, shown = VALUES[code]
    text, times = re.subn(spot, words.format(value), (copy.root / path).read_text("utf-8"))
    assert times == 1
    (copy.root / path).write_text(text, "utf-8")
    ended, said = copy.command("--ui", "en", "build")
    assert ended == 1
    assert re.search(rf"^{re.escape(path)}:\d+:\d+: error\[{code}\]: .*: {re.escape(shown)}$", said, re.MULTILINE)
    assert value not in said
    assert not copy.output.exists()


def test_the_copy_itself_is_sound(copy: Project) -> None:
    assert copy.check().problems == ()


MOBILE = re.compile(r"\b01[016789][-. ]?\d{3,4}[-. ]?\d{4}\b")
RESIDENT = re.compile(r"\b\d{6}-[1-8]\d{6}\b")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def test_no_number_or_address_of_a_person_is_in_any_output_file(real_site: Path) -> None:
    for path, text in published(real_site):
        assert not MOBILE.search(text), path
        assert not RESIDENT.search(text), path
        assert set(EMAIL.findall(text)) <= {"info@sehub.net"}, path


#: What to look for in the lines of each place that the inventory names; nothing of it is written here.
PERSONAL = {
    "pd01": (r"^\d+\t([^\t〔]+)",),  # signers
    "pd02": (r"([^.\n]{20,}\.)",),  # sentences of an essay
    "pd03": (r"(01\d-\d{3,4}-\d{4})", r"<td>([가-힣]{2,4})(?<!동)</td>"),
    "pd04": (r"(\S\d\d님)", r"([남여], \d+세, [^)]+)"),
    "pd05": (r"(\S\d\d님)", r"([남여], \d+세, [^)]+)"),
    "pd06": (r"(\S+\(\d+세\))", r"‘([^’]+)’"),
    "pd07": (r"([가-힣 ]{20,})",),
    "pd09": (r"(\S\*\*님)",),
    "pd10": (r"^([^〔\n]{8,})$",),  # lines of a letter
    "pd11": (r"고객명 (\S+)", r"생년월일 (\S+)", r"주소 (.+)", r"(010-\d{4}-\d{4})"),
    "pd12": (r"^\S+\t\S+\t([^\t〔]+)\t", r"^(?:[^\t]+\t){3}([^\t〔]+)\t", r"\t(주문접수\t.+?)\t*(?:〔|$)"),
    "pd13": (r"^(\d+세 .+)$", r"^(.+ 연구원)$", r"^(뇌.+)$", r"^(.+수술)$", r"^(\S+마비)$"),
    "pd14": (r"^(?!\d{4}년)([^〔\n]{8,})$",),  # lines of messages
    "pd15": (r"^([^〔\n]{8,})$", r"^(\S+님)"),
    "pd16": (r"^([^〔\n]{8,})$", r"^(\S+님 댁)"),
    "pd18": (r"기록자 ([^\s(〔]+)",),
    "pd20": (r"(\d{3}-\d{4}-\d{4})", r"(\S+@\S+)"),
    "pd23": (r"([A-Z]:\\\S+)",),
}
#: Places that hold nothing that may not be shown, as the inventory judges them.
SHOWN = {
    "pd08": "homes, and nobody named",
    "pd17": "words of trainees, and nobody named",
    "pd19": "names masked by the minutes themselves",
    "pd21": "a blank form",
    "pd22": "a blank form",
    "pd24": "consultants named in their profession",
}


@pytest.mark.source
def test_nothing_personal_of_the_documents_is_in_any_output_file(real_site: Path, source: Path, inventory: Any) -> None:
    places = {place["id"]: place["lines"] for place in inventory["personal_data"]["items"]}
    assert set(places) == {*PERSONAL, *SHOWN}
    documents = {name: (source / f"{name}.txt").read_text("utf-8").split("\n") for name in ("proceedings", "minutes")}
    wanted: set[str] = set()
    for id, patterns in PERSONAL.items():
        lines = passage(documents, places[id])
        found = {squeezed(one) for pattern in patterns for one in re.findall(pattern, lines, re.MULTILINE)}
        assert found or "personal data removed" in lines, f"{id}: nothing to look for"
        wanted |= found
    assert len(wanted) >= 60
    files = ((path, squeezed(text)) for path, text in published(real_site))
    assert [f"{path}: {one}" for path, text in files for one in wanted if one in text] == []


def passage(documents: dict[str, list[str]], lines: list[int | str]) -> str:
    """The lines of a document from the first to the last; those of the minutes begin with m."""
    first, last = (int(str(line).removeprefix("m")) for line in (lines[0], lines[-1]))
    return "\n".join(documents["minutes" if str(lines[0]).startswith("m") else "proceedings"][first - 1 : last])


def squeezed(text: str) -> str:
    return "".join(text.split())


def published(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of words that the site holds; pages as written, and once more without their tags."""
    kinds = set()
    for file in sorted(site.rglob("*")):
        if file.suffix in (".html", ".csv", ".svg", ".xml", ".json", ".js", ".css", ".txt"):
            text, path = file.read_text("utf-8"), file.relative_to(site).as_posix()
            kinds.add(file.suffix)
            yield path, text
            if file.suffix == ".html":
                yield f"{path} as read", re.sub(r"<[^>]*>", "", text)
    assert kinds >= {".html", ".csv"}
