"""The list of a year: order, ties, what stands apart, and what must be said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from small_catalogue import World
from year_2023 import year_2023

from kollabo.answers.best import BestList, as_json, best
from kollabo.answers.question import ask
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import UsageError
from kollabo.scenes.definitions import Scene

Scenes = Mapping[str, Scene]


def listed(catalogue: Catalogue, scenes: Scenes, *, top: int | None = None, **how: Any) -> BestList:
    between = how.pop("between", ("k-pop", "western"))
    return best(catalogue, ask(2023, between, scenes, **how), scenes, top=top)


def titles(answer: BestList) -> list[str]:
    return [entry.crossing.title for entry in answer.entries]


def test_songs_stand_in_order_of_their_evidence(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes)
    assert titles(answer) == ["Seven", "Twin A", "Twin B", "January"]
    first = answer.entries[0]
    assert first.ranked is not None
    assert first.ranked.rank == 1
    assert first.reason == (
        "No. 1 for 2 weeks on the Global 200, 3 weeks on it; No. 1 on the Hot 100, 2 weeks on it"
    )


def test_equal_scores_share_a_rank(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes)
    ranked = [entry.ranked for entry in answer.entries]
    assert [(one.rank, one.tied_with) for one in ranked if one] == [(1, 0), (2, 1), (2, 1), (4, 0)]
    assert any(note.startswith("Songs that share a rank") for note in answer.notes)


def test_the_ranks_that_a_song_may_have_hold_its_rank(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes)
    for entry in answer.entries:
        assert entry.ranked
        assert entry.ranked.plausible
        assert entry.ranked.plausible.low <= entry.ranked.rank <= entry.ranked.plausible.high
    assert any(note.startswith("In brackets") for note in answer.notes)


def test_every_line_of_evidence_says_where_it_was_read(
    catalogue: Catalogue, scenes: Scenes
) -> None:
    lines = listed(catalogue, scenes).entries[0].evidence
    assert [(one.source, one.metric, one.value, one.period) for one in lines][:2] == [
        ("Global 200", "peak", 1.0, "2023-07-22/2023-07-29"),
        ("Global 200", "weeks", 3, "2023-07-29/2023-08-12"),
    ]
    for one in lines:
        kept = catalogue.sql(
            "SELECT count(*) FROM observation WHERE source_id = ? AND file = ? AND row = ?",
            [one.source_id, one.file, one.row],
        )
        assert kept == [(1,)]


def test_songs_without_evidence_of_size_stand_apart(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes)
    assert [(one.crossing.title, one.ranked) for one in answer.also_released] == [("Quiet", None)]


def with_totals(*releases: str | None, of: str = "A table") -> World:
    """Songs that only a lifetime total of one day knows, beside the songs of 2023."""
    world = year_2023()
    for number, released in enumerate(releases):
        song = world.song(f"Total {number}", "k-jung kook", "k-latto", released=released)
        world.figure(song, of, "streams", 5_000 + number, dt.date(2023, 12, 1))
    return world


def apart(answer: BestList) -> dict[str, str]:
    return {one.crossing.title: one.reason for one in answer.also_released}


def test_a_total_with_nothing_of_like_age_gives_no_rank_and_is_shown(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    answer = listed(open_world(with_totals("2023-02-01", "2023-11-01", "2023-11")), scenes)
    assert apart(answer) == {
        "Quiet": "on no loaded chart in 2023, and no source counts it",
        "Total 0": "on no loaded chart in 2023; 5,000 streams to date (A table), "
        "but no song of like age here to compare",
        "Total 1": "on no loaded chart in 2023; 5,001 streams to date (A table), "
        "but no song of like age here to compare",
        "Total 2": "on no loaded chart in 2023; 5,002 streams to date (A table), "
        "but no day of release to tell its age",
    }
    shown = next(one for one in answer.also_released if one.crossing.title == "Total 0").evidence
    assert [(one.metric, one.value) for one in shown] == [("streams to date", 5_000)]


def test_listening_in_the_period_tells_a_size_and_a_place_on_playlists_does_not(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = year_2023()
    day, month = dt.date(2023, 12, 31), dt.date(2023, 12, 1)
    for metric in ("listens", "playlists"):
        song = world.song(f"By {metric}", "k-jung kook", "k-latto", released="2023-03-01")
        world.figure(song, "Some site", metric, 900, day, since=month)
    answer = listed(open_world(world), scenes)
    assert "By listens" in [one.crossing.title for one in answer.entries]
    assert set(apart(answer)) == {"Quiet", "By playlists"}


def test_totals_of_like_age_compare_and_are_ranked(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    answer = listed(open_world(with_totals("2023-02-01", "2023-02-10")), scenes)
    assert {"Total 0", "Total 1"} < set(titles(answer))
    assert set(apart(answer)) == {"Quiet"}


def test_totals_of_two_tables_do_not_compare(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = with_totals("2023-02-01")
    song = world.song("Elsewhere", "k-jung kook", "k-latto", released="2023-02-01")
    world.figure(song, "Another table", "streams", 9_000, dt.date(2023, 12, 1))
    assert {"Total 0", "Elsewhere"} < set(apart(listed(open_world(world), scenes)))


def test_what_no_chart_covers_is_said_so(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = World()
    world.act("BTS", kind="group", origin="KR", rosters=["k-pop"])
    world.act("Latto", origin="US", genres=["hip hop"])
    world.song("Alone", "k-bts", "k-latto", released="2023-03-01")
    answer = listed(open_world(world), scenes)
    assert apart(answer) == {"Alone": "no chart is loaded in 2023, and no source counts it"}


def begun(weeks: int | None = None, *, elsewhere: bool = False) -> World:
    """A song that is first seen in the first issue of its chart, without a date of its own."""
    world = year_2023()
    song = world.song("Begun", "k-jung kook", "k-latto", released="2023-07-08", inferred=True)
    world.ranks(song, "New Chart", "2023-07-08", [3])
    if weeks:
        day = dt.date(2023, 7, 8)
        since = dt.date(2023, 7, 2)
        world.figure(song, "New Chart", "weeks", weeks, day, since=since)
    if elsewhere:
        world.ranks(song, "Global 200", "2023-07-08", [90])
    return world


def waiting(answer: BestList) -> dict[str, str | None]:
    return {one.title: one.doubt for one in answer.undecided}


def test_a_song_dated_by_the_first_issue_of_a_chart_waits(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    answer = listed(open_world(begun()), scenes)
    assert "Begun" not in titles(answer)
    assert waiting(answer)["Begun"] == (
        "no source dates it; charted by 2023-07-08, the first issue of the New Chart that is "
        "loaded: it may be older"
    )


def test_the_count_of_weeks_in_a_first_issue_bounds_the_date(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    words = waiting(listed(open_world(begun(weeks=3)), scenes))["Begun"]
    assert words
    assert words.endswith("(3 weeks on it by its own count, so since 2023-06-24)")


@pytest.mark.parametrize("known", [{"weeks": 1}, {"elsewhere": True}])
def test_a_song_that_is_new_to_a_chart_is_dated_by_it(
    open_world: Callable[[World], Catalogue], scenes: Scenes, known: dict[str, Any]
) -> None:
    answer = listed(open_world(begun(**known)), scenes)
    assert "Begun" in titles(answer)


def test_what_charted_in_the_year_needs_no_date(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    answer = listed(open_world(begun()), scenes, year_means="charted")
    assert "Begun" in titles(answer)


def test_doubtful_songs_wait(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes)
    assert [one.title for one in answer.undecided] == ["Rover Again", "Mash"]
    assert as_json(answer)["undecided"][1]["undecided_because"].startswith("a mashup")


def test_acts_that_could_not_be_placed_are_named(catalogue: Catalogue, scenes: Scenes) -> None:
    notes = " ".join(listed(catalogue, scenes).notes)
    assert "1 act could not be placed" in notes
    assert "1 song with a K-pop act" in notes
    assert "Newcomer" in notes


def test_acts_tied_between_the_sides_count_on_neither(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes, between=("k-pop", "latin"))
    assert titles(answer) == []
    assert any("neither: Both Ways" in note for note in answer.notes)


def test_older_crossings_are_a_footnote(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes)
    assert [one.title for one in answer.older] == ["Left and Right"]
    assert any("Left and Right (2022)" in note for note in answer.notes)


def test_charted_reads_the_year_by_the_charts(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes, year_means="charted")
    assert set(titles(answer)) == {"Seven", "Twin A", "Twin B", "January", "Left and Right"}
    assert not answer.older
    assert not answer.also_released


def test_evidence_until_ends_the_evidence(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes, evidence_until=dt.date(2023, 8, 5))
    assert titles(answer) == ["Seven", "January"]
    assert {one.crossing.title for one in answer.also_released} == {"Quiet", "Twin A", "Twin B"}
    weeks = [one.value for one in answer.entries[0].evidence if one.metric == "weeks"]
    assert weeks == [2, 2]
    assert "Evidence runs to 2023-08-05." in answer.notes


def test_top_cuts_the_list_and_loses_no_note(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = listed(catalogue, scenes, top=1)
    assert titles(answer) == ["Seven"]
    assert answer.ranked_in_all == 4
    assert any("could not be placed" in note for note in answer.notes)
    assert any("not filled up" in note for note in listed(catalogue, scenes, top=10).notes)


def test_inferred_dates_are_counted(catalogue: Catalogue, scenes: Scenes) -> None:
    assert any("1 release date inferred" in note for note in listed(catalogue, scenes).notes)


def test_a_decision_places_an_act(open_world: Callable[[World], Catalogue], scenes: Scenes) -> None:
    world = year_2023()
    world.decision("scene", "Newcomer", "western")
    world.decision("scene", "k-charlie puth", "not western")
    answer = listed(open_world(world), scenes)
    assert "Waiting" in titles(answer)
    assert "January" not in titles(answer)


def test_the_order_of_the_sides_does_not_matter(catalogue: Catalogue, scenes: Scenes) -> None:
    turned = listed(catalogue, scenes, between=("western", "k-pop"))
    assert turned.entries == listed(catalogue, scenes).entries


def test_one_scene_twice_is_no_question(scenes: Scenes) -> None:
    with pytest.raises(UsageError, match="two different scenes"):
        ask(2023, ("k-pop", "K-pop"), scenes)
