"""What a crossing brought its acts: found where it was planted, not where it was not."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalogue import World

from kollabo.answers.lift.comparing import days_of
from kollabo.answers.lift.effect import Unit, effect_of, pooled
from kollabo.answers.lift.of_scenes import as_json as scenes_json
from kollabo.answers.lift.of_scenes import lift_of_scenes
from kollabo.answers.lift.of_song import ActLift, as_json, lift_of_song
from kollabo.answers.lift.panel import Panel, read_panel
from kollabo.answers.lift.settings import settings
from kollabo.answers.question import ask_years
from kollabo.answers.yardstick import choose_chart
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.errors import UsageError
from kollabo.evaluate.lift import guest_scores, placebo_scores
from kollabo.scenes.definitions import Scene

Scenes = Mapping[str, Scene]
BETWEEN = ("k-pop", "western")
RELEASED = dt.date(2015, 6, 5)
FIRST, WEEKS = dt.date(2012, 1, 7), 320  # to the start of 2018
OTHERS = 24  # Western acts that only ever sing alone


def level(rng: random.Random, around: int) -> list[int]:
    return [max(1, min(200, round(rng.gauss(around, 12)))) for _ in range(WEEKS)]


def made_up(*, planted: bool) -> World:
    """Western acts at one level; Star and a group's member meet, and Star may rise after it."""
    rng = random.Random(4)
    world = World()
    group = world.act("Groop", kind="group", origin="KR", rosters=["k-pop"])
    member = world.act("Member", origin="KR", rosters=["k-pop"], groups=[group])
    names = ["Star", *(f"Western {number}" for number in range(OTHERS))]
    acts = [world.act(name, origin="US", genres=["pop"]) for name in names]
    for act in (*acts, member, group):
        song = world.song(f"Song of {act}", act, released="2012-01-01")
        ranks = level(rng, 100)
        if planted and act == acts[0]:
            after = (RELEASED - FIRST).days // 7 + 1
            ranks[after : after + 30] = [max(1, rank // 10) for rank in ranks[after : after + 30]]
        world.ranks(song, "Chart", str(FIRST), ranks)
    meeting = world.song("Meeting", acts[0], (member, "featured"), released=str(RELEASED))
    world.ranks(meeting, "Chart", "2015-06-13", [1] * 20)
    world.song("Meeting", acts[0], song_id="s-meeting alone", released="2015-07-01")
    world.ranks("s-meeting alone", "Chart", "2015-07-11", [2] * 20)
    world.song("Undated", acts[1], member, released="2015-09")
    world.song("Newcomers", world.act("New", origin="US"), member, released="2015-06-12")
    return world


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, Catalogue]]:
    roots = {one: made_up(planted=one).publish(_folder(tmp_path_factory)) for one in (True, False)}
    with open_catalogue(roots[True]) as planted, open_catalogue(roots[False]) as plain:
        yield {True: planted, False: plain}


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("lift")


def lifted(catalogue: Catalogue, scenes: Scenes, song: str = "s-meeting") -> dict[str, ActLift]:
    answer = lift_of_song(catalogue, song, scenes, between=BETWEEN)
    return {one.act.name: one for one in answer.acts}


def test_a_planted_gain_is_found(worlds: dict[bool, Catalogue], scenes: Scenes) -> None:
    star = lifted(worlds[True], scenes)["Star"]
    assert star.reason is None
    assert star.effect is not None
    assert star.effect.p == pytest.approx(1 / (1 + len(star.effect.matched)))
    assert star.effect.low > 1
    assert star.effect.value == pytest.approx(2.3, abs=0.4)  # ln 10 a week
    assert star.placebos.told >= 4
    assert star.placebos.shown <= 1


def test_no_gain_is_found_where_there_is_none(
    worlds: dict[bool, Catalogue], scenes: Scenes
) -> None:
    star = lifted(worlds[False], scenes)["Star"]
    assert star.effect is not None
    assert star.effect.p > 0.05
    assert star.effect.low < 0 < star.effect.high


def test_the_crossing_itself_is_no_gain(worlds: dict[bool, Catalogue], scenes: Scenes) -> None:
    """Neither its 20 weeks at No. 1 nor those of its version without the guest are counted."""
    star = lifted(worlds[False], scenes)["Star"]
    assert star.effect is not None
    assert star.effect.act.after < 1.2  # ln(201 / 100) is 0.7


