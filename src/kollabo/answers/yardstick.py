"""The one chart by which years are compared: figures of different charts are no trend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kollabo.answers.figures import Loaded, read_loaded
from kollabo.answers.words import listed
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound

_ALL = 0.98  # of the rows read; two printings of one song in a week are one
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class ChartYear:
    """How much of a chart's year is loaded: ``weeks`` of the ``of`` weeks that end in it.

    ``rows`` were read of these weeks, and ``held`` are in the catalogue with their songs: fewer
    where a catalogue was cut down to some of its songs.
    """

    year: int
    weeks: int
    of: int
    rows: int
    held: int

    @property
    def whole(self) -> bool:
        return self.weeks >= self.of

    @property
    def has_all_songs(self) -> bool:
        return self.held >= _ALL * self.rows


def choose_chart(
    catalogue: Catalogue, first: int, last: int, wanted: str | None = None
) -> Loaded | None:
    """The chart with most weeks loaded in the years (of equals the longer chart), or the wanted.

    None where no chart is loaded in the years; NotFound where the wanted one is not loaded.
    """
    loaded = read_loaded(catalogue)
    if wanted is not None:
        return find_chart(loaded, wanted)
    rows = catalogue.sql(
        "SELECT chart, region FROM chart_period "
        "WHERE metric = 'rank' AND year(period_to) BETWEEN $first AND $last "
        "GROUP BY ALL ORDER BY count(*) DESC, max(places) DESC, chart, region LIMIT 1",
        {"first": first, "last": last},
    )
    return next((one for one in loaded if (one.chart, one.region) in rows), None)


def find_chart(loaded: Sequence[Loaded], wanted: str) -> Loaded:
    """The chart a user means: its name in any case, or the one name that the text is a part of."""
    text = wanted.strip().casefold()
    exact = [one for one in loaded if one.chart.casefold() == text]
    near = exact or [one for one in loaded if text and text in one.chart.casefold()]
    if len(near) == 1:
        return near[0]
    names = listed(sorted({one.chart for one in near or loaded})) or "none is loaded"
    what = "names several charts" if near else "is no chart of this catalogue"
    raise NotFound(f"{wanted!r} {what}", remedy=f"charts: {names}")


def chart_years(catalogue: Catalogue, chart: Loaded, first: int, last: int) -> dict[int, ChartYear]:
    """Of each year how many of its weeks are loaded, reckoned by its weekday in that year."""
    named = {"chart": chart.chart, "region": chart.region, "first": first, "last": last}
    found = {year: row for year, *row in catalogue.sql(_YEARS, named)}
    nothing = (chart.end, 0, 0, 0)
    return {
        year: ChartYear(year, weeks, _weeks_of(year, last_issue.weekday()), rows, held)
        for year in range(first, last + 1)
        for last_issue, weeks, rows, held in [found.get(year, nothing)]
    }


_YEARS = """
WITH issues AS (
    SELECT year(period_to) AS year, max(period_to) AS last_issue, count(*) AS weeks,
           sum(rows)::BIGINT AS rows
    FROM chart_period
    WHERE chart = $chart AND region = $region AND metric = 'rank' GROUP BY ALL
), held AS (
    SELECT year(period_to) AS year, count(*) AS held
    FROM observation
    WHERE chart = $chart AND region = $region AND metric = 'rank' GROUP BY ALL
)
SELECT year, last_issue, weeks, rows, coalesce(held, 0)
FROM issues LEFT JOIN held USING (year) WHERE year BETWEEN $first AND $last
"""


def _weeks_of(year: int, weekday: int) -> int:
    """How many weeks end in the year if they end on this day of the week."""
    first = dt.date(year, 1, 1)
    first += dt.timedelta(days=(weekday - first.weekday()) % 7)
    return (dt.date(year, 12, 31) - first) // WEEK + 1
