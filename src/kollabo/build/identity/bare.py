"""Facts joined by a bare name: a table of genres or countries that tells no namesakes apart.

Each is weighed against the acts of its name. It joins the best if nothing contradicts and no other
act fits as well; where it contradicts the only bearers so strongly that the name must be somebody
else's, it makes a rival act of that name, so that a credit is not taken for the wrong one without a
second feature. Bare names that no described act bears make acts of their own, apart where they
contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kollabo.build.identity.acts import Act
from kollabo.build.identity.genres import kin_genres, kin_to_rosters
from kollabo.build.identity.statements import Statement, compare_kinds
from kollabo.build.identity.weights import Score, weights
from kollabo.scenes.definitions import Scene
from kollabo.text.names import loose

LONG_NAME = 8  # letters; a name so long is seldom shared


def join_bare(
    statements: Sequence[Statement], index: Mapping[str, list[Act]], scenes: Mapping[str, Scene]
) -> list[Act]:
    """Attach bare statements to acts in ``index``; returns the acts they made anew."""
    made: dict[str, list[Act]] = defaultdict(list)
    for statement in statements:
        name = loose(statement.name)
        scored = _scored(statement, index.get(name, ()), scenes)
        if scored and scored[0][0] > weights("bare")["join_above"]:
            if not _tied(scored):
                scored[0][1].statements.append(statement)
        elif not scored:
            _join_made(statement, made[name], None, scenes)
        elif _is_rival(scored):
            _join_made(statement, made[name], scored[0][1].name, scenes)
    return [act for name in sorted(made) for act in made[name]]


def _join_made(
    statement: Statement, made: list[Act], rival_of: str | None, scenes: Mapping[str, Scene]
) -> None:
    scored = [(_compare_made(statement, act, scenes).log_odds, act) for act in made]
    best = max(scored, key=lambda pair: pair[0], default=None)  # of equals the first that was made
    if best and best[0] > weights("bare")["join_above"]:
        best[1].statements.append(statement)
    else:
        made.append(Act([statement], rival_of=rival_of))


def _scored(
    statement: Statement, candidates: Sequence[Act], scenes: Mapping[str, Scene]
) -> list[tuple[float, Act]]:
    scored = [(compare_bare(statement, act, scenes).log_odds, act) for act in candidates]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].artist_id, pair[1].name))


def _tied(scored: Sequence[tuple[float, Act]]) -> bool:
    gap = weights("bare")["sure_gap"]
    return len(scored) > 1 and scored[0][0] - scored[1][0] < gap


def _is_rival(scored: Sequence[tuple[float, Act]]) -> bool:
    """Acts known from rosters get rivals, and those described as not the only bearers of a name."""
    below = weights("bare")["rival_below"]
    return all(act.note or (score < below and act.rosters) for score, act in scored)


def compare_bare(statement: Statement, act: Act, scenes: Mapping[str, Scene]) -> Score:
    """Log-odds that a bare-name statement is about ``act``, with its reasons."""
    score = Score(weights("bare"))
    score.add("start")
    if statement.name in act.stage_names:
        score.add("exact_spelling")
    if len(loose(statement.name)) >= LONG_NAME:
        score.add("long_name")
    if act.note:
        score.add("namesakes_noted", act.note)
    if kinds := compare_kinds(statement.kind, act.kind):
        score.add(kinds)
    _compare_genres(score, statement, act, scenes)
    _compare_origin(score, statement, act, scenes)
    _compare_begin(score, statement, act)
    return score


def _compare_made(statement: Statement, act: Act, scenes: Mapping[str, Scene]) -> Score:
    """Log-odds that a bare name is one that other bare names made an act of.

    Tables of genres are too rough to tell such acts apart: countries do, or a genre at home
    elsewhere.
    """
    score = Score(weights("bare"))
    score.add("start")
    if statement.name in act.stage_names:
        score.add("exact_spelling")
    if kinds := compare_kinds(statement.kind, act.kind):
        score.add(kinds)
    origin = act.origin
    if statement.origin and origin:
        score.add("same_origin" if statement.origin == origin else "bare_against_origin")
    if statement.genres and act.genres:
        if kin_genres(statement.genres, act.genres, scenes):
            score.add("kin_genre")
        elif _from_abroad(statement.genres, origin, scenes) or _from_abroad(
            act.genres, statement.origin, scenes
        ):
            score.add("genre_from_abroad")
    return score


def _from_abroad(genres: Sequence[str], origin: str | None, scenes: Mapping[str, Scene]) -> bool:
    """Whether genres are at home in some countries, and an act of ``origin`` is of none of them."""
    homes = [
        scene.home | scene.origins
        for scene in scenes.values()
        if (scene.home or scene.origins) and any(map(scene.takes_genre, genres))
    ]
    return bool(origin) and bool(homes) and not any(origin in home for home in homes)


def _compare_genres(
    score: Score, statement: Statement, act: Act, scenes: Mapping[str, Scene]
) -> None:
    if not statement.genres:
        return
    rosters = act.rosters
    described = [genre for one in act.statements if not one.bare for genre in one.genres]
    told = described or act.genres
    if rosters:
        if kin_to_rosters(statement.genres, rosters, scenes):
            score.add("roster_genre")
        elif statement.origin not in _homes(act, scenes):
            score.add("roster_against_genre")
    elif told:
        score.add("kin_genre" if kin_genres(statement.genres, told, scenes) else "other_genre")


def _compare_origin(
    score: Score, statement: Statement, act: Act, scenes: Mapping[str, Scene]
) -> None:
    if not statement.origin:
        return
    if act.origin:
        score.add("same_origin" if statement.origin == act.origin else "other_origin")
    elif act.rosters:
        at_home = statement.origin in _homes(act, scenes)
        score.add("roster_origin" if at_home else "roster_against_origin")


def _homes(act: Act, scenes: Mapping[str, Scene]) -> set[str]:
    """The countries of the scenes on whose rosters an act stands."""
    rosters = set(act.rosters)
    return {code for scene in scenes.values() if scene.rosters & rosters for code in scene.home}


def _compare_begin(score: Score, statement: Statement, act: Act) -> None:
    begins = [int(one.begin[:4]) for one in (act, *act.groups) if one.begin]
    if statement.begin and begins:
        apart = min(abs(int(statement.begin[:4]) - begin) for begin in begins)
        score.add("near_begin" if apart <= 2 else "other_begin")
