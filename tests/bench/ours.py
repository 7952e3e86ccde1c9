"""The corpus as a project of ours."""

from collections.abc import Callable
from pathlib import Path

from tests.bench.corpus import SESSION, Corpus, Section, Talk, Text

#: The target of a link to a presentation, in a language.
Link = Callable[[int, str], str]


class Ours:
    """A project folder; ``put`` writes a presentation into it."""

    name = "seboddari"

    def __init__(self, root: Path, corpus: Corpus) -> None:
        """The project at ``root``."""
        self.root = root
        self.corpus = corpus

    def write(self) -> None:
        """Write all files."""
        self._write(
            "site.yaml", "languages: [ko, en]\ntheme: bottari\nbase_url: https://example.org/\neditions: [site]\n"
        )
        self._write("content/event.yaml", _EVENT)
        self._write("content/units.yaml", "- {id: case, ko: 건, one: case, many: cases}\n")
        self._write("content/programme.yaml", self._programme())
        organisations = (
            f"- id: org-{i}\n  name: {o.ko}\n  name.en: {o.en}\n  type: cooperative\n"
            for i, o in enumerate(self.corpus.organisations())
        )
        self._write("content/organisations.yaml", "".join(organisations))
        for number in self.corpus.sessions:
            title, lead = self.corpus.session_title(number), self.corpus.session_lead(number)
            folder = f"content/sessions/s{number:03}"
            self._write(f"{folder}/session.md", f"---\ntitle: {title.ko}\ntitle.en: {title.en}\n---\n{lead.ko}\n")
            self._write(f"{folder}/session.en.md", f"{lead.en}\n")
        for talk in self.corpus.talks():
            self.put(talk)

    def put(self, talk: Talk) -> None:
        """Write one presentation."""
        stem = f"content/sessions/s{talk.session:03}/{talk.slug}"
        self._write(f"{stem}.md", _front(talk) + body(talk, "ko", _link))
        self._write(f"{stem}.en.md", body(talk, "en", _link))

    def _write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _programme(self) -> str:
        """Ten sessions a day, one after another in two channels."""
        lines = ["days:"]
        for number in self.corpus.sessions:
            day, place = divmod(number, 10)
            if place == 0:
                lines += [f"  - id: day{day + 1}", f"    date: {_date(day)}", f"    title: {day + 1}일차"]
                lines += [f"    title.en: Day {day + 1}", "    slots:"]
            hour = 9 + place // 2
            slot = f"id: s{number:03}, channel: ch{place % 2 + 1}, time: {hour:02}:00-{hour + 1:02}:00"
            lines.append(f"      - {{{slot}, kind: session, session: s{number:03}}}")
        return "\n".join(lines) + "\n"


_EVENT = """\
id: bench
name: 마을 이야기 한마당
name.en: Village Stories
dates: 2020-12-17 ~ 2021-03-31
channels:
  - {id: ch1, name: 채널 1, name.en: Channel 1}
  - {id: ch2, name: 채널 2, name.en: Channel 2}
contact: {email: info@example.org}
edition: {number: 1, date: 2021-03-31}
"""


def _date(day: int) -> str:
    month, rest = divmod(day, 28)
    return f"2021-{month + 1:02}-{rest + 1:02}"


def _front(talk: Talk) -> str:
    organisations = ", ".join(f"org-{i}" for i in dict.fromkeys(talk.organisations))
    figures = "".join(
        f"  - {{id: f{i}, label: {label.ko}, label.en: {label.en}, value: {value}, unit: 건}}\n"
        for i, (label, value) in enumerate(talk.figures)
    )
    return (
        f"---\ntitle: {talk.title.ko}\ntitle.en: {talk.title.en}\n"
        f"organisations: [{organisations}]\ndate: 2020-12-17\nfigures:\n{figures}---\n"
    )


def _link(index: int, language: str) -> str:
    return f"../s{index // SESSION:03}/talk-{index:05}.md"


def body(talk: Talk, language: str, link: Link) -> str:
    """The body as Markdown; ``link`` gives the target of a link to a presentation."""
    return "\n".join(part for section in talk.sections for part in _section(section, language, link)) + "\n"


def _section(section: Section, language: str, link: Link) -> list[str]:
    def said(text: Text) -> str:
        return text.ko if language == "ko" else text.en

    parts = [f"## {said(section.title)} {{#{section.id}}}\n"] if section.id else []
    parts += [f"{said(paragraph)}\n" for paragraph in section.paragraphs]
    if section.items:
        parts.append("\n".join(f"- {said(item)}" for item in section.items) + "\n")
    if section.table:
        head = "| 항목 | 처음 | 나중 |" if language == "ko" else "| Item | First | Last |"
        rows = [f"| {said(name)} | {one} | {two} |" for name, one, two in section.table]
        parts.append("\n".join([head, "|---|---:|---:|", *rows]) + "\n")
    if section.link >= 0:
        words = "다른 발표" if language == "ko" else "Another presentation"
        parts.append(f"[{words}]({link(section.link, language)})\n")
    return parts
