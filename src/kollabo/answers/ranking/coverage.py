"""Which periods of which chart are loaded: tells "not on the chart" from "chart not loaded"."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kollabo.answers.figures import SongFigures
from kollabo.answers.question import Question
from kollabo.catalogue.reader import Catalogue


class ChartWeeks(NamedTuple):
    """The loaded periods of one chart's metric: last days in order, places, smallest figures."""

    ends: tuple[dt.date, ...]
    places: tuple[int | None, ...]
    least: tuple[float, ...]

    def between(self, first: dt.date, last: dt.date) -> slice:
        return slice(bisect_left(self.ends, first), bisect_right(self.ends, last))


class Coverage(NamedTuple):
    """What was loaded for a question, and when a song could be seen.

    ``charts`` are by (chart, metric). ``one_window`` is true where all songs are asked about the
    same period, whenever they came out; else a song's time runs from its release.
    """

    begin: dt.date
    until: dt.date
    charts: Mapping[tuple[str, str], ChartWeeks]
    one_window: bool = False

    def starts(self, song: SongFigures) -> dt.date:
        """The day from which a song could be seen: its release, else its first figure."""
        first_seen = min(
            (one.since or one.until for one in song.figures if one.since), default=self.until
        )
        released = earliest(song.released) if song.released else first_seen
        if song.released and len(song.released) < _FULL:
            # Only a month or a year is known: no later than the song was seen, no earlier either.
            released = max(released, min(first_seen, self.until))
        return min(max(released, self.begin), self.until)


_FULL = len("2023-07-14")

_PERIODS = """
SELECT chart, metric, period_to, any_value(places) FROM chart_period
WHERE period_from IS NOT NULL AND period_to BETWEEN $begin AND $until
GROUP BY ALL ORDER BY ALL
"""
_LEAST = """
SELECT chart, metric, period_to, min(value) FROM observation
WHERE period_from IS NOT NULL AND metric <> 'rank' AND period_to BETWEEN $begin AND $until
GROUP BY ALL
"""


def read_coverage(catalogue: Catalogue, question: Question) -> Coverage:
    """The loaded periods inside the question's evidence."""
    dates = {"begin": question.begin, "until": question.until}
    least = {key: value for *key_, value in catalogue.sql(_LEAST, dates) for key in [tuple(key_)]}
    found: dict[tuple[str, str], list[tuple[dt.date, int | None, float]]] = defaultdict(list)
    for chart, metric, end, places in catalogue.sql(_PERIODS, dates):
        found[chart, metric].append((end, places, least.get((chart, metric, end), 0.0)))
    charts = {key: _weeks(rows) for key, rows in found.items()}
    return Coverage(question.begin, question.until, charts, question.year_means == "charted")


def _weeks(rows: Sequence[tuple[dt.date, int | None, float]]) -> ChartWeeks:
    ends, places, least = zip(*rows, strict=True)
    return ChartWeeks(ends, places, least)


def earliest(partial: str) -> dt.date:
    """The first day that a partial date may mean."""
    year, month, day = (*map(int, partial.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)
