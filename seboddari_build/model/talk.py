"""Presentations and cases: what was shown, by whom, with which figures."""

from typing import Annotated, Literal

from seboddari_build.base.language import Text
from seboddari_build.model.field import Given, To, doc
from seboddari_build.model.item import Body, Item, Record
from seboddari_build.model.value import Amount, Id, Number, Period, Ref, Source, Url

Bound = Literal["at-least", "at-most", "about"]


class WebLink(Record, frozen=True, kw_only=True):
    """A link to material elsewhere; without ``url`` the source has lost its address."""

    kind: Annotated[Literal["video", "press", "site", "file"], doc("종류", "Kind")] = "site"
    label: Annotated[Text, doc("링크 이름", "Label")]
    url: Annotated[
        Url | None, doc("주소 (원문에서 사라졌으면 비워 둡니다)", "Address (leave out if the source lost it)")
    ] = None


class Figure(Record, frozen=True, kw_only=True):
    """One key number with its unit, date and source, or a time (``when``) that is one."""

    id: Annotated[Id, doc("짧은 영문 이름", "Short latin name")]
    label: Annotated[Text, doc("무엇의 수인지", "What is counted")]
    value: Annotated[Amount | None, doc("값 또는 범위", "A number or a range")] = None
    when: Annotated[Period | None, doc("값이 때일 때: 날짜 또는 기간", "Where it is a time: a date or a period")] = None
    unit: Annotated[Ref | None, To("units"), doc("단위", "Unit")] = None
    bound: Annotated[Bound | None, doc("이상·이하·약", "at-least, at-most, about")] = None
    as_of: Annotated[Period | None, doc("기준 시점", "As of")] = None
    printed: Annotated[Text, doc("원문에 적힌 대로", "As the source prints it")] = Text()
    because: Annotated[Text, doc("다르게 읽거나 계산한 까닭", "Why it was read or derived so")] = Text()
    derived: Annotated[bool, doc("우리가 계산한 값인지", "Whether we computed it")] = False
    source: Annotated[tuple[Source, ...], doc("출처와 줄 번호", "Source document and lines")] = ()
    note: Annotated[Text, doc("덧붙이는 말", "Note")] = Text()


class Measure(Record, frozen=True, kw_only=True):
    """One comparable number of a case."""

    value: Annotated[Amount, doc("값 또는 범위", "A number or a range")]
    unit: Annotated[Ref | None, To("units"), doc("단위", "Unit")] = None
    of: Annotated[Text, doc("무엇의 수인지", "What is counted")] = Text()
    period: Annotated[
        Period | None, doc("기간 (사례의 기간과 다를 때)", "Period, where it differs from the case's")
    ] = None
    bound: Annotated[Bound | None, doc("이상·이하·약", "at-least, at-most, about")] = None
    derived: Annotated[bool, doc("우리가 계산한 값인지", "Whether we computed it")] = False
    because: Annotated[Text, doc("계산한 까닭", "How it was derived")] = Text()
    note: Annotated[Text, doc("덧붙이는 말", "Note")] = Text()


class Result(Record, frozen=True, kw_only=True):
    """What a case says of one service: measures, or words where no number is printed."""

    service: Annotated[Ref, To("services"), doc("서비스 (site.yaml의 목록에서)", "Service, from the list in site.yaml")]
    measures: Annotated[tuple[Measure, ...], doc("값", "Measures")] = ()
    text: Annotated[Text, doc("수치가 없을 때의 설명", "Words where no number is printed")] = Text()


class Presentation(Item, frozen=True, kw_only=True):
    """One presentation of the event."""

    title: Annotated[Text, doc("제목", "Title")]
    programme: Annotated[Text, doc("속한 사업 이름", "The support programme it belongs to")] = Text()
    presenters: Annotated[tuple[Ref, ...], To("people"), doc("발표자", "Presenters")] = ()
    organisations: Annotated[tuple[Ref, ...], To("organisations"), doc("조직", "Organisations")] = ()
    district: Annotated[Ref | None, To("districts"), doc("자치구", "District")] = None
    date: Annotated[Period | None, doc("날짜", "Date")] = None
    date_text: Annotated[Text, doc("날짜로 적을 수 없는 때", "When, where no date can say it")] = Text()
    links: Annotated[tuple[WebLink, ...], doc("링크", "Links")] = ()
    figures: Annotated[tuple[Figure, ...], doc("주요 수치", "Key figures")] = ()
    disclaimer: Annotated[Text, doc("내용이 바뀔 수 있다는 알림", "Disclaimer")] = Text()
    session: Annotated[Id, Given()] = Id("")
    body: Annotated[Body, Given()] = Body()

    def address(self) -> str:
        """Path of the content file without its ending: ``sessions/<session>/<deck>``."""
        return f"sessions/{self.session}/{self.id}"


class Case(Presentation, frozen=True, kw_only=True):
    """A presentation with facts that can be compared with those of its group."""

    period: Annotated[Period | None, doc("기간", "Period covered")] = None
    period_text: Annotated[Text, doc("날짜로 적을 수 없는 기간", "Period, where no date can say it")] = Text()
    delivery_model: Annotated[Text, doc("제공 방식", "Delivery model")] = Text()
    results: Annotated[tuple[Result, ...], doc("서비스별 실적", "Results by service")] = ()
    group: Annotated[Id, Given()] = Id("")

    def address(self) -> str:
        """Path of the content file without its ending: ``cases/<group>/<case>``."""
        return f"cases/{self.group}/{self.id}"


__all__ = ["Bound", "Case", "Figure", "Measure", "Number", "Presentation", "Result", "WebLink"]
