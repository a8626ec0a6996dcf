"""Intervals against published values and against what they promise."""

from __future__ import annotations

from math import exp, factorial

import pytest

from kollabo.answers.intervals import (
    LEVEL,
    difference_of_shares,
    middle,
    poisson,
    weighted_sum,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904)],
)
def test_counts_have_the_limits_of_garwoods_table(count: int, low: float, high: float) -> None:
    one = poisson(count)
    assert (one.value, one.low, one.high) == (
        count,
        pytest.approx(low, abs=1e-4),
        pytest.approx(high, abs=1e-4),
    )


@pytest.mark.parametrize("mean", [0.3, 1.0, 2.7, 6.5, 12.0])
def test_the_limits_of_counts_hold_the_mean_as_often_as_they_claim(mean: float) -> None:
    covered = 0.0
    for count in range(60):
        one = poisson(count)
        assert one.low is not None
        assert one.high is not None
        if one.low <= mean <= one.high:
            covered += exp(-mean) * mean**count / factorial(count)
    assert covered >= LEVEL


def test_shares_have_wilsons_limits() -> None:
    one = wilson(81, 263)  # Newcombe 1998, table I
    assert one is not None
    assert (one.low, one.high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))
    none, everything = wilson(0, 10), wilson(10, 10)
    assert none is not None
    assert everything is not None
    assert (none.low, everything.high) == (0.0, 1.0)
    assert wilson(0, 0) is None


def test_differences_have_newcombes_limits() -> None:
    one = difference_of_shares((56, 70), (48, 80))  # Newcombe 1998, table II, example (a)
    assert one is not None
    assert (one.low, one.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))
    assert difference_of_shares((1, 2), (0, 0)) is None


def test_a_sum_of_equal_weights_is_a_count() -> None:
    counted, weighed = poisson(7), weighted_sum([2.5] * 7)
    assert weighed.value == pytest.approx(17.5)
    assert counted.low is not None
    assert counted.high is not None
    assert weighed.low == pytest.approx(2.5 * counted.low)
    assert weighed.high == pytest.approx(2.5 * counted.high)
    assert weighted_sum([]).high is None


def test_medians_have_order_statistics() -> None:
    few, six, twenty = middle([1, 2, 3, 4, 5]), middle([1, 2, 3, 4, 5, 6]), middle(range(1, 21))
    assert (few.value, few.low, few.high) == (3, None, None) if few else False
    assert (six.low, six.high) == (1, 6) if six else False
    assert (twenty.low, twenty.high) == (6, 15) if twenty else False
    assert middle([]) is None
