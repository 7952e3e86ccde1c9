"""The comparison of cases in print: one compared item after another, a row for each case."""

import msgspec

from seboddari_build.base.language import Said
from seboddari_build.base.span import Span
from seboddari_build.model.prose import Node, plain
from seboddari_build.render.booklet import typst
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.prose import INLINE, ProseWriter
from seboddari_build.render.booklet.tables import Cell, Row, Table, table_code
from seboddari_build.render.booklet.talk import closing, note
from seboddari_build.site.views import (
    BodyView,
    ComparisonCell,
    ComparisonGroup,
    ComparisonPage,
    ComparisonRow,
    MeasureView,
    TalkCard,
)

LEVEL = 1
#: Letters in these tables: below those of the text, so that most answers stand on one page.
SIZE = 0.82
#: About how much of the width is left to what a case says.
WITHIN = 0.75

Answer = tuple[TalkCard, ComparisonCell]


def comparison_chapter(page: ComparisonPage, span: Span, env: Env) -> Chapter:
    """All groups; each section is one compared item, the first of a group brings its heading."""
    opener = typst.placed(
        typst.call(
            "masthead",
            key=typst.string(page.path),
            level=str(LEVEL),
            title=env.say(page.title) or "[]",
            hue='"plum"',
            lead=env.say(page.lead, whole=False),
        ),
        span,
    )
    opener += note(page, env)
    sections = [section for group in page.groups for section in _group(group, env)]
    sections += ProseWriter(page.body, env, level=LEVEL + 1).sections()
    end = closing(page, env)
    return Chapter(
        key=page.path, kind="cases", lang=page.lang, title=page.title, opener=opener,
        sections=(*sections, *((("notes", end),) if end else ())), level=LEVEL, span=span,
    )  # fmt: skip


def _group(group: ComparisonGroup, env: Env) -> list[tuple[str, str]]:
    head = typst.call("sec", str(LEVEL + 1), env.say(group.title)) + "\n"
    head += typst.call("p", env.t("comparison-warning")) + "\n"
    sections = []
    for row in group.rows:
        sections.append((f"{group.id}-{row.id}", head + _item(row, group, env)))
        head = ""
    return sections


def _item(row: ComparisonRow, group: ComparisonGroup, env: Env) -> str:
    """One compared item: answers as a table, then who says nothing of it, then where it all stands."""
    answers = list(zip(group.cases, row.cells, strict=True))
    stated = [(case, cell) for case, cell in answers if _stated(cell)]
    silent = [case for case, cell in answers if not _stated(cell)]
    title = typst.call("sec", str(LEVEL + 2), env.say(row.label) or env.kept_t(f"row-{row.id}")) + "\n"
    if not stated:
        return title
    measured = any(cell.result and cell.result.measures for _, cell in stated)
    table = _measured(stated, env) if measured else _worded(stated, env)
    one = _one_source(stated)
    foot = [_below("not-stated", [_name(case) for case in silent], env)] if silent else []
    foot += [_below("source", [one], env)] if one else []
    whole = Table(table.heads, table.rows, tuple((_across(cell, table.columns()),) for cell in foot))
    return title + table_code(whole, env, colour=group.colour, size=SIZE) + "\n"


def _below(key: str, said: list[Said], env: Env) -> Cell:
    code = typst.call("silent", env.kept_t(key), *(env.say(one) for one in said))
    return Cell(code, f"{env.words(key, env.lang)}  {', '.join(one.text for one in said)}")


def _across(cell: Cell, columns: int) -> Cell:
    return Cell(cell.code, cell.text, columns)


def _stated(cell: ComparisonCell) -> bool:
    return bool(cell.result or (cell.body and cell.body.sections) or cell.text)


def _name(case: TalkCard) -> Said:
    return case.district or case.title


def _one_source(stated: list[Answer]) -> Said:
    """The source of all answers that have one, if it is the same."""
    found = {cell.source for _, cell in stated if cell.source}
    return found.pop() if len(found) == 1 else Said()


def _heads(keys: tuple[str, ...], env: Env) -> tuple[Row, ...]:
    ends = {"comparison-value": "end"}
    return (tuple(Cell(env.kept_t(k), env.words(k, env.lang), header=True, align=ends.get(k, "")) for k in keys),)


