"""A song's time: the weeks in which it is compared, and what those it did not have may bring."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from math import exp, log, sqrt
from statistics import fmean
from typing import NamedTuple

from kollabo.answers.figures import Figure, SongFigures
from kollabo.answers.ranking.coverage import Coverage
from kollabo.answers.ranking.settings import settings
from kollabo.answers.words import count

_STEEPEST = 1.5  # natural log; beyond it the last week says no more of how a song goes on


class Growth(NamedTuple):
    """What a song had not yet had time for: mean and deviation of the natural log."""

    mean: float
    deviation: float
    weeks: int
    of: int
    still: bool

    @property
    def words(self) -> str:
        where = "still on a chart" if self.still else "off the charts"
        return (
            f"seen for {count(self.weeks, 'week')} where others had {self.of}, {where} at the end: "
            f"such songs come to {exp(self.mean):.1f} times as much"
        )


def full_weeks() -> int:
    """How many weeks after its release a song is compared by."""
    return int(settings()["growth"]["weeks"][-1])


def weeks_between(first: dt.date, last: dt.date) -> int:
    """Chart weeks between two days; the week of a release on a Friday still counts."""
    return (last - first).days // 7 + 1


def window(song: SongFigures, coverage: Coverage) -> tuple[dt.date, dt.date]:
    """The first and the last day on which figures of a song count: equally long for all songs that
    were out for so long, so that none is large for being old."""
    first = coverage.starts(song)
    if coverage.one_window:
        return first, coverage.until
    whole = dt.timedelta(weeks=full_weeks()) - dt.timedelta(days=1)
    return first, min(first + whole, coverage.until)


def growths(songs: Sequence[SongFigures], coverage: Coverage) -> dict[str, Growth]:
    """For songs with less time than the list's oldest, what the rest of it may bring."""
    ends = [weeks.ends[-1] for weeks in coverage.charts.values() if weeks.ends]
    if coverage.one_window or not ends:
        return {}
    end = max(ends)
    seen = {
        song.song_id: min(weeks_between(coverage.starts(song), end), full_weeks())
        for song in songs
        if any(one.since for one in song.figures) and coverage.starts(song) <= end
    }
    longest = max(seen.values(), default=0)
    found = {}
    for song in songs:
        weeks = seen.get(song.song_id, longest)
        if weeks >= longest:
            continue
        course = _course(song, coverage, end)
        late = weeks - min(course.weeks, weeks) if course else 0  # before it entered a chart
        mean, deviation = _growth(weeks - late, course)
        mean_then, deviation_then = _growth(longest - late, course)
        found[song.song_id] = Growth(
            max(mean - mean_then, 0.0),
            sqrt(max(deviation**2 - deviation_then**2, 0.0)),
            weeks,
            longest,
            course is not None,
        )
    return found


class _Course(NamedTuple):
    """How a song stands on the charts at the end: its weeks since it entered one of them, and its
    last week against its mean week since, in natural logs."""

    weeks: int
    lean: float


def _course(song: SongFigures, coverage: Coverage, end: dt.date) -> _Course | None:
    """Its course on the charts on which it still is in their last week; None if on none."""
    charts: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in song.figures:
        if one.since and one.until >= coverage.starts(song):
            charts[one.chart, one.metric].append(one)
    weeks, leans = 1, []
    for key, figures in charts.items():
        loaded = coverage.charts.get(key)
        entered, last = (choose(figures, key=lambda one: one.until) for choose in (min, max))
        if loaded and loaded.ends[-1] == last.until and (end - last.until).days < _WEEK:
            been = weeks_between(entered.until, last.until)
            whole = sum(map(_audience, figures))
            leans.append(log(_audience(last) * been / whole) if whole > 0 else 0.0)
            weeks = max(weeks, been)
    if not leans:
        return None
    return _Course(weeks, max(-_STEEPEST, min(_STEEPEST, fmean(leans))))


_WEEK = 7  # days


def _audience(one: Figure) -> float:
    return 1 / sqrt(one.value) if one.metric == "rank" else max(one.value, 0.0)


def _growth(weeks: int, course: _Course | None) -> tuple[float, float]:
    """Growth from a song's week ``weeks`` to its last that counts, between the table's weeks.

    Weeks on the way to a chart are none: the table counts from the first week on one.
    """
    if course is None:
        return _between(weeks, "gone_mean"), _between(weeks, "gone_deviation")
    lean = _between(weeks, "still_lean")
    return _between(weeks, "still_mean") + lean * course.lean, _between(weeks, "still_deviation")


def _between(weeks: int, row: str) -> float:
    """A row of the table ``[growth]`` at a number of weeks, on a line between those it gives."""
    table = settings()["growth"]
    known, values = table["weeks"], table[row]
    after = next(place for place, week in enumerate(known) if week >= weeks)
    before = max(after - 1, 0)
    part = 0.0 if after == before else (weeks - known[before]) / (known[after] - known[before])
    return float(values[before] * (1 - part) + values[after] * part)
