"""Evidence in lines: what the figures of a song come to, each line with its source and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from kollabo.answers.figures import Figure, SongFigures, chart_points
from kollabo.answers.standings import Standing, standings
from kollabo.answers.words import count, listed, period


class EvidenceLine(NamedTuple):
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
        elif one.metric in _SUMMED or one.metric in _GREATEST:
            others[one.chart, one.metric].append(one)
    lines = [line for chart in sorted(charts) for line in _chart_lines(charts[chart])]
    return lines + [_other_line(others[key]) for key in sorted(others)]


# Figures of a period that add up; other metrics (a chart's own count of weeks) are running totals.
_SUMMED = ("streams", "views", "points", "playlists", "listens", "pageviews")

# People counted once in a period: who came in two periods would be counted twice in their sum.
_GREATEST = ("listeners",)


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
    if last.metric in _GREATEST and not total:
        return _greatest_line(figures)
    value = last.value if total else sum(one.value for one in figures)
    since = None if total else min(one.since or one.until for one in figures)
    metric = f"{last.metric} to date" if total else last.metric
    place = (last.source_id, last.file, last.row)
    return EvidenceLine(
        last.chart, metric, value, last.unit, last.region, period(since, last.until), *place
    )


def _greatest_line(figures: Sequence[Figure]) -> EvidenceLine:
    best = max(figures, key=lambda one: (one.value, one.until))
    place = (best.source_id, best.file, best.row)
    when = period(best.since, best.until)
    return EvidenceLine(
        best.chart, f"most {best.metric}", best.value, best.unit, best.region, when, *place
    )


def reason_words(figures: SongFigures) -> str:
    """Why the song stands where it stands, in a line a person would say."""
    said = [_said(one) for one in standings(figures)]
    if said:
        return "; ".join(said)
    totals = [
        line for line in evidence_lines(figures) if line.metric.startswith(("streams", "views"))
    ]
    return "; ".join(f"{line.value:,.0f} {line.metric} ({line.source})" for line in totals)


def _said(one: Standing) -> str:
    if one.is_family:
        if one.won_on:
            wins = count(one.weeks_at_peak, "first place")
            return f"{wins} on {one.name} ({listed(one.won_on)})"
        return f"up to No. {one.peak} on {one.name}"
    if one.peak == 1:
        top = "No. 1" + (f" for {one.weeks_at_peak} weeks" if one.weeks_at_peak > 1 else "")
    else:
        top = f"reached No. {one.peak}"
    return f"{top} on the {one.name}, {count(one.weeks, 'week')} on it"
