"""Simulated worlds whose truth is known: songs, platforms, and what their charts print.

Written apart from the ranking, which they are there to test: nothing here is drawn from its model.
A world has songs of true sizes (the natural log of the audience in all weeks). Each platform sees a
song's audience through an error of its own and one that it shares with the other platforms of its
company. A week's audience follows the song's life curve, with noise. The platform ranks songs
against a field of others and prints its first places alone, so that songs go missing because they
were small. Songs may come out one after the other, and the charts end before the later ones had
all their weeks. The truth to be found is the order of the true sizes.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log, sqrt
from typing import Any


@dataclass(frozen=True)
class Regime:
    """How worlds of one kind are drawn (``data/evaluate/regimes.toml`` says what keys mean)."""

    name: str
    about: str
    companies: tuple[int, ...]
    places: tuple[int, int]
    own: tuple[float, float]
    shared: tuple[float, float]
    tail: float
    sizes: str
    size_spread: tuple[float, float]
    seen: tuple[float, float]
    small_noise: float
    bursts: float
    saturation: float
    counts: int
    weeks: int
    apart: int


@dataclass(frozen=True)
class Row:
    """A song's place in one week of the world; ``count`` is its streams where they are printed."""

    song: int
    week: int
    rank: int
    count: int | None


@dataclass(frozen=True)
class Platform:
    """One chart, with the true numbers that only the knowing posterior is told.

    ``own`` and ``shared`` are standard deviations of log errors; a field song at place r has the
    log audience ``top - steep * ln(r)`` each week.
    """

    company: int
    places: int
    own: float
    shared: float
    top: float
    steep: float
    counted: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class World:
    """``sizes`` are the truth: log audiences in as many weeks as the world has.

    ``lives`` are log shares of that audience by week since release, per song; ``releases`` the
    weeks of the world in which songs come out.
    """

    regime: Regime
    number: int
    sizes: tuple[float, ...]
    lives: tuple[tuple[float, ...], ...]
    releases: tuple[int, ...]
    spread: float
    platforms: tuple[Platform, ...]

    @property
    def weeks(self) -> int:
        return self.regime.weeks

    @property
    def true_order(self) -> list[int]:
        return sorted(range(len(self.sizes)), key=lambda one: -self.sizes[one])


WEEKLY = 0.15  # standard deviation of a week's log noise
_BEYOND = 20.0  # the log of a place that no chart has
COUNT_SHIFT = 12.0  # log streams of an audience of 1
# Of long lives, on the log scale: the median fading a week and the spread of its logarithm, the
# rise a week of songs that rise, and how far a week's audience wanders from the last one's. With
# these, songs on and off the simulated charts grow about as those of the Hot 100 and Global 200 do.
_FADING, _FADINGS, _RISING, _WANDERING = 0.09, 1.1, 0.25, 0.15
_RUSH, _RUSH_OVER = (0.0, 3.0), 1.5  # how large a first week may be beside others, its fall a week


@cache
def regimes() -> dict[str, Regime]:
    """The regimes of ``data/evaluate/regimes.toml``, in the file's order."""
    place = resources.files("kollabo") / "data" / "evaluate" / "regimes.toml"
    raw: dict[str, dict[str, Any]] = tomllib.loads(place.read_text(encoding="utf-8"))
    return {name: _regime(name, keys) for name, keys in raw.items()}


def _regime(name: str, keys: dict[str, Any]) -> Regime:
    values: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in keys.items()
    }
    values["name"] = name
    return Regime(**values)


def draw_world(regime: Regime, songs: int, number: int, seed: int) -> World:
    """World ``number`` of a regime: the same for the same seed, whatever was drawn before."""
    rng = random.Random(f"{seed}/{regime.name}/{songs}/{number}")
    spread = rng.uniform(*regime.size_spread)
    sizes = [spread * _size(rng, regime.sizes) for _ in range(songs)]
    lives = [draw_life(rng, regime) for _ in range(songs)]
    releases = _releases(rng, regime, songs)
    seen = [life[: regime.weeks - week] for life, week in zip(lives, releases, strict=True)]
    platforms: list[Platform] = []
    shared = spread * rng.uniform(*regime.shared)
    left_to_count = regime.counts
    for company, charts in enumerate(regime.companies):
        errors = [shared * _error(rng, regime.tail) for _ in range(songs)]
        if regime.bursts:
            # A company's fans or playlists carry a few songs far beyond their size.
            errors = [
                error + (rng.expovariate(1 / (2 * shared)) if rng.random() < regime.bursts else 0.0)
                for error in errors
            ]
        for _ in range(charts):
            platforms.append(
                _platform(
                    rng,
                    regime,
                    company,
                    sizes,
                    errors,
                    seen,
                    releases,
                    spread,
                    shared,
                    left_to_count > 0,
                )
            )
            left_to_count -= 1
    return World(
        regime, number, tuple(sizes), tuple(lives), tuple(releases), spread, tuple(platforms)
    )


