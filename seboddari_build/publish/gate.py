"""The leak gate of a build, made of what the event does not publish."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from seboddari_build.base.span import Span
from seboddari_build.base.store import Store
from seboddari_build.load.content import prose_reader
from seboddari_build.load.files import list_content, read_text
from seboddari_build.model.conference import Conference
from seboddari_build.publish.leaks import LeakGate, Secret
from seboddari_build.publish.runs import Runs, tidy
from seboddari_build.render.theme import BASE, Theme, bundled
from seboddari_build.site.context import Context
from seboddari_build.site.secrets import (
    Hidden,
    addresses_of,
    hidden_part,
    hidden_texts,
    prose_texts,
    shown_bodies,
    shown_entries,
    shown_texts,
)

_LEAF = "leaks/"
_ENGINE = "engine"
#: Between two lines of one text in a program.
_JOINED = re.compile(r'"\s*\n\s*f?"')
#: Files of a theme whose words may stand in pages.
_WORDED = (".html", ".xhtml", ".xml", ".svg", ".yaml", ".css", ".typ", ".json", ".txt")


def make_gate(conference: Conference, context: Context, theme: Theme, store: Store, root: Path) -> LeakGate:
    """A gate for what stands in the hidden part of ``conference`` and not in what ``context`` shows.

    What a published item, the event, the bundled theme or the address of the site says too is no secret; what
    the project's own files of the theme say is. Below ``root`` stands the content that a leak may come from.
    """
    people = {person.span for person in conference.people}
    secrets = tuple(Secret(name, span, span in people) for name, span in context.secrets)
    shown = context.conference
    hidden = hidden_part(conference, shown)
    passages = tuple(hidden_texts(hidden, prose_reader(store)))
    runs = Runs(passage.text for passage in passages)
    written = _places(root, theme)
    if not runs:
        return LeakGate(secrets, written=written)
    bundled, own = _words(theme)
    public = {number for text in (*bundled, context.base_url, *_told_of(shown)) for number in _in(runs, text)}
    runs.without(public | _in_fields(runs, shown, hidden) | _in_bodies(runs, shown, hidden, store))
    return LeakGate(secrets, runs, tuple(passage.span for passage in passages), own, written)


def _places(root: Path, theme: Theme) -> Callable[[re.Pattern[str]], Iterator[Span]]:
    """A function that gives the places in the content and in the project's own theme where a pattern is found."""

    def places(name: re.Pattern[str]) -> Iterator[Span]:
        content = (path for path in list_content(root)[0] if path.endswith((".md", ".yaml", ".csv")))
        texts = {path: read_text(root, path)[0] or "" for path in content} | _words(theme)[1]
        for path, text in texts.items():
            for number, line in enumerate(text.split("\n"), 1):
                if found := name.search(line):
                    yield Span(path, number, found.start() + 1, found.end() + 1)

    return places


def _words(theme: Theme) -> tuple[list[str], dict[str, str]]:
    """The texts of a theme: of its files that come with the package, and of the project's own by path."""
    came: list[str] = []
    own: dict[str, str] = {}
    folders = {bundled() / BASE, bundled() / theme.name}
    for path, data in theme.files.items():
        if path.endswith(_WORDED):
            files = [(folder / path).read_bytes() for folder in folders if (folder / path).is_file()]
            came += [file.decode(errors="replace") for file in files]  # beside a file of the project, too
            if data not in files:
                own[theme.origins[path]] = data.decode(errors="replace")
    return came, own


def _told_of(shown: Conference) -> Iterator[str]:
    """What pages make of the event beside its own words: links to write to its addresses."""
    event = shown.event
    for address in (*event.allowed_emails, *((event.contact.email,) if event.contact else ())):
        yield f"mailto:{address}"


def _in_fields(runs: Runs, shown: Conference, hidden: Hidden) -> set[int]:
    """The runs that a published field says; the fields of an entry that holds none in any way are not looked at."""
    encode = msgspec.json.encode
    found: set[int] = set()
    for entry in shown_entries(shown, hidden):
        fields = encode(entry).decode().replace("\\n", " ").replace("\\", "")
        if _in(runs, "\n".join((fields, *addresses_of(entry)))):
            found.update(number for text in shown_texts(entry, hidden) for number in _in(runs, text))
    return found


def _in_bodies(runs: Runs, shown: Conference, hidden: Hidden, store: Store) -> set[int]:
    """The runs that a published body says, remembered for each body; with those that this program says of itself."""
    names = sorted(hidden.names)
    key = _LEAF + hashlib.blake2b("\0".join((*runs, "", *names)).encode(), digest_size=16).hexdigest()
    kept = store.get("leaf", key)
    known = msgspec.msgpack.decode(kept, type=dict[str, tuple[int, ...]]) if kept else {}
    read = prose_reader(store)
    found = {_ENGINE: known[_ENGINE] if _ENGINE in known else tuple(_in(runs, _own_words()))}
    for digest in dict.fromkeys(shown_bodies(shown)):
        numbers = known.get(digest)
        if numbers is None:
            said = prose_texts(read(digest))
            texts = (text for text, _, is_name in said if not (is_name and text in hidden.names))
            numbers = tuple(number for text in texts for number in _in(runs, text))
        found[digest] = numbers
    if found != known:
        store.put("leaf", [(key, msgspec.msgpack.encode(found))])
        store.keep_leaves(_LEAF, {key})
    return {number for numbers in found.values() for number in numbers}


def _own_words() -> str:
    """The words that pages have from this program."""
    rooms = (Path(__file__).parents[1] / room for room in ("model", "site", "draw", "render"))
    files = (path.read_text("utf-8") for room in rooms for path in sorted(room.rglob("*.py")))
    return _JOINED.sub("", "\n".join(files))


def _in(runs: Runs, text: str) -> list[int]:
    return [number for _, number in runs.found(tidy(text))]
