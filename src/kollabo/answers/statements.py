"""Statements: what sources say of an act or a song, each with the place where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kollabo.catalogue.reader import Catalogue


class Place(NamedTuple):
    """Where something was read. ``row`` counts from 1, as an editor shows it."""

    source_id: str
    file: str
    row: int

    def as_json(self) -> dict[str, Any]:
        return {"source": self.source_id, "file": self.file, "row": self.row}


class Statement(NamedTuple):
    """One source's word. ``weak``: the source tells no namesakes apart, it was joined by name."""

    fact: str
    value: str
    place: Place
    weak: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "fact": self.fact,
            "value": self.value,
            "weak": self.weak,
            "read_from": self.place.as_json(),
        }


def place_of(row: Mapping[str, Any]) -> Place:
    return Place(row["source_id"], row["file"], row["row"])


def act_statements(catalogue: Catalogue, artist_id: str) -> tuple[Statement, ...]:
    """Every source's word on an act, fact by fact, the firm before the weak."""
    rows = catalogue.rows(
        "SELECT fact, value, weak, source_id, file, row FROM artist_fact WHERE artist_id = ? "
        "ORDER BY fact, weak, value, source_id, file, row",
        [artist_id],
    )
    return tuple(Statement(row["fact"], row["value"], place_of(row), row["weak"]) for row in rows)


def song_statements(catalogue: Catalogue, song_id: str) -> tuple[Statement, ...]:
    """Every source's word on a song, fact by fact."""
    rows = catalogue.rows(
        "SELECT fact, value, source_id, file, row FROM song_fact WHERE song_id = ? "
        "ORDER BY fact, value, source_id, file, row",
        [song_id],
    )
    return tuple(Statement(row["fact"], row["value"], place_of(row)) for row in rows)
