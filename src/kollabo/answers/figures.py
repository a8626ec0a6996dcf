"""The figures of songs inside a period, chart by chart, each with where it was read."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from kollabo.answers.question import Question
from kollabo.catalogue.reader import Catalogue


class Figure(NamedTuple):
    """One observed figure. ``since`` is None for a total since release."""

    chart: str
    metric: str
    value: float
    unit: str
    region: str
    since: dt.date | None
    until: dt.date
    places: int | None
    source_id: str
    file: str
    row: int


@dataclass
class SongFigures:
    """All figures of one song that count for a question; ``released`` may be a partial date."""

    song_id: str
    title: str
    released: str | None
    figures: list[Figure] = field(default_factory=list)

    @property
    def ranks(self) -> list[Figure]:
        return [one for one in self.figures if one.metric == "rank"]


class Loaded(NamedTuple):
    """A chart as the catalogue holds it: the dates of its first and last issue, and how many."""

    chart: str
    metric: str
    region: str
    begin: dt.date
    end: dt.date
    periods: int


_FIGURES = """
SELECT song_id, chart, metric, value, unit, region, period_from, period_to, places,
       source_id, file, row
FROM observation
JOIN (SELECT unnest($songs) AS song_id, unnest($begins) AS begin, unnest($untils) AS until) asked
USING (song_id)
WHERE period_from IS NULL OR period_to BETWEEN begin AND until
ORDER BY song_id, chart, metric, period_to
"""


Song = tuple[str, str, str | None]  # its id, title and release date


def read_figures(
    catalogue: Catalogue, question: Question, songs: Iterable[Song]
) -> dict[str, SongFigures]:
    """Figures of the given songs inside the question's period.

    A total since release is taken along, whenever it was counted: what it may be compared with is
    for the ranking to say.
    """
    return read_figures_of_all(catalogue, [(question, songs)])


def read_figures_of_all(
    catalogue: Catalogue, asked: Iterable[tuple[Question, Iterable[Song]]]
) -> dict[str, SongFigures]:
    """Figures of the songs of several questions, each inside its own question's period."""
    found: dict[str, SongFigures] = {}
    begins: list[dt.date] = []
    untils: list[dt.date] = []
    for question, songs in asked:
        for song_id, title, released in songs:
            found[song_id] = SongFigures(song_id, title, released)
            begins.append(question.begin)
            untils.append(question.until)
    rows = catalogue.sql(_FIGURES, {"songs": list(found), "begins": begins, "untils": untils})
    for song_id, *figure in rows:
        found[song_id].figures.append(Figure(*figure))
    return found


def read_loaded(catalogue: Catalogue) -> list[Loaded]:
    """Every chart of the catalogue, with the days it covers."""
    rows = catalogue.sql(
        "SELECT chart, metric, region, min(period_to), max(period_to), "
        "count(*) FROM chart_period WHERE metric = 'rank' GROUP BY ALL ORDER BY ALL"
    )
    return [Loaded(*row) for row in rows]


def chart_points(rank: float, places: int | None) -> float:
    """Points of one chart week: ln((places + 1) / rank).

    The last place of any chart gives next to nothing, a first place the more the longer the chart:
    audiences fall off with rank like a power, so that equal ratios of rank are equal steps.
    """
    return max(0.0, log(((places or 100) + 1) / rank))


def family(chart: str) -> str:
    """Charts of one kind and maker are named "Family: Chart"; together they are one signal."""
    return chart.split(":", 1)[0].strip()


def points_by_family(ranks: Sequence[Figure]) -> dict[str, float]:
    """Points of each family of charts: of charts of one family the best place of a week counts."""
    weeks: dict[tuple[str, int, int], float] = defaultdict(float)
    for one in ranks:
        year, week, _ = one.until.isocalendar()
        key = (family(one.chart), year, week)
        weeks[key] = max(weeks[key], chart_points(one.value, one.places))
    totals: dict[str, float] = defaultdict(float)
    for (name, _, _), points in sorted(weeks.items()):
        totals[name] += points
    return dict(totals)
