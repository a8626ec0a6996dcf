"""The posterior over states of the errors: a fit at each node of a small grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp, log, sqrt
from typing import Any, NamedTuple

from kollabo.answers.ranking.matching import Reading, Source
from kollabo.answers.ranking.posterior import Fit, Node, Priors, Shape

_FIRST, _THEN = 10, 4  # passes at the first node, and at each node next to one that is fitted
_NEGLIGIBLE = 7.0  # a node is left out if its log evidence is so much below the best


class Model(NamedTuple):
    """The numbers of the model, from ``data/ranking.toml``."""

    priors: Priors
    own: tuple[float, ...]
    shared: tuple[float, ...]
    shapes: tuple[Shape, ...]
    few_songs: float

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Model:
        return cls(
            Priors(**settings["priors"]),
            tuple(settings["nodes"]["own"]),
            tuple(settings["nodes"]["shared"]),
            tuple(tuple(map(tuple, shape)) for shape in settings["nodes"]["shapes"]),
            settings["widening"]["few_songs"],
        )

    def widening(self, songs: int) -> float:
        return 1 + self.few_songs / songs


def posterior(
    songs: Sequence[Sequence[Reading]],
    families: Sequence[int],
    weights: Sequence[float],
    model: Model,
) -> list[Node]:
    """The nodes that matter. ``families`` and ``weights`` are those of the sources, in order."""
    start = [_start(songs, number, model.priors) for number in range(len(families))]
    middle = len(model.shared) // 2
    first = Fit(
        songs,
        families,
        weights,
        model.priors,
        start,
        model.priors.spread,
        model.own[0],
        model.shared[middle],
        model.shapes[0],
    )
    first.run(_FIRST)
    fits = []
    for shape in model.shapes:
        for own in model.own:
            fits += list(_along(first, own, shape, middle, model))
    best = max(score for score, _ in fits)
    return [
        _node(fit, exp(score - best), model.widening(len(songs)))
        for score, fit in fits
        if score > best - _NEGLIGIBLE
    ]


def _start(songs: Sequence[Sequence[Reading]], number: int, priors: Priors) -> Source:
    values = [one.value for readings in songs for one in readings if one.source == number]
    return Source(sum(values) / len(values), 1.0, priors.own * priors.spread)


def _along(
    first: Fit, own: float, shape: Shape, middle: int, model: Model
) -> Iterator[tuple[float, Fit]]:
    """Fits from the middle of the shared error outwards, as far as they matter."""
    score, centre = _next(first, own, model.shared[middle], shape, model)
    yield score, centre
    for way in (range(middle - 1, -1, -1), range(middle + 1, len(model.shared))):
        fit, best = centre, score
        for place in way:
            here, fit = _next(fit, own, model.shared[place], shape, model)
            yield here, fit
            best = max(best, here)
            if here < best - _NEGLIGIBLE:
                break


def _next(fit: Fit, own: float, shared: float, shape: Shape, model: Model) -> tuple[float, Fit]:
    moved = fit.moved(own, shared, shape)
    moved.run(_THEN)
    priors = model.priors
    score = moved.evidence
    score -= 0.5 * (log(own / priors.own) / priors.own_doubt) ** 2
    score -= 0.5 * (log(shared / priors.shared) / priors.shared_doubt) ** 2
    return score, moved


def _node(fit: Fit, weight: float, widening: float) -> Node:
    return Node(
        weight,
        tuple(fit.means),
        tuple(widening * sqrt(variance) for variance in fit.variances),
        tuple(fit.parts(number) for number in range(len(fit.songs))),
        tuple(fit.trust(number) for number in range(len(fit.songs))),
    )
