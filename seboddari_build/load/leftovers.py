"""What slides, PDF files and word processors leave behind in a text that was taken out of them."""

import re
from collections.abc import Iterator
from typing import Final

from seboddari_build.base.problem import Code, Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.load.guidance import GUIDANCE, guidance, may_guide, told

PLACEHOLDER = warning(
    "placeholder",
    ko="‘{text}’: 틀에 들어 있던 글이 그대로 남은 것 같습니다.",
    en="'{text}' looks like the text of a template that nobody replaced.",
    hint_ko="쓰려던 글로 바꾸거나 지웁니다. 이 글자 자체를 보이려면 `…` 안에 적습니다.",
    hint_en="Replace it with what was meant, or delete it; to show these very signs, put them between ` and `.",
)
FILE_PATH = warning(
    "file-path",
    ko="‘{text}’: 누군가의 컴퓨터에 있는 파일의 경로나 이름으로 보입니다.",
    en="'{text}' looks like the path or name of a file on somebody's computer.",
    hint_ko="지웁니다. 사람 이름이 들어 있기도 합니다. "
    "그림을 넣으려면 content/media/ 폴더에 두고 gallery 블록으로 보입니다.",
    hint_en="Delete it; it may even tell a person's name. "
    "To show a picture, put it into content/media/ and use the gallery block.",
)
MACHINE_CAPTION = warning(
    "machine-caption",
    ko="‘{text}’: 프로그램이 자동으로 붙인 그림 설명이 섞였습니다.",
    en="'{text}' belongs to a description that a program gave a picture by itself.",
    hint_ko="지웁니다. 실을 그림이라면 보이는 것을 content/media.yaml의 alt에 직접 적습니다.",
    hint_en="Delete it. For a picture that is shown, say yourself what is seen, in alt in content/media.yaml.",
)
STRAY_SCRIPT = warning(
    "stray-script",
    ko="‘{text}’: 여기에 어울리지 않는 글자가 섞였습니다({points}).",
    en="'{text}' holds letters that do not belong here ({points}).",
    hint_ko="원문을 보고 바른 글자로 고칩니다. 글자 인식이나 자판 때문에 모양이 닮은 다른 글자가 들어오곤 합니다.",
    hint_en="Look the right ones up in the source: text recognition and keyboards put in letters that look alike.",
)
HTML_IN_FIELD = warning(
    "html-in-field",
    ko="‘{text}’: 이 자리에서는 HTML로 읽히지 않고 글자 그대로 보입니다.",
    en="'{text}' is not read as HTML here; visitors see these very signs.",
    hint_ko="태그와 &…; 기호를 지우고 글만 적습니다.",
    hint_en="Leave the tags and &…; signs out and write the text alone.",
)
LOST = warning(
    "damaged-text",
    ko="깨진 글자 있음: {points}",
    en="Damaged characters here: {points}",
    hint_ko="원문을 보고 바른 글자로 고칩니다. 알 수 없으면 condition: damaged 항목을 적습니다.",
    hint_en="Look the right ones up in the source; if it cannot be known, write condition: damaged.",
)
MOJIBAKE = warning(
    LOST.id,
    ko="‘{text}’: 다른 문자 코드로 잘못 읽혀 깨진 글입니다.",
    en="'{text}' is text that was once read in the wrong encoding.",
    hint_ko="원본을 UTF-8로 다시 저장해 옮기거나, 원문을 보고 바른 글자로 고칩니다.",
    hint_en="Save the original as UTF-8 and copy it again, or look the text up in the source.",
)

#: So many of a kind are told of in one file.
MOST: Final = 20
#: As much of what was found as a message quotes.
_QUOTED: Final = 40

HEADING_SPACE = warning(
    "heading-space",
    ko="‘{text}’: # 뒤에 빈칸이 없어 제목이 되지 않습니다.",
    en="'{text}' is no heading, since no space follows the #.",
    hint_ko="# 뒤에 빈칸을 넣습니다: ## 한 일 {{#work}}",
    hint_en="Put a space behind the #: ## What was done {{#work}}",
)
PASTED_TABLE = warning(
    "pasted-table",
    ko="탭으로 나뉜 줄이 이어집니다. 표를 붙여 넣은 것이라면 표가 되지 않고 한 문단으로 보입니다.",
    en="Lines parted by tabs follow each other: if this is a table that was pasted, it reads as one paragraph.",
    hint_ko="줄마다 | 칸 | 칸 | 꼴로 적고 머리글 아래에 | --- | --- | 줄을 둡니다. 수가 많으면 자료표로 만듭니다.",
    hint_en="Write each row as | cell | cell |, with a row | --- | --- | below the head. "
    "Make a dataset of many numbers.",
)
WIDE_FENCE = error(
    "colon-full-width",
    ko="블록의 쌍점이 전각(：)입니다. 블록은 반각 쌍점 ‘:’만 읽습니다.",
    en="The colons of this block are full-width (：); only plain ones open a block.",
    hint_ko="반각 쌍점으로 적습니다. 보기: :::{{note}}",
    hint_en="Type plain colons, as in :::{{note}}",
)
_UNSPACED: Final = re.compile(r"^ {0,3}#{2,6}(?=[^\s#])[^{}]{1,60}")
_WIDE: Final = re.compile(r"^\s*(?=:*：)[:：]{2,}")
_TABBED: Final = re.compile(r"\S\t+\S")
#: Lines with tabs that make a table.
_ROWS: Final = 2

