"""The posterior that knows: a world's sizes, told all true numbers but the sizes themselves.

No ranking can be sharper and honest. It is worked out by brute force on a grid of sizes, song by
song, straight from how worlds are drawn (``worlds.py``), with nothing of the ranking's own model.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import atan, erf, exp, gamma, log, pi, sqrt

from kollabo.evaluate.worlds import COUNT_SHIFT, WEEKLY, Platform, Regime, Row, World, t_scale

_STEP = 0.1  # of the grid, in spreads of sizes
_SIZES = (-4.0, 7.0)  # the grid's ends, in spreads
_ERRORS = (-4.0, 8.0)  # ends of shared errors, in their own deviations


def knowing_posterior(world: World, songs: Sequence[int]) -> tuple[list[float], list[list[float]]]:
    """The grid of sizes, and for each of the songs the chance of each."""
    step = _STEP * world.spread
    grid = [step * k for k in range(round(_SIZES[0] / _STEP), round(_SIZES[1] / _STEP) + 1)]
    shared = world.platforms[0].shared
    errors, chances = _shared_errors(world.regime, shared, step)
    first = errors[0]
    wide = [grid[0] + step * (first + k) for k in range(len(grid) + len(errors) - 1)]
    before = [_size_density(size / world.spread, world.regime) for size in grid]
    found = []
    for song in songs:
        belief = list(before)
        for company in sorted({one.company for one in world.platforms}):
            seen = [1.0] * len(wide)
            for platform in world.platforms:
                if platform.company == company:
                    told = _told(world, platform, song, wide)
                    seen = [a * b for a, b in zip(seen, told, strict=True)]
            for place in range(len(grid)):
                mixed = 0.0
                for k, chance in enumerate(chances):
                    mixed += chance * seen[place + k]
                belief[place] *= mixed
        whole = sum(belief) or 1.0
        found.append([one / whole for one in belief])
    return grid, found


def knowing_ranks(
    grid: Sequence[float], beliefs: Sequence[Sequence[float]], draws: int, rng: random.Random
) -> tuple[list[float], list[list[float]]]:
    """Mean sizes, and for each song the chance of each rank, by draws from the beliefs."""
    songs = len(beliefs)
    means = [sum(a * b for a, b in zip(grid, one, strict=True)) for one in beliefs]
    ladders = [list(accumulate(one)) for one in beliefs]
    counts = [[0] * songs for _ in range(songs)]
    step = grid[1] - grid[0]
    last = len(grid) - 1
    for _ in range(draws):
        sizes = [
            grid[min(bisect_left(ladder, rng.random()), last)] + step * (rng.random() - 0.5)
            for ladder in ladders
        ]
        for rank, song in enumerate(sorted(range(songs), key=sizes.__getitem__, reverse=True)):
            counts[song][rank] += 1
    return means, [[count / draws for count in row] for row in counts]


def _size_density(size: float, regime: Regime) -> float:
    if regime.sizes == "normal":
        return exp(-0.5 * size * size)
    return exp(-(size + 1)) if size >= -1 else 0.0


def _shared_errors(
    regime: Regime, shared: float, step: float
) -> tuple[Sequence[int], Sequence[float]]:
    """Shared errors as multiples of the grid's step, and the chance of each."""
    if shared < step / 4:
        return [0], [1.0]
    low, high = round(_ERRORS[0] * shared / step), round(_ERRORS[1] * shared / step)
    places = list(range(low, high + 1))
    plain = [_error_density(k * step / shared, regime.tail) for k in places]
    chances = plain
    if regime.bursts:
        burst = [exp(-k * step / (2 * shared)) for k in range(len(places))]
        carried = [sum(plain[j] * burst[k - j] for j in range(k + 1)) for k in range(len(places))]
        whole = sum(plain) / sum(carried)
        chances = [
            (1 - regime.bursts) * a + regime.bursts * b * whole
            for a, b in zip(plain, carried, strict=True)
        ]
    total = sum(chances)
    return places, [one / total for one in chances]


def _error_density(error: float, tail: float) -> float:
    if not tail:
        return exp(-0.5 * error * error) / sqrt(2 * pi)
    scale = t_scale(tail)
    x = error / scale
    height = gamma((tail + 1) / 2) / (sqrt(tail * pi) * gamma(tail / 2))
    return float(height * (1 + x * x / tail) ** (-(tail + 1) / 2) / scale)


def _error_below(error: float, tail: float) -> float:
    """The chance of an error below this: of the normal, or of Student's t with 3 or 4."""
    if not tail:
        return 0.5 * (1 + erf(error / sqrt(2)))
    x = error / t_scale(tail)
    if round(tail) == 3:
        y = x / sqrt(3)
        return 0.5 + (y / (1 + y * y) + atan(y)) / pi
    y = x / sqrt(4 + x * x)
    return 0.5 + 0.75 * (y - y**3 / 3)


def _told(world: World, platform: Platform, song: int, wide: Sequence[float]) -> list[float]:
    """How likely the platform's rows of a song are for each size-and-shared-error."""
    regime = world.regime
    rows = [row for row in platform.rows if row.song == song]
    life = world.lives[song]
    stretch = 1 + regime.saturation
    if rows:
        heard = [_heard(platform, row) - life[row.week] for row in rows]
        audience = sum(heard) / len(heard)
        noise = WEEKLY / sqrt(len(heard))
    else:
        audience = platform.top - platform.steep * log(platform.places) - max(life)
        noise = WEEKLY
    if audience > 0:
        audience, noise = audience * stretch, noise * stretch
    told = []
    for size in wide:
        own = platform.own * (1 + regime.small_noise * max(0.0, -size / world.spread))
        whole = sqrt(own * own + noise * noise)
        gap = (audience - size) / whole
        if rows:
            told.append(_error_density(gap, regime.tail) / whole)
        else:
            told.append(_error_below(gap, regime.tail))
    return told


def _heard(platform: Platform, row: Row) -> float:
    """The log audience that a row tells: its count, or a field song's at this place."""
    if row.count is not None:
        return log(max(row.count, 1)) - COUNT_SHIFT
    return platform.top - platform.steep * log(row.rank)
