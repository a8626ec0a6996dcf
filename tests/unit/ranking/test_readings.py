"""Readings: what voices say, what their silence means, and the time a song had."""

from __future__ import annotations

import datetime as dt
from math import hypot, log, sqrt

import pytest
from lists import coverage, figure, song

from kollabo.answers.figures import SongFigures
from kollabo.answers.ranking.coverage import Coverage
from kollabo.answers.ranking.growth import growths
from kollabo.answers.ranking.readings import Voice, voices
from kollabo.answers.ranking.settings import settings
from kollabo.answers.ranking.signals import load_signals

SIGNALS = load_signals()
EDGE = 1 / sqrt(100)  # a week at the last place of a chart of 100
BELOW = settings()["unprinted"]


def speaking(songs: list[SongFigures], loaded: Coverage) -> list[Voice]:
    return [voice for voice in voices(songs, loaded, SIGNALS) if voice.speaks]


def test_places_are_read_as_an_audience_with_a_week_at_the_edge_of_the_chart() -> None:
    one, other = song("one", {"A": [1, 4]}), song("other", {"A": [100, 100]})
    (voice,) = speaking([one, other], coverage("A", weeks=2))  # no week below the last place
    assert voice.values["s-one"] == pytest.approx(log(1 + 1 / 2 + EDGE))
    assert voice.values["s-other"] == pytest.approx(log(2 * EDGE + EDGE))


def test_of_weeks_below_the_last_place_a_part_is_added_and_the_rest_left_open() -> None:
    songs = [song("big", {"A": [1.0] * 10}), song("small", {"A": [100.0]})]
    (voice,) = speaking(songs, coverage("A", weeks=10))
    room = log(1 + 9 * EDGE / (EDGE + EDGE))  # nine weeks, none with more than the last place
    assert voice.values["s-small"] == pytest.approx(log(2 * EDGE) + BELOW["mean"] * room)
    places = BELOW["places"] * log(10) / log(52)
    assert voice.open["s-big"] == pytest.approx(places)
    assert voice.open["s-small"] == pytest.approx(hypot(places, BELOW["deviation"] * room))


def test_a_song_that_is_not_on_a_loaded_chart_was_below_its_last_place() -> None:
    songs = [song("big", {"A": [1], "B": [2]}), song("small", {"A": [90]})]
    by_chart = {voice.label: voice for voice in speaking(songs, coverage("A", "B"))}
    smallest = log(2 * EDGE) + BELOW["mean"] * log(1 + 51 / 2)
    assert by_chart["B"].bounds == {"s-small": pytest.approx(smallest)}


def test_all_songs_are_compared_within_equal_weeks_after_their_release() -> None:
    """With evidence of two years, a January song has no more weeks than a December song."""
    songs = [
        song("january", {"A": [10.0] * 100}),
        song("december", {"A": [10.0] * 52}, released="2023-12-03", week=48),
    ]
    loaded = coverage("A", weeks=104)
    loaded = loaded._replace(until=dt.date(2024, 12, 31))
    (voice,) = speaking(songs, loaded)
    assert voice.values["s-january"] == pytest.approx(voice.values["s-december"], abs=0.05)
    assert voice.words["s-january"].startswith("52 weeks")
    assert growths(songs, loaded) == {}
    (both,) = speaking(songs, loaded._replace(one_window=True))  # what charted, whenever released
    assert both.words["s-january"].startswith("100 weeks")


def test_a_chart_that_was_not_loaded_in_its_time_says_nothing_of_a_song() -> None:
    songs = [song("early", {"A": [1]}), song("late", {"A": [2]}, released="2023-11-03", week=44)]
    songs[1].figures.append(figure("B", "rank", 3, 45))
    loaded = coverage("A", "B").charts[("A", "rank")]
    late = coverage("A", "B", weeks=8, first=44)
    both = type(late)(late.begin, late.until, {**late.charts, ("A", "rank"): loaded})
    heard = {voice.label: voice for voice in speaking(songs, both)}
    # B, loaded for 8 of the early song's 52 weeks, tells nothing; alone, it has nobody to compare.
    assert "B" not in heard


