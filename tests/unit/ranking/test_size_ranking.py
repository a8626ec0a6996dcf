"""The ranking of sizes: order, ties, weights, explanations, and how sure it is."""

from __future__ import annotations

import random
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import coverage, figure, song

from kollabo.answers.figures import SongFigures
from kollabo.answers.ranking import Ranked
from kollabo.answers.ranking.size_ranking import SizeRanking
from kollabo.errors import UsageError

LOADED = coverage("A", "B", "C")


def ten_songs() -> list[SongFigures]:
    """Songs on three charts, the larger the earlier; the last three are on one chart alone."""
    songs = [
        song(
            f"{n}",
            {"A": [3.0 * n + 1] * (12 - n), "B": [4.0 * n + 2] * (10 - n), "C": [9.0 * n + 1]},
        )
        for n in range(7)
    ]
    return songs + [song(f"{n}", {"A": [60.0 + n]}) for n in range(7, 10)]


def order(ranked: list[Ranked]) -> list[str]:
    return [one.song_id for one in ranked]


def test_larger_songs_stand_first() -> None:
    assert order(SizeRanking().rank(ten_songs(), LOADED)) == [f"s-{n}" for n in range(10)]


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_given_changes_nothing(shuffler: random.Random) -> None:
    songs = ten_songs()
    expected = SizeRanking().rank(ten_songs(), LOADED)
    shuffler.shuffle(songs)
    assert SizeRanking().rank(songs, LOADED) == expected


def test_the_score_is_what_the_contributions_add_up_to() -> None:
    ranked = SizeRanking().rank(ten_songs(), LOADED)
    sizes = [sum(part.adds for part in one.contributions) for one in ranked]
    for one, size in zip(ranked, sizes, strict=True):
        assert one.score == pytest.approx(100 * exp(size - max(sizes)), rel=1e-6)


def test_a_late_week_far_down_is_not_larger_than_a_season_at_the_top() -> None:
    songs = [
        song("top", {"A": [1.0, *[40.0] * 11]}, released="2023-09-22", week=38),
        song("late", {"A": [29.0]}, released="2023-12-08", week=51),
    ]
    ranked = SizeRanking().rank(songs, coverage("A"))
    assert order(ranked) == ["s-top", "s-late"]
    sizes = {one.song_id: sum(part.adds for part in one.contributions) for one in ranked}
    assert 100 * exp(sizes["s-late"] - sizes["s-top"]) == pytest.approx(ranked[1].score, rel=1e-6)


def test_plausible_ranks_hold_the_rank_shown_and_what_was_asked() -> None:
    for one in SizeRanking().rank(ten_songs(), LOADED):
        assert one.plausible
        assert one.plausible.low <= one.rank <= one.plausible.high
        assert 0.9 <= one.plausible.claim <= 1
        held = one.plausible.chances[one.plausible.low - 1 : one.plausible.high]
        assert sum(held) == pytest.approx(one.plausible.claim)


def test_songs_of_the_same_evidence_share_a_rank_and_its_interval() -> None:
    songs = [*ten_songs(), song("twin", {"A": [62.0]}), song("triplet", {"A": [62.0]})]
    found = {one.song_id: one for one in SizeRanking().rank(songs, LOADED)}
    twin, triplet = found["s-twin"], found["s-triplet"]
    assert (twin.rank, twin.tied_with) == (triplet.rank, 1)
    assert twin.plausible == triplet.plausible


def test_charts_that_disagree_leave_ranks_open() -> None:
    def width(ranked: list[Ranked]) -> int:
        return sum(one.plausible.high - one.plausible.low for one in ranked if one.plausible)

    def place(n: int) -> float:
        return round(1.6**n)

    agree = [song(f"{n}", {"A": [place(n)] * 50, "B": [place(n)] * 50}) for n in range(10)]
    differ = [
        song(f"{n}", {"A": [place(n)] * 50, "B": [place(n * 7 % 10)] * 50}) for n in range(10)
    ]
    assert width(SizeRanking().rank(differ, LOADED)) > 1.5 * width(
        SizeRanking().rank(agree, LOADED)
    )


