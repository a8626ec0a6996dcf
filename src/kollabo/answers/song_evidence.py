"""`evidence`: every figure behind a song, chart by chart, each with the row it was read from."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.charted import figure_json
from kollabo.answers.figures import Figure, Loaded, read_loaded
from kollabo.answers.words import period
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound


@dataclass(frozen=True)
class PrintedFigure:
    """A figure with the title and credit that its row prints."""

    figure: Figure
    printed: str

    def as_json(self) -> dict[str, Any]:
        return {**figure_json(self.figure), "printed": self.printed}


@dataclass(frozen=True)
class ChartFigures:
    """All figures of one chart or table, by metric and in order of time."""

    chart: str
    region: str
    figures: tuple[PrintedFigure, ...]


@dataclass(frozen=True)
class CitedSource:
    """A source that figures were read from: where it was found and the hash of its files."""

    source_id: str
    name: str
    path: str | None
    sha256: str


@dataclass(frozen=True)
class SongEvidence:
    """``silent`` are charts that are loaded for the song's time and do not hold it."""

    song_id: str
    title: str
    credit: str
    released: str | None
    released_inferred: bool
    charts: tuple[ChartFigures, ...]
    silent: tuple[Loaded, ...]
    sources: tuple[CitedSource, ...]

    @property
    def figures_in_all(self) -> int:
        return sum(len(chart.figures) for chart in self.charts)


_SONG = "SELECT title, credit, released, released_inferred FROM song WHERE song_id = ?"
_FIGURES = """
SELECT printed, chart, metric, value, unit, region, period_from, period_to, places,
       source_id, file, row
FROM observation WHERE song_id = ?
ORDER BY chart, metric, period_to, source_id, file, row
"""
_SOURCES = """
SELECT source_id, name, path, sha256 FROM source
WHERE source_id IN (SELECT unnest(?)) ORDER BY source_id
"""


def song_evidence(catalogue: Catalogue, song_id: str) -> SongEvidence:
    """Every figure of the song of an id. Raises NotFound."""
    songs = catalogue.sql(_SONG, [song_id])
    if not songs:
        raise NotFound(f"there is no song {song_id!r}", remedy="look it up by its title")
    figures = [
        PrintedFigure(Figure(*figure), printed)
        for printed, *figure in catalogue.sql(_FIGURES, [song_id])
    ]
    charts = _by_chart(figures)
    cited = sorted({one.figure.source_id for one in figures})
    sources = tuple(CitedSource(*row) for row in catalogue.sql(_SOURCES, [cited]))
    title, credit, released, inferred = songs[0]
    silent = _silent(read_loaded(catalogue), figures, released)
    return SongEvidence(song_id, title, credit, released, inferred, charts, silent, sources)


def _by_chart(figures: Iterable[PrintedFigure]) -> tuple[ChartFigures, ...]:
    charts: dict[tuple[str, str], list[PrintedFigure]] = defaultdict(list)
    for one in figures:
        charts[one.figure.chart, one.figure.region].append(one)
    return tuple(
        ChartFigures(chart, region, tuple(found)) for (chart, region), found in charts.items()
    )


def _silent(
    loaded: Sequence[Loaded], figures: Sequence[PrintedFigure], released: str | None
) -> tuple[Loaded, ...]:
    """Charts without the song that cover its first year: there it was below the last place."""
    days = [one.figure.since or one.figure.until for one in figures]
    try:
        begin = dt.date.fromisoformat(released or "")
    except ValueError:  # no date, or one without a day
        if not days:
            return ()
        begin = min(days)
    year = dt.timedelta(days=365)
    named = {one.figure.chart for one in figures}
    return tuple(
        one
        for one in loaded
        if one.chart not in named and one.begin <= begin + year and one.end >= begin
    )


def as_json(answer: SongEvidence) -> dict[str, Any]:
    """The documented JSON of `evidence` (docs/json.md)."""
    return {
        "title": answer.title,
        "id": answer.song_id,
        "credit": answer.credit,
        "released": answer.released,
        "released_inferred": answer.released_inferred,
        "figures_in_all": answer.figures_in_all,
        "charts": [
            {
                "chart": one.chart,
                "region": one.region,
                "rows": [row.as_json() for row in one.figures],
            }
            for one in answer.charts
        ],
        "not_on": [
            {"chart": one.chart, "region": one.region, "period": period(one.begin, one.end)}
            for one in answer.silent
        ],
        "sources": [
            {"id": one.source_id, "name": one.name, "path": one.path, "sha256": one.sha256}
            for one in answer.sources
        ],
    }
