"""How a field of the content model is described: once, for the reader and for the schema."""

from msgspec import Struct

from seboddari_build.base.language import Text


class Doc(Struct, frozen=True):
    """What a field means, in both languages; shown by editors' tools and in the reference."""

    text: Text


class To(Struct, frozen=True):
    """A reference leads to an entry of this kind (the name of a field of ``Conference``)."""

    kind: str


class Key(Struct, frozen=True):
    """The key in the file, where it cannot be the field's name (``is``, say)."""

    name: str


class Given(Struct, frozen=True):
    """Not written by editors: filled in from the file's place, name or body."""


class Rest(Struct, frozen=True):
    """Takes every key that no other field takes (the columns of a total)."""


def doc(ko: str, en: str) -> Doc:
    """Describe a field in Korean and English."""
    return Doc(Text(ko, en))
