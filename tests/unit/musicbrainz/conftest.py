"""What the tests of MusicBrainz share: reading a dump into tables."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from read_dump import Read, ReadDump


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return lambda paths: ReadDump(tmp_path, paths)


@pytest.fixture(scope="session")
def extract() -> Path:
    """The real extract of MusicBrainz; tests that need it are skipped where it is not at hand."""
    beside = Path(__file__).resolve().parents[4] / "shared"
    folder = Path(os.environ.get("KOLLABO_SHARED") or beside) / "data" / "musicbrainz-extract"
    if not folder.is_dir():
        pytest.skip("no shared data: set KOLLABO_SHARED or lay it beside the repository")
    return folder
