"""What the tests of sources share: writing small files and finding shared data."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write_file


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; tests that need it are skipped where it is not at hand."""
    beside = Path(__file__).resolve().parents[4] / "shared"
    folder = Path(os.environ.get("KOLLABO_SHARED") or beside)
    if not (folder / "data").is_dir():
        pytest.skip("no shared data: set KOLLABO_SHARED or lay it beside the repository")
    return folder / "data"
