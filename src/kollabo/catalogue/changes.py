"""What one snapshot has that another has not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kollabo.catalogue.engine import connect, text_literal
from kollabo.catalogue.location import table_file

# Of each thing, the table and the column that names it.
_THINGS = {
    "acts": ("artist", "artist_id"),
    "songs": ("song", "song_id"),
    "collaborations": ("collaboration", "song_id"),
}


@dataclass(frozen=True)
class Change:
    """How many of a thing came and went."""

    what: str
    added: int
    gone: int


def changes(before: Path, after: Path) -> tuple[Change, ...]:
    """Acts, songs and collaborations that are new, or gone, from one snapshot to the next."""
    connection = connect()
    try:
        return tuple(
            Change(
                what,
                _more(connection, after, before, *thing),
                _more(connection, before, after, *thing),
            )
            for what, thing in _THINGS.items()
        )
    finally:
        connection.close()


def _more(connection: Any, one: Path, other: Path, table: str, column: str) -> int:
    """How many names the first snapshot has that the second has not."""
    files = [text_literal(str(snapshot / table_file(table))) for snapshot in (one, other)]
    ((count,),) = connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT {column} FROM read_parquet({files[0]}) "
        f"EXCEPT SELECT {column} FROM read_parquet({files[1]}))"
    ).fetchall()
    return int(count)
