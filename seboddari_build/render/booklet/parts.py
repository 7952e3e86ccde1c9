"""What many chapters show: figures, data sets, measures, links, people, notes, sources."""

import re
from collections.abc import Iterable
from html import unescape

from seboddari_build.base.language import Said
from seboddari_build.draw.drawing import Drawing, draw
from seboddari_build.draw.svg import words_width
from seboddari_build.render.booklet import typst
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.marks import is_index
from seboddari_build.render.booklet.tables import Cell, Row, Table, fit, table_code
from seboddari_build.site.views import (
    CellView,
    CorrectionNote,
    DatasetCard,
    FigureView,
    IssueNote,
    LinkTo,
    MeasureView,
    MediaView,
    PersonLine,
    PictureView,
    ResultView,
    TableView,
    TotalRow,
    WebLinkView,
)

#: Ems that the label of a figure surely has in one line.
_LABEL = 10
#: As many notes or rows are kept together with the end of their chapter.
_FEW = 4
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)


def drawing(value: Drawing, title: Said, env: Env) -> str:
    """A drawing as a picture with its description."""
    svg = draw(value, env.palette)
    found = _DESCRIPTION.search(svg)
    words = f"{title.text}. {unescape(found[1])}" if found else title.text
    return typst.call("drawn", typst.string(svg), alt=typst.string(words))


def picture(view: PictureView, alt: str, env: Env) -> str:
    """A photograph, "" where its file cannot be had."""
    path = env.picture(view.src) if view.src else ""
    return typst.call("pic", typst.string(path), alt=typst.string(alt)) if path else ""


def link(it: LinkTo | None, env: Env) -> str:
    """A link to a chapter with its page, to the web, or words alone."""
    if it is None:
        return ""
    words = env.say(it.label)
    note = typst.call("quiet", env.say(it.note)) if it.note else ""
    key = env.chapter(it.href)
    if key:
        words = typst.call("to", typst.string(key), words, paged="false" if is_index(key) else "")
    elif "://" in it.href or it.href.startswith("mailto:"):
        words = typst.call("lk", typst.string(it.href), words)
    return typst.call("c", words, '" "', note) if note else words


def person(who: PersonLine, env: Env) -> str:
    """Name, organisation and role."""
    name = typst.call("b", env.say(who.name)) if who.name else typst.call("quiet", env.kept_t("name-withheld-role"))
    where = link(who.organisation, env)
    role = typst.call("quiet", env.say(who.role)) if who.role else ""
    return typst.call("spaced", name, where, role)


def web_links(links: tuple[WebLinkView, ...], env: Env) -> str:
    """Material elsewhere, its address written out."""
    rows = []
    for one in links:
        address = typst.joined(typst.run(one.url)) if one.url else typst.call("badge", env.kept_t("link-lost"))
        rows.append(
            typst.call(
                "weblink",
                env.kept_t(f"link-{one.kind}"),
                env.say(one.label),
                address,
                url=typst.string(one.url) if one.url else "",
            )
        )
    return typst.call("rows", *rows) if rows else ""


def _linked(one: LinkTo, env: Env) -> str:
    return typst.call("linked", env.kept_t(f"kind-{one.kind}") if one.kind else "none", link(one, env))


def badge(condition: str, env: Env) -> str:
    """What is left of something, where that is not all."""
    if condition in ("", "clean"):
        return ""
    return typst.call("badge", env.kept_t(f"condition-{condition}"))


def issues(notes: tuple[IssueNote, ...], env: Env, *, sticky: bool = False) -> str:
    """What does not fit, in one box; ``sticky`` keeps it with what follows."""
    if not notes:
        return ""
    told = (typst.call("p", env.say(note.text, whole=False)) for note in notes)
    close = "true" if sticky and len(notes) <= _FEW else ""
    return typst.call("note", env.kept_t("issues"), *told, kind='"issue"', sticky=close) + "\n"


def corrections(them: tuple[CorrectionNote, ...], env: Env, *, sticky: bool = False) -> str:
    """Corrected readings: as printed, as read, why; ``sticky`` keeps them with what follows."""
    rows = []
    for one in them:
        read = typst.call("b", env.say(one.read)) if one.read else typst.call("quiet", env.kept_t("unread"))
        because = env.say(one.because) or "none"
        rows.append(typst.call("correction", env.say(one.printed), read, because))
    if not rows:
        return ""
    readings = [one.read.text or env.words("unread", env.lang) for one in them]
    columns = typst.array((_room(one.printed.text for one in them), _room(f"→ {text}" for text in readings)))
    words = (env.kept_t("corrections"), env.kept_t("corrections-text"))
    close = "true" if sticky and len(rows) <= _FEW else ""
    return typst.call("corrections", *words, *rows, columns=columns, sticky=close) + "\n"


