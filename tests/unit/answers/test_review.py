"""What waits for a person, and the decisions that would settle it."""

from __future__ import annotations

import datetime as dt
import shlex
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalogue import World
from year_2023 import year_2023

from kollabo.answers.deciding import Ready
from kollabo.answers.question import ask
from kollabo.answers.review import Item, Review, as_json, review
from kollabo.build.decisions import read_decisions
from kollabo.catalogue.location import DECISIONS
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene

Scenes = Mapping[str, Scene]
TODAY = dt.date(2026, 11, 24)


def reviewed(catalogue: Catalogue, scenes: Scenes, **how: Any) -> Review:
    between = how.pop("between", ("k-pop", "western"))
    return review(catalogue, ask(2023, between, scenes, **how), scenes, today=TODAY)


def only(items: tuple[Item, ...], subject: str) -> Item:
    (found,) = (item for item in items if item.subject == subject)
    return found


def decisions(item: Item) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.subject, one.song, one.value) for one in item.options]


def test_a_doubtful_crossing_can_be_confirmed_or_not(catalogue: Catalogue, scenes: Scenes) -> None:
    item = only(reviewed(catalogue, scenes).of("undecided"), "Mash")
    assert item.words == "a mashup: its acts may never have met"
    assert decisions(item) == [
        ("collaboration", "Mash", "", "yes"),
        ("collaboration", "Mash", "", "no"),
    ]


def test_an_unsure_name_can_be_given_to_either_act(catalogue: Catalogue, scenes: Scenes) -> None:
    item = only(reviewed(catalogue, scenes).of("undecided"), "Rover Again")
    assert decisions(item)[:2] == [
        ("act", "Kai", "Rover Again", "Kai [EXO]"),
        ("act", "Kai", "Rover Again", "Kai [US rapper]"),
    ]
    assert item.options[0].command == "kollabo decide act Kai 'Kai [EXO]' --song 'Rover Again'"


def test_a_song_that_would_cross_if_a_name_meant_another(
    catalogue: Catalogue, scenes: Scenes
) -> None:
    item = only(reviewed(catalogue, scenes).of("undecided"), "Night Drive")
    assert item.words.endswith("; it is a crossing if 'Kai' means Kai (EXO)")
    charted = reviewed(catalogue, scenes, year_means="charted").of("undecided")
    assert [one.subject for one in charted] == ["Rover Again"]


