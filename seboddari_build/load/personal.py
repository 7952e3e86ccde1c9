"""Where the personal data of a content file stand: its whole text is looked at, comments and front matter too."""

import hashlib

from msgspec import structs

from seboddari_build.base.personal import Found, Personal, find, find_in_row
from seboddari_build.base.span import Span


def scan(text: str, path: str) -> tuple[Personal, ...]:
    """All that is personal in ``text``, the whole of the file ``path``, in order."""
    found: list[Personal] = []
    line, head, last = 1, 0, 0  # the line of the one before, where it begins, where that one stands
    for one in _all(text) if path.endswith(".csv") else find(text):
        line += text.count("\n", last, one.start)
        head = max(head, text.rfind("\n", last, one.start) + 1)
        last = one.start
        end = text.find("\n", one.start, one.end)
        span = Span(path, line, one.start - head + 1, (one.end if end < 0 else end) - head + 1)
        found.append(Personal(one.kind, span, one.shown, email_key(one.address) if one.address else ""))
    return tuple(found)


def _all(text: str) -> list[Found]:
    """All that is personal in a table: in columns that are called so, too."""
    found = find(text)
    known = {one.start for one in found}
    head, _, rest = text.partition("\n")
    start = len(head) + 1
    for row in rest.split("\n"):
        for one in find_in_row(head, row):
            if start + one.start not in known:
                found.append(structs.replace(one, start=start + one.start))
        start += len(row) + 1
    return sorted(found, key=lambda one: one.start)


def scan_name(path: str) -> tuple[Personal, ...]:
    """All that is personal in the name of the file ``path``."""
    return tuple(structs.replace(found, span=Span(path, 0, 0)) for found in scan(path, path))


def email_key(address: str) -> str:
    """What stands for an e-mail address where the address itself is not to be kept."""
    return hashlib.blake2b(address.lower().encode(), digest_size=8).hexdigest()
