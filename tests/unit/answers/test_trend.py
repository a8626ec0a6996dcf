"""Crossings over years: the counts of `best`, and measures that can be compared."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from small_catalogue import World

from kollabo.answers.best import best
from kollabo.answers.chart_rules import rule_changes
from kollabo.answers.question import ask, ask_years
from kollabo.answers.trend import Trend, trend
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.errors import NotFound, UsageError
from kollabo.scenes.definitions import Scene

Scenes = Mapping[str, Scene]
Open = Callable[[World], Catalogue]
BETWEEN = ("k-pop", "western")


def followed(
    catalogue: Catalogue, scenes: Scenes, first: int, last: int, chart: str | None = None
) -> Trend:
    return trend(catalogue, ask_years(first, last, BETWEEN, scenes), scenes, chart=chart)


def same_counts(catalogue: Catalogue, scenes: Scenes, answer: Trend) -> int:
    """Hold every year's counts against `best`; gives how many crossings there are in all."""
    in_all = 0
    for year in answer.years:
        listed = best(catalogue, ask(year.year, BETWEEN, scenes), scenes)
        assert year.crossings.value == len(listed.entries), year.year
        assert year.undecided == len(listed.undecided)
        assert year.without_size == len(listed.also_released)
        in_all += len(listed.entries)
    return in_all


