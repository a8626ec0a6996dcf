"""Acts as answers need them: read from the catalogue with their groups, placed on a side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kollabo.answers.deciding import acts_meant
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene
from kollabo.scenes.placing import Act, Placement, Reason, Strength, place
from kollabo.text.names import fold

_COLUMNS = "artist_id, name, folded, origin, primary_genre, genres, rosters"


def read_acts(catalogue: Catalogue, artist_ids: Iterable[str]) -> dict[str, Act]:
    """The acts of these ids, each with the groups it is or was a member of (one level deep)."""
    wanted = sorted(set(artist_ids))
    memberships = catalogue.sql(
        "SELECT DISTINCT member_id, group_id FROM membership "
        "WHERE member_id IN (SELECT unnest(?)) ORDER BY ALL",
        [wanted],
    )
    group_ids = sorted({group for _, group in memberships})
    rows = catalogue.rows(
        f"SELECT {_COLUMNS} FROM artist WHERE artist_id IN (SELECT unnest(?))",
        [sorted({*wanted, *group_ids})],
    )
    plain = {row["artist_id"]: _act(row) for row in rows}
    groups: dict[str, list[Act]] = defaultdict(list)
    for member, group in memberships:
        if group in plain:
            groups[member].append(plain[group])
    return {
        artist_id: _with_groups(plain[artist_id], groups[artist_id])
        for artist_id in wanted
        if artist_id in plain
    }


def _act(row: Mapping[str, Any]) -> Act:
    return Act(
        row["artist_id"],
        row["name"],
        row["folded"],
        row["origin"],
        row["primary_genre"],
        tuple(row["genres"] or ()),
        tuple(row["rosters"] or ()),
    )


def _with_groups(act: Act, groups: Sequence[Act]) -> Act:
    return Act(
        act.artist_id,
        act.name,
        act.folded,
        act.origin,
        act.primary_genre,
        act.genres,
        act.rosters,
        tuple(sorted(groups, key=lambda group: (group.name, group.artist_id))),
    )


class Sides:
    """Places acts on the sides of one question, by the scenes and the decisions about scenes."""

    def __init__(
        self, catalogue: Catalogue, sides: Sequence[Scene], scenes: Mapping[str, Scene]
    ) -> None:
        self._sides = sides
        self._scenes = scenes
        self._decided = scene_decisions(catalogue)
        self._named = frozenset[str]().union(
            self._decided, *(scene.include | scene.exclude for scene in scenes.values())
        )
        self._alike: dict[tuple[object, ...], Placement] = {}

    def place(self, act: Act) -> Placement:
        """The side of an act. Acts that nobody names and of which the same is known stand alike."""
        if act.groups or act.artist_id in self._named or act.folded in self._named:
            return self._placed(act)
        known = (act.origin, act.primary_genre, act.genres, act.rosters)
        if known not in self._alike:
            self._alike[known] = self._placed(act)
        return self._alike[known]

    def _placed(self, act: Act) -> Placement:
        for scene_name in self._decided.get(act.artist_id, self._decided.get(act.folded, [])):
            for scene in self._sides:
                if scene_name == scene.name:
                    reason = Reason(Strength.USER, 1.0, "decided by a person")
                    return Placement(scene.name, reason)
                if scene_name == f"not {scene.name}":
                    others = [side for side in self._sides if side is not scene]
                    return place(act, others, self._scenes)
        return place(act, self._sides, self._scenes)


def scene_decisions(catalogue: Catalogue) -> dict[str, list[str]]:
    """Values of the decisions about scenes, newest first, by the ids and folded names they mean."""
    found: dict[str, list[str]] = defaultdict(list)
    query = (
        "SELECT subject, value FROM decision WHERE kind = 'scene' AND NOT closed ORDER BY line DESC"
    )
    for subject, value in catalogue.sql(query):
        meant = acts_meant(catalogue, subject) if "[" in subject else [subject, fold(subject)]
        for key in meant:
            found[key].append(value)
    return found
