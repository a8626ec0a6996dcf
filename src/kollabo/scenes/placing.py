"""Which side of a question an act counts on, and why.

Each act counts on one side only, by its strongest reason: the user's file, then explicit inclusion,
then its group's scene, then a roster, then genre, then origin. A tie counts on neither side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from kollabo.scenes.definitions import Scene


class Strength(IntEnum):
    """How strong a reason is; a higher one always beats a lower one."""

    ORIGIN = 1
    GENRE = 2
    ROSTER = 3
    GROUP = 4
    EXPLICIT = 5
    USER = 6


class Act(NamedTuple):
    """What placing needs to know of an act. ``groups`` are the acts it is or was a member of."""

    artist_id: str
    name: str
    folded: str
    origin: str | None = None
    primary_genre: str | None = None
    genres: tuple[str, ...] = ()
    rosters: tuple[str, ...] = ()
    groups: tuple[Act, ...] = ()


class Reason(NamedTuple):
    """Why an act belongs to a scene (or, ``against``, why it does not)."""

    strength: Strength
    weight: float  # compares reasons of one strength; 0 to 1
    words: str
    against: bool = False


class Placement(NamedTuple):
    """The side an act counts on: a scene's name, or None with ``tie`` or without any reason."""

    scene: str | None
    reason: Reason | None
    tie: bool = False


def reason_for(act: Act, scene: Scene, scenes: Mapping[str, Scene]) -> Reason | None:
    """The strongest reason that puts ``act`` into ``scene``, or None."""
    said = _said_outright(act, scene)
    if said:
        return None if said.against else said
    found = _by_group(act, scene, scenes) or _by_roster(act, scene) or _by_genre(act, scene)
    found = found or _by_origin(act, scene)
    if found and _claimed_by_another(act, scene, scenes, found):
        return None
    return found


def place(act: Act, sides: Sequence[Scene], scenes: Mapping[str, Scene]) -> Placement:
    """The one side of the question on which ``act`` counts."""
    reasons = [(reason_for(act, scene, scenes), scene) for scene in sides]
    found = [(reason, scene) for reason, scene in reasons if reason is not None]
    if not found:
        return Placement(None, None)
    found.sort(key=lambda pair: (pair[0].strength, pair[0].weight), reverse=True)
    best, scene = found[0]
    if len(found) > 1:
        second = found[1][0]
        if (second.strength, second.weight) == (best.strength, best.weight):
            return Placement(None, best, tie=True)
    return Placement(scene.name, best)


def _said_outright(act: Act, scene: Scene) -> Reason | None:
    strength = Strength.USER if scene.users else Strength.EXPLICIT
    if scene.excludes(act.artist_id, act.folded):
        return Reason(strength, 1.0, f"{scene.title} excludes it by name", against=True)
    if scene.includes(act.artist_id, act.folded):
        return Reason(strength, 1.0, f"{scene.title} includes it by name")
    return None


def _by_group(act: Act, scene: Scene, scenes: Mapping[str, Scene]) -> Reason | None:
    for group in act.groups:
        # A group's own origin says little of where a member who left for another scene belongs.
        why = _said_outright(group, scene) or _by_roster(group, scene) or _by_genre(group, scene)
        if why and not why.against:
            return Reason(Strength.GROUP, why.weight, f"member of {group.name} ({why.words})")
    return None


def _by_roster(act: Act, scene: Scene) -> Reason | None:
    for roster in act.rosters:
        if roster in scene.rosters:
            return Reason(Strength.ROSTER, 1.0, f"listed as {roster}")
    return None


def _by_genre(act: Act, scene: Scene) -> Reason | None:
    """By the genre that defines the act where a source says which; else by its share of genres."""
    if act.primary_genre:
        taken = scene.takes_genre(act.primary_genre)
        return Reason(Strength.GENRE, 1.0, f"genre {act.primary_genre}") if taken else None
    named = [genre for genre in act.genres if scene.takes_genre(genre)]
    if not named:
        return None
    return Reason(Strength.GENRE, round(len(named) / len(act.genres), 3), f"genre {named[0]}")


def _by_origin(act: Act, scene: Scene) -> Reason | None:
    if act.origin and act.origin in scene.origins:
        return Reason(Strength.ORIGIN, 1.0, f"from {act.origin}")
    return None


def _claimed_by_another(act: Act, scene: Scene, scenes: Mapping[str, Scene], found: Reason) -> bool:
    """Whether a scene that this one yields to has a better claim than mere origin."""
    for name in scene.less:
        claim = reason_for(act, scenes[name], scenes)
        if claim and claim.strength >= found.strength and claim.strength > Strength.ORIGIN:
            return True
    return False
