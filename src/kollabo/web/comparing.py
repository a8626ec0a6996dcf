"""Two songs of a list signal by signal: what makes one the bigger."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from kollabo.answers.ranking import Contribution, Ranked


@dataclass(frozen=True)
class Pair:
    """One signal's part in two songs' sizes, each a factor beside the list's typical song.

    None where the signal says nothing of a song. ``apart`` is how many times as much it makes of
    the first song as of the second.
    """

    signal: str
    first: float | None
    second: float | None
    apart: float


def pairs(first: Ranked, second: Ranked) -> list[Pair]:
    """A pair for each signal of either song, and one for all together at the end."""
    ones, others = ({one.signal: one for one in song.contributions} for song in (first, second))
    found = [_pair(name, ones.get(name), others.get(name)) for name in {**ones, **others}]
    totals = [sum(one.adds for one in song.contributions) for song in (first, second)]
    together = Pair("Together", exp(totals[0]), exp(totals[1]), exp(totals[0] - totals[1]))
    return [*found, together]


def _pair(signal: str, first: Contribution | None, second: Contribution | None) -> Pair:
    adds = [one.adds if one and not one.missing else 0.0 for one in (first, second)]
    factors = [exp(one.adds) if one and not one.missing else None for one in (first, second)]
    return Pair(signal, factors[0], factors[1], exp(adds[0] - adds[1]))
