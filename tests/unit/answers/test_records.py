"""Records: every one that a search by brute force finds, and none else."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from small_catalogue import CHART_SOURCE, World

from kollabo.answers.question import ask_years
from kollabo.answers.records.answer import Records, as_json, records
from kollabo.answers.records.definitions import definition_of, definitions
from kollabo.answers.records.finding import Record
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import DataFileError
from kollabo.publish.records_text import records_text
from kollabo.scenes.definitions import Scene

Scenes = Mapping[str, Scene]
Open = Callable[[World], Catalogue]
BETWEEN = ("k-pop", "western")
WEEK = dt.timedelta(days=7)
FIRST, ISSUES, PLACES = dt.date(2015, 1, 3), 120, 12  # to April 2017

# name -> kind, side, group
ACTS = {
    "Groop": ("group", "k", None),
    "Kim": ("person", "k", "Groop"),
    "Lee": ("person", "k", "Groop"),
    "Park": ("person", "k", None),
    "Ann": ("person", "w", None),
    "Bob": ("person", "w", None),
    "Cats": ("group", "w", None),
    "Elsewhere": ("person", None, None),
}


def act_id(name: str) -> str:
    return f"k-{name.lower()}"


def generated(seed: int) -> tuple[World, dict[str, list[str]], dict[str, dict[int, int]]]:
    """A full chart of twelve places: the world, each song's acts, each song's place by issue."""
    rng = random.Random(seed)
    world = World()
    for name, (kind, side, group) in ACTS.items():
        where = {"k": {"origin": "KR", "rosters": ["k-pop"]}, "w": {"origin": "US"}}
        known: dict[str, Any] = where.get(side or "", {"origin": "IN"})
        world.act(name, kind=kind, groups=[act_id(group)] if group else (), **known)
    credits: dict[str, list[str]] = {}
    lives: dict[str, tuple[int, int]] = {}
    for number in range(120):
        acts = rng.sample(list(ACTS), rng.choice([1, 2, 2, 2, 3]))
        begin = rng.randrange(-10, ISSUES)
        title = f"Song {number}"
        day = FIRST + max(0, begin) * WEEK
        credits[world.song(title, *map(act_id, acts), released=str(day))] = acts
        lives[f"s-song {number}"] = (begin, begin + rng.randrange(2, 22))
    places: dict[str, dict[int, int]] = {song: {} for song in credits}
    filler = [world.song(f"Filler {n}", act_id("Elsewhere")) for n in range(PLACES)]
    for issue in range(ISSUES):
        alive = [song for song, (begin, end) in sorted(lives.items()) if begin <= issue < end]
        rng.shuffle(alive)
        for place, song in enumerate([*alive, *filler][:PLACES], start=1):
            if song in places:
                places[song][issue] = place
            charted(world, "Twelve", song, place, issue, PLACES)
    return world, credits, places


def charted(world: World, chart: str, song: str, place: int, issue: int, of: int) -> None:
    until = FIRST + issue * WEEK
    world.figure(song, chart, "rank", place, until, since=until - WEEK)
    world.tables["observation"][-1]["places"] = of


def side(act: str) -> str | None:
    return ACTS[act][1]


def is_crossing(acts: list[str]) -> bool:
    return {side(act) for act in acts} >= {"k", "w"}


# What each measure is, said once more in the plainest way: (better first, value, issue reached).


def first_at(run: dict[int, int], place: int) -> tuple[int, int, int] | None:
    issues = [issue for issue, rank in sorted(run.items()) if not place or rank <= place]
    return (issues[0], run[issues[0]], issues[0]) if issues else None


def measure(name: str, run: dict[int, int], place: int) -> tuple[int, int, int] | None:
    issues = sorted(run)
    if name == "first":
        return first_at(run, place)
    if name == "debut":
        return None if issues[0] == 0 else (run[issues[0]], run[issues[0]], issues[0])
    if name == "weeks":
        return -len(issues), len(issues), issues[-1]
    if name == "at_one":
        top = [issue for issue in issues if run[issue] == 1]
        return (-len(top), len(top), top[-1]) if top else None
    if name == "run":
        best = (0, 0)
        for begin in issues:
            end = begin
            while end + 1 in run:
                end += 1
            best = max(best, (end - begin + 1, -end))
        return -best[0], best[0], -best[1]
    rises = [(run[i] - run[i + 1], -i - 1) for i in issues if i + 1 in run]
    rise, issue = max(rises, default=(0, 0))
    return (-rise, rise, -issue) if rise > 0 else None


def by_brute_force(
    credits: dict[str, list[str]], places: dict[str, dict[int, int]], years: tuple[int, int]
) -> set[tuple[str, str, frozenset[tuple[str, int]]]]:
    """Every record as (its name, whose, its holders with their values)."""
    found: dict[str, list[tuple[str, frozenset[tuple[str, int]]]]] = {}
    told = set()
    for one in definitions():
        for who, songs in pools(one.whose, credits):
            holders: dict[str, tuple[int, int, int]] = {}
            if one.measure == "crossings":
                for act in ACTS:
                    theirs = [
                        min(places[song])
                        for song, acts in credits.items()
                        if is_crossing(acts) and act in acts and places[song]
                    ]
                    if side(act) == who and theirs:
                        holders[act] = (-len(theirs), len(theirs), max(theirs))
            else:
                for song in songs:
                    run = places[song]
                    value = measure(one.measure, run, one.place) if run else None
                    if value:
                        holders[song] = value
            if not holders:
                continue
            if one.measure == "first" and any(value[2] == 0 for value in holders.values()):
                continue  # reached in the first issue loaded: somebody may have been before
            best = min(value[0] for value in holders.values())
            best_ones = {key: value for key, value in holders.items() if value[0] == best}
            if one.measure != "crossings" and not any(
                is_crossing(credits[song]) for song in best_ones
            ):
                continue
            if (
                one.measure not in ("first", "debut")
                and min(value for _, value, _ in best_ones.values()) < one.least
            ):
                continue
            ids = frozenset((key, value[1]) for key, value in best_ones.items())
            found.setdefault(one.name, []).append((who, ids))
            wider = [{key for key, _ in held} for _, held in found.get(one.narrows, [])]
            if set(best_ones) in wider:
                continue
            days = [
                FIRST + issue * WEEK
                for key, (_, _, issue) in best_ones.items()
                if one.measure == "crossings" or is_crossing(credits[key])
            ]
            if any(years[0] <= day.year <= years[1] for day in days):
                told.add((one.name, who, ids))
    return told


def pools(whose: str, credits: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    crossings = [song for song, acts in credits.items() if is_crossing(acts)]
    if whose == "crossings":
        yield "all", crossings
    elif whose in ("soloists", "groups"):
        kind = {"soloists": "person", "groups": "group"}[whose]
        for one in ("k", "w"):
            yield (
                one,
                [
                    song
                    for song in crossings
                    if any(side(act) == one and ACTS[act][0] == kind for act in credits[song])
                ],
            )
    elif whose == "act":
        for act in filter(side, ACTS):
            yield act, [song for song, acts in credits.items() if act in acts]
    elif whose == "members":
        members = {name for name, (_, _, group) in ACTS.items() if group == "Groop"}
        yield (
            "Groop",
            [song for song, acts in credits.items() if members & set(acts) and "Groop" not in acts],
        )
    else:
        yield "k", []
        yield "w", []


def whose(record: Record) -> str:
    """The same word that the brute force has for it, read from the record's sentence."""
    definition = next(one for one in definitions() if one.name == record.name)
    if definition.whose == "crossings":
        return "all"
    if definition.whose in ("soloists", "groups", "side"):
        return "k" if "by a K-pop" in record.words else "w"
    return next(name for name in ACTS if name in record.words)