def test_matched_acts_are_of_the_side_and_had_no_crossing(
    worlds: dict[bool, Catalogue], scenes: Scenes
) -> None:
    star = lifted(worlds[False], scenes)["Star"]
    assert star.effect is not None
    matched = {one.artist_id for one in star.effect.matched}
    assert matched <= {f"k-western {number}" for number in range(OTHERS)}
    assert "k-western 0" not in matched  # Undated, some day in September 2015
    assert len(matched) >= 19


def test_too_few_comparable_acts_is_an_answer(
    worlds: dict[bool, Catalogue], scenes: Scenes
) -> None:
    member = lifted(worlds[False], scenes)["Member"]
    assert member.effect is None
    assert member.reason is not None
    assert member.reason.startswith("no comparable act")  # its own group is none


def test_an_act_without_other_songs_cannot_be_told(
    worlds: dict[bool, Catalogue], scenes: Scenes
) -> None:
    new = lifted(worlds[False], scenes, "s-newcomers")["New"]
    assert new.reason == "no other song of it was on the chart in the 52 weeks before"


def test_a_month_is_no_date_to_compare_by(worlds: dict[bool, Catalogue], scenes: Scenes) -> None:
    for one in lifted(worlds[False], scenes, "s-undated").values():
        assert one.reason == "its release is not dated to the day"


def test_a_song_of_one_scene_has_no_sides(worlds: dict[bool, Catalogue], scenes: Scenes) -> None:
    with pytest.raises(UsageError, match="no collaboration"):
        lift_of_song(worlds[False], "s-meeting alone", scenes)
    with pytest.raises(UsageError, match="no crossing between Latin and Western"):
        lift_of_song(worlds[False], "s-meeting", scenes, between=("latin", "western"))
    with pytest.raises(UsageError, match="both sides"):
        lift_of_song(worlds[False], "s-meeting", scenes, between=("k-pop", "K-pop"))


def test_without_sides_the_acts_own_scenes_are_taken(
    worlds: dict[bool, Catalogue], scenes: Scenes
) -> None:
    answer = as_json(lift_of_song(worlds[True], "s-meeting", scenes))
    assert answer["between"][1] == "k-pop"
    assert answer["notes"][0].startswith("A difference is no proof of a cause")


def test_a_pool_of_few_is_no_average(worlds: dict[bool, Catalogue], scenes: Scenes) -> None:
    answer = lift_of_scenes(worlds[True], ask_years(2014, 2016, BETWEEN, scenes), scenes)
    assert [side.effect for side in answer.sides] == [None, None]
    told = scenes_json(answer)["sides"][1]
    assert told["cannot_tell_because"] == (
        "1 of 1 crossing could be compared; it takes 8 for an average"
    )
    assert told["events"][0]["title"] == "Meeting"


