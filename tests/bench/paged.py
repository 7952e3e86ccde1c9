"""The corpus as the HTML of a book: what our Korean edition holds, with a plain style sheet of its own."""

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import segno

from seboddari_build.base.leaves import Leaves
from seboddari_build.base.store import Store
from seboddari_build.render.booklet.fonts import FAMILY, book_fonts
from tests.bench.corpus import SESSION, Corpus, Section, Talk

TITLE = "마을 이야기 한마당: 발표 자료집"
EVENT = "마을 이야기 한마당"
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"\*(.+?)\*")

#: B5 with running heads, roman front matter, leaders and page numbers in contents and index.
STYLE = f"""\
@font-face {{ font-family: "{FAMILY}"; font-weight: 400; src: url(fonts/NotoSansKR-Regular.ttf) }}
@font-face {{ font-family: "{FAMILY}"; font-weight: 700; src: url(fonts/NotoSansKR-Bold.ttf) }}
@page {{ size: 182mm 257mm; margin: 25mm 20mm 25mm 22mm }}
@page front {{ @bottom-center {{ content: counter(page, lower-roman); font-size: 8pt }} }}
@page :nth(1 of main) {{ counter-reset: page 1 }}
@page main:left {{ margin: 25mm 22mm 25mm 20mm; @top-left {{ content: "{EVENT}"; font-size: 7.5pt }} @bottom-left {{ content: counter(page); font-size: 8pt }} }}
@page main:right {{ @top-right {{ content: string(chapter); font-size: 7.5pt }} @bottom-right {{ content: counter(page); font-size: 8pt }} }}
html {{ font: 9.5pt/1.66 "{FAMILY}"; color: #222 }}
body {{ margin: 0 }}
.front {{ page: front }}
.main {{ page: main }}
.chapter {{ break-before: page }}
h1, h2, h3 {{ line-height: 1.35; break-after: avoid; margin: 12pt 0 6pt }}
h1 {{ font-size: 20pt; string-set: chapter content() }}
h2 {{ font-size: 18.5pt; string-set: chapter content() }}
h3 {{ font-size: 12.5pt; border-top: .5pt dashed #999; padding-top: 7pt }}
p {{ margin: 0 0 .54em; text-align: justify; orphans: 2; widows: 2 }}
em {{ font-style: normal; font-weight: 700 }}
h4 {{ font-size: 9.5pt; margin: 1em 0 .4em }}
ul {{ margin: .4em 0 .8em; padding-left: 1em }}
a {{ color: inherit; text-decoration: none }}
.page::after {{ content: " → " target-counter(attr(href), page); font-size: 80%; color: #666 }}
.contents ol, .index ul, .session ol {{ list-style: none; padding: 0; margin: 0 }}
.contents li a, .session li a {{ display: block }}
.contents li a::after, .session li a::after {{ content: leader(dotted) target-counter(attr(href), page) }}
.contents > ol > li {{ font-weight: 700; margin-top: .6em }}
.contents ol ol {{ font-weight: 400 }}
.index a + a::before {{ content: ", " }}
.index a::after {{ content: target-counter(attr(href), page) }}
.kicker {{ font-weight: 700; color: #345; margin: 0 }}
.masthead {{ background: #f3efe6; padding: 5mm; margin-bottom: .8em }}
.masthead h2 {{ margin: .5em 0 0 }}
.facts img {{ float: right; width: 17mm; height: 17mm }}
.facts {{ font-size: 88%; margin-bottom: 1.2em; line-height: 1.5; overflow: hidden }}
.facts th {{ text-align: left; color: #666; padding: 0 1.4em .2em 0; vertical-align: top; white-space: nowrap }}
.facts td {{ vertical-align: top; padding: 0 0 .2em }}
.figures {{ display: flex; gap: 2.4mm; margin: .8em 0 1em; break-inside: avoid }}
.figures div {{ flex: 1; background: #eef2f6; border-top: 1.6pt solid #345; padding: 2.8mm 3mm }}
.figures p {{ margin: 0; text-align: left; font-size: 86% }}
.figures b {{ font-size: 220% }}
table.data, table.day {{ width: 100%; border-collapse: collapse; font-size: 88%; margin: 1em 0; line-height: 1.5 }}
.data th, .data td {{ padding: 1.1mm 1.4mm; border-bottom: .5pt solid #bbb; text-align: right }}
.data th:first-child, .data td:first-child {{ text-align: left; font-weight: 400 }}
.data thead th {{ background: #eef2f6; border-top: 1.2pt solid #345; font-weight: 700 }}
.day th, .day td {{ padding: 2mm; border: .4pt solid #bbb; text-align: left; vertical-align: top }}
.source {{ font-size: 86%; border-top: .5pt solid #bbb; padding-top: .4em; text-align: left }}
"""


