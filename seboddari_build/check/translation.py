"""What stands as English is English."""

import re
from collections.abc import Iterator

from seboddari_build.base.language import Text
from seboddari_build.base.problem import Problem
from seboddari_build.load.translation import NOT_TRANSLATED, korean
from seboddari_build.model.conference import Conference
from seboddari_build.model.form import plan
from seboddari_build.model.item import Record
from seboddari_build.model.lookup import Lookup

_QUOTED = 30


def translation(conference: Conference, lookup: Lookup) -> Iterator[Problem]:
    """Look at every English field of every record."""
    alone = (conference.config, conference.event, conference.programme)
    for record in (*alone, *conference.addressed(), *conference.media, *conference.issues):
        yield from _record(record)


def _record(record: Record) -> Iterator[Problem]:
    for field in plan(type(record)).by_key.values():
        value = getattr(record, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from _record(part)
            elif type(part) is Text and part.en and korean(part.en):
                text = part.en if len(part.en) <= _QUOTED else part.en[:_QUOTED] + "…"
                yield NOT_TRANSLATED.at(record.at(f"{field.key}.en"), text=re.sub(r"\s+", " ", text))
