"""Former addresses: a page in each language at every address that an item had before, which leads on to it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from seboddari_build.base.language import LANGUAGES
from seboddari_build.base.problem import Problem, error, warning
from seboddari_build.base.span import Span
from seboddari_build.load.scalar import PATTERNS
from seboddari_build.model.data import Dataset
from seboddari_build.model.directory import Minutes
from seboddari_build.model.directory import Page as PlainPage
from seboddari_build.model.event import Session
from seboddari_build.model.talk import Case, Presentation
from seboddari_build.model.value import Id
from seboddari_build.site.context import Context, href
from seboddari_build.site.views import LinkTo, MovedPage, Page

ALIAS_TAKEN = error(
    "alias-taken",
    ko="‘{alias}’: 주소 {path} 자리에 다른 것이 있어 옛 주소로 이어 줄 수 없습니다.",
    en="'{alias}': the address {path} belongs to something else and cannot lead on from there.",
    hint_ko="aliases에서 빼거나, 그 자리에 있는 항목의 id(파일 이름)를 바꿉니다.",
    hint_en="Take it out of aliases, or change the id (the file name) of what stands there.",
)

NO_ADDRESS = warning(
    "alias-form",
    ko="‘{alias}’: 옛 주소로 읽을 수 없어 아무것도 이어 주지 않습니다.",
    en="'{alias}' is not the form of a former address: nothing leads on from there.",
    hint_ko="{hint_ko}",
    hint_en="{hint_en}",
)
#: What is meant for an address, in part or whole.
_ADDRESS = re.compile(r"[/\\<>?#]|\.html?$|://")
_AROUND = re.compile(r"^(?:[a-z]+://[^/]*)?/*(?:(?:ko|en)/)?|(?:/(?:index\.html?)?|\.(?:html?|md))$")

#: An alias in the form of an id, or of an address, is a former one; any other is a name.
_FORMER = re.compile(
    rf"(?:(?:sessions|cases|data|organisations|people|districts|minutes|pages)/(?:{PATTERNS[Id]}/)?)?{PATTERNS[Id]}"
)


def moved_pages(context: Context, pages: Iterable[Page]) -> tuple[tuple[tuple[MovedPage, Span], ...], list[Problem]]:
    """A page for each former address of whatever has one of ``pages``, with where the alias is written."""
    standing = {page.path: page for page in pages}
    items = [item for item in context.conference.addressed() if href(item, "ko") in standing]
    owners: dict[str, Any] = {href(item, "ko"): item for item in items}
    made: list[tuple[MovedPage, Span]] = []
    problems: list[Problem] = []
    for item in items:
        problems += _no_addresses(item)
        for alias, address, span in _former(context, item):
            path = f"ko/{address}/"
            if path not in standing and path not in owners:
                owners[path] = item
                targets = ((language, standing[href(item, language)]) for language in LANGUAGES)
                made += [(_page(target, f"{language}/{address}/"), span) for language, target in targets]
            elif (owner := owners.get(path)) is not item:
                related = (owner.span,) if owner else ()
                problems.append(ALIAS_TAKEN.at(span, alias=alias, path=f"{address}/", related=related))
    return tuple(made), problems


def _no_addresses(item: Any) -> Iterator[Problem]:
    """Aliases that lead on from nowhere: of what is called by no other name, and what looks like an address."""
    unnamed = isinstance(item, Session | Dataset | Minutes | PlainPage)
    for alias in item.aliases:
        if _FORMER.fullmatch(alias) or not (unnamed or _ADDRESS.search(alias)):
            continue
        meant = _AROUND.sub("", alias)
        fits = _FORMER.fullmatch(meant) and not meant.startswith("index")
        yield NO_ADDRESS.at(
            item.alias_at(alias),
            alias=alias,
            hint_ko=f"이렇게 적습니다: {meant}" if fits else
            "예전 파일 이름이나 주소의 끝을 영문 소문자로 적습니다: old-name 또는 sessions/care/old-name",
            hint_en=f"Write {meant}." if fits else
            "Write the former file name, or the address without the site: old-name, or sessions/care/old-name.",
        )  # fmt: skip


def _former(context: Context, item: Any) -> Iterator[tuple[str, str, Span]]:
    """The former addresses of an item: the alias, the address within a language, where it is written.

    What stands below a session has moved with it.
    """
    folder = item.address().removeprefix("pages/").rpartition("/")[0]
    own = [alias for alias in item.aliases if _FORMER.fullmatch(alias)]
    yield from ((alias, _within(alias, folder), item.alias_at(alias)) for alias in own)
    if isinstance(item, Presentation) and not isinstance(item, Case):
        for session, alias in _of_session(context, item):
            if _FORMER.fullmatch(alias):
                names = (item.id, *(name for name in own if "/" not in name))
                above = _within(alias, "sessions")
                yield from ((alias, f"{above}/{name}", session.alias_at(alias)) for name in names)


def _of_session(context: Context, item: Presentation) -> Iterator[tuple[Session, str]]:
    session: Session | None = context.lookup.one("sessions", item.session)
    yield from ((session, alias) for alias in session.aliases) if session else ()


def _within(alias: str, folder: str) -> str:
    """The address that an alias means for something in ``folder``."""
    return alias.removeprefix("pages/") if "/" in alias or not folder else f"{folder}/{alias}"


def _page(target: Page, path: str) -> MovedPage:
    """The page at ``path`` that leads on to ``target``."""
    return MovedPage(
        kind="moved",
        path=path,
        lang=target.lang,
        title=target.title,
        canonical=target.canonical,
        to=LinkTo(target.title, target.path),
    )
