"""Songs that are dated by the first issue of a chart that is loaded: they may well be older.

Where no source dates a song, the first day it is seen on a chart stands in. Seen in the first issue
there is, that day says nothing: everything on the chart that week looks new. The chart's own count
of weeks, where a layout reads it, tells which songs were there before; a count of 1 shows a song
that is new indeed. The count runs on when a guest joins, so it bounds a date and gives none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from kollabo.answers.words import count
from kollabo.catalogue.reader import Catalogue
from kollabo.catalogue.schema import AGELESS


class FirstIssue(NamedTuple):
    """Where a song is first seen; ``weeks`` is the chart's own count by then, if it is read."""

    chart: str
    day: dt.date
    weeks: int | None

    @property
    def words(self) -> str:
        seen = (
            f"no source dates it; charted by {self.day}, the first issue of the {self.chart} "
            "that is loaded: it may be older"
        )
        if self.weeks is None:
            return seen
        since = self.day - dt.timedelta(weeks=self.weeks - 1)
        return f"{seen} ({count(self.weeks, 'week')} on it by its own count, so since {since})"


# A song that is seen the same day on a chart which was loaded before, and new there, is left out.
_SEEN = """
WITH seen AS (
    SELECT song_id, chart, period_to AS day, rank() OVER (PARTITION BY song_id ORDER BY period_to)
    AS turn, max(value) FILTER (metric = 'weeks') AS weeks
    FROM observation WHERE period_from IS NOT NULL AND song_id IN (SELECT unnest($songs))
      AND NOT list_contains($ageless, metric)
    GROUP BY song_id, chart, period_to
), begun AS (
    SELECT chart, min(period_to) AS day FROM chart_period
    WHERE period_from IS NOT NULL AND NOT list_contains($ageless, metric) GROUP BY chart
)
SELECT song_id, min(seen.chart), min(seen.day), max(weeks)
FROM seen LEFT JOIN begun USING (chart, day) WHERE turn = 1
GROUP BY song_id
HAVING bool_and(begun.chart IS NOT NULL) AND coalesce(min(weeks), 2) > 1
"""


def first_issues(catalogue: Catalogue, song_ids: Iterable[str]) -> dict[str, FirstIssue]:
    """Those of the songs that are first seen where their chart begins, by song id."""
    wanted = sorted(song_ids)
    if not wanted:
        return {}
    rows = catalogue.sql(_SEEN, {"songs": wanted, "ageless": list(AGELESS)})
    return {
        song_id: FirstIssue(chart, day, None if weeks is None else int(weeks))
        for song_id, chart, day, weeks in rows
    }
