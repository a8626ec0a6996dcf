"""From days of crawls to weeks of a chart.

A crawl shows the chart of some week and does not say which. But each song says how many weeks it
has been on the chart, and from one week to the next nearly all of these counts grow by one. So the
commonest growth between two crawls is the number of weeks between their charts, and 0 means the
same chart twice. What remains is one date to anchor the row of weeks: it is laid so that as many
crawls as possible lie in the days in which their chart was the newest one. Where two crawls have no
song in common the row breaks, and the rest is anchored by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7


@dataclass(frozen=True)
class Seen:
    """One crawl: its file, its day, and the weeks on chart of each song (title, credit)."""

    file: str
    day: date
    weeks: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Week:
    """The week a file's chart is dated; ``read_from`` is another file if that one is kept."""

    dated: date
    read_from: str | None = None


def weeks_of(crawls: Sequence[Seen], *, weekday: int, shown: int) -> dict[str, Week]:
    """The week of each crawl's chart. Of several crawls of one week the latest is kept.

    ``weekday`` (0 is Monday) is the day the chart is dated; it is the newest one from ``shown``
    days before that date, for a week.
    """
    ordered = sorted(crawls, key=lambda crawl: (crawl.day, crawl.file))
    dated: dict[str, date] = {}
    for run in _runs(ordered):
        start = _anchor(run, weekday, shown)
        for crawl, place in run:
            dated[crawl.file] = start + timedelta(WEEK * place)
    kept = {dated[crawl.file]: crawl.file for crawl in ordered}
    return {
        file: Week(day, None if kept[day] == file else kept[day]) for file, day in dated.items()
    }


def weeks_between(before: Seen, after: Seen) -> int | None:
    """How many weeks lie between two charts; None if their songs do not tell."""
    growth = Counter(
        weeks - before.weeks[song] for song, weeks in after.weeks.items() if song in before.weeks
    )
    if not growth:
        return None
    most = max(growth.values())
    steps = [step for step, songs in growth.items() if songs == most]
    # A song that comes back counts on from where it left, so small growth is the surer one.
    step = min(steps, key=abs)
    return step if step >= 0 else None


def _runs(crawls: Sequence[Seen]) -> list[list[tuple[Seen, int]]]:
    """Crawls whose weeks hang together, each with its number of weeks after the run's first."""
    runs: list[list[tuple[Seen, int]]] = []
    for crawl in crawls:
        step = weeks_between(runs[-1][-1][0], crawl) if runs else None
        if step is None:
            runs.append([(crawl, 0)])
        else:
            runs[-1].append((crawl, runs[-1][-1][1] + step))
    return runs


def _anchor(run: Sequence[tuple[Seen, int]], weekday: int, shown: int) -> date:
    """The first week's date. For each crawl exactly one date is possible; most crawls decide."""
    votes = Counter(
        _newest(crawl.day, weekday, shown) - timedelta(WEEK * place) for crawl, place in run
    )
    return max(votes, key=lambda day: (votes[day], day))


def _newest(day: date, weekday: int, shown: int) -> date:
    """The date of the newest chart on a day."""
    latest = day + timedelta(shown)
    return latest - timedelta((latest.weekday() - weekday) % WEEK)
