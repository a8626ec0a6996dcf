"""Everything about one song, with where it was read and why that date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from small_catalogue import World

from kollabo.answers.song import as_json, song
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound

Open = Callable[[World], Catalogue]


def dated(world: World, *said: tuple[str, str], released: str, inferred: bool = False) -> str:
    act = world.act("Somebody")
    return world.song("Song", act, released=released, said=said, inferred=inferred)


def test_the_song_with_its_credits(catalogue: Catalogue) -> None:
    answer = song(catalogue, "s-seven")
    assert (answer.title, answer.credit) == ("Seven", "Jung Kook feat. Latto")
    assert [(one.printed, one.shown) for one in answer.credits] == [
        ("Jung Kook feat. Latto", True),
        ("Jung Kook; Latto", False),
    ]
    names = answer.credits[0].names
    assert [(one.name, one.role, one.status) for one in names] == [
        ("Jung Kook", "main", "sure"),
        ("Latto", "featured", "weak"),
    ]
    assert [(one.version, one.rows) for one in answer.versions] == [(None, 1), ("explicit", 3)]
    assert answer.notes == ("a note of the source",)
    assert answer.collaborates
    assert answer.doubt is None


def test_each_act_says_where_it_is_from_and_whose_member(catalogue: Catalogue) -> None:
    jung_kook, latto = song(catalogue, "s-seven").acts
    assert (jung_kook.name, jung_kook.role, jung_kook.origin) == ("Jung Kook", "main", "KR")
    assert [one.name for one in jung_kook.groups] == ["BTS"]
    assert (latto.name, latto.role, latto.groups) == ("Latto", "featured", ())
    place = latto.origin_read_from
    assert place
    kept = catalogue.sql(
        "SELECT value FROM artist_fact WHERE fact = 'origin' AND file = ? AND row = ?",
        [place.file, place.row],
    )
    assert kept == [("US",)]


def test_each_chart_has_its_run(catalogue: Catalogue) -> None:
    runs = {run.chart: run for run in song(catalogue, "s-seven").runs}
    run = runs["Global 200"]
    assert (run.peak, run.weeks_at_peak, run.weeks) == (1, 2, 3)
    assert (run.first, run.last) == (dt.date(2023, 7, 29), dt.date(2023, 8, 12))
    assert run.points == pytest.approx(15.216, abs=0.001)  # 2 ln 201 + ln 100.5
    assert runs["Hot 100"].region == "US"


def test_totals_are_no_charts(catalogue: Catalogue) -> None:
    answer = song(catalogue, "s-seven")
    assert [(one.source, one.metric, one.value) for one in answer.totals] == [
        ("Spotify", "streams to date", 800_000_000)
    ]


def test_every_figure_says_where_it_was_read(catalogue: Catalogue) -> None:
    answer = as_json(song(catalogue, "s-seven"))
    figures = [row for run in answer["charts"] for row in run["rows"]] + answer["other_figures"]
    assert len(figures) == 6
    for one in figures:
        place = one["read_from"]
        assert catalogue.sql(
            "SELECT song_id FROM observation WHERE source_id = ? AND file = ? AND row = ?",
            [place["source"], place["file"], place["row"]],
        ) == [("s-seven",)]


def test_the_date_is_explained(catalogue: Catalogue) -> None:
    dating = song(catalogue, "s-seven").dating
    assert dating.why == "stated by 2 of 2 sources"
    assert [(one.statement.value, one.taken, one.verdict) for one in dating.said] == [
        ("2023-07-14", True, "taken"),
        ("2023-07-14", True, "taken"),
        ("2023-11-03", False, "a later release: the song was on a chart by 2023-07-29"),
    ]


def test_an_inferred_date_says_so(catalogue: Catalogue) -> None:
    dating = song(catalogue, "s-january").dating
    assert dating.inferred
    assert dating.why == "no source dates it: the first day it is seen on a chart"


def test_a_doubt_is_told(catalogue: Catalogue) -> None:
    assert as_json(song(catalogue, "s-mash"))["undecided_because"].startswith("a mashup")


def test_an_unknown_song_is_not_found(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        song(catalogue, "s-nothing")


def test_of_as_many_sources_the_earlier_date_is_taken(open_world: Open) -> None:
    world = World()
    song_id = dated(world, ("a", "2023-03-01"), ("b", "2023-03-03"), released="2023-03-01")
    dating = song(open_world(world), song_id).dating
    assert dating.why == "stated by 1 of 2 sources and is the earliest of as many"
    assert dating.said[1].verdict == "stated by fewer sources, or by as many and later"


def test_a_year_gives_way_to_a_date(open_world: Open) -> None:
    world = World()
    song_id = dated(world, ("a", "2023"), ("b", "2023-03-03"), released="2023-03-03")
    said = song(open_world(world), song_id).dating.said
    assert [one.verdict for one in said] == ["less exact than a full date", "taken"]


def test_facts_and_people_win(open_world: Open) -> None:
    world = World()
    song_id = dated(world, ("facts-own", "2023-03-02"), ("b", "2023-03-01"), released="2023-03-02")
    assert song(open_world(world), song_id).dating.why.startswith("stated by the facts")


def test_a_decision_is_the_reason(open_world: Open) -> None:
    world = World()
    song_id = dated(world, ("a", "2023-03-01"), released="2022-12-30")
    world.decision("released", "SONG", "2022-12-30")
    dating = song(open_world(world), song_id).dating
    assert dating.why == "decided by a person"
    assert dating.said[0].verdict == "a person decided otherwise"


def test_a_charts_count_of_weeks_tells_of_earlier_ones(open_world: Open) -> None:
    world = World()
    song_id = dated(world, ("a", "2023-03-20"), released="2023-03-04", inferred=True)
    world.ranks(song_id, "Chart", "2023-03-25", [5])
    weeks = dict(world.tables["observation"][-1], metric="weeks", unit="weeks", value=4.0)
    world.tables["observation"].append(weeks)
    dating = song(open_world(world), song_id).dating
    assert dating.said[0].verdict == "a later release: the song was on a chart by 2023-03-04"
