"""The words in which a publish report speaks of pages and their parts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from seboddari_build.base.language import Language, Text

LANGUAGE: Final[Mapping[Language, Text]] = MappingProxyType(
    {"ko": Text("한국어", "Korean"), "en": Text("영어", "English")}
)

#: What pages of a kind are called; others are just pages.
KIND: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "home": Text("첫 화면", "front page"),
        "programme": Text("프로그램", "programme"),
        "search": Text("찾기", "search"),
        "sessions": Text("목록", "list"),
        "session": Text("세션", "session"),
        "presentation": Text("발표", "presentation"),
        "case": Text("사례", "case"),
        "cases": Text("사례 견주기", "comparison of cases"),
        "dataset": Text("자료", "dataset"),
        "datasets": Text("목록", "list"),
        "organisations": Text("목록", "list"),
        "organisation": Text("조직", "organisation"),
        "people": Text("목록", "list"),
        "person": Text("사람", "person"),
        "districts": Text("목록", "list"),
        "district": Text("자치구", "district"),
        "glossary": Text("용어", "glossary"),
        "minutes-index": Text("목록", "list"),
        "minutes": Text("회의록", "minutes"),
    }
)
PAGE: Final = Text("쪽", "page")

#: What changes of a page, by the names of ``publish.changes.PARTS``.
PART: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "title": Text("제목", "title"),
        "slot": Text("일정", "schedule"),
        "entries": Text("항목", "entries"),
        "text": Text("글", "text"),
        "figures": Text("수치", "figures"),
        "tables": Text("표", "tables"),
        "results": Text("성과", "results"),
        "pictures": Text("그림", "pictures"),
        "details": Text("세부 사항", "details"),
        "people": Text("발표자", "presenters"),
        "organisations": Text("조직과 자치구", "organisations and district"),
        "links": Text("바깥 링크", "links to the web"),
        "outline": Text("차례", "outline"),
        "sources": Text("출처", "sources"),
        "notes": Text("덧붙인 말", "notes"),
        "translated": Text("번역 더함", "more of it translated"),
        "untranslated": Text("번역 빠짐", "less of it translated"),
    }
)

#: What happens to pages, in the order of the report.
LIST: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "added": Text("더한 쪽", "Added pages"),
        "changed": Text("바뀐 쪽", "Changed pages"),
        "moved": Text("옮긴 쪽", "Moved pages"),
        "withdrawn": Text("내린 쪽", "Withdrawn pages"),
    }
)

#: What happens to lines, tables and books.
WHAT: Final[Mapping[str, Text]] = MappingProxyType(
    {"added": Text("더함", "added"), "changed": Text("바뀜", "changed"), "withdrawn": Text("내림", "withdrawn")}
)

NOTHING: Final = Text("방문자에게 바뀌는 것이 없습니다.", "Nothing changes for visitors.")
TITLE: Final = Text("방문자에게 바뀌는 것", "What visitors will see change")
COUNTS: Final = Text("쪽: {counts}.", "Pages: {counts}.")
COUNT: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "added": Text("더함 {n}", "{n} added"),
        "changed": Text("바뀜 {n}", "{n} changed"),
        "moved": Text("옮김 {n}", "{n} moved"),
        "withdrawn": Text("내림 {n}", "{n} withdrawn"),
    }
)
NO_PAGE: Final = Text("쪽 자체의 내용은 그대로입니다.", "No page changes in its own content.")
UNKNOWN: Final = Text(
    "펴낸 누리집이 다른 판에서 만든 것이라, 쪽 안에서 바뀌는 것은 알 수 없습니다.",
    "The published site was made by another version: what changes within pages cannot be told.",
)
VERSIONS: Final = Text(
    "펴낸 누리집는 seboddari {old} 판, 이번 누리집는 {new} 판입니다: 모양도 바뀔 수 있습니다.",
    "The published site was made by seboddari {old}, this one by {new}: how it looks may change too.",
)
FRAME: Final = Text("모든 쪽({languages}): 머리와 메뉴, 꼬리말", "All pages ({languages}): header, menu or footer")
THEME: Final = Text("모든 쪽: 디자인", "All pages: the design")
EVERYWHERE: Final = Text("온 누리집", "The whole site")
TOUCHED: Final = Text("바뀐 것을 보이거나 잇는 쪽", "Pages that show or link to what changes")
DROPPED: Final = Text("더는 이어지지 않는 옛 주소", "Former addresses that lead on no more")
DATA: Final = Text("내려받는 표", "Tables to download")
BOOKS: Final = Text("책자와 전자책", "Booklets and e-books")
ANEW: Final = Text("새로 만듦", "made anew")
SO_FAR: Final = Text("지금까지 {n}쪽", "{n} pages so far")
WAS: Final = Text("{part}(전: {was})", "{part} (was {was})")
FALLBACK: Final = Text("{language}(번역 없음)", "{language} (not translated)")
LEADS: Final = Text("옛 주소에서 새 주소로 이어집니다.", "The old address leads on to the new one.")
LEADS_TO: Final = Text("옛 주소는 {address} 쪽으로 이어집니다.", "Its address leads on to {address}.")
LEADS_NOWHERE: Final = Text(
    "옛 주소가 이어지지 않습니다. 파일 첫머리에 더합니다: {alias}",
    "The old address leads nowhere. Add to the head of its file: {alias}",
)
MORE: Final = Text("그 밖에 {n}개", "and {n} more")