def _room(texts: Iterable[str]) -> str:
    """The width of a column for short texts, beside one for long ones."""
    return f"{min(max(words_width(text, 1.06) for text in texts), 14) + 1.5:.1f}em"


def ending(sources: Iterable[tuple[str, Iterable[str]]], related: tuple[LinkTo, ...], env: Env) -> str:
    """The end of a chapter: ``sources``, each a word of the theme and what is said of it, and what to read next."""
    said = [typst.call("source", env.t(key), *what) for key, what in sources]
    inside = tuple(one for one in related if env.chapter(one.href))
    after = typst.call("next", env.t("related"), *(_linked(one, env) for one in inside)) if inside else ""
    return typst.call("ending", *said, next=after) + "\n" if said or after else ""


def figure(view: FigureView, env: Env, *, sourced: bool = True) -> str:
    """A key figure as a card; not ``sourced``, its source stands elsewhere."""
    unit = typst.call("unit", env.say(view.unit)) if view.unit else ""
    facts = [
        typst.call("figfact", env.kept_t(key), env.say(value))
        for key, value in (("as-of", view.as_of), ("source", view.source), ("as-printed", view.printed))
        if value and (sourced or key != "source")
    ]
    because = env.say(view.because)
    if view.derived:
        mark = typst.call("derived", env.kept_t("derived"), because)
    else:
        mark = typst.call("small", because) if because else ""
    notes = [mark, *(typst.call("small", env.say(text)) for text in (view.note,) if text)]
    return typst.call(
        "fig",
        *facts,
        *notes,
        label=typst.unboxed(env.say(view.label), _LABEL) or "[]",
        value=typst.joined(
            [typst.call("w", typst.string(view.value)) if len(view.value) < 16 else env.say(view.value)]
        ),
        long="true" if len(view.value) > 9 else "",
        unit=unit,
        gloss=env.say(view.gloss),
        doubted="true" if view.issues else "",
    )


def figures(them: tuple[FigureView, ...], env: Env, colour: str) -> str:
    """Key figures as cards, two or three in a row; below them a source that is that of all, and what does not fit."""
    if not them:
        return ""
    one = {view.source for view in them}
    shared = env.say(one.pop()) if len(one) == 1 and len(them) > 1 else ""
    cards = (figure(view, env, sourced=not shared) for view in them)
    source = typst.call("spaced", env.kept_t("source"), shared) if shared else ""
    doubts = _doubts(them, env)
    return typst.call(
        "figures", *cards, source=source, hue=typst.string(colour),
        doubts=typst.array(doubts) if doubts else "", word=env.kept_t("issues") if doubts else "",
    )  # fmt: skip


def _doubts(them: tuple[FigureView, ...], env: Env) -> list[str]:
    """What does not fit, each once, with the figures that it is about where there are several."""
    about: dict[Said, list[str]] = {}
    for view in them:
        for issue in view.issues:
            about.setdefault(issue.text, []).append(env.say(view.label))
    named = len(them) > 1
    return [typst.call("doubt", env.say(t, whole=False), *(names if named else ())) for t, names in about.items()]


def measure(view: MeasureView, env: Env) -> str:
    """A number of a case with unit and period."""
    return typst.call(
        "amount",
        typst.call("b", typst.call("w", typst.string(view.value))),
        env.say(view.unit) or "none",
        of=env.say(view.of),
        gloss=env.say(view.gloss),
        period=env.say(view.period),
        derived=env.kept_t("derived") if view.derived else "",
        note=env.say(view.note),
    )


def result(view: ResultView, env: Env) -> tuple[str, ...]:
    """What a case says of a service: measures and words."""
    found = [typst.call("measures", *(measure(m, env) for m in view.measures))] if view.measures else []
    if view.text:
        found.append(typst.call("p", env.say(view.text, whole=False)))
    return tuple(found)


def media(view: MediaView, caption: str, env: Env) -> str:
    """Pictures or a film with caption, credit and what is left of it."""
    words = env.say(caption) or env.say(view.caption)
    credit = typst.call("quiet", env.say(view.credit)) if view.credit else ""
    if view.condition == "lost":
        told = words or env.say(view.alt)
        return typst.call("note", env.kept_t("block-lost"), typst.call("p", told, '" "', credit), kind='"lost"')
    alt, count = view.alt.text or caption or view.caption.text, len(view.pictures)
    shown = _slides(view, env) or [
        code
        for n, one in enumerate(view.pictures, 1)
        if (code := picture(one, f"{alt} ({n}/{count})" if count > 1 else alt, env))
    ]
    film = ""
    if view.url:
        kind = "link-video" if view.kind == "video" else "link-site"
        address = typst.joined(typst.run(view.url))
        label = words or env.say(view.alt) or "[]"
        film = typst.call("weblink", env.kept_t(kind), label, address, url=typst.string(view.url))
    below = typst.call("spaced", "" if film else words, credit, badge(view.condition, env))
    if shown:
        return typst.call("sheet" if view.slides else "plates", *shown, caption=below, film=film)
    return typst.call("rows", film) if film else ""


