"""Secrets planted wherever editors write: none stands in any finished file, nor in what a command prints."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.project import ROOT, Project
from tests.reading import Booklet


def mark(place: str) -> str:
    """A word that stands nowhere else: letters, so that it can be an id, a name, an address."""
    digest = hashlib.sha256(f"planted {place}".encode()).hexdigest()
    return "zq" + digest[:18].translate(str.maketrans("0123456789", "ghijklmnop"))


#: What is planted, each ‹place› its own word. Public texts around it refer to it in every way there is.
PLANTED = """
=== site.yaml
# ‹comment in site.yaml›
theme: bottari
editions: [site, booklet, epub, feeds, cards]
groups:
  - {id: meals, title: 반찬, title.en: Dishes}
services:
  - {id: dish, title: 반찬 나눔, title.en: Shared dishes}
=== content/programme.yaml
days:
  - id: day1
    date: 2020-12-17
    title: 1일차
    slots:
      - {id: care, channel: ch1, time: 10:00-12:00, kind: session, session: care}
      - id: quiet
        channel: ch2
        time: 10:00-11:00
        session: ‹id of a withheld session›
        performer: ‹performer of a withheld session›
        inferred: [time]
        because: ‹why a withheld session is where it is›
        note: ‹note on the slot of a withheld session›
      - {id: song, channel: ch2, time: 11:00-12:00, kind: performance, title: 노래, title.en: Song}
=== content/sessions/‹id of a withheld session›/session.md
---
title: ‹title of a withheld session›
visibility: withheld
---
‹body of a withheld session›
=== content/sessions/‹id of a withheld session›/01-deck.md
---
title: ‹deck in a withheld session›
---
글입니다.
=== content/sessions/care/02-open.md
---
title: 열린 발표
title.en: Open talk
presenters: [nobody, somebody, ‹name of a private person›, known]
organisations: [quiet-circle, ‹alias of a withheld organisation›]
district: hidden-district
related: [‹id of a withheld deck›, people/somebody, data/‹id of a withheld dataset›, organisations/quiet-circle, cases/meals/draft]
---
‹!in the open›: [발표](03-‹id of a withheld deck›.md) 이야기와 [표](../../data/‹id of a withheld dataset›.yaml) 이야기.

![그림](../../media/‹file of a withheld picture›.png)

:::{dataset} ‹id of a withheld dataset›
:::
:::{orgs} quiet-circle
:::
:::{people} nobody, somebody
:::
:::{gallery} withheld-picture
:::
:::{gallery} withheld-deck
:::
:::{gallery} shown-picture
:::
=== content/sessions/care/02-open.en.md
---
# ‹front matter of an English file›
translation: draft
---
Written by hand.
=== content/sessions/care/03-‹id of a withheld deck›.md
---
title: ‹title of a withheld deck›
title.en: ‹English title of a withheld deck›
visibility: withheld
programme: ‹field of a withheld deck›
presenters: [nobody]
organisations: [‹organisation in no list›]
tags: [‹tag of a withheld deck›]
aliases: [‹former id of a withheld deck›]
note: ‹note of a withheld deck›
links:
  - {label: 영상, url: "https://example.org/‹address of a film›"}
figures:
  - {id: meals, label: ‹figure of a withheld deck›, value: 1, unit: 건}
corrections:
  - {printed: ‹printed in a withheld deck›, because: 글자}
---
‹body of a withheld deck›

## ‹heading of a withheld deck› {#results}

**‹emphasis in a withheld deck›** 글

| 하나 | 둘 |
|---|---|
| ‹table of a withheld deck› | 셋 |
=== content/sessions/care/03-‹id of a withheld deck›.en.md
‹English body of a withheld deck›
=== content/cases/meals/draft.md
---
title: ‹title of a draft case›
visibility: draft
results:
  - {service: dish, text: ‹result of a draft case›}
---
‹body of a draft case›
=== content/cases/meals/shown.md
---
title: 열린 사례
results:
  - {service: dish, text: 나눔}
