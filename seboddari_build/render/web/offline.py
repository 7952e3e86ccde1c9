"""The service worker (``sw.js``), with which a site can be read without a connection after one visit."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files

from seboddari_build.base.artifact import Artifact
from seboddari_build.render.web.assets import lean

#: What is kept on the device: pages, what they load, the search, the programme for calendars; no picture or book.
_KEPT = re.compile(r"(?!404\.html).*\.(?:html|css|js|woff2|svg)|site\.webmanifest|search/.*\.txt|\w+/calendar/all\.ics")
#: At most so many pages, about 3 MB as transferred; of a larger site those nearest to its root.
MOST_PAGES = 600
#: Signs of a digest that tell editions of a file apart.
_DIGEST = 10


def kept_offline(path: str) -> bool:
    """Whether a file of the site is one that the device keeps."""
    return _KEPT.fullmatch(path) is not None


def worker(digests: Mapping[str, str]) -> Artifact:
    """``sw.js`` for a site of these files, by path with the SHA-256 of each; its bytes change with theirs."""
    pages = [path for path in digests if path.endswith(".html")]
    far = set(sorted(pages, key=lambda path: (path.count("/"), path))[MOST_PAGES:])
    listed = {
        path.removesuffix("index.html"): digests[path][:_DIGEST] for path in sorted(digests) if path not in far
    }  # fmt: skip
    said = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    code = lean(files(__package__).joinpath("worker.js").read_text("utf-8"))
    return Artifact("sw.js", f"const FILES = {said};\n{code}".encode())
