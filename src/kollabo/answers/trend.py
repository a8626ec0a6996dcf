"""`trend`: crossings between two scenes over years, measured alike and with intervals.

The count of a year is what `best` ranks. Share, reach and median peak are taken on one chart, so
that years can be compared; what changed in that chart, or in what is loaded, is told beside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.chart_rules import RuleChange, rule_changes
from kollabo.answers.crossings import find_crossings_by_year
from kollabo.answers.figures import (
    Figure,
    Loaded,
    SongFigures,
    chart_points,
    family,
    read_loaded,
)
from kollabo.answers.intervals import Estimate, middle, poisson, weighted_sum, wilson
from kollabo.answers.listed_songs import ListedSongs, list_songs
from kollabo.answers.question import FIRST_YEAR, Years
from kollabo.answers.words import count, listed
from kollabo.answers.yardstick import ChartYear, chart_years, choose_chart
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene


@dataclass(frozen=True)
class TrendYear:
    """One year. Figures on the chart are None where it is not loaded, or where there are none.

    ``crossings``: ranked by `best`; ``on_chart``: those of them on the chart in the year;
    ``share``: of all songs of the year on the chart; ``points`` and ``reach``: chart points, and
    their share of all the chart gave in the year; ``new_acts``: by side, acts with no crossing
    between the scenes in an earlier year.
    """

    year: int
    crossings: Estimate
    on_chart: Estimate | None
    share: Estimate | None
    points: Estimate | None
    reach: Estimate | None
    median_peak: Estimate | None
    new_acts: Mapping[str, Estimate]
    songs_on_chart: int
    without_size: int
    undecided: int
    loaded: ChartYear | None


@dataclass(frozen=True)
class Coverage:
    """From when to when a chart, or a family of charts, is loaded."""

    chart: str
    begin: dt.date
    end: dt.date

    def as_json(self) -> dict[str, Any]:
        return {"chart": self.chart, "from": str(self.begin), "to": str(self.end)}


@dataclass(frozen=True)
class CoverageChange:
    """A chart, or a family of charts, that begins or ends to be loaded inside the years."""

    chart: str
    date: dt.date
    begins: bool

    @property
    def words(self) -> str:
        return f"{self.chart} is loaded {'from' if self.begins else 'to'} {self.date}"

    def as_json(self) -> dict[str, Any]:
        return {
            "chart": self.chart,
            "date": str(self.date),
            "begins": self.begins,
            "words": self.words,
        }


@dataclass(frozen=True)
class Trend:
    """The answer. ``chart`` is the one that years are compared by; None where none is loaded.

    ``covered`` are all charts with weeks in the years; ``coverage`` is where they begin or end.
    """

    asked: Years
    chart: Loaded | None
    years: tuple[TrendYear, ...]
    rules: tuple[RuleChange, ...]
    covered: tuple[Coverage, ...]
    coverage: tuple[CoverageChange, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _ChartTotals:
    songs: int  # songs of the year on the chart in the year
    points: float  # all chart points of the year, whoever's


def trend(
    catalogue: Catalogue, asked: Years, scenes: Mapping[str, Scene], *, chart: str | None = None
) -> Trend:
    """The years asked about, each by the rules of `best`. Raises NotFound for an unknown chart."""
    yardstick = choose_chart(catalogue, asked.first, asked.last, chart)
    found = find_crossings_by_year(catalogue, asked.sides, scenes, FIRST_YEAR, asked.last)
    loaded = read_loaded(catalogue)
    questions = list(Years(FIRST_YEAR, asked.last, asked.sides))
    lists = list_songs(catalogue, [(one, found[one.year]) for one in questions], loaded)
    songs = {one.year: listed for one, listed in zip(questions, lists, strict=True)}
    new = _new_acts(asked, songs)
    totals, weeks = _totals(catalogue, yardstick, asked)
    years = tuple(
        _year(
            one.year,
            asked.sides,
            songs[one.year],
            new[one.year],
            totals.get(one.year),
            weeks.get(one.year),
            yardstick,
        )
        for one in asked
    )
    covered = tuple(_covered(loaded, asked))
    rules = rule_changes(yardstick.chart, asked.first, asked.last) if yardstick else ()
    changes = tuple(_coverage_changes(covered, asked))
    notes = tuple(_notes(catalogue, asked, years, yardstick))
    return Trend(asked, yardstick, years, rules, covered, changes, notes)


def _new_acts(asked: Years, songs: Mapping[int, ListedSongs]) -> dict[int, dict[str, int]]:
    """How many acts of each side have their first crossing in a year."""
    seen: set[str] = set()
    new: dict[int, dict[str, int]] = {}
    for year in sorted(songs):
        new[year] = {scene.name: 0 for scene in asked.sides}
        for song in songs[year].sized:
            for one in songs[year].sure[song.song_id].acts:
                if one.side and one.act.artist_id not in seen:
                    seen.add(one.act.artist_id)
                    new[year][one.side] += 1
    return new


_TOTALS = """
WITH weeks AS (
    SELECT o.song_id, year(o.period_to) AS year, s.year AS released,
           greatest(0, ln((coalesce(o.places, 100) + 1) / o.value)) AS points
    FROM observation o JOIN song s USING (song_id)
    WHERE o.chart = $chart AND o.region = $region AND o.metric = 'rank'
      AND year(o.period_to) BETWEEN $first AND $last
)
SELECT year, count(DISTINCT song_id) FILTER (released = year), sum(points)
FROM weeks GROUP BY year
"""


def _totals(
    catalogue: Catalogue, chart: Loaded | None, asked: Years
) -> tuple[dict[int, _ChartTotals], dict[int, ChartYear]]:
    if chart is None:
        return {}, {}
    span = {"first": asked.first, "last": asked.last}
    rows = catalogue.sql(_TOTALS, {"chart": chart.chart, "region": chart.region, **span})
    totals = {year: _ChartTotals(songs, points) for year, songs, points in rows}
    return totals, chart_years(catalogue, chart, asked.first, asked.last)


def _year(
    year: int,
    sides: Sequence[Scene],
    songs: ListedSongs,
    new: Mapping[str, int],
    totals: _ChartTotals | None,
    weeks: ChartYear | None,
    chart: Loaded | None,
) -> TrendYear:
    runs = [ranks for one in songs.sized if (ranks := _on(one, chart))]
    points = weighted_sum([_points(ranks) for ranks in runs])
    is_loaded = weeks is not None and weeks.weeks > 0
    has_all = totals is not None and weeks is not None and weeks.has_all_songs
    return TrendYear(
        year,
        poisson(len(songs.sized)),
        poisson(len(runs)) if is_loaded else None,
        wilson(len(runs), totals.songs) if totals and has_all else None,
        points if is_loaded else None,
        _share_of(points, totals.points) if totals and has_all else None,
        middle([min(one.value for one in ranks) for ranks in runs]),
        {scene.name: poisson(new[scene.name]) for scene in sides},
        totals.songs if totals else 0,
        len(songs.sizeless),
        len(songs.undecided),
        weeks,
    )


def _on(song: SongFigures, chart: Loaded | None) -> list[Figure]:
    wanted = (chart.chart, chart.region) if chart else None
    return [one for one in song.ranks if (one.chart, one.region) == wanted]


def _points(ranks: Iterable[Figure]) -> float:
    return sum(chart_points(one.value, one.places) for one in ranks)


def _share_of(part: Estimate, whole: float) -> Estimate | None:
    if not whole:
        return None
    high = None if part.high is None else min(1.0, part.high / whole)
    return Estimate(part.value / whole, None if part.low is None else part.low / whole, high)


def _covered(loaded: Sequence[Loaded], asked: Years) -> Iterable[Coverage]:
    """The charts with weeks in the years, those of a family as one, the longest loaded first."""
    families: dict[str, list[Loaded]] = {}
    for one in loaded:
        if one.begin.year <= asked.last and one.end.year >= asked.first:
            families.setdefault(family(one.chart), []).append(one)
    covered = [
        Coverage(name, min(one.begin for one in charts), max(one.end for one in charts))
        for name, charts in families.items()
    ]
    return sorted(covered, key=lambda one: (one.begin, one.chart))


_AT_THE_EDGE = dt.timedelta(days=21)  # a chart that lacks less of the years is there all along


def _coverage_changes(covered: Sequence[Coverage], asked: Years) -> Iterable[CoverageChange]:
    """Where charts begin or end to be loaded inside the years, the earliest first."""
    first_day = dt.date(asked.first, 1, 1) + _AT_THE_EDGE
    last_day = dt.date(asked.last, 12, 31) - _AT_THE_EDGE
    changes = [
        CoverageChange(one.chart, one.begin, True)
        for one in covered
        if first_day < one.begin <= last_day
    ]
    changes += [
        CoverageChange(one.chart, one.end, False)
        for one in covered
        if first_day <= one.end < last_day
    ]
    return sorted(changes, key=lambda one: (one.date, one.chart))


def _notes(
    catalogue: Catalogue, asked: Years, years: Sequence[TrendYear], chart: Loaded | None
) -> Iterable[str]:
    if catalogue.is_starter:
        yield "This is the starter catalogue that comes with kollabo; import your own files."
    if chart is None:
        yield "No chart is loaded in these years."
        return
    yield (
        f"Crossings are what `kollabo best` ranks in each year, on any chart or table; share, "
        f"reach and median peak are taken on the {chart.chart} ({chart.region}) alone, which is "
        f"loaded from {chart.begin} to {chart.end}."
    )
    partly = [one.loaded for one in years if one.loaded and 0 < one.loaded.weeks < one.loaded.of]
    if partly:
        years_named = listed([f"{one.year} ({one.weeks} of {one.of} weeks)" for one in partly], 6)
        yield f"Not the whole year is loaded: {years_named}."
    missing = [str(one.year) for one in years if one.loaded and not one.loaded.weeks]
    if missing:
        yield f"The chart is not loaded in {listed(missing, 6)}."
    if any(one.loaded and not one.loaded.has_all_songs for one in years):
        yield (
            "Of this chart the catalogue holds only some songs, so that shares of all its songs "
            "and points cannot be told."
        )
    waiting = sum(one.undecided for one in years)
    if waiting:
        yield f"Waiting for a decision, and not counted: {count(waiting, 'song')}."
    yield (
        "Intervals are 95% and tell how far chance would move a figure if nothing else changed: "
        "exact Poisson limits for counts, Wilson's for shares, Dobson's for reach, order "
        "statistics for medians (none below six songs)."
    )


def as_json(answer: Trend) -> dict[str, Any]:
    """The documented JSON of `trend` (docs/json.md)."""
    asked = answer.asked
    return {
        "from": asked.first,
        "to": asked.last,
        "between": [scene.name for scene in asked.sides],
        "chart": answer.chart.chart if answer.chart else None,
        "region": answer.chart.region if answer.chart else None,
        "years": [_year_json(one) for one in answer.years],
        "charts": [one.as_json() for one in answer.covered],
        "rule_changes": [one.as_json() for one in answer.rules],
        "coverage_changes": [one.as_json() for one in answer.coverage],
        "notes": list(answer.notes),
    }


def _year_json(year: TrendYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "crossings": estimate_json(year.crossings),
        "on_chart": estimate_json(year.on_chart),
        "songs_on_chart": year.songs_on_chart,
        "share": estimate_json(year.share),
        "points": estimate_json(year.points),
        "reach": estimate_json(year.reach),
        "median_peak": estimate_json(year.median_peak),
        "new_acts": [
            {"scene": scene, "number": estimate_json(number)}
            for scene, number in year.new_acts.items()
        ],
        "without_size": year.without_size,
        "undecided": year.undecided,
        "weeks_loaded": year.loaded.weeks if year.loaded else 0,
        "weeks_in_all": year.loaded.of if year.loaded else 0,
    }


def estimate_json(one: Estimate | None) -> dict[str, Any] | None:
    if one is None:
        return None

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 5)

    return {"value": rounded(one.value), "low": rounded(one.low), "high": rounded(one.high)}
