"""QR codes of addresses."""

import io
from collections.abc import Callable

from seboddari_build.base.leaves import Memo

#: What the leaves of this module are called.
LEAF = "qr-1/"  # to be raised whenever the drawing of the same address changes


def qr_svg(url: str) -> str:
    """The code of an address as SVG, without a margin."""
    import segno

    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, svgns=True, border=0, scale=4)
    return drawn.getvalue().decode()


def remembered_qr(memo: Memo) -> Callable[[str], str]:
    """The same, each address drawn once: to choose the pattern takes as long as to write the rest of a chapter."""

    def code(url: str) -> str:
        key = LEAF + url
        data = memo.get(key)
        if data is None:
            data = qr_svg(url).encode()
            memo.put(key, data)
        return data.decode()

    return code
