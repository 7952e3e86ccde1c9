"""The chapter of the minutes of a meeting."""

from seboddari_build.base.language import Said
from seboddari_build.base.span import Span
from seboddari_build.render.booklet import typst
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.prose import ProseWriter
from seboddari_build.render.booklet.tables import Cell, Table, table_code
from seboddari_build.render.booklet.talk import closing, known, masthead, note
from seboddari_build.site.views import AttendanceView, MinutesPage

LEVEL = 1
COLOUR = "ochre"


def minutes_chapter(page: MinutesPage, span: Span, env: Env) -> Chapter:
    """When and where, the text, who came (bodies, not people), what to read next."""
    writer = ProseWriter(page.body, env, colour=COLOUR, level=LEVEL + 1)
    opener = masthead(
        page, span, env, kicker=[env.kept_t("minutes")], under=[], facts=_facts(page, env), level=LEVEL, colour=COLOUR
    )
    opener += note(page, env)
    last = (("attendance", _attendance(page, env)), ("notes", closing(page, env, page.related)))
    return Chapter(
        key=page.path, kind="minutes", lang=page.lang, title=page.title, opener=opener,
        sections=(*writer.sections(), *(part for part in last if part[1])), colour=COLOUR, level=LEVEL, span=span,
    )  # fmt: skip


def _facts(page: MinutesPage, env: Env) -> list[str]:
    withheld = typst.call("badge", env.kept_t("withheld"))
    found = (
        ("date", env.say(page.date)),
        ("time", env.say(page.time)),
        ("place", env.say(page.place)),
        ("recorder", typst.call("spaced", env.say(page.recorder), withheld) if page.recorder else ""),
        ("next-meeting", env.say(page.next)),
    )
    return [known(key, value, env) for key, value in found if value]


def _attendance(page: MinutesPage, env: Env) -> str:
    if not page.attendance:
        return ""
    table = Table(
        heads=(tuple(_head(key, env) for key in ("attendance-group", "present", "absent")),),
        rows=tuple(_group(group, env) for group in page.attendance),
    )
    said = typst.call("p", env.t("attendance-note"))
    title = typst.call("sec", str(LEVEL + 1), env.kept_t("attendance"))
    return f"{title}\n{said}\n{table_code(table, env, colour=COLOUR)}\n"


def _head(key: str, env: Env) -> Cell:
    return Cell(env.kept_t(key), env.words(key, env.lang), header=True)


def _group(group: AttendanceView, env: Env) -> tuple[Cell, ...]:
    name = Cell(env.say(group.group), group.group.text, header=True)
    return name, _bodies(group.present, env), _bodies(group.absent, env)


def _bodies(them: tuple[tuple[Said, int], ...], env: Env) -> Cell:
    if not them:
        return Cell(typst.call("quiet", env.kept_t("nobody")), env.words("nobody", env.lang))
    codes, texts = [], []
    for name, times in them:
        words = env.words("withheld-times" if times > 1 else "withheld", env.lang, n=times)
        codes.append(typst.call("spaced", env.say(name), typst.call("quiet", env.say(words))))
        texts.append(f"{name.text} {words}")
    return Cell(typst.call("items", *codes), "\n".join(texts))
