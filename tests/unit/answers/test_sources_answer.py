"""What was imported and what was set aside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_catalogue import World
from year_2023 import year_2023

from kollabo.answers.sources import as_json, sources
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound


def test_every_import_with_its_files(catalogue: Catalogue) -> None:
    answer = sources(catalogue)
    assert [one.source_id for one in answer.sources] == ["acts-test", "chart-test"]
    chart = answer.sources[1]
    assert (chart.rows_read, chart.rows_taken, chart.rows_set_aside) == (100, 97, 3)
    assert [one.file for one in chart.files] == ["file.csv"]
    assert not answer.is_starter


def test_rows_set_aside_are_grouped_by_reason(catalogue: Catalogue) -> None:
    found = sources(catalogue, "chart-test").sources[0].set_aside
    assert [(one.reason, one.rows) for one in found] == [
        ("the rank is no number from 1", 3),
        ("a second rank of this song in one chart week", 1),
    ]
    assert [one.place.row for one in found[0].examples] == [7, 8, 9]


def test_a_source_is_named_by_id_or_name(catalogue: Catalogue) -> None:
    assert sources(catalogue, "global 200") == sources(catalogue, "chart-test")
    with pytest.raises(NotFound, match=r"there are Global 200, acts\.csv"):
        sources(catalogue, "nothing")


def test_times_are_utc(catalogue: Catalogue) -> None:
    assert as_json(sources(catalogue))["sources"][0]["imported"] == "2024-01-02T03:04:05Z"


def test_reasons_that_differ_in_a_word_are_one_kind(
    open_world: Callable[[World], Catalogue],
) -> None:
    world = year_2023()
    for row, week in enumerate(["2023-11-18", "2024-06-08"], start=50):
        world.set_aside("acts-test", row, f"repeat of week {week} in file '{week}.json'", "...")
    (found,) = sources(open_world(world), "acts-test").sources[0].set_aside
    assert (found.reason, found.rows) == ("repeat of week … in file …", 2)
    assert found.examples[0].reason == "repeat of week 2023-11-18 in file '2023-11-18.json'"
