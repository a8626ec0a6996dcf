"""`scenes`: what scenes there are, how many acts each holds here, and one of them act by act.

Counted are the acts that matter to a question: those on a collaboration or on a song that charted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.acts import Sides, read_acts, scene_decisions
from kollabo.answers.words import listed
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene
from kollabo.scenes.placing import Act, Reason

_SHOWN_TIES = 10


@dataclass(frozen=True)
class SceneCount:
    """A scene and how many acts of the catalogue it holds; ``users``: from the user's folder."""

    name: str
    title: str
    meaning: str
    acts: int
    users: bool


@dataclass(frozen=True)
class ScenesAnswer:
    """All scenes by name. ``acts`` were looked at, ``nowhere`` of them belong to no scene."""

    scenes: tuple[SceneCount, ...]
    acts: int
    nowhere: int


@dataclass(frozen=True)
class SceneAct:
    """An act of a scene and why. ``chart_weeks`` are those of all songs it is credited on."""

    artist_id: str
    name: str
    strength: str
    why: str
    songs: int
    chart_weeks: int


@dataclass(frozen=True)
class Tied:
    """Acts with equally strong reasons for another scene: between the two they count on neither."""

    scene: str
    acts: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class SceneAnswer:
    """One scene; ``acts`` holds the first of ``acts_in_all``, most evidence first."""

    scene: Scene
    definition: tuple[str, ...]
    acts: tuple[SceneAct, ...]
    acts_in_all: int
    ties: tuple[Tied, ...]


_ACTIVE = """
WITH sized AS (
    SELECT song_id, count(*) AS weeks FROM observation WHERE metric = 'rank' GROUP BY song_id
), active AS (
    SELECT DISTINCT artist_id, song_id FROM credit SEMI JOIN sized USING (song_id)
    UNION SELECT artist_id, song_id FROM collaboration
)
SELECT artist_id, count(*) AS songs, coalesce(sum(weeks), 0)::BIGINT AS chart_weeks
FROM active LEFT JOIN sized USING (song_id)
GROUP BY artist_id ORDER BY chart_weeks DESC, songs DESC, artist_id
"""


def scenes_list(catalogue: Catalogue, scenes: Mapping[str, Scene]) -> ScenesAnswer:
    """Every scene with how many acts it holds."""
    acts = _active_acts(catalogue, scenes)
    placements = {
        scene.name: _placements(catalogue, scene, scenes, acts) for scene in scenes.values()
    }
    counts = [
        SceneCount(scene.name, scene.title, scene.meaning, len(placements[scene.name]), scene.users)
        for scene in scenes.values()
    ]
    somewhere = {artist_id for found in placements.values() for artist_id in found}
    return ScenesAnswer(
        tuple(sorted(counts, key=lambda one: one.name)), len(acts), len(acts) - len(somewhere)
    )


def scene_acts(
    catalogue: Catalogue, scene: Scene, scenes: Mapping[str, Scene], *, limit: int = 50
) -> SceneAnswer:
    """One scene in words, its acts with the reason of each, and who is tied with which scene."""
    acts = _active_acts(catalogue, scenes)
    found = _placements(catalogue, scene, scenes, acts)
    shown = [_scene_act(acts[artist_id], reason) for artist_id, reason in found.items()]
    mine = [acts[artist_id] for artist_id in found]
    ties = [
        tied
        for other in scenes.values()
        if other.name != scene.name and (tied := _tied(catalogue, scene, other, scenes, mine))
    ]
    definition = tuple(in_words(scene, scenes))
    return SceneAnswer(scene, definition, tuple(shown[:limit]), len(shown), tuple(ties))


@dataclass(frozen=True)
class _Active:
    """An act with its evidence. ``like`` is the act without its name, where the name says nothing:
    acts that are alike belong to the same scenes for the same reason, and are placed once.
    """

    act: Act
    like: Act
    songs: int
    chart_weeks: int