def test_two_charts_of_one_company_are_less_than_two_witnesses() -> None:
    def width(first: str, second: str) -> int:
        songs = [
            song(
                f"{n}",
                {first: [3 * n + 1.0] * 5, second: [3 * n + 1.0] * 4, "C": [(n * 3) % 10 + 1.0]},
            )
            for n in range(10)
        ]
        ranked = SizeRanking().rank(songs, coverage(first, second, "C"))
        return sum(one.plausible.high - one.plausible.low for one in ranked if one.plausible)

    assert width("Billboard One", "Billboard Two") > width("One", "Two")


def test_a_song_with_less_time_is_less_sure() -> None:
    songs = ten_songs()
    late = song("late", {"A": [20.0] * 3, "B": [20.0] * 3}, released="2023-12-08", week=49)
    early = song("early", {"A": [20.0] * 3, "B": [20.0] * 3})
    found = {
        one.song_id: one.plausible for one in SizeRanking().rank([*songs, late, early], LOADED)
    }
    wide, narrow = found["s-late"], found["s-early"]
    assert wide
    assert narrow
    assert wide.high - wide.low > narrow.high - narrow.low


def test_doubling_all_weights_changes_nothing() -> None:
    songs = [*ten_songs(), song("x", {"A": [5.0]}, others=[figure("V", "views", 5e6)])]
    songs[0].figures.append(figure("V", "views", 1e6))
    once = SizeRanking(weights={"charts": 1, "views": 2}).rank(songs, LOADED)
    twice = SizeRanking(weights={"charts": 2, "views": 4}).rank(songs, LOADED)
    assert [(one.song_id, one.score) for one in once] == [
        (one.song_id, pytest.approx(one.score)) for one in twice
    ]


def test_a_users_weight_moves_the_list_its_way() -> None:
    songs = [
        song("seen", {"A": [80.0]}, others=[figure("V", "views", 9e8)]),
        song("heard", {"A": [5.0] * 5}, others=[figure("V", "views", 1e6)]),
        *(
            song(f"{n}", {"A": [30.0 + n]}, others=[figure("V", "views", 3e7 + n * 1e5)])
            for n in range(6)
        ),
    ]
    assert order(SizeRanking(weights={"views": 0.05}).rank(songs, LOADED))[0] == "s-heard"
    assert order(SizeRanking(weights={"charts": 0.05}).rank(songs, LOADED))[0] == "s-seen"


def test_what_is_left_out_sizes_nothing() -> None:
    songs = [song("a", {"A": [1.0]}), song("b", {"A": [2.0], "B": [3.0]}), song("c", {"B": [4.0]})]
    assert set(order(SizeRanking(weights={"B": 0}).rank(songs, LOADED))) == {"s-a", "s-b"}


def test_a_chart_with_one_song_of_the_list_may_be_left_out_too() -> None:
    songs = [song("a", {"A": [1.0]}), song("b", {"A": [2.0]}), song("alone", {"Far": [1.0]})]
    assert len(SizeRanking().rank(songs, LOADED)) == 3
    assert set(order(SizeRanking(weights={"Far": 0}).rank(songs, LOADED))) == {"s-a", "s-b"}
    assert SizeRanking(weights={"charts": 0}).rank(songs, LOADED) == []


def test_an_unknown_name_is_told_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match="no signal or chart called 'radio'") as found:
        SizeRanking(weights={"radio": 1}).rank(ten_songs(), LOADED)
    assert "charts" in str(found.value)


def test_the_explanation_says_the_rank_without_each_chart() -> None:
    ranked = SizeRanking(explain=True).rank(ten_songs(), LOADED)
    left_out = [one.left_out for one in ranked[0].without]
    assert left_out == ["charts", "A", "B", "C"] or left_out == ["A", "B", "C"]
    last = {one.left_out: one.rank for one in ranked[-1].without}
    assert last["A"] is None


def test_nothing_to_compare_leaves_every_rank_open() -> None:
    alone = song("alone", {}, others=[figure("V", "views", 5.0)])
    (one,) = SizeRanking().rank([alone], LOADED)
    assert (one.rank, one.score) == (1, 100)
    pair = [song("a", {"A": [1.0]}), song("b", {}, others=[figure("V", "views", 5.0)])]
    ranked = SizeRanking().rank(pair, coverage())
    assert {(one.plausible.low, one.plausible.high) for one in ranked if one.plausible} == {(1, 2)}


def test_an_empty_list_is_an_empty_list() -> None:
    assert SizeRanking().rank([], LOADED) == []
