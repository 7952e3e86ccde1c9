"""Made-up bodies as pages of a whole event: checked, planned and rendered as a build does, then read back."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from seboddari_build.base.language import LANGUAGES
from seboddari_build.base.problem import Problem, Severity
from seboddari_build.base.span import NOWHERE
from seboddari_build.base.store import Store
from seboddari_build.check import check
from seboddari_build.cli.report import format_problem
from seboddari_build.load.content import load
from seboddari_build.load.markdown import make_parser
from seboddari_build.load.parse import parse
from seboddari_build.load.place import place
from seboddari_build.model.conference import Conference
from seboddari_build.model.item import Body
from seboddari_build.model.lookup import make_lookup
from seboddari_build.model.prose import Outline
from seboddari_build.render.theme import bundled, load_theme
from seboddari_build.render.web.site import WebSite
from seboddari_build.site.plan import plan
from tests.fuzz.law import broken
from tests.project import SMALL, Project

#: What bodies may point to, beside the smallest project.
EVENT = """
=== site.yaml
theme: bottari
groups:
  - {id: care, title: 돌봄 사례, title.en: Care cases}
services:
  - {id: meal, title: 반찬, title.en: Meals}
=== content/units.yaml
- {id: count, ko: 건, one: case, many: cases}
=== content/districts.yaml
- {id: mapo, name: 마포구, name.en: Mapo-gu, tile: [2, 4]}
=== content/organisations.yaml
- {id: nanum, name: 나눔터, name.en: Nanum}
=== content/people.yaml
- {id: kim, name: 김보기, name.en: Kim Bogi, role: 발표자, role.en: Presenter, publish: name}
=== content/glossary.yaml
- {id: share, ko: 나눔, en: sharing, definition: 서로 나누는 일입니다., definition.en: To share.}
- {id: village, ko: 동네, en: village, definition: 사는 곳입니다., definition.en: Where one lives.}
=== content/media.yaml
- {id: picture, alt: 부엌 <b>, alt.en: A kitchen}
- {id: pair, kind: pair, alt: 앞뒤, alt.en: Before and after}
- {id: film, kind: video, alt: 영상, alt.en: Film, url: https://example.org/film}
=== content/data/plates.yaml
title: 접시
title.en: Plates
columns:
  - {id: month, label: 달, label.en: Month}
  - {id: plates, label: 접시, label.en: Plates, type: number, unit: 건}
chart: {x: month, y: [plates]}
=== content/data/plates.csv
month,plates
1월,15
2월,25
"""
#: The front matter of every body.
HEAD = """---
title: 시험 {number}
title.en: Trial {number}
{more}---
"""
_TALK = """district: 마포구
organisations: [나눔터]
figures:
  - {id: meals, label: 식사, label.en: Meals, value: 40, unit: 건}
links:
  - {kind: video, label: 영상, label.en: Film, url: https://example.org/film}
"""
_CASE = _TALK + "results:\n  - {service: meal, measures: [{value: 40, unit: 건}]}\n"
#: Where bodies stand in turn, and what their front matter says besides.
KINDS = (
    ("content/pages/f{number}.md", "pages", ""),
    ("content/sessions/care/f{number}.md", "presentations", _TALK),
    ("content/cases/care/f{number}.md", "cases", _CASE),
)


class LawBrokenError(Exception):
    """A page carries what acts, or could not be made."""


@dataclass(frozen=True)
class Pair:
    """The bodies of one page in Korean and in English, as they are made up; ``number`` names the page."""

    number: int
    korean: str
    english: str


class Press:
    """Renders bodies within one event."""

    def __init__(self) -> None:
        """Load the event and the theme, whose frame is left out for speed unless it is asked for."""
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            project = Project(Path(folder) / "project").write(SMALL).write(EVENT)
            self._store = Store(None, "fuzz")
            loaded = load(project.root, self._store)
            assert loaded.conference is not None
            wrong = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
            assert wrong == []
            self._event: Conference = loaded.conference
            theme, problems = load_theme(project.root, "bottari", NOWHERE)
            frame = (bundled() / "bottari/templates/layout.html").read_text("utf-8")
            project.write(f"=== themes/bottari/templates/layout.html\n{_bare(frame)}")
            bare, _ = load_theme(project.root, "bottari", NOWHERE)
        assert theme is not None
        assert bare is not None
        assert not problems
        self._theme, self._bare = theme, bare
        self._parser = make_parser()

    def read(self, pair: Pair) -> tuple[str, Any, tuple[Problem, ...]]:
        """The record of a page with its bodies, where among the event's it belongs, and all problems of its files."""
        where, kind, more = KINDS[pair.number % len(KINDS)]
        path = where.format(number=pair.number)
        head = HEAD.replace("{number}", str(pair.number)).replace("{more}", more)
        record, korean, problems = self._parsed(head + pair.korean, path)
        _, english, others = self._parsed(pair.english, path.replace(".md", ".en.md"))
        assert korean is not None
        record = msgspec.structs.replace(record, body=Body(korean, english))
        return kind, record, problems + others

    def _parsed(self, text: str, path: str) -> tuple[Any, Outline | None, tuple[Problem, ...]]:
        where = place(path)
        assert where is not None
        parsed, prose = parse(text, path, where, self._parser)
        if parsed.outline and prose:
            self._store.put("prose", [(parsed.outline.digest, msgspec.msgpack.encode(prose))])
        return parsed.record, parsed.outline, parsed.problems

    def print(self, pairs: Sequence[Pair], *, framed: bool = False) -> int:
        """Render and read back the pages of ``pairs``; gives how many. Raises LawBrokenError, or what else is wrong."""
        items: dict[str, list[object]] = {kind: list(getattr(self._event, kind)) for _, kind, _ in KINDS}
        for pair in pairs:
            kind, record, problems = self.read(pair)
            items[kind].append(record)
            tell(problems, {})
        event = msgspec.structs.replace(self._event, **{kind: tuple(records) for kind, records in items.items()})
        site, problems = plan(event, "https://example.org/")
        tell((*check(event, make_lookup(event)), *problems), {})
        theme = self._theme if framed else self._bare
        web = WebSite(site, theme, self._store)
        scripts = [address for address in web._assets.addresses.values() if address.endswith(".js")]
        for planned in site.pages:
            made = web.render(planned, "")
            if made.problem:
                raise LawBrokenError(f"{made.path}: {made.problem.message.en}")
            root = "../" * made.path.count("/")
            own = frozenset(root + script for script in scripts)
            for fault in broken(made.html.decode(), own):
                raise LawBrokenError(f"{made.path.partition('/')[0]}: {fault}")
        return len(site.pages)

    def forget(self) -> None:
        """Forget all bodies but the event's own, so that a million of them need no memory."""
        own: tuple[Any, ...] = (*self._event.sessions, *self._event.presentations)
        outlines = [outline for item in own for outline in (item.body.ko, item.body.en) if outline]
        self._store.keep_prose({outline.digest for outline in outlines})


def tell(problems: Sequence[Problem], texts: Mapping[str, str]) -> None:
    """Say every problem in full, as a person would read it, with excerpts of ``texts`` by path."""
    for problem in problems:
        for ui in LANGUAGES:
            assert format_problem(problem, ui, texts.get, False), problem.code


def _bare(frame: str) -> str:
    """The layout of the theme without its head and foot, which hold nothing of the body but are half of a page."""
    for name in ("header", "footer"):
        before, opening, rest = frame.partition(f"{{% block {name} %}}")
        assert opening, name
        frame = before + rest.partition("{% endblock %}")[2]
    head, _, rest = frame.partition("{% for script in chrome.scripts %}")
    return head + rest.partition("{% endfor %}")[2]