def _active_acts(catalogue: Catalogue, scenes: Mapping[str, Scene]) -> dict[str, _Active]:
    """Acts with their songs and chart weeks, most evidence first."""
    rows = catalogue.sql(_ACTIVE)
    acts = read_acts(catalogue, (artist_id for artist_id, _, _ in rows))
    by_name = _named(catalogue, scenes)
    return {
        artist_id: _Active(act, _like(act, by_name), songs, weeks)
        for artist_id, songs, weeks in rows
        if (act := acts.get(artist_id))
    }


def _named(catalogue: Catalogue, scenes: Mapping[str, Scene]) -> set[str]:
    """Ids and folded names of which a scene or a person speaks."""
    said = {name for scene in scenes.values() for name in scene.include | scene.exclude}
    return said | set(scene_decisions(catalogue))


def _like(act: Act, by_name: set[str]) -> Act:
    if act.artist_id in by_name or act.folded in by_name:
        return act
    return act._replace(artist_id="", name="", folded="")


def _placements(
    catalogue: Catalogue,
    scene: Scene,
    scenes: Mapping[str, Scene],
    acts: Mapping[str, _Active],
) -> dict[str, Reason]:
    """The acts of a scene with the reason of each."""
    sides = Sides(catalogue, [scene], scenes)
    reasons = {like: sides.place(like).reason for like in {one.like for one in acts.values()}}
    placed = ((artist_id, reasons[one.like]) for artist_id, one in acts.items())
    return {artist_id: reason for artist_id, reason in placed if reason}


def _scene_act(one: _Active, reason: Reason) -> SceneAct:
    act, strength = one.act, reason.strength.name.lower()
    return SceneAct(act.artist_id, act.name, strength, reason.words, one.songs, one.chart_weeks)


def _tied(
    catalogue: Catalogue,
    scene: Scene,
    other: Scene,
    scenes: Mapping[str, Scene],
    acts: Sequence[_Active],
) -> Tied | None:
    sides = Sides(catalogue, [scene, other], scenes)
    tie = {like: sides.place(like).tie for like in {one.like for one in acts}}
    names = [one.act.name for one in acts if tie[one.like]]
    return Tied(other.name, len(names), tuple(names[:_SHOWN_TIES])) if names else None


def in_words(scene: Scene, scenes: Mapping[str, Scene]) -> list[str]:
    """What puts an act into the scene, one sentence for each kind of reason, strongest first."""
    words = []
    if scene.include:
        words.append(f"Always: {listed(sorted(scene.include))}.")
    if scene.exclude:
        words.append(f"Never: {listed(sorted(scene.exclude))}.")
    if scene.rosters or scene.genres:
        words.append("Members of a group of this scene.")
    if scene.rosters:
        words.append(f"Acts listed as {listed(sorted(scene.rosters))}.")
    if scene.genres:
        unless = f", but not {listed(scene.not_genres)}" if scene.not_genres else ""
        words.append(f"Acts of the genres {listed(scene.genres)}{unless}.")
    if scene.origins:
        words.append(f"Acts from {listed(sorted(scene.origins))}.")
    if scene.less:
        others = listed([scenes[name].title for name in scene.less])
        words.append(f"Not those that {others} claim by roster, group or genre.")
    return words


def as_json(answer: ScenesAnswer) -> dict[str, Any]:
    return {
        "scenes": [dict(vars(one)) for one in answer.scenes],
        "acts": answer.acts,
        "acts_in_no_scene": answer.nowhere,
    }


def scene_as_json(answer: SceneAnswer) -> dict[str, Any]:
    scene = answer.scene
    return {
        "name": scene.name,
        "title": scene.title,
        "meaning": scene.meaning,
        "users": scene.users,
        "definition": list(answer.definition),
        "acts_in_all": answer.acts_in_all,
        "acts": [
            {
                "name": one.name,
                "id": one.artist_id,
                "strength": one.strength,
                "why": one.why,
                "songs": one.songs,
                "chart_weeks": one.chart_weeks,
            }
            for one in answer.acts
        ],
        "ties": [
            {"scene": one.scene, "acts": one.acts, "names": list(one.names)} for one in answer.ties
        ],
    }
