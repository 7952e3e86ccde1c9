"""The leak gate: no finished file holds a name that may not be published."""

import html
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span

LEAK = error(
    "leaked-name",
    ko="공개하지 않기로 한 이름 ‘{shown}’: {path} 파일에 그대로 나옵니다.",
    en="The name '{shown}', which may not be published, stands in {path}.",
    hint_ko="이름을 적은 곳(본문, CSV, 출연, 참석)에서 지우거나 직책으로 바꿉니다. 이름을 감춘 항목은 아래와 같습니다.",
    hint_en="Take it out where it is written (text, CSV, performer, attendance), or write the role. "
    "The entry that withholds it is named below.",
)


class Secret(Struct, frozen=True):
    """A name that may stand in no output, and the entry that withholds it."""

    name: str
    span: Span


class LeakGate:
    """Searches finished files for secrets, which must not stand within longer words."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        """A gate for ``secrets``; one-letter names are passed over."""
        self._spans = {secret.name: secret.span for secret in secrets if len(secret.name) > 1}
        names = sorted(self._spans, key=lambda name: (-len(name), name))
        # A particle may follow a Korean name, but no letter may stand before any name.
        parts = (rf"{re.escape(name)}(?![A-Za-z0-9])" for name in names)
        self._pattern = re.compile(rf"(?<![\w])(?:{'|'.join(parts)})") if names else None
        self._told: set[str] = set()

    def problems(self, artifact: Artifact) -> Iterator[Problem]:
        """Each secret that the file holds, told once a build."""
        if self._pattern and artifact.path.endswith((".html", ".csv", ".svg", ".json", ".txt", ".xml")):
            yield from self.problems_of(artifact.path, artifact.data.decode(errors="replace"))

    def problems_of(self, path: str, text: str) -> Iterator[Problem]:
        """Each secret in ``text``, which is what the file ``path`` says, told once a build."""
        if self._pattern is None:
            return
        for name in dict.fromkeys(self._pattern.findall(html.unescape(text))):
            if name not in self._told:
                self._told.add(name)
                yield LEAK.at(
                    Span(path),
                    related=(self._spans[name],),
                    shown=name[0] + "*" * (len(name) - 1),
                    path=path,
                )  # the entry is only named: its line would print the name
