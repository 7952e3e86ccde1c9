"""Cases side by side: what each says of each service, and of its work, with honest blanks."""

from seboddari_build.base.language import Language, Said
from seboddari_build.model.config import Group
from seboddari_build.model.talk import Case
from seboddari_build.site.bodies import body_view
from seboddari_build.site.cards import case_period, result_view, talk_card
from seboddari_build.site.context import Context
from seboddari_build.site.views import ComparisonCell, ComparisonGroup, ComparisonRow

#: Sections of a case's body that stand in the comparison, with their keys in ui.yaml.
SECTIONS = ("achievements", "issues", "plans", "stories")


def comparison_group(context: Context, group: Group, language: Language) -> ComparisonGroup | None:
    """The cases of a group side by side; None for a group without cases."""
    cases = ordered_cases(context, group)
    if not cases:
        return None
    rows = [
        ComparisonRow("period", Said(), tuple(ComparisonCell(text=case_period(case, language)) for case in cases)),
        ComparisonRow("model", Said(), tuple(ComparisonCell(text=c.delivery_model.said(language)) for c in cases)),
    ]
    for service in context.conference.config.services:
        cells = tuple(_result(context, case, service.id, language) for case in cases)
        rows.append(ComparisonRow(service.id, service.title.said(language), cells))
    rows += [
        ComparisonRow(name, Said(), tuple(_section(context, case, name, language) for case in cases))
        for name in SECTIONS
    ]
    shown = tuple(row for row in rows if any(cell != ComparisonCell() for cell in row.cells))
    return ComparisonGroup(
        group.id,
        group.title.said(language),
        group.colour,
        tuple(talk_card(context, case, language) for case in cases),
        shown,
    )


def ordered_cases(context: Context, group: Group) -> tuple[Case, ...]:
    """The cases of a group in the order of the session that lists them, then of files."""
    own = [case for case in context.conference.cases if case.group == group.id]
    listed = [
        context.lookup.one("items", ref.name)
        for session in context.conference.sessions
        for part in session.parts
        if part.cases and context.one("groups", part.cases) == group
        for ref in part.items
    ]
    first = [case for case in listed if case in own]
    return (*first, *(case for case in own if case not in first))


def _result(context: Context, case: Case, service: str, language: Language) -> ComparisonCell:
    for result in case.results:
        found = context.one("services", result.service)
        if found and found.id == service:
            sources = context.source_titles(case.source, language)
            return ComparisonCell(
                result=result_view(context, case, result, language),
                period=case_period(case, language),
                source=sources[0] if sources else Said(),
            )
    return ComparisonCell()


def _section(context: Context, case: Case, name: str, language: Language) -> ComparisonCell:
    if not case.body.ko or all(head.id != name for head in case.body.ko.heads):
        return ComparisonCell()
    sources = context.source_titles(case.source, language)
    return ComparisonCell(body=body_view(context, case, language, only=name), source=sources[0] if sources else Said())
