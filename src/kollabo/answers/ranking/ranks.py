"""From the sizes of songs, as far as they are known, to the ranks each may truly have."""

from __future__ import annotations

import random
from collections.abc import Sequence
from operator import add, sub

from kollabo.answers.ranking.posterior import Node

SEED = 20231231  # of the draws; with it the same figures give the same ranks


def rank_chances(nodes: Sequence[Node], draws: int) -> list[list[float]]:
    """For each song the chance of each rank, 1 first: shares of ``draws`` from the posterior.

    The nodes' draws are dealt out by weight. Rows follow the songs of the nodes. Draws come in
    pairs, the second as far on the other side of the means: two for the price of one, and what
    one has too high the other has too low.
    """
    songs = len(nodes[0].means)
    counts = [[0] * songs for _ in range(songs)]
    rng = random.Random(SEED)
    gauss = rng.gauss
    total = sum(node.weight for node in nodes)
    drawn, due = 0, 0.0
    for node in nodes:
        due += draws * node.weight / total
        means, deviations = node.means, node.deviations
        aside: list[float] = []
        for turn in range(round(due) - drawn):
            if turn % 2:
                sizes = list(map(sub, means, aside))
            else:
                aside = [gauss(0.0, deviation) for deviation in deviations]
                sizes = list(map(add, means, aside))
            order = sorted(range(songs), key=sizes.__getitem__, reverse=True)
            for rank, song in enumerate(order):
                counts[song][rank] += 1
        drawn = round(due)
    return [[count / drawn for count in row] for row in counts]


def plausible(chances: Sequence[float], shown: int, asked: float) -> tuple[int, int, float]:
    """The shortest run of ranks that holds the rank shown and at least the chance ``asked``.

    Returns its first and last rank, counted from 1, and the chance it holds.
    """
    low = high = shown - 1
    held = chances[low]
    # Outwards from the shown rank, always to the likelier side: chances rise and fall once.
    while held < asked - 1e-12:
        before = chances[low - 1] if low > 0 else -1.0
        after = chances[high + 1] if high + 1 < len(chances) else -1.0
        if before >= after:
            low, held = low - 1, held + before
        else:
            high, held = high + 1, held + after
    return low + 1, high + 1, min(held, 1.0)