---
글입니다.
=== content/minutes/2020-06-19-open.md
---
title: 열린 회의
date: 2020-06-19
attendance:
  - {group: 민간, present: [quiet-circle, ‹department of a withheld organisation›], absent: [‹alias of a withheld organisation›]}
---
글입니다.
=== content/minutes/2020-06-20-closed.md
---
title: ‹title of private minutes›
visibility: private
date: 2020-06-20
place: ‹place of private minutes›
---
‹body of private minutes›
=== content/pages/about.md
---
title: 소개
title.en: About
# ‹comment in Markdown›
---
소개입니다.
=== content/pages/later.md
---
title: ‹title of a draft page›
visibility: draft
---
‹body of a draft page›
=== content/people.yaml
- {id: nobody, name: ‹person not published›, role: ‹role of a person not published›, publish: none}
- {id: somebody, name: ‹person in a role›, name.en: ‹English name of a person in a role›, role: 센터장, publish: role, aliases: [‹alias of a person in a role›]}
- {id: secluded, name: ‹name of a private person›, visibility: private, note: ‹note on a private person›}
- {id: known, name: 아는이, name.en: Known One, organisation: quiet-circle}
=== content/organisations.yaml
- id: quiet-circle
  name: ‹withheld organisation›
  visibility: withheld
  aliases: [‹alias of a withheld organisation›]
  departments: [{name: ‹department of a withheld organisation›}]
  url: https://‹host of a withheld organisation›.example/
- {id: open-circle, name: 열린모임, name.en: Open Circle, district: hidden-district}
=== content/districts.yaml
- {id: hidden-district, name: ‹withheld district›, tile: [1, 1], visibility: withheld}
- {id: jung, name: 중구, name.en: Jung-gu, tile: [2, 1]}
=== content/glossary.yaml
- {id: hidden-term, ko: 이웃, en: neighbours, definition: ‹meaning of a withheld term›, note: ‹note on a withheld term›, visibility: withheld}
=== content/issues.yaml
- {id: a, about: [‹id of a withheld deck›], text: ‹issue about a withheld deck›}
- {id: b, about: [data/‹id of a withheld dataset›, cases/meals/draft], text: ‹issue about hidden items›}
=== content/data/‹id of a withheld dataset›.yaml
title: ‹title of a withheld dataset›
visibility: withheld
columns:
  - {id: who, label: ‹column of a withheld dataset›}
  - {id: n, label: 수, type: number}
totals:
  - {label: ‹total of a withheld dataset›, n: 3}
=== content/data/‹id of a withheld dataset›.csv
who,n
‹cell of a withheld dataset›,3
=== content/data/open.yaml
# ‹comment in YAML›
title: 열린 표
columns:
  - {id: who, label: 누구}