def test_a_missing_week_forbids_the_comparison(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = made_up(planted=True)
    gap = RELEASED + dt.timedelta(weeks=5)
    kept = [
        row
        for row in world.tables["observation"]
        if not gap <= row["period_to"] < gap + dt.timedelta(days=7)
    ]
    world.tables["observation"] = kept
    star = lifted(open_world(world), scenes)["Star"]
    assert star.reason is not None
    assert star.reason.startswith("the chart is not loaded for all")


def test_the_mean_of_a_panel_is_that_of_its_rows(worlds: dict[bool, Catalogue]) -> None:
    catalogue = worlds[True]
    chart = choose_chart(catalogue, 2012, 2018)
    assert chart is not None
    panel = read_panel(catalogue, chart, dt.date(2015, 1, 1), dt.date(2015, 12, 31))
    begin, end = panel.week_of(dt.date(2015, 6, 6)), panel.week_of(dt.date(2015, 8, 1))
    rows = catalogue.sql(
        "SELECT song_id, ln(201 / value) FROM observation WHERE period_to >= '2015-06-06' "
        "AND period_to < '2015-08-01' AND song_id LIKE '%star' OR song_id LIKE 's-meeting%' "
        "AND period_to BETWEEN '2015-06-06' AND '2015-07-31'"
    )
    theirs = sum(points for _, points in rows)
    assert panel.mean("k-star", begin, end) == pytest.approx(theirs / (end - begin))
    alone = sum(points for song, points in rows if song.endswith("star"))
    without = panel.mean("k-star", begin, end, {"s-meeting", "s-meeting alone"})
    assert without == pytest.approx(alone / (end - begin))
    assert panel.entered("k-star", dt.date(2016, 1, 1)) == FIRST
    assert panel.entered("k-star", FIRST) is None
    lately = [
        panel.reached("k-star", dt.date(2015, 1, 1), day)
        for day in (dt.date(2015, 9, 1), dt.date(2016, 1, 1), dt.date(2016, 2, 1))
    ]
    # Both versions of Meeting, each when its first half-year was over.
    assert lately == pytest.approx([0, log(201 / 1), log(201 / 1) + log(201 / 2)])


def test_a_panel_knows_its_gaps() -> None:
    days = [dt.date(2020, 1, 4), dt.date(2020, 1, 11), dt.date(2020, 1, 25)]
    panel = Panel(days, {}, {})
    assert panel.is_whole(0, 2)
    assert not panel.is_whole(0, 3)
    assert not panel.is_whole(0, 4)
    assert not panel.is_whole(-1, 2)


changes = st.lists(st.floats(-5, 5), min_size=20, max_size=40)


@given(changes)
def test_the_interval_leaves_out_nothing_just_where_the_test_says_so(found: list[float]) -> None:
    units = [Unit(str(n), 1.0, 1.0, 1.0 + change) for n, change in enumerate(found)]
    effect = effect_of(units[0], units[1:], 0.05)
    mean = sum(found[1:]) / len(found[1:])
    assert effect.value == pytest.approx(found[0] - mean, abs=1e-9)
    if abs(effect.low) > 1e-6 and abs(effect.high) > 1e-6:
        assert (effect.p <= 0.05) == (effect.low > 0 or effect.high < 0)


def test_as_often_as_the_level_says_an_act_is_taken_for_lifted() -> None:
    """Of exchangeable acts each in turn is the one: 5 of 100 are told apart, no more."""
    rng = random.Random(1)
    units = [Unit(str(n), 1.0, 1.0, 1 + rng.expovariate(1)) for n in range(100)]
    told = sum(
        effect_of(one, [other for other in units if other is not one], 0.05).p <= 0.05
        for one in units
    )
    assert told == 5


def test_pooling_takes_off_what_the_acts_show_at_any_date() -> None:
    rng = random.Random(2)
    matched = [Unit(str(n), 1.0, 1.0, rng.gauss(1, 0.3)) for n in range(20)]

    def dates(gain: float) -> list[list[object]]:
        return [
            [
                effect_of(Unit("x", 1.0, 1.0, 2.0 + rng.gauss(0, 0.3) + extra), matched, 0.05)
                for extra in (gain, 0, 0, 0, 0)
            ]
            for _ in range(20)
        ]

    rising, lifting = (pooled(dates(gain), 20, 0.05, 500, 1) for gain in (0.0, 1.0))
    assert rising.alone == pytest.approx(1, abs=0.3)
    assert rising.p > 0.05
    assert lifting.value == pytest.approx(1, abs=0.3)
    assert lifting.p <= 0.05
    assert lifting.low > 0


@pytest.mark.parametrize(
    ("released", "first", "last"),
    [
        ("2015-06-05", "2015-06-05", "2015-06-05"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2015-12", "2015-12-01", "2015-12-31"),
        ("2015", "2015-01-01", "2015-12-31"),
    ],
)
def test_a_short_date_may_mean_any_of_its_days(released: str, first: str, last: str) -> None:
    span = days_of(released)
    assert span is not None
    assert (str(span[0]), str(span[1])) == (first, last)
    assert days_of(None) is None


def test_the_evaluation_draws_the_same_from_a_seed(worlds: dict[bool, Catalogue]) -> None:
    rules = settings()
    drawn = replace(rules.evaluation, between=BETWEEN, first=2014, last=2016, told=30, pools=3)
    rules = replace(rules, evaluation=drawn)
    one, two = (placebo_scores(worlds[False], rules, drawn) for _ in range(2))
    assert one == two
    assert (one[0].cases, one[0].number) == ("placebo dates of any act", 30)
    planted = [score for score in one if score.cases.startswith("planted")]
    assert all(score.shown > 0.9 * score.number for score in planted)


def test_guests_in_the_top_ten_are_counted(catalogue: Catalogue) -> None:
    guests, others = guest_scores(catalogue, "Global 200", 2023, 2023)
    assert (guests.shown, guests.number) == (1, 5)  # Seven; the twins, Rover Again and Waiting
    assert (others.shown, others.number) == (0, 1)
    assert guests.share == pytest.approx(0.2)
