"""Names that Windows keeps for itself, so that no file of them can be copied there."""

import re

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)


def reserved(name: str) -> bool:
    """Whether a file's name is one of them, with any ending: ``con``, ``NUL.md``, ``COM1.txt``."""
    return _RESERVED.fullmatch(name) is not None
