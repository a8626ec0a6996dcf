"""The chart points of acts, week by week and song by song, on one chart."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, pairwise

from kollabo.answers.figures import Loaded
from kollabo.catalogue.reader import Catalogue

_HALF_YEAR = dt.timedelta(weeks=26)
_LONGEST_STEP = dt.timedelta(days=13)  # between two issues; a longer one is a missing week

Songs = Mapping[str, Mapping[int, float]]  # song -> number of the week -> points
Entry = tuple[dt.date, float]


class Panel:
    """``weeks`` are the last days of the issues; a week's number is its place among them.

    ``entries`` are the first weeks of all songs of an act on the chart, whenever those were, each
    with the points of the best week of the song's first half-year.
    """

    def __init__(
        self,
        weeks: list[dt.date],
        songs: Mapping[str, Songs],
        entries: Mapping[str, Sequence[Entry]],
    ) -> None:
        self.weeks = weeks
        self._entries = entries
        self._songs = songs
        self._sums: dict[str, list[float]] = {}

    @property
    def acts(self) -> Collection[str]:
        return self._songs.keys()

    def week_of(self, day: dt.date) -> int:
        """The number of the first issue that ends on the day or later."""
        return bisect_left(self.weeks, day)

    def is_whole(self, begin: int, end: int) -> bool:
        """Whether every week from ``begin`` up to ``end`` is loaded."""
        if begin < 0 or end > len(self.weeks):
            return False
        return all(later - day <= _LONGEST_STEP for day, later in pairwise(self.weeks[begin:end]))

    def entered(self, act: str, day: dt.date) -> dt.date | None:
        """When the act's first song entered the chart, if that was before the day."""
        entries = self._entries.get(act, ())
        return entries[0][0] if entries and entries[0][0] < day else None

    def reached(self, act: str, begin: dt.date, day: dt.date) -> float:
        """The best weeks' points, added up, of songs that entered since ``begin`` and whose first
        half-year was over by the day: nothing that came later tells on them."""
        end = day - _HALF_YEAR
        return sum(points for entry, points in self._entries.get(act, ()) if begin <= entry <= end)

    def mean(self, act: str, begin: int, end: int, without: Collection[str] = ()) -> float:
        """Chart points a week of the act's songs, less those ``without``, in these weeks."""
        sums = self._sums.get(act)
        if sums is None:
            sums = self._sums[act] = self._summed(act)
        total = sums[end] - sums[begin]
        for song in without:
            for week, points in self._songs.get(act, {}).get(song, {}).items():
                if begin <= week < end:
                    total -= points
        return max(0.0, total) / (end - begin)

    def _summed(self, act: str) -> list[float]:
        """The points of all weeks before each number."""
        by_week = [0.0] * len(self.weeks)
        for weeks in self._songs.get(act, {}).values():
            for week, points in weeks.items():
                by_week[week] += points
        return list(accumulate(by_week, initial=0.0))


_WEEKS = """
SELECT period_to FROM chart_period
WHERE chart = $chart AND region = $region AND metric = 'rank'
  AND period_to BETWEEN $begin AND $end
ORDER BY period_to
"""
_POINTS = """
SELECT c.artist_id, o.song_id, o.period_to,
       greatest(0, ln((coalesce(o.places, 100) + 1) / o.value))
FROM observation o
JOIN (SELECT DISTINCT song_id, artist_id FROM credit WHERE shown) c USING (song_id)
WHERE o.chart = $chart AND o.region = $region AND o.metric = 'rank'
  AND o.period_to BETWEEN $begin AND $end
"""
_ENTRIES = """
WITH week AS (
    SELECT song_id, period_to, min(period_to) OVER (PARTITION BY song_id) AS day,
           greatest(0, ln((coalesce(places, 100) + 1) / value)) AS points
    FROM observation WHERE chart = $chart AND region = $region AND metric = 'rank'
), entry AS (
    SELECT song_id, day, max(points) AS points FROM week
    WHERE period_to < day + $half_year GROUP BY song_id, day
)
SELECT c.artist_id, list((day, points) ORDER BY day, points)
FROM entry JOIN (SELECT DISTINCT song_id, artist_id FROM credit WHERE shown) c USING (song_id)
GROUP BY c.artist_id
"""


def read_panel(catalogue: Catalogue, chart: Loaded, begin: dt.date, end: dt.date) -> Panel:
    """The weeks that end between two days, and whatever acts had on the chart in them."""
    named = {"chart": chart.chart, "region": chart.region}
    dates = {**named, "begin": begin, "end": end}
    weeks = [day for (day,) in catalogue.sql(_WEEKS, dates)]
    number = {day: place for place, day in enumerate(weeks)}
    songs: dict[str, dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for act, song, day, points in catalogue.sql(_POINTS, dates):
        songs[act][song][number[day]] = points
    entries = catalogue.sql(_ENTRIES, {**named, "half_year": _HALF_YEAR})
    return Panel(weeks, songs, dict(entries))
