"""The delimiter scan of CommonMark, mended for scripts that set no space between word and particle.

CommonMark lets a run of ``*`` stand next to punctuation only if white space or punctuation
is on its other side, so ``**마을기업(Village)**은`` and ``이**‘보따리’**라는`` keep their
asterisks. Here a CJK letter on the other side counts as well. The mend only ever adds a
permission, and only beside such a letter: other text is read as before.
"""

import re
from typing import Final

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

#: Hangul, kana and Han letters, full-width and half-width forms included.
CJK_LETTER: Final = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"
    "\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U00020000-\U0003fffd]"
)


class KoreanInline(StateInline):
    """The state of one inline text, with the mended scan."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 (upstream's names)
        """Whether the run of markers at ``start`` may open and may close emphasis, and its length."""
        scanned = super().scanDelims(start, canSplitWord)
        if not canSplitWord:  # ``_`` never works inside a word, so there is nothing to add
            return scanned
        end = start + scanned.length
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        return Scanned(
            scanned.can_open or (_is_punctuation(after) and CJK_LETTER.match(before) is not None),
            scanned.can_close or (_is_punctuation(before) and CJK_LETTER.match(after) is not None),
            scanned.length,
        )


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
