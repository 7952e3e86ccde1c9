"""The lists that others refer to: organisations, people, districts, terms, units, issues."""

from typing import Annotated, Literal

from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.model.field import Given, Key, To, doc
from seboddari_build.model.item import Body, Item, Record
from seboddari_build.model.value import Day, Hours, Id, Number, Period, Ref, Url


class Department(Record, frozen=True, kw_only=True):
    """A part of an organisation that minutes name."""

    name: Annotated[Text, doc("이름", "Name")]


class Organisation(Item, frozen=True, kw_only=True):
    """An organisation that took part or is spoken of."""

    id: Annotated[Id, doc("짧은 영문 이름 (주소가 됩니다)", "Short latin name, used in the address")]
    name: Annotated[Text, doc("이름", "Name")]
    type: Annotated[str, doc("종류", "Type")] = ""
    district: Annotated[Ref | None, To("districts"), doc("자치구", "District")] = None
    departments: Annotated[tuple[Department, ...], doc("부서", "Departments")] = ()
    url: Annotated[Url | None, doc("누리집", "Web site")] = None

    def address(self) -> str:
        """``organisations/<id>``."""
        return f"organisations/{self.id}"


class Person(Item, frozen=True, kw_only=True):
    """A person in a public role; ``publish`` says how much of it is shown."""

    id: Annotated[Id, doc("짧은 영문 이름 (주소가 됩니다)", "Short latin name, used in the address")]
    name: Annotated[Text, doc("이름", "Name")]
    role: Annotated[Text, doc("직책", "Role")] = Text()
    organisation: Annotated[Ref | None, To("organisations"), doc("소속", "Organisation")] = None
    publish: Annotated[Literal["name", "role", "none"], doc("공개 범위", "What may be shown")] = "name"

    def address(self) -> str:
        """``people/<id>``."""
        return f"people/{self.id}"


class District(Item, frozen=True, kw_only=True):
    """A district, with its place in the tile map."""

    id: Annotated[Id, doc("짧은 영문 이름 (주소가 됩니다)", "Short latin name, used in the address")]
    name: Annotated[Text, doc("이름", "Name")]
    tile: Annotated[tuple[int, ...], doc("타일 지도의 [열, 행]", "[column, row] in the tile map")] = ()
    whole: Annotated[bool, doc("자치구가 아니라 전체인지", "The whole city, not a district")] = False

    def address(self) -> str:
        """``districts/<id>``."""
        return f"districts/{self.id}"


class Term(Item, frozen=True, kw_only=True):
    """A term of the glossary."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    ko: Annotated[str, doc("한국어", "Korean")]
    en: Annotated[str, doc("영어", "English")] = ""
    definition: Annotated[Text, doc("뜻", "Definition")] = Text()


class Unit(Record, frozen=True, kw_only=True):
    """A unit of count or money."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    ko: Annotated[str, doc("한국어", "Korean")]
    one: Annotated[str, doc("영어 단수", "English, one")] = ""
    many: Annotated[str, doc("영어 복수", "English, many")] = ""
    money: Annotated[Number | None, doc("원으로 칠 때의 배수", "Multiplier to won")] = None


class Slide(Record, frozen=True, kw_only=True):
    """A slide of a deck: its picture, and what stands on it in words."""

    file: Annotated[Ref, doc("media/ 안의 슬라이드 그림", "Picture of the slide in media/")]
    title: Annotated[Text, doc("슬라이드의 제목", "Title of the slide")] = Text()
    text: Annotated[Text, doc("슬라이드에 적힌 글, 한 줄에 하나씩", "What stands on the slide, line by line")] = Text()


class Media(Item, frozen=True, kw_only=True):
    """A picture, several, a deck of slides or a video, described once; files are paths below content/media/."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    files: Annotated[
        tuple[Ref, ...], Key("file"), doc("media/ 안의 그림 파일 (여럿이면 목록)", "Picture file in media/, or a list")
    ] = ()
    url: Annotated[Url | None, doc("영상 등의 주소 (https)", "Address of a film, say (https)")] = None
    kind: Annotated[
        Literal["photo", "pair", "gallery", "video", "screenshot", "diagram", "slides"], doc("종류", "Kind")
    ] = "photo"
    slides: Annotated[
        tuple[Slide, ...],
        doc("발표 슬라이드: 그림과 글, 차례대로", "The slides of a presentation: pictures and texts, in order"),
    ] = ()
    alt: Annotated[Text, doc("대체 글", "Alternative text")] = Text()
    caption: Annotated[Text, doc("설명", "Caption")] = Text()
    credit: Annotated[Text, doc("출처", "Credit")] = Text()
    contains_people: Annotated[bool, doc("사람이 나오는지", "Whether people are seen")] = False

    def pictured(self) -> tuple[Ref, ...]:
        """Every file that it names, slides last."""
        return (*self.files, *(slide.file for slide in self.slides))

    def lost(self) -> bool:
        """Whether nothing is left to be shown but the words about it."""
        return self.condition == "lost" or not (self.pictured() or self.url)


class Picture(Struct, frozen=True, array_like=True):
    """A file below content/media/ as it was found; ``format`` is "" where it is no picture that can be shown.

    ``width`` and ``height`` are pixels as it is seen, after the turn that the EXIF ``orientation``
    (1 to 8) asks for; ``digest`` names its bytes.
    """

    name: str
    digest: str = ""
    format: Literal["", "jpeg", "png", "webp"] = ""
    width: int = 0
    height: int = 0
    orientation: int = 1

    def path(self) -> str:
        """The file, from the root of the project."""
        return f"content/media/{self.name}"


class Issue(Record, frozen=True, kw_only=True):
    """Something that does not fit, published at each address it is about."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    about: Annotated[tuple[Ref, ...], To("addressed"), doc("어느 항목의 일인지", "The addresses it is about")] = ()
    text: Annotated[Text, doc("무엇이 맞지 않는지", "What does not fit")]


class Attendance(Record, frozen=True, kw_only=True):
    """Who was there, as bodies; names are never written."""

    group: Annotated[Text, doc("구분", "Group")]
    present: Annotated[tuple[str, ...], doc("참석", "Present")] = ()
    absent: Annotated[tuple[str, ...], doc("불참", "Absent")] = ()


class Minutes(Item, frozen=True, kw_only=True):
    """The minutes of a meeting."""

    title: Annotated[Text, doc("제목", "Title")]
    date: Annotated[Day, doc("날짜", "Date")]
    time: Annotated[Hours | None, doc("시각", "Time")] = None
    place: Annotated[Text, doc("곳", "Place")] = Text()
    recorder: Annotated[Text, doc("기록한 사람의 직책", "Post of the recorder")] = Text()
    attendance: Annotated[tuple[Attendance, ...], doc("참석", "Attendance")] = ()
    next: Annotated[Period | None, doc("다음 회의", "Next meeting")] = None
    next_text: Annotated[Text, doc("날짜로 적을 수 없는 때", "When, where no date can say it")] = Text()
    body: Annotated[Body, Given()] = Body()

    def address(self) -> str:
        """``minutes/<id>``."""
        return f"minutes/{self.id}"


class Page(Item, frozen=True, kw_only=True):
    """A plain page; others may belong to it, as chapters do."""

    title: Annotated[Text, doc("제목", "Title")]
    pages: Annotated[
        tuple[Ref, ...],
        To("pages"),
        doc("이 쪽에 딸린 일반 쪽, 차례대로", "Plain pages that belong to this one, in order"),
    ] = ()
    body: Annotated[Body, Given()] = Body()

    def address(self) -> str:
        """``pages/<id>``."""
        return f"pages/{self.id}"