def test_the_counts_are_those_of_best_year_by_year(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = followed(catalogue, scenes, 2021, 2025)
    assert same_counts(catalogue, scenes, answer) == 6


def test_the_counts_are_those_of_best_in_the_starter(tmp_path: Path, scenes: Scenes) -> None:
    with open_catalogue(tmp_path / "nothing here") as starter:
        answer = followed(starter, scenes, 2009, 2024)
        assert same_counts(starter, scenes, answer) > 20
    # It holds the crossings of each chart, so of all the chart's songs no share can be told.
    assert all(year.share is None and year.reach is None for year in answer.years)
    assert all(year.on_chart is not None for year in answer.years)
    assert any("starter" in note for note in answer.notes)


def random_world(seed: int) -> World:
    """Ten years of songs by acts of both sides and of neither, on one chart of 20 places."""
    rng = random.Random(seed)
    world = World()
    acts = [world.act(f"K {n}", origin="KR", rosters=["k-pop"]) for n in range(4)]
    acts += [world.act(f"W {n}", origin="US", genres=["pop"]) for n in range(4)]
    acts.append(world.act("Nobody Knows", described=False))
    for number in range(80):
        year, month, day = rng.randint(2010, 2019), rng.randint(1, 12), rng.randint(1, 28)
        song = world.song(
            f"Song {number}",
            *rng.sample(acts, rng.choice([1, 2, 2])),
            released=f"{year}-{month:02}-{day:02}",
        )
        if rng.random() < 0.7:
            weeks = [rng.randint(1, 20) for _ in range(rng.randint(1, 9))]
            first = f"{year + rng.choice([0, 0, 0, 1])}-{month:02}-{day:02}"
            world.ranks(song, "Twenty", first, weeks, of=20)
    world.loaded("Twenty", "2010-01-02", "2020-12-26")
    return world


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_made_up_world_gives_the_counts_of_best(
    open_world: Open, scenes: Scenes, seed: int
) -> None:
    catalogue = open_world(random_world(seed))
    answer = followed(catalogue, scenes, 2010, 2019)
    assert same_counts(catalogue, scenes, answer) > 5


def test_share_reach_and_peak_are_of_the_songs_of_the_year_on_the_chart(
    catalogue: Catalogue, scenes: Scenes
) -> None:
    (year,) = followed(catalogue, scenes, 2023, 2023, "Global 200").years
    on_chart = {"s-seven", "s-twin a", "s-twin b", "s-january"}
    new_songs = on_chart | {"s-rover again", "s-waiting"}  # one in doubt, one with a stranger
    rows = catalogue.sql(
        "SELECT song_id, value, ln((places + 1) / value) FROM observation "
        "WHERE chart = 'Global 200' AND metric = 'rank' AND year(period_to) = 2023"
    )
    assert year.on_chart is not None
    assert year.share is not None
    assert year.reach is not None
    assert year.median_peak is not None
    assert year.on_chart.value == len(on_chart)
    assert year.songs_on_chart == len(new_songs)
    assert year.share.value == pytest.approx(len(on_chart) / len(new_songs))
    theirs = sum(points for song, _, points in rows if song in on_chart)
    assert year.reach.value == pytest.approx(theirs / sum(points for *_, points in rows))
    assert year.median_peak.value == 50  # of 1, 50, 50 and 150
    assert year.median_peak.low is None


def test_an_act_is_new_once(catalogue: Catalogue, scenes: Scenes) -> None:
    years = followed(catalogue, scenes, 2022, 2023).years
    assert [{side: one.value for side, one in year.new_acts.items()} for year in years] == [
        {"k-pop": 1, "western": 1},  # Jung Kook and Charlie Puth
        {"k-pop": 0, "western": 2},  # Latto and Jack Harlow
    ]
    (alone,) = followed(catalogue, scenes, 2023, 2023).years
    assert alone == years[1]


def test_a_year_that_is_not_wholly_loaded_says_so(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = followed(catalogue, scenes, 2022, 2025)
    weeks = [(one.loaded.weeks, one.loaded.whole) for one in answer.years if one.loaded]
    assert weeks == [(1, False), (52, True), (4, False), (0, False)]
    assert answer.years[3].share is None
    assert any("Not the whole year is loaded: 2022 (1 of 53 weeks)" in one for one in answer.notes)
    assert any("not loaded in 2025" in one for one in answer.notes)
    changes = [(one.chart, str(one.date), one.begins) for one in answer.coverage]
    assert changes == [
        ("Global 200", "2022-12-31", True),
        ("Hot 100", "2022-12-31", True),
        ("Global 200", "2024-01-27", False),
        ("Hot 100", "2024-01-27", False),
    ]


def test_the_chart_is_the_longest_unless_one_is_named(catalogue: Catalogue, scenes: Scenes) -> None:
    best_loaded = followed(catalogue, scenes, 2023, 2023).chart
    named = followed(catalogue, scenes, 2023, 2023, "hot").chart
    assert best_loaded is not None
    assert named is not None
    assert (best_loaded.chart, named.chart) == ("Global 200", "Hot 100")
    with pytest.raises(NotFound, match="Global 200 and Hot 100"):
        followed(catalogue, scenes, 2023, 2023, "Charts of Nowhere")
    with pytest.raises(NotFound, match="several"):
        followed(catalogue, scenes, 2023, 2023, "00")


def test_years_without_a_chart_have_counts_alone(open_world: Open, scenes: Scenes) -> None:
    catalogue = open_world(World())
    answer = followed(catalogue, scenes, 2000, 2002)
    assert answer.chart is None
    assert [one.crossings.value for one in answer.years] == [0, 0, 0]
    assert answer.notes[-1] == "No chart is loaded in these years."


def test_each_change_of_rules_names_its_source() -> None:
    changes = rule_changes("Billboard Hot 100", 1958, 2024)
    assert [one.date for one in changes] == sorted(one.date for one in changes)
    assert all(one.source.startswith("https://") and one.words and one.short for one in changes)
    assert [one.date for one in rule_changes("Billboard Hot 100", 1998, 1998)] == ["1998-12-05"]
    assert rule_changes("Twenty", 1958, 2024) == ()


def test_the_years_must_come_in_order(scenes: Scenes) -> None:
    with pytest.raises(UsageError, match="before they begin"):
        ask_years(2024, 2009, BETWEEN, scenes)
    with pytest.raises(UsageError, match="not a year"):
        ask_years(12, 2009, BETWEEN, scenes)
