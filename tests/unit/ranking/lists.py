"""Small lists of songs for tests of the ranking: figures by hand, invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kollabo.answers.figures import Figure, SongFigures
from kollabo.answers.ranking.coverage import ChartWeeks, Coverage

FIRST = dt.date(2023, 1, 7)  # last day of the first week
WEEK = dt.timedelta(days=7)
UNTIL = dt.date(2023, 12, 31)


def figure(
    chart: str,
    metric: str,
    value: float,
    week: int = 0,
    *,
    places: int = 100,
    total: bool = False,
    until: dt.date | None = None,
) -> Figure:
    end = until or FIRST + week * WEEK
    since = None if total else end - dt.timedelta(days=6)
    return Figure(chart, metric, value, metric, "XW", since, end, places, "s", "f.csv", 1)


def song(
    name: str,
    charts: Mapping[str, Sequence[float]],
    *,
    released: str | None = "2023-01-01",
    week: int = 0,
    others: Sequence[Figure] = (),
) -> SongFigures:
    """``charts`` are places week by week from week ``week`` on."""
    ranks = [
        figure(chart, "rank", place, week + number)
        for chart, places in charts.items()
        for number, place in enumerate(places)
    ]
    return SongFigures(f"s-{name}", name, released, [*ranks, *others])


def coverage(*charts: str, weeks: int = 52, first: int = 0, one_window: bool = False) -> Coverage:
    """Charts of 100 places, loaded from week ``first`` for so many weeks."""
    ends = tuple(FIRST + (first + number) * WEEK for number in range(weeks))
    loaded = ChartWeeks(ends, (100,) * weeks, (0.0,) * weeks)
    keys = {(chart, "rank"): loaded for chart in charts}
    return Coverage(dt.date(2023, 1, 1), UNTIL, keys, one_window)
