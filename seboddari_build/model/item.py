"""What every item of the event may say about itself, beside what makes it what it is."""

from typing import Annotated, Literal

from msgspec import Struct

from seboddari_build.base.language import Language, Text
from seboddari_build.base.span import NOWHERE, Span
from seboddari_build.model.field import Given, To, doc
from seboddari_build.model.prose import Outline
from seboddari_build.model.value import Id, Ref, Source

Visibility = Literal["public", "draft", "withheld", "private"]
Condition = Literal["clean", "partial", "damaged", "lost"]


class Record(Struct, frozen=True, kw_only=True):
    """Something written as a mapping; it knows where it and each of its keys stand."""

    span: Annotated[Span, Given()] = NOWHERE
    places: Annotated[tuple[tuple[str, Span], ...], Given()] = ()

    def at(self, key: str) -> Span:
        """Where the value of ``key`` stands, or the record itself if it is not written."""
        for name, span in self.places:
            if name == key:
                return span
        return self.span


class Correction(Record, frozen=True, kw_only=True):
    """A reading that differs from what the source prints; the printed text stays visible."""

    printed: Annotated[Text, doc("원문에 적힌 대로", "As the source prints it")]
    read: Annotated[Text, doc("우리가 읽은 것 (모르면 비워 둡니다)", "How we read it (leave out if unknown)")] = Text()
    because: Annotated[Text, doc("그렇게 읽은 까닭", "Why we read it so")] = Text()


class Item(Record, frozen=True, kw_only=True):
    """The fields that every item may have."""

    id: Annotated[Id, Given()] = Id("")
    visibility: Annotated[
        Visibility,
        doc(
            "공개 여부: public, draft(미리보기만), withheld(비공개 요청), private",
            "Who may see it: public, draft (preview only), withheld on request, private",
        ),
    ] = "public"
    condition: Annotated[
        Condition,
        doc(
            "원문 상태: clean, partial(일부), damaged(손상), lost(사라짐)",
            "State of the source: clean, partial, damaged, lost",
        ),
    ] = "clean"
    source: Annotated[tuple[Source, ...], doc("출처와 줄 번호", "Source document and lines")] = ()
    note: Annotated[Text, doc("덧붙이는 말", "A note shown with the item")] = Text()
    tags: Annotated[tuple[str, ...], doc("분류어", "Tags")] = ()
    related: Annotated[tuple[Ref, ...], To("addressed"), doc("관련 항목", "Related items")] = ()
    corrections: Annotated[tuple[Correction, ...], doc("바로잡은 글자", "Corrected readings")] = ()
    aliases: Annotated[tuple[str, ...], doc("다른 이름 또는 예전 주소", "Other names, or former addresses")] = ()

    def alias_at(self, alias: str) -> Span:
        """Where an alias is written."""
        return dict(self.places).get(f"aliases.{alias}", self.at("aliases"))


class Body(Struct, frozen=True, array_like=True):
    """The running text of an item in each language, as outlines."""

    ko: Outline | None = None
    en: Outline | None = None

    def of(self, language: Language) -> Outline | None:
        """The outline in exactly this language."""
        return self.ko if language == "ko" else self.en
