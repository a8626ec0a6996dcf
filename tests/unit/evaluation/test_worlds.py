"""Simulated worlds: the same for the same seed, and files that say what they say."""

from __future__ import annotations

import random

import pytest

from kollabo.evaluate.knowing import knowing_posterior, knowing_ranks
from kollabo.evaluate.worlds import draw_world, regimes


def test_a_world_is_the_same_whatever_was_drawn_before() -> None:
    regime = regimes()["shared"]
    first = draw_world(regime, 10, 3, seed=5)
    draw_world(regime, 30, 1, seed=5)
    assert draw_world(regime, 10, 3, seed=5) == first
    assert draw_world(regime, 10, 3, seed=6) != first


@pytest.mark.parametrize("name", regimes())
def test_charts_print_each_place_once_and_in_order_of_what_they_heard(name: str) -> None:
    world = draw_world(regimes()[name], 30, 0, seed=1)
    for platform in world.platforms:
        for week in range(world.weeks):
            ranks = [row.rank for row in platform.rows if row.week == week]
            assert len(set(ranks)) == len(ranks)
            assert all(1 <= rank <= platform.places for rank in ranks)


def test_songs_go_missing_because_they_are_small() -> None:
    """Over many worlds, those a chart does not show are smaller than those it shows."""
    shown: list[float] = []
    missing: list[float] = []
    for number in range(20):
        world = draw_world(regimes()["threshold"], 30, number, seed=1)
        on_it = {row.song for row in world.platforms[0].rows}
        for song, size in enumerate(world.sizes):
            (shown if song in on_it else missing).append(size / world.spread)
    assert 0.3 < len(missing) / (len(shown) + len(missing)) < 0.7
    assert sum(missing) / len(missing) < sum(shown) / len(shown) - 0.5


def test_the_knowing_posterior_knows_what_can_be_known() -> None:
    """Its chances of ranks add up, and it is right about as often as it says."""
    rng = random.Random(1)
    inside = songs = 0
    for number in range(12):
        world = draw_world(regimes()["independent"], 10, number, seed=2)
        grid, beliefs = knowing_posterior(world, range(10))
        assert all(sum(one) == pytest.approx(1) for one in beliefs)
        _, chances = knowing_ranks(grid, beliefs, 200, random.Random(1))
        for rank, song in enumerate(world.true_order):
            assert sum(chances[song]) == pytest.approx(1)
            below = sum(chances[song][:rank])
            inside += 0.05 < below + rng.random() * chances[song][rank] < 0.95
            songs += 1
    assert 0.82 < inside / songs < 0.98
