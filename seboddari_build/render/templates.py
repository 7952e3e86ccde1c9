"""Jinja for a theme: globals and filters of the template API, and errors with their place."""

import re
import traceback
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from types import CodeType
from typing import Any

import jinja2
from jinja2 import pass_context
from markupsafe import Markup, escape

from seboddari_build.base.language import Language, Said, marked
from seboddari_build.base.problem import Problem, error
from seboddari_build.base.span import Span
from seboddari_build.draw.drawing import draw
from seboddari_build.draw.svg import Palette
from seboddari_build.render.theme import Theme

TEMPLATE = error(
    "template-error",
    ko="틀에 잘못이 있습니다: {why} (그리던 쪽: {page})",
    en="The template fails: {why} (while rendering {page})",
    hint_ko="테마 파일의 이 줄을 고칩니다. 보이던 내용은 {content} 파일에서 왔습니다.",
    hint_en="Mend this line of the theme. The content being shown came from {content}.",
)


#: The template whose macros every other one finds under ``p``; they see ``lang``, ``root`` and ``t``.
PIECES = "parts.html"
_SPECIAL = re.compile("[&<>\"']")


@pass_context
def say(context: jinja2.runtime.Context, words: Said | str) -> Markup:
    """Escaped text, marked with its language where that is not the language around it.

    Text without a language (units, dates) is in that of the page, unless Hangul stands in it.
    """
    said = words if isinstance(words, Said) else marked(words, context["lang"])
    if not said.text:
        return Markup("")
    if said.lang == context["lang"]:
        return escape(said.text)
    return Markup('<span lang="{}">{}</span>').format(said.lang, said.text)


@pass_context
def langattr(context: jinja2.runtime.Context, words: Said | str) -> Markup:
    """A ``lang`` attribute for an element that holds only this text."""
    said = words if isinstance(words, Said) else marked(words, context["lang"])
    if not said.text or said.lang == context["lang"]:
        return Markup("")
    return Markup(' lang="{}"').format(said.lang)


def text(said: Said) -> str:
    """The plain text."""
    return said.text


def written(value: object) -> str:
    """``value`` as it may stand in HTML: what ``markupsafe.escape`` gives, at a third of its cost."""
    if type(value) is Markup:
        return value
    if type(value) is str and not _SPECIAL.search(value):
        return value
    return escape(value)


class _Template(jinja2.Template):
    """A template whose text is escaped by ``written``; there are two hundred pieces of it on a page."""

    @classmethod
    def from_code(cls, *args: Any, **kwargs: Any) -> jinja2.Template:
        template = super().from_code(*args, **kwargs)
        template.root_render_func.__globals__["escape"] = written
        return template


def _environment(palette: Palette | None = None) -> jinja2.Environment:
    env = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.template_class = _Template
    env.filters.update(say=say, langattr=langattr, text=text)
    env.filters["draw"] = lambda drawing: Markup(draw(drawing, palette))  # noqa: S704  # draw/svg.py escapes
    return env


@lru_cache(maxsize=256)
def _compiled(source: str, name: str, path: str) -> CodeType:
    """A template as code, which a preview needs again at each change; it holds nothing of a theme or a site."""
    return _environment().compile(source, name, path)


class _Loader(jinja2.BaseLoader):
    """The templates of a theme by their names."""

    def __init__(self, theme: Theme, file: Callable[[str], str]) -> None:
        self._theme = theme
        self._file = file

    def load(
        self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        """The template called ``name``; raises TemplateNotFound."""
        path = self._file(name)
        source = self._theme.files.get(path)
        if source is None:
            raise jinja2.TemplateNotFound(name)
        code = _compiled(source.decode(), name, path)
        return environment.template_class.from_code(environment, code, globals if globals is not None else {})


class Templates:
    """The templates of a theme, compiled once."""

    def __init__(
        self,
        theme: Theme,
        file: Callable[[str], str] = "templates/{}".format,
        palette: Palette | None = None,
        **shared: object,
    ) -> None:
        """Templates of ``theme``; ``file`` gives the file of one by its name, every template sees ``shared``.

        Drawings are coloured by the classes of the style sheets, or in the colours of ``palette``.
        """
        self._theme = theme
        self._file = file
        env = _environment(palette)
        env.loader = _Loader(theme, file)
        env.globals.update(shared)
        self._env = env
        self._made: dict[tuple[Language, str], object] = {}
        self._words: dict[Language, Callable[..., str]] = {
            "ko": lambda key, **values: theme.say(key, "ko", **values),
            "en": lambda key, **values: theme.say(key, "en", **values),
        }

    def render(self, name: str, language: Language, values: dict[str, Any]) -> str:
        """What the template called ``name`` makes of ``values``; raises what the template raises."""
        try:
            template = self._env.get_template(name)
        except RecursionError:
            raise jinja2.TemplateSyntaxError("its blocks are nested too deeply", 1, name, self._file(name)) from None
        shared = {"lang": language, "t": self._words[language], "root": values["root"]}
        return template.render({**values, **shared, "p": self._pieces(shared)})

    def _pieces(self, shared: dict[str, Any]) -> object:
        """The macros of ``parts.html``, which most templates use: made once a language and depth."""
        key = (shared["lang"], shared["root"])
        if key not in self._made and self._file(PIECES) in self._theme.files:
            self._made[key] = self._env.get_template(PIECES).make_module(shared)
        return self._made.get(key)

    def problem(self, failure: Exception, page: str, content: Span) -> Problem:
        """A failure while rendering ``page``, at the line of the theme where it happened."""
        name, line = "", 1
        if isinstance(failure, jinja2.TemplateSyntaxError):
            name, line = failure.filename or failure.name or "", failure.lineno
        else:
            for frame in reversed(traceback.extract_tb(failure.__traceback__)):
                if frame.filename in self._theme.files:
                    name, line = frame.filename, frame.lineno or 1
                    break
        path = self._theme.origins.get(name, f"themes/{self._theme.name}/{name}")
        said = failure.message if isinstance(failure, jinja2.TemplateError) else str(failure)
        span = _word_at(self._theme.files.get(name, b"").decode(), said or "", path, line)
        why = f"{type(failure).__name__}: {said}"
        return TEMPLATE.at(span, why=why, page=page, content=content.path or "site.yaml")


def _word_at(source: str, why: str, path: str, line: int) -> Span:
    """The word that a failure quotes, on the line where it happened; else the line's first sign."""
    lines = source.replace("\r\n", "\n").split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    for word in reversed(re.findall(r"'([\w.-]+)'", why)):
        if (at := text.find(word)) >= 0:
            return Span(path, line, at + 1, at + len(word) + 1)
    return Span(path, line, len(text) - len(text.lstrip()) + 1)
