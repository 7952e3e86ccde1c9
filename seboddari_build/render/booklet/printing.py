"""The printed editions of a site, from its views to finished files and what the web says of them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version

import msgspec

from seboddari_build.base.artifact import Artifact
from seboddari_build.base.language import LANGUAGES
from seboddari_build.base.leaves import Leaves
from seboddari_build.base.problem import Problem
from seboddari_build.base.store import Store
from seboddari_build.load.content import prose_reader
from seboddari_build.render.booklet.chapter import Edition
from seboddari_build.render.booklet.compiler import Press, fonts_of, press
from seboddari_build.render.booklet.edition import editions, options_of, theme_files, timetables
from seboddari_build.render.booklet.fonts import LEAF, Files
from seboddari_build.render.booklet.imposition import imposed
from seboddari_build.render.booklet.print import with_marks
from seboddari_build.render.booklet.qr import LEAF as CODES
from seboddari_build.render.booklet.qr import remembered_qr
from seboddari_build.render.booklet.spoken import spoken
from seboddari_build.render.theme import Theme
from seboddari_build.site.booklets import EDITIONS, Booklet, booklet_href
from seboddari_build.site.plan import Site

#: What is wrong with a file (its address) that says a text: the leak gate.
Gate = Callable[[str, str], Iterable[Problem]]
_FORM = "booklet-paper-1/"  # to be raised whenever print shops get other bytes of the same booklet


def print_editions(
    site: Site, theme: Theme, pictures: Mapping[str, bytes], characters: Iterable[str], store: Store, jobs: int,
    gate: Gate, only: str = "",
) -> Press:  # fmt: skip
    """Every edition of ``site`` and its timetables, or the one called ``only``; ``jobs`` are typeset at a time.

    ``characters``: those of all content, so that one edition by itself has the same fonts as among all.
    Nothing is typeset where the gate lets an edition not pass; one that fails is left out and told of.
    """
    codes = Leaves(store)
    options = msgspec.structs.replace(options_of(site), pictures=pictures, code=remembered_qr(codes))
    prose = prose_reader(store)
    sheets = (one for one in timetables(site, theme, prose) if only in ("", one.id))
    made = (*editions(site, theme, prose, options, only), *sheets)
    if codes.new:
        store.put("leaf", codes.new.items())
        store.keep_leaves(CODES, {CODES + planned.page.canonical for planned in site.pages})
    leaks = [problem for one in made for problem in gate(_href(site, one.id), spoken(one))]
    if leaks:
        return Press((), tuple(leaks), 0)
    origins = {path: theme.origins[source] for path, source in theme_files(theme).items()}
    return press(made, _fonts(made, characters, store), store, jobs, origins=origins)


def _fonts(made: Sequence[Edition], characters: Iterable[str], store: Store) -> Files:
    """The fonts that all editions share; older ones are forgotten."""
    leaves = Leaves(store)
    fonts = fonts_of(made, leaves, characters)
    store.put("leaf", leaves.new.items())
    if cut := {key for key in leaves.new if key.startswith(LEAF)}:
        store.keep_leaves(LEAF, cut)
    return fonts


def booklets(site: Site, printed: Press) -> Iterator[Booklet]:
    """What the web says of each edition."""
    for one in printed.booklets:
        if one.edition not in EDITIONS:  # a timetable
            continue
        places = tuple((place.key, place.page, place.label) for place in one.places)
        yield Booklet(one.edition, _href(site, one.edition), one.pages, len(one.pdf), places)


def papers(site: Site, made: Iterable[Artifact]) -> Iterator[tuple[str, int]]:
    """The edition and size of each of the files ``made`` that is for paper."""
    names = {_href(site, name): name for name in _paper_names()}
    return ((names[one.path], len(one.data)) for one in made if one.path in names)


def _paper_names() -> Iterator[str]:
    for language in LANGUAGES:
        yield from (f"{language}-{kind}" for kind in ("timetable-a4", "timetable-a3", "print", "imposed"))


def files(site: Site, printed: Press) -> Iterator[Artifact]:
    """Each edition as a file of the site."""
    return (Artifact(_href(site, one.edition), one.pdf) for one in printed.booklets)


def paper(site: Site, printed: Press, store: Store) -> Iterator[Artifact]:
    """What print shops and copiers get of the edition in each language: with bleed and marks, and imposed."""
    signature = site.context.conference.config.booklet.signature
    for one in printed.booklets:
        if one.edition in LANGUAGES:
            name, folded = f"{one.edition}-print", f"{one.edition}-imposed"
            yield Artifact(_href(site, name), _remembered(store, name, with_marks, one.pdf))
            yield Artifact(_href(site, folded), _remembered(store, folded, imposed, one.pdf, signature))


def _remembered(store: Store, name: str, make: Callable[..., bytes], *given: bytes | int) -> bytes:
    """What ``make`` gives, from the store if it was made before; others of that name are forgotten."""
    digest = hashlib.blake2b(version("pikepdf").encode(), digest_size=16)
    for value in given:
        digest.update(b"\0" + (value if isinstance(value, bytes) else str(value).encode()))
    key = f"{_FORM}{name}/{digest.hexdigest()}"
    data = store.get("leaf", key)
    if data is None:
        data = make(*given)
        store.put("leaf", [(key, data)])
        store.keep_leaves(f"{_FORM}{name}/", {key})
    return data


def _href(site: Site, edition: str) -> str:
    return booklet_href(site.context.conference.event.id, edition)
