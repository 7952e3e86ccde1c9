"""Films on other sites: which of them a page can play after a click, and from where."""

import re
from typing import Final

from seboddari_build.site.views import FilmView

_YOUTUBE: Final = re.compile(
    r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)"
    r"|youtu\.be/|www\.youtube-nocookie\.com/embed/)([\w-]{11})(?![\w-])",
    re.ASCII,
)
_VIMEO: Final = re.compile(
    r"https://(?:(?:www\.)?vimeo\.com/|player\.vimeo\.com/video/)(\d+)(?:(?:/|\?h=)([0-9a-f]+))?(?=[?&#/]|\Z)", re.ASCII
)
#: A PeerTube, which anybody may run, is known by its addresses: an id of 22 signs, or a UUID.
_PEERTUBE: Final = re.compile(
    r"https://((?:[a-z0-9-]+\.)+[a-z]{2,})/(?:w|videos/watch|videos/embed)/"
    r"([1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=[?#]|\Z)",
    re.ASCII,
)


def film_view(address: str) -> FilmView | None:
    """The film at ``address`` as a page may show it, in the host's own player that tracks least; None if unknown."""
    if found := _YOUTUBE.match(address):
        return _played("www.youtube-nocookie.com", f"embed/{found[1]}")
    if found := _VIMEO.match(address):
        unlisted = f"&h={found[2]}" if found[2] else ""
        return _played("player.vimeo.com", f"video/{found[1]}", f"&dnt=1{unlisted}")
    if found := _PEERTUBE.match(address):
        return _played(found[1], f"videos/embed/{found[2]}", "&p2p=0")
    return None


def _played(host: str, path: str, more: str = "") -> FilmView:
    """It begins at once: whoever sees it has asked for it."""
    return FilmView(host, f"https://{host}/{path}?autoplay=1{more}")
