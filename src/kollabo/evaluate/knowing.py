"""The posterior that knows: a world's sizes, told all true numbers but the sizes themselves.

No ranking can be sharper and honest. It is worked out by brute force on a grid of sizes, song by
song, straight from how worlds are drawn (``worlds.py``), with nothing of the ranking's own model.
Where lives are long it is told how a song lived in the weeks that some chart printed; the rest it
knows from songs that lived alike in those weeks, of many drawn in the same way.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import atan, erf, exp, gamma, log, pi, sqrt

from kollabo.evaluate.worlds import (
    COUNT_SHIFT,
    WEEKLY,
    Platform,
    Regime,
    Row,
    World,
    draw_life,
    t_scale,
)

_STEP = 0.1  # of the grid, in spreads of sizes
_SIZES = (-4.0, 7.0)  # the grid's ends, in spreads
_ERRORS = (-4.0, 8.0)  # ends of shared errors, in their own deviations
_LIVES, _LIKE = 2000, 60  # lives that are drawn to compare with, and those most alike


def knowing_posterior(world: World, songs: Sequence[int]) -> tuple[list[float], list[list[float]]]:
    """The grid of sizes, and for each of the songs the chance of each."""
    step = _STEP * world.spread
    grid = [step * k for k in range(round(_SIZES[0] / _STEP), round(_SIZES[1] / _STEP) + 1)]
    shared = world.platforms[0].shared
    errors, chances = _shared_errors(world.regime, shared, step)
    first = errors[0]
    before = [_size_density(size / world.spread, world.regime) for size in grid]
    found = []
    for song in songs:
        to_come = _to_come(world, song, step)
        # What was seen so far is smaller than the size by as many steps as may be to come.
        down = max(to_come)
        start = first - down
        wide = [grid[0] + step * (start + k) for k in range(len(grid) + down + len(errors) - 1)]
        likely = [1.0] * (len(grid) + down)
        for company in sorted({one.company for one in world.platforms}):
            seen = [1.0] * len(wide)
            for platform in world.platforms:
                if platform.company == company:
                    told = _told(world, platform, song, wide)
                    seen = [a * b for a, b in zip(seen, told, strict=True)]
            for place in range(len(likely)):
                mixed = 0.0
                for k, chance in enumerate(chances):
                    mixed += chance * seen[place + k]
                likely[place] *= mixed
        belief = [
            one * sum(times * likely[place + down - steps] for steps, times in to_come.items())
            for place, one in enumerate(before)
        ]
        whole = sum(belief) or 1.0
        found.append([one / whole for one in belief])
    return grid, found


def _printed(world: World, song: int) -> list[int]:
    """The weeks since release of which the knowing posterior is told."""
    if not world.regime.apart:
        return list(range(world.weeks))
    out = world.releases[song]
    rows = (row for one in world.platforms for row in one.rows if row.song == song)
    return sorted({row.week - out for row in rows})


def _to_come(world: World, song: int, step: float) -> Counter[int]:
    """By how many steps of the grid the size may exceed what was printed."""
    if not world.regime.apart:
        return Counter([0])
    pool, printed = _like_lives(world.regime), _printed(world, song)
    if not printed:
        age = world.weeks - world.releases[song]
        return Counter(round(-max(life[:age]) / step) for life in pool[:_LIKE])
    mine = _shape(world.lives[song], printed)
    apart = sorted(
        (_unlike(mine, _shape(life, printed)), number) for number, life in enumerate(pool)
    )
    more = (-_share(pool[number], printed) for _, number in apart[:_LIKE])
    return Counter(round(one / step) for one in more)


@cache
def _like_lives(regime: Regime) -> list[tuple[float, ...]]:
    rng = random.Random(f"like lives/{regime.name}")
    return [draw_life(rng, regime) for _ in range(_LIVES)]


def _share(life: Sequence[float], weeks: Sequence[int]) -> float:
    """The log share of the audience in these weeks."""
    return log(sum(exp(life[week]) for week in weeks))


def _shape(life: Sequence[float], weeks: Sequence[int]) -> list[float]:
    whole = _share(life, weeks)
    return [life[week] - whole for week in weeks]


def _unlike(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


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
    """How likely the platform's rows of a song are for each audience in the printed weeks, with the
    shared error."""
    regime = world.regime
    rows = [row for row in platform.rows if row.song == song]
    out = world.releases[song]
    weeks = _printed(world, song)
    life = dict(zip(weeks, _shape(world.lives[song], weeks), strict=True)) if weeks else {}
    stretch = 1 + regime.saturation
    if rows:
        heard = [_heard(platform, row) - life[row.week - out] for row in rows]
        audience = sum(heard) / len(heard)
        noise = WEEKLY / sqrt(len(heard))
    else:
        audience = platform.top - platform.steep * log(platform.places)
        audience -= max(life.values(), default=0.0)
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
