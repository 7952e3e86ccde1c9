"""The real event's pages as trees, and the model that they were made from."""

from pathlib import Path

import pytest

from seboddari_build.base.store import Store
from seboddari_build.load.content import load
from seboddari_build.model.conference import Conference
from tests.pages.tree import Page, read_pages


@pytest.fixture(scope="session")
def pages(real_site: Path) -> dict[str, Page]:
    """Every HTML page of the real event by the path of its file."""
    return read_pages(real_site)


@pytest.fixture(scope="session")
def conference(real_site: Path) -> Conference:
    """The real event as the model has it."""
    loaded = load(real_site.parent, Store(None, "test"), 1).conference
    assert loaded is not None
    return loaded
