"""Matching normals: what one reading, or one family of readings, makes of what the rest says.

The pieces of expectation propagation (``posterior.py``), each a pure function of a few numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, exp, log, pi, sqrt
from typing import NamedTuple

_WILD, _WILDNESS = 0.125, 9.0  # share of wild readings, and their variance over that of the others
# Share, variance over that of most, and the height of a normal of variance 1 with that share.
_PARTS = tuple(
    (share, wildness, share / sqrt(2 * pi))
    for share, wildness in ((1 - _WILD, 1.0), (_WILD, _WILDNESS))
)
SMALL = 1e-6


class Reading(NamedTuple):
    """What source number ``source`` says of a song: a value, or only that it is under it."""

    source: int
    value: float
    below: bool = False


@dataclass
class Source:
    """The fitted numbers of one source."""

    level: float
    slope: float
    own: float
    doubt: float = 0.0  # variance of the level itself, which few readings leave open


def tilt(
    mean: float, variance: float, reading: Reading, source: Source, loudness: float
) -> tuple[float, float, float, float, float]:
    """Evidence of one reading where the size so far is N(mean, variance).

    Returns log Z and its first and second derivative by the mean of the predicted reading, the
    derivative by its variance, weighted as the error's own variance enters it, and by the whole.
    """
    predicted = source.slope * mean + source.level
    from_size = source.slope**2 * variance + source.doubt
    own = source.own**2 * loudness
    gap = reading.value - predicted
    total = first = second = by_own = 0.0
    for share, wildness, height in _PARTS:
        error = own * wildness
        whole = from_size + error
        if reading.below:
            deviation = sqrt(whole)
            x = gap / deviation
            total += share * 0.5 * erfc(-x * 0.7071067811865476)
            slope = -height * exp(-0.5 * x * x) / deviation
            first += slope
            curve = slope * x / deviation
        else:
            pull = gap / whole
            z = height * exp(-0.5 * gap * pull) / sqrt(whole)
            total += z
            first += z * pull
            curve = z * (gap * pull - 1) / whole
        second += curve
        by_own += curve * error
    if total < 1e-290:
        # Out of all reach: the wild part alone, in its tail.
        whole = from_size + own * _WILDNESS
        slope = gap / whole
        return -0.5 * gap * slope, slope, -1 / whole, 0.0, 0.0
    first /= total
    second /= total
    return log(total), first, second - first * first, 0.5 * by_own / total, 0.5 * second


def factor(mean: float, variance: float, gain: float, bend: float) -> tuple[float, float]:
    """The normal factor (precision, precision times mean) that turns N(mean, variance) into the
    normal matched to log Z with derivatives ``gain`` and ``bend``."""
    sharp = max(-bend / max(1 + variance * bend, SMALL), SMALL)
    # The mean of the match is kept even where its sharpness had to be bounded.
    return sharp, (mean + variance * gain) * (1 / variance + sharp) - mean / variance


def halfway(old: tuple[float, float], new: tuple[float, float]) -> tuple[float, float]:
    """Half the way to the new factor: whole steps may swing for ever between two answers."""
    if old[0] == 0.0:
        return new
    return (old[0] + new[0]) / 2, (old[1] + new[1]) / 2


def message(
    tight: float,
    push: float,
    mean: float,
    variance: float,
    apart: float,
    old: tuple[float, float, float],
) -> tuple[tuple[float, float, float], float]:
    """What a family says of the size, through an error shared by its readings that may be wild.

    ``tight`` and ``push`` are its readings' factors, N(mean, variance) what the rest says. Returns
    the message (precision, precision times mean, the variance of the shared error as it looks from
    here) and its part in the evidence.
    """
    if tight < 1e-9:
        return (tight, push, apart), 0.0
    seen, blur = push / tight, 1 / tight
    total = first = second = steady = 0.0
    gap, known = seen - mean, variance + blur
    for _, wildness, height in _PARTS:
        error = apart * wildness
        whole = known + error
        pull = gap / whole
        z = height * exp(-0.5 * gap * pull) / sqrt(whole)
        total += z
        first += z * pull
        second += z * (gap * pull - 1) / whole
        steady += z / (error + SMALL)
    if total < 1e-290:
        apart *= _WILDNESS
        whole = blur + apart
        constant = 0.5 * push * seen - 0.5 * log(whole / blur) - 0.5 * seen * seen / whole
        return (1 / whole, seen / whole, apart), constant
    first /= total
    matched = factor(mean, variance, first, second / total - first * first)
    sharp, lean = halfway(old[:2], matched)
    # The readings' own constants are those of exp(-tight z^2 / 2 + push z), not of a density.
    constant = log(total) + 0.5 * push * seen + 0.5 * log(2 * pi * blur)
    constant -= normal_evidence(mean, variance, sharp, lean)
    return (sharp, lean, total / steady), constant


def normal_evidence(mean: float, variance: float, sharp: float, lean: float) -> float:
    """log of the integral of N(z; mean, variance) exp(-sharp z^2 / 2 + lean z)."""
    wide = 1 + sharp * variance
    return (lean * lean * variance + 2 * lean * mean - sharp * mean * mean) / (
        2 * wide
    ) - 0.5 * log(wide)
