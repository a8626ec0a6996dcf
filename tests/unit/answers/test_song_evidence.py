"""Every figure behind a song, each with the row it was read from."""

from __future__ import annotations

import csv
import io

import pytest

from kollabo.answers.song_evidence import as_json, song_evidence
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound
from kollabo.publish.evidence_text import evidence_csv, evidence_text


def test_every_row_of_the_song_is_there_once(catalogue: Catalogue) -> None:
    answer = song_evidence(catalogue, "s-seven")
    kept = catalogue.sql(
        "SELECT source_id, file, row, value FROM observation WHERE song_id = 's-seven' ORDER BY ALL"
    )
    shown = [one.figure for chart in answer.charts for one in chart.figures]
    assert sorted((one.source_id, one.file, one.row, one.value) for one in shown) == kept
    assert answer.figures_in_all == len(kept) == 6
    assert [(one.chart, len(one.figures)) for one in answer.charts] == [
        ("Global 200", 3),
        ("Hot 100", 2),
        ("Spotify", 1),
    ]


def test_a_loaded_chart_without_the_song_is_named(catalogue: Catalogue) -> None:
    assert [one.chart for one in song_evidence(catalogue, "s-left and right").silent] == ["Hot 100"]
    assert not song_evidence(catalogue, "s-seven").silent


def test_a_song_without_figures_says_so(catalogue: Catalogue) -> None:
    text = evidence_text(song_evidence(catalogue, "s-quiet"))
    assert "No source prints a figure for this song." in text


def test_each_line_says_where_it_was_read(catalogue: Catalogue) -> None:
    answer = song_evidence(catalogue, "s-seven")
    lines = [line for line in evidence_text(answer).splitlines() if "rank " in line]
    assert len(lines) == 5
    assert all("[file.csv:" in line for line in lines)
    rows = list(csv.DictReader(io.StringIO(evidence_csv(answer))))
    assert len(rows) == 6
    assert {"chart-test"} == {row["source"] for row in rows}
    assert as_json(answer)["sources"][0]["sha256"] == "ab" * 32


def test_an_unknown_song_is_not_found(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        song_evidence(catalogue, "s-nothing")
