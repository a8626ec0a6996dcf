"""Intervals for counts, shares, sums and medians: how far chance alone might have moved a figure.

All claim 95%. None needs a library: each is a closed form or a search on an exact sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb, exp, lgamma, log, sqrt
from statistics import NormalDist, median

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
Z = NormalDist().inv_cdf(1 - _TAIL)


@dataclass(frozen=True)
class Estimate:
    """A figure with its interval; ``low`` and ``high`` are None where there is too little."""

    value: float
    low: float | None
    high: float | None


def poisson(count: int) -> Estimate:
    """A count of independent events with the exact limits of Garwood (1936)."""
    return Estimate(count, *_poisson_limits(count))


def wilson(part: int, whole: int) -> Estimate | None:
    """A share with Wilson's score interval (1927); None of nothing."""
    return Estimate(part / whole, *_wilson_limits(part, whole)) if whole else None


def difference_of_shares(one: tuple[int, int], other: tuple[int, int]) -> Estimate | None:
    """The first share less the second, with Newcombe's interval (1998, his method 10)."""
    if not one[1] or not other[1]:
        return None
    first, second = one[0] / one[1], other[0] / other[1]
    (low_1, high_1), (low_2, high_2) = _wilson_limits(*one), _wilson_limits(*other)
    gap = first - second
    low = gap - sqrt((first - low_1) ** 2 + (high_2 - second) ** 2)
    high = gap + sqrt((high_1 - first) ** 2 + (second - low_2) ** 2)
    return Estimate(gap, low, high)


def weighted_sum(weights: Sequence[float]) -> Estimate:
    """A sum over independent events of unlike weight: limits of Dobson and others (1991).

    The exact limits of the number of events, stretched by the spread of their weights. Without
    any event nothing tells how heavy one would be, so there is no upper limit.
    """
    if not weights:
        return Estimate(0.0, 0.0, None)
    total, number = sum(weights), len(weights)
    few, many = _poisson_limits(number)
    stretch = sqrt(sum(weight**2 for weight in weights) / number)
    low = total - stretch * (number - few)
    return Estimate(total, max(0.0, low), total + stretch * (many - number))


def middle(values: Sequence[float]) -> Estimate | None:
    """The median with exact order statistics; below six values no such interval reaches 95%."""
    if not values:
        return None
    ordered, number = sorted(values), len(values)
    below, outside = 0, 0.0  # how many values to leave out on each side, and what that costs
    while outside + comb(number, below) / 2**number <= _TAIL:
        outside += comb(number, below) / 2**number
        below += 1
    if below == 0:
        return Estimate(median(ordered), None, None)
    return Estimate(median(ordered), ordered[below - 1], ordered[number - below])


def _poisson_limits(count: int) -> tuple[float, float]:
    low = 0.0 if count == 0 else _solve(lambda mean: 1 - _at_most(count - 1, mean), _TAIL, count)
    high = _solve(lambda mean: 1 - _at_most(count, mean), 1 - _TAIL, 2 * count + 20)
    return low, high


def _wilson_limits(part: int, whole: int) -> tuple[float, float]:
    share = part / whole
    centre = share + Z**2 / (2 * whole)
    reach = Z * sqrt(share * (1 - share) / whole + Z**2 / (4 * whole**2))
    bottom = 1 + Z**2 / whole
    low = 0.0 if part == 0 else (centre - reach) / bottom
    high = 1.0 if part == whole else (centre + reach) / bottom
    return low, high


def _at_most(count: int, mean: float) -> float:
    """The probability of at most so many events."""
    if mean <= 0:
        return 1.0
    return sum(exp(i * log(mean) - mean - lgamma(i + 1)) for i in range(count + 1))


def _solve(rising: Callable[[float], float], target: float, beyond: float) -> float:
    """Where a rising function of a mean takes the value, between 0 and ``beyond``."""
    low, high = 0.0, float(beyond)
    for _ in range(50):
        half = (low + high) / 2
        low, high = (half, high) if rising(half) < target else (low, half)
    return (low + high) / 2
