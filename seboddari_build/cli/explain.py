"""The command ``explain``: what a problem means, with an example, and how to mend it."""

import re
import textwrap
from collections.abc import Iterator

import click

from seboddari_build.base.language import Language, Text
from seboddari_build.base.personal import find
from seboddari_build.base.problem import Code, Severity
from seboddari_build.base.suggest import closest
from seboddari_build.base.telling import visible
from seboddari_build.cli.explanations import Chapter, Entry, chapters, codes, entries, severity
from seboddari_build.cli.project import Project

_SEVERITY = {Severity.ERROR: Text("오류", "error"), Severity.WARNING: Text("경고", "warning")}
_WRONG = Text("문제가 되는 보기", "An example that has it")
_RIGHT = Text("고친 보기", "The same, mended")
_MEND = Text("고치기", "How to mend it")
_SAID = Text("나오는 말", "It says")
_HEAD = Text(
    "---\n# seboddari --ui ko explain --all --format md 로 만든 파일입니다. 손으로 고치지 않습니다.\n"
    "title: 문제 목록\ntitle.en: Problems\n---",
    "---\n# Made by seboddari --ui en explain --all --format md; not edited by hand.\ntranslation: reviewed\n---",
)
_INTRO = Text(
    "`seboddari check`가 알려 주는 문제를 모두 모았습니다. 대괄호 안의 이름으로 찾습니다: "
    "`error[unknown-key]`라면 [unknown-key](#unknown-key)입니다. 터미널에서는 `seboddari explain unknown-key`로 "
    "봅니다. 오류는 발행을 멈추고, 경고는 `--strict`를 줄 때만 멈춥니다.",
    "Everything that `seboddari check` may tell of, by the name in brackets: `error[unknown-key]` is "
    "[unknown-key](#unknown-key). In a terminal, `seboddari explain unknown-key` shows the same. An error stops "
    "publication; a warning does so only with `--strict`.",
)


@click.command()
@click.argument("code", default="", metavar="[CODE]")
@click.option("--all", "everything", is_flag=True, help="All codes, each in full.")
@click.option("--format", "form", type=click.Choice(["text", "md"]), default="text", help="Plain text or Markdown.")
@click.pass_obj
def explain(project: Project, code: str, everything: bool, form: str) -> None:
    """What the problem CODE means and how to mend it; without CODE, all codes in a line each."""
    kinds = codes()
    if code:
        click.echo(_FORMS[form](_known(project, code), kinds, project.ui))
    elif form == "md":
        click.echo(page(kinds, project.ui))
    elif everything:
        click.echo("\n\n\n".join(as_text(entry, kinds, project.ui) for entry in entries().values()))
    else:
        click.echo("\n\n".join(_listed(chapter, project.ui) for chapter in chapters()))


def _known(project: Project, asked: str) -> Entry:
    """The entry of the code, which may be pasted as it is printed: ``error[unknown-key]:``."""
    pasted = re.search(r"\[([a-z0-9-]+)\]", asked)
    code = pasted[1] if pasted else asked.strip().lower()
    found = entries().get(code)
    if found:
        return found
    like = closest(code, entries())
    shown = visible(code)
    instead = f"혹시 ‘{like}’인가요?" if like else "seboddari explain 으로 모두 봅니다."
    raise project.wrong(
        f"‘{shown}’: 그런 문제는 없습니다. {instead}",
        f"There is no problem '{shown}'. " + (f"Did you mean '{like}'?" if like else "seboddari explain lists all."),
    )


def _listed(chapter: Chapter, ui: Language) -> str:
    width = max(len(entry.id) for entry in chapter.entries)
    lines = [f"  {entry.id:<{width}}  {entry.what.said(ui).text}" for entry in chapter.entries]
    return "\n".join((chapter.title.said(ui).text, *lines))


def as_text(entry: Entry, kinds: dict[str, tuple[Code, ...]], ui: Language) -> str:
    """An entry for the terminal."""
    said = _SEVERITY[severity(kinds[entry.id])].said(ui).text
    parts = [f"{said}[{entry.id}]: {entry.what.said(ui).text}", entry.why.said(ui).text]
    parts.append(f"{_SAID.said(ui).text}\n" + "\n".join(f"  {line}" for line in _messages(kinds[entry.id], ui)))
    for title, files in ((_WRONG, entry.wrong), (_RIGHT, entry.right)):
        for number, (path, text) in enumerate(files):
            head = f"{title.said(ui).text}\n" if number == 0 else ""
            parts.append(f"{head}  {path}\n" + textwrap.indent(text.rstrip("\n"), "    ", lambda _: True))
    parts.append(f"{_MEND.said(ui).text}\n  {entry.mend.said(ui).text}")
    return "\n\n".join(parts)


def as_markdown(entry: Entry, kinds: dict[str, tuple[Code, ...]], ui: Language) -> str:
    """An entry as a section of the page."""
    said = _SEVERITY[severity(kinds[entry.id])].said(ui).text
    what, why, mend = (_escaped(text.said(ui).text) for text in (entry.what, entry.why, entry.mend))
    parts = [f"### {entry.id} {{#{entry.id}}}", f"**{what}** ({said}) {why}"]
    parts.append("\n".join(f"> {_escaped(line)}  " for line in _messages(kinds[entry.id], ui)).rstrip())
    for title, files in ((_WRONG, entry.wrong), (_RIGHT, entry.right)):
        for number, (path, text) in enumerate(files):
            head = f"{title.said(ui).text}: " if number == 0 else ""
            parts += [f"{head}`{path}`", f"```{_language(path)}\n{text.rstrip()}\n```"]
    parts.append(f"{_MEND.said(ui).text}: {mend}")
    return "\n\n".join(parts)


_FORMS = {"text": as_text, "md": as_markdown}


def page(kinds: dict[str, tuple[Code, ...]], ui: Language) -> str:
    """The page of all problems, ``problems.md`` and ``problems.en.md`` in ``docs/content/pages/``.

    Like any page it is checked for personal data and letters without a glyph, which its examples have.
    """
    parts = [f"{_HEAD.said(ui).text}\n{_INTRO.said(ui).text}"]
    for chapter in chapters():
        listed = " · ".join(f"[{entry.id}](#{entry.id})" for entry in chapter.entries)
        parts += [f"## {chapter.title.said(ui).text} {{#{chapter.id}}}", listed]
        parts += [as_markdown(entry, kinds, ui) for entry in chapter.entries]
    return _publishable("\n\n".join(parts))


def _publishable(text: str) -> str:
    """``text`` as it may stand on a page: numbers and names masked, letters that no font has by their number."""
    for one in find(text):
        if one.kind != "email":  # those of the examples are nobody's
            text = text[: one.start] + one.shown + text[one.end :]
    return _ODD.sub(lambda odd: f"[U+{ord(odd[0]):04X}]", text)


_ODD = re.compile("[\ufffd\ue000-\uf8ff\U00010000-\U0010ffff]")
_PLACE = re.compile(r"\{[^{}]*\}")


def _messages(kinds: tuple[Code, ...], ui: Language) -> Iterator[str]:
    """What is said, with … for what it is about."""
    templates = (kind.ko if ui == "ko" else kind.en for kind in kinds)
    told = (_PLACE.sub("…", text.replace("{{", "\0").replace("}}", "\1")) for text in templates)
    yield from dict.fromkeys(text.replace("\0", "{").replace("\1", "}") for text in told)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_<>\[\]|#])", r"\\\1", text)


def _language(path: str) -> str:
    return {"md": "md", "yaml": "yaml", "csv": "csv"}.get(path.rpartition(".")[2], "")
