"""The real data sets, where they are at hand: every row is accounted for, and known facts hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kollabo.catalogue.schema import TABLES
from kollabo.sources import Report, open_reading


def whole(kind: str, path: Path) -> Iterator[tuple[Report, dict[str, list[dict[str, Any]]]]]:
    for reading in open_reading(kind, path):
        tables: dict[str, list[dict[str, Any]]] = {}
        for table, batch in reading.batches():
            tables.setdefault(table, []).extend(batch.to_pylist())
        yield reading.report, tables


# layout: rows read, taken, set aside, values set aside
COUNTS = [
    ("chart", "billboard-global-200", {"billboard-global-200": (32401, 29000, 3401, 0)}),
    ("chart", "korea-music-shows", {"korea-music-shows": (1243, 1243, 0, 4)}),
    ("chart", "kbs-weekly", {"kbs-weekly": (3070, 2812, 258, 0)}),
    ("chart", "spotify-weekly", {
        "spotify-top-songs": (6513, 6513, 0, 0),
        "spotify-weekly-kr": (10800, 10800, 0, 0),
    }),
    ("tracks", "spotify-2023", {"spotify-2023": (953, 844, 109, 1)}),
    ("tracks", "kpop-songs/song_list.csv", {"kpop-song-list": (17254, 17254, 0, 0)}),
    ("tracks", "kpop-people", {"kpop-music-videos": (7548, 7544, 4, 0)}),
    ("people", "kpop-people", {
        "kpop-idols": (1312, 1310, 2, 0),
        "kpop-boy-groups": (147, 147, 0, 54),
        "kpop-girl-groups": (152, 152, 0, 70),
        "kpopnet": (1017, 1017, 0, 0),
    }),
    ("people", "kpop-groups", {"kpop-groups": (1559, 1559, 0, 0)}),
    ("people", "kbs-weekly", {"kbs-people": (470, 469, 1, 0)}),
    ("people", "kpop-songs/artist_list.csv", {"kpop-artist-list": (587, 587, 0, 0)}),
    ("acts", "spotify-artist-genres", {"spotify-artist-genres": (32539, 32537, 2, 0)}),
    ("acts", "artist-network", {"artist-network": (12761, 12761, 0, 323)}),
    ("acts", "youtube-artists", {"youtube-artists": (2567, 2567, 0, 0)}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "folder", "expected"), COUNTS)
def test_counts(
    shared: Path, kind: str, folder: str, expected: dict[str, tuple[int, int, int, int]]
) -> None:
    found = {}
    for report, tables in whole(kind, shared / folder):
        found[report.layout] = (
            report.rows_read, report.rows_taken, report.rows_set_aside, report.values_set_aside,
        )  # fmt: skip
        for table, rows in tables.items():
            keys = Counter(tuple(row[column] for column in TABLES[table].key) for row in rows)
            assert max(keys.values()) == 1, f"{table}: {keys.most_common(1)}"
    assert found == expected


def test_hot_100(shared: Path) -> None:
    (reading,) = open_reading("chart", shared / "billboard-hot-100")
    rows = sum(batch.num_rows for _, batch in reading.batches())
    report = reading.report
    assert len(report.files) == 3465
    assert rows == report.rows_read == report.rows_taken == 346_487
    assert str(report.period_to) == "2024-12-28"


def debuts(tables: dict[str, list[dict[str, Any]]]) -> dict[tuple[str, str], Any]:
    first: dict[tuple[str, str], Any] = {}
    for row in tables["printed_observation"]:
        song = row["title"].casefold(), row["credit"].casefold()
        first[song] = min(first.get(song, row["period_to"]), row["period_to"])
    return first


def test_crawls_of_the_global_200_are_145_weeks(shared: Path) -> None:
    ((_report, tables),) = whole("chart", shared / "billboard-global-200")
    rows = tables["printed_observation"]
    weeks = Counter(row["period_to"] for row in rows)
    assert len(weeks) == 145
    assert set(weeks.values()) == {200}
    assert {day.weekday() for day in weeks} == {5}
    assert len({row["file"] for row in rows}) == 145
    first = debuts(tables)
    # Debuts that the press dated: both charts, the same week.
    for title, credit, day in [
        ("seven", "jung kook featuring latto", "2023-07-29"),
        ("flowers", "miley cyrus", "2023-01-28"),
        ("like crazy", "jimin", "2023-04-08"),
        ("standing next to you", "jung kook", "2023-11-18"),
        ("as it was", "harry styles", "2022-04-16"),
        ("fortnight", "taylor swift featuring post malone", "2024-05-04"),
    ]:
        assert str(first[title, credit]) == day, title


def test_songs_debut_on_both_billboard_charts_in_the_same_week(shared: Path) -> None:
    """The Hot 100 is dated by its own files: it checks the weeks worked out from crawls."""
    ((_, world),) = whole("chart", shared / "billboard-global-200")
    (reading,) = open_reading("chart", shared / "billboard-hot-100")
    rows = [
        row
        for _, batch in reading.batches()
        for row in batch.to_pylist()
        if row["period_to"].year >= 2021
    ]
    home = debuts({"printed_observation": rows})
    abroad = debuts(world)
    weeks = {row["period_to"] for row in world["printed_observation"]}
    first = min(weeks)
    apart = Counter(
        (day - home[song]).days
        for song, day in abroad.items()
        if song in home and day > first and home[song] > first and home[song] in weeks
    )
    assert apart[0] > 900
    assert apart[0] > 20 * max(count for days, count in apart.items() if days)
