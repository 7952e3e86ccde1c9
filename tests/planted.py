r"""Files of planted mistakes: kept as text, put on disk in whatever form the mistake has.

``=== path`` opens a file; ``%XX`` in its name is a byte, as in addresses. A word behind it says how the file is kept:
the name of an encoding, ``base64`` (the bytes themselves), ``link`` (to what the text names), ``pipe``, ``socket``,
``folder``, ``sparse`` (as many bytes as the text says, all zero), ``picture`` (one of ``tests/bad_pictures.py``), or
``absent`` (what stood there is taken away). Within ``⟨ ⟩``, ``U+202E`` is that character, ``1000 × text`` is the text
so many times; ``№`` in it counts from 1, and ``\n`` is a new line.
"""

import base64
import os
import re
import shutil
import socket
from pathlib import Path
from urllib.parse import unquote_to_bytes

from tests import bad_pictures

File = tuple[str, str, str]

_FILE = re.compile(r"^=== (\S+)(?: (\S+))?\n", re.MULTILINE)
_CHARACTER = re.compile(r"⟨U\+([0-9A-F]+)⟩")
_REPEATED = re.compile(r"⟨(\d+) × ([^⟨⟩]*)⟩")


def split(text: str) -> tuple[str, list[File]]:
    """What stands before the first file, and the files: path, how it is kept, text."""
    head, *files = _FILE.split(text)
    return head, list(zip(files[::3], files[1::3], files[2::3], strict=True))


def put(root: Path, file: File) -> None:
    """Put one file where it belongs below ``root``, in the place of what stood there."""
    path, kept, text = file
    place = os.path.join(os.fsencode(root), unquote_to_bytes(path))
    os.makedirs(os.path.dirname(place), exist_ok=True)
    if os.path.isdir(place) and not os.path.islink(place):
        shutil.rmtree(place)
    elif os.path.lexists(place):
        os.unlink(place)
    said = text.strip()
    if kept == "link":
        os.symlink(said, place)
    elif kept == "pipe":
        os.mkfifo(place)
    elif kept == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            _bind(made, place)
    elif kept == "folder":
        os.mkdir(place)
    elif kept != "absent":
        with open(place, "wb") as opened:
            opened.truncate(int(said)) if kept == "sparse" else opened.write(_data(kept, said, text))


def _bind(made: socket.socket, place: bytes) -> None:
    """A socket's file at ``place``, whose path may be longer than that of a socket may be."""
    folder = os.open(os.path.dirname(place), os.O_RDONLY)
    try:
        made.bind(b"/proc/self/fd/%d/%s" % (folder, os.path.basename(place)))
    finally:
        os.close(folder)


def _data(kept: str, said: str, text: str) -> bytes:
    if kept == "base64":
        return base64.b64decode(said)
    if kept == "picture":
        return bad_pictures.picture(said)
    return spelled_out(text).encode(kept or "utf-8", "surrogatepass")


def spelled_out(text: str) -> str:
    """``text`` with what stands in ``⟨ ⟩`` written out."""
    text = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    return _REPEATED.sub(_repeated, text)


def _repeated(found: re.Match[str]) -> str:
    times, one = int(found[1]), found[2].replace("\\n", "\n")
    if "№" not in one:
        return one * times
    return "".join(one.replace("№", str(number)) for number in range(1, times + 1))
