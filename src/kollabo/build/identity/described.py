"""Joining what described sources say of acts: which statements mean the same act.

Candidates share a loose stage name. Each pair is weighed feature by feature; pairs are joined best
first, and never against a strong objection between any two statements of the two clusters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kollabo.build.identity.genres import genre_words, kin_to_rosters
from kollabo.build.identity.mere_names import is_mere_name, with_mere_names
from kollabo.build.identity.statements import (
    CHARACTER,
    Key,
    Statement,
    by_loose_name,
    compare_kinds,
)
from kollabo.build.identity.weights import Score, weights
from kollabo.scenes.definitions import Scene
from kollabo.text.names import loose

_FULL = 10  # letters of YYYY-MM-DD
_OBJECTION = -3.0  # a pair below this keeps two clusters apart, whatever else joins them


class Clusters:
    """Statements in clusters, each known by its first statement in the order of keys."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._of: dict[Key, int] = {}
        self.members: dict[int, list[Statement]] = {}
        for number, statement in enumerate(statements):
            self._of[statement.key] = number
            self.members[number] = [statement]

    def of(self, key: Key) -> int:
        return self._of[key]

    def join(self, first: int, second: int) -> None:
        keep, drop = min(first, second), max(first, second)
        for statement in self.members.pop(drop):
            self._of[statement.key] = keep
            self.members[keep].append(statement)

    def lists(self) -> list[list[Statement]]:
        return [self.members[number] for number in sorted(self.members)]


def cluster_described(
    statements: Sequence[Statement], scenes: Mapping[str, Scene]
) -> list[list[Statement]]:
    """Clusters of statements that mean one act. Groups come first: they are a feature of people.

    What does not say its kind may be a group or a person, and so may a character: it is held
    against the groups, and where it joins none against the people. Mere names on a list come last,
    since they must join nothing.
    """
    names = [one for one in statements if is_mere_name(one)]
    statements = [one for one in statements if not is_mere_name(one)]
    bearers = {name: _bearers(block) for name, block in by_loose_name(statements).items()}
    perhaps = [one for one in statements if one.kind in ("group", CHARACTER, None)]
    clusters = _cluster(perhaps, {}, bearers, scenes)
    group_clusters = [
        cluster for cluster in clusters if any(one.kind == "group" for one in cluster)
    ]
    grouped = {one.key for cluster in group_clusters for one in cluster}
    others = [one for one in statements if one.key not in grouped]
    group_of: dict[Key, int] = {}
    by_name: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(group_clusters):
        for statement in cluster:
            group_of[statement.key] = number
            for name in statement.looses:
                by_name[name].add(number)
    belongs = {one.key: _groups_of(one, group_of, by_name) for one in others}
    found = group_clusters + _cluster(others, belongs, bearers, scenes)
    return with_mere_names(found, names, scenes)


def _groups_of(
    statement: Statement, group_of: Mapping[Key, int], by_name: Mapping[str, set[int]]
) -> set[str]:
    """The act's groups as comparable names: the cluster where it is known, else the loose name."""
    found = set()
    for key, name in statement.groups:
        if key is not None and key in group_of:
            found.add(f"#{group_of[key]}")
            continue
        named = by_name.get(loose(name), set())
        found |= {f"#{number}" for number in named} or {loose(name)}
    return found


def _cluster(
    statements: Sequence[Statement],
    belongs: Mapping[Key, set[str]],
    bearers: Mapping[str, int],
    scenes: Mapping[str, Scene],
) -> list[list[Statement]]:
    clusters = Clusters(statements)
    scores: dict[tuple[Key, Key], float] = {}
    for name, block in by_loose_name(statements).items():
        for first, second in combinations(block, 2):
            pair = (first.key, second.key)
            if first.from_musicbrainz and second.from_musicbrainz:
                continue  # it tells them apart itself, and many share a name there
            score = compare(first, second, belongs, bearers[name], scenes).log_odds
            scores[pair] = max(score, scores.get(pair, score))
    for first, second in _civil_pairs(statements, belongs):
        score = compare(first, second, belongs, 0, scenes).log_odds
        scores.setdefault((first.key, second.key), score)
    floor = weights("described")["join_above"]
    for pair, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score <= floor:
            break
        first_cluster, second_cluster = clusters.of(pair[0]), clusters.of(pair[1])
        if first_cluster != second_cluster and not _objected(
            clusters.members[first_cluster], clusters.members[second_cluster], scores
        ):
            clusters.join(first_cluster, second_cluster)
    return clusters.lists()