def write_book(folder: Path, corpus: Corpus) -> None:
    """Write ``book.html`` with its fonts and QR codes."""
    text = "".join(_book(corpus))
    (folder / "book.html").write_text(text, encoding="utf-8")
    for path, data in book_fonts(text + STYLE, Leaves(Store(None, "bench"))):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (folder / "qr").mkdir(exist_ok=True)
    for talk in corpus.talks():
        drawn = io.BytesIO()
        segno.make(_address(talk), error="m", micro=False).save(drawn, kind="svg", border=0, scale=4)
        (folder / f"qr/{talk.slug}.svg").write_bytes(drawn.getvalue())


def _book(corpus: Corpus) -> Iterator[str]:
    talks = list(corpus.talks())
    yield f'<!doctype html>\n<html lang="ko"><head><meta charset="utf-8"><title>{TITLE}</title>'
    yield f'<meta name="author" content="{EVENT}"><style>\n{STYLE}</style></head><body>\n'
    yield f'<section class="front"><p>발표 자료집</p><h1>{EVENT}</h1><p>2020년 12월 17일 ~ 2021년 3월 31일</p></section>\n'
    yield from _imprint()
    yield from _contents(corpus, talks)
    yield '<div class="main">\n'
    yield from _programme(corpus)
    for number in corpus.sessions:
        own = talks[number * SESSION : (number + 1) * SESSION]
        yield from _session(corpus, number, own)
        for talk in own:
            yield from _talk(corpus, talk)
    yield from _index(corpus, talks)
    yield f'<section class="chapter" id="colophon"><h1>판권</h1><p><b>{EVENT}</b></p><p>2020년 12월 17일 ~ 2021년 3월 31일</p>'
    yield "<p>글꼴 Noto Sans KR, SIL Open Font License 1.1에 따라 씁니다.</p></section>\n"
    yield "</div></body></html>\n"


def _imprint() -> Iterator[str]:
    yield '<section class="front chapter"><h1>일러두기</h1><h3>바로잡기와 내리기</h3>'
    yield "<p>틀린 곳을 찾으셨거나 내려야 할 내용이 있으면 알려 주세요.</p><p>info@example.org</p></section>\n"


def _contents(corpus: Corpus, talks: list[Talk]) -> Iterator[str]:
    yield '<nav class="front chapter contents"><h1>차례</h1><ol>\n<li><a href="#programme">프로그램</a></li>\n'
    for number in corpus.sessions:
        yield f'<li><a href="#s{number}">{_title(corpus, number)}</a><ol>\n'
        for talk in talks[number * SESSION : (number + 1) * SESSION]:
            yield f'<li><a href="#{talk.slug}">{_said(talk.title.ko)}</a></li>\n'
        yield "</ol></li>\n"
    yield '<li><a href="#index">조직 찾아보기</a></li>\n<li><a href="#colophon">판권</a></li>\n</ol></nav>\n'


