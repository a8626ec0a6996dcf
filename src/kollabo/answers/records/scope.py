"""Where a chart is complete: the stretches without a gap in which a record may be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.records.definitions import ScopeRules
from kollabo.answers.words import count
from kollabo.catalogue.reader import Catalogue


@dataclass(frozen=True)
class Issue:
    """One loaded issue of a chart: its last day, its places, the rows read, the rows held.

    Fewer are held than were read where a catalogue was cut down to some of its songs.
    """

    day: dt.date
    places: int | None
    rows: int
    held: int


@dataclass(frozen=True)
class Scope:
    """A stretch of a chart without a missing issue.

    ``depth`` is how many places every issue has; ``even``: no issue has more; ``holes``: issues
    that lack a place.
    """

    chart: str
    region: str
    days: tuple[dt.date, ...]
    depth: int
    even: bool
    holes: int

    @property
    def first(self) -> dt.date:
        return self.days[0]

    @property
    def last(self) -> dt.date:
        return self.days[-1]

    @property
    def words(self) -> str:
        lacking = f" ({count(self.holes, 'issue')} of which lack a place)" if self.holes else ""
        return f"in charts from {self.first} to {self.last}{lacking}"

    def knows(self, depth: int | None) -> bool:
        """Whether every issue tells so many places; None: all the places there ever are."""
        return self.even if depth is None else depth <= self.depth

    def as_json(self) -> dict[str, Any]:
        return {
            "chart": self.chart,
            "region": self.region,
            "from": str(self.first),
            "to": str(self.last),
            "issues": len(self.days),
            "issues_with_holes": self.holes,
        }


@dataclass(frozen=True)
class NotTold:
    """A chart, or a part of the records on it, that tells nothing, and why."""

    chart: str
    reason: str


_ISSUES = """
WITH held AS (
    SELECT chart, region, period_to, count(*) AS held
    FROM observation WHERE metric = 'rank' GROUP BY ALL
)
SELECT chart, region, period_to, places, rows, coalesce(held, 0)
FROM chart_period LEFT JOIN held USING (chart, region, period_to)
WHERE metric = 'rank' AND period_to <= $until ORDER BY chart, region, period_to
"""


def scopes(
    catalogue: Catalogue, rules: ScopeRules, begin: dt.date, end: dt.date, until: dt.date
) -> tuple[list[Scope], list[NotTold]]:
    """Of every chart the complete stretches that meet the period; issues after ``until`` are none.

    Charts that meet it only with shorter ones come back with the reason.
    """
    charts: dict[tuple[str, str], list[Issue]] = {}
    for chart, region, *issue in catalogue.sql(_ISSUES, {"until": until}):
        charts.setdefault((chart, region), []).append(Issue(*issue))
    found: list[Scope] = []
    silent: list[NotTold] = []
    for (chart, region), issues in charts.items():
        meeting = [
            one for one in _stretches(issues, rules) if one[0].day <= end and one[-1].day >= begin
        ]
        whole = [one for one in meeting if len(one) >= rules.least_weeks]
        found += [_scope(chart, region, one) for one in whole]
        asked = [one for one in issues if begin <= one.day <= end]
        if asked and not whole:
            silent.append(NotTold(chart, _why_not(asked, meeting, rules)))
    return found, silent


def _why_not(asked: Sequence[Issue], meeting: Sequence[Sequence[Issue]], rules: ScopeRules) -> str:
    cut = sum(one.held < (1 - rules.missing_places) * one.rows for one in asked)
    if cut > len(asked) / 2:
        return "of its songs the catalogue holds only some"
    longest = max((len(one) for one in meeting), default=0)
    return (
        f"it has gaps: {count(longest, 'whole issue')} in a row at most in that time, "
        f"and a record takes {rules.least_weeks}"
    )


def _stretches(issues: Sequence[Issue], rules: ScopeRules) -> Iterable[list[Issue]]:
    stretch: list[Issue] = []
    for issue in issues:
        if stretch and (issue.day - stretch[-1].day).days > rules.longest_step:
            yield stretch
            stretch = []
        if _is_whole(issue, rules):
            stretch.append(issue)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _is_whole(issue: Issue, rules: ScopeRules) -> bool:
    return bool(issue.places) and issue.held >= (1 - rules.missing_places) * (issue.places or 0)


def _scope(chart: str, region: str, issues: Sequence[Issue]) -> Scope:
    places = [issue.places or 0 for issue in issues]
    holes = sum(issue.held < (issue.places or 0) for issue in issues)
    days = tuple(issue.day for issue in issues)
    return Scope(chart, region, days, min(places), min(places) == max(places), holes)
