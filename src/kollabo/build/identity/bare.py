"""Facts joined by a bare name: a table of genres or countries that tells no namesakes apart.

Each is weighed against the described acts of its name. It joins the best if nothing contradicts;
where it contradicts the only bearers so strongly that the name must be somebody else's, it makes
a rival act of that name, so that a credit is not taken for the wrong one without a second feature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kollabo.build.identity.acts import Act
from kollabo.build.identity.described import genre_words, kin_to_rosters
from kollabo.build.identity.statements import Statement
from kollabo.build.identity.weights import Score, weights
from kollabo.scenes.definitions import Scene
from kollabo.text.names import loose


def join_bare(
    statements: Sequence[Statement], index: Mapping[str, list[Act]], scenes: Mapping[str, Scene]
) -> list[Act]:
    """Attach bare statements to acts in ``index``; returns the acts they made anew."""
    made: dict[str, Act] = {}
    for statement in statements:
        name = loose(statement.name)
        scored = _scored(statement, index.get(name, ()), scenes)
        if scored and scored[0][0] > weights("bare")["join_above"]:
            scored[0][1].statements.append(statement)
        elif not scored:
            made.setdefault(name, Act()).statements.append(statement)
        elif _is_rival(scored):
            rival = made.setdefault(name, Act(rival_of=scored[0][1].name))
            rival.statements.append(statement)
    return [made[name] for name in sorted(made)]


def _scored(
    statement: Statement, candidates: Sequence[Act], scenes: Mapping[str, Scene]
) -> list[tuple[float, Act]]:
    scored = [(compare_bare(statement, act, scenes).log_odds, act) for act in candidates]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].artist_id, pair[1].name))


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
    if act.note:
        score.add("namesakes_noted", act.note)
    rosters = act.rosters
    described = [genre for one in act.statements if not one.bare for genre in one.genres]
    if statement.genres and rosters:
        kin = kin_to_rosters(statement.genres, rosters, scenes)
        score.add("roster_genre" if kin else "roster_against_genre")
    elif statement.genres and described:
        shared = genre_words(statement.genres) & genre_words(described)
        score.add("kin_genre" if shared else "other_genre")
    if statement.origin and act.origin:
        score.add("same_origin" if statement.origin == act.origin else "other_origin")
    elif statement.origin and rosters and not _home(statement.origin, rosters, scenes):
        score.add("roster_against_origin")
    return score


def _home(origin: str, rosters: Sequence[str], scenes: Mapping[str, Scene]) -> bool:
    return any(origin in scene.home for scene in scenes.values() if scene.rosters & set(rosters))
