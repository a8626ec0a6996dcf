"""What a song came to on each chart inside a period, as facts that a sentence can be made of.

Charts named "Family: Chart" (Korean music shows) are one standing, with its first places counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kollabo.answers.figures import Figure, SongFigures, chart_points, family
from kollabo.answers.statements import Place


class Standing(NamedTuple):
    """One chart, or one family of charts.

    ``weeks`` counts issues it was on, ``weeks_at_peak`` those at its best place; ``won_on`` names
    the charts of a family where it came first. ``read_from`` is the row of its best week.
    """

    name: str
    is_family: bool
    peak: int
    weeks_at_peak: int
    weeks: int
    won_on: tuple[str, ...]
    read_from: Place


def standings(figures: SongFigures) -> tuple[Standing, ...]:
    """A standing for each family of charts, the one that says most first."""
    families: dict[str, list[Figure]] = defaultdict(list)
    for one in figures.ranks:
        families[family(one.chart)].append(one)
    largest_first = sorted(families.items(), key=lambda item: (-_size(item[1]), item[0]))
    return tuple(_standing(name, ranks) for name, ranks in largest_first)


def _size(ranks: Sequence[Figure]) -> float:
    return sum(chart_points(one.value, one.places) for one in ranks)


def _standing(name: str, ranks: Sequence[Figure]) -> Standing:
    best = min(ranks, key=lambda one: (one.value, one.until, one.chart))
    is_family = any(":" in one.chart for one in ranks)
    won = {one.chart.split(":", 1)[-1].strip() for one in ranks if one.value == 1}
    return Standing(
        name,
        is_family,
        int(best.value),
        sum(one.value == best.value for one in ranks),
        len({one.until for one in ranks}),
        tuple(sorted(won)) if is_family else (),
        Place(best.source_id, best.file, best.row),
    )
