"""Share cards as files: each is drawn once for what it shows, and then taken from the memo."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec
import PIL

from seboddari_build.base.artifact import Artifact, Kept
from seboddari_build.base.fork import forked
from seboddari_build.base.leaves import Leaves
from seboddari_build.base.store import Store
from seboddari_build.draw.patchwork import Patchwork, patchwork
from seboddari_build.render.theme import Theme
from seboddari_build.render.typeface import Typeface
from seboddari_build.render.web.card_drawing import TALL, WIDE, Drawer, Look, cloth
from seboddari_build.render.web.icons import shapes_of
from seboddari_build.site.plan import Site
from seboddari_build.site.share import FILE, Face, faces, with_cards
from seboddari_build.site.views import HomePage, ShareCard

#: Below this many cards a fork costs more than it saves.
FORK_FROM: Final = 40
#: What the leaves of this module are called.
LEAF: Final = "card/"
_FORM: Final = "1"  # to be raised whenever the bytes made here, or in card_drawing.py, change
#: Signs of a digest that tell editions of a card apart.
_EDITION: Final = 8


class Cards:
    """The cards of one site in one theme."""

    def __init__(self, site: Site, theme: Theme, store: Store) -> None:
        """The cards of ``site``, which knows its whole address: pages elsewhere ask for them."""
        self._theme = theme
        self._store = store
        self._memo = Leaves(store)
        self._typeface = Typeface(self._memo)
        self._mark = theme.files.get("assets/mark.svg", b"")
        self._cloth = _cloth_of(site, theme)
        seen = (_FORM, PIL.__version__, self._typeface.key(""), self._cloth, theme.palette["light"], self._mark)
        look = msgspec.msgpack.encode(seen)
        self._keys = {face: _digest(look + msgspec.msgpack.encode(face)) for face in faces(site, theme.say)}
        #: How many cards were drawn, and not taken from the memo.
        self.made = 0
        #: The site whose pages name their cards.
        self.site = with_cards(site, {face.page: self._named(face) for face in self._keys})

    def artifacts(self, standing: Mapping[str, str], jobs: int) -> Iterator[Artifact | Kept]:
        """Each card; kept where it stands in the site already."""
        pending: list[Face] = []
        for face, key in self._keys.items():
            known = self._known(face, key, standing)
            if known:
                yield known
            else:
                pending.append(face)
        for face, data in zip(pending, self._drawn(pending, jobs), strict=True):
            key = LEAF + self._keys[face]
            self._store.put("leaf", [(key, data), (f"{key}/sum", hashlib.sha256(data).hexdigest().encode())])
            self.made += 1
            yield Artifact(face.page + FILE, data)

    def forget_others(self) -> None:
        """Take out of the memo what is on no card any more."""
        keys = {f"{LEAF}{key}{end}" for key in self._keys.values() for end in ("", "/sum")}
        self._store.keep_leaves(LEAF, {*keys, self._cloth_key()})

    def _named(self, face: Face) -> ShareCard:
        """A card with the address that pages give it: it stays where it is, and says which edition is meant."""
        href = f"{face.page}{FILE}?v={self._keys[face][:_EDITION]}"
        return ShareCard(href, WIDE, TALL, face.alt())

    def _known(self, face: Face, key: str, standing: Mapping[str, str]) -> Artifact | Kept | None:
        digest = self._store.get("leaf", f"{LEAF}{key}/sum")
        path = face.page + FILE
        if digest and standing.get(path) == digest.decode():
            return Kept(path, digest.decode())
        data = self._store.get("leaf", LEAF + key)
        return Artifact(path, data) if data else None

    def _drawn(self, pending: list[Face], jobs: int) -> Iterator[bytes]:
        if not pending:
            return iter(())
        drawer = self._drawer()

        def run(share: Iterable[Face]) -> Iterator[bytes]:
            return map(drawer.card, share)

        return forked(pending, run, jobs) if jobs > 1 and len(pending) >= FORK_FROM else run(pending)

    def _drawer(self) -> Drawer:
        """What draws, with the cloth painted."""
        colours = self._theme.palette["light"]
        picture = self._typeface.kept(self._cloth_key(), lambda: cloth(self._cloth, colours["paper"]))
        known = self._typeface.cmap()
        self._store.put("leaf", self._memo.new.items())
        return Drawer(Look(colours, picture, shapes_of(self._mark)), self._typeface.data(), known)

    def _cloth_key(self) -> str:
        return f"{LEAF}cloth/{_digest(msgspec.msgpack.encode((_FORM, PIL.__version__, self._cloth)))}"


def _cloth_of(site: Site, theme: Theme) -> str:
    """The patchwork of the front page as SVG, "" without one; its words are not seen, so they are left out."""
    pages = (planned.page for planned in site.pages)
    shown = next((page.patchwork for page in pages if isinstance(page, HomePage)), None)
    if shown is None:
        return ""
    days = tuple(tuple(msgspec.structs.replace(patch, title="") for patch in day) for day in shown.days)
    return patchwork(Patchwork(id="", title="", desc="", lang="ko", days=days), theme.inks())


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
