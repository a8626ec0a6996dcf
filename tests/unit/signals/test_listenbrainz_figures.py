"""ListenBrainz's own counts: totals of recordings and statistics of a period."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from signals_read import RECORDING, Read

Write = Callable[[str, str | bytes], Path]
SONG = ("Glass Harbour", "Haneul Seo feat. Dax Verano")
OTHER = "22ad712e-ce73-9f0c-4e97-9f0e53144411"
TOP = {
    "artist_mbids": [OTHER],
    "artist_name": SONG[1],
    "recording_mbid": RECORDING,
    "recording_name": SONG[0],
    "release_name": "Harbours",
    "total_listen_count": 1380,
    "total_user_count": 129,
}
STATISTICS = {
    "payload": {
        "count": 1,
        "from_ts": 1_688_169_600,  # 2023-07-01
        "to_ts": 1_690_848_000,  # 2023-08-01, which is the first second after
        "last_updated": 1_690_900_000,
        "range": "month",
        "recordings": [
            {
                "artist_name": SONG[1],
                "track_name": SONG[0],
                "recording_mbid": RECORDING,
                "listen_count": 77,
            }
        ],
    }
}


def kept(*answers: Any, retrieved: str | None = "2024-02-03T23:00:00-02:00") -> str:
    """Answers as `kollabo fetch` writes them."""
    said = [{"url": "http://x/", "retrieved": retrieved, "answer": one} for one in answers]
    return json.dumps({"service": "ListenBrainz", "answers": said})


def test_popularity_is_a_total_up_to_the_day_it_was_fetched(write: Write) -> None:
    read = Read("listens", write("popularity.json", kept([TOP])))
    assert read.values == {
        (*SONG, "listens", "to date"): 1380,
        (*SONG, "listeners", "to date"): 129,
    }
    assert {str(one["period_to"]) for one in read.figures} == {"2024-02-04"}
    assert {one["chart"] for one in read.figures} == {"ListenBrainz: popularity"}
    (song,) = read.songs
    assert song["links"] == [f"https://musicbrainz.org/recording/{RECORDING}"]


def test_the_answer_alone_needs_the_day_from_the_user(write: Write) -> None:
    path = write("popularity.json", json.dumps([TOP]))
    (reason,) = Read("listens", path).reasons
    assert reason[0] == 0
    assert "--as-of" in reason[1]
    from datetime import date

    assert len(Read("listens", path, as_of=date(2024, 2, 3)).figures) == 2


def test_recordings_known_by_id_are_named_by_the_metadata_beside_them(write: Write) -> None:
    counts = [
        {"recording_mbid": RECORDING, "total_listen_count": 10, "total_user_count": 2},
        {"recording_mbid": OTHER, "total_listen_count": 10, "total_user_count": 2},
    ]
    names = {RECORDING: {"recording": {"name": SONG[0]}, "artist": {"name": SONG[1]}}}
    read = Read("listens", write("popularity.json", kept(counts, names)))
    assert read.values[(*SONG, "listens", "to date")] == 10
    assert read.reasons == [(2, "the recording's title and acts are not in the file")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"total_listen_count": None, "total_user_count": None}, "knows no listens of it"),
        ({"total_listen_count": -4}, "the number of listens '-4' is out of all reason"),
        ({"total_user_count": "many"}, "the number of listeners 'many' is not a number"),
        ({"recording_mbid": "x"}, "names no recording by its MusicBrainz id"),
        ({"recording_name": ["x"]}, "the title is no text"),
    ],
)
def test_a_broken_item_costs_itself_alone(
    write: Write, change: dict[str, Any], reason: str
) -> None:
    good = {**TOP, "recording_mbid": OTHER, "recording_name": "Other"}
    read = Read("listens", write("popularity.json", kept([{**TOP, **change}, good])))
    ((row, said),) = read.reasons
    assert (row, reason in said) == (1, True)
    assert {one["row"] for one in read.figures} == {2}


def test_statistics_count_their_period(write: Write) -> None:
    read = Read("listens", write("month.json", json.dumps(STATISTICS)))
    assert read.values == {(*SONG, "listens", "2023-07-01"): 77}
    (figure,) = read.figures
    assert (str(figure["period_to"]), figure["chart"]) == ("2023-07-31", "ListenBrainz: statistics")


def test_statistics_of_all_time_are_a_total(write: Write) -> None:
    payload = {**STATISTICS["payload"], "range": "all_time", "from_ts": 0}
    read = Read("listens", write("all.json", json.dumps({"payload": payload})))
    assert read.values == {(*SONG, "listens", "to date"): 77}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"user_id": "ana"}, "the listens of one user"),
        ({"to_ts": None}, "'to_ts' is no time"),
        ({"to_ts": 10**30}, "'to_ts' is no time"),
        ({"to_ts": 1}, "its period ends before it begins"),
    ],
)
def test_statistics_that_cannot_be_counted(
    write: Write, change: dict[str, Any], reason: str
) -> None:
    payload = {**STATISTICS["payload"], **change}
    read = Read("listens", write("month.json", json.dumps({"payload": payload})))
    ((_, said),) = read.reasons
    assert reason in said


@pytest.mark.parametrize(
    "text",
    [
        '{"answers": 5, "listen_count"',
        '{"answers": 5, "x": "listen_count"}',
        '{"answers": [5], "x": "listen_count"}',
        '{"answers": [{"answer": 1, "retrieved": "soon"}], "x": {"listen_count": 1}}',
        '{"x": {"listen_count": 1}}',
        "[" * 100_000 + '"total_listen_count"',
    ],
)
def test_a_file_that_holds_no_answer_is_set_aside(write: Write, text: str) -> None:
    path = write("folder/popularity.json", text)
    write("folder/good.json", kept([TOP]))
    from kollabo.errors import SourceError

    try:
        read = Read("listens", path.parent)
    except SourceError:
        pytest.fail("one broken file must not cost the others")
    assert len(read.figures) == 2
    assert [one.file for one in read.report.set_aside] == ["popularity.json"]
