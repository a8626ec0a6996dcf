"""The acts of a song as it is shown: where each comes from and whose member it is, by whom said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from kollabo.answers.statements import Place, place_of
from kollabo.catalogue.reader import Catalogue


@dataclass(frozen=True)
class Group:
    """A group the act is or was a member of."""

    artist_id: str
    name: str
    read_from: Place

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "id": self.artist_id, "read_from": self.read_from.as_json()}


@dataclass(frozen=True)
class SongAct:
    """An act, its role in the credit shown, and what is known of it; None: no source says."""

    artist_id: str
    name: str
    role: str | None
    kind: str | None
    origin: str | None
    origin_read_from: Place | None
    groups: tuple[Group, ...]

    def as_json(self) -> dict[str, Any]:
        place = self.origin_read_from
        return {
            "name": self.name,
            "id": self.artist_id,
            "role": self.role,
            "kind": self.kind,
            "origin": self.origin,
            "origin_read_from": place.as_json() if place else None,
            "member_of": [one.as_json() for one in self.groups],
        }


_ACTS = """
SELECT c.artist_id, a.name, c.role, a.kind, a.origin, f.source_id, f.file, f.row
FROM credit c JOIN artist a USING (artist_id)
LEFT JOIN artist_fact f
ON f.artist_id = a.artist_id AND f.fact = 'origin' AND f.value = a.origin
WHERE c.song_id = ? AND c.shown
QUALIFY row_number() OVER (
    PARTITION BY c.artist_id ORDER BY f.weak, f.source_id, f.file, f.row
) = 1
ORDER BY c.position, c.artist_id
"""
_GROUPS = """
SELECT m.member_id, a.artist_id, a.name, m.source_id, m.file, m.row
FROM membership m JOIN artist a ON a.artist_id = m.group_id
WHERE m.member_id IN (SELECT unnest(?))
QUALIFY row_number() OVER (
    PARTITION BY m.member_id, m.group_id ORDER BY m.source_id, m.file, m.row
) = 1
ORDER BY a.name, a.artist_id
"""


def song_acts(catalogue: Catalogue, song_id: str) -> tuple[SongAct, ...]:
    """The acts of the credit shown, in its order."""
    acts = catalogue.rows(_ACTS, [song_id])
    groups: dict[str, list[Group]] = defaultdict(list)
    for row in catalogue.rows(_GROUPS, [[act["artist_id"] for act in acts]]):
        groups[row["member_id"]].append(Group(row["artist_id"], row["name"], place_of(row)))
    return tuple(
        SongAct(
            act["artist_id"],
            act["name"],
            act["role"],
            act["kind"],
            act["origin"],
            place_of(act) if act["source_id"] else None,
            tuple(groups[act["artist_id"]]),
        )
        for act in acts
    )
