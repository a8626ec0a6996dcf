"""One act after one date against matched acts: difference in differences, tested by exchange.

If the date meant nothing to the act, it would be one of its matched acts: as likely as any of them
to show the largest change. So the share of acts, itself among them, that show as much is the
probability of that by chance. Nothing is assumed of how chart points are spread.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any


@dataclass(frozen=True)
class Unit:
    """An act in the comparison; its chart points a week by part of the time.

    ``early`` and ``late`` are the halves of the weeks before.
    """

    artist_id: str
    early: float
    late: float
    after: float

    @property
    def before(self) -> float:
        return (self.early + self.late) / 2

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def trend(self) -> float:
        return self.late - self.early


@dataclass(frozen=True)
class Effect:
    """The act's change less the mean change of the matched; points a week.

    ``low`` and ``high`` are without end where there are too few matched acts for any interval.

    ``trend`` is the same difference inside the weeks before, and ``trend_p`` its probability.
    """

    act: Unit
    matched: tuple[Unit, ...]
    value: float
    low: float
    high: float
    p: float
    trend: float
    trend_p: float


@dataclass(frozen=True)
class PooledEffect:
    """The mean over events of the effect less the effects at the act's own other dates.

    ``alone`` is the mean effect without those dates taken off.
    """

    events: int
    acts: int
    dates: int
    before: float
    alone: float
    value: float
    low: float
    high: float
    p: float
    trend_p: float


def effect_of(act: Unit, matched: Sequence[Unit], level: float) -> Effect:
    """The effect with the interval that leaves out 0 exactly where ``p`` is at most ``level``."""
    units = [act, *matched]
    deviations = _deviations([one.change for one in units])
    trends = _deviations([one.trend for one in units])
    by_chance = sorted((abs(one) for one in deviations[1:]), reverse=True)
    allowed = int(level * len(units) + 1e-9)  # units that may show as much, itself included
    reach = by_chance[allowed - 1] if allowed >= 1 else float("inf")
    value = deviations[0]
    return Effect(
        act,
        tuple(matched),
        value,
        value - reach,
        value + reach,
        _share_as_large(deviations),
        trends[0],
        _share_as_large(trends),
    )


def _deviations(changes: Sequence[float]) -> list[float]:
    """Each change less the mean of all others."""
    number, total = len(changes), sum(changes)
    return [(number * one - total) / (number - 1) for one in changes]


def _share_as_large(deviations: Sequence[float]) -> float:
    first = abs(deviations[0])
    return sum(abs(one) >= first - 1e-12 for one in deviations) / len(deviations)


def pooled(
    events: Sequence[Sequence[Effect]], acts: int, level: float, draws: int, seed: int
) -> PooledEffect:
    """The mean over events, each with the effects at the act's own other dates after its first.

    Acts that have crossings are on the rise more often than acts matched to them, with or without
    a crossing. So chance is what comes of taking any of an act's dates for the crossing.
    """
    changes = [_deviations([one.value for one in dates]) for dates in events]
    trends = [_deviations([one.trend for one in dates]) for dates in events]
    rng = random.Random(seed)
    by_chance, trend_by_chance = [], []
    for _ in range(draws):
        picked = [rng.randrange(len(dates)) for dates in events]
        by_chance.append(abs(_mean(one[i] for one, i in zip(changes, picked, strict=True))))
        trend_by_chance.append(abs(_mean(one[i] for one, i in zip(trends, picked, strict=True))))
    value = _mean(one[0] for one in changes)
    reach = sorted(by_chance)[ceil((1 - level) * (draws + 1)) - 1]
    return PooledEffect(
        len(events),
        acts,
        sum(len(dates) - 1 for dates in events),
        _mean(dates[0].act.before for dates in events),
        _mean(dates[0].value for dates in events),
        value,
        value - reach,
        value + reach,
        _share_of_draws(by_chance, value),
        _share_of_draws(trend_by_chance, _mean(one[0] for one in trends)),
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _share_of_draws(drawn: Sequence[float], value: float) -> float:
    return (1 + sum(one >= abs(value) - 1e-12 for one in drawn)) / (len(drawn) + 1)


def effect_json(one: Effect | PooledEffect) -> dict[str, Any]:
    return {
        "value": round(one.value, 4),
        "low": round(one.low, 4),
        "high": round(one.high, 4),
        "p": round(one.p, 4),
        "trend_p": round(one.trend_p, 4),
    }
