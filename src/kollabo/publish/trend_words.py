"""The wordings and cells that every form of a trend shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kollabo.answers.intervals import Estimate
from kollabo.answers.trend import Trend, TrendYear
from kollabo.publish.plain import one_line


@dataclass(frozen=True)
class Column:
    """A measure of a year: its heading, and how its figures are written."""

    heading: str
    digits: int
    percent: bool = False

    def words(self, one: Estimate | None) -> str:
        """ "12 (6.2-21.0)"; "-" where there is no figure, no interval where none can be told."""
        if one is None:
            return "-"
        scale, sign = (100, "%") if self.percent else (1, "")
        value = f"{one.value * scale:.{self.digits}f}{sign}"
        if one.low is None or one.high is None:
            return value
        digits = max(self.digits, 1)
        return f"{value} ({one.low * scale:.{digits}f}-{one.high * scale:.{digits}f})"


def heading(answer: Trend) -> str:
    first, second = (one_line(scene.title) for scene in answer.asked.sides)
    return f"Crossings between {first} and {second}, {answer.asked.first} to {answer.asked.last}"


def columns(answer: Trend) -> list[Column]:
    chart = answer.chart.chart if answer.chart else "chart"
    return [
        Column("crossings", 0),
        Column(f"on the {one_line(chart)}", 0),
        Column("share of its new songs", 1, percent=True),
        Column("reach: share of its points", 2, percent=True),
        Column("median peak", 1),
        *(Column(f"new {one_line(scene.title)} acts", 0) for scene in answer.asked.sides),
    ]


def estimates(year: TrendYear) -> list[Estimate | None]:
    """The figures of a year in the order of the columns."""
    return [
        year.crossings,
        year.on_chart,
        year.share,
        year.reach,
        year.median_peak,
        *year.new_acts.values(),
    ]


def rows(answer: Trend) -> Iterator[list[str]]:
    """A row of words for each year: the year, then a cell for each column."""
    shown = columns(answer)
    for year in answer.years:
        figures = zip(shown, estimates(year), strict=True)
        yield [str(year.year) + _mark(year), *(column.words(one) for column, one in figures)]


def _mark(year: TrendYear) -> str:
    return "" if year.loaded is None or year.loaded.whole else "*"


def change_lines(answer: Trend) -> list[str]:
    """What changed in the chart and in what is loaded, by date."""
    lines = [(one.date, f"{one.chart}: {one.words} [{one.source}]") for one in answer.rules]
    lines += [(str(one.date), one.words) for one in answer.coverage]
    return [f"{date}  {one_line(words)}" for date, words in sorted(lines)]


def notes(answer: Trend) -> Sequence[str]:
    marked = any(_mark(one) for one in answer.years)
    starred = ["* The chart is not loaded for the whole year."] if marked else []
    return [*starred, *map(one_line, answer.notes)]
