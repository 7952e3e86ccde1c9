"""A project planned: its pages as values, without the rest of a build."""

from seboddari_build.base.span import NOWHERE
from seboddari_build.base.store import Store
from seboddari_build.load.content import load
from seboddari_build.render.theme import Theme, load_theme
from seboddari_build.site.plan import Site, plan
from tests.project import Project


def planned(project: Project, base_url: str = "") -> tuple[Site, Theme, Store]:
    """The pages of ``project``, its theme, and the store that holds its texts."""
    store = Store(None, "test")
    loaded = load(project.root, store)
    assert loaded.conference is not None, loaded.problems
    theme, problems = load_theme(project.root, "bottari", NOWHERE)
    assert theme is not None, problems
    return plan(loaded.conference, base_url)[0], theme, store
