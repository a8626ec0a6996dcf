"""The sizes of songs, and how surely they are known, from readings that err.

The model (docs/ranking.md argues it), all on the natural-log scale of audiences:

    size of song i              theta_i ~ N(0, spread^2)
    error a family shares       u_if    ~ N(0, (shared * spread)^2)
    reading by source j of f    y_ij    = a_j + b_j (theta_i + u_if) + own_j e_ij
    e_ij                        a mixture of two normals: most readings, and a wild one in eight

A song that was below the last place of a source has no y_ij but a bound that y_ij lies under.

Given the numbers that hold for a whole source (a, b, own), songs are independent of each other, and
each posterior is found by expectation propagation (Minka 2001): every reading is stood for by a
normal factor, matched in turn to what the exact reading would make of the rest. The numbers of
sources and the spread are fitted by Newton steps on EP's evidence, with priors from
``data/ranking.toml``. How large errors are cannot be known well from a short list, so the fit is
made at each node of a grid over both kinds of error, and nodes count by their evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log, pi, sqrt
from typing import NamedTuple

from kollabo.answers.ranking.matching import (
    SMALL,
    Reading,
    Source,
    factor,
    halfway,
    message,
    normal_evidence,
    tilt,
)

_STEP = 0.6

# Sizes before any reading, a mixture of normals: (share, centre, spread), of mean 0 and spread 1.
Shape = tuple[tuple[float, float, float], ...]


class Priors(NamedTuple):
    """What is expected before any reading, as in ``data/ranking.toml``. A ``doubt`` is the
    deviation of the natural log (of ``fading``: of the value itself)."""

    spread: float
    spread_doubt: float
    own: float
    own_doubt: float
    source_doubt: float
    shared: float
    shared_doubt: float
    slope_doubt: float
    fading_doubt: float


class Node(NamedTuple):
    """One state of the errors: its weight, and each song's size as a normal.

    ``parts`` says of each song what each of its readings adds to the mean, and what is left to the
    expectation of any song; ``trust``, from 0 to 1, how far a mean follows if all readings of the
    song move by as much.
    """

    weight: float
    means: tuple[float, ...]
    deviations: tuple[float, ...]
    parts: tuple[tuple[tuple[float, ...], float], ...]
    trust: tuple[float, ...]


class Fit:
    """Songs' sizes at one node: expectation propagation and Newton steps in turns."""

    def __init__(
        self,
        songs: Sequence[Sequence[Reading]],
        families: Sequence[int],
        weights: Sequence[float],
        priors: Priors,
        start: Sequence[Source],
        spread: float,
        own: float,
        shared: float,
        shape: Shape,
    ) -> None:
        self.songs, self.families, self.weights, self.priors = songs, families, weights, priors
        self.spread, self.own, self.shared, self.shape = spread, own, shared, shape
        self.sources = [replace(one) for one in start]
        self.factors = [[(0.0, 0.0)] * len(readings) for readings in songs]
        self.by_family = [_grouped(readings, families) for readings in songs]
        apart = (shared * spread) ** 2
        self.messages = [[(0.0, 0.0, apart)] * len(groups) for groups in self.by_family]
        self.beforehand = [(1 / spread**2, 0.0)] * len(songs)
        self.means = [0.0] * len(songs)
        self.variances = [spread**2] * len(songs)
        self.evidence = self.fading = 0.0

    def run(self, rounds: int) -> None:
        for _ in range(rounds):
            self.sweep(learn=True)
        self.sweep(learn=False)

    def moved(self, own: float, shared: float, shape: Shape) -> Fit:
        """A fit at another node that starts from what this one found."""
        other = Fit(
            self.songs,
            self.families,
            self.weights,
            self.priors,
            self.sources,
            self.spread,
            own,
            shared,
            shape,
        )
        other.fading = self.fading
        other.beforehand = list(self.beforehand)
        other.factors = [list(one) for one in self.factors]
        other.messages = [list(one) for one in self.messages]
        return other

    def sweep(self, *, learn: bool) -> None:
        """One pass over all songs; with ``learn``, a Newton step on the numbers of sources."""
        count = len(self.sources)
        self._sums = [[0.0] * 7 for _ in range(count)]
        evidence = 0.0
        self._spread_push = self._fading_push = self._fading_curve = 0.0
        self.song_evidence = []
        for number in range(len(self.songs)):
            one = self._song(number)
            self.song_evidence.append(one)
            evidence += one
        self.evidence = evidence + self._prior()
        if learn:
            self._step()

    def _song(self, number: int) -> float:
        """Match one song's factors once, family by family; returns its evidence."""
        readings, factors, messages = (
            self.songs[number],
            self.factors[number],
            self.messages[number],
        )
        lift = _bounded(self.means[number] / self.spread, 2.0)
        loudness = exp(-2 * self.fading * lift)
        precision, pull = self.beforehand[number]
        for tight, push, _ in messages:
            precision += tight
            pull += push
        precision, pull, constants = self._beforehand(number, precision, pull)
        for place, members in enumerate(self.by_family[number]):
            tight, push, apart = messages[place]
            rest, rest_pull = precision - tight, pull - push
            inside = 1 / (1 / rest + apart)
            before = (rest_pull / rest * inside, inside)
            constants += self._family(readings, factors, members, *before, lift, loudness)
            messages[place], constant = message(
                sum([factors[k][0] for k in members]),
                sum([factors[k][1] for k in members]),
                rest_pull / rest,
                1 / rest,
                (self.shared * self.spread) ** 2 * loudness,
                messages[place],
            )
            constants += constant
            precision, pull = rest + messages[place][0], rest_pull + messages[place][1]
        self.means[number], self.variances[number] = pull / precision, 1 / precision
        return constants + 0.5 * pull * pull / precision - 0.5 * log(precision / (2 * pi))

    def _beforehand(self, number: int, precision: float, pull: float) -> tuple[float, float, float]:
        """Match what is expected of any song's size; returns the whole with it, and a constant."""
        tight, push = self.beforehand[number]
        rest, rest_pull = precision - tight, pull - push
        if rest < 1e-9:
            return precision, pull, 0.0
        mean, variance = rest_pull / rest, 1 / rest
        total = first = second = scale = 0.0
        for share, centre, wide in self.shape:
            middle, apart = centre * self.spread, (wide * self.spread) ** 2
            whole = variance + apart
            gap = middle - mean
            way = gap / whole
            z = share * exp(-0.5 * gap * way) / sqrt(2 * pi * whole)
            curve = (gap * way - 1) / whole
            total += z
            first += z * way
            second += z * curve
            # d log N / d log spread, for the Newton step on the spread
            scale += z * (apart * curve - way * middle)
        if total < 1e-290:
            return precision, pull, -300.0
        first /= total
        self._spread_push += scale / total
        matched = factor(mean, variance, first, second / total - first * first)
        tight, push = halfway(self.beforehand[number], matched)
        self.beforehand[number] = (tight, push)
        constant = log(total) - normal_evidence(mean, variance, tight, push)
        return rest + tight, rest_pull + push, constant

    def _family(
        self,
        readings: Sequence[Reading],
        factors: list[tuple[float, float]],
        members: Sequence[int],
        pull: float,
        precision: float,
        lift: float,
        loudness: float,
    ) -> float:
        """Match the readings of one family, where the rest says N(pull / precision, 1 / precision)
        of what the family sees; returns their constants and gathers what Newton steps need."""
        for k in members:
            precision += factors[k][0]
            pull += factors[k][1]
        constants = 0.0
        for k in members:
            reading = readings[k]
            weight, source = self.weights[reading.source], self.sources[reading.source]
            sharp, lean = factors[k]
            cavity = precision - sharp
            mean, variance = (pull - lean) / cavity, 1 / cavity
            z, first, second, by_own, by_variance = tilt(mean, variance, reading, source, loudness)
            slope = source.slope
            new, new_lean = factor(mean, variance, slope * first, slope * slope * second)
            constants += weight * (z - normal_evidence(mean, variance, new, new_lean))
            new, new_lean = weight * new, weight * new_lean
            precision, pull = cavity + new, pull - lean + new_lean
            factors[k] = (new, new_lean)
            sums = self._sums[reading.source]
            sums[0] += weight * first
            sums[1] -= weight * second
            sums[2] += weight * (first * mean + 2 * slope * variance * by_variance)
            sums[3] -= weight * second * (mean * mean + variance)
            sums[4] += weight * 2 * by_own
            sums[5] += weight * (0.0 if reading.below else 1.0)
            sums[6] -= weight * second * mean
            self._fading_push -= weight * 2 * by_own * lift
            self._fading_curve += 0.0 if reading.below else weight * lift * lift
        return constants

    def parts(self, number: int) -> tuple[tuple[float, ...], float]:
        """What each reading adds to a song's mean size, and what the expectation adds."""
        factors = self.factors[number]
        adds = [0.0] * len(factors)
        precision = self.beforehand[number][0] + sum(one[0] for one in self.messages[number])
        for (tight, push, _), members in zip(
            self.messages[number], self.by_family[number], strict=True
        ):
            whole = sum(factors[k][0] for k in members)
            # The family's word is shared out as its members speak; what the shared error takes
            # from it, it takes from each by its sharpness.
            shift = push / max(tight, SMALL) - sum(factors[k][1] for k in members) / whole
            for k in members:
                adds[k] = tight / whole * (factors[k][1] + factors[k][0] * shift) / precision
        return tuple(adds), self.beforehand[number][1] / precision

    def trust(self, number: int) -> float:
        """How far a song's mean follows its readings: the share of all that is known of it."""
        before = self.beforehand[number][0]
        precision = before + sum(one[0] for one in self.messages[number])
        return max(0.0, 1 - before / precision)

    def _prior(self) -> float:
        priors = self.priors
        total = -0.5 * (log(self.spread / priors.spread) / priors.spread_doubt) ** 2
        total -= 0.5 * (self.fading / priors.fading_doubt) ** 2
        for one in self.sources:
            total -= 0.5 * (log(one.own / (self.own * self.spread)) / priors.source_doubt) ** 2
            total -= 0.5 * (log(one.slope) / priors.slope_doubt) ** 2
        return total

    def _step(self) -> None:
        """A step up the evidence, short of Newton's: songs answer to it only in the next pass."""
        for source, sums in zip(self.sources, self._sums, strict=True):
            self._step_source(source, *sums)
        priors = self.priors
        prior = 1 / priors.fading_doubt**2
        push = self._fading_push - prior * self.fading
        self.fading += _bounded(push / (2 * self._fading_curve + prior), 0.1)
        prior = 1 / priors.spread_doubt**2
        push = self._spread_push - prior * log(self.spread / priors.spread)
        old = self.spread
        self.spread *= exp(_bounded(push / (2 * len(self.songs) + prior), 0.3))
        for source in self.sources:
            source.own *= self.spread / old

    def _step_source(
        self,
        source: Source,
        level: float,
        level_curve: float,
        slope: float,
        slope_curve: float,
        own: float,
        seen: float,
        cross: float,
    ) -> None:
        priors = self.priors
        level_curve = max(level_curve, SMALL)
        # The slope turns about the middle of the songs, so that it does not move the level.
        middle = cross / level_curve
        prior = 1 / priors.slope_doubt**2
        push = (slope - level * middle) * source.slope - prior * log(source.slope)
        curve = max(slope_curve - cross * middle, 0.0) * source.slope**2
        turned = source.slope * exp(_bounded(_STEP * push / (curve + prior), 0.2))
        source.level += _bounded(_STEP * level / level_curve, self.spread)
        source.level -= (turned - source.slope) * middle
        source.slope = turned
        source.doubt = min(1 / level_curve, self.spread**2)
        prior = 1 / priors.source_doubt**2
        push = own - prior * log(source.own / (self.own * self.spread))
        source.own *= exp(_bounded(push / (2 * seen + prior), 0.3))


def _bounded(step: float, limit: float) -> float:
    return max(-limit, min(limit, step))


def _grouped(readings: Sequence[Reading], families: Sequence[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for place, reading in enumerate(readings):
        groups.setdefault(families[reading.source], []).append(place)
    return [groups[key] for key in sorted(groups)]
