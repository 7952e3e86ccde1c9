"""The event itself: names, days, slots and sessions."""

from typing import Annotated, Literal

from seboddari_build.base.language import Text
from seboddari_build.model.field import Given, To, doc
from seboddari_build.model.item import Body, Item, Record
from seboddari_build.model.value import Day, Email, Hours, Id, Period, Ref, Url

SlotKind = Literal["opening", "keynote", "session", "performance", "theatre", "break", "closing"]


class Channel(Record, frozen=True, kw_only=True):
    """One of the parallel streams of the event."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    name: Annotated[Text, doc("이름", "Name")]


class Contact(Record, frozen=True, kw_only=True):
    """Whom to ask for a correction or a removal."""

    email: Annotated[Email, doc("전자우편 주소", "E-mail address")]
    label: Annotated[Text, doc("주소의 이름", "What the address is")] = Text()


class Elsewhere(Record, frozen=True, kw_only=True):
    """Something outside the site, by its name."""

    label: Annotated[Text, doc("이름", "Name")]
    url: Annotated[Url | None, doc("주소", "Address")] = None


class Volume(Record, frozen=True, kw_only=True):
    """A printed volume that covers some days of the event."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    title: Annotated[Text, doc("제목", "Title")]
    days: Annotated[tuple[Day, ...], doc("담은 날", "Days it covers")] = ()
    note: Annotated[Text, doc("덧붙이는 말", "Note")] = Text()


class Document(Record, frozen=True, kw_only=True):
    """A source document that items refer to."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    title: Annotated[Text, doc("제목", "Title")]
    publisher: Annotated[Text, doc("펴낸 곳", "Publisher")] = Text()
    date: Annotated[Period | None, doc("날짜", "Date")] = None
    note: Annotated[Text, doc("덧붙이는 말", "Note")] = Text()


class Edition(Record, frozen=True, kw_only=True):
    """Which edition of the proceedings this is; the only date of making in the output."""

    number: Annotated[int, doc("판", "Number")] = 1
    date: Annotated[Day, doc("펴낸 날", "Date")]


class Event(Record, frozen=True, kw_only=True):
    """The event of this project."""

    id: Annotated[Id, doc("행사의 짧은 영문 이름", "Short latin name of the event")]
    name: Annotated[Text, doc("행사 이름", "Name")]
    slogan: Annotated[Text, doc("표어", "Slogan")] = Text()
    summary: Annotated[Text, doc("행사 소개", "What the event was")] = Text()
    dates: Annotated[Period | None, doc("기간", "Dates")] = None
    timezone: Annotated[str, doc("시간대", "Time zone")] = "Asia/Seoul"
    channels: Annotated[tuple[Channel, ...], doc("채널", "Channels")] = ()
    notice: Annotated[Text, doc("이용 안내", "Usage notice")] = Text()
    contact: Annotated[Contact | None, doc("연락처", "Contact")] = None
    publisher: Annotated[Text, doc("펴낸 곳", "Publisher")] = Text()
    url: Annotated[Url | None, doc("행사 누리집", "Site of the event")] = None
    video: Annotated[Elsewhere | None, doc("영상 채널", "Video channel")] = None
    volumes: Annotated[tuple[Volume, ...], doc("자료집", "Volumes")] = ()
    sources: Annotated[tuple[Document, ...], doc("원문", "Source documents")] = ()
    edition: Annotated[Edition | None, doc("판", "Edition")] = None
    series: Annotated[tuple[Elsewhere, ...], doc("다른 해의 행사", "Other years")] = ()
    allowed_emails: Annotated[
        tuple[Email, ...], doc("실어도 되는 전자우편", "E-mail addresses that may be published")
    ] = ()


class Slot(Record, frozen=True, kw_only=True):
    """One filled cell of the programme."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    channel: Annotated[Ref, To("channels"), doc("채널 (모두: all)", "Channel, or all")]
    time: Annotated[Hours, doc("시각 10:00-12:00", "Time, as 10:00-12:00")]
    kind: Annotated[SlotKind, doc("종류", "Kind")] = "session"
    title: Annotated[Text, doc("제목 (세션이 없을 때)", "Title, where there is no session")] = Text()
    session: Annotated[Ref | None, To("sessions"), doc("세션", "Session")] = None
    performer: Annotated[Text, doc("출연", "Performer")] = Text()
    inferred: Annotated[tuple[str, ...], doc("원문에 없어 추정한 항목", "Fields that we inferred")] = ()
    because: Annotated[Text, doc("추정한 까닭", "Why we inferred it")] = Text()
    note: Annotated[Text, doc("덧붙이는 말", "Note")] = Text()


class ProgrammeDay(Record, frozen=True, kw_only=True):
    """One day of the programme."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    date: Annotated[Day, doc("날짜", "Date")]
    weekday: Annotated[str, doc("요일 (날짜와 맞는지 살핍니다)", "Weekday, checked against the date")] = ""
    title: Annotated[Text, doc("제목", "Title")] = Text()
    slots: Annotated[tuple[Slot, ...], doc("순서", "Slots")] = ()


class Programme(Record, frozen=True, kw_only=True):
    """All days of the event."""

    days: Annotated[tuple[ProgrammeDay, ...], doc("날", "Days")] = ()


class Part(Record, frozen=True, kw_only=True):
    """A group of presentations or cases within a session."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    title: Annotated[Text, doc("제목", "Title")] = Text()
    cases: Annotated[Ref | None, To("groups"), doc("사례 묶음", "Group of cases")] = None
    items: Annotated[tuple[Ref, ...], To("items"), doc("차례", "Presentations or cases, in order")] = ()


class Session(Item, frozen=True, kw_only=True):
    """A session of the event, with the material that may be shown."""

    title: Annotated[Text, doc("제목", "Title")]
    parts: Annotated[tuple[Part, ...], doc("묶음", "Parts")] = ()
    material: Annotated[
        Literal["this-volume", "other-volume", "none"],
        doc("자료가 어디에 있는지", "Where its material is"),
    ] = "this-volume"
    body: Annotated[Body, Given()] = Body()

    def address(self) -> str:
        """Path of its folder: ``sessions/<session>``."""
        return f"sessions/{self.id}"