def _civil_pairs(
    statements: Sequence[Statement], belongs: Mapping[Key, set[str]]
) -> Iterator[tuple[Statement, Statement]]:
    """Members of one group where one's civil name is the other's stage name: one person."""
    blocks = by_loose_name(statements)
    for statement in statements:
        for name in sorted(statement.legal_names - set(statement.looses)):
            for other in blocks.get(name, ()):
                shared = belongs.get(statement.key, set()) & belongs.get(other.key, set())
                if shared and other.source_id != statement.source_id:
                    first, second = sorted((statement, other), key=lambda one: one.key)
                    yield first, second


def _bearers(block: Sequence[Statement]) -> int:
    """How many acts of this name the best-informed single source knows."""
    counts: dict[str, int] = defaultdict(int)
    for statement in block:
        counts[statement.source_id] += 1
    return max(counts.values())


def _objected(
    first: Sequence[Statement], second: Sequence[Statement], scores: Mapping[tuple[Key, Key], float]
) -> bool:
    for one in first:
        for other in second:
            if one.from_musicbrainz and other.from_musicbrainz:
                return True
            score = scores.get((one.key, other.key), scores.get((other.key, one.key), 0.0))
            if score < _OBJECTION:
                return True
    return False


def compare(
    first: Statement,
    second: Statement,
    belongs: Mapping[Key, set[str]],
    bearers: int,
    scenes: Mapping[str, Scene],
) -> Score:
    """Log-odds that two statements of one name mean the same act, with its reasons."""
    score = Score(weights("described"))
    score.add("start")
    if bearers == 1 and (namesakes_noted(first) or namesakes_noted(second)):
        score.add("rare_name_noted")
    elif bearers == 1:
        score.add("rare_name")
        if shared := sorted(set(first.rosters) & set(second.rosters)):
            score.add("same_roster", shared[0])
    if first.source_id == second.source_id:
        score.add("told_apart")
    if (first.from_musicbrainz or second.from_musicbrainz) and not _one_main_name(first, second):
        score.add("other_main_name")
    _compare_ids(score, first, second)
    _compare_groups(score, belongs.get(first.key, set()), belongs.get(second.key, set()))
    _compare_birth(score, first, second)
    _compare_debut(score, first, second)
    _compare_rest(score, first, second, scenes)
    return score


def _one_main_name(first: Statement, second: Statement) -> bool:
    """MusicBrainz lists what else an act was called, its side projects' names among them."""
    return loose(first.name) == loose(second.name)


def namesakes_noted(statement: Statement) -> bool:
    """Whether a note tells the act from others of its name. Lists note the group of every idol."""
    groups = {loose(name) for _, name in statement.groups}
    return bool(statement.note) and loose(statement.note or "") not in groups


def _compare_ids(score: Score, first: Statement, second: Statement) -> None:
    if first.mbid and second.mbid:
        score.add("same_id" if first.mbid == second.mbid else "other_id")


def _compare_groups(score: Score, first: set[str], second: set[str]) -> None:
    if first and second:
        score.add("same_group" if first & second else "other_group")


def _compare_birth(score: Score, first: Statement, second: Statement) -> None:
    if first.born and second.born:
        shared = min(len(first.born), len(second.born))
        score.add("same_birth" if first.born[:shared] == second.born[:shared] else "other_birth")
    if first.korean_names and second.korean_names:
        agree = first.korean_names & second.korean_names
        score.add("same_korean_name" if agree else "other_korean_name")


def _compare_debut(score: Score, first: Statement, second: Statement) -> None:
    if not (first.begin and second.begin):
        return
    if first.begin == second.begin and len(first.begin) == _FULL:
        score.add("same_debut_date")
        return
    apart = abs(int(first.begin[:4]) - int(second.begin[:4]))
    score.add(("same_debut_year", "near_debut_year")[apart] if apart < 2 else "other_debut_year")


def _compare_rest(
    score: Score, first: Statement, second: Statement, scenes: Mapping[str, Scene]
) -> None:
    if first.label and second.label and loose(first.label) == loose(second.label):
        score.add("same_label", first.label)
    if kinds := compare_kinds(first.kind, second.kind):
        score.add(kinds)
    if first.origin and second.origin:
        score.add("same_origin" if first.origin == second.origin else "other_origin")
    if first.genres and second.genres and genre_words(first.genres) & genre_words(second.genres):
        score.add("kin_genre")
    for one, other in ((first, second), (second, first)):
        if one.rosters and other.genres and not kin_to_rosters(other.genres, one.rosters, scenes):
            score.add("roster_against_genre")
            break
    else:
        if (first.rosters and second.genres) or (second.rosters and first.genres):
            score.add("kin_genre", "roster and genre agree")
