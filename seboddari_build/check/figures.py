"""A key figure says a number or a time, and not both."""

from collections.abc import Iterator

from seboddari_build.base.problem import Problem, error
from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import Lookup

ONE_VALUE = error(
    "figure-value",
    ko="‘{id}’ 수치에는 value(수)와 when(때) 가운데 하나만 적습니다.",
    en="The figure '{id}' takes one of value (a number) and when (a time).",
    hint_ko="예: value: 40, 또는 when: 2013-10-10",
    hint_en="For instance value: 40, or when: 2013-10-10",
)


def figures(conference: Conference, _: Lookup) -> Iterator[Problem]:
    """Look at each key figure of presentations and cases."""
    for deck in (*conference.presentations, *conference.cases):
        for figure in deck.figures:
            written = [key for key, _ in figure.places if key in ("value", "when")]  # be it readable or not
            if len(written) != 1:
                yield ONE_VALUE.at(figure.at("when") if figure.value else figure.span, id=figure.id)