def shown(answer: Records) -> set[tuple[str, str, frozenset[tuple[str, int]]]]:
    return {
        (
            record.name,
            whose(record),
            frozenset((one.act or one.song_id, one.value) for one in record.holders),
        )
        for record in answer.records
    }


@pytest.mark.parametrize("seed", range(5))
def test_the_records_are_those_that_brute_force_finds(
    open_world: Open, scenes: Scenes, seed: int
) -> None:
    world, credits, places = generated(seed)
    catalogue = open_world(world)
    for years in ((2015, 2015), (2016, 2016), (2015, 2017)):
        answer = records(catalogue, ask_years(*years, BETWEEN, scenes), scenes)
        expected = by_brute_force(credits, places, years)
        assert shown(answer) == expected
        assert not answer.not_told
    assert len(expected) > 10


def test_each_record_can_be_traced(open_world: Open, scenes: Scenes) -> None:
    world, _, _ = generated(1)
    catalogue = open_world(world)
    answer = records(catalogue, ask_years(2015, 2017, BETWEEN, scenes), scenes)
    for record in as_json(answer)["records"]:
        for holder in record["holders"]:
            days = []
            for place in holder["read_from"]:
                ((song, day),) = catalogue.sql(
                    "SELECT song_id, period_to FROM observation "
                    "WHERE source_id = ? AND file = ? AND row = ?",
                    [place["source"], place["file"], place["row"]],
                )
                assert song == holder["id"] or holder["act"]
                days.append(str(day))
            assert holder["day"] == max(days)