=== content/data/open.csv
who
이웃
=== content/media.yaml
- {id: withheld-picture, file: ‹file of a withheld picture›.png, alt: ‹alt of a withheld picture›, caption: ‹caption of a withheld picture›, credit: ‹credit of a withheld picture›, visibility: withheld}
- {id: shown-picture, file: ‹file of a shown picture›.jpg, alt: 네 빛깔, alt.en: Four colours, contains_people: true}
- {id: withheld-deck, kind: slides, alt: ‹alt of a withheld deck›, visibility: withheld, slides: [{file: ‹file of a withheld slide›.png, title: ‹title of a withheld slide›, text: ‹text of a withheld slide›, text.en: ‹English text of a withheld slide›}]}
- {id: unused-picture, file: ‹file of an unused picture›.jpg, alt: ‹alt of an unused picture›}
"""
DECK = "content/sessions/care/03-‹id of a withheld deck›.md"
TABLE = "content/data/‹id of a withheld dataset›.csv"
_PLACE = re.compile("‹([^›]+)›")
#: Written into the project otherwise than by the text above.
OTHER = (
    "folder of the project",
    "camera",
    "name of the computer's user",
    "page of an earlier build",
    "deck of an earlier build",
)
PLACES = tuple(dict.fromkeys((*(place for place in _PLACE.findall(PLANTED) if place[0] != "!"), *OTHER)))


def written(text: str) -> str:
    return _PLACE.sub(lambda found: mark(found[1]), text)


def picture() -> bytes:
    """A photograph with a place and words from a camera."""
    notes = Image.Exif()
    notes[0x010E] = notes[0x013B] = mark("camera")
    notes.get_ifd(0x8825).update({1: "N", 2: (37.0, 33.0, 59.0), 3: "E", 4: (126.0, 58.0, 41.0)})
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "teal").save(out, "JPEG", exif=notes, comment=mark("camera").encode())
    return out.getvalue()


def command(project: Project, *arguments: str) -> tuple[int, str]:
    """Run the real command; gives its exit code and all that it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "seboddari_build", "-C", str(project.root), *arguments],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "USER": mark("name of the computer's user")},
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """The small project with all secrets, built twice over an earlier site; and what was printed."""
    project = Project(tmp_path_factory.mktemp("planted") / mark("folder of the project")).small()
    early = "=== content/pages/{0}.md\n---\ntitle: {1}\n---\n글입니다.\n".format
    stale, deck = mark("page of an earlier build"), mark("deck of an earlier build")
    project.write(early("early", stale) + early("withdrawn", deck)).build().ok()
    project.write(early("withdrawn", f"{deck}\nvisibility: withheld"))
    (project.root / "content/pages/early.md").unlink()
    project.write(written(PLANTED))
    media = project.root / "content/media"
    media.mkdir()
    for place, kind in (("a withheld", "png"), ("a shown", "jpg"), ("an unused", "jpg")):
        (media / f"{mark(f'file of {place} picture')}.{kind}").write_bytes(picture())
    code, said = command(project, "build", "--base-url", "https://example.org/")
    assert code == 0, said
    return project, said


def test_the_secrets_are_many_and_each_its_own() -> None:
    assert len(PLACES) >= 60
    assert len({mark(place) for place in PLACES}) == len(PLACES)


@pytest.fixture(scope="module")
def published(planted: tuple[Project, str]) -> dict[str, str]:
    """Every finished file by what can be read in it."""
    top = planted[0].output
    said = [one for file in sorted(top.rglob("*")) for one in readings(file, file.relative_to(top).as_posix())]
    found = dict(said)
    assert len(found) == len(said) > 100
    return found


def readings(file: Path, path: str) -> Iterator[tuple[str, str]]:
    """A file's name, its bytes, and all that it holds packed."""
    data = file.read_bytes() if file.is_file() else b""
    yield path, f"{path}\n{bytes_as_text(data)}"
    if file.suffix == ".epub":
        with zipfile.ZipFile(file) as book:
            for name in book.namelist():
                yield f"{path}!{name}", f"{name}\n{bytes_as_text(book.read(name))}"
    if file.suffix == ".pdf":
        with pikepdf.open(file) as pdf:
            streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream) and readable(one)]
            said = [str(value) for value in pdf.docinfo.values()]
            said += [repr(one) for one in pdf.objects if not isinstance(one, pikepdf.Stream)]
        yield f"{path}!streams", "\n".join([*map(bytes_as_text, streams), *said])
        runs = [run.text for page in Booklet(file).pages for run in page]
        yield f"{path}!pages", "".join(runs)


def readable(stream: pikepdf.Stream) -> bool:
    return stream.get("/Filter") in (None, "/FlateDecode")


def bytes_as_text(data: bytes) -> str:
    return (
        data.decode("utf-8", "replace") + data.decode("utf-16-be", "replace") + data[1:].decode("utf-16-be", "replace")
    )


def test_everything_was_made(planted: tuple[Project, str]) -> None:
    files = planted[0].files()
    assert {"booklet/small-ko.pdf", "booklet/small-ko.epub", "ko/sessions/care/open/index.html"} <= set(files)
    assert any(path.startswith("media/shown-picture.") for path in files)


def test_what_is_public_is_found_wherever_it_is_printed(published: dict[str, str]) -> None:
    """The way that secrets are looked for finds what there is."""
    paths = {path for path, text in published.items() if mark("!in the open") in text}
    assert {"ko/sessions/care/open/index.html", "booklet/small-ko.pdf!pages"} <= paths
    assert any(path.startswith("booklet/small-ko.epub!") for path in paths)


