"""The real event as its files say it, and the inventory of the documents that it was made from."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from seboddari_build.base.store import Store
from seboddari_build.load.content import load
from seboddari_build.model.conference import Conference
from tests.project import ROOT


@pytest.fixture(scope="session")
def event() -> Conference:
    loaded = load(ROOT, Store(None, "test"))
    assert loaded.conference is not None
    return loaded.conference


@pytest.fixture(scope="session")
def inventory(source: Path) -> Any:
    """What the source documents hold, counted beforehand by lines."""
    return yaml.safe_load((source / "inventory.yaml").read_text("utf-8"))
