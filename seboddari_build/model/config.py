"""The project's settings: site.yaml."""

from typing import Annotated, Literal

from seboddari_build.base.language import Text
from seboddari_build.model.field import Rest, doc
from seboddari_build.model.item import Record
from seboddari_build.model.value import Id, Url

Colour = Literal["indigo", "persimmon", "jade", "plum", "ochre"]


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


class Config(Record, frozen=True, kw_only=True):
    """site.yaml."""

    languages: Annotated[tuple[str, ...], doc("언어", "Languages")] = ("ko", "en")
    base_url: Annotated[
        Url | None, doc("누리집 주소 (CI가 넣으므로 보통 비워 둡니다)", "Address of the site (usually set by CI)")
    ] = None
    theme: Annotated[str, doc("테마 폴더", "Folder of the theme")] = "bottari"
    editions: Annotated[tuple[str, ...], doc("만들 것", "What is made")] = ("site",)
    services: Annotated[tuple[Service, ...], doc("사례를 견주는 항목", "What cases are compared by")] = ()
    groups: Annotated[tuple[Group, ...], doc("사례 묶음", "Groups of cases")] = ()
    colours: Annotated[SessionColours, doc("세션의 색", "Colours of the sessions")] = SessionColours()
