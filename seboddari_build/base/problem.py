"""What is wrong with a project, as values that every stage returns and none raises."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from seboddari_build.base.language import Text
from seboddari_build.base.personal import masked
from seboddari_build.base.span import NOWHERE, Span

#: The most characters of a value that a message quotes.
LONGEST = 500


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning only with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


class Problem(Struct, frozen=True):
    """One thing to mend: what (``code``, ``message``), where (``span``), and how (``hint``).

    ``values``: the words of the content that stand in its texts.
    """

    code: str
    severity: Severity
    message: Text
    hint: Text
    span: Span = NOWHERE
    related: tuple[Span, ...] = ()
    values: tuple[str, ...] = ()


class Code(Struct, frozen=True):
    """A kind of problem; its texts are ``str.format`` templates over the arguments of ``at``.

    Each module declares the codes it raises beside the rule that raises them. Codes are
    stable: people and scripts look for them.
    """

    id: str
    severity: Severity
    ko: str
    en: str
    hint_ko: str
    hint_en: str

    def at(self, span: Span, *, related: tuple[Span, ...] = (), **args: object) -> Problem:
        """This problem at ``span``, with the texts filled in from ``args``: personal data masked, long ones cut."""
        args = {name: _shown(arg) if isinstance(arg, str) else arg for name, arg in args.items()}
        return Problem(
            self.id,
            self.severity,
            Text(self.ko.format(**args), self.en.format(**args)),
            Text(self.hint_ko.format(**args), self.hint_en.format(**args)),
            span,
            related,
            tuple(arg for arg in args.values() if isinstance(arg, str)),
        )


def _shown(value: str) -> str:
    value = masked(value)
    return value if len(value) <= LONGEST else value[:LONGEST] + " …"


def error(id: str, *, ko: str, en: str, hint_ko: str, hint_en: str) -> Code:
    """Declare a kind of problem that stops the build."""
    return Code(id, Severity.ERROR, ko, en, hint_ko, hint_en)


def warning(id: str, *, ko: str, en: str, hint_ko: str, hint_en: str) -> Code:
    """Declare a kind of problem that the build goes on past, unless it is strict."""
    return Code(id, Severity.WARNING, ko, en, hint_ko, hint_en)


def stopping(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether the problems stop a publication: any error, and with ``strict`` anything at all."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)


def sort_key(problem: Problem) -> tuple[str, int, int, str, str]:
    """The order in which problems are shown: by place, then by code and text."""
    span = problem.span
    return (span.path, span.line, span.column, problem.code, problem.message.ko)
