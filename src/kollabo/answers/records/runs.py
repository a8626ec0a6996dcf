"""Songs on a chart within one scope, and what can be measured of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kollabo.answers.records.scope import Scope
from kollabo.answers.statements import Place
from kollabo.catalogue.reader import Catalogue


@dataclass(frozen=True)
class Week:
    """A song's place in one issue; ``issue`` is the number of the issue within the scope."""

    issue: int
    day: dt.date
    place: int
    read_from: Place


@dataclass(frozen=True)
class Measured:
    """A value and the issue in which it was reached; ``rows`` are what it was read from."""

    value: int
    day: dt.date
    rows: tuple[Week, ...]


Runs = Mapping[str, Sequence[Week]]  # song -> its weeks in order of time

_WEEKS = """
SELECT song_id, chart, region, period_to, value, source_id, file, row FROM observation
WHERE metric = 'rank' AND song_id IN (SELECT unnest(?)) ORDER BY song_id, period_to
"""


def read_runs(catalogue: Catalogue, scopes: Sequence[Scope], songs: Iterable[str]) -> list[Runs]:
    """The weeks of the songs in each scope, in the order of the scopes."""
    issues = [{day: number for number, day in enumerate(scope.days)} for scope in scopes]
    by_chart: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, scope in enumerate(scopes):
        by_chart[scope.chart, scope.region].append(number)
    found: list[dict[str, list[Week]]] = [defaultdict(list) for _ in scopes]
    for song, chart, region, day, place, *row in catalogue.sql(_WEEKS, [sorted(set(songs))]):
        for number in by_chart.get((chart, region), ()):
            if (issue := issues[number].get(day)) is not None:
                found[number][song].append(Week(issue, day, int(place), Place(*row)))
    return list(found)


def measured(measure: str, weeks: Sequence[Week], place: int = 0) -> Measured | None:
    """What a song's weeks come to; None where the measure does not apply to them.

    The day is that of the issue in which the value was reached, so that a record has one year.
    """
    match measure:
        case "first":
            return _first(weeks, place)
        case "debut":
            # In the first issue of a scope every song is new, whether it was or not.
            return _all(weeks[:1], weeks[0].place) if weeks[0].issue > 0 else None
        case "weeks":
            return _all(weeks, len(weeks))
        case "at_one":
            top = [week for week in weeks if week.place == 1]
            return _all(top, len(top)) if top else None
        case "run":
            longest = max(_unbroken(weeks), key=len)
            return _all(longest, len(longest))
        case "jump":
            return _jump(weeks)
    raise AssertionError(f"there is no measure {measure!r}")


def _first(weeks: Sequence[Week], place: int) -> Measured | None:
    reached = next((week for week in weeks if not place or week.place <= place), None)
    return _all([reached], reached.place) if reached else None


def _all(weeks: Sequence[Week], value: int) -> Measured:
    return Measured(value, weeks[-1].day, tuple(weeks))


def _unbroken(weeks: Sequence[Week]) -> list[list[Week]]:
    """The weeks in stretches without a missed issue."""
    stretches = [[weeks[0]]]
    for before, week in pairwise(weeks):
        if week.issue != before.issue + 1:
            stretches.append([])
        stretches[-1].append(week)
    return stretches


def _jump(weeks: Sequence[Week]) -> Measured | None:
    rises = [
        (before.place - week.place, before, week)
        for before, week in pairwise(weeks)
        if week.issue == before.issue + 1 and week.place < before.place
    ]
    if not rises:
        return None
    rise, before, week = max(rises, key=lambda one: one[0])
    return Measured(rise, week.day, (before, week))
