"""What is asked: between which scenes, in which year, by which reading of "of the year"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kollabo.errors import UsageError
from kollabo.scenes.definitions import Scene, find_scene

YearMeans = Literal["released", "charted"]
FIRST_YEAR = 1900  # no recording is older than this in any source we read


class Question(NamedTuple):
    """A question between two scenes. ``until`` ends the evidence, by default with the year."""

    year: int
    sides: tuple[Scene, Scene]
    until: dt.date
    year_means: YearMeans = "released"

    @property
    def begin(self) -> dt.date:
        return dt.date(self.year, 1, 1)

    @property
    def end(self) -> dt.date:
        return dt.date(self.year, 12, 31)


def ask(
    year: int,
    between: tuple[str, str],
    scenes: Mapping[str, Scene],
    *,
    evidence_until: dt.date | None = None,
    year_means: YearMeans = "released",
) -> Question:
    """Check a question. Raises UsageError for what cannot be meant."""
    if not FIRST_YEAR <= year <= 9998:
        raise UsageError(f"{year} is not a year of recorded music", remedy="try --year 2023")
    first, second = (find_scene(name, scenes) for name in between)
    if first.name == second.name:
        raise UsageError(
            f"both sides are {first.name!r}", remedy="a crossing needs two different scenes"
        )
    end = dt.date(year, 12, 31)
    if evidence_until and evidence_until < dt.date(year, 1, 1):
        raise UsageError(
            f"the evidence would end ({evidence_until}) before the year {year} begins",
            remedy="--evidence-until takes a date in that year or later",
        )
    return Question(year, (first, second), evidence_until or end, year_means)


@dataclass(frozen=True)
class Years:
    """A question over years, ``first`` and ``last`` included: one question for each of them."""

    first: int
    last: int
    sides: tuple[Scene, Scene]

    def __iter__(self) -> Iterator[Question]:
        for year in range(self.first, self.last + 1):
            yield Question(year, self.sides, dt.date(year, 12, 31))


def ask_years(
    first: int, last: int, between: tuple[str, str], scenes: Mapping[str, Scene]
) -> Years:
    """Check a question over years. Raises UsageError for what cannot be meant."""
    sides = ask(first, between, scenes).sides
    ask(last, between, scenes)
    if last < first:
        raise UsageError(
            f"the years end ({last}) before they begin ({first})",
            remedy="--from takes the first year and --to the last",
        )
    return Years(first, last, sides)