def _slides(view: MediaView, env: Env) -> list[str]:
    """The slides of a deck with their titles; who hears the book hears all that stands on them."""
    made: list[str] = []
    for n, (slide, one) in enumerate(zip(view.slides, view.pictures, strict=False), 1):
        said = ". ".join(line.text for line in (slide.title, *slide.text) if line)
        if code := picture(one, said or f"{view.alt.text} ({n}/{len(view.slides)})", env):
            made.append(typst.call("slide", code, typst.string(str(n)), env.say(slide.title)))
    return made


def dataset(card: DatasetCard, env: Env, colour: str) -> str:
    """A data set: title, drawings, table, date, note, what does not fit, corrected readings."""
    shown = [drawing(value, card.title, env) for value in (card.chart, card.map) if value]
    title = typst.call("spaced", env.say(card.title), badge(card.condition, env))
    caption = "" if shown else title
    code = ""
    if shown:
        code += typst.call("drawings", *shown, caption=title, hue=typst.string(colour)) + "\n"
    table = dataset_table(card.table, env)
    code += table_code(table, env, caption=caption, colour=colour, tipped=card.id in env.tipped) + "\n"
    when = typst.call("c", env.t("as-of"), '" "', env.say(card.as_of)) if card.as_of else ""
    if when or card.note:
        code += typst.call("tablefoot", when, env.say(card.note, whole=False)) + "\n"
    code += issues(card.issues, env) + corrections(card.corrections, env)
    return code


def tipped(cards: Iterable[DatasetCard], env: Env) -> frozenset[str]:
    """The data sets whose tables lie on their side."""
    found = (card.id for card in cards if fit(dataset_table(card.table, env), env).turned)
    return frozenset(found)


def dataset_table(view: TableView, env: Env) -> Table:
    """The table of a data set."""
    heads = []
    for row in view.heads:
        cells = []
        for head in row:
            unit = env.say(f"({head.unit})") if head.unit else ""
            code = typst.call("spaced", env.say(head.label), typst.call("unit", unit)) if unit else env.say(head.label)
            align = "end" if head.numeric else "center" if head.colspan > 1 else ""
            cells.append(Cell(
                code, head.label.text, head.colspan, head.rowspan, header=True, align=align,
                unit=f" ({head.unit})" if head.unit else "",
            ))  # fmt: skip
        heads.append(tuple(cells))
    rows = tuple(tuple(_cell(cell, env) for cell in row) for row in view.rows)
    columns = sum(head.colspan for head in view.heads[0]) if view.heads else 0
    foot = tuple(row for total in view.totals for row in _total(total, columns, env))
    return Table(tuple(heads), rows, foot)


def _cell(view: CellView, env: Env) -> Cell:
    if view.items:
        code = typst.call("items", *(env.say(item) for item in view.items))
        text = "\n".join(f"• {item.text}" for item in view.items)
    else:
        code, text = env.say(view.text), view.text.text
    if view.state == "mismatch":
        code = typst.call("mismatch", code)
    if view.note:
        code = typst.call("c", code, typst.call("below", env.say(view.note)))
        text += f"\n{view.note}"
    return Cell(code, text, 1, view.rowspan, header=view.header, align="end" if view.numeric else "", state=view.state)


def _total(total: TotalRow, columns: int, env: Env) -> list[Row]:
    """A total below the table: its words stand in the blank cells before the first number."""
    cells = list(total.cells)
    lead = 0
    while lead < len(cells) and cells[lead].state == "blank":
        lead += 1
    words = env.kept_t("total-recomputed") if total.recomputed else env.say(total.label)
    mark = typst.call("wrong", env.kept_t("total-mismatch")) if total.mismatch else ""
    state = "recomputed" if total.recomputed else "total"
    text = total.label.text + ("\n" + "x" * 6 if total.mismatch or total.recomputed else "")
    label = Cell(typst.call("spaced", words, mark), text, lead or columns, 1, header=True, state=state)
    rest = tuple(
        Cell(env.say(c.text) if c.state != "mismatch" else typst.call("mismatch", env.say(c.text)), c.text.text,
             align="end" if c.numeric else "", state=state)
        for c in cells[lead:]
    )  # fmt: skip
    return [(label, *rest)] if lead else [(label,), rest]
