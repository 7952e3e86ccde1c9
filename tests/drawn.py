"""Letters and pictures are drawn once a run, for whichever test, worker or fork: by all that they are made of."""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest
from msgspec import msgpack

from seboddari_build.render.web import fonts, icons
from seboddari_build.render.web.outlines import Base, SourceFont

Made = TypeVar("Made")


def keep(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let what this program works out from the font, packs as one, or draws as an icon be kept in ``folder``."""

    def kept(work: Callable[..., Made], kind: type[Made], *given: Any) -> Made:
        said = msgpack.encode((work.__qualname__, given[1:] if work is base else given))
        file = folder / hashlib.sha256(said).hexdigest()
        with suppress(FileNotFoundError):
            return msgpack.decode(file.read_bytes(), type=kind)
        made = work(*given)
        spare = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # some tests fill the disk
            spare.write_bytes(msgpack.encode(made))
            spare.replace(file)
        return made

    base = SourceFont.base
    woff2, png = fonts.woff2, icons._png
    patch.setattr(SourceFont, "base", lambda *given: kept(base, Base, *given))
    patch.setattr(fonts, "woff2", lambda *given: kept(woff2, bytes, *given))
    patch.setattr(icons, "_png", lambda *given: kept(png, bytes, *given))
