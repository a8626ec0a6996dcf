"""Names that stand on a list of a scene's acts with nothing else said of them but a label.

Such a name is weak: where two acts of the scene bear it, it speaks of neither, and it never joins
two acts to each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kollabo.build.identity.genres import kin_to_rosters
from kollabo.build.identity.statements import Statement, by_loose_name
from kollabo.scenes.definitions import Scene
from kollabo.text.names import loose

Cluster = list[Statement]


def is_mere_name(one: Statement) -> bool:
    """Whether nothing is said but a name, its label and the list it stands on."""
    said = one.kind or one.origin or one.begin or one.born or one.mbid or one.genres or one.groups
    return bool(one.rosters) and not said


def with_mere_names(
    clusters: Sequence[Cluster], names: Iterable[Statement], scenes: Mapping[str, Scene]
) -> list[Cluster]:
    """The clusters, each mere name added to the one act of its scene that bears it.

    Names that no act of the scene bears are acts of their own.
    """
    bearing: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for name in by_loose_name(cluster):
            bearing[name].append(number)
    found = [list(cluster) for cluster in clusters]
    alone: dict[tuple[str, str], Cluster] = {}
    for one in names:
        numbers = sorted({number for name in one.looses for number in bearing.get(name, ())})
        fitting = [number for number in numbers if _of_its_scene(clusters[number], one, scenes)]
        if len(fitting) > 1:
            fitting = [number for number in fitting if _of_its_label(clusters[number], one)]
        elif not fitting:
            alone.setdefault((loose(one.name), one.rosters[0]), []).append(one)
        if len(fitting) == 1:
            found[fitting[0]].append(one)
    return found + list(alone.values())


def _of_its_scene(cluster: Cluster, name: Statement, scenes: Mapping[str, Scene]) -> bool:
    rosters = {roster for one in cluster for roster in one.rosters}
    if rosters:
        return bool(rosters & set(name.rosters))
    return kin_to_rosters((genre for one in cluster for genre in one.genres), name.rosters, scenes)


def _of_its_label(cluster: Cluster, name: Statement) -> bool:
    labels = {loose(one.label) for one in cluster if one.label}
    return bool(name.label) and loose(name.label or "") in labels