_SIGNS: Final = re.compile("[\x00\ud800-\udfff\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]+")
_WRONG_CODE: Final = re.compile(
    "占쏙옙|ï¿½|ï»¿|â€[™œ˜¦“”\x9d]|(?:[ìíëê][\x80-\xbf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]{1,2}){2,}"
)
_PROMPT: Final = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|\{%.{1,60}?%\}|<%.{1,60}?%>|\$\{[A-Za-z_.]{1,40}\}"
    r"|(?:제목|텍스트|내용)(?:[을를])? (?:추가하거나 )?(?:입력|추가)하(?:십시오|시오|세요|려면)"
    r"|마스터 (?:제목|부제목|텍스트) 스타일|(?:둘째|셋째|넷째|다섯째) 수준"
    r"|\b(?:[Ll]orem ipsum|Click to (?:add|edit)|Insert (?:title|text|name) here|Edit Master)\b"
    r"|\b(?:TODO|FIXME|TBD)\b"
)
#: Not where a link leads: that is looked at by itself.
_PATH: Final = re.compile(
    r"(?<!\]\()(?<!\]\(<)(?:(?<![A-Za-z0-9])[A-Za-z]:\\[^\s\"'<>|]+|(?<![\\\w])\\\\[\w.-]+\\[^\s\"'<>|]+"
    r"|\bfile:///?[^\s\"'<>)]+|(?<![\w/.:~)-])/(?:Users|home|Volumes|var/folders|mnt)/[^\s\"'<>)]+)"
)
_PICTURE_NAME: Final = re.compile(
    r"(?<![\w/.(\[-])(?:image|slide|media|picture|그림|사진|슬라이드|CLP|EMB|DSC_?|IMG_?)[ _]?[0-9a-fA-F]{1,12}"
    r"\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|heic)\b",
    re.IGNORECASE,
)
_BY_MACHINE: Final = re.compile(
    r"자동 생성된 설명|원본 그림의 (?:이름|크기)|사진 찍은 날짜 ?:|그림입니다\. ?원본"
    r"|(?i:description automatically generated|image may contain)|[Bb]eschreibung automatisch generiert"
    r"|[Dd]escription générée automatiquement|generada automáticamente|説明が自動的に生成|自动生成的说明"
)
_TAG: Final = re.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|sub|sup|table|td|th|tr|u|ul)(?:\s[^<>\n]*)?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|apos|middot|#[0-9]{2,5}|#x[0-9a-fA-F]{2,4});",
    re.IGNORECASE,
)
#: Scripts that no text of ours is written in, though it may quote them.
_FOREIGN: Final = (
    "\u0400-\u052f\u0530-\u109f\u10a0-\u10ff\u1200-\u1cff\u2800-\u2dff"
    "\ua000-\ua95f\ua980-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
)
_FOREIGN_WORD: Final = re.compile(f"[{_FOREIGN}]+")
#: Hangul in pieces, and Greek capitals that pass for Latin ones.
_PIECES: Final = re.compile(
    "[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uffa1-\uffdc]+|[ㄱ-ㅎ][ㅏ-ㅣ]+[ㄱ-ㅎ]?"
    "|(?<=[A-Za-z])[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]|[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο](?=[A-Za-z])"
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_SUSPECT: Final = re.compile(f"[{_FOREIGN}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uffa1-\uffdcㅏ-ㅣΑ-Ωο]")
#: Letters from which on a foreign word is no slip.
_WORD: Final = 3
_EVERYWHERE: Final = (
    (PLACEHOLDER, _PROMPT),
    (FILE_PATH, _PATH),
    (MACHINE_CAPTION, _BY_MACHINE),
    (MOJIBAKE, _WRONG_CODE),
)
_IN_BODY: Final = ((FILE_PATH, _PICTURE_NAME), (HEADING_SPACE, _UNSPACED), (WIDE_FENCE, _WIDE))
_IN_FIELD: Final = ((HTML_IN_FIELD, _TAG), (LOST, _SIGNS))
#: What a text must hold to be worth a search for the form beside it: most texts hold none of it.
_HINTS: Final = (
    (_PROMPT, ("{{", "{%", "<%", "${", "을 입력", "를 입력", "을 추가", "를 추가", "마스터 ", "째 수준",
               "제목 입력", "내용 입력", "텍스트 입력", "orem", "Click to", "Insert ", "Edit M",
               "TODO", "FIXME", "TBD")),
    (_PATH, ("\\", "file:", "/Users/", "/home/", "/Volumes/", "/var/", "/mnt/")),
    (_BY_MACHINE, ("자동 생성", "원본 그림", "사진 찍은", "그림입니다", "utomati", "may contain", "自動", "自动")),
    (_WRONG_CODE, ("占쏙", "ï", "â€", "ì", "í", "ë", "ê")),
)  # fmt: skip
_SINGLE: Final = (
    re.compile(r"##[^\s#]"),
    _TAG,
    re.compile(f"[{_SIGNS.pattern[1:-2]}{_SUSPECT.pattern[1:-1]}]"),
    re.compile(r"\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|heic)", re.IGNORECASE),
)
_COMMENT: Final = re.compile(r"^\s*#.*|(?<=\s)#\s.*")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE: Final = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def leftovers(text: str, path: str) -> Iterator[Problem]:
    """What an editor would not have typed in the file ``path``, the first of each kind in a line.

    Comments of YAML and code in Markdown are passed over: they may well speak of such things.
    """
    if not _worth(text):
        return
    counts: dict[str, int] = {}
    tabbed = 0  # lines with tabs that follow each other
    for number, line, body in _lines(text, path):
        tabbed = tabbed + 1 if body and _TABBED.search(line) else 0
        if tabbed == _ROWS:
            yield PASTED_TABLE.at(Span(path, number - 1))
        if found := guidance(line, path):
            counts[GUIDANCE.id] = counts.get(GUIDANCE.id, 0) + 1
            if counts[GUIDANCE.id] <= MOST:
                yield told(found, path, number)
        for code, (start, end), points in _in_line(line, body=body):
            if found and code is PLACEHOLDER:  # told of as what it is
                continue
            counts[code.id] = counts.get(code.id, 0) + 1
            if counts[code.id] <= MOST:
                quoted = line[start:end] if end - start <= _QUOTED else line[start : start + _QUOTED] + "…"
                yield code.at(Span(path, number, start + 1, end + 1), text=quoted, points=points)


def _worth(text: str) -> bool:
    """Whether a text may hold anything of it."""
    hinted = any(any(hint in text for hint in hints) and form.search(text) for form, hints in _HINTS)
    return hinted or "\t" in text or "：" in text or any(form.search(text) for form in _SINGLE) or may_guide(text)


def _in_line(line: str, *, body: bool) -> Iterator[tuple[Code, tuple[int, int], str]]:
    """What a line has of each kind, where, and its code points."""
    for code, form in (*_EVERYWHERE, *(_IN_BODY if body else _IN_FIELD)):
        if found := form.search(line):
            yield code, found.span(), _points(found[0])
    if stray := _stray(line):
        yield STRAY_SCRIPT, _word(line, *stray.span()), _points(stray[0])


def _stray(line: str) -> re.Match[str] | None:
    """Letters that touch those of another script, or stand alone; whole foreign words are quoted."""
    if not _SUSPECT.search(line):
        return None
    words = list(_FOREIGN_WORD.finditer(line))
    quoted = any(len(found[0]) >= _WORD and not _beside(line, *found.span()) for found in words)
    odd = (found for found in words if _beside(line, *found.span()) or (len(found[0]) < _WORD and not quoted))
    return next(odd, None) or _PIECES.search(line)


def _word(line: str, start: int, end: int) -> tuple[int, int]:
    """The letters in one piece around those from ``start`` to ``end``."""
    while start > 0 and _LETTER.match(line[start - 1]):
        start -= 1
    while end < len(line) and _LETTER.match(line[end]):
        end += 1
    return start, end


def _beside(line: str, start: int, end: int) -> bool:
    """Whether letters of another script touch those from ``start`` to ``end``; a particle of Korean may follow."""
    before = start > 0 and _LETTER.match(line[start - 1])
    after = end < len(line) and _LETTER.match(line[end]) and not "가" <= line[end] <= "힣"
    return bool(before or after)


def _points(text: str) -> str:
    return " ".join(f"U+{ord(sign):04X}" for sign in text[:8])


def _lines(text: str, path: str) -> Iterator[tuple[int, str, bool]]:
    """The lines of a file with their numbers, without comments and code; whether each is one of a body."""
    lines = text.split("\n")
    head = 0
    if path.endswith(".md") and lines[0].rstrip() == "---":
        head = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    fence = ""
    for at, line in enumerate(lines):
        body = path.endswith(".md") and at > head
        if not body:
            yield at + 1, line if path.endswith(".csv") else _COMMENT.sub(_blank, line), False
            continue
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            yield at + 1, _CODE.sub(_blank, line) if "`" in line else line, True


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