def _size(rng: random.Random, kind: str) -> float:
    """A size of spread 1: "normal", or "steep" (few giants: an exponential tail upwards)."""
    return rng.gauss(0, 1) if kind == "normal" else rng.expovariate(1.0) - 1


def _error(rng: random.Random, tail: float) -> float:
    """A standard normal, or with ``tail`` degrees of freedom a Student t of the same quartiles."""
    if not tail:
        return rng.gauss(0, 1)
    student = rng.gauss(0, 1) / sqrt(rng.gammavariate(tail / 2, 2 / tail))
    return student * t_scale(tail)


def t_scale(tail: float) -> float:
    """What brings the quartiles of Student's t with 3 or 4 degrees of freedom to the normal's."""
    return 0.6745 / {3: 0.7649, 4: 0.7407}[round(tail)]


def draw_life(rng: random.Random, regime: Regime) -> tuple[float, ...]:
    """Log shares of the audience by week: a rise, then a fading."""
    weeks = regime.weeks
    curve = _long_life(rng, weeks) if regime.apart else _short_life(rng, weeks)
    whole = log(sum(exp(one) for one in curve))
    return tuple(one - whole for one in curve)


def _short_life(rng: random.Random, weeks: int) -> list[float]:
    """A rise of up to two weeks, then a steady fading."""
    fading, rise = rng.uniform(0.05, 0.5), rng.choice((0, 0, 1, 2))
    return [-fading * abs(week - rise) for week in range(weeks)]


def _long_life(rng: random.Random, weeks: int) -> list[float]:
    """From hits that hold for months to songs of a week, and slow risers; no week is sure."""
    fading = exp(rng.gauss(log(_FADING), _FADINGS))
    rise = rng.choice((0, 0, 0, 0, 1, 2, 4, 8))
    # Half of the songs are tried by everybody in their first week.
    rush = rng.uniform(*_RUSH) if rng.random() < 0.5 else None
    curve, walk = [], 0.0
    for week in range(weeks):
        steady = walk - fading * max(0, week - rise) - _RISING * max(0, rise - week)
        tried = exp(rush - _RUSH_OVER * week) if rush else 0.0
        curve.append(log(exp(steady) + tried))
        walk += _WANDERING * rng.gauss(0, 1)
    return curve


def _releases(rng: random.Random, regime: Regime, songs: int) -> list[int]:
    """Weeks in which songs come out, the first of them in week 0."""
    if not regime.apart:
        return [0] * songs
    weeks = [rng.randrange(regime.apart) for _ in range(songs)]
    return [week - min(weeks) for week in weeks]


def _platform(
    rng: random.Random,
    regime: Regime,
    company: int,
    sizes: Sequence[float],
    shared_errors: Sequence[float],
    lives: Sequence[Sequence[float]],
    releases: Sequence[int],
    spread: float,
    shared: float,
    counted: bool,
) -> Platform:
    """``lives`` are what of each life falls into the world's weeks."""
    own = spread * rng.uniform(*regime.own)
    places = rng.randint(*regime.places)
    steep = rng.uniform(0.4, 0.9)
    audiences = []
    for size, error in zip(sizes, shared_errors, strict=True):
        noise = own * _error(rng, regime.tail)
        if regime.small_noise:
            # Small songs are seen less sharply than large ones.
            noise *= 1 + regime.small_noise * max(0.0, -size / spread)
        audience = size + error + noise
        if regime.saturation:
            audience -= regime.saturation * max(0.0, audience) / (1 + regime.saturation)
        audiences.append(audience)
    # The last place lies where the wanted share of the list's songs has its best week above it.
    peaks = sorted(a + max(life) for a, life in zip(audiences, lives, strict=True))
    below = min(int((1 - rng.uniform(*regime.seen)) * len(peaks)), len(peaks) - 2)
    last = peaks[below] - 0.05
    top = last + steep * log(places)
    rows = _rows(rng, regime.weeks, audiences, lives, releases, places, top, steep, counted)
    return Platform(company, places, own, shared, top, steep, counted, rows)


def _rows(
    rng: random.Random,
    weeks: int,
    audiences: Sequence[float],
    lives: Sequence[Sequence[float]],
    releases: Sequence[int],
    places: int,
    top: float,
    steep: float,
    counted: bool,
) -> tuple[Row, ...]:
    """What is printed: songs of the list among a field that thins out by a power of its place."""
    rows = []
    for week in range(weeks):
        heard = [
            (audiences[song] + lives[song][week - out] + WEEKLY * rng.gauss(0, 1), song)
            for song, out in enumerate(releases)
            if out <= week
        ]
        heard.sort(reverse=True)
        taken = 0
        for above, (audience, song) in enumerate(heard):
            rank = exp(min(max((top - audience) / steep, 0.0), _BEYOND))
            rank = max(round(rank), above + 1, taken + 1)
            taken = rank
            if rank <= places:
                count = round(exp(audience + COUNT_SHIFT)) if counted else None
                rows.append(Row(song, week, rank, count))
    return tuple(rows)
