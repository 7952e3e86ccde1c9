"""The leak gate reads what a booklet says, however its words are taken apart."""

import pytest

from seboddari_build.render.booklet.chapter import Edition
from seboddari_build.render.booklet.spoken import spoken


def said(code: str, path: str = "chapters/1-a.typ") -> list[str]:
    return spoken(Edition(id="ko", lang="ko", title="", files=((path, code.encode()),))).split("\n")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('c(w("조용한"), " ", w("모임")) //@content/a.md:1:1', "조용한 모임"),
        ('p("앞 ", b("조용"), "한 모임")', "앞 조용한 모임"),
        ('p("조", m("organisations/quiet"), "용한 모임")', "조용한 모임"),
        ('c(w(m("people/a"), "홍비밀"))', "홍비밀"),
        ('row(c(w("가")), c(w("조용한"), " ", w("모임")))', "조용한 모임"),
        ('c(w("가"), " ", foreign(lang: "en", "Quiet Circle"))', "Quiet Circle"),
        ('lk("https://example.org/", "조용한 모임")', "조용한 모임"),
        ('#set document(title: "조용한 \\"모임\\"", keywords: ("가", "나"))', '조용한 "모임"'),
        ('image(bytes("<svg><text>조용한 모임</text></svg>"))', "<svg><text>조용한 모임</text></svg>"),
        ('p("' + "a" * 24 + '", brk, "bc")', "a" * 24 + "bc"),
    ],
)
def test_text_is_heard_in_one_piece(code: str, text: str) -> None:
    assert text in said(code)


def test_marks_and_languages_are_no_text() -> None:
    assert "organisations/quiet" not in said('p("조", m("organisations/quiet"), "용한")')
    assert "en" not in said('foreign(lang: "en", "x")')


def test_pictures_are_heard_as_far_as_they_are_text() -> None:
    assert said("<svg>홍비밀</svg>", "charts/a.svg") == ["<svg>홍비밀</svg>"]
