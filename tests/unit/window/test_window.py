"""What Python programs see: few names, loaded late; a list of entries that converts and shows."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from year_2023 import year_2023

import kollabo
from kollabo.answers.best import as_json

BETWEEN = ("k-pop", "western")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return year_2023().publish(tmp_path_factory.mktemp("window"))


@pytest.fixture
def catalogue(root: Path) -> Iterator[kollabo.Opened]:
    with kollabo.open(root) as opened:
        yield opened


def test_importing_loads_nothing_of_weight() -> None:
    code = "import sys, kollabo; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = [name for name in done.stdout.split() if name.startswith("kollabo")]
    assert loaded == ["kollabo", "kollabo.errors"]
    assert not {"duckdb", "click", "pyarrow", "babel", "jinja2"} & set(done.stdout.split())


def test_asking_loads_no_tables_of_other_libraries(root: Path) -> None:
    code = (
        "import sys, kollabo\n"
        f"with kollabo.open({str(root)!r}) as opened:\n"
        "    print(opened.best(year=2023, between=('k-pop', 'western')))\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.startswith("The best collaborations of 2023 between K-pop and Western")
    assert not {"pyarrow", "polars", "pandas", "numpy", "babel", "jinja2"} & set(
        done.stderr.split()
    )


def test_the_window_is_small_and_says_what_is_in_it() -> None:
    assert len(kollabo.__all__) <= 12
    for name in kollabo.__all__:
        assert getattr(kollabo, name).__doc__, name
        assert name in dir(kollabo)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kollabo.nothing  # noqa: B018


def test_a_list_is_a_sequence_of_entries(catalogue: kollabo.Opened) -> None:
    songs = catalogue.best(year=2023, between=BETWEEN)
    assert [one.title for one in songs] == ["Seven", "Twin A", "Twin B", "January"]
    assert (songs[0].rank, songs[0].artists) == (1, ("Jung Kook", "Latto"))
    assert songs[0].released == "2023-07-14"
    assert songs[-1].title == "January"
    assert [one.title for one in songs[1:3]] == ["Twin A", "Twin B"]
    assert len(songs) == 4
    assert songs[0] in songs
    assert isinstance(songs[0], kollabo.Entry)
    assert [one.title for one in songs.also_released] == ["Quiet"]
    assert songs.notes


def test_a_question_is_asked_as_on_the_command_line(catalogue: kollabo.Opened) -> None:
    assert len(catalogue.best(year=2023, between=BETWEEN, top=2)) == 2
    until = catalogue.best(year=2023, between=BETWEEN, evidence_until=dt.date(2023, 8, 5))
    assert [one.title for one in until] == ["Seven", "January"]
    charted = catalogue.best(year=2023, between=("western", "K-pop"), year_means="charted")
    assert "Left and Right" in [one.title for one in charted]


def test_a_mistake_is_told_with_what_to_do(catalogue: kollabo.Opened) -> None:
    with pytest.raises(kollabo.UsageError, match="known scenes"):
        catalogue.best(year=2023, between=("k-pop", "no such scene"))
    with pytest.raises(kollabo.UsageError, match="top is 0"):
        catalogue.best(year=2023, between=BETWEEN, top=0)
    with pytest.raises(kollabo.NotFound):
        catalogue.song("No Such Song")


def test_songs_and_acts_are_looked_up(catalogue: kollabo.Opened) -> None:
    assert catalogue.song("Seven", by="Jung Kook").song_id == "s-seven"
    assert catalogue.artist("Jung Kook").name == "Jung Kook"


def test_a_catalogue_that_is_not_there_is_an_error_and_the_starter_answers_for_an_empty_one(
    tmp_path: Path,
) -> None:
    with kollabo.open(tmp_path) as opened:
        assert opened.is_starter


def test_tables_hold_the_same_rows_in_every_library(catalogue: kollabo.Opened) -> None:
    songs = catalogue.best(year=2023, between=BETWEEN)
    arrow = songs.to_arrow(everything=True)
    assert arrow.column("title").to_pylist()[:4] == [one.title for one in songs]
    assert arrow.column("list").to_pylist()[-3:] == ["also released", "undecided", "undecided"]
    polars = songs.to_polars(everything=True)
    assert polars.shape == (arrow.num_rows, arrow.num_columns)
    assert polars["rank"].to_list() == arrow.column("rank").to_pylist()
    pandas = songs.to_pandas()
    assert list(pandas["score"]) == [round(one.score or 0, 3) for one in songs]
    assert songs.to_json() == as_json(songs.answer)
    json.dumps(songs.to_json())


def test_two_answers_to_one_question_are_equal(catalogue: kollabo.Opened) -> None:
    first, second = (catalogue.best(year=2023, between=BETWEEN) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert first != catalogue.best(year=2023, between=BETWEEN, top=1)


def test_a_notebook_shows_the_list_as_a_table(root: Path, tmp_path: Path) -> None:
    """Run and rendered by nbconvert, as a reader of notebooks does."""
    source = [
        "import kollabo\n",
        f"kollabo.open({str(root)!r}).best(year=2023, between=('k-pop', 'western'))",
    ]
    cell = {
        "cell_type": "code",
        "id": "list",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [cell]}
    file = tmp_path / "list.ipynb"
    file.write_text(json.dumps(notebook), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "html",
        "--execute",
        "--stdout",
        str(file),
    ]
    environment = {**os.environ, "JUPYTER_PLATFORM_DIRS": "1", "IPYTHONDIR": str(tmp_path / "home")}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    page = done.stdout.decode()
    assert "<strong>The best collaborations of 2023 between K-pop and Western</strong>" in page
    assert "<td><bdi>Twin A</bdi></td>" in page
    assert "<td><bdi>2=</bdi></td>" in page
