"""Personal data stop the build, wherever in a file they stand."""

from collections.abc import Iterator
from itertools import groupby, islice

from seboddari_build.base.problem import Code, Problem, error
from seboddari_build.load.personal import email_key
from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import Lookup

MOBILE = error(
    "personal-mobile",
    ko="휴대전화 번호가 있습니다: {value}",
    en="This is a mobile number: {value}",
    hint_ko="번호를 지우거나 기관의 대표 번호(02-…, 070-…)로 바꿉니다. 주석에 적은 것도 저장소와 함께 공개됩니다.",
    hint_en="Remove it, or give the number of an office (02-…, 070-…). Comments count: the repository is public too.",
)
RESIDENT = error(
    "personal-resident",
    ko="주민등록번호가 있습니다: {value}",
    en="This is a resident registration number: {value}",
    hint_ko="번호를 지웁니다. 이미 저장소에 올렸다면 기록에서도 지워야 합니다.",
    hint_en="Remove it. If it has been pushed, it has to be removed from the history of the repository too.",
)
EMAIL = error(
    "personal-email",
    ko="실어도 되는 목록에 없는 전자우편 주소입니다: {value}",
    en="This e-mail address is not among those that may be published: {value}",
    hint_ko="주소를 지웁니다. 공개된 기관 주소라면 content/event.yaml의 allowed_emails에 더합니다.",
    hint_en="Remove it. If it is the public address of an office, add it to allowed_emails in content/event.yaml.",
)
NAME = error(
    "personal-name",
    ko="‘님’이 붙은 이름이 있습니다: {value}",
    en="This is a full name followed by 님: {value}",
    hint_ko="이름을 지우거나 ‘참여자’처럼 하는 일로 바꿉니다. 이름을 밝히는 발표자에게는 ‘님’ 대신 직함을 적습니다.",
    hint_en="Remove the name, or say what the person does (참여자). A named speaker takes a post instead of 님.",
)
ELDER = error(
    NAME.id,
    ko="‘할머니’ 같은 말이 붙은 이름이 있습니다: {value}",
    en="This is a full name followed by a word for an older person: {value}",
    hint_ko="이름을 지우거나 ‘한 어르신’처럼 적습니다.",
    hint_en="Remove the name, or write 한 어르신 (an older person).",
)
MORE = error(
    "personal-more",
    ko="이 파일에 개인정보가 {count}개 더 있습니다.",
    en="This file holds personal data in {count} more places.",
    hint_ko="앞에 알린 것을 고치면 다음 것이 보입니다. 표라면 그 열을 모두 지웁니다.",
    hint_en="Mend those that are told of, then the next are shown. In a table, take the whole column out.",
)
CODES: dict[str, Code] = {"mobile": MOBILE, "resident": RESIDENT, "email": EMAIL, "name": NAME}
#: As many as are told of one by one in a file.
MOST = 50


def privacy(conference: Conference, _lookup: Lookup) -> Iterator[Problem]:
    """Tell of everything personal but the e-mail addresses that the event allows."""
    event = conference.event
    public = (*event.allowed_emails, *((event.contact.email,) if event.contact else ()))
    allowed = {email_key(address) for address in public}
    found = (personal for personal in conference.personal if personal.key not in allowed)
    for _, here in groupby(found, lambda personal: personal.span.path):
        for personal in islice(here, MOST):
            elder = personal.kind == "name" and not personal.shown.endswith("님")
            shown = " ".join(personal.shown.split("\n"))
            yield (ELDER if elder else CODES[personal.kind]).at(personal.span, value=shown)
        if rest := [personal.span for personal in here]:
            yield MORE.at(rest[0], count=f"{len(rest):,}")
