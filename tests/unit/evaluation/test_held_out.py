"""Kendall's tau, held against pairs counted one by one, and the verdict on a rule."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kollabo.evaluate.held_out import HeldOut, Tau

numbers = st.integers(0, 5).map(float)


@given(st.lists(st.tuples(numbers, numbers, st.integers(0, 3)), min_size=2, max_size=8))
def test_tau_counts_pairs(items: list[tuple[float, float, int]]) -> None:
    first, second, counts = map(list, zip(*items, strict=True))
    many = [(a, b) for a, b, count in items for _ in range(count)]
    pairs = [(x, y) for place, x in enumerate(many) for y in many[:place]]
    agree = sum((a > c) - (a < c) == (b > d) - (b < d) != 0 for (a, b), (c, d) in pairs)
    differ = sum(((a > c) - (a < c)) * ((b > d) - (b < d)) == -1 for (a, b), (c, d) in pairs)
    ordered = [sum(x[k] != y[k] for x, y in pairs) for k in (0, 1)]
    wanted = (agree - differ) / sqrt(ordered[0] * ordered[1]) if all(ordered) else 0.0
    assert Tau(first, second).value(counts) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("ahead", "verdict"),
    [
        ((0.1, 0.05, 0.2), "yes"),
        ((-0.1, -0.2, -0.05), "no"),
        ((0.0, -0.1, 0.1), "cannot be told"),
        (None, ""),
    ],
)
def test_a_rule_is_beaten_only_where_the_bootstrap_says_so(
    ahead: tuple[float, float, float] | None, verdict: str
) -> None:
    assert HeldOut("A", 2023, 100, 50, "peak alone", 0.4, ahead).verdict == verdict
