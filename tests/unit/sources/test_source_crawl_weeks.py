"""Weeks of a chart from days of crawls, held against a chart made up week by week."""

from __future__ import annotations

import random
from datetime import date, timedelta

from kollabo.sources.crawl_weeks import Seen, weeks_between, weeks_of

SATURDAY, SHOWN = 5, 4


def made_up(weeks: int, seed: int) -> list[dict[tuple[str, str], int]]:
    """A chart of 40 places: each week some songs leave, some come new, some come back."""
    chance = random.Random(seed)
    counts: dict[tuple[str, str], int] = {}
    on = [(f"song {number}", "act") for number in range(40)]
    left: list[tuple[str, str]] = []
    charts = []
    for week in range(weeks):
        for song in on:
            counts[song] = counts.get(song, 0) + 1
        charts.append({song: counts[song] for song in on})
        for _ in range(chance.randrange(6)):
            left.append(on.pop(chance.randrange(len(on))))
            back = left and chance.random() < 0.4
            on.append(left.pop(0) if back else (f"song {week} {chance.random()}", "act"))
    return charts


def test_weeks_are_found_whatever_the_crawls_do() -> None:
    first = date(2022, 4, 2)
    for seed in range(20):
        chance = random.Random(seed)
        charts = made_up(120, seed)
        crawls, expected = [], {}
        for week, chart in enumerate(charts):
            dated = first + timedelta(7 * week)
            for number in range(chance.choice([0, 1, 1, 1, 2])):
                day = dated - timedelta(SHOWN) + timedelta(chance.randrange(7))
                file = f"{day}-{number}.json"
                crawls.append(Seen(file, day, dict(chart)))
                expected[file] = dated
        chance.shuffle(crawls)
        found = weeks_of(crawls, weekday=SATURDAY, shown=SHOWN)
        assert {file: week.dated for file, week in found.items()} == expected
        kept = [week.dated for week in found.values() if week.read_from is None]
        assert sorted(kept) == sorted(set(expected.values()))


def test_a_late_chart_is_dated_by_its_songs_not_by_the_calendar() -> None:
    songs = [("a", "x"), ("b", "y"), ("c", "z")]
    crawls = [
        Seen("1", date(2023, 6, 20), dict.fromkeys(songs, 5)),
        Seen("2", date(2023, 6, 27), dict.fromkeys(songs, 6)),
        Seen("3", date(2023, 7, 5), dict.fromkeys(songs, 6)),  # a holiday: not yet renewed
        Seen("4", date(2023, 7, 6), dict.fromkeys(songs, 7)),
    ]
    found = weeks_of(crawls, weekday=SATURDAY, shown=SHOWN)
    assert [str(found[name].dated) for name in "1234"] == [
        "2023-06-24", "2023-07-01", "2023-07-01", "2023-07-08",
    ]  # fmt: skip
    assert found["2"].read_from == "3"
    assert found["3"].read_from is None


def test_songs_that_come_back_do_not_tell_the_step() -> None:
    before = Seen("1", date(2023, 1, 3), {("a", "x"): 5, ("b", "x"): 9, ("c", "x"): 1})
    after = Seen("2", date(2023, 1, 17), {("a", "x"): 7, ("b", "x"): 11, ("c", "x"): 2})
    assert weeks_between(before, after) == 2


def test_no_song_in_common_breaks_the_row_and_the_calendar_decides() -> None:
    crawls = [
        Seen("1", date(2023, 1, 3), {("a", "x"): 5}),
        Seen("2", date(2024, 1, 2), {("b", "x"): 1}),
    ]
    found = weeks_of(crawls, weekday=SATURDAY, shown=SHOWN)
    assert [str(found[name].dated) for name in "12"] == ["2023-01-07", "2024-01-06"]
    assert weeks_of([], weekday=SATURDAY, shown=SHOWN) == {}
