"""The leak gate: no finished file holds a name, or a run of a text, that may not be published."""

import csv
import hashlib
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.publish.runs import LENGTH, Runs, tidy
from seboddari_build.publish.spellings import Spellings, pattern

LEAK = error(
    "leaked-name",
    ko="공개하지 않기로 한 이름 ‘{shown}’: {path} 파일에 그대로 나옵니다.",
    en="The name '{shown}', which may not be published, stands in {path}.",
    hint_ko="이름을 적은 곳(본문, CSV, 출연, 참석)에서 지우거나 직책으로 바꿉니다. "
    "이름을 감춘 항목과 이름이 적힌 줄은 아래와 같습니다.",
    hint_en="Take it out where it is written (text, CSV, performer, attendance), or write the role. "
    "The entry that withholds it is named below, then the lines that name it.",
)
LEAKED_TEXT = error(
    "leaked-text",
    ko="공개하지 않는 항목의 글 ‘{shown}’: {path} 파일에 나옵니다.",
    en="The text '{shown}' of an item that is not published stands in {path}.",
    hint_ko="글이 적힌 곳은 아래와 같습니다. 테마에 적었으면 거기에서 지웁니다. 실어도 되는 글이면 그 항목을 "
    "visibility: public 으로 합니다. 둘 다 아니면 seboddari의 잘못이니 알려 주세요.",
    hint_en="Where it is written is named below. If that is the theme too, take it out there; if it may be read, "
    "make the item visibility: public. Else this is a bug in seboddari: please report it.",
)

#: What holds no text of its own: drawings of letters, programs, what only machines read.
_SILENT = frozenset(("avif", "css", "gif", "ico", "jpg", "js", "mp4", "pdf", "png", "webp", "woff2"))
_MARKUP = frozenset(("html", "ncx", "opf", "svg", "xhtml", "xml"))
#: The licence of a font: words of others.
_LICENCE = "-OFL.txt"
_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
#: What stands within a run of text; any other tag ends it, which a sign shows that stands in no text.
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|strong|wbr)\b")
_END = "\x00"
_VALUE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))|<!--(.*?)-->""", re.DOTALL)
_FOLD = re.compile(r"\r?\n[ \t]")


class Secret(Struct, frozen=True):
    """A name that may stand in no output, and the entry that withholds it; that of a ``person`` in no spelling."""

    name: str
    span: Span
    person: bool = False


class LeakGate:
    """Searches finished files for names, which must not stand within longer words, and for runs of texts."""

    def __init__(
        self,
        secrets: Iterable[Secret] = (),
        runs: Runs | None = None,
        spans: tuple[Span, ...] = (),
        elsewhere: Mapping[str, str] | None = None,
        written: Callable[[re.Pattern[str]], Iterable[Span]] = lambda _: (),
    ) -> None:
        """A gate for ``secrets``, those of one letter passed over, and for ``runs`` of texts written at ``spans``.

        ``elsewhere``: the texts of other files that a run may have come from, by path;
        ``written`` gives the places in the content where a pattern is found.
        ``digest`` names what it searches for: what passed another gate has not passed this one.
        """
        self._secrets = {secret.name: secret for secret in secrets if len(secret.name) > 1}
        people = [secret.name for secret in self._secrets.values() if secret.person]
        self._names = Spellings(self._secrets, people)
        self._runs = runs or Runs(())
        self._written = spans
        self._elsewhere = elsewhere or {}
        self._find = written
        self._told: set[str | Span] = set()
        said = "\0".join((*sorted(self._secrets), "", *sorted(people), "", *sorted(self._runs)))
        self.digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    def problems(self, artifact: Artifact) -> Iterator[Problem]:
        """Each secret that the file holds, or its own name, told once a build."""
        path = artifact.path
        if self._names or self._runs:
            for text in (path, *_texts(path, artifact.data)):
                yield from self.problems_of(path, text)
        if self._names and _ending(path) in _MARKUP:  # within words that tags part
            yield from self._named(path, html.unescape(artifact.data.decode(errors="replace")))

    def problems_of(self, path: str, text: str) -> Iterator[Problem]:
        """Each secret in ``text``, the words of the file ``path``, told once a build; no run goes past a line."""
        yield from self._named(path, text)
        if self._runs:
            for run, number in self._runs.found(tidy(text.replace("\n", _END))):
                span = self._written[self._runs.text_of(number)]
                if self._is_new(span):
                    related = self._places(run, span)
                    yield LEAKED_TEXT.at(Span(path), related=related, shown=_starred(run), path=path)
        # Entries are only named: their lines would print what is withheld.

    def _named(self, path: str, text: str) -> Iterator[Problem]:
        for name in self._names.found(text):
            if self._is_new(name):
                own = self._secrets[name].span
                places = self._find(pattern(name, person=self._secrets[name].person))
                others = (span for span in places if (span.path, span.line) != (own.path, own.line))
                yield LEAK.at(Span(path), related=(own, *others), shown=_starred(name), path=path)

    def _places(self, run: str, span: Span) -> tuple[Span, ...]:
        """Where the run is written: in the text at ``span``, to the column where one line holds it, and elsewhere."""
        exact = tuple(self._find(re.compile(re.escape(run))))
        wrapped = (path for path, text in self._elsewhere.items() if run in tidy(text))
        found = (*(exact or (span,)), *(Span(path) for path in wrapped if path not in {one.path for one in exact}))
        return found if any(one.path == span.path for one in found) else (span, *found)

    def _is_new(self, secret: str | Span) -> bool:
        new = secret not in self._told
        self._told.add(secret)
        return new


def _starred(text: str) -> str:
    return text[0] + "*" * (len(text) - 1)


def _ending(path: str) -> str:
    return path.rpartition(".")[2]


def _texts(path: str, data: bytes) -> Iterator[str]:
    """What a file says, entities and escapes resolved; texts that do not go on in each other stand in lines."""
    ending = _ending(path)
    if ending in _SILENT or path.endswith(_LICENCE):
        return
    if ending == "epub":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for name in book.namelist():
                yield name
                yield from _texts(name, book.read(name))
        return
    text = data.decode(errors="replace")
    if ending in _MARKUP:
        yield from _of_markup(text)
    elif ending == "csv":
        yield _in_lines(_END.join(cell for row in csv.reader(io.StringIO(text)) for cell in row))
    elif ending in ("json", "webmanifest"):
        yield _in_lines(_END.join(_strings(json.loads(text))))
    else:  # what is folded (calendars), or escapes signs with \
        yield _FOLD.sub("", text).replace("\\", "")


def _of_markup(text: str) -> Iterator[str]:
    """The text of each element, with what stands in it in other letters; the values of all attributes, each once."""
    pieces = _TAG.split(text)
    tags = pieces[1::2]
    for at, tag in enumerate(tags):
        pieces[2 * at + 1] = "" if _INLINE.match(tag) else _END
    yield _in_lines(html.unescape("".join(pieces)))
    values = _VALUE.findall("".join(dict.fromkeys(tag for tag in tags if len(tag) > LENGTH)))
    said = _in_lines(html.unescape(_END.join(dict.fromkeys(map("".join, values)))))
    yield said
    if "%" in said:
        yield unquote(said)


def _in_lines(text: str) -> str:
    """Texts with ends between them, as lines."""
    return text.replace("\n", " ").replace(_END, "\n")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