def test_absence_from_a_music_show_says_nothing() -> None:
    shows = {"Korean music shows: Inkigayo": [1, 2]}
    songs = [song("a", shows), song("b", {"Korean music shows: M Countdown": [2]}), song("c", {})]
    (voice,) = speaking(songs, coverage(*shows))
    assert (voice.label, voice.bounds) == ("Korean music shows", {})
    assert "says nothing of size" in voice.silent["s-c"]


def test_several_shows_in_a_week_count_once() -> None:
    shows = {f"Korean music shows: {name}": [1.0] for name in ("Inkigayo", "M Countdown")}
    (voice,) = speaking([song("a", shows), song("b", dict([*shows.items()][:1]))], coverage())
    assert voice.values["s-a"] == voice.values["s-b"]


def test_where_a_chart_prints_streams_its_places_are_not_counted_again() -> None:
    songs = [
        song(name, {"S": [place]}, others=[figure("S", "streams", streams)])
        for name, place, streams in (("a", 1, 900.0), ("b", 2, 800.0))
    ]
    loaded = coverage("S")
    both = type(loaded)(
        loaded.begin,
        loaded.until,
        {**loaded.charts, ("S", "streams"): loaded.charts[("S", "rank")]},
    )
    assert [voice.signal.name for voice in speaking(songs, both)] == ["streams"]


def test_totals_compare_songs_of_like_age_only() -> None:
    counted = dt.date(2023, 7, 14)
    songs = [
        song(
            name,
            {},
            released=released,
            others=[figure("T", "streams", 1e6, total=True, until=counted)],
        )
        for name, released in (("a", "2023-01-01"), ("b", "2023-01-10"), ("c", "2023-06-30"))
    ]
    (voice,) = speaking(songs, coverage())
    assert set(voice.values) == {"s-a", "s-b"}


def test_a_song_with_less_time_may_still_have_grown() -> None:
    songs = [
        song("january", {"A": [5.0] * 40}),
        song("december", {"A": [5.0] * 3}, released="2023-12-08", week=49),
        song("gone", {"A": [5.0]}, released="2023-11-17", week=46),
    ]
    grown = growths(songs, coverage("A"))
    assert set(grown) == {"s-december", "s-gone"}
    assert grown["s-december"].still
    assert not grown["s-gone"].still
    assert grown["s-december"].mean > grown["s-gone"].mean > 0
    assert grown["s-december"].deviation > grown["s-gone"].deviation > 0


def test_a_song_that_climbs_has_more_to_come_than_one_that_falls() -> None:
    songs = [
        song("january", {"A": [5.0] * 40}),
        song("climbs", {"A": [40.0, 20.0, 10.0]}, released="2023-12-08", week=49),
        song("falls", {"A": [10.0, 20.0, 40.0]}, released="2023-12-08", week=49),
    ]
    grown = growths(songs, coverage("A"))
    assert grown["s-climbs"].mean > grown["s-falls"].mean + 0.5
    assert grown["s-climbs"].deviation == grown["s-falls"].deviation


def test_weeks_before_a_song_entered_a_chart_are_none_of_its_course() -> None:
    songs = [
        song("january", {"A": [5.0] * 40}),
        song("enters", {"A": [29.0]}, released="2023-12-08", week=51),
        song("there", {"A": [29.0] * 3}, released="2023-12-08", week=49),
    ]
    grown = growths(songs, coverage("A"))
    assert grown["s-enters"].weeks == grown["s-there"].weeks
    assert abs(grown["s-enters"].mean - grown["s-there"].mean) < 0.5


def test_songs_with_equal_time_are_not_projected() -> None:
    songs = [song("a", {"A": [5.0] * 3}), song("b", {"A": [7.0]})]
    assert growths(songs, coverage("A")) == {}


def test_in_one_window_every_song_had_the_same_time() -> None:
    songs = [song("a", {"A": [5.0] * 3}), song("b", {"A": [7.0]}, released="2023-12-08", week=49)]
    assert growths(songs, coverage("A", one_window=True)) == {}


def test_a_broken_count_is_no_reading() -> None:
    songs = [
        song(name, {}, others=[figure("S", "views", views)])
        for name, views in (("a", 900.0), ("b", 800.0), ("c", 0.0))
    ]
    (voice,) = speaking(songs, coverage())
    assert set(voice.values) == {"s-a", "s-b"}