def test_a_song_that_two_sources_credit_differently_is_shown_as_held_twice(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = year_2023()
    world.song("Again", "k-jung kook", "k-latto", song_id="s-again", released="2023-04-28")
    more = ("k-jung kook", "k-latto", "k-jack harlow")
    world.song("Again", *more, song_id="s-again 2", released="2023-04-28")
    world.song("Again", *more[1:], song_id="s-again 3", released="2023-05-05")
    (item,) = reviewed(open_world(world), scenes).of("twice")
    assert {song.song_id for song in item.songs} == {"s-again", "s-again 2"}
    assert [sorted(option.acts) for option in item.options] == [
        ["Jung Kook", "Latto"],
        ["Jack Harlow", "Jung Kook", "Latto"],
    ]


def test_what_waits_with_most_evidence_comes_first(catalogue: Catalogue, scenes: Scenes) -> None:
    items = reviewed(catalogue, scenes).of("undecided")
    assert [one.subject for one in items] == ["Rover Again", "Mash", "Night Drive"]
    assert items[0].points > 0


def test_an_act_without_origin_waits_with_its_songs(catalogue: Catalogue, scenes: Scenes) -> None:
    (item,) = reviewed(catalogue, scenes).of("unplaced")
    assert (item.subject, item.words) == ("Newcomer", "no source states its origin or genre")
    assert [(song.title, song.evidence) for song in item.songs] == [
        ("Waiting", "reached No. 70 on the Global 200, 2 weeks on it")
    ]
    assert decisions(item) == [
        ("scene", "Newcomer", "", "k-pop"),
        ("scene", "Newcomer", "", "western"),
        ("origin", "Newcomer", "", "XX"),
    ]


def test_namesakes_are_decided_about_by_id(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = year_2023()
    world.act("Newcomer", artist_id="k-other", origin="JP")
    (item,) = reviewed(open_world(world), scenes).of("unplaced")
    assert item.options[0].subject == "k-newcomer"


def test_an_act_tied_between_the_sides(catalogue: Catalogue, scenes: Scenes) -> None:
    (item,) = reviewed(catalogue, scenes, between=("k-pop", "latin")).of("tied")
    assert item.words == "equally strong reasons for K-pop and for Latin"
    assert [one.value for one in item.options] == ["k-pop", "latin"]


def test_inferred_dates_near_the_new_year(catalogue: Catalogue, scenes: Scenes) -> None:
    items = reviewed(catalogue, scenes).of("year")
    assert {one.subject for one in items} == {"January", "Next January"}
    assert only(items, "January").words.endswith("2023-01-21: it may be of 2022")
    assert only(items, "Next January").words.endswith("2024-01-13: it may be of 2023")
    assert not reviewed(catalogue, scenes, year_means="charted").of("year")


def test_a_song_first_seen_where_its_chart_begins(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = year_2023()
    song = world.song("Begun", "k-jung kook", "k-latto", released="2023-07-08", inferred=True)
    world.ranks(song, "New Chart", "2023-07-08", [3])
    item = only(reviewed(open_world(world), scenes).of("year"), "Begun")
    assert item.words == (
        "no source dates it; charted by 2023-07-08, the first issue of the New Chart that is "
        "loaded: it may be older"
    )


def test_weak_names_on_listed_crossings(catalogue: Catalogue, scenes: Scenes) -> None:
    (item,) = reviewed(catalogue, scenes).of("name")
    assert (item.subject, item.songs[0].title) == ("Latto", "Seven")
    assert item.words == "taken for Latto (US) by the bare name (+3.0 described)"
    assert decisions(item) == [("act", "Latto", "Seven", "Latto")]


def test_a_title_that_others_share_is_decided_with_its_acts(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    alone = only(reviewed(open_world(year_2023()), scenes).of("undecided"), "Mash")
    assert {option.acts for option in alone.options} == {()}
    world = year_2023()
    world.song("Mash", "k-latto", "k-jack harlow", song_id="s-mash 2", released="2021")
    item = only(reviewed(open_world(world), scenes).of("undecided"), "Mash")
    assert {option.acts for option in item.options} == {("Jung Kook", "Latto")}
    assert "'--act=Jung Kook' --act=Latto" in item.options[0].command


def test_every_decision_can_be_read_by_the_build(
    catalogue: Catalogue, scenes: Scenes, tmp_path: Path
) -> None:
    items = as_json(reviewed(catalogue, scenes))["items"]
    ready = [one for item in items for one in item["decisions"]]
    (tmp_path / DECISIONS).write_text("\n".join(one["toml"] for one in ready), encoding="utf-8")
    read = read_decisions(tmp_path).all
    assert [(one.kind, one.subject, one.value, one.song or None) for one in read] == [
        (one["kind"], one["subject"], one["value"], one["song"]) for one in ready
    ]
    assert {one.decided for one in read} == {TODAY}


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_words_survive_toml(subject: str, value: str, song: str, why: str) -> None:
    text = Ready("act", subject, value, song, why).toml(TODAY)
    (found,) = tomllib.loads(text)["decision"]
    assert (found["subject"], found["value"], found["why"]) == (subject, value, why)
    assert found.get("song", "") == song


@pytest.mark.parametrize("title", ["It's", "- (Minus)", "-", 'A "B" $C', "Sí; no"])
def test_a_command_line_survives_the_shell(title: str) -> None:
    words = shlex.split(Ready("released", title, "2023-01-01", why="a -b").command)
    assert words[:2] == ["kollabo", "decide"]
    assert words[words.index("released") + 1 :][:2] == [title, "2023-01-01"]
    if title.startswith("-"):
        assert words[words.index("released") - 1] == "--"
