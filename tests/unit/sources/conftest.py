"""What the tests of sources share: finding shared data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; tests that need it are skipped where it is not at hand."""
    beside = Path(__file__).resolve().parents[4] / "shared"
    folder = Path(os.environ.get("KOLLABO_SHARED") or beside)
    if not (folder / "data").is_dir():
        pytest.skip("no shared data: set KOLLABO_SHARED or lay it beside the repository")
    return folder / "data"