def _case(case: TalkCard, env: Env, rowspan: int = 1) -> Cell:
    """Whose answer it is, with the page where the whole case stands."""
    name = _name(case)
    key = env.chapter(case.href)
    words = typst.call("b", env.say(name))
    code = typst.call("to", typst.string(key), words) if key else words
    return Cell(code, f"{name.text}{_page_room(name)}→000" if key else name.text, 1, rowspan, header=True)


def _page_room(name: Said) -> str:
    """A short name and the page behind it stand in one line."""
    return "\u00a0" if len(name.text) < 12 else " "


def _measured(stated: list[Answer], env: Env) -> Table:
    """A row for each number: of what, value with unit, period, and what is to be said of it."""
    several = not _one_source(stated)
    noted = several or any(m.note or m.derived for _, cell in stated if cell.result for m in cell.result.measures)
    rows: list[Row] = []
    for case, cell in stated:
        result = cell.result
        measures = result.measures if result else ()
        words = result.text if result else cell.text
        lead: Row = (_case(case, env, len(measures) + bool(words)),)
        for measure in measures:
            rows.append((*lead, *_number(measure, cell, env, several=several, noted=noted)))
            lead = ()
        if words:
            said = _noted([words, cell.source] if several else [words], env)
            answer = Cell(said.code, said.text, 3 if noted else 2)
            rows.append((*lead, answer, Cell(env.say(cell.period), cell.period.text)))
    keys = ("comparison-case", "comparison-of", "comparison-value", *(("note",) * noted), "period")
    return Table(_heads(keys, env), tuple(rows))


def _number(view: MeasureView, cell: ComparisonCell, env: Env, *, several: bool, noted: bool) -> Row:
    close = len(view.value) + len(view.unit) < 16
    value = typst.call(
        "w" if close else "c", typst.call("b", typst.call("w", typst.string(view.value))), '" "', env.say(view.unit)
    )
    text = f"{view.value}\u00a0{view.unit}" if close else f"{view.value} {view.unit}"
    if view.gloss:
        value = typst.call("c", value, typst.call("below", env.say(view.gloss)))
        text += f"\n{view.gloss}"
    period = view.period or cell.period
    derived = Said(env.words("derived", env.lang), env.lang) if view.derived else Said()
    return (
        Cell(env.say(view.of), view.of.text),
        Cell(value, text, align="end"),
        *((_noted([view.note, derived, cell.source if several else Said()], env),) if noted else ()),
        Cell(env.say(period), period.text),
    )


def _noted(said: list[Said], env: Env) -> Cell:
    """What is said, one below the other."""
    told = [one for one in said if one]
    code = typst.call("below-each-other", *(env.say(one) for one in told)) if told else ""
    return Cell(code, "\n".join(one.text for one in told))


def _worded(stated: list[Answer], env: Env) -> Table:
    """What each case says, in words."""
    timed = any(cell.period for _, cell in stated)
    several = any(cell.source for _, cell in stated) and not _one_source(stated)
    rows = []
    for case, cell in stated:
        row = [_case(case, env), _words(cell, env, case.colour)]
        if timed:
            row.append(Cell(env.say(cell.period), cell.period.text))
        if several:
            row.append(Cell(env.say(cell.source), cell.source.text))
        rows.append(tuple(row))
    keys = ("comparison-case", "comparison-said", *(("period",) * timed), *(("source",) * several))
    return Table(_heads(keys, env), tuple(rows))


def _words(cell: ComparisonCell, env: Env, colour: str) -> Cell:
    if cell.result:
        return Cell(env.say(cell.result.text), cell.result.text.text)
    if cell.body and cell.body.sections:
        within = msgspec.structs.replace(env, width=env.width * WITHIN, turning=False, tipping=False)
        writer = ProseWriter(cell.body, within, colour=colour, level=LEVEL + 2, brief=True)
        return Cell(writer.bare(), _told(cell.body, env))
    return Cell(env.say(cell.text), cell.text.text)


def _told(body: BodyView, env: Env) -> str:
    """The text of a body, to tell how much room it takes."""
    sections = (env.prose(view.digest).sections[view.index] for view in body.sections)
    return "\n".join(line for section in sections for node in section.nodes for line in _lines(node))


def _lines(node: Node) -> list[str]:
    """The text of each paragraph within a node."""
    if all(child.kind in INLINE for child in node.children):
        return [plain((node,)) or plain(node.children)]
    return [line for child in node.children for line in _lines(child)]
