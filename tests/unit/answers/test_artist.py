"""Everything about one act, and why its printed names were taken for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from small_catalogue import World
from year_2023 import year_2023

from kollabo.answers.artist import artist, as_json
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound
from kollabo.scenes.definitions import Scene

Scenes = Mapping[str, Scene]


def test_the_act_with_each_sources_word(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = artist(catalogue, "k-jung kook", scenes)
    assert (answer.name, answer.kind, answer.origin) == ("Jung Kook", "person", "KR")
    assert ("origin", "KR", False) in [(s.fact, s.value, s.weak) for s in answer.statements]
    assert [(one.name, one.locale, one.kind) for one in answer.aliases] == [
        ("Jung Kook", None, "stage"),
        ("정국", "ko", "stage"),
        ("Jeon Jung-kook", None, "legal"),
    ]
    assert answer.why is None


def test_groups_and_members_with_periods(catalogue: Catalogue, scenes: Scenes) -> None:
    groups = artist(catalogue, "k-jung kook", scenes).groups
    assert [one.name for one in groups] == ["BTS"]
    assert [(span.begin, span.end) for span in groups[0].spans] == [(None, None), ("2013-06", None)]
    assert [one.name for one in artist(catalogue, "k-bts", scenes).members] == ["Jung Kook"]


def test_scenes_with_the_reason(catalogue: Catalogue, scenes: Scenes) -> None:
    found = artist(catalogue, "k-jung kook", scenes).scenes
    assert [(one.scene, one.strength, one.why) for one in found] == [
        ("k-pop", "group", "member of BTS (listed as k-pop)")
    ]
    western = artist(catalogue, "k-charlie puth", scenes).scenes
    assert {one.scene for one in western} == {"us", "western"}


def test_a_decision_about_its_scene_counts(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = year_2023()
    world.decision("scene", "Charlie Puth", "not western")
    world.decision("scene", "Newcomer", "k-pop")
    catalogue = open_world(world)
    assert [s.scene for s in artist(catalogue, "k-charlie puth", scenes).scenes] == ["us"]
    newcomer = artist(catalogue, "k-newcomer", scenes)
    assert [(s.strength, s.why) for s in newcomer.scenes] == [("user", "decided by a person")]


def test_collaborations_over_time(catalogue: Catalogue, scenes: Scenes) -> None:
    songs = artist(catalogue, "k-charlie puth", scenes).collaborations
    assert [(one.year, one.title, one.role) for one in songs] == [
        (2022, "Left and Right", "main"),
        (2023, "January", "main"),
        (2023, "Quiet", "main"),
    ]
    assert [act.name for act in songs[0].partners] == ["Jung Kook"]
    assert songs[0].best
    assert (songs[0].best.place, songs[0].best.chart_weeks) == (90, 2)
    assert songs[2].best is None


def test_why_tells_names_and_namesakes(catalogue: Catalogue, scenes: Scenes) -> None:
    why = artist(catalogue, "k-kai exo", scenes, why=True).why
    assert why
    assert [(one.name, one.title, one.status) for one in why.taken] == [
        ("Kai", "Rover Again", "unsure")
    ]
    assert why.taken[0].reasons == ("+3.0 described",)
    assert [(one.title, one.taken_for) for one in why.passed_over] == [("Night Drive", "k-kai us")]
    assert [one.words for one in why.namesakes] == ["Kai (US rapper)"]


def test_json_holds_it_all(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = as_json(artist(catalogue, "k-kai us", scenes, why=True))
    assert answer["note"] == "US rapper"
    assert answer["why"]["taken"][0]["runner_up"] == {"id": "k-kai exo", "name": "Kai"}
    assert answer["collaborations"][0]["undecided_because"].startswith("'Kai' is undecided")


def test_an_unknown_act_is_not_found(catalogue: Catalogue, scenes: Scenes) -> None:
    with pytest.raises(NotFound):
        artist(catalogue, "k-nobody", scenes)
