"""The explorer over the small catalogue of 2023, asked in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Server, serving
from year_2023 import year_2023


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return year_2023().publish(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    with serving(root) as started:
        yield started
