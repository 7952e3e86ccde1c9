"""Content files as text, and the list of them; nothing outside the project's root is ever opened."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from seboddari_build.base.problem import Code, Problem, error
from seboddari_build.base.span import Span
from seboddari_build.base.windows import reserved

#: Bytes that a text file may have, a table, and a picture.
MAX_TEXT = 1_000_000
MAX_TABLE = 5_000_000
MAX_PICTURE = 50_000_000

CONTENT = "content"

BAD_PATH = error(
    "path-outside",
    ko="‘{path}’ 경로는 쓸 수 없습니다. 경로는 프로젝트 안에 있어야 합니다.",
    en="The path '{path}' cannot be used: it has to stay inside the project.",
    hint_ko="‘..’이나 맨 앞의 ‘/’ 없이, 프로젝트 폴더에서 시작하는 경로를 써 주세요. 예: content/event.yaml",
    hint_en="Write the path from the project folder, without '..' or a leading '/'. Example: content/event.yaml",
)
MISSING = error(
    "file-missing",
    ko="파일이 없습니다.",
    en="There is no such file.",
    hint_ko="이름의 철자와 대소문자, 폴더를 확인해 주세요.",
    hint_en="Check the spelling of the name, capital letters and the folder.",
)
UNREADABLE = error(
    "file-unreadable",
    ko="파일이나 폴더를 읽을 수 없습니다.",
    en="The file or folder cannot be read.",
    hint_ko="읽기 권한과 디스크를 확인해 주세요.",
    hint_en="Check its read permission and the disk.",
)
SYMLINK = error(
    "file-symlink",
    ko="심볼릭 링크는 쓸 수 없습니다.",
    en="Symbolic links are not allowed.",
    hint_ko="링크를 지우고 파일을 이 자리에 복사해 주세요.",
    hint_en="Delete the link and copy the file here.",
)
SPECIAL = error(
    "file-special",
    ko="보통 파일이 아닙니다.",
    en="This is not a regular file.",
    hint_ko="이 자리에는 보통 파일만 둘 수 있습니다. 지우거나 옮겨 주세요.",
    hint_en="Only regular files may stand here. Delete it or move it away.",
)
TOO_LARGE = error(
    "file-too-large",
    ko="파일이 너무 큽니다. {limit} MB까지 읽습니다.",
    en="The file is too large; the limit is {limit} MB.",
    hint_ko="파일을 여럿으로 나누어 주세요. 그림이나 첨부 파일은 글 속에 넣지 말고 따로 두어 주세요.",
    hint_en="Split the file. Keep pictures and attachments as files of their own.",
)
TOO_LARGE_PICTURE = error(
    "file-too-large",
    ko="파일이 너무 큽니다. {limit} MB까지 읽습니다.",
    en="The file is too large; the limit is {limit} MB.",
    hint_ko="그림을 가로 1600픽셀쯤으로 줄여 다시 저장해 주세요.",
    hint_en="Make the picture about 1600 pixels wide and save it again.",
)
NUL = error(
    "file-nul",
    ko="글에 있을 수 없는 NUL 문자가 {byte}번째 바이트에 있습니다.",
    en="Byte {byte} is a NUL character, which text never has.",
    hint_ko="글 파일이 맞는지 확인하고, 편집기에서 UTF-8로 다시 저장해 주세요.",
    hint_en="Make sure that this is a text file, and save it again as UTF-8.",
)
ENCODING = error(
    "file-encoding",
    ko="UTF-8로 읽을 수 없습니다. {byte}번째 바이트부터 어긋납니다.",
    en="The file is not UTF-8: byte {byte} does not fit.",
    hint_ko="편집기의 ‘다른 이름으로 저장’에서 인코딩을 UTF-8로 골라 다시 저장해 주세요.{guess_ko}",
    hint_en="In your editor choose 'Save as' with the encoding UTF-8.{guess_en}",
)
NO_CONTENT = error(
    "content-missing",
    ko="content 폴더가 없습니다.",
    en="There is no folder 'content'.",
    hint_ko="프로젝트 폴더에서 실행했는지 확인해 주세요. 새로 시작하려면: seboddari init 폴더이름",
    hint_en="Make sure that you are in the project folder. To start a new project: seboddari init FOLDER",
)
COLLISION = error(
    "file-name-collision",
    ko="대소문자나 글자 조합만 다른 같은 이름이 있습니다: {other}",
    en="Another name differs only in capital letters or in how its letters are composed: {other}",
    hint_ko="윈도우와 맥에서는 같은 파일이 됩니다. 둘 가운데 하나의 이름을 바꿔 주세요.",
    hint_en="On Windows and macOS the two are one file. Rename one of them.",
)
WINDOWS = error(
    "file-name-windows",
    ko="‘{name}’: 윈도우에서 쓸 수 없는 이름입니다.",
    en="'{name}' is a name that Windows does not allow.",
    hint_ko='< > : " | ? * \\ 기호, 끝의 점과 빈칸, CON·NUL·COM1 같은 예약된 이름을 피해 주세요.',
    hint_en='Avoid < > : " | ? * \\, a dot or space at the end, and reserved names such as CON, NUL, COM1.',
)
NAME_ENCODING = error(
    "file-name-encoding",
    ko="‘{name}’: 파일 이름을 UTF-8로 읽을 수 없습니다.",
    en="'{name}': the file name is not UTF-8.",
    hint_ko="파일 이름을 다시 지어 주세요. 다른 시스템에서 압축을 푼 파일에서 흔히 생깁니다.",
    hint_en="Rename the file. This often comes from unpacking an archive made on another system.",
)

#: Byte order marks; programs that join files leave several.
_UTF8_MARKS = re.compile(rb"\A(?:\xef\xbb\xbf)+")
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_BACKUP = re.compile(
    r"[.~].*|#.*#|.*~|.*\.(?:bak|orig|rej|tmp|swp|swo)|Thumbs\.db|desktop\.ini",
    re.IGNORECASE | re.DOTALL,
)
_REFUSED = re.compile(r'.*[<>:"\\|?*\x00-\x1f\x7f].*|.*[. ]', re.DOTALL)


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of the file ``path`` (relative to ``root``, NFC): NFC itself, lines ending in LF.

    None and one problem where it is not a regular file inside ``root``, is over 1 MB
    (tables, ``.csv``: 5 MB), or is not UTF-8. Names stored decomposed (macOS) are found too.
    """
    path = _nfc(path)
    limit = MAX_TABLE if path.lower().endswith(".csv") else MAX_TEXT
    data = _read(root, path, limit)
    if isinstance(data, Code):
        problem = data.at(Span(_shown(path)), path=_shown(path), limit=limit // 1_000_000)
        return None, (problem,)
    mark = len(data) - len(_UTF8_MARKS.sub(b"", data, count=1))
    try:
        text = data[mark:].decode()
    except UnicodeDecodeError as failure:
        return None, (_not_utf8(data, path, mark, mark + failure.start),)
    if "\0" in text:
        at = data.index(0)
        return None, (NUL.at(_position(data, path, mark, at), byte=at + 1),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text), ()


def read_bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of the file ``path`` as they are; None and one problem as in ``read_text``, the limit being 50 MB."""
    data = _read(root, path, MAX_PICTURE)
    if not isinstance(data, Code):
        return data, ()
    return None, (data.at(Span(_shown(path)), path=_shown(path), limit=MAX_PICTURE // 1_000_000),)


def read_picture(root: Path, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of a picture; None and one problem as in ``read_bytes``, of the whole file."""
    data = _read(root, _nfc(path), MAX_PICTURE)
    if not isinstance(data, Code):
        return data, ()
    code = TOO_LARGE_PICTURE if data is TOO_LARGE else data
    return None, (code.at(Span(_shown(path), 0, 0), path=_shown(path), limit=MAX_PICTURE // 1_000_000),)


def list_content(root: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files under ``root/content`` as NFC paths from ``root``, sorted by code point.

    Hidden files and what editors leave behind are passed over. Symlinks, special files and
    names that are not UTF-8 are left out with a problem each; names that clash on other
    systems are listed and reported.
    """
    try:
        mode = os.lstat(root / CONTENT).st_mode
    except FileNotFoundError:
        return (), (NO_CONTENT.at(Span(CONTENT)),)
    except OSError:
        return (), (UNREADABLE.at(Span(CONTENT)),)
    if not stat.S_ISDIR(mode):
        return (), ((SYMLINK if stat.S_ISLNK(mode) else NO_CONTENT).at(Span(CONTENT)),)
    problems: list[Problem] = []
    found = sorted(_walk(root, problems))
    files = tuple(path for path, is_file in found if is_file)
    problems.extend(_name_problems([path for path, _ in found]))
    return tuple(dict.fromkeys(files)), tuple(problems)


def _read(root: Path, path: str, limit: int) -> bytes | Code:
    """The bytes of ``path``, or the kind of problem that there is with it."""
    parts = path.split("/")
    if "\0" in path or "\\" in path or ":" in parts[0] or not {"", ".", ".."}.isdisjoint(parts):
        return BAD_PATH
    try:
        place = os.fspath(root)
        for number, part in enumerate(parts, 1):
            place = _child(place, part)
            mode = os.lstat(place).st_mode
            if stat.S_ISLNK(mode):
                return SYMLINK
            if number < len(parts) and not stat.S_ISDIR(mode):
                return MISSING
        if not stat.S_ISREG(mode):
            return SPECIAL
        return _bytes(place, limit)
    except (FileNotFoundError, NotADirectoryError):
        return MISSING
    except (OSError, ValueError):
        return UNREADABLE


def _bytes(place: str, limit: int) -> bytes | Code:
    # The file may have been exchanged since it was looked at: look again at what was opened.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(place, "rb", opener=lambda name, _: os.open(name, flags | getattr(os, "O_BINARY", 0))) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return SPECIAL
        data = file.read(limit + 1)
    return TOO_LARGE if len(data) > limit else data


def _child(folder: str, name: str) -> str:
    """The entry ``name`` of ``folder``, be it stored composed or decomposed."""
    place = os.path.join(folder, name)
    if name.isascii() or os.path.lexists(place):
        return place
    return next((os.path.join(folder, stored) for stored in sorted(os.listdir(folder)) if _nfc(stored) == name), place)


def _not_utf8(data: bytes, path: str, mark: int, at: int) -> Problem:
    """The problem of bytes that stop being UTF-8 at the offset ``at``."""
    guess_ko = guess_en = ""
    if data.startswith(_UTF16_BOMS):
        guess_ko, guess_en = " 지금은 UTF-16(유니코드)입니다.", " It is UTF-16 ('Unicode') now."
    else:
        try:
            data.decode("cp949")
        except UnicodeDecodeError:
            pass
        else:
            guess_ko = " 지금은 CP949(EUC-KR, ‘ANSI’)로 보입니다."
            guess_en = " It looks like CP949 (EUC-KR, 'ANSI') now."
    span = _position(data, path, mark, at)
    return ENCODING.at(span, byte=at + 1, guess_ko=guess_ko, guess_en=guess_en)


def _position(data: bytes, path: str, mark: int, at: int) -> Span:
    """The place of the byte at offset ``at``, all before it being UTF-8 after a byte order mark."""
    before = data[mark:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
    return Span(path, before.count(b"\n") + 1, column, column + 1)


def _walk(root: Path, problems: list[Problem]) -> Iterator[tuple[str, bool]]:
    """Every folder (False) and file (True) under content, folders waiting their turn in a list."""
    folders = [(CONTENT, os.path.join(root, CONTENT))]
    while folders:
        path, place = folders.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError:
            problems.append(UNREADABLE.at(Span(path)))
            continue
        for entry in entries:
            if _BACKUP.fullmatch(entry.name):
                continue
            inner = f"{path}/{_nfc(entry.name)}"
            if not _is_utf8(entry.name):
                problems.append(NAME_ENCODING.at(Span(_shown(inner)), name=_shown(entry.name)))
            elif entry.is_symlink():
                problems.append(SYMLINK.at(Span(inner)))
            elif entry.is_dir(follow_symlinks=False):
                folders.append((inner, entry.path))
                yield inner, False
            elif entry.is_file(follow_symlinks=False):
                yield inner, True
            else:
                problems.append(SPECIAL.at(Span(inner)))


def _name_problems(paths: list[str]) -> Iterator[Problem]:
    """Names that other systems refuse or take for one another."""
    seen: dict[str, str] = {}
    for path in paths:
        name = path.rpartition("/")[2]
        if _REFUSED.fullmatch(name) or reserved(name):
            yield WINDOWS.at(Span(path), name=name)
        key = _nfc(path.casefold())
        first = seen.get(key)
        if first is None:
            seen[key] = path
        else:  # the very same path comes twice if stored composed and decomposed
            yield COLLISION.at(Span(path), related=(Span(first),), other=first)


def _nfc(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: str) -> str:
    """``path`` with what is not UTF-8 written as escapes."""
    return path.encode(errors="backslashreplace").decode()