@pytest.mark.parametrize("place", PLACES)
def test_no_secret_is_in_any_finished_file(published: dict[str, str], place: str) -> None:
    assert [path for path, text in published.items() if mark(place) in text] == []


def test_a_build_prints_none(planted: tuple[Project, str]) -> None:
    project, said = planted
    assert "[unlisted-organisation]" in said
    assert found(said) <= NAMING
    for arguments in (["build", "--base-url", "https://example.org/"], ["--ui", "ko", "check"], ["check", "--strict"]):
        code, said = command(project, *arguments)
        assert code == ("--strict" in arguments)
        assert found(said) <= NAMING


#: Ids that are said, for a message names the file that it is about.
NAMING = frozenset(("id of a withheld deck", "id of a withheld session", "id of a withheld dataset"))


def found(said: str) -> set[str]:
    return {place for place in PLACES if mark(place) in said}


#: What goes wrong in a part that is withheld: the file, what stands there once, what takes its place, what is told.
TROUBLE = {
    "unknown key": (DECK, "programme: ", "programm: ", "unknown-key"),
    "missing reference": (DECK, "presenters: [", "presenters: [{0}, ", "missing-reference"),
    "impossible date": (DECK, "note: ", "date: {0}\nnote: ", "bad-date"),
    "text after a value": (DECK, "note: ", "period: x\nnote: '{0}' ", ""),
    "comment in a text": (DECK, "programme: ", "programme: a # ", "comment-in-text"),
    "broken YAML": (DECK, "programme: ", "programme: [{0}, ", ""),
    "special start": (DECK, "programme: ", "programme: @", "special-start"),
    "raw HTML": (DECK, "\n\n## ", "\n<b title='{0}'>\n\n## ", "raw-html"),
    "dead link": (DECK, "\n\n## ", "\n[{0}](../{0}.md)\n\n## ", "dead-link"),
    "missing picture": (DECK, "\n\n## ", "\n![{0}](../../media/{0}.png)\n\n## ", "missing-picture"),
    "unclosed block": (DECK, "\n\n## ", "\n:::{{{0}}}\n\n## ", ""),
    "letter of no font": (DECK, "\n\n## ", "\n{0} \u05d0\n\n## ", "missing-glyph"),
    "English text": (DECK.replace(".md", ".en.md"), "", "[{0}](javascript:{0}) ", "link-scheme"),
    "column of no dataset": (TABLE, "who,n", "who,{0}", "csv-column"),
    "row too long": (TABLE, ",3", ",3,{0}", "csv-width"),
    "organisation": ("content/organisations.yaml", "  departments", "  type: {{}}\n  note: a: {0}\n  departments", ""),
    "person": ("content/people.yaml", "role: ", "organisation: {0}, role: ", ""),
    "issue": ("content/districts.yaml", "visibility: withheld", "visibility: withheld, note: [{0}]", ""),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_no_message_quotes_what_is_withheld(planted: tuple[Project, str], tmp_path: Path, trouble: str) -> None:
    path, before, after, code = TROUBLE[trouble]
    project = planted[0].copy(tmp_path / "project")
    file = project.root / written(path)
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after.format(mark(trouble)), 1), "utf-8")
    forms = ("json", "github", "sarif", "junit") if trouble == "unknown key" else ("json",)
    for ui, form in (("ko", "text"), *(("en", form) for form in forms)):
        _, said = project.command("--ui", ui, "check", "--strict", "--format", form)
        assert f"[{code}" in said
        assert mark(trouble) not in said
        assert found(said) <= NAMING | {*BESIDE}


#: What stands in public entries and is shown with them, once a part that they refer to cannot be read.
BESIDE = ("issue about a withheld deck", "alias of a withheld organisation")


def test_the_report_of_translations_names_none(planted: tuple[Project, str]) -> None:
    for arguments in (["status"], ["status", "--stale"], ["status", "--format", "json"]):
        code, said = command(planted[0], *arguments)
        assert code in (0, 1)
        assert found(said) <= NAMING
