"""What media.yaml describes: files that are there, words for those who cannot see them."""

import re
from collections.abc import Iterator

from seboddari_build.base.language import has_hangul
from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.base.suggest import closest
from seboddari_build.model.conference import Conference
from seboddari_build.model.directory import Media
from seboddari_build.model.lookup import Lookup

MISSING_PICTURE = error(
    "missing-picture",
    ko="‘{name}’: content/media/ 폴더에 그런 파일이 없습니다.",
    en="There is no file '{name}' in content/media/.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
MISSING_ALT = error(
    "missing-alt",
    ko="‘{id}’: 대체 글이 없습니다.",
    en="'{id}' has no alternative text in Korean.",
    hint_ko="그림을 볼 수 없는 사람에게 들려줄 말을 적습니다. 보기: alt: 골목에 모여 앉은 주민들",
    hint_en="Say in Korean what is seen, for those who cannot see it: alt: 골목에 모여 앉은 주민들",
)
PAIR_FILES = error(
    "pair-files",
    ko="‘{id}’: 짝(pair)에는 그림이 둘 있어야 하는데 {count}개입니다.",
    en="'{id}': a pair takes two pictures, not {count}.",
    hint_ko="보기: file: [before.jpg, after.jpg]. 여럿이면 kind: gallery로 적습니다.",
    hint_en="For example file: [before.jpg, after.jpg]; several pictures are of kind: gallery.",
)
INSECURE_URL = error(
    "insecure-url",
    ko="‘{id}’: 주소가 https:// 로 시작하지 않습니다.",
    en="'{id}': the address does not begin with https://.",
    hint_ko="https:// 로 시작하는 주소를 적습니다.",
    hint_en="Write an address that begins with https://.",
)
UNDESCRIBED = warning(
    "undescribed-picture",
    ko="content/media.yaml에 이 그림의 설명이 없어 사이트에 실리지 않습니다.",
    en="content/media.yaml does not describe this picture; it stays out of the site.",
    hint_ko='더합니다: - {{id: 짧은-이름, file: "{name}", alt: 보이는 것}}. 쓰지 않을 그림이면 지웁니다.',
    hint_en='Add - {{id: short-name, file: "{name}", alt: what is seen}}, or delete the file.',
)


POOR_ALT = warning(
    "poor-alt",
    ko="‘{text}’: 대체 글이 그림에 무엇이 보이는지 말하지 않습니다.",
    en="'{text}' does not say what is seen in the picture.",
    hint_ko="그림을 볼 수 없는 사람에게 들려줄 말을 적습니다. 보기: alt: 골목에 모여 앉은 주민들",
    hint_en="Say what is seen, for those who cannot see it; in Korean, for example alt: 골목에 모여 앉은 주민들",
)
CAPTION_LANGUAGE = warning(
    "caption-language",
    ko="‘{text}’: 한국어가 올 자리에 다른 언어의 글이 있습니다.",
    en="'{text}' stands where Korean is expected.",
    hint_ko="한국어로 옮겨 적고, 이 글은 영어라면 {key}.en에 적습니다.",
    hint_en="Write it in Korean; if this is English, it belongs into {key}.en.",
)
SILENT_SLIDE = warning(
    "silent-slide",
    ko="‘{name}’: 슬라이드에 적힌 글이 없습니다.",
    en="There are no words for the slide '{name}'.",
    hint_ko='slides에 글과 함께 적습니다: - {{file: "{name}", title: 제목, text: 적힌 글}}',
    hint_en='Name it in slides, with what stands on it: - {{file: "{name}", title: 제목, text: 적힌 글}}',
)
#: What is no description: the name of a file, or the word for a picture.
_POOR = re.compile(
    r"(?i:\S*\.(?:png|jpe?g|webp|gif|bmp|tiff?|heic)"
    r"|(?:(?:img|dsc|dscn|image|picture|photo|photograph|screenshot|slide|사진|그림|이미지|화면|슬라이드|자료)[ _-]?)+"
    r"[0-9_() -]*)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def media(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Check each entry of media.yaml, and that each picture has one."""
    names = frozenset(picture.name for picture in conference.pictures)
    for entry in conference.media:
        # A picture that is withheld or lost is not kept with the content: a stub may name it.
        if entry.visibility in ("public", "draft") and not entry.lost():
            yield from _files(entry, names)
            yield from _words(entry)
    described = {ref.name for entry in conference.media for ref in entry.pictured()}
    for picture in conference.pictures:
        told = not picture.format or "media" in conference.unread.kinds  # there is worse to tell
        if not told and picture.name not in described:
            yield UNDESCRIBED.at(Span(picture.path(), 0, 0), name=picture.name)


def _files(entry: Media, names: frozenset[str]) -> Iterator[Problem]:
    for ref in entry.pictured():
        if ref.name not in names:
            hint_ko = "파일을 그 폴더에 넣고 이름의 대소문자까지 맞춥니다."
            hint_en = "Put the file there and match its name, upper and lower case too."
            if like := closest(ref.name, names):
                hint_ko, hint_en = f"혹시 ‘{like}’인가요?", f"Did you mean '{like}'?"
            yield MISSING_PICTURE.at(ref.span, name=ref.name, hint_ko=hint_ko, hint_en=hint_en)
    if entry.kind == "pair" and len(entry.files) != 2:
        yield PAIR_FILES.at(entry.at("files"), id=entry.id, count=len(entry.files))


def _silent(entry: Media) -> Iterator[Problem]:
    """Slides that nobody can read who does not see them, nor find by what they say."""
    if entry.visibility == "public":
        bare = entry.files if entry.kind == "slides" else ()
        untold = (slide.file for slide in entry.slides if not (slide.title or slide.text))
        yield from (SILENT_SLIDE.at(ref.span, name=ref.name) for ref in (*bare, *untold))


def _words(entry: Media) -> Iterator[Problem]:
    if entry.pictured() and not entry.alt.ko and entry.visibility == "public":
        yield MISSING_ALT.at(entry.at("id"), id=entry.id)
    yield from _silent(entry)
    for key, said in (("alt", entry.alt.ko), ("alt.en", entry.alt.en)):
        if said and _POOR.fullmatch(said.strip()):
            yield POOR_ALT.at(entry.at(key), text=said)
    for key, text in (("alt", entry.alt), ("caption", entry.caption)):
        foreign = len(_WORD.findall(text.ko)) > 1 and not has_hangul(text.ko)
        if foreign and not _POOR.fullmatch(text.ko.strip()):
            yield CAPTION_LANGUAGE.at(entry.at(key), text=text.ko, key=key)
    if entry.url and not entry.url.startswith("https://"):
        yield INSECURE_URL.at(entry.at("url"), id=entry.id)
