"""The small catalogue of 2023, written once and opened for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from small_catalogue import World
from year_2023 import year_2023

from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.scenes.definitions import Scene, load_scenes


@pytest.fixture(scope="session")
def root_2023(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return year_2023().publish(tmp_path_factory.mktemp("year-2023"))


@pytest.fixture
def catalogue(root_2023: Path) -> Iterator[Catalogue]:
    with open_catalogue(root_2023) as opened:
        yield opened


@pytest.fixture(scope="session")
def scenes() -> dict[str, Scene]:
    return load_scenes()


@pytest.fixture
def open_world(tmp_path: Path) -> Iterator[Callable[[World], Catalogue]]:
    """Publishes a world of the test's own and opens it; closed at the end."""
    with ExitStack() as stack:
        yield lambda world: stack.enter_context(open_catalogue(world.publish(tmp_path)))
