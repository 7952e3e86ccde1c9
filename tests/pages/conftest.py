"""The real event's pages as trees, and the model that they were made from."""

from pathlib import Path

import pytest

from seboddari_build.build import open_store
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
    store = open_store(real_site.parent)
    try:
        loaded = load(real_site.parent, store, 1).conference
    finally:
        store.close()
    assert loaded is not None
    return loaded
