"""The project's settings: site.yaml."""

from typing import Annotated, Final, Literal, get_args

from seboddari_build.base.language import Text
from seboddari_build.model.field import Rest, To, doc
from seboddari_build.model.item import Record
from seboddari_build.model.value import Id, Ref, Url

Colour = Literal["indigo", "persimmon", "jade", "plum", "ochre"]


#: What a build may make.
Made = Literal["site", "booklet", "epub", "feeds", "cards"]
MADE: Final[tuple[str, ...]] = get_args(Made)


class Service(Record, frozen=True, kw_only=True):
    """Something that cases of a group are compared by."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    title: Annotated[Text, doc("이름", "Name")]


class Group(Record, frozen=True, kw_only=True):
    """A group of comparable cases: a folder of ``content/cases``."""

    id: Annotated[Id, doc("폴더 이름", "Name of the folder")]
    title: Annotated[Text, doc("이름", "Name")]
    colour: Annotated[Colour, doc("색", "Colour")] = "jade"


class SessionColours(Record, frozen=True, kw_only=True):
    """Which colour each session has."""

    colours: Annotated[tuple[tuple[str, str], ...], Rest()] = ()


class BookletSettings(Record, frozen=True, kw_only=True):
    """How the printed booklet is set."""

    format: Annotated[Literal["b5", "a4", "a5"], doc("판형: b5, a4, a5", "Size of a page: b5, a4, a5")] = "b5"
    justify: Annotated[bool, doc("본문 양 끝 맞추기", "Whether both edges of running text are straight")] = True
    signature: Annotated[
        int,
        doc(
            "접지 한 첩의 쪽수, 많아도 이만큼 (0: 전체를 한 첩으로)",
            "At most so many pages of the imposed booklet are folded into each other (0: all)",
        ),
    ] = 32


class Config(Record, frozen=True, kw_only=True):
    """site.yaml."""

    languages: Annotated[tuple[str, ...], doc("언어", "Languages")] = ("ko", "en")
    base_url: Annotated[
        Url | None, doc("누리집 주소 (CI가 넣으므로 보통 비워 둡니다)", "Address of the site (usually set by CI)")
    ] = None
    theme: Annotated[str, doc("테마 폴더", "Folder of the theme")] = "bottari"
    editions: Annotated[
        tuple[Made, ...],
        doc("만들 것 (site, booklet, epub, feeds, cards)", "What is made: site, booklet, epub, feeds, cards"),
    ] = ("site",)
    services: Annotated[tuple[Service, ...], doc("사례를 견주는 항목", "What cases are compared by")] = ()
    groups: Annotated[tuple[Group, ...], doc("사례 묶음", "Groups of cases")] = ()
    menu: Annotated[
        tuple[Ref, ...],
        To("pages"),
        doc("주요 메뉴에 올릴 일반 쪽, 차례대로", "Plain pages that the main menu leads to, in order"),
    ] = ()
    booklet: Annotated[BookletSettings, doc("책자", "The booklet")] = BookletSettings()
    colours: Annotated[SessionColours, doc("세션의 색", "Colours of the sessions")] = SessionColours()
