"""Finished files on their way from rendering to publishing."""

from msgspec import Struct


class Artifact(Struct, frozen=True):
    """A finished file: ``path`` below the site's root with ``/`` between folders, and its bytes.

    Publishing checks the path; rendering need not. ``digest`` is the SHA-256 of ``data`` in
    lower-case hexadecimal, where whoever made it knows.
    """

    path: str
    data: bytes
    digest: str = ""


class Kept(Struct, frozen=True):
    """A file that already stands in the published tree and is still right.

    ``digest`` is the SHA-256 of its content in lower-case hexadecimal, as
    ``publishing.standing`` reported it.
    """

    path: str
    digest: str