def _programme(corpus: Corpus) -> Iterator[str]:
    """Ten sessions a day, one after another in two channels."""
    yield '<section class="chapter" id="programme"><h1>프로그램</h1>\n'
    for day in range(-(-len(corpus.sessions) // 10)):
        yield f'<h2>{day + 1}일차</h2><table class="day"><thead><tr><th>시각</th><th>채널 1</th><th>채널 2</th></tr></thead>\n'
        for first in range(day * 10, min(day * 10 + 10, len(corpus.sessions)), 2):
            hour = 9 + first % 10 // 2
            both = [n for n in (first, first + 1) if n in corpus.sessions]
            cells = "".join(
                f'<td>세션<br><a class="page" href="#s{n}"><b>{_title(corpus, n)}</b></a></td>' for n in both
            )
            yield f"<tr><th>{hour:02}:00–{hour + 1:02}:00</th>{cells}{'<td>빈칸</td>' * (2 - len(both))}</tr>\n"
        yield "</table>\n"
    yield "</section>\n"


def _session(corpus: Corpus, number: int, talks: list[Talk]) -> Iterator[str]:
    yield f'<section class="chapter session" id="s{number}"><p class="kicker">세션</p><h1>{_title(corpus, number)}</h1>'
    yield f"<p>{_said(corpus.session_lead(number).ko)}</p><h3>발표와 사례</h3><ol>\n"
    for talk in talks:
        yield f'<li><a href="#{talk.slug}">{_said(talk.title.ko)}</a></li>\n'
    yield "</ol></section>\n"


def _talk(corpus: Corpus, talk: Talk) -> Iterator[str]:
    names = list(corpus.organisations())
    by = [_said(names[i].ko) for i in dict.fromkeys(talk.organisations)]
    title = _said(talk.title.ko)
    yield f'<article class="chapter" id="{talk.slug}"><header class="masthead">'
    yield f'<p class="kicker">발표 · {_title(corpus, talk.session)}</p><h2>{title}</h2></header>\n'
    place = talk.session % 10
    when = f"{9 + place // 2:02}:00–{10 + place // 2:02}:00, 채널 {place % 2 + 1}"
    url = _address(talk)
    yield f'<div class="facts"><img src="qr/{talk.slug}.svg" alt="웹 페이지 QR 코드: {url}"><table>'
    for name, value in (("시간", when), ("날짜", "2020년 12월 17일"), ("조직", "<br>".join(by))):
        yield f"<tr><th>{name}</th><td>{value}</td></tr>"
    yield '</table></div>\n<h4>주요 수치</h4><div class="figures">'
    for label, value in talk.figures:
        yield f"<div><p>{_said(label.ko)}</p><p><b>{value:,}</b> 건</p></div>"
    yield "</div>\n"
    for section in talk.sections:
        yield from _section(section)
    yield f'<p class="source"><b>인용할 때</b> {", ".join(by)} (2020). 「{title}」. {EVENT}.</p>'
    yield f'<p class="source"><b>웹 페이지</b> <a href="{url}">{url}</a></p></article>\n'


def _section(section: Section) -> Iterator[str]:
    if section.id:
        yield f"<h3>{_said(section.title.ko)}</h3>\n"
    for paragraph in section.paragraphs:
        yield f"<p>{_said(paragraph.ko)}</p>\n"
    if section.items:
        yield "<ul>" + "".join(f"<li>{_said(item.ko)}</li>" for item in section.items) + "</ul>\n"
    if section.table:
        yield '<table class="data"><thead><tr><th>항목</th><th>처음</th><th>나중</th></tr></thead><tbody>\n'
        for name, one, two in section.table:
            yield f'<tr><th scope="row">{_said(name.ko)}</th><td>{one}</td><td>{two}</td></tr>\n'
        yield "</tbody></table>\n"
    if section.link >= 0:
        yield f'<p><a class="page" href="#talk-{section.link:05}">다른 발표</a></p>\n'


def _index(corpus: Corpus, talks: list[Talk]) -> Iterator[str]:
    yield '<section class="chapter index" id="index"><h1>조직 찾아보기</h1><ul>\n'
    for i, name in enumerate(corpus.organisations()):
        places = "".join(f'<a href="#{talk.slug}"></a>' for talk in talks if i in talk.organisations)
        yield f"<li>{_said(name.ko)} {name.en} {places}</li>\n"
    yield "</ul></section>\n"


def _title(corpus: Corpus, number: int) -> str:
    return _said(corpus.session_title(number).ko)


def _said(markdown: str) -> str:
    text = _STRONG.sub(r"<strong>\1</strong>", html.escape(markdown))
    return _EMPHASIS.sub(r"<em>\1</em>", text)


def _address(talk: Talk) -> str:
    return f"https://example.org/ko/sessions/s{talk.session:03}/{talk.slug}/"
