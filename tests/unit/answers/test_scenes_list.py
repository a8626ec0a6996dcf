"""Scenes, counted and shown act by act."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from small_catalogue import World
from year_2023 import year_2023

from kollabo.answers.scenes_list import as_json, scene_acts, scene_as_json, scenes_list
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene

Scenes = Mapping[str, Scene]


def test_every_scene_is_counted(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = scenes_list(catalogue, scenes)
    counts = {one.name: one.acts for one in answer.scenes}
    assert counts["k-pop"] == 3  # Jung Kook, Kai of EXO, Both Ways
    assert counts["us"] == counts["western"] == 4
    assert counts["country"] == 0
    assert (answer.acts, answer.nowhere) == (8, 1)
    assert as_json(answer)["scenes"][0]["name"] == "afrobeats"


def test_a_scene_shows_its_acts_most_evidence_first(catalogue: Catalogue, scenes: Scenes) -> None:
    answer = scene_acts(catalogue, scenes["k-pop"], scenes, limit=2)
    assert answer.acts_in_all == 3
    assert [(one.name, one.strength) for one in answer.acts] == [
        ("Jung Kook", "group"),
        ("Kai", "group"),
    ]
    assert answer.acts[0].why == "member of BTS (listed as k-pop)"
    assert (answer.acts[0].songs, answer.acts[0].chart_weeks) == (10, 13)


def test_ties_with_another_scene_are_told(catalogue: Catalogue, scenes: Scenes) -> None:
    ties = scene_acts(catalogue, scenes["latin"], scenes).ties
    assert [(one.scene, one.names) for one in ties] == [("k-pop", ("Both Ways",))]


def test_the_definition_is_in_words(catalogue: Catalogue, scenes: Scenes) -> None:
    shown = scene_as_json(scene_acts(catalogue, scenes["western"], scenes))
    assert shown["definition"][-1] == (
        "Not those that K-pop, J-pop and Afrobeats claim by roster, group or genre."
    )
    assert scene_acts(catalogue, scenes["uk"], scenes).definition == ("Acts from GB.",)


def test_acts_that_are_alike_but_for_a_decision_are_kept_apart(
    open_world: Callable[[World], Catalogue], scenes: Scenes
) -> None:
    world = year_2023()
    world.decision("scene", "Charlie Puth", "k-pop")  # else like any other act from the US
    answer = scene_acts(open_world(world), scenes["k-pop"], scenes)
    decided = [one.name for one in answer.acts if one.strength == "user"]
    assert decided == ["Charlie Puth"]
    assert answer.acts_in_all == 4