def told(catalogue: Catalogue, scenes: Scenes, year: int = 2015, **how: Any) -> Records:
    return records(catalogue, ask_years(year, year, BETWEEN, scenes), scenes, **how)


def short_world(weeks: int = 60, *, missing: int | None = None) -> World:
    """One crossing, No. 1 in the tenth issue of a chart of one place; maybe an issue is missing."""
    world = World()
    kim = world.act("Kim", kind="person", origin="KR", rosters=["k-pop"])
    ann = world.act("Ann", kind="person", origin="US")
    both = world.song("Both", kim, ann, released="2015-03-01")
    other = world.song("Other", world.act("Elsewhere", origin="IN"))
    for issue in range(weeks):
        if issue != missing:
            charted(world, "Chart", both if issue == 9 else other, 1, issue, 1)
    return world


def replaced(world: World, song: str, issue: int) -> None:
    """Another song in an issue of the short world."""
    day = FIRST + issue * WEEK
    row = next(one for one in world.tables["observation"] if one["period_to"] == day)
    row["song_id"] = song


def test_a_record_is_worded_with_its_scope(open_world: Open, scenes: Scenes) -> None:
    answer = told(open_world(short_world()), scenes)
    sentences = [record["words"] for record in as_json(answer)["records"]]
    assert (
        "first number one on the Chart by a K-pop act with a Western act, "
        "in charts from 2015-01-03 to 2016-02-20"
    ) in sentences
    assert "Kim's first number one on the Chart, in charts from 2015-01-03 to 2016-02-20" in (
        sentences
    )
    assert f"[{CHART_SOURCE} file.csv:" in records_text(answer)


def test_a_gap_cuts_the_scope(open_world: Open, scenes: Scenes) -> None:
    answer = told(open_world(short_world(70, missing=5)), scenes)
    assert {str(record.scope.first) for record in answer.records} == {"2015-02-14"}


def test_gaps_forbid_a_record(open_world: Open, scenes: Scenes) -> None:
    answer = told(open_world(short_world(60, missing=30)), scenes)
    assert not answer.records
    assert answer.not_told[0].reason == (
        "it has gaps: 30 whole issues in a row at most in that time, and a record takes 52"
    )
    assert "None: no crossing of that time holds a record" in records_text(answer)


def test_an_issue_that_lacks_many_places_is_missing(open_world: Open, scenes: Scenes) -> None:
    world = short_world(60)
    world.tables["observation"][30]["places"] = 10
    assert not told(open_world(world), scenes).records


