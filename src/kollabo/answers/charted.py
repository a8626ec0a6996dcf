"""What songs left on charts and in tables over all time, and how much of it there is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kollabo.answers.figures import Figure, SongFigures, chart_points
from kollabo.answers.statements import Place
from kollabo.answers.words import period
from kollabo.catalogue.reader import Catalogue


class ChartRun(NamedTuple):
    """A song's whole run on one chart. ``figures`` are its weeks, in order of time."""

    chart: str
    region: str
    peak: int
    weeks_at_peak: int
    peak_period: str
    weeks: int
    first: dt.date
    last: dt.date
    points: float
    read_from: Place
    figures: tuple[Figure, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "chart": self.chart,
            "region": self.region,
            "peak": self.peak,
            "weeks_at_peak": self.weeks_at_peak,
            "peak_period": self.peak_period,
            "weeks": self.weeks,
            "first": str(self.first),
            "last": str(self.last),
            "points": round(self.points, 3),
            "read_from": self.read_from.as_json(),
            "rows": [figure_json(one) for one in self.figures],
        }


class BestPlace(NamedTuple):
    """The best place of a song on any chart, and in how many chart weeks it stood."""

    place: int
    chart: str
    chart_weeks: int

    def as_json(self) -> dict[str, Any]:
        return {"place": self.place, "chart": self.chart, "chart_weeks": self.chart_weeks}


_FIGURES = """
SELECT chart, metric, value, unit, region, period_from, period_to, places, source_id, file, row
FROM observation WHERE song_id = ?
ORDER BY chart, metric, period_to
"""
_BEST = """
SELECT song_id, min(value), arg_min(chart, (value, chart)), count(*)
FROM observation WHERE metric = 'rank' AND song_id IN (SELECT unnest(?))
GROUP BY song_id
"""


def all_figures(
    catalogue: Catalogue, song_id: str, title: str, released: str | None
) -> SongFigures:
    """Every figure of a song, whenever it was counted."""
    found = SongFigures(song_id, title, released)
    found.figures = [Figure(*row) for row in catalogue.sql(_FIGURES, [song_id])]
    return found


def chart_runs(ranks: Iterable[Figure]) -> tuple[ChartRun, ...]:
    """A run for each chart, the largest first."""
    charts: dict[str, list[Figure]] = defaultdict(list)
    for one in ranks:
        charts[one.chart].append(one)
    runs = [_run(figures) for figures in charts.values()]
    return tuple(sorted(runs, key=lambda run: (-run.points, run.chart)))


def _run(figures: Sequence[Figure]) -> ChartRun:
    figures = sorted(figures, key=lambda one: one.until)
    best = min(figures, key=lambda one: one.value)
    return ChartRun(
        best.chart,
        best.region,
        int(best.value),
        sum(one.value == best.value for one in figures),
        period(best.since, best.until),
        len(figures),
        figures[0].until,
        figures[-1].until,
        sum(chart_points(one.value, one.places) for one in figures),
        Place(best.source_id, best.file, best.row),
        tuple(figures),
    )


def best_places(catalogue: Catalogue, song_ids: Iterable[str]) -> dict[str, BestPlace]:
    """The best place of each song that was on a chart; others are missing."""
    rows = catalogue.sql(_BEST, [sorted(set(song_ids))])
    return {song_id: BestPlace(int(place), chart, weeks) for song_id, place, chart, weeks in rows}


def figure_json(figure: Figure) -> dict[str, Any]:
    value = figure.value
    return {
        "chart": figure.chart,
        "metric": figure.metric,
        "value": int(value) if float(value).is_integer() else round(value, 3),
        "unit": figure.unit,
        "region": figure.region,
        "period": period(figure.since, figure.until),
        "places": figure.places,
        "read_from": Place(figure.source_id, figure.file, figure.row).as_json(),
    }
