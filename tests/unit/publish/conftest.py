"""Editions, each made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from editions import edition_of, full_world, with_ranks, with_records

from kollabo.answers.edition import Edition
from kollabo.publish.language import Language, known_languages


@pytest.fixture(scope="session")
def root_of_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_world().publish(tmp_path_factory.mktemp("facts"))


@pytest.fixture(scope="session")
def edition(root_of_facts: Path) -> Edition:
    """A year in which one song has every fact, plausible ranks and records included."""
    return with_records(with_ranks(edition_of(root_of_facts)))


@pytest.fixture(params=known_languages())
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


@pytest.fixture
def english() -> Language:
    return Language("en")