def test_a_chart_of_uneven_length_tells_its_first_places_only(
    open_world: Open, scenes: Scenes
) -> None:
    world = short_world(60)
    for place in (2, 3):
        charted(world, "Chart", world.song(f"More {place}", "k-elsewhere"), place, 30, 3)
    world.tables["observation"][30]["places"] = 3
    answer = told(open_world(world), scenes)
    names = {record.name for record in answer.records}
    assert "first-number-one" in names
    assert not names & {"first-on-chart", "most-weeks", "highest-debut"}
    assert "only records of the first 1 are told" in answer.not_told[0].reason


def test_a_later_day_changes_nothing_before_it(open_world: Open, scenes: Scenes) -> None:
    catalogue = open_world(short_world(70))
    day = dt.date(2016, 1, 31)
    cut = told(catalogue, scenes, until=day)
    assert {record.scope.last for record in cut.records} == {dt.date(2016, 1, 30)}
    assert {record.name for record in cut.records} == {
        record.name for record in told(catalogue, scenes).records
    }
    assert not told(catalogue, scenes, 2016).records


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"measure": "luck"}, "has measure 'luck'"),
        ({"whose": "nobody"}, "has whose 'nobody'"),
        ({"words": "first of {city}"}, "has words with ['city']"),
        ({"narrows": "nothing"}, "has narrows 'nothing'"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_mistake_in_a_definition_is_named(change: dict[str, str], said: str) -> None:
    raw = {"name": "x", "measure": "first", "whose": "act", "words": "{who}"} | change
    with pytest.raises(DataFileError) as caught:
        definition_of(raw, "firsts.toml", set())
    assert said in str(caught.value)
    assert str(caught.value).startswith("firsts.toml: ")


def test_a_return_of_an_older_song_is_no_debut(open_world: Open, scenes: Scenes) -> None:
    world = short_world()
    replaced(world, world.song("Old", "k-kim", "k-ann", released="2014-05-01"), 8)
    answer = told(open_world(world), scenes)
    debut = next(record for record in answer.records if record.name == "highest-debut")
    assert [one.title for one in debut.holders] == ["Both"]


def test_a_catalogue_of_some_songs_tells_no_record(open_world: Open, scenes: Scenes) -> None:
    world = short_world()
    for issue in range(60):
        until = FIRST + issue * WEEK
        world.add(
            "chart_period",
            chart="Chart",
            metric="rank",
            region="world",
            period_from=until - WEEK,
            period_to=until,
            places=1,
            rows=0,
        )
    world.tables["observation"] = [
        one for one in world.tables["observation"] if one["song_id"] == "s-both"
    ]
    for row in world.tables["chart_period"]:
        row["rows"] = 1
    answer = told(open_world(world), scenes)
    assert not answer.records
    assert answer.not_told[0].reason == "of its songs the catalogue holds only some"


def test_a_song_in_doubt_holds_nothing_and_is_named(open_world: Open, scenes: Scenes) -> None:
    world = short_world(60)
    doubtful = world.song("Mash", "k-kim", "k-ann", released="2015-02-01", doubt="a mashup")
    replaced(world, doubtful, 8)
    answer = told(open_world(world), scenes)
    first = next(record for record in answer.records if record.name == "first-number-one")
    assert [one.title for one in first.holders] == ["Both"]
    assert first.contested_by == ("Mash",)


def test_an_act_that_may_be_a_soloist_contests(open_world: Open, scenes: Scenes) -> None:
    world = short_world(60)
    unknown = world.act("Who", origin="KR", rosters=["k-pop"])
    group = world.act("Five", kind="group", origin="KR", rosters=["k-pop"])
    for title, act, issue in (("Before", unknown, 7), ("Earliest", group, 5)):
        replaced(world, world.song(title, act, "k-ann", released="2015-01-20"), issue)
    answer = told(open_world(world), scenes)
    soloist = next(
        record
        for record in answer.records
        if record.name == "first-number-one-soloist" and "K-pop soloist" in record.words
    )
    assert [one.title for one in soloist.holders] == ["Both"]
    assert soloist.contested_by == ("Before",)
