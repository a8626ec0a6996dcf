"""Which printed names were taken for an act, how surely and why, and who else bears its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kollabo.answers.lookup import FoundAct, act_json, acts_of
from kollabo.catalogue.reader import Catalogue


@dataclass(frozen=True)
class NameTaken:
    """A printed name over one title and the act it was taken for, against the runner-up.

    ``log_odds`` is the natural logarithm of the odds; ``reasons`` are what they add up from.
    """

    name: str
    title: str
    song_id: str | None
    beside: str
    taken_for: str
    taken_for_name: str
    status: str
    log_odds: float
    runner_up: str | None
    runner_up_name: str | None
    reasons: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "title": self.title,
            "song": self.song_id,
            "beside": self.beside,
            "taken_for": {"id": self.taken_for, "name": self.taken_for_name},
            "status": self.status,
            "log_odds": round(self.log_odds, 3),
            "runner_up": {"id": self.runner_up, "name": self.runner_up_name}
            if self.runner_up
            else None,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True)
class Identities:
    """``taken`` for this act; ``passed_over``: it was the runner-up; ``namesakes`` are others."""

    taken: tuple[NameTaken, ...]
    passed_over: tuple[NameTaken, ...]
    namesakes: tuple[FoundAct, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "taken": [one.as_json() for one in self.taken],
            "passed_over": [one.as_json() for one in self.passed_over],
            "namesakes": [act_json(one) for one in self.namesakes],
        }


# The table names a title by its loose spelling; the act's song tells how it is shown.
_IDENTITY = """
WITH theirs AS (
    SELECT DISTINCT c.artist_id, s.song_id, s.title, replace(s.folded, ' ', '') AS work
    FROM credit c JOIN song s USING (song_id)
    WHERE c.artist_id IN (SELECT i.artist_id FROM identity i WHERE {condition})
)
SELECT i.name, coalesce(any_value(t.title ORDER BY t.song_id), i.title) AS title,
       min(t.song_id) AS song_id, i.beside, i.artist_id AS taken_for, a.name AS taken_for_name,
       i.status, i.log_odds, i.runner_up, r.name AS runner_up_name, i.reasons
FROM identity i
JOIN artist a ON a.artist_id = i.artist_id
LEFT JOIN artist r ON r.artist_id = i.runner_up
LEFT JOIN theirs t ON t.artist_id = i.artist_id AND t.work = i.title
WHERE {condition}
GROUP BY i.name, i.title, i.beside, i.artist_id, a.name, i.status, i.log_odds, i.runner_up,
         r.name, i.reasons
ORDER BY i.log_odds, i.name, i.title, i.beside
"""
_NAMESAKES = """
WITH names AS (
    SELECT artist_id, folded FROM artist UNION
    SELECT artist_id, folded FROM alias WHERE kind = 'stage'
)
SELECT DISTINCT other.artist_id FROM names mine JOIN names other USING (folded)
WHERE mine.artist_id = $id AND other.artist_id <> $id
"""


def identities(catalogue: Catalogue, artist_id: str) -> Identities:
    """Names in question come first: those with the smallest gap to the runner-up."""
    taken = names_taken(catalogue, "i.artist_id = $id", {"id": artist_id})
    passed_over = names_taken(catalogue, "i.runner_up = $id", {"id": artist_id})
    others = [one for (one,) in catalogue.sql(_NAMESAKES, {"id": artist_id})]
    return Identities(taken, passed_over, acts_of(catalogue, others))


def names_taken(
    catalogue: Catalogue, condition: str, parameters: Mapping[str, Any]
) -> tuple[NameTaken, ...]:
    """Rows of table ``identity`` (``i``) that meet a condition, the least sure first."""
    rows = catalogue.rows(_IDENTITY.format(condition=condition), parameters)
    return tuple(NameTaken(**{**row, "reasons": tuple(row["reasons"] or ())}) for row in rows)


def words_of(catalogue: Catalogue, names: Iterable[NameTaken]) -> dict[str, str]:
    """Each act that these names may mean, with what tells it apart: "Kai (EXO)"."""
    ids = {one for name in names for one in (name.taken_for, name.runner_up) if one}
    return {act.artist_id: act.words for act in acts_of(catalogue, sorted(ids))}
