"""The chapter of a presentation or a case."""

from seboddari_build.base.span import Span
from seboddari_build.render.booklet import parts, typst
from seboddari_build.render.booklet.chapter import Chapter
from seboddari_build.render.booklet.env import Env
from seboddari_build.render.booklet.prose import ProseWriter
from seboddari_build.site.views import LinkTo, Page, TalkPage

#: The level of its heading: below that of its session.
LEVEL = 2
#: Ems that a fact, and a part of what stands above a title, surely have in one line.
_FACT, _KICKER = 18, 14
#: More organisations than this stand in a paragraph of their own.
_FEW = 4


def talk_chapter(page: TalkPage, span: Span, env: Env) -> Chapter:
    """Masthead with facts and QR code, figures, text, results, links, notes, sources, what to read next."""
    writer = ProseWriter(page.body, env, colour=page.colour, level=LEVEL + 1)
    opener = masthead(page, span, env, kicker=_kicker(page, env), under=_under(page, env), facts=_facts(page, env))
    opener += _before(page, env)
    sections = [*writer.sections()]
    sections += [(id, code) for id, code in _after(page, env) if code]
    return Chapter(
        key=page.path, kind="talk", lang=page.lang, title=page.title, opener=opener,
        sections=tuple(sections), colour=page.colour, level=LEVEL, span=span,
    )  # fmt: skip


def masthead(
    page: Page,
    span: Span,
    env: Env,
    *,
    kicker: list[str],
    under: list[str],
    facts: list[str],
    level: int = LEVEL,
    colour: str = "",
) -> str:
    """The head of a chapter: its heading with its label, what it is, facts, and the code of its web page."""
    return typst.placed(
        typst.call(
            "masthead",
            *under,
            key=typst.string(page.path),
            level=str(level),
            kicker=typst.array(typst.unboxed(part, _KICKER) for part in kicker if part),
            title=env.say(page.title) or "[]",
            facts=typst.array(facts),
            hue=typst.string(getattr(page, "colour", colour)),
            code=qr_code(page.canonical, env) if page.canonical else "",
        ),
        span,
    )


def qr_code(url: str, env: Env) -> str:
    """The QR code of an address, with the address for those who read."""
    alt = env.words("qr-code", env.lang, url=url)
    return typst.call("qr", typst.string(env.code(url)), typst.string(url), alt=typst.string(alt))


def _kicker(page: TalkPage, env: Env) -> list[str]:
    return [env.kept_t("case" if page.group else "presentation"), env.say(page.session.label) if page.session else ""]


def _under(page: TalkPage, env: Env) -> list[str]:
    """Below the title: who presented it."""
    return [parts.person(who, env) for who in page.presenters]


def _facts(page: TalkPage, env: Env) -> list[str]:
    named = [parts.link(LinkTo(o.label, note=o.note), env) for o in page.organisations]
    slot = page.slot
    when = ""
    if slot:
        inferred = typst.call("badge", env.kept_t("inferred")) if slot.inferred else ""
        words = [env.say(f"{slot.date} {slot.time}".strip()), '", "', env.say(slot.channel)]
        when = typst.call("spaced", typst.call("c", *words), inferred)
    found = (
        ("support-programme", env.say(page.programme)),
        ("slot", when),
        ("date", env.say(page.date)),
        ("period", env.say(page.period)),
        ("district", env.say(page.district.label) if page.district else ""),
        ("delivery-model", env.say(page.delivery_model)),
        ("group", env.say(page.group.label) if page.group else ""),
        ("organisations", typst.call("listed", *named, few="true" if len(named) <= _FEW else "") if named else ""),
    )
    return [known(key, value, env) for key, value in found if value]


def known(key: str, value: str, env: Env) -> str:
    """A fact: a word of the theme, and what is known."""
    return typst.call("known", typst.unboxed(env.kept_t(key), _FACT), typst.unboxed(value, _FACT))


def _before(page: TalkPage, env: Env) -> str:
    """What stands before the text: what is left of the source, figures, a note."""
    code = ""
    if page.condition != "clean":
        code += typst.call("state-of", parts.badge(page.condition, env)) + "\n"
    if page.figures_on_top and page.figures:
        code += typst.call("small-title", env.t("key-figures")) + "\n"
        code += parts.figures(page.figures, env, page.colour) + "\n"
    return code + note(page, env)


def note(page: Page, env: Env) -> str:
    """The note of a page."""
    if not page.note:
        return ""
    words = typst.call("p", env.say(page.note, whole=False))
    return typst.call("note", env.kept_t("note"), words, kind='"note"') + "\n"


def _after(page: TalkPage, env: Env) -> list[tuple[str, str]]:
    heading = str(LEVEL + 1)
    results = ""
    if page.results:
        rows = (
            typst.call("service", env.say(one.service), *parts.result(one, env), hue=typst.string(page.colour))
            for one in page.results
        )
        results = typst.call("sec", heading, env.kept_t("results")) + "\n" + "\n".join(rows) + "\n"
    links = ""
    if page.links:
        links = typst.call("sec", heading, env.kept_t("links")) + "\n" + parts.web_links(page.links, env) + "\n"
    end = ""
    if page.disclaimer:
        words = typst.call("p", env.say(page.disclaimer, whole=False))
        end = typst.call("note", env.kept_t("disclaimer"), words, kind='"note"') + "\n"
    return [("results", results), ("links", links), ("notes", end + closing(page, env, page.related, page))]


def closing(page: Page, env: Env, related: tuple[LinkTo, ...] = (), talk: TalkPage | None = None) -> str:
    """What ends a chapter: what does not fit, corrected readings, sources, citation, address, what to read next."""
    said = [("sources", [env.say(source) for source in page.sources])] if page.sources else []
    if talk and talk.cite:
        said.append(("cite", [env.say(talk.cite, whole=False)]))
    if page.canonical:
        said.append(("web-page", [typst.call("lk", typst.string(page.canonical), *typst.run(page.canonical))]))
    end = parts.ending(said, related, env)
    doubts = parts.issues(page.issues, env, sticky=bool(end))
    return doubts + parts.corrections(page.corrections, env, sticky=bool(end)) + end
