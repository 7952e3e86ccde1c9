"""What can be mended, by the code of the problem that it mends."""

from types import MappingProxyType
from typing import Final

from msgspec import Struct

from seboddari_build.base.language import Text

#: What each rewrite does. The first five tidy what is read without complaint; the others mend problems of that code.
SAID: Final = MappingProxyType(
    {
        "byte-order-mark": Text("첫머리의 보이지 않는 표식(BOM)을 뺌", "invisible mark (BOM) at the head taken out"),
        "line-endings": Text("줄바꿈을 LF로 바꿈", "line endings made LF"),
        "letters-not-composed": Text("나뉜 글자를 이어 붙임 (NFC)", "letters stored in parts joined (NFC)"),
        "fence-blank-line": Text("블록 안쪽에 빈 줄을 넣음", "a blank line put inside the block"),
        "picture-notes": Text(
            "그림에 딸린 정보를 뺌: {what}. 이미 올린 것은 git 기록에 남습니다",
            "notes inside the picture taken out: {what}. What was pushed stays in the history of git",
        ),
        "file-encoding": Text("{what} 글자를 UTF-8로 바꿈", "{what} made UTF-8"),
        "yaml-tab": Text("줄 앞의 탭을 빈칸으로 바꿈", "tabs at the head of lines made spaces"),
        "odd-space": Text("이름 둘레의 전각 빈칸을 뺌", "unusual spaces round a name taken out"),
        "colon-full-width": Text("전각 쌍점을 ‘: ’로 바꿈", "full-width colon made ': '"),
        "colon-without-space": Text("쌍점 뒤를 한 칸 띄움", "space put after the colon"),
        "wrong-shape": Text("쌍점 뒤를 한 칸 띄움", "space put after the colon"),
        "colon-in-text": Text("쌍점이 든 글을 따옴표로 감쌈", "text with a colon put in quotes"),
        "special-start": Text("기호로 시작하는 글을 따옴표로 감쌈", "text that begins with a sign put in quotes"),
        "unclosed-quote": Text("따옴표를 닫음", "quote closed"),
        "yaml-escape": Text("‘\\’가 든 글을 작은따옴표로 감쌈", "text with '\\' put in single quotes"),
        "empty-value": Text("수에서 쉼표를 뺌", "commas taken out of the number"),
        "unknown-key": Text("이름의 꼴을 바로잡음", "spelling of the name mended"),
        "bad-date": Text("날짜의 꼴을 바로잡음", "form of the date mended"),
        "bad-time": Text("시각의 꼴을 바로잡음", "form of the time mended"),
        "bad-number": Text("수의 꼴을 바로잡음", "form of the number mended"),
        "bad-switch": Text("true 또는 false로 적음", "written as true or false"),
        "bad-choice": Text("값의 꼴을 바로잡음", "form of the value mended"),
        "block-braces": Text("블록 이름을 중괄호로 감쌈", "name of the block put in braces"),
    }
)


class Mend(Struct, frozen=True):
    """One rewrite: the code of the problem, the line (of the file as it was or has become by then), 0: the whole."""

    code: str
    line: int = 0
    what: str = ""

    def said(self) -> Text:
        """What is done."""
        text = SAID[self.code]
        return Text(text.ko.format(what=self.what), text.en.format(what=self.what))
