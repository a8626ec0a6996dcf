"""Evidence in lines: what the figures of a song come to, each line with its source and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.figures import Figure, SongFigures, chart_points, family
from kollabo.answers.words import count, listed, period


@dataclass(frozen=True)
class EvidenceLine:
    """One figure to show. ``place`` is where it, or its decisive row, was read."""

    source: str
    metric: str
    value: float
    unit: str
    region: str
    period: str
    source_id: str
    file: str
    row: int

    def as_json(self) -> dict[str, Any]:
        value = int(self.value) if float(self.value).is_integer() else round(self.value, 3)
        return {
            "source": self.source,
            "metric": self.metric,
            "value": value,
            "unit": self.unit,
            "region": self.region,
            "period": self.period,
            "read_from": {"source": self.source_id, "file": self.file, "row": self.row},
        }


def evidence_lines(figures: SongFigures) -> list[EvidenceLine]:
    """Peak, weeks and points of each chart, then totals and sums, in a fixed order."""
    charts: dict[str, list[Figure]] = defaultdict(list)
    others: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in figures.figures:
        if one.metric == "rank":
            charts[one.chart].append(one)
        elif one.metric in _SUMMED:
            others[one.chart, one.metric].append(one)
    lines = [line for chart in sorted(charts) for line in _chart_lines(charts[chart])]
    return lines + [_other_line(others[key]) for key in sorted(others)]


# Figures of a period that add up; other metrics (a chart's own count of weeks) are running totals.
_SUMMED = ("streams", "views", "points", "playlists")


def _chart_lines(ranks: Sequence[Figure]) -> list[EvidenceLine]:
    best = min(ranks, key=lambda one: (one.value, one.until))
    first, last = min(one.until for one in ranks), max(one.until for one in ranks)
    points = sum(chart_points(one.value, one.places) for one in ranks)
    weeks = len({one.until for one in ranks})

    def line(metric: str, value: float, unit: str, when: str) -> EvidenceLine:
        place = (best.source_id, best.file, best.row)
        return EvidenceLine(best.chart, metric, value, unit, best.region, when, *place)

    run = period(first, last)
    return [
        line("peak", best.value, "rank", period(best.since, best.until)),
        line("weeks", weeks, "weeks", run),
        line("chart points", points, "ln((places+1)/rank), summed", run),
    ]


def _other_line(figures: Sequence[Figure]) -> EvidenceLine:
    last = max(figures, key=lambda one: one.until)
    total = last.since is None
    value = last.value if total else sum(one.value for one in figures)
    since = None if total else min(one.since or one.until for one in figures)
    metric = f"{last.metric} to date" if total else last.metric
    place = (last.source_id, last.file, last.row)
    return EvidenceLine(
        last.chart, metric, value, last.unit, last.region, period(since, last.until), *place
    )


def reason_words(figures: SongFigures) -> str:
    """Why the song stands where it stands, in a line a person would say."""
    families: dict[str, list[Figure]] = defaultdict(list)
    for one in figures.ranks:
        families[family(one.chart)].append(one)
    said = [
        _said_of_shows(name, ranks)
        if any(":" in one.chart for one in ranks)
        else _said(name, ranks)
        for name, ranks in sorted(families.items(), key=lambda item: (-_size(item[1]), item[0]))
    ]
    if said:
        return "; ".join(said)
    totals = [
        line for line in evidence_lines(figures) if line.metric.startswith(("streams", "views"))
    ]
    return "; ".join(f"{line.value:,.0f} {line.metric} ({line.source})" for line in totals)


def _size(ranks: Sequence[Figure]) -> float:
    return sum(chart_points(one.value, one.places) for one in ranks)


def _said(chart: str, ranks: Sequence[Figure]) -> str:
    best = min(one.value for one in ranks)
    weeks = count(len({one.until for one in ranks}), "week")
    at_best = sum(one.value == best for one in ranks)
    if best == 1:
        top = "No. 1" + (f" for {at_best} weeks" if at_best > 1 else "")
    else:
        top = f"reached No. {best:.0f}"
    return f"{top} on the {chart}, {weeks} on it"


def _said_of_shows(name: str, ranks: Sequence[Figure]) -> str:
    wins = sum(one.value == 1 for one in ranks)
    shows = listed(sorted({one.chart.split(":", 1)[1].strip() for one in ranks if one.value == 1}))
    if wins:
        return f"{count(wins, 'first place')} on {name} ({shows})"
    best = min(one.value for one in ranks)
    return f"up to No. {best:.0f} on {name}"
