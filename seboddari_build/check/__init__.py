"""Rules over the model: each takes the conference and gives problems."""

from collections.abc import Callable, Iterator

from seboddari_build.base.problem import Problem
from seboddari_build.check.bodies import bodies
from seboddari_build.check.figures import figures
from seboddari_build.check.identity import identity
from seboddari_build.check.lookalikes import lookalikes
from seboddari_build.check.media import media
from seboddari_build.check.parts import parts
from seboddari_build.check.privacy import privacy
from seboddari_build.check.references import references
from seboddari_build.check.schedule import schedule
from seboddari_build.check.speakers import speakers
from seboddari_build.check.totals import totals
from seboddari_build.check.translation import translation
from seboddari_build.check.uses import uses
from seboddari_build.model.conference import Conference
from seboddari_build.model.lookup import Lookup

Check = Callable[[Conference, Lookup], Iterator[Problem]]

#: Every rule, in the order in which a reader of this file should meet them.
CHECKS: tuple[Check, ...] = (
    privacy, identity, references, parts, schedule, speakers, figures, totals, media, bodies, translation, lookalikes,
    uses,
)  # fmt: skip


def check(conference: Conference, lookup: Lookup) -> tuple[Problem, ...]:
    """All problems of the conference."""
    return tuple(problem for rule in CHECKS for problem in rule(conference, lookup))
